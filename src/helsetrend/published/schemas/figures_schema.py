"""What the published figures and their sources must look like: a schema for each table, a sentence for each column."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import NamedTuple

import pandas as pd

from helsetrend.published.catalogue import Catalogue
from helsetrend.published.languages import DEFAULT_LANGUAGES
from helsetrend.published.metric import Metric
from helsetrend.published.schemas.distinct import Distinct, Each, each_distinct
from helsetrend.published.schemas.plain_numbers import PERCENT_UNITS
from helsetrend.published.schemas.table_schema import (
    Check,
    Rule,
    TableSchema,
    TextRow,
    column,
    is_read,
    matches,
    norwegian_headers,
    not_empty,
    one_of,
    parses,
    text_columns,
    text_rules,
)
from helsetrend.published.status import STATUSES, marks_of, statuses_of, undeclared_mark, without_marks
from helsetrend.values import HEDGES, PERIOD_FORMS, Period, Reading, may_be_period, readings, shape_of, unread_word

PUBLISHED_BASES = ("stated", "inferred", "stated, second-hand", "inferred, second-hand")
SOURCE_LANGUAGE = matches(r"(?!no)[a-z]{2,3}", "the code of a language, such as nb, nn, en or de")

HEDGE_CELLS = {
    "at_least": ("over",),
    "under": ("nearly",),
    "at_most": ("nearly",),
    "between": ("none",),
}
"""What the column `hedge` may say instead of the hedge that the print has: the next one that is like it."""

PRINT_COLUMNS = ("print", "missing", "unread", "statuses", "percent", "rest", "shape", "digits")
"""The columns of `with_prints`: the print without its marks, empty where a sign stands in the place of a figure; the
reason for that; what was expected where the print cannot be read; the statuses, by the marks and by `status`; the
percent sign or its like, and the words, beside the number; the shape of the print and its digits (see `shape_of`)."""

PRINT_WORDS = frozenset(
    {
        *("av", "i", "på", "for", "per", "pr", "til", "om", "og", "de", "dei", "den", "det", "alle"),
        *("of", "in", "on", "the", "a", "an", "and", "all", "stk", "ganger", "gonger", "times"),
    }
)
"""Words that may stand beside those of the unit after a number: "97 % av innbyggerne"."""

SHORTEST_STEM = 4
"""The fewest letters that two forms of one word have in common."""
LONGEST_ENDING = 4
"""The most letters that they do not have in common: "besøk" and "besøkene", "konsultasjoner" and "konsultasjonar"."""

_PLAIN_NUMBER = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?")
_ASCII_DIGIT = re.compile("[0-9]")
_STATUS_NAMES = ", ".join(STATUSES)


def schema_of_sources(today: date | None = None, *, languages: Sequence[str] = DEFAULT_LANGUAGES) -> TableSchema:
    """Return the schema of `sources.csv`: one row a publication, none of which begins after `today`.

    `languages` are those of the folder.
    """
    return TableSchema(
        {
            "source": column(
                "the identifier of the source",
                "kilde",
                matches(r"[a-z0-9][a-z0-9-]*", "letters a to z, digits, hyphens"),
            ),
            "published": column(
                "the date of publication, as far as it is known",
                "publisert",
                parses(date_of, "2022, 2022-05 or 2022-05-31"),
            ),
            "published_basis": column(
                "whether the source states the date, or it was inferred",
                "grunnlag for dato",
                one_of(PUBLISHED_BASES),
            ),
            "rank": column(
                "which source of one date decides, 1 before 2", "rang", matches(r"[1-9]\d?", "a whole number from 1")
            ),
            "language": column("the language that the source is written in", "språk", SOURCE_LANGUAGE),
            "title": column("the title, in the language of the source", "tittel", not_empty()),
            **text_columns("detail", norwegian_headers("detalj"), "edition or place in it", languages),
            "publisher": column("who published it", "utgiver", not_empty()),
            "address": column(
                "where it was read",
                "adresse",
                matches(r"https?://\S+", "an address that begins with http:// or https://"),
            ),
            "marks": column(
                "what the marks beside its figures mean: * = provisional; [u] = unreliable",
                "merker",
                parses(marks_of, f"marks such as * = provisional; [u] = unreliable; the statuses are {_STATUS_NAMES}"),
                is_optional=True,
            ),
        },
        [
            Rule("published", lambda row: _future_fault(row, today), ("published",)),
            *text_rules("detail", languages),
        ],
    )


def schema_of_figures(
    catalogue: Catalogue | None, sources: Sequence[str] | None, *, languages: Sequence[str] = ()
) -> TableSchema:
    """Return the schema of `figures.csv`: one row a published figure, as printed.

    `languages` are those of the folder, by default those of the catalogue. Where the catalogue or the sources could not
    be read (None), nothing is checked against them.
    """
    languages = languages or (catalogue.languages if catalogue else DEFAULT_LANGUAGES)
    return TableSchema(
        {
            "metric": column("what is measured", "måltall", one_of(catalogue.metrics if catalogue else None)),
            "service": column("the service, for a metric that is counted by service", "tjeneste"),
            "period": column(
                "the period that the figure is of", "periode", Check(_is_period, PERIOD_FORMS), is_period=True
            ),
            "as_printed": column("the figure as it stands in the source", "som trykt", not_empty()),
            "value": column(
                "the printed number in digits; where it is empty, as it is printed",
                "verdi",
                parses(number_or_none, "a number that is not negative, such as 37200000 or 12.5, or nothing"),
                is_optional=True,
                is_number=True,
            ),
            "unit": column(
                "the unit of the value; where it is empty, that of the metric",
                "enhet",
                one_of(["", *catalogue.units] if catalogue else None),
                is_optional=True,
            ),
            "hedge": column(
                "the word around the number; where it is empty, as it is printed",
                "forbehold",
                one_of(["", *HEDGES]),
                is_optional=True,
            ),
            "source": column("where it was published", "kilde", one_of(sources)),
            **text_columns(
                "revision",
                norwegian_headers("årsak"),
                "why it differs from an earlier figure, as published",
                languages,
                is_optional=True,
            ),
            "status": column(
                "what the publisher says of the figure: provisional, estimated, break",
                "status",
                parses(statuses_of, f"one or several of {_STATUS_NAMES}, with commas"),
                is_optional=True,
            ),
        },
        [
            Rule(
                "service",
                lambda row: service_fault(row["metric"], row["service"], catalogue),
                ("metric", "service"),
                needs=["metric"],
            ),
            Rule("unit", lambda row: _unit_fault(row, catalogue), ("metric", "unit"), needs=["metric"]),
            Rule(
                "period",
                lambda row: _early_fault(row, catalogue) or _late_fault(row, catalogue),
                ("metric", "service", "period"),
                needs=["metric", "service"],
                kinds={"metric": lambda name: name if _is_bounded(name, catalogue) else ""},
            ),
            Rule("as_printed", lambda row: row["unread"] or None, ("unread",)),
            Rule(
                "as_printed",
                lambda row: _word_fault(row, catalogue),
                ("metric", "service", "percent", "rest"),
                needs=["metric"],
            ),
            Rule("value", _value_fault, ("print", "value", "missing")),
            Rule(
                "value",
                lambda row: _kind_fault(row, catalogue),
                ("metric", "value", "print"),
                needs=["metric"],
                kinds={"metric": lambda name: _is_share_and_whole(name, catalogue)},
            ),
            Rule("hedge", lambda row: hedge_fault(row["print"], row["hedge"]), ("print", "hedge")),
            *text_rules("revision", languages),
        ],
    )


def number(text: str) -> Fraction:
    """Read a number that is not negative. Raises ValueError for other texts, and for more than 15 digits."""
    match = _PLAIN_NUMBER.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a number in at most 15 digits")
    decimals = match[2] or ""
    return Fraction(int(match[1] + decimals), 10 ** len(decimals)) if decimals else Fraction(int(match[1]))


def number_or_none(text: str) -> Fraction | None:
    """Read a number that is not negative; None for an empty text. Raises as `number` does."""
    return number(text) if text else None


def signed_number(text: str) -> Fraction:
    """Read a number with or without a minus. Raises as `number` does."""
    return -number(text[1:]) if text.startswith("-") else number(text)


def optional_number(text: str) -> Fraction | None:
    """Read a number above zero; None for an empty text. Raises as `number` does."""
    if text and number(text) == 0:
        raise ValueError("nothing is rounded to zero")
    return number(text) if text else None


def optional_period(text: str) -> Period | None:
    """Read a period; None for an empty text. Raises as `Period.parse` does."""
    return Period.parse(text) if text else None


def _is_period(text: str) -> bool:
    return may_be_period(text) and is_read(Period.parse, text)


def date_of(text: str) -> Period:
    """Read a year, month or day. Raises ValueError for any other text."""
    period = Period.parse(text)
    if period.form not in ("year", "month", "day"):
        raise ValueError(f"{text!r} is neither a year nor a month nor a day")
    return period


def _metric(row: TextRow, catalogue: Catalogue | None) -> Metric | None:
    return catalogue.metrics.get(row["metric"]) if catalogue else None


def service_fault(metric: str, service: str, catalogue: Catalogue | None) -> str | None:
    """Check that the service is one of the metric, or empty where the metric has none."""
    entry = catalogue.metrics.get(metric) if catalogue else None
    if entry is None or service in (entry.services or ("",)):
        return None
    return f"one of {', '.join(entry.services)}" if entry.services else "nothing, since this metric has no services"


def _unit_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    metric = _metric(row, catalogue)
    return None if metric is None or row["unit"] in ("", metric.unit) else f"{metric.unit}, the unit of {row['metric']}"


def _is_bounded(name: str, catalogue: Catalogue | None) -> bool:
    """Return whether a metric or one of its services has a first or a last period."""
    metric = catalogue.metrics.get(name) if catalogue else None
    return metric is not None and any(part.first_period or part.ended for part in (metric, *metric.services.values()))


def _early_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that the period is not before the metric and the service were first reported."""
    metric = _metric(row, catalogue)
    if metric is None or row["service"] not in (metric.services or ("",)):
        return None
    firsts = [metric.first_period, metric.part(row["service"]).first_period]
    first = max((period for period in firsts if period), default=None)
    if first is None or not is_read(Period.parse, row["period"]) or Period.parse(row["period"]).last >= first.first:
        return None
    return f"{first} or later, as metrics.toml says"


def _late_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that the period did not begin after the metric or the service ended."""
    metric = _metric(row, catalogue)
    if metric is None or row["service"] not in (metric.services or ("",)):
        return None
    end = metric.end(row["service"])
    if end is None or not is_read(Period.parse, row["period"]) or Period.parse(row["period"]).first <= end.last:
        return None
    return f"{end} or earlier, as metrics.toml says (ended)"


def _future_fault(row: TextRow, today: date | None) -> str | None:
    """Check that the date of publication is not after today; a month or year may have begun and not ended."""
    if today is None or not is_read(date_of, row["published"]) or date_of(row["published"]).first <= today:
        return None
    return f"a date up to today, {today}"


def with_prints(table: pd.DataFrame, marks: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the table with what the cells of `as_printed` hold besides a number, in the columns `PRINT_COLUMNS`.

    `marks` has the marks of each source.
    """
    documents = {name: str(sorted(of_source.items())) for name, of_source in marks.items()}
    known = {documents[name]: of_source for name, of_source in marks.items()}
    of_rows = Distinct(table).of("source", lambda name: documents.get(name, "")).texts(str)
    printed = table["as_printed"].astype("category").array
    shapes = Distinct(table).of("as_printed", shape_of)
    can_mark_digits = any(_ASCII_DIGIT.search(mark) for of_source in known.values() for mark in of_source)
    read = pd.DataFrame({"as_printed": printed, "marks": of_rows, "status": table.get("status", "")}, table.index)
    read = read.assign(shape=printed if can_mark_digits else shapes.texts(itemgetter(0)))

    def marked(cells: Mapping[str, str]) -> _Marked:
        return _marked(cells, known.get(cells["marks"], {}))

    columns = ["as_printed", "marks", "status"]
    alike = Distinct(read, {"as_printed": "shape"}).each(columns, marked)
    is_other = alike.array(lambda found: found.print != found.as_printed or _ASCII_DIGIT.search(found.unread), bool)
    # in prints of one shape, what is taken off and the word that is not known can differ
    others = each_distinct(read[is_other], columns, marked)
    found = alike.replaced(is_other, others)
    own_shapes = shapes.replaced(is_other, others.of(lambda found: shape_of(found.print)))
    prints = Each(printed.codes, printed.categories.tolist()).replaced(is_other, others.of(attrgetter("print")))
    return table.assign(
        print=prints.texts(str) if is_other.any() else printed,
        **{name: found.texts(attrgetter(name)) for name in ("missing", "unread", "statuses", "percent", "rest")},
        shape=own_shapes.texts(itemgetter(0)),
        digits=own_shapes.array(itemgetter(1), int),
    )


class _Marked(NamedTuple):
    """What a cell of `as_printed` holds, as in `PRINT_COLUMNS`."""

    as_printed: str
    print: str
    missing: str
    unread: str
    statuses: str
    percent: str
    rest: str


def _marked(cells: Mapping[str, str], marks: Mapping[str, str]) -> _Marked:
    marked = without_marks(cells["as_printed"], marks)
    stated = statuses_of(cells["status"]) if is_read(statuses_of, cells["status"]) else ()
    statuses = ", ".join(dict.fromkeys((*marked.statuses, *stated)))
    read = readings(marked.text)
    beside = (read[0].unit, read[0].rest) if read else ("", "")
    unread = "" if read or marked.missing else unread_fault(marked.text, must_read=True) or ""
    return _Marked(cells["as_printed"], marked.text, marked.missing, unread, statuses, *beside)


def unread_fault(text: str, *, must_read: bool) -> str | None:
    """Check that a print can be read; that of a claim may be words alone."""
    if readings(text) or not (must_read or any(letter.isdigit() for letter in text)):
        return None
    word = unread_word(text)
    unread = f", since {word!r} is not known here" if word else ""
    return f"a print that can be read: a hedge or none, a number, a scale such as millioner{unread}"


def _word_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that each word beside the number of a print is one of the unit or is known."""
    metric, rest = _metric(row, catalogue), row["rest"]
    if catalogue is None or metric is None:
        return None
    if row["percent"] and metric.unit not in PERCENT_UNITS:
        return f"{metric.unit}, the unit of {row['metric']}, and not percent"
    if mark := undeclared_mark(rest):
        return (
            f"a figure without {mark!r}, or what it means, in the column marks of sources.csv: {mark} = provisional "
            f"(or one of {_STATUS_NAMES})"
        )
    words = re.findall(r"[^\W\d_]+|[^\w\s.,;:()/-]", rest.lower())
    known = catalogue.words(row["metric"], row["service"]) if words else frozenset()
    unknown = next((word for word in words if not _is_known(word, known)), None)
    return None if unknown is None else f"a scale or words of the unit (such as {metric.unit}), and not {unknown!r}"


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Return whether a word is one of the known, or another form of one: "besøkene" of "besøk"."""
    if word in known or word in PRINT_WORDS:
        return True
    longest = (max(SHORTEST_STEM, max(len(word), len(other)) - LONGEST_ENDING) for other in known)
    return any(word[:stem] == other[:stem] and len(word) >= stem for other, stem in zip(known, longest, strict=True))


def _value_fault(row: TextRow) -> str | None:
    """Check that the value is what the print says, and nothing where the print has no figure."""
    if row["missing"]:
        return f"nothing, since {row['missing']} is no number" if row["value"] else None
    return print_fault(row["print"], row["value"])


def print_fault(print_: str, value: str) -> str | None:
    """Check that a value is what the print says; it may be left out where the print has one reading."""
    read = readings(print_)
    if not read or (value and (not is_read(signed_number, value) or _meant(read, signed_number(value)))):
        return None
    choice = " or ".join(dict.fromkeys(_digits(reading.value) for reading in read))
    if value:
        return f"{choice}, which is what {print_!r} says"
    return f"{choice}, since {print_!r} can be read as both" if " or " in choice else None


def reading_of(print_: str, value: Fraction | None) -> Reading | None:
    """Return the reading of a print that has the value, of a range that it lies in; the only one for no value."""
    read = readings(print_)
    if value is None:
        return read[0] if read else None
    return _meant(read, value)


def _meant(read: Sequence[Reading], value: Fraction) -> Reading | None:
    meant = (reading for reading in read if reading.value == value)
    within = (reading for reading in read if reading.ends and reading.ends[0] <= value <= reading.ends[1])
    return next(meant, None) or next(within, None)


def _is_share_and_whole(name: str, catalogue: Catalogue | None) -> tuple[bool, bool] | None:
    """Return whether a metric is a share, and whether its figures are whole numbers; None where there is no metric."""
    if catalogue is None or name not in catalogue.metrics:
        return None
    return catalogue.metrics[name].kind == "share", catalogue.is_whole(name)


def _kind_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that a share is at most 100 percent, and a count a whole number."""
    read = readings(row["print"])
    if catalogue is None or row["metric"] not in catalogue.metrics or not (read or row["value"]):
        return None
    if row["value"] and not is_read(number, row["value"]):
        return None
    value = number(row["value"]) if row["value"] else read[0].value
    if value < 0:
        return "a number that is not negative"
    if value == 0 and read and read[0].hedge == "under":
        return "a number above zero, since nothing is under it"
    if catalogue.metrics[row["metric"]].kind == "share":
        return None if value <= 100 else "a share of at most 100"
    is_right = value.denominator == 1 or not catalogue.is_whole(row["metric"])
    unit = catalogue.metrics[row["metric"]].unit
    return None if is_right else f"a whole number, since {unit} are counted (or divisible = true for the unit)"


def hedge_fault(print_: str, hedge: str) -> str | None:
    """Check that the hedge is the word before the printed number, or nothing."""
    read = readings(print_)
    if not read or hedge not in HEDGES or hedge in (read[0].hedge, *HEDGE_CELLS.get(read[0].hedge, ())):
        return None
    return f"{read[0].hedge}, which is what {print_!r} says"


def _digits(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))
