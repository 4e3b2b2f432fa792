"""Apply a function to rows once per distinct combination of the cells it reads.

A table of two million figures repeats its metrics, periods and sources, and most of its prints.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

S = TypeVar("S")
T = TypeVar("T")
Codes = np.ndarray[Any, np.dtype[np.intp]]

TEXT = pd.api.types.pandas_dtype("str")
"""The type of text; to find it by its name takes as long as to make a short column of it."""


def as_category(codes: Codes, texts: Sequence[str]) -> pd.Categorical:
    """Return a column of text, its categories in the order of the alphabet.

    `codes` has the place in `texts` of the text of each row; equal texts may stand there more than once.
    """
    numbers = dict.fromkeys(texts, 0)
    categories = sorted(numbers)
    numbers.update(zip(categories, range(len(categories)), strict=True))
    places = np.fromiter(map(numbers.__getitem__, texts), np.int32, len(texts))
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype=TEXT))
    return pd.Categorical.from_codes(places[codes], dtype=dtype, validate=False)  # each place is one of a category


def as_texts(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for those who go on with it: its columns of text as texts, which take any other text too."""
    return table.astype(dict.fromkeys(table.select_dtypes("category"), "str"))


@dataclass(frozen=True)
class Unkept(Sequence[T], Generic[S, T]):
    """What a function returns for each of some values, worked out each time it is asked for.

    As `values` of `Each` it takes no room where nearly every row has a result of its own.
    """

    values: Sequence[S]
    compute: Callable[[S], T]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, place: Any) -> Any:
        return self.compute(self.values[place])


@dataclass(frozen=True)
class Each(Generic[T]):
    """What a function returns for each row of a table: `values` has the results, `codes` the place of that of each row.

    Equal results of different cells stand in `values` more than once.
    """

    codes: Codes
    values: Sequence[T]

    def __iter__(self) -> Iterator[T]:
        return _at(self.values, self.codes.data)  # a view of the codes, and no list

    def array(self, part: Callable[[T], Any], dtype: Any) -> np.ndarray[Any, Any]:
        """Return a part of the result of each row."""
        return np.fromiter(map(part, self.values), dtype, len(self.values))[self.codes]

    def texts(self, part: Callable[[T], str]) -> pd.Categorical:
        """Return a part of the result of each row as a column of text."""
        return as_category(self.codes, list(map(part, self.values)))

    def of(self, part: Callable[[T], S]) -> "Each[S]":
        """Return the same of a part of each result; what is not kept stays so."""
        is_kept = not isinstance(self.values, Unkept)
        return Each(self.codes, list(map(part, self.values)) if is_kept else Unkept(self.values, part))

    def replaced(self, is_replaced: Codes, others: "Each[T]") -> "Each[T]":
        """Return the same with others, in their order, for the rows that are replaced."""
        codes = self.codes.astype(np.intp)
        codes[is_replaced] = len(self.values) + others.codes
        return Each(codes, [*self.values, *others.values])

    def where(self, is_wanted: Callable[[T], Any]) -> list[tuple[int, T]]:
        """Return the place of each row whose result is wanted, and the result."""
        wanted = np.fromiter(map(is_wanted, self.values), bool, len(self.values))
        if not wanted.any():
            return []
        places = np.flatnonzero(wanted[self.codes])
        return [(int(place), self.values[self.codes[place]]) for place in places]


def _at(values: Sequence[T], places: Iterable[int]) -> Iterator[T]:
    """Return the values at some places, one after the other."""
    if isinstance(values, Unkept):
        return map(values.compute, _at(values.values, places))
    return map(values.__getitem__, places)


class Distinct:
    """The columns of a table, each as codes for its distinct values.

    `alike` names for some columns another one, if the table has it: their cells count as equal where those of it are.
    """

    def __init__(self, table: pd.DataFrame, alike: Mapping[str, str] | None = None) -> None:
        self.table = table
        self._alike = {name: other for name, other in (alike or {}).items() if other in table}
        self._columns: dict[str, tuple[Codes, list[Any]]] = {}

    def of(self, column: str, compute: Callable[[Any], T]) -> Each[T]:
        """Return `compute` of the cell of each row in one column, once for equal cells, by that of the first row."""
        codes, values = self._of(self._alike.get(column, column))
        if column in self._alike:
            own, own_values = self._of(column)
            values = [own_values[code] for code in own[_firsts(codes)].tolist()]
        return Each(codes, list(map(compute, values)))

    def each(
        self,
        columns: Sequence[str],
        compute: Callable[[Mapping[str, Any]], T],
        *,
        kinds: Mapping[str, Callable[[Any], Hashable]] | None = None,
        wanted: Codes | None = None,
    ) -> Each[T]:
        """Return `compute` of the cells of each row in `columns`, once for equal cells, by those of the first row.

        In a column that `kinds` names, cells count as equal where their kinds, as it returns them, are. Where it is not
        `wanted`, a row may have the result of another; at least one is wanted.
        """
        codes, count = np.zeros(len(self.table), dtype=np.intp), 1
        for name in dict.fromkeys(self._alike.get(name, name) for name in columns):
            own, own_count = self._numbered(name, (kinds or {}).get(name))
            if own_count > 1:
                codes, combinations = pd.factorize(codes * own_count + own) if count > 1 else (own, range(own_count))
                count = len(combinations)
        firsts = _firsts(codes)
        if wanted is not None and not wanted.all():
            is_wanted = np.zeros(len(firsts), dtype=bool)
            is_wanted[codes[wanted]] = True
            firsts, codes = firsts[is_wanted], np.maximum(np.cumsum(is_wanted) - 1, 0)[codes]
        cells = ([values[code] for code in own[firsts].tolist()] for own, values in map(self._of, columns))
        return Each(codes, [compute(dict(zip(columns, row, strict=True))) for row in zip(*cells, strict=True)])

    def differs(self, columns: Sequence[str], codes: Codes) -> Codes:
        """Return which rows have other cells in the columns than the first row of the same code."""
        differ = np.zeros(len(codes), dtype=bool)
        for own, _ in map(self._of, columns):
            differ |= own != own[_firsts(codes)][codes]
        return differ

    def _numbered(self, name: str, kind: Callable[[Any], Hashable] | None) -> tuple[Codes, int]:
        """Return the codes of a column, or those of the kinds of its cells, and how many there are."""
        codes, values = self._of(name)
        if kind is None:
            return codes, len(values)
        numbers: dict[Hashable, int] = {}
        of_values = [numbers.setdefault(kind(value), len(numbers)) for value in values]
        return np.array(of_values, dtype=np.intp)[codes], len(numbers)

    def _of(self, name: str) -> tuple[Codes, list[Any]]:
        """Return the codes of a column, and the value of each."""
        if name not in self._columns:
            array = self.table[name].array
            if isinstance(array, pd.Categorical):
                codes, places = used(array.codes, len(array.categories))
                values = array.categories[places]
            else:
                codes, values = pd.factorize(array)
            self._columns[name] = codes.astype(np.int32), np.asarray(values).tolist()  # as numbers of Python
        return self._columns[name]


def used(codes: Codes, count: int) -> tuple[Codes, Codes]:
    """Return codes, from 0 to below `count`, as the places among those that are used, and these, in their order."""
    places = np.flatnonzero(np.bincount(codes, minlength=count))
    if len(places) == count:
        return codes, places
    numbers = np.zeros(count, dtype=np.intp)
    numbers[places] = np.arange(len(places))
    return numbers[codes], places


def _firsts(codes: Codes) -> Codes:
    """Return the place of the first row of each code."""
    firsts = np.zeros(codes.max(initial=-1) + 1, dtype=np.intp)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]
    return firsts


def stacked(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables one below the other, with the columns that all of them have, those of text as categories."""
    filled = [table for table in tables if len(table)] or tables[:1]
    if len(filled) == 1:
        return filled[0]
    shared = [name for name in filled[0] if all(name in table for table in filled)]
    stack = pd.concat([table[shared] for table in filled])
    texts = [name for name in shared if not pd.api.types.is_numeric_dtype(stack[name].dtype)]
    return stack.assign(
        **{
            name: union_categoricals([table[name].astype("category") for table in filled], sort_categories=True)
            for name in texts
        }
    )


def each_distinct(table: pd.DataFrame, columns: Sequence[str], compute: Callable[[Mapping[str, Any]], T]) -> Each[T]:
    """Return `compute` of the cells of each row of a table in `columns` (see `Distinct.each`)."""
    return Distinct(table).each(columns, compute)
