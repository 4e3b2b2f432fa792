"""Processes that start warm, kernels and others: each is forked from one that has imported what every report needs.

Imports take half of the time of a notebook this small, and every kernel would repeat them. They are done once, in a
fork server (`multiprocessing`), while the main process imports other modules. The fork server runs nothing else and has
no threads, so a kernel forked from it is as clean as one that was started. Jupyter's public interface for this is the
kernel provisioner.
"""

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

PROVISIONER = "helsetrend-warm"
"""The name under which pyproject.toml registers `WarmProvisioner` with Jupyter."""

PRELOADED = "helsetrend.edition.pages.warm"
LAUNCHER = ["-m", "ipykernel_launcher"]

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
        KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONER


def is_warm() -> bool:
    """Return whether kernels, and the processes of other calls, are forked from a warm process."""
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


class WarmProvisioner(LocalProvisioner):
    """Launches an IPython kernel by forking the warm process, and any other kernel by its command."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel that the command would start."""
        if cmd[1:3] != LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        kernel = _Kernel(cmd[3:], kwargs["env"])
        self.process = kernel  # type: ignore[assignment]  # it has all methods of a Popen that are used
        self.pid, self.cwd = kernel.pid, kwargs.get("cwd") or Path.cwd()
        return self.connection_info


class _Kernel:
    """A forked kernel with the interface of `subprocess.Popen` that a local provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("forkserver")
        start = (list(arguments), dict(environment), gc.get_threshold())
        self._process = context.Process(target=_serve, args=start, daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self._process.is_alive() and self.pid:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def _serve(arguments: list[str], environment: dict[str, str], thresholds: tuple[int, int, int]) -> None:
    """Run a kernel in the forked process, until the process that requested it ends.

    Garbage is collected as seldom as in that process (`thresholds`), and never in what was imported before the fork.
    """
    from ipykernel.kernelapp import IPKernelApp

    gc.freeze()
    gc.enable()
    gc.set_threshold(*thresholds)
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    Thread(target=_end_with_parent, daemon=True).start()
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def _end_with_parent() -> None:
    """End this process when the one that requested it ends, which is not the one it was forked from."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
