"""Rates and stocks: what may be said of their units and days in metrics.toml, and what a period of a stock means."""

import pytest
from madeup import known_of
from tablefolder import figure_cells, metrics_toml, table_folder

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.vintage.comparison import Change, compare
from helsetrend.errors import DataError
from helsetrend.published.catalogue import read_catalogue
from helsetrend.published.folder import read_published
from helsetrend.values.denominator import per_how_many
from helsetrend.values.interval import Interval

STOCK = {"kind": "stock", "measured": "12-31"}
USERS = {
    "users": STOCK,
    "by": {**STOCK, "services": ["app", "web"], "lists_all_services": True, "services_add_up_to": "users"},
}


def read(tmp_path, entry, units=("visits",)):
    (tmp_path / "metrics.toml").write_text(metrics_toml({"m": entry}, units=units), "utf-8")
    return read_catalogue(tmp_path / "metrics.toml").metrics["m"]


@pytest.mark.parametrize("unit", ["logins per 100 inhabitants", "besøk pr. time", "visits per day"])
def test_the_unit_of_a_rate_names_what_it_is_per(tmp_path, unit):
    assert not read(tmp_path, {"kind": "rate", "unit": unit}, units=(unit,)).adds_up


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("logins per 1 000 inhabitants", 1_000),
        ("calls per hundred residents", 100),
        ("besøk pr. million innbyggere", 1_000_000),
        ("calls per user", 1),
        ("visits per capita", 1),
        ("visits", None),
        ("megavisits", None),
    ],
)
def test_how_many_a_rate_is_per(unit, expected):
    assert per_how_many(unit) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"rate_of.numerator": "m", "rate_of.denominator": "x"}, "rate_of is for the kind rate, not count"),
        (
            {"kind": "rate", "rate_of.numerator": "m", "rate_of.denominator": "m"},
            "rate_of names 'm' as the numerator and as the denominator",
        ),
        ({"rate_of.numerator": "m", "rate_of.denominator": "x"}, "rate_of names 'x', which is not a metric"),
        ({"kind": "rate"}, "the unit 'visits' of a rate must name what it is per: logins per 100 inhabitants"),
        ({"kind": "stock"}, "measured = 'year' is for other kinds; of a stock it is a day, such as 12-31"),
        ({"kind": "stock", "measured": "12"}, "of a stock it is a day, such as 12-31"),
        ({"measured": "12-31"}, "measured = '12-31', a day, is only for the kind stock"),
        ({"kind": "stock", "measured": "02-30"}, "a month and a day such as 08-01"),
        ({"measured": "13"}, '"year", a month "1" to "12", or for a stock a day such as "12-31"'),
    ],
)
def test_what_does_not_fit_the_kind_is_a_fault(tmp_path, entry, expected):
    with pytest.raises(DataError) as raised:
        read(tmp_path, entry)
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("measured", "text", "day"),
    [
        ("12-31", "2023", "2023-12-31"),
        ("12-31", "2023-Q2", "2023-06-30"),
        ("12-31", "2024-02", "2024-02-29"),
        ("12-31", "2023-05-17", "2023-05-17"),
        ("01-01", "2023", "2023-01-01"),
        ("01-01", "2023-Q2", "2023-04-01"),
        ("06-30", "2023", "2023-06-30"),
    ],
)
def test_a_period_of_a_stock_is_the_day_that_is_counted(tmp_path, measured, text, day):
    metric = read(tmp_path, {"kind": "stock", "measured": measured})
    assert str(metric.read_period(text)) == day
    assert metric.in_its_years(metric.read_period(text)) == metric.read_period(text)


def test_in_years_from_july_the_day_of_a_stock_is_in_the_year_that_ends_then(tmp_path):
    metric = read(tmp_path, {"kind": "stock", "measured": "12-31", "year_starts": "07-01"})
    assert str(metric.read_period("2023/24")) == str(metric.period_of(2024)) == "2023-12-31"


def test_months_of_a_stock_are_days_and_never_add_up(tmp_path):
    """Where the months stand as their last days, no one need say what such a day stands for."""
    folder = table_folder(
        tmp_path,
        {"users": STOCK},
        '[tables.t]\nfiles = "t.csv"\npublished = 2024-02-01\nSOURCE\nrows.period = "Month"\n',
        {"t.csv": "Month,users\n2023-10-31,90\n2023-11-30,95\n2023-12-31,100\n"},
    )
    assert figure_cells(folder, "period", "value") == [("2023-10-31", 90), ("2023-11-30", 95), ("2023-12-31", 100)]
    assert read_published(folder).messages


FIGURES = """
users   2022  1 000
users   2023  1 200
by:app  2022  700
by:web  2022  300
by:app  2023  800
by:web  2023  400
"""


def test_a_stock_is_compared_from_day_to_day():
    change = compare(known_of(USERS, FIGURES), "users", 2022, 2023)
    assert isinstance(change, Change)
    assert (str(change.old.period), str(change.new.period)) == ("2022-12-31", "2023-12-31")
    assert change.interval == Interval(20, 20)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({"service": "app + web", "to_period": "2023", "as_printed": "1 200"}, "agrees"),
        ({"service": "app + web", "to_period": "2023", "as_printed": "1 300"}, "contradicts"),
        ({"service": "app", "from_period": "2022", "to_period": "2023", "as_printed": "1 500"}, "cannot_be_checked"),
    ],
)
def test_a_stock_adds_up_over_the_services_of_one_day_and_not_over_days(claim, verdict):
    (checked,) = check_claims(known_of(USERS, FIGURES, claims=[{"kind": "sum", "metric": "by", **claim}]))
    assert checked.verdict == verdict
