"""What changed between two editions, read from their files for programs."""

from datetime import date
from fractions import Fraction

import pytest
from statedfolder import NAMES, figure_row, series_row, write_stated

from helsetrend.edition.changes import changes_between, stated_by
from helsetrend.values.interval import Interval

DAY = date(2022, 5, 31)


def millions(text):
    return str(Fraction(text) * 1_000_000)


def row(figure):
    if figure == ["-"]:
        return series_row("2021")
    value, hedge, low, high = figure
    return series_row("2021", millions(value), hedge=hedge, low=millions(low), high=millions(high))


def changed(tmp_path, before, after, sentences_before=None, sentences_after=None):
    """What changed from the rows before to the rows after, each by the name of their file."""
    stated = [
        stated_by(write_stated(tmp_path / name, **rows), sentences or {})
        for name, rows, sentences in (("a", before, sentences_before), ("b", after, sentences_after))
    ]
    return changes_between(DAY, *stated)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (["-"], ["140", "none", "139.5", "140.5"], "added"),
        (["72", "none", "71.5", "72.5"], ["72.9", "none", "72.85", "72.95"], "revised"),
        (["140", "over", "140", "141"], ["140.9", "none", "140.85", "140.95"], "more_precise"),
        (["140", "over", "140", "141"], ["152", "none", "151.5", "152.5"], "given_anew"),  # literally over 140
        (["140", "none", "139.5", "140.5"], ["140", "about", "139", "141"], "given_anew"),
        (["72", "none", "71.5", "72.5"], ["73", "none", "72.5", "73.5"], "given_anew"),  # the two share a bound
        (["72", "none", "71.5", "72.5"], ["72", "none", "71.5", "72.5"], None),
    ],
)
def test_a_figure_that_changed_is_told_with_what_became_of_it(before, after, kind, tmp_path):
    changes = changed(tmp_path, {"series": [row(before)]}, {"series": [row(after)]})
    assert [effect.kind for effect in changes.figures] == ([kind] if kind else [])
    assert [effect.kind for effect in changes.corrected] == (["revised"] if kind == "revised" else [])
    assert changes.is_empty is (kind is None)


def test_a_figure_in_place_of_a_second_hand_one_is_first_hand(tmp_path):
    before = {"series": [series_row("2021", "72000000", hand="second_hand")]}
    changes = changed(tmp_path, before, {"series": [series_row("2021", "80000000", hand="first_hand")]})
    assert [effect.kind for effect in changes.figures] == ["first_hand"]


def test_a_figure_that_is_gone_is_withdrawn(tmp_path):
    changes = changed(tmp_path, {"series": [series_row("2021", "72000000")]}, {"series": [series_row("2021")]})
    assert [(figure.metric, figure.value) for figure in changes.withdrawn] == [("visits", 72_000_000)]
    assert changes.figures == ()


def test_the_same_figure_with_another_status_is_told(tmp_path):
    before = {"series": [series_row("2021", "72000000", obs_status="provisional; estimated")]}
    changes = changed(tmp_path, before, {"series": [series_row("2021", "72000000", obs_status="final")]})
    ((old, new),) = changes.statuses
    assert (old.statuses, new.statuses) == (("provisional", "estimated"), ("final",))
    assert changes.figures == ()
    assert not changes.is_empty


def test_months_and_quarters_of_the_years_count_too(tmp_path):
    """Corrected, new and gone; but not one of another year, another metric, or that is no longer in force."""
    series = [series_row("2020"), series_row("2021", "72000000")]
    months = [figure_row("2021-02", "6000000"), figure_row("2021-Q3", "18000000")]
    apart = [figure_row("2018-02", "1000000"), figure_row("2021-04", "1000000", metric="logins")]
    before = {"series": series, "figures": [figure_row("2021-01", "5000000"), *months, *apart]}
    others = [figure_row("2018-02", "3000000"), figure_row("2021-04", "3000000", metric="logins")]
    superseded = figure_row("2021-02", "9000000", status="superseded")
    now = [figure_row("2021-01", "7500000"), months[0], superseded, figure_row("2021-05", "4000000"), *others]
    changes = changed(tmp_path, before, {"series": series, "figures": now})
    assert {str(effect.after.period): effect.kind for effect in changes.figures} == {
        "2021-01": "revised",
        "2021-05": "added",
    }
    assert [str(figure.period) for figure in changes.withdrawn] == ["2021-Q3"]


def test_a_year_that_only_one_of_the_two_looks_at_is_no_change(tmp_path):
    before = {"series": [series_row("2020", "50000000"), series_row("2021", "72000000")]}
    after = {"series": [series_row("2021", "72000000"), series_row("2022", "90000000")]}
    assert changed(tmp_path, before, after).is_empty


def test_a_series_that_is_new_is_added(tmp_path):
    before = {"series": [series_row("2021", "72000000")]}
    after = {"series": [*before["series"], series_row("2021", "1000000", metric="loans", metric_nb="Lån")]}
    (effect,) = changed(tmp_path, before, after).figures
    assert (effect.kind, effect.after.metric) == ("added", "loans")


def change_row(low="", high="", direction="up"):
    span = {"metric": "visits", "service": "", "from_period": "2020", "to_period": "2021"}
    return {**span, "change_low": low, "change_high": high, "change_unit": "percent", "direction": direction}


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (change_row("80", "85.5"), change_row("80", "85.5"), 0),
        (change_row("80", "85.5"), change_row("111", "117"), 1),
        (change_row(direction="not_compared"), change_row("111", "117"), 1),
        (change_row("80", "85.5"), change_row(direction="not_compared"), 1),
    ],
)
def test_a_change_over_a_year_with_other_bounds_is_told(before, after, count, tmp_path):
    series = [series_row("2020", "43000000"), series_row("2021", "90000000")]
    changes = changed(tmp_path, {"series": series, "changes": [before]}, {"series": series, "changes": [after]})
    assert len(changes.changes) == count
    if count and after["change_low"]:
        assert changes.changes[0].after.interval == Interval(Fraction(111), Fraction(117))


def claim_row(verdict, *, claim="c", period="2021"):
    return {**NAMES, "claim": claim, "to_period": period, "as_printed": "85 prosent", "verdict": verdict}


def test_claims_that_are_new_gone_or_judged_anew_are_told(tmp_path):
    series = [series_row("2021", "72000000")]
    before = {"series": series, "claims": [claim_row("agrees", claim="a"), claim_row("agrees", claim="b")]}
    before["claims"] += [claim_row("agrees", claim="gone"), claim_row("agrees", claim="of 2019", period="2019")]
    after = {"series": series, "claims": [claim_row("agrees", claim="a"), claim_row("outdated", claim="b")]}
    after["claims"] += [claim_row("contradicts", claim="new")]
    verdicts = {
        pair.key[0]: tuple(claim.verdict if claim else None for claim in (pair.before, pair.after))
        for pair in changed(tmp_path, before, after).claims
    }
    assert verdicts == {"b": ("agrees", "outdated"), "gone": ("agrees", None), "new": (None, "contradicts")}


def test_sentences_are_compared_in_the_languages_of_both(tmp_path):
    before = {"nb": {"lead": "a", "visits": "b", "gone": "c"}, "en": {"lead": "x"}}
    after = {"nb": {"lead": "a", "visits": "B", "new": "d"}, "nn": {"lead": "y"}}
    sentences = changed(tmp_path, {}, {}, before, after).sentences
    assert list(sentences) == ["nb"]
    assert [(pair.key[0], pair.before, pair.after) for pair in sentences["nb"]] == [
        ("visits", "b", "B"),
        ("new", None, "d"),
        ("gone", "c", None),
    ]


def test_other_words_alone_are_no_change(tmp_path):
    assert changed(tmp_path, {}, {}, {"nb": {"lead": "a"}}, {"nb": {"lead": "b"}}).is_empty


def test_the_newer_names_go_first(tmp_path):
    before = {"series": [series_row("2021"), series_row("2021", metric="old", metric_nb="Gammelt")]}
    after = {"series": [series_row("2021", metric_nb="Besøkene")]}
    names = changed(tmp_path, before, after).names
    assert (names["visits", ""]["nb"], names["old", ""]["nb"]) == ("Besøkene", "Gammelt")


@pytest.mark.parametrize("broken", ["no file", "a column less", "a number that is none", "no manifest"])
def test_an_edition_that_cannot_be_read_is_refused(broken, tmp_path):
    edition = write_stated(tmp_path / "a", series=[series_row("2021", "72000000")])
    path = edition / "data" / "series.csv"
    if broken == "no file":
        path.unlink()
    elif broken == "a column less":
        path.write_text(path.read_text("utf-8").replace("obs_status,", "status,"), "utf-8")
    elif broken == "a number that is none":
        path.write_text(path.read_text("utf-8").replace("72000000", "72 mio."), "utf-8")
    with pytest.raises(ValueError, match="cannot be"):
        stated_by(edition, None if broken == "no manifest" else {})
