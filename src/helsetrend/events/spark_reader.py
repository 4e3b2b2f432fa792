"""What the executors of Spark do: they read files of a log, by the same mapping and the same SQL as on one machine.

An executor gets the bytes of a file from wherever Spark can read, writes them to a folder of its own that only it can
read, and reads them there with DuckDB. It returns the survey of the file, without a user, and its events.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from helsetrend.errors import DataError, Fault
from helsetrend.events import chunks
from helsetrend.events.cache import LogFile
from helsetrend.events.readers import LogMapping, Survey, events_with_service, survey_file
from helsetrend.events.scratch import scratch_folder
from helsetrend.events.workers import silent

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "path STRING, content BINARY"
"""The columns that an executor gets: a row with the address of each file and its bytes."""

SCHEMA = "survey STRING, user_id STRING, at_us BIGINT, kind TINYINT, page BIGINT, service STRING"
"""The columns that an executor returns: a row with the survey of each file, in JSON, and a row for each event."""

EVENTS_IN_A_BATCH = 100_000

_SURVEY = TypeAdapter(Survey)


def reader_of(mapping: LogMapping) -> Callable[["Iterator[pa.RecordBatch]"], "Iterator[pa.RecordBatch]"]:
    """Return the function for Spark's `mapInArrow` that turns batches with path and content into those of `SCHEMA`."""
    return partial(_read, mapping)


def path_of_uri(uri: str) -> Path:
    """Return the path in an address such as s3a://bucket/log/a.csv, which Spark writes without escapes."""
    return Path(re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?", "", uri))


def files_of(surveys: Iterable[str]) -> list[LogFile]:
    """Return the files, sorted by path, from their surveys in JSON. Raises DataError with the faults of all files."""
    found = [json.loads(text) for text in surveys]
    faults = [Fault(*fault) for content in found for fault in content.get("faults", ())]
    if faults:
        raise DataError(faults)
    files = [LogFile(_SURVEY.validate_python(content["survey"]), "", (0, 0)) for content in found]
    return sorted(files, key=lambda file: file.survey.path)


def _read(mapping: LogMapping, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    for batch in batches:
        for row in batch.to_pylist():
            with silent():
                yield from _read_file(row["path"], row["content"], mapping)


def _read_file(uri: str, content: bytes, mapping: LogMapping) -> "Iterator[pa.RecordBatch]":
    original = path_of_uri(uri)
    with scratch_folder() as folder, chunks.connect(folder) as connection:
        path = folder.joinpath("files", *original.parts[1:])
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        try:
            survey = survey_file(connection, path, mapping, scratch=folder)
        except DataError as error:
            yield _batch({"faults": [tuple(fault) for fault in error.faults]})
            return
        sent = replace(survey, path=original, readable=original, rows=None)
        yield _batch({"survey": _SURVEY.dump_python(sent, mode="json")})
        events = events_with_service((str(survey.readable), survey.rows), mapping)
        query = f"SELECT CAST(NULL AS VARCHAR) AS survey, user_id, at_us, kind, page, service FROM ({events})"
        with connection.cursor() as own:
            yield from own.sql(query).to_arrow_reader(EVENTS_IN_A_BATCH)


def _batch(content: dict[str, Any]) -> "pa.RecordBatch":
    """Return a row with a survey, or with faults."""
    import pyarrow as pa

    names = ("survey", "user_id", "at_us", "kind", "page", "service")
    kinds = (pa.string(), pa.string(), pa.int64(), pa.int8(), pa.int64(), pa.string())
    cells = [pa.array([json.dumps(content)], pa.string()), *(pa.nulls(1, kind) for kind in kinds[1:])]
    return pa.RecordBatch.from_arrays(cells, names=list(names))
