"""The catalogue: the portal, its metrics, their units, what the report is about, and whether all of it fits together.

All of it is data, read from `metrics.toml`; the head of that file explains its words. No code is about a
single metric.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from helsetrend.files import read_toml
from helsetrend.published.languages import DEFAULT_LANGUAGES, check_languages, declared_languages
from helsetrend.published.metric import MEASURED_IN, WHOLE_KINDS, Break, Metric, Named, Overlap, Producer, Unit
from helsetrend.published.release import Publisher, Release
from helsetrend.published.texts import Entry, Text, TextList
from helsetrend.published.written import Identifier
from helsetrend.values import per_how_many

SECOND_HAND = 99
"""The precedence of figures that only other publishers than the producers of a metric print."""


_SCALED = re.compile(
    r"\d|thousand|tusen|million|billion|milliard|kron[ea]r|\bNOK\b|euro|dollar|hours|\btim[ea]r\b|minut|tonn",
    re.IGNORECASE,
)


class Portal(Entry):
    """The portal whose use is measured, and the publisher of the reports where there is one."""

    name: Text
    description: Text
    parts: TextList = TextList()
    publisher: Publisher | None = None
    producers: tuple[Producer, ...] = ()


class Related(Entry):
    """A publication that a source lists as related."""

    source: str
    title: Text
    description: Text


class ReportEntry(Entry):
    """What the yearly report is about: its metrics in their order, those of them that its main points are about.

    Where none is asked for, it is on `year`, by default the newest with figures; it looks at `years` years in all.
    """

    year: int | None = None
    years: int = Field(default=5, ge=1)
    metrics: tuple[Identifier, ...] = ()
    headlines: tuple[Identifier, ...] = ()


class Catalogue(Entry):
    """The content of `metrics.toml`; `languages` are those that the folder is in."""

    languages: Annotated[tuple[str, ...], AfterValidator(check_languages)] = DEFAULT_LANGUAGES
    portal: Portal
    report: ReportEntry = ReportEntry()
    release: Release = Release()
    units: dict[str, Unit]
    metrics: dict[Identifier, Metric]
    related: tuple[Related, ...] = ()

    @model_validator(mode="after")
    def _check_references(self) -> "Catalogue":
        wrong = [f"portal: {fault}" for fault in _faults_of_producers(self.portal.producers)]
        wrong += [f"{name}: {fault}" for name, metric in self.metrics.items() for fault in self._faults(metric)]
        wrong += [f"{name}: {fault}" for name in self.metrics for fault in self._faults_of_bridges(name)]
        wrong += [
            f"{name}: it is the sum of metrics, or of services, that it is itself a part of"
            for name in self.metrics
            if name in self.ingredients(self._sums_of(name))
        ]
        wrong += [
            f"report: metrics names {name!r}, which is no metric"
            for name in set(self.report.metrics) - set(self.metrics)
        ]
        wrong += [
            f"report: headlines names {name!r}, which is not under metrics"
            for name in set(self.report.headlines) - set(self.report_metrics)
        ]
        wrong += [
            f"{name}: under names {metric.under!r}, {wanted}"
            for name, metric in self.metrics.items()
            if metric.under and (wanted := self._not_above(metric.under))
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _not_above(self, name: str) -> str:
        """Return why the section of another metric cannot stand under that of a metric; "" where it can."""
        if name not in self.metrics:
            return "which is not a metric"
        return "which stands under another metric itself" if self.metrics[name].under else ""

    def _faults(self, metric: Metric) -> Iterator[str]:
        """Yield each reference of a metric to something that does not exist or does not fit."""
        unit = self.units.get(metric.unit)
        if unit is None:
            yield f"the unit {metric.unit!r} is not under [units]"
        elif (
            metric.kind in WHOLE_KINDS
            and "divisible" not in unit.model_fields_set
            and any(map(_SCALED.search, unit.values()))
        ):
            yield f"the unit {metric.unit!r} may be divisible: say divisible = true, or false, under [units]"
        if unit and metric.kind == "rate":
            yield from _faults_of_rate(metric, {per_how_many(text) for text in unit.values()})
        if (metric.kind == "stock") == (metric.measured in MEASURED_IN):
            yield (
                f"measured = {metric.measured!r} is for other kinds; of a stock it is a day, such as 12-31"
                if metric.kind == "stock"
                else f"measured = {metric.measured!r}, a day, is only for the kind stock"
            )
        yield from _faults_of_producers(metric.producers)
        for part in (metric, *metric.services.values()):
            if part.ended and part.first_period and part.ended.last < part.first_period.first:
                yield f"ended = {str(part.ended)!r} is before the start, {part.first_period}"
        if metric.services_add_up_to and not metric.lists_all_services:
            yield "services_add_up_to is only for a metric with lists_all_services = true"
        if metric.share_of and metric.kind != "share":
            yield f"share_of is for the kind share, not {metric.kind}"
        if metric.share_of and metric.share_of.part == metric.share_of.whole:
            yield f"share_of names {metric.share_of.whole!r} as the part and as the whole"
        if metric.rate_of and metric.kind != "rate":
            yield f"rate_of is for the kind rate, not {metric.kind}"
        if metric.rate_of and metric.rate_of.numerator == metric.rate_of.denominator:
            yield f"rate_of names {metric.rate_of.denominator!r} as the numerator and as the denominator"
        if metric.monthly_mean_of and metric.kind != "mean":
            yield f"monthly_mean_of is for the kind mean, not {metric.kind}"
        for word, other, like in metric.relations():
            if other not in self.metrics:
                yield f"{word} names {other!r}, which is not a metric"
            elif word != "not_comparable_with" and self.metrics[other].year_starts != metric.year_starts:
                yield f"{word} names {other!r}, whose year starts on {self.metrics[other].year_starts}"
            elif like and self.metrics[other].unit != metric.unit:
                yield f"{word} names {other!r}, which has another unit"
            elif word in ("sum_of", "share_of", "rate_of") and not _fits(metric, self.metrics[other]):
                yield f"{word} names {other!r}, which has other services"
            elif word == "services_add_up_to" and self.metrics[other].services:
                yield f"{word} names {other!r}, which has services itself"

    def _faults_of_bridges(self, name: str) -> Iterator[str]:
        """Yield what is wrong with the bridges of a metric: their series do not exist or fit, or their months."""
        for service, series_break, overlap in self.bridges(name):
            own, said = (name, service), f"breaks, at = {str(series_break.at)!r}: bridge"
            series = self.sides(overlap, name, service)
            if series[0] == series[1]:
                yield f"{said} must name another series of counts: as old, as new, or one as each"
                continue
            if unknown := [side for side in series if not self._has(*side)]:
                yield from (f"{said} names {':'.join(filter(None, side))!r}, which does not exist" for side in unknown)
                continue
            entries = [self.metrics[metric] for metric, _ in series]
            for word in ("kind", "unit", "measured", "year_starts"):
                if any(getattr(entry, word) != getattr(self.metrics[name], word) for entry in entries):
                    yield f"{said} names a series of another {word}"
            if self.metrics[name].kind == "share":
                yield f"{said} is not for a share, which a ratio could bring above 100 percent"
            months = overlap.months
            if not (months.is_of_months or months.is_of_weeks):
                yield f"{said}, months = {str(months)!r}, is not a span of whole months or weeks"
            if series[1] == own and months.first < series_break.at.first:
                yield f"{said}, months = {str(months)!r}, begins before at, from which {name} is counted in the new way"
            if series[0] == own and months.last >= series_break.at.first:
                yield f"{said}, months = {str(months)!r}, ends after at, before which {name} is counted in the old way"

    def bridges(self, name: str) -> Iterator[tuple[str, Break, Overlap]]:
        """Yield each service of a metric ("" without services), a break of it and the bridge over the break."""
        metric = self.metrics[name]
        for service in metric.services or ("",):
            for series_break in metric.breaks_of(service):
                if series_break.bridge:
                    yield service, series_break, series_break.bridge

    def sides(self, overlap: Overlap, metric: str, service: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the series counted in the old way and the one counted in the new way, each as metric and service.

        Where only a metric is named that has services, the service of the same name is meant.
        """
        old, new = (
            (metric, service) if reference is None else self._series_named(reference, service)
            for reference in (overlap.old, overlap.new)
        )
        return old, new

    def _series_named(self, reference: str, service: str) -> tuple[str, str]:
        name, _, own = reference.partition(":")
        has_services = name in self.metrics and bool(self.metrics[name].services)
        return name, own or (service if has_services else "")

    def _has(self, metric: str, service: str) -> bool:
        return (metric, service) in self.series

    @property
    def title(self) -> str:
        """The name of the portal in the main language."""
        return self.portal.name[self.main_language]

    def __repr__(self) -> str:
        return f"The catalogue of {self.title}: {', '.join(self.metrics)}"

    @property
    def report_metrics(self) -> tuple[str, ...]:
        """The metrics of the yearly report: those listed under [report], by default all, each before those under it."""
        listed = self.report.metrics or tuple(self.metrics)
        above = {name: self.metrics[name].under for name in listed if name in self.metrics}
        tops = [name for name in listed if above.get(name) not in listed]
        return tuple(one for top in tops for one in (top, *(name for name in listed if above.get(name) == top)))

    @property
    def headlines(self) -> tuple[str, ...]:
        """The metrics that its main points are about: those listed under [report], by default all of the report."""
        return self.report.headlines or self.report_metrics

    @property
    def series(self) -> list[tuple[str, str]]:
        """Metric and service of everything that is measured; the service is "" for a metric without services."""
        return [(name, service) for name, metric in self.metrics.items() for service in metric.services or ("",)]

    def ingredients(self, names: Iterable[str]) -> set[str]:
        """Return the metrics, and those whose figures they are the sums of, directly or through others."""
        found: set[str] = set()
        waiting = [name for name in names if name in self.metrics]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [other for other in self._sums_of(name) if other in self.metrics]
        return found

    def _sums_of(self, name: str) -> list[str]:
        """Return the metrics that a metric is the sum of, and those whose services add up to it."""
        return [*self.metrics[name].sum_of, *self.totalled(name)]

    def totalled(self, name: str) -> Sequence[str]:
        """Return the metrics whose services add up to a metric."""
        return self._totalled.get(name, ())

    @cached_property
    def _totalled(self) -> dict[str, list[str]]:
        totalled: dict[str, list[str]] = {}
        for other, metric in self.metrics.items():
            if metric.services_add_up_to:
                totalled.setdefault(metric.services_add_up_to, []).append(other)
        return totalled

    def producers(self, metric: str) -> tuple[Producer, ...]:
        """Return the producers of a metric's figures in the order of precedence; none if every publisher is one."""
        return self.metrics[metric].producers or self.portal.producers

    def precedence(self, metric: str, publisher: str) -> int:
        """Return the place of a publisher among the producers of a metric, or SECOND_HAND if it is not one of them.

        All publishers have the place 0 if no producers are named.
        """
        producers = self.producers(metric)
        places = (place for place, names in enumerate(producers) if publisher in names)
        return next(places, SECOND_HAND) if producers else 0

    def is_whole(self, metric: str) -> bool:
        """Return whether figures of the metric are whole numbers. Raises KeyError where there is no such metric."""
        entry = self.metrics[metric]
        return entry.kind in WHOLE_KINDS and not self.units[entry.unit].divisible

    def per(self, metric: str) -> Fraction:
        """Return how many of its denominator a rate is per, 100 for "per 100 inhabitants"."""
        return per_how_many(self.units[self.metrics[metric].unit][self.main_language]) or Fraction(1)

    def words(self, metric: str, service: str) -> frozenset[str]:
        """Return the words, in lower case, of the unit and the names of a metric and of one of its services."""
        entry = self.metrics[metric]
        parts: list[Named] = [entry, *([entry.services[service]] if service in entry.services else [])]
        texts = [self.units[entry.unit], *(text for part in parts for text in (part.name, part.subject))]
        spoken = " ".join(word for text in texts for word in text.values())
        return frozenset(re.findall(r"[^\W\d_]+", f"{entry.unit} {spoken}".lower()))

    @property
    def not_filled_in(self) -> list[str]:
        """What a release needs and this one lacks, as `metrics.toml` names it: release.contact, portal.publisher."""
        publisher = [] if self.portal.publisher else ["portal.publisher"]
        return [*publisher, *(f"release.{word}" for word in self.release.not_filled_in)]

    @property
    def main_language(self) -> str:
        """The language for what is said in one language only: English, or the folder's first where it has none."""
        return "en" if "en" in self.languages else self.languages[0]

    def sources(self) -> set[str]:
        """Return the identifiers of all sources that the catalogue refers to."""
        remarks = {remark.source for metric in self.metrics.values() for remark in metric.remarks}
        pictures = {picture.source for metric in self.metrics.values() for picture in metric.pictures}
        return remarks | pictures | {entry.source for entry in self.related}


def read_catalogue(path: Path) -> Catalogue:
    """Read the catalogue in the TOML file at `path`.

    Raises DataError with every fault of the file: no file, not UTF-8, not TOML, a word that is unknown or missing, a
    value of the wrong type, a reference to a unit or metric that is not defined, a text that is missing in a language
    of the folder or given in another.
    """
    return read_toml(path, Catalogue, context=declared_languages(path.parent))


def _faults_of_producers(producers: tuple[Producer, ...]) -> Iterator[str]:
    """Yield each producer that is named twice."""
    names = [name for producer in producers for name in producer]
    yield from (f"producers names {name!r} twice" for name in dict.fromkeys(names) if names.count(name) > 1)


def _faults_of_rate(metric: Metric, denominators: set[Fraction | None]) -> Iterator[str]:
    """Yield what is wrong with the unit of a rate, by what it is per in each language."""
    if None in denominators:
        yield f"the unit {metric.unit!r} of a rate must name what it is per: logins per 100 inhabitants"
    elif len(denominators) > 1:
        yield f"the unit {metric.unit!r} of a rate is per another number in another language"


def _fits(metric: Metric, other: Metric) -> bool:
    """Return whether a metric can be computed from another: service by service, or from one without services."""
    return not other.services or set(metric.services) <= set(other.services)
