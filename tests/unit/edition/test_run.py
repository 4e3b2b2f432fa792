"""Many reports in one run: each for itself, with its outcome; and the command that is run after a failure."""

import json
import logging
import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from helsetrend.cli.progress import steps
from helsetrend.edition import overview, publish, run, warm_process
from helsetrend.edition.notebook import NotebookError
from helsetrend.edition.request import Request
from helsetrend.edition.run import Outcome, report_failure, run_reports

YEARS = (2018, 2019, 2020, 2021)


@pytest.fixture
def made(monkeypatch):
    """The years that were made, each a folder by its number; 2019 fails, and 2018 is up to date."""
    made = []

    def make_edition(request, *, reports, is_waiting):
        assert not is_waiting
        logging.getLogger("helsetrend.edition.publish").info("step of %s", request.year)
        if request.year == 2019:
            raise NotebookError("a cell")
        made.append(request.year)
        return reports / str(request.year)

    monkeypatch.setattr(warm_process, "warm_up", lambda: None)
    monkeypatch.setattr(publish, "make_edition", make_edition)
    monkeypatch.setattr(run, "up_to_date", lambda one, reports: reports / "2018" if one.year == 2018 else None)
    return made


def kept_below(reports):
    """The runs that are kept as failed: the error and the year of each."""
    reasons = [json.loads(path.read_text("utf-8")) for path in sorted(reports.glob("failed/*/reason.json"))]
    return [(one["error"], one["asked"]["year"]) for one in reasons]


def test_a_run_that_finds_the_report_up_to_date_imports_nothing_that_reads_data():
    code = "import sys; from helsetrend.edition import run_reports; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "helsetrend.edition.run" in imported
    assert {"pandas", "pandera", "pydantic", "papermill"} & set(imported) == set()


@pytest.mark.parametrize("cores", [1, 2, 8])
def test_the_failure_of_one_does_not_stop_the_others(cores, made, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    with steps("making the report"):
        outcomes = run_reports([Request(year) for year in YEARS], reports=tmp_path)
    assert [(one.request.year, one.code, one.is_new) for one in outcomes] == [
        (2018, 0, False),
        (2019, 1, True),
        (2020, 0, True),
        (2021, 0, True),
    ]
    assert sorted(made) == [2020, 2021]
    logged = [line.split(" s  ")[1] for line in capsys.readouterr().err.splitlines()]
    assert sorted(logged) == ["2019: step of 2019", "2020: step of 2020", "2021: step of 2021"]
    assert outcomes[1].reason == {
        "exit_code": 1,
        "error": "NotebookError",
        "message": "a cell",
        "asked": {"year": 2019, "first_year": None, "as_of": None},
    }


def test_with_force_all_are_made(made, tmp_path):
    run_reports([Request(2018)], reports=tmp_path, is_forced=True)
    assert made == [2018]


def test_an_interrupt_ends_all_reports_that_are_not_done(monkeypatch, made, tmp_path):
    make = publish.make_edition

    def interrupted(request, **options):
        if request.year == 2020:
            raise KeyboardInterrupt
        return make(request, **options)

    monkeypatch.setattr("os.cpu_count", lambda: 1)
    monkeypatch.setattr(publish, "make_edition", interrupted)
    outcomes = run_reports([Request(year) for year in YEARS], reports=tmp_path)
    assert [one.code for one in outcomes] == [0, 1, 130, 130]
    assert made == []
    assert kept_below(tmp_path) == [("KeyboardInterrupt", 2021)]  # the others were begun, and kept by that


def test_a_run_that_takes_too_long_ends_when_its_time_is_over(monkeypatch, made, tmp_path):  # noqa: ARG001
    never = threading.Event()
    monkeypatch.setattr(publish, "make_edition", lambda *_, **__: never.wait())
    (outcome,) = run_reports([Request(2021)], reports=tmp_path, seconds=0.1)
    assert outcome.code == 124
    assert str(outcome.error) == "not done after 0.1 seconds"


def test_an_error_before_a_report_is_begun_is_the_outcome_of_all(monkeypatch, tmp_path):
    """Otherwise the error would not be reported."""

    def unreadable(one, reports):
        raise PermissionError(f"{reports} of {one}")

    monkeypatch.setattr(run, "up_to_date", unreadable)
    outcomes = run_reports([Request(2020), Request(2021)], reports=tmp_path)
    assert [(one.code, type(one.error)) for one in outcomes] == [(1, PermissionError)] * 2
    assert kept_below(tmp_path) == [("PermissionError", 2020), ("PermissionError", 2021)]


def test_an_overview_that_cannot_be_written_is_the_outcome_of_what_is_up_to_date(monkeypatch, tmp_path):
    def full(reports):
        raise OSError(f"no room in {reports}")

    monkeypatch.setattr(run, "up_to_date", lambda one, reports: reports / str(one.year))
    monkeypatch.setattr(run, "is_overview_behind", lambda _: True)
    monkeypatch.setattr(overview, "write_overview", full)
    outcomes = run_reports([Request(2020), Request(2021)], reports=tmp_path)
    assert [(one.code, one.place) for one in outcomes] == [(1, None)] * 2


# --- the command after a failure

OUTCOMES = [Outcome(Request(2021), error=NotebookError("«å»")), Outcome(Request(2020), place=Path("reports/2020"))]
KEEP = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


def test_the_command_gets_the_reasons_as_json(tmp_path):
    target = tmp_path / "reported to 'them'.json"
    assert report_failure(f'{sys.executable} -c "{KEEP}" "{target}"', OUTCOMES) is None
    assert json.loads(target.read_text("utf-8")) == {
        "failed": [OUTCOMES[0].reason],
        "made": ["reports/2020"],
    }


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-program-here", "No such file"),
        (f"{sys.executable} -c 'raise SystemExit(7)'", "ended with 7"),
        (f"{sys.executable} -c 'import threading; threading.Event().wait()'", "timed out"),
        ("'", "No closing quotation"),
        (" ", "--on-failure  : [Errno"),
        ("", "--on-failure : [Errno"),
    ],
)
def test_a_failure_of_the_command_itself_is_returned_in_time(command, reason, monkeypatch):
    monkeypatch.setattr(run, "REPORTING_SECONDS", 1)
    assert reason in str(report_failure(command, OUTCOMES))


def test_the_children_of_a_command_that_takes_too_long_are_killed_with_it(tmp_path, monkeypatch):
    """As the process of a shell, which waits for what it has started."""
    monkeypatch.setattr(run, "REPORTING_SECONDS", 5)  # by then it has started, on a busy machine too
    pid_file = tmp_path / "pid"
    started = f"import os, pathlib, threading; pathlib.Path({str(pid_file)!r}).write_text(str(os.getpid()))"
    command = shlex.join(["sh", "-c", f'{sys.executable} -c "{started}; threading.Event().wait()"; true'])
    assert "timed out" in str(report_failure(command, OUTCOMES))
    started = [psutil.Process(pid) for pid in [int(pid_file.read_text())] if psutil.pid_exists(pid)]
    _, alive = psutil.wait_procs(started, timeout=10)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def test_a_folder_name_that_is_not_valid_text_is_escaped_in_json(tmp_path):
    target = tmp_path / "reasons.json"
    outcomes = [OUTCOMES[0], Outcome(Request(2020), place=Path("r\udce6"))]  # the byte e6, as Python reads it
    assert report_failure(f'{sys.executable} -c "{KEEP}" "{target}"', outcomes) is None
    assert json.loads(target.read_text("utf-8"))["made"] == ["r\udce6"]


def test_the_command_is_not_run_by_a_shell(tmp_path):
    target = tmp_path / "made"
    report_failure(f"echo a; touch {target}", OUTCOMES)
    assert not target.exists()


# --- up to date


@pytest.fixture
def own_reports(reports, tmp_path):
    """A copy of the reports that all tests share, to be changed."""
    return Path(shutil.copytree(reports, tmp_path / "reports", symlinks=True))


def test_an_edition_of_the_same_request_and_inputs_is_up_to_date_and_no_other(reports, monkeypatch, tmp_path):
    place = reports / "2021" / "2025-12-31"
    assert run.up_to_date(Request(), reports) == place
    assert run.up_to_date(Request(2021, 2019, "2022-05-31"), reports) == reports / "2021" / "2022-05-31"
    others = [Request(2021), Request(2020), Request(first_year=2018), Request(others={"a": "1"})]
    assert [run.up_to_date(other, reports) for other in others] == [None] * len(others)
    monkeypatch.setenv("HELSETREND_DECIMAL", "comma")
    assert run.up_to_date(Request(), reports) is None
    monkeypatch.delenv("HELSETREND_DECIMAL")
    monkeypatch.setattr(run, "versions", lambda: {"pandas": "0"})
    assert run.up_to_date(Request(), reports) is None
    assert run.up_to_date(Request(), tmp_path) is None


def test_an_edition_that_was_changed_by_hand_is_made_again(own_reports):
    page = own_reports / "2021" / "2025-12-31" / "nb" / "index.html"
    assert run.up_to_date(Request(), own_reports) is not None
    page.write_bytes(page.read_bytes() + b" ")
    assert run.up_to_date(Request(), own_reports) is None


def test_an_overview_is_behind_where_an_edition_came_after_it(own_reports):
    assert not run.is_overview_behind(own_reports)
    overview = own_reports / "index.html"
    os.utime(overview, (0, 0))
    assert run.is_overview_behind(own_reports)
    overview.unlink()
    assert run.is_overview_behind(own_reports)


@pytest.mark.parametrize("fault", ["not JSON", "of another version", "not to be read"])
def test_an_edition_that_cannot_be_understood_is_made_again(fault, own_reports, monkeypatch):
    path = own_reports / "2021" / "2025-12-31" / "manifest.json"
    assert run.up_to_date(Request(), own_reports) == path.parent
    if fault == "not JSON":
        path.write_text("{", "utf-8")
    elif fault == "of another version":
        stated = json.loads(path.read_text("utf-8"))
        del stated["asked"]
        path.write_text(json.dumps(stated), "utf-8")
    else:  # as while another run puts its edition in this one's place

        def gone(place):
            raise FileNotFoundError(place)

        monkeypatch.setattr(run, "verify", gone)
    assert run.up_to_date(Request(), own_reports) is None


def test_an_edition_that_its_series_does_not_name_is_made_again(own_reports):
    """As after a run that was killed when the edition was in its place."""
    series = own_reports / "2021" / "dcat.ttl"
    series.write_text(series.read_text("utf-8").replace("<2025-12-31/", "<2025-01-01/"), "utf-8")
    assert run.up_to_date(Request(2021, 2019, "2022-05-31"), own_reports) is not None
    assert run.up_to_date(Request(), own_reports) is None
    series.unlink()
    assert run.up_to_date(Request(), own_reports) is None
