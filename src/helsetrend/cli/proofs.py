"""What `helsetrend proofread` reads, prints and writes."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from json import dumps
from pathlib import Path

import typer

from helsetrend.analysis import Vintage
from helsetrend.files import write_whole
from helsetrend.proofreading.against import differences
from helsetrend.proofreading.comments import commented
from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.listing import against_listing, listing
from helsetrend.proofreading.marked import marked_page
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.reader import proof_of, proofread
from helsetrend.proofreading.results import as_json, as_sarif

STANDARD_INPUT = Path("-")


def proofread_draft(
    draft: Path,
    vintage: Vintage,
    *,
    language: str,
    alone: bool,
    against: Path | None,
    settled: Path | None,
    output: str,
    pages: Mapping[str, Path | None],
) -> bool:
    """Proofread a draft, print and write what is asked for, and return whether something contradicts.

    Raises ValueError where a Word file is to be written and the draft is none, DataError where it cannot be read.
    """
    if pages["docx"] and draft.suffix.lower() != ".docx":
        raise ValueError(f"--docx is for a draft that is a Word file, and {draft} is not one")
    proof = _proof(draft, vintage, language=language, alone=alone, settled=settled)
    differ = differences(proof, _proof(against, vintage, language="", alone=alone, settled=None)) if against else []
    if output == "json":
        typer.echo(dumps(as_json(proof), ensure_ascii=False, indent=2))
    elif output == "sarif":
        typer.echo(dumps(as_sarif(proof), ensure_ascii=False, indent=2))
    else:
        for line in (*listing(proof), *against_listing(differ)):
            typer.echo(line)
    if page := pages["html"]:
        write_whole(page, marked_page(proof).encode())
    if word := pages["docx"]:
        write_whole(word, commented(proof, draft.read_bytes()))
    return proof.has_contradiction or any(difference.other for difference in differ)


def _proof(draft: Path, vintage: Vintage, *, language: str, alone: bool, settled: Path | None) -> Proof:
    if draft == STANDARD_INPUT:
        document = replace(text_of(sys.stdin.read()), name="standard input")
        return proof_of(document, vintage, language=language, alone=alone, side=settled)
    return proofread(draft, vintage, language=language, alone=alone, settled=settled)
