"""What a reader settled about a draft, in a file beside it: which number is no figure, what a doubtful one is about.

[[settled]]
quote = "300 000 ganger"      # the number as the draft has it
occurrence = 1                # which one, where it stands there more than once; by default the first
is = "no figure"              # or, instead: metric, service, period, from_period
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import Field, model_validator

from helsetrend.analysis import Vintage
from helsetrend.errors import DataError, Fault, check_name
from helsetrend.files import read_toml
from helsetrend.proofreading.resolving import NoFigure, Statement
from helsetrend.proofreading.vocabulary import Series
from helsetrend.published.texts import Entry
from helsetrend.values import Period

NO_FIGURE = "no figure"


class Settled(Entry):
    """One number that was settled: by its quote, and either as no figure or by what it is about."""

    quote: str
    occurrence: int = Field(default=1, ge=1)
    is_: str | None = Field(default=None, alias="is", pattern=f"^{NO_FIGURE}$")
    metric: str | None = None
    service: str = ""
    period: str | None = None
    from_period: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Settled":
        if self.is_ is None and self.metric is None and self.period is None and self.from_period is None:
            raise ValueError(f'expected is = "{NO_FIGURE}", or a metric, period or from_period')
        return self


class SideFile(Entry):
    """The file beside a draft."""

    settled: tuple[Settled, ...] = ()


def settle(
    statements: Sequence[Statement], others: Sequence[NoFigure], side: Path | None, vintage: Vintage
) -> tuple[list[Statement], list[NoFigure], list[Settled]]:
    """Return the statements and the other numbers of a draft as a reader settled them.

    Raises DataError where the side file cannot be read, or names a number that the draft does not have.
    """
    found, rest = list(statements), list(others)
    entries = list(read_toml(side, SideFile).settled) if side else []
    faults = []
    for entry in entries:
        places = [place for place, statement in enumerate(found) if statement.quote == entry.quote]
        if len(places) < entry.occurrence:
            faults.append(
                Fault(side.name if side else "", 0, "quote", entry.quote, "a statement of the draft", quoted=True)
            )
            continue
        place = places[entry.occurrence - 1]
        if entry.is_:
            rest.append(NoFigure(*found[place].span, found[place].quote, "settled in the side file"))
            del found[place]
        else:
            found[place] = _as_settled(found[place], entry, vintage)
    if faults:
        raise DataError(faults)
    return found, rest, entries


def _as_settled(statement: Statement, entry: Settled, vintage: Vintage) -> Statement:
    series = statement.series
    if entry.metric is not None:
        check_name(entry.metric, vintage.catalogue.metrics, kind="metric")
        series = Series(entry.metric, entry.service)
    return replace(
        statement,
        series=series,
        period=Period.parse(entry.period) if entry.period else statement.period,
        from_period=Period.parse(entry.from_period) if entry.from_period else statement.from_period,
        others=(),
        is_sure_of_period=True,
        is_sure_of_series=True,
        why=(*statement.why, "settled in the side file"),
    )
