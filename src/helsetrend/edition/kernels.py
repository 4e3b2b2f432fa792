"""Kernels that start warm: each is forked from the warm process (`warm_process`).

Jupyter's public interface for this is the kernel provisioner.
"""

import gc
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

LAUNCHER = ["-m", "ipykernel_launcher"]


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
