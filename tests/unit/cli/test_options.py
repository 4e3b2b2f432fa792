"""The values of options, parsed, and the errors that say what is allowed."""

from datetime import date

import pytest
from places import DATA

from helsetrend.cli.options import check_folder, day_of, languages_of, pairs_of, share_of, take_year, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019", [2019]),
        ("2016-2018", [2016, 2017, 2018]),
        ("2019, 2021", [2019, 2021]),
        ("2020-2021,2021,2019", [2020, 2021, 2019]),
    ],
)
def test_years_are_listed_once_in_the_order_given(text, years):
    assert years_of(text) == years


@pytest.mark.parametrize("text", ["", "2018-2016", "19", "2019-", "2019;2020"])
def test_a_text_without_years_is_an_error(text):
    with pytest.raises(ValueError, match=r"allowed: .*such as 2016-2023"):
        years_of(text)


@pytest.mark.parametrize(("text", "share"), [("0%", 0), ("100%", 1), ("0.1%", 0.001), ("25", 0.25)])
def test_a_share_is_a_percentage(text, share):
    assert share_of(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["101%", "-1%", "some", "nan", "0.1", "1e-3", "1"])
def test_what_is_not_a_share_is_an_error(text):
    with pytest.raises(ValueError, match="is not a share; allowed: a percentage"):
        share_of(text)


def test_a_day_is_an_iso_date_or_none():
    assert (day_of("2022-05-31"), day_of(None)) == (date(2022, 5, 31), None)
    with pytest.raises(ValueError, match=r"'31\.5\.2022' is not a day"):
        day_of("31.5.2022")


def test_parameters_are_split_at_the_first_equals_sign_and_stay_text():
    assert pairs_of(["place=0301", "rule=a=b", "note="], {"year": None}) == {"place": "0301", "rule": "a=b", "note": ""}


@pytest.mark.parametrize("texts", [["year=2020"], ["place=1", "place=2"]])
def test_a_parameter_given_twice_is_an_error(texts):
    with pytest.raises(ValueError, match="is given twice"):
        pairs_of(texts, {"year": 2021})


def test_a_year_is_taken_from_the_parameters_before_its_option():
    others = {"year": "2020", "place": "0301"}
    assert (take_year(others, "year", None), take_year(others, "year", 2019)) == (2020, 2019)
    assert others == {"place": "0301"}


def test_reports_can_be_put_into_a_folder_or_a_new_one(tmp_path):
    check_folder(tmp_path)
    check_folder(tmp_path / "new")
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="file is not a folder"):
        check_folder(tmp_path / "file")


def test_languages_are_some_of_those_of_the_data():
    nynorsk = DATA / "folders" / "nynorsk"
    assert languages_of(None, nynorsk) == ()
    assert languages_of("en, nn", nynorsk) == ("en", "nn")
    assert languages_of("en", DATA) == ("en",)


@pytest.mark.parametrize("text", ["", "nn,nb", "no", "nn;en"])
def test_a_language_that_the_data_lack_is_an_error_that_names_those_they_have(text):
    with pytest.raises(ValueError, match=r"the data are not in the language '.*'; allowed: nn, en"):
        languages_of(text, DATA / "folders" / "nynorsk")
