"""One metric over the years as a chart, with the table behind it and the same in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from helsetrend.analysis import Observation, joined
from helsetrend.published import Figure
from helsetrend.report.charts.charted import (
    in_new_way_of,
    notes_on,
    observed,
    parts_of_years,
    said_in_new_way,
    series_of,
    series_of_parts,
    signs_of,
    year_number,
)
from helsetrend.report.charts.level_table import label_of_run, level_table, unit_of
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Chart, Series, draw
from helsetrend.report.sentences import level, level_finding
from helsetrend.values import SCALES


def series_chart(
    scope: Scope,
    labels: Labels,
    metric: str,
    service: str = "",
    *,
    with_pictures: bool = True,
) -> Chart | None:
    """Return the chart of a metric, of all its services or of one; None if there is no figure to draw.

    Without pictures, nothing is shown before the first year, not even that a source has it as a picture.
    """
    words, entry = labels.words, labels.catalogue.metrics[metric]
    seen = [
        observation
        for observation in observed(scope, metric, with_pictures=with_pictures)
        if service in ("", observation.service)
    ]
    if any(observation.figure for observation in seen):
        series, scale = _series_of_years(scope, labels, metric, seen)
    elif parts := [
        part for part in parts_of_years(scope, metric, service) if part.period.overlaps(scope.span_of(metric))
    ]:
        scale = _scale([parts])
        series = [series_of_parts(scope, labels, metric, service, parts)]
        seen = [scope.vintage.observe(metric, figure.period, service) for figure in parts]
    else:
        return None
    drawn, notes = _noted_once([each for each in series if each.marks])
    years = [mark.year for each in drawn for mark in each.marks]
    period = words.years(entry.year_ending_in(min(years)), entry.year_ending_in(max(years)))
    beats = [beat for each in drawn for beat in each.beats]
    beats_title = words.say(f"chart.each_{beats[0].period.form}").text if beats else ""
    kind = "line" if any(each.is_line or each.is_of_beats for each in drawn) else "columns"
    sentence = next(level(scope, labels, metric, service)) if service else level_finding(scope, labels, metric)
    return Chart(
        name=metric,
        subtitle=words.say("chart.subtitle", unit=unit_of(labels, metric, scale), period=period).text,
        signs=frozenset(signs_of([mark for each in drawn if not each.is_of_beats for mark in each.marks])),
        notes=(*notes, *(note for each in series if not each.marks for note in each.notes)),
        table=level_table(scope, labels, metric, seen),
        drawings=draw(
            drawn, words, name=metric, scale=scale, beats_title=beats_title,
            most=Fraction(100) if entry.unit == "percent" else None,
        ),
        **texts_of(
            labels,
            labels.name(metric, service),
            words.say(f"chart.{kind}", finding=sentence.text.removesuffix(".")).text,
            sources=(name for observation in seen if observation.figure for name in observation.figure.sources),
            values=_described(scope, labels, seen),
            others=[_said_of_beats(labels, each, beats_title) for each in drawn if each.has_strip],
        ),
    )  # fmt: skip


def _series_of_years(
    scope: Scope, labels: Labels, metric: str, seen: Sequence[Observation]
) -> tuple[list[Series], int]:
    """Return what is drawn of each series, and the scale of its axis."""
    by_service = {name: list(own) for name, own in groupby(seen, key=lambda observation: observation.service)}
    scale = _scale([[observation.figure for observation in own if observation.figure] for own in by_service.values()])
    return [series_of(scope, labels, metric, name, own, scale) for name, own in by_service.items()], scale


def _scale(series: Iterable[Sequence[Figure]]) -> int:
    """Return the largest scale that the largest figure reaches, and the largest of each series by a tenth."""
    largest = [found for figures in series if (found := max((figure.value for figure in figures), default=0))]
    return next((scale for scale in SCALES if max(largest, default=0) >= scale <= 10 * min(largest)), 1)


def _said_of_beats(labels: Labels, series: Series, title: str) -> str:
    """Say from when to when the months of a series are drawn, and between which values they lie."""
    words, intervals = labels.words, [beat.interval for beat in series.beats]
    spans = words.listed(words.period(span) for span in joined(beat.period for beat in series.beats))
    low, high = min(interval.low for interval in intervals), max(interval.high for interval in intervals)
    named = f"{series.name}: {title}" if series.name else title
    return words.say("chart.beats", title=named, span=spans, low=words.exactly(low), high=words.exactly(high)).text


def texts_of(
    labels: Labels,
    title: str,
    alt: str,
    *,
    sources: Iterable[str],
    values: Iterable[tuple[str, str]],
    others: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the texts of a chart, its text alternative included.

    `values` are what it shows, by period, in words; `others` say what else is in it.
    """
    words, say = labels.words, labels.words.say
    links = labels.each_source(sources)
    described = [say("chart.value", period=period, quantity=value).text for period, value in values]
    return {
        "title": title,
        "alt": f"{title}. {alt}",
        "source": words.say_many("chart.source", len(links), sources=words.separated(links)),
        "table_label": say("chart.data").text,
        "description_label": say("chart.description").text,
        "description": (say("chart.description_intro").text, *described, *others),
    }


def _noted_once(series: list[Series]) -> tuple[list[Series], tuple[str, ...]]:
    """Return series without the notes that all of them share, and these notes as sentences."""
    notes = {each.notes for each in series}
    if len(series) == 1 or len(notes) > 1:
        return series, ()
    return [replace(each, notes=()) for each in series], tuple(f"{note}." for note in notes.pop())


def _described(scope: Scope, labels: Labels, seen: Sequence[Observation]) -> Iterator[tuple[str, str]]:
    """Yield the label of each observation, and its value or why there is none, with the notes on it.

    Neighbours without a figure of which the same is said are one; the year of the report stands by itself.
    """

    def kind(said: tuple[Observation, str]) -> tuple[object, ...]:
        observation, text = said
        is_alone = observation.figure or year_number(labels, observation) == scope.year
        return observation.service, text, observation.period if is_alone else None

    for (_, text, _), run in groupby(
        ((observation, _said(scope, labels, observation)) for observation in seen), key=kind
    ):
        yield label_of_run(labels, [observation for observation, _ in run]), str(text)


def _said(scope: Scope, labels: Labels, observation: Observation) -> str:
    figure = observation.figure
    value = labels.words.unmarked_figure(figure).text if figure else labels.status(observation)
    in_new_way = in_new_way_of(scope, observation)
    converted = [said_in_new_way(labels, observation.metric, in_new_way)] if in_new_way else []
    return ", ".join((value, *converted, *notes_on(labels, observation)))
