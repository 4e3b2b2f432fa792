"""What stands in ops/ and docs/schedule.md is run, or at least read, by those that it is written for."""

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
from places import TOP

from helsetrend.edition import exit_codes

OPS = TOP / "ops"
SCHEDULE = (TOP / "docs" / "schedule.md").read_text("utf-8")
HOME = "/opt/helsetrend"


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like a checkout in which `make report` was run, its name with a space."""
    folder = tmp_path / "min mappe"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "helsetrend").symlink_to(Path(sys.executable).with_name("helsetrend"))
    return folder


def test_the_line_of_cron_makes_reports_with_what_cron_gives(checkout, tmp_path):
    (line,) = [line for line in (OPS / "crontab").read_text("utf-8").splitlines() if line and line[0] != "#"]
    *times, command = line.split(maxsplit=5)
    assert times == ["0", "6", "1", "*", "*"]
    command = command.replace("CHECKOUT", str(checkout)).replace("2021-2023", "2021")
    given = {"HOME": str(tmp_path), "LOGNAME": "helsetrend", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    arguments = ["env", "-i", *(f"{name}={value}" for name, value in given.items()), "/bin/sh", "-c", command]
    done = subprocess.run(arguments, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (checkout / "reports" / "2021" / "latest" / "nb" / "report.pdf").is_file()


@pytest.fixture
def systemd(in_ci):
    """The program that looks at units."""
    program = shutil.which("systemd-analyze")
    if program is None:
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no systemd-analyze (on Debian, as root: make systemd)")
    return program


def test_systemd_finds_no_fault_in_the_units(systemd, tmp_path):
    """With a path to a program that there is, as verify looks for it."""
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


def test_a_report_is_made_without_a_network(tmp_path):
    """As the unit has it: not even an address of this machine is up but the one that kernels are talked to on."""
    script = f"ip link set lo up 2>/dev/null; exec {shlex.quote(sys.executable)} -m helsetrend report"
    command = ["unshare", "--net", "/bin/sh", "-c", script]
    probe = subprocess.run(["unshare", "--net", "/bin/true"], capture_output=True, check=False)
    if os.geteuid() != 0 or probe.returncode:
        pytest.skip("a network can be taken away by root only")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def options_of(*command):
    """The options that a command of ours takes."""
    told = subprocess.run(
        [sys.executable, "-m", "helsetrend", *command, "--help"], capture_output=True, text=True, check=True
    )
    return set(re.findall(r"--[a-z-]+", told.stdout))


def commands():
    """Every call of the command in ops/, by its file."""
    for path in sorted(OPS.iterdir()):
        for call in re.findall(r"helsetrend (report [^\n\"]*)", path.read_text("utf-8")):
            yield path.name, call


@pytest.mark.parametrize(("file", "call"), list(commands()))
def test_every_call_has_options_that_there_are(file, call):
    asked = {part for part in shlex.split(call.replace("{year}", "2021")) if part.startswith("--")}
    assert asked <= options_of("report"), file
    assert asked


def test_the_workflow_calls_what_there_is():
    workflow = yaml.safe_load((OPS / "github-actions.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[0] == "make .venv/report-ready"
    assert ".venv/report-ready:" in (TOP / "Makefile").read_text("utf-8")
    assert runs[1].startswith(".venv/bin/helsetrend report ")


def test_the_dag_has_a_task_a_year():
    tree = ast.parse((OPS / "airflow_dag.py").read_text("utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BashOperator"
    ]
    (call,) = calls
    assert {keyword.arg for keyword in call.keywords} == {"task_id", "bash_command", "execution_timeout"}


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", SCHEDULE, re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_page_do_what_it_says(checkout, tmp_path):
    text = "\n".join(blocks("sh")).replace("/tmp/helsetrend-", f"{tmp_path}/").replace("2021-2023", "2022-2023")
    lines = text.splitlines()
    assert len(lines) == 4
    done = [
        subprocess.run(["/bin/sh", "-c", line], cwd=checkout, capture_output=True, text=True, check=False)
        for line in lines
        if line
    ]
    assert [one.returncode for one in done] == [0, 0, 0]
    assert done[1].stderr.count("up to date") == 2
    (example,) = (json.loads(block) for block in blocks("json"))
    told = json.loads((tmp_path / "failure.json").read_text("utf-8"))
    told["failed"][0]["message"] = re.sub(r": .*", ": …", told["failed"][0]["message"])
    assert told == example


def test_the_page_tells_every_option_of_a_run_and_every_code():

    codes = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", SCHEDULE, re.MULTILINE)} == codes
    told = set(re.findall(r"`(--[a-z-]+)", SCHEDULE))
    of_what_is_made = {"--year", "--first-year", "--as-of", "--data", "--decimal", "--out", "--parameter", "--help"}
    others = {option for option in options_of("report") - of_what_is_made if not option.startswith("--no-")}
    assert others - told == set()
    assert told - options_of("report") == set()
