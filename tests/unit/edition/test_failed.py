"""Runs that failed are kept with log, reason and what was made so far, and not for ever."""

import json
import re
from datetime import datetime

from helsetrend.edition.notebook import NotebookError
from helsetrend.edition.parameters import Request
from helsetrend.edition.shelf import KEPT, keep_failed


def kept(reports):
    """What is kept, by the time of its end."""
    return sorted((reports / "failed").iterdir())


def test_the_stage_is_kept_with_log_and_reason(tmp_path):
    stage = tmp_path / "2021" / ".making-abc"
    stage.mkdir(parents=True)
    (stage / "half").write_text("half", "utf-8")
    keep_failed(tmp_path, Request(2021), NotebookError("«å»"), ["first", "second"], stage)
    (folder,) = kept(tmp_path)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z", folder.name)
    assert sorted(path.name for path in folder.iterdir()) == ["half", "log.txt", "reason.json"]
    assert (folder / "log.txt").read_text("utf-8") == "first\nsecond\n"
    reason = json.loads((folder / "reason.json").read_text("utf-8"))
    assert datetime.fromisoformat(reason.pop("time")).utcoffset().total_seconds() == 0
    asked = {"year": 2021, "first_year": None, "as_of": None}
    assert reason == {"error": "NotebookError", "message": "«å»", "asked": asked}
    assert not stage.exists()


def test_a_run_that_made_nothing_is_kept_too(tmp_path):
    keep_failed(tmp_path, Request(2021), KeyboardInterrupt("interrupted"))
    (folder,) = kept(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == ["log.txt", "reason.json"]


def test_the_oldest_go_first(tmp_path):
    for number in range(KEPT + 3):
        keep_failed(tmp_path, Request(2021), NotebookError(str(number)))
    reasons = [json.loads((folder / "reason.json").read_text("utf-8")) for folder in kept(tmp_path)]
    assert [one["message"] for one in reasons] == [str(number) for number in range(3, KEPT + 3)]


def test_where_nothing_can_be_kept_the_run_goes_on_to_its_end(tmp_path):
    (tmp_path / "failed").touch()
    keep_failed(tmp_path, Request(2021), NotebookError("a cell"))
    assert (tmp_path / "failed").read_text("utf-8") == ""
