"""A report that was made on a schedule, in a folder that looks like a checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import TOP
from shared import once

ENVIRONMENT = {"LOGNAME": "helsetrend", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
"""What cron gives to its programs, besides their HOME."""


@pytest.fixture(scope="session")
def scheduled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout after the line of cron was run in it for 2024; without a network, where that can be."""

    def make(folder: Path) -> None:
        (folder / ".venv" / "bin").mkdir(parents=True)
        (folder / ".venv" / "bin" / "helsetrend").symlink_to(Path(sys.executable).with_name("helsetrend"))
        crontab = (TOP / "ops" / "crontab").read_text("utf-8").splitlines()
        (line,) = [line for line in crontab if line and line[0] != "#"]
        *times, command = line.split(maxsplit=5)
        assert times == ["0", "6", "1", "*", "*"]
        command = command.replace("CHECKOUT", str(folder)).replace("2021-2023", "2024")
        shell = ["/bin/sh", "-c", command]
        probe = subprocess.run(["unshare", "--net", "/bin/true"], capture_output=True, check=False)
        if os.geteuid() == 0 and probe.returncode == 0:
            (folder / "without network").touch()
            shell = ["unshare", "--net", "/bin/sh", "-c", f"ip link set lo up 2>/dev/null; {command}"]
        environment = ENVIRONMENT | {"HOME": str(folder)}
        done = subprocess.run(
            shell, cwd="/", env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "min mappe", make)
