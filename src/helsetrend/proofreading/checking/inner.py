"""A text against itself: numbers of one text that cannot all be right, with or without figures to check them by.

What a statement says of quantities (`relations`) is held against those that the text prints, or that follow from their
parts or from one other statement close by. Two statements on the same quantities are held against each other. Only what
surely does not fit is reported.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from helsetrend.analysis import agreement
from helsetrend.proofreading.checking.relations import (
    MEANS,
    ONE,
    RATIOS,
    STEPS,
    Quantity,
    back,
    derived_from,
    interval_of,
    onward,
    parts_of,
    quantity_of,
    ratio_of,
    relations_of,
)
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.checking.verdicts import Judged
from helsetrend.proofreading.resolving import Statement
from helsetrend.published import Catalogue
from helsetrend.values import Interval, total

MOST_OVER = Fraction(3, 2)
"""Where a text says that a number is "over" another, it is less than this many times the other."""

_MOST_WAYS = 64
"""The most combinations of values that are tried."""


@dataclass(frozen=True)
class Contradiction:
    """Statements of a text that do not fit together: the problem, the statements, what the others give for the last."""

    problem: str
    statements: tuple[Statement, ...]
    derived: Interval | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the statements stand in the document."""
        return [statement.span for statement in self.statements]


@dataclass(frozen=True)
class Value:
    """What a text gives for a quantity, and the statements that give it: one that prints it, or those it follows from.

    `is_joined` is whether it follows from another quantity and what joins the two.
    """

    interval: Interval
    statements: tuple[Statement, ...]
    is_joined: bool = False


_ANY = Value(Interval(Fraction(0), Fraction(10**18)), ())
"""What is given for a count that a text does not print."""


def contradictions(found: Sequence[Judged], catalogue: Catalogue) -> list[Contradiction]:
    """Return what does not fit in a text, in the order of the last statement of each.

    Statements that all agree with the figures do not contradict each other.
    """
    known = [_as_counted(one) for one in found if not _is_of_another_thing(one)]
    text = _Text([one.statement for one in known], catalogue)
    sound = {id(one.statement) for one in known if one.verdict == "agrees"}
    kept: list[Contradiction] = []
    used: set[int] = set()
    groups: set[frozenset[int]] = set()
    for one in (*text.changes_twice(), *text.not_following(), *text.levels_twice()):
        group = frozenset(id(statement) for statement in one.statements)
        last = id(one.statements[-1])
        if last not in used and group not in groups and not group <= sound:
            kept.append(one)
            used.add(last)
            groups.add(group)
    return sorted(kept, key=lambda one: one.statements[-1].span)


def _is_of_another_thing(judged: Judged) -> bool:
    """Return whether a number is too far from the figure to be about it, and is held against no two numbers."""
    return judged.reason == "not_this_figure" and judged.statement.of is None


def _as_counted(judged: Judged) -> Judged:
    """Return events that the text calls people as the events that they are."""
    is_count = judged.slip == "visits_as_people"
    return replace(judged, statement=replace(judged.statement, unit="")) if is_count else judged


class _Text:
    """The statements of a text, by what they are about."""

    def __init__(self, statements: Sequence[Statement], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.statements = [one for one in statements if one.period and not one.is_reported and one.unit != "people"]
        self.relations = {
            id(one): list(relations_of(one, self.statements[:place], catalogue))
            for place, one in enumerate(self.statements)
        }
        self.printed: dict[Quantity, list[Value]] = defaultdict(list)
        seen = set()
        for one in self.statements:
            quantity = quantity_of(one, catalogue)
            print_ = (quantity, one.value, one.rounding, one.number.hedge, one.sentence.block.kind)
            if quantity and print_ not in seen:
                seen.add(print_)
                self.printed[quantity].append(Value(interval_of(one), (one,)))
        self.joining: dict[Quantity, list[tuple[Statement, Quantity, bool]]] = defaultdict(list)
        for one in self.statements:
            for _, operands in self.relations[id(one)] if one.kind in (*RATIOS, *STEPS) else ():
                first, second = operands[:2]
                if isinstance(first, Quantity) and isinstance(second, Quantity):
                    self.joining[first].append((one, second, False))
                    self.joining[second].append((one, first, True))

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
                one
                for one in printed
                if not any(other.interval.within(one.interval) and other.interval != one.interval for other in printed)
            ]
        return [*self._by_parts(quantity), *self._by_joining(quantity, near)]

    def _by_parts(self, quantity: Quantity) -> Iterator[Value]:
        for parts in parts_of(quantity, self.printed, self.catalogue):
            for way in islice(product(*(self.printed.get(part, []) for part in parts)), _MOST_WAYS):
                yield Value(
                    total([one.interval for one in way]),
                    tuple(statement for one in way for statement in one.statements),
                )

    def _by_joining(self, quantity: Quantity, near: Statement) -> Iterator[Value]:
        for joint, other, is_onward in self.joining.get(quantity, []):
            if joint.span >= near.span:
                continue
            for value in self.printed.get(other, []):
                interval = onward(joint, value.interval) if is_onward else back(joint, value.interval)
                if interval:
                    yield Value(interval, (*value.statements, joint), is_joined=True)

    def not_following(self) -> Iterator[Contradiction]:
        """Yield each statement that does not follow from any of the values of the quantities that it joins."""
        for one in self.statements:
            for problem, operands in self.relations[id(one)]:
                given = [self.values(quantity, one) for quantity in operands]
                if one.kind == "rank" and given[0] and any(given[1:]):
                    given = [values or [_ANY] for values in given]
                every = product(*given)
                yield from _unless_given(problem, one, (way for way in every if _is_close(way, one)))
        for quantity, values in list(self.printed.items()):
            for parts in parts_of(quantity, self.printed, self.catalogue):
                for value in values:
                    ways = product(*(self.printed.get(part, []) for part in parts))
                    yield from _unless_given("parts_do_not_make_the_whole", value.statements[0], ways)

    def changes_twice(self) -> Iterator[Contradiction]:
        """Yield changes, shares or sums of the same quantities with numbers that cannot both be."""
        by: dict[object, list[Statement]] = defaultdict(list)
        for one in self.statements:
            for _, operands in self.relations[id(one)] if one.kind not in (*MEANS, "rank") else ():
                if all(isinstance(operand, Quantity) and operand.is_known for operand in operands):
                    by["ratio" if one.kind in RATIOS else one.kind, *operands].append(one)
        yield from _said_twice(by.values())

    def levels_twice(self) -> Iterator[Contradiction]:
        """Yield levels and means of one quantity that cannot both be."""
        known = (values for quantity, values in self.printed.items() if quantity.is_known)
        yield from _said_twice([statement for value in values for statement in value.statements] for values in known)


def _said_twice(groups: Iterable[Sequence[Statement]]) -> Iterator[Contradiction]:
    """Yield statements of one group, which all answer one question, with numbers that cannot both be."""
    for group in groups:
        for place, second in enumerate(group):
            against = (one for one in group[:place] if _differ(one, second) and not _is_set_apart(one, second))
            if first := next(against, None):
                is_headed = first.sentence.block.kind == "heading"
                is_mixed = "multiple" in (first.kind, second.kind) and first.kind != second.kind
                problem = "multiple_and_growth_differ" if is_mixed else "same_figure_twice"
                if is_headed:
                    yield Contradiction("headline_and_body_differ", (second, first))
                else:
                    yield Contradiction(problem, (first, second))
                break


def _unless_given(problem: str, one: Statement, ways: Iterable[Sequence[Value]]) -> Iterator[Contradiction]:
    """Yield a contradiction, unless a statement agrees with what one of some combinations of values gives."""
    nearest: tuple[int, list[Statement], Interval] | None = None
    for values in islice(ways, _MOST_WAYS):
        if not values:
            return
        derived = derived_from(one, [value.interval for value in values])
        if derived is None or not _is_false(one, derived):
            return
        every = [statement for value in values for statement in value.statements]
        statements = list({id(statement): statement for statement in every}.values())
        distance = sum(abs(statement.span[0] - one.span[0]) for statement in statements)
        if nearest is None or distance < nearest[0]:
            nearest = distance, statements, derived
    if nearest:
        yield Contradiction(problem, (*nearest[1], one), nearest[2])


def _is_false(one: Statement, derived: Interval) -> bool:
    """Return whether a statement is not true of some bounds, or is hedged with "over" and far below them."""
    is_far = one.number.hedge == "over" and derived.low > one.value * MOST_OVER > 0
    return is_far or agreement(said_of(one), derived) == "contradicts"


def _is_close(values: Sequence[Value], one: Statement) -> bool:
    """Return whether some values are printed, or stand in one paragraph with a statement where they follow."""
    is_joined = any(value.is_joined for value in values)
    statements = [statement for value in values for statement in value.statements]
    return not is_joined or all(other.sentence.paragraph == one.sentence.paragraph for other in statements)


_APART = re.compile(
    r"\b(?:(?:av|of)(?:\s(?:the|de|dei|all|alle))*|(?:rather than|instead of|snarere enn|snarare enn|framfor|"
    r"i stedet for|i staden for|ikke|ikkje|not)(?:\s[^\W\d_]+){0,2})\s$",
    re.IGNORECASE,
)
"""What stands before a number that the one before it is a part of, or that is put right."""


def _is_set_apart(one: Statement, other: Statement) -> bool:
    """Return whether the words between two numbers say that they are not meant to be the same."""
    between = one.sentence.text[one.number.end : other.number.start]
    return one.sentence == other.sentence and _APART.search(between) is not None


def _differ(one: Statement, other: Statement) -> bool:
    """Return whether two answers to one question cannot both be."""
    return _is_against(one, other) and _is_against(other, one)


def _is_against(one: Statement, other: Statement) -> bool:
    """Return whether a statement contradicts another one, which is put as a number of its own kind.

    "More than double" ends where "nearly tripled" begins; that they touch does not make them one.
    """
    interval: Interval | None = interval_of(other)
    if one.kind in RATIOS and one.kind != other.kind:
        ratio = ratio_of(other)
        interval = derived_from(replace(one, services=()), [ONE, ratio]) if ratio else None
    if interval is None:
        return False
    is_hedged = one.kind == other.kind == "multiple" and interval.touches(interval_of(one))
    return is_hedged or agreement(said_of(one), interval) == "contradicts"
