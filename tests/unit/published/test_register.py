"""Places in the history are those of the rows that a search through the whole table finds."""

import pytest
from frozen import PUBLISHED

from helsetrend.published.figures import Figure
from helsetrend.published.vintages import SERIES, history, in_force
from helsetrend.values import Period

REGISTER, HISTORY = PUBLISHED.register, PUBLISHED.history
GROUPS = dict(list(HISTORY.groupby(SERIES)))


def test_each_place_has_the_figure_of_its_row():
    figures = list(Figure.of_table(HISTORY))
    assert [REGISTER.figure(place) for place in range(len(HISTORY))] == figures
    assert [REGISTER.place_of(figure.row) for figure in figures] == list(range(len(HISTORY)))


@pytest.mark.parametrize(("metric", "service", "period"), GROUPS)
def test_the_figures_of_a_period_stand_together(metric, service, period):
    group = GROUPS[metric, service, period]
    start, stop = REGISTER.series(metric, service).spans[Period.parse(period)]
    assert list(REGISTER.rows[start:stop]) == list(group.index)
    for day in {stamp.date() for stamp in group["published_date"]}:
        known = group[group["published_date"].dt.date <= day]
        _, end, place = next(REGISTER.in_force([(start, stop)], day))
        assert (end, REGISTER.rows[place]) == (start + len(known), known["in_force"].iloc[-1])


@pytest.mark.parametrize(("metric", "service", "period"), GROUPS)
def test_some_figures_alone_have_one_in_force(metric, service, period):
    group = GROUPS[metric, service, period]
    for count in range(1, len(group) + 1):
        places = [REGISTER.place_of(row) for row in group.index[-count:]]
        assert REGISTER.rows[REGISTER.in_force_among(places)] == in_force(history(group[-count:])).index[0]


def test_a_series_without_a_figure_has_no_place():
    assert REGISTER.series("nothing", "").spans == {}


def test_the_periods_of_a_series_within_a_year_are_found_by_their_first_days():
    for metric, service in REGISTER.keys:
        series = REGISTER.series(metric, service)
        for year in range(2012, 2026):
            span = Period.of_year(year)
            expected = [pair for pair in series.spans.items() if pair[0].within(span) and pair[0] != span]
            assert list(series.within(span)) == expected
