"""Tables in text files: their encoding, and the sign between their columns."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from helsetrend.published.readers.cells import Cell, Sheet, UnreadableFileError
from helsetrend.published.readers.records import Records, records_of
from helsetrend.published.readers.regular import regular_records

DELIMITERS = (",", ";", "\t")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of such bytes


class WrongBytesError(Exception):
    """Bytes that are no text in the encoding of the file: `rows` has the number and the text of each such line."""

    def __init__(self, rows: list[tuple[int, str]], expected: str) -> None:
        super().__init__(expected)
        self.rows, self.expected = rows, expected


def text_of(data: bytes) -> str:
    """Decode the bytes of a file. Raises as `encoding_of` does."""
    return data.decode(encoding_of(data))


def encoding_of(data: bytes) -> str:
    """Return the encoding of the bytes of a file: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    Raises WrongBytesError where they are none of these, or where the file is in two encodings, such as one joined from
    two files, which cannot be read without guessing.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _check_utf_16(data)
        return "utf-16"
    if _is_read(data, "utf-8"):
        return "utf-8-sig"
    text = data.decode("utf-8-sig", errors="surrogateescape")
    lines = list(enumerate(_LINE_END.split(data), start=1))
    if data.startswith(codecs.BOM_UTF8) or not _NOT_UTF_8.sub("", text).isascii():
        wrong = [(row, _as_1252(line)) for row, line in lines if not _is_read(line, "utf-8")]
        raise WrongBytesError(wrong, "text in one encoding: the rest of the file is UTF-8, these bytes are not")
    if wrong := [(row, _as_1252(line)) for row, line in lines if not _is_read(line, "cp1252")]:
        raise WrongBytesError(wrong, "text saved as UTF-8 (these bytes are neither that nor Windows-1252)")
    return "cp1252"


def text_sheets(data: bytes) -> list[Sheet]:
    """Return the table of a text file, once for each sign that can separate its columns.

    Raises as `encoding_of` does.
    """
    encoding = encoding_of(data)
    return [_sheet(data, encoding, delimiter) for delimiter in DELIMITERS]


def _sheet(data: bytes, encoding: str, delimiter: str) -> Sheet:
    def below(row: int) -> Records:
        regular = regular_records(data, encoding, delimiter, after=row)
        return regular or records_of((line, texts) for line, texts in _rows(data, encoding, delimiter) if line > row)

    rows = _rows(data, encoding, delimiter)
    return Sheet("", ((line, list(map(Cell, texts))) for line, texts in rows), below)


def _check_utf_16(data: bytes) -> None:
    try:
        data.decode("utf-16")
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


def _rows(data: bytes, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of the line on which it ends."""
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    read = 0
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise UnreadableFileError(str(error), "CSV with every quote closed", read + 1) from error
        if record is None:
            return
        read = reader.line_num
        yield read, record
