"""The machinery of the schemas, on a small table of its own: fruit, in two languages."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helsetrend.errors import Fault
from helsetrend.published.schemas.table_schema import (
    Rule,
    TableSchema,
    column,
    is_read,
    matches,
    not_empty,
    one_of,
    parses,
)


def is_heavy(row):
    return row["weight"].startswith("99")


SCHEMA = TableSchema(
    {
        "name": column("what it is called", "navn", not_empty()),
        "colour": column("what it looks like", "farge", one_of(["red", "green"]), is_optional=True),
        "weight": column("in grams", "vekt", parses(int, "a whole number"), is_number=True),
        "code": column("as the shop has it", "kode", matches(r"[a-z]\d", "a letter and a digit")),
        "note": column("anything", "merknad", is_optional=True),
    },
    [
        Rule(
            "weight",
            lambda row: (
                f"less than {row['weight']}, for a red one" if is_heavy(row) and row["colour"] == "red" else None
            ),
            ("colour", "weight"),
            {"weight": lambda text: text.startswith("99")},
        ),
        Rule("code", lambda row: "a0, for an apple" if row["name"] == "apple" and row["code"] != "a0" else None),
    ],
)
APPLE = {"name": "apple", "colour": "red", "weight": "100", "code": "a0", "note": ""}
FILE = "fruit.csv"


def faults_of(*rows, schema=SCHEMA):
    index = pd.Index(range(2, 2 + len(rows)), name="row")
    return sorted(schema.faults(pd.DataFrame(rows, index=index, dtype="str"), FILE))


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"name": ""}, "name", "a text that is not empty"),
        ({"colour": "blue"}, "colour", "one of red, green"),
        ({"colour": "Red"}, "colour", "one of red, green"),
        ({"colour": ""}, "colour", "one of red, green"),
        ({"weight": "1.5"}, "weight", "a whole number"),
        ({"weight": "999"}, "weight", "less than 999, for a red one"),
        ({"name": "pear", "code": "A0"}, "code", "a letter and a digit"),
        ({"name": "pear", "code": "a0\n"}, "code", "a letter and a digit"),
        ({"name": "pear", "code": "a01"}, "code", "a letter and a digit"),
        ({"code": "b7"}, "code", "a0, for an apple"),
    ],
)
def test_a_fault_is_reported_with_its_place_what_was_found_and_what_is_expected(change, column, expected):
    bad = APPLE | change
    assert faults_of(APPLE, bad, APPLE) == [Fault(FILE, 3, column, bad[column], expected, quoted=True)]


def test_all_faults_of_a_table_are_reported_at_once():
    rows = [APPLE | {"name": "", "weight": "x"}, APPLE, APPLE | {"code": "b7", "weight": "999"}]
    assert [(fault.row, fault.column) for fault in faults_of(*rows)] == [
        (2, "name"),
        (2, "weight"),
        (4, "code"),
        (4, "weight"),
    ]


def test_a_good_table_and_an_empty_one_have_no_fault():
    assert faults_of(APPLE, APPLE) == []
    assert SCHEMA.faults(pd.DataFrame([APPLE]).astype("str").iloc[:0], FILE) == []


def test_a_column_is_headed_by_its_name_or_by_its_title():
    assert SCHEMA.headers == {
        **{"name": "name", "navn": "name", "colour": "colour", "farge": "colour", "weight": "weight"},
        **{"vekt": "weight", "code": "code", "kode": "code", "note": "note", "merknad": "note"},
    }


def test_a_schema_knows_which_columns_may_be_left_out_and_which_hold_numbers():
    assert (SCHEMA.optional, SCHEMA.numbers) == (["colour", "note"], ["weight"])


def test_where_the_allowed_values_are_not_known_nothing_is_held_against_them():
    schema = TableSchema({"colour": column("x", "farge", one_of(None))})
    assert faults_of({"colour": "blue"}, schema=schema) == []


def test_one_of_a_mapping_is_one_of_its_names():
    schema = TableSchema({"colour": column("x", "farge", one_of({"red": 1}))})
    assert [fault.expected for fault in faults_of({"colour": "1"}, schema=schema)] == ["one of red"]


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (int, "1", True),
        (int, "one", False),
        (lambda text: 1 / int(text), "0", False),
        (lambda text: 1 / int(text), "2", True),
        (str, "", True),
    ],
)
def test_a_text_is_read_where_parsing_it_raises_nothing(parse, text, expected):
    assert is_read(parse, text) is expected


def test_another_error_of_a_parser_is_not_hidden():
    with pytest.raises(KeyError):
        is_read({}.__getitem__, "x")


def test_the_table_is_not_changed():
    table = pd.DataFrame([APPLE, dict.fromkeys(APPLE, "?")], index=[2, 3], dtype="str")
    before = table.copy()
    SCHEMA.faults(table, FILE)
    pd.testing.assert_frame_equal(table, before)


def test_a_rule_that_reads_a_column_that_it_does_not_name_is_an_error():
    schema = TableSchema(
        {"name": column("x", "n"), "code": column("x", "k")}, [Rule("name", lambda row: row["code"], ("name",))]
    )
    with pytest.raises(KeyError, match="code"):
        faults_of({"name": "apple", "code": "a0"}, schema=schema)


def one_by_one(rows):
    """The faults of the schema's checks and rules, row by row; only the first at a cell is told."""
    for number, row in enumerate(rows, start=2):
        checks = {
            "name": row["name"] != "" or "a text that is not empty",
            "colour": row["colour"] in ("red", "green") or "one of red, green",
            "weight": row["weight"].isdecimal() or "a whole number",
            "code": bool(re.fullmatch(r"[a-z][0-9]", row["code"])) or "a letter and a digit",
        }
        yield from (
            Fault(FILE, number, name, row[name], told, quoted=True) for name, told in checks.items() if told is not True
        )
        for rule in SCHEMA.rules:
            if told := rule.expected(row):
                yield Fault(FILE, number, rule.column, row[rule.column], told, quoted=True)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(["apple", "pear", ""]),
                "colour": st.sampled_from(["red", "green", "blue"]),
                "weight": st.sampled_from(["100", "999", "998", "x"]),
                "code": st.sampled_from(["a0", "b7", "B"]),
                "note": st.sampled_from(["", "?"]),
            }
        ),
        min_size=1,
        max_size=20,
    )
)
def test_the_faults_are_those_of_each_row_by_itself(rows):
    first = {}
    for fault in one_by_one(rows):
        first.setdefault((fault.row, fault.column), fault)
    assert faults_of(*rows) == sorted(first.values())


def test_a_rule_is_asked_once_for_equal_cells():
    asked = []
    rule = Rule("name", lambda row: asked.append(dict(row)), ("name", "note"))
    schema = TableSchema({name: column("x", f"{name} nb") for name in APPLE}, [rule])
    faults_of(APPLE, APPLE | {"code": "b7"}, APPLE | {"note": "?"}, APPLE, schema=schema)
    assert asked == [{"name": "apple", "note": ""}, {"name": "apple", "note": "?"}]
