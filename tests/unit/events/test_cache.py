"""What a count leaves for the next one, and when it is no longer used."""

import json
from dataclasses import replace

import pytest
from eventlogs import MAPPING

from helsetrend.events import cache, chunks
from helsetrend.events.cache import LogFile, read_files, read_key, write_files
from helsetrend.events.chunks import Chunk, Portal, Span
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.survey import survey_file
from helsetrend.events.visits import VisitRule
from helsetrend.files import sha256_of

PORTAL, KEY = Portal(("messages",), "Europe/Oslo"), b"k" * 32


@pytest.fixture
def mapping(tmp_path):
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    return read_mapping(tmp_path / "events.toml")


@pytest.fixture
def file(tmp_path):
    """A Parquet file and its survey, which has SQL for its rows."""
    path, toml = tmp_path / "log.parquet", tmp_path / "parquet.toml"
    toml.write_text('format = "parquet"\n[columns]\nuser = "user"\ntime = "time"\n', encoding="utf-8")
    with chunks.connect() as connection:
        chunks.write(connection, "SELECT 1 AS user, TIMESTAMPTZ '2021-12-31 12:00:00Z' AS time", path)
        survey = survey_file(connection, path, read_mapping(toml), scratch=tmp_path)
    assert survey.rows is not None
    return LogFile(survey, sha256_of(path), cache.file_state(path))


def test_a_key_is_made_once_for_its_owner_alone_and_a_file_without_one_is_an_error(tmp_path):
    key = read_key(tmp_path / "new" / "key")
    assert len(key) == 32
    assert (tmp_path / "new" / "key").stat().st_mode & 0o777 == 0o600
    assert read_key(tmp_path / "new" / "key") == key
    (tmp_path / "key").write_text("secret", encoding="ascii")
    with pytest.raises(ValueError, match="holds no key"):
        read_key(tmp_path / "key")


def test_surveys_are_read_as_they_were_written_and_only_for_their_mapping_and_format(
    tmp_path, mapping, file, monkeypatch
):
    path = tmp_path / "files.json"
    assert read_files(path, mapping) == {}
    write_files(path, [file], mapping)
    assert read_files(path, mapping) == {str(file.survey.path): file}
    assert read_files(path, mapping.model_copy(update={"timezone": "UTC"})) == {}
    later = mapping.time.model_copy(update={"last": mapping.time.first})
    assert read_files(path, mapping.model_copy(update={"time": later})) == {str(file.survey.path): file}
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert read_files(path, mapping) == {}
    write_files(path, [file], mapping)
    monkeypatch.setattr(cache, "FORMAT", "0")
    assert read_files(path, mapping) == {}


def test_a_survey_is_stored_by_the_names_of_its_fields(tmp_path, mapping, file):
    """Another field needs another FORMAT, or the survey of an older version would be read into it."""
    write_files(tmp_path / "files.json", [file], mapping)
    (entry,) = json.loads((tmp_path / "files.json").read_text(encoding="utf-8"))["files"].values()
    names = [
        "path",
        "readable",
        "rows",
        "row_count",
        "first_us",
        "last_us",
        "services",
        "findings",
        "examples",
        "filled",
        "names",
    ]
    rows = [
        "relation",
        "steps",
        "number",
        "flaw",
        "excerpt",
        "user_id",
        "user_type",
        "kind",
        "place",
        "page",
        "filled",
        "time",
        "bounds",
    ]
    time = ["at", "is_impossible", "is_doubled", "steps", "stored", "literal", "scale"]
    survey = entry["survey"]
    assert (list(survey), list(survey["rows"]), list(survey["rows"]["time"])) == (names, rows, time)
    assert cache.FORMAT == "6"


def test_the_state_of_a_file_changes_with_its_bytes(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"abc")
    digest, state = sha256_of(path), cache.file_state(path)
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of "abc" in FIPS 180-2
    path.write_bytes(b"abcd")
    assert cache.file_state(path) != state


def test_the_name_of_a_chunk_depends_on_all_that_its_counts_depend_on(mapping, file):
    span = Span(0, 86_400_000_000)
    name = cache.chunk_name(span, [file], mapping, PORTAL, KEY)
    others = [
        cache.chunk_name(replace(span, to_us=1), [file], mapping, PORTAL, KEY),
        cache.chunk_name(span, [replace(file, digest="0")], mapping, PORTAL, KEY),
        cache.chunk_name(span, [file], mapping.model_copy(update={"timezone": "UTC"}), PORTAL, KEY),
        cache.chunk_name(span, [file], mapping, replace(PORTAL, services=()), KEY),
        cache.chunk_name(span, [file], mapping, PORTAL, b"l" * 32),
    ]
    assert name.startswith("0-86400000000-")
    assert len({name, *others}) == 6
    assert cache.chunk_name(span, [replace(file, state=(0, 0))], mapping, PORTAL, KEY) == name


def test_a_chunk_is_stored_whole_or_not_at_all_and_others_are_removed(tmp_path):
    folder = tmp_path / "chunks"

    def fail(stage):
        (stage / "counts.parquet").touch()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        cache.store(folder / "1-2-a", fail)
    assert list(folder.iterdir()) == []
    for name in ("1-2-a", "2-3-b"):
        cache.store(folder / name, lambda stage: (stage / "counts.parquet").write_text("first"))
    cache.store(folder / "1-2-a", lambda stage: (stage / "counts.parquet").write_text("second"))
    assert (folder / "1-2-a" / "counts.parquet").read_text() == "first"
    parts = [Chunk(Span(1, 2), folder / "1-2-a"), Chunk(Span(2, 3), folder / "2-3-b")]
    assert cache.joined_chunk(parts[:1]) == parts[0]
    joined = cache.joined_chunk(parts)
    assert (joined.span, joined.folder.parent, joined.folder.name[:4]) == (Span(1, 3), folder, "1-3-")
    cache.remove_chunks(folder, keep=parts[1:])
    assert [path.name for path in folder.iterdir()] == ["2-3-b"]


@pytest.mark.parametrize("query", ["half_hours", "parts", "visits", "events_by_day", "visits_by_day", "lengths_by_day"])
def test_a_chunk_has_another_name_where_a_query_is_another(query, mapping, file, monkeypatch):
    name = cache.chunk_name(Span(0, 2), [file], mapping, PORTAL, KEY)
    changed = replace(PORTAL.rule.sql, **{query: "SELECT 1"})
    monkeypatch.setattr(VisitRule, "sql", changed)
    assert cache.chunk_name(Span(0, 2), [file], mapping, PORTAL, KEY) != name
