"""Calls in processes of their own, forked from the warm one (see kernels.py), so that each has a core to itself."""

import gc
import multiprocessing
import warnings
from importlib import import_module
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

from helsetrend.edition.kernels import is_warm


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
    gc.disable()
    warnings.simplefilter("ignore")  # as the command does
    try:
        answer = False, getattr(import_module(package), name)(*arguments, **options)
    except Exception as error:
        answer = True, error
    sender.send(answer)
