"""The effects of a revision on figures, changes over a year, and verdicts, worked out by hand."""

from fractions import Fraction

import pytest
from frozen import PUBLISHED
from madeup import known_of

from helsetrend.analysis.effects import effects_between, effects_of_revisions
from helsetrend.analysis.vintage.known import vintage_on

SPRING_2022 = vintage_on(PUBLISHED, as_of="2022-05-31")
ALL_SOURCES = vintage_on(PUBLISHED, as_of="2025-12-31")

# Row of figures.csv; the changes that it moved: from, to, their bounds before and after as new / old in millions.
REVISIONS = """
15  logins 2020 2021  77.4/43      79.5/42      90.8/43       91/42
33  visits 2019 2020  71.5/37.25   72.5/37.15   72.85/37.25   72.95/37.15
33  visits 2020 2021  140/72.5     141/71.5     140.85/72.95  140.95/72.85
20  visits 2022 2023  109.45/115.95  109.55/115.85  109.45/115.95  111/115.85
"""
# Row 15: logins 2021, about 77.5 to about 90.9. Row 33: visits 2020, 72 to 72.9; in the same publication visits 2021
# from over 140 to 140.9. Row 20: visits 2023, 109.5 and, of the same time, over 110. A caption of 2022 gives logins
# 2021 as 79, beside about 77.5.


def percent(text):
    new, old = text.split("/")
    return 100 * (Fraction(new) / Fraction(old) - 1)


def cells_of(change):
    return [
        *(change.after.old.metric, str(change.after.old.period), str(change.after.new.period)),
        *(bound for side in (change.before, change.after) for bound in (side.interval.low, side.interval.high)),
    ]


@pytest.mark.parametrize("row", [15, 33, 20])
def test_a_published_revision_moves_the_changes_computed_from_it(row):
    expected = [
        [*cells[1:4], *map(percent, cells[4:])]
        for line in REVISIONS.strip().splitlines()
        if int((cells := line.split())[0]) == row
    ]
    ((figure, found),) = effects_of_revisions(ALL_SOURCES, [row])
    assert figure.row == row
    assert list(map(cells_of, found.changes)) == expected
    assert found.verdicts == ()
    (effect,) = found.figures
    assert (effect.after.row, effect.kind) == (row, "conflicts" if row == 20 else "revised")


def test_the_growth_of_the_logins_is_overturned_and_that_of_the_visits_only_moved():
    """From 80.0 to 89.3 percent to 111.2 to 116.7; from 93.1 to 97.2 to 93.1 to 93.5, which meets the former."""
    found = effects_between(SPRING_2022, ALL_SOURCES)
    changes = {(effect.after.old.metric, effect.after.new.period.year): effect for effect in found.changes}
    rounded = {
        key: [
            f"{float(bound):.1f}"
            for side in (effect.before, effect.after)
            for bound in (side.interval.low, side.interval.high)
        ]
        for key, effect in changes.items()
    }
    assert rounded == {
        ("visits", 2020): ["91.9", "95.2", "95.6", "96.4"],
        ("visits", 2021): ["93.1", "97.2", "93.1", "93.5"],
        ("logins", 2021): ["80.0", "89.3", "111.2", "116.7"],
    }
    assert {key for key, effect in changes.items() if effect.is_overturned} == {("visits", 2020), ("logins", 2021)}


def test_figures_are_revised_made_more_precise_or_new():
    found = effects_between(SPRING_2022, ALL_SOURCES)
    revised = {effect.after.as_printed for effect in found.figures if effect.kind == "revised"}
    refined = {effect.after.as_printed for effect in found.figures if effect.kind == "more_precise"}
    new = {(effect.after.metric, str(effect.after.period)) for effect in found.figures if effect.before is None}
    assert revised == {"72,9 millioner", "om lag 90,9 millioner"}
    assert refined == {"140,9 millioner"}
    assert new == {
        *(("visits", year) for year in ("2022", "2023", "2024")),
        *(("visits_monthly_mean", year) for year in ("2019", "2023", "2024")),
        *{("awareness_share", "2024"), ("ever_logged_in_share", "2024")},
    }


def test_no_verdict_on_the_published_claims_changed():
    """85 percent contradicts before and after: 93.1 and more; that the logins doubled too, from below and above."""
    assert effects_between(SPRING_2022, ALL_SOURCES).verdicts == ()


def test_nothing_differs_between_a_date_and_itself():
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


def test_a_verdict_that_differs_is_an_effect(before_and_after):
    """From 100 to 200 doubled, from 100 to 300 tripled; 100 calls were half of 200 visits and are a third of 300."""
    found = effects_between(*before_and_after).verdicts
    assert [(effect.after.claim.name, effect.before.verdict, effect.after.verdict) for effect in found] == [
        ("doubled", "agrees", "outdated"),
        ("tripled", "contradicts", "agrees"),
        ("calls", "agrees", "outdated"),
    ]


def test_a_claim_that_was_not_known_before_is_not_an_effect(before_and_after):
    assert "later" not in {effect.after.claim.name for effect in effects_between(*before_and_after).verdicts}


def test_the_effects_of_one_revision_are_those_on_its_series(before_and_after):
    """Row 4 of the made-up figures: the visits of 2020. A claim compared with them is concerned, too."""
    _, after = before_and_after
    ((figure, found),) = effects_of_revisions(after, [4])
    assert figure.as_printed == "300"
    assert [cells_of(effect) for effect in found.changes] == [["visits", "2019", "2020", 100, 100, 200, 200]]
    assert found.changes[0].is_overturned
    assert [effect.after.claim.name for effect in found.verdicts] == ["doubled", "tripled", "calls"]
    (effect,) = found.figures
    assert (effect.before.as_printed, effect.after.as_printed) == ("200", "300")


def test_the_effects_of_many_revisions_are_in_the_order_of_publication():
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
    assert [list(map(cells_of, effects.changes)) for _, effects in found] == [
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


def test_a_revised_quarter_moves_the_changes_of_its_year():
    known = known_of({"visits": {}}, REVISED_QUARTER, sources={"first": "2022", "second": "2023"})
    ((_, found),) = effects_of_revisions(known, [10])
    assert [cells_of(effect) for effect in found.changes] == MOVED


def test_a_summed_year_differs_if_one_of_its_quarters_does():
    sources = {"first": "2022", "second": "2023"}
    before, after = (
        known_of({"visits": {}}, REVISED_QUARTER, sources=sources, as_of=day) for day in ("2022-12-31", "2023-12-31")
    )
    assert sorted(cells_of(effect) for effect in effects_between(before, after).changes) == sorted(MOVED)


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
        assert [(effect.before.verdict, effect.after.verdict) for effect in found.verdicts] == [("agrees", "outdated")]
