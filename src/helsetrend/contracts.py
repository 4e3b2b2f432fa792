"""What the published tables must look like: one contract a table, a sentence a column, rules over a row.

A column is checked by pandera alone. A rule sees a whole row, for whether a figure is right depends on its metric, its
source and its print; it gives None, or what would be allowed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
import pandera.pandas as pa

from helsetrend.catalogue import Catalogue, Metric
from helsetrend.faults import Fault
from helsetrend.interval import HEDGES
from helsetrend.language import LANGUAGES
from helsetrend.period import Period
from helsetrend.printed import HEDGE_WORDS, readings

CLAIM_KINDS = {"growth": "percent", "decline": "percent", "growth_same_months": "percent", "rank": "rank"}
"""The kinds of claim that can be checked, and the unit that each is printed in."""

PUBLISHED_BASES = ("stated", "inferred", "inferred, second-hand")
SOURCE_LANGUAGES = (*LANGUAGES, "nn")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """Something that must hold within a row; its fault is told at `column`."""

    column: str
    allowed: Callable[[Row], str | None]


@dataclass(frozen=True)
class Contract:
    """What a table must look like: its columns with their checks, and the rules over its rows."""

    columns: Mapping[str, pa.Column]
    rules: Sequence[Rule] = ()

    def faults(self, table: pd.DataFrame, file: str) -> list[Fault]:
        """All that is wrong with `table`, a table of text whose index is the row in `file`."""
        checks = [
            pa.Check(lambda rows, rule=rule: self._held(rows, rule), error=f"rule {number}")
            for number, rule in enumerate(self.rules)
        ]
        try:
            pa.DataFrameSchema(dict(self.columns), checks=checks, strict=True).validate(table, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases.to_dict("records")
            return list(dict.fromkeys(self._fault(table, file, case) for case in cases))
        return []

    @staticmethod
    def _held(rows: pd.DataFrame, rule: Rule) -> pd.Series:
        held = [rule.allowed(row) is None for row in rows.to_dict("records")]
        return pd.Series(held, index=rows.index, dtype=bool)

    def _fault(self, table: pd.DataFrame, file: str, case: Mapping[str, object]) -> Fault:
        row, check = int(str(case["index"])), str(case["check"])
        if not check.startswith("rule "):
            return Fault(file, row, str(case["column"]), str(case["failure_case"]), check)
        rule = self.rules[int(check.removeprefix("rule "))]
        record = {name: str(cell) for name, cell in table.loc[row].items()}
        return Fault(file, row, rule.column, record[rule.column], str(rule.allowed(record)))


def sources_contract() -> Contract:
    """The contract of `sources.csv`: one row a publication."""
    return Contract(
        {
            "source": _column(
                "the identifier of the source", _matches(r"[a-z0-9][a-z0-9-]*", "letters a to z, digits, hyphens")
            ),
            "published": _column(
                "the date of publication, as far as it is known", _parses(_date, "2022, 2022-05 or 2022-05-31")
            ),
            "published_basis": _column(
                "whether the source states the date, or it was inferred", _one_of(PUBLISHED_BASES)
            ),
            "rank": _column(
                "which source of one date decides, 1 before 2", _matches(r"[1-9]\d?", "a whole number from 1")
            ),
            "language": _column("the language that the source is written in", _one_of(SOURCE_LANGUAGES)),
            "title": _column("the title, in the language of the source", _not_empty()),
            "detail_nb": _column("edition or place in it, in Norwegian"),
            "detail_en": _column("edition or place in it, in English"),
            "publisher": _column("who published it", _not_empty()),
            "address": _column(
                "where it was read", _matches(r"https?://\S+", "an address that begins with http:// or https://")
            ),
        },
        [
            Rule(
                "detail_en",
                lambda row: (
                    None
                    if bool(row["detail_nb"]) == bool(row["detail_en"])
                    else "a text in both languages, or in neither"
                ),
            )
        ],
    )


def figures_contract(catalogue: Catalogue | None, sources: Sequence[str] | None) -> Contract:
    """The contract of `figures.csv`: one row a published figure, as printed.

    Where catalogue or sources could not be read (None), nothing is held against them.
    """
    return Contract(
        {
            "metric": _column("what is measured", _one_of(catalogue.metrics if catalogue else None)),
            "service": _column("the service, for a metric that is counted by service"),
            "period": _column("the period that the figure is of", _parses(_figure_period, "2021, 2016-Q4 or 2020-12")),
            "as_printed": _column("the figure as it stands in the source", _not_empty()),
            "value": _column(
                "the printed number in digits",
                _parses(_number, "a number that is not negative, such as 37200000 or 12.5"),
            ),
            "unit": _column("the unit of the value", _one_of(catalogue.units if catalogue else None)),
            "hedge": _column("the word around the number", _one_of(HEDGES)),
            "source": _column("where it was published", _one_of(sources)),
        },
        [
            Rule("service", lambda row: _service_fault(row, catalogue)),
            Rule("unit", lambda row: _unit_fault(row, catalogue)),
            Rule("period", lambda row: _early_fault(row, catalogue)),
            Rule("as_printed", lambda row: _unread_fault(row, must_read=True)),
            Rule("value", _print_fault),
            Rule("value", lambda row: _share_fault(row, catalogue)),
            Rule("hedge", _hedge_fault),
        ],
    )


def claims_contract(catalogue: Catalogue | None, sources: Sequence[str] | None) -> Contract:
    """The contract of `claims.csv`: one row a statement about figures. None as in `figures_contract`."""
    return Contract(
        {
            "claim": _column(
                "the identifier of the claim", _matches(r"[a-z0-9][a-z0-9-]*", "letters a to z, digits, hyphens")
            ),
            "kind": _column("what is claimed", _one_of(CLAIM_KINDS)),
            "metric": _column("the metric it is about", _one_of(catalogue.metrics if catalogue else None)),
            "service": _column("the service it is about"),
            "from_period": _column(
                "the period that the change is counted from",
                _parses(_optional_period, "a period, or nothing for a rank"),
            ),
            "to_period": _column(
                "the period it is about", _parses(Period.parse, "a period such as 2021, 2020-12 or 2022-05/2022-12")
            ),
            "as_printed": _column("the claim as it stands in the source", _not_empty()),
            "value": _column("the claimed number", _parses(_signed_number, "a number such as 85 or -12.5")),
            "unit": _column("the unit of the claimed number", _one_of(sorted(set(CLAIM_KINDS.values())))),
            "rounding": _column(
                "what one unit of the last digit is worth, where words stand for the number",
                _parses(_optional_number, "a number above zero, or nothing"),
            ),
            "hedge": _column("the word around the number", _one_of(HEDGES)),
            "source": _column("where it was published", _one_of(sources)),
        },
        [
            Rule("service", lambda row: _service_fault(row, catalogue)),
            Rule("unit", lambda row: _claim_unit_fault(row)),
            Rule("from_period", _claim_span_fault),
            Rule("as_printed", lambda row: _unread_fault(row, must_read=False)),
            Rule("value", _print_fault),
            Rule("hedge", _hedge_fault),
            Rule("rounding", _rounding_fault),
        ],
    )


def _column(description: str, check: pa.Check | None = None) -> pa.Column:
    return pa.Column(str, check, description=description)


def _one_of(allowed: Sequence[str] | Mapping[str, object] | None) -> pa.Check | None:
    if allowed is None:
        return None
    names = list(allowed)
    return pa.Check.isin(names, error=f"one of {', '.join(names)}")


def _matches(pattern: str, allowed: str) -> pa.Check:
    return pa.Check.str_matches(rf"^{pattern}\Z", error=allowed)


def _not_empty() -> pa.Check:
    return pa.Check.str_length(min_value=1, error="a text that is not empty")


def _parses(parse: Callable[[str], object], allowed: str) -> pa.Check:
    """A check that the text can be read by `parse`, which raises ValueError where it cannot."""
    return pa.Check(lambda text: _is_read(parse, text), element_wise=True, error=allowed)


def _is_read(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def _number(text: str) -> Fraction:
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", text):
        raise ValueError(f"{text!r} is not a number in at most 15 digits")
    return Fraction(text)


def _signed_number(text: str) -> Fraction:
    return -_number(text[1:]) if text.startswith("-") else _number(text)


def _optional_number(text: str) -> Fraction | None:
    if text and _number(text) == 0:
        raise ValueError("nothing is rounded to zero")
    return _number(text) if text else None


def _optional_period(text: str) -> Period | None:
    return Period.parse(text) if text else None


def _figure_period(text: str) -> Period:
    period = Period.parse(text)
    if period.form not in ("year", "quarter", "month") or str(period) != text:
        raise ValueError(f"{text!r} is not written as a year, a quarter or a month")
    return period


def _date(text: str) -> Period:
    period = Period.parse(text)
    if period.form not in ("year", "month", "day"):
        raise ValueError(f"{text!r} is neither a year nor a month nor a day")
    return period


def _metric(row: Row, catalogue: Catalogue | None) -> Metric | None:
    return catalogue.metrics.get(row["metric"]) if catalogue else None


def _service_fault(row: Row, catalogue: Catalogue | None) -> str | None:
    metric = _metric(row, catalogue)
    if metric is None:
        return None
    if row.get("kind") == "rank" and not metric.services:
        return f"a metric that has services, for {row['metric']} has none to rank"
    if row["service"] in (metric.services or ("",)):
        return None
    return f"one of {', '.join(metric.services)}" if metric.services else "nothing, for this metric has no services"


def _unit_fault(row: Row, catalogue: Catalogue | None) -> str | None:
    metric = _metric(row, catalogue)
    return None if metric is None or row["unit"] == metric.unit else f"{metric.unit}, the unit of {row['metric']}"


def _early_fault(row: Row, catalogue: Catalogue | None) -> str | None:
    """A figure from before the metric or the service was reported contradicts the catalogue."""
    metric = _metric(row, catalogue)
    if (
        metric is None
        or not _is_read(_figure_period, row["period"])
        or row["service"] not in (metric.services or ("",))
    ):
        return None
    firsts = [metric.first_period, metric.part(row["service"]).first_period]
    first = max((period for period in firsts if period), default=None)
    if first is None or Period.parse(row["period"]).last >= first.first:
        return None
    return f"{first} or later, as metrics.toml says"


def _unread_fault(row: Row, *, must_read: bool) -> str | None:
    """A print must be one that can be read; that of a claim may be words alone."""
    if readings(row["as_printed"]) or not (must_read or any(letter.isdigit() for letter in row["as_printed"])):
        return None
    words = ", ".join(word for words in HEDGE_WORDS.values() for word in words if word)
    return f"a print that can be read: a hedge ({words}) or none, a number, a scale such as millioner"


def _print_fault(row: Row) -> str | None:
    """The value must be what the print says, where the print holds digits."""
    values = [reading.value for reading in readings(row["as_printed"])]
    if not values or not _is_read(_signed_number, row["value"]) or _signed_number(row["value"]) in values:
        return None
    return f"{' or '.join(map(_digits, values))}, which is what {row['as_printed']!r} says"


def _share_fault(row: Row, catalogue: Catalogue | None) -> str | None:
    metric = _metric(row, catalogue)
    if metric is None or metric.kind != "share" or not _is_read(_number, row["value"]):
        return None
    return None if _number(row["value"]) <= 100 else "a share of at most 100"


def _hedge_fault(row: Row) -> str | None:
    read = readings(row["as_printed"])
    if not read or row["hedge"] not in HEDGES or row["hedge"] == read[0].hedge:
        return None
    return f"{read[0].hedge}, which is what {row['as_printed']!r} says"


def _claim_unit_fault(row: Row) -> str | None:
    unit = CLAIM_KINDS.get(row["kind"])
    return None if unit is None or row["unit"] == unit else f"{unit}, the unit of a claim of kind {row['kind']}"


def _claim_span_fault(row: Row) -> str | None:
    """A change is claimed from one period to another; a rank within one."""
    if row["kind"] == "rank":
        return "nothing, for a rank is within one period" if row["from_period"] else None
    if not row["from_period"]:
        return "the period that the change is counted from" if row["kind"] in CLAIM_KINDS else None
    if not (_is_read(Period.parse, row["from_period"]) and _is_read(Period.parse, row["to_period"])):
        return None
    is_turned = Period.parse(row["from_period"]).first > Period.parse(row["to_period"]).first
    return f"a period that is not after {row['to_period']}" if is_turned else None


def _rounding_fault(row: Row) -> str | None:
    """A number in digits shows its own rounding; a change in words ("a doubling") must be given one."""
    if row["kind"] == "rank":
        return "nothing, for a rank is not rounded" if row["rounding"] else None
    if readings(row["as_printed"]):
        return "nothing, for the printed digits show it" if row["rounding"] else None
    return None if row["rounding"] else "the rounding that the words stand for, such as 10"


def _digits(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))
