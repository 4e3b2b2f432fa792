"""Word files: paragraphs, tables, text boxes and notes, with tracked insertions and without tracked deletions.

The XML is read as it is, since the libraries for it leave tracked insertions out. `Word` keeps it, so that comments can
be written at their places (`comments`).
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from helsetrend.errors import DataError, Fault
from helsetrend.proofreading.documents.document import Block, BlockKind, Cell, Document, from_pieces, not_empty

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}delText", f"{W}instrText"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HEADINGS = ("heading", "overskrift", "title", "tittel", "subtitle", "undertittel")
MOST_BYTES = 200_000_000
"""The most bytes that the parts of a file may have together when they are unpacked."""


@dataclass
class Word:
    """A Word file: its parts, the trees of those with text, and which element each piece of the text stands in."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)
    pieces: list[tuple[int, int, Element]] = field(default_factory=list)


def unpacked(data: bytes, name: str, needed: str) -> dict[str, bytes]:
    """Return the parts of a packed file. Raises DataError where it is no such file, or is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise DataError([Fault(name, 0, "", "more than 200 MB unpacked", "a smaller file")])
            parts = {part: packed.read(part) for part in packed.namelist()}
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise DataError([Fault(name, 0, "", str(error), "a file that can be opened")]) from error
    if needed not in parts:
        raise DataError([Fault(name, 0, "", f"no {needed} in it", "a text document")])
    return parts


def parsed(xml: bytes, name: str) -> Element:
    """Return the tree of an XML part; entities are not resolved. Raises DataError where it is no XML."""
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise DataError([Fault(name, 0, "", str(error), "a file that can be opened")]) from error


def word_document(data: bytes, name: str = "") -> tuple[Document, Word]:
    """Return a Word file as a document, and the file itself. Raises DataError where it cannot be read."""
    word = Word(unpacked(data, name, MAIN))
    reader = _Reader(word)
    for part in (MAIN, *(part for part, _ in _NOTES if part in word.parts)):
        word.trees[part] = parsed(word.parts[part], name)
        reader.read(word.trees[part])
    return Document(name, "".join(reader.text), tuple(not_empty(reader.blocks)), "docx"), word


class _Reader:
    def __init__(self, word: Word) -> None:
        self.word = word
        self.text: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.tables = 0

    def read(self, tree: Element) -> None:
        """Read the paragraphs and tables of a part, in their order."""
        for element in tree:
            self._read(element, None)

    def _read(self, element: Element, cell: Cell | None) -> None:
        if element.tag == f"{W}p":
            self._paragraph(element, cell)
        elif element.tag == f"{W}tbl":
            self._table(element)
        elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
            for child in element:
                self._read(child, cell)

    def _table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(table.iterchildren(f"{W}tr")):
            column = 0
            for cell in row.iterchildren(f"{W}tc"):
                place = Cell(number, row_number, column, is_header=row_number == 0)
                for child in cell:
                    self._read(child, place)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += int(span.get(f"{W}val", "1")) if span is not None else 1

    def _paragraph(self, paragraph: Element, cell: Cell | None) -> None:
        boxes: list[Element] = []
        pieces: list[tuple[str, int, int]] = []
        for text, element in _texts(paragraph, boxes):
            start = self.length
            self._add(text)
            pieces.append((text, start, self.length))
            self.word.pieces.append((start, self.length, element))
        self._add("\n")
        block = from_pieces(_kind(paragraph), pieces)
        self.blocks.append(block.of_kind("cell", cell) if cell else block)
        for box in boxes:
            for child in box:
                self._read(child, None)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def _texts(element: Element, boxes: list[Element]) -> Iterator[tuple[str, Element]]:
    """Yield each text of a paragraph with its element; a text box in it is put aside, to be read after it."""
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag == f"{W}t":
            yield child.text or "", child
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag], child
        else:
            yield from _texts(child, boxes)


def _kind(paragraph: Element) -> BlockKind:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "").lower() if style is not None else ""
    if name.startswith(_HEADINGS) or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
        return "heading"
    if name.startswith(("caption", "bildetekst")):
        return "caption"
    return "item" if paragraph.find(f"{W}pPr/{W}numPr") is not None or name.startswith("list") else "paragraph"
