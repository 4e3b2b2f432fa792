"""One period of a metric as it was known: the figure in force, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helsetrend.published import MISSING, Figure
from helsetrend.values import Interval, Period, hull, total

OUTSIDE = ("before_launch", "ended")
"""The reasons why a figure cannot exist."""


@dataclass(frozen=True, repr=False)
class Reason:
    """Why there is no figure, or no comparison: a code, whose text is in the language files, and the facts for it."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the code and the facts, without those that are texts by language or spans."""
        facts = {name: fact for name, fact in self.facts.items() if isinstance(fact, str | int | date | Period)}
        return f"{self.code} ({', '.join(f'{name} {fact}' for name, fact in facts.items())})"


@dataclass(frozen=True, kw_only=True, repr=False)
class Observation:
    """One period of a metric: the figure in force, or `gap`, the reason why there is none.

    `part` is the reason why the period is only partly covered, if it is; `revised` is the figure in force before the
    last revision, if there was one. `disputed` are figures of the same time that do not agree with the one in force,
    or with a part of it.
    """

    metric: str
    service: str
    period: Period
    figure: Figure | None = None
    revised: Figure | None = None
    disputed: tuple[Figure, ...] = ()
    gap: Reason | None = None
    part: Reason | None = None

    def __repr__(self) -> str:
        return f"{self.series} {self.period}: {self.said}"

    @property
    def series(self) -> str:
        """The metric, and after a colon the service if there is one."""
        return f"{self.metric}:{self.service}" if self.service else self.metric

    @property
    def said(self) -> str:
        """The figure as printed, or its number, or the code of the reason why there is none."""
        if self.figure:
            return self.figure.said
        return self.gap.code if self.gap else "no figure"

    @property
    def is_outside(self) -> bool:
        """Whether there can be no figure, as the period is before the start or after the end."""
        return self.gap is not None and self.gap.code in OUTSIDE

    @property
    def statuses(self) -> tuple[str, ...]:
        """What the publisher says of the figure, or of its absence, as in `STATUSES`."""
        if self.figure:
            return self.figure.statuses
        stated = self.gap.code.removeprefix("stated_") if self.gap else ""
        return (stated,) if stated in MISSING else ()

    @property
    def interval(self) -> Interval | None:
        """What the figure can mean, spanning those that dispute it; None if there is no figure."""
        if self.figure is None:
            return None
        by_period: dict[Period, list[Interval]] = {}
        for figure in (*(self.figure.parts or (self.figure,)), *self.disputed):
            by_period.setdefault(figure.period, []).append(figure.interval)
        return total(map(hull, by_period.values())) if self.disputed else self.figure.interval
