"""What a revision does to what was said before: figures, changes over a year, and verdicts, worked out by hand."""

from fractions import Fraction

import pytest
from madeup import known_of
from places import DATA

from helsetrend.analysis.effects import effects_between, effects_of_revisions
from helsetrend.analysis.observations import vintage_on
from helsetrend.published.folder import read_published

PUBLISHED = read_published(DATA)
SPRING_2022 = vintage_on(PUBLISHED, as_of="2022-05-31")
ALL_SOURCES = vintage_on(PUBLISHED, as_of="2025-12-31")

# Row of figures.csv; the changes that it moved: from, to, their bounds before and after as new / old in millions.
REVISIONS = """
15  logins 2020 2021  77.4/43      77.6/42      90.8/43       91/42
33  visits 2019 2020  71.5/37.25   72.5/37.15   72.85/37.25   72.95/37.15
33  visits 2020 2021  140/72.5     141/71.5     140.85/72.95  140.95/72.85
20  visits 2022 2023  109.45/115.95  109.55/115.85  110/115.95  111/115.85
"""
# Row 15: logins 2021, about 77.5 to about 90.9. Row 33: visits 2020, 72 to 72.9; in the same publication visits 2021
# from over 140 to 140.9. Row 20: visits 2023, 109.5 to over 110.


def percent(text):
    new, old = text.split("/")
    return 100 * (Fraction(new) / Fraction(old) - 1)


def told(change):
    return [
        *(change.after.old.metric, str(change.after.old.period), str(change.after.new.period)),
        *(bound for side in (change.before, change.after) for bound in (side.interval.low, side.interval.high)),
    ]


@pytest.mark.parametrize("row", [15, 33, 20])
def test_a_published_revision_moves_the_changes_that_it_stands_in(row):
    expected = [
        [*cells[1:4], *map(percent, cells[4:])]
        for line in REVISIONS.strip().splitlines()
        if int((cells := line.split())[0]) == row
    ]
    ((figure, found),) = effects_of_revisions(ALL_SOURCES, [row])
    assert figure.row == row
    assert list(map(told, found.changes)) == expected
    assert found.verdicts == ()
    (one,) = found.figures
    assert (one.after.row, one.is_revised) == (row, True)


def test_the_growth_of_the_logins_is_overturned_and_that_of_the_visits_only_moved():
    """From 80.0 to 84.8 percent to 111.2 to 116.7; from 93.1 to 97.2 to 93.1 to 93.5, which meets what was."""
    found = effects_between(SPRING_2022, ALL_SOURCES)
    changes = {(one.after.old.metric, one.after.new.period.year): one for one in found.changes}
    rounded = {
        key: [
            f"{float(bound):.1f}"
            for side in (one.before, one.after)
            for bound in (side.interval.low, side.interval.high)
        ]
        for key, one in changes.items()
    }
    assert rounded == {
        ("visits", 2020): ["91.9", "95.2", "95.6", "96.4"],
        ("visits", 2021): ["93.1", "97.2", "93.1", "93.5"],
        ("logins", 2021): ["80.0", "84.8", "111.2", "116.7"],
    }
    assert {key for key, one in changes.items() if one.is_overturned} == {("visits", 2020), ("logins", 2021)}


def test_figures_are_revised_made_more_precise_or_new():
    found = effects_between(SPRING_2022, ALL_SOURCES)
    revised = {one.after.as_printed for one in found.figures if one.is_revised}
    refined = {one.after.as_printed for one in found.figures if one.before and not one.is_revised}
    new = {(one.after.metric, str(one.after.period)) for one in found.figures if one.before is None}
    assert revised == {"72,9 millioner", "om lag 90,9 millioner"}
    assert refined == {"140,9 millioner"}
    assert new == {
        *(("visits", year) for year in ("2022", "2023", "2024")),
        *(("visits_monthly_mean", year) for year in ("2019", "2023", "2024")),
        *{("awareness_share", "2024"), ("ever_logged_in_share", "2024")},
    }


def test_no_claim_of_the_page_was_judged_anew():
    """85 percent contradicts before and after: 93.1 and more; that the logins doubled too, from below and above."""
    assert effects_between(SPRING_2022, ALL_SOURCES).verdicts == ()


def test_between_a_date_and_itself_nothing_is_different():
    assert effects_between(ALL_SOURCES, ALL_SOURCES) == effects_between(SPRING_2022, SPRING_2022)
    assert not any(vars(effects_between(ALL_SOURCES, ALL_SOURCES)).values())


# --- on made-up figures: two publications, of which the second revises

SOURCES = {"first": "2021-01", "second": "2022-01"}
FIGURES = """
visits  2019     100  first
visits  2020     200  first
visits  2020     300  second
visits  2021     600  second
calls   2019     50   first
calls   2020     100  first
"""
CLAIMS = [
    {"claim": "doubled", "kind": "growth", "from_period": "2019", "to_period": "2020", "as_printed": "100 prosent"},
    {"claim": "tripled", "kind": "growth", "from_period": "2019", "to_period": "2020", "as_printed": "200 prosent"},
    {
        "claim": "calls",
        "kind": "share",
        "metric": "calls",
        "of_metric": "visits",
        "to_period": "2020",
        "as_printed": "50 %",
    },
    {"claim": "calls-2019", "kind": "level", "metric": "calls", "to_period": "2019", "as_printed": "50"},
    {"claim": "later", "kind": "level", "to_period": "2020", "as_printed": "300", "source": "second"},
]
CLAIMS = [{"metric": "visits", **claim} for claim in CLAIMS]


@pytest.fixture(scope="module")
def before_and_after():
    return [
        known_of({"visits": {}, "calls": {}}, FIGURES, claims=CLAIMS, sources=SOURCES, as_of=day)
        for day in ("2021-12-31", "2022-12-31")
    ]


def test_a_verdict_that_is_another_one_is_told(before_and_after):
    """From 100 to 200 doubled, from 100 to 300 tripled; 100 calls were half of 200 visits and are a third of 300."""
    found = effects_between(*before_and_after).verdicts
    assert [(one.after.claim.name, one.before.verdict, one.after.verdict) for one in found] == [
        ("doubled", "agrees", "contradicts"),
        ("tripled", "contradicts", "agrees"),
        ("calls", "agrees", "contradicts"),
    ]


def test_a_claim_that_was_not_known_before_is_not_judged_anew(before_and_after):
    assert "later" not in {one.after.claim.name for one in effects_between(*before_and_after).verdicts}


def test_the_effects_of_one_revision_are_those_on_its_series(before_and_after):
    """Row 4 of the made-up figures: the visits of 2020. A claim that is set against them is concerned, too."""
    _, after = before_and_after
    ((figure, found),) = effects_of_revisions(after, [4])
    assert figure.as_printed == "300"
    assert [told(one) for one in found.changes] == [["visits", "2019", "2020", 100, 100, 200, 200]]
    assert found.changes[0].is_overturned
    assert [one.after.claim.name for one in found.verdicts] == ["doubled", "tripled", "calls"]
    (one,) = found.figures
    assert (one.before.as_printed, one.after.as_printed) == ("200", "300")


def test_the_effects_of_many_revisions_are_told_one_by_one_in_the_order_of_publication():
    figures = """
    visits  2019  100  first
    visits  2020  200  first
    calls   2019  100  first
    calls   2020  200  first
    calls   2020  300  third
    visits  2019  110  second
    visits  2020  220  second
    """
    sources = {"first": "2021", "second": "2022", "third": "2023"}
    known = known_of({"visits": {}, "calls": {}}, figures, sources=sources)
    found = list(effects_of_revisions(known, [6, 7, 8]))
    assert [figure.row for figure, _ in found] == [7, 8, 6]
    # both visits were revised on one day, by a tenth: the growth is 100 percent before and after
    assert [list(map(told, one.changes)) for _, one in found] == [
        [],
        [],
        [["calls", "2019", "2020", 100, 100, 200, 200]],
    ]


QUARTERS = [
    ("visits", f"{year}-Q{number}", str(count), "first")
    for year, count in ((2020, 100), (2021, 110))
    for number in (1, 2, 3, 4)
]
REVISED_QUARTER = [*QUARTERS, ("visits", "2021-Q4", "150", "second")]
"""Two years by quarter, 400 and 440; the last quarter was revised, so that the second year is 480."""

MOVED = [["visits", "2020-Q4", "2021-Q4", 10, 10, 50, 50], ["visits", "2020", "2021", 10, 10, 20, 20]]


def test_the_effect_of_a_revised_quarter_on_its_year_is_told():
    known = known_of({"visits": {}}, REVISED_QUARTER, sources={"first": "2022", "second": "2023"})
    ((_, found),) = effects_of_revisions(known, [10])
    assert [told(one) for one in found.changes] == MOVED


def test_a_year_that_adds_up_is_different_where_one_of_its_quarters_is():
    sources = {"first": "2022", "second": "2023"}
    before, after = (
        known_of({"visits": {}}, REVISED_QUARTER, sources=sources, as_of=day) for day in ("2022-12-31", "2023-12-31")
    )
    assert sorted(told(one) for one in effects_between(before, after).changes) == sorted(MOVED)


def test_a_sum_over_the_claimed_services_is_concerned():
    figures = """
    by:a  2021  100  first
    by:b  2021  200  first
    by:b  2021  300  second
    """
    metrics_ = {"by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "all"}, "all": {}}
    for service in ("a + b", ""):
        claim = {"kind": "sum", "metric": "by", "service": service, "to_period": "2021", "as_printed": "300"}
        known = known_of(metrics_, figures, claims=[claim], sources={"first": "2021", "second": "2022"})
        ((_, found),) = effects_of_revisions(known, [4])
        assert [(one.before.verdict, one.after.verdict) for one in found.verdicts] == [("agrees", "contradicts")]
