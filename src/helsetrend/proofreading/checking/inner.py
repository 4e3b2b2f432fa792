"""A text against itself: numbers of one text that cannot all be right, with or without figures to check them by.

What a statement says of quantities (`relations`) is held against those that the text prints, or that follow from their
parts or from one other statement close by. Two statements on the same quantities are held against each other. Only what
surely does not fit is reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from helsetrend.analysis import agreement
from helsetrend.proofreading.checking.evidence import Judged
from helsetrend.proofreading.checking.printed import ANY, MOST_WAYS, Text, Value
from helsetrend.proofreading.checking.relations import (
    MEANS,
    ONE,
    RATIOS,
    Quantity,
    derived_from,
    interval_of,
    parts_of,
    quantity_of,
    ratio_of,
)
from helsetrend.proofreading.checking.said import falls_short, said_of
from helsetrend.proofreading.checking.ways import against_their_way, lists_of_parts, shares_of_all
from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.published import Catalogue
from helsetrend.values import Interval

MOST_OVER = Fraction(3, 2)
"""Where a text says that a number is "over" another, it is less than this many times the other."""


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


def contradictions(found: Sequence[Judged], catalogue: Catalogue) -> list[Contradiction]:
    """Return what does not fit in a text, in the order of the last statement of each.

    Statements that all agree with the figures do not contradict each other.
    """
    known = [_as_counted(other) for other in found if not _is_of_another_thing(other)]
    text = Text([other.statement for other in known], catalogue)
    sound = {id(other.statement) for other in known if other.verdict == "agrees"}
    kept: list[Contradiction] = []
    used: set[int] = set()
    groups: set[frozenset[int]] = set()
    every = (*_changes_twice(text), *_not_following(text), *_levels_twice(text), *_of_groups(text))
    for contradiction in every:
        group = frozenset(id(statement) for statement in contradiction.statements)
        last = id(contradiction.statements[-1])
        is_sound = group <= sound and contradiction.problem != "direction_does_not_match_levels"
        if last not in used and group not in groups and not is_sound:
            kept.append(contradiction)
            used.add(last)
            groups.add(group)
    return sorted(kept, key=lambda contradiction: contradiction.statements[-1].span)


def _is_of_another_thing(judged: Judged) -> bool:
    """Return whether a number is too far from the figure to be about it, and is held against no two numbers."""
    return judged.reason == "not_this_figure" and judged.statement.of is None and not judged.statement.is_change


def _as_counted(judged: Judged) -> Judged:
    """Return events that the text calls people as the events that they are."""
    is_count = judged.slip == "visits_as_people"
    return replace(judged, statement=replace(judged.statement, unit="")) if is_count else judged


def _not_following(text: Text) -> Iterator[Contradiction]:
    """Yield each statement that does not follow from any of the values of the quantities that it joins."""
    for statement in text.statements:
        for problem, operands in text.relations[id(statement)]:
            given = [text.values(quantity, statement) for quantity in operands]
            if statement.kind == "rank" and given[0] and any(given[1:]):
                given = [values or [ANY] for values in given]
            every = product(*given)
            found = _unless_given(problem, statement, (way for way in every if _is_close(way, statement)))
            yield from (_as_printed_near(text, contradiction) for contradiction in found)
    for quantity, values in list(text.printed.items()):
        for parts in parts_of(quantity, text.printed, text.catalogue):
            for value in values:
                ways = product(*(text.printed.get(part, []) for part in parts))
                yield from _unless_given("parts_do_not_make_the_whole", value.statements[0], ways)


def _as_printed_near(text: Text, found: Contradiction) -> Contradiction:
    """Return a contradiction with each number as it is printed nearest to the last: "4.06 million" for "4 059 091"."""
    last = found.statements[-1]

    def nearest(one: Statement) -> Statement:
        quantity = quantity_of(one, text.catalogue)
        printed = text.printed.get(quantity, []) if quantity else []
        same = [value.statements[0] for value in printed if value.interval.meets(interval_of(one))]
        return min([one, *same], key=lambda other: abs(other.span[0] - last.span[0]))

    return replace(found, statements=(*(nearest(statement) for statement in found.statements[:-1]), last))


def _changes_twice(text: Text) -> Iterator[Contradiction]:
    """Yield changes, shares or sums of the same quantities with numbers that cannot both be."""
    by: dict[object, list[Statement]] = defaultdict(list)
    for statement in text.statements:
        for _, operands in text.relations[id(statement)] if statement.kind not in (*MEANS, "rank") else ():
            if all(isinstance(operand, Quantity) and operand.is_known for operand in operands):
                by["ratio" if statement.kind in RATIOS else statement.kind, *operands].append(statement)
    yield from _said_twice(by.values())


def _levels_twice(text: Text) -> Iterator[Contradiction]:
    """Yield levels and means of one quantity that cannot both be."""
    known = (values for quantity, values in text.printed.items() if quantity.is_known)
    yield from _said_twice([statement for value in values for statement in value.statements] for values in known)


def _of_groups(text: Text) -> Iterator[Contradiction]:
    """Yield what does not fit in lists and in ways from one number to another."""
    groups = {
        "shares_do_not_make_the_whole": shares_of_all(text.statements, text.catalogue),
        "parts_do_not_make_the_whole": lists_of_parts(text.statements),
        "direction_does_not_match_levels": against_their_way(text.statements),
    }
    for problem, found in groups.items():
        yield from (Contradiction(problem, statements) for statements in found)


def _said_twice(groups: Iterable[Sequence[Statement]]) -> Iterator[Contradiction]:
    """Yield statements of one group, which all answer one question, with numbers that cannot both be."""
    for group in groups:
        for place, second in enumerate(group):
            against = (
                statement
                for statement in group[:place]
                if _differ(statement, second) and not _is_set_apart(statement, second)
            )
            if first := next(against, None):
                is_headed = first.sentence.block.kind == "heading"
                is_mixed = "multiple" in (first.kind, second.kind) and first.kind != second.kind
                problem = "multiple_and_growth_differ" if is_mixed else "same_figure_twice"
                if is_headed:
                    yield Contradiction("headline_and_body_differ", (second, first))
                else:
                    yield Contradiction(problem, (first, second))
                break


def _unless_given(problem: str, other: Statement, ways: Iterable[Sequence[Value]]) -> Iterator[Contradiction]:
    """Yield a contradiction, unless a statement agrees with what one of some combinations of values gives."""
    nearest: tuple[int, list[Statement], Interval] | None = None
    for values in islice(ways, MOST_WAYS):
        derived = derived_from(other, [value.interval for value in values])
        if derived is None or not _is_false(other, derived):
            return
        every = [statement for value in values for statement in value.statements]
        statements = list({id(statement): statement for statement in every}.values())
        distance = sum(abs(statement.span[0] - other.span[0]) for statement in statements)
        if nearest is None or distance < nearest[0]:
            nearest = distance, statements, derived
    if nearest:
        yield Contradiction(problem, (*nearest[1], other), nearest[2])


def _is_false(statement: Statement, derived: Interval) -> bool:
    """Return whether a statement is not true of some bounds, or is hedged with "over" and far below them."""
    is_far = statement.number.hedge == "over" and derived.low > statement.value * MOST_OVER > 0
    return is_far or falls_short(said_of(statement), derived) or agreement(said_of(statement), derived) == "contradicts"


def _is_close(values: Sequence[Value], one: Statement) -> bool:
    """Return whether some values are printed, or stand in one paragraph with a statement where they follow."""
    is_joined = any(value.is_joined for value in values)
    statements = [statement for value in values for statement in value.statements]
    return not is_joined or all(other.sentence.paragraph == one.sentence.paragraph for other in statements)


OPEN = ("over", "at_least")
"""The hedges of what may be much more than the number: "over 90 million" does not contradict "over 110 million"."""

_APART = caseless(
    r"\b(?:(?:av|of)(?:\s(?:the|de|dei|all|alle))*|(?:rather than|instead of|snarere enn|snarare enn|framfor|"
    r"i stedet for|i staden for|ikke|ikkje|not)(?:\s[^\W\d_]+){0,2})\s$"
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
    is_short = any(
        falls_short(said_of(high), bounds) and low.number.hedge not in OPEN
        for high, low, bounds in ((one, other, interval), (other, one, interval_of(one)))
    )
    return is_hedged or is_short or agreement(said_of(one), interval) == "contradicts"
