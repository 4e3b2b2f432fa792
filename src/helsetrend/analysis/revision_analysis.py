"""How much the figures of a series are revised, as statistical offices report it, and the revision triangle.

A revision is measured on figures that their producer published more than once: from the first to the latest figure of
a period, or from one publication to the next. One that agrees with the earlier figure counts as a revision of zero, for
the earlier one still holds. Prints are rounded, so a mean revision has bounds too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import pandas as pd

from helsetrend.analysis.tidy import series_of, vintage_of
from helsetrend.analysis.vintage import Vintage
from helsetrend.public import public
from helsetrend.published import SECOND_HAND, SERIES, Catalogue, Contract, Figure, Published, Typed, agree
from helsetrend.values import Interval, Period, total

Basis = Literal["first_to_latest", "step_by_step"]
"""From the first to the latest figure of each period, or from each figure in force to the next publication."""

Cells = Literal["as_printed", "in_force", "value"]
"""What stands in a revision triangle: what a publication prints, or the print or value in force after it."""

NONE_IN_FORCE = 0
"""What stands for the row of the figure in force where there is none; rows are counted from 1."""

AGAIN = ("confirms", "replaces", "revises")
"""The roles of a figure that says again, or anew, what an earlier one said."""

FIRST_FIGURES = {
    "too_low": "too low as a rule",
    "too_high": "too high as a rule",
    "no_rule": "now too low, now too high",
    "too_few": "too few to say",
    "never_revised": "never revised",
}
"""What revisions say of the first figures of a series."""

MOST_CHANCE = Fraction(1, 20)
"""The most that the chance of so many revisions in one direction may be for a rule, were both directions as likely."""

REVISION_SUMMARY = Contract(
    {
        "metric": Typed("str", description="what is measured, as in metrics.toml"),
        "service": Typed("str", description="the service, or nothing"),
        "form": Typed("str", description="the form of the periods: year, quarter, month or another"),
        "unit": Typed("str", description="the unit of the revisions in value; those of a share are points"),
        "figures": Typed("int64", description="the figures that were published again; all means are over these"),
        "revised": Typed("int64", description="those of them that were revised"),
        "up": Typed("int64", description="those revised upwards"),
        "down": Typed("int64", description="those revised downwards"),
        "mean_revision": Typed("float64", description="the mean of the revisions, with their signs"),
        "mean_low": Typed("float64", description="the least that it can be, with the rounding of all prints"),
        "mean_high": Typed("float64", description="the most that it can be"),
        "mean_absolute_revision": Typed("float64", description="the mean of the revisions without their signs"),
        "largest_revision": Typed("float64", nullable=True, description="the largest one by size, with its sign"),
        "largest_period": Typed("str", description="the period of the largest one, or nothing"),
        "mean_percent": Typed("float64", nullable=True, description="the mean of the revisions in percent of the old"),
        "mean_absolute_percent": Typed("float64", nullable=True, description="the same without their signs"),
        "relative_percent": Typed(
            "float64", nullable=True, description="the sum of the sizes in percent of the sum of the old"
        ),
        "largest_percent": Typed("float64", nullable=True, description="the largest in percent by size, with its sign"),
        "largest_percent_period": Typed("str", description="the period of the largest in percent, or nothing"),
        "first_figure": Typed(
            "str", description="what the revisions say of first figures, as in FIRST_FIGURES, or nothing"
        ),
    },
)
"""The columns of `revision_summary`, with type and description.

Those in percent are missing for shares, and where an old figure is zero.
"""


class Republished(NamedTuple):
    """A figure published again: the change from `old` to `new`, zero where these agree, and its bounds."""

    old: Figure
    new: Figure
    change: Fraction
    bounds: Interval


@dataclass(frozen=True, kw_only=True)
class RevisionSizes:
    """How much the figures of one form of period in a series are revised, exactly; as in `REVISION_SUMMARY`."""

    metric: str
    service: str
    form: str
    unit: str
    figures: int
    revised: int
    up: int
    down: int
    mean_revision: Fraction
    mean_bounds: Interval
    mean_absolute_revision: Fraction
    largest_revision: Fraction | None
    largest_period: str
    mean_percent: Fraction | None = None
    mean_absolute_percent: Fraction | None = None
    relative_percent: Fraction | None = None
    largest_percent: Fraction | None = None
    largest_percent_period: str = ""
    first_figure: str


@public
def revision_summary(
    metric: str | None = None,
    *,
    service: str | None = None,
    basis: Basis = "first_to_latest",
    as_of: date | str | None = None,
    data: Vintage | Published | Path | str | None = None,
) -> pd.DataFrame:
    """Return how much each series is revised, one row per metric, service and form of period, as `REVISION_SUMMARY`.

    A series has a row where its producer published a figure more than once. By default each period counts once, from
    its first figure to the latest; with `basis="step_by_step"` each publication after the first counts. The other
    parameters are as in `metrics`, and so are the errors.

    >>> table = revision_summary("logins").set_index("form")
    >>> table.loc["year", ["figures", "revised", "mean_revision", "largest_period"]].to_dict()
    {'figures': 2, 'revised': 1, 'mean_revision': 6700000.0, 'largest_period': '2021'}
    """
    if basis not in get_args(Basis):
        raise ValueError(f"{basis!r} is not a basis; expected {' or '.join(get_args(Basis))}")
    vintage = vintage_of(data, as_of)
    rows = [
        vars(sizes) | {"mean_low": sizes.mean_bounds.low, "mean_high": sizes.mean_bounds.high}
        for sizes in revision_sizes(vintage.rows, vintage.catalogue, series_of(vintage, metric, service), basis)
    ]
    table = pd.DataFrame(rows, columns=list(REVISION_SUMMARY.columns))
    types = {name: column.dtype for name, column in REVISION_SUMMARY.columns.items()}
    return REVISION_SUMMARY.validate(table.astype(types))


def revision_sizes(
    history: pd.DataFrame, catalogue: Catalogue, series: Iterable[tuple[str, str]], basis: Basis
) -> Iterator[RevisionSizes]:
    """Yield how much each of the series is revised, as exact numbers, for each form of period published again."""
    is_again = history["role"].isin(AGAIN).groupby([history[name] for name in SERIES[:2]]).transform("any")
    histories = dict(iter(history[is_again].groupby(SERIES[:2], sort=False)))
    for metric, service in series:
        if (metric, service) in histories:
            is_share = catalogue.metrics[metric].kind == "share"
            for form, pairs in _by_form(published_again(histories[metric, service], basis)):
                yield _sizes_of(pairs, form, basis, is_share=is_share)


def published_again(history: pd.DataFrame, basis: Basis) -> Iterator[Republished]:
    """Yield the figures that their producer published again on a later day, each beside the later one."""
    pairs = list(_pairs(history, basis))
    table = history.loc[list(dict.fromkeys(row for pair in pairs for row in pair))]
    figures = {figure.row: figure for figure in Figure.of_table(table)}
    rows = {row.Index: row for row in table.itertuples()}
    for before, after in pairs:
        old, new = figures[before], figures[after]
        change = Fraction(0) if agree(rows[before], rows[after]) else new.value - old.value
        yield Republished(old, new, change, new.interval - old.interval if old is not new else Interval(change, change))


def _pairs(history: pd.DataFrame, basis: Basis) -> Iterator[tuple[int, int]]:
    """Yield the rows of the earlier and the later figure of each that its producer published again."""
    later = history[history["role"].isin(AGAIN) & history["precedence"].ne(SECOND_HAND)]
    before, leading = history.loc[later["before"]], history.loc[later["in_force"]]
    is_own = later["precedence"].to_numpy() == before["precedence"].to_numpy()
    is_own &= later["precedence"].to_numpy() == leading["precedence"].to_numpy()
    again = later[is_own & (later["published_date"].to_numpy() > before["published_date"].to_numpy())]
    if basis == "step_by_step":
        yield from zip(again["before"].tolist(), again.index.tolist(), strict=True)
        return
    latest = history.groupby(SERIES, sort=False)["in_force"].last()
    for row in latest[latest.index.isin(pd.MultiIndex.from_frame(again[SERIES]))].tolist():
        first = row
        while history.at[first, "role"] in ("replaces", "revises"):
            first = int(history.at[first, "before"])
        yield first, row


def _by_form(pairs: Iterable[Republished]) -> Iterator[tuple[str, list[Republished]]]:
    """Yield each form of period with what was published again in it; years and months are not mixed."""
    forms: dict[str, list[Republished]] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.new.period.days):
        forms.setdefault(pair.new.period.form, []).append(pair)
    yield from forms.items()


def _sizes_of(pairs: Sequence[Republished], form: str, basis: Basis, *, is_share: bool) -> RevisionSizes:
    """Return the sizes of the revisions of one form of period in a series."""
    count, new = len(pairs), pairs[0].new
    changes = [pair.change for pair in pairs]
    up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    largest = max(pairs, key=lambda pair: abs(pair.change))
    sizes = RevisionSizes(
        metric=new.metric,
        service=new.service,
        form=form,
        unit="points" if is_share else new.unit,
        figures=count,
        revised=up + down,
        up=up,
        down=down,
        mean_revision=_sum(changes) / count,
        mean_bounds=total(pair.bounds for pair in pairs).scaled(Fraction(1, count)),
        mean_absolute_revision=_sum(map(abs, changes)) / count,
        largest_revision=largest.change or None,
        largest_period=str(largest.new.period) if largest.change else "",
        first_figure=rule_of(up, down) if basis == "first_to_latest" else "",
    )
    if is_share or any(pair.old.value == 0 for pair in pairs):
        return sizes
    percents = [100 * pair.change / pair.old.value for pair in pairs]
    percent, period = max(
        zip(percents, (pair.new.period for pair in pairs), strict=True), key=lambda largest: abs(largest[0])
    )
    return replace(
        sizes,
        mean_percent=_sum(percents) / count,
        mean_absolute_percent=_sum(map(abs, percents)) / count,
        relative_percent=100 * _sum(map(abs, changes)) / _sum(pair.old.value for pair in pairs),
        largest_percent=percent or None,
        largest_percent_period=str(period) if percent else "",
    )


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def rule_of(up: int, down: int) -> str:
    """Return whether first figures are off in one direction, as a code of `FIRST_FIGURES`.

    They are, if so many of the revisions or more would go one way with a chance of at most `MOST_CHANCE`, were up and
    down equally likely (the sign test, both sides): 6 of 6, 8 of 9, 10 of 12. Five revisions are too few for any rule.

    >>> rule_of(6, 0), rule_of(1, 8), rule_of(9, 3), rule_of(5, 0), rule_of(0, 0)
    ('too_low', 'too_high', 'no_rule', 'too_few', 'never_revised')
    """
    count = up + down
    if not count:
        return "never_revised"
    if _chance(count, count) > MOST_CHANCE:
        return "too_few"
    if _chance(max(up, down), count) > MOST_CHANCE:
        return "no_rule"
    return "too_low" if up > down else "too_high"


def _chance(most: int, count: int) -> Fraction:
    """Return the chance that `most` or more of `count` coins show the same side."""
    return min(Fraction(sum(comb(count, same) for same in range(most, count + 1)), 2 ** (count - 1)), Fraction(1))


@public
def revision_triangle(
    metric: str,
    *,
    service: str | None = None,
    cells: Cells = "as_printed",
    as_of: date | str | None = None,
    data: Vintage | Published | Path | str | None = None,
) -> pd.DataFrame:
    """Return a metric with its periods as rows and the publications as columns, in the order in which these count.

    The index has the service, if the metric has any, and the period; the columns have the date of publication, as far
    as it is known, and the source. By default a cell has what the publication prints of the period, several prints with
    semicolons, or why its table has no figure (any more): withdrawn, suppressed; with `cells="in_force"` or `"value"`
    it has the print or the value in force from then on. A text is empty, and a value missing, where there is none. The
    other parameters are as in `metrics`, and so are the errors.

    >>> revision_triangle("logins", cells="value").loc["2021"].dropna().drop_duplicates().to_dict()
    {('2022-05', 'monitor-2022'): 77500000.0, ('2023-01', 'monitor-2023'): 90900000.0}
    """
    if cells not in get_args(Cells):
        raise ValueError(f"{cells!r} is not in a triangle; expected {', '.join(get_args(Cells))}")
    vintage = vintage_of(data, as_of)
    named = series_of(vintage, metric, service)
    (metric, _), services = named[0], [key for _, key in named]
    tables = (vintage.rows, _signs(vintage))
    history = pd.concat([table[table["metric"].eq(metric) & table["service"].isin(services)] for table in tables])
    sources = list(dict.fromkeys(history.sort_values(["published_date", "rank", "row"])["source"]))
    rows = ["service", "period"] if any(services) else ["period"]
    printed = history.groupby([*rows, "source"], sort=False)
    if cells == "as_printed":
        table = printed["as_printed"].agg("; ".join).unstack("source", fill_value="")[sources]
    else:
        column = history["as_printed"].astype("str") if cells == "in_force" else history["value"]
        held = printed["in_force"].last().unstack("source")[sources].ffill(axis=1)
        table = held.apply(lambda row: row.map(column))
        table = table.fillna("") if cells == "in_force" else table
    dates = [str(vintage.published.sources[source].published) for source in sources]
    table.columns = pd.MultiIndex.from_arrays([dates, sources], names=["published", "source"])
    return table.sort_index(key=lambda level: level.map(_in_order(level.name, services)))


def _signs(vintage: Vintage) -> pd.DataFrame:
    """Return what stands in a state of a table in the place of a figure, as rows of a history with none in force."""
    gaps, sources = vintage.published.gaps, vintage.published.sources
    has_table = pd.Series([bool(sources[source].table) for source in gaps["source"]], gaps.index, dtype=bool)
    known = gaps[has_table & gaps["published_date"].le(pd.Timestamp(vintage.as_of))]
    ranks = [sources[source].rank for source in known["source"]]
    rows = known.assign(as_printed=known["reason"], in_force=NONE_IN_FORCE, rank=ranks)
    return rows.set_index(pd.RangeIndex(-len(rows), 0, name="row"))


def _in_order(level: str, services: Sequence[str]) -> Callable[[str], Any]:
    """Return the key that puts the services in the order of the catalogue, and the periods in that of time."""
    return services.index if level == "service" else Period.parse
