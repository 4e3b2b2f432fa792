"""Editions are replaced in one step, by one run at a time, which recovers from a killed one; failed runs are kept."""

import errno
import json
import os
import re
import subprocess
import sys
from datetime import datetime

import pytest

from helsetrend.edition import shelf
from helsetrend.edition.notebook import NotebookError
from helsetrend.edition.request import Request
from helsetrend.edition.shelf import (
    KEPT_RUNS,
    LockedError,
    editions,
    keep_failed,
    locked,
    replace_edition,
    require_latest_is_link,
    staged,
    switch_latest,
)


def folder(path, text):
    path.mkdir(parents=True)
    (path / "manifest.json").write_text(text, "utf-8")
    return path


@pytest.fixture
def year(tmp_path):
    return tmp_path / "reports" / "2021"


@pytest.mark.parametrize("is_exchanged", [True, False], ids=["exchanged", "renamed twice"])
def test_a_staged_edition_replaces_the_one_before(is_exchanged, year, monkeypatch):
    if not is_exchanged:
        monkeypatch.setattr(shelf, "_exchange", lambda *_: False)
    old = folder(year / "2022-05-31", "old")
    (old / "more").touch()
    with locked(year), staged(year) as stage:
        (stage / "manifest.json").write_text("new", "utf-8")
        replace_edition(stage, old)
    assert [path.name for path in year.iterdir()] == ["2022-05-31"]
    assert [(path.name, path.read_text("utf-8")) for path in old.iterdir()] == [("manifest.json", "new")]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o755), (0o002, 0o775), (0o077, 0o700)])
def test_the_permissions_of_an_edition_follow_the_umask(mask, mode, year):
    before = os.umask(mask)
    try:
        with locked(year), staged(year) as stage:
            replace_edition(stage, year / "2022-05-31")
    finally:
        os.umask(before)
    assert (year / "2022-05-31").stat().st_mode & 0o777 == mode


def test_two_folders_are_exchanged_in_one_step(tmp_path):
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    if not shelf._exchange(one, other):
        pytest.skip("the disk cannot do that")
    assert [(path / "manifest.json").read_text("utf-8") for path in (one, other)] == ["2", "1"]


def test_folders_that_cannot_be_exchanged_are_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="other") as raised:
        shelf._exchange(tmp_path / "one", tmp_path / "other")
    assert raised.value.errno == errno.ENOENT


HOLD = """
import sys
from pathlib import Path
from helsetrend.edition.shelf import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(year):
    """Another process that holds the year until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, year], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.stdin.close()


def test_a_year_that_another_run_has_locked_is_an_error(year, holder):  # noqa: ARG001
    with pytest.raises(LockedError, match=r"another run .*2021; wait"), locked(year):
        pytest.fail("both hold it")


def test_a_run_can_wait_for_the_lock(year, holder):
    holder.stdin.close()
    with locked(year, is_waiting=True):
        assert holder.wait() == 0


def test_a_killed_run_holds_no_lock(year, holder):
    holder.kill()
    holder.wait()
    with locked(year):
        pass


def test_what_a_killed_run_was_making_is_removed(year):
    folder(year / "2022-05-31", "good")
    folder(year / ".making-abc", "half")
    (year / ".latest-17").symlink_to("2022-05-31")
    with locked(year):
        assert [path.name for path in year.iterdir()] == ["2022-05-31"]


def test_an_interrupt_before_the_stage_is_used_leaves_no_stage(year):
    def interrupt():
        folder(year / ".making-abc", "half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), locked(year):
        interrupt()
    assert list(year.iterdir()) == []


def test_what_a_killed_run_had_set_aside_is_put_back(year):
    folder(year / ".old-2022-05-31", "good")
    with locked(year):
        pass
    assert (year / "2022-05-31" / "manifest.json").read_text("utf-8") == "good"


def test_what_a_killed_run_had_set_aside_is_removed_if_the_new_edition_is_in_place(year):
    folder(year / ".old-2022-05-31", "old")
    folder(year / "2022-05-31", "new")
    with locked(year):
        pass
    assert [path.name for path in year.iterdir()] == ["2022-05-31"]
    assert (year / "2022-05-31" / "manifest.json").read_text("utf-8") == "new"


def test_latest_points_at_the_newest_edition(year):
    for day in ("2022-05-31", "2025-12-31", "2023-01-31"):
        folder(year / day, day)
        switch_latest(year)
    (year / "2026-01-01").mkdir()
    switch_latest(year)
    assert (year / "latest" / "manifest.json").read_text("utf-8") == "2025-12-31"
    assert [path.name for path in editions(year)] == ["2022-05-31", "2023-01-31", "2025-12-31"]


def test_in_each_language_the_latest_is_the_newest_edition_that_has_it(year):
    """The edition of 2025 is in English alone: a reader of bokmål is led to that of 2023, and not to no page."""
    for day, languages in (("2022-05-31", "nb en"), ("2023-01-31", "nb"), ("2025-12-31", "en")):
        folder(year / day, day)
        for language in languages.split():
            (year / day / language).mkdir()
            (year / day / language / "index.html").touch()
        switch_latest(year)
    newest = {link.name: link.readlink().name for link in year.glob("latest*")}
    assert newest == {"latest": "2025-12-31", "latest.en": "2025-12-31", "latest.nb": "2023-01-31"}
    assert [path.name for path in editions(year)] == ["2022-05-31", "2023-01-31", "2025-12-31"]


def test_latest_must_be_a_link(year):
    folder(year / "2022-05-31", "")
    require_latest_is_link(year)
    switch_latest(year)
    require_latest_is_link(year)
    (year / "latest").unlink()
    folder(year / "latest", "a copy")
    with pytest.raises(FileExistsError, match=r"2021/latest is not a link.*; move it away"):
        require_latest_is_link(year)
    assert (year / "latest" / "manifest.json").read_text("utf-8") == "a copy"


# --- failed runs


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


def test_a_failed_run_without_a_stage_is_kept_too(tmp_path):
    keep_failed(tmp_path, Request(2021), KeyboardInterrupt("interrupted"))
    (folder,) = kept(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == ["log.txt", "reason.json"]


def test_the_oldest_failed_runs_are_removed_first(tmp_path):
    for number in range(KEPT_RUNS + 3):
        keep_failed(tmp_path, Request(2021), NotebookError(str(number)))
    reasons = [json.loads((folder / "reason.json").read_text("utf-8")) for folder in kept(tmp_path)]
    assert [one["message"] for one in reasons] == [str(number) for number in range(3, KEPT_RUNS + 3)]


def test_where_nothing_can_be_kept_the_run_goes_on_to_its_end(tmp_path):
    (tmp_path / "failed").touch()
    keep_failed(tmp_path, Request(2021), NotebookError("a cell"))
    assert (tmp_path / "failed").read_text("utf-8") == ""
