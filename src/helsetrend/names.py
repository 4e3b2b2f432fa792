"""A name that is not known: the error says which ones there are, the nearest first."""

from collections.abc import Iterable
from difflib import SequenceMatcher


class UnknownNameError(KeyError):
    """There is no metric, service, or the like of that name."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its text in quotes


def by_likeness(name: str, names: Iterable[str]) -> list[str]:
    """The names, those most like the given one first, equally like ones in their order.

    >>> by_likeness("visit", ["logins", "visits", "service_visits"])
    ['visits', 'service_visits', 'logins']
    """
    return sorted(names, key=lambda one: -SequenceMatcher(None, name.lower(), one.lower()).ratio())


def held_to_be_one(name: str, names: Iterable[str], *, what: str) -> None:
    """Raises UnknownNameError unless `name` is one of `names`; `what` is the kind of thing that they name.

    >>> held_to_be_one("visit", ["logins", "visits"], what="metric")
    Traceback (most recent call last):
    helsetrend.names.UnknownNameError: there is no metric 'visit'; there are: visits, logins
    """
    there = list(names)
    if name not in there:
        told = f"there are: {', '.join(by_likeness(name, there))}" if there else "there is none"
        raise UnknownNameError(f"there is no {what} {name!r}; {told}")
