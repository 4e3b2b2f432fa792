"""A text as the proofreader reads it: blocks of clean text, and where each of their characters stands.

A block is a heading, a paragraph, an item of a list, or a cell of a table. Its text has no markup and no line break;
its `starts` and `ends` lead from each character back to the file as it is, so that a number can be shown at its place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "caption", "cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a cell in its table: the number of the table, of the row and of the column."""

    table: int
    row: int
    column: int
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that is read as one: its kind, its clean text, and the place of each of its characters."""

    kind: BlockKind
    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    cell: Cell | None = None
    page: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` of the block stand in the document."""
        return self.starts[start], self.ends[end - 1]

    def of_kind(self, kind: BlockKind, cell: Cell | None = None) -> "Block":
        """Return the same text as another kind of block."""
        return replace(self, kind=kind, cell=cell)

    def part(self, start: int, end: int) -> "Block":
        """Return the block of the characters from `start` to `end`."""
        return replace(self, text=self.text[start:end], starts=self.starts[start:end], ends=self.ends[start:end])


@dataclass(frozen=True)
class Document:
    """A text to proofread: its name, the text of the file as it is, its blocks, and the kind of file."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    form: str = "text"

    def line(self, start: int) -> int:
        """Return the number of the line, from 1, in which a character stands."""
        return self.text.count("\n", 0, start) + 1


_SPACE = re.compile(r"[\n\r\t\u200b\u00ad]")


def plain_block(text: str, start: int, kind: BlockKind = "paragraph", *, page: int = 0) -> Block:
    """Return the block of a text that stands in a document from `start` on, as it is but for breaks of its lines.

    A line break and a tab are read as a space; so are soft hyphens and spaces without width.
    """
    places = range(start, start + len(text))
    return trimmed(Block(kind, _SPACE.sub(" ", text), places, [place + 1 for place in places], page=page))


def trimmed(block: Block) -> Block:
    """Return a block without the white space around its text."""
    left = len(block.text) - len(block.text.lstrip())
    return block.part(left, max(left, len(block.text.rstrip())))


def from_pieces(kind: BlockKind, pieces: Sequence[tuple[str, int, int]], *, page: int = 0) -> Block:
    """Return the block of some pieces of text, each with its start and its end in the document.

    A piece that is as long as its place is read character by character; any other stands there as a whole. Runs of
    white space are read as one space.
    """
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in pieces:
        is_same = len(piece) == end - start
        for place, sign in enumerate(_SPACE.sub(" ", piece)):
            if sign == " " and text and text[-1] == " ":
                continue
            text.append(sign)
            starts.append(start + place if is_same else start)
            ends.append(start + place + 1 if is_same else end)
    return trimmed(Block(kind, "".join(text), starts, ends, page=page))


def not_empty(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that have text."""
    return (block for block in blocks if block.text)
