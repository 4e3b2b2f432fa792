"""One metric over the years as a chart, with the table behind it and the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from helsetrend.analysis import Observation
from helsetrend.published import Figure
from helsetrend.report.charted import (
    in_new_way_of,
    notes_on,
    observed,
    said_in_new_way,
    series_of,
    signs_of,
)
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.level_table import label_of, level_table, unit_of
from helsetrend.report.presentation import WIDTHS, Chart, Series, draw
from helsetrend.report.sentences import level, level_finding
from helsetrend.values import SCALES


def series_chart(
    scope: Scope, labels: Labels, metric: str, service: str = "", *, widths: Sequence[str] = tuple(WIDTHS)
) -> Chart | None:
    """Return the chart of a metric, of all its services or of one; None if there is no figure to draw.

    `widths` are those of `WIDTHS` that it is drawn for.
    """
    words = labels.words
    observations = [observation for observation in observed(scope, metric) if service in ("", observation.service)]
    figures = _figures(observations)
    if not figures:
        return None
    largest = max(figure.value for figure in figures)
    scale = next((scale for scale in SCALES if largest >= scale), 1)
    by_service = groupby(observations, key=lambda observation: observation.service)
    series = [series_of(scope, labels, metric, name, list(own), scale) for name, own in by_service]
    drawn, notes = _noted_once([one for one in series if one.marks])
    marks = [mark for one in drawn for mark in one.marks]
    sentence = next(level(scope, labels, metric, service)) if service else level_finding(scope, labels, metric)
    most = Fraction(100) if labels.catalogue.metrics[metric].unit == "percent" else None
    entry, years = labels.catalogue.metrics[metric], [mark.year for mark in marks]
    period = words.years(entry.year_ending_in(min(years)), entry.year_ending_in(max(years)))
    kind = "line" if any(one.is_line for one in drawn) else "columns"
    form = next((one.beats[0].form for one in drawn if one.beats), "")
    return Chart(
        name=metric,
        subtitle=words.say("chart.subtitle", unit=unit_of(labels, metric, scale), period=period).text,
        signs=frozenset(signs_of(marks)),
        notes=(*notes, *(note for one in series if not one.marks for note in one.notes)),
        table=level_table(scope, labels, metric, observations),
        drawings=draw(
            drawn, words, name=metric, scale=scale, most=most, widths=widths,
            beats_title=words.say(f"chart.each_{form}").text if form else "",
        ),
        **texts_of(
            labels,
            labels.name(metric, service),
            words.say(f"chart.{kind}", finding=sentence.text.removesuffix(".")).text,
            sources=(source for figure in figures for source in figure.sources),
            values=((label_of(labels, seen), _described(scope, labels, seen)) for seen in observations),
        ),
    )  # fmt: skip


def texts_of(
    labels: Labels, title: str, alt: str, *, sources: Iterable[str], values: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Return the texts of a chart, its text alternative included; `values` are what it shows, by period, in words."""
    words, say = labels.words, labels.words.say
    links = labels.each_source(sources)
    described = [say("chart.value", period=period, quantity=value).text for period, value in values]
    return {
        "title": title,
        "alt": f"{title}. {alt}",
        "source": words.say_many("chart.source", len(links), sources=words.separated(links)),
        "table_label": say("chart.data").text,
        "description_label": say("chart.description").text,
        "description": (say("chart.description_intro").text, *described),
    }


def _noted_once(series: list[Series]) -> tuple[list[Series], tuple[str, ...]]:
    """Return series without the notes that all of them share, and these notes as sentences."""
    notes = {one.notes for one in series}
    if len(series) == 1 or len(notes) > 1:
        return series, ()
    return [replace(one, notes=()) for one in series], tuple(f"{note}." for note in notes.pop())


def _described(scope: Scope, labels: Labels, observation: Observation) -> str:
    """Return the value of a period with the notes on it, or why there is none."""
    figure = observation.figure
    value = labels.words.unmarked_figure(figure).text if figure else labels.status(observation)
    in_new_way = in_new_way_of(scope, observation)
    converted = [said_in_new_way(labels, observation.metric, in_new_way)] if in_new_way else []
    return ", ".join((value, *converted, *notes_on(labels, observation)))


def _figures(observations: Iterable[Observation]) -> list[Figure]:
    return [observation.figure for observation in observations if observation.figure]
