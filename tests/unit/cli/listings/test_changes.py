"""What `revisions` and `diff` print; worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from listed import METRICS, cells_of
from madeup import known_of

from helsetrend.analysis.effects import effects_between
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.cli.listings import changes
from helsetrend.published.vintages import in_order

REVISED = """
visits  2020  100  first
visits  2021  200  first
visits  2021  300  second
by:a    2021  12 345 678 901  first
by:a    2021  22 345 678 902  second
share   2020  10 %  first
share   2020  12 %  second
"""
TWO = {"first": "2021", "second": "2022-06"}


def revised(**more):
    options = {"metric": None, "since": None, "until": None} | more
    return changes.revisions_listing(known_of(METRICS, REVISED, sources=TWO), **options)


def test_a_revision_is_shown_with_its_size_in_full_and_in_percent():
    """100 more on 200 are 50 percent; 10 000 000 001 more on 12 345 678 901 are 81.0; 2 points on 10 are 20."""
    rows = {row[0]: row for row in cells_of(revised()[0])}
    assert rows["visits"] == [
        *("visits", "2021", "200", "300", "100", "+50.0", "2022-06-30", "first, second", "none published")
    ]
    assert rows["by a"][4:6] == ["10,000,000,001", "+81.0"]
    assert rows["share"][4:6] == ["2", "+20.0"]


def test_below_the_revisions_stands_what_changed_with_them():
    """From 100 to 200 was +100 percent, to 300 it is +200."""
    assert cells_of(revised(metric="visits")[1]) == [["visits 2021", "visits 2020 to 2021", "+100.0 %", "+200.0 %"]]
    assert len(revised(metric="share")) == 1  # there is no other year to compare it with


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2022-06-30", "2022-06-30", 3),
        ("2022-07-01", None, 0),
        (None, "2022-06-29", 0),
        ("2021-01-01", "2022-12-31", 3),
    ],
)
def test_revisions_are_shown_between_two_days_both_included(since, until, count):
    days = {name: date.fromisoformat(text) if text else None for name, text in {"since": since, "until": until}.items()}
    assert len(cells_of(revised(**days)[0])) == count


def test_a_revision_of_what_was_zero_has_no_percent():
    known = known_of({"visits": {}}, "visits  2021  0  first\nvisits  2021  7  second", sources=TWO)
    (table,) = changes.revisions_listing(known, metric=None, since=None, until=None)
    assert cells_of(table)[0][4:6] == ["7", ""]


def test_the_published_reason_of_a_revision_is_shown():
    published = known_of({"visits": {}}, "visits  2021  5  first\nvisits  2021  7  second", sources=TWO).published
    figures = published.figures.assign(revision_en=["", "Recounted."], revision_nb=["", "Talt på nytt."])
    known = vintage_on(replace(published, rows=in_order(figures)))
    (table,) = changes.revisions_listing(known, metric=None, since=None, until=None)
    assert cells_of(table)[0][-1] == "Recounted."


def test_the_differences_of_two_dates_are_what_is_no_longer_so_and_what_is_known_since():
    claims = [
        {
            "metric": "visits",
            "kind": "growth",
            "from_period": "2020",
            "to_period": "2021",
            "as_printed": "100 prosent",
            "source": "first",
        }
    ]
    figures = f"{REVISED}\nvisits  2022  400  second\nvisits  2020  100  second"
    before, after = (
        known_of(METRICS, figures, claims=claims, sources=TWO, as_of=day) for day in ("2021-12-31", "2022-12-31")
    )
    unlearned, learned = changes.differences_listing(effects_between(before, after))
    assert cells_of(unlearned) == [
        ["visits 2021", "200", "300", "revised"],
        ["by a 2021", "12 345 678 901", "22 345 678 902", "revised"],
        ["share 2020", "10 %", "12 %", "revised"],
        ["visits 2020 to 2021", "+100.0 %", "+200.0 %", "overturned"],
        ["claim own", "agrees", "outdated", "judged anew"],
    ]
    assert cells_of(learned) == [["visits 2022", "400"]]
    assert changes.differences_listing(effects_between(after, after)) == []


def test_a_year_that_was_a_sum_and_is_printed_now_is_shown_as_that_sum_before():
    """Two halves, 100 and 200, and then 301 for the year: the sum has become a print."""
    figures = """
    visits  2021-01/2021-06  100  first
    visits  2021-07/2021-12  200  first
    visits  2021             301  second
    """
    before, after = (known_of(METRICS, figures, sources=TWO, as_of=day) for day in ("2021-12-31", "2022-12-31"))
    (unlearned,) = changes.differences_listing(effects_between(before, after))
    assert cells_of(unlearned) == [["visits 2021", "300 (the sum of 2 figures)", "301", "revised"]]


def test_a_change_that_looks_the_same_before_and_after_is_left_out():
    """2 000 003 and 2 000 004 on 1 000 001 are both 100.0 to 100.1 percent more; the figure itself was revised."""
    figures = """
    visits  2020  1 000 001  first
    visits  2021  2 000 003  first
    visits  2021  2 000 004  second
    """
    before, after = (known_of(METRICS, figures, sources=TWO, as_of=day) for day in ("2021-12-31", "2022-12-31"))
    (unlearned,) = changes.differences_listing(effects_between(before, after))
    assert cells_of(unlearned) == [["visits 2021", "2 000 003", "2 000 004", "revised"]]
    assert len(changes.revisions_listing(after, metric=None, since=None, until=None)) == 1
