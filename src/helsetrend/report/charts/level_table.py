"""The table behind the chart of a metric: its years with figures, bounds, status and source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from helsetrend.analysis import Observation
from helsetrend.report.charts.charted import in_new_way_of, said_in_new_way, year_number
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Cell, Column, Table
from helsetrend.values import scale_of


def level_table(scope: Scope, labels: Labels, metric: str, observations: list[Observation]) -> Table:
    """Return the table behind the chart: period, figure, what it can mean, status, source.

    If all figures have one scale it is in the header, else with each figure.
    """
    words, none = labels.words, labels.words.say("table.no_value").text
    scales = {
        scale_of(figure.value, figure.rounding) for figure in (seen.figure for seen in observations if seen.figure)
    }
    is_mixed = len(scales) > 1
    scale = 1 if is_mixed else next(iter(scales))
    period, bounds, status, source = labels.columns("period", "bounds", "status", "source")
    columns = [
        period,
        Column(unit_of(labels, metric, scale), words.decimal_mark),
        replace(bounds, decimal_mark=words.decimal_mark),
        status,
        source,
    ]
    rows: list[Sequence[Cell]] = []
    of_the_year = []
    for run in _runs(scope, labels, observations):
        observation, note = run[0], labels.status(run[0])
        if year_number(labels, observation) == scope.year:
            of_the_year.append(len(rows))
        if in_new_way := in_new_way_of(scope, observation):
            note = "; ".join(filter(None, (note, said_in_new_way(labels, metric, in_new_way))))
        if figure := observation.figure:
            value = words.unmarked_figure(figure) if is_mixed else words.bare(figure, scale)
            bounds_cell, sources = _bounds(labels, observation, scale), labels.sources(figure)
            rows.append((label_of(labels, observation), value, bounds_cell, note, sources))
        else:
            rows.append((label_of_run(labels, run), none, none, note, ""))
    entry = labels.catalogue.metrics[metric]
    first = entry.year_ending_in(year_number(labels, observations[0]))
    span = words.years(first, entry.year_ending_in(scope.year))
    caption = words.say("caption.series", name=labels.name(metric), period=span).text
    return Table(caption, columns, rows, frozenset(of_the_year))


def _runs(scope: Scope, labels: Labels, observations: Sequence[Observation]) -> Iterator[list[Observation]]:
    """Yield each observation by itself, but neighbours without a figure for the same reason together.

    The year of the report and a year that is converted over a break stand by themselves.
    """

    def kind(numbered: tuple[int, Observation]) -> tuple[object, ...]:
        number, observation = numbered
        is_alone = observation.figure or year_number(labels, observation) == scope.year
        alone = number if is_alone or in_new_way_of(scope, observation) else None
        return observation.service, labels.status(observation), alone

    for _, run in groupby(enumerate(observations), key=kind):
        yield [observation for _, observation in run]


def unit_of(labels: Labels, metric: str, scale: int) -> str:
    """Return the unit of a metric with a scale, as a header: "Millioner besøk"."""
    text = labels.words.say(f"scale.{scale}", unit=labels.unit(metric)).text
    return text[:1].upper() + text[1:]


def label_of(labels: Labels, observation: Observation) -> str:
    """Return the period of an observation, after the short name of its service."""
    period = labels.words.period(observation.period)
    return f"{labels.short(observation.metric, observation.service)} {period}" if observation.service else period


def label_of_run(labels: Labels, run: Sequence[Observation]) -> str:
    """Return the label of neighbouring years, or of the same part of them, as one: desember 2017\u20132019."""
    first, last = run[0], run[-1]
    if first is last:
        return label_of(labels, first)
    entry = labels.catalogue.metrics[first.metric]
    years = [entry.year_ending_in(year_number(labels, end)) for end in (first, last)]
    heads = {
        label_of(labels, end).removesuffix(labels.words.period(year))
        for end, year in zip((first, last), years, strict=True)
    }
    if len(heads) > 1:
        heads = {f"{labels.short(first.metric, first.service)} " if first.service else ""}
    return f"{heads.pop()}{labels.words.years(*years)}"


def _bounds(labels: Labels, observation: Observation, scale: int) -> str:
    """Return what the figure, and those that dispute it, can mean, in units of `scale`.

    Half a unit of the last digit needs one digit more.
    """
    figures = [figure for figure in (observation.figure, *observation.disputed) if figure]
    roundings = [
        figure.rounding / 10 if figure.hedge == "none" and figure.interval.width else figure.rounding
        for figure in figures
    ]
    interval = observation.interval
    return labels.words.bounds(interval, min(roundings), scale=scale) if interval else ""
