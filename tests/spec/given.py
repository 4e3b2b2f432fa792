"""Turn the small tables of the definitions into a data folder, which the library reads.

What a table does not give for a figure is as in `USUAL`. A figure in a cell is written "141 million (2024-02, rank 1)",
with as much in the brackets as the case needs.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from spec.definition import Table
from spec.measured import catalogue_text, series, unit

from helsetrend.analysis.vintage.known import Vintage, vintage_on
from helsetrend.published.claim_kinds import CLAIM_UNITS, RECORDS
from helsetrend.published.folder import Published, read_published
from helsetrend.published.schemas.claims_schema import schema_of_claims
from helsetrend.published.schemas.figures_schema import schema_of_figures, schema_of_sources
from helsetrend.published.schemas.table_schema import TableSchema
from helsetrend.values.printed import readings

Rows = Iterable[Mapping[str, str]]

USUAL = {
    "series": "visits",
    "period": "2021",
    "published": "2022-05-31",
    "rank": "1",
    "publication": "",
    "publisher": "",
    "reason": "",
    "status": "",
}
SOURCE_OF_PICTURES = {**USUAL, "publication": "page-2022"}

_IN_A_CELL = re.compile(r"(?P<printed>.*?)(?: \((?P<published>[0-9-]+)(?:, rank (?P<rank>\d))?\))?")
_IN_WORDS = re.compile(r"(?P<words>.*) \(taken as (?P<number>[^,]*)(?:, to the nearest (?P<rounding>[0-9.]+))?\)")


def figure(cell: str, **rest: str) -> dict[str, str]:
    """Return the figure in a cell: "141 million (2024-02, rank 1)", "141 million (2024-02)" or "141 million"."""
    parts = _IN_A_CELL.fullmatch(cell).groupdict()
    return {**rest, **{name: part for name, part in parts.items() if part}}


def figures(cell: str, **rest: str) -> list[dict[str, str]]:
    """Return the figures in a cell, separated by semicolons."""
    return [figure(item, **rest) for item in listed(cell)]


def listed(cell: str) -> list[str]:
    """Return the items of a cell, separated by semicolons; none for an empty cell."""
    return cell.split("; ") if cell else []


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the figures of a table: one for each row, or one for each cell below a period."""
    table = Table.of(text)
    rows = [dict(zip(table.inputs, row, strict=True)) for row in table.rows]
    periods = [name for name in table.inputs if name[0].isdigit()]
    if not periods:
        return rows
    return [
        {**{name: cell for name, cell in row.items() if name not in periods}, "period": period, "printed": row[period]}
        for row in rows
        for period in periods
        if row[period]
    ]


def known(given: str | Rows, *, as_of: str | None = None, claims: Rows = ()) -> Vintage:
    """Return the vintage of these figures (the text of a table, or rows) on a day, by default of all of them."""
    return vintage_on(publish(given, claims), as_of=as_of)


def publish(given: str | Rows, claims: Rows = ()) -> Published:
    """Write these figures and claims to a data folder and read it. Raises DataError if the library finds a fault."""
    figures = rows_of(given) if isinstance(given, str) else given
    return _published(*(tuple(tuple(row.items()) for row in table) for table in (figures, claims)))


@cache
def _published(*tables: tuple[tuple[tuple[str, str], ...], ...]) -> Published:
    figures, claims = ([{**USUAL, **dict(row)} for row in table] for table in tables)
    sources = {_publication(row): row for row in (SOURCE_OF_PICTURES, *claims, *figures)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "published").mkdir()
        (folder / "metrics.toml").write_text(catalogue_text(), encoding="utf-8")
        _write(folder, "sources", schema_of_sources(), [_source(name, row) for name, row in sources.items()])
        _write(folder, "figures", schema_of_figures(None, None), [_figure(row) for row in figures])
        _write(folder, "claims", schema_of_claims(None, None), [_claim(place, row) for place, row in enumerate(claims)])
        return read_published(folder)


def _publication(row: Mapping[str, str]) -> str:
    """Return the identifier of the publication of a figure: its name, or one made of its date and rank."""
    name = row["publication"] or f"of {row['published']} rank {row['rank']} {row['publisher']}".rstrip()
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


def _source(name: str, row: Mapping[str, str]) -> dict[str, str]:
    publisher, seen, _ = row["publisher"].partition(", seen at another's")
    basis = "stated, second-hand" if seen else "stated"
    facts = {"published": row["published"], "published_basis": basis, "rank": row["rank"], "language": "en"}
    texts = {"title": name, "publisher": publisher or name, "address": "https://example.org"}
    return {"source": name, "marks": row.get("marks", ""), **texts, **facts}


def _figure(row: Mapping[str, str]) -> dict[str, str]:
    read = readings(row["printed"])
    metric, service = series(row["series"])
    return {
        "metric": metric,
        "service": service,
        "period": row["period"],
        "as_printed": row["printed"],
        "value": _plain(read[0].value) if len(read) > 1 else "",
        "source": _publication(row),
        "status": row["status"],
        **{f"revision_{language}": row["reason"] for language in ("nb", "en")},
    }


def _claim(place: int, row: Mapping[str, str]) -> dict[str, str]:
    """Return a row of claims.csv; a claim in words is written "a doubling (taken as about 100, to the nearest 10)"."""
    kind, in_words = row["kind"].replace(" ", "_"), _IN_WORDS.fullmatch(row["said"])
    said = in_words.groupdict(default="") if in_words else {"words": row["said"], "number": row["said"], "rounding": ""}
    read = None if kind in RECORDS else readings(said["number"])[0]
    names = row["series"].split(" + ")
    of_metric, of_service = series(row["of"]) if row.get("of") else ("", "")
    return {
        "claim": f"claim-{place}",
        "kind": kind,
        "metric": series(names[0])[0],
        "service": " + ".join(series(name)[1] for name in names),
        "of_metric": of_metric,
        "of_service": of_service,
        "from_period": row.get("from", ""),
        "to_period": row["to"],
        "as_printed": said["words"],
        "value": _plain(read.value) if read else "",
        "unit": CLAIM_UNITS[kind] or unit(names[0]),
        "rounding": said["rounding"],
        "hedge": read.hedge if read else "none",
        "source": _publication(row),
    }


def _plain(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))


def _write(folder: Path, name: str, contract: TableSchema, rows: list[dict[str, str]]) -> None:
    with (folder / "published" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(contract.columns))
        writer.writeheader()
        writer.writerows(rows)
