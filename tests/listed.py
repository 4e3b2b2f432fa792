"""Metrics to list, and what a table of a listing shows."""

import io

from rich.console import Console

METRICS = {
    "visits": {},
    "by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "visits"},
    "share": {"kind": "share", "unit": "percent"},
    "shares": {"kind": "share", "unit": "percent", "services": ["a"], "share_of": {"part": "by", "whole": "visits"}},
    "mean": {"kind": "mean", "unit": "visits per month", "monthly_mean_of": "visits"},
}
"""Metrics whose figures follow from one another, for `madeup.known_of`."""


def cells_of(table):
    return [list(row) for row in zip(*(column.cells for column in table.columns), strict=True)]


def shown(table):
    """What a pipe gets."""
    file = io.StringIO()
    Console(file=file, width=200).print(table)
    return file.getvalue()
