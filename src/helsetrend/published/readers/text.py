"""Tables in text files: their encoding, and the sign between their columns."""

import codecs
import csv
import re
from collections.abc import Iterator

from helsetrend.published.readers.cells import Cell, NumberedRow, Sheet, UnreadableFileError

DELIMITERS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of such bytes


class WrongBytesError(Exception):
    """Bytes that are no text in the encoding of the file: `rows` has the number and the text of each such line."""

    def __init__(self, rows: list[tuple[int, str]], expected: str) -> None:
        super().__init__(expected)
        self.rows, self.expected = rows, expected


def text_of(data: bytes) -> str:
    """Decode the bytes of a file: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    Raises WrongBytesError where they are none of these, or where the file is in two encodings, such as one joined from
    two files, which cannot be read without guessing.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf_16(data)
    text = data.decode("utf-8-sig", errors="surrogateescape")
    if not _NOT_UTF_8.search(text):
        return text
    lines = list(enumerate(_LINE_END.split(data), start=1))
    if data.startswith(codecs.BOM_UTF8) or not _NOT_UTF_8.sub("", text).isascii():
        wrong = [(row, _as_1252(line)) for row, line in lines if not _is_read(line, "utf-8")]
        raise WrongBytesError(wrong, "text in one encoding: the rest of the file is UTF-8, these bytes are not")
    if wrong := [(row, _as_1252(line)) for row, line in lines if not _is_read(line, "cp1252")]:
        raise WrongBytesError(wrong, "text saved as UTF-8 (these bytes are neither that nor Windows-1252)")
    return data.decode("cp1252")


def text_sheets(data: bytes) -> list[Sheet]:
    """Return the table of a text file, once for each sign that can separate its columns. Raises as `text_of` does."""
    text = text_of(data)
    return [Sheet("", _records(text, delimiter)) for delimiter in DELIMITERS]


def _utf_16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-16", errors="replace")
        row = len(_LINE_END.findall(before.encode())) + 1
        raise WrongBytesError([(row, before[-40:])], "text saved as UTF-16 or UTF-8 (these bytes are not)") from error


def _as_1252(line: bytes) -> str:
    return line.decode("cp1252", errors="replace")


def _is_read(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _records(text: str, delimiter: str) -> Iterator[NumberedRow]:
    """Yield each record with the number of the line on which it ends."""
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=delimiter, strict=True)
    cells = _Cells()
    read = 0
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise UnreadableFileError(str(error), "CSV with every quote closed", read + 1) from error
        if record is None:
            return
        read = reader.line_num
        yield read, [cells[text] for text in record]


class _Cells(dict[str, Cell]):
    """One cell for each distinct text."""

    def __missing__(self, text: str) -> Cell:
        cell = self[text] = Cell(text)
        return cell
