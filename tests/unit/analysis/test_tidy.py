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


@pytest.mark.parametrize("years", [2021, "2021", 2021.0, [2021], "2021-2021"])
def test_a_year_is_given_in_any_form(years):
    assert ht.metrics("visits", years=years, as_of="2022-05-31")["value"].tolist() == [140e6]


def test_a_period_as_text_is_a_row_of_its_own():
    """Of December 2020 and 2021 the share of electronic claims is printed, which stands for these years too."""
    table = ht.metrics("patient_travel_electronic_share", years=["2021-12", 2021])
    assert table["period"].tolist() == ["2021-12", "2021-12"]
    assert table["as_printed"].nunique() == 1


def test_several_metrics_are_given_by_their_names_on_the_screen():
    table = ht.metrics(["besøk", "Meldinger", "logins"], years=2021)
    assert list(zip(table["metric"], table["service"], strict=True)) == [
        ("visits", ""), ("service_visits", "messages"), ("logins", ""),
    ]  # fmt: skip


def test_the_source_of_each_number_can_be_had_beside_it():
    table = ht.metrics("logins", years=[2019, 2021], with_source=True)
    gap, last = table.iloc[0], table.iloc[1]
    published = ht.read_published()
    source = published.sources[last["source"]]
    assert (last["title"], last["publisher"], last["address"]) == (source.title, source.publisher, source.address)
    row = int(last["cell"].removeprefix("figures, row "))
    assert published.figures.at[row, "as_printed"] == last["as_printed"]
    assert gap[["title", "publisher", "address", "cell"]].eq("").all()


def test_the_sources_are_those_known_on_the_date_with_the_count_of_their_figures():
    with FIGURES.open(encoding="utf-8", newline="") as file:
        names = [row["source"] for row in csv.DictReader(file)]
    everything, spring = ht.sources(), ht.sources(as_of="2022-05-31")
    assert everything["figures"].sum() == len(names)
    assert everything.at["monitor-2022", "figures"] == names.count("monitor-2022")
    assert set(spring.index) < set(everything.index)
    assert "monitor-2023" not in spring.index


@pytest.mark.parametrize("as_of", [datetime(2022, 5, 31, 23), datetime(2022, 5, 31).date(), "2022-05-31"])
def test_the_date_of_knowledge_may_be_a_moment(as_of):
    assert str(ht.known(as_of=as_of).as_of) == "2022-05-31"


@pytest.mark.parametrize("as_of", [2022, "next week", 2022.5])
def test_what_is_no_day_is_refused(as_of):
    with pytest.raises(ValueError, match="is not a day such as 2022-05-31"):
        ht.known(as_of=as_of)
