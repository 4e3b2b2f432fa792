"""Cubes in JSON-stat 2, as PxWeb and Eurostat give them, as the rows of a long table.

Each dimension has two columns, one headed by its code with the codes of its categories, one headed by its label with
their labels, and the figures stand in the column `value`. A number keeps its digits, and its status stands after it as
it does in print; where there is no number, the status stands in its place.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from helsetrend.published.readers import Cell, NumberedRow, Sheet, UnreadableFileError

CUBE = "a cube in JSON-stat 2, of the class dataset, with id, size, dimension and value"


def json_stat_sheets(data: bytes) -> list[Sheet]:
    """Return the cube of a file as one table. Raises UnreadableFileError where the bytes are no cube."""
    try:
        cube = json.loads(data, parse_int=str, parse_float=str)
        rows = list(_rows(cube))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableFileError(f"no cube: {type(error).__name__} {error}"[:200], CUBE) from error
    return [Sheet("", iter(rows))]


def _rows(cube: Mapping[str, Any]) -> Iterator[NumberedRow]:
    dimensions = [(name, cube["dimension"][name]) for name in cube["id"]]
    categories = [list(_categories(dimension["category"])) for _, dimension in dimensions]
    if [len(codes) for codes in categories] != [int(size) for size in cube["size"]]:
        raise ValueError("dimensions of other sizes than stated")
    heads = [text for name, dimension in dimensions for text in (name, dimension.get("label") or name)]
    yield 1, [Cell(text) for text in (*heads, "value")]
    values, statuses = _by_place(cube["value"]), _by_place(cube.get("status", {}))
    for place, combination in enumerate(product(*categories)):
        labels = [Cell(text) for category in combination for text in category]
        yield place + 2, [*labels, _figure(values.get(place), statuses.get(place) or "")]


def _categories(category: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the code and the label of each category, in their order."""
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=lambda code: int(index[code])) if isinstance(index, dict) else index
    return ((code, labels.get(code, code)) for code in codes)


def _by_place(cells: Sequence[Any] | Mapping[str, Any] | str) -> dict[int, Any]:
    """Return cells by their place; a cube can leave out those that are empty, and state one status for all."""
    if isinstance(cells, str):
        raise ValueError("one status for all figures")  # noqa: TRY004
    pairs = cells.items() if isinstance(cells, dict) else enumerate(cells)
    return {int(place): cell for place, cell in pairs if cell is not None}


def _figure(value: Any, status: str) -> Cell:
    if value is None:
        return Cell(status)
    text = str(value)
    return Cell(f"{text} {status}".strip(), text)
