"""The questions of `helsetrend add`: one column after the other, for a source and then for each figure and claim."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typer

from helsetrend.published import TableSchema, read_catalogue, schema_of_claims, schema_of_figures, schema_of_sources


def asked_publication(folder: Path) -> dict[str, Any]:
    """Ask for a publication on the terminal and return it as `published.add` takes it.

    An empty answer leaves a cell empty; as the first of a figure or a claim it ends the list.
    """
    catalogue = read_catalogue(folder / "metrics.toml")
    figures, claims = schema_of_figures(catalogue, None), schema_of_claims(catalogue, None)
    return {
        "source": _asked(schema_of_sources(date.today())),
        "figures": _asked_rows("figure", figures),
        "claims": _asked_rows("claim", claims),
    }


def _asked_rows(kind: str, schema: TableSchema) -> list[Mapping[str, str]]:
    rows: list[Mapping[str, str]] = []
    while True:
        typer.echo(f"{kind} {len(rows) + 1}, or nothing if there is none", err=True)
        row = _asked(schema, is_last_if_empty=True)
        if not row:
            return rows
        rows.append(row)


def _asked(schema: TableSchema, *, is_last_if_empty: bool = False) -> dict[str, str]:
    """Return the answers by column; that of the source is asked for once."""
    answers: dict[str, str] = {}
    for name, column in schema.columns.items():
        if name == "source" and is_last_if_empty:
            continue
        answer = typer.prompt(f"  {name} ({column.description})", default="", show_default=False, err=True).strip()
        if answer:
            answers[name] = answer
        elif is_last_if_empty and not answers:
            return {}
    return answers
