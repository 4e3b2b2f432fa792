"""Spans put together from shorter periods, held against trying every way."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred

from helsetrend.analysis.vintage.tiles import Tiles, joined
from helsetrend.values.period import Period

# The span, the periods that there are, and which of them make it up: the longest, and the shortest.
TILINGS = """
span             periods                                          longest                  finest
2021             2021-01/2021-06 2021-07/2021-12                  2021-01/2021-06 2021-07/2021-12  =
2021             2021-Q1 2021-Q2 2021-Q3 2021-Q4                  2021-Q1 2021-Q2 2021-Q3 2021-Q4  =
2021             2021-Q1 2021-Q2 2021-Q3                          -                        -
2021             2021-Q2 2021-Q3 2021-Q4                          -                        -
2021             2021-Q1 2021-Q2 2021-Q4                          -                        -
2021             2021 2021-Q1                                     -                        -
2021-Q1          2021-01 2021-02 2021-03                          2021-01 2021-02 2021-03  =
2021-Q1          2021-01 2021-03                                  -                        -
2021-Q1          2021-01 2021-02/2021-03                          2021-01 2021-02/2021-03  =
2021-01/2021-06  2021-01 2021-02 2021-03 2021-Q1 2021-Q2          2021-Q1 2021-Q2          2021-01 2021-02 2021-03 2021-Q2
2021-01/2021-06  2021-Q1 2021-04 2021-05 2021-06                  2021-Q1 2021-04 2021-05 2021-06  =
2021-01/2021-02  2021-01 2021-02 2021-03                          2021-01 2021-02          =
2020-01/2021-12  2020 2021                                        2020 2021                =
2020-01/2021-12  2020 2021-Q1 2021-Q2 2021-Q3 2021-Q4             2020 2021-Q1 2021-Q2 2021-Q3 2021-Q4  =
2024-Q1          2024-01 2024-02 2024-03                          2024-01 2024-02 2024-03  =
2021-02          2021-01 2021-03                                  -                        -
"""  # noqa: E501

YEAR = [Period.of_months(Period.of_year(2021), first, last) for first in range(1, 13) for last in range(first, 13)]


def spans(text):
    return [Period.parse(period) for period in text.strip("-").split()]


@pytest.mark.parametrize("line", TILINGS.strip().splitlines()[1:], ids=lambda line: " ".join(line.split())[:60])
def test_periods_make_up_a_span_without_a_gap(line):
    span, periods, longest, finest = re.split(r"\s{2,}", line.strip())
    finest = longest if finest == "=" else finest
    for order in (1, -1):
        given_periods = spans(periods)[::order]
        assert Tiles(given_periods).tiling(Period.parse(span)) == spans(longest)
        assert Tiles(given_periods).tiling(Period.parse(span), finest=True) == spans(finest)


def is_tiled(periods, first, last):
    """Whether some of the periods make up the months from first to last: every way is tried."""
    return first > last or any(
        is_tiled(periods, period.last.month + 1, last)
        for period in periods
        if period.first.month == first and period.last.month <= last
    )


@of_hundred(300)
@given(st.sets(st.sampled_from(YEAR), max_size=14))
def test_periods_make_up_the_year_whenever_they_can(periods):
    """Spans of months of any length: if a long one leads nowhere, shorter ones are tried."""
    year = Period.of_year(2021)
    tiles, finest = (Tiles(periods).tiling(year, finest=is_finest) for is_finest in (False, True))
    assert bool(tiles) == bool(finest)
    assert bool(tiles) == is_tiled(periods - {year}, 1, 12)
    assert sum(tile.months for tile in tiles) == (12 if tiles else 0)
    assert not any(tile.overlaps(other) for tile, other in combinations(tiles, 2))


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ("", ""),
        ("2021-01 2021-02 2021-04", "2021-01/2021-02 2021-04"),
        ("2021-04 2021-02 2021-01", "2021-01/2021-02 2021-04"),
        ("2021-01 2021-Q1 2021-05", "2021-Q1 2021-05"),
        ("2021-Q1 2021-Q2", "2021-01/2021-06"),
        ("2021-12 2022-01", "2021-12/2022-01"),
        ("2021-01/2021-06 2021-02 2021-08", "2021-01/2021-06 2021-08"),
        ("2021-01/2021-04 2021-03/2021-06", "2021-01/2021-06"),
    ],
)
def test_periods_cover_spans_together(periods, expected):
    assert list(joined(spans(periods))) == spans(expected)


@of_hundred(200)
@given(st.sets(st.sampled_from(YEAR), max_size=6))
def test_joined_spans_hold_every_month_of_the_periods_and_no_other(periods):
    def months(some):
        return {month for span in some for month in range(span.first.month, span.last.month + 1)}

    found = joined(periods)
    assert months(found) == months(periods)
    assert sum(span.months for span in found) == len(months(periods))
    assert all(span.last.month + 1 < later.first.month for span, later in pairwise(found))
