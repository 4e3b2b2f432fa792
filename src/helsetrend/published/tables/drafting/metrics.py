"""What a label of a table seems to measure: its kind, its unit, on which day it is counted, its name and identifier.

All of it is a guess, from the words of the label, the unit and the title, and from the figures beside it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helsetrend.published.metric import Unit
from helsetrend.published.tables.description import UnitMeaning
from helsetrend.published.tables.drafting.surroundings import DATE, Surroundings, scale_of, unit_and_scale
from helsetrend.published.tables.files import identifier_of
from helsetrend.published.tables.units import unit_of
from helsetrend.values import SUPERSCRIPT_SIGNS, readings

COUNTED = ("count", "persons", "stock")
"""The kinds to which the scale of a whole table applies."""

LAST_DAY, FIRST_DAY = "12-31", "01-01"
"""The days of a year on which most stocks are counted."""

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_SHARE = re.compile(r"%|percent|per cent|prosent|\bpct\b|\bandel|\bshare|\bproportion", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:mean|average|avg)\b|gjennomsnitt|\bsnitt|median|duration|varighe", re.IGNORECASE)
_RATE = re.compile(
    rf"\b(?:per|pr)\b\.? (?!{DATE})"
    r"(?:\d|capita|head|person|inhabitant|resident|innbygg|user|bruk|thousand|million|tusen)",
    re.IGNORECASE,
)
_HELD = (
    "users|accounts|members|residents|patients|persons|profiles|companies|customers|brukere|brukarar|kontoer|kontoar"
    "|medlemmer|medlemer|personer|personar|innbyggere|innbyggjarar|virksomheter|verksemder|pasienter|pasientar"
)
_ON_A_DAY = (
    rf"\b(?:per|pr|as of|as at|at|on|ved|den)\b\.? {DATE}|(?:\b(?:at|by) (?:the )?)?\bend of (?:the |each )?\w+"
    r"|(?:\bat )?\b(?:year|quarter|month)[- ]end"
    r"|(?:\b(?:per|ved) )?(?:års|kvartals|måneds|månads)slutt"
    r"|(?:\bved )?\b(?:utgangen|utgongen|slutten) av \w+|(?:\bved )?\bårsskifte\w*"
)
_STOCK = re.compile(
    rf"{_ON_A_DAY}|(?<!nye )(?<!new )(?<!newly )\b(?:registered|registrerte) (?:{_HELD})"
    rf"|(?:{_HELD}) (?:registered|registrert)|\b(?:open|active|åpne|opne|aktive) (?:accounts|kontoer|kontoar)"
    r"|\bbeholdning|\bbestand\b|\bstock of\b",
    re.IGNORECASE,
)
_CLOSING_DAY = re.compile(rf"[ ,(]+(?:{_ON_A_DAY})\.?\)?\Z", re.IGNORECASE)
_FIRST_DAY = re.compile(
    r"\b0?1\. ?0?1\b|\b0?1\.? jan|\bjanuary 1\b|(?:at|by) (?:the )?(?:start|beginning) of", re.IGNORECASE
)
_PERSONS = re.compile(
    r"\b(?:unique|distinct|unike|ulike|users|brukere|brukarar|persons|people|personer|personar|visitors|besøkende"
    r"|innbyggere|innbyggjarar|residents|citizens|patients|pasienter|pasientar)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:the )?(?:total )?(?:number|no\.?|count) of |(?:num|nbr|n|total) |antall |antal |tal på ", re.IGNORECASE
)
_BY = re.compile(r"[ ,]+(?:by|etter|fordelt|per|pr)\b|[,.;:(]|[ ,]+\d{4}", re.IGNORECASE)
_CLOSING = re.compile(r",? (?:in total|total|i alt|totalt|til saman|til sammen)\Z", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[^s]s|er|ar|ere|ene|ane|søk)\Z", re.IGNORECASE)
_LAST_UNIT = re.compile(r"[.,;:]\s*(?:prosent|per ?cent|pct\.?|%|antall|antal|number)\s*\Z", re.IGNORECASE)
_NOTE_SIGN = re.compile(rf"[*\u2020\u2021{SUPERSCRIPT_SIGNS}]+\Z")
_MONEY = re.compile(
    r"\bkr\b|kron[ea]r|\bNOK\b|\bSEK\b|\bDKK\b|euro|\bEUR\b|[€£$]|pounds|dollar|hours|\btim[ea]r\b|tonn"
)


@dataclass(frozen=True)
class DraftedMetric:
    """A metric as it seems to be: the label of its figures, its name as an identifier and in words, kind and unit.

    `measured` is the day of a stock, else "year"; `scale` in what its figures are, where its label or unit says so.
    """

    label: str
    name: str
    words: str
    kind: str
    unit: str
    unit_words: str
    measured: str
    scale: int
    label_of_unit: str = ""

    @property
    def declared_unit(self) -> str:
        """The name of its unit where the label of that does not say itself what it is, else ""."""
        if not self.label_of_unit:
            return ""
        meaning = unit_of(self.label_of_unit, {self.unit: Unit.model_validate({"en": self.unit_words})})
        is_clear = meaning is not None and meaning.unit in ("", self.unit) and meaning.scale == self.scale
        return "" if is_clear else self.unit

    @property
    def counted(self) -> str:
        """What is counted, as it stands within a sentence, "app logins"; "" where the label is no plural."""
        text = _CLOSING.sub("", _OPENING.sub("", self.words))
        first, *others = text.split() or [""]
        is_plural = any(map(_PLURAL.search, [first, *filter(str.islower, others)]))
        if self.kind not in COUNTED or self.is_divisible or not is_plural:
            return ""
        return _within_a_sentence(text)

    @property
    def is_divisible(self) -> bool:
        """Whether its unit is one of which figures need not be whole numbers."""
        return self.kind in COUNTED and bool(_MONEY.search(self.unit_words))


def drafted_metric(label: str, texts: Iterable[str], around: Surroundings, *, unit: str = "") -> DraftedMetric:
    """Return the metric that a label seems to name, by its figures, the label of its unit and what is around the table.

    Without a label it is what the title says that the whole table is of.
    """
    named = label or what_of(around.title) or "Figures"
    words = words_of(named, around.notes)
    said, scale = _unit_in(unit)
    scale = max(scale, scale_of(named))
    kind = _kind(f"{named} {said}".replace("_", " "), texts, around.title, is_scaled=max(scale, around.scale) > 1)
    name = identifier(named, around.notes)
    if kind == "share":
        unit_name, unit_words = "percent", "percent"
    elif said:
        unit_name, unit_words = identifier(said), said
    else:
        unit_name, unit_words = name, _unit_words(named, words, kind)
    return DraftedMetric(
        label=label,
        name=name,
        words=words,
        kind=kind,
        unit=unit_name,
        unit_words=unit_words,
        measured=_measured(f"{named} {around.title}") if kind == "stock" else "year",
        scale=scale,
        label_of_unit=unit,
    )


def what_of(title: str) -> str:
    """Return what a title says that a table is of: "Logins" for "Logins by provider, 2019-2023"."""
    return _BY.split(title, maxsplit=1)[0].strip()


def identifier(label: str, notes: Sequence[str] = ()) -> str:
    """Return the name of a metric, a service or a unit for a label: "logins" for "Logins (1 000)"."""
    bare = _bare(label, notes)
    name = identifier_of(_BRACKETS.sub("", bare).strip() or bare).replace("-", "_")
    return name if name[0].isalpha() else f"n_{name}"


def words_of(label: str, notes: Sequence[str] = ()) -> str:
    """Return the name of a metric or a service in words, for readers: "Online applications" for online_applications."""
    bare = _bare(label, notes)
    text = _LAST_UNIT.sub("", _BRACKETS.sub("", bare)).strip(" ,;:") or bare
    text = re.sub(r"\A(?:num|nbr|n) ", "", text.replace("_", " ")) if " " not in text else text
    return text[:1].upper() + text[1:]


def distinct_names(metrics: Sequence[DraftedMetric]) -> list[DraftedMetric]:
    """Return the metrics with the brackets of their labels in the names that two of them share."""
    taken = Counter(metric.name for metric in metrics)
    whole = [identifier(re.sub(r"[()\[\]]", " ", metric.label)) for metric in metrics]
    return [
        metric if taken[metric.name] == 1 else replace(metric, name=name)
        for metric, name in zip(metrics, whole, strict=True)
    ]


def _bare(label: str, notes: Sequence[str]) -> str:
    """Return a label without what stands behind it: notes ("Besøk1" where there is a note 1), the day of a stock."""
    bare = _CLOSING_DAY.sub("", _NOTE_SIGN.sub("", label.strip()).strip())
    number = re.search(r"(?<=[^\W\d])(?:\d(?:,\d)*)\Z", bare)
    return bare[: number.start()] if number and number[0][0] in notes else bare


def _unit_in(label: str) -> tuple[str, int]:
    """Return the unit that the label of a unit names, "" for that of the metric, and its scale."""
    if meaning := unit_of(label, {}) if label else UnitMeaning():
        return meaning.unit, meaning.scale
    return unit_and_scale(label)


def _kind(label: str, texts: Iterable[str], title: str, *, is_scaled: bool) -> str:
    found = [numbers[0] for text in texts if text and (numbers := readings(text))]
    if _SHARE.search(label) or (found and all(number.unit == "percent" for number in found)):
        return "share"
    for kind, words in (("rate", _RATE), ("mean", _MEAN), ("stock", _STOCK)):
        if words.search(label):
            return kind
    last = _LAST_UNIT.search(title)
    has_decimals = any(number.rounding < 1 for number in found) and all(0 <= number.value <= 100 for number in found)
    if (last and _SHARE.search(last[0])) or (has_decimals and not is_scaled and not _MONEY.search(label)):
        return "share"
    return "stock" if _STOCK.search(title) else "persons" if _PERSONS.search(label) else "count"


def _measured(text: str) -> str:
    return FIRST_DAY if _FIRST_DAY.search(text) else LAST_DAY


def _unit_words(label: str, words: str, kind: str) -> str:
    """Return the words of a unit by a label; in those of a rate or a mean is what stands in brackets."""
    if kind == "rate":
        return re.sub(r"[()\[\]]", "", label).strip().lower()
    inside = re.search(r"\(([^)\d]+)\)", label)
    if kind == "mean" and inside and scale_of(inside[1]) == 1:
        return inside[1].lower()
    return _within_a_sentence(_CLOSING.sub("", _OPENING.sub("", words)))


def _within_a_sentence(text: str) -> str:
    """Return a text with a small letter, unless its first word is an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
