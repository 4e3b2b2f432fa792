"""Where the figures come from: sources, revisions, gaps, rounding, and the state of data and program."""

import hashlib
import platform
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib.metadata import version
from itertools import groupby

from markupsafe import Markup

from helsetrend.analysis import Correction
from helsetrend.published import Figure
from helsetrend.report.content import Content, Scope
from helsetrend.report.counts_section import counted_source
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Cell, Phrase, Table, anchor
from helsetrend.values import HEDGES, Interval

LIBRARIES = ("helsetrend", "pandas", "pandera", "seaborn", "matplotlib", "babel", "papermill", "nbconvert")

TABLES = "tables/"
"""How the names of tables as they were published begin among the digests."""


def revisions_table(content: Content, labels: Labels) -> Table:
    """Return one row for each figure that was corrected or made more precise: before, now, the difference."""
    words, revisions = labels.words, content.revisions
    rows = [
        (
            labels.dated_name(revision.new),
            labels.sourced(revision.old) if revision.old else words.say("table.old_unknown"),
            labels.sourced(revision.new),
            _difference(labels, revision.old, revision.new) if revision.old else words.say("table.no_value"),
            words.joined(_kind_and_reason(labels, revision)),
        )
        for revision in revisions
    ]
    columns = labels.columns("metric", "old", "new", "difference", "kind")
    corrected = frozenset(number for number, revision in enumerate(revisions) if revision.is_corrected)
    caption = words.say("caption.revisions", period=words.period(content.span)).text
    return Table(caption, columns, rows, corrected, is_stacked=True)


def missing_table(content: Content, labels: Labels) -> Table:
    """Return one row for each metric and kind of gap: the periods without a figure."""
    words = labels.words
    alike = groupby(content.gaps, key=lambda gap: (labels.name(gap.metric, gap.service), labels.status(gap)))
    rows = [(name, words.listed_periods(gap.period for gap in gaps), status) for (name, status), gaps in alike]
    caption = words.say("caption.missing", period=words.period(content.span)).text
    return Table(caption, labels.columns("metric", "period", "reason"), rows, is_stacked=True)


def rounding_table(scope: Scope, labels: Labels) -> Table:
    """Return what a printed figure can mean, for each hedge that occurs, with an example."""
    say = labels.words.say
    rows = [(say(f"rounding.{hedge}"), example) for hedge in HEDGES if (example := _example(scope, labels, hedge))]
    rows += [(say("rounding.exact"), example)] if (example := _exact_example(scope, labels)) else []
    return Table(say("caption.hedges").text, labels.columns("printed", "example"), rows, is_stacked=True)


def foot_table(content: Content, labels: Labels) -> Table:
    """Return parameters, state of the data, and versions."""
    say, vintage = labels.words.say, content.vintage
    parameters = {"year": content.year, "first_year": content.first_year, "as_of": vintage.as_of}
    state = say(
        "page.state_value",
        figures=len(vintage.rows),
        sources=len(vintage.known_sources),
        all=len(vintage.published.rows),
    )
    digests = {**_tables_as_one(vintage.published.digests), **(content.counts.digests if content.discrepancies else {})}
    python = f"Python {platform.python_version()}"
    rows: list[Sequence[Cell]] = [
        *((say("page.parameter", name=name), str(value)) for name, value in parameters.items()),
        (say("page.state"), state),
        *((say("page.digest", name=name), digest) for name, digest in digests.items()),
        (say("page.software"), ", ".join((python, *(f"{name} {version(name)}" for name in LIBRARIES)))),
    ]
    return Table(say("caption.foot").text, labels.columns("part", "value"), rows)


def sources_list(content: Content, labels: Labels) -> Markup:
    """Return every source of the report with its date, its address and its figures; the counts come last."""
    vintage = content.vintage
    cited = vintage.rows[vintage.rows.index.isin(content.rows)]
    used = vintage.catalogue.sources() | {checked.claim.source for checked in content.claims}
    items = []
    for name in vintage.known_sources:
        figures = [vintage.figure(row) for row in cited.index[cited["source"] == name].sort_values()]
        if figures or name in used:
            items.append(_source(labels, name, figures))
    if content.discrepancies:
        items.append(counted_source(content, labels))
    return Markup('<ol class="sources">\n{}\n</ol>').format(Markup("\n").join(items))


def _source(labels: Labels, name: str, figures: list[Figure]) -> Markup:
    source = labels.published.sources[name]
    detail = source.detail[labels.words.language]
    items = Markup("").join(
        Markup('<li id="{}">{}: {}{}</li>').format(
            anchor(figure),
            labels.dated_name(figure),
            labels.quote(figure.as_printed, name).html,
            f" ({'; '.join(notes)})" if (notes := _notes(labels, figure)) else "",
        )
        for figure in figures
    )
    return Markup('<li id="source-{}"><a href="{}">{}</a>{}. {}, {}.{}</li>').format(
        name,
        source.address,
        labels.foreign(source.title, source.language).html,
        f" ({detail})" if detail else "",
        source.publisher,
        labels.words.published(source),
        _folded(labels.words.say_many("page.figures_of", len(figures)), items) if figures else "",
    )


def _notes(labels: Labels, figure: Figure) -> list[str]:
    """Return what its publisher says of a figure, and where in a file it was read."""
    return [*labels.obs_statuses(figure.statuses), *filter(None, [figure.place])]


def _folded(summary: Phrase, items: Markup) -> Markup:
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(summary, items)


def _tables_as_one(digests: Mapping[str, str]) -> dict[str, str]:
    """Return digests by name; tables as they were published share one, taken over their names and digests."""
    tables = {name: digest for name, digest in digests.items() if name.startswith(TABLES)}
    lines = "".join(f"{digest} {name}\n" for name, digest in tables.items())
    as_one = {f"{TABLES}* ({len(tables)})": hashlib.sha256(lines.encode()).hexdigest()} if tables else {}
    return {name: digest for name, digest in digests.items() if name not in tables} | as_one


def _kind_and_reason(labels: Labels, revision: Correction) -> list[Phrase]:
    """Say what kind of revision it is, and for which reason; a refinement needs no reason."""
    say = labels.words.say
    kind = say(f"table.kind_{revision.kind}")
    if reason := revision.new.revision.get(labels.words.language):
        return [kind, say("table.why_revised", why=reason)]
    return [kind] if not revision.is_corrected else [kind, say("table.why_unknown")]


def _difference(labels: Labels, old: Figure, new: Figure) -> Phrase:
    """Return the difference of the printed numbers: of shares in percentage points, of counts also in percent."""
    words, change = labels.words, new.value - old.value
    if not change:
        return words.say("difference.same")
    size, direction = abs(change), "more" if change > 0 else "less"
    if old.unit == "percent":
        return words.say(f"difference.{direction}", amount=words.percentage(Interval(size, size), "points"))
    amount = words.scaled(size, min(old.rounding, new.rounding))
    if not old.value:
        return words.say(f"difference.{direction}", amount=amount)
    percent = words.number(100 * size / old.value, Fraction(1, 10))
    return words.say(f"difference.{direction}_percent", amount=amount, percent=percent)


def _example(scope: Scope, labels: Labels, hedge: str) -> str:
    """Return a figure in force with the hedge, and what it can mean; nothing where there is none."""
    words, table = labels.words, scope.vintage.rows_in_force
    for row in table.index[table["hedge"] == hedge]:
        figure = scope.vintage.figure(row)
        if figure.period.last <= scope.span.last and figure.interval.width:
            low, high = words.exactly(figure.interval.low), words.exactly(figure.interval.high)
            return words.say("rounding.example", print=words.figure(figure), low=low, high=high).text
    return ""


def _exact_example(scope: Scope, labels: Labels) -> str:
    """Return a figure in force that is not rounded; nothing where there is none."""
    rows = scope.vintage.rows_in_force.index
    figures = (figure for row in rows if (figure := scope.vintage.figure(row)).period.last <= scope.span.last)
    exact = next((figure for figure in figures if not figure.interval.width), None)
    return labels.words.figure(exact).text if exact else ""
