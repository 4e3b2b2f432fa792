"""One metric over the years as a chart and the table behind it: figures, gaps, revisions, parts of a year."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from helsetrend.analysis import Observation, converted
from helsetrend.published import Figure
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import WIDTHS, Bar, Cell, Chart, Column, Table, draw
from helsetrend.report.sentences import level, level_finding
from helsetrend.values import SCALES, Interval, scale_of


def series_chart(
    scope: Scope, labels: Labels, metric: str, service: str = "", *, widths: Sequence[str] = tuple(WIDTHS)
) -> Chart | None:
    """Return the chart of a metric, of all its services or of one; None if there is no figure to draw.

    `widths` are those of `WIDTHS` that it is drawn for.
    """
    words = labels.words
    observations = [observation for observation in _observed(scope, metric) if service in ("", observation.service)]
    figures = _figures(observations)
    if not figures:
        return None
    largest = max(figure.value for figure in figures)
    scale = next((scale for scale in SCALES if largest >= scale), 1)
    bars = [_bar(scope, labels, observation) for observation in observations]
    sentence = next(level(scope, labels, metric, service)) if service else level_finding(scope, labels, metric)
    most = Fraction(100) if labels.catalogue.metrics[metric].unit == "percent" else None
    name, unit = labels.name(metric, service), _unit(labels, metric, scale)
    sources = (source for figure in figures for source in figure.sources)
    values = ((_label(labels, bar.observation), ", ".join((bar.value_text, *bar.notes))) for bar in bars)
    return Chart(
        name=metric,
        subtitle=words.say("chart.subtitle", name=name, unit=unit).text,
        legend=tuple(_legend(labels, bars)),
        table=_table(scope, labels, metric, observations),
        drawings=draw(bars, words, name=metric, scale=scale, most=most, widths=widths),
        **texts_of(labels, sentence.text.removesuffix("."), sources=sources, values=values),
    )


def texts_of(
    labels: Labels, finding: str, *, sources: Iterable[str], values: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Return the texts of a chart, its text alternative included; `values` are what it shows, by period, in words."""
    words, say = labels.words, labels.words.say
    links = labels.each_source(sources)
    described = [say("chart.value", period=period, quantity=value).text for period, value in values]
    return {
        "finding": finding,
        "alt": say("chart.alt", finding=finding).text,
        "source": words.say_many("chart.source", len(links), sources=words.separated(links)),
        "table_label": say("chart.data").text,
        "description_label": say("chart.description").text,
        "description": (say("chart.description_intro").text, *described),
    }


def _observed(scope: Scope, metric: str) -> list[Observation]:
    """Return what the chart shows: the years of the report, and before them those that a source shows as a picture."""
    entry, vintage = scope.vintage.catalogue.metrics[metric], scope.vintage
    shown = [picture.period.first for picture in entry.pictures if picture.source in vintage.known_sources]
    pictures = [entry.year_of(day).year for day in shown]
    years = range(min([*pictures, scope.first_year]), scope.year + 1)
    return [
        _with_part(scope, observation)
        for service in entry.services or ("",)
        for observation in vintage.series(metric, years, service)
        if not (observation.gap and observation.gap.code == "before_launch")
    ]


def _with_part(scope: Scope, observation: Observation) -> Observation:
    """Replace a year of which only one span of months is published by that span, as a part of the year."""
    gap = observation.gap
    if gap is None or gap.code != "part_published" or len(gap.facts["spans"]) > 1:
        return observation
    return replace(scope.vintage.observe(observation.metric, gap.facts["spans"][0], observation.service), part=gap)


def _figures(observations: Iterable[Observation]) -> list[Figure]:
    return [observation.figure for observation in observations if observation.figure]


def _table(scope: Scope, labels: Labels, metric: str, observations: list[Observation]) -> Table:
    """Return the table behind the chart: period, figure, what it can mean, status, source.

    If all figures have one scale it is in the header, else with each figure.
    """
    words, none = labels.words, labels.words.say("table.no_value").text
    scales = {scale_of(figure.value, figure.rounding) for figure in _figures(observations)}
    is_mixed = len(scales) > 1
    scale = 1 if is_mixed else next(iter(scales))
    period, bounds, status, source = labels.columns("period", "bounds", "status", "source")
    columns = [
        period,
        Column(_unit(labels, metric, scale), words.decimal_mark),
        replace(bounds, decimal_mark=words.decimal_mark),
        status,
        source,
    ]
    rows: list[Sequence[Cell]] = []
    for observation in observations:
        label, note = _label(labels, observation), labels.status(observation)
        if in_new_way := _converted(scope, observation):
            note = "; ".join(filter(None, (note, _in_new_way(labels, metric, in_new_way))))
        if figure := observation.figure:
            value = words.unmarked_figure(figure) if is_mixed else words.bare(figure, scale)
            rows.append((label, value, _bounds(labels, observation, scale), note, labels.sources(figure)))
        else:
            rows.append((label, none, none, note, ""))
    entry, years = labels.catalogue.metrics[metric], [_year(labels, observation) for observation in observations]
    of_the_year = frozenset(number for number, year in enumerate(years) if year == scope.year)
    span = words.years(entry.year_ending_in(years[0]), entry.year_ending_in(scope.year))
    caption = words.say("caption.series", name=labels.name(metric), period=span).text
    return Table(caption, columns, rows, of_the_year)


def _unit(labels: Labels, metric: str, scale: int) -> str:
    """Return the unit of a metric with a scale, as a header: "Millioner besøk"."""
    text = labels.words.say(f"scale.{scale}", unit=labels.unit(metric)).text
    return text[:1].upper() + text[1:]


def _label(labels: Labels, observation: Observation) -> str:
    period = labels.words.period(observation.period)
    return f"{labels.short(observation.metric, observation.service)} {period}" if observation.service else period


def _year(labels: Labels, observation: Observation) -> int:
    """Return the number of the year of the metric that an observation is of, or of a part of."""
    return labels.catalogue.metrics[observation.metric].year_of(observation.period.last).year


def _bar(scope: Scope, labels: Labels, observation: Observation) -> Bar:
    figure, in_new_way = observation.figure, _converted(scope, observation)
    return Bar(
        label=labels.words.short_period(observation.period),
        observation=observation,
        value_text=labels.words.unmarked_figure(figure).text if figure else labels.status(observation),
        notes=tuple(_notes(labels, observation, in_new_way)),
        group=labels.short(observation.metric, observation.service) if observation.service else "",
        is_accent=_year(labels, observation) == scope.year,
        converted=in_new_way,
    )


def _converted(scope: Scope, observation: Observation) -> Interval | None:
    """Return a year before a break as the report's year would have counted it, if known."""
    entry, service = scope.vintage.catalogue.metrics[observation.metric], observation.service
    year = entry.period_of(entry.year_of(observation.period.last).year)
    found = converted(scope.vintage, observation.metric, year, scope.year, service)
    return found.interval if found else None


def _in_new_way(labels: Labels, metric: str, interval: Interval) -> str:
    """Return in words what the new way of counting would have given, as fine as two digits of the distance allow."""
    step = Fraction(10) ** max(0, len(str(int(interval.width))) - 2)
    scale = next((scale for scale in SCALES if interval.high >= scale), 1)
    unit = labels.words.say(f"scale.{scale}", unit=labels.unit(metric))
    return labels.words.say("chart.converted", bounds=labels.words.bounds(interval, step, scale=scale), unit=unit).text


def _notes(labels: Labels, observation: Observation, in_new_way: Interval | None) -> Iterator[str]:
    """Yield the notes below a bar: a revision, a part of a year, and what began or broke in that year."""
    if in_new_way:
        yield _in_new_way(labels, observation.metric, in_new_way)
    words, entry, figure = labels.words, labels.catalogue.metrics[observation.metric], observation.figure
    year = entry.year_of(observation.period.last)
    is_noted = observation.statuses or observation.revised or observation.part or observation.disputed
    if figure and (is_noted or figure.is_second_hand):
        yield labels.status(observation)
    for mark in entry.marks:
        if year.has(mark.at.first):
            yield words.say("chart.mark", at=words.period(mark.at), name=mark[words.language]).text
    marked = [mark.at for mark in entry.marks]
    for start in entry.starts(observation.service):
        if year.has(start.first) and start not in marked:
            yield words.say("chart.launch", at=words.period(start)).text
    end = entry.end(observation.service)
    if end and year.has(end.last) and end not in marked:
        yield words.say("chart.end", at=words.period(end)).text
    for change in entry.breaks_of(observation.service):
        if year.has(change.at.first):
            yield words.say("chart.break", when=words.when(change.at), why=change[words.language]).text


def _legend(labels: Labels, bars: Sequence[Bar]) -> Iterator[str]:
    """Yield a line for each sign that the drawing has."""
    observations = [bar.observation for bar in bars]
    signs = {
        "hedge": any(seen.interval.width for seen in observations if seen.interval),
        "hole": any(bar.observation.gap and not bar.converted for bar in bars),
        "revised": any(observation.revised for observation in observations),
        "second_hand": any(figure.is_second_hand for figure in _figures(observations)),
        "part": any(observation.part and observation.figure for observation in observations),
        "converted": any(bar.converted for bar in bars),
    }
    return (labels.words.say(f"legend.{sign}").text for sign, is_drawn in signs.items() if is_drawn)


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
