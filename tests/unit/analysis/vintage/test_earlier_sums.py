"""Sums that the first figure of a period does not agree with, held against the history of the day before."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from madeup import published_of
from properties import of_hundred

from helsetrend.analysis.vintage.earlier_sums import BEGINNINGS, earlier_parts, places_with_earlier_sums
from helsetrend.analysis.vintage.tiles import Tiles
from helsetrend.published.figures import Figure, summed
from helsetrend.published.vintages import agree, history, in_force

METRICS = {"visits": {}, "logins": {"unit": "logins"}, "level": {"kind": "share", "unit": "percent"}}
PERIODS = ("2021-01", "2021-02/2021-03", "2021-Q1", "2021-Q2", "2021-01/2021-06")
PRINTS = ("0", "1", "2", "3", "5", "about 10", "over 4", "under 6")
SOURCES = {"second": ("2022-02", 2), "first": ("2022-02", 1), "third": ("2022-03", 1), "fourth": ("2022-03-31", 2)}


@st.composite
def drawn_figures(draw):
    """Up to three figures of each period of each metric, in any order."""
    of_period = st.lists(st.tuples(st.sampled_from(PRINTS), st.sampled_from(list(SOURCES))), max_size=3)
    figures = [(metric, period, *cells) for metric in METRICS for period in PERIODS for cells in draw(of_period)]
    return draw(st.permutations(figures or [("visits", "2021", "5", "first")]))


def parts_day_before(published, figure):
    """The figures in force the day before for the parts of a figure's period, if they disagree with it."""
    known = in_force(history(published.figures, as_of=figure.published - timedelta(days=1)))
    own = known[known["metric"].eq(figure.metric)]
    parts = {part.period: part for part in Figure.of_table(own) if part.period.within(figure.period)}
    tiles = [parts[tile] for tile in Tiles(set(parts) - {figure.period}).tiling(figure.period)]
    is_of_one = all(part.precedence == figure.precedence for part in tiles)
    return tiles if tiles and is_of_one and not agree(summed(tiles, figure.period), figure) else []


@given(figures=drawn_figures())
@of_hundred(50)
def test_a_first_figure_stands_beside_the_parts_known_the_day_before(figures):
    published = published_of(METRICS, figures, sources=SOURCES)
    register, roles = published.register, published.history_rows["role"].tolist()
    expected = {}
    for place, role in enumerate(roles):
        figure = register.figure(place)
        adds_up = published.catalogue.metrics[figure.metric].adds_up
        expected[place] = parts_day_before(published, figure) if role in BEGINNINGS and adds_up else []
        found = earlier_parts(published.catalogue, register, place)
        assert [register.figure(part) for part in found] == expected[place]
    everywhere = np.ones(len(roles), dtype=bool)
    assert places_with_earlier_sums(published.catalogue, register, everywhere) == [
        place for place, parts in expected.items() if parts
    ]
