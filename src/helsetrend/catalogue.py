"""The metrics: what each one is, in both languages, and what may be compared with what, and since when.

All of it is data, read from `metrics.toml`; the head of that file explains its words. Nothing about a
single metric stands in code.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from helsetrend.faults import DataError, Fault
from helsetrend.period import Period


def _period_of(value: Any) -> Any:
    if isinstance(value, date):
        return Period(value, value)
    return Period.parse(value) if isinstance(value, str) else value


PeriodText = Annotated[Period, BeforeValidator(_period_of)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Entry(BaseModel):
    """Part of the catalogue: frozen, and with no words that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(_Entry):
    """The same words in Norwegian (bokmål) and English."""

    nb: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return {"nb": self.nb, "en": self.en}[language]


class TextList(_Entry):
    """The same list of words in Norwegian (bokmål) and English."""

    nb: tuple[str, ...]
    en: tuple[str, ...]

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return {"nb": self.nb, "en": self.en}[language]


class Portal(_Entry):
    """Whose use is measured."""

    name: Text
    description: Text
    parts: TextList


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


class _Measured(_Entry):
    """What metric and service have in common: when it began, and when it was first reported."""

    first_reported: PeriodText | None = None
    launched: PeriodText | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def first_period(self) -> Period | None:
        """The first period that can have a figure, or None where nothing is said about it."""
        return self.first_reported or self.launched


class Service(_Measured):
    """One service of the portal, the visits to which are counted."""

    name: Text
    short: Text
    subject: Text


class Metric(_Measured):
    """One thing that is measured. The head of `metrics.toml` explains each word."""

    kind: Literal["count", "share", "mean", "persons"]
    unit: str
    measured: Literal["year", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    name: Text
    subject: Text
    definition: Text
    background: Text | None = None
    caution: Text | None = None
    services: dict[Identifier, Service] = Field(default_factory=dict)
    lists_all_services: bool = False
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    not_comparable_with: tuple[Lookalike, ...] = ()

    def part(self, service: str = "") -> "Metric | Service":
        """The metric itself, or one of its services. Raises KeyError where there is no such service."""
        return self.services[service] if service else self

    def starts(self, service: str = "") -> list[Period]:
        """When the metric and the service began, where that is known."""
        parts: list[_Measured] = [self, self.services[service]] if service else [self]
        return [part.launched for part in parts if part.launched]


class Related(_Entry):
    """A publication that a source lists as related."""

    source: str
    title: Text
    description: Text


class Catalogue(_Entry):
    """All that `metrics.toml` holds."""

    portal: Portal
    units: dict[str, Text]
    metrics: dict[Identifier, Metric]
    related: tuple[Related, ...] = ()

    @model_validator(mode="after")
    def _refers_only_to_what_it_holds(self) -> "Catalogue":
        missing = [
            f"{name}: the unit {metric.unit!r} is not under [units]"
            for name, metric in self.metrics.items()
            if metric.unit not in self.units
        ] + [
            f"{name}: not_comparable_with names {other.metric!r}, which is no metric"
            for name, metric in self.metrics.items()
            for other in metric.not_comparable_with
            if other.metric not in self.metrics
        ]
        if missing:
            raise ValueError("; ".join(missing))
        return self

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
    try:
        return Catalogue.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise DataError([Fault(path.name, 0, "", str(error.strerror), "a file that can be read")]) from error
    except UnicodeDecodeError as error:
        raise DataError([Fault(path.name, 0, "", "bytes that are not UTF-8", "a file saved as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise DataError([Fault(path.name, 0, "", str(error), "TOML")]) from error
    except ValidationError as error:
        raise DataError(
            [
                Fault(
                    path.name,
                    0,
                    ".".join(map(str, one["loc"])),
                    "nothing" if one["type"] == "missing" else _found(one["input"]),
                    one["msg"],
                )
                for one in error.errors()
            ]
        ) from error


def _found(value: Any) -> str:
    return "a table" if isinstance(value, dict) else str(value)
