"""The text of a log file as plain lines of UTF-8, whatever it is packed with and however it is encoded.

The bytes of a file, and never its name, decide its packing (gzip, bzip2, xz, zstd, zip, tar, also within one another)
and its encoding (UTF-8, UTF-16, Windows-1252). A file that is plain UTF-8 already is read where it lies; of any other a
copy is written into the scratch folder.
"""

import bz2
import codecs
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader, RawIOBase
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

import duckdb

from helsetrend.errors import DataError, Fault
from helsetrend.events.readers.formats import Records, raw_lines
from helsetrend.events.readers.pages import quoted

LONGEST_LINE = 2**20
"""The most bytes of a line. A longer one is replaced by `TOO_LONG`, which is unreadable in every format."""

_UNKNOWN = "\ufffd".encode()
TOO_LONG = _UNKNOWN + b"\n"
BLOCK = 4 * 2**20
_ZSTD = b"\x28\xb5\x2f\xfd"
_PACKED: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file, mode="rb"),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FAILURES = (EOFError, OSError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)


def plain_text(connection: duckdb.DuckDBPyConnection, path: Path, stage: Path, records: Records | None) -> Path:
    """Return a file with the lines of a log as plain UTF-8: the file itself, or a copy of it, written to `stage`.

    With `records`, a record of CSV that goes over several lines becomes one line, and empty lines after it keep the
    numbers of the lines. Raises DataError where the file cannot be unpacked to its end.
    """
    try:
        with path.open("rb") as file:
            head = file.peek(512)
            if _is_plain(head) and _all_fine(_blocks(file), records):
                return path
        if head.startswith(_ZSTD):
            _unpack_zstd(connection, path, stage)
            return plain_text(connection, stage, stage.with_suffix(".plain"), records)
        with path.open("rb") as file, stage.open("wb") as copy:
            header = b""
            for part in _unpacked(file):
                lines = _lines(part)
                first = next(lines, b"")
                lines = chain([b"\n" if records and first == header else first], lines)
                copy.writelines(records.joined(lines) if records else lines)
                header = header or first
    except _FAILURES as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise DataError(
            [Fault(path.name, 0, "", "damaged or cut off", "a file that can be unpacked to its end")]
        ) from None
    return stage


def _is_plain(head: bytes) -> bool:
    return not (
        head.startswith((*_PACKED, *_UTF_16, _ZSTD, b"PK\x03\x04", b"PK\x05\x06")) or _is_tar(head) or b"\x00" in head
    )


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file in blocks that end with a line, except where a line is longer than a block."""
    while block := file.read(BLOCK):
        yield block + file.readline(LONGEST_LINE)


def _all_fine(blocks: Iterable[bytes], records: Records | None) -> bool:
    """Return whether no block needs a change, and all lines end alike: with or without a carriage return."""
    ends = set()
    for block in blocks:
        ends.add(b"\r" in block)
        if len(ends) > 1 or not _is_fine(block, records):
            return False
    return True


def _is_fine(block: bytes, records: Records | None) -> bool:
    """Return whether a block needs no change, if its lines end as those of the other blocks do."""
    returns = block.count(b"\r")
    if returns and not returns == block.count(b"\r\n") == block.count(b"\n"):
        return False
    if len(block) > LONGEST_LINE and max(map(len, block.split(b"\n"))) >= LONGEST_LINE:
        return False
    if records and b'"' in block and any(line.count(b'"') % 2 for line in block.split(b"\n")):
        return False
    try:
        return bool(str(block, "utf-8")) and b"\x00" not in block
    except UnicodeDecodeError:
        return False


def _peekable(file: IO[bytes]) -> BufferedReader:
    return file if isinstance(file, BufferedReader) else BufferedReader(cast(RawIOBase, file))


def _unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """Yield the unpacked content of a file: of an archive one for each file in it."""
    file = _peekable(file)
    head = file.peek(512)
    for magic, unpack in _PACKED.items():
        if head.startswith(magic):
            yield from _unpacked(_peekable(unpack(file)))
            return
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with zipfile.ZipFile(file) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith("/"):
                    with archive.open(name) as member:
                        yield from _unpacked(_peekable(member))
    elif _is_tar(head):
        with tarfile.open(fileobj=file, mode="r|") as tar:
            for entry in tar:
                content = tar.extractfile(entry)
                if content is not None:
                    yield from _unpacked(_peekable(content))
    else:
        yield file


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file as UTF-8, each with an end."""
    head = _peekable(file).peek(512)[:512]
    encoding = next((name for mark, name in _UTF_16.items() if head.startswith(mark)), "")
    if not encoding and head[1:64:2].count(0) > len(head[1:64:2]) // 2:
        encoding = "utf-16-le"
    if encoding:
        yield from _utf_16_lines(file, encoding)
        return
    while line := file.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            line = TOO_LONG
        yield _cleaned(_as_utf_8(line))


def _utf_16_lines(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    decoder, rest = codecs.getincrementaldecoder(encoding)(errors="replace"), ""
    while block := file.read(BLOCK):
        *lines, rest = (rest + decoder.decode(block)).split("\n")
        for line in lines:
            yield _cleaned(line.encode("utf-8", "replace")) if len(line) < LONGEST_LINE else TOO_LONG
    if rest := rest + decoder.decode(b"", True):
        yield _cleaned(rest.encode("utf-8", "replace"))


def _cleaned(line: bytes) -> bytes:
    """Return a line with an end, and with a sign in place of each NUL and carriage return within it."""
    line = line.rstrip(b"\r\n")
    return line.replace(b"\x00", _UNKNOWN).replace(b"\r", _UNKNOWN) + b"\n"


def _as_utf_8(line: bytes) -> bytes:
    """Return a line as UTF-8; one that is not is read as Windows-1252, and what that lacks as Latin-1."""
    try:
        str(line, "utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return line
    try:
        return str(line, "cp1252").encode()
    except UnicodeDecodeError:
        return str(line, "latin-1").encode()


def _unpack_zstd(connection: duckdb.DuckDBPyConnection, path: Path, stage: Path) -> None:
    """Unpack a file of zstd, which Python does not know, by DuckDB, which only reads UTF-8."""
    try:
        connection.execute(
            f"COPY (SELECT coalesce(text, '') FROM {raw_lines(path, compression='zstd')}) TO {quoted(str(stage))} "
            "(FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '', ESCAPE '')"
        )
    except (duckdb.InvalidInputException, duckdb.IOException):
        found, expected = "damaged, cut off, or not in UTF-8", "a whole file in UTF-8, or another packing than zstd"
        raise DataError([Fault(path.name, 0, "", found, expected)]) from None
