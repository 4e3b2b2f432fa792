"""Which figure was in force on a date, what revised it, and where sources do not agree."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from frozen import PUBLISHED
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from slowvintages import Print, slow_steps
from smallsets import printed, several_publishers, small_sets, table_of

from helsetrend.published.conflicting import conflicts
from helsetrend.published.figures import FIGURES
from helsetrend.published.register import Register
from helsetrend.published.schemas import as_texts
from helsetrend.published.vintages import history, in_force, refinements, revisions

TABLE = PUBLISHED.rows
SPRING_2022 = "2022-05-31"
ALL_SOURCES = "2025-12-31"
"""The last day of the newest source that these tests know of; rows of later sources do not change them."""

# In force on either date, as the page and its successors print them.
IN_FORCE = """
metric                           service   period   spring 2022                  all sources
visits                           -         2016     i overkant av 12,7 millioner i overkant av 12,7 millioner
visits                           -         2017     18,7 millioner               18,7 millioner
visits                           -         2018     25,6 millioner               25,6 millioner
visits                           -         2019     37,2 millioner               37,2 millioner
visits                           -         2020     72 millioner                 72,9 millioner
visits                           -         2021     over 140 millioner           140,9 millioner
visits                           -         2022     -                            115,9 millioner
visits                           -         2023     -                            i overkant av 110 millioner
visits                           -         2024     -                            131 millioner
logins                           -         2017     7 millioner                  7 millioner
logins                           -         2018     11,9 millioner               11,9 millioner
logins                           -         2020     nærmere 43 millioner         nærmere 43 millioner
logins                           -         2021     rundt 77,5 millioner         om lag 90,9 millioner
service_visits                   messages  2020     15,9 millioner               15,9 millioner
service_visits                   messages  2021     40 millioner                 40 millioner
patient_travel_electronic_share  -         2020-12  nesten 84 %                  nesten 84 %
patient_travel_electronic_share  -         2021-12  over 87 prosent              over 87 prosent
awareness_share                  -         2024     -                            99 %
"""

REVISED = {
    # metric, period: old and new print, their difference, and the same in percent of the old, worked out by hand
    ("logins", "2021"): ("rundt 77,5 millioner", "om lag 90,9 millioner", 13_400_000, 100 * 13.4 / 77.5),
    ("visits", "2020"): ("72 millioner", "72,9 millioner", 900_000, 1.25),  # 0.9 / 72 = 1/80
}


def decisive_day_by_day(prints):
    """The rule of the design, said plainly: of each date, the figure that decides and the one in force before it.

    Of one date the rank decides, then the order of the rows. That figure takes the place of the one in force,
    unless it is coarser and agrees with it.
    """
    current = None
    for day in sorted({figure.day for figure in prints}):
        decisive = min((figure for figure in prints if figure.day == day), key=lambda figure: (figure.rank, figure.row))
        before = current
        if current is None or not (decisive.agrees(current) and decisive.is_coarser(current)):
            current = decisive
        yield decisive, before, current


def lines(table):
    head, *rows = table.strip().splitlines()
    starts = [head.index(name) for name in ("metric", "service", "period", "spring 2022", "all sources")]
    for row in rows:
        yield [row[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


@pytest.mark.parametrize("line", list(lines(IN_FORCE)), ids=lambda line: " ".join(line[:3]))
def test_the_figure_in_force_is_the_one_that_was_known(line):
    metric, service, period, *expected = line
    for as_of, as_printed in zip((SPRING_2022, ALL_SOURCES), expected, strict=True):
        table = in_force(history(TABLE, as_of=as_of))
        series = table[table["metric"].eq(metric) & table["period"].eq(period)]
        series = series[series["service"].eq(service.strip("-"))]
        assert list(series["as_printed"]) == ([] if as_printed == "-" else [as_printed])


@pytest.mark.parametrize(
    ("row", "role", "figure_in_force"),
    [
        (18, "confirms", 32),  # 141 (140.5 to 141.5) after 140.9 (140.85 to 140.95)
        (19, "confirms", 31),  # about 116 (115 to 117) after 115.9 (115.85 to 115.95)
        (32, "replaces", 32),  # 140.9 after over 140 (140 to 141): it agrees and is finer
        (33, "revises", 33),  # 72.9 (from 72.85) after 72 (to 72.5)
        (15, "revises", 15),  # about 90.9 (from 90.8) after about 77.5 (to 77.6)
        (20, "conflicts", 20),  # over 110 (from 110), of February 2024, and 109.5 (to 109.55), of the 9th
        (45, "confirms", 41),  # 12 (11.5 to 12.5) beside 11.9 (11.85 to 11.95)
        (14, "takes_over", 14),  # 25.6 of the producer, after the same of newspapers
        (41, "replaces", 41),  # 11.9 of one newspaper after another: both second-hand
        (35, "fills", 35),  # 131, seen second-hand
        (28, "conflicts", 6),  # the caption's 79 (78.5 to 79.5) beside about 77.5
        (27, "confirms", 6),  # 77.5 (77.45 to 77.55) beside about 77.5, of a source that goes before
        (5, "confirms", 2),  # 140 on the same page as over 140: the first row
        (4, "replaces", 4),  # 37.2 two years after just over 37.2: it agrees and is as fine
    ],
)
def test_a_published_figure_confirms_replaces_revises_or_conflicts(row, role, figure_in_force):
    found = history(TABLE, as_of=ALL_SOURCES).loc[row]
    assert (found["role"], found["in_force"]) == (role, figure_in_force)


def test_nothing_was_revised_by_spring_2022():
    assert len(revisions(history(TABLE, as_of=SPRING_2022))) == 0
    assert not in_force(history(TABLE, as_of=SPRING_2022))["is_revised"].any()


def test_each_revision_is_reported_with_its_size():
    found = revisions(history(TABLE, as_of=ALL_SOURCES)).set_index(["metric", "period"])
    assert set(found.index) == set(REVISED)
    for series, (old, new, change, percent) in REVISED.items():
        row = found.loc[series]
        assert (row["old_as_printed"], row["new_as_printed"], row["change_value"]) == (old, new, change)
        assert row["change_percent"] == pytest.approx(percent)
    assert round(found.loc[("logins", "2021"), "change_percent"], 1) == 17.3


def test_the_revised_figures_are_marked_and_no_others():
    table = in_force(history(TABLE, as_of=ALL_SOURCES))
    assert set(table.loc[table["is_revised"], ["metric", "period"]].itertuples(index=False, name=None)) == set(REVISED)


def test_a_figure_made_more_precise_is_a_refinement_and_no_revision():
    found = refinements(history(TABLE, as_of=ALL_SOURCES))
    assert list(zip(found["old_as_printed"], found["new_as_printed"], strict=True)) == [
        ("over 140 millioner", "140,9 millioner")
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (SPRING_2022, {("logins", "2021", 6, 28, False), ("visits", "2018", 39, 49, True)}),
        (
            ALL_SOURCES,
            {("logins", "2021", 6, 28, False), ("visits", "2018", 39, 49, True), ("visits", "2023", 20, 30, False)},
        ),
    ],
)
def test_sources_of_one_time_that_cannot_both_hold_are_named(as_of, expected):
    """77.5 and 79 have nothing in common; 25.5 and 25.6 only 25.55; 109.5 (to 109.55) lies below over 110."""
    found = conflicts(history(TABLE, as_of=as_of))
    rows = found[["metric", "period", "one", "other", "only_touch"]].itertuples(index=False, name=None)
    assert set(rows) == expected


def test_the_conflicting_prints_of_2018_are_both_right_for_one_value_only():
    digi, inside_scandinavian_business = TABLE.loc[39], TABLE.loc[49]
    assert (digi["low"], inside_scandinavian_business["high"]) == (25_550_000, 25_550_000)


@pytest.mark.parametrize(("day", "is_known"), [("2022-05-30", False), ("2022-05-31", True)])
def test_a_figure_is_known_from_the_last_day_of_its_partial_date(day, is_known):
    assert (2 in history(TABLE, as_of=day).index) == is_known
    assert (2 in history(TABLE, as_of=date.fromisoformat(day)).index) == is_known


def test_the_history_of_a_day_before_all_figures_is_empty():
    found = history(TABLE, as_of="2000-01-01")
    assert [
        len(table) for table in (found, in_force(found), revisions(found), refinements(found), conflicts(found))
    ] == [0] * 5


@of_hundred(5)
@given(small_sets(digit=Fraction(1, 10)))
def test_the_small_sets_are_tables_of_figures(prints):
    table = table_of(prints)
    pd.testing.assert_frame_equal(FIGURES.validate(table), table)


@given(several_publishers())
def test_all_periods_at_once_are_as_each_figure_by_itself(table):
    found = history(table)
    by_period = [figures for _, figures in found.groupby("period")]
    slow = [
        step
        for figures in by_period
        for step in slow_steps(
            Print(row.Index, *(getattr(row, name) for name in Print._fields[1:])) for row in figures.itertuples()
        )
    ]
    assert list(found[["role", "before", "in_force", "of_producer"]].itertuples(index=False, name=None)) == slow


@pytest.mark.parametrize("digit", [Fraction(1), Fraction(1, 10)], ids=["whole numbers", "decimals"])
@of_hundred(12)
@given(data=st.data())
def test_history_follows_the_rule_on_every_day(digit, data):
    """Ten small sets at once, each of another period and with its own rows."""
    drawn = data.draw(st.lists(small_sets(digit=digit), min_size=10, max_size=10))
    sets = [[figure._replace(row=figure.row + 10 * place) for figure in prints] for place, prints in enumerate(drawn)]
    table = pd.concat([table_of(prints, period=str(2014 + place)) for place, prints in enumerate(sets)])
    for day in range(1, 5):
        known = [[figure for figure in prints if figure.day <= day] for prints in sets]
        days = [list(decisive_day_by_day(prints)) for prints in known]
        found = history(table, as_of=date(2022, 1, day))
        assert set(found.index) == {figure.row for prints in known for figure in prints}
        assert list(in_force(found).index) == [current.row for steps in days for _, _, current in steps[-1:]]
        revised = {
            (before.row, decisive.row)
            for steps in days
            for decisive, before, _ in steps
            if before and not decisive.agrees(before)
        }
        rows = revisions(found)
        assert set(zip(rows["old_row"], rows["new_row"], strict=True)) == revised


@of_hundred(60)
@given(small_sets(digit=Fraction(1)), small_sets(digit=Fraction(1)))
def test_one_period_has_no_part_in_the_history_of_another(one, other):
    moved = [figure._replace(row=figure.row + 100) for figure in other]
    both = pd.concat([table_of(moved, period="2020"), table_of(one)])
    expected = {list(decisive_day_by_day(series))[-1][2].row for series in (one, moved)}
    assert set(in_force(history(both)).index) == expected


@of_hundred(60)
@given(small_sets(digit=Fraction(1)), st.randoms())
def test_the_order_of_the_table_is_of_no_account(prints, random):
    shuffled = random.sample(prints, len(prints))
    pd.testing.assert_frame_equal(history(table_of(shuffled)), history(table_of(prints)))


@of_hundred(60)
@given(small_sets(digit=Fraction(1)))
def test_history_adds_to_the_table_and_changes_nothing_in_it(prints):
    table = table_of(prints)
    found = history(table)
    pd.testing.assert_frame_equal(table, table_of(prints))
    pd.testing.assert_frame_equal(found[table.columns].sort_index(), as_texts(table))


@of_hundred(60)
@given(small_sets(digit=Fraction(1)))
def test_a_conflict_is_a_pair_of_one_day_with_no_room_in_common(prints):
    figures = {figure.row: figure for figure in prints}
    found = conflicts(history(table_of(prints)))
    for one, other, only_touch in found[["one", "other", "only_touch"]].itertuples(index=False, name=None):
        a, b = figures[one], figures[other]
        assert a.day == b.day
        assert a.cannot_both_hold(b)
        assert only_touch == a.agrees(b)
    quarrel = any(a.day == b.day and a.cannot_both_hold(b) for a in prints for b in prints if a.row < b.row)
    assert bool(len(found)) == quarrel


@pytest.mark.parametrize(
    ("spans", "is_conflict"),
    [
        (((1, 1), (1, 1)), True),
        (((1, 1), (2, 2)), False),
        (((1, 31), (9, 9)), True),
        (((1, 8), (9, 9)), False),
        (((1, 9), (9, 31)), True),
    ],
    ids=["one day", "two days", "a month and a day in it", "one after the other", "a day in common"],
)
def test_figures_are_of_one_time_if_their_dates_may_be_the_same(spans, is_conflict):
    table = printed("""
        1 1 none 9
        1 1 none 12
    """)
    dates = [pd.to_datetime([date(2022, 1, span[end]) for span in spans]).astype("datetime64[s]") for end in (0, 1)]
    table = table.assign(published_from=dates[0], published_date=dates[1])
    assert len(conflicts(history(table))) == is_conflict


def test_a_conflict_is_not_hidden_by_a_pair_that_only_touches():
    """10 (9.5 to 10.5) and 9 (8.5 to 9.5) touch at 9.5; over 10 (10 to 11) and the same 9 have nothing in common."""
    table = printed("""
        1 1 none 10
        1 2 none 9
        1 3 over 10
    """)
    found = conflicts(history(table))
    pairs = set(found[["one", "other", "only_touch"]].itertuples(index=False, name=None))
    assert pairs == {(2, 3, True), (3, 4, False)}


def test_a_revision_that_is_printed_again_stays_a_revision():
    found = history(
        printed("""
        1 1 none  71
        2 1 over  73
        3 1 over  73
        4 1 about 74
        """)
    )
    assert list(found["role"]) == ["first", "revises", "replaces", "confirms"]
    assert list(found["before"]) == [0, 2, 3, 4]
    assert in_force(found)["is_revised"].to_dict() == {4: True}


def test_prints_that_are_equally_fine_are_no_refinement_of_each_other():
    """0.3 (0.25 to 0.35), then over 0.3 (0.3 to 0.4), then 0.3 again: each replaces the one before it."""
    found = history(
        printed("""
        1 1 none 0.3
        2 1 over 0.3
        3 1 none 0.3
        """)
    )
    assert list(found["role"]) == ["first", "replaces", "replaces"]
    assert len(refinements(found)) == 0


def test_of_one_date_the_rank_decides_then_the_order_of_the_rows():
    found = history(
        printed("""
        1 2 none 5
        1 1 none 9
        1 1 none 7
        """)
    )
    assert list(in_force(found).index) == [3]
    assert found["role"].to_dict() == {3: "first", 4: "conflicts", 2: "conflicts"}


def test_a_lesser_source_of_the_same_date_is_not_in_force_even_where_it_is_finer():
    found = history(
        printed("""
        1 1 none 140
        2 1 none 150
        2 2 none 149.9
        """)
    )
    assert list(in_force(found).index) == [3]
    assert found["role"].to_dict() == {2: "first", 3: "revises", 4: "confirms"}


@pytest.mark.parametrize(
    ("prints", "roles", "conflicting"),
    [
        (["1 1 exact 100", "2 1 exact 100"], ["first", "replaces"], 0),
        (["1 1 exact 100", "2 1 exact 101"], ["first", "revises"], 0),
        (["1 1 exact 100", "2 1 about 101"], ["first", "confirms"], 0),  # 100 to 102
        (["1 1 exact 100", "2 1 about 102"], ["first", "revises"], 0),  # 101 to 103
        (["1 1 none 100", "2 1 exact 100"], ["first", "replaces"], 0),  # finer than 99.5 to 100.5
        (["1 1 exact 100", "1 2 exact 100"], ["first", "confirms"], 0),
        (["1 1 exact 100", "1 2 exact 101"], ["first", "conflicts"], 1),
        (["1 1 exact 100", "1 2 over 100"], ["first", "confirms"], 0),  # 100 to 101 holds 100
        (["1 1 nearly 100", "1 2 over 100"], ["first", "confirms"], 1),  # both right for exactly 100 alone
    ],
)
def test_an_exact_figure_leaves_nothing_open(prints, roles, conflicting):
    found = history(printed("\n".join(prints)))
    assert list(found["role"]) == roles
    assert len(conflicts(found)) == conflicting


def test_a_refinement_is_finer_and_an_exact_figure_is_the_finest():
    found = history(
        printed("""
        1 1 none 100
        2 1 exact 100
        3 1 exact 100
        """)
    )
    finer = refinements(found)
    assert list(zip(finer["old_row"], finer["new_row"], strict=True)) == [(2, 3)]


@of_hundred(60)
@given(small_sets(digit=Fraction(1)))
def test_a_figure_is_revised_if_one_that_it_goes_back_to_was(prints):
    """Step by step back from each figure in force, against the one pass over the table."""
    known = history(table_of(prints))
    register = Register(known)
    for row, is_revised in in_force(known)["is_revised"].items():
        back = register.replaced(register.place_of(row))
        assert is_revised == any(known["role"].iat[place] == "revises" for place in back)


@of_hundred(60)
@given(small_sets(digit=Fraction(1)))
def test_what_was_known_on_a_day_is_a_part_of_the_whole_history(prints):
    table = table_of(prints)
    whole = history(table)
    for day in table["published_date"].unique():
        known = history(table, as_of=day.date())
        pd.testing.assert_frame_equal(whole[whole["published_date"] <= day], known)
