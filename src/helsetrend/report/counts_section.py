"""What was counted beside what is published, in words: table, finding, sentences, and where the counts come from."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from markupsafe import Markup

from helsetrend.analysis import Discrepancy
from helsetrend.events import COUNTS_FILE, CountRow
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Cell, Column, Phrase, Table, inner, linked
from helsetrend.values import Interval, Period

DIFFERENT = ("more", "less")
"""The verdicts that say that a count is surely not what was published."""

LEAST_PERCENT = Fraction(1, 10)
"""A difference that may be less than this is told as being up to its upper bound."""


def discrepancy_table(content: Content, labels: Labels) -> Table:
    """One row a year of a series: published, counted, the difference; the rows with a difference are marked."""
    words, say = labels.words, labels.words.say
    rows: list[Sequence[Cell]] = []
    for one in content.discrepancies:
        seen = one.published
        name = f"{labels.name(seen.metric, seen.service)}, {words.period(seen.period)}"
        rows.append((name, _published(labels, one), _counted(labels, one), _difference(labels, one)))
    columns = [Column(say(f"table.{name}").text) for name in ("metric", "published", "counted", "discrepancy")]
    marked = frozenset(number for number, one in enumerate(content.discrepancies) if one.verdict in DIFFERENT)
    caption = say("caption.counted", period=words.period(content.span), date=words.day(content.vintage.as_of)).text
    return Table(caption, columns, rows, marked, is_stacked=True)


def counted_finding(content: Content, labels: Labels) -> Phrase:
    """How many of the counts differ from what is published, of those that may be compared."""
    words, verdicts = labels.words, [one.verdict for one in content.discrepancies]
    compared = len(verdicts) - verdicts.count("not_compared")
    different = sum(verdict in DIFFERENT for verdict in verdicts)
    if different:
        return words.say_many("heading.counted_differ", different, all=compared)
    return words.say_many("heading.counted_within", compared) if compared else words.say("heading.counted_open")


def counted_sentences(content: Content, labels: Labels) -> Iterator[Phrase]:
    """For each series, what was counted of the report's year, and how that differs from what is published."""
    words = labels.words
    for one in content.discrepancies:
        seen = one.published
        if seen.period.year != content.year:
            continue
        about = {"subject": labels.subject(seen.metric, seen.service), "period": words.period(seen.period)}
        if one.pair:
            figure, count = one.pair
            told = {"counted": _number(labels, count.low), "published": words.figure(figure)}
            key = "sentence.counted_within" if one.verdict == "within" else "sentence.counted_differs"
            difference = {} if one.verdict == "within" else {"difference": _how_much(labels, one)}
            yield words.say(key, **about, **told, **difference)
        else:
            yield words.say("sentence.counted_not_compared", **about, reasons=words.reasons(one.reasons))


def counted_notes(content: Content, labels: Labels) -> Iterator[Phrase]:
    """What a difference does not say, and what is only published or only counted."""
    words, rows = labels.words, content.discrepancies
    if any(one.verdict in DIFFERENT for one in rows):
        yield words.say("counted.difference")
    series = {(one.published.metric, one.published.service) for one in rows}
    names = [
        inner(labels.name(*one))
        for one in content.series
        if one not in series and any(seen.figure for seen in content.vintage.series(one[0], content.years, one[1]))
    ]
    if names:
        yield words.say("counted.only_published", names=words.listed(names))
    years = {str(year) for year in content.years}
    known = content.counts.known(content.vintage.as_of)
    besides = dict.fromkeys(
        f"{metric} {service}".strip()
        for metric, service, period in known
        if period in years and (metric, service) not in content.series
    )
    if besides:
        names_in_code = [Phrase(name, Markup("<code>{}</code>").format(name)) for name in besides]
        yield words.say("counted.only_counted", names=words.listed(names_in_code), file=COUNTS_FILE)


def counted_definitions(content: Content, labels: Labels) -> Iterator[tuple[str, Phrase]]:
    """Each definition that was counted by, and what it says; those that this version does not know are left out."""
    for name in dict.fromkeys(row.definition for row in _rows(content)):
        if name in labels.words.entries["definition"]:
            yield name, labels.words.say(f"definition.{name}")


def counted_source(content: Content, labels: Labels) -> Markup:
    """Where the counts come from, as an entry of the sources."""
    words, rows = labels.words, _rows(content)
    definitions = list(dict.fromkeys(row.definition for row in rows))
    told = words.say_many(
        "counted.source",
        len(definitions),
        definitions=words.listed(definitions),
        days=words.listed(words.when(Period.parse(day)) for day in sorted({row.counted_on for row in rows})),
        file=COUNTS_FILE,
        section=linked("counted", words.say("kicker.counted")),
    )
    return Markup('<li id="source-counted">{}</li>').format(told)


def _rows(content: Content) -> list[CountRow]:
    """The counts that the report tells of, those that were replaced too."""
    return [row for one in content.discrepancies for row in (one.counted, one.replaced) if row]


def _published(labels: Labels, one: Discrepancy) -> Cell:
    figure = one.published.figure
    if figure is None:
        return labels.status(one.published)
    return labels.words.say("claim.by", figure=labels.words.figure(figure), source=labels.sources(figure))


def _counted(labels: Labels, one: Discrepancy) -> Cell:
    """The count with its definition and day, and the one that it replaced."""
    words, row = labels.words, one.counted
    if row is None:
        return words.say("table.no_value")
    number = words.say("counted.suppressed") if row.value is None else _number(labels, Fraction(row.value))
    parts = {"number": number, "definition": row.definition, "day": _day(labels, row)}
    if one.replaced is None or one.replaced.value is None:
        return words.say("counted.by", **parts)
    old = words.number(Fraction(one.replaced.value), Fraction(1))
    return words.say("counted.anew", **parts, old=old, old_day=_day(labels, one.replaced))


def _difference(labels: Labels, one: Discrepancy) -> Phrase:
    words = labels.words
    if one.verdict in DIFFERENT:
        told = _how_much(labels, one)
        return Phrase(told.text, Markup("<strong>{}</strong>").format(told))
    if one.verdict == "within":
        return words.say("counted.within")
    return words.say("counted.not_compared", reasons=words.reasons(one.reasons))


def _how_much(labels: Labels, one: Discrepancy) -> Phrase:
    """How much more or less was counted: absolute, and in percent of what is published where that is not zero."""
    words = labels.words
    if not one.pair or not one.difference:
        raise ValueError("there is no difference of what may not be compared")
    amount = words.quantity(_rounded(_size(one.difference), one.pair[0].rounding), one.pair[0].unit)
    told = words.say("difference.more" if one.verdict == "more" else "difference.less", amount=amount)
    if one.percent is None:
        return told
    size = _size(one.percent)
    high = ceil(size.high / LEAST_PERCENT) * LEAST_PERCENT
    percent = words.percentage(Interval(high, high) if size.low < LEAST_PERCENT else size, "percent")
    if size.low < LEAST_PERCENT:
        percent = words.say("counted.up_to", number=percent).text
    return words.say("counted.percent", difference=told, percent=percent)


def _size(difference: Interval) -> Interval:
    """A difference without its direction."""
    return difference if difference.low > 0 else difference.scaled(-1)


def _rounded(size: Interval, rounding: Fraction) -> Interval:
    """The bounds rounded outwards, to a tenth of the last printed digit, or finer where else nothing would be left."""
    step = max(rounding / 10, Fraction(1))
    while step > 1 and size.low < step:
        step = max(step / 10, Fraction(1))
    return Interval(floor(size.low / step) * step, ceil(size.high / step) * step)


def _number(labels: Labels, count: Fraction) -> Phrase:
    """A count in full, as a link to where it comes from."""
    return linked("source-counted", labels.words.number(count, Fraction(1)))


def _day(labels: Labels, row: CountRow) -> str:
    return labels.words.period(Period.parse(row.counted_on))
