"""What Tab offers within the quotes of a call in Jupyter and IPython: the names that there are.

ht.metrics("lo⇥            the metrics: logins
ht.view("logins", show="⇥  the words of an argument: level, change, index
"""

import re
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from helsetrend.errors import DataError

_CALL = r"""\b(?:metrics|view|explore)\((?:.*,)?\s*(?:(?P<argument>\w+)\s*=\s*)?(?P<quote>['"])[\w-]*$"""
_FIRST = re.compile(r"""\(\s*['"][\w-]*$""")


def complete_names(shell: Any) -> None:
    """Let an IPython shell offer the names."""
    shell.set_hook("complete_command", _offered, re_key=f".*{_CALL}")


def names_for(text: str) -> list[str]:
    """What can stand between the quotes at whose beginning, or in which, a line of code ends; else nothing.

    >>> names_for('ht.metrics("service_visits", service="')
    ['messages', 'covid_certificate']
    """
    call = re.search(_CALL, text)
    if call is None:
        return []
    argument = call["argument"] or ("metric" if _FIRST.search(text) else "")
    try:
        return list(dict.fromkeys(_names(argument)))
    except DataError:  # which whoever runs the cell is told of
        return []


def _names(argument: str) -> Iterable[str]:
    from helsetrend.files import data_folder
    from helsetrend.published import read_catalogue, read_published
    from helsetrend.report.explorer import publication_dates
    from helsetrend.report.views import SHOWN
    from helsetrend.values import LANGUAGES

    if argument in ("metric", "service"):
        series = read_catalogue(data_folder() / "metrics.toml").series
        return [name for one in series if (name := one[argument == "service"])]
    if argument == "as_of":
        return publication_dates(read_published())
    return {"show": SHOWN, "language": LANGUAGES}.get(argument, ())


def _offered(_: Any, event: SimpleNamespace) -> list[str]:
    return names_for(event.text_until_cursor)
