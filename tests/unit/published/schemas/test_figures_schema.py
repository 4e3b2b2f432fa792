"""What the published tables must look like: one cell of a good row is made bad, and one fault is told."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import DATA

from helsetrend.published.catalogue import read_catalogue
from helsetrend.published.schemas.alike import with_ways
from helsetrend.published.schemas.figures_schema import schema_of_figures, schema_of_sources
from helsetrend.published.schemas.prints import with_prints
from helsetrend.values import Period

SOURCES = ["monitor-2022", "trends-2022-text"]
CATALOGUE = read_catalogue(DATA / "metrics.toml")

FIGURE = {
    "metric": "visits",
    "service": "",
    "period": "2021",
    "as_printed": "over 140 millioner",
    "value": "140000000",
    "unit": "visits",
    "hedge": "over",
    "source": "monitor-2022",
    "revision_nb": "",
    "revision_en": "",
    "status": "",
}
SHARE = FIGURE | {
    "metric": "patient_travel_electronic_share",
    "period": "2020-12",
    "as_printed": "nesten 84 %",
    "value": "84",
    "unit": "percent",
    "hedge": "nearly",
}
MESSAGES = FIGURE | {
    "metric": "service_visits",
    "service": "messages",
    "as_printed": "40 millioner",
    "value": "40000000",
    "hedge": "none",
}
SOURCE = {
    "source": "monitor-2022",
    "published": "2022-05",
    "published_basis": "inferred",
    "rank": "1",
    "language": "nb",
    "title": "Helsenorge",
    "detail_nb": "",
    "detail_en": "",
    "publisher": "Direktoratet for e-helse",
    "address": "https://www.ehelse.no/helsenorge",
    "marks": "",
}

FIGURES_SCHEMA = schema_of_figures(CATALOGUE, SOURCES)
SOURCES_SCHEMA = schema_of_sources()

ENDED = CATALOGUE.metrics["patient_travel_electronic_share"].model_copy(update={"ended": Period("2020")})
ENDED_SCHEMA = schema_of_figures(
    CATALOGUE.model_copy(update={"metrics": {**CATALOGUE.metrics, "patient_travel_electronic_share": ENDED}}), SOURCES
)
"""The schema of figures, in which one metric has ended."""

# Name: schema, good row, the cells that are changed, the column of the fault, what would be expected (a part).
BAD_CELLS = {
    # figures
    "unknown metric": (FIGURES_SCHEMA, FIGURE, {"metric": "hits"}, "metric", "one of visits, "),
    "no metric": (FIGURES_SCHEMA, FIGURE, {"metric": ""}, "metric", "one of visits, "),
    "metric in capitals": (FIGURES_SCHEMA, FIGURE, {"metric": "Visits"}, "metric", "one of visits, "),
    "unknown service": (FIGURES_SCHEMA, MESSAGES, {"service": "fax"}, "service", "one of messages, covid_cert"),
    "service left out": (FIGURES_SCHEMA, MESSAGES, {"service": ""}, "service", "one of messages, covid_cert"),
    "service too many": (FIGURES_SCHEMA, FIGURE, {"service": "messages"}, "service", "no services"),
    "month 13": (
        FIGURES_SCHEMA,
        FIGURE,
        {"period": "2021-13"},
        "period",
        "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12",
    ),
    "week 53 of a year with 52": (
        FIGURES_SCHEMA,
        FIGURE,
        {"period": "2021-W53"},
        "period",
        "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12",
    ),
    "no period": (FIGURES_SCHEMA, FIGURE, {"period": ""}, "period", "2021, 2023-H1, 2016-Q4, 2020-12, 2020-W12"),
    "a year before the launch": (FIGURES_SCHEMA, FIGURE, {"period": "2010"}, "period", "2011-06-15 or later"),
    "a month before the launch": (FIGURES_SCHEMA, FIGURE, {"period": "2011-05"}, "period", "2011-06-15 or later"),
    "before the first report": (FIGURES_SCHEMA, MESSAGES, {"period": "2019"}, "period", "2020 or later"),
    "before the service": (
        FIGURES_SCHEMA,
        MESSAGES,
        {"service": "covid_certificate", "period": "2021-05"},
        "period",
        "2021-06 or later",
    ),
    "no print": (
        FIGURES_SCHEMA,
        FIGURE,
        {"as_printed": "", "hedge": "none"},
        "as_printed",
        "a text that is not empty",
    ),
    "a print without digits": (
        FIGURES_SCHEMA,
        FIGURE,
        {"as_printed": "svært mange"},
        "as_printed",
        "a print that can be read",
    ),
    "a print with a word that is no hedge": (
        FIGURES_SCHEMA,
        FIGURE,
        {"as_printed": "utallige 140 millioner"},
        "as_printed",
        "a print that can be read",
    ),
    "a value in words": (FIGURES_SCHEMA, FIGURE, {"value": "140 millioner"}, "value", "a number that is not neg"),
    "a decimal comma": (FIGURES_SCHEMA, SHARE, {"value": "84,0"}, "value", "a number that is not negative"),
    "a negative value": (FIGURES_SCHEMA, FIGURE, {"value": "-140000000"}, "value", "a number that is not negative"),
    "less than nothing": (
        FIGURES_SCHEMA,
        FIGURE,
        {"as_printed": "under 0", "value": "", "hedge": ""},
        "value",
        "above",
    ),
    "not a number": (FIGURES_SCHEMA, FIGURE, {"value": "nan"}, "value", "a number that is not negative"),
    "a power": (FIGURES_SCHEMA, FIGURE, {"value": "14e7"}, "value", "a number that is not negative"),
    "a fraction": (FIGURES_SCHEMA, FIGURE, {"value": "1/0"}, "value", "a number that is not negative"),
    "a value ten times too small": (FIGURES_SCHEMA, FIGURE, {"value": "14000000"}, "value", "140000000, which is"),
    "a value in millions": (FIGURES_SCHEMA, FIGURE, {"value": "140"}, "value", "140000000, which is what"),
    "unknown unit": (FIGURES_SCHEMA, FIGURE, {"unit": "clicks"}, "unit", "one of visits, logins"),
    "the unit of another metric": (FIGURES_SCHEMA, FIGURE, {"unit": "logins"}, "unit", "visits, the unit of visits"),
    "wrong hedge": (FIGURES_SCHEMA, FIGURE, {"hedge": "more"}, "hedge", "one of none, about, over, at_least"),
    "a hedge that does not fit the print": (FIGURES_SCHEMA, FIGURE, {"hedge": "none"}, "hedge", "over, which is"),
    "a hedge that the print lacks": (FIGURES_SCHEMA, MESSAGES, {"hedge": "about"}, "hedge", "none, which is"),
    "unknown source": (FIGURES_SCHEMA, FIGURE, {"source": "monitor-2021"}, "source", "one of monitor-2022, trends"),
    "a share of twice the whole": (
        FIGURES_SCHEMA,
        SHARE,
        {"as_printed": "nesten 200 %", "value": "200"},
        "value",
        "a share of at most 100",
    ),
    "one and a half visits": (
        FIGURES_SCHEMA,
        FIGURE,
        {"as_printed": "over 1,5", "value": "1.5"},
        "value",
        "a whole number, since visits are counted",
    ),
    "a reason in Norwegian alone": (FIGURES_SCHEMA, FIGURE, {"revision_nb": "ny telling"}, "revision_en", "in none"),
    "a reason in English alone": (FIGURES_SCHEMA, FIGURE, {"revision_en": "recounted"}, "revision_nb", "in none"),
    # sources
    "source without a name": (SOURCES_SCHEMA, SOURCE, {"source": ""}, "source", "letters a to z, digits, hyphens"),
    "source named like a path": (SOURCES_SCHEMA, SOURCE, {"source": "../x"}, "source", "letters a to z"),
    "published in month 13": (SOURCES_SCHEMA, SOURCE, {"published": "2022-13"}, "published", "2022, 2022-05 or"),
    "published in a quarter": (SOURCES_SCHEMA, SOURCE, {"published": "2022-Q2"}, "published", "2022, 2022-05 or"),
    "published on 30 February": (SOURCES_SCHEMA, SOURCE, {"published": "2022-02-30"}, "published", "2022, 2022-05"),
    "basis unknown": (SOURCES_SCHEMA, SOURCE, {"published_basis": "guessed"}, "published_basis", "one of stated"),
    "rank zero": (SOURCES_SCHEMA, SOURCE, {"rank": "0"}, "rank", "a whole number from 1"),
    "rank one and a half": (SOURCES_SCHEMA, SOURCE, {"rank": "1.5"}, "rank", "a whole number from 1"),
    "language unknown": (SOURCES_SCHEMA, SOURCE, {"language": "no"}, "language", "the code of a language, such as nb"),
    "no title": (SOURCES_SCHEMA, SOURCE, {"title": ""}, "title", "a text that is not empty"),
    "detail in one language": (
        SOURCES_SCHEMA,
        SOURCE,
        {"detail_nb": "bildetekst"},
        "detail_en",
        "a text in each of nb, en, or in none",
    ),
    "no publisher": (SOURCES_SCHEMA, SOURCE, {"publisher": ""}, "publisher", "a text that is not empty"),
    "javascript for an address": (
        SOURCES_SCHEMA,
        SOURCE,
        {"address": "javascript:alert('https://x')"},
        "address",
        "begins with http:// or https://",
    ),
    "a file for an address": (SOURCES_SCHEMA, SOURCE, {"address": "file:///etc/hosts"}, "address", "http"),
    "an address with a line break": (SOURCES_SCHEMA, SOURCE, {"address": "https://x\nhttps://y"}, "address", "http"),
    "an address with a space": (SOURCES_SCHEMA, SOURCE, {"address": "https://x javascript:y"}, "address", "http"),
    "no address": (SOURCES_SCHEMA, SOURCE, {"address": ""}, "address", "http"),
}

GOOD_ROWS = {
    "figure": (FIGURES_SCHEMA, FIGURE),
    "share": (FIGURES_SCHEMA, SHARE),
    "service": (FIGURES_SCHEMA, MESSAGES),
    "the year of the launch": (FIGURES_SCHEMA, FIGURE | {"period": "2011"}),
    "the month of the launch": (FIGURES_SCHEMA, FIGURE | {"period": "2011-06"}),
    "the quarter of the launch": (FIGURES_SCHEMA, SHARE | {"period": "2016-Q4"}),
    "the year of the first report": (FIGURES_SCHEMA, MESSAGES | {"period": "2020"}),
    "a month of the year of the first report": (FIGURES_SCHEMA, MESSAGES | {"period": "2020-01"}),
    "one of two readings": (
        FIGURES_SCHEMA,
        FIGURE | {"period": "2014-05", "as_printed": "500.000", "value": "500000", "hedge": "none"},
    ),
    "the other of two readings": (
        FIGURES_SCHEMA,
        SHARE | {"as_printed": "84.125 %", "value": "84.125", "hedge": "none"},
    ),
    "a whole number in decimals": (
        FIGURES_SCHEMA,
        MESSAGES | {"as_printed": "15,9 millioner", "value": "15900000"},
    ),
    "a mean that is no whole number": (
        FIGURES_SCHEMA,
        MESSAGES
        | {
            "metric": "visits_monthly_mean",
            "service": "",
            "as_printed": "1,5",
            "value": "1.5",
            "unit": "visits per month",
        },
    ),
    "a reason in both languages": (FIGURES_SCHEMA, FIGURE | {"revision_nb": "ny telling", "revision_en": "recount"}),
    "source": (SOURCES_SCHEMA, SOURCE),
    "source with a detail": (SOURCES_SCHEMA, SOURCE | {"detail_nb": "bildetekst", "detail_en": "picture caption"}),
    "source of a year": (SOURCES_SCHEMA, SOURCE | {"published": "2022"}),
    "source of a day": (SOURCES_SCHEMA, SOURCE | {"published": "2022-05-31"}),
}


def faults_of(schema, *rows, first=2):
    """What the schema says of the rows, the first of which stands in row `first` of the file."""
    index = pd.Index(range(first, first + len(rows)), name="row")
    table = pd.DataFrame(rows, index=index, dtype="str")
    return sorted(schema.faults(with_ways(with_prints(table, {})) if "as_printed" in table else table, "table.csv"))


@pytest.mark.parametrize(("schema", "row"), GOOD_ROWS.values(), ids=GOOD_ROWS)
def test_a_good_row_has_no_fault(schema, row):
    assert faults_of(schema, row) == []


@pytest.mark.parametrize(("schema", "row", "change", "column", "expected"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_a_bad_cell_is_reported_with_its_row_its_column_and_what_is_expected(schema, row, change, column, expected):
    bad = row | change
    told = [fault for fault in faults_of(schema, row, bad, row, first=7) if fault.column == column]
    assert {(fault.file, fault.row, fault.found) for fault in told} == {("table.csv", 8, bad[column])}
    assert any(expected in fault.expected for fault in told)


def test_no_bad_cell_makes_a_fault_in_a_column_that_it_has_nothing_to_do_with():
    """A print that cannot be read is the fault of the value too; nothing else spreads."""
    for name, (schema, row, change, column, _) in BAD_CELLS.items():
        columns = {fault.column for fault in faults_of(schema, row | change)}
        assert columns <= {column, *change, "value"}, name


def test_half_a_unit_may_be_counted_where_the_unit_is_divisible():
    """Thousands of visits, say, of which 1.5 are printed."""
    units = CATALOGUE.units | {"visits": CATALOGUE.units["visits"].model_copy(update={"divisible": True})}
    schema = schema_of_figures(CATALOGUE.model_copy(update={"units": units}), SOURCES)
    half = FIGURE | {"as_printed": "over 1,5", "value": "1.5"}
    assert faults_of(schema, half) == []
    assert [fault.column for fault in faults_of(FIGURES_SCHEMA, half)] == ["value"]


def test_what_the_print_says_or_nobody_need_say_may_be_left_out_of_a_file():
    assert FIGURES_SCHEMA.optional == ["value", "unit", "hedge", "revision_nb", "revision_en", "status"]
    assert FIGURES_SCHEMA.numbers == ["value"]
    assert (SOURCES_SCHEMA.optional, SOURCES_SCHEMA.numbers) == (["marks"], [])


@pytest.mark.parametrize(
    ("print_", "column", "expected"),
    [
        ("140 millioner*", "as_printed", "a figure without '*', or what it means, in the column marks of sources.csv"),
        ("140 millioner [u]", "as_printed", "a figure without '[u]', or what it means"),
        ("140 millioner (r)", "as_printed", "a figure without '(r)', or what it means"),
        ("140 millioner¹", "as_printed", "a figure without '¹', or what it means"),
        ("140 zillioner", "as_printed", "a scale or words of the unit (such as visits), and not 'zillioner'"),
        ("140 millioner kroner", "as_printed", "a scale or words of the unit (such as visits), and not 'kroner'"),
        ("1.234", "value", "1234 or 1.234, since '1.234' can be read as both"),
        ("1.2 billion", "value", "1200000000 or 1200000000000, since '1.2 billion' can be read as both"),
    ],
)
def test_a_print_with_a_word_or_a_mark_that_is_not_known_is_a_fault_that_names_it(print_, column, expected):
    faults = faults_of(FIGURES_SCHEMA, FIGURE | {"as_printed": print_, "value": "", "unit": "", "hedge": ""})
    assert [fault.column for fault in faults] == [column]
    assert expected in faults[0].expected


@pytest.mark.parametrize(
    "print_", ["12 mio.", "12 millioner besøk", "minst 12 millioner besøkende", "40\u201345 millioner", "..", "<5"]
)
def test_value_unit_and_hedge_may_be_left_to_the_print(print_):
    assert faults_of(FIGURES_SCHEMA, FIGURE | {"as_printed": print_, "value": "", "unit": "", "hedge": ""}) == []


@pytest.mark.parametrize(
    ("print_", "hedge", "value"),
    [
        ("minst 12 millioner", "over", "12000000"),
        ("minst 12 millioner", "at_least", "12000000"),
        ("under 12 millioner", "nearly", "12000000"),
        ("opptil 12 millioner", "nearly", "12000000"),
        ("40\u201345 millioner", "none", "42500000"),
        ("40\u201345 millioner", "between", "40000000"),
    ],
)
def test_the_column_hedge_may_say_the_next_hedge_that_is_alike(print_, hedge, value):
    assert faults_of(FIGURES_SCHEMA, FIGURE | {"as_printed": print_, "value": value, "hedge": hedge}) == []


def test_a_sign_in_the_place_of_a_figure_has_no_value():
    (fault,) = faults_of(FIGURES_SCHEMA, FIGURE | {"as_printed": "..", "value": "0", "hedge": ""})
    assert (fault.column, fault.expected) == ("value", "nothing, since not_available is no number")


def test_two_columns_of_a_row_with_the_same_fault_are_two_faults():
    faults = faults_of(SOURCES_SCHEMA, SOURCE | {"title": "", "publisher": ""})
    assert [fault.column for fault in faults] == ["publisher", "title"]


def test_a_print_of_five_thousand_digits_is_a_fault_and_no_traceback():
    faults = faults_of(FIGURES_SCHEMA, FIGURE | {"as_printed": "1" * 5000})
    assert {fault.row for fault in faults} == {2}


def test_a_figure_of_a_service_is_later_than_the_launch_of_both_metric_and_service():
    """The portal opened in June 2011, the certificate came in June 2021."""
    services = CATALOGUE.metrics["service_visits"].services
    visits = CATALOGUE.metrics["visits"].model_copy(update={"services": services})
    schema = schema_of_figures(CATALOGUE.model_copy(update={"metrics": {"visits": visits}}), SOURCES)
    (fault,) = faults_of(schema, FIGURE | {"service": "covid_certificate", "period": "2020"})
    assert (fault.column, fault.expected) == ("period", "2021-06 or later, as metrics.toml says")


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "metric": st.sampled_from(["visits", "service_visits", "patient_travel_electronic_share", "hits"]),
                "service": st.sampled_from(["", "messages", "covid_certificate"]),
                "period": st.sampled_from(["2010", "2019", "2021", "2021-05", "2021-13"]),
                "as_printed": st.sampled_from(["140", "84,5", "120 %", "under 0", "-3", "140 millioner", "x"]),
                "value": st.sampled_from(["", "140", "84.5", "120", "140000000"]),
            }
        ),
        min_size=2,
        max_size=6,
    )
)
def test_rows_that_are_looked_at_together_have_the_faults_of_each_by_itself(changes):
    rows = [FIGURE | {"unit": "", "hedge": ""} | change for change in changes]
    alone = [fault for number, row in enumerate(rows, start=2) for fault in faults_of(ENDED_SCHEMA, row, first=number)]
    assert faults_of(ENDED_SCHEMA, *rows) == sorted(alone)


def test_all_faults_of_all_rows_are_reported_at_once():
    bad = FIGURE | {"metric": "hits", "period": "2021-13", "unit": "clicks", "source": "page"}
    faults = faults_of(FIGURES_SCHEMA, bad, FIGURE, FIGURE | {"hedge": "none", "value": "140"})
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "metric"),
        (2, "period"),
        (2, "source"),
        (2, "unit"),
        (4, "hedge"),
        (4, "value"),
    ]


def test_what_could_not_be_read_is_held_against_nothing():
    odd = FIGURE | {"metric": "hits", "service": "fax", "unit": "clicks", "source": "page"}
    assert faults_of(schema_of_figures(None, None), odd) == []
    assert [fault.column for fault in faults_of(schema_of_figures(None, SOURCES), odd)] == ["source"]


@pytest.mark.parametrize(("schema", "row"), GOOD_ROWS.values(), ids=GOOD_ROWS)
def test_the_schema_does_not_change_the_table(schema, row):
    table = pd.DataFrame([row, dict.fromkeys(row, "?")], index=[2, 3], dtype="str")
    before = table.copy()
    schema.faults(with_ways(with_prints(table, {})) if "as_printed" in table else table, "table.csv")
    pd.testing.assert_frame_equal(table, before)
