"""Which alarms are raised: only where something shows that the number is read right and is wrong.

A reading that the sentence itself ties, by its words and its period, is one; a usual slip that explains the number, a
misprint, and the two levels of a change beside it are others. A number that contradicts a guess shows nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from helsetrend.proofreading.checking.evidence import Judged
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.resolving import CHANGES, Statement, times
from helsetrend.proofreading.vocabulary import Series
from helsetrend.published import Catalogue

MOST_OFF_TIED = 10
"""A number whose series and period its sentence names is meant to be it, unless it is further off than this."""

MOST_OFF = 3
"""As far may a number be off of which less is named."""

MOST_OFF_GUESSED = Fraction(3, 2)
"""As far may a number be off of which nothing is named for sure."""

EXACT = Fraction(1, 1000)
"""How wide, by its size, what a number can mean is at most that is printed in full."""

TIES = 2
"""So many of its series, its periods and its kind are said for sure of a change that an alarm is raised for."""

AMBIGUOUS_SLIPS = ("", "period", "metric", "source")
"""The slips that a number which was read wrongly seems to be as well."""

LEAST_OF_MISPRINT = 4
"""So many digits that but for one are those of the figure are its misprint, wherever they stand."""

LEVELS = ("level", "monthly_mean", "daily_mean", "sum")


def with_caution(judged: Judged, near: Sequence[Statement], catalogue: Catalogue) -> Judged:
    """Return a statement without an alarm that nothing bears out; `near` are the statements close by that agree."""
    derived, value = judged.derived, judged.statement.value
    if judged.verdict not in ("contradicts", "imprecise") or derived is None:
        return judged
    is_close = judged.verdict == "imprecise" and is_near(value, (derived.low + derived.high) / 2, MOST_OFF_GUESSED)
    if is_close or _is_borne_out(judged, near, catalogue):
        return judged
    return replace(judged, verdict="cannot_be_checked", reason="not_this_figure", slip="")


def _is_borne_out(judged: Judged, near: Sequence[Statement], catalogue: Catalogue) -> bool:
    statement, derived = judged.statement, judged.derived
    assert derived is not None
    if statement.unit == "people" or statement.kind == "rank":
        return True
    if judged.slip not in AMBIGUOUS_SLIPS:
        return True
    middle = (derived.low + derived.high) / 2
    is_number = statement.number.form == "number" and statement.kind in LEVELS
    if is_number and has_digits_of(statement.value, middle, least=LEAST_OF_MISPRINT):
        return True
    if statement.is_of_newest:
        return False
    is_dated = statement.is_sure_of_period or statement.is_sure_of_origin or _is_beside_its_count(statement, near)
    if judged.slip == "period" and not is_dated:
        return False
    if statement.is_change:
        if statement.kind == "difference" and is_of_other_scale(statement.value, abs(middle)):
            return True
        ties = _ties_of_change(statement, near, catalogue)
        return ties > TIES or (ties == TIES and is_near(*_as_factors(statement, middle), MOST_OFF))
    is_of_series = statement.is_sure_of_series or _is_spoken_of(statement, near)
    is_tied = is_of_series and (statement.is_sure_of_period or statement.is_sure_of_kind or statement.of is not None)
    if statement.kind in LEVELS:
        is_exact = is_number and said_of(statement).interval.width <= EXACT * abs(statement.value)
        if (is_number or is_of_series) and has_digits_of(statement.value, middle):
            return True
        if is_number and is_of_other_scale(statement.value, middle):
            return True
        if is_exact and not statement.is_sure_of_period and not is_tied:
            return statement.is_sure_of_series and is_near(statement.value, middle, MOST_OFF_GUESSED)
    if is_tied and (statement.is_sure_of_period or is_one_digit_off(statement.value, middle)):
        return is_near(statement.value, middle, MOST_OFF_TIED if statement.is_sure_of_series else MOST_OFF)
    is_level_of_series = statement.is_sure_of_series and statement.kind in LEVELS
    return is_near(statement.value, middle, MOST_OFF if is_tied or is_level_of_series else MOST_OFF_GUESSED)


def _is_spoken_of(statement: Statement, near: Sequence[Statement]) -> bool:
    """Return whether a level of the same series, which agrees, stands in the same paragraph; not for the end of a way.

    "From 4 476 to 17 580" may be the least and the most, and not the first and the last.
    """
    return not times.is_to(statement.sentence, statement.number) and any(
        other.sentence.paragraph == statement.sentence.paragraph
        and other.series == statement.series
        and other.kind == statement.kind
        for other in near
    )


def _is_beside_its_count(statement: Statement, near: Sequence[Statement]) -> bool:
    """Return whether a share stands in one paragraph with its part or its whole, of the same period."""
    return statement.of is not None and any(
        other.sentence.paragraph == statement.sentence.paragraph
        and other.period == statement.period
        and other.series in (statement.series, statement.of)
        for other in near
    )


def _ties_of_change(statement: Statement, near: Sequence[Statement], catalogue: Catalogue) -> int:
    """Return how much of a change is sure, of its series, its periods and its kind; a level beside it ties both first.

    Where both its levels stand close by, its series and its periods are.
    """
    levels = [
        other for other in near if other.kind not in CHANGES and _is_of(other.series, statement.series, catalogue)
    ]
    both = {statement.period, statement.from_period}
    if both <= {level.period for level in levels}:
        is_of_own = both <= {level.period for level in levels if level.series == statement.series}
        return TIES + (statement.is_sure_of_kind and is_of_own)
    beside = any(
        level.sentence == statement.sentence and level.period in (statement.period, statement.from_period)
        for level in levels
    )
    is_close = any(
        level.sentence.paragraph == statement.sentence.paragraph
        and level.period in (statement.period, statement.from_period)
        for level in levels
    )
    dated = max(is_close, statement.is_sure_of_period + statement.is_sure_of_origin)
    goes_on = any(
        other.kind in CHANGES
        and other.series == statement.series
        and other.sentence.paragraph == statement.sentence.paragraph
        for other in near
    )
    return (statement.is_sure_of_series or beside or goes_on) + dated + statement.is_sure_of_kind


def _is_of(series: Series | None, other: Series | None, catalogue: Catalogue) -> bool:
    """Return whether two series are one, or the first is the monthly mean of the other."""
    if series is None or other is None or series == other:
        return series == other
    return not other.service and catalogue.metrics[series.metric].monthly_mean_of == other.metric


def _as_factors(statement: Statement, middle: Fraction) -> tuple[Fraction, Fraction]:
    """Return a change as it is said and as it follows, each as a size that can be compared: a growth as a multiple."""
    if statement.kind == "growth":
        return 100 + statement.value, 100 + middle
    if statement.kind == "decline":
        return 100 - statement.value, 100 + middle
    return statement.value, abs(middle)


def is_near(value: Fraction, middle: Fraction, most: Fraction | int) -> bool:
    """Return whether a number is less than `most` times larger or smaller than another."""
    return middle > 0 and 1 / Fraction(most) < value / middle < most


def is_of_other_scale(value: Fraction, middle: Fraction) -> bool:
    """Return whether a number is about a thousand times, or a thousandth of, another: milliards for millions."""
    return any(is_near(value * scale, middle, Fraction(11, 10)) for scale in (1000, Fraction(1, 1000)))


def is_one_digit_off(value: Fraction, other: Fraction) -> bool:
    """Return whether two numbers of as many digits differ in one digit only: 19 and 99."""
    first, second = str(round(value)), str(round(other))
    return len(first) == len(second) and sum(digit != its for digit, its in zip(first, second, strict=True)) <= 1


def has_digits_of(value: Fraction, other: Fraction, *, least: int = 1) -> bool:
    """Return whether two numbers have the same digits but for one, or in another order: a misprint or another scale.

    Both have as many digits as the `least`, or more.
    """
    first, second = (f"{float(number):.6e}".partition("e")[0].replace(".", "").rstrip("0") for number in (value, other))
    places = min(len(first), len(second))
    if places < least:
        return False
    if not is_near(value, other, 9):
        return first[:places] == second[:places]
    others = sum(one != other for one, other in zip(first[:places], second[:places], strict=True))
    begin = min(places, 3)
    is_in_other_order = any(
        count > 1 and sorted(first[:count]) == sorted(second[:count]) for count in (begin, max(len(first), len(second)))
    )
    return is_in_other_order or (places > 2 and others <= 1)
