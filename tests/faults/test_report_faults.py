"""Each way in which a run can fail, provoked for real: its code, what is kept of it, and that nothing else is left."""

import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import psutil
import pytest

from helsetrend.edition import warm_process
from helsetrend.edition.manifest import verify
from helsetrend.edition.pages import pdf
from helsetrend.edition.shelf import SERIES_FILE

ENDLESS = "import threading\nthreading.Event().wait()"


def break_figures(checkout, _):
    path = checkout.folder / "data" / "published" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("visits,,2020,", "visits,,2020-13,", 1), "utf-8")


def break_notebook(checkout, _):
    (checkout.folder / "notebooks" / "3-annual-report.nb.ipynb").write_text("{", "utf-8")


def break_font(checkout, monkeypatch):
    layout = checkout.folder / "other.typ"
    layout.write_text(pdf.LAYOUT.read_text("utf-8").replace('"DejaVu Sans"', '"Nowhere Sans"'), "utf-8")
    monkeypatch.setattr(pdf, "LAYOUT", layout)
    monkeypatch.setattr(
        warm_process, "is_warm", lambda: False
    )  # another process would set it in the font that there is


def cell(source):
    return lambda checkout, _: checkout.set_cell(source)


# How each fault is made, the code of the end, words of what is told, and of the error that is kept.
FAULTS = {
    "a cell that raises": (
        cell("raise LookupError('no such thing')"),
        1,
        "helsetrend: 3-annual-report.en.ipynb, cell [5]: LookupError: no such thing",
        "NotebookError",
    ),
    "a kernel that is killed": (
        cell("import os\nos.kill(os.getpid(), 9)"),
        1,
        "3-annual-report.en.ipynb",
        "NotebookError",
    ),
    "bad data": (break_figures, 3, "2020-13", "DataError"),
    "a notebook that is not JSON": (break_notebook, 1, "3-annual-report.nb.ipynb", "NotebookError"),
    "a font that is missing": (break_font, 4, "nowhere sans", "EditionError"),
    "an image from elsewhere": (
        cell('from IPython.display import HTML\nHTML(\'<img src="https://example.org/a.png" alt="">\')'),
        4,
        "nothing that loads another file",
        "EditionError",
    ),
    "a skipped heading": (
        cell("from IPython.display import HTML\nHTML('<h2>1</h2><h4>2</h4>')"),
        4,
        "skipped from heading level 1 to 3",
        "EditionError",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_run_that_fails_ends_with_its_code_and_leaves_the_last_good_edition(fault, checkout, monkeypatch):
    provoke, code, told, error = FAULTS[fault]
    before = checkout.lying_there()
    provoke(checkout, monkeypatch)
    done = checkout.run_here("report")
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    (kept,) = checkout.failed()
    assert kept["error"] == error
    assert told.removeprefix("helsetrend: ") in kept["message"]
    if code != 3 and "JSON" not in fault:
        assert "notebooks/3-annual-report.en.ipynb" in kept["files"]
        assert "data and parameters checked" in kept["log"][0]
    checkout.assert_untouched(before)


# What ends a run from outside: the signal, the code, and the error that is kept. The system sends SIGALRM when the time
# of `--timeout` is over; that it does so in time, tests/unit/edition/test_run.py shows.
ENDS = {
    signal.SIGTERM: (130, "TerminatedError", "terminated"),
    signal.SIGINT: (130, "KeyboardInterrupt", "interrupted"),
    signal.SIGALRM: (124, "OutOfTimeError", "not done after 600 seconds"),
}


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_a_run_that_is_told_to_end_ends_at_once_and_leaves_the_last_good_edition(number, checkout):
    before = checkout.lying_there()
    checkout.set_cell(ENDLESS)
    # A shell starts programs in the background with SIGINT ignored.
    reset = {"preexec_fn": lambda: signal.signal(number, signal.SIG_DFL)}
    with checkout.start("report", "--timeout", 600, **reset) as process:
        for line in process.stderr:
            if "nb: notebook run" in line:  # the other one never ends
                break
        start = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    code, error, message = ENDS[number]
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert time.monotonic() - start < 30
    assert err.splitlines()[-1] == f"helsetrend: {message}"
    (kept,) = checkout.failed()
    assert (kept["error"], kept["message"]) == (error, message)
    assert "notebooks/3-annual-report.en.ipynb" in kept["files"]
    assert "data and parameters checked" in kept["log"][0]
    checkout.assert_untouched(before)


def test_a_run_whose_terminal_is_closed_ends_and_leaves_nothing(checkout):
    """The system tells it by SIGHUP; what it would say then has no place to go to."""
    before = checkout.lying_there()
    checkout.set_cell(ENDLESS)
    ours, theirs = os.openpty()

    def in_a_terminal():
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup starts programs with this signal ignored
        os.setsid()
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

    command = [sys.executable, "-m", "helsetrend", "report"]
    with subprocess.Popen(
        command,
        cwd=checkout.folder,
        env=checkout.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=in_a_terminal,
    ) as process:
        os.close(theirs)
        seen = b""
        while b"nb: notebook run" not in seen:
            seen += os.read(ours, 4096)
        os.close(ours)
        assert process.wait(timeout=60) == 130
    assert [(kept["error"], kept["message"]) for kept in checkout.failed()] == [("TerminatedError", "terminated")]
    checkout.assert_untouched(before)


def test_a_folder_where_the_link_latest_belongs_ends_a_run_and_stays(checkout):
    """As in a copy of the reports that was made without links."""
    latest = checkout.reports / "2021" / "latest"
    latest.unlink()
    shutil.copytree(checkout.reports / "2021" / LAST_GOOD, latest)
    before = checkout.lying_there()
    done = checkout.run_here("report")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2021/latest is not a link" in done.stderr
    assert [kept["error"] for kept in checkout.failed()] == ["FileExistsError"]
    assert checkout.lying_there() == before


def test_after_a_failure_the_same_command_works(checkout):
    path = checkout.folder / "notebooks" / "3-annual-report.en.ipynb"
    good = path.read_bytes()
    checkout.set_cell("1 / 0")
    assert checkout.run_here("report").returncode == 1
    path.write_bytes(good)
    done = checkout.run_here("report")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert [process.cmdline() for process in checkout.processes()] == []


def test_while_another_run_holds_the_year_a_run_ends_or_waits(checkout):
    before = checkout.lying_there()
    folder = os.open(checkout.reports / "2021", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    done = checkout.run_here("report")
    assert done.returncode == 5
    assert "another run is making an edition" in done.stderr
    checkout.assert_untouched(before)
    with checkout.start("report", "--wait") as process:
        for line in process.stderr:
            if "checked" in line:
                break
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        assert [*checkout.reports.rglob(".making-*")] == []  # one that does not wait begins at once
        os.close(folder)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert len(out.splitlines()) == 2


def test_two_runs_at_once_make_one_edition(checkout):
    first, second = checkout.start("report", "--force"), checkout.start("report", "--force", "--wait")
    codes = [process.communicate(timeout=120) and process.returncode for process in (first, second)]
    assert codes[1] == 0
    assert codes[0] in (0, 5)  # which of the two comes first is not known
    assert verify(checkout.reports / "2021" / "latest") == []
    assert [path.name for path in checkout.reports.rglob(".*")] == []


@pytest.fixture
def small_disk(checkout):
    """The reports on a disk with hardly any room: one of their own where one may be mounted."""
    kept = checkout.reports.rename(checkout.folder / "kept")
    checkout.reports.mkdir()
    used = sum(4096 * (path.lstat().st_size // 4096 + 1) for path in kept.rglob("*"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={used // 1024 + 100}k", "tmpfs", checkout.reports]
    is_mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    subprocess.run(["cp", "-a", f"{kept}/.", checkout.reports], check=True)
    yield is_mounted
    if is_mounted:
        subprocess.run(["umount", checkout.reports], check=True)


def test_a_full_disk_ends_a_run_and_takes_nothing(checkout, small_disk):
    before = checkout.lying_there()

    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = checkout.run("report", preexec_fn=None if small_disk else small_files)
    assert (done.returncode, done.stdout) == (1, "")
    assert ("No space left" if small_disk else "File too large") in done.stderr
    assert "Traceback" not in done.stderr
    checkout.assert_untouched(before)


@pytest.mark.parametrize("out", ["file/reports", "/proc/reports"])
def test_a_folder_that_cannot_be_written_ends_a_run(out, checkout):
    before = checkout.lying_there()
    (checkout.folder / "file").touch()
    done = checkout.run_here("report", "--out", out)
    assert (done.returncode, done.stdout) == (1, "")
    assert out.split("/")[-2] in done.stderr
    assert "Traceback" not in done.stderr
    checkout.assert_untouched(before)


def assert_nothing_half_made(checkout):
    """What a reader sees are whole editions, and `latest` leads to one of them; no process is left."""
    editions = [path for path in (checkout.reports / "2021").glob("[!.]*") if path.name != SERIES_FILE]
    links = {"latest", "latest.en", "latest.nb"}
    assert {LAST_GOOD, *links} <= {path.name for path in editions} <= {LAST_GOOD, NEWEST, *links}
    assert [fault for path in editions for fault in verify(path)] == []
    _, alive = psutil.wait_procs(checkout.processes(), timeout=10)
    assert alive == []


def test_a_run_that_is_killed_at_any_moment_shows_nothing_half_made_and_the_next_one_heals(checkout, good):
    """Before which steps a kill is worst, tests/unit/edition/test_publish.py goes through."""
    whole, moments = float((good.parent / "seconds").read_text("utf-8")), random.Random(0)
    for _ in range(3):
        with checkout.start("report", "--force") as process:
            try:
                process.wait(timeout=moments.uniform(0.1, whole))
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate(timeout=60)
        assert_nothing_half_made(checkout)
    assert checkout.run_here("report").returncode == 0
    assert [path.name for path in checkout.reports.rglob(".*")] == []
    links = ("latest", "latest.en", "latest.nb")
    assert {path.name for path in (checkout.reports / "2021").iterdir()} == {LAST_GOOD, NEWEST, *links, SERIES_FILE}
    assert {(checkout.reports / "2021" / link).readlink() for link in links} == {Path(NEWEST)}
    assert NEWEST in (checkout.reports / "index.html").read_text("utf-8")


LAST_GOOD, NEWEST = "2022-05-31", "2025-12-31"
