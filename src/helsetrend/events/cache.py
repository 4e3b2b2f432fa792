"""The cache of a count, so that the next count only does what is new or has changed.

A folder with chunks, with the joined chunks of each month, each under a name that is a digest of what it was counted
from, and with `files.json`, the survey of each file. Users are in it only as keyed hashes (see chunks.py); the key is
kept elsewhere, by the owner of the log.
"""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from helsetrend.events.chunks import Chunk, Portal, Span
from helsetrend.events.readers import LogMapping, Survey
from helsetrend.files import write_whole

FORMAT = "6"
"""The version of the format of chunks and surveys, and of how logs are read: to change with them, so that older caches
are not read."""

FILES = ("files.json", "persons.json", "days-in-a-chunk", "releases.json")
"""The files that lie beside the chunks."""


@dataclass(frozen=True)
class LogFile:
    """A file of the log: its survey, the SHA-256 of its bytes, and its state (see `file_state`) at that time."""

    survey: Survey
    digest: str
    state: tuple[int, int]


_AS_JSON = TypeAdapter(dict[str, LogFile])


def file_state(path: Path) -> tuple[int, int]:
    """Return size and time of the last change; while both stay, the file is taken to be unchanged."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def read_key(path: Path) -> bytes:
    """Return the key of the keyed hashes; without a file, make one that only its owner can read.

    Raises ValueError where the file does not hold a key.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError(f"{path} holds no key; allowed: 64 hexadecimal digits, or no file, so that one is made")
    return key


def chunk_name(span: Span, files: Iterable[LogFile], mapping: LogMapping, portal: Portal, key: bytes) -> str:
    """Return the name of a chunk: its span, and a digest of all that its counts depend on."""
    inputs = [FORMAT, repr(portal.rule.sql), _mapping_json(mapping), repr(portal)]
    inputs += [hashlib.sha256(key).hexdigest(), *sorted({file.digest for file in files})]
    return f"{span.from_us}-{span.to_us}-{_digest(inputs)[:16]}"


def joined_chunk(parts: Sequence[Chunk]) -> Chunk:
    """Return the chunk that neighbours make together, in the same folder; its name depends on theirs."""
    if len(parts) == 1:
        return parts[0]
    span = Span(min(part.span.from_us for part in parts), max(part.span.to_us for part in parts))
    name = f"{span.from_us}-{span.to_us}-{_digest(part.folder.name for part in parts)[:16]}"
    return Chunk(span, parts[0].folder.with_name(name))


def store(folder: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` fill a new folder, and move it to `folder` as a whole, unless there is one already."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        write(stage)
        if not folder.exists():
            stage.rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def prepare_cache(folder: Path) -> None:
    """Make the folder of a cache, and let only its owner read it, also if it exists already.

    What is a folder in place of a file, or a file in place of a folder, is removed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in FILES:
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
    chunks = folder / "chunks"
    if chunks.is_file():
        chunks.unlink()
    for path in chunks.iterdir() if chunks.is_dir() else ():
        if path.is_file():
            path.unlink()


def remove_chunks(folder: Path, *, keep: Iterable[Chunk]) -> None:
    """Remove all chunks except those to keep, and what interrupted counts have left."""
    wanted = {chunk.folder for chunk in keep}
    for path in folder.iterdir():
        if path not in wanted:
            shutil.rmtree(path)


def read_files(path: Path, mapping: LogMapping) -> dict[str, LogFile]:
    """Return each file that was surveyed with this mapping, by its path; none where there is no such cache."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if known["mapping"] != _digest([FORMAT, _mapping_json(mapping)]):
            return {}
        return _AS_JSON.validate_python(known["files"])
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):  # none, or damaged
        return {}


def write_files(path: Path, files: Iterable[LogFile], mapping: LogMapping) -> None:
    """Write the files with their surveys for `read_files`."""
    entries = _AS_JSON.dump_python({str(file.survey.path): file for file in files}, mode="json")
    write_whole(path, json.dumps({"mapping": _digest([FORMAT, _mapping_json(mapping)]), "files": entries}))


def _mapping_json(mapping: LogMapping) -> str:
    """Return the mapping as text, without the last possible day, which by default is a new one every day."""
    return mapping.model_dump_json(exclude={"time": {"last"}})


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def has_chunks(folder: Path) -> bool:
    """Return whether there are chunks in a cache."""
    return (folder / "chunks").is_dir() and any((folder / "chunks").iterdir())


def remove_all(folder: Path) -> None:
    """Remove all that was counted from a cache; the surveys stay."""
    shutil.rmtree(folder / "chunks", ignore_errors=True)
    for name in ("persons.json", "days-in-a-chunk"):
        (folder / name).unlink(missing_ok=True)
