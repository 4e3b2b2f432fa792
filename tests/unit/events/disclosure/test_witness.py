"""Hidden counts that a reader can work out and hidden counts that a reader cannot, each reasoned by hand."""

import pytest

from helsetrend.events.disclosure.releases import Releases
from helsetrend.events.disclosure.witness import Tables

DAYS = ("2021-03-01", "2021-03-02")


def tables(hidden, visits, travel=(), persons=None):
    """Return tables of two days of one month, of which these counts are hidden, as (metric, day or month)."""
    values = {}
    for metric, service, counts in (("visits", "", visits), ("service_visits", "travel", travel)):
        if counts:
            of_days = dict(zip(DAYS, counts, strict=True))
            of_periods = {**of_days, **dict.fromkeys(("2021-03", "2021"), sum(counts))}
            values |= {(metric, service, period): count for period, count in of_periods.items()}
    values |= {("persons", "", period): count for period, count in (persons or {}).items()}
    cells = {(metric, "travel" if metric == "service_visits" else "", period) for metric, period in hidden}
    return Tables(values, Releases(), 5, hidden=cells), cells


BOTH = [("visits", day) for day in DAYS]
TRAVEL = [("service_visits", day) for day in DAYS]


@pytest.mark.parametrize(
    ("hidden", "counts", "have_witness"),
    [
        (BOTH[:1], {"visits": (3, 60)}, False),  # the month less the other day
        (BOTH, {"visits": (3, 60)}, True),
        (BOTH, {"visits": (1, 1)}, False),  # 2 and 0 would be another table, but no hidden count is zero
        (TRAVEL, {"visits": (3, 6), "travel": (3, 6)}, False),  # one more on a day would exceed its visits
        (BOTH + TRAVEL, {"visits": (3, 6), "travel": (3, 6)}, True),  # both change together
        (TRAVEL, {"visits": (4, 6), "travel": (3, 6)}, True),
        ([("persons", "2021-03")], {"visits": (9, 9), "persons": {"2021-03": 7, "2021": 7}}, False),  # of one month
        ([("persons", "2021-03")], {"visits": (9, 9), "persons": {"2021-02": 9, "2021-03": 7, "2021": 9}}, True),
    ],
)
def test_a_hidden_count_has_a_witness_where_another_table_agrees_with_all_that_is_shown(hidden, counts, have_witness):
    these, cells = tables(hidden, **counts)
    assert {these.has_witness(cell) for cell in cells} == {have_witness}
