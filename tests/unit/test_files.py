"""Where data are read from, the digest of a file, and how a file is written whole."""

import hashlib

import pytest
from places import TOP

from helsetrend.files import DataSource, data_source, sha256_of, write_whole

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""The SHA-256 of the bytes abc, as FIPS 180-2 prints it in its first example."""


def test_the_digest_is_that_of_the_standard(tmp_path):
    path = tmp_path / "abc.txt"
    path.write_bytes(b"abc")
    assert sha256_of(path) == ABC


def test_the_digest_of_a_large_file_is_that_of_all_its_bytes(tmp_path):
    path, data = tmp_path / "large", bytes(range(256)) * 5000
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "expected"),
    [("årlig\n", b"\xc3\xa5rlig\n"), (b"\x00\xff\r\n", b"\x00\xff\r\n"), ("", b"")],
    ids=["text", "bytes", "nothing"],
)
def test_a_file_is_written_as_given_with_nothing_left_beside_it(data, expected, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(b"an older and longer content")
    write_whole(path, data)
    assert path.read_bytes() == expected
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.txt"]


def test_a_file_that_is_open_keeps_its_old_content(tmp_path):
    """The new content takes the place of the old file; it is not written over it."""
    path = tmp_path / "report.txt"
    path.write_text("old")
    with path.open() as reader:
        write_whole(path, "new")
        assert reader.read() == "old"
    assert path.read_text() == "new"


def test_a_file_that_cannot_be_put_in_place_leaves_everything_as_it_was(tmp_path):
    path = tmp_path / "report.txt"
    path.mkdir()
    with pytest.raises(OSError):  # noqa: PT011  (which one depends on the system)
        write_whole(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.txt"]


def test_the_source_is_the_one_given_else_that_of_the_environment_else_the_shipped_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HELSETREND_DATA", str(tmp_path))
    monkeypatch.setenv("HELSETREND_DECIMAL", "comma")
    assert data_source(tmp_path / "given", "point") == DataSource(tmp_path / "given", "point")
    assert data_source() == DataSource(tmp_path, "comma")
    monkeypatch.delenv("HELSETREND_DATA")
    monkeypatch.delenv("HELSETREND_DECIMAL")
    assert data_source() == DataSource(TOP / "data", None)


def test_a_decimal_mark_is_comma_or_point(monkeypatch):
    with pytest.raises(ValueError, match="';' is not a decimal mark; expected comma or point"):
        data_source(decimal=";")
    monkeypatch.setenv("HELSETREND_DECIMAL", "komma")
    with pytest.raises(ValueError, match="'komma' is not a decimal mark"):
        data_source()


def test_a_source_is_handed_to_other_processes_in_their_environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    handed_on = DataSource(TOP / "data").environment
    assert handed_on == {"HELSETREND_DATA": str(TOP / "data")}
    for name, value in DataSource(tmp_path, "point").environment.items():
        monkeypatch.setenv(name, value)
    assert data_source() == DataSource(tmp_path, "point")
