"""OpenDocument texts (.odt): paragraphs, headings, lists, tables and notes, without tracked deletions."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from helsetrend.proofreading.documents.document import Block, BlockKind, Cell, Document, from_pieces, not_empty
from helsetrend.proofreading.documents.word import parsed, unpacked

_NAME = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE = (_NAME % part for part in ("text", "table", "office"))
_CONTENT = "content.xml"
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note-citation"}
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_PARAGRAPHS = {f"{_TEXT}p": "paragraph", f"{_TEXT}h": "heading"}


def opendocument_document(data: bytes, name: str = "") -> Document:
    """Return an OpenDocument text as a document. Raises DataError where it cannot be read."""
    tree = parsed(unpacked(data, name, _CONTENT)[_CONTENT], name)
    reader = _Reader()
    body = tree.find(f"{_OFFICE}body")
    reader.read(body if body is not None else tree, "paragraph", None)
    return Document(name, "".join(reader.text), tuple(not_empty(reader.blocks)), "odt")


class _Reader:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.tables = 0

    def read(self, element: Element, kind: BlockKind, cell: Cell | None) -> None:
        """Read what stands in an element, in its order."""
        if element.tag in _LEFT_OUT or not isinstance(element.tag, str):
            return
        if element.tag in _PARAGRAPHS:
            self._paragraph(element, "heading" if element.tag == f"{_TEXT}h" else kind, cell)
        elif element.tag == f"{_TABLE}table":
            self._table(element)
        else:
            for child in element:
                self.read(child, "item" if element.tag == f"{_TEXT}list-item" else kind, cell)

    def _table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(table.iter(f"{_TABLE}table-row")):
            for column, cell in enumerate(row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")):
                place = Cell(number, row_number, column, is_header=row_number == 0)
                for child in cell:
                    self.read(child, "cell", place)

    def _paragraph(self, paragraph: Element, kind: BlockKind, cell: Cell | None) -> None:
        notes: list[Element] = []
        pieces: list[tuple[str, int, int]] = []
        for text in _texts(paragraph, notes):
            pieces.append((text, self.length, self.length + len(text)))
            self._add(text)
        self._add("\n")
        block = from_pieces(kind, pieces)
        self.blocks.append(block.of_kind("cell", cell) if cell else block)
        for note in notes:
            self.read(note, "paragraph", None)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def _texts(element: Element, notes: list[Element]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{_TEXT}note":
            notes.append(child)
        elif child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _texts(child, notes)
        if child.tail:
            yield child.tail
