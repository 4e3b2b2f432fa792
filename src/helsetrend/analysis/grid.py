"""Figures by series and period, and which of them surely agree with what they follow from, found at once.

Most figures of a large folder agree with a sum of others, or a ratio of two, that are given beside them. For these a
sum or a ratio of rows or columns tells what `reconciliation` finds one by one. It leaves every other figure to that.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from helsetrend.analysis.vintage import Tiles
from helsetrend.published import SURELY, Catalogue, Place, Register, used
from helsetrend.values import CALENDAR_YEAR, Period

MOST = 2.0**40
"""Bounds below this that are whole or a half have sums, of so many as there are parts, that are exact as floats."""

Series = tuple[str, str]
Numbers = np.ndarray[Any, Any]


class Grid:
    """The figures at places of a register, a row a series and a column a period: the first that is given for each.

    `is_open` says for which figures a comparison is left to be made, by whatever rule, `is_lacking` for which it may be
    that one cannot be made. `counts` has the number of comparisons of each other figure, which it agrees with; with
    `is_of_several` only those of figures from several sources.
    """

    def __init__(
        self, catalogue: Catalogue, register: Register, places: Numbers, *, is_of_several: bool = False
    ) -> None:
        self._catalogue, self._is_of_several = catalogue, is_of_several
        of_series, of_periods = register.series_codes[places], register.period_codes[places]
        rows, numbers = used(of_series, len(register.keys))
        columns, spans = used(of_periods, len(register.periods))
        self.series: list[Series] = [register.keys[number] for number in numbers]
        self.periods: list[Period] = [register.periods[number] for number in spans]
        orders = np.full(len(numbers) * len(spans), -1, dtype=np.intp)
        # From the last figure to the first, as of two in one place the one put in later stays.
        orders[(rows * len(spans) + columns)[::-1]] = np.arange(len(places))[::-1]
        self.orders = orders.reshape(len(numbers), len(spans))
        """The position among the places given of each figure, or -1."""
        self._row = {series: row for row, series in enumerate(self.series)}
        self._is_there = self.orders >= 0
        low, high = (np.append(register.columns[name][places], np.nan)[self.orders] for name in ("low", "high"))
        self._low, self._high = low, high
        self._is_exact = (2 * low % 1 == 0) & (2 * high % 1 == 0) & (high < MOST)
        self._sources = np.append(register.source_codes[places], -1)[self.orders]
        self.is_open, self.is_lacking = np.zeros_like(self._is_there), np.zeros_like(self._is_there)
        self.counts = np.zeros(self.orders.shape, dtype=np.intp)
        self._add_up_months()
        for row, series in enumerate(self.series):
            self._add_up_parts(row, *series)

    def _add_up_months(self) -> None:
        """Compare each figure with those for the parts of its period; series with the same periods at once."""
        alike: dict[bytes, list[int]] = {}
        for row, (metric, _) in enumerate(self.series):
            if self._catalogue.metrics[metric].adds_up:
                alike.setdefault(self._is_there[row].tobytes(), []).append(row)
        for rows in alike.values():
            columns = {self.periods[column]: column for column in np.flatnonzero(self._is_there[rows[0]])}
            tiles = Tiles(columns)
            for span, column in columns.items():
                tilings = (tuple(tiles.tiling(span, finest=finest)) for finest in (False, True))
                for tiling in filter(None, dict.fromkeys(tilings)):
                    parts = np.ix_(np.array(rows), np.array([columns[tile] for tile in tiling]))
                    self._compare((np.array(rows), np.array(column)), parts, axis=1)

    def _add_up_parts(self, row: int, metric: str, service: str) -> None:
        """Compare each figure of a series with those of its parts, by the catalogue."""
        entry, is_there = self._catalogue.metrics[metric], self._is_there[row]
        sums = [[(name, service if self._catalogue.metrics[name].services else "") for name in entry.sum_of]]
        for name in self._catalogue.totalled(metric):
            parts = self._catalogue.metrics[name].services
            if any(part.launched or part.ended for part in parts.values()):  # then they differ by period
                self.is_open[row] |= is_there
                self.is_lacking[row] |= is_there
            sums.append([(name, key) for key in parts])
        for of_sum in filter(None, sums):
            rows = [self._row.get(part, -1) for part in of_sum]
            is_given = is_there & (self._is_there[rows].all(axis=0) if min(rows) >= 0 else False)
            columns = np.flatnonzero(is_given)
            self._compare((np.array(row), columns), np.ix_(np.array(rows), columns), axis=0)
            self.is_open[row] |= is_there & ~is_given & self._may_follow(of_sum)
            self.is_lacking[row] |= is_there & ~is_given
        for names, factor in self._ratios(metric):
            self._compare_ratio(row, metric, service, names, factor)

    def _ratios(self, metric: str) -> Iterator[tuple[Sequence[str], float]]:
        """Yield what a metric is by the catalogue: so many times one other, or the ratio of two others."""
        entry = self._catalogue.metrics[metric]
        if entry.share_of:
            yield entry.share_of.names, 100.0
        if entry.rate_of:
            yield entry.rate_of.names, float(self._catalogue.per(metric))
        if entry.monthly_mean_of:
            yield [entry.monthly_mean_of], 1 / 12

    def _compare_ratio(self, row: int, metric: str, service: str, names: Sequence[str], factor: float) -> None:
        """Compare each figure of a series with the ratio that it is; what does not agree by far stays open."""
        entry, is_there = self._catalogue.metrics[metric], self._is_there[row]
        others = [self._catalogue.metrics[name] for name in names]
        rows = [
            self._row.get((name, service if other.services else ""), -1)
            for name, other in zip(names, others, strict=True)
        ]
        if entry.monthly_mean_of:
            is_there = is_there & np.array([period.form == "year" for period in self.periods], dtype=bool)
        is_plain = min(rows) >= 0 and all(
            other.kind != "stock" and other.year_starts == CALENDAR_YEAR for other in others
        )
        if not is_plain or self._is_one_of_several_shares(metric):
            self.is_open[row] |= is_there
            self.is_lacking[row] |= is_there
            return
        part, whole = (rows[0], rows[-1]) if len(rows) == 2 else (rows[0], None)
        above, below = (self._low[whole], self._high[whole]) if whole is not None else (1.0, 1.0)
        is_given = is_there & self._is_there[rows].all(axis=0) & (above > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = factor * self._low[part] / below, factor * self._high[part] / above
            is_met = is_given & (self._low[row] < SURELY * high) & (low < SURELY * self._high[row])
        self.is_open[row] |= is_there & ~is_met
        self.is_lacking[row] |= is_there & ~is_given
        is_of_others = np.any(self._sources[rows] != self._sources[row], axis=0)
        self.counts[row] += is_met & (is_of_others | (not self._is_of_several))

    def _is_one_of_several_shares(self, metric: str) -> bool:
        """Return whether other shares of the same whole can add up to a hundred percent with those of a metric."""
        share = self._catalogue.metrics[metric].share_of
        if share is None:
            return False
        wholes = [other.share_of.whole for other in self._catalogue.metrics.values() if other.share_of]
        return wholes.count(share.whole) > 1 or bool(self._catalogue.metrics[metric].services)

    def _may_follow(self, parts: Iterable[Series]) -> Numbers:
        """Return for each period whether each of the series has a figure, or may have one as a sum."""
        follows = np.ones(len(self.periods), dtype=bool)
        for metric, service in parts:
            entry, row = self._catalogue.metrics[metric], self._row.get((metric, service))
            is_sum = bool(entry.sum_of or self._catalogue.totalled(metric) or (row is not None and entry.adds_up))
            follows &= is_sum | (self._is_there[row] if row is not None else False)
        return follows

    def _compare(self, stated: tuple[Numbers, Numbers], parts: tuple[Numbers, ...], *, axis: int) -> None:
        """Compare figures with the sums of their parts; what is not known to agree stays open."""
        low, high = self._low[parts].sum(axis=axis), self._high[parts].sum(axis=axis)
        is_exact = self._is_exact[stated] & self._is_exact[parts].all(axis=axis)
        least, most = self._low[stated], self._high[stated]
        is_surely_met = (least < SURELY * high) & (low < SURELY * most)
        is_met = np.where(is_exact, (least <= high) & (low <= most), is_surely_met)
        self.is_open[stated] |= ~is_met
        if not self._is_of_several:
            self.counts[stated] += 1
            return
        sources, own = self._sources[parts], self._sources[stated]
        self.counts[stated] += (sources.min(axis=axis) != own) | (sources.max(axis=axis) != own)

    def in_order(self, is_wanted: Numbers) -> Sequence[tuple[Series, Period]]:
        """Return series and periods of the figures wanted: the series and then the periods as they are given."""
        none = np.iinfo(np.intp).max
        firsts = np.where(self._is_there, self.orders, none).min(axis=1, initial=none)
        rows, columns = np.nonzero(is_wanted & self._is_there)
        order = np.lexsort((self.orders[rows, columns], firsts[rows]))
        return [(self.series[rows[place]], self.periods[columns[place]]) for place in order]

    def of_series(self, series: Series) -> dict[Period, Place]:
        """Return for each period of a series the position of its figure among the places given, in their order."""
        row = self._row.get(series)
        if row is None:
            return {}
        columns = np.flatnonzero(self._is_there[row])
        ordered = columns[np.argsort(self.orders[row, columns])]
        return {self.periods[column]: int(self.orders[row, column]) for column in ordered}
