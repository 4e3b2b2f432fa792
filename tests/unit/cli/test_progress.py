"""The log: plain lines on a pipe, a bar on a terminal, lines of JSON where asked for; and no library's warnings."""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import datetime

import pytest
from command import run
from shared import SECRETS

from helsetrend.cli.progress import steps

COMMAND = [sys.executable, "-m", "helsetrend", "report", "--force"]


def test_each_step_is_a_line_of_json_with_its_time(reports_of):
    lines = [json.loads(line) for line in (reports_of("2023").parent / "log").read_text("utf-8").splitlines()]
    assert all(line.keys() == {"time", "seconds", "step"} for line in lines)
    assert all(datetime.fromisoformat(line["time"]).utcoffset().total_seconds() == 0 for line in lines)
    assert [line["seconds"] for line in lines] == sorted(line["seconds"] for line in lines)
    assert lines[-1]["step"] == "edition put in place"
    assert len(lines) == 7


def test_an_error_is_a_line_of_json_too(tmp_path):
    done = run("report", "--log-json", "--year", "1999", folder=tmp_path)
    assert done.returncode == 2
    *lines, last = done.stderr.splitlines()
    assert "year 1999" in json.loads(lines[-1])["step"]
    assert last.startswith("helsetrend: year 1999")


def read_until_closed(terminal):
    """All that was written to a terminal whose other end is closed; one read may get only a part of it."""
    with suppress(OSError):  # EIO, by which Linux says that the other end is closed
        while part := os.read(terminal, 65536):
            yield part
    os.close(terminal)


def test_on_a_terminal_a_bar_moves_below_the_steps(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    ours, theirs = os.openpty()
    with open(theirs, "w") as terminal, monkeypatch.context() as patch:  # noqa: PTH123 - it has no path
        patch.setattr(sys, "stderr", terminal)
        with steps("making the report", count=2):
            logging.getLogger("helsetrend.edition").info("edition put in place")
    text = b"".join(read_until_closed(ours)).decode()
    assert "edition put in place" in text
    assert "making the report" in text
    assert re.search("[━╸╺]", text)


def test_a_step_is_a_line_in_which_control_characters_are_visible(capsys):
    with steps("making the report"):
        logging.getLogger("helsetrend.edition").info("%s: up to date", "r\x1b[31m")
    logging.getLogger("helsetrend.edition").info("after the run")
    assert re.fullmatch(r"  0\.\d s  r\\x1b\[31m: up to date\n", capsys.readouterr().err)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_no_secret_of_the_environment_is_in_log_notebook_or_manifest(secret, reports):
    files = [path.read_bytes() for path in reports.parent.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert not any(secret.encode() in content for content in files)


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        ("yaer=2021", "there is no parameter 'yaer'; the nearest is year; allowed: year, first_year, as_of"),
        ("year=0301x", "allowed: a year such as 2021"),
        ("as_of=no", "as_of 'no': 'no' is not"),
        ("as_of=0301", "as_of '0301'"),
        ("year", "allowed: NAME=VALUE"),
        ("zzz=1", "there is no parameter 'zzz'; allowed: year"),
    ],
)
def test_a_parameter_that_is_unknown_or_of_the_wrong_type_is_an_error_before_anything_is_run(
    parameter, message, tmp_path
):
    done = run("report", "--force", "-p", parameter, folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("years", "message"),
    [("2018-2016", "the earlier year first"), ("2018,x", "allowed: years such as"), ("-", "allowed: years such as")],
)
def test_years_that_are_not_years_are_an_error(years, message, tmp_path):
    done = run("report", "--force", "--years", years, folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr


def test_many_years_have_a_summary_and_the_code_of_the_first_that_failed(reports_of, tmp_path):
    """Two of them are up to date."""
    shutil.copytree(reports_of("2014 and 2018"), tmp_path / "reports", symlinks=True)
    done = run("report", "--years", "2014-2015,2018", folder=tmp_path)
    assert done.returncode == 2  # there is no figure of 2015
    assert done.stderr.splitlines()[-1] == "helsetrend: 1 of 3 reports failed"
    assert "the report on 2015 failed: year 2015" in done.stderr
    pages = [f"reports/{year}/2025-12-31/{language}/index.html" for year in (2014, 2018) for language in ("nb", "en")]
    assert done.stdout.splitlines() == pages


def test_a_pipe_gets_no_bar_whatever_the_environment_says_about_colours(tmp_path):
    done = run("report", "--force", "--year", "1999", folder=tmp_path, FORCE_COLOR="1", TTY_COMPATIBLE="1")
    assert done.returncode == 2
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f]|making the report", done.stderr) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize("option", [[], ["--log-json"]])
def test_a_log_on_a_full_disk_does_not_change_the_exit_code(option, tmp_path):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([*COMMAND, "--year", "1999", *option], cwd=tmp_path, stderr=full, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--year", "2020", "-p", "year=2021"], "year is given twice"),
        (["-p", "as_of=newest", "-p", "as_of=2022-05-31"], "as_of is given twice"),
        (["--years", "2020", "--year", "2021"], "allowed: one of them"),
        (["--years", "2020", "-p", "year=2021"], "allowed: one of them"),
        (["--years", ""], "allowed: years such as"),
        (["--years", "1-9999999999"], "allowed: years such as"),
        (["--timeout", "inf"], "--timeout"),
        (["--timeout", "1e12"], "--timeout"),
    ],
)
def test_an_option_given_twice_or_out_of_range_is_an_error(options, message, tmp_path):
    done = run("report", "--force", *options, folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()
