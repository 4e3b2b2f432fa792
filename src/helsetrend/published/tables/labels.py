"""What the labels of a table name: a metric, a service, a period.

Where the description says which label is which, only those labels count, and the names of `metrics.toml` themselves;
where it does not, the names of metrics and services in both languages. A label can name several things at once, as
"Innlogginger 2021K1" does in the tables of PxWeb.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar

from helsetrend.published.catalogue import Catalogue
from helsetrend.published.status import without_marks
from helsetrend.published.tables.description import Meaning, TableEntry, UnitMeaning
from helsetrend.published.tables.periods import period_of
from helsetrend.published.tables.units import unit_of
from helsetrend.values import SUPERSCRIPT_SIGNS, Period

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that the header of a column can name; other numbers of four digits are counts."""

Declared = TypeVar("Declared", Meaning, UnitMeaning, str)

_NOTE = re.compile(rf"\s*(?:\[[^\]]{{1,12}}\]|[{SUPERSCRIPT_SIGNS}]+|\b\w{{1,2}}\)|\*+)\Z")
_FOOTNOTE = re.compile(rf"\s*(?:\[(?:note|fotnote|merknad)[^\]]{{0,6}}\]|[{SUPERSCRIPT_SIGNS}]+)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What a label names; what it does not name is None. `part` is a part of the year that stands in a row.

    `statuses` are those of the marks beside it.
    """

    metric: Meaning | None = None
    service: str | None = None
    period: str | None = None
    part: str | None = None
    unit: UnitMeaning | None = None
    statuses: tuple[str, ...] = field(default=(), compare=False)


class Labels:
    """The labels of one table, by its description and the catalogue; `found` are those declared that were met."""

    def __init__(self, entry: TableEntry, catalogue: Catalogue) -> None:
        self.entry, self.catalogue = entry, catalogue
        self.found: set[str] = set()
        self._metrics = {_plain(label): (label, meaning) for label, meaning in entry.metrics.items()}
        self._services = {_plain(label): (label, service) for label, service in entry.services.items()}
        self._units = {_plain(label): (label, unit) for label, unit in entry.units.items()}
        self._own_metrics = dict(_names_of_metrics(catalogue, with_texts=not entry.metrics))
        self._own_services = dict(_names_of_services(catalogue, with_texts=not entry.services))
        self.header, self.period = cache(self._header), cache(self._period)

    def metric(self, text: str) -> Meaning | None:
        """Return the metric that a label names, or None."""
        declared = self._declared(self._metrics, text)
        if declared:
            return declared
        name = self._first(self._own_metrics, text)
        return Meaning(metric=name) if name else None

    def service(self, text: str) -> str | None:
        """Return the service that a label names, or None."""
        return self._declared(self._services, text) or self._first(self._own_services, text)

    def unit(self, text: str) -> UnitMeaning | None:
        """Return the unit and the scale that a label names, or None."""
        return self._declared(self._units, text) or unit_of(text, self.catalogue.units)

    def marked(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return a label without the declared marks and the notes beside it, and the statuses of the marks."""
        if not self.entry.marks:
            return _FOOTNOTE.sub("", text), ()
        is_number = bool(re.search(r"\d\s*\w{1,2}\Z", text))  # a letter is a mark of a period, not of a word
        marks = {mark: status for mark, status in self.entry.marks.items() if is_number or not mark.isalnum()}
        print_ = without_marks(text, marks)
        return (text, ()) if print_.missing else (_FOOTNOTE.sub("", print_.text), print_.statuses)

    def _header(self, parts: tuple[str, ...], wanted: frozenset[str]) -> Named | None:
        """Return what the header of a column names, in one row or several, or None where it lacks what is `wanted`.

        `wanted` is those of metric, service and period that are found neither in a column nor stated.
        """
        texts = [self.marked(part) for part in parts if part.strip()]
        statuses = tuple(dict.fromkeys(status for _, found in texts for status in found))
        lacking = set(wanted)
        named: dict[str, Any] = {}
        rests = [text for text, _ in texts]
        for whole in ([" ".join(rests)] if len(rests) > 1 else []) + rests:
            self._take(whole, lacking, named)
        for text in rests:
            self._take_parts(text, lacking, named)
            if "unit" not in named and (unit := self._declared(self._units, text)):
                named["unit"] = unit
        if "service" in lacking and not self._needs_service(named):
            lacking.discard("service")
        if lacking or not named:
            return None
        return Named(statuses=statuses, **named)

    def _needs_service(self, named: Mapping[str, Any]) -> bool:
        """Return whether a column must name a service: where nothing else is named, or its metric has services."""
        if not named:
            return True
        meaning = named.get("metric")
        metric = self.catalogue.metrics.get(meaning.metric if meaning else self.entry.metric or "")
        return bool(metric and metric.services)

    def _take(self, text: str, lacking: set[str], named: dict[str, Any]) -> bool:
        """Note the one thing that a text as a whole names, if it is lacking."""
        if "metric" in lacking and (meaning := self.metric(text)):
            named["metric"] = meaning
            lacking.discard("metric")
            if meaning.service is not None:
                named["service"] = meaning.service
                lacking.discard("service")
            if meaning.period is not None:
                named["period"] = meaning.period
                lacking.discard("period")
        elif "service" in lacking and (service := self.service(text)):
            named["service"] = service
            lacking.discard("service")
        elif "period" in lacking and self.is_period(text):
            named["period"] = text
            lacking.discard("period")
        else:
            return False
        return True

    def _take_parts(self, text: str, lacking: set[str], named: dict[str, Any]) -> None:
        """Note what the parts of a text name, where it can be cut so that each part names something."""
        words = text.split()
        if not lacking or len(words) < 2:
            return
        for cut in range(1, len(words)):
            ends = [" ".join(words[:cut]).rstrip(",:;- "), " ".join(words[cut:]).lstrip(",:;- ")]
            ends = [end.strip("()") if end.startswith("(") and end.endswith(")") else end for end in ends]
            for first, second in (ends, ends[::-1]):
                trial, found = set(lacking), dict(named)
                if self._take(first, trial, found) and self._is_known(second, trial, found):
                    lacking.intersection_update(trial)
                    named.update(found)
                    return

    def _is_known(self, text: str, lacking: set[str], named: dict[str, Any]) -> bool:
        """Return whether the rest of a label names something lacking, or what is stated already."""
        if self._take(text, lacking, named):
            return True
        if "unit" not in named and (unit := self._declared(self._units, text)):
            named["unit"] = unit
            return True
        meaning, service = self.metric(text), self.service(text)
        return bool((meaning and meaning.metric == self.entry.metric) or (service and service == self.entry.service))

    def _period(self, texts: tuple[str, ...], metric: str) -> tuple[Period, str]:
        """Return the period that is written in one cell or several, and its text. Raises as `period_of` does."""
        period = period_of(texts, metric=self.catalogue.metrics.get(metric), each=self.entry.each)
        return period, str(period)

    def part_of_year(self, text: str) -> bool:
        """Return whether a text is a part of a year, as "Jan" or "Q1" is beside a column of years."""
        try:
            return period_of(["2001", text], metric=None, each=self.entry.each).form != "year"
        except ValueError:
            return False

    def undeclared_mark(self, text: str) -> str:
        """Return the mark beside a period that the description does not explain, "*" of "2023*", or ""."""
        for cut in (1, 2):
            period, mark = text[:-cut].strip(), text[-cut:].strip()
            if mark and not mark.isdigit() and period[-1:].isdigit() and self.is_period(period):
                return "" if self.is_period(text) else mark
        return ""

    def is_period(self, text: str) -> bool:
        """Return whether a text of a header is a period of some metric, in a year that a figure can be of."""
        starts = {metric.year_starts: metric for metric in self.catalogue.metrics.values()}
        for metric in starts.values():
            try:
                period = period_of([text], metric=metric, each=self.entry.each)
            except ValueError:
                continue
            return FIRST_YEAR <= period.year <= LAST_YEAR
        return False

    def _declared(self, labels: Mapping[str, tuple[str, Declared]], text: str) -> Declared | None:
        for form in _forms(text):
            if form in labels:
                label, meaning = labels[form]
                self.found.add(label)
                return meaning
        return None

    def _first(self, labels: Mapping[str, str], text: str) -> str | None:
        return next((labels[form] for form in _forms(text) if form in labels), None)


def is_same(label: str, other: str) -> bool:
    """Return whether two labels are the same but for case, spaces and notes beside them."""
    return bool(set(_forms(label)) & set(_forms(other)))


@lru_cache(maxsize=100_000)
def _forms(text: str) -> Sequence[str]:
    """Return a label as it is compared, and without a note beside it."""
    forms = [_plain(text)]
    rest = _NOTE.sub("", text.strip())
    return [*forms, _plain(rest)] if rest and rest != text else forms


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def _names_of_metrics(catalogue: Catalogue, *, with_texts: bool) -> Iterator[tuple[str, str]]:
    for name, metric in catalogue.metrics.items():
        texts = metric.name.values() if with_texts else []
        yield from ((_plain(text), name) for text in (*texts, name))


def _names_of_services(catalogue: Catalogue, *, with_texts: bool) -> Iterator[tuple[str, str]]:
    for metric in catalogue.metrics.values():
        for name, service in metric.services.items():
            texts = [*service.name.values(), *service.short.values()] if with_texts else []
            yield from ((_plain(text), name) for text in (*texts, name))
