"""The figures in force as JSON-stat 2.0: series by period, the hedge of each as its status, holes told by theirs.

Numbers are written as they are, not as the nearest binary ones; what one number cannot say (bounds, rounding, print,
source) stands in `extension`, by the same position. See https://json-stat.org/full/.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from helsetrend.dataset import Dataset, Row, plain

LANGUAGE = "en"
"""JSON-stat has one language; the labels in the other one stand in `extension`."""

EXTENSIONS = ("low", "high", "rounding", "as_printed", "source", "published", "counts_from")
"""What stands in `extension` for each figure, as in the table of all figures."""


def write_json_stat(figures: Dataset, series: Dataset, path: Path, about: Mapping[str, Any]) -> None:
    """Write the figures in force of the table of all figures, and the holes of that of the report's series.

    `about` is what stands at the top: label, source, updated. The cells are walked through once for each part of the
    file, so that no part is held in memory.
    """
    places = _Places(figures, series)
    with path.open("w", encoding="utf-8") as file:
        head = {"version": "2.0", "class": "dataset", **about, **places.structure()}
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2])
        _write_object(file, "value", ((at, cells["value"]) for at, cells in places.figures()))
        _write_object(file, "status", places.statuses())
        for number, name in enumerate(EXTENSIONS):
            opening = ',\n "extension": {' if number == 0 else ","
            told = ((at, cells[name]) for at, cells in places.figures())
            _write_object(file, name, told, opening=opening)
        labels = json.dumps(places.labels("nb"), ensure_ascii=False)
        file.write(f',\n "status_label": {json.dumps(places.status_labels(), ensure_ascii=False)}')
        file.write(f',\n "label_nb": {labels}}}\n}}\n')
