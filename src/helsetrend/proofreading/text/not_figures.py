"""What has digits or number words and is no figure: dates, times, telephones, paragraphs, versions, ages, durations.

Two steps: `masks_in` finds what its own form shows before numbers are read; `reason_of_no_figure` decides by
the words around a number that was read. Years and periods are found by `periods`.
"""

import re
from collections.abc import Iterator

from helsetrend.proofreading.text.number import MASK, Number
from helsetrend.proofreading.vocabulary import PEOPLE, TIME_UNITS, caseless

MONTHS = (
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mars|march|mar|apr(?:il)?|mai|may|juni|june|jun|juli|july|jul|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[89]|20)\d\d"
_MASKS = [
    caseless(pattern)
    for pattern in (
        r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:no|com|org|net|pdf|html|csv|xlsx|docx)\b\S*",
        rf"\b\d{{1,2}}(?:\.|st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{{1,2}}\.?)?\s(?:of\s)?{MONTHS}\b\.?(?:,?\s{_YEAR}\b)?",
        rf"\b{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d|[.,]\d|\s?(?:%|prosent|percent|per cent|"
        rf"mill))(?:,?\s{_YEAR}\b)?",
        rf"\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}\.\d{{1,2}}\.(?:{_YEAR}|\d\d|(?!\s*$))(?!\d)|"
        r"\b(?:den|innen|innan|dato|frist(?:en)?(?: er)?)\s\d{1,2}\.\d{1,2}\.|"
        rf"\b\d{{1,2}}/\d{{1,2}}[/-]{_YEAR}\b",
        r"\b\d{1,2}\.\s?juledag\b|\b(?:17\. mai)\b",
        r"\b(?:kl\.?|klokk[ea]n?)\s\d{1,2}(?:[.:]\d\d)?(?:\s?[-\u2013]\s?\d{1,2}(?:[.:]\d\d)?)?(?=\s?(?:[ap]\.?m\.?|"
        r"\b))(?!\s?(?:%|prosent|percent|per cent|mill|\d|[.,]\d))(?<=\d)",
        r"\b\d{1,2}(?:[.:]\d\d)?\s?[-\u2013]\s?\d{1,2}[.:]\d\d\b|\b\d{1,2}[.:]\d\d\s?[-\u2013]\s?\d{1,2}\b(?!\s?(?:%|"
        r"prosent|percent|mill))|\b\d{1,2}:\d\d\b|\b\d{1,2}\s?[ap]\.?m\b",
        r"\b\d{2,4}/\d{3,}\b(?!-)|\b24/7\b|\b\d{1,2}/\d{1,2}\b(?!\d)",
        r"\+\d{1,3}[\d \u00a0]{6,}\d|\b\d{2} \d{2} \d{2} \d{2}\b|\b\d{3} \d{2} \d{3}\b",
        r"\b(?:telefon|tlf|tel|phone|helpline|ring|call|mobil|sms|ext|extension|isbn|issn|doi|fax|faks|konto|"
        r"\w{2,}(?:nummer|nr)|(?:org|organi[sz]ation|company|customer|account|invoice|order|registration|reference|"
        r"ref|case|file|vat)\.?\s(?:nr|no|number|id))\b[.:]*\s*\+?\d[\d \u00a0.-]*\d",
        r"\u00a7+\s?\d+[\w-]*(?:\s?(?:og|and|til|to|,|[-\u2013])\s?\d+[\w-]*)*",
        r"\b(?:kapittel|kap\.|chapter|section|sec\.|avsnitt|side|s\.|page|pp?\.|tabell|table|figur|figure|fig\.|"
        r"fotnote|footnote|note|punkt|pkt\.|point|vedlegg|appendix|annex|nr\.?|no\.|nummer|number|prop\.|meld\.|st\.|"
        r"nou|rundskriv|uke|veke|week|rom|room|versjon|version|v\.|utgave|utgåve|edition|artikkel|article|spørsmål|"
        r"question|del|part|bind|volum|volume|issue|trinn|step|fase|phase|nivå|level|tier|gate|rad|row|kolonne|"
        r"column|vers|sak|case|bygg|building|etasje|floor|linje|line|buss|bus|kanal|channel|sone|zone|gruppe|group|"
        r"ledd|bokstav|forordning|regulation|directive|direktiv|ticket|lov|"
        r"act)\s(?:(?-i:[A-Z]{1,2})[-. ]?)?\d+(?:[.-]\d+)*[a-z]?(?:\s?(?:og|and|til|to|[-\u2013])"
        r"\s?(?:(?-i:[A-Z]))?\d+(?:[.-]\d+)*)?\b(?![.,]\d|\s?(?:%|prosent|percent|per cent|mill|tusen|thousand|"
        r"\u00a0?\d{3}\b))",
        r"\b(?:side|page|uke|week|rom|room) \d+\b",
        r"\bcovid-?\d+\b|\b(?:iso|iec|ns|en|wcag|iOS|android|windows|bankid|tls|http|usb|php|"
        r"python|java|excel|word|web|pdf/ua|pdf/a)[ -]\d+(?:\.\d+)*\b",
    )
]
_CASE_SENSITIVE = [
    re.compile(r"\b\d+\.\d+\.\d+(?:\.\d+)*\b(?!\s?(?:%|mill|prosent))(?<!\.\d{3})"),
    re.compile(r"\b(?![QKHT][1-4]\b)[A-Z\u00c6\u00d8\u00c5]{1,4}-?\d+(?:[.-]\d+)*\b|\bv\d+(?:\.\d+)*\b"),
    re.compile(r"\b\w+ \d+\.0\b(?!\s?(?:%|[mb]ill|mrd|prosent|per ?cent|tusen|thousand))"),
]
_LIST_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*\.?|\(\d+\)|\d+\))(?=\s+[A-Z\u00c6\u00d8\u00c5\u00ab\"])")
_NOT_LIST = caseless(rf"\d{{3,}}|\d+\.?\s+(?:kvartal|quarter|halvår|tertial|{MONTHS}\b)")

_SAMPLE = caseless(
    r"\b(?:undersøk\w*|spurte|spurde|respond\w*|utvalg\w*|utval|survey\w*|sample|interviewed|"
    r"intervju\w*|svarte|svara|asked|polled|deltok|panel)\b"
)
_ASKED_BEFORE = caseless(
    r"\b(?:sent (?:out )?to|asked|polled|interviewed|invited|sendt (?:ut )?til|spurte|spurde|spurt|intervju(?:et|a)|"
    r"svar (?:fra|frå)|(?:responses|answers) from)\s(?:\w+\s)?$|\bn\s?=\s?$"
)
_ANSWERED_AFTER = caseless(r"\s(?:\w+\s)?(?:svarte|svara|deltok|answered|responded|took part)\b")
_MARGIN = caseless(r"(?:feilmargin\w*|margin of error|pluss/?minus|plus or minus|\u00b1|usikkerhet\w*)[^.;]*$")
_MONEY = caseless(r"\s?(?:kroner|kr\b|kroner\b|nok\b|øre|euro|eur\b|dollars?|usd\b|pounds|\u20ac|\$)")
_PRICE = caseless(
    r"\s(?:i timen|timen|per time|pr\.? time|an hour|per hour|i døgnet|a day|a month|i måneden|i månaden)\b"
)
"""What follows the currency of a price."""
_MONEY_BEFORE = caseless(r"(?:\bkr\.?|\b(?-i:NOK)|\beur|\u20ac|\$|£)\s?$")
_MONEY_AT = caseless(r"(?:[\w ]+ )?(?:kr\.?|(?-i:NOK)|eur|\u20ac|\$|£)\s?\d")
_TIME_AFTER = caseless(
    rf"[\s-]?(?:(?!(?:hver|hvert|kvar|kvart|per|pr|each|every|a|ett?|eitt?|one|i|om|in|the|that|this|to|tre|tolv|two|three|twelve)\b)\w+\s)?{TIME_UNITS}\b"
)
_OTHER_UNITS = caseless(
    r"\s?(?:sider?|pages?|språk|languages?|byer|byar|towns?|cities|kommuner|kommunar|fylker?|"
    r"counties|municipalities|ansatte|tilsette|employees|staff|meter|km|kg|gb|mb|tb|px|"
    r"punkter|punkt|tjenester|tenester|services|stasjoner|grader|degrees)\b"
)
LEAST_COUNT = 1000
"""A number without a unit of the data is a figure from here on."""


def masks_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has digits that are no number: dates, times, addresses, telephones, references, versions.

    No two overlap.
    """
    last: tuple[int, int] | None = None
    for start, end in sorted(_all_masks(text)):
        if last and start < last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _all_masks(text: str) -> Iterator[tuple[int, int]]:
    if (found := _LIST_NUMBER.match(text)) and not _NOT_LIST.match(text):
        yield found.span()
    for pattern in (*_MASKS, *_CASE_SENSITIVE):
        for found in pattern.finditer(text):
            if any(sign.isdigit() for sign in found[0]):
                yield found.span()


def masked(text: str, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> str:
    """Return the text with `MASK` in place of each span."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = MASK * (end - start)
    return "".join(signs)


def reason_of_no_figure(text: str, number: Number, *, has_unit: bool, is_money: bool) -> str:
    """Return why a number in a sentence is no figure; "" where it may be one.

    `has_unit` is whether a word of the data folder stands beside it, `is_money` whether the folder counts money.
    """
    before, after = text[: number.start], text[number.end :]
    if number.form in ("percent", "points"):
        return "margin" if _MARGIN.search(before) else ""
    if number.form in ("multiple", "part", "one_in", "rank"):
        return ""
    unit = _MONEY.match(after)
    if (
        (unit or _MONEY_BEFORE.search(before))
        and _PRICE.match(after, unit.end() if unit else 0)
        and not number.has_scale
    ):
        return "price"
    if _TIME_AFTER.match(after) and not number.has_scale:
        return "duration"
    if (
        (not is_money or (not number.has_scale and number.value < 10_000))
        and not has_unit
        and is_of_money(text, number)
    ):
        return "price"
    is_sample = _ASKED_BEFORE.search(before) or _ANSWERED_AFTER.match(after)
    if is_sample and number.value < 100_000 and not number.has_scale:
        return "sample"
    if has_unit:
        return ""
    if _OTHER_UNITS.match(after):
        return "other count"
    if _SAMPLE.search(text) and number.value < 100_000 and not number.has_scale and _is_of_people(after):
        return "sample"
    if 1900 <= number.value < 2100 and text[number.number_start : number.end].isdigit():
        return "year"
    if number.value < LEAST_COUNT or (number.is_word and not number.has_scale):
        return "small number"
    return ""


def is_of_money(text: str, number: Number) -> bool:
    """Return whether a currency stands beside a number."""
    return bool(
        _MONEY.match(text, number.end)
        or _MONEY_BEFORE.search(text[: number.number_start])
        or _MONEY_AT.match(text, number.start, number.end)
    )


def _is_of_people(after: str) -> bool:
    return (
        re.match(
            rf"\s?(?:\w+\s)?(?:{PEOPLE[3:-1]}|respond\w+|spurte|voksne|vaksne|adults|svar)\b", after, re.IGNORECASE
        )
        is not None
    )
