"""The verdict on a statement, by the figures in force on a day: by the rules of claims (`analysis`).

What the figures give for a statement is an interval, and whether the two agree is decided by `analysis`. Where it
contradicts, and would agree with figures that were in force earlier, it is outdated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from helsetrend.analysis import Checked, agreement, find_slips, observe_or_add_up, ranking
from helsetrend.proofreading.checking.arithmetic import follows, is_claim
from helsetrend.proofreading.checking.evidence import Evidence, Judged, Verdict, all_of, asked, claim_of
from helsetrend.proofreading.checking.readings import readings
from helsetrend.proofreading.checking.said import falls_short, said_of
from helsetrend.proofreading.resolving import Statement
from helsetrend.proofreading.vocabulary import Series
from helsetrend.published import Figure
from helsetrend.values import Interval, Period


def judged(evidence: Evidence | None, statement: Statement) -> Judged:
    """Return a statement with its verdict.

    Of several readings the first is taken that agrees, as long as the sentence does not itself say which one is meant.
    """
    first = judged_as_read(evidence, statement)
    is_sure = statement.is_sure_of_period and statement.is_sure_of_series
    if first.verdict == "agrees" or evidence is None or (first.verdict == "imprecise" and is_sure):
        return first
    for other in readings(evidence.vintage, statement):
        found = judged_as_read(evidence, other)
        if (found.verdict == "agrees" and is_telling(found)) or found.slip == "visits_as_people":
            return found
    return first


WIDEST = Fraction(15, 100)
"""How wide, by its size, what figures give is at most where it tells which of some readings is meant."""


def is_telling(judged: Judged) -> bool:
    """Return whether what the figures give is narrow enough that a number hardly agrees with it by chance."""
    derived, is_growth = judged.derived, judged.statement.kind in ("growth", "decline")
    return derived is None or derived.width <= WIDEST * (max(abs(derived.low), abs(derived.high)) + 100 * is_growth)


def judged_as_read(evidence: Evidence | None, statement: Statement) -> Judged:
    """Return a statement with its verdict by the first of its readings."""
    if statement.series is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_metric")
    if evidence is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_data")
    if statement.period is None or (statement.is_change and statement.from_period is None):
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_period")
    if statement.kind == "rank":
        return _of_rank(evidence, statement)
    if statement.unit == "people" and statement.is_change:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_people")
    if statement.unit == "people":
        return _of_people(evidence, statement)
    if statement.from_period is not None and statement.from_period == statement.period and statement.kind != "sum":
        return Judged(statement=statement, verdict="cannot_be_checked", reason="same_period", slip="self_comparison")
    return _of_number(evidence, statement)


def _of_number(evidence: Evidence, statement: Statement) -> Judged:
    """Return the verdict on a number."""
    series = statement.series
    assert series is not None
    best: Judged | None = None
    for found in _ways(evidence, statement):
        if found.verdict == "agrees":
            return found
        if best is None or (best.verdict == "cannot_be_checked" and found.verdict != "cannot_be_checked"):
            best = found
    assert best is not None
    return best


def _ways(evidence: Evidence, statement: Statement) -> Iterator[Judged]:
    """Yield the verdicts by each way that the catalogue gives: of a monthly mean its own metric, and the year's."""
    series = statement.series
    assert series is not None
    entry = evidence.vintage.catalogue.metrics[series.metric]
    if statement.kind == "monthly_mean" and entry.kind == "mean":
        yield _by_figures(evidence, replace(statement, kind="level"), statement)
        whole = entry.monthly_mean_of
        if whole:
            yield _by_figures(evidence, replace(statement, series=Series(whole)), statement)
        return
    yield _by_figures(evidence, statement, statement)


def _by_figures(evidence: Evidence, read: Statement, shown: Statement) -> Judged:
    """Return the verdict on a statement as it is `read`, for the one that is `shown`; it is worked out once."""
    key = all_of(read)
    if key not in evidence.verdicts:
        evidence.verdicts[key] = _worked_out(evidence, read)
    return replace(evidence.verdicts[key], statement=shown)


def _worked_out(evidence: Evidence, read: Statement) -> Judged:
    """Return the verdict on a statement by the figures of what it is about."""
    said, (observed, reasons, cautions) = said_of(read), evidence.operands(read)
    figures = tuple(observation.figure for observation in observed if observation.figure)
    codes = tuple(caution.code for caution in cautions)

    def unchecked(reason: str, slip: str = "", derived: Interval | None = None) -> Judged:
        return Judged(
            statement=read,
            verdict="cannot_be_checked",
            reason=reason,
            slip=slip,
            derived=derived,
            figures=() if reasons else figures,
        )

    if reasons:
        return unchecked(reasons[0].code, "not_reported_as_zero" if read.value == 0 and read.kind == "level" else "")
    if any(code in ("other_months", "other_part_of_year") for code in codes) and not _are_of_one_year(read):
        return unchecked("part_with_whole", "part_with_whole")
    if "break" in codes or "marked_break" in codes:
        return unchecked("break", "break")
    try:
        values = [seen.interval or figure.interval for seen, figure in zip(observed, figures, strict=True)]
        derived = follows(read, values)
    except ZeroDivisionError:
        return unchecked("base_may_be_zero")
    verdict: Verdict = "contradicts" if falls_short(said, derived) else agreement(said, derived)
    is_amount = read.kind in ("level", "sum", "monthly_mean")
    if verdict == "contradicts" and is_amount and _is_implausible(read.value, derived):
        return unchecked("not_this_figure", derived=derived)
    slip = ""
    is_coarse = said.hedge == "over" and not said.reach
    if verdict == "contradicts" and is_coarse and derived.low > said.value:
        verdict = "imprecise"
    if verdict in ("contradicts", "imprecise") and evidence.was_true(read, figures):
        verdict, slip = "outdated", "earlier_vintage"
    if verdict == "agrees" and _is_too_fine(read, figures):
        before = [figure for figure in evidence.earlier(figures[0]) if figure.rounding <= read.rounding]
        verdict = "outdated" if any(agreement(said, figure.interval) == "agrees" for figure in before) else "imprecise"
    return Judged(statement=read, verdict=verdict, derived=derived, figures=figures, slip=slip, cautions=codes)


def with_slip(evidence: Evidence, judged: Judged) -> Judged:
    """Return a number that contradicts the figures with the likeliest slip that explains it, where one does."""
    statement = judged.statement
    is_open = judged.verdict == "contradicts" and not judged.slip and judged.derived is not None
    if not is_open or statement.services or not is_claim(statement):
        return judged
    claim = claim_of(statement)
    key = (*asked(statement), claim.said)
    if key not in evidence.slips:
        checked = Checked(claim=claim, verdict="contradicts", figures=judged.figures, derived=judged.derived)
        found = find_slips(evidence.vintage, checked)
        evidence.slips[key] = found[0].code if found else ""
    return replace(judged, slip=evidence.slips[key])


MOST_OFF = 20
"""A number that is further off than this many times is about something else, unless it is of another scale."""


def _is_implausible(value: Fraction, derived: Interval) -> bool:
    """Return whether a number is so far from a figure that it is likely about something else."""
    middle = (derived.low + derived.high) / 2
    if value <= 0 or middle <= 0:
        return True
    ratio = value / middle
    is_scale = any(
        Fraction(9, 10) < ratio * power < Fraction(11, 10) for power in (1000, Fraction(1, 1000), 100, Fraction(1, 100))
    )
    return (ratio > MOST_OFF or ratio < Fraction(1, MOST_OFF)) and not is_scale


def _are_of_one_year(statement: Statement) -> bool:
    """Return whether two parts of one year are compared, as long as each other: the first quarter and the third."""
    first, last = statement.from_period, statement.period
    return first is not None and last is not None and first.form == last.form != "year" and first.year == last.year


def _is_too_fine(statement: Statement, figures: Sequence[Figure]) -> bool:
    """Return whether a level has more digits than its figure: "90,93" of "about 90.9"."""
    if statement.kind != "level" or statement.number.hedge != "none" or len(figures) != 1 or figures[0].parts:
        return False
    return figures[0].interval.width > 0 and figures[0].rounding >= 10 * statement.rounding


def _of_rank(evidence: Evidence, statement: Statement) -> Judged:
    series, period = statement.series, statement.period
    assert series is not None
    assert period is not None
    places = {place.observation.service: place for place in ranking(evidence.vintage, series.metric, period)}
    place = places.get(series.service)
    if place is None or place.best is None:
        return Judged(statement=statement, verdict="cannot_be_checked", reason="not_published")
    if statement.value < place.best or (place.worst is not None and statement.value > place.worst):
        derived = Interval(Fraction(place.best), Fraction(place.worst or place.best))
        return Judged(statement=statement, verdict="contradicts", derived=derived, slip="wrong_rank")
    if place.best == place.worst:
        return Judged(
            statement=statement, verdict="agrees", derived=Interval(Fraction(place.best), Fraction(place.best))
        )
    return Judged(statement=statement, verdict="cannot_be_checked", reason="others_not_counted")


def _of_people(evidence: Evidence, statement: Statement) -> Judged:
    """Return the verdict on events taken for people: false where the number is that of the events."""
    series, period = statement.series, statement.period
    assert series is not None
    assert period is not None
    found = observe_or_add_up(evidence.vintage, series.metric, period, series.service)
    if found.figure is None:
        return Judged(
            statement=statement, verdict="cannot_be_checked", reason=found.gap.code if found.gap else "not_published"
        )
    derived = found.interval or found.figure.interval
    said = said_of(statement)
    if agreement(said, derived) == "contradicts" and not evidence.was_true(
        replace(statement, unit=""), (found.figure,)
    ):
        return Judged(statement=statement, verdict="cannot_be_checked", reason="no_people", derived=derived)
    return Judged(
        statement=statement, verdict="contradicts", derived=derived, figures=(found.figure,), slip="visits_as_people"
    )


def period_text(period: Period | None) -> str | None:
    """Return a period as it is written in results: a half-year by its months."""
    if period is None:
        return None
    if period.form in ("half_year", "tertial"):
        return f"{period.first:%Y-%m}/{period.last:%Y-%m}"
    return str(period)
