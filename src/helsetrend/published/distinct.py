"""What follows from some cells of a row is worked out once for each distinct combination of them.

A table of two million figures repeats itself: its metrics, periods and sources do, and most prints too.
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

    def each(self, columns: Sequence[str], told: Callable[[Mapping[str, Any]], T]) -> pd.Series:
        """For each row what `told` gives for its cells in `columns`; it sees no others, and equal ones once.

        `told` gives an object; the series holds objects, with the index of the table.
        """
        codes, firsts = self._groups(columns)
        rows = _rows(self.table, columns, firsts)
        found = np.fromiter((told(row) for row in rows), dtype=object, count=len(firsts))
        return pd.Series(found[codes], index=self.table.index, dtype=object)

    def _groups(self, columns: Sequence[str]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The number of the combination that each row has, and the position of the first row of each."""
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


def each_distinct(table: pd.DataFrame, columns: Sequence[str], told: Callable[[Mapping[str, Any]], T]) -> pd.Series:
    """For each row of a table what `told` gives for its cells in `columns` (see `Distinct.each`)."""
    return Distinct(table).each(columns, told)


def _rows(table: pd.DataFrame, columns: Sequence[str], positions: np.ndarray[Any, Any]) -> Iterator[dict[str, Any]]:
    """The rows at the positions, with the cells of the columns alone."""
    cells = (table[name].take(positions) for name in columns)
    return (dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True))
