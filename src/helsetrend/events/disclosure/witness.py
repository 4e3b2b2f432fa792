"""Whether a hidden count can be worked out from what is shown of all tables, and from earlier counts.

A reader knows that days add up to months and months to years, that no more visits touched a service than there were,
that there are no more persons than visits, that the persons of a year are at least those of each month and at most
those of all months together, and that no hidden count is zero. A reader may also have every earlier count, and takes
what has not changed since to be the same.

A count cannot be worked out if it has a witness: another table that agrees with all of this, in which the count is
another one. A witness is a move: some hidden counts are one more, others one less.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helsetrend.events.disclosure.releases import Cell, Releases

Move = dict[Cell, int]

VISITS, SERVICE_VISITS, PERSONS = "visits", "service_visits", "persons"
MOST_TRIED = 20
"""How many counts beside one are tried as its opposite."""


@dataclass
class Tables:
    """The counts, those that are hidden so far, the parts of each, and the visits to services in each period."""

    values: Mapping[Cell, int]
    releases: Releases
    below: int
    hidden: set[Cell] = field(default_factory=set)
    parts: dict[Cell, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    services: dict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for cell in self.values:
            if whole := self.whole(cell):
                self.parts[whole].append(cell)
            if cell[0] == SERVICE_VISITS:
                self.services[cell[2]].append(cell)

    def is_known(self, cell: Cell) -> bool:
        """Return whether an earlier count has shown a count as it is today."""
        return self.releases.has_shown(cell, self.values[cell])

    def has_witness(self, cell: Cell) -> bool:
        """Return whether another possible table has another value for a cell; one that was shown before needs none."""
        return self.is_known(cell) or any(self._is_possible(move) for move in self._moves(cell))

    def _is_small(self, cell: Cell) -> bool:
        return 0 < self.values[cell] < self.below

    def _moves(self, cell: Cell) -> Iterator[Move]:
        """Yield moves that change a cell, alone and together with the same change of the visits or the services."""
        for change in (1, -1):
            for move in self._moves_by(cell, change):
                yield move
                yield from self._joined(move)

    def _joined(self, move: Move) -> Iterator[Move]:
        """Yield a move together with the same change of the visits, or of the services that would exceed them."""
        metric = next(iter(move))[0]
        if metric == SERVICE_VISITS:
            other = {(VISITS, "", period): change for (_, _, period), change in move.items()}
            if other.keys() <= self.hidden:
                yield move | other
        elif metric == VISITS:
            joined = dict(move)
            tight = {
                name
                for (_, _, period), change in move.items()
                for (_, name, _) in self.services[period]
                if self.values[SERVICE_VISITS, name, period] > self.values[VISITS, "", period] + change
            }
            for name in tight:
                joined |= {(SERVICE_VISITS, name, period): change for (_, _, period), change in move.items()}
            if tight and joined.keys() <= self.hidden:
                yield joined

    def _moves_by(self, cell: Cell, change: int) -> Iterator[Move]:
        if cell[0] == PERSONS:
            yield {cell: change}
            return
        for below in self._down(cell, change):
            yield from self._up(cell, below, change)

    def _down(self, cell: Cell, change: int) -> Iterator[Move]:
        """Yield what changes with a cell below it: one of its parts, of the parts of that, and so on."""
        parts = [part for part in self.parts.get(cell, ()) if self.values[part]]
        if not parts:
            yield {cell: change}
        for part in self._some_hidden(parts):
            for move in self._down(part, change):
                yield {cell: change, **move}

    def _up(self, cell: Cell, move: Move, change: int) -> Iterator[Move]:
        """Yield what can make up for a change of a cell: one beside it, or the count that it is a part of."""
        whole = self.whole(cell)
        if whole is None or whole not in self.values:
            yield move
            return
        for other in self._some_hidden([part for part in self.parts[whole] if part != cell]):
            for opposite in self._down(other, -change):
                yield move | opposite
        if whole in self.hidden:
            yield from self._up(whole, move | {whole: change}, change)

    def _some_hidden(self, cells: Sequence[Cell]) -> list[Cell]:
        return [cell for cell in cells if cell in self.hidden][:MOST_TRIED]

    def _is_possible(self, move: Move) -> bool:
        """Return whether a reader cannot rule out the table that a move makes."""
        is_free = all(
            cell in self.hidden and self.values[cell] + change >= 1 and not self.is_known(cell)
            for cell, change in move.items()
        )
        return (
            is_free
            and self._fits(move, self.values.get)
            and all(self._is_small_still(cell, change) for cell, change in move.items())
            and all(self._agrees_with(number, move) for number in self.releases.numbers)
        )

    def _fits(self, move: Move, value_of: Callable[[Cell], int | None]) -> bool:
        """Return whether the bounds between series that hold for these values still hold after a move."""
        for low, high in {pair for cell in move for pair in self._bounds(cell)}:
            before = value_of(low), value_of(high)
            if before[0] is None or before[1] is None or before[0] > before[1]:
                continue  # there is no such count, or no such bound in this log
            if before[0] + move.get(low, 0) > before[1] + move.get(high, 0):
                return False
        return all(
            self._fits_year(year, move, value_of) for year in {cell[2][:4] for cell in move if cell[0] == PERSONS}
        )

    def _bounds(self, cell: Cell) -> list[tuple[Cell, Cell]]:
        """Return (lower, higher) for each bound between a cell and one of another series or period."""
        metric, _, period = cell
        visits, persons, of_year = (VISITS, "", period), (PERSONS, "", period), (PERSONS, "", period[:4])
        if metric == SERVICE_VISITS:
            return [(cell, visits)]
        if metric == VISITS:
            return [*((service, cell) for service in self.services[period]), (persons, cell)]
        if metric == PERSONS:
            return [(cell, visits), *((month, of_year) for month in self.months(period[:4]))]
        return []

    def _fits_year(self, year: str, move: Move, value_of: Callable[[Cell], int | None]) -> bool:
        """Return whether the persons of a year are still at most those of all its months."""
        cells = [(PERSONS, "", year), *self.months(year)]
        of_year, *of_months = [value_of(cell) for cell in cells]
        if of_year is None or None in of_months or sum(filter(None, of_months)) < of_year:
            return True
        return sum(filter(None, of_months)) + sum(move.get(cell, 0) for cell in cells[1:]) >= of_year + move.get(
            cells[0], 0
        )

    def _is_small_still(self, cell: Cell, change: int) -> bool:
        """Return whether a count of persons that is hidden only because it is small stays small with a change.

        With `below` 2 a small number is 1, and there is nothing to protect.
        """
        if cell[0] != PERSONS or self.below == 2 or not self._is_small(cell) or self.values[cell] + change < self.below:
            return True
        cells = [(PERSONS, "", cell[2][:4]), *self.months(cell[2][:4])]
        return any(other in self.hidden and not self._is_small(other) for other in cells)

    def _agrees_with(self, number: int, move: Move) -> bool:
        """Return whether an earlier count fits the table that a move makes, where nothing has changed since."""
        changes = {cell: change for cell, change in move.items() if self._is_same(cell, number)}
        for level in ("2021-12-31", "2021-12"):
            sums: Move = defaultdict(int)
            for cell, change in changes.items():
                whole = self.whole(cell)
                if whole is not None and len(cell[2]) == len(level) and self.releases.at(whole, number) is not None:
                    sums[whole] += change
            for whole, change in sums.items():
                if whole in changes or not change:
                    if change != changes.get(whole, 0):
                        return False
                elif self._is_same(whole, number) or self.releases.is_shown(whole, number):
                    return False
                else:
                    changes[whole] = change
        return self._fits(changes, lambda cell: self.releases.value(cell, number))

    def _is_same(self, cell: Cell, number: int) -> bool:
        """Return whether an earlier count had today's value, or a hidden value that is not known."""
        entry = self.releases.at(cell, number)
        return entry is not None and cell in self.values and entry.value in (None, self.values[cell])

    def months(self, year: str) -> list[Cell]:
        """Return the counts of persons in the months of a year."""
        months = [(PERSONS, "", f"{year}-{month:02d}") for month in range(1, 13)]
        return [month for month in months if month in self.values]

    @staticmethod
    def whole(cell: Cell) -> Cell | None:
        """Return the count that a cell is a part of: a month of a day, a year of a month; None for persons."""
        metric, service, period = cell
        if metric == PERSONS or len(period) == len("2021"):
            return None
        return metric, service, period.rpartition("-")[0]
