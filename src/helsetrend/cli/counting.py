"""What `helsetrend count` does: the log is read and counted, and its counts are put in place as a whole."""

import errno
import hashlib
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.table import Table

from helsetrend.cli.listings import counted_listing, preview_listing
from helsetrend.cli.progress import steps
from helsetrend.events import (
    COUNTS_FILE,
    CountedLog,
    VisitRule,
    connect,
    count_by_duckdb,
    count_by_spark,
    count_rows,
    ended_by_signals,
    only_count_in,
    prepare_cache,
    read_count_rows,
    read_key,
    read_releases,
    revise,
    scratch_folder,
    silent,
    suppress,
    write_releases,
    write_tables,
)
from helsetrend.events.readers import LogMapping, guess_mapping, log_files, preview, today

logger = logging.getLogger(__name__)

STANDARD_INPUT = "-"

SMALL_LOG = 1_000_000
"""The most bytes of a log that this process counts itself, as others take longer to start than to count it."""


@dataclass(frozen=True)
class CountOptions:
    """The options of `helsetrend count` that say how to count; `kept` is None for the folder beside the key."""

    out: Path
    key: Path
    kept: Path | None
    scratch: Path | None
    engine: str
    master: str | None
    workers: int
    persons: bool
    max_bad: float
    suppress_below: int
    rule: VisitRule


def count(logs: Sequence[str], mapping: LogMapping, options: CountOptions) -> list[Table]:
    """Count a log, write the tables into `--out`, and return what to show.

    Raises what the engine raises, ValueError where what is private would lie in `--out`, and BusyError where another
    count writes into it.
    """
    kept = _kept_folder(options)
    places = (options.scratch or Path(tempfile.gettempdir()), kept, options.out)
    with (
        _full_disk_named(places),
        ended_by_signals(),
        only_count_in(options.out),
        _readable(logs, options.scratch) as names,
        steps("counting"),
    ):
        _remove_kept_before(options.out / ".kept")
        prepare_cache(kept)
        counted = _counted(names, mapping, options, kept)
        rows = count_rows(counted, has_logins=mapping.has_logins, counted_on=today(mapping.timezone))
        before = read_count_rows(options.out / COUNTS_FILE)
        releases = read_releases(kept / "releases.json", ((row.key, row.value) for row in before))
        values = {row.key: row.value for row in rows}
        rows = suppress(rows, below=options.suppress_below, releases=releases)
        hidden = {row.key for row in rows if row.value is None}
        rows, replaced = revise(before, rows)
        write_tables(options.out, counted, rows, replaced, below=options.suppress_below)
        write_releases(kept / "releases.json", releases.with_count(values, hidden))
    return counted_listing(counted, rows, replaced)


@contextmanager
def _full_disk_named(places: Sequence[Path]) -> Iterator[None]:
    """Let the error for a full disk say which folders could be on it, as the system does not say which one is."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        names = ", ".join(map(str, places))
        raise OSError(f"no space left on the disk of one of these folders: {names}") from error


def _counted(logs: Sequence[str], mapping: LogMapping, options: CountOptions, kept: Path) -> CountedLog:
    """Count a log with the engine of the options."""
    if options.engine == "spark":
        return count_by_spark(
            logs,
            mapping,
            with_persons=options.persons,
            master=options.master or "local[*]",
            max_bad=options.max_bad,
            rule=options.rule,
            scratch=options.scratch,
        )
    paths = log_files(logs)
    return count_by_duckdb(
        paths,
        mapping,
        with_persons=options.persons,
        cache_folder=kept,
        key=read_key(options.key),
        max_bad=options.max_bad,
        workers=options.workers if sum(path.stat().st_size for path in paths) > SMALL_LOG else 0,
        rule=options.rule,
        scratch=options.scratch,
    )


def guess(logs: Sequence[str], scratch: Path | None) -> str:
    """Return a draft of the mapping for the first file of a log."""
    with _first_file(logs, scratch) as (path, connection, folder):
        return guess_mapping(connection, path, scratch=folder)


def dry_run(logs: Sequence[str], mapping: LogMapping, scratch: Path | None) -> list[Table]:
    """Return how the first rows of the first file are understood, by shape; nothing is written."""
    with _first_file(logs, scratch) as (path, connection, folder):
        return preview_listing(path.name, preview(connection, path, mapping, scratch=folder))


@contextmanager
def _first_file(logs: Sequence[str], scratch: Path | None) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection, Path]]:
    """Yield the first file of a log, a connection, and a folder for what is temporary."""
    with ended_by_signals(), _readable(logs, scratch) as names, scratch_folder(scratch) as folder:
        path = log_files(names)[0]
        with silent(), connect(folder) as connection:
            yield path, connection, folder


def _kept_folder(options: CountOptions) -> Path:
    """Return the folder for what the next count reuses: by default one for each `--out`, beside the key."""
    out = options.out.resolve()
    name = hashlib.sha256(str(out).encode()).hexdigest()[:16]
    kept = (options.kept or options.key.parent / "kept" / name).resolve()
    for option, path in (("--key", options.key.resolve()), ("--kept", kept)):
        if path.is_relative_to(out):
            raise ValueError(f"{option} {path} lies in --out, which is given away; allowed: a place outside of {out}")
    return kept


def _remove_kept_before(folder: Path) -> None:
    """Remove what an earlier version kept below `--out`: numbers that are not suppressed."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
        logger.info("%s removed: what is kept now lies outside of the counts", folder)


@contextmanager
def _readable(logs: Sequence[str], scratch: Path | None) -> Iterator[Sequence[str]]:
    """Yield the names of a log; standard input becomes a file that only its owner can read, while it is counted."""
    if STANDARD_INPUT not in logs:
        yield logs
        return
    if len(logs) > 1:
        raise ValueError("- means standard input; allowed: - alone, or files, folders and patterns")
    with scratch_folder(scratch) as folder:
        path = folder / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield [str(path)]
