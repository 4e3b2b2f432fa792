"""What a statement says of quantities: the arithmetic by which the numbers of one text determine each other.

A change joins a quantity of two periods, a share or a ratio joins two quantities of one, a sum, a mean and a rank
follow from several, and so does a level whose parts are given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from helsetrend.proofreading.checking.arithmetic import follows
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import Statement, times
from helsetrend.proofreading.text import PART_OF, SAME_AGAIN, THAT_IS
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.published import Catalogue
from helsetrend.values import Interval, Period, total

ONE = Interval(Fraction(1), Fraction(1))

RATIOS: dict[str, Callable[[Interval], Interval]] = {
    "growth": lambda said: said.scaled(Fraction(1, 100)) + 1,
    "decline": lambda said: said.scaled(Fraction(1, 100)) + 1,
    "multiple": lambda said: said,
    "share": lambda said: said.scaled(Fraction(1, 100)),
    "complement": lambda said: 1 - said.scaled(Fraction(1, 100)),
    "one_in": lambda said: 1 / said,
    "one_in_not": lambda said: 1 - 1 / said,
    "ratio": lambda said: said,
}
"""How many times the first of two quantities the second is, by what a statement of each kind says of them."""

STEPS = ("difference", "points")
"""The kinds that say how much the second of two quantities is above the first."""

MEANS = ("monthly_mean", "weekly_mean", "daily_mean")
_OF_WHICH = caseless(r"\b(?:of (?:which|whom|them|these)|hvorav|herav|av (?:dem|dei|disse|desse))\b")
"""What stands between a whole and its part: "8 200 calls, of which 4 100"."""


@dataclass(frozen=True)
class Quantity:
    """What a level is of: a metric with its service or a word for what the data do not have, and the period.

    A `mean` of the months of the period is named as one, and so is the share that it has `of` another metric.
    """

    metric: str
    service: str
    period: Period
    mean: str = ""
    of: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the data have the metric."""
        return not self.metric.startswith("?")


Relation = tuple[str, Sequence[Quantity | Statement]]
"""What is wrong where a statement does not follow from some quantities, and the quantities."""


def quantity_of(statement: Statement, catalogue: Catalogue) -> Quantity | None:
    """Return the quantity that a statement prints a value of; None where it says something else."""
    is_share = statement.kind == "share" and not statement.of_period and not statement.services
    if statement.period is None or not (statement.kind in ("level", *MEANS) or is_share):
        return None
    quantity = _quantity(statement, statement.period, catalogue)
    return replace(quantity, mean=statement.kind) if statement.kind in MEANS else quantity


def _quantity(statement: Statement, period: Period, catalogue: Catalogue) -> Quantity:
    if statement.series is None:
        return Quantity(f"?{statement.subject}", "", period, of="?" if statement.kind in ("share", "points") else "")
    if statement.of and (statement.kind == "share" or statement.is_of_share):
        return Quantity(
            statement.series.metric,
            statement.series.service,
            period,
            of=f"{statement.of.metric}:{statement.of.service}",
        )
    whole = catalogue.metrics[statement.series.metric].monthly_mean_of
    return Quantity(whole or statement.series.metric, statement.series.service, period, "monthly_mean" if whole else "")


def relations_of(one: Statement, before: Sequence[Statement], catalogue: Catalogue) -> Iterator[Relation]:
    """Yield what a statement follows from, where its kind says so; `before` are the statements before it."""
    period, series = one.period, one.series
    assert period is not None
    if one.is_change and one.from_period and one.from_period != period:
        yield (
            "growth_does_not_match_levels",
            [_quantity(one, one.from_period, catalogue), _quantity(one, period, catalogue)],
        )
    elif one.kind in MEANS and (series or any(other.subject == one.subject for other in before)):
        yield "mean_and_total_differ", [replace(_quantity(one, period, catalogue), mean="")]
    elif one.kind == "rank" and series and catalogue.metrics[series.metric].lists_all_services:
        others = [name for name in catalogue.metrics[series.metric].services if name != series.service]
        services = [series.service, *others]
        yield "rank_does_not_match_levels", [Quantity(series.metric, name, period) for name in services]
    elif one.kind == "sum" and series and one.services:
        yield "sum_does_not_match", [Quantity(series.metric, name, period) for name in one.services]
    elif one.kind == "sum" and one.from_period:
        years = range(one.from_period.year, period.year + 1)
        yield "sum_does_not_match", [_quantity(one, Period.of_year(year), catalogue) for year in years]
    elif one.of and series:
        whole = Quantity(one.of.metric, one.of.service, one.of_period or period)
        parts = [Quantity(series.metric, name, period) for name in one.services or (series.service,)]
        yield "share_does_not_match_counts", [whole, *parts]
    elif one.kind in ("share", "one_in") and series is None:
        yield from _counts_beside(one, before)


def _counts_beside(one: Statement, before: Sequence[Statement]) -> Iterator[Relation]:
    """Yield the whole and the part before a share of what the data have no metric for."""
    counts = before[-2:]
    if len(counts) < 2 or any(other.kind != "level" or other.sentence != counts[0].sentence for other in counts):
        return
    first, second = counts
    text = first.sentence.text
    between = text[first.number.end : second.number.start]
    is_apposed = one.sentence is first.sentence and SAME_AGAIN.search(text, second.number.end, one.number.start)
    is_next = one.sentence.paragraph == first.sentence.paragraph and THAT_IS.match(one.sentence.text)
    if not is_apposed and not is_next:
        return
    if _OF_WHICH.search(between):
        yield "share_does_not_match_counts", [first, second]
    elif PART_OF.fullmatch(between):
        yield "share_does_not_match_counts", [second, first]


def parts_of(quantity: Quantity, printed: Iterable[Quantity], catalogue: Catalogue) -> Iterator[list[Quantity]]:
    """Yield the quantities that add up to one: the services of a metric, the quarters of a year that are printed."""
    if not quantity.is_known or quantity.mean or quantity.of:
        return
    for name, metric in catalogue.metrics.items():
        if metric.services_add_up_to == quantity.metric and not quantity.service:
            yield [replace(quantity, metric=name, service=service) for service in metric.services]
    if catalogue.metrics[quantity.metric].kind == "count":
        for form in ("half_year", "quarter", "month"):
            within = sorted(
                {
                    part.period
                    for part in printed
                    if part == replace(quantity, period=part.period) and part.period.form == form
                    if part.period.within(quantity.period)
                }
            )
            if len(within) > 1 and times.fill(within, quantity.period):
                yield [replace(quantity, period=part) for part in within]


def interval_of(statement: Statement) -> Interval:
    """Return what the number of a statement can mean."""
    return said_of(statement).interval


def derived_from(one: Statement, values: Sequence[Interval]) -> Interval | None:
    """Return what the values of the quantities that a statement joins give for it; None where one is zero."""
    if one.kind in ("level", "sum"):
        return total(values)
    if one.kind == "rank":
        own, *others = values
        best = 1 + sum(other.low > own.high for other in others)
        return Interval(Fraction(best), Fraction(1 + sum(other.high > own.low for other in others)))
    try:
        return follows(replace(one, of=None) if one.is_of_share else one, values)
    except ZeroDivisionError:
        return None


def onward(joint: Statement, first: Interval) -> Interval | None:
    """Return the second of two quantities, by the first and the statement that joins them."""
    if joint.kind in STEPS:
        return first + interval_of(joint)
    ratio = ratio_of(joint)
    return first * ratio if ratio else None


def back(joint: Statement, second: Interval) -> Interval | None:
    """Return the first of two quantities, by the second and the statement that joins them."""
    if joint.kind in STEPS:
        return second - interval_of(joint)
    ratio = ratio_of(joint)
    return second / ratio if ratio and 0 not in ratio else None


def ratio_of(statement: Statement) -> Interval | None:
    """Return how many times the first of two quantities the second is; None where one may be zero."""
    try:
        return RATIOS[statement.kind](interval_of(statement))
    except ZeroDivisionError:
        return None
