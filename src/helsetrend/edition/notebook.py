"""A notebook and its parameters become an executed notebook; the only module that knows papermill."""

import ast
import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

KERNEL = "python3"
START_TIMEOUT = 120
"""Seconds that a kernel may take to start."""
ARGUMENTS = [
    "--log-level=ERROR",
    # What lies in the working directory, or is meant for somebody's own sessions, is no part of a report; nor are what
    # a profile runs and the history of what was typed, so that each kernel has a folder of its own for them.
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
    """The parameters of a notebook by their names, in the order of its parameters cell.

    Raises NotebookError where it is no notebook, or a default is not a plain value.
    """
    try:
        declared = papermill.inspect_notebook(str(notebook))
        return {
            name: Parameter(name, one["inferred_type_name"], ast.literal_eval(one["default"]), one["help"])
            for name, one in declared.items()
        }
    except Exception as error:
        raise NotebookError(f"{notebook.name}: {error}") from error


def execute(notebook: Path, executed: Path, parameters: Mapping[str, Any]) -> None:
    """Run a notebook with the parameters and write it with its outputs to `executed`.

    What differs from run to run, papermill's times and names, is left out. Raises NotebookError where a cell fails or
    the kernel dies.
    """
    with TemporaryDirectory(prefix="helsetrend-") as scratch:
        written = Path(scratch, notebook.name)  # papermill writes this name into it; that of `executed` may be no text
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
            )
        except PapermillExecutionError as error:
            where = f"{notebook.name}, cell [{error.exec_count}]"
            raise NotebookError(f"{where}: {error.ename}: {error.evalue}") from error
        except Exception as error:
            raise NotebookError(f"{notebook.name}: {error}") from error
        finally:
            # With a dead kernel nothing is written; then the notebook as it was to be run is kept.
            shutil.copy(written if written.exists() else notebook, executed)
    content.metadata.pop("papermill", None)
    for cell in content.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    nbformat.write(content, executed)
