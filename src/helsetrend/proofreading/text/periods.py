"""Periods in a text: years, parts of years, and words that point to a period ("i fjor", "året før", "samme periode").

`periods_in` finds them with what they say; which period a word points to depends on what was spoken of before, and is
decided by the `resolver`.
"""

import re
from collections.abc import Iterator, Mapping

from helsetrend.proofreading.text.mention import Anchor, Mention
from helsetrend.proofreading.text.roles import with_role
from helsetrend.proofreading.vocabulary import NUMBER_OF_WORD, ORDINALS, caseless

_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "mars march", "april", "mai may", "juni june", "juli july",
            "august", "september", "oktober october", "november", "desember december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OF = r"(?:\s(?:of|in|i|av|for)\s|\s|,\s|-)"
_NTH = r"(?:1\.?|2\.?|3\.?|4\.?|1st|2nd|3rd|4th|første|fyrste|andre|tredje|fjerde|siste|first|second|third|fourth|last)"
_WORDS_OF_NUMBERS = sorted(NUMBER_OF_WORD, key=len, reverse=True)
_N = rf"(?:\d{{1,2}}|{'|'.join(_WORDS_OF_NUMBERS)})"
_RELATIVE_YEAR = (
    r"(?:i fjor|fjor(?:året)?s?|last year|this year|i år|hittil i år|så langt i år|so far this year|"
    r"det året|that year|året før|året i forvegen|the year before|previous year)"
)
_SAME = r"(?:samme|same|tilsvarende|tilsvarande|corresponding)"
_PART = caseless(
    rf"\b(?:(?:(?P<nth>{_NTH})(?:\sog\s(?:andre|2\.))?[\s-](?P<kind>halvår(?:et)?|half(?:-year)?(?!\s(?:of\s(?:all|"
    rf"the(?!\syear\b)|our|its)\b))|kvartal(?:et)?|quarter|tertial(?:et)?|third of the year))"
    rf"|(?P<code>[QqKkHhT][1-4])(?=\b))(?:{_OF}(?:the\s)?(?:year\s)?(?P<year>{_YEAR})"
    rf"\b|\s(?P<relative>{_RELATIVE_YEAR})\b)?"
)
_TO_OTHER_PART = caseless(
    rf"\b(?P<nth>{_NTH})(?=\s(?:til|to)\s(?:the\s|det\s)?{_NTH}[\s-](?P<kind>halvår|half|kvartal|quarter|tertial))"
)
_CODE_YEAR = re.compile(rf"\b(?P<year>{_YEAR})[ -]?(?P<code>[QKHT][1-4])\b")
_MONTHS = caseless(
    rf"\b(?P<first>{_MONTH})(?:\s?(?:[-\u2013]|til og med|til|to|through|og|and)\s?(?P<last>{_MONTH})"
    rf")?(?:(?:{_OF})(?P<year>{_YEAR})\b|\s(?P<relative>{_RELATIVE_YEAR})\b)?"
)
_THROUGH = caseless(
    rf"\b(?:til og med|t\.?o\.?m\.?|through|up to and including|to the end of|ut(?=\s(?:{_MONTH}))|(?:per|pr\.?|ved|"
    rf"innen) utgangen av)\s(?P<last>{_MONTH})(?:(?:{_OF})(?P<year>{_YEAR})\b|\s(?P<relative>{_RELATIVE_YEAR})\b)?"
)
_PART_BEFORE = caseless(
    r"\b(?:(?:kvartalet|måneden|månaden|halvåret|tertialet|the quarter|the month|the half-year) (?:før|tidligere|"
    r"tidlegare|i forveien|i forvegen|before|earlier)|(?:forrige|førre|foregående|føregåande) (?:kvartal|måned|månad|"
    r"halvår|tertial)|"
    r"(?:the )?(?:previous|preceding|prior) (?:quarter|month|half-year))\b"
)
_WHOLE = caseless(
    r"(?<!over )\b(?:(?:hele|heile|the (?:whole|entire|full))\s(?:(?P<half>halvåret|half(?:-year)?)|året|year)|"
    r"(?:(?P<half2>halvåret|the half(?:-year)?)|året|the year)\s(?:samlet|samla|(?:sett )?under ei?tt|"
    r"som helhet|som heilskap|as a whole|taken together|in full))\b"
)
_NTH_ALONE = caseless(
    r"\b(?:the|det|den|årets|the year's|i|in)\s(?P<nth>first|second|third|fourth|last|første|fyrste|andre|tredje|"
    r"fjerde|siste)\b"
    r"(?=\s?[.,;:)](?!\d)|\s\(?\d|\s(?:brought|had|saw|gave|made|came|was|by|på|med|og|and|til|to|hadde|ga|gav|kom|ble|vart|endte|enda|med|"
    r"with)\b|\s?$)"
)
_KIND_ALONE = caseless(r"\b(?P<kind>halvår\w*|half-years?|halves|kvartal\w*|quarters?|tertial\w*)\b")
_N_MONTHS = caseless(
    rf"\b(?:de|dei|the|årets)?\s?(?:(?:første|fyrste|first)\s(?P<count>{_N})|(?P<count2>{_N})\s(?:første|fyrste|first))"
    rf"\s(?:månedene|månadene|"
    rf"måneder|månader|months)(?:{_OF}(?:the\s)?(?P<year>{_YEAR})\b|\s(?:of\s|i\s)?(?P<relative>{_RELATIVE_YEAR})"
    rf"\b)?"
)
_LAST_MONTHS = caseless(rf"\b(?:årets|the year's)\s(?:siste|last)\s(?P<count>{_N})\s(?:måneder|månader|months)\b")
_RANGE = re.compile(
    rf"\b(?P<first>{_YEAR})\s?(?:[-\u2013\u2014/]|til og med|til|to|through|t\.o\.m\.)\s?(?P<last>{_YEAR})\b"
)
_BETWEEN = caseless(rf"\b(?:mellom|between)\s(?P<first>{_YEAR})\s(?:og|and)\s(?P<last>{_YEAR})\b")
_YEARS_LISTED = caseless(
    rf"\b(?:årene|åra|the years|years|best years|toppårene|toppåra|beste årene)\b,?\s(?P<first>{_YEAR})"
    rf"(?:,\s{_YEAR})*,?\s(?:og|and)\s(?P<last>{_YEAR})\b"
)
_SINGLE = re.compile(rf"(?<![\d.,/])(?P<year>{_YEAR})(?:-(?=[a-zæøå]))?(?:s|'s|\u2019s)?(?![\d/]|[.,]\d)\b")
_WORDS: list[tuple[re.Pattern[str], Mapping[str, object]]] = [
    (caseless(pattern), fields)
    for pattern, fields in (
        (
            rf"\b(?:(?:(?:i )?(?:de|dei|the) {_SAME} (?:\w+ )?(?:månedene|månadene|måneder|månader|months))|"
            rf"(?:i |the )?{_SAME} (?:periode|tid|tidsrom|måned|månad|kvartal|halvår|period|time|months?|quarter|half)"
            r")(?: (?:i fjor|last year|året før|a year earlier|the year before|i forfjor|året i forvegen|"
            r"året i forveien|in the previous year|of the previous year|of last year))",
            {"anchor": "last", "shift": -1, "is_same_part": True},
        ),
        (
            rf"\b(?:i )?{_SAME} (?:periode|tid|tidsrom)(?:en|et|a)?\b|\bthe {_SAME} (?:period|time|months?)\b",
            {"anchor": "last", "is_same_part": True},
        ),
        (r"\b(?:i forfjor|året før det igjen|the year before last)\b", {"anchor": "today", "shift": -2}),
        (
            r"\b(?:i fjor|fjoråret|fjorårets|fjor|(?<!the )last year(?:'s|\u2019s)?"
            r"(?!\s(?:before|of|with|when|in which|that)\b))\b",
            {"anchor": "today", "shift": -1},
        ),
        (r"\b(?:hittil i år|så langt i år|i år|this year(?:'s|\u2019s)?|so far this year)\b", {"anchor": "today"}),
        (
            r"\b(?:året før|året forut|året i forveien|året i forvegen|foregående år|føregåande år|forrige år|"
            r"førre år|det foregående året|året tidligere|året tidlegare|ett år tidligere|eitt år tidlegare|"
            r"et år tidligere|eit år tidlegare|ett år før|the year before|the previous year|previous year|"
            r"a year earlier|a year before|one year earlier|the preceding year|the prior year|"
            r"twelve months (?:earlier|before|ago)|tolv (?:måneder|månader) (?:før|tidligere|tidlegare))\b",
            {"anchor": "last", "shift": -1},
        ),
        (
            r"\b(?:year on year|year-on-year|over the year|på årsbasis)\b",
            {"anchor": "last", "shift": -1, "role": "from"},
        ),
        (
            r"\b(?:året etter|året etterpå|neste år|the year after|the following year|a year later|"
            r"the next year|ett år senere|eitt år seinare|et år senere)\b",
            {"anchor": "last", "shift": 1},
        ),
        (
            r"(?:^|(?<=[.!?]\s))(?:Da|Då|Den gang(?:en)?|Den gongen)\b"
            r"(?=\s(?:var|hadde|ble|blei|vart|lå|låg|nådde|kom|fikk|fekk|ga|gav)\b)",
            {"anchor": "last"},
        ),
        (
            r"\b(?:det året|dette året|samme år|same året|same år|same året|that year|the same year|"
            r"of that year|in that year)\b",
            {"anchor": "last"},
        ),
        (
            r"\b(?:toppåret|rekordåret|toppunktet|(?<!på )toppen|(?<=på )toppen(?!\s?[.!])|toppnivået|"
            r"the peak(?: year)?|the record(?: year)?|peak|the best year|the top year|rekorden)\b",
            {"anchor": "peak"},
        ),
    )
]
_AGO = caseless(
    rf"\b(?P<count>{_N})\sår\s(?P<word>tidligere|tidlegare|før|i forveien|siden|sidan|"
    rf"senere|seinare|etter(?!\sat\b))\b|\b(?P<count2>{_N})\syears\s(?P<word2>earlier|before|ago|later|"
    rf"after(?!wards|\sthe\b)|on(?=,)|previously)\b|\bfor\s(?P<count3>{_N})\sår\s(?P<word3>siden|sidan)\b"
)
_SAME_PART = caseless(
    rf"\b(?:the\s|de\s|dei\s)?{_SAME}\s(?:{_N}\s)?(?:period|time|months?|quarter|half|periode|tid|tidsrom|"
    rf"måneder|månader|måned|månad|kvartal|halvår)(?:ene|ane|en)?\s(?:of|in|i)\s(?P<year>{_YEAR})"
    rf"\b"
)
_LAST_YEARS = caseless(rf"\b(?:de|dei|the)\s(?:siste|last|past)\s(?P<count>{_N})\s(?:årene|åra|år|years)\b")
_NEXT_YEARS = caseless(
    rf"\b(?:de|dei|the)\s(?:(?:neste|følgende|next|following)\s(?P<count>{_N})|(?P<count2>{_N})\s(?:neste|følgende|"
    rf"next|following))\s(?:årene|åra|år|years)\b"
)


def periods_in(text: str, masked: str) -> list[Mention]:
    """Return the periods that a text names, in their order; none of two that overlap, the longer stays.

    `masked` is the text without dates and other things that are no period.
    """
    found: list[Mention] = []
    for mention in _all(masked):
        if not any(mention.start < other.end and other.start < mention.end for other in found):
            found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return [with_role(text, mention) for mention in found]


def _all(masked: str) -> Iterator[Mention]:
    for match in _CODE_YEAR.finditer(masked):
        yield Mention(*match.span(), (int(match["year"]),), _months_of_code(match["code"]))
    for match in _PART.finditer(masked):
        months = _months_of_code(match["code"]) if match["code"] else _months_of_part(match["nth"], match["kind"])
        if months and not (match["code"] and not match["year"] and match["code"][0] in "tTkKhH"):
            yield _of_part(match, months)
    for match in _TO_OTHER_PART.finditer(masked):
        if found := _months_of_part(match["nth"], match["kind"]):
            yield Mention(*match.span("nth"), (), found, anchor="focus")
    for match in _N_MONTHS.finditer(masked):
        yield _of_part(match, (1, _count(match["count"] or match["count2"])))
    for match in _LAST_MONTHS.finditer(masked):
        yield Mention(*match.span(), (), (13 - _count(match["count"]), 12), anchor="focus")
    for match in _THROUGH.finditer(masked):
        if not re.search(rf"(?:{_MONTH})\s$", masked[: match.start()], re.IGNORECASE):
            yield _of_part(match, (1, _MONTH_NUMBERS[match["last"].lower()]))
    for match in _WHOLE.finditer(masked):
        yield Mention(*match.span(), anchor="last", whole="half_year" if match["half"] or match["half2"] else "year")
    for match in _PART_BEFORE.finditer(masked):
        yield Mention(*match.span(), anchor="last", is_part_before=True)
    if kinds := list(_KIND_ALONE.finditer(masked)):
        for match in _NTH_ALONE.finditer(masked):
            kind = next((word for word in reversed(kinds) if word.end() <= match.start()), kinds[0])
            if found := _months_of_part(match["nth"], kind["kind"].replace("halves", "half")):
                yield Mention(*match.span(), (), found, anchor="focus")
    for match in _MONTHS.finditer(masked):
        if match["first"] == "may" and not match["year"]:
            continue
        first = _MONTH_NUMBERS[match["first"].lower()]
        yield _of_part(match, (first, _MONTH_NUMBERS[match["last"].lower()] if match["last"] else first))
    for pattern in (_BETWEEN, _YEARS_LISTED, _RANGE):
        for match in pattern.finditer(masked):
            years = int(match["first"]), int(match["last"])
            if years[0] < years[1] or pattern is _RANGE:
                yield Mention(*match.span(), years, role="span")
    for match in _SAME_PART.finditer(masked):
        yield Mention(*match.span(), (int(match["year"]),), is_same_part=True)
    for pattern, fields in _WORDS:
        for match in pattern.finditer(masked):
            yield Mention(match.start(), match.end(), **fields)  # type: ignore[arg-type]
    for match in _LAST_YEARS.finditer(masked):
        yield Mention(*match.span(), anchor="latest", shift=-_count(match["count"]), role="span")
    for match in _NEXT_YEARS.finditer(masked):
        yield Mention(*match.span(), anchor="last", shift=_count(match["count"] or match["count2"]))
    for match in _AGO.finditer(masked):
        count = _count(match["count"] or match["count2"] or match["count3"])
        word = (match["word"] or match["word2"] or match["word3"]).lower()
        is_later = word in ("senere", "seinare", "etter", "later", "after", "on")
        anchor: Anchor = "today" if word in ("siden", "sidan", "ago") else "last"
        yield Mention(*match.span(), anchor=anchor, shift=count if is_later else -count)
    for match in _SINGLE.finditer(masked):
        yield Mention(*match.span(), (int(match["year"]),))


def _of_part(match: re.Match[str], months: tuple[int, int]) -> Mention:
    if match["year"]:
        return Mention(*match.span(), (int(match["year"]),), months)
    relative = (match["relative"] or "").lower()
    if not relative:
        return Mention(*match.span(), (), months, anchor="focus")
    mention: Mapping[str, object] = next(
        (fields for pattern, fields in _WORDS[1:] if pattern.fullmatch(relative)), {"anchor": "focus"}
    )
    return Mention(match.start(), match.end(), (), months, **mention)  # type: ignore[arg-type]


def _months_of_code(code: str) -> tuple[int, int]:
    length = {"q": 3, "k": 3, "h": 6, "t": 4}[code[0].lower()]
    return _part_number(int(code[1]), length)


def _months_of_part(nth: str, kind: str) -> tuple[int, int] | None:
    length = 6 if kind.lower().startswith("hal") else 4 if kind.lower().startswith(("tert", "third")) else 3
    word = nth.lower().rstrip(".")
    number = (
        int(word[0])
        if word[0].isdigit()
        else {"første": 1, "fyrste": 1, "first": 1, "siste": 12 // length, "last": 12 // length}.get(word)
        or ORDINALS[word]
    )
    return _part_number(number, length) if number * length <= 12 else None


def _part_number(number: int, length: int) -> tuple[int, int]:
    return (number - 1) * length + 1, number * length


def _count(word: str) -> int:
    lower = word.lower()
    return int(lower) if lower.isdigit() else NUMBER_OF_WORD[lower]
