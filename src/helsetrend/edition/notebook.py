"""Execution of a notebook with parameters; the only module that uses papermill."""

import ast
import logging
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

KERNEL = "python3"
START_TIMEOUT = 120
"""Seconds that a kernel may take to start."""
ARGUMENTS = [
    "--log-level=ERROR",
    # Modules in the working directory and the startup files of a user must not change a report; nor must a profile or
    # the history of commands, for which each kernel has a folder of its own (see `execute`).
    "--IPKernelApp.ignore_cwd=True",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
]


class NotebookError(RuntimeError):
    """A notebook failed: which one, in which cell, and what was raised."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook, as its parameters cell declares it."""

    name: str
    type: str
    default: Any
    help: str


@contextmanager
def quietly() -> Iterator[None]:
    """Hide what libraries log below the level of an error; loggers with a level of their own are left alone."""
    level = logging.root.level
    logging.root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logging.root.setLevel(level)


def parameters_of(notebook: Path) -> dict[str, Parameter]:
    """Return the parameters of a notebook by name, in the order of its parameters cell.

    Raises NotebookError if the file is not a notebook, or a default is not a literal.
    """
    try:
        declared = papermill.inspect_notebook(str(notebook))
        return {
            name: Parameter(name, entry["inferred_type_name"], ast.literal_eval(entry["default"]), entry["help"])
            for name, entry in declared.items()
        }
    except Exception as error:
        raise NotebookError(f"{notebook.name}: {error}") from error


def _connection() -> Config:
    """Return the connection to a kernel: on Linux, sockets that have a name of their own and no file (man 7 unix).

    Ports are chosen before the kernel takes them, and another program may take them first.
    """
    if sys.platform != "linux":
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": f"@helsetrend-{uuid4().hex}"})


def execute(notebook: Path, executed: Path, parameters: Mapping[str, Any]) -> None:
    """Run a notebook with the parameters and write it with its outputs to `executed`.

    What differs from run to run, papermill's times and names, is removed. Raises NotebookError if a cell fails or the
    kernel dies.
    """
    with TemporaryDirectory(prefix="helsetrend-") as scratch:
        written = Path(scratch, notebook.name)  # papermill stores this name; that of `executed` may not be valid text
        try:
            content = papermill.execute_notebook(
                str(notebook),
                str(written),
                parameters=dict(parameters),
                kernel_name=KERNEL,
                progress_bar=False,
                request_save_on_cell_execute=False,
                start_timeout=START_TIMEOUT,
                extra_arguments=[*ARGUMENTS, f"--IPKernelApp.ipython_dir={scratch}"],
                shutdown_kernel="immediate",
                config=_connection(),
            )
        except PapermillExecutionError as error:
            where = f"{notebook.name}, cell [{error.exec_count}]"
            raise NotebookError(f"{where}: {error.ename}: {error.evalue}") from error
        except Exception as error:
            raise NotebookError(f"{notebook.name}: {error}") from error
        finally:
            # If the kernel dies, nothing is written; then the notebook as it was is kept.
            shutil.copy(written if written.exists() else notebook, executed)
    content.metadata.pop("papermill", None)
    for cell in content.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    nbformat.write(content, executed)
