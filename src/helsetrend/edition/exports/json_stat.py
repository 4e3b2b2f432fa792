"""The figures in force as JSON-stat 2.0: series by period, the hedge of each as its status, and of a hole its reason.

Numbers are written digit by digit and not as the nearest binary ones. What one number cannot say (bounds, rounding,
print, source) stands in `extension`, by the same position. See https://json-stat.org/full/.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from helsetrend.edition.exports.dataset import Dataset, Value, plain
from helsetrend.values import LANGUAGES

LABELS = "en"
"""JSON-stat has one language; labels in the others stand in `extension`."""

EXTENSIONS = ("hedge", "low", "high", "rounding", "as_printed", "source", "published", "counts_from")
"""What stands in `extension` for each figure, named as in the table of all figures."""

Cells = Mapping[str, Value]


@dataclass(frozen=True)
class Cube:
    """The figures in force of the table of all figures, and beside them what the report's series computes or misses."""

    figures: Dataset
    series: Dataset

    @cached_property
    def names(self) -> dict[str, Cells]:
        """Each series by its identifier, in the order of the tables, with the cells of one of its rows."""
        rows = (cells for _, cells in self._cells)
        return {series_of(cells): cells for cells in rows}

    @cached_property
    def periods(self) -> dict[str, int]:
        """Each period with its position, in the order of time."""
        found = {(cells["period_first"], cells["period_last"], cells["period"]) for _, cells in self._cells}
        return {
            str(period): place for place, (*_, period) in enumerate(sorted(found, key=lambda one: tuple(map(str, one))))
        }

    def cells(self) -> Iterator[tuple[int, str, Cells]]:
        """The position, the status and the cells of each figure and hole."""
        order = {name: place for place, name in enumerate(self.names)}
        for status, cells in self._cells:
            yield order[series_of(cells)] * len(self.periods) + self.periods[str(cells["period"])], status, cells

    @cached_property
    def _cells(self) -> list[tuple[str, Cells]]:
        """The status and the cells of each figure and hole. They are kept: of many figures only few are in force."""
        in_force = _rows_where(self.figures, "status", lambda status: status == "in_force")
        holes = _rows_where(self.series, "state", lambda state: state != "published")
        return [(str(cells["hedge"]), cells) for cells in in_force] + [(str(cells["state"]), cells) for cells in holes]


def write_json_stat(cube: Cube, path: Path, about: Mapping[str, Any]) -> None:
    """Write a cube to a file; `about` stands at its top: label, source, updated and the like."""
    head = {"version": "2.0", "class": "dataset", **about, **_structure(cube)}
    further = {"status": {"label": _status_labels(cube)}, "label": {one: _labels(cube, one) for one in LANGUAGES}}
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{_json(head)[:-1]},\n")
        _write_object(file, "value", ((at, cells["value"]) for at, _, cells in cube.cells()))
        file.write(",\n")
        _write_object(file, "status", ((at, status) for at, status, _ in cube.cells()))
        file.write(f',\n"extension": {_json(further)[:-1]}')
        for name in EXTENSIONS:
            file.write(",\n")
            _write_object(file, name, ((at, cells.get(name)) for at, _, cells in cube.cells()))
        file.write("}}\n")


def series_of(cells: Cells) -> str:
    """The identifier of a series: its metric, and its service after a colon."""
    return f"{cells['metric']}:{cells['service']}" if cells["service"] else str(cells["metric"])


def _rows_where(dataset: Dataset, variable: str, is_wanted: Callable[[Value], bool]) -> Iterator[Cells]:
    """The rows with such a value in a column, as cells by the names of the columns."""
    names, place = [one.name for one in dataset.variables], dataset.place(variable)
    return (dict(zip(names, row, strict=True)) for row in dataset.rows() if is_wanted(row[place]))


def _structure(cube: Cube) -> dict[str, Any]:
    """The two dimensions, their sizes and roles."""
    units = {name: {"label": cells[f"unit_{LABELS}"]} for name, cells in cube.names.items()}
    words = {name: variable.header(LABELS) for name, variable in _headed(cube).items()}
    return {
        "id": ["series", "period"],
        "size": [len(cube.names), len(cube.periods)],
        "role": {"metric": ["series"], "time": ["period"]},
        "dimension": {
            "series": {
                "label": words["metric_en"],
                "category": {"index": list(cube.names), "label": _labels(cube, LABELS), "unit": units},
            },
            "period": {"label": words["period"], "category": {"index": list(cube.periods)}},
        },
    }


def _headed(cube: Cube) -> dict[str, Any]:
    return {one.name: one for one in cube.figures.variables}


def _labels(cube: Cube, language: str) -> dict[str, str]:
    """The name of each series in a language: that of its service, where it has one, after that of its metric."""
    parts = {name: (cells[f"metric_{language}"], cells[f"service_{language}"]) for name, cells in cube.names.items()}
    return {name: ": ".join(str(part) for part in both if part) for name, both in parts.items()}


def _status_labels(cube: Cube) -> dict[str, dict[str, str]]:
    """The words for each status, in every language."""
    coded = (_headed(cube)["hedge"], next(one for one in cube.series.variables if one.name == "state"))
    return {one: {code: word for each in coded for code, word in each.labels(one).items()} for one in LANGUAGES}


def _write_object(file: TextIO, name: str, items: Iterable[tuple[int, Value]]) -> None:
    """A member of the file: an object from positions to values, without those that have none."""
    file.write(f"{_json(name)}: {{")
    mark = ""
    for at, value in items:
        if value is not None and value != "":
            file.write(f'{mark}"{at}": {plain(value) if isinstance(value, int | Decimal) else _json(str(value))}')
            mark = ", "
    file.write("}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
