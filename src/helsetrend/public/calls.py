"""How public functions and objects answer what they cannot take, and what a notebook shows of an error."""

import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, wraps
from types import FrameType, FunctionType, TracebackType
from typing import ParamSpec, TypeVar, cast

from helsetrend.errors import DataError, by_likeness

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")

PACKAGE = __name__.partition(".")[0]


def public(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function raise a TypeError that lists its arguments where a call does not fit them.

    A notebook shows a table that it returns with the prose at the left. Of an error in the arguments or the data, a
    notebook shows the line of the cell and the message; the traceback keeps everything.

    >>> public(by_likeness)("visit", namess=["logins"])
    Traceback (most recent call last):
    TypeError: by_likeness: there is no argument 'namess'; there are: names, name
    """
    name = function.__name__ if function.__name__ != "__init__" else function.__qualname__.split(".")[-2]

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            try:
                return _shown(function(*args, **kwargs))
            except TypeError as error:
                if error.__traceback__ and error.__traceback__.tb_next:
                    raise
                raise TypeError(f"{name}: {_unfit(inspect.signature(function), args, kwargs)}") from None
        except (TypeError, ValueError, LookupError, OSError, ImportError, DataError) as error:
            if _is_our_own(error):
                error._render_traceback_ = partial(_in_a_notebook, error)  # type: ignore[union-attr]
            raise

    return called


class UnknownAttributeError(AttributeError):
    """An object, or the package, has nothing of this name; the message lists what it has."""

    def __str__(self) -> str:
        """Return the message; it is made only here, as libraries ask objects for much that they do not have."""
        names = [name for name in dir(self.obj) if not name.startswith("_")]
        owner = getattr(self.obj, "__name__", type(self.obj).__name__)
        return f"{owner} has no {self.name!r}; it has: {', '.join(by_likeness(str(self.name), names))}"

    def _render_traceback_(self) -> list[str]:
        return _in_a_notebook(self)


def public_class(cls: type[C]) -> type[C]:
    """Make a class and its methods answer wrong calls as `public` does, and its objects list their attributes.

    >>> @public_class
    ... class Point:
    ...     def __init__(self, x): self.x = x
    >>> Point()
    Traceback (most recent call last):
    TypeError: Point: there is no x; allowed: x
    >>> Point(1).y
    Traceback (most recent call last):
    helsetrend.public.calls.UnknownAttributeError: Point has no 'y'; it has: x
    """
    for name, member in [*vars(cls).items()]:
        if name.startswith("_") and name != "__init__":
            continue
        if isinstance(member, FunctionType) and not hasattr(member, "__wrapped__"):
            setattr(cls, name, public(member))
        elif isinstance(member, classmethod):
            setattr(cls, name, classmethod(public(member.__func__)))
    cls.__getattr__ = _unknown  # type: ignore[attr-defined]
    return cls


def _unknown(self: object, name: str) -> object:
    """Raise UnknownAttributeError, or what a property raised: Python calls this after an AttributeError in one too."""
    if hasattr(type(self), name):
        return object.__getattribute__(self, name)
    raise UnknownAttributeError(name=name, obj=self)


def _is_our_own(error: BaseException) -> bool:
    """Return whether an error was raised by this package, and not by a library that it uses."""
    trace = cast("TracebackType", error.__traceback__)
    while trace.tb_next:
        trace = trace.tb_next
    return _is_of_this_package(trace.tb_frame)


def _is_of_this_package(frame: FrameType) -> bool:
    return f"{frame.f_globals.get('__name__')}.".startswith(f"{PACKAGE}.")


def _in_a_notebook(error: BaseException) -> list[str]:
    """Return what IPython shows of an error: the lines that led to this package, and the message."""
    lines = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        if _is_of_this_package(frame):
            break
        if not frame.f_globals.get("__name__", "").startswith("IPython."):
            source = linecache.getline(frame.f_code.co_filename, number).strip()
            lines.append(f"line {number}: {source}")
    return [*lines, f"{type(error).__name__}: {error}"]


def _shown(result: R) -> R:
    """Return a table so that a notebook sets its prose at the left, and anything else as it is."""
    pandas = sys.modules.get("pandas")  # without it the result is no table, and its import is slow
    if pandas is None or type(result) is not pandas.DataFrame:
        return result
    from helsetrend.public.tables import NotebookTable

    return cast("R", NotebookTable(result))


def _unfit(signature: inspect.Signature, args: Sequence[object], kwargs: Iterable[str]) -> str:
    """Return why arguments do not fit a signature, and what does."""
    parameters: Mapping[str, inspect.Parameter] = signature.parameters
    if next(iter(parameters), "") in ("self", "cls"):
        parameters, args = dict([*parameters.items()][1:]), args[1:]
    by_place = [name for name, parameter in parameters.items() if parameter.kind is not parameter.KEYWORD_ONLY]
    if unknown := [name for name in kwargs if name not in parameters]:
        return f"there is no argument {unknown[0]!r}; there are: {', '.join(by_likeness(unknown[0], parameters))}"
    if extra := args[len(by_place) :]:
        by_name = [f"{name}=" for name in parameters if name not in by_place]
        return f"{extra[0]!r} is one argument too many; allowed: {', '.join([*by_place, *by_name]) or 'none'}"
    given = {*by_place[: len(args)], *kwargs}
    required = [name for name, parameter in parameters.items() if parameter.default is parameter.empty]
    missing = [name for name in required if name not in given]
    if not missing:
        return f"{next(name for name in kwargs if name in by_place[: len(args)])!r} is given twice; allowed: once"
    needed = [f"{name}=" for name in missing if name not in by_place]
    return f"there is no {' and no '.join(missing)}; allowed: {', '.join([*by_place, *needed])}"
