"""What the published figures and their sources must look like: a schema for each table, a sentence for each column."""

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from helsetrend.published.catalogue import Catalogue, Metric
from helsetrend.published.table_schema import (
    Rule,
    TableSchema,
    TextRow,
    column,
    is_read,
    matches,
    not_empty,
    one_of,
    parses,
)
from helsetrend.values import HEDGE_WORDS, HEDGES, LANGUAGES, PERIOD_FORMS, Period, readings

PUBLISHED_BASES = ("stated", "inferred", "stated, second-hand", "inferred, second-hand")
SOURCE_LANGUAGES = (*LANGUAGES, "nn")


def schema_of_sources(today: date | None = None) -> TableSchema:
    """Return the schema of `sources.csv`: one row a publication, none of which begins after `today`."""
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
            "language": column("the language that the source is written in", "språk", one_of(SOURCE_LANGUAGES)),
            "title": column("the title, in the language of the source", "tittel", not_empty()),
            "detail_nb": column("edition or place in it, in Norwegian", "detalj på norsk"),
            "detail_en": column("edition or place in it, in English", "detalj på engelsk"),
            "publisher": column("who published it", "utgiver", not_empty()),
            "address": column(
                "where it was read",
                "adresse",
                matches(r"https?://\S+", "an address that begins with http:// or https://"),
            ),
        },
        [
            Rule("published", lambda row: _future_fault(row, today), ("published",)),
            Rule("detail_en", lambda row: both_or_neither(row, "detail"), ("detail_nb", "detail_en")),
        ],
    )


def schema_of_figures(catalogue: Catalogue | None, sources: Sequence[str] | None) -> TableSchema:
    """Return the schema of `figures.csv`: one row a published figure, as printed.

    Where the catalogue or the sources could not be read (None), nothing is checked against them.
    """
    return TableSchema(
        {
            "metric": column("what is measured", "måltall", one_of(catalogue.metrics if catalogue else None)),
            "service": column("the service, for a metric that is counted by service", "tjeneste"),
            "period": column(
                "the period that the figure is of", "periode", parses(Period.parse, PERIOD_FORMS), is_period=True
            ),
            "as_printed": column("the figure as it stands in the source", "som trykt", not_empty()),
            "value": column(
                "the printed number in digits",
                "verdi",
                parses(number, "a number that is not negative, such as 37200000 or 12.5"),
                is_number=True,
            ),
            "unit": column("the unit of the value", "enhet", one_of(catalogue.units if catalogue else None)),
            "hedge": column("the word around the number", "forbehold", one_of(HEDGES)),
            "source": column("where it was published", "kilde", one_of(sources)),
            "revision_nb": column(
                "why it differs from an earlier figure, as published", "årsak på norsk", is_optional=True
            ),
            "revision_en": column("the same in English", "årsak på engelsk", is_optional=True),
        },
        [
            Rule("service", lambda row: service_fault(row["metric"], row["service"], catalogue), ("metric", "service")),
            Rule("unit", lambda row: _unit_fault(row, catalogue), ("metric", "unit")),
            Rule("period", lambda row: _early_fault(row, catalogue), ("metric", "service", "period")),
            Rule("period", lambda row: _late_fault(row, catalogue), ("metric", "service", "period")),
            Rule("as_printed", lambda row: unread_fault(row, must_read=True), ("as_printed",)),
            Rule("value", print_fault, ("as_printed", "value")),
            Rule("value", lambda row: _kind_fault(row, catalogue), ("metric", "value", "unit")),
            Rule("hedge", hedge_fault, ("as_printed", "hedge")),
            Rule("revision_en", lambda row: both_or_neither(row, "revision"), ("revision_nb", "revision_en")),
        ],
    )


def number(text: str) -> Fraction:
    """Read a number that is not negative. Raises ValueError for other texts, and for more than 15 digits."""
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", text):
        raise ValueError(f"{text!r} is not a number in at most 15 digits")
    return Fraction(text)


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


def date_of(text: str) -> Period:
    """Read a year, month or day. Raises ValueError for any other text."""
    period = Period.parse(text)
    if period.form not in ("year", "month", "day"):
        raise ValueError(f"{text!r} is neither a year nor a month nor a day")
    return period


def both_or_neither(row: TextRow, name: str) -> str | None:
    """Check that a text is given in both languages, or in neither."""
    return None if bool(row[f"{name}_nb"]) == bool(row[f"{name}_en"]) else "a text in both languages, or in neither"


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
    return None if metric is None or row["unit"] == metric.unit else f"{metric.unit}, the unit of {row['metric']}"


def _early_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that the period is not before the metric and the service were first reported."""
    metric = _metric(row, catalogue)
    if metric is None or not is_read(Period.parse, row["period"]) or row["service"] not in (metric.services or ("",)):
        return None
    firsts = [metric.first_period, metric.part(row["service"]).first_period]
    first = max((period for period in firsts if period), default=None)
    if first is None or Period.parse(row["period"]).last >= first.first:
        return None
    return f"{first} or later, as metrics.toml says"


def _late_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that the period did not begin after the metric or the service ended."""
    metric = _metric(row, catalogue)
    if metric is None or not is_read(Period.parse, row["period"]) or row["service"] not in (metric.services or ("",)):
        return None
    end = metric.end(row["service"])
    if end is None or Period.parse(row["period"]).first <= end.last:
        return None
    return f"{end} or earlier, as metrics.toml says (ended)"


def _future_fault(row: TextRow, today: date | None) -> str | None:
    """Check that the date of publication is not after today; a month or year may have begun and not ended."""
    if today is None or not is_read(date_of, row["published"]) or date_of(row["published"]).first <= today:
        return None
    return f"a date up to today, {today}"


def unread_fault(row: TextRow, *, must_read: bool) -> str | None:
    """Check that a print can be read; that of a claim may be words alone."""
    if readings(row["as_printed"]) or not (must_read or any(letter.isdigit() for letter in row["as_printed"])):
        return None
    words = ", ".join(word for words in HEDGE_WORDS.values() for word in words if word)
    return f"a print that can be read: a hedge ({words}) or none, a number, a scale such as millioner"


def print_fault(row: TextRow) -> str | None:
    """Check that the value is what the print says, where the print has digits."""
    values = [reading.value for reading in readings(row["as_printed"])]
    if not values or not is_read(signed_number, row["value"]) or signed_number(row["value"]) in values:
        return None
    return f"{' or '.join(map(_digits, values))}, which is what {row['as_printed']!r} says"


def _kind_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that a share is at most 100 percent, and a count a whole number."""
    if catalogue is None or row["metric"] not in catalogue.metrics or not is_read(number, row["value"]):
        return None
    value = number(row["value"])
    if catalogue.metrics[row["metric"]].kind == "share":
        return None if value <= 100 else "a share of at most 100"
    is_right = value.denominator == 1 or not catalogue.is_whole(row["metric"])
    return None if is_right else f"a whole number, since {row['unit']} are counted (or divisible = true for the unit)"


def hedge_fault(row: TextRow) -> str | None:
    """Check that the hedge is the word before the printed number."""
    read = readings(row["as_printed"])
    if not read or row["hedge"] not in HEDGES or row["hedge"] == read[0].hedge:
        return None
    return f"{read[0].hedge}, which is what {row['as_printed']!r} says"


def _digits(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))
