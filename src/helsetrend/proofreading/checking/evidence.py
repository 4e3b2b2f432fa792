"""What was known on a day, looked up for the statements of one text, and the verdict on one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Literal

from helsetrend.analysis import Claim, Operands, Vintage, agreement, observe_or_add_up, operands
from helsetrend.proofreading.checking.arithmetic import follows, is_claim, operands_of
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import Statement
from helsetrend.published import CLAIM_KINDS, Figure
from helsetrend.values import Interval

MOST_WAYS = 200
"""The most combinations of earlier figures that are tried."""

Verdict = Literal["agrees", "imprecise", "contradicts", "outdated", "cannot_be_checked"]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A statement and its verdict: what the figures give for it, why it cannot be checked, and the likely slip."""

    statement: Statement
    verdict: Verdict
    derived: Interval | None = None
    figures: tuple[Figure, ...] = ()
    reason: str = ""
    slip: str = ""
    cautions: tuple[str, ...] = ()


ONCE_IN_FORCE = ("first", "fills", "replaces", "revises", "takes_over")
"""The roles of figures that were in force, for a while or until now."""


@dataclass
class Evidence:
    """What was known on a day, with what was looked up of it, as statements of one text ask for the same figures."""

    vintage: Vintage
    _operands: dict[tuple[object, ...], Operands] = field(default_factory=dict)
    _earlier: dict[int, list[Figure]] = field(default_factory=dict)
    slips: dict[tuple[object, ...], str] = field(default_factory=dict)
    verdicts: dict[tuple[object, ...], Judged] = field(default_factory=dict)

    def operands(self, statement: Statement) -> Operands:
        """Return what the number of a statement follows from."""
        key = asked(statement)
        if key not in self._operands:
            known = operands(self.vintage, claim_of(statement)) if is_claim(statement) else self._found(statement)
            self._operands[key] = known
        return self._operands[key]

    def _found(self, statement: Statement) -> Operands:
        found = [
            observe_or_add_up(self.vintage, series.metric, period, series.service)
            for series, period in operands_of(statement)
        ]
        return Operands(found, tuple(other.gap for other in found if other.gap))

    def was_true(self, statement: Statement, figures: Sequence[Figure]) -> bool:
        """Return whether a statement agrees with figures that were in force earlier, all of them or one."""
        choices = [[figure, *self.earlier(figure)] for figure in figures]
        if all(len(choice) == 1 for choice in choices):
            return False
        said = said_of(statement)
        for chosen in islice(product(*choices), MOST_WAYS):
            try:
                derived = follows(statement, [figure.interval for figure in chosen])
            except ZeroDivisionError:
                continue
            if agreement(said, derived) == "agrees":
                return True
        return False

    def earlier(self, figure: Figure) -> list[Figure]:
        """Return the other figures of a series and period that were in force, for a while or until now."""
        if not figure.row:
            return []
        if figure.row not in self._earlier:
            rows = self.vintage.vintages(figure.metric, figure.service, figure.period)
            roles = self.vintage.rows.loc[rows, "role"] if rows else []
            known = [row for row, role in zip(rows, roles, strict=True) if role in ONCE_IN_FORCE]
            self._earlier[figure.row] = [self.vintage.figure(row) for row in known if row != figure.row]
        return self._earlier[figure.row]


def asked(statement: Statement) -> tuple[object, ...]:
    """Return which figures a statement asks for."""
    periods = statement.from_period, statement.period, statement.of_period
    return statement.kind, statement.series, statement.services, statement.of, *periods


def all_of(statement: Statement) -> tuple[object, ...]:
    """Return which figures a statement asks for, and what it says of them."""
    return *asked(statement), statement.number, statement.value, statement.rounding, statement.direction


def claim_of(statement: Statement) -> Claim:
    """Return a statement as a claim, which `analysis` can check."""
    series = statement.series
    assert series is not None
    assert statement.period is not None
    return Claim(
        name=statement.quote,
        kind=statement.kind,
        metric=series.metric,
        services=statement.services or (series.service,),
        of_metric=statement.of.metric if statement.of else "",
        of_service=statement.of.service if statement.of else "",
        from_period=statement.from_period,
        to_period=statement.period,
        as_printed=statement.quote,
        said=said_of(statement),
        unit=CLAIM_KINDS[statement.kind].unit,
        source="",
        acknowledged={},
    )
