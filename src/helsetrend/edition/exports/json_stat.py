"""The figures in force as JSON-stat 2.0: series by period, with the hedge of a figure or the reason of a gap as status.

Numbers are written in their exact decimal digits. What one number cannot hold (bounds, rounding, print, source) is in
`extension`, under the same position. See https://json-stat.org/full/.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from helsetrend.edition.exports.dataset import Dataset, Value, Variable, plain
from helsetrend.report.presentation import words
from helsetrend.values import Period

Cells = Mapping[str, Value]


@dataclass(frozen=True)
class Cube:
    """The figures in force from the table of all figures, and from the report's series what is computed or missing.

    The labels are in the main language, as JSON-stat has only one; those in all `languages` are in `extension`.
    """

    figures: Dataset
    series: Dataset
    languages: Sequence[str]
    main_language: str

    @property
    def extensions(self) -> list[str]:
        """The members of `extension` for each figure, as in the table of all figures; `obs_status` of gaps too."""
        return [
            *("hedge", "low", "high", "rounding", "as_printed", "source", "published", "counts_from", "hand"),
            *("obs_status", *(f"obs_status_{language}" for language in self.languages), "obs_status_sdmx"),
        ]

    @cached_property
    def names(self) -> dict[str, Cells]:
        """The cells of one row of each series, by the identifier of the series, in the order of the tables."""
        rows = (cells for _, cells in self._cells)
        return {series_of(cells): cells for cells in rows}

    @cached_property
    def periods(self) -> dict[str, int]:
        """The position of each period, in the order of time."""
        spans = {
            tuple(str(cells[name]) for name in ("period_first", "period_last", "period")) for _, cells in self._cells
        }
        return {period: place for place, (*_, period) in enumerate(sorted(spans))}

    def cells(self) -> Iterator[tuple[int, str, Cells]]:
        """Yield the position, the status and the cells of each figure and gap."""
        order = {name: place for place, name in enumerate(self.names)}
        for status, cells in self._cells:
            yield order[series_of(cells)] * len(self.periods) + self.periods[str(cells["period"])], status, cells

    @cached_property
    def _cells(self) -> list[tuple[str, Cells]]:
        """The status and the cells of each figure and gap; kept in memory, as few of the many figures are in force."""
        in_force = self.figures.where("status", lambda status: status == "in_force")
        gaps = self.series.where("state", lambda state: state != "published")
        return [
            (str(cells[name]), cells)
            for name, table in (("hedge", in_force), ("state", gaps))
            for cells in table.cells()
        ]


def write_json_stat(cube: Cube, path: Path, about: Mapping[str, Any]) -> None:
    """Write a cube to a file; `about` holds its first members: label, updated, note."""
    head = {"version": "2.0", "class": "dataset", **about, **_structure(cube)}
    further = {
        "status": {"label": _status_labels(cube)},
        "label": {language: _labels(cube, language) for language in cube.languages},
    }
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{_json(head)[:-1]},\n")
        _write_object(file, "value", ((position, cells["value"]) for position, _, cells in cube.cells()))
        file.write(",\n")
        _write_object(file, "status", ((position, status) for position, status, _ in cube.cells()))
        file.write(f',\n"extension": {_json(further)[:-1]}')
        for name in cube.extensions:
            file.write(",\n")
            _write_object(file, name, ((position, cells.get(name)) for position, _, cells in cube.cells()))
        file.write("}}\n")


def series_of(cells: Cells) -> str:
    """Return the identifier of a series: its metric, and its service after a colon."""
    return f"{cells['metric']}:{cells['service']}" if cells["service"] else str(cells["metric"])


def _structure(cube: Cube) -> dict[str, Any]:
    """Return the two dimensions with their sizes and roles."""
    units = {name: {"label": cells[f"unit_{cube.main_language}"]} for name, cells in cube.names.items()}
    headers = {name: variable.header(cube.main_language) for name, variable in _variables(cube.figures).items()}
    return {
        "id": ["series", "period"],
        "size": [len(cube.names), len(cube.periods)],
        "role": {"metric": ["series"], "time": ["period"]},
        "dimension": {
            "series": {
                "label": headers[f"metric_{cube.main_language}"],
                "category": {"index": list(cube.names), "label": _labels(cube, cube.main_language), "unit": units},
            },
            "period": {
                "label": headers["period"],
                "category": {
                    "index": list(cube.periods),
                    "label": {text: words(cube.main_language).period(Period.parse(text)) for text in cube.periods},
                },
            },
        },
    }


def _variables(dataset: Dataset) -> dict[str, Variable]:
    return {variable.name: variable for variable in dataset.variables}


def _labels(cube: Cube, language: str) -> dict[str, str]:
    """Return the name of each series in a language: the name of its metric, then of its service if it has one."""
    parts = {name: (cells[f"metric_{language}"], cells[f"service_{language}"]) for name, cells in cube.names.items()}
    return {name: ": ".join(str(part) for part in both if part) for name, both in parts.items()}


def _status_labels(cube: Cube) -> dict[str, dict[str, str]]:
    """Return the label of each status, in every language."""
    hedge, state = _variables(cube.figures)["hedge"], _variables(cube.series)["state"]
    return {language: hedge.labels(language) | state.labels(language) for language in cube.languages}


def _write_object(file: TextIO, name: str, items: Iterable[tuple[int, Value]]) -> None:
    """Write a member of the file: an object from positions to values, without empty values."""
    file.write(f"{_json(name)}: {{")
    separator = ""
    for position, value in items:
        if value is not None and value != "":
            file.write(
                f'{separator}"{position}": {plain(value) if isinstance(value, int | Decimal) else _json(str(value))}'
            )
            separator = ", "
    file.write("}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
