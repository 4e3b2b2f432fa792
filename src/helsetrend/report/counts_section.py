"""What was counted beside what is published: table, finding, sentences, and where the counts come from."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from markupsafe import Markup

from helsetrend.analysis import Discrepancy
from helsetrend.events import COUNTS_FILE, CountRow
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Cell, Phrase, Table, linked
from helsetrend.values import Interval, Period

DIFFERENT = ("more", "less")
"""The verdicts that a count surely differs from what was published."""

LEAST_PERCENT = Fraction(1, 10)
"""A difference that may be less than this is given as "up to" its upper bound."""


def discrepancy_table(content: Content, labels: Labels) -> Table:
    """Return one row for each year of a series: published, counted, difference; rows that differ are marked."""
    words, discrepancies = labels.words, content.discrepancies
    rows = [
        (
            labels.dated_name(discrepancy.published),
            _published(labels, discrepancy),
            _counted(labels, discrepancy),
            _difference(labels, discrepancy),
        )
        for discrepancy in discrepancies
    ]
    columns = labels.columns("metric", "published", "counted", "discrepancy")
    verdicts = [discrepancy.verdict for discrepancy in discrepancies]
    different = frozenset(number for number, verdict in enumerate(verdicts) if verdict in DIFFERENT)
    caption = words.say("caption.counted", period=words.period(content.span), date=words.day(content.vintage.as_of))
    return Table(caption.text, columns, rows, different, is_stacked=True)


def counted_finding(content: Content, labels: Labels) -> Phrase:
    """Say how many of the counts that can be compared differ from what is published."""
    words, verdicts = labels.words, [discrepancy.verdict for discrepancy in content.discrepancies]
    compared = len(verdicts) - verdicts.count("not_compared")
    different = sum(verdict in DIFFERENT for verdict in verdicts)
    if different:
        return words.say_many("heading.counted_differ", different, all=compared)
    return words.say_many("heading.counted_within", compared) if compared else words.say("heading.counted_open")


def counted_sentences(content: Content, labels: Labels) -> Iterator[Phrase]:
    """Say for each series what was counted for the report's year, and how that differs from what is published."""
    words = labels.words
    for discrepancy in content.discrepancies:
        published = discrepancy.published
        if published.period.year != content.year:
            continue
        facts: dict[str, object] = {
            "subject": labels.subject(published.metric, published.service),
            "period": words.period(published.period),
        }
        if not discrepancy.pair:
            yield words.say("sentence.counted_not_compared", **facts, reasons=words.reasons(discrepancy.reasons))
            continue
        figure, count = discrepancy.pair
        facts |= {"counted": _number(labels, count.low), "published": words.figure(figure)}
        if discrepancy.verdict == "within":
            yield words.say("sentence.counted_within", **facts)
        else:
            yield words.say("sentence.counted_differs", **facts, difference=_how_much(labels, discrepancy))


def counted_notes(content: Content, labels: Labels) -> Iterator[Phrase]:
    """Say what a difference does not mean, and what is only published or only counted."""
    words, discrepancies, vintage = labels.words, content.discrepancies, content.vintage
    if any(discrepancy.verdict in DIFFERENT for discrepancy in discrepancies):
        yield words.say("counted.difference")
    counted = {(discrepancy.published.metric, discrepancy.published.service) for discrepancy in discrepancies}
    only_published = [
        labels.inner_name(metric, service)
        for metric, service in content.series
        if (metric, service) not in counted
        and any(observation.figure for observation in vintage.series(metric, content.years, service))
    ]
    if only_published:
        yield words.say("counted.only_published", names=words.listed(only_published))
    years = {str(year) for year in content.years}
    only_counted = dict.fromkeys(
        f"{metric} {service}".strip()
        for metric, service, period in content.counts.known(vintage.as_of)
        if period in years and (metric, service) not in content.series
    )
    if only_counted:
        names_in_code = [Phrase(name, Markup("<code>{}</code>").format(name)) for name in only_counted]
        yield words.say("counted.only_counted", names=words.listed(names_in_code), file=COUNTS_FILE)


def counted_definitions(content: Content, labels: Labels) -> Iterator[tuple[str, Phrase]]:
    """Yield each definition that was counted by, with its text; those that this version does not know are left out."""
    for name in dict.fromkeys(row.definition for row in _rows(content)):
        if name in labels.words.entries["definition"]:
            yield name, labels.words.say(f"definition.{name}")


def counted_source(content: Content, labels: Labels) -> Markup:
    """Return where the counts come from, as an entry of the sources."""
    words, rows = labels.words, _rows(content)
    definitions = list(dict.fromkeys(row.definition for row in rows))
    text = words.say_many(
        "counted.source",
        len(definitions),
        definitions=words.listed(definitions),
        days=words.listed(words.when(Period.parse(day)) for day in sorted({row.counted_on for row in rows})),
        file=COUNTS_FILE,
        section=linked("counted", words.say("kicker.counted")),
    )
    return Markup('<li id="source-counted">{}</li>').format(text)


def _rows(content: Content) -> list[CountRow]:
    """Return the counts in the report, with those that were replaced."""
    pairs = ((discrepancy.counted, discrepancy.replaced) for discrepancy in content.discrepancies)
    return [row for pair in pairs for row in pair if row]


def _published(labels: Labels, discrepancy: Discrepancy) -> Cell:
    published = discrepancy.published
    return labels.sourced(published.figure) if published.figure else labels.status(published)


def _counted(labels: Labels, discrepancy: Discrepancy) -> Cell:
    """Return the count with its definition and day, and the one that it replaced."""
    words, row, replaced = labels.words, discrepancy.counted, discrepancy.replaced
    if row is None:
        return words.say("table.no_value")
    number = words.say("counted.suppressed") if row.value is None else _number(labels, Fraction(row.value))
    facts = {"number": number, "definition": row.definition, "day": _day(labels, row)}
    if replaced is None or replaced.value is None:
        return words.say("counted.by", **facts)
    old = words.number(Fraction(replaced.value), Fraction(1))
    return words.say("counted.anew", **facts, old=old, old_day=_day(labels, replaced))


def _difference(labels: Labels, discrepancy: Discrepancy) -> Phrase:
    if discrepancy.verdict in DIFFERENT:
        difference = _how_much(labels, discrepancy)
        return Phrase(difference.text, Markup("<strong>{}</strong>").format(difference))
    if discrepancy.verdict == "within":
        return labels.words.say("counted.within")
    return labels.words.say("counted.not_compared", reasons=labels.words.reasons(discrepancy.reasons))


def _how_much(labels: Labels, discrepancy: Discrepancy) -> Phrase:
    """Say how much more or less was counted, and in percent if what is published cannot be zero."""
    words = labels.words
    if not discrepancy.pair or not discrepancy.difference:
        raise ValueError("there is no difference of what may not be compared")
    figure, _ = discrepancy.pair
    amount = words.quantity(_rounded(_size(discrepancy.difference), figure.rounding), figure.unit)
    difference = words.say("difference.more" if discrepancy.verdict == "more" else "difference.less", amount=amount)
    if discrepancy.percent is None:
        return difference
    size = _size(discrepancy.percent)
    if size.low < LEAST_PERCENT:
        high = ceil(size.high / LEAST_PERCENT) * LEAST_PERCENT
        percent = words.say("counted.up_to", number=words.percentage(Interval(high, high), "percent")).text
    else:
        percent = words.percentage(size, "percent", is_short=True)
    return words.say("counted.percent", difference=difference, percent=percent)


def _size(difference: Interval) -> Interval:
    """Return a difference without its direction."""
    return difference if difference.low > 0 else difference.scaled(-1)


def _rounded(size: Interval, rounding: Fraction) -> Interval:
    """Return the bounds rounded outwards to a tenth of the last printed digit, or finer if the lower would be 0."""
    step = max(rounding / 10, Fraction(1))
    while step > 1 and size.low < step:
        step = max(step / 10, Fraction(1))
    return Interval(floor(size.low / step) * step, ceil(size.high / step) * step)


def _number(labels: Labels, count: Fraction) -> Phrase:
    """Return a count in full, as a link to where it comes from."""
    return linked("source-counted", labels.words.number(count, Fraction(1)))


def _day(labels: Labels, row: CountRow) -> str:
    return labels.words.period(Period.parse(row.counted_on))
