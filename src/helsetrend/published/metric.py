"""A metric as `metrics.toml` describes it: what is counted, since when, its breaks, its services, its parts."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from helsetrend.published.texts import Entry, Text, TextList
from helsetrend.published.written import DayOfYear, Identifier, PeriodText, SeriesName, check_day_of_year
from helsetrend.values import CALENDAR_YEAR, Period

WHOLE_KINDS = ("count", "persons", "stock")
"""The kinds of metric whose figures are whole numbers, unless the unit is divisible."""


MEASURED_IN = ("year", *map(str, range(1, 13)))


def _check_measured(value: str) -> str:
    if value not in MEASURED_IN and not re.fullmatch(r"\d\d-\d\d", value):
        raise ValueError('"year", a month "1" to "12", or for a stock a day such as "12-31"')
    return value if value in MEASURED_IN else check_day_of_year(value)


Measured = Annotated[str, AfterValidator(_check_measured)]
"""The part of a year in which a metric is measured: the year, a month, or the day of a stock."""


class Unit(Text):
    """What is counted; `divisible` if a figure need not be a whole number of it: kroner, thousands of visits."""

    divisible: bool = False


def _names_over_time(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Producer = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_names_over_time), Field(min_length=1)
]
"""A producer of figures, by its name or by the names of those that took over from each other, the oldest first."""


class Mark(Text):
    """An event that charts name at its date."""

    at: PeriodText


class Overlap(Entry):
    """The `months` that were counted in the `old` and in the `new` way, and the two series that hold these counts.

    A series that is not named is the one with the break.
    """

    old: SeriesName | None = None
    new: SeriesName | None = None
    months: PeriodText


class Break(Text):
    """A break: from the first day of `at` figures are not comparable with earlier ones, for the reason in the text.

    With a `bridge` the figures before it can be converted, by the months that were counted in both ways.
    """

    at: PeriodText
    bridge: Overlap | None = None


class Lookalike(Text):
    """Another metric that looks the same and must not be compared, for the reason in the text."""

    metric: Identifier


class Remark(Text):
    """A statement of a source about a period without a figure."""

    source: str
    period: PeriodText


class Picture(Entry):
    """A period that a source shows only in a picture."""

    source: str
    period: PeriodText


class ShareOf(Entry):
    """The two metrics of a share: `part` in percent of `whole`."""

    part: Identifier
    whole: Identifier

    @property
    def names(self) -> tuple[str, str]:
        """The names of the part and of the whole."""
        return self.part, self.whole


class RateOf(Entry):
    """The two metrics of a rate: `numerator` per as many of `denominator` as the unit of the rate says."""

    numerator: Identifier
    denominator: Identifier

    @property
    def names(self) -> tuple[str, str]:
        """The names of the numerator and of the denominator."""
        return self.numerator, self.denominator


class _Measured(Entry):
    """What a metric and a service have in common: the launch, the first report, the end, the breaks, and `words`.

    `words` are other words for it, by which proofreading recognizes it in a text.
    """

    first_reported: PeriodText | None = None
    launched: PeriodText | None = None
    ended: PeriodText | None = None
    breaks: tuple[Break, ...] = ()
    words: TextList = TextList()

    @property
    def first_period(self) -> Period | None:
        """The first period that can have a figure, or None where that is not known."""
        return self.first_reported or self.launched


class Named(_Measured):
    """A named entry. Without a `subject`, which begins sentences about it, the name is used.

    The same goes for `thing`, which is what was launched or ended.
    """

    name: Text
    subject: Text
    thing: Text

    @model_validator(mode="before")
    @classmethod
    def _name_replaces_missing_texts(cls, entry: Any) -> Any:
        if not isinstance(entry, dict) or "name" not in entry:
            return entry
        return {
            **{field: entry["name"] for field in ("subject", "thing", "short") if field in cls.model_fields},
            **entry,
        }


class Service(Named):
    """One service of the portal whose visits are counted; `short` is its name in charts."""

    short: Text


class Metric(Named):
    """One thing that is measured. The head of `metrics.toml` explains the words."""

    kind: Literal["count", "share", "mean", "rate", "stock", "persons"]
    unit: str
    measured: Measured
    year_starts: DayOfYear = CALENDAR_YEAR
    definition: Text
    introduction: Text | None = None
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
    rate_of: RateOf | None = None
    monthly_mean_of: Identifier | None = None
    under: Identifier | None = None
    producers: tuple[Producer, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_periods_in_its_years(cls, entry: Any) -> Any:
        return _with_years(entry, entry["year_starts"]) if isinstance(entry, dict) and "year_starts" in entry else entry

    def part(self, service: str = "") -> "Metric | Service":
        """Return the metric itself, or one of its services. Raises KeyError where there is no such service."""
        return self.services[service] if service else self

    @property
    def adds_up(self) -> bool:
        """Whether the figures of the months add up to the figure of the year."""
        return self.kind == "count" and self.measured == "year"

    @model_validator(mode="before")
    @classmethod
    def _services_begin_sentences_with_the_metric(cls, entry: Any) -> Any:
        """A service without a subject has that of the metric, with its own name in brackets: "Visits (Denmark)"."""
        if not isinstance(entry, dict) or not isinstance(services := entry.get("services"), dict):
            return entry
        own = entry.get("subject", entry.get("name"))
        return {**entry, "services": {name: _with_subject(service, own) for name, service in services.items()}}

    def period_of(self, year: int) -> Period:
        """Return the period of a year that the metric is measured in; the year is the one that ends in `year`."""
        return Period.of_year(year, self.measured, self.year_starts)

    def in_its_years(self, period: Period) -> Period:
        """Return the period, called a year if it is one of the metric; of a stock the day of it that is counted."""
        named = period.in_years_from(self.year_starts)
        return self._counted_day(named if named.is_shifted_year else period)

    def _counted_day(self, period: Period) -> Period:
        """Return the day on which a stock stands for a period; of another kind of metric, the period itself.

        It is the day of a year that the metric states. Of a month or quarter it is the last day, or the first one for
        a stock on the first day of a month.
        """
        if self.kind != "stock" or period.form == "day":
            return period
        if period.form == "year":
            return self.period_of(period.year)
        day = period.first if self.measured.endswith("-01") else period.last
        return Period(day, day)

    def span_of(self, day: Period, months: int) -> Period | None:
        """Return the month, or the span of so many months, for which the figure of a day of a stock is printed."""
        number = (day.first.month - 1) // months * months + 1
        span = Period.of_months(Period.of_year(day.first.year), number, number + months - 1)
        return span if self._counted_day(span) == day else None

    def year_ending_in(self, year: int) -> Period:
        """Return the year of the metric that ends in a calendar year: of 2021, August 2020 to July 2021."""
        return Period.of_year(year, year_starts=self.year_starts)

    def year_of(self, day: date) -> Period:
        """Return the year of the metric that has the day."""
        year = self.year_ending_in(day.year)
        return year if year.has(day) else self.year_ending_in(day.year + 1)

    def read_period(self, text: str) -> Period:
        """Read a period of the metric, in whose years 2020/21 may be one; of a stock, the day that is counted.

        Raises as `Period.parse` does.
        """
        return self._counted_day(Period.parse(text, year_starts=self.year_starts))

    def relations(self) -> Iterator[tuple[str, str, bool]]:
        """Yield each metric that this one refers to: the word, its name, whether both must have one unit."""
        yield from (("not_comparable_with", other.metric, False) for other in self.not_comparable_with)
        yield from (("sum_of", other, True) for other in self.sum_of)
        if self.services_add_up_to:
            yield "services_add_up_to", self.services_add_up_to, True
        if self.share_of:
            yield from (("share_of", other, False) for other in self.share_of.names)
        if self.rate_of:
            yield from (("rate_of", other, False) for other in self.rate_of.names)
        if self.monthly_mean_of:
            yield "monthly_mean_of", self.monthly_mean_of, False

    def starts(self, service: str = "") -> list[Period]:
        """Return the launches of the metric and of the service, as far as they are known."""
        return [part.launched for part in self._parts(service) if part.launched]

    def end(self, service: str = "") -> Period | None:
        """Return when the metric or the service ended, whichever was first; None if it goes on."""
        ends = [part.ended for part in self._parts(service) if part.ended]
        return min(ends, key=lambda end: end.last, default=None)

    def breaks_of(self, service: str = "") -> tuple[Break, ...]:
        """Return the breaks of the metric and of the service, each once."""
        return tuple(dict.fromkeys(entry for part in self._parts(service) for entry in part.breaks))

    def _parts(self, service: str) -> "list[_Measured]":
        return [self, self.services[service]] if service else [self]


def _with_subject(service: Any, metric: Any) -> Any:
    """Return an entry of a service with a subject, where it has a name and none, and the metric has the same texts."""
    if not isinstance(service, dict) or "subject" in service or not isinstance(name := service.get("name"), dict):
        return service
    if not isinstance(metric, dict) or metric.keys() != name.keys():
        return service
    return {**service, "subject": {language: f"{metric[language]} ({text})" for language, text in name.items()}}


_PERIOD_WORDS = ("first_reported", "launched", "at", "period", "months")


def _with_years(entry: Any, year_starts: Any) -> Any:
    """Return a part of the catalogue with the periods in it read in years that start on another day."""
    if isinstance(entry, list):
        return [_with_years(item, year_starts) for item in entry]
    if not isinstance(entry, dict):
        return entry
    return {
        word: _period_in_years(value, year_starts) if word in _PERIOD_WORDS else _with_years(value, year_starts)
        for word, value in entry.items()
    }


def _period_in_years(value: Any, year_starts: Any) -> Any:
    """Return the period, or the value itself if it cannot be read, so that it is refused in its place."""
    try:
        return Period.parse(value, year_starts=year_starts)
    except (TypeError, ValueError, AttributeError):
        return value
