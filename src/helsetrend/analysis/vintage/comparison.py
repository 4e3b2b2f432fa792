"""The change from one period to another, or the reasons why they may not be compared; the ranking of services."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from helsetrend.analysis.vintage.breaks import breaks_between, marked_between
from helsetrend.analysis.vintage.bridge import BridgedChange, bridged_change
from helsetrend.analysis.vintage.known import Vintage
from helsetrend.analysis.vintage.observation import Observation, Reason
from helsetrend.public import LEFT, public, public_class
from helsetrend.published import Break, Figure, series_named
from helsetrend.values import AskedPeriod, Interval, Period, change_in_percent


def facts_html(facts: Mapping[str, object]) -> str:
    """Return the facts as an HTML table, one row each with the name as its header; all text is escaped.

    >>> facts_html({"who": "<a>"})  # doctest: +ELLIPSIS
    '<table><tr><th scope="row"...>who</th><td...>&lt;a&gt;</td></tr></table>'
    """
    row = Markup('<tr><th scope="row"{0}>{1}</th><td{0}>{2}</td></tr>')
    rows = (row.format(Markup(LEFT), *pair) for pair in facts.items())
    return str(Markup("<table>{}</table>").format(Markup("").join(rows)))


MULTIPLES = {
    2: ("nearly_doubled", "doubled", "more_than_doubled"),
    3: ("nearly_tripled", "tripled", "more_than_tripled"),
    4: ("nearly_quadrupled", "quadrupled", "more_than_quadrupled"),
}
"""The words for ratios of new to old just below, at and above a whole number."""


@public_class
@dataclass(frozen=True, repr=False)
class Change:
    """The change from `old` to `new`: in percent of a count, in percentage points of a share.

    `caution` is what a reader must know about the two periods: that one has more days, or another producer. `disputed`
    are figures that do not agree with `old` or `new`; the bounds are wide enough for them too.
    """

    old: Figure
    new: Figure
    unit: str
    interval: Interval
    caution: Reason | None = None
    disputed: tuple[Figure, ...] = ()

    @property
    def direction(self) -> str:
        """`up` or `down` if the bounds leave no doubt, `unchanged` if the prints are equal, else `unclear`."""
        if self.interval.low > 0:
            return "up"
        if self.interval.high < 0:
            return "down"
        prints = {(figure.value, figure.rounding, figure.hedge) for figure in (self.old, self.new)}
        return "unchanged" if len(prints) == 1 else "unclear"

    @property
    def multiple(self) -> str | None:
        """The word of `MULTIPLES` that fits every value within the bounds, or None.

        "nearly" is up to 0.1 below the whole number, "more than" up to 0.9 above it, the word alone within 0.05 of it.
        """
        low, high = self.interval.low / 100 + 1, self.interval.high / 100 + 1
        for ratio, (below, at, above) in MULTIPLES.items() if self.unit == "percent" else ():
            if ratio - Fraction(1, 10) <= low and high < ratio:
                return below
            if ratio - Fraction(1, 20) <= low and high <= ratio + Fraction(1, 20):
                return at
            if ratio < low and high <= ratio + Fraction(9, 10):
                return above
        return None

    def __repr__(self) -> str:
        caution = f"; caution: {self.caution!r}" if self.caution else ""
        return f"{self.old!r} to {self.new!r}: {_signed(self.interval)} {self.unit}{caution}"

    def _repr_html_(self) -> str:
        old, new = (f"{figure.as_printed or float(figure.value)} ({figure.period})" for figure in (self.old, self.new))
        facts = {"from": old, "to": new, "change": f"{_signed(self.interval)} {self.unit}", "direction": self.direction}
        return facts_html(facts | ({"caution": repr(self.caution)} if self.caution else {}))


@public_class
@dataclass(frozen=True, repr=False)
class NotComparable:
    """The reasons, at least one, why no change may be computed.

    `bridged` is what the change comes to over a break, if the two are not comparable for nothing but it, and the
    catalogue says how to get across.
    """

    old: Observation
    new: Observation
    reasons: tuple[Reason, ...]
    bridged: BridgedChange | None = None

    def __repr__(self) -> str:
        bridged = f"; over the bridge {_signed(self.bridged.interval)} {self.bridged.unit}" if self.bridged else ""
        reasons = "; ".join(map(repr, self.reasons))
        return f"{self.old.series} {self.old.period} to {self.new.period}: not comparable: {reasons}{bridged}"

    def _repr_html_(self) -> str:
        facts = {"from": str(self.old.period), "to": str(self.new.period)}
        facts["not comparable"] = "; ".join(map(repr, self.reasons))
        if bridged := self.bridged:
            facts["bridged change"] = f"{_signed(bridged.interval)} {bridged.unit}"
            facts["bridge"] = f"{bridged.bridge.span}, counted in both ways: {_signed(bridged.bridge.effect)} percent"
        return facts_html(facts)


@public_class
@dataclass(frozen=True, repr=False)
class Place:
    """The place of a service among all services of a period: from `best` to `worst`.

    `best` is None if the service has no count. `worst` is None if it is unknown because another service has no count or
    the catalogue does not list all services.
    """

    observation: Observation
    best: int | None
    worst: int | None

    @property
    def place(self) -> str:
        """The place in words: 1, 1 to 3, or 1 or later."""
        if self.best is None:
            return "no place"
        if self.worst is None:
            return f"{self.best} or later"
        return f"{self.best}" if self.best == self.worst else f"{self.best} to {self.worst}"

    def __repr__(self) -> str:
        return f"{self.place}: {self.observation!r}"


class Ranking(list[Place]):
    """The places of the services of a metric, the largest first."""

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "no services"

    def _repr_html_(self) -> str:
        return facts_html({place.observation.service: f"{place.place}, {place.observation.said}" for place in self})


def check_vintage(given: object, call: str) -> None:
    """Raise TypeError unless what was given is what was known on a date; `call` shows how to give it."""
    if not isinstance(given, Vintage):
        raise TypeError(f"{given!r} is not what was known on a date; allowed: {call}")


def _signed(bounds: Interval) -> str:
    return " to ".join(dict.fromkeys(f"{float(bound):+.1f}" for bound in (bounds.low, bounds.high)))


@public
def compare(
    vintage: Vintage, metric: str, old: AskedPeriod, new: AskedPeriod, service: str = ""
) -> Change | NotComparable:
    """Return the change of a metric from one period, or year, to another, or the reasons why there is none.

    Shares change in percentage points, all else in percent of the old figure. Beside the reasons stands the change over
    a bridge, if one is declared over the break between the two. Names are as in `series_named`, periods as in
    `asked_period`, with the errors that these raise.

    >>> from helsetrend import known
    >>> compare(known(as_of="2022-05-31"), "visits", 2020, 2021).direction
    'up'
    """
    check_vintage(vintage, 'compare(known(), "visits", 2020, 2021)')
    metric, service = series_named(vintage.catalogue, metric, service)
    before, after = vintage.observe(metric, old, service), vintage.observe(metric, new, service)
    reasons = obstacles(vintage, before, after)
    if reasons or before.figure is None or after.figure is None:
        return NotComparable(before, after, reasons, bridged_change(vintage, before, after))
    low, high = before.interval or before.figure.interval, after.interval or after.figure.interval
    is_share = vintage.catalogue.metrics[metric].kind == "share"
    change = high - low if is_share else change_in_percent(low, high)
    caution, disputed = caution_on(vintage, before, after), (*before.disputed, *after.disputed)
    return Change(before.figure, after.figure, "points" if is_share else "percent", change, caution, disputed)


def same_months(vintage: Vintage, metric: str, old_year: int, new_year: int, service: str = "") -> Change | None:
    """Return the change over the longest run of months below a year that is published in both years.

    Of equally long runs it is the earliest. Of a metric that does not add up over time it is the last month, quarter or
    other part of the year, of a stock the last day. None if the two years have nothing in common that may be compared.
    """
    entry = vintage.catalogue.metrics[metric]
    if not entry.adds_up:
        return _last_part(vintage, metric, old_year, new_year, service)
    known = vintage.places_in_force(metric, service)
    first_days, last_days = {period.first for period in known}, {period.last for period in known}
    years = [entry.year_ending_in(year) for year in (old_year, new_year)]
    for first, last in ((first, first + length - 1) for length in range(11, 0, -1) for first in range(1, 14 - length)):
        old, new = (Period.of_months(year, first, last) for year in years)
        if any(run.first not in first_days or run.last not in last_days for run in (old, new)):
            continue  # what is published leaves out an end of it
        change = compare(vintage, metric, old, new, service)
        if isinstance(change, Change):
            return change
    return None


def _last_part(vintage: Vintage, metric: str, old_year: int, new_year: int, service: str) -> Change | None:
    entry = vintage.catalogue.metrics[metric]
    if entry.measured != "year" and entry.kind != "stock":  # a level in one month of each year
        return None
    year = entry.year_ending_in(new_year)
    parts = [figure.period for figure in vintage.figures(metric, service) if figure.period.within(year)]
    for part in sorted(parts, key=lambda part: (part.last, part.days), reverse=True):
        change = compare(vintage, metric, part.shifted(old_year - new_year), part, service)
        if isinstance(change, Change):
            return change
    return None


@public
def ranking(vintage: Vintage, metric: str, period: AskedPeriod) -> Ranking:
    """Return the services of a metric by their counts in a period, or year, largest first, those without a count last.

    A service that had not been launched or had ended is left out. Arguments and errors are as in `compare`.
    """
    check_vintage(vintage, 'ranking(known(), "service_visits", 2021)')
    metric, _ = series_named(vintage.catalogue, metric)
    entry = vintage.catalogue.metrics[metric]
    observed = [vintage.observe(metric, period, service) for service in entry.services]
    existing = [seen for seen in observed if not seen.is_outside]
    counted = [observation.figure for observation in existing if observation.figure]
    is_complete = entry.lists_all_services and len(counted) == len(existing)
    places = [_place(observation, counted, is_complete=is_complete) for observation in existing]
    return Ranking(sorted(places, key=lambda place: -place.observation.figure.value if place.observation.figure else 1))


def _place(observation: Observation, counted: list[Figure], *, is_complete: bool) -> Place:
    figure = observation.figure
    if figure is None:
        return Place(observation, None, None)
    others = [other.interval for other in counted if other is not figure]
    surely_larger = sum(other.low > figure.interval.high for other in others)
    perhaps_larger = sum(other.high > figure.interval.low for other in others)
    return Place(observation, 1 + surely_larger, 1 + perhaps_larger if is_complete else None)


def obstacles(vintage: Vintage, old: Observation, new: Observation) -> tuple[Reason, ...]:
    """Return every reason why two observations of one metric may not be compared."""
    return tuple(_obstacles(vintage, old, new))


def _obstacles(vintage: Vintage, old: Observation, new: Observation) -> Iterator[Reason]:
    if old.period == new.period:
        yield Reason("same_period", {"period": old.period})
        return
    gaps = [observation.gap for observation in (old, new) if observation.gap]
    yield from gaps
    yield from (observation.part for observation in (old, new) if observation.part)
    entry = vintage.catalogue.metrics[old.metric]
    breaks = breaks_between(entry, old.service, old.period, new.period)
    if gaps:
        yield from (_of_break(found) for found in breaks if found.bridge)
        return
    if not old.period.is_same_part_of_year(new.period):
        are_months = old.period.is_of_months and new.period.is_of_months
        yield Reason(
            "other_months" if are_months else "other_part_of_year", {"period": old.period, "other": new.period}
        )
    yield from map(_of_break, breaks)
    for mark in marked_between(vintage, old.metric, old.service, old.period, new.period):
        yield Reason("marked_break", {"at": mark})
    if old.interval and entry.kind != "share" and old.interval.low <= 0:
        yield Reason("base_may_be_zero", {"period": old.period})


def _of_break(series_break: Break) -> Reason:
    return Reason("break", {"at": series_break.at, "why": series_break})


def caution_on(vintage: Vintage, old: Observation, new: Observation) -> Reason | None:
    """Return the caution on two periods that they are of different producers, or have not as many days, if any.

    February has one more day in a leap year, which is 3.6 percent of the month; over a whole year it does not matter.
    """
    figures = [figure for figure in (old.figure, new.figure) if figure and not figure.is_second_hand]
    if len({figure.precedence for figure in figures}) == 2:
        sources = vintage.published.sources
        names = [sources[figure.sources[0]].publisher for figure in figures]
        return Reason(
            "other_producers", {"period": old.period, "publisher": names[0], "other": new.period, "by": names[1]}
        )
    if (
        not vintage.catalogue.metrics[old.metric].adds_up
        or old.period.days == new.period.days
        or old.period.months >= 12
    ):
        return None
    days = {"days": old.period.days, "other_days": new.period.days}
    return Reason("other_days", {"period": old.period, "other": new.period, **days})
