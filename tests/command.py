"""The command `helsetrend` in the process of the tests, for its exit code and what it prints.

What only a process of its own can show (signals, streams, what is imported) is tested with one.
"""

import io
import sys
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from helsetrend import edition
from helsetrend.cli import main
from helsetrend.edition import warm_process


def run(
    *arguments: object, folder: str | Path = ".", has_kernels: bool = False, **environment: str
) -> CompletedProcess[str]:
    """Run the command in a folder, with more variables in the environment; without kernels no report gets far."""
    command, code = ["helsetrend", *map(str, arguments)], 0
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors) for errors in ("strict", "backslashreplace"))
    factory = KernelProvisionerFactory.instance()
    with (
        pytest.MonkeyPatch.context() as patch,
        chdir(folder),
        warnings.catch_warnings(),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", command)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(edition, "exit_now", sys.exit)  # it would end this process
        patch.setattr(factory, "default_provisioner_name", factory.default_provisioner_name)  # set back at the end
        if not has_kernels:
            patch.setattr(warm_process, "warm_up", lambda: None)
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    printed, said = (stream.detach().getvalue().decode() for stream in (out, err))
    return CompletedProcess(command, code, printed, said)
