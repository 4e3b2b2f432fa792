"""What the claims about figures must look like: the schema of claims.csv."""

from collections.abc import Sequence
from fractions import Fraction

from helsetrend.published.catalogue import Catalogue
from helsetrend.published.claim_kinds import CLAIM_KINDS, CLAIM_UNITS, RANK, RECORDS
from helsetrend.published.languages import DEFAULT_LANGUAGES
from helsetrend.published.schemas.figures_schema import service_fault
from helsetrend.published.schemas.parsed_cells import optional_number, optional_period, signed_number
from helsetrend.published.schemas.prints import hedge_fault, print_fault, unread_fault
from helsetrend.published.schemas.table_schema import (
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
from helsetrend.values import HEDGES, PERIOD_FORMS, Period, readings

SERVICE_SEPARATOR = " + "
"""The separator between the services of a sum."""


def schema_of_claims(
    catalogue: Catalogue | None, sources: Sequence[str] | None, *, languages: Sequence[str] = ()
) -> TableSchema:
    """Return the schema of `claims.csv`: one row a claim. None and `languages` as in `schema_of_figures`."""
    metrics = catalogue.metrics if catalogue else None
    languages = languages or (catalogue.languages if catalogue else DEFAULT_LANGUAGES)
    return TableSchema(
        {
            "claim": column(
                "the identifier of the claim",
                "påstand",
                matches(r"[a-z0-9][a-z0-9-]*", "letters a to z, digits, hyphens"),
            ),
            "kind": column("what is claimed", "type", one_of(CLAIM_UNITS)),
            "metric": column("the metric it is about", "måltall", one_of(metrics)),
            "service": column("the service it is about; of a sum, all of them, with + between", "tjeneste"),
            "of_metric": column(
                "the metric that it is set against, for a share of it",
                "av måltall",
                one_of(["", *metrics] if metrics else None),
                is_optional=True,
            ),
            "of_service": column("the service that it is set against", "av tjeneste", is_optional=True),
            "from_period": column(
                "the period that a change is counted from, the first of a sum, or the one that a record is since",
                "fra periode",
                parses(optional_period, "a period, or nothing"),
                is_period=True,
            ),
            "to_period": column(
                "the period it is about",
                "til periode",
                parses(Period.parse, f"a period such as {PERIOD_FORMS}"),
                is_period=True,
            ),
            "as_printed": column("the claim as it stands in the source", "som trykt", not_empty()),
            "value": column(
                "the claimed number",
                "verdi",
                parses(_optional_signed_number, "a number such as 85 or -12.5"),
                is_number=True,
            ),
            "unit": column("the unit of the claimed number", "enhet"),
            "rounding": column(
                "what one unit of the last digit is worth, where words stand for the number",
                "avrunding",
                parses(optional_number, "a number above zero, or nothing"),
                is_optional=True,
                is_number=True,
            ),
            "hedge": column("the word around the number", "forbehold", one_of(HEDGES)),
            "source": column("where it was published", "kilde", one_of(sources)),
            **text_columns(
                "acknowledged",
                norwegian_headers("erkjent") | {"nb": "erkjent"},
                "that the figures contradict it is known, and what is known about it",
                languages,
                is_optional=True,
            ),
        },
        [
            Rule("service", lambda row: _services_fault(row, catalogue), ("kind", "metric", "service")),
            Rule("of_metric", lambda row: _of_fault(row, catalogue), ("kind", "metric", "from_period", "of_metric")),
            Rule(
                "of_service",
                lambda row: _of_service_fault(row, catalogue),
                ("metric", "service", "of_metric", "of_service"),
            ),
            Rule("unit", lambda row: _unit_fault(row, catalogue), ("kind", "metric", "unit")),
            Rule("from_period", _span_fault, ("kind", "from_period", "to_period")),
            Rule("as_printed", _print_fault, ("kind", "as_printed")),
            Rule("value", _value_fault, ("kind", "as_printed", "value")),
            Rule("hedge", _hedge_fault, ("kind", "as_printed", "hedge")),
            Rule("rounding", _rounding_fault, ("kind", "as_printed", "rounding")),
            *text_rules("acknowledged", languages),
        ],
    )


def _services_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that a rank is of a service, and a sum of one or several services, or of all where none is named."""
    metric = catalogue.metrics.get(row["metric"]) if catalogue else None
    if metric is None:
        return None
    if row["kind"] == RANK and not metric.services:
        return f"a metric with services, since {row['metric']} has none to rank"
    if row["kind"] != "sum" or not metric.services:
        return service_fault(row["metric"], row["service"], catalogue)
    services = row["service"].split(SERVICE_SEPARATOR) if row["service"] else []
    if len(set(services)) < len(services):
        return "each service once"
    return next((fault for name in services if (fault := service_fault(row["metric"], name, catalogue))), None)


def _of_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that a share names the metric it is a share of, and that a change names none."""
    if row["kind"] not in CLAIM_UNITS:
        return None
    kind, of = CLAIM_KINDS.get(row["kind"]), row["of_metric"]
    if kind is None or kind.has_of is False:
        return f"nothing, since a {row['kind']} is about one metric" if of else None
    metric = catalogue.metrics.get(row["metric"]) if catalogue else None
    if kind.is_share and metric is not None and metric.kind == "share":
        return f"nothing, since {row['metric']} is a share already" if of else None
    if kind.has_of is None and row["from_period"]:
        return "nothing, since the claim is from one period to another" if of else None
    if not of:
        return "the metric that it is set against" + (", or a from_period" if kind.has_of is None else "")
    other = catalogue.metrics.get(of) if catalogue else None
    if not kind.unit and metric is not None and other is not None and other.unit != metric.unit:
        return f"a metric in {metric.unit}, the unit of {row['metric']}"
    return None


def _of_service_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    if not row["of_metric"]:
        return "nothing, since of_metric is empty" if row["of_service"] else None
    if (row["of_metric"], row["of_service"]) == (row["metric"], row["service"]):
        return "another metric or service than the one that the claim is about"
    return service_fault(row["of_metric"], row["of_service"], catalogue)


def _unit_fault(row: TextRow, catalogue: Catalogue | None) -> str | None:
    """Check that the unit is that of the kind or metric, and that percentage points are between shares."""
    metric = catalogue.metrics.get(row["metric"]) if catalogue else None
    if metric is None or row["kind"] not in CLAIM_UNITS:
        return None
    if row["kind"] == "points" and metric.kind != "share":
        return f"a claim of kind growth, since {row['metric']} is not a share"
    unit = CLAIM_UNITS[row["kind"]] or metric.unit
    return None if row["unit"] == unit else f"{unit}, the unit of a claim of kind {row['kind']} about {row['metric']}"


def _span_fault(row: TextRow) -> str | None:
    """Check that a change has two periods, the earlier one first, and a level or a rank only one."""
    if row["kind"] not in CLAIM_UNITS:
        return None
    has_from = CLAIM_KINDS[row["kind"]].has_from if row["kind"] in CLAIM_KINDS else None
    if row["kind"] == RANK:
        has_from = False
    if not row["from_period"]:
        return "the period that the change is counted from" if has_from else None
    if has_from is False:
        return f"nothing, since a {row['kind']} is within one period"
    if not (is_read(Period.parse, row["from_period"]) and is_read(Period.parse, row["to_period"])):
        return None
    is_reversed = Period.parse(row["from_period"]).first > Period.parse(row["to_period"]).first
    return f"a period that is not after {row['to_period']}" if is_reversed else None


def _optional_signed_number(text: str) -> Fraction | None:
    return signed_number(text) if text else None


def _print_fault(row: TextRow) -> str | None:
    """Check that a print in digits can be read; a record may name a year, and is not a number."""
    return None if row["kind"] in RECORDS else unread_fault(row["as_printed"], must_read=False)


def _value_fault(row: TextRow) -> str | None:
    """Check that the value is what the print says; a record has none."""
    if row["kind"] in RECORDS:
        return f"nothing, since a claim of kind {row['kind']} is not about a number" if row["value"] else None
    if not row["value"] and not readings(row["as_printed"]):
        return "the claimed number, such as 100 for a doubling"
    return print_fault(row["as_printed"], row["value"])


def _hedge_fault(row: TextRow) -> str | None:
    return None if row["kind"] in RECORDS else hedge_fault(row["as_printed"], row["hedge"])


def _rounding_fault(row: TextRow) -> str | None:
    """Check that a number in words ("a doubling") has a rounding, and one in digits, which shows it, has none."""
    if row["kind"] == RANK or row["kind"] in RECORDS:
        return f"nothing, since a claim of kind {row['kind']} is not rounded" if row["rounding"] else None
    if readings(row["as_printed"]):
        return "nothing, since the printed digits show it" if row["rounding"] else None
    return None if row["rounding"] else "the rounding that the words imply, such as 10"
