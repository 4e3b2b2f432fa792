"""The figures as tables to publish: the series of a report, all figures, and what was counted from event logs."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

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
    unit_cells,
)
from helsetrend.edition.exports.dataset import Dataset, Row, Variable, exact, one_by_one, outward, rows_themselves
from helsetrend.edition.exports.standing import STANDINGS, standings
from helsetrend.published import SECOND_HAND, STARTS, Distinct, Each, each_distinct, statuses_of
from helsetrend.report import Content, labels_in_each_language
from helsetrend.values import Period

GAP_CODES = (
    *("not_published", "only_as_picture", "part_published", "not_reported_yet", "before_launch", "ended"),
    *STATED_GAPS.values(),
)
STATE_CODES = {code: f"code.state.{code}" for code in ("published", "computed")} | {
    code: f"code.gap.{code}" for code in GAP_CODES
}
STATUS_CODES = {code: f"code.status.{code}" for code in STANDINGS}
HAND_CODES = {code: f"code.hand.{code}" for code in ("first_hand", "second_hand")}
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
    return dataset_of("series", content, (columns, one_by_one(_series_rows(content))))


def figures_data(content: Content) -> Dataset:
    """Return one row per known figure, in force or not, up to the last year of the report, and what it cites later."""
    history, labels = content.vintage.rows, labels_in_each_language(content)
    standing, other = standings(history)
    figures = Distinct(history.assign(standing=standing))

    def each(*names: str, cells: Callable[..., Row] = lambda *found: found) -> Each[Row]:
        return figures.each(names, lambda found: cells(*found.values()))

    rows, prints = history.index.to_numpy(), each("as_printed")
    rows_or_none, print_codes_or_none = np.append(rows, 0), np.append(prints.codes, len(prints.values))
    value, *unit, hedge, rounding, low, high = number_columns()
    table = dataset_of(
        *("figures", content),
        ([Variable(name="row", kind="integer", only_data=True)], rows_themselves(rows)),
        (SERIES_COLUMNS, each("metric", "service", cells=partial(series_cells, content))),
        (PERIOD_COLUMNS, each("period", cells=lambda text: period_cells(Period.parse(text)))),
        ([Variable(name="as_printed")], prints),
        ([value], each("value", cells=_number)),
        (unit, each("metric", cells=partial(unit_cells, content))),
        ([hedge], each("hedge")),
        ([rounding], each("rounding", cells=_number)),
        ([low], each("low", cells=_number)),
        ([high], each("high", cells=_number)),
        (OBS_STATUS_COLUMNS, each("status", cells=lambda text: obs_status_cells(labels, statuses_of(text)))),
        ([Variable(name="hand", codes=HAND_CODES)], each("precedence", cells=_hand)),
        ([Variable(name="status", codes=STATUS_CODES)], each("standing")),
        ([Variable(name="other_row", kind="integer", only_data=True)], rows_themselves(rows_or_none[other])),
        (
            [Variable(name="other_as_printed", empty="none")],
            Each(print_codes_or_none[other], [*prints.values, ("",)]),
        ),
        (SOURCE_COLUMNS, each("source", cells=partial(source_cells, content))),
        ([Variable(name="place", empty="not_given")], each("place")),
        (named("revision", empty="not_given"), each(*(f"revision_{language}" for language in content.languages))),
    )
    return table.at(_is_shown(content, history))


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
    return dataset_of("counted", content, (columns, one_by_one(_counted_rows(content))))


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


def _number(number: float) -> Row:
    return (exact(number),)


def _hand(precedence: int) -> Row:
    return ("second_hand" if precedence == SECOND_HAND else "first_hand",)


def _is_shown(content: Content, history: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Return which figures are of a period up to the last year of the report, or of one that it cites a figure of."""
    year = each_distinct(history, ["period"], lambda cells: Period.parse(cells["period"]).year).array(int, int)
    period = history["role"].isin(STARTS).cumsum().to_numpy()
    return (year <= content.year) | np.isin(period, period[history.index.isin(content.rows)])


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
