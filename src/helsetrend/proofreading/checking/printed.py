"""What a text gives for each quantity that its statements are about: as it prints it, or as it follows from others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from helsetrend.proofreading.checking.relations import (
    RATIOS,
    STEPS,
    Quantity,
    back,
    interval_of,
    onward,
    parts_of,
    quantity_of,
    relations_of,
)
from helsetrend.proofreading.resolving import Statement
from helsetrend.published import Catalogue
from helsetrend.values import Interval, total

MOST_WAYS = 64
"""The most combinations of values that are tried."""


@dataclass(frozen=True)
class Value:
    """What a text gives for a quantity, and the statements that give it: one that prints it, or those it follows from.

    `is_joined` is whether it follows from another quantity and what joins the two.
    """

    interval: Interval
    statements: tuple[Statement, ...]
    is_joined: bool = False


ANY = Value(Interval(Fraction(0), Fraction(10**18)), ())
"""What is given for a count that a text does not print."""


class Text:
    """The statements of a text, by what they are about."""

    def __init__(self, statements: Sequence[Statement], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.statements = [
            statement
            for statement in statements
            if statement.period and not statement.is_reported and statement.unit != "people"
        ]
        self.relations = {
            id(statement): list(relations_of(statement, self.statements[:place], catalogue))
            for place, statement in enumerate(self.statements)
        }
        self.printed: dict[Quantity, list[Value]] = defaultdict(list)
        seen = set()
        for statement in self.statements:
            quantity = quantity_of(statement, catalogue)
            print_ = (
                quantity,
                statement.value,
                statement.rounding,
                statement.number.hedge,
                statement.sentence.block.kind,
            )
            if quantity and print_ not in seen:
                seen.add(print_)
                self.printed[quantity].append(Value(interval_of(statement), (statement,)))
        self.joining: dict[Quantity, list[tuple[Statement, Quantity, bool]]] = defaultdict(list)
        for statement in self.statements:
            for _, operands in self.relations[id(statement)] if statement.kind in (*RATIOS, *STEPS) else ():
                first, second = operands[:2]
                if isinstance(first, Quantity) and isinstance(second, Quantity):
                    self.joining[first].append((statement, second, False))
                    self.joining[second].append((statement, first, True))

    def values(self, quantity: Quantity | Statement, near: Statement) -> list[Value]:
        """Return what the text gives for a quantity, for a statement `near` to it.

        It is printed, without what only says it more coarsely than another print; or it follows from its parts, or from
        another quantity and what joins the two.
        """
        if isinstance(quantity, Statement):
            return [Value(interval_of(quantity), (quantity,))]
        printed = self.printed.get(quantity, [])
        if printed:
            return [
                statement
                for statement in printed
                if not any(
                    other.interval.within(statement.interval) and other.interval != statement.interval
                    for other in printed
                )
            ]
        return [*self._by_parts(quantity), *self._by_joining(quantity, near)]

    def _by_parts(self, quantity: Quantity) -> Iterator[Value]:
        for parts in parts_of(quantity, self.printed, self.catalogue):
            for way in islice(product(*(self.printed.get(part, []) for part in parts)), MOST_WAYS):
                yield Value(
                    total([value.interval for value in way]),
                    tuple(statement for value in way for statement in value.statements),
                )

    def _by_joining(self, quantity: Quantity, near: Statement) -> Iterator[Value]:
        for joint, other, is_onward in self.joining.get(quantity, []):
            if joint.span >= near.span:
                continue
            for value in self.printed.get(other, []):
                interval = onward(joint, value.interval) if is_onward else back(joint, value.interval)
                if interval:
                    yield Value(interval, (*value.statements, joint), is_joined=True)
