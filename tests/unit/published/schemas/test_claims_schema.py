"""What a statement about figures must look like: one cell of a good row is made bad, and one fault is told."""

import pandas as pd
import pytest
from places import DATA

from helsetrend.published.catalogue import read_catalogue
from helsetrend.published.claim_kinds import CLAIM_KINDS, RECORDS
from helsetrend.published.claim_kinds import RANK as RANK_KIND
from helsetrend.published.schemas.claims_schema import schema_of_claims

SOURCES = ["monitor-2022", "trends-2022-text"]
CATALOGUE = read_catalogue(DATA / "metrics.toml")
SCHEMA = schema_of_claims(CATALOGUE, SOURCES)

CLAIM = {
    "claim": "visits-2021-growth",
    "kind": "growth",
    "metric": "visits",
    "service": "",
    "of_metric": "",
    "of_service": "",
    "from_period": "2020",
    "to_period": "2021",
    "as_printed": "85 prosent",
    "value": "85",
    "unit": "percent",
    "rounding": "",
    "hedge": "none",
    "source": "monitor-2022",
    "acknowledged_nb": "",
    "acknowledged_en": "",
}
DOUBLING = CLAIM | {"as_printed": "en dobling", "value": "100", "rounding": "10", "hedge": "about"}
RANK = CLAIM | {
    "kind": "rank",
    "metric": "service_visits",
    "service": "messages",
    "from_period": "",
    "as_printed": "mest besøkt",
    "value": "1",
    "unit": "rank",
}
POINTS = CLAIM | {
    "kind": "points",
    "metric": "patient_travel_electronic_share",
    "from_period": "2020-12",
    "to_period": "2021-12",
    "as_printed": "4 prosentpoeng",
    "value": "4",
    "unit": "points",
}
LEVEL = CLAIM | {
    "kind": "level",
    "from_period": "",
    "as_printed": "140 millioner",
    "value": "140000000",
    "unit": "visits",
}
SUM = LEVEL | {"kind": "sum", "metric": "service_visits", "service": "messages + covid_certificate"}
SHARE = LEVEL | {
    "kind": "share",
    "metric": "service_visits",
    "service": "messages",
    "of_metric": "visits",
    "as_printed": "28 prosent",
    "value": "28",
    "unit": "percent",
}
DIFFERENCE = CLAIM | {"kind": "difference", "as_printed": "17 215 flere", "value": "17215", "unit": "visits"}
RECORD = CLAIM | {
    "kind": "highest",
    "from_period": "",
    "as_printed": "det høyeste noensinne",
    "value": "",
    "unit": "record",
}
ONE_IN_FIVE = CLAIM | {
    "kind": "one_in_not",
    "metric": "ever_logged_in_share",
    "from_period": "",
    "to_period": "2024",
    "as_printed": "én av fem",
    "value": "5",
    "unit": "times",
    "rounding": "1",
}

# Name: good row, the cells that are changed, the column the fault is told at, what would be expected (a part of it).
BAD_CELLS = {
    "claim without a name": (CLAIM, {"claim": ""}, "claim", "letters a to z, digits, hyphens"),
    "claim named with a space": (CLAIM, {"claim": "the 85"}, "claim", "letters a to z"),
    "growth back in time": (CLAIM, {"from_period": "2022"}, "from_period", "not after 2021"),
    "unknown kind of claim": (CLAIM, {"kind": "grow"}, "kind", "one of growth, decline"),
    "claim of an unknown metric": (CLAIM, {"metric": "hits"}, "metric", "one of visits, "),
    "claim of an unknown service": (RANK, {"service": "fax"}, "service", "one of messages"),
    "growth from nowhere": (CLAIM, {"from_period": ""}, "from_period", "counted from"),
    "rank from a period": (RANK, {"from_period": "2020"}, "from_period", "nothing, since a rank"),
    "growth from month 13": (CLAIM, {"from_period": "2020-13"}, "from_period", "a period"),
    "growth to month 13": (CLAIM, {"to_period": "2021-13"}, "to_period", "a period such as 2021"),
    "claimed value that does not fit": (CLAIM, {"value": "58"}, "value", "85, which is what"),
    "claimed value in words": (CLAIM, {"value": "x"}, "value", "a number such as 85 or -12.5"),
    "digits in the claim that cannot be read": (
        CLAIM,
        {"as_printed": "85 eller 90 prosent", "rounding": "1"},
        "as_printed",
        "a print that can be read",
    ),
    "claim without words": (DOUBLING, {"as_printed": ""}, "as_printed", "not empty"),
    "growth in ranks": (
        CLAIM,
        {"unit": "rank"},
        "unit",
        "percent, the unit of a claim of kind growth",
    ),
    "rank in percent": (RANK, {"unit": "percent"}, "unit", "rank, the unit of a claim of kind rank"),
    "unknown unit of a claim": (CLAIM, {"unit": "points"}, "unit", "percent"),
    "words without their rounding": (DOUBLING, {"rounding": ""}, "rounding", "such as 10"),
    "digits with a rounding": (
        CLAIM,
        {"rounding": "5"},
        "rounding",
        "nothing, since the printed digits",
    ),
    "rank with a rounding": (RANK, {"rounding": "1"}, "rounding", "nothing, since a claim of kind rank"),
    "rounded to zero": (DOUBLING, {"rounding": "0"}, "rounding", "a number above zero"),
    "wrong hedge of a claim": (CLAIM, {"hedge": "circa"}, "hedge", "one of none, about"),
    "unknown source of a claim": (CLAIM, {"source": "page"}, "source", "one of monitor-2022"),
    "a change of percentage points of what is no share": (
        CLAIM,
        {"kind": "points", "unit": "points"},
        "unit",
        "a claim of kind growth, since visits is not a share",
    ),
    "points in percent": (POINTS, {"unit": "percent"}, "unit", "points, the unit of a claim of kind points"),
    "a multiple in percent": (CLAIM, {"kind": "multiple"}, "unit", "times, the unit of a claim of kind multiple"),
    "a decline in times": (CLAIM, {"kind": "decline", "unit": "times"}, "unit", "percent, the unit of a claim of kind"),
    "a level in the unit of another metric": (LEVEL, {"unit": "logins"}, "unit", "visits, the unit of a claim of kind"),
    "a monthly mean in percent": (LEVEL, {"kind": "monthly_mean", "unit": "percent"}, "unit", "visits, the unit"),
    "points from nowhere": (POINTS, {"from_period": ""}, "from_period", "counted from"),
    "a multiple from nowhere": (
        CLAIM,
        {"kind": "multiple", "unit": "times", "from_period": ""},
        "from_period",
        "counted from",
    ),
    "a level from a period": (LEVEL, {"from_period": "2020"}, "from_period", "nothing, since a level"),
    "a share from a period": (SHARE, {"from_period": "2020"}, "from_period", "nothing, since a share"),
    "a sum back in time": (SUM, {"from_period": "2022"}, "from_period", "not after 2021"),
    "a sum with a service twice": (SUM, {"service": "messages + messages"}, "service", "each service once"),
    "a sum with an unknown service": (SUM, {"service": "messages + fax"}, "service", "one of messages, covid_cert"),
    "a sum with a plus too many": (SUM, {"service": "messages + "}, "service", "one of messages, covid_certificate"),
    "a sum of services of a metric that has none": (
        LEVEL,
        {"kind": "sum", "service": "messages"},
        "service",
        "nothing, since this metric has no services",
    ),
    "two services in what is no sum": (
        SUM,
        {"kind": "level"},
        "service",
        "one of messages, covid_certificate",
    ),
    "a share of nothing": (SHARE, {"of_metric": ""}, "of_metric", "the metric that it is set against"),
    "a ratio to nothing": (
        SHARE,
        {"kind": "ratio", "unit": "times", "of_metric": ""},
        "of_metric",
        "the metric that it is set against",
    ),
    "every fourth of nothing": (
        SHARE,
        {"kind": "one_in", "unit": "times", "of_metric": ""},
        "of_metric",
        "the metric that it is set against",
    ),
    "a share of an unknown metric": (SHARE, {"of_metric": "hits"}, "of_metric", "one of visits, "),
    "a growth against a metric": (
        CLAIM,
        {"of_metric": "logins"},
        "of_metric",
        "since a growth is about one metric",
    ),
    "a rank set against a metric": (RANK, {"of_metric": "visits"}, "of_metric", "since a rank is about one metric"),
    "a share of a service of a metric that has none": (
        SHARE,
        {"of_service": "messages"},
        "of_service",
        "nothing, since this metric has no services",
    ),
    "a share of no service": (SHARE, {"of_metric": "service_visits"}, "of_service", "one of messages, covid_cert"),
    "a share of a service of no metric": (CLAIM, {"of_service": "messages"}, "of_service", "of_metric is empty"),
    "a share of itself": (
        SHARE,
        {"of_metric": "service_visits", "of_service": "messages"},
        "of_service",
        "another metric",
    ),
    "a share of a share": (ONE_IN_FIVE, {"of_metric": "visits"}, "of_metric", "is a share already"),
    "a difference from nothing": (DIFFERENCE, {"from_period": ""}, "of_metric", "set against, or a from_period"),
    "a difference from two things": (DIFFERENCE, {"of_metric": "logins"}, "of_metric", "from one period to another"),
    "a difference of units": (
        DIFFERENCE,
        {"from_period": "", "of_metric": "logins"},
        "of_metric",
        "a metric in visits, the unit of visits",
    ),
    "a record in numbers": (RECORD, {"value": "2012"}, "value", "nothing, since a claim of kind highest"),
    "a record that is rounded": (RECORD, {"rounding": "1"}, "rounding", "nothing, since a claim of kind highest"),
    "a record in visits": (RECORD, {"unit": "visits"}, "unit", "record, the unit of a claim of kind highest"),
    "a record of two metrics": (RECORD, {"of_metric": "logins"}, "of_metric", "since a highest is about one metric"),
    "a number in words without digits": (DOUBLING, {"value": ""}, "value", "the claimed number"),
    "acknowledged in Norwegian alone": (CLAIM, {"acknowledged_nb": "kjent"}, "acknowledged_en", "in none"),
    "acknowledged in English alone": (CLAIM, {"acknowledged_en": "known"}, "acknowledged_nb", "in none"),
}

GOOD_ROWS = {
    "growth": CLAIM,
    "fall": (CLAIM | {"as_printed": "-12,5 prosent", "value": "-12.5"}),
    "growth over the same months": CLAIM
    | {"kind": "growth_same_months", "from_period": "2022-05/2022-12", "to_period": "2023-05/2023-12"},
    "growth in words": DOUBLING,
    "rank": RANK,
    "fall by that much": (CLAIM | {"kind": "decline"}),
    "points": POINTS,
    "tripled": (
        CLAIM | {"kind": "multiple", "as_printed": "tredoblet", "value": "3", "unit": "times", "rounding": "1"}
    ),
    "level": LEVEL,
    "sum of two services": SUM,
    "sum of all services": (SUM | {"service": ""}),
    "sum over years": (LEVEL | {"kind": "sum", "from_period": "2019"}),
    "sum over months": (LEVEL | {"kind": "sum", "from_period": "2021-01", "to_period": "2021-06"}),
    "monthly mean": (LEVEL | {"kind": "monthly_mean"}),
    "share": SHARE,
    "share of a service": (SHARE | {"of_metric": "service_visits", "of_service": "covid_certificate"}),
    "every fourth": (
        SHARE | {"kind": "one_in", "as_printed": "hvert fjerde", "value": "4", "unit": "times", "rounding": "1"}
    ),
    "twice as many": (SHARE | {"kind": "ratio", "as_printed": "2", "value": "2", "unit": "times"}),
    "so many more": DIFFERENCE,
    "so many fewer": (DIFFERENCE | {"kind": "fewer", "as_printed": "17 215 færre"}),
    "so many more than of another service": (
        DIFFERENCE
        | {"metric": "service_visits", "service": "messages", "from_period": ""}
        | {"of_metric": "service_visits", "of_service": "covid_certificate"}
    ),
    "so many a day": (LEVEL | {"kind": "daily_mean", "as_printed": "550 om dagen", "value": "550"}),
    "the highest ever": RECORD,
    "the lowest since": (RECORD | {"kind": "lowest", "from_period": "2012", "as_printed": "det laveste siden 2012"}),
    "what a share leaves": (SHARE | {"kind": "complement"}),
    "one in five never": ONE_IN_FIVE,
    "two in three": (
        ONE_IN_FIVE | {"kind": "share", "as_printed": "to av tre", "value": "66.7", "unit": "percent", "rounding": "10"}
    ),
    "acknowledged": (CLAIM | {"acknowledged_nb": "kjent", "acknowledged_en": "known"}),
}


def faults_of(*rows, schema=SCHEMA, first=2):
    """What the schema says of the rows, the first of which stands in row `first` of the file."""
    index = pd.Index(range(first, first + len(rows)), name="row")
    return sorted(schema.faults(pd.DataFrame(rows, index=index, dtype="str"), "claims.csv"))


@pytest.mark.parametrize("row", GOOD_ROWS.values(), ids=GOOD_ROWS)
def test_a_good_claim_has_no_fault(row):
    assert faults_of(row) == []


def test_there_is_a_good_claim_of_every_kind():
    assert {row["kind"] for row in GOOD_ROWS.values()} == {*CLAIM_KINDS, *RECORDS, RANK_KIND}


@pytest.mark.parametrize(("row", "change", "column", "expected"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_a_bad_cell_is_reported_with_its_row_its_column_and_what_is_expected(row, change, column, expected):
    bad = row | change
    told = [fault for fault in faults_of(row, bad, row, first=7) if fault.column == column]
    assert {(fault.file, fault.row, fault.found) for fault in told} == {("claims.csv", 8, bad[column])}
    assert any(expected in fault.expected for fault in told)


def test_no_bad_cell_makes_a_fault_in_a_column_that_it_has_nothing_to_do_with():
    """A print that cannot be read is the fault of the value too; nothing else spreads."""
    for name, (row, change, column, _) in BAD_CELLS.items():
        columns = {fault.column for fault in faults_of(row | change)}
        assert columns <= {column, *change, "value"}, name


def test_the_hedge_of_a_claim_fits_its_printed_words():
    (fault,) = faults_of(CLAIM | {"as_printed": "over 85 prosent"})
    assert (fault.column, fault.found) == ("hedge", "none")
    assert fault.expected.startswith("over")


def test_a_metric_without_services_has_no_rank():
    (fault,) = faults_of(RANK | {"metric": "visits", "service": ""})
    assert fault.row == 2


def test_what_could_not_be_read_is_held_against_nothing():
    claim = CLAIM | {"metric": "hits", "source": "page"}
    assert faults_of(claim, schema=schema_of_claims(None, None)) == []
    assert [fault.column for fault in faults_of(claim, schema=schema_of_claims(CATALOGUE, None))] == ["metric"]
    assert [fault.column for fault in faults_of(claim, schema=schema_of_claims(None, SOURCES))] == ["source"]


def test_what_most_claims_do_not_have_may_be_left_out_of_a_file():
    optional = {"of_metric", "of_service", "rounding", "acknowledged_nb", "acknowledged_en"}
    assert set(SCHEMA.optional) == optional
    assert set(SCHEMA.numbers) == {"value", "rounding"}


@pytest.mark.parametrize("row", GOOD_ROWS.values(), ids=GOOD_ROWS)
def test_the_schema_does_not_change_the_table(row):
    table = pd.DataFrame([row, dict.fromkeys(row, "?")], index=[2, 3], dtype="str")
    before = table.copy()
    SCHEMA.faults(table, "claims.csv")
    pd.testing.assert_frame_equal(table, before)
