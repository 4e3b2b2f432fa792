"""PDF files: the text of each page, in blocks by the space between the lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2

from helsetrend.errors import DataError, Fault
from helsetrend.proofreading.documents.document import Block, Document, not_empty, plain_block

LEAST_GAP = 1.6
"""Lines whose distance is this many times the height of a line are of two blocks."""

_HYPHEN = "\ufffe"
"""How the library marks a hyphen at the end of a line."""

Line = tuple[int, int, float, float]
"""The start and the end of a line in the text of a page, its bottom and its top."""


def pdf_document(data: bytes, name: str = "") -> Document:
    """Return a PDF file as a document; a page is marked in its blocks. Raises DataError where it cannot be read."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DataError([Fault(name, 0, "", str(error), "a PDF file that can be opened")]) from error
    texts: list[str] = []
    blocks: list[Block] = []
    for number, page in enumerate(file, start=1):
        source = page.get_textpage()
        text = source.get_text_range().replace("\r\n", " \n").replace("\r", "\n").replace(_HYPHEN, "\u00ad")
        offset = sum(map(len, texts))
        blocks += _blocks(text, list(_lines(text, source)), offset, number)
        texts.append(text + "\n")
    return Document(name, "".join(texts), tuple(not_empty(blocks)), "pdf")


def _lines(text: str, page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        first = found.start() + len(found[0]) - len(found[0].lstrip())
        try:
            _, bottom, _, top = page.get_charbox(first, loose=True)
        except (pypdfium2.PdfiumError, ValueError):
            bottom = top = 0.0
        yield found.start(), found.end(), bottom, top


def _blocks(text: str, lines: list[Line], offset: int, page: int) -> Iterator[Block]:
    start = lines[0][0] if lines else 0
    for one, other in pairwise(lines):
        height = max(one[3] - one[2], 1.0)
        is_far = abs(one[2] - other[2]) > LEAST_GAP * height or abs(height - (other[3] - other[2])) > 0.2 * height
        if is_far:
            yield _block(text, start, one[1], offset, page)
            start = other[0]
    if lines:
        yield _block(text, start, lines[-1][1], offset, page)


def _block(text: str, start: int, end: int, offset: int, page: int) -> Block:
    block = plain_block(text[start:end], offset + start, page=page)
    is_heading = len(block.text) < 100 and not re.search(r"[.!?:;,)]\s*$", block.text)
    return block.of_kind("heading") if is_heading else block
