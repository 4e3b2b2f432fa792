"""Apply a function to rows once per distinct combination of the cells it reads.

A table of two million figures repeats its metrics, periods and sources, and most of its prints.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

T = TypeVar("T")
Codes = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Each(Generic[T]):
    """What a function returns for each row of a table: `values` has the results, `codes` the place of that of each row.

    Equal results of different cells stand in `values` more than once.
    """

    codes: Codes
    values: Sequence[T]

    def __iter__(self) -> Iterator[T]:
        return map(self.values.__getitem__, self.codes.tolist())

    def array(self, part: Callable[[T], Any], dtype: Any) -> np.ndarray[Any, Any]:
        """Return a part of the result of each row."""
        return np.fromiter(map(part, self.values), dtype, len(self.values))[self.codes]

    def texts(self, part: Callable[[T], str], index: pd.Index) -> pd.Series:
        """Return a part of the result of each row as a column of text."""
        return pd.Series(self.array(part, object), index=index, dtype="str")

    def where(self, is_wanted: Callable[[T], Any]) -> list[tuple[int, T]]:
        """Return the place of each row whose result is wanted, and the result."""
        wanted = np.fromiter(map(is_wanted, self.values), bool, len(self.values))
        if not wanted.any():
            return []
        places = np.flatnonzero(wanted[self.codes])
        return [(int(place), self.values[self.codes[place]]) for place in places]


class Distinct:
    """The columns of a table, each as codes for its distinct values."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self._columns: dict[str, tuple[Codes, list[Any]]] = {}

    def each(self, columns: Sequence[str], compute: Callable[[Mapping[str, Any]], T]) -> Each[T]:
        """Return `compute` of the cells of each row in `columns`, called once for equal cells."""
        coded = [self._of(name) for name in columns]
        codes, count = np.zeros(len(self.table), dtype=np.intp), 1
        for own, values in coded:
            codes, combinations = pd.factorize(codes * len(values) + own) if count > 1 else (own, values)
            count = len(combinations)
        firsts = np.zeros(count, dtype=np.intp)
        firsts[codes[::-1]] = np.arange(len(codes))[::-1]
        cells = ([values[code] for code in own[firsts]] for own, values in coded)
        return Each(codes, [compute(dict(zip(columns, row, strict=True))) for row in zip(*cells, strict=True)])

    def _of(self, name: str) -> tuple[Codes, list[Any]]:
        if name not in self._columns:
            codes, values = pd.factorize(self.table[name].array)
            self._columns[name] = codes, list(values)
        return self._columns[name]


def each_distinct(table: pd.DataFrame, columns: Sequence[str], compute: Callable[[Mapping[str, Any]], T]) -> Each[T]:
    """Return `compute` of the cells of each row of a table in `columns` (see `Distinct.each`)."""
    return Distinct(table).each(columns, compute)
