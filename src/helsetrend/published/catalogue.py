"""The metrics: what each one is, in both languages, and what may be compared with what, and since when.

All of it is data, read from `metrics.toml`; the head of that file explains its words. Nothing about a
single metric stands in code.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helsetrend.files import read_toml
from helsetrend.values import Period


def _period_of(value: Any) -> Any:
    if isinstance(value, date):
        return Period(value, value)
    return Period.parse(value) if isinstance(value, str) else value


PeriodText = Annotated[Period, BeforeValidator(_period_of)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

WHOLE_KINDS = ("count", "persons")
"""The kinds of metric of which a figure is a whole number, where the unit is not divisible."""

_SCALED = re.compile(r"\d|thousand|million|billion|kroner|\bNOK\b|euro|dollar|hours|minutes|tonnes", re.IGNORECASE)


class _Entry(BaseModel):
    """Part of the catalogue: frozen, and with no words that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(_Entry):
    """The same words in Norwegian (bokmål) and English."""

    nb: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return {"nb": self.nb, "en": self.en}[language]


class Unit(Text):
    """What is counted; `divisible` where a count need not be a whole number of it: kroner, thousands of visits."""

    divisible: bool = False


class TextList(_Entry):
    """The same list of words in Norwegian (bokmål) and English."""

    nb: tuple[str, ...]
    en: tuple[str, ...]

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return {"nb": self.nb, "en": self.en}[language]


class Publisher(_Entry):
    """Who publishes the reports: a page that stands for it, and an address (mailto:, https:) that answers questions."""

    name: Text
    address: str = Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")
    contact: str = Field(pattern=r"^(mailto:|https?://)[^\s<>\"{}|\\^`]+$")


class Portal(_Entry):
    """Whose use is measured, and who publishes the reports on it, where that is said."""

    name: Text
    description: Text
    parts: TextList = TextList(nb=(), en=())
    publisher: Publisher | None = None


class Mark(Text):
    """An event that is named at its place in charts."""

    at: PeriodText


class Break(Text):
    """From the first day of `at`, figures are not comparable with those before, for the reason given."""

    at: PeriodText


class Lookalike(Text):
    """Another metric that looks the same and may not be compared, for the reason given."""

    metric: Identifier


class Remark(Text):
    """What a source says about a period without giving a figure."""

    source: str
    period: PeriodText


class Picture(_Entry):
    """Periods that a source shows only as a picture."""

    source: str
    period: PeriodText


class ShareOf(_Entry):
    """The two metrics that a share is of: `part` in percent of `whole`."""

    part: Identifier
    whole: Identifier

    @property
    def names(self) -> tuple[str, str]:
        """The part, and the whole."""
        return self.part, self.whole


class _Measured(_Entry):
    """What metric and service have in common: when it began, and when it was first reported."""

    first_reported: PeriodText | None = None
    launched: PeriodText | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def first_period(self) -> Period | None:
        """The first period that can have a figure, or None where nothing is said about it."""
        return self.first_reported or self.launched


class _Named(_Measured):
    """What has a name; `subject`, which begins a sentence on it, is the name where it is not given."""

    name: Text
    subject: Text

    @model_validator(mode="before")
    @classmethod
    def _name_stands_for_what_is_missing(cls, entry: Any) -> Any:
        if not isinstance(entry, dict) or "name" not in entry:
            return entry
        return {**{field: entry["name"] for field in ("subject", "short") if field in cls.model_fields}, **entry}


class Service(_Named):
    """One service of the portal, the visits to which are counted; `short` is its name for charts."""

    short: Text


class Metric(_Named):
    """One thing that is measured. The head of `metrics.toml` explains each word."""

    kind: Literal["count", "share", "mean", "persons"]
    unit: str
    measured: Literal["year", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    definition: Text
    background: Text | None = None
    caution: Text | None = None
    services: dict[Identifier, Service] = Field(default_factory=dict)
    lists_all_services: bool = False
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    not_comparable_with: tuple[Lookalike, ...] = ()
    services_add_up_to: Identifier | None = None
    sum_of: tuple[Identifier, ...] = ()
    share_of: ShareOf | None = None
    monthly_mean_of: Identifier | None = None

    def part(self, service: str = "") -> "Metric | Service":
        """The metric itself, or one of its services. Raises KeyError where there is no such service."""
        return self.services[service] if service else self

    @property
    def adds_up(self) -> bool:
        """Whether the figures of its months add up to that of the year."""
        return self.kind == "count" and self.measured == "year"

    def relations(self) -> Iterator[tuple[str, str, bool]]:
        """Each metric that this one refers to: by which word, its name, and whether both have one unit."""
        yield from (("not_comparable_with", other.metric, False) for other in self.not_comparable_with)
        yield from (("sum_of", other, True) for other in self.sum_of)
        if self.services_add_up_to:
            yield "services_add_up_to", self.services_add_up_to, True
        if self.share_of:
            yield from (("share_of", other, False) for other in self.share_of.names)
        if self.monthly_mean_of:
            yield "monthly_mean_of", self.monthly_mean_of, False

    def starts(self, service: str = "") -> list[Period]:
        """When the metric and the service began, where that is known."""
        parts: list[_Measured] = [self, self.services[service]] if service else [self]
        return [part.launched for part in parts if part.launched]


class Related(_Entry):
    """A publication that a source lists as related."""

    source: str
    title: Text
    description: Text


class ReportEntry(_Entry):
    """What the yearly report is about: its metrics in their order, and those of them that its main points are about."""

    metrics: tuple[Identifier, ...] = ()
    headlines: tuple[Identifier, ...] = ()


class Catalogue(_Entry):
    """All that `metrics.toml` holds."""

    portal: Portal
    report: ReportEntry = ReportEntry()
    units: dict[str, Unit]
    metrics: dict[Identifier, Metric]
    related: tuple[Related, ...] = ()

    @model_validator(mode="after")
    def _refers_only_to_what_it_holds(self) -> "Catalogue":
        wrong = [f"{name}: {fault}" for name, metric in self.metrics.items() for fault in self._faults(metric)]
        wrong += [
            f"report: metrics names {name!r}, which is no metric"
            for name in set(self.report.metrics) - set(self.metrics)
        ]
        wrong += [
            f"report: headlines names {name!r}, which is not under metrics"
            for name in set(self.report.headlines) - set(self.report_metrics)
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _faults(self, metric: Metric) -> Iterator[str]:
        """What a metric refers to that is not there or does not fit."""
        unit = self.units.get(metric.unit)
        if unit is None:
            yield f"the unit {metric.unit!r} is not under [units]"
        elif metric.kind in WHOLE_KINDS and "divisible" not in unit.model_fields_set and _SCALED.search(unit.en):
            yield f"the unit {metric.unit!r} may be divisible: say divisible = true, or false, under [units]"
        if metric.services_add_up_to and not metric.lists_all_services:
            yield "services_add_up_to is only for a metric with lists_all_services = true"
        if metric.share_of and metric.kind != "share":
            yield f"share_of is for the kind share, not {metric.kind}"
        if metric.monthly_mean_of and metric.kind != "mean":
            yield f"monthly_mean_of is for the kind mean, not {metric.kind}"
        for word, other, like in metric.relations():
            if other not in self.metrics:
                yield f"{word} names {other!r}, which is no metric"
            elif like and self.metrics[other].unit != metric.unit:
                yield f"{word} names {other!r}, which has another unit"
            elif word in ("sum_of", "share_of") and not _fits(metric, self.metrics[other]):
                yield f"{word} names {other!r}, which has other services"
            elif word == "services_add_up_to" and self.metrics[other].services:
                yield f"{word} names {other!r}, which has services itself"

    @property
    def report_metrics(self) -> tuple[str, ...]:
        """The metrics of the yearly report in its order: those listed under [report], by default all."""
        return self.report.metrics or tuple(self.metrics)

    @property
    def headlines(self) -> tuple[str, ...]:
        """The metrics that its main points are about: those listed under [report], by default all of the report."""
        return self.report.headlines or self.report_metrics

    @property
    def series(self) -> list[tuple[str, str]]:
        """Metric and service of everything that is measured; a metric without services stands with an empty one."""
        return [(name, service) for name, metric in self.metrics.items() for service in metric.services or ("",)]

    def is_whole(self, metric: str) -> bool:
        """Whether a figure of the metric is a whole number. Raises KeyError where there is no such metric."""
        entry = self.metrics[metric]
        return entry.kind in WHOLE_KINDS and not self.units[entry.unit].divisible

    def sources(self) -> set[str]:
        """The identifiers of all sources that the catalogue refers to."""
        remarks = {one.source for metric in self.metrics.values() for one in metric.remarks}
        pictures = {one.source for metric in self.metrics.values() for one in metric.pictures}
        return remarks | pictures | {one.source for one in self.related}


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in the TOML file at `path`.

    Raises DataError with every fault of the file: no file, not UTF-8, not TOML, a word that is unknown or missing, a
    value of the wrong kind, a unit or metric that is referred to and not defined.
    """
    return read_toml(path, Catalogue)


def _fits(metric: Metric, other: Metric) -> bool:
    """Whether a metric can be computed from another one: by service, or from one that has none."""
    return not other.services or set(metric.services) <= set(other.services)
