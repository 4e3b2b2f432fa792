"""Plain text and Markdown: paragraphs parted by empty lines, headings, lists, tables."""

import re
from collections.abc import Iterator

from helsetrend.proofreading.documents.document import (
    Block,
    BlockKind,
    Cell,
    Document,
    from_pieces,
    not_empty,
    plain_block,
)

LONGEST_HEADING = 100
"""The most characters of a line of plain text by itself that is read as a heading."""

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+\u2022\u2013](?=[ \t])|[0-9]{1,2}[.)](?=[ \t])(?![ \t]+(?:kvartal|halvår|tertial)))[ \t]*"
)
_LABELLED = re.compile(r"\s*[^\s:][^:]{0,40}:\s*\S.{0,60}")
_VALUE_LINE = re.compile(
    r"\s*[^\s:][^:]{0,40}:\s*[+\u2212-]?\d[\d.,\u00a0 ]*(?:%|prosent|percent|mill\w*\.?|kr\w*)?\s*"
)
_SENTENCE_END = re.compile(r"[.!?:;,\u00bb\"\u201d)]\s*\Z")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\Z")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)|<(?:https?|mailto):[^>\n]*>|(\*\*|__|[*_`~]{1,3})|\\(?=[\\*_#|`])")
_COLUMN = re.compile(r"(?:(?!\s{2}|[\t|])[^\n])+")
_FIGURE = re.compile(r"[+\u2212\u2013-]?\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CELL = re.compile(r"(?:\\\||[^|\n])+")


def text_document(text: str, name: str = "") -> Document:
    """Return a plain text as a document."""
    blocks: list[Block] = []
    for found in _PARAGRAPH.finditer(text):
        blocks += _blocks_of_paragraph(found[0].rstrip("\n"), found.start())
    return Document(name, text, tuple(not_empty(blocks)), "text")


def markdown_document(text: str, name: str = "") -> Document:
    """Return a Markdown text as a document; its markup is left out, and so are addresses and code."""
    return Document(name, text, tuple(not_empty(list(_markdown_blocks(text)))), "markdown")


def _blocks_of_paragraph(text: str, start: int) -> Iterator[Block]:
    lines = [(line[0], start + line.start()) for line in _LINE.finditer(text)]
    if len(lines) == 1 and not _ITEM.match(text):
        is_heading = len(text) <= LONGEST_HEADING and not _SENTENCE_END.search(text)
        yield plain_block(text, start, "heading" if is_heading else "paragraph")
        return
    if any(_ITEM.match(line) and not line.lstrip().startswith("\u2013") for line, _ in lines):
        yield from _items(lines)
        return
    if len(lines) > 1 and all(_VALUE_LINE.fullmatch(line) for line, _ in lines):
        for row, (line, first) in enumerate(lines):
            at = line.index(":") + 1
            parts = ((line[:at], first, 0), (line[at:], first + at, 1))
            yield from (
                plain_block(part, at, "cell").of_kind("cell", Cell(-start, row, column)) for part, at, column in parts
            )
        return
    if rows := _columns(lines):
        for row, cells in enumerate(rows):
            for column, (cell, at) in enumerate(cells):
                place = Cell(-start, row, column, is_header=row == 0 and _is_head(cells))
                yield plain_block(cell, at, "cell").of_kind("cell", place)
        return
    if len(lines) > 1 and all(_LABELLED.fullmatch(line) for line, _ in lines):
        yield from (plain_block(line, first, "item") for line, first in lines)
        return
    yield plain_block(text, start)


def _columns(lines: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Return the cells of each line, where lines are set as a table: with bars, tabs or wide gaps; else no lines."""
    body = [line for line in lines if not _RULE.match(line[0])]
    rows = [
        [
            (cell[0].rstrip(), start + cell.start())
            for cell in (_CELL if "|" in line else _COLUMN).finditer(line)
            if cell[0].strip() or "|" in line
        ]
        for line, start in body
    ]
    is_table = len(rows) > 1 and len({len(cells) for cells in rows}) == 1 and len(rows[0]) > 1
    return rows if is_table and all(_FIGURE.match(cells[-1][0]) for cells in rows[1:]) else []


def _is_head(cells: list[tuple[str, int]]) -> bool:
    """Return whether the first line of a table has its heads: words, or years."""
    return all(_YEAR.fullmatch(cell.strip()) or not _FIGURE.match(cell) for cell, _ in cells[1:])


def _items(lines: list[tuple[str, int]]) -> Iterator[Block]:
    """Yield each item of a list, with the lines that go on with it."""
    groups: list[tuple[BlockKind, list[tuple[str, int, int]]]] = []
    for line, start in lines:
        marker = _ITEM.match(line)
        first = marker.end() if marker else 0
        piece = (line[first:] + " ", start + first, start + len(line))
        if marker or not groups:
            groups.append(("item" if marker else "paragraph", []))
        groups[-1][1].append(piece)
    for kind, pieces in groups:
        yield from_pieces(kind, [(part, first, first + len(part)) for part, first, _ in pieces])


def _markdown_blocks(text: str) -> Iterator[Block]:
    table, in_code = 0, False
    pending: list[tuple[str, int]] = []
    rows: list[tuple[str, int]] = []

    def flush() -> Iterator[Block]:
        nonlocal table
        if pending:
            yield from _markdown_text(pending)
            pending.clear()
        if rows:
            table += 1
            yield from _markdown_table(rows, table)
            rows.clear()

    for line in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        content, start = line[0].rstrip("\n"), line.start()
        if _FENCE.match(content):
            yield from flush()
            in_code = not in_code
        elif in_code:
            continue
        elif not content.strip():
            yield from flush()
        elif content.lstrip().startswith("|"):
            if pending:
                yield from flush()
            rows.append((content, start))
        elif marker := _HEADING.match(content):
            yield from flush()
            yield _without_markup("heading", [(content[marker.end() :].rstrip("# "), start + marker.end())])
        else:
            if rows:
                yield from flush()
            pending.append((content, start))
    yield from flush()


def _markdown_text(lines: list[tuple[str, int]]) -> Iterator[Block]:
    groups: list[tuple[BlockKind, list[tuple[str, int]]]] = []
    for line, start in lines:
        marker = _ITEM.match(line)
        quote = re.match(r"[ \t]*>[ \t]?", line)
        first = marker.end() if marker else quote.end() if quote else 0
        if marker or not groups:
            groups.append(("item" if marker else "paragraph", []))
        groups[-1][1].append((line[first:], start + first))
    for kind, pieces in groups:
        yield _without_markup(kind, pieces)


def _markdown_table(rows: list[tuple[str, int]], table: int) -> Iterator[Block]:
    has_header = len(rows) > 1 and _RULE.match(rows[1][0]) is not None
    body = [row for row in rows if not _RULE.match(row[0])]
    for number, (line, start) in enumerate(body):
        for column, cell in enumerate(_CELL.finditer(line)):
            place = Cell(table, number, column, is_header=has_header and number == 0)
            yield _without_markup("cell", [(cell[0], start + cell.start())]).of_kind("cell", place)


def _without_markup(kind: BlockKind, lines: list[tuple[str, int]]) -> Block:
    pieces: list[tuple[str, int, int]] = []
    for line, start in lines:
        place = 0
        for mark in _LINK.finditer(line):
            pieces.append((line[place : mark.start()], start + place, start + mark.start()))
            if mark[1]:
                pieces.append((mark[1], start + mark.start(1), start + mark.end(1)))
            place = mark.end()
        pieces.append((line[place:], start + place, start + len(line)))
        pieces.append((" ", start + len(line), start + len(line) + 1))
    return from_pieces(kind, pieces)
