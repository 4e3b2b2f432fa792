"""How an object of a public class answers where it is made wrongly, or asked for what it does not have."""

from types import FunctionType
from typing import TypeVar

from helsetrend.errors import by_likeness
from helsetrend.public.calls import in_a_notebook, public

C = TypeVar("C")


class UnknownAttributeError(AttributeError):
    """An object, or the package, has nothing of this name; the message lists what it has."""

    def __str__(self) -> str:
        """Return the message; it is made only here, as libraries ask objects for much that they do not have."""
        names = [name for name in dir(self.obj) if not name.startswith("_")]
        owner = getattr(self.obj, "__name__", type(self.obj).__name__)
        return f"{owner} has no {self.name!r}; it has: {', '.join(by_likeness(str(self.name), names))}"

    def _render_traceback_(self) -> list[str]:
        return in_a_notebook(self)


def public_class(cls: type[C]) -> type[C]:
    """Let a public class answer as public functions do: where it or a method is called wrongly, or it lacks a name.

    >>> @public_class
    ... class Point:
    ...     def __init__(self, x): self.x = x
    >>> Point()
    Traceback (most recent call last):
    TypeError: Point: there is no x; allowed: x
    >>> Point(1).y
    Traceback (most recent call last):
    helsetrend.public.classes.UnknownAttributeError: Point has no 'y'; it has: x
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
    """Raise UnknownAttributeError; or else what a property raised, which is why Python asks here."""
    if hasattr(type(self), name):
        return object.__getattribute__(self, name)
    raise UnknownAttributeError(name=name, obj=self)
