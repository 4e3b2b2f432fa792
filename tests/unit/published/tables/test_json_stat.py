"""Cubes in JSON-stat 2, beside what pyjstat reads from the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyjstat import pyjstat

from helsetrend.published.readers import UnreadableFileError
from helsetrend.published.tables.json_stat import json_stat_sheets


def cube_of(sizes, values, *, as_list=False, sparse=False):
    """A cube with dimensions A, B, … whose categories are A0, A1, … labelled "a0", "a1" and so on."""
    names = [chr(ord("A") + place) for place in range(len(sizes))]
    dimension = {
        name: {
            "label": f"dimension {name}",
            "category": {
                "index": [f"{name}{n}" for n in range(size)]
                if as_list
                else {f"{name}{n}": n for n in reversed(range(size))},
                "label": {f"{name}{n}": f"{name.lower()}{n}" for n in range(size)},
            },
        }
        for name, size in zip(names, sizes, strict=True)
    }
    held = {str(place): value for place, value in enumerate(values) if value is not None} if sparse else values
    return {"version": "2.0", "class": "dataset", "id": names, "size": sizes, "dimension": dimension, "value": held}


def rows_of(cube):
    (sheet,) = json_stat_sheets(json.dumps(cube).encode())
    return [[cell.text for cell in cells] for _, cells in sheet.rows]


@given(data=st.data())
def test_every_cell_is_as_pyjstat_reads_it(data):
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    count = 1
    for size in sizes:
        count *= size
    values = data.draw(st.lists(st.none() | st.integers(0, 10**9), min_size=count, max_size=count))
    cube = cube_of(sizes, values, as_list=data.draw(st.booleans()))
    header, *rows = rows_of(cube)
    table = pyjstat.Dataset.read(json.dumps(cube)).write("dataframe")
    assert header[1::2] == [*(f"dimension {name}" for name in cube["id"])]
    labels = [[*row[1:-1:2], row[-1]] for row in rows]
    others = [
        [*map(str, row[:-1]), "" if row[-1] != row[-1] or row[-1] is None else f"{row[-1]:.0f}"]
        for row in table.values.tolist()
    ]
    assert labels == others
    assert rows_of(cube_of(sizes, values, sparse=True)) == [header, *rows]


def test_a_number_keeps_its_digits_and_its_status_stands_after_it_or_in_its_place():
    text = json.dumps(cube_of([4], [1, 2, None, None])).replace("[1, 2,", "[12.50, 7,")
    cube = {**json.loads(text), "status": {"1": "p", "2": ".."}}
    (sheet,) = json_stat_sheets(json.dumps(cube).replace("12.5,", "12.50,").encode())
    assert [cells[-1].text for _, cells in sheet.rows] == ["value", "12.50", "7 p", "..", ""]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"class": "collection", "link": {}}', json.dumps({**cube_of([2], [1, 2]), "size": [3]})],
)
def test_what_is_no_cube_is_a_fault_and_no_crash(text):
    with pytest.raises(UnreadableFileError, match="no cube"):
        json_stat_sheets(text.encode())
