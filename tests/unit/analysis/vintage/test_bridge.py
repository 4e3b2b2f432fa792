"""A bridge over a break: its bounds by brute force, and on the real table of a portal that two tools counted."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from madeup import known_of
from properties import of_hundred

from helsetrend.analysis.vintage.bridge import bridge_over, converted
from helsetrend.analysis.vintage.comparison import Change, NotComparable, compare
from helsetrend.values.interval import Interval
from helsetrend.values.period import Period

F = Fraction

# Visits to daten.berlin.de in 2019 (BerlinOnline Stadtportal GmbH & Co. KG, Zugriffsstatistik daten.berlin.de,
# CC BY 3.0 DE): the month, the tool used until then, the tool used since, and the ratio by awk.
BERLIN = """
2019-01  13038  -      -
2019-02  12937  8133   0.628662
2019-03  12977  8296   0.639285
2019-04  12549  7820   0.623157
2019-05  23942  16867  0.704494
2019-06  12424  7835   0.630634
2019-07  13557  8380   0.618131
2019-08  12890  7722   0.599069
2019-09  11850  7141   0.602616
2019-10  12904  7525   0.583153
2019-11  14941  8762   0.586440
2019-12  10927  6729   0.615814
"""
BY_OLD, BY_NEW = 151_898, 95_210  # the sums of the eleven months that both counted
OLD_2018, NEW_2020 = 124_401, 115_398
TOOL = {"at": "2019-02", "nb": "et annet verktøy", "en": "another tool"}
OVERLAP = {"old": "visits_old_tool", "months": "2019-02/2019-12"}


def berlin(*, overlap=OVERLAP, at="2019-02", drop=(), more=(), as_of=None, sources=None):
    rows = [line.split() for line in BERLIN.strip().splitlines()]
    figures = [("visits_old_tool", month, old) for month, old, *_ in rows]
    figures += [("visits", month, new) for month, _, new, _ in rows if new != "-"]
    figures += [("visits_old_tool", "2018", str(OLD_2018)), ("visits", "2020", str(NEW_2020)), *more]
    metrics = {"visits": {"breaks": [{**TOOL, "at": at, "bridge": overlap}]}, "visits_old_tool": {}}
    return known_of(metrics, [row for row in figures if row[:2] not in drop], as_of=as_of, sources=sources)


def bridge(known, metric="visits", service=""):
    return bridge_over(known, known.catalogue.metrics[metric].breaks_of(service)[0], metric, service)


def test_the_bridge_of_the_real_table_is_from_the_least_to_the_greatest_ratio():
    found = bridge(berlin())
    ratios = {str(period): found.new_counts[period].low / found.old_counts[period].low for period in found.old_counts}
    by_awk = {line.split()[0]: line.split()[3] for line in BERLIN.strip().splitlines()[1:]}
    assert {month: f"{float(ratio):.6f}" for month, ratio in ratios.items()} == by_awk
    assert found.ratio == Interval(F(7525, 12904), F(16867, 23942))  # October and May
    assert found.middle == Interval(F(BY_NEW, BY_OLD), F(BY_NEW, BY_OLD))
    assert [f"{float(end):.1f}" for end in (found.effect.low, found.effect.high)] == ["-41.7", "-29.6"]


def test_a_year_that_both_counted_in_part_is_bridged_only_for_the_rest():
    """January is 13038 times 0.583153 to 0.704494, which is 7603 to 9185; with 95210 that makes 102813 to 104395."""
    result = compare(berlin(), "visits", 2019, 2020)
    assert [reason.code for reason in result.reasons] == ["part_published", "break"]
    assert result.bridged.converted.interval == Interval(
        BY_NEW + F(13038 * 7525, 12904), BY_NEW + F(13038 * 16867, 23942)
    )
    assert [f"{float(end):.0f}" for end in _ends(result.bridged.converted.interval)] == ["102813", "104395"]
    assert [f"{float(end):.2f}" for end in _ends(result.bridged.interval)] == ["10.54", "12.24"]
    assert result.bridged.direction == "up"
    assert result.bridged.bridge.span == Period.parse("2019-02/2019-12")


def test_a_year_that_only_the_old_way_counted_is_bridged_as_a_whole():
    """124401 times 0.583153 to 0.704494 is 72545 to 87640; 115398 is 31.7 to 59.1 percent more."""
    result = compare(berlin(), "visits", 2018, 2020)
    assert [f"{float(end):.0f}" for end in _ends(result.bridged.converted.interval)] == ["72545", "87640"]
    assert [f"{float(end):.1f}" for end in _ends(result.bridged.interval)] == ["31.7", "59.1"]


def test_the_other_way_round_the_older_period_is_converted_too():
    forward, back = (compare(berlin(), "visits", *years).bridged for years in ((2019, 2020), (2020, 2019)))
    assert back.converted == forward.converted
    assert (1 + back.interval.low / 100) * (1 + forward.interval.high / 100) == 1
    assert back.direction == "down"


def test_months_of_the_new_way_are_compared_without_a_bridge():
    known = berlin(more=[("visits", "2020-02", "8349")])
    assert isinstance(compare(known, "visits", Period.parse("2019-02"), Period.parse("2020-02")), Change)


def test_before_the_months_were_published_there_is_no_bridge():
    sources = {"old": ("2020-01", 1), "new": ("2020-02", 1), "later": ("2021-02", 1)}
    known = berlin(sources=sources, more=[("visits", "2019-02", "6231", "later")])
    assert bridge(known).ratio.low == F(6231, 12937)  # the month was revised, and is the least now
    later = [("visits", "2019-02", "8133", "new")]
    early = berlin(drop=[("visits", "2019-02")], more=later, as_of="2020-01-31", sources=sources)
    assert bridge(early) is None
    assert compare(early, "visits", 2018, 2020).bridged is None


@pytest.mark.parametrize("years", [(2018, 2019), (2017, 2020), (2018, 2018), (2020, 2020)])
def test_no_change_is_bridged_without_a_whole_count_on_each_side(years):
    result = compare(berlin(), "visits", *years)
    assert isinstance(result, NotComparable)
    assert result.bridged is None


def test_two_breaks_are_not_bridged():
    one, two = {**TOOL, "bridge": {"old": "old", "months": "2019-02"}}, {**TOOL, "at": "2019-12"}
    figures = "old  2019-02  100\nvisits  2019-02  80\nold  2018  1200\nvisits  2020  900"
    known = {
        len(breaks): known_of({"visits": {"breaks": breaks}, "old": {}}, figures) for breaks in ([one], [one, two])
    }
    assert compare(known[1], "visits", 2018, 2020).bridged
    assert compare(known[2], "visits", 2018, 2020).bridged is None


def test_the_two_ways_can_be_two_series_beside_one_that_changed_from_one_to_the_other():
    """The series itself is old until 2019 and new from 2020; what both counted stands in two others."""
    overlap = {"old": "by_old", "new": "by_new", "months": "2019-11/2019-12"}
    figures = [
        *[("visits", "2018", "1000"), ("visits", "2019", "1000"), ("visits", "2020", "900"), ("visits", "2021", "990")],
        *[("by_old", "2019-11", "100"), ("by_old", "2019-12", "100")],
        *[("by_new", "2019-11", "80"), ("by_new", "2019-12", "90")],
    ]
    known = known_of(
        {"visits": {"breaks": [{**TOOL, "at": "2020", "bridge": overlap}]}, "by_old": {}, "by_new": {}}, figures
    )
    result = compare(known, "visits", 2019, 2020)
    assert [reason.code for reason in result.reasons] == ["break"]
    assert result.bridged.converted.interval == Interval(F(800), F(900))
    assert result.bridged.interval == Interval(F(0), F(100 * 100, 800))
    assert isinstance(compare(known, "visits", 2020, 2021), Change)


def test_a_service_is_bridged_by_the_service_of_the_same_name():
    breaks = [{**TOOL, "at": "2020-01", "bridge": {"old": "before", "months": "2020-01"}}]
    figures = [("before:chat", "2020-01", "100"), ("visits:chat", "2020-01", "50"), ("before:chat", "2019", "1000")]
    figures += [("visits:chat", "2021", "600"), ("before:mail", "2020-01", "100"), ("before:mail", "2019", "1000")]
    services = {"services": ["chat", "mail"]}
    known = known_of({"visits": {**services, "breaks": breaks}, "before": services}, figures)
    assert compare(known, "visits", 2019, 2021, "chat").bridged.interval == Interval(F(20), F(20))
    assert compare(known, "visits", 2019, 2021, "mail").bridged is None


def _ends(interval):
    return interval.low, interval.high


prints = st.integers(1, 400).map(lambda number: f"{number / 10:.1f} thousand")


@of_hundred(60)
@given(
    old=st.lists(prints, min_size=3, max_size=3),
    new=st.lists(prints, min_size=2, max_size=2),
    after=prints,
    place=st.lists(st.integers(0, 4), min_size=6, max_size=6),
)
def test_whatever_the_figures_were_and_whichever_ratio_that_was_seen_it_is_within_the_bounds(old, new, after, place):
    """Three quarters by the old way, the last two of which by the new one as well: every corner, by brute force."""
    quarters = ("2019-Q1", "2019-Q2", "2019-Q3")
    figures = [("old", quarter, print_) for quarter, print_ in zip(quarters, old, strict=True)]
    figures += [("visits", quarter, print_) for quarter, print_ in zip(quarters[1:], new, strict=True)]
    figures += [("visits", "2020-01/2020-09", after)]
    overlap = {"old": "old", "months": "2019-04/2019-09"}
    known = known_of({"visits": {"breaks": [{**TOOL, "at": "2019-04", "bridge": overlap}]}, "old": {}}, figures)
    span, later = Period.parse("2019-01/2019-09"), Period.parse("2020-01/2020-09")
    found = compare(known, "visits", span, later).bridged

    of = {(row[0], row[1]): known.observe(row[0], Period.parse(row[1])).interval for row in figures}
    names = [("old", "2019-Q1"), ("old", "2019-Q2"), ("old", "2019-Q3"), ("visits", "2019-Q2"), ("visits", "2019-Q3")]
    names += [("visits", "2020-01/2020-09")]

    def results(values):
        first, second, third, new_second, new_third, last = values
        for ratio in (new_second / second, new_third / third):
            whole = first * ratio + new_second + new_third
            yield ratio, whole, 100 * (last / whole - 1)

    inside = [of[name].low + F(step, 4) * of[name].width for name, step in zip(names, place, strict=True)]
    for ratio, whole, change in results(inside):
        assert ratio in found.bridge.ratio
        assert whole in found.converted.interval
        assert change in found.interval

    corners = [list(results(values)) for values in product(*(_ends(of[name]) for name in names))]
    ratios = [ratio for each in corners for ratio, _, _ in each]
    assert found.bridge.ratio == Interval(min(ratios), max(ratios))
    shifts = [of[names[0]].low * min(ratios), of[names[0]].high * max(ratios)]
    known_part = [sum(_ends(of[name])[end] for name in names[3:5]) for end in (0, 1)]
    assert _ends(found.converted.interval) == (shifts[0] + known_part[0], shifts[1] + known_part[1])


def test_the_ratio_of_the_sums_is_within_the_bounds():
    found = bridge(berlin())
    assert found.middle.within(found.ratio)


def test_converting_needs_a_break_in_between():
    assert converted(berlin(), "visits", 2020, 2021) is None
    assert converted(berlin(), "visits", 2018, 2020).bridge == bridge(berlin())


def test_a_notebook_shows_the_change_over_the_bridge_beside_the_refusal():
    shown = compare(berlin(), "visits", 2018, 2020)._repr_html_()
    assert '<td style="text-align: left">not_published (period 2018); break (at 2019-02)</td>' in shown
    assert '<td style="text-align: left">+31.7 to +59.1 percent</td>' in shown
    assert "2019-02/2019-12, counted in both ways: -41.7 to -29.6 percent" in shown
