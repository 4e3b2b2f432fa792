"""Files in every packing and encoding, told by their bytes; what is damaged; records over several lines."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import duckdb
import pytest

from helsetrend.errors import DataError
from helsetrend.events.readers import packing
from helsetrend.events.readers.formats.csv import Records
from helsetrend.events.readers.packing import plain_text

TEXT = "user,page\nÅse,/mål\nb,/x\n"
UTF_8 = TEXT.encode()


def tar_of(*contents):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for number, content in enumerate(contents):
            entry = tarfile.TarInfo(f"{number}.csv")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def zip_of(*contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.csv", content)
    return file.getvalue()


def text_of(tmp_path, content, records=None):
    path = tmp_path / "log.2"  # a name that tells nothing
    if content is not None:
        path.write_bytes(content)
    return plain_text(duckdb.connect(), path, tmp_path / "stage", records).read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        UTF_8,
        gzip.compress(UTF_8),
        gzip.compress(UTF_8[:10]) + gzip.compress(UTF_8[10:]),
        bz2.compress(UTF_8),
        lzma.compress(UTF_8),
        zip_of(UTF_8),
        tar_of(UTF_8),
        gzip.compress(tar_of(UTF_8)),
        zip_of(gzip.compress(UTF_8)),
        gzip.compress(gzip.compress(UTF_8)),
        bz2.compress(gzip.compress(UTF_8)),
        TEXT.encode("cp1252"),
        gzip.compress(TEXT.encode("latin-1")),
        "user,page\nÅse,/mål\n".encode() + "b,/x\n".encode("cp1252"),
    ],
    ids=[
        "plain",
        "gzip",
        "two",
        "bzip2",
        "xz",
        "zip",
        "tar",
        "tar.gz",
        "gz in zip",
        "gz.gz",
        "gz.bz2",
        "cp1252",
        "latin-1",
        "mixed",
    ],
)
def test_a_file_becomes_plain_text(tmp_path, content):
    assert text_of(tmp_path, content) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_file_with_a_mark_of_its_encoding_becomes_plain_text(tmp_path, encoding):
    mark = {"utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert text_of(tmp_path, mark + TEXT.encode(encoding)).removeprefix("\ufeff") == TEXT


def test_zstd_is_unpacked(tmp_path):
    duckdb.sql("SELECT 'Åse' AS \"user\", '/mål' AS page").write_csv(str(tmp_path / "log.2"), compression="zstd")
    assert text_of(tmp_path, None) == "user,page\nÅse,/mål\n"


def test_zstd_in_another_encoding_is_an_error_that_says_so(tmp_path):
    path = tmp_path / "log.2"
    duckdb.sql("SELECT 'secret' AS user").write_csv(str(path), compression="zstd")
    raw = b"sk\xe5l"  # a block of zstd that is not compressed: the bytes as they are
    path.write_bytes(path.read_bytes()[:4] + bytes([0x20, len(raw), 1 + (len(raw) << 3), 0, 0]) + raw)
    with pytest.raises(DataError, match="damaged, cut off, or not in UTF-8; expected a whole file in UTF-8") as error:
        text_of(tmp_path, None)
    assert "secret" not in str(error.value)


def test_a_carriage_return_within_a_line_does_not_end_it(tmp_path):
    """Otherwise what stands behind it would be a line of its own, and be counted as an event."""
    for end in ("\n", "\r\n"):
        assert text_of(tmp_path, f"a,/x\rb,/y{end}c,/z{end}".encode()) == "a,/x\ufffdb,/y\nc,/z\n"
        assert text_of(tmp_path, f"a,/x\rb,/y{end}c,/z".encode("utf-16")).lstrip("\ufeff") == "a,/x\ufffdb,/y\nc,/z\n"


def test_lines_with_and_without_a_carriage_return_keep_their_numbers(tmp_path):
    assert text_of(tmp_path, b"a\nb\r\n\nc\n") == "a\nb\n\nc\n"
    assert text_of(tmp_path, b"a\r\nb\r\n\r\nc") == "a\nb\n\nc"  # as Python reads it: the file is left as it is


def test_a_plain_file_is_read_where_it_lies(tmp_path):
    path = tmp_path / "log"
    path.write_bytes(UTF_8)
    assert plain_text(duckdb.connect(), path, tmp_path / "stage", Records()) == path
    assert [*tmp_path.iterdir()] == [path]


def test_one_byte_that_is_no_utf_8_spoils_nothing_but_itself(tmp_path):
    assert text_of(tmp_path, b"\xc3\x85se\n\xffb\nc\x81d\n") == "Åse\nÿb\nc\x81d\n"


def test_the_header_of_a_second_file_in_an_archive_is_no_record(tmp_path):
    assert text_of(tmp_path, tar_of(b"u,p\na,/x", b"u,p\nb,/y\n"), Records()) == "u,p\na,/x\n\nb,/y\n"
    assert text_of(tmp_path, zip_of(b"{}", b"{}")) == "{}\n{}\n"


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zip_of, lambda text: gzip.compress(tar_of(text))]
)
def test_a_file_that_is_cut_off_is_an_error_without_its_content(tmp_path, pack):
    packed = pack(b"".join(b"secret-%d,/x\n" % number for number in range(20_000)))
    with pytest.raises(DataError) as error:
        text_of(tmp_path, packed[: len(packed) // 2])
    assert str(error.value).endswith("log.2: damaged or cut off; expected a file that can be unpacked to its end")
    assert error.value.__cause__ is None


def test_a_line_that_is_too_long_is_unreadable_and_the_next_one_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "LONGEST_LINE", 64)
    monkeypatch.setattr(packing, "BLOCK", 64)
    long = "x" * 200
    assert text_of(tmp_path, f"a\n{long}\nb\n".encode()) == "a\n\ufffd\nb\n"
    assert text_of(tmp_path, f"a\n{long}\nb\n".encode("utf-16")).lstrip("\ufeff") == "a\n\ufffd\nb\n"


def test_a_record_over_several_lines_is_joined(tmp_path):
    assert text_of(tmp_path, b'u,p\na,"x\ny"\nb,z\n', Records()) == 'u,p\na,"x y"\n\nb,z\n'
