"""The tidy table of metrics: the figures of figures.csv, read by hand, and the gaps with their reasons."""

import csv
from datetime import datetime

import pytest
from places import DATA

import helsetrend as ht
from helsetrend.analysis.tidy import OBSERVATIONS

FIGURES = DATA / "published" / "figures.csv"


def test_the_visits_of_three_years_are_these():
    table = ht.metrics("visits", years=range(2019, 2022), as_of="2022-05-31")
    assert table["year"].tolist() == [2019, 2020, 2021]
    last = table.iloc[-1]
    assert (last["value"], last["low"], last["high"], last["hedge"]) == (140e6, 140e6, 141e6, "over")
    assert (last["unit"], last["status"]) == ("visits", "published")


def test_every_printed_value_is_in_the_file():
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = {(row["metric"], row["service"], row["period"], row["as_printed"]) for row in csv.DictReader(file)}
    table = ht.metrics()
    printed = table[table["as_printed"].ne("")]
    assert len(printed) > 20
    assert set(printed[["metric", "service", "period", "as_printed"]].itertuples(index=False, name=None)) <= rows


def test_the_date_of_knowledge_decides():
    def logins(as_of):
        return ht.metrics("logins", years=2021, as_of=as_of)[["value", "old_value"]].to_dict("records")[0]

    assert logins("2022-05-31")["value"] == 77.5e6
    assert logins("newest") == {"value": 90.9e6, "old_value": 77.5e6}


def test_a_gap_is_a_row_with_its_reason_and_no_number():
    table = ht.metrics("logins", years=[1999, 2021])
    gap = table.iloc[0]
    assert gap[["value", "low", "high", "published_date"]].isna().all()
    assert gap["status"] not in ("", "published")


def test_without_a_metric_it_is_all_series():
    known = ht.known()
    table = ht.metrics(data=known, years=2021)
    assert list(table[["metric", "service"]].itertuples(index=False, name=None)) == known.catalogue.series


def test_a_service_can_be_chosen():
    table = ht.metrics("service_visits", service="messages", years=range(2019, 2022))
    assert set(table["service"]) == {"messages"}
    assert len(table) == 3


def test_without_years_the_table_is_empty_and_valid():
    OBSERVATIONS.validate(ht.metrics("visits", years=[]))


def test_each_column_has_a_sentence():
    assert [name for name, column in OBSERVATIONS.columns.items() if not column.description] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"metric": "visit"}, "there is no metric 'visit'; there are: visits, "),
        ({"metric": "service_visits", "service": "message"}, "'message'; there are: messages, "),
        ({"metric": "visits", "service": "messages"}, "there is no service of visits 'messages'; there is none"),
    ],
)
def test_an_unknown_name_is_refused_with_the_names_that_exist(arguments, message):
    with pytest.raises(ht.UnknownNameError) as caught:
        ht.metrics(**arguments)
    assert message in str(caught.value)


def test_other_functions_refuse_an_unknown_name_the_same_way():
    known = ht.known()
    for call in (lambda: ht.compare(known, "visit", 2020, 2021), lambda: ht.ranking(known, "visit", 2021)):
        with pytest.raises(ht.UnknownNameError, match="there are: visits, "):
            call()


def test_a_date_cannot_be_given_twice():
    with pytest.raises(ValueError, match="give it to `known`"):
        ht.metrics("visits", data=ht.known(), as_of="2022-05-31")


def test_known_takes_a_folder_data_and_a_date():
    folder = FIGURES.parents[1]
    assert ht.known(folder).as_of == ht.known(ht.read_published(folder)).as_of == ht.known(as_of="newest").as_of
    assert ht.known(as_of="2022-05-31").as_of == datetime(2022, 5, 31).date()
