"""What the lines above and below a table say of it: its title, publisher, address and date, its scale, its marks.

Statistics pages write them in no fixed way ("Thousands", "p = provisional", "Kilde: Etaten", "Publisert 15.03.2024").
What is found is a guess, for a draft.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from helsetrend.published.schemas import date_of
from helsetrend.published.status import SIGNS_OF_MISSING, without_marks
from helsetrend.published.tables.periods import period_of

_MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cs])[a-z]*"
DATE = rf"(?:\d{{1,2}}[./] ?\d{{1,2}}\b|\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}}\b)"
"""A day of every year: 31.12, 31 December."""

_SCALES = {
    1_000: r"1[ .,]?000\b(?![ .,]000)|thousands?\b|tusen\b",
    1_000_000: r"1[ .,]000[ .,]000\b|millions?\b|millioner\b|mill\b|mio\b",
}
_SCALE_OF_LINE = {
    scale: re.compile(rf"(?:^|\(|[.:] |\bin |\bi )(?:{words})", re.IGNORECASE) for scale, words in _SCALES.items()
}
_STATUS_WORDS = {
    "provisional": r"provisional|preliminary|foreløpig|førebels",
    "estimated": r"estimate|estimert|anslag|anslått|overslag",
    "forecast": r"forecast|projected|framskriv|prognose",
    "revised": r"revised|revidert|retta|rettet|korrigert",
    "break": r"break in|series break|brudd|\bbrot\b",
    "unreliable": r"unreliable|low reliability|uncertain|usikker|usikre",
    "suppressed": r"suppress|confidential|konfidensi|skjermet|skjerma|prikket|prikka",
    "not_applicable": r"not applicable|ikke relevant|ikkje relevant|ikke forekomme|ikkje førekome",
    "not_collected": r"not collected|ikke samlet inn|ikkje samla inn",
    "not_available": r"not available|no data|missing|mangler|manglar|ikke tilgjengelig|ikkje tilgjengeleg",
}
_STATUSES = {status: re.compile(words, re.IGNORECASE) for status, words in _STATUS_WORDS.items()}
_MEANS = r"(?:[=:]|(?:means?|denotes?|indicates?|stands for|betyr|betyder|tyder|is used for|refers to)\b)"
_MARK = (
    r"\[\w{1,3}\]|\(\w{1,2}\)|\w\)|[*\u2020\u2021\u00a7#^]+|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\.{2,3}|\u2026"
    rf"|[a-z]{{1,3}}(?=\s*{_MEANS})|[.:-](?=\s*{_MEANS})"
)
_DENOMINATOR = re.compile(rf"\b(?:per|pr)\b\.? (?!{DATE}).*", re.IGNORECASE)
_MARKED = r"(?:.*\b(?:marked|merket|merkte|markert)(?: with| by| as| med)? )"
_LEGEND = re.compile(
    rf"{_MARKED}?[\"'\u201c]?(?P<mark>{_MARK})[\"'\u201d]?\s*(?:{_MEANS}|are\b|is\b|er\b)?\s*(?P<meaning>.+)",
    re.IGNORECASE,
)
_BETWEEN_MARKS = re.compile(rf";\s*|[.,]\s+(?=(?:{_MARK})\s*{_MEANS})", re.IGNORECASE)
_NOTE = re.compile(r"(\d)\)?\.?\s+[^\W\d].*")
_PUBLISHER = re.compile(r"(?:sources?|publisher|published by|kilder?|kjelder?|utgiver|utgjevar)\s*:\s*", re.IGNORECASE)
_ISSUED = re.compile(
    r"\b(?:published|released?|updated|publisert|offentliggjort|oppdatert)\b(?: on| den)?:?\s+", re.IGNORECASE
)
_NUMBER_OF_TABLE = re.compile(r"\A(?:(?:table|tabell)\s+\d[\d.]*\w?\s*[.:]?\s+|\d{4,5}:\s+)", re.IGNORECASE)
_NOTES_OF_TITLE = re.compile(r"(?:\s*\[note[^\]]*\])+\Z", re.IGNORECASE)
_UNIT_OF_TITLE = re.compile(rf"[.,;:]\s+\(?(?:in |i )?(?:{'|'.join(_SCALES.values())})\)?\.?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s;,\"<>]+")
_MOST_WORDS_OF_DATE = 3


@dataclass(frozen=True)
class Surroundings:
    """What stands around a table; what does not is empty, and `scale` 1.

    `published` is a date as in tables.toml; `marks` has the status of each mark that stands in the table, `notes` the
    numbers of the notes below it.
    """

    title: str
    publisher: str
    address: str
    published: str
    scale: int
    marks: Mapping[str, str]
    notes: Sequence[str]


def surroundings_of(above: Sequence[str], below: Sequence[str], cells: Iterable[str]) -> Surroundings:
    """Return what the lines above and below a table say; `cells` are the texts of its figures.

    >>> around = surroundings_of(["Use", "Thousands"], ["p = provisional", "Published 15 March 2024"], ["12 p"])
    >>> around.title, around.scale, around.published, dict(around.marks)
    ('Use', 1000, '2024-03-15', {'p': 'provisional'})
    """
    lines, texts = [*above, *below], set(cells)
    facts = (_scale_of_line, _publisher, _issued)
    return Surroundings(
        title=next(
            (_title(line) for line in above if _title(line) and not any(fact(_title(line)) for fact in facts)), ""
        ),
        publisher=next(filter(None, map(_publisher, lines)), ""),
        address=next((match[0].rstrip(".)") for line in lines if (match := _ADDRESS.search(line))), ""),
        published=next(filter(None, map(_issued, lines)), ""),
        scale=next(filter(None, map(_scale_of_line, above)), 1),
        marks=dict(mark for line in lines for mark in _legend(line) if _says_something_new(*mark, texts)),
        notes=[match[1] for line in below if (match := _NOTE.fullmatch(line))],
    )


def scale_of(header: str) -> int:
    """Return in what the figures below a header are, 1 where it does not say.

    >>> scale_of("Logins (thousands)"), scale_of("Visits"), scale_of("Logins per 1 000 inhabitants")
    (1000, 1, 1)
    """
    counted = _DENOMINATOR.sub("", header)
    return next((scale for scale, words in _SCALES.items() if re.search(rf"\b(?:{words})", counted, re.IGNORECASE)), 1)


def unit_and_scale(label: str) -> tuple[str, int]:
    """Return the label of a unit without its scale, and the scale.

    >>> unit_and_scale("1 000 visits"), unit_and_scale("NOK million"), unit_and_scale("seconds")
    (('visits', 1000), ('NOK', 1000000), ('seconds', 1))
    """
    scale = scale_of(label)
    words = re.sub(rf"\b(?:{_SCALES[scale]})\.?", "", label, flags=re.IGNORECASE) if scale > 1 else label
    return " ".join(re.sub(r"[()]", " ", words).split()), scale


def _title(line: str) -> str:
    """Return a line without the number of the table, and the unit and notes behind it: "Tabell 3. Besøk. 1 000"."""
    return _UNIT_OF_TITLE.sub("", _NOTES_OF_TITLE.sub("", _NUMBER_OF_TABLE.sub("", line)))


def _scale_of_line(line: str) -> int:
    return next((scale for scale, words in _SCALE_OF_LINE.items() if words.search(line)), 0)


def _publisher(line: str) -> str:
    """Return the publisher in a line such as "Source: The Agency, register of use"."""
    match = _PUBLISHER.match(line)
    return re.split(r"[,;]|\. |https?:", line[match.end() :])[0].strip(" .") if match else ""


def _issued(line: str) -> str:
    """Return the date in a line such as "Published 15 March 2024"."""
    match = _ISSUED.search(line)
    words = line[match.end() :].split()[:_MOST_WORDS_OF_DATE] if match else []
    while words:
        with suppress(ValueError):
            return str(date_of(str(period_of([" ".join(words).rstrip(".,;")], metric=None))))
        words.pop()
    return ""


def _legend(line: str) -> Iterator[tuple[str, str]]:
    """Yield each mark that a line explains, with its status: a note where its words are of no other."""
    for part in _BETWEEN_MARKS.split(line):
        if match := _LEGEND.fullmatch(part.strip()):
            meaning = match["meaning"]
            yield match["mark"], next((name for name, words in _STATUSES.items() if words.search(meaning)), "note")


def _says_something_new(mark: str, status: str, texts: Iterable[str]) -> bool:
    """Return whether a mark stands in a table, and does not mean there what it means anywhere."""
    if SIGNS_OF_MISSING.get(mark) == status:
        return False
    return any(status in (*(read := without_marks(text, {mark: status})).statuses, read.missing) for text in texts)
