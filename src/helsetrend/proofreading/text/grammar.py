"""What a number in a sentence says: a level, a growth, a share, a sum; by the words around it, and nothing else.

`kind_of` looks at the number's form, then at the words right after it ("prosent flere"), then at those right before it
("økte med"), and last at those that stand further off. Which metric and period it is about is for the `resolver`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from helsetrend.proofreading.text.lexicon import (
    DAILY,
    DOWN,
    LESS,
    MEAN,
    MONTHLY,
    MORE,
    TOGETHER,
    UP,
    WEEKLY,
    caseless,
)
from helsetrend.proofreading.text.numbers import MASK, Number
from helsetrend.proofreading.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Sense:
    """What a number says: its kind, the direction of a change (1 up, -1 down, 0 not said), and by which words.

    `is_inherited` is whether it goes on with the kind of the number before it in a list; `is_beside` is whether the
    words that say the kind stand right beside the number.
    """

    kind: str
    direction: int = 0
    why: str = ""
    is_inherited: bool = False
    is_beside: bool = False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return caseless(pattern)


_LEVEL_PREPOSITION = (
    r"(?:\b(?:til|to|frå|fra|from|at|nådde|reached|via|endte på|enda på|lå på|var på|"
    r"er på|ligger på|ligg på|hit|nå|by way of)\s(?:(?:hele|heile|det|the|a|en|ein|about)"
    r"\s)?)$"
)
_SIZE = (
    r"(?:(?:just|only|bare|berre|kun|merely|closer to|nearer to|nærmere|hele|heile|så mye som|så mykje som|"
    r"as much as|no less than|på|til|en|ein|til sammen|til saman|i alt|samlet|in all|in total|altogether|eit|et|a|an|"
    r"the|further|ytterligere|ytterlegare|nye|another|et sted)\s)*"
)
_NO_BREAK = r"(?:(?!\b(?:og|and|men|but|mens|while|whereas)\b)[^;:.,])"
_BE = r"(?:er|var|ble|blei|vart|is|was|are|were|utgjør|utgjorde|tilsvarer|comes to|came to|amounts? to|blir|anslås til)"
_UP_NOUN = (
    r"(?:økning\w*|auk(?:e|en|ing\w*)|vekst\w*|veksten|oppgang\w*|stigning\w*|fremgang\w*|pluss|plus(?=\sof)|"
    r"framgang\w*|increase|growth|rise|gain|jump|hopp(?:et)?|uptick|surge|climb|stigning)"
)
_DOWN_NOUN = (
    r"(?:nedgang\w*|fall(?:et)?|reduksjon\w*|tilbakegang\w*|decline|decrease|drop|reduction|"
    r"fall|dip|slump|shortfall|minking\w*|dropp(?:et)?)"
)
_ON_TOP = r"(?:ytterligere|ytterlegare|a further|another|an additional|enda|endå)"
_WAY_TO = r"(?:opp|ned|fram|up|down)\s(?:igjen\s|again\s)?(?:til|to)\s"
_WHOLE = (
    r"\s(?:[\w-]+\s)?(?:i|in|for|over|gjennom|through)\s(?:hele|heile|the whole(?: of)?|all of|the full|året sett)\b"
)
_MISSING = (
    r"(?:mangler|manglar|short of|skiller|skil|forskjellen|skilnaden|differansen|the gap|"
    r"the difference|avstanden|bak|behind)"
)


_SHORT_OF = caseless(r"^\s(?:short of|bak|behind)\b")
"""What stands between how much is missing, and of what: "27,070 short of the 214,830"."""


PART_OF = caseless(r"(?:\s[^\W\d_]+)?\s(?:av|of)(?:\s(?:the|de|dei|alle|all|totalt|i alt))*\s")
"""What stands between a part and its whole: "201 379 of the 955 845"."""

SAME_AGAIN = caseless(
    r"(?:\(|,|\s\u2013)\s?(?:(?:nærmere bestemt|nærare bestemt|nøyaktig|more precisely|to be (?:exact|precise)|"
    r"altså|eller|dvs\.?|det vil si|det vil seie|or|that is|i\.e\.)\s)?"
    r"(?:som\s(?:er|tilsvarer|svarer til)\s)?$"
)
"""What stands before a number that says the same as those before it."""


THE_CHANGE = caseless(
    r"\W*(?:veksten|økningen|auken|endringen|endringa|nedgangen|oppgangen|fallet|fr[ae]mgangen|tilbakegangen|"
    r"forskjellen|skilnaden|differansen|"
    r"the (?:difference|gap|increase|rise|growth|gain|change|decline|decrease|fall|drop|jump))\b"
)
"""How a sentence begins that goes on with the change between two levels before it."""

THAT_IS = caseless(
    r"\W*(?:det|dette|that|this)\s(?:er|utgjør|utgjer|tilsvarer|tilsvarar|svarer til|svarar til|is|was|makes|equals|"
    r"amounts to|corresponds to)\b"
)
"""How a sentence begins that says the same as the one before it, or what follows from it."""


SIGNED = "printed with a sign"
"""Why a percentage such as "+5 %" is a change."""


def sense_of(sentence: Sentence, place: int, before: "Sense | None", change: "Sense | None" = None) -> Sense:
    """Return what the number at a place among the numbers of a sentence says; `before` is the sense of the one before.

    `change` is the last sense of the sentence that is a change.
    """
    sense = _sense(sentence, place, before, change)
    is_form = sense.kind in ("multiple", "points") or sense.why == SIGNED
    return replace(sense, is_beside=is_form or (sense.direction != 0 and _is_change_beside(sentence, place)))


def _is_change_beside(sentence: Sentence, place: int) -> bool:
    """Return whether a word of change stands right after a number, or right before it with "by" or "of"."""
    number = sentence.numbers[place]
    after = rf"\s(?:[\w-]+\s)?(?:{MORE}|{LESS}|{_UP_NOUN}|{_DOWN_NOUN})\b"
    before = rf"\b(?:{UP}|{DOWN}|{_UP_NOUN}|{_DOWN_NOUN})(?:(?:\s[\w-]+)?\s(?:med|by|på|of|with))?\s{_SIZE}$"
    return bool(
        _compiled(after).match(sentence.text, number.end) or _compiled(before).search(sentence.text[: number.start])
    )


def _sense(sentence: Sentence, place: int, before: "Sense | None", change: "Sense | None") -> Sense:
    number = sentence.numbers[place]
    if number.form == "rank":
        return Sense("rank", why="a place among others")
    if number.form == "multiple":
        return Sense("multiple", 1, "a multiple")
    if number.is_halving:
        return Sense("decline", -1, "halved")
    if number.form == "one_in":
        return Sense("one_in", why="one in so many")
    direction, why = direction_of(sentence, place)
    if number.form == "percent" and not direction and (sign := sign_of(sentence, number)):
        return Sense("growth" if sign > 0 else "decline", sign, SIGNED)
    if number.form == "points":
        return Sense("points", direction or _anywhere(sentence, number), why or "percentage points")
    if (
        not direction
        and before
        and (_goes_on(sentence, place) or _goes_further(sentence, place))
        and before.kind in ("growth", "decline", "difference")
    ):
        return Sense(before.kind, before.direction, "goes on with the list", is_inherited=True)
    if number.form == "percent" and not direction and before and before.kind == "difference" and before.direction:
        between = sentence.text[sentence.numbers[place - 1].end : number.start]
        if re.fullmatch(r"[^,;:.(]{0,50}(?:,|\(|\s\u2013)\s?", between):
            return Sense("growth" if before.direction > 0 else "decline", before.direction, "the same in percent")
    if number.form == "percent" and not direction and not change and place:
        between = sentence.text[sentence.numbers[place - 1].end : number.start]
        if _OR.search(between) and (sign := _anywhere(sentence, number)):
            return Sense("growth" if sign > 0 else "decline", sign, "the change between the two, in percent")
    if number.form == "percent" and not direction and before and _goes_on_in_percent(sentence, place, before):
        return Sense(before.kind, before.direction, "the same of the next", is_inherited=True)
    if (
        number.form == "percent"
        and not direction
        and _is_in_brackets(sentence, place)
        and (sign := _verb_before(sentence, place))
    ):
        return Sense("growth" if sign > 0 else "decline", sign, "in brackets after a change")
    if number.form in ("percent", "part"):
        if not direction and change and _OR.search(sentence.text[sentence.numbers[place - 1].end : number.start]):
            return Sense(
                "growth" if change.direction > 0 else "decline",
                change.direction,
                "the same in percent",
                is_inherited=True,
            )
        if direction:
            return Sense("growth" if direction > 0 else "decline", direction, why)
        return Sense("share", why="a part of a whole")
    is_count = number.has_scale or number.value >= 1000
    if (
        not direction
        and change
        and is_count
        and place
        and _OR.search(sentence.text[sentence.numbers[place - 1].end : number.start])
    ):
        return Sense("difference", change.direction, "the same as a number", is_inherited=True)
    if direction:
        return Sense("difference", direction, why)
    return _count(sentence, place, before)


def direction_of(sentence: Sentence, place: int) -> tuple[int, str]:
    """Return whether a number is the size of a change, up or down, and the words that say so; 0 where it is none."""
    text, number = sentence.text, sentence.numbers[place]
    following = sentence.numbers[place + 1] if place + 1 < len(sentence.numbers) else None
    after_end = following.start if following else len(text)
    after = text[number.end : after_end]
    noun = r"(?:[\w-]+\s)?" if number.form in ("number",) else r"(?:(?:av|of)\s(?!the\b)[\w-]+\s)?"
    for sign, words in ((-1, LESS), (1, MORE)):
        found = _compiled(rf"\s{noun}({words})\b(?! (?:og|and) )").match(after)
        if found and not _is_hedge_of_next(found, number.end, sentence.masked):
            return sign, found[1]
    for sign, noun_of_change in ((1, _UP_NOUN), (-1, _DOWN_NOUN)):
        if found := _compiled(rf"[\s-](?:(?:annual|yearly|årlig|årleg)\s)?({noun_of_change})\b").match(after):
            return sign, found[1]
    return _direction_before(sentence, place)


def _is_figure(number: Number) -> bool:
    """Return whether a number has a unit or a size that a small count ("two years") has not."""
    return number.form != "number" or number.has_scale or number.value >= 1000


_CURRENCY_END = caseless(r"(?:\bnok|\bkr\.?|\beur|\busd|[\u20ac$£])\s?$")
_REACHED = caseless(r"(?:under|below|over|above|past|beyond|forbi)\s")
"""A hedge that says what a way ends at: "slipped below 60 percent"."""


def _is_hedge_of_next(found: re.Match[str], end: int, text: str) -> bool:
    """Return whether a word such as "more" belongs to a number after it ("more than 140 million"), or to a verb."""
    rest = text[end + found.end() :]
    word = found[1].lower()
    if found.start(1) > 1 and word in ("opp", "ned", "up", "down") and re.match(r"\s?[.,;)]|\s?$", rest):
        return True
    if word == "over" and re.match(r"\s(?:the (?:whole|full|entire|year)|hele|heile|året)\b", rest, re.IGNORECASE):
        return True
    return bool(
        word in ("over", "under", "above", "below", "up", "down", "opp", "ned")
        and not re.match(
            rf"\s(?:the|that|its|det|\w+(?:kvartalet|året|månaden|måneden|nivået)|{MASK}|\d|i|in|on|from|fra|frå|siden|since|nivået|toppåret|"
            rf"året|toppen|level|last|året|against|på|compared|[.,;)]|året)|[.,;)]|$",
            rest,
            re.IGNORECASE,
        )
    )


def _direction_before(sentence: Sentence, place: int) -> tuple[int, str]:
    text, number = sentence.text, sentence.numbers[place]
    previous = sentence.numbers[place - 1].end if place else 0
    own = _CURRENCY_END.sub("", text[previous : number.start])
    whole = _CURRENCY_END.sub("", text[: number.start])
    figure = max((other.end for other in sentence.numbers[:place] if _is_figure(other)), default=0)
    since_figure = _CURRENCY_END.sub("", text[figure : number.start])
    is_reached = _REACHED.match(text, number.start) is not None and not re.search(r"\b(?:med|by)\s$", own)
    for sign, nouns in ((1, _UP_NOUN), (-1, _DOWN_NOUN)):
        if found := _compiled(
            rf"\b({nouns})(?:{_NO_BREAK}{{0,60}}\b{_BE}\s(?:derfor\s|altså\s|dermed\s|thus\s|"
            rf"da\s|så\s)?|\s)(?:på|of|by)\s(?:hele\s|heile\s)?$"
        ).search(own):
            return sign, found[1]
        on_base = rf"\b({nouns})\s(?:on|over|from|fra|frå|på)\s{_NO_BREAK}{{0,40}}\b{_BE}\s{_SIZE}$"
        if place and (found := _compiled(on_base).search(whole)):
            return sign, found[1]
        if number.form in ("percent", "points") or number.has_scale:
            patterns = [
                rf"\b({nouns})(?:\s[^;:.,]{{0,40}})?(?:\s\([^)]*\))?:\s{_SIZE}$",
                rf"\b({nouns}){_NO_BREAK}{{0,60}}\b(?:{_BE}|utgjer|svarer til|"
                rf"svarar til)\s(?:[^\W\d_]+\s){{0,3}}?{_SIZE}$",
                rf"\b({nouns})[^;:.,]{{0,30}},\s(?:(?:hele|heile|a|an|en|ein)\s)?$",
            ]
            if number.form != "number":
                patterns += [
                    rf"\b({nouns})\s(?:[\w-]+\s){{0,3}}?(?:\w*tok av|slowed|eased|avtok|minka|accelerated|cooled|"
                    rf"came in|endte|landa|landet|ended)\s(?:[\w-]+\s)?(?:til|to|at|på)\s{_SIZE}$",
                ]
            for pattern in patterns:
                if found := _compiled(pattern).search(since_figure):
                    return sign, found[1]
    if is_reached:
        return 0, ""
    if _compiled(_LEVEL_PREPOSITION).search(own) and not re.search(r"\b(?:fra|from|frå)\s(?:i|the)\s$", own):
        return 0, ""
    is_count = number.form == "number"
    best: tuple[int, int, str] = (-1, 0, "")
    for sign, verbs, nouns in ((1, UP, _UP_NOUN), (-1, DOWN, _DOWN_NOUN)):
        patterns = [
            rf"\b({verbs})(?:\s[\w-]+)?\s(?:med|by)\s{_SIZE}$",
            rf"\b({nouns})\s(?:[\w-]+\s){{0,3}}?(?:på|of|med|by)\s{_SIZE}$",
            rf"\b({nouns}){_NO_BREAK}{{0,60}}\b{_BE}\s(?:derfor\s|altså\s|dermed\s|thus\s|da\s|så\s)?{_SIZE}$",
            rf"\b({verbs})(?:\s(?:hele|heile|yet|another|a|an|en|with|nesten))?\s$",
        ]
        if not is_count:
            patterns += [
                rf"\b({verbs})\b(?:(?!\b(?:mens|while|whereas)\b)[^;]){{0,140}}\b(?:med|by)\s{_SIZE}$",
                rf"\b({nouns})[^;:,.]{{0,40}}\b(?:på|of)\s{_SIZE}$",
            ]
        else:
            patterns += [rf"\b({verbs})\b{_NO_BREAK}{{0,80}}(?::|\b)\s?(?:med|by)\s{_SIZE}$"]
        for pattern in patterns:
            every = list(_compiled(pattern).finditer(own if is_count else whole))
            if every:
                found = every[-1]
                start = found.start(1) + (previous if is_count else 0)
                if start > best[0]:
                    best = start, sign, found[1]
    if best[1]:
        return best[1], best[2]
    if place and _compiled(
        rf"(?:^\W*(?:(?:eller|or)\s)?|(?:^|,)\W*(?:i\.e\.|altså|dvs\.?|det vil si|that is(?: to say)?)\W*)(?:med|"
        rf"by)\s{_SIZE}$"
    ).search(own):
        return _way_between(sentence, place), "the change between the two"
    if is_count and (found := _compiled(rf"\b{_ON_TOP}\s(?:a\s)?$").search(own)):
        return 1, found[0].strip()
    if is_count and (
        found := _compiled(rf"\b{_WAY_TO}[^.;:,]{{3,40}}\s(?:er|var|is|was)\s(?:det|there|it)\s$").search(own)
    ):
        return -1, found[0].split()[0].lower()
    if is_count and not _SHORT_OF.search(own) and _compiled(rf"\b{_MISSING}\b[^.;:(]{{0,40}}$").search(since_figure):
        return -1, "mangler"
    return 0, ""


def _way_between(sentence: Sentence, place: int) -> int:
    """Return which way the two numbers before one go: 1 up, -1 down, 0 where there are no two of one form."""
    if place < 2 or sentence.numbers[place - 2].form != sentence.numbers[place - 1].form:
        return 0
    return 1 if sentence.numbers[place - 1].value > sentence.numbers[place - 2].value else -1


def sign_of(sentence: Sentence, number: Number) -> int:
    """Return the sign that a number is printed with: 1 or -1, 0 for none."""
    if number.value < 0:
        return -1
    if re.search(r"(?:^\s?|\(\s?)[\u2013\u2212-]\s?$", sentence.text[: number.number_start]):
        return -1
    return int(re.search(r"(?:^|[\s(])(?:\+|pluss\s|plus\s)\s?$", sentence.text[: number.number_start]) is not None)


def _anywhere(sentence: Sentence, number: Number) -> int:
    """Return the direction that the last word of change before a number has; 0 for none."""
    before = sentence.text[: number.start]
    places = {
        sign: max((found.start() for found in _compiled(rf"\b{words}\b").finditer(before)), default=-1)
        for sign, words in ((1, UP), (-1, DOWN))
    }
    return 0 if places[1] == places[-1] else max(places, key=lambda sign: places[sign])


_LISTED = caseless(
    rf"(?:\s*(?:\(?(?:i|in|for)\s)?\(?{MASK}+\)?)?\s*(?:,|og|and|, og|, and)\s*(?:med\s|"
    rf"by\s)?(?:(?:i|in|for)\s{MASK}+\s)?"
)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a number stands in a list with the one before it: "37 prosent i 2018, 45 prosent i 2019"."""
    one, other = sentence.numbers[place - 1], sentence.numbers[place]
    return one.form == other.form and _LISTED.fullmatch(sentence.masked, one.end, other.start) is not None


_OF_THE_NEXT = caseless(
    r"\s(?:for|in|i|på)\s[\w-]+(?:,|,?\s(?:og|and))\s|"
    r"(?:,|\s(?:og|and|mens|medan|while))(?:\s(?:og|and|mens|medan|while))?(?:\s(?!hvorav|herav|which|av|of|eller|or)[\w-]+){1,2}\s"
)


def _goes_on_in_percent(sentence: Sentence, place: int, before: Sense) -> bool:
    """Return whether a percentage is a change as that before it: "audiobooks rose 40 percent, e-books 7 percent"."""
    if before.kind not in ("growth", "decline"):
        return False
    start, number = sentence.numbers[place - 1].end, sentence.numbers[place]
    is_ended = re.match(r"\s?[.,;)]|\s?$|\s(?:og|and|for|in|i|på)\s", sentence.text[number.end :]) is not None
    is_next = is_ended and _OF_THE_NEXT.fullmatch(sentence.text, start, number.start) is not None
    return is_next or (before.why == "in brackets after a change" and _is_in_brackets(sentence, place))


def _is_in_brackets(sentence: Sentence, place: int) -> bool:
    """Return whether a number stands alone in brackets."""
    number = sentence.numbers[place]
    return sentence.text[: number.start].endswith("(") and sentence.text[number.end :].startswith(")")


def _verb_before(sentence: Sentence, place: int) -> int:
    """Return the direction of a word of change since the number before, or the start of the clause; 0 for none."""
    start = sentence.numbers[place - 1].end if place else 0
    own = re.split(r"[,;:]", sentence.text[start : sentence.numbers[place].start])[-1]
    for sign, words in ((1, _ROSE), (-1, _FELL)):
        if _compiled(rf"\b(?:{words})\b").search(own):
            return sign
    return 0


_ROSE = (
    r"veksten|økningen|auken|oppgangen|the (?:growth|increase|rise)|"
    r"økte|auka|vokste|voks|steg|rose|grew|increased|climbed|gikk opp|gjekk opp"
)
_FELL = (
    r"nedgangen|fallet|the (?:decline|decrease|fall|drop)|"
    r"falt|fall|sank|søkk|minket|minka|gikk ned|gjekk ned|fell|dropped|declined|decreased|shrank"
)
_FURTHER = caseless(
    r"(?:\b(?:og|and)\s(?:fra|frå|siden|sidan|from|since|sammenlignet med|samanlikna med|"
    r"compared with)\s[^,;]{1,40}\s(?:på|med|by|of)\s$)|(?:\b(?:mens|while|og|and)\s(?:den|it|that|"
    r"the one)\b[^,;]*\s(?:var|er|was|is)\s(?:på\s)?$)|(?:,|\bog|\band|\bthen|"
    r"\bså|\bderetter)\s(?:så\s|then\s|deretter\s)?(?:(?:med|by)\s(?:nye\s|ytterligere\s|ytterlegare\s|a further\s|"
    r"another\s)?|(?:nye|ytterligere|ytterlegare|a further|another)\s)$|\b(?:og|and)\s(?:på|med|by|of)\s$"
)


_OR = caseless(
    r"(?:^|[\s,(])(?:or|eller|altså|dvs\.?|det vil si|det vil seie|that is|i\.e\.|equal to|"
    r"equivalent to|som tilsvarer|som svarer til|som svarar til|tilsvarende)\s(?:om lag\s)?$"
)


def _goes_further(sentence: Sentence, place: int) -> bool:
    """Return whether a number goes on with a change: "og med ytterligere 6 millioner"."""
    start = sentence.numbers[place - 1].end if place else 0
    return _FURTHER.search(sentence.text[start : sentence.numbers[place].start]) is not None


def _count(sentence: Sentence, place: int, before: Sense | None) -> Sense:
    """Return the sense of a number that is no change: a level, or a mean of months or days, or it goes on with one."""
    text, number = sentence.text, sentence.numbers[place]
    end = sentence.numbers[place + 1].start if place + 1 < len(sentence.numbers) else len(text)
    start = sentence.numbers[place - 1].end if place else 0
    after, own = text[number.end : end], text[start : number.start]
    is_of_all = _compiled(rf"(?:\w+\s)?{TOGETHER}\b").match(text, number.start) or _compiled(_WHOLE).match(after)
    is_after_mean = before is not None and before.kind.endswith("mean") and place
    if is_after_mean and is_of_all:
        return Sense("level", why="all together, after a mean")
    if _compiled(rf"^[^,;:.]{{0,40}}?\b{DAILY}\b").search(after) or _compiled(
        rf"\b(?:{DAILY})\b[^,;:]{{0,40}}$"
    ).search(own):
        return Sense("daily_mean", why="a mean of days")
    if _compiled(rf"^[^,;:.]{{0,40}}?\b{WEEKLY}\b").search(after) or _compiled(
        rf"\b(?:{WEEKLY})\b[^,;:]{{0,40}}$"
    ).search(own):
        return Sense("weekly_mean", why="a mean of weeks")
    if _compiled(rf"^[^,;:.]{{0,40}}?\b{MONTHLY}").search(after) or _compiled(rf"\b{MONTHLY}[^;]{{0,60}}$").search(own):
        return Sense("monthly_mean", why="a mean of months")
    if _compiled(rf"\b{MEAN}\b[^;]{{0,60}}$").search(own):
        return Sense("mean", why="a mean")
    goes_on = _has_no_noun(sentence, place) or re.fullmatch(r"\s(?:til|to)\s", own) or _AND.fullmatch(own)
    if before and is_after_mean and goes_on and not (before.kind == "daily_mean" and _is_much_more(sentence, place)):
        return Sense(before.kind, why="goes on with the mean before it", is_inherited=True)
    return Sense("level", why="a number")


_AND = caseless(r"(?:\s[^\W\d_][\w-]*){1,2}\s(?:og|and|samt)\s")
"""What stands between two numbers of one kind, each with its unit: "7 155 passengers and 2 546 vehicles"."""


MOST_TIMES = 20
"""How many times larger a mean of days may be than the one that it goes on with."""


def _is_much_more(sentence: Sentence, place: int) -> bool:
    """Return whether a number is so much larger than the one before it that it is no mean of days as that."""
    values = [number.value for number in sentence.numbers[: place + 1] if number.form == "number"]
    return len(values) > 1 and values[-1] >= MOST_TIMES * values[-2]


def _has_no_noun(sentence: Sentence, place: int) -> bool:
    """Return whether a number has no word of the data beside it."""
    number = sentence.numbers[place]
    return not any(number.end <= cue.start <= number.end + 12 for cue in sentence.cues)


def has_together(sentence: Sentence, start: int = 0, end: int | None = None) -> bool:
    """Return whether a sentence, or a part of it, adds things up."""
    text = sentence.text
    return _compiled(rf"\b{TOGETHER}\b").search(text, start, len(text) if end is None else end) is not None


def has_mean(sentence: Sentence) -> bool:
    """Return whether a sentence speaks of a mean, or of months."""
    return _compiled(rf"\b(?:{MEAN}|{MONTHLY})\b").search(sentence.text) is not None
