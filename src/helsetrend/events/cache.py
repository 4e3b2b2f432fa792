"""What is kept of a count, so that the next one counts only what is new or has changed.

In the folder lie the chunks, and the joined ones of each month, each under a name that says of what it was counted, and
`files.json` with what is known of each file. No user is in them but as keyed hashes (see chunks.py); the key lies
elsewhere, with the owner of the log.
"""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helsetrend.events.chunks import Chunk, Portal, Span
from helsetrend.events.readers import Mapping, Rows, Survey, TimeSql
from helsetrend.events.visits import STAIRCASE
from helsetrend.files import write_whole

FORM = "2"
"""Changes with what chunk and survey files look like."""


@dataclass(frozen=True)
class LogFile:
    """A file of the log: its survey, the SHA-256 of its bytes, and its state when that was computed."""

    survey: Survey
    digest: str
    state: tuple[int, int]


def state_of(path: Path) -> tuple[int, int]:
    """Size and time of the last change; while these stay, the bytes are taken to be the same."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def read_key(path: Path) -> bytes:
    """The key of the keyed hashes; one is made where there is none yet, readable for its owner alone.

    Raises ValueError where the file holds no key.
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


def chunk_name(span: Span, files: Iterable[LogFile], mapping: Mapping, portal: Portal, key: bytes) -> str:
    """The name of a chunk: its span, and a digest of all that its counts depend on."""
    facts = [FORM, *STAIRCASE, mapping.model_dump_json(exclude={"time": {"last"}}), repr(portal)]
    facts += [hashlib.sha256(key).hexdigest(), *sorted({file.digest for file in files})]
    return f"{span.from_us}-{span.to_us}-{_digest(facts)[:16]}"


def joined_chunk(parts: Sequence[Chunk]) -> Chunk:
    """The chunk that neighbours make together, beside them; its name says of which it was made."""
    if len(parts) == 1:
        return parts[0]
    span = Span(min(one.span.from_us for one in parts), max(one.span.to_us for one in parts))
    name = f"{span.from_us}-{span.to_us}-{_digest(one.folder.name for one in parts)[:16]}"
    return Chunk(span, parts[0].folder.with_name(name))


def store(folder: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` fill a new folder, and put it in place as a whole; one that is there already stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        write(stage)
        if not folder.exists():
            stage.rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def forget(folder: Path, *, but: Iterable[Chunk]) -> None:
    """Remove all chunks but those, and what counts that were broken off have left."""
    wanted = {one.folder for one in but}
    for path in folder.iterdir():
        if path not in wanted:
            shutil.rmtree(path)


def read_files(path: Path, mapping: Mapping) -> dict[str, LogFile]:
    """What was known of each file when it was last read by this mapping; nothing where that is not so."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if known["mapping"] != _digest([FORM, mapping.model_dump_json(exclude={"time": {"last"}})]):
        return {}
    return {name: _file(entry) for name, entry in known["files"].items()}


def write_files(path: Path, files: Iterable[LogFile], mapping: Mapping) -> None:
    """Keep what is known of each file."""
    entries = {
        str(file.survey.path): {"survey": asdict(file.survey), "digest": file.digest, "state": file.state}
        for file in files
    }
    known = {"mapping": _digest([FORM, mapping.model_dump_json(exclude={"time": {"last"}})]), "files": entries}
    write_whole(path, json.dumps(known, default=str))


def _file(entry: dict[str, Any]) -> LogFile:
    survey = entry["survey"]
    rows = survey["rows"] and Rows(**{**survey["rows"], "time": TimeSql(**survey["rows"]["time"])})
    paths = {name: Path(survey[name]) for name in ("path", "readable")}
    more = {"services": tuple(survey["services"]), "rows": rows}
    return LogFile(Survey(**{**survey, **paths, **more}), entry["digest"], tuple(entry["state"]))


def _digest(facts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()
