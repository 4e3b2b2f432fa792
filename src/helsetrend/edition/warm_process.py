"""The process that kernels and others are forked from, warm: it has imported what every report needs.

Imports take half of the time of a notebook this small, and every kernel would repeat them. They are done once, in a
fork server (`multiprocessing`), while the main process imports other modules. The fork server runs nothing else and has
no threads, so a process forked from it is as clean as one that was started.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

PROVISIONER = "helsetrend-warm"
"""The name under which pyproject.toml registers `WarmProvisioner` (kernels.py) with Jupyter."""

PRELOADED = "helsetrend.edition.pages.warm"

LONGEST_ADDRESS = 107
"""Bytes that the address of a local socket may have: the size of `sun_path`, less the closing zero (man 7 unix)."""


def warm_up() -> None:
    """Start importing what every report needs, in the background; kernels that start from now on are warm.

    On systems other than Linux, where forking is not safe with every library, kernels start as usual.
    """
    if sys.platform == "linux":
        multiprocessing.set_forkserver_preload([PRELOADED])
        interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is not meant for the fork server
        try:
            with _room_for_an_address():
                forkserver.ensure_running()
        finally:
            signal.signal(signal.SIGINT, interrupt)
        from jupyter_client.provisioning.factory import KernelProvisionerFactory  # which the fork server imports, too

        KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONER


def is_warm() -> bool:
    """Return whether kernels, and the processes of other calls, are forked from a warm process."""
    from jupyter_client.provisioning.factory import KernelProvisionerFactory

    return bool(KernelProvisionerFactory.instance().default_provisioner_name == PROVISIONER)


@contextmanager
def _room_for_an_address() -> Iterator[None]:
    """Put the socket of the fork server into /tmp where the path of the temporary folder is too long for its address.

    Python does so by itself from 3.13.4 on (https://github.com/python/cpython/issues/132124).
    """
    before, folder = tempfile.tempdir, tempfile.gettempdir()
    address = Path(folder, "pymp-xxxxxxxx", "listener-xxxxxxxx")
    if len(os.fsencode(address)) > LONGEST_ADDRESS:
        tempfile.tempdir = "/tmp"
    try:
        yield
    finally:
        tempfile.tempdir = before


def apart(package: ModuleType, name: str, /, *arguments: object, **options: object) -> Any:
    """Return what a function of a package returns, called in a process of its own; without a warm one, in this one.

    The function is named, as only the other process need import it. Raises what the function raises, and RuntimeError
    if its process dies.
    """
    if not is_warm():
        return getattr(package, name)(*arguments, **options)
    context = multiprocessing.get_context("forkserver")
    receiver, sender = context.Pipe(duplex=False)
    call = (sender, package.__name__, name, arguments, options)
    process = context.Process(target=_answer, args=call, daemon=True)
    process.start()
    sender.close()
    with receiver:
        try:
            has_failed, answer = receiver.recv()
        except EOFError:
            has_failed, answer = True, RuntimeError(f"the process of {name} died")
    process.join()
    if has_failed:
        raise answer
    return answer


def _answer(
    sender: Connection, package: str, name: str, arguments: tuple[object, ...], options: dict[str, object]
) -> None:
    """Call the function in the forked process, which ends after that, and send what it returns or raises."""
    warnings.simplefilter("ignore")  # as the command does
    try:
        answer = False, getattr(import_module(package), name)(*arguments, **options)
    except Exception as error:
        answer = True, error
    sender.send(answer)
