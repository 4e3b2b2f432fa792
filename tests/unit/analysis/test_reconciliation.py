"""Figures held against those that they follow from: every planted fault is found, and none is invented."""

from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from frozen import PUBLISHED
from hypothesis import given
from hypothesis import strategies as st
from madeup import known_of
from properties import of_hundred

from helsetrend.analysis.reconciliation import MISMATCHES, RULES, compare_sums, mismatches, reconcile, unreconciled
from helsetrend.analysis.vintage.known import vintage_on

METRICS = {
    "visits": {},
    "by": {
        "services": {"a": {}, "b": {}, "late": {"launched": "2021-03"}},
        "lists_all_services": True,
        "services_add_up_to": "visits",
    },
    "men": {},
    "women": {},
    "people": {"sum_of": ["men", "women"]},
    "share": {"kind": "share", "unit": "percent", "share_of": {"part": "men", "whole": "people"}},
    "shares": {
        "kind": "share",
        "unit": "percent",
        "services": ["a"],
        "share_of": {"part": "by", "whole": "visits"},
    },
    "of_services": {
        "kind": "share",
        "unit": "percent",
        "services": ["a", "b", "late"],
        "share_of": {"part": "by", "whole": "visits"},
    },
    "mean": {"kind": "mean", "unit": "visits per month", "monthly_mean_of": "visits"},
    "residents": {"kind": "stock", "measured": "01-01"},
    "rate": {
        "kind": "rate",
        "unit": "visits per month",
        "rate_of": {"numerator": "visits", "denominator": "residents"},
    },
    "level": {"kind": "share", "unit": "percent"},
}
MONTHS = [f"2021-{month:02}" for month in range(1, 13)]

# Figures; then each that follows from others: metric, period, rule, the bounds of what follows, and whether it is met.
CASES = {
    "a quarter is its months": (
        """
        visits  2021-01  10
        visits  2021-02  20
        visits  2021-03  30
        visits  2021-Q1  60
        """,
        ["visits 2021-Q1 months 60 60 met"],
    ),
    "off by one in exact counts": (
        """
        visits  2021-01  10
        visits  2021-02  20
        visits  2021-03  30
        visits  2021-Q1  61
        """,
        ["visits 2021-Q1 months 60 60 not met"],
    ),
    "met within the rounding": (  # 9.5 to 10.5 thousand, twice, and 30 500 to 31 500
        """
        visits  2021-01  10 tusen
        visits  2021-02  10 tusen
        visits  2021-03  10 tusen
        visits  2021-Q1  31 tusen
        """,
        ["visits 2021-Q1 months 28500 31500 met"],
    ),
    "met at the edge of the rounding": (  # 32 thousand is 31 500 to 32 500
        """
        visits  2021-01  10 tusen
        visits  2021-02  10 tusen
        visits  2021-03  10 tusen
        visits  2021-Q1  32 tusen
        """,
        ["visits 2021-Q1 months 28500 31500 met"],
    ),
    "not within the rounding": (
        """
        visits  2021-01  10 tusen
        visits  2021-02  10 tusen
        visits  2021-03  10 tusen
        visits  2021-Q1  33 tusen
        """,
        ["visits 2021-Q1 months 28500 31500 not met"],
    ),
    "a hole": (
        """
        visits  2021-01  10
        visits  2021-03  30
        visits  2021-Q1  99
        """,
        [],
    ),
    "the longest parts, and the shortest": (  # the quarter says 61, its months 60; the year follows the quarter
        """
        visits  2021-01  10
        visits  2021-02  20
        visits  2021-03  30
        visits  2021-Q1  61
        visits  2021-Q2  100
        visits  2021-Q3  100
        visits  2021-Q4  100
        visits  2021     361
        """,
        [
            "visits 2021 months 361 361 met",
            "visits 2021 months 360 360 not met",
            "visits 2021-Q1 months 60 60 not met",
        ],
    ),
    "parts of any length": (
        """
        visits  2021-01  10
        visits  2021-02  20
        visits  2021-03  30
        visits  2021-Q1  61
        visits  2021-04/2021-12  300
        visits  2021     361
        """,
        ["visits 2021 months 361 361 met", "visits 2021 months 360 360 not met", "visits 2021-Q1 months 60 60 not met"],
    ),
    "services": (
        """
        by:a     2021  10
        by:b     2021  20
        by:late  2021  5
        visits   2021  35
        """,
        ["visits 2021 services 35 35 met"],
    ),
    "services, one of which is not known": (
        """
        by:a    2021  10
        by:b    2021  20
        visits  2021  35
        """,
        [],
    ),
    "services, one of which was not there yet": (
        """
        by:a    2020     10
        by:b    2020     20
        visits  2020     31
        by:a    2021-02  1
        by:b    2021-02  2
        visits  2021-02  3
        """,
        ["visits 2020 services 30 30 not met", "visits 2021-02 services 3 3 met"],
    ),
    "parts": (
        """
        men     2021  10
        women   2021  20
        people  2021  31
        men     2020  10
        women   2020  20
        people  2020  30
        people  2019  30
        """,
        ["people 2021 parts 30 30 not met", "people 2020 parts 30 30 met"],
    ),
    "a share": (  # 10/30 = 33.33: "33" is 32.5 to 33.5; "34" is from 33.5
        """
        men     2021  10
        people  2021  30
        share   2021  33 %
        men     2020  10
        people  2020  30
        share   2020  34 %
        """,
        ["share 2021 share 100/3 100/3 met", "share 2020 share 100/3 100/3 not met"],
    ),
    "a share of what may be nothing": (
        """
        men     2021  0
        people  2021  0
        share   2021  33 %
        """,
        [],
    ),
    "a share of a service in all": (  # 10/40 = 25
        """
        by:a      2021  10
        visits    2021  40
        shares:a  2021  24 %
        """,
        ["shares 2021 share 25 25 not met"],
    ),
    "a mean of the months": (  # 1200/12 = 100; 1205/12 = 100.4, 1207/12 = 100.58
        """
        visits  2021  1 200
        mean    2021  100
        visits  2020  1 205
        mean    2020  100
        visits  2019  1 207
        mean    2019  100
        """,
        [
            "mean 2021 monthly_mean 100 100 met",
            "mean 2020 monthly_mean 1205/12 1205/12 met",
            "mean 2019 monthly_mean 1207/12 1207/12 not met",
        ],
    ),
    "a share of a whole that is not printed": (  # 40 of 40 + 60, and 41 would be another
        """
        men      2020  40
        women    2020  60
        share    2020  40 %
        men      2021  40
        women    2021  60
        share    2021  42 %
        """,
        ["share 2020 share 40 40 met", "share 2021 share 40 40 not met"],
    ),
    "the shares of all services": (  # all that the year has; the third service was launched in 2021
        """
        of_services:a     2020  40 %
        of_services:b     2020  60 %
        of_services:a     2019  40 %
        of_services:b     2019  62 %
        of_services:a     2021  30 %
        of_services:b     2021  30 %
        """,
        ["of_services 2020 shares 79/2 81/2 met", "of_services 2019 shares 75/2 77/2 not met"],
    ),
    "a rate with a stock at the beginning of the year": (
        """
        rate       2020  51
        rate       2021  52
        visits     2020  62 985
        visits     2021  62 985
        residents  2020  1 235
        residents  2021-01-01  1 235
        """,
        ["rate 2020 rate 51 51 met", "rate 2021 rate 51 51 not met"],
    ),
    "a level that adds up to nothing": (
        """
        level  2021-01  10 %
        level  2021-02  10 %
        level  2021-03  10 %
        level  2021-Q1  90 %
        """,
        [],
    ),
}


def line_of(check):
    """Return a figure that follows from others, and the bounds, as a line."""
    met = "met" if check.is_met else "not met"
    low, high = check.following.low, check.following.high
    return f"{check.stated.metric} {check.stated.period} {check.rule} {low} {high} {met}"


@pytest.mark.parametrize(("figures", "expected"), CASES.values(), ids=CASES)
def test_a_figure_is_compared_with_what_follows_from_others(figures, expected):
    found = reconcile(known_of(METRICS, figures))
    assert sorted(map(line_of, found)) == sorted(expected)


@pytest.mark.parametrize("figures", [figures for figures, _ in CASES.values()], ids=CASES)
def test_one_metric_is_compared_with_the_same_figures_as_among_all(figures):
    known = known_of(METRICS, figures)
    found = reconcile(known)
    for name in known.catalogue.metrics:
        assert reconcile(known, {name}) == [check for check in found if check.stated.metric == name]


def test_every_rule_is_broken_and_kept_in_the_cases():
    cases = {tuple(line.split(" ", 5)[2:6:3]) for _, lines in CASES.values() for line in lines}
    assert cases == set(product(RULES, ["met", "not met"]))


def test_what_could_not_be_compared_is_named_with_what_is_missing():
    figures = """
    visits         2020  100
    by:a           2020  40
    share          2020  40 %
    men            2020  40
    mean           2019  100
    of_services:a  2021  30 %
    visits         2021  90
    by:a           2021  30
    by:b           2021  30
    by:late        2021  30
    """
    found = {each.rule: each for each in unreconciled(known_of(METRICS, figures))}
    missing = {(rule, str(each.stated.period)): [part[:2] for part in each.missing] for rule, each in found.items()}
    assert missing == {
        ("services", "2020"): [("by", "b")],
        ("share", "2020"): [("people", "")],
        ("monthly_mean", "2019"): [("visits", "")],
        ("shares", "2021"): [("of_services", "b"), ("of_services", "late")],
    }
    assert [reason.code for reason in found["services"].reasons] == ["not_published"]


def test_a_share_of_what_can_be_zero_could_not_be_compared():
    figures = "men  2021  0\nwomen  2021  0\nshare  2021  50 %"
    (found,) = unreconciled(known_of(METRICS, figures))
    assert (found.missing, [reason.code for reason in found.reasons]) == ((), ["base_may_be_zero"])


def test_eleven_shares_of_a_sum_that_is_not_printed_are_all_compared():
    """Of 1 000 in all; four of the eleven printed shares are wrong, and all of them give 102 percent."""
    counts = [50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 50]
    printed = [5, 6, 8, 8, 9, 11, 11, 12, 12, 14, 6]
    names = [f"part{place}" for place in range(11)]
    metrics_ = {name: {} for name in names} | {"whole": {"sum_of": names}}
    share = {"kind": "share", "unit": "percent"}
    metrics_ |= {f"share_{name}": share | {"share_of": {"part": name, "whole": "whole"}} for name in names}
    rows = [f"{name}  2021  {count}" for name, count in zip(names, counts, strict=True)]
    rows += [f"share_{name}  2021  {percent} %" for name, percent in zip(names, printed, strict=True)]
    found = reconcile(known_of(metrics_, "\n".join(rows)))
    wrong = {(check.stated.metric, check.rule) for check in found if not check.is_met}
    assert len(found) == 12
    assert wrong == {(f"share_part{place}", "share") for place in (2, 5, 8, 10)}


def test_the_published_figures_reconcile():
    """In millions: 37.15/12 = 3.096 to 37.25/12 = 3.104, and "3" is 2.5 to 3.5.

    110/12 = 9.17 to 111/12 = 9.25, and "9,2" is 9.15 to 9.25; 130.5/12 = 10.875 to 131.5/12 = 10.958, and "10,9" is
    10.85 to 10.95.
    """
    found = reconcile(vintage_on(PUBLISHED, as_of="2025-12-31"))
    assert [(check.rule, str(check.stated.period), check.is_met) for check in found] == [
        ("monthly_mean", year, True) for year in ("2019", "2023", "2024")
    ]
    assert found[0].following.low == Fraction("37150000") / 12


# --- publication against publication

REVISED = """
visits  2021-01  10  first
visits  2021-02  20  first
visits  2021-03  30  first
visits  2021-Q1  60  first
visits  2021-02  25  second
"""
TWO = {"first": "2021", "second": "2022"}


def test_each_publication_is_compared_with_itself_as_it_printed_the_figures():
    """The first is right in itself: 10 + 20 + 30 = 60. February was revised since, so that together they give 65."""
    found = reconcile(known_of(METRICS, REVISED, sources=TWO))
    assert list(map(line_of, found)) == ["visits 2021-Q1 months 60 60 met", "visits 2021-Q1 months 65 65 not met"]
    assert [check.sources for check in found] == [["first"], ["first", "second"]]


def test_a_figure_that_was_not_published_yet_is_not_compared():
    found = reconcile(known_of(METRICS, REVISED, sources=TWO, as_of="2021-12-31"))
    assert list(map(line_of, found)) == ["visits 2021-Q1 months 60 60 met"]


def test_a_publication_that_revises_the_months_and_the_quarter_is_right_in_itself():
    again = "visits  2021-01  10  second\nvisits  2021-03  30  second\nvisits  2021-Q1  65  second"
    found = reconcile(known_of(METRICS, REVISED + again, sources=TWO))
    assert [(line_of(check), check.sources) for check in found] == [
        ("visits 2021-Q1 months 60 60 met", ["first"]),
        ("visits 2021-Q1 months 65 65 met", ["second"]),
    ]


def test_a_fault_within_a_publication_is_found_even_if_it_was_corrected_later():
    wrong = REVISED.replace("2021-Q1  60", "2021-Q1  61") + "visits  2021-Q1  65  second"
    found = reconcile(known_of(METRICS, wrong, sources=TWO))
    assert [(line_of(check), check.sources) for check in found] == [
        ("visits 2021-Q1 months 60 60 not met", ["first"]),
        ("visits 2021-Q1 months 65 65 met", ["second", "first"]),
    ]


def test_if_a_publication_prints_a_figure_twice_the_first_counts():
    figures = "visits  2021-Q1  60\nvisits  2021-Q1  60 tusen\nvisits  2021-01  10\nvisits  2021-02/2021-03  50"
    (found,) = reconcile(known_of(METRICS, figures))
    assert (found.stated.as_printed, found.is_met) == ("60", True)


def test_a_figure_that_does_not_reconcile_is_in_the_table():
    table = mismatches(known_of(METRICS, CASES["off by one in exact counts"][0]))
    assert list(table.columns) == list(MISMATCHES)
    assert table.to_dict("records") == [
        {
            "metric": "visits",
            "service": "",
            "period": "2021-Q1",
            "as_printed": "61",
            "stated_low": 61.0,
            "stated_high": 61.0,
            "rule": "months",
            "following_low": 60.0,
            "following_high": 60.0,
            "sources": "page",
        }
    ]
    nothing = mismatches(known_of(METRICS, CASES["a quarter is its months"][0]))
    assert (len(nothing), list(nothing.columns)) == (0, list(MISMATCHES))


# --- against a slow obvious version

SERVICES = ("a", "b")
TABLE = {
    "all": {},
    "by": {"services": list(SERVICES), "lists_all_services": True, "services_add_up_to": "all"},
}
SPANS = {**{month: [month] for month in MONTHS[:6]}, "2021-Q1": MONTHS[:3], "2021-Q2": MONTHS[3:6]}
"""Half a year by month, and its two quarters with the months that make them up."""

counts = st.integers(1, 999)
tables = st.fixed_dictionaries({(service, month): counts for service in SERVICES for month in MONTHS[:6]})


def full(table):
    """The true figure of every series and span: of services by month and by quarter, and of all services."""
    true = {
        (f"by:{service}", span): sum(table[service, month] for month in months)
        for service in SERVICES
        for span, months in SPANS.items()
    }
    return true | {("all", span): sum(true[f"by:{service}", span] for service in SERVICES) for span in SPANS}


def relations():
    """Every figure that follows from others, and these."""
    for series in ("all", *(f"by:{service}" for service in SERVICES)):
        for quarter in ("2021-Q1", "2021-Q2"):
            yield (series, quarter), [(series, month) for month in SPANS[quarter]]
    for span in SPANS:
        yield ("all", span), [(f"by:{service}", span) for service in SERVICES]


def unmet(known):
    return {
        (f"{check.stated.metric}:{check.stated.service}".strip(":"), str(check.stated.period), check.rule)
        for check in reconcile(known)
        if not check.is_met
    }


def rule_of(parts):
    return "services" if parts[0][0].startswith("by") and len(parts) == len(SERVICES) else "months"


@of_hundred(40)
@given(table=tables, faults=st.dictionaries(st.integers(0, 23), st.integers(-5, 5), max_size=3), random=st.randoms())
def test_in_exact_tables_every_planted_fault_is_found_and_none_is_invented(table, faults, random):
    printed = full(table)
    cells = sorted(printed)
    for place, off in faults.items():
        printed[cells[place]] = max(0, printed[cells[place]] + off)
    expected = {
        (*whole, rule_of(parts)) for whole, parts in relations() if printed[whole] != sum(printed[p] for p in parts)
    }
    rows = [(series, span, str(value)) for (series, span), value in printed.items()]
    assert unmet(known_of(TABLE, random.sample(rows, len(rows)))) == expected


@of_hundred(40)
@given(table=tables, data=st.data())
def test_with_rounded_prints_no_fault_is_invented(table, data):
    """Every figure is true, and printed in thousands or in tenths of a million, as it happens, with a hedge or none."""
    rows = []
    for (series, span), value in full(table).items():
        step = data.draw(st.sampled_from([1000, 100_000]))
        hedge = data.draw(st.sampled_from(["", "over ", "nesten ", "ca. "]))
        steps = Fraction(100 * value, step)
        rounded = {"over ": floor(steps), "nesten ": ceil(steps)}.get(hedge, round(steps))
        if rounded < 10:  # "nesten 9 tusen" says that it is more than 8.1
            hedge, rounded = "", round(steps)
        print_ = f"{rounded} tusen" if step == 1000 else f"{rounded // 10},{rounded % 10} millioner"
        rows.append((series, span, f"{hedge}{print_}"))
    assert unmet(known_of(TABLE, rows)) == set()


@of_hundred(30)
@given(table=tables, off=st.integers(2, 50), place=st.integers(0, 23))
def test_with_rounded_prints_a_fault_that_is_larger_than_the_rounding_is_found(table, off, place):
    """Printed in thousands, each half a unit to both sides: three months and their quarter may be 2 units apart.

    Two services and their total may be 1.5 apart.
    """
    printed = full(table)
    cell = sorted(printed)[place]
    printed[cell] += off
    rows = [(series, span, f"{value} tusen") for (series, span), value in printed.items()]
    expected = set()
    for whole, parts in relations():
        distance = abs(printed[whole] - sum(printed[part] for part in parts))
        if distance > Fraction(len(parts) + 1, 2):
            expected.add((*whole, rule_of(parts)))
    assert unmet(known_of(TABLE, rows)) == expected


def both_ways(known):
    """What is not met, and the count of all: by each comparison in turn, and with those that surely are passed over."""
    checks = reconcile(known)
    return ([check for check in checks if not check.is_met], len(checks)), compare_sums(known)


@pytest.mark.parametrize(("figures", "_"), CASES.values(), ids=CASES)
def test_the_sums_that_are_passed_over_are_met(figures, _):
    one_by_one, at_once = both_ways(known_of(METRICS, figures))
    assert at_once == one_by_one


RATIO_PRINTS = {
    "men": ["10", "11", "0", "12.5 thousand"],
    "people": ["20", "0", "100", "25 thousand"],
    "share": ["50 percent", "50.0 percent", "about 55 percent", "0 percent", "100 percent"],
    "visits": ["120", "125", "0", "1.2 thousand"],
    "mean": ["10", "10.4", "100", "about 11", "0"],
    "residents": ["12", "0", "10"],
    "rate": ["10", "12.5", "about 10"],
}


@of_hundred(100)
@given(data=st.data())
def test_the_ratios_that_are_passed_over_are_met(data):
    rows = [
        (metric, data.draw(st.sampled_from(["2021", "2021", "2021-Q1"])), data.draw(st.sampled_from(prints)), source)
        for metric, prints in RATIO_PRINTS.items()
        for source in data.draw(st.lists(st.sampled_from(["page", "other"]), unique=True))
    ]
    known = known_of(METRICS, [*rows, ("men", "2020", "1", "page")], sources={"page": "2022-01-01", "other": "2022-02"})
    one_by_one, at_once = both_ways(known)
    assert at_once == one_by_one
    assert all(missing for missing in (unmade.missing or unmade.reasons for unmade in unreconciled(known)))


@of_hundred(60)
@given(table=tables, data=st.data())
def test_in_any_table_the_sums_that_are_passed_over_are_met(table, data):
    """Figures of several publications and of some periods only, with decimals, in full or rounded, right or off."""
    rows = []
    for (series, span), value in full(table).items():
        source = data.draw(st.sampled_from(["page", "page", "other", ""]))
        off = data.draw(st.sampled_from([0, 0, 0, 1]))
        print_ = data.draw(st.sampled_from([f"{value + off}", f"{value + off}", f"{value / 1000:.2f} tusen"]))
        if source:
            rows.append((series, span, print_, source))
    known = known_of(TABLE, [*rows, ("all", "2020", "1", "page")], sources={"page": "2022-01-01", "other": "2022-02"})
    one_by_one, at_once = both_ways(known)
    assert at_once == one_by_one


@pytest.mark.parametrize("day", ["2022-05-31", None])
def test_of_the_published_figures_the_sums_that_are_passed_over_are_met(day):
    one_by_one, at_once = both_ways(vintage_on(PUBLISHED, as_of=day))
    assert at_once == one_by_one
