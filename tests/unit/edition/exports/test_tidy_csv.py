"""All dialects, read back by Python's csv and by pandas, and harmless in a spreadsheet program."""

import csv
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from contents import content_in
from givenaway import HARD_TEXTS, TEXTS, by_name, read_csv, table_of
from hypothesis import example, given
from hypothesis import strategies as st

from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.exports.tidy_csv import NEUTRAL, dialects_of, is_at_risk, write_csv

D = Decimal
DIALECTS = dialects_of(["nb", "en"])
NORWEGIAN = DIALECTS[1]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
ROW = st.tuples(
    TEXTS, st.one_of(st.none(), NUMBERS), st.one_of(st.none(), st.integers()), st.one_of(st.none(), st.dates())
)


def test_there_is_a_dialect_for_each_language_with_a_decimal_comma():
    assert [dialect.suffix for dialect in dialects_of(["nn", "en", "nb"])] == [".csv", ".nn.csv", ".nb.csv"]
    assert dialects_of(["en"]) == [NEUTRAL]


@pytest.fixture(scope="module")
def tables():
    return datasets(content_in())


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("csv")


def made_up(rows):
    return table_of(rows, period="text", value="number", row="integer", period_first="date")


@pytest.mark.parametrize("dialect", DIALECTS)
@given(rows=st.lists(ROW, max_size=4))
@example(rows=[(text, D("-0.5"), -7, date(999, 1, 2)) for text in HARD_TEXTS])
def test_what_was_written_is_read_back(rows, dialect, place):
    table = made_up(rows)
    assert read_csv(table, write_csv(table, place, dialect), dialect) == rows


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_table_is_read_back(dialect, tables, tmp_path):
    for table in tables:
        assert read_csv(table, write_csv(table, tmp_path, dialect), dialect) == list(table.rows())


def test_the_neutral_one_is_read_by_another_reader(tables, tmp_path):
    figures = tables[-1]
    read = pd.read_csv(write_csv(figures, tmp_path, NEUTRAL), dtype=str, keep_default_na=False)
    assert list(read.columns) == [column.name for column in figures.variables]
    for cells, expected in zip(read.to_dict("records"), by_name(figures), strict=True):
        assert (cells["as_printed"], cells["hedge"], cells["status"]) == (
            *(expected["as_printed"], expected["hedge"], expected["status"]),
        )
        assert D(cells["value"]) == expected["value"]
        assert cells["period_last"] == expected["period_last"].isoformat()


def test_the_norwegian_one_is_read_by_another_reader(tables, tmp_path):
    path = write_csv(tables[-1], tmp_path, NORWEGIAN)
    read = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig").set_index("Rad")
    assert (read.at[29, "Minst"], read.at[29, "Høyst"]) == (96.5, 97.5)  # "97 %"
    assert (read.at[2, "Forbehold"], read.at[3, "Forbehold"]) == ("mer enn", "uten forbehold")
    assert read.at[3, "Status per kunnskapsdatoen"] == "rettet av et nyere tall"


def test_the_bytes_of_each(tables, tmp_path):
    neutral, norwegian = (write_csv(tables[-1], tmp_path, dialect).read_bytes() for dialect in DIALECTS)
    assert neutral.startswith(b"row,metric,")
    assert norwegian.startswith("\ufeffRad;Måltall, kode;".encode())
    assert b"\r" not in neutral + norwegian
    assert b"72,9 millioner;72900000;" in norwegian
    assert b'"72,9 millioner",72900000,' in neutral


@given(text=TEXTS)
@example(text="\u00a0=1")
@example(text="'")
def test_no_text_is_a_formula_for_a_spreadsheet_program(text, place):
    """Such a program looks at the first character, or at the first that is not white space."""
    path = write_csv(made_up([(text, None, None, None)]), place, NORWEGIAN)
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, (cell, *_) = csv.reader(file, delimiter=";")
    assert cell.strip()[:1] not in tuple("=+-@＝＋－＠") or not cell.strip()
    assert cell[:1] not in ("\t", "\r", "\n") or not cell
    assert cell.removeprefix("'") == text if is_at_risk(text) else cell == text


def test_a_negative_number_stays_a_number(tmp_path):
    assert "\n;-0,5;-7;\n" in write_csv(made_up([("", D("-0.5"), -7, None)]), tmp_path, NORWEGIAN).read_text(
        "utf-8-sig"
    )
