"""A proofread draft as a page: the draft itself, each number marked, and the notes on them in the margin."""

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from helsetrend.proofreading.documents.document import Block
from helsetrend.proofreading.listing import VERDICTS, described, explained
from helsetrend.proofreading.proof import Proof

STYLE = """
.proof { --ink: #1a1a1a; --wrong: #a3160b; --right: #1d6b2f; --doubtful: #7a5200; --open: #4a5568;
  font: 1rem/1.6 system-ui, sans-serif; color: var(--ink); max-width: 68rem; margin: 0 auto; padding: 1rem; }
[data-jp-theme-light="false"] .proof {
  --ink: #e8eaed; --wrong: #ff9c90; --right: #7fd695; --doubtful: #f2c14e; --open: #b4bdca; }
.proof .block { display: grid; grid-template-columns: minmax(0, 40rem) minmax(12rem, 1fr); gap: 0 2rem; }
.proof .notes { font-size: .85rem; line-height: 1.4; margin: 1rem 0; padding: 0; list-style: none; }
.proof .notes li { margin: 0 0 .5rem; border-left: .25rem solid; padding-left: .5rem; overflow-wrap: anywhere; }
.proof mark { color: inherit; background: none; border-bottom: .15rem solid; padding: 0 .1rem; }
.proof mark.contradicts, .proof mark.inner { background: rgb(220 60 45 / 15%); border-color: var(--wrong); }
.proof mark.outdated, .proof mark.imprecise { background: rgb(250 180 0 / 20%); border-color: var(--doubtful);
  border-bottom-style: dashed; }
.proof mark.cannot_be_checked, .proof mark.not_understood { background: rgb(120 135 155 / 15%);
  border-color: var(--open); border-bottom-style: dotted; }
.proof mark.agrees { background: rgb(60 170 85 / 15%); border-color: var(--right); }
.proof li.contradicts, .proof li.inner { border-color: var(--wrong); } .proof li.agrees { border-color: var(--right); }
.proof li.outdated, .proof li.imprecise { border-color: var(--doubtful); }
.proof li.cannot_be_checked, .proof li.not_understood { border-color: var(--open); }
.proof.proof mark a { color: inherit; text-decoration: none; } .proof mark sup { font-size: .7em; padding-left: .1em; }
.proof a:focus-visible { outline: .15rem solid currentColor; }
.proof table { border-collapse: collapse; margin: 1rem 0; }
.proof td, .proof th { border: 1px solid #8a929e; padding: .2rem .5rem; text-align: left; }
@media (max-width: 48rem) { .proof .block { display: block; } }
@media print { .proof { max-width: none; } .proof .block { break-inside: avoid; }
  .proof mark { print-color-adjust: exact; } }
"""
_TAGS = {"heading": "h2", "item": "p", "caption": "p", "paragraph": "p"}


def marked_page(proof: Proof) -> str:
    """Return a page of its own with a proofread draft, which asks nothing of the network."""
    name = proof.document.name or "draft"
    language = proof.judged[0].statement.sentence.language if proof.judged else "nb"
    return str(
        Markup(
            '<!DOCTYPE html>\n<html lang="{}">\n<head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>'
            "<style>:root {{ color-scheme: light; }} body {{ margin: 0; background: #fff; }} {}</style></head>\n"
            "<body>\n{}\n</body>\n</html>\n"
        ).format(language, f"{name}: proofread", Markup(STYLE), Markup(_body(proof, "main", "h1")))
    )


def marked_fragment(proof: Proof) -> str:
    """Return the same as a part of another page, on its ground and, in JupyterLab, in the colours of its theme."""
    return str(Markup("<style>{}</style>{}").format(Markup(STYLE), Markup(_body(proof, "div", "p"))))


def _body(proof: Proof, tag: str, title: str) -> str:
    head = Markup('<{} class="summary" lang="en">{}</{}>').format(Markup(title), proof.summary, Markup(title))
    content = Markup("\n").join(_blocks(proof))
    return str(Markup('<{} class="proof">{}\n{}</{}>').format(Markup(tag), head, content, Markup(tag)))


Mark = tuple[int, int, str, list[str]]
"""The start and the end of a number in the document, its class, and the notes on it."""


def _marks(proof: Proof) -> list[Mark]:
    inner: dict[tuple[int, int], list[str]] = {}
    for contradiction in proof.contradictions:
        inner.setdefault(contradiction.spans[-1], []).append(described(contradiction))
    marks: list[Mark] = []
    for judged in proof.judged:
        span = judged.statement.span
        notes = [f"{VERDICTS[judged.verdict]}: {explained(judged)}", *inner.pop(span, [])]
        is_wrong = judged.verdict not in ("contradicts", "outdated") and len(notes) > 1
        marks.append((*span, "inner" if is_wrong else judged.verdict, notes))
    marks += [
        (other.start, other.end, "not_understood", ["not understood"])
        for other in proof.others
        if not other.is_understood
    ]
    return sorted(marks)


def _blocks(proof: Proof) -> Iterator[Markup]:
    marks = _marks(proof)
    number = 0
    for is_cell, group in groupby(proof.document.blocks, key=lambda block: block.cell.table if block.cell else 0):
        blocks = list(group)
        inside = [mark for mark in marks if any(block.starts[0] <= mark[0] < block.ends[-1] for block in blocks)]
        numbered = {mark[:2]: number + place for place, mark in enumerate(inside, start=1)}
        number += len(inside)
        if is_cell:
            yield _with_notes(_table(blocks, inside, numbered), inside, numbered)
            continue
        for block in blocks:
            own = [mark for mark in inside if block.starts[0] <= mark[0] < block.ends[-1]]
            tag = Markup(_TAGS[block.kind])
            bullet = "• " if block.kind == "item" else ""
            text = Markup("<{}>{}{}</{}>").format(tag, bullet, _marked(block, own, numbered), tag)
            yield _with_notes(text, own, numbered)


def _with_notes(content: Markup, marks: list[Mark], numbered: dict[tuple[int, int], int]) -> Markup:
    notes = Markup("").join(
        Markup('<li id="note-{0}" class="{1}"><a href="#number-{0}">{0}</a> {2}</li>').format(
            numbered[start, end], kind, Markup("<br>").join(map(escape, texts))
        )
        for start, end, kind, texts in marks
    )
    aside = Markup('<ul class="notes" lang="en">{}</ul>').format(notes) if marks else ""
    return Markup('<div class="block"><div>{}</div>{}</div>').format(content, aside)


def _table(blocks: list[Block], marks: list[Mark], numbered: dict[tuple[int, int], int]) -> Markup:
    rows: dict[int, list[Markup]] = {}
    for block in blocks:
        assert block.cell is not None
        own = [mark for mark in marks if block.starts[0] <= mark[0] < block.ends[-1]]
        tag = Markup('th scope="col"') if block.cell.is_header else Markup("td")
        rows.setdefault(block.cell.row, []).append(
            Markup("<{}>{}</{}>").format(tag, _marked(block, own, numbered), Markup(tag[:2]))
        )
    return Markup("<table>{}</table>").format(
        Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(cells)) for cells in rows.values())
    )


def _marked(block: Block, marks: list[Mark], numbered: dict[tuple[int, int], int]) -> Markup:
    parts: list[Markup] = []
    place = 0
    for start, end, kind, _ in marks:
        first = next((index for index, at in enumerate(block.starts) if at >= start), len(block.text))
        last = next((index for index, at in enumerate(block.ends) if at >= end), len(block.text) - 1) + 1
        if first < place:
            continue
        parts.append(escape(block.text[place:first]))
        number = numbered[start, end]
        parts.append(
            Markup(
                '<mark id="number-{0}" class="{1}"><a href="#note-{0}" aria-label="{2}, note {0}">'
                "{2}<sup>{0}</sup></a></mark>"
            ).format(number, kind, block.text[first:last])
        )
        place = last
    return Markup("").join([*parts, escape(block.text[place:])])
