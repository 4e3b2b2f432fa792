"""The files in ops/ and the commands of docs/schedule.md are run, or at least parsed, by the programs they are for."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import run
from pages import blocks, commands, read
from places import TOP

from helsetrend.edition import exit_codes
from helsetrend.edition.manifest import verify

OPS = TOP / "ops"
PAGE = "docs/schedule.md"
SCHEDULE = read(PAGE)
HOME = "/opt/helsetrend"


def test_the_line_of_cron_makes_reports_in_the_environment_of_cron(scheduled):
    assert (scheduled / "reports" / "2024" / "latest" / "nb" / "report.pdf").is_file()


@pytest.fixture
def systemd(in_ci):
    """The program that checks units."""
    program = shutil.which("systemd-analyze")
    if program is None:
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no systemd-analyze (on Debian, as root: make systemd)")
    return program


def test_systemd_finds_no_fault_in_the_units(systemd, tmp_path):
    """The units get the path of a program that exists, because verify looks for it."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "helsetrend").symlink_to(Path(sys.executable).with_name("helsetrend"))
    units = tmp_path / "units"
    units.mkdir()
    for path in OPS.glob("helsetrend*.*"):
        text = path.read_text("utf-8").replace(HOME, str(tmp_path)).replace("/usr/bin/logger", "/bin/true")
        (units / path.name).write_text(text, "utf-8")
    names = ["helsetrend.service", "helsetrend.timer", "helsetrend-failed@one.service"]
    (units / names[2]).symlink_to("helsetrend-failed@.service")
    done = subprocess.run(
        [systemd, "verify", "--man=no", *(units / name for name in names)], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "helsetrend" in line]
    assert (done.returncode, ours) == (0, [])


def test_a_report_is_made_without_a_network(scheduled):
    """As under the unit: the run of cron had only the loopback address, through which the kernels are reached."""
    if not (scheduled / "without network").exists():
        pytest.skip("only root can take the network away")
    assert verify(scheduled / "reports" / "2024" / "latest") == []


def options_of(command):
    """The options of a helsetrend command."""
    return set(re.findall(r"--[a-z-]+", run(command, "--help").stdout))


def calls_in_ops():
    """Every call of `helsetrend report` in ops/, with the name of its file."""
    for path in sorted(OPS.iterdir()):
        for call in re.findall(r"helsetrend (report [^\n\"]*)", path.read_text("utf-8")):
            yield path.name, call


@pytest.mark.parametrize(("file", "call"), list(calls_in_ops()))
def test_every_call_uses_options_that_exist(file, call):
    used = {part for part in shlex.split(call.replace("{year}", "2021")) if part.startswith("--")}
    assert used <= options_of("report"), file
    assert used


def test_the_workflow_calls_a_target_and_a_command_that_exist():
    workflow = yaml.safe_load((OPS / "github-actions.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[0] == "make .venv/report-ready"
    assert ".venv/report-ready:" in (TOP / "Makefile").read_text("utf-8")
    assert runs[1].startswith(".venv/bin/helsetrend report ")


def test_the_dag_runs_the_command_in_a_task_with_a_time_limit():
    tree = ast.parse((OPS / "airflow_dag.py").read_text("utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BashOperator"
    ]
    (call,) = calls
    assert {keyword.arg for keyword in call.keywords} == {"task_id", "bash_command", "execution_timeout"}


def test_the_commands_of_the_page_do_what_it_says(scheduled, tmp_path):
    """The first one finds what the run of cron has made."""
    shutil.copytree(scheduled / "reports", tmp_path / "reports", symlinks=True)
    lines = [line.replace("2021-2023", "2024") for line in commands(PAGE)]
    lines = [line.replace("/tmp/helsetrend-", f"{shlex.quote(str(tmp_path))}/") for line in lines]
    environment = {name: text for name, text in os.environ.items() if name != "HELSETREND_DATA"}
    done = [
        subprocess.run(["sh", "-c", line], cwd=scheduled, env=environment, capture_output=True, text=True, check=False)
        for line in lines
    ]
    assert [run.returncode for run in done] == [0, 0, 0]
    assert done[1].stderr.count("up to date") == 1
    (example,) = (json.loads(block) for block in blocks(PAGE, "json"))
    reason = json.loads((tmp_path / "failure.json").read_text("utf-8"))
    reason["failed"][0]["message"] = re.sub(r": .*", ": …", reason["failed"][0]["message"])
    assert reason == example


def test_the_page_lists_every_option_of_a_run_and_every_exit_code():
    codes = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", SCHEDULE, re.MULTILINE)} == codes
    listed = set(re.findall(r"`(--[a-z-]+)", SCHEDULE))
    of_the_report = {"--year", "--first-year", "--as-of", "--data", "--decimal", "--out", "--parameter", "--help"}
    others = {option for option in options_of("report") - of_the_report if not option.startswith("--no-")}
    assert others - listed == set()
    assert listed - options_of("report") == set()
