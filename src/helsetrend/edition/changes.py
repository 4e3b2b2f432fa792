"""What changed since the edition before: figures, changes over a year, verdicts on claims, sentences.

Both editions are read from their files for programs (`data/*.csv`, the manifest) and not computed again, so that a
change is seen whatever it comes from: a new publication, a corrected row, another version of the program.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Generic, TypeVar

from helsetrend.analysis import FigureEffect
from helsetrend.edition.exports import DATA_FOLDER
from helsetrend.edition.manifest import read_manifest
from helsetrend.published import SECOND_HAND, Figure, statuses_of
from helsetrend.values import HEDGES, Interval, Period

T = TypeVar("T")
Key = tuple[str, ...]
"""What a row is about: metric, service and period, or metric, service and the two periods of a change."""

Names = Mapping[tuple[str, str], Mapping[str, str]]
"""The name of each metric and service, by language."""


@dataclass(frozen=True)
class StatedChange:
    """A change over a year as an edition states it, in percent or points; without bounds it was not compared."""

    direction: str
    unit: str
    interval: Interval | None


@dataclass(frozen=True)
class StatedClaim:
    """A claim as an edition states it: its words, what it is about, its verdict."""

    as_printed: str
    metric: str
    service: str
    period: str
    verdict: str


Sentences = Mapping[str, Mapping[str, str]]
"""The sentences that head a report and its sections, by language and section: lead, visits, claims."""


@dataclass(frozen=True)
class Stated:
    """What an edition states. `figures` are those in force, by metric, service and period; None if there is none."""

    figures: Mapping[Key, Figure | None]
    changes: Mapping[Key, StatedChange]
    claims: Mapping[str, StatedClaim]
    sentences: Sentences
    names: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Pair(Generic[T]):
    """Something of the same key in both editions; None in the one that does not have it."""

    key: Key
    before: T | None
    after: T | None


@dataclass(frozen=True)
class EditionChanges:
    """What changed between two editions on the same year; `day` is the date of knowledge of the one before.

    - `figures`: a figure in force that is new, or known otherwise than before, as in `helsetrend diff`
    - `withdrawn`: the figures in force before that have none in their place
    - `statuses`: the same figure with another status, such as final after provisional
    - `changes`: the changes over a year with other bounds, or that can now be computed, or no longer
    - `claims`: the claims that are new, gone, or with another verdict
    - `sentences`: by language, the sentences at the head of the report or of a section that read otherwise
    - `names`: the names of metrics and services
    """

    day: date
    figures: tuple[FigureEffect, ...]
    withdrawn: tuple[Figure, ...]
    statuses: tuple[tuple[Figure, Figure], ...]
    changes: tuple[Pair[StatedChange], ...]
    claims: tuple[Pair[StatedClaim], ...]
    sentences: Mapping[str, tuple[Pair[str], ...]]
    names: Names

    @property
    def corrected(self) -> tuple[FigureEffect, ...]:
        """The figures that cannot be true together with the ones before."""
        return tuple(effect for effect in self.figures if effect.kind == "revised")

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed but the wording of sentences."""
        return not (self.figures or self.withdrawn or self.statuses or self.changes or self.claims)


def stated_by(edition: Path, sentences: Sentences | None = None) -> Stated:
    """Read what an edition states; its `sentences` are those of its manifest where they are not given.

    Raises ValueError if a file cannot be read, or is not as this version of the program writes it.
    """
    try:
        if sentences is None:
            abstract = read_manifest(edition)["abstract"]
            sentences = {language: dict(texts.get("sentences", {})) for language, texts in abstract.items()}
        names = ("series", "changes", "claims", "figures")
        series, changes, claims, published = (_rows(edition, name) for name in names)
        return Stated(
            figures={_key(row, "period"): _figure(row) for row in (*_parts_of_years(series, published), *series)},
            changes={_key(row, "from_period", "to_period"): _change(row) for row in changes},
            claims={row["claim"]: _claim(row) for row in claims},
            sentences=sentences,
            names={(row["metric"], row["service"]): _names(row) for row in (*claims, *series)},
        )
    except (OSError, KeyError, TypeError, AttributeError, ValueError, csv.Error) as error:
        raise ValueError(f"{edition} cannot be compared: {error!r}") from error


def changes_between(day: date, before: Stated, after: Stated) -> EditionChanges:
    """Return what changed from what an edition states, known on `day`, to what the next one states.

    Only periods that both look at are compared: what stands in the series of both, and the parts of these years.
    """
    shared = _periods(before) & _periods(after)
    years = {Period.parse(period).year for period in shared}
    pairs = [
        pair
        for pair in _pairs(before.figures, after.figures)
        if pair.key[-1] in shared or (_is_part_of_year(period := Period.parse(pair.key[-1])) and period.year in years)
    ]
    languages = before.sentences.keys() & after.sentences.keys()
    return EditionChanges(
        day=day,
        figures=tuple(
            FigureEffect(pair.before, pair.after)
            for pair in pairs
            if pair.after and (pair.before is None or pair.before.interval != pair.after.interval)
        ),
        withdrawn=tuple(pair.before for pair in pairs if pair.before and not pair.after),
        statuses=tuple(
            (old, new)
            for pair in pairs
            if (old := pair.before)
            and (new := pair.after)
            and old.interval == new.interval
            and old.statuses != new.statuses
        ),
        changes=tuple(
            pair
            for pair in _pairs(before.changes, after.changes)
            if set(pair.key[-2:]) <= shared and _bounds(pair.before) != _bounds(pair.after)
        ),
        claims=tuple(
            pair
            for pair in _pairs(_by_key(before.claims), _by_key(after.claims))
            if _verdict(pair.before) != _verdict(pair.after) and _year(pair.after or pair.before) in years
        ),
        sentences={
            language: tuple(
                pair
                for pair in _pairs(_by_key(before.sentences[language]), _by_key(after.sentences[language]))
                if pair.before != pair.after
            )
            for language in sorted(languages)
        },
        names={**before.names, **after.names},
    )


def _rows(edition: Path, name: str) -> list[dict[str, str]]:
    with (edition / DATA_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _parts_of_years(
    series: Sequence[Mapping[str, str]], published: Sequence[Mapping[str, str]]
) -> Iterator[dict[str, str]]:
    """Yield the published months, quarters and the like in the years of the series, as rows of the series."""
    in_series = {(*_key(row), Period.parse(row["period"]).year) for row in series}
    for row in published:
        period = Period.parse(row["period"])
        if row["status"] == "in_force" and _is_part_of_year(period) and (*_key(row), period.year) in in_series:
            yield {**row, "sources": row["source"]}


def _is_part_of_year(period: Period) -> bool:
    return period.months < 12


def _key(row: Mapping[str, str], *periods: str) -> Key:
    return (row["metric"], row["service"], *(row[period] for period in periods))


def _names(row: Mapping[str, str]) -> dict[str, str]:
    """Return the name of what a row is about in each language: that of the service, or else of the metric."""
    named = "service" if row["service"] else "metric"
    return {column.removeprefix(f"{named}_"): text for column, text in row.items() if column.startswith(f"{named}_")}


def _figure(row: Mapping[str, str]) -> Figure | None:
    """Return the figure in force in a row of the series, or None where there is none."""
    if not row["value"]:
        return None
    bounds, promises = Interval(Fraction(row["low"]), Fraction(row["high"])), HEDGES[row["hedge"]].promises
    period = Period.parse(row["period"])
    return Figure(
        row=0,
        metric=row["metric"],
        service=row["service"],
        period=period,
        as_printed="",
        value=Fraction(row["value"]),
        unit=row["unit"],
        hedge=row["hedge"],
        rounding=Fraction(row["rounding"]),
        interval=bounds,
        literal_low=-inf if promises in ("below", "to") else float(bounds.low),
        literal_high=inf if promises in ("above", "from") else float(bounds.high),
        source=row["sources"],
        published=period.last,
        precedence=SECOND_HAND if row["hand"] == "second_hand" else 0,
        revision={},
        statuses=statuses_of(row["obs_status"].replace("; ", ", ")),
    )


def _change(row: Mapping[str, str]) -> StatedChange:
    bounds = Interval(Fraction(row["change_low"]), Fraction(row["change_high"])) if row["change_low"] else None
    return StatedChange(row["direction"], row["change_unit"], bounds)


def _claim(row: Mapping[str, str]) -> StatedClaim:
    return StatedClaim(row["as_printed"], row["metric"], row["service"], row["to_period"], row["verdict"])


def _periods(stated: Stated) -> set[str]:
    return {key[-1] for key in stated.figures}


def _by_key(items: Mapping[str, T]) -> dict[Key, T]:
    return {(name,): item for name, item in items.items()}


def _pairs(before: Mapping[Key, T | None], after: Mapping[Key, T | None]) -> Iterator[Pair[T]]:
    """Yield both values of each key, in the order of `after`; keys that only `before` has come last."""
    for key in dict.fromkeys((*after, *before)):
        yield Pair(key, before.get(key), after.get(key))


def _bounds(change: StatedChange | None) -> Interval | None:
    return change.interval if change else None


def _year(claim: StatedClaim | None) -> int:
    return Period.parse(claim.period).year if claim else 0


def _verdict(claim: StatedClaim | None) -> str:
    return claim.verdict if claim else ""
