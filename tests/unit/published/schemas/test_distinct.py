"""What is worked out once for equal cells is what would be worked out row by row."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helsetrend.published.schemas.distinct import Distinct, Each, Unkept, each_distinct, used

ROWS = st.lists(st.tuples(*[st.sampled_from(["", "a", "b", "ab"])] * 3), max_size=30)


def table_of(rows):
    return pd.DataFrame(rows, columns=["x", "y", "z"], index=range(7, 7 + len(rows)), dtype="str")


@given(ROWS, st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True))
def test_each_row_has_what_its_cells_give(rows, columns):
    table, asked = table_of(rows), []

    def told(cells):
        asked.append(tuple(cells[name] for name in columns))
        return "|".join(cells.values())

    found = each_distinct(table, columns, told)
    assert list(found) == ["|".join(row[name] for name in columns) for row in table.to_dict("records")]
    assert list(found.texts(str)) == list(found)
    assert list(found.texts(str).categories) == sorted(set(found))
    assert asked == list(dict.fromkeys(asked))


@given(ROWS)
def test_what_is_not_kept_is_worked_out_for_each_row(rows):
    kept = each_distinct(table_of(rows), ["x", "y"], lambda cells: tuple(cells.values()))
    unkept = Each(kept.codes, Unkept(kept.values, "|".join))
    assert isinstance(unkept.of(len).values, Unkept)
    assert list(unkept) == ["|".join(row) for row in kept]
    assert list(unkept.of(len)) == [1 + len(x) + len(y) for x, y, _ in rows]
    assert unkept.of(len).where(lambda length: length > 2) == kept.of(lambda row: 1 + len("".join(row))).where(
        lambda length: length > 2
    )


@given(ROWS, st.data())
def test_where_a_result_is_wanted_it_is_that_of_the_cells_and_no_others_are_looked_at(rows, data):
    wanted = [data.draw(st.booleans()) for _ in rows]
    assume(any(wanted))
    asked = []

    def joined(cells):
        asked.append((cells["x"], cells["y"]))
        return "|".join(cells.values())

    found = Distinct(table_of(rows)).each(["x", "y"], joined, wanted=np.array(wanted))
    assert [text for text, is_wanted in zip(found, wanted, strict=True) if is_wanted] == [
        f"{x}|{y}" for (x, y, _), is_wanted in zip(rows, wanted, strict=True) if is_wanted
    ]
    assert sorted(asked) == sorted({(x, y) for (x, y, _), is_wanted in zip(rows, wanted, strict=True) if is_wanted})


def test_what_is_reported_may_be_nothing_or_a_pair():
    table, told = table_of([("a", "", ""), ("b", "", "")]), {"a": None, "b": (1, 2)}
    found = each_distinct(table, ["x"], lambda cells: told[cells["x"]])
    assert list(found) == [None, (1, 2)]
    assert found.where(bool) == [(1, (1, 2))]


def test_cells_that_are_not_read_are_not_seen():
    with pytest.raises(KeyError, match="y"):
        each_distinct(table_of([("a", "b", "")]), ["x"], lambda cells: cells["y"])


@given(ROWS)
def test_rows_that_are_not_like_the_first_of_their_way_are_found(rows):
    """`z` says which rows are alike in `x`; of some of these the cells differ."""
    table, firsts = table_of(rows), {}
    distinct = Distinct(table, {"x": "z"})
    found = distinct.each(["x", "y"], tuple)
    differs = [firsts.setdefault((z, y), x) != x for x, y, z in rows]
    assert distinct.differs(["x", "y"], found.codes).tolist() == differs
    assert not distinct.differs(["y"], found.codes).any()


@given(ROWS)
def test_cells_of_one_kind_count_as_equal(rows):
    table, asked = table_of(rows), []
    distinct = Distinct(table)
    found = distinct.each(["x", "y"], lambda cells: asked.append(cells) or cells["x"], kinds={"x": len})
    firsts = {}
    assert list(found) == [firsts.setdefault((len(x), y), x) for x, y, _ in rows]
    assert len(asked) == len(firsts)
    assert distinct.differs(["x", "y"], found.codes).tolist() == [firsts[len(x), y] != x for x, y, _ in rows]


@given(ROWS)
def test_a_single_column_is_looked_at_once_for_equal_cells(rows):
    table, asked = table_of(rows), []
    assert list(Distinct(table).of("x", lambda cell: asked.append(cell) or cell * 2)) == [x * 2 for x, _, _ in rows]
    assert asked == list(dict.fromkeys(x for x, _, _ in rows))
    firsts = {}
    assert list(Distinct(table, {"x": "z"}).of("x", str)) == [firsts.setdefault(z, x) for x, _, z in rows]


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(6, 8))
def test_codes_are_numbered_anew_without_those_that_no_row_has(codes, count):
    own, places = used(np.array(codes, dtype=np.int32), count)
    assert list(places) == sorted(set(codes))
    assert list(places[own]) == codes
