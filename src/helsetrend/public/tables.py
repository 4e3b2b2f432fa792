"""A table of pandas that a notebook shows with prose at the left and numbers at the right, in any theme.

A notebook sets all cells to the right. Which columns are prose is seen from the cells as they are shown.
"""

import re
from collections.abc import Sequence
from itertools import count

import pandas as pd

from helsetrend.public.calls import public

LEFT = ' style="text-align: left"'

NUMBER = re.compile(
    r"\s*(?:[-+\u2212]?[0-9](?:[0-9.]|[, ](?=[0-9]))*(?:e[-+]?[0-9]+)?|-?inf|NaN|NaT|None|&lt;NA&gt;|\.\.\.|)\s*"
)
"""A cell that may stand in a column of numbers: a number, or what stands where there is none."""


class NotebookTable(pd.DataFrame):  # type: ignore[misc]
    """A DataFrame, as are all that are made of it, that knows how a notebook should show it."""

    @property
    def _constructor(self) -> type["NotebookTable"]:
        return NotebookTable

    def _repr_html_(self) -> str | None:
        html: str | None = super()._repr_html_()
        return with_prose_at_left(html) if html else html


@public
def table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of pandas so that a notebook shows it, and what is made of it, with its prose at the left.

    The tables that the library returns are shown so already. Raises TypeError for anything that is no DataFrame.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"{frame!r} is not a table of pandas; allowed: a DataFrame, as from read_csv")
    return NotebookTable(frame)


def with_prose_at_left(html: str) -> str:
    """Return a table as pandas writes it with its columns of prose, and their headers, set to the left.

    >>> with_prose_at_left("<thead></thead><tbody><tr><td>x</td><td>2.5</td></tr></tbody>")
    '<thead></thead><tbody><tr><td style="text-align: left">x</td><td>2.5</td></tr></tbody>'
    """
    head, mark, body = html.partition("<tbody>")
    rows = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)]
    are_prose = [not all(map(NUMBER.fullmatch, column)) for column in zip(*rows, strict=True)]
    names = re.findall(r"<th(?: [^>]*)?>(.*?)</th>", body, re.DOTALL)
    is_named = not all(map(NUMBER.fullmatch, names))
    body = re.sub(r"<tr>.*?</tr>", lambda row: _set(row[0], "td", are_prose), body, flags=re.DOTALL)
    body = re.sub(r"<th(?=[ >])", f"<th{LEFT}", body) if is_named else body
    head = re.sub(r"<tr.*?</tr>", lambda row: _head(row[0], are_prose, is_named=is_named), head, flags=re.DOTALL)
    return head + mark + body


def _head(row: str, are_prose: Sequence[bool], *, is_named: bool) -> str:
    """Return a row of headers, those above prose set to the left; one that spans several columns stays as it is."""
    before = row.count("<th") - len(are_prose)
    return row if before < 0 or "colspan" in row else _set(row, "th", [*[is_named] * before, *are_prose])


def _set(row: str, tag: str, are_prose: Sequence[bool]) -> str:
    places = count()
    return re.sub(rf"<{tag}(?=[ >])", lambda found: found[0] + (LEFT if are_prose[next(places)] else ""), row)
