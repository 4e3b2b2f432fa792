"""A text against itself: numbers of one text that cannot all be right, with or without figures to check them by.

Growth against its two levels, parts against their whole, a sum, a mean against its year, a share against its counts,
the same thing said twice, headline against body. Only what surely does not fit is told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from helsetrend.analysis import Said, agreement
from helsetrend.proofreading.checking.said import said_of
from helsetrend.proofreading.checking.verdicts import Judged
from helsetrend.proofreading.resolving import CHANGES, Statement, times
from helsetrend.proofreading.text import PART_OF, SAME_AGAIN, Series
from helsetrend.published import CLAIM_KINDS, Catalogue
from helsetrend.values import Interval, Period, share_in_percent, total

Key = tuple[str, str]
"""A series, or the word for what the data do not have."""

_OF_WHICH = re.compile(r"\b(?:of (?:which|whom|them|these)|hvorav|herav|av (?:dem|dei|disse|desse))\b", re.IGNORECASE)
"""What stands between a whole and its part: "8 200 calls, of which 4 100"."""

_LEVELS = ("level",)
_MOST_WAYS = 64
"""The most combinations of levels that are tried."""


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
    text = _Text([one.statement for one in found if one.reason != "not_this_figure"], catalogue)
    every = [
        *text.changes_twice(),
        *text.changes_and_levels(),
        *text.sums(),
        *text.wholes(),
        *text.years(),
        *text.means(),
        *text.shares(),
        *text.shares_of_other_things(),
        *text.ranks(),
        *text.levels_twice(),
    ]
    sound = {id(one.statement) for one in found if one.verdict == "agrees"}
    every = [one for one in every if not all(id(statement) in sound for statement in one.statements)]
    kept: list[Contradiction] = []
    used: set[int] = set()
    for one in every:
        last = id(one.statements[-1])
        if last not in used:
            kept.append(one)
            used.add(last)
    return sorted(kept, key=lambda one: one.statements[-1].span)


class _Text:
    """The statements of a text, by what they are about."""

    def __init__(self, statements: Sequence[Statement], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.statements = [one for one in statements if one.period]
        self.levels: dict[tuple[Key, Period], list[Statement]] = defaultdict(list)
        seen = set()
        for one in self.statements:
            print_ = (_key(one), one.period, one.value, one.rounding, one.number.hedge, one.sentence.block.kind)
            if (
                one.kind in _LEVELS
                and one.period
                and one.unit != "people"
                and not one.is_reported
                and print_ not in seen
            ):
                seen.add(print_)
                self.levels[_key(one), one.period].append(one)

    def finest(self, key: Key, period: Period) -> list[Statement]:
        """Return the levels of one thing in one period, without those that only say it more coarsely than another."""
        levels = self.levels.get((key, period), [])
        return [
            one
            for one in levels
            if not any(
                _interval(other).within(_interval(one)) and _interval(other) != _interval(one) for other in levels
            )
        ]

    def changes_twice(self) -> Iterator[Contradiction]:
        """Yield changes of one thing between two periods that cannot both be: "three times", "up 300 percent"."""
        by: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        for one in self.statements:
            if one.kind in ("growth", "decline", "multiple") and not one.is_reported:
                by[_key(one), one.from_period, one.period].append(one)
        for group in by.values():
            for first, second in pairwise(group):
                if _change(first).meets(_change(second)) and not _change(first).touches(_change(second)):
                    continue
                if first.kind == second.kind != "multiple" and first.sentence.block.kind != "heading":
                    yield Contradiction("same_figure_twice", (first, second))
                elif first.sentence.block.kind == "heading":
                    yield Contradiction("headline_and_body_differ", (second, first))
                elif "multiple" in (first.kind, second.kind):
                    yield Contradiction("multiple_and_growth_differ", (first, second))

    def changes_and_levels(self) -> Iterator[Contradiction]:
        """Yield each change that none of the levels in the text gives."""
        for one in self.statements:
            if (
                one.kind not in CHANGES
                or one.from_period is None
                or one.from_period == one.period
                or one.period is None
                or one.is_reported
            ):
                continue
            pairs = product(self.finest(_key(one), one.from_period), self.finest(_key(one), one.period))
            yield from self._unless_given("growth_does_not_match_levels", one, pairs)

    def sums(self) -> Iterator[Contradiction]:
        """Yield each sum that its parts in the text do not give."""
        for one in self.statements:
            if one.kind != "sum" or one.series is None or one.period is None:
                continue
            if one.services:
                parts = [self.levels.get(((one.series.metric, service), one.period), []) for service in one.services]
            elif one.from_period:
                years = range(one.from_period.year, one.period.year + 1)
                parts = [self.levels.get((_key(one), Period.of_year(year)), []) for year in years]
            else:
                continue
            yield from self._unless_given("sum_does_not_match", one, product(*parts))

    def wholes(self) -> Iterator[Contradiction]:
        """Yield each whole that all its parts in the text do not add up to."""
        for name, metric in self.catalogue.metrics.items():
            whole = metric.services_add_up_to
            if not whole:
                continue
            for (key, period), levels in list(self.levels.items()):
                if key == (whole, ""):
                    parts = [self.levels.get(((name, service), period), []) for service in metric.services]
                    for level in levels:
                        yield from self._unless_given("parts_do_not_make_the_whole", level, product(*parts))

    def years(self) -> Iterator[Contradiction]:
        """Yield each year or half-year that all its quarters, months or half-years in the text do not add up to."""
        for (key, period), levels in list(self.levels.items()):
            if levels[0].series is None or self.catalogue.metrics[key[0]].kind != "count":
                continue
            for form in ("half_year", "quarter", "month"):
                within = sorted(
                    (part for of, part in self.levels if of == key and part.form == form and part.within(period)),
                    key=lambda part: part.first,
                )
                if len(within) > 1 and times.fill(within, period):
                    parts = [self.levels[key, part] for part in within]
                    for level in levels:
                        yield from self._unless_given("parts_do_not_make_the_whole", level, product(*parts))

    def means(self) -> Iterator[Contradiction]:
        """Yield each monthly mean that does not fit its year."""
        for one in self.statements:
            if one.kind != "monthly_mean" or one.series is None or one.period is None or one.period.form != "year":
                continue
            whole = self.catalogue.metrics[one.series.metric].monthly_mean_of or one.series.metric
            levels = self.levels.get(((whole, one.series.service), one.period), [])
            yield from self._unless_given("mean_and_total_differ", one, ((level,) for level in levels))

    def shares(self) -> Iterator[Contradiction]:
        """Yield each share and ratio that its two counts in the text do not give."""
        for one in self.statements:
            if one.of is None or one.series is None or one.period is None:
                continue
            wholes = self.levels.get(((one.of.metric, one.of.service), one.period), [])
            pairs = product(wholes, self.levels.get((_key(one), one.period), []))
            yield from self._unless_given("share_does_not_match_counts", one, pairs)

    def shares_of_other_things(self) -> Iterator[Contradiction]:
        """Yield each share of what the data have no metric for that the part and the whole before it do not give."""
        for first, second, one in zip(self.statements, self.statements[1:], self.statements[2:], strict=False):
            counts = first, second
            if one.kind != "share" or one.series is not None or any(count.kind != "level" for count in counts):
                continue
            text = one.sentence.text
            if any(count.sentence != one.sentence or count.number.form != "number" for count in counts):
                continue
            between = text[first.number.end : second.number.start]
            if not SAME_AGAIN.search(text, second.number.end, one.number.start):
                continue
            if _OF_WHICH.search(between):
                whole, part = counts
            elif PART_OF.fullmatch(between):
                part, whole = counts
            else:
                continue
            derived = share_in_percent(_interval(part), _interval(whole))
            if agreement(said_of(one), derived) == "contradicts":
                yield Contradiction("share_does_not_match_counts", (whole, part, one), derived)

    def ranks(self) -> Iterator[Contradiction]:
        """Yield each rank that the counts of all services in the text do not give."""
        for one in self.statements:
            if one.kind != "rank" or one.series is None or one.period is None:
                continue
            metric = self.catalogue.metrics[one.series.metric]
            counts = {
                service: self.levels.get(((one.series.metric, service), one.period), []) for service in metric.services
            }
            if not metric.lists_all_services or not all(counts.values()):
                continue
            own = _interval(counts[one.series.service][0])
            others = [_interval(levels[0]) for service, levels in counts.items() if service != one.series.service]
            best = 1 + sum(other.low > own.high for other in others)
            worst = 1 + sum(other.high > own.low for other in others)
            if not best <= one.value <= worst:
                yield Contradiction("rank_does_not_match_levels", (*(levels[0] for levels in counts.values()), one))

    def levels_twice(self) -> Iterator[Contradiction]:
        """Yield levels of one thing in one period that cannot both be."""
        for (key, _), levels in self.levels.items():
            if key[0].startswith("?"):
                continue
            for place, second in enumerate(levels):
                first = next(
                    (one for one in levels[:place] if _differ(one, second) and not _is_part_of(one, second)), None
                )
                if first:
                    problem = (
                        "headline_and_body_differ" if first.sentence.block.kind == "heading" else "same_figure_twice"
                    )
                    yield Contradiction(problem, (first, second))
                    break

    def _unless_given(
        self, problem: str, one: Statement, ways: Iterable[Sequence[Statement]]
    ) -> Iterator[Contradiction]:
        """Yield a contradiction, unless a statement agrees with what one of some combinations of levels gives."""
        nearest: tuple[int, Sequence[Statement], Interval] | None = None
        for levels in islice(ways, _MOST_WAYS):
            if not levels:
                return
            derived = _derived(one, [_interval(level) for level in levels])
            if derived is None or agreement(said_of(one), derived) != "contradicts":
                return
            distance = sum(abs(level.span[0] - one.span[0]) for level in levels)
            if nearest is None or distance < nearest[0]:
                nearest = distance, levels, derived
        if nearest:
            yield Contradiction(problem, (*nearest[1], one), nearest[2])


def _key(statement: Statement) -> Key:
    series: Series | None = statement.series
    return (series.metric, series.service) if series else (f"?{statement.subject}", "")


def _interval(statement: Statement) -> Interval:
    return said_of(statement).interval


def _derived(statement: Statement, levels: Sequence[Interval]) -> Interval | None:
    """Return what some levels give for a statement; None where one is zero."""
    if statement.kind in ("level", "sum"):
        return total(levels)
    period = statement.period
    assert period is not None
    try:
        return CLAIM_KINDS[statement.kind].follows(levels, period)
    except ZeroDivisionError:
        return None


def _is_part_of(one: Statement, other: Statement) -> bool:
    """Return whether the words between two levels say that the first is a part of the second."""
    text = one.sentence.text[one.number.end : other.number.start]
    return (
        one.sentence == other.sentence and re.search(r"\b(?:av|of)(?:\s(?:the|de|dei|all|alle))*\s$", text) is not None
    )


def _change(statement: Statement) -> Interval:
    """Return what a change can mean, in percent."""
    interval = said_of(statement).interval
    if statement.kind == "multiple":
        return Interval((interval.low - 1) * 100, (interval.high - 1) * 100)
    return interval


def _differ(one: Statement, other: Statement) -> bool:
    """Return whether two levels cannot both be."""
    first, second = said_of(one), said_of(other)
    return _is_against(first, second) and _is_against(second, first)


def _is_against(said: Said, other: Said) -> bool:
    return agreement(said, other.interval) == "contradicts"
