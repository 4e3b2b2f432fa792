"""Pages: the text of an HTML file, with the place of each character in the source."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import cast

from helsetrend.proofreading.documents.document import Block, BlockKind, Cell, Document, from_pieces, not_empty

_BLOCKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(
        [
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "ul",
            "ol",
            "dl",
            "table",
            "tr",
            "blockquote",
            "body",
            "address",
            "pre",
            "summary",
            "br",
            "hr",
        ],
        "paragraph",
    ),
}
_SILENT = ("script", "style", "template", "noscript", "svg", "head")


class _Reader(HTMLParser):
    """Gathers the pieces of each block; a piece is a run of text, or one character reference."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = text
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.blocks: list[Block] = []
        self.pieces: list[tuple[str, int, int]] = []
        self.kinds: list[str] = ["paragraph"]
        self.silent = 0
        self.table = self.row = self.column = -1
        self.cell: Cell | None = None
        self.feed(text)
        self.close()
        self.flush()

    def flush(self) -> None:
        """End the block that is being read."""
        if self.pieces:
            block = from_pieces(cast(BlockKind, self.kinds[-1]), self.pieces)
            self.blocks.append(block.of_kind(block.kind, self.cell if block.kind == "cell" else None))
            self.pieces = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag != "head":
            self.silent += 1
        if tag not in _BLOCKS:
            return
        self.flush()
        if tag == "table":
            self.table, self.row = self.table + 1, -1
        elif tag == "tr":
            self.row, self.column = self.row + 1, -1
        elif tag in ("td", "th"):
            self.column += 1
            is_header = tag == "th" and (self.row == 0 or dict(attrs).get("scope") == "col")
            self.cell = Cell(self.table, self.row, self.column, is_header=is_header)
            self.column += (
                int(dict(attrs).get("colspan") or 1) - 1 if (dict(attrs).get("colspan") or "1").isdigit() else 0
            )
        if tag not in ("br", "hr"):
            self.kinds.append(_BLOCKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and tag != "head":
            self.silent = max(0, self.silent - 1)
        if tag in _BLOCKS and tag not in ("br", "hr"):
            self.flush()
            if len(self.kinds) > 1:
                self.kinds.pop()

    def handle_data(self, data: str) -> None:
        self._add(data, len(data))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, text: str) -> None:
        start = self._place()
        length = len(text) + (self.source[start + len(text) : start + len(text) + 1] == ";")
        self._add(unescape(text + ";"), length)

    def _add(self, text: str, length: int) -> None:
        if not self.silent:
            start = self._place()
            self.pieces.append((text, start, start + length))

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def html_document(text: str, name: str = "") -> Document:
    """Return a page as a document; scripts, styles and comments are not read."""
    return Document(name, text, tuple(not_empty(_Reader(text).blocks)), "html")
