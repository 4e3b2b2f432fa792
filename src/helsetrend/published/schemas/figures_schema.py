"""What the published figures and their sources must look like: a schema for each table, a sentence for each column."""

import re
from collections.abc import Sequence
from datetime import date

from helsetrend.published.catalogue import Catalogue
from helsetrend.published.languages import DEFAULT_LANGUAGES
from helsetrend.published.metric import Metric
from helsetrend.published.schemas.parsed_cells import date_of, number, number_or_none
from helsetrend.published.schemas.plain_numbers import PERCENT_UNITS
from helsetrend.published.schemas.prints import hedge_fault, print_fault
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
from helsetrend.published.status import STATUSES, marks_of, statuses_of, undeclared_mark
from helsetrend.values import HEDGES, PERIOD_FORMS, Period, may_be_period, readings

PUBLISHED_BASES = ("stated", "inferred", "stated, second-hand", "inferred, second-hand")
SOURCE_LANGUAGE = matches(r"(?!no)[a-z]{2,3}", "the code of a language, such as nb, nn, en or de")

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


def _is_period(text: str) -> bool:
    return may_be_period(text) and is_read(Period.parse, text)


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
