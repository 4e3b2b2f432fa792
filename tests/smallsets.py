"""Small sets of printed figures of one or two periods, drawn at random or written by hand, as tables of figures."""

from datetime import date
from fractions import Fraction
from math import inf
from typing import NamedTuple

import pandas as pd
from hypothesis import strategies as st

from helsetrend.published.catalogue import SECOND_HAND

HEDGE_UNITS = {"none": (Fraction(-1, 2), Fraction(1, 2)), "about": (-1, 1), "over": (0, 1), "nearly": (-1, 0)}
EXACT = {"exact": (0, 0)}
"""A whole count that is printed to its last digit; no hedge is printed, and nothing is left open."""


class Printed(NamedTuple):
    """One figure of a small set, as the slow implementation sees it. The day is one of January 2022."""

    row: int
    day: int
    rank: int
    value: Fraction
    worth: Fraction
    hedge: str

    @property
    def low(self):
        return self.value + (HEDGE_UNITS | EXACT)[self.hedge][0] * self.worth

    @property
    def high(self):
        return self.value + (HEDGE_UNITS | EXACT)[self.hedge][1] * self.worth

    @property
    def literal_low(self):
        return self.low

    @property
    def literal_high(self):
        return inf if self.hedge == "over" else self.high

    def agrees(self, other):
        return self.literal_low <= other.literal_high and other.literal_low <= self.literal_high

    def cannot_both_hold(self, other):
        """No room in common: at most an edge, and an exact number has none."""
        if "exact" in (self.hedge, other.hedge):
            return not self.agrees(other)
        return self.literal_low >= other.literal_high or other.literal_low >= self.literal_high

    def is_coarser(self, other):
        return self.high - self.low > other.high - other.low


def small_sets(*, digit):
    """Up to six prints of one period, with ties of date and rank: 2.9 to 3.2 and the coarser 3, for tenths."""
    values = [(number * digit, digit) for number in (29, 30, 31, 32)] + [(30 * digit, 10 * digit)]
    prints = st.tuples(
        st.integers(1, 4), st.integers(1, 2), st.sampled_from(values), st.sampled_from([*HEDGE_UNITS, *EXACT])
    )
    return st.lists(prints, min_size=1, max_size=6).map(
        lambda drawn: [
            Printed(row, day, rank, *value, hedge) for row, (day, rank, value, hedge) in enumerate(drawn, start=2)
        ]
    )


def table_of(prints, period="2021"):
    """The small set as a table of figures."""
    days = pd.to_datetime([date(2022, 1, figure.day) for figure in prints]).astype("datetime64[s]")
    table = pd.DataFrame(
        {
            "metric": "visits",
            "service": "",
            "period": period,
            "as_printed": [f"{figure.hedge} {float(figure.value)}" for figure in prints],
            "value": [float(figure.value) for figure in prints],
            "unit": "visits",
            "hedge": [figure.hedge.replace("exact", "none") for figure in prints],
            "rounding": [float(figure.worth) for figure in prints],
            "low": [float(figure.low) for figure in prints],
            "high": [float(figure.high) for figure in prints],
            "literal_low": [float(figure.literal_low) for figure in prints],
            "literal_high": [float(figure.literal_high) for figure in prints],
            "width": [float(figure.high - figure.low) for figure in prints],
            "status": "",
            "source": "page",
            "place": "",
            "published_from": days,
            "published_date": days,
            "rank": [figure.rank for figure in prints],
            "publisher": "page",
            "precedence": 0,
            "revision_nb": "",
            "revision_en": "",
        },
        index=pd.Index([figure.row for figure in prints], name="row"),
    )
    return table.astype(dict.fromkeys(table.select_dtypes("str"), "category"))


def printed(text):
    """A table of prints, one a line: its day, its rank, its hedge and its digits. The first stands in row 2."""
    prints = []
    for row, line in enumerate(text.strip().splitlines(), start=2):
        day, rank, hedge, digits = line.split()
        worth = Fraction(1, 10 ** len(digits.partition(".")[2]))
        prints.append(Printed(row, int(day), int(rank), Fraction(digits), worth, hedge))
    return table_of(prints)


def several_publishers():
    """Tables of up to eight prints in two periods, by producers of different precedence and by others."""
    prints = st.tuples(
        st.sampled_from(["2020", "2021"]),
        st.integers(1, 4),  # the day
        st.integers(0, 1),  # how many days earlier it can have been published
        st.integers(1, 2),  # the rank
        st.sampled_from([(2.9, 3.0), (2.95, 3.1), (3.1, 3.2), (3.0, inf)]),
        st.sampled_from([("first", 0), ("second", 1), ("paper", SECOND_HAND), ("blog", SECOND_HAND)]),
    )
    return st.lists(prints, min_size=1, max_size=8).map(table_of_several)


def table_of_several(drawn):
    """The drawn prints as a table of figures."""
    prints = [
        Printed(row, day, rank, Fraction(3), Fraction(1), "none")
        for row, (_, day, _, rank, _, _) in enumerate(drawn, 2)
    ]
    table = table_of(prints)
    earlier = pd.to_timedelta([days for _, _, days, _, _, _ in drawn], unit="D")
    return table.assign(
        period=[period for period, *_ in drawn],
        published_from=(table["published_date"] - earlier).astype("datetime64[s]"),
        literal_low=[low for *_, (low, _), _ in drawn],
        literal_high=[high for *_, (_, high), _ in drawn],
        width=[min(high, 3.5) - low for *_, (low, high), _ in drawn],
        publisher=[publisher for *_, (publisher, _) in drawn],
        precedence=[precedence for *_, (_, precedence) in drawn],
    )
