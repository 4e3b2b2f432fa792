"""Apply a function to rows once per distinct combination of the cells it reads.

A table of two million figures repeats its metrics, periods and sources, and most of its prints.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

T = TypeVar("T")


class Distinct:
    """The columns of a table, each as codes for its distinct values."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self._codes: dict[str, tuple[np.ndarray[Any, Any], int]] = {}

    def each(self, columns: Sequence[str], compute: Callable[[Mapping[str, Any]], T]) -> pd.Series:
        """Return `compute` of the cells of each row in `columns`, called once for equal cells.

        The series holds objects and has the index of the table.
        """
        codes, firsts = self._groups(columns)
        rows = _rows(self.table, columns, firsts)
        results = np.fromiter((compute(row) for row in rows), dtype=object, count=len(firsts))
        return pd.Series(results[codes], index=self.table.index, dtype=object)

    def _groups(self, columns: Sequence[str]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the number of the combination of each row, and the position of the first row of each combination."""
        codes, count = np.zeros(len(self.table), dtype=np.int64), 1
        for name in columns:
            own, size = self._of(name)
            codes, combinations = pd.factorize(codes * size + own)
            count = len(combinations)
        firsts = np.zeros(count if len(codes) else 0, dtype=np.int64)
        firsts[codes[::-1]] = np.arange(len(codes))[::-1]
        return codes, firsts

    def _of(self, name: str) -> tuple[np.ndarray[Any, Any], int]:
        if name not in self._codes:
            codes, values = pd.factorize(self.table[name])
            self._codes[name] = codes.astype(np.int32), len(values)
        return self._codes[name]


def each_distinct(table: pd.DataFrame, columns: Sequence[str], compute: Callable[[Mapping[str, Any]], T]) -> pd.Series:
    """Return `compute` of the cells of each row of a table in `columns` (see `Distinct.each`)."""
    return Distinct(table).each(columns, compute)


def _rows(table: pd.DataFrame, columns: Sequence[str], positions: np.ndarray[Any, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows at the positions, only with the cells of the columns."""
    cells = (table[name].take(positions) for name in columns)
    return (dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True))
