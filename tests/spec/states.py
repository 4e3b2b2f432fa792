"""What a table that is saved anew at each publication says about its figures."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from spec.definition import Definition, Example
from spec.given import listed
from tablefolder import table_folder

from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published.folder import Published, read_published
from helsetrend.values.period import Period

DESCRIPTION = """
[tables.use]
files = "use-*.csv"
published = "file name"
SOURCE
rows.period = "Month"
marks = { p = "provisional", ":" = "suppressed" }
"""
MONTHS = {"Jan": "2023-01", "Feb": "2023-02", "Mar": "2023-03"}
FIRST, NEXT = "2023-04-05", "2023-05-05"
FILES = {"of a later date": NEXT, "of the same date": f"{FIRST}-b"}
WITHDRAWN = "withdrawn"
BECOMES = {"first": "new", "revises": "revised", "replaces": "given anew"}


def next_state(before, then):
    """Return what becomes of February by the next state, the number of its rows, and the figure in force."""
    published = _published((FIRST, _with_january(before)), (NEXT, _with_january(then)))
    rows = published.history[published.history["period"].eq(MONTHS["Feb"])]
    in_force = _in_force(published, "Feb")
    if in_force == WITHDRAWN:
        return WITHDRAWN, str(len(rows)), ""
    is_of_next = rows["published_date"].astype(str).iloc[-1] == NEXT
    return BECOMES[rows["role"].iloc[-1]] if is_of_next else "confirmed", str(len(rows)), in_force


def later_file(file, cells):
    """Return the figure in force of each month, of a table with 10, 20 and 30 and a later file."""
    published = _published((FIRST, "Jan 10; Feb 20; Mar 30"), (FILES[file], cells))
    return tuple(_in_force(published, month) for month in MONTHS)


def _with_january(cell):
    return f"Jan 5; Feb {cell}" if cell else "Jan 5"


def _in_force(published, month):
    figure = vintage_on(published).observe("visits", Period.parse(MONTHS[month])).figure
    return figure.as_printed if figure else WITHDRAWN


@cache
def _published(*states: tuple[str, str]) -> Published:
    """Read a folder with a table in these states, each a date and its months with their cells."""
    files = {}
    for day, cells in states:
        rows = (item.partition(" ") for item in listed(cells))
        files[f"use-{day}.csv"] = "\n".join(["Month;Visits", *(f"{MONTHS[month]};{cell}" for month, _, cell in rows)])
    with TemporaryDirectory() as name:
        return read_published(table_folder(Path(name), {"visits": {}}, DESCRIPTION, files))


CELLS = Example(
    lead="The cell of February in two states of a table that has January in both (invented).",
    table="""
first  | next   || February is | rows | in force
–      | 20     || new         | 1    | 20
20     | 20     || confirmed   | 1    | 20
20     | 21     || revised     | 2    | 21
20     | 20 p   || given anew  | 2    | 20 p
20 p   | 20     || given anew  | 2    | 20
20 p   | 21     || revised     | 2    | 21
20.0   | 20     || given anew  | 2    | 20
20     | –      || withdrawn   | 1    | –
20     | :      || withdrawn   | 1    | –
:      | 20     || new         | 1    | 20
""",
    call=next_state,
    working="""
"p" is declared as the mark of a provisional figure, ":" as the sign of a suppressed one. A cell that reads as before
gives no row.
""",
)

PERIODS = Example(
    lead="A table that had 10, 20 and 30 for January to March, and what stands in another file of it (invented).",
    table="""
file             | in it                  || January   | February  | March
of a later date  | Jan 10; Feb 20; Mar 30 || 10        | 20        | 30
of a later date  | Jan 10; Mar 30         || 10        | withdrawn | 30
of a later date  | Jan 10; Feb 20         || 10        | 20        | withdrawn
of a later date  | Jan 10                 || 10        | withdrawn | withdrawn
of a later date  | Feb 20; Mar 30         || 10        | 20        | 30
of a later date  | Mar 31                 || 10        | 20        | 31
of the same date | Jan 10                 || 10        | 20        | 30
""",
    call=later_file,
    working="""
A table that begins with February has no place for January any more; one that begins with January has one for March.
""",
)

DEFINITION = Definition(
    title="The states of one table",
    rule="""
A table that is saved anew at each publication is read in the order of the dates, each state beside all that was known
before it. What is new is a new figure. What differs, in the number, its scale or its marks, is a new row of the day, and
a revision if the two figures do not agree. What is equal confirms and is no row. A figure that is gone is withdrawn, and
so is one in whose place a sign stands: it is in force until that day and not after it. But figures from before the first
period of their series in the new state keep their place, as in a table of the last five years; so do the figures of a
series that is no longer in the table at all. A file of the same date as another one is a part of it and withdraws
nothing.
""",
    origin="""
Publishers replace their tables, and seldom say what has changed; the states are all there is to know it by. That a
shorter table withdraws nothing is a decision of this program.
""",
    examples=(CELLS, PERIODS),
)
