"""Which way a number goes: whether it is the size of a change, up or down, by the words of change around it."""

import re
from collections.abc import Iterable

from helsetrend.proofreading.text.number import MASK, Number
from helsetrend.proofreading.text.sentences import Sentence
from helsetrend.proofreading.vocabulary import DOWN, LESS, MORE, UP, caseless

_SIZE = (
    r"(?:(?:just|only|bare|berre|kun|merely|closer to|nearer to|nærmere|hele|heile|så mye som|så mykje som|"
    r"as much as|no less than|på|til|en|ein|til sammen|til saman|i alt|samlet|in all|in total|altogether|eit|et|a|an|"
    r"the|further|ytterligere|ytterlegare|nye|another|et sted)\s)*"
)
_NO_BREAK = r"(?:(?!\b(?:og|and|men|but|mens|while|whereas)\b)[^;:.,])"
_BE = r"(?:er|var|ble|blei|vart|is|was|are|were|utgjør|utgjorde|tilsvarer|comes to|came to|amounts? to|blir|anslås til)"
_THUS = r"(?:derfor\s|altså\s|dermed\s|thus\s|da\s|så\s)?"
_UP_NOUN = (
    r"(?:økning\w*|auk(?:e|en|ing\w*)|vekst\w*|oppgang\w*|stigning\w*|fr[ae]mgang\w*|pluss|plus(?=\sof)|"
    r"increase|growth|rise|gain|jump|hopp(?:et)?|uptick|surge|climb)"
)
_DOWN_NOUN = (
    r"(?:nedgang\w*|fall(?:et)?|reduksjon\w*|tilbakegang\w*|decline|decrease|drop|reduction|"
    r"dip|slump|shortfall|minking\w*|dropp(?:et)?)"
)
_WORDS = ((1, UP, _UP_NOUN, MORE), (-1, DOWN, _DOWN_NOUN, LESS))

Way = tuple[int, re.Pattern[str]]
"""A direction, 1 up or -1 down, and what shows it; the first group is the word that says it."""


def _ways(*expressions: str) -> list[Way]:
    """Return expressions as patterns for both directions: VERB, NOUN and MORE stand for the words of each."""
    return [
        (sign, caseless(words.replace("VERB", f"({verbs})").replace("NOUN", f"({nouns})").replace("MORE", f"({more})")))
        for sign, verbs, nouns, more in _WORDS
        for words in expressions
    ]


_MORE_AFTER = _ways(r"\s(?:[\w-]+\s)?MORE\b(?! (?:og|and) )")[::-1]
_MORE_AFTER_UNIT = _ways(r"\s(?:(?:av|of)\s(?!the\b)[\w-]+\s)?MORE\b(?! (?:og|and) )")[::-1]
_NOUN_AFTER = _ways(r"[\s-](?:(?:annual|yearly|årlig|årleg)\s)?NOUN\b")
"""What stands right after the size of a change: "12 percent more", "a 12 percent increase"."""

_NOUN_OF = _ways(rf"\bNOUN(?:{_NO_BREAK}{{0,60}}\b{_BE}\s{_THUS}|\s)(?:på|of|by)\s(?:hele\s|heile\s)?$")
_NOUN_ON_BASE = _ways(rf"\bNOUN\s(?:on|over|from|fra|frå|på)\s{_NO_BREAK}{{0,40}}\b{_BE}\s{_SIZE}$")
_NOUN_BEFORE = _ways(
    rf"\bNOUN(?:\s[^;:.,]{{0,40}})?(?:\s\([^)]*\))?:\s{_SIZE}$",
    rf"\bNOUN{_NO_BREAK}{{0,60}}\b(?:{_BE}|utgjer|svarer til|svarar til)\s(?:[^\W\d_]+\s){{0,3}}?{_SIZE}$",
    r"\bNOUN[^;:.,]{0,30},\s(?:(?:hele|heile|a|an|en|ein)\s)?$",
)
_NOUN_SLOWED = _ways(
    rf"\bNOUN\s(?:[\w-]+\s){{0,3}}?(?:\w*tok av|slowed|eased|avtok|minka|accelerated|cooled|came in|endte|landa|landet|"
    rf"ended)\s(?:[\w-]+\s)?(?:til|to|at|på)\s{_SIZE}$"
)
_BEFORE = (
    rf"\bVERB(?:\s[\w-]+)?\s(?:med|by)\s{_SIZE}$",
    rf"\bNOUN\s(?:[\w-]+\s){{0,3}}?(?:på|of|med|by)\s{_SIZE}$",
    rf"\bNOUN{_NO_BREAK}{{0,60}}\b{_BE}\s{_THUS}{_SIZE}$",
    r"\bVERB(?:\s(?:hele|heile|yet|another|a|an|en|with|nesten))?\s$",
)
_BEFORE_COUNT = _ways(*_BEFORE, rf"\bVERB\b{_NO_BREAK}{{0,80}}(?::|\b)\s?(?:med|by)\s{_SIZE}$")
_BEFORE_PART = _ways(
    *_BEFORE,
    rf"\bVERB\b(?:(?!\b(?:mens|while|whereas)\b)[^;]){{0,140}}\b(?:med|by)\s{_SIZE}$",
    rf"\bNOUN[^;:,.]{{0,40}}\b(?:på|of)\s{_SIZE}$",
)
"""What stands before the size of a change, in the order in which it is looked for; of the last, the nearest counts."""

_LEVEL_PREPOSITION = caseless(
    r"\b(?:til|to|frå|fra|from|at|nådde|reached|via|endte på|enda på|lå på|var på|er på|ligger på|ligg på|hit|nå|"
    r"by way of)\s(?:(?:hele|heile|det|the|a|en|ein|about)\s)?$"
)
_REACHED = caseless(r"(?:under|below|over|above|past|beyond|forbi)\s")
"""A hedge that says what a way ends at: "slipped below 60 percent"."""

_ON_TOP = caseless(r"\b(?:ytterligere|ytterlegare|a further|another|an additional|enda|endå)\s(?:a\s)?$")
_WAY_TO = caseless(
    r"\b(?:opp|ned|fram|up|down)\s(?:igjen\s|again\s)?(?:til|to)\s[^.;:,]{3,40}\s(?:er|var|is|was)\s(?:det|there|it)\s$"
)
_MISSING = caseless(
    r"\b(?:mangler|manglar|short of|skiller|skil|forskjellen|skilnaden|differansen|the gap|the difference|avstanden|"
    r"bak|behind)\b[^.;:(]{0,40}$"
)
_SHORT_OF = caseless(r"^\s(?:short of|bak|behind)\b")
"""What stands between how much is missing, and of what: "27,070 short of the 214,830"."""

_BETWEEN_THE_TWO = caseless(
    r"(?:^\W*(?:(?:eller|or)\s)?|(?:^|,)\W*(?:i\.e\.|altså|dvs\.?|det vil si|that is(?: to say)?)\W*)"
    rf"(?:med|by)\s{_SIZE}$"
)
"""What stands before the change between the two levels before it: "from 31 to 48 percent, or by 17 points"."""

_BESIDE_AFTER = caseless(rf"\s(?:[\w-]+\s)?(?:{MORE}|{LESS}|{_UP_NOUN}|{_DOWN_NOUN})\b")
_BESIDE_BEFORE = caseless(
    rf"\b(?:{UP}|{DOWN}|{_UP_NOUN}|{_DOWN_NOUN})(?:(?:\s[\w-]+)?\s(?:med|by|på|of|with))?\s{_SIZE}$"
)


def direction_of(sentence: Sentence, place: int) -> tuple[int, str]:
    """Return whether a number is the size of a change, up or down, and the words that say so; 0 where it is none."""
    number = sentence.numbers[place]
    end = sentence.numbers[place + 1].start if place + 1 < len(sentence.numbers) else len(sentence.text)
    after = sentence.text[number.end : end]
    for sign, pattern in _MORE_AFTER if number.form == "number" else _MORE_AFTER_UNIT:
        found = pattern.match(after)
        if found and not _is_hedge_of_next(found, number.end, sentence.masked):
            return sign, found[1]
    for sign, pattern in _NOUN_AFTER:
        if found := pattern.match(after):
            return sign, found[1]
    return _direction_before(sentence, place)


_ENDS = re.compile(r"\s?[.,;)]|\s?$")
_WHOLE_YEAR = caseless(r"\s(?:the (?:whole|full|entire|year)|hele|heile|året)\b")
_COMPARED = caseless(
    rf"\s(?:the|that|its|det|\w+(?:kvartalet|året|månaden|måneden|nivået)|{MASK}|\d|i|in|on|from|fra|frå|siden|since|"
    r"nivået|toppåret|året|toppen|level|last|against|på|compared|[.,;)])|[.,;)]|$"
)
"""What follows a word such as "over" where it compares a number with another period: "12 percent over the level"."""


def _is_hedge_of_next(found: re.Match[str], end: int, text: str) -> bool:
    """Return whether a word such as "more" belongs to a number after it ("more than 140 million"), or to a verb."""
    rest = text[end + found.end() :]
    word = found[1].lower()
    if found.start(1) > 1 and word in ("opp", "ned", "up", "down") and _ENDS.match(rest):
        return True
    if word == "over" and _WHOLE_YEAR.match(rest):
        return True
    return word in ("over", "under", "above", "below", "up", "down", "opp", "ned") and not _COMPARED.match(rest)


def _direction_before(sentence: Sentence, place: int) -> tuple[int, str]:
    """Return the direction that the words before a number give it."""
    number = sentence.numbers[place]
    previous = sentence.numbers[place - 1].end if place else 0
    figure = max((other.end for other in sentence.numbers[:place] if _is_figure(other)), default=0)
    own, whole, since_figure = (sentence.text[start : number.start] for start in (previous, 0, figure))
    is_part = number.form in ("percent", "points")
    looked_for = [
        (_NOUN_OF, own),
        (_NOUN_ON_BASE, whole if place else ""),
        (_NOUN_BEFORE, since_figure if is_part or number.has_scale else ""),
        (_NOUN_SLOWED, since_figure if is_part else ""),
    ]
    for ways, said in looked_for:
        for sign, pattern in ways if said else ():
            if found := pattern.search(said):
                return sign, found[1]
    is_reached = _REACHED.match(sentence.text, number.start) and not re.search(r"\b(?:med|by)\s$", own)
    is_level = _LEVEL_PREPOSITION.search(own) and not re.search(r"\b(?:fra|from|frå)\s(?:i|the)\s$", own)
    if is_reached or is_level:
        return 0, ""
    is_count = number.form == "number"
    if nearest := _nearest(_BEFORE_COUNT if is_count else _BEFORE_PART, own if is_count else whole):
        return nearest
    if place and _BETWEEN_THE_TWO.search(own):
        return _way_between(sentence, place), "the change between the two"
    if is_count and (found := _ON_TOP.search(own)):
        return 1, found[0].strip()
    if is_count and (found := _WAY_TO.search(own)):
        return -1, found[0].split()[0].lower()
    if is_count and not _SHORT_OF.search(own) and _MISSING.search(since_figure):
        return -1, "mangler"
    return 0, ""


def _nearest(ways: Iterable[Way], said: str) -> tuple[int, str] | None:
    """Return the direction of the last word of change in some words, and the word; None where they have none."""
    every = [(found.start(1), sign, found[1]) for sign, pattern in ways for found in pattern.finditer(said)]
    if not every:
        return None
    _, sign, word = max(every, key=lambda one: one[0])
    return sign, word


def _is_figure(number: Number) -> bool:
    """Return whether a number has a unit or a size that a small count ("two years") has not."""
    return number.form != "number" or number.has_scale or number.value >= 1000


def _way_between(sentence: Sentence, place: int) -> int:
    """Return which way the two numbers before one go: 1 up, -1 down, 0 where there are no two of one form."""
    if place < 2 or sentence.numbers[place - 2].form != sentence.numbers[place - 1].form:
        return 0
    return 1 if sentence.numbers[place - 1].value > sentence.numbers[place - 2].value else -1


def is_change_beside(sentence: Sentence, number: Number) -> bool:
    """Return whether a word of change stands right after a number, or right before it with "by" or "of"."""
    before = sentence.text[: number.start]
    return bool(_BESIDE_AFTER.match(sentence.text, number.end) or _BESIDE_BEFORE.search(before))


def sign_of(sentence: Sentence, number: Number) -> int:
    """Return the sign that a number is printed with: 1 or -1, 0 for none."""
    before = sentence.text[: number.number_start]
    if number.value < 0 or re.search(r"(?:^\s?|\(\s?)[\u2013\u2212-]\s?$", before):
        return -1
    return int(re.search(r"(?:^|[\s(])(?:\+|pluss\s|plus\s)\s?$", before) is not None)


_ANYWHERE = _ways(r"\bVERB\b")


def direction_anywhere(sentence: Sentence, number: Number) -> int:
    """Return the direction that the last word of change before a number has; 0 for none."""
    nearest = _nearest(_ANYWHERE, sentence.text[: number.start])
    return nearest[0] if nearest else 0


def direction_of_clause(sentence: Sentence, place: int) -> int:
    """Return the direction of a word of change since the number before, or the start of the clause; 0 for none."""
    start = sentence.numbers[place - 1].end if place else 0
    nearest = _nearest(_ANYWHERE, re.split(r"[,;:]", sentence.text[start : sentence.numbers[place].start])[-1])
    return nearest[0] if nearest else 0
