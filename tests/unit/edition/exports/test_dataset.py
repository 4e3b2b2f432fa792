"""What a cell of a published table can hold, and how its numbers are written."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from contents import content_in
from givenaway import table_of
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.columns import dataset_of
from helsetrend.edition.exports.dataset import LONGEST, Variable, exact, one_by_one, outward, plain
from helsetrend.published.figures import FIGURES
from helsetrend.published.schemas.figures_schema import schema_of_figures, schema_of_sources
from helsetrend.values.interval import Interval

F, D = Fraction, Decimal
HEDGE = {"over": "code.hedge.over", "none": "code.hedge.none"}
DAY = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", ""), ("text", "=1\t\n"), ("text", "שלום"), ("integer", 0), ("number", D("-0.5")), ("date", DAY)]
    + [(kind, None) for kind in ("integer", "number", "date")],
)
def test_a_cell_of_its_kind_is_allowed(kind, value):
    assert Variable(name="x", kind=kind).fault(value) is None


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        ("text", None, "a text"),
        ("text", 1, "a text"),
        ("text", "a\x00b", "a text without control characters"),
        ("text", "\x1b[31m", "a text without control characters"),
        ("text", "\ud800", "a text without control characters"),
        ("text", "x" * (LONGEST + 1), "a text of at most 32767 characters"),
        ("integer", D(1), "a integer"),
        ("number", 1, "a number"),
        ("number", 1.5, "a number"),
        ("number", D("NaN"), "a finite number"),
        ("number", D("Infinity"), "a finite number"),
        ("date", "2021-12-31", "a date"),
    ],
)
def test_a_cell_of_another_kind_is_refused(kind, value, allowed):
    assert Variable(name="x", kind=kind).fault(value) == allowed


def test_a_code_without_a_label_is_refused():
    hedge = Variable(name="hedge", codes=HEDGE)
    assert [hedge.fault(code) for code in ("over", "none", "")] == [None, None, None]
    assert hedge.fault("almost") == "one of over, none"
    assert hedge.labels("nb") == {"over": "mer enn", "none": "uten forbehold"}


def test_all_faults_are_reported_at_once_with_their_places():
    table = table_of([("a\x00", D(1)), ("b", 2), ("c\x00", D(3))], period="text", value="number")
    faults = [(fault.row, fault.column, fault.found) for fault in table.faults()]
    assert faults == [(1, "period", "a\x00"), (2, "value", "2"), (3, "period", "c\x00")]


def test_a_line_within_a_text_ends_with_a_line_feed():
    place = Variable(name="place")
    table = dataset_of("series", content_in(), ([place], one_by_one([("a\r\nb\rc\nd",)])))
    assert list(table.rows()) == [("a\nb\nc\nd",)]


def test_a_header_names_the_language_of_its_column_if_it_is_another():
    name = Variable(name="metric_en", word="metric_name", language="en")
    assert (name.header("nb"), name.header("en")) == ("Måltall, på engelsk", "Metric")
    assert name.description("en") == "the name of the metric, in English"


@given(st.fractions())
def test_a_number_is_exact_or_refused(number):
    """A fraction is a decimal number if two and five are the only prime factors of its denominator."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        with pytest.raises(ValueError, match="cannot be written as a decimal number"):
            exact(number)
    else:
        assert F(exact(number)) == number


def test_a_float_counts_as_the_number_that_python_prints():
    assert exact(0.1) == D("0.1")


@given(st.fractions(), st.fractions(min_value=0))
def test_bounds_are_rounded_outwards_by_less_than_the_last_decimal(low, width):
    rounded = [F(bound) for bound in outward(Interval(low, low + width))]
    assert rounded[0] <= low < rounded[0] + F(1, 10**6)
    assert rounded[1] - F(1, 10**6) < low + width <= rounded[1]


def test_no_bounds_are_none():
    assert outward(None) == (None, None)


@given(
    st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
)
def test_a_number_is_written_in_plain_digits(number):
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", plain(number))
    assert F(plain(number)) == F(number)


def test_columns_are_described_as_in_the_schemas():
    columns = {column.name: column.description("en") for table in datasets(content_in()) for column in table.variables}
    schemas = {name: column.description for name, column in schema_of_sources().columns.items()}
    schemas |= {name: column.description for name, column in schema_of_figures(None, None).columns.items()}
    schemas |= {name: FIGURES.columns[name].description.split(", in `")[0] for name in ("rounding", "low", "high")}
    schemas["title_language"] = schemas.pop("language")
    said = {
        name: description.partition(";")[0] for name, description in schemas.items()
    }  # without what a file may omit
    unlike = {name for name in columns.keys() & said.keys() if not columns[name].startswith(said[name])}
    assert unlike == {"status"}  # whether a figure is in force
    assert {"metric", "as_printed", "hedge", "low", "source", "published", "address"} <= columns.keys() & schemas.keys()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_two_columns_of_a_table_have_the_same_header_and_no_two_codes_the_same_label(language):
    for table in datasets(content_in()):
        headers = [column.header(language) for column in table.variables]
        assert len(set(headers)) == len(headers)
        for column in table.variables:
            assert len(set(column.labels(language).values())) == len(column.codes)
