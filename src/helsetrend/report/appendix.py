"""Where the figures come from: sources, revisions, holes, rounding, and the state of data and program."""

import platform
from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import version
from itertools import groupby

from markupsafe import Markup

from helsetrend.published import Figure
from helsetrend.report.content import Content, Revision, Scope
from helsetrend.report.counts_section import counted_source
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Cell, Column, Phrase, Table, anchor
from helsetrend.values import HEDGES, Interval

LIBRARIES = ("helsetrend", "pandas", "pandera", "seaborn", "matplotlib", "babel", "papermill", "nbconvert")


def revisions_table(content: Content, labels: Labels) -> Table:
    """One row a figure that was revised or made more precise: before, now, the difference."""
    words, say = labels.words, labels.words.say
    rows: list[Sequence[Cell]] = []
    for revision in content.revisions:
        new = revision.new
        name = f"{labels.name(new.metric, new.service)}, {words.period(new.period)}"
        sides = [_with_source(labels, figure) for figure in (revision.old, new)]
        kind = say("table.kind_refined" if revision.is_refinement else "table.kind_revised")
        how = words.joined([kind, *_reason(labels, revision)])
        rows.append((name, *sides, _difference(labels, revision.old, new), how))
    columns = [Column(say(f"table.{name}").text) for name in ("metric", "old", "new", "difference", "kind")]
    marked = frozenset(number for number, one in enumerate(content.revisions) if not one.is_refinement)
    caption = say("caption.revisions", period=words.period(content.span)).text
    return Table(caption, columns, rows, marked, is_stacked=True)


def missing_table(content: Content, labels: Labels) -> Table:
    """One row a metric and a kind of hole: the periods without a figure."""
    words, say = labels.words, labels.words.say
    same = groupby(content.gaps, key=lambda one: (labels.name(one.metric, one.service), labels.status(one)))
    rows = [(name, words.listed(words.period(one.period) for one in alike), status) for (name, status), alike in same]
    columns = [Column(say(f"table.{name}").text) for name in ("metric", "period", "reason")]
    return Table(say("caption.missing", period=words.period(content.span)).text, columns, rows, is_stacked=True)


def rounding_table(scope: Scope, labels: Labels) -> Table:
    """What a printed figure can mean, by the word before it, each with an example from the figures."""
    say = labels.words.say
    rows = [(say(f"rounding.{hedge}"), _example(scope, labels, hedge)) for hedge in HEDGES]
    columns = [Column(say("table.printed").text), Column(say("table.example").text)]
    return Table(say("caption.hedges").text, columns, rows, is_stacked=True)


def foot_table(content: Content, labels: Labels) -> Table:
    """Parameters, state of the data, and versions."""
    say, metrics = labels.words.say, content.vintage
    parameters = {"year": content.year, "first_year": content.first_year, "as_of": metrics.as_of}
    known, all_figures = len(metrics.history), len(metrics.published.figures)
    state = say("page.state_value", figures=known, sources=len(metrics.known_sources), all=all_figures)
    digests = {**metrics.published.digests, **(content.counts.digests if content.discrepancies else {})}
    rows: list[Sequence[Cell]] = [
        *((say("page.parameter", name=name), str(value)) for name, value in parameters.items()),
        (say("page.state"), state),
        *((say("page.digest", name=name), digest) for name, digest in digests.items()),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in LIBRARIES),
    ]
    return Table(say("caption.foot").text, [Column(say("table.part").text), Column(say("table.value").text)], rows)


def sources_list(content: Content, labels: Labels) -> Markup:
    """Every source that the report draws on, with its date, its address and the figures from it; counts come last."""
    metrics = content.vintage
    told = metrics.history[metrics.history.index.isin(content.rows)]
    used = metrics.catalogue.sources() | {one.claim.source for one in content.claims}
    items = []
    for name in metrics.known_sources:
        rows = told.index[told["source"] == name].sort_values()
        figures = [metrics.figure(row) for row in rows]
        if figures or name in used:
            items.append(_source(content, labels, name, figures))
    items += [counted_source(content, labels)] if content.discrepancies else []
    return Markup('<ol class="sources">\n{}\n</ol>').format(Markup("\n").join(items))


def _source(scope: Scope, labels: Labels, name: str, figures: list[Figure]) -> Markup:
    words, source = labels.words, scope.vintage.published.sources[name]
    detail = source.detail[words.language]
    told = Markup("").join(
        Markup('<li id="{}">{}, {}: {}</li>').format(
            anchor(figure),
            labels.name(figure.metric, figure.service),
            words.period(figure.period),
            labels.quote(figure.as_printed, name).html,
        )
        for figure in figures
    )
    return Markup('<li id="source-{}"><a href="{}">{}</a>{}. {}, {}.{}</li>').format(
        name,
        source.address,
        labels.foreign(source.title, source.language).html,
        f" ({detail})" if detail else "",
        source.publisher,
        words.published(source),
        Markup("<ul>{}</ul>").format(told) if told else "",
    )


def _reason(labels: Labels, revision: Revision) -> list[Phrase]:
    """Why a figure was revised, as its source says; and that none was published, where it was revised without one."""
    if reason := revision.new.revision.get(labels.words.language):
        return [labels.words.say("table.why_revised", reason=reason)]
    return [] if revision.is_refinement else [labels.words.say("table.why_unknown")]


def _with_source(labels: Labels, figure: Figure) -> Phrase:
    return labels.words.say("claim.by", figure=labels.words.figure(figure), source=labels.source(figure.source))


def _difference(labels: Labels, old: Figure, new: Figure) -> Phrase:
    """The difference of the two prints: of shares in percentage points, of counts also in percent."""
    words, change = labels.words, new.value - old.value
    size, is_more = abs(change), change > 0
    if not change:
        return words.say("difference.same")
    if old.unit == "percent":
        points = words.percentage(Interval(size, size), "points")
        return words.say("difference.more" if is_more else "difference.less", amount=points)
    amount = words.scaled(size, min(old.rounding, new.rounding))
    if not old.value:
        return words.say("difference.more", amount=amount)
    percent = words.number(100 * size / old.value, Fraction(1, 10))
    return words.say(
        "difference.more_percent" if is_more else "difference.less_percent", amount=amount, percent=percent
    )


def _example(scope: Scope, labels: Labels, hedge: str) -> str:
    """A figure in force with the hedge, and what it can mean."""
    words, table = labels.words, scope.vintage.table
    for row in table.index[table["hedge"] == hedge]:
        figure = scope.vintage.figure(row)
        if figure.period.last <= scope.span.last:
            low, high = words.exactly(figure.interval.low), words.exactly(figure.interval.high)
            return words.say("rounding.example", print=words.figure(figure), low=low, high=high).text
    return words.say("table.no_value").text
