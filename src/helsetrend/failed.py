"""Runs that failed, kept apart with their log, what was made so far, and the reason: `reports/failed/<time>/`."""

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from helsetrend.request import Request

KEPT = 20
"""How many failed runs are kept; the oldest go first."""


def keep_failed(
    reports: Path, request: Request, error: BaseException, log: Sequence[str] = (), stage: Path | None = None
) -> None:
    """Keep what a failed run made in its stage, if it came that far, with its log and the reason, below `reports`.

    Where that is impossible, as on a full disk, it is left: what went wrong must still be told.
    """
    with suppress(OSError):
        _keep(reports, {"error": type(error).__name__, "message": str(error), "asked": request.values}, log, stage)


def _keep(reports: Path, reason: dict[str, object], log: Sequence[str], stage: Path | None) -> None:
    now = datetime.now(UTC)
    folder = reports / "failed" / now.strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    folder.parent.mkdir(parents=True, exist_ok=True)
    if stage and stage.is_dir():
        stage.rename(folder)
    folder.mkdir(exist_ok=True)
    (folder / "log.txt").write_text("".join(f"{line}\n" for line in log), encoding="utf-8")
    told = json.dumps({**reason, "time": now.isoformat(timespec="seconds")}, ensure_ascii=False, indent=2)
    (folder / "reason.json").write_text(f"{told}\n", encoding="utf-8")
    for old in sorted(path for path in folder.parent.iterdir() if path.is_dir())[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
