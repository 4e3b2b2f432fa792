"""The picture of the whole development: for each headline series a small panel with its years and its last value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, zip_longest

from markupsafe import Markup

from helsetrend.analysis import Change, Observation
from helsetrend.report.charts.charted import series_of
from helsetrend.report.content import Content, Scope
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, linked, panel

MOST_PANELS = 6

MARKED = ("second_hand", "provisional")
"""What is said of a figure below it, where it is too long to stand beside its large number."""


@dataclass(frozen=True)
class Panel:
    """One headline series: its name as a link to its section, its value in the year and the change, its picture."""

    metric: str
    service: str
    name: Phrase
    value: Phrase
    change: Phrase
    alt: str
    drawing: str
    sources: tuple[str, ...]

    @property
    def html(self) -> Markup:
        """The panel as an item of a list."""
        return Markup(
            '<li><p class="name">{}</p><p class="value">{}</p><p class="change">{}</p>\n'
            '<div role="img" aria-label="{}" data-name="panel-{}" style="max-width: 16rem">{}</div></li>'
        ).format(
            self.name.html,
            self.value.html,
            self.change.html,
            self.alt,
            "-".join(filter(None, (self.metric, self.service))),
            Markup(self.drawing),
        )


def panels(content: Content, labels: Labels) -> list[Panel]:
    """Return the panels of the headline series that have a figure, at most MOST_PANELS, in the order of the report.

    If there are more, the metrics take turns: the first service of each, then the second.
    """
    by_metric = [
        [(metric, service) for name, service in content.series if name == metric and _seen(content, metric, service)]
        for metric in content.metrics
        if metric in content.headlines
    ]
    in_turn = [series for turn in zip_longest(*by_metric) for series in turn if series]
    chosen = in_turn[:MOST_PANELS]
    return [_panel(content, labels, *series) for series in content.series if series in chosen]


def _panel(content: Content, labels: Labels, metric: str, service: str) -> Panel:
    words, seen = labels.words, _seen(content, metric, service)
    first_year = labels.catalogue.metrics[metric].year_of(seen[0].period.last).year
    scope = Scope(content.vintage, content.year, first_year)
    marks = series_of(scope, labels, metric, service, seen, scale=1).marks
    name = labels.subject(metric, service) if service else labels.name(metric)
    current = seen[-1]
    marked = [status for mark, status in labels.statuses(current).items() if mark in MARKED]
    figures = [observation.figure for observation in seen if observation.figure]
    values = (f"{words.period(figure.period)}: {words.unmarked_figure(figure)}" for figure in figures)
    identifier = "-".join(filter(None, ("panel", metric, service)))
    return Panel(
        metric,
        service,
        name=linked(metric, name),
        value=words.unmarked_figure(current.figure) if current.figure else Phrase.of(labels.status(current)),
        change=words.separated([_change(content, labels, metric, service), *map(Phrase.of, marked)]),
        alt=words.say("panel.alt", name=name, values="; ".join(values)).text,
        sources=tuple(name for figure in figures for name in figure.sources),
        drawing=panel([replace(mark, label=str(mark.year)) for mark in marks], name=identifier),
    )


def _seen(content: Content, metric: str, service: str) -> list[Observation]:
    """Return the years from the first with a figure; if none has, the part of each year that the change is over."""
    vintage = content.vintage
    years = [year for year in vintage.years(metric, service) if year <= content.year]
    if years:
        return vintage.series(metric, range(years[0], content.year + 1), service)
    change = content.change(metric, service)
    if not isinstance(change, Change):
        return []
    spans = (change.new.period.shifted(year - content.year) for year in content.years)
    parts = (vintage.observe(metric, span, service) for span in spans)
    return list(dropwhile(lambda part: part.figure is None, parts))


def _change(content: Content, labels: Labels, metric: str, service: str) -> Phrase:
    """Return the period of the figure, and how much it changed if that is known."""
    words, change = labels.words, content.change(metric, service)
    observation = content.vintage.observe(metric, change.new.period, service)
    period = words.period(observation.period)
    if not isinstance(change, Change):
        return words.say("panel.part", period=period) if observation.figure and observation.part else Phrase.of(period)
    facts = {
        "period": period,
        "old_period": words.period(change.old.period),
        "change": words.size(change, is_short=True),
    }
    text = words.say(f"panel.{change.direction}", **facts)
    return words.say("panel.disputed", text=text) if change.disputed else text


def panels_list(found: Sequence[Panel], labels: Labels) -> Markup:
    """Return panels as a list, with the publishers of their figures below; nothing if there are none."""
    if not found:
        return Markup("")
    items = Markup("\n").join(each.html for each in found)
    publishers = list(
        dict.fromkeys(labels.published.sources[name].publisher for each in found for name in each.sources)
    )
    source = labels.words.say_many("chart.source", len(publishers), sources=labels.words.listed(publishers))
    return Markup('<ul class="panels">\n{}\n</ul>\n<p class="source">{}</p>').format(items, source.html)
