"""The figures as tables to publish: the series of a report, all figures, and what was counted from event logs."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from helsetrend.analysis import STATED_GAPS, Observation
from helsetrend.edition.exports.columns import (
    OBS_STATUS_COLUMNS,
    PERIOD_COLUMNS,
    SERIES_COLUMNS,
    SOURCE_COLUMNS,
    ByLanguage,
    dataset_of,
    named,
    number_cells,
    number_columns,
    obs_status_cells,
    period_cells,
    reason_cells,
    series_cells,
    source_cells,
    sources_cells,
    sources_columns,
)
from helsetrend.edition.exports.dataset import Dataset, Row, Variable, exact, outward
from helsetrend.published import SECOND_HAND, SERIES, agree, refinements, statuses_of
from helsetrend.report import Content, labels_in_each_language
from helsetrend.values import Period

GAP_CODES = (
    *("not_published", "only_as_picture", "part_published", "not_reported_yet", "before_launch", "ended"),
    *STATED_GAPS.values(),
)
STATE_CODES = {code: f"code.state.{code}" for code in ("published", "computed")} | {
    code: f"code.gap.{code}" for code in GAP_CODES
}
STATUS_CODES = {
    code: f"code.status.{code}"
    for code in (
        *("in_force", "revised", "made_more_precise", "replaced", "confirms", "conflicts"),
        *("superseded", "differs"),
    )
}
HAND_CODES = {code: f"code.hand.{code}" for code in ("first_hand", "second_hand")}
REPLACED = {"replaces": "replaced", "revises": "revised", "takes_over": "superseded", "conflicts": "conflicts"}
"""The status of a figure by the role of the one that took its place."""
COMPARED_CODES = {code: f"code.compared.{code}" for code in ("within", "more", "less", "not_compared")}
COUNT_STATE_CODES = {code: f"code.counted.{code}" for code in ("counted", "suppressed", "not_counted")}


def series_data(content: Content) -> Dataset:
    """Return one row per series and year of the report: the figure in force, or why there is none."""
    columns = (
        *(*SERIES_COLUMNS, *PERIOD_COLUMNS, *number_columns(empty="state")),
        Variable(name="state", codes=STATE_CODES),
        *OBS_STATUS_COLUMNS,
        Variable(name="hand", codes=HAND_CODES, empty="state"),
        Variable(name="before", empty="none"),
        *named("note", empty="none"),
        *sources_columns(empty="state"),
    )
    return dataset_of("series", content, columns, _series_rows)


def figures_data(content: Content) -> Dataset:
    """Return one row per known figure, in force or not, up to the last year of the report, and what it cites later."""
    columns = (
        Variable(name="row", kind="integer", only_data=True),
        *(*SERIES_COLUMNS, *PERIOD_COLUMNS),
        Variable(name="as_printed"),
        *number_columns(),
        *OBS_STATUS_COLUMNS,
        Variable(name="hand", codes=HAND_CODES),
        Variable(name="status", codes=STATUS_CODES),
        Variable(name="other_row", kind="integer", only_data=True),
        Variable(name="other_as_printed", empty="none"),
        *(*SOURCE_COLUMNS, Variable(name="place", empty="not_given"), *named("revision", empty="not_given")),
    )
    refined = cache(lambda: frozenset(refinements(content.vintage.rows)["old_row"]))
    return dataset_of("figures", content, columns, lambda _: _figure_rows(content, refined()))


def counted_data(content: Content) -> Dataset:
    """Return one row per series counted from event logs and year: the count beside the published figure."""
    columns = (
        *(*SERIES_COLUMNS, *PERIOD_COLUMNS),
        Variable(name="counted", kind="integer", empty="counted_state"),
        Variable(name="counted_state", codes=COUNT_STATE_CODES),
        Variable(name="definition"),
        Variable(name="counted_on", kind="date"),
        Variable(name="days", kind="integer"),
        Variable(name="days_counted", kind="integer"),
        Variable(name="counted_before", kind="integer", empty="none"),
        *number_columns(),
        Variable(name="compared", codes=COMPARED_CODES),
        Variable(name="difference_low", kind="number"),
        Variable(name="difference_high", kind="number"),
        *named("note", empty="none"),
        *sources_columns(),
    )
    return dataset_of("counted", content, columns, _counted_rows)


def _series_rows(content: Content) -> Iterator[Row]:
    labels = labels_in_each_language(content)
    for metric, service in content.series:
        for observation in content.vintage.series(metric, content.years, service):
            yield (
                *series_cells(content, metric, service),
                *period_cells(observation.period),
                *number_cells(content, metric, observation.figure),
                _state(observation),
                *obs_status_cells(labels, observation.statuses),
                observation.figure.hand if observation.figure else "",
                observation.revised.as_printed if observation.revised else "",
                *_note_cells(labels, observation),
                *sources_cells(labels, observation.figure),
            )


def _note_cells(labels: ByLanguage, observation: Observation) -> list[str]:
    """Return the reasons for a gap or a part, and the figures that dispute the one in force, in each language."""
    reasons = reason_cells(labels, observation.gap, observation.part)
    if not observation.disputed:
        return reasons
    disputes = [
        name.words.say(
            "status.disputed", others=name.words.listed(name.sourced(other).text for other in observation.disputed)
        ).text
        for name in labels.values()
    ]
    return ["; ".join(filter(None, pair)) for pair in zip(reasons, disputes, strict=True)]


def _state(observation: Observation) -> str:
    if observation.gap:
        return observation.gap.code
    return "computed" if observation.figure and observation.figure.parts else "published"


def _figure_rows(content: Content, refined: Collection[int]) -> Iterator[Row]:
    history = content.vintage.rows.select_dtypes(exclude="datetime")  # the dates are those of the source
    number = lru_cache(exact)  # the figures of a period repeat their numbers
    parse, source = cache(Period.parse), cache(lambda name: source_cells(content, name))
    units = cache(lambda metric: number_cells(content, metric, None)[1 : 2 + len(content.languages)])
    labels = labels_in_each_language(content)
    obs_status = cache(lambda text: obs_status_cells(labels, statuses_of(text)))
    for (metric, service, text), rows in groupby(history.itertuples(), key=attrgetter(*SERIES)):
        period, same = parse(text), list(rows)
        if period.year > content.year and content.rows.isdisjoint(row.Index for row in same):
            continue
        about = *series_cells(content, metric, service), *period_cells(period)
        for row, status, other in _statuses(same, refined):
            numbers = list(map(number, (row.value, row.rounding, row.low, row.high)))
            yield (
                *(row.Index, *about, row.as_printed),
                *(numbers[0], *units(metric), row.hedge, *numbers[1:]),
                *obs_status(row.status),
                "second_hand" if row.precedence == SECOND_HAND else "first_hand",
                *(status, other.Index if other else None, other.as_printed if other else ""),
                *(*source(row.source), row.place),
                *(getattr(row, f"revision_{language}") for language in content.languages),
            )


def _statuses(series: Sequence[Any], refined: Collection[int]) -> Iterator[tuple[Any, str, Any]]:
    """Yield each figure of one series and period, its status, and the figure that the status refers to."""
    rows = {row.Index: row for row in series}
    after = {row.before: row for row in series if row.of_producer == row.Index and row.role in REPLACED}
    leading = rows[series[-1].in_force]
    for row in series:
        if row is leading:
            yield row, "in_force", None
        elif other := after.get(row.Index):
            yield row, "made_more_precise" if row.Index in refined else REPLACED[other.role], other
        elif row.role in ("confirms", "conflicts"):
            yield row, row.role, rows[row.before]
        else:
            yield row, "confirms" if agree(row, leading) else "differs", leading


def _counted_rows(content: Content) -> Iterator[Row]:
    labels = labels_in_each_language(content)
    for discrepancy in content.discrepancies:
        observation, row = discrepancy.published, discrepancy.counted
        state = "not_counted" if row is None else "suppressed" if row.value is None else "counted"
        count: Row = (None, state, "", None, None, None)
        if row:
            day = Period.parse(row.counted_on).first
            count = (row.value, state, row.definition, day, row.days, row.days_counted)
        yield (
            *series_cells(content, observation.metric, observation.service),
            *period_cells(observation.period),
            *count,
            discrepancy.replaced.value if discrepancy.replaced else None,
            *number_cells(content, observation.metric, observation.figure),
            discrepancy.verdict,
            *outward(discrepancy.difference),
            *reason_cells(labels, *discrepancy.reasons),
            *sources_cells(labels, observation.figure),
        )
