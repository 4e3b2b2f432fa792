"""How much figures are revised: against a computation with plain loops over the printed figures, and at the edges."""

from math import isnan, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from madeup import published_of
from properties import of_hundred

import helsetrend as ht
from helsetrend.analysis import vintage_on
from helsetrend.analysis.revision_analysis import REVISION_SUMMARY, rule_of

METRICS = {"visits": {}, "share": {"kind": "share", "unit": "percent"}, "by": {"services": ["b", "a"]}}
DATES = {"one": "2021", "two": "2022-05", "three": "2023-01-09", "four": "2024"}


def known_of(figures, *, sources=DATES):
    """What is known of the figures, each a metric, a period, a print and a source."""
    return vintage_on(published_of(METRICS, figures, sources=sources))


# --- against plain loops


@st.composite
def published_figures(draw):
    """Whole numbers of visits, exact as printed, for some periods and sources."""
    periods = draw(st.lists(st.sampled_from(["2018", "2019", "2020", "2020-01", "2020-02"]), min_size=1, unique=True))
    return [
        ("visits", period, str(draw(st.sampled_from([101, 103, 107, 109]))), source)
        for period in periods
        for source in draw(st.lists(st.sampled_from(list(DATES)), min_size=1, unique=True))
    ]


def by_hand(figures, form):
    """The sizes of the revisions of exact figures: first and latest of each period, as any statistician would."""
    prints = {}
    for source in DATES:  # in the order of publication
        for _, period, printed, where in figures:
            if where == source and ("month" if "-" in period else "year") == form:
                prints.setdefault(period, []).append(int(printed))
    pairs = [(values[0], values[-1]) for values in prints.values() if len(values) > 1]
    if not pairs:
        return None
    table = pd.DataFrame(pairs, columns=["first", "latest"])
    change = table["latest"] - table["first"]
    return {
        "figures": len(table),
        "revised": int((change != 0).sum()),
        "up": int((change > 0).sum()),
        "down": int((change < 0).sum()),
        "mean_revision": change.mean(),
        "mean_absolute_revision": change.abs().mean(),
        "mean_percent": (100 * change / table["first"]).mean(),
        "mean_absolute_percent": (100 * change.abs() / table["first"]).mean(),
        "relative_percent": 100 * change.abs().sum() / table["first"].sum(),
        "largest_revision": max(change, key=abs) if change.any() else nan,
    }


@of_hundred(60)
@given(published_figures())
def test_whatever_is_published_sizes_steps_and_triangle_are_right(figures):
    """To make the tables of the figures takes longest, so they are made once for the three."""
    known = known_of(figures)
    assert_sizes_are_those_of_plain_loops(figures, known)
    assert_steps_add_up_to_the_revision_from_the_first_figure_to_the_latest(known)
    assert_triangle_has_each_print_in_its_place_and_ends_with_what_is_in_force(figures, known)


def assert_sizes_are_those_of_plain_loops(figures, known):
    table = ht.revision_summary(data=known).set_index("form")
    for form in ("year", "month"):
        expected = by_hand(figures, form)
        assert (expected is not None) == (form in table.index)
        if expected:
            found = table.loc[form, list(expected)].to_dict()
            if abs(found["largest_revision"]) == abs(expected["largest_revision"]):
                expected["largest_revision"] = found["largest_revision"]  # of two as large, either
            assert found == pytest.approx(expected, nan_ok=True)
            assert (
                table.loc[form, "mean_low"] == table.loc[form, "mean_high"] == pytest.approx(expected["mean_revision"])
            )


def assert_steps_add_up_to_the_revision_from_the_first_figure_to_the_latest(known):
    steps, whole = (ht.revision_summary(basis=basis, data=known) for basis in ("step_by_step", "first_to_latest"))
    assert list(steps["form"]) == list(whole["form"])
    for one, other in zip(steps.itertuples(), whole.itertuples(), strict=True):
        assert one.figures >= other.figures
        assert one.mean_revision * one.figures == pytest.approx(other.mean_revision * other.figures, abs=1e-6)


def assert_triangle_has_each_print_in_its_place_and_ends_with_what_is_in_force(figures, known):
    held, printed = (ht.revision_triangle("visits", cells=cells, data=known) for cells in ("value", "as_printed"))
    in_force = known.table.set_index("period")["value"]
    assert held.iloc[:, -1].to_dict() == in_force.to_dict()
    filled = {(period, source): cell for period, row in printed.iterrows() for (_, source), cell in row.items() if cell}
    assert filled == {(period, source): text for _, period, text, source in figures}


# --- at the edges


def test_a_series_published_once_has_no_row():
    table = ht.revision_summary(data=known_of([("visits", "2020", "7", "one"), ("visits", "2021", "9", "two")]))
    assert len(table) == 0
    REVISION_SUMMARY.validate(table)


def test_figures_of_one_day_are_not_revisions():
    twins = {"one": "2021", "two": ("2021", 2)}
    known = known_of([("visits", "2020", "7", "one"), ("visits", "2020", "9", "two")], sources=twins)
    assert len(ht.revision_summary(data=known)) == len(ht.revision_summary(basis="step_by_step", data=known)) == 0
    assert ht.revision_triangle("visits", cells="value", data=known).loc["2020"].tolist() == [7, 7]


def test_a_share_is_revised_in_points_and_not_in_percent():
    known = known_of([("share", "2020", "10 %", "one"), ("share", "2020", "12,5 %", "two")])
    (row,) = ht.revision_summary(data=known).itertuples()
    assert (row.unit, row.mean_revision, row.mean_low, row.mean_high) == ("points", 2.5, 1.95, 3.05)
    assert all(map(isnan, (row.mean_percent, row.mean_absolute_percent, row.relative_percent, row.largest_percent)))


def test_what_was_zero_has_no_percent():
    known = known_of([("visits", "2020", "0", "one"), ("visits", "2020", "7", "two")])
    (row,) = ht.revision_summary(data=known).itertuples()
    assert row.mean_revision == 7
    assert isnan(row.mean_percent)


def test_services_are_apart_and_in_the_order_of_the_catalogue():
    figures = [("by:a", "2020", "7", "one"), ("by:a", "2020", "9", "two"), ("by:b", "2020", "5", "one")]
    known = known_of(figures)
    assert ht.revision_summary("by", data=known)["service"].tolist() == ["a"]
    assert ht.revision_triangle("by", data=known).index.tolist() == [("b", "2020"), ("a", "2020")]
    assert ht.revision_triangle("by", service="a", data=known).loc[("a", "2020")].tolist() == ["7", "9"]


def test_several_prints_of_one_publication_are_in_one_cell():
    figures = [("visits", "2021", "over 140 million", "one"), ("visits", "2021", "140 million", "one")]
    assert ht.revision_triangle("visits", data=known_of(figures)).to_numpy().tolist() == [
        ["over 140 million; 140 million"]
    ]


def test_the_columns_are_the_publications_by_the_day_they_count_from():
    figures = [("visits", "2021", "7", "four"), ("visits", "2021", "7", "two"), ("visits", "2020", "7", "three")]
    table = ht.revision_triangle("visits", data=known_of(figures))
    assert table.columns.tolist() == [("2022-05", "two"), ("2023-01-09", "three"), ("2024", "four")]
    assert table.index.tolist() == ["2020", "2021"]


def test_a_rule_needs_six_revisions_and_is_the_same_in_both_directions():
    assert [rule_of(count, 0) for count in range(7)] == ["never_revised", *["too_few"] * 5, "too_low"]
    for up in range(15):
        for down in range(15):
            mirror = {"too_low": "too_high", "too_high": "too_low"}
            assert rule_of(down, up) == mirror.get(rule_of(up, down), rule_of(up, down))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: ht.revision_summary(basis="first"),
            "'first' is not a basis; expected first_to_latest or step_by_step",
        ),
        (lambda: ht.revision_triangle("visits", cells="x"), "'x' is not in a triangle; expected as_printed, in_force"),
    ],
    ids=["basis", "cells"],
)
def test_another_word_is_refused_with_those_that_are_allowed(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_metric_that_does_not_exist_is_refused():
    with pytest.raises(ht.UnknownNameError, match="there are: visits, "):
        ht.revision_triangle("visit")
