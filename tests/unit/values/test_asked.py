"""Years and periods in the forms in which people, papermill and pandas give them."""

import numpy as np
import pandas as pd
import pytest

from helsetrend.values import Period, asked_period, asked_periods, asked_year


@pytest.mark.parametrize(
    "asked", [2021, "2021", " 2021 ", 2021.0, "2021.0", np.int64(2021), np.float64(2021), Period.parse("2021")]
)
def test_one_year_in_each_form(asked):
    assert asked_year(asked) == 2021


@pytest.mark.parametrize(
    "asked",
    [
        [2019, 2020, 2021], range(2019, 2022), "2019-2021", "2019\u20132021", "2019:2021", "2019/2021", "2019 til 2021",
        "2019 to 2021", "2019, 2020, 2021", ("2019", 2020.0, "2021"), pd.Series([2019, 2020, 2021]),
        np.arange(2019, 2022), (year for year in (2019, 2020, 2021)),
    ],
)  # fmt: skip
def test_several_years_in_each_form(asked):
    assert asked_periods(asked) == [2019, 2020, 2021]


def test_a_period_is_read_as_the_data_have_it():
    assert asked_period("2014-05") == Period.parse("2014-05")
    assert asked_periods("4. kvartal 2016") == [Period.parse("2016-Q4")]
    assert asked_periods(["2020", "2020-12"]) == [2020, Period.parse("2020-12")]


def test_two_numbers_are_one_year_where_years_start_in_august():
    school_year = Period.parse("2020/21", year_starts="08-01")
    assert asked_periods("2020/2021", year_starts="08-01") == [school_year]
    assert asked_periods("2020/2021") == [2020, 2021]
    assert asked_periods("2019-2021", year_starts="08-01") == [2019, 2020, 2021]


@pytest.mark.parametrize(
    "asked", [None, True, 2021.5, "in May", "", {"a": 1}, b"2021", [None], [[2021]], 21_000, -3, "2021-2019"]
)
def test_what_is_no_year_is_refused_with_what_is_allowed(asked):
    with pytest.raises(ValueError, match=r"years: .*allowed: a year such as 2021"):
        asked_periods(asked)


@pytest.mark.parametrize("asked", ["2021-12", "soon", 2021.5, None, "2016-Q4"])
def test_what_is_not_one_year_is_refused_by_its_name(asked):
    with pytest.raises(ValueError, match=r"first_year: .*allowed: 2021 or '2021'"):
        asked_year(asked, name="first_year")
