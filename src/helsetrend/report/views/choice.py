"""What an analyst chose to look at, and how it is shown: chart, table and sentence, and the code that makes the same.

Nothing here needs a widget; `explorer` makes a new `View` at each change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd
from markupsafe import Markup

from helsetrend.errors import check_path
from helsetrend.public import public, public_class
from helsetrend.report.charts import (
    Steps,
    change_steps,
    index_steps,
    level_steps,
    lines_chart,
    scale_of_figures,
    series_chart,
    unit_of,
)
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Chart, Phrase, Picture, inner
from helsetrend.report.sentences import level
from helsetrend.report.views.html import view_html
from helsetrend.report.views.table import table_of, write_table
from helsetrend.values import Period

Show = Literal["level", "change", "index"]
"""What can be shown of a metric: its figures, their change from year to year, an index with one year as 100."""

Every = Literal["year", "quarter", "month"]
"""The periods that can be shown."""

MOST_NAMES = 3
"""The most series that a title names."""


@public_class
@dataclass(frozen=True, kw_only=True, repr=False)
class View:
    """One choice, ready to be shown in a notebook, and to be saved."""

    scope: Scope = field(kw_only=False)
    labels: Labels = field(kw_only=False)
    series: tuple[tuple[str, str], ...] = field(kw_only=False)
    show: Show = field(kw_only=False)
    base: Period | int
    every: Every = "year"
    title: str = ""
    marks: Mapping[str, Period] = field(default_factory=dict)
    folder: str = ""

    @cached_property
    def chart(self) -> Chart | None:
        """The chart with the table behind it; None if nothing may be drawn."""
        chart = self._columns if self._is_of_one_metric else self._lines
        if chart is None or not self.title:
            return chart
        return replace(chart, title=self.title, alt=f"{self.title}. {chart.alt}")

    @cached_property
    def table(self) -> pd.DataFrame:
        """What the chart shows as a table of numbers, with headers in words."""
        return table_of(self.labels, self._steps, self._unit(1))

    @property
    def sentences(self) -> list[Phrase]:
        """What the figures of the last year say, series by series."""
        return [
            sentence for metric, service in self.series for sentence in level(self.scope, self.labels, metric, service)
        ]

    @property
    def refusals(self) -> list[Phrase]:
        """What may not be drawn or compared, and why; shown above the chart or in its place."""
        if self._is_of_one_metric:
            refusals = self._missing_levels()
        else:
            refusals = (refusal for steps in self._steps for refusal in steps.refusals)
        return list(dict.fromkeys(refusals))

    @property
    def code(self) -> str:
        """The cell that makes the same without widgets."""
        metrics = list(dict.fromkeys(metric for metric, _ in self.series))
        services = [service for _, service in self.series]
        is_one_service = len(self.series) == 1 and services[0]
        given = {
            "service": services[0] if is_one_service else "",
            "years": range(self.scope.first_year, self.scope.year + 1),
            "as_of": str(self.scope.vintage.as_of),
            "show": self.show,
            "base": self._written_base,
            "every": self.every if self.every != "year" else "",
            "title": self.title,
            "marks": {name: str(mark) for name, mark in self.marks.items()},
            "language": self.labels.words.language,
            "data": self.folder,
        }
        words = ", ".join(f"{name}={_written(value)}" for name, value in given.items() if value)
        return f"import helsetrend as ht\n\nht.view({_written(metrics[0] if len(metrics) == 1 else metrics)}, {words})"

    @public
    def save(self, path: Path | str, *, size: str = "slide") -> Path:
        """Write the chart with title, unit and source as a picture, and return its path.

        The ending of the path is .png, .svg or .pdf; `size` is "slide" or "page". Raises ValueError for another ending,
        UnknownNameError for another size, ValueError if there is nothing to draw, OSError if it cannot be written.
        """
        check_path(path, name="path", example="visits.png")
        if self.chart is None:
            raise ValueError(f"there is nothing to draw: {' '.join(refusal.text for refusal in self.refusals)}")
        picture = Picture.of_chart(self.chart, self.labels.words.language, size=size, foot=f"{self._known_on}.")
        return picture.save(Path(path))

    @public
    def to_excel(self, path: Path | str) -> Path:
        """Write the table as a workbook, with title and source, and return its path; OSError if it cannot be."""
        check_path(path, name="path", example="visits.xlsx")
        source = [self.chart.source.text] if self.chart else []
        notes = [*source, self._known_on, *(refusal.text for refusal in self.refusals)]
        return write_table(Path(path), self.table, title=self.title or self._title, notes=notes)

    @property
    def html(self) -> Markup:
        """The sentences, then what is refused and why, then the chart with its table open."""
        words, published = self.labels.words, self.scope.vintage.published
        return view_html(words.joined(self.sentences), self.refusals, self.chart, published, language=words.language)

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return "\n".join(phrase.text for phrase in (*self.sentences, *self.refusals))

    @property
    def _known_on(self) -> str:
        """The sentence with the day on which the figures were known, without its period."""
        words = self.labels.words
        return words.say("explore.known_on", date=words.day(self.scope.vintage.as_of)).text

    @property
    def _written_base(self) -> int | str | None:
        """The base of an index as an argument; None if it is the one by default."""
        if self.show != "index" or self.base == self.scope.first_year:
            return None
        return self.base if isinstance(self.base, int) else str(self.base)

    @property
    def _is_of_one_metric(self) -> bool:
        """Whether it is the figures of one metric by year, which are columns or a line with all their signs."""
        metrics = {metric for metric, _ in self.series}
        return self.show == "level" and self.every == "year" and len(metrics) == 1 and not self.marks

    @property
    def _columns(self) -> Chart | None:
        """The chart of the figures of one metric."""
        metric = self.series[0][0]
        service = self.series[0][1] if len(self.series) == 1 else ""
        return series_chart(self.scope, self.labels, metric, service, with_pictures=False)

    @property
    def _lines(self) -> Chart | None:
        """The chart of several series, or of what follows from figures."""
        say = self.labels.words.say
        return lines_chart(
            self.scope,
            self.labels,
            self._steps,
            name=f"{self.series[0][0]}-{self.show}",
            title=self._title,
            unit=self._unit(self._scale),
            scale=self._scale,
            base=100.0 if self.show == "index" else None,
            marks=self.marks,
            notes=[say("explore.unadjusted").text] if self.show == "index" and self.every != "year" else [],
        )

    @cached_property
    def _steps(self) -> list[Steps]:
        return [self._steps_of(metric, service) for metric, service in self.series]

    def _steps_of(self, metric: str, service: str) -> Steps:
        """Return the steps of one series, or why it cannot join."""
        name, series = self._line_name(metric, service), (self.scope, self.labels, metric, service)
        if refusal := self._refusal(metric, service):
            return Steps(name, refusal=refusal)
        if self.show == "level":
            return Steps(name, level_steps(*series, every=self.every, scale=self._scale))
        if self.show == "change":
            return Steps(name, change_steps(*series, every=self.every))
        return Steps(name, index_steps(*series, base=self.base, every=self.every))

    def _refusal(self, metric: str, service: str) -> Phrase | None:
        """Return why a series cannot join: a share beside numbers, or in an index; no figure to base the index on."""
        words = self.labels.words
        if self.show != "index":
            return None if (metric, service) in self._joining else words.say("explore.apart")
        if self._is_share(metric):
            return words.say("explore.no_index")
        based = self.scope.vintage.observe(metric, self.base, service)
        if based.gap is None:
            return None
        return words.say("explore.no_base", period=words.period(based.period), reason=words.reason(based.gap))

    def _line_name(self, metric: str, service: str) -> str:
        """Return the name of a series among those shown; none if it is the only one, and no service."""
        if len({name for name, _ in self.series}) > 1:
            return self.labels.name(metric, service)
        return self.labels.short(metric, service) if service else ""

    def _is_share(self, metric: str) -> bool:
        return self.labels.catalogue.metrics[metric].kind == "share"

    @property
    def _title(self) -> str:
        words, say = self.labels.words, self.labels.words.say
        metrics = list(dict.fromkeys(metric for metric, _ in self.series))
        names = [self.labels.name(metric) for metric in metrics]
        if len(self.series) == 1:
            names = [self.labels.name(*self.series[0])]
        if len(names) > MOST_NAMES:
            name = say("explore.many", count=len(names)).text
        else:
            name = words.listed([names[0], *map(inner, names[1:])]).text
        if self.show == "level":
            return name
        if self.show == "change" and self.every != "year":
            return say("explore.change_of_parts", name=name).text
        based = self.base
        if isinstance(based, int) and len(metrics) == 1:
            based = self.labels.catalogue.metrics[metrics[0]].period_of(based)
        elif isinstance(based, int):
            based = Period.of_year(based)
        return say(f"explore.{self.show}_of", name=name, period=words.period(based)).text

    @property
    def _scale(self) -> int:
        """The scale of the axis of lines."""
        if self.show != "level":
            return 1
        seen = [
            figure
            for metric, service in self.series
            for figure in self.scope.vintage.figures(metric, service)
            if figure.period.overlaps(self.scope.span) and (self.every == "year" or figure.period.months < 12)
        ]
        return scale_of_figures(seen)

    def _unit(self, scale: int) -> str:
        """Return the unit of the values in words: that of the metrics if they share one."""
        words, say = self.labels.words, self.labels.words.say
        if self.show == "index":
            return say("explore.index_unit").text
        if self.show == "change":
            return say(f"explore.change_{'points' if self._is_share(self.series[0][0]) else 'percent'}").text
        units = list(dict.fromkeys(self.labels.unit(metric) for metric, _ in self._joining))
        text = words.listed(units).text if len(units) > 1 else ""
        if not text:
            return unit_of(self.labels, self.series[0][0], scale)
        whole = say(f"scale.{scale}", unit=text).text
        return whole[:1].upper() + whole[1:]

    @property
    def _joining(self) -> list[tuple[str, str]]:
        """The series that can be on the axis of the first one."""
        is_share = self._is_share(self.series[0][0])
        return [(metric, service) for metric, service in self.series if self._is_share(metric) == is_share]

    def _missing_levels(self) -> Iterator[Phrase]:
        """Say that no year has a figure, and why."""
        if self.chart:
            return
        words = self.labels.words
        yield words.say("explore.none", name=self._title, period=words.period(self.scope.span))
        for metric, service in self.series:
            for observation in self.scope.vintage.series(metric, self.scope.years, service):
                if observation.gap:
                    yield Phrase.of(f"{words.reason(observation.gap)}.").capitalised()


def _written(value: object) -> str:
    """Return a value as code, with the quotes of this project."""
    if isinstance(value, str):
        return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(name)}: {_written(item)}" for name, item in value.items()) + "}"
    return repr(value)
