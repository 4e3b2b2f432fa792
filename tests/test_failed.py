"""Runs that failed are kept with log, reason and what was made so far, and not for ever."""

import json
import re
from datetime import datetime

from helsetrend.failed import KEPT, keep_failed


def test_the_stage_is_kept_with_log_and_reason(tmp_path):
    stage = tmp_path / "2021" / ".making-abc"
    stage.mkdir(parents=True, mode=0o700)
    (stage / "half").write_text("half", "utf-8")
    folder = keep_failed(tmp_path, {"error": "NotebookError", "message": "«å»"}, ["first", "second"], stage)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z", folder.name)
    assert folder.parent == tmp_path / "failed"
    assert sorted(path.name for path in folder.iterdir()) == ["half", "log.txt", "reason.json"]
    assert (folder / "log.txt").read_text("utf-8") == "first\nsecond\n"
    reason = json.loads((folder / "reason.json").read_text("utf-8"))
    assert datetime.fromisoformat(reason.pop("time")).utcoffset().total_seconds() == 0
    assert reason == {"error": "NotebookError", "message": "«å»"}
    assert not stage.exists()
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_run_that_made_nothing_is_kept_too(tmp_path):
    folder = keep_failed(tmp_path, {}, [])
    assert sorted(path.name for path in folder.iterdir()) == ["log.txt", "reason.json"]


def test_the_oldest_go_first(tmp_path):
    folders = [keep_failed(tmp_path, {"number": number}, []) for number in range(KEPT + 3)]
    assert sorted((tmp_path / "failed").iterdir()) == folders[3:]
