"""One metric over the years as a chart and the table behind it: figures, holes, revisions, parts of a year."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from helsetrend.analysis import Observation
from helsetrend.published import Figure
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import WIDTHS, Bar, Cell, Chart, Column, Table, draw
from helsetrend.report.sentences import level, level_finding
from helsetrend.values import SCALES, Period, scale_of


def series_chart(
    scope: Scope, labels: Labels, metric: str, service: str = "", *, widths: Sequence[str] = tuple(WIDTHS)
) -> Chart | None:
    """The chart of a metric, of one service or each of them for itself; None where there is no figure to draw.

    It is drawn for each of `charts.WIDTHS`, or for `widths` alone.
    """
    words, say = labels.words, labels.words.say
    observations = [one for one in observed(scope, metric) if service in ("", one.service)]
    figures = [one.figure for one in observations if one.figure]
    if not figures:
        return None
    is_share = scope.vintage.catalogue.metrics[metric].unit == "percent"
    largest = max(figure.value for figure in figures)
    scale = next((scale for scale in SCALES if largest >= scale), 1)
    bars = [_bar(scope, labels, one) for one in observations]
    sentence = next(level(scope, labels, metric, service)) if service else level_finding(scope, labels, metric)
    finding = sentence.text.removesuffix(".")
    told = [
        say(
            "chart.value", period=_label(labels, bar.observation), quantity=", ".join((bar.value_text, *bar.notes))
        ).text
        for bar in bars
    ]
    sources = [labels.source(name) for name in dict.fromkeys(name for one in figures for name in one.sources)]
    return Chart(
        name=metric,
        finding=finding,
        subtitle=say(
            "chart.subtitle", name=labels.name(metric, service), unit=_unit(scope, labels, metric, scale)
        ).text,
        alt=say("chart.alt", finding=finding).text,
        legend=tuple(_legend(labels, observations)),
        source=words.say_many("chart.source", len(sources), sources=words.separated(sources)),
        table=series_table(scope, labels, metric, observations),
        table_label=say("chart.data").text,
        drawings=draw(bars, words, name=metric, scale=scale, most=Fraction(100) if is_share else None, widths=widths),
        description_label=say("chart.description").text,
        description=(say("chart.description_intro").text, *told),
    )


def observed(scope: Scope, metric: str) -> list[Observation]:
    """What a chart shows: the years of the report, and before them those that a source shows as a picture."""
    entry = scope.vintage.catalogue.metrics[metric]
    pictures = [one.period.first.year for one in entry.pictures if one.source in scope.vintage.known_sources]
    years = range(min([*pictures, scope.first_year]), scope.year + 1)
    shown = [one for service in entry.services or ("",) for one in scope.vintage.series(metric, years, service)]
    return [_with_part(scope, one) for one in shown if not (one.gap and one.gap.code == "before_launch")]


def _with_part(scope: Scope, one: Observation) -> Observation:
    """Instead of a year of which only one span of months is published, that span as a part of the year."""
    if one.gap is None or one.gap.code != "part_published" or len(one.gap.facts["spans"]) > 1:
        return one
    return replace(scope.vintage.observe(one.metric, one.gap.facts["spans"][0], one.service), part=one.gap)


def series_table(scope: Scope, labels: Labels, metric: str, observations: list[Observation]) -> Table:
    """The table behind a chart: period, figure, what it can mean, status, source.

    Where all figures are told in one scale it stands in the header, else with each figure.
    """
    words, say = labels.words, labels.words.say
    scales = {scale_of(one.figure.value, one.figure.rounding) for one in observations if one.figure}
    scale = scales.pop() if len(scales) == 1 else 1
    is_mixed = bool(scales)
    columns = [
        Column(say("table.period").text),
        Column(_unit(scope, labels, metric, scale), words.decimal_mark),
        Column(say("table.bounds").text, words.decimal_mark),
        Column(say("table.status").text),
        Column(say("table.source").text),
    ]
    none = say("table.no_value").text
    rows: list[Sequence[Cell]] = []
    for one in observations:
        cells: Sequence[Cell] = (none, none, labels.status(one), "")
        if figure := one.figure:
            told = words.figure(figure) if is_mixed else words.bare(figure, scale)
            cells = (told, _bounds(labels, figure, scale), labels.status(one), labels.sources(figure))
        rows.append((_label(labels, one), *cells))
    marked = frozenset(number for number, one in enumerate(observations) if one.period.year == scope.year)
    span = Period(Period.of_year(observations[0].period.year).first, Period.of_year(scope.year).last)
    caption = say("caption.series", name=labels.name(metric), period=words.period(span)).text
    return Table(caption, columns, rows, marked)


def _unit(scope: Scope, labels: Labels, metric: str, scale: int) -> str:
    """The unit of a metric with a scale, as a header: "Millioner besøk"."""
    unit = scope.vintage.catalogue.units[scope.vintage.catalogue.metrics[metric].unit]
    text = labels.words.say(f"scale.{scale}", unit=unit[labels.words.language]).text
    return text[:1].upper() + text[1:]


def _label(labels: Labels, observation: Observation) -> str:
    period = labels.words.period(observation.period)
    if not observation.service:
        return period
    return f"{labels.short(observation.metric, observation.service)} {period}"


def _bar(scope: Scope, labels: Labels, observation: Observation) -> Bar:
    figure = observation.figure
    return Bar(
        label=labels.words.short_period(observation.period),
        observation=observation,
        value_text=labels.words.figure(figure).text if figure else labels.status(observation),
        notes=tuple(_notes(scope, labels, observation)),
        group=labels.short(observation.metric, observation.service) if observation.service else "",
        is_accent=observation.period.year == scope.year,
    )


def _notes(scope: Scope, labels: Labels, observation: Observation) -> Iterable[str]:
    """What is told below a bar: that it was revised or is a part of a year, and what began or broke in that year."""
    words, entry = labels.words, scope.vintage.catalogue.metrics[observation.metric]
    if observation.figure:
        yield from [labels.status(observation)] if observation.revised or observation.part else []
    for mark in entry.marks:
        if mark.at.first.year == observation.period.year:
            yield words.say("chart.mark", at=words.period(mark.at), name=mark[words.language]).text
    part = entry.part(observation.service)
    named = [mark.at for mark in entry.marks]
    for start in entry.starts(observation.service):
        if start.first.year == observation.period.year and start not in named:
            yield words.say("chart.launch", at=words.period(start)).text
    for one in dict.fromkeys((*entry.breaks, *part.breaks)):
        if one.at.first.year == observation.period.year:
            yield words.say("chart.break", when=words.when(one.at), why=one[words.language]).text


def _legend(labels: Labels, observations: Iterable[Observation]) -> Iterable[str]:
    seen = list(observations)
    keys = {
        "hedge": any(one.figure and one.figure.interval.width for one in seen),
        "hole": any(one.gap for one in seen),
        "revised": any(one.revised for one in seen),
        "part": any(one.part and one.figure for one in seen),
    }
    return (labels.words.say(f"legend.{key}").text for key, is_seen in keys.items() if is_seen)


def _bounds(labels: Labels, figure: Figure, scale: int) -> str:
    """What the figure can mean, in units of `scale`: half a unit of the last digit needs one digit more."""
    is_halved = figure.hedge == "none" and figure.interval.width > 0
    rounding = figure.rounding / 10 if is_halved else figure.rounding
    return labels.words.bounds(figure.interval, rounding, scale=scale)
