"""Two drafts of one text, in two languages: the same statements with the same numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from helsetrend.analysis import agreement
from helsetrend.proofreading.checking import said_of
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.resolving import Statement


@dataclass(frozen=True)
class Difference:
    """A statement that the other draft does not have (`other` is None), or has with another number."""

    statement: Statement
    other: Statement | None
    is_of_first: bool


def differences(one: Proof, other: Proof) -> list[Difference]:
    """Return where two drafts differ: statements with other numbers, and those that only one of them has."""
    return list(_differences(one, other))


def _differences(one: Proof, other: Proof) -> Iterator[Difference]:
    rest = [judged.statement for judged in other.judged if judged.statement.series]
    missing: list[Statement] = []
    for judged in one.judged:
        statement = judged.statement
        if statement.series is None:
            continue
        alike = [found for found in rest if _key(found) == _key(statement)]
        same = next((found for found in alike if _is_same(statement, found)), None)
        found = same or (alike[0] if alike else None)
        if found is None:
            missing.append(statement)
            continue
        rest.remove(found)
        if same is None:
            yield Difference(statement, found, is_of_first=True)
    yield from (Difference(statement, None, is_of_first=True) for statement in missing)
    yield from (Difference(statement, None, is_of_first=False) for statement in rest)


def _key(statement: Statement) -> tuple[object, ...]:
    kind = "change" if statement.kind in ("growth", "decline", "multiple") else statement.kind
    return kind, statement.series, statement.of, statement.period, statement.from_period


def _is_same(one: Statement, other: Statement) -> bool:
    """Return whether two statements say the same number, with a hedge that fits."""
    if one.kind != other.kind:
        return True  # "doubled" and "up 100 percent"
    first, second = said_of(one), said_of(other)
    if one.value == other.value:
        return True
    return agreement(first, second.interval) == "agrees" and agreement(second, first.interval) == "agrees"
