"""The questions of `helsetrend add`: one column after the other, for a source and then for each figure and claim.

Of a published page only the source is asked for; its figures and claims are proposed, to be accepted one by one.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typer

from helsetrend.analysis import Vintage
from helsetrend.published import TableSchema, read_catalogue, schema_of_claims, schema_of_figures, schema_of_sources


def asked_publication(folder: Path) -> dict[str, Any]:
    """Ask for a publication on the terminal and return it as `published.add` takes it.

    An empty answer leaves a cell empty; as the first of a figure or a claim it ends the list.
    """
    catalogue = read_catalogue(folder / "metrics.toml")
    figures, claims = schema_of_figures(catalogue, None), schema_of_claims(catalogue, None)
    return {
        "source": _asked(schema_of_sources(date.today(), languages=catalogue.languages)),
        "figures": _asked_rows("figure", figures),
        "claims": _asked_rows("claim", claims),
    }


def accepted_publication(page: Path, known: Vintage) -> dict[str, Any]:
    """Ask for the source of a published page, then whether to take each figure and claim found in it.

    Each is shown with its place, the words around it and its row; an empty answer leaves it out.
    """
    from helsetrend.proofreading import proofread
    from helsetrend.proofreading.proposals import proposals

    source = _asked(schema_of_sources(date.today(), languages=known.catalogue.languages))
    taken: dict[str, list[Mapping[str, str]]] = {"figures": [], "claims": []}
    for proposal in proposals(proofread(page, known), known.catalogue):
        typer.echo(f"{proposal.place}: {proposal.words}", err=True)
        shown = ", ".join(f"{name} {value}" for name, value in proposal.row.items() if value)
        typer.echo(f"  {proposal.table}: {shown}; by the figures so far: {proposal.verdict}", err=True)
        if typer.confirm("  add it?", default=False, err=True):
            taken[proposal.table].append({name: value for name, value in proposal.row.items() if value})
    return {"source": source, **taken}


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
