"""The documentation of the definitions, docs/definitions.md: the same rules and tables, as Markdown for a reader."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from places import TOP
from spec.definition import NOTHING, Definition, Table
from spec.measured import METRICS, SERVICES

PAGE = TOP / "docs" / "definitions.md"

INTRODUCTION = """
Each section states one rule, where it comes from, and what follows from it in single cases, those at the boundary
among them. In a table, what is given stands to the left of the arrow (→) and what follows from it to the right; "–"
means nothing. Bounds always include both ends. Percentages, percentage points and multiples are computed in exact
fractions and shown to two decimals. A published figure is written as it is printed; in brackets may follow when it was
published, and the rank of its source, of which 1 goes before 2: "141 million (2024-02, rank 1)". What the
published figures in the tables are is said in the last section.

This page is printed from the tests of the program, and every row of every table is computed anew at each test, so
that the page and the program say the same. To change a rule, change its table in `tests/spec/` and run `make
definitions`.
"""
MEASURED = """
What is measured in the tables. The metrics are real where nothing else is said, and the numbers where they are said to
be those of the sources; what is called invented stands for cases that the sources do not hold.
"""


def page(definitions: Sequence[Definition]) -> str:
    """The whole page."""
    return "\n\n".join(_blocks(definitions)) + "\n"


def _blocks(definitions: Sequence[Definition]) -> Iterator[str]:
    yield "# Definitions"
    yield _filled(INTRODUCTION)
    headings = [*(definition.title for definition in definitions), "The published figures in the tables"]
    yield "\n".join(f"{place}. [{title}](#{_anchor(place, title)})" for place, title in enumerate(headings, start=1))
    for place, definition in enumerate(definitions, start=1):
        yield f"## {place}. {definition.title}"
        yield _filled(definition.rule)
        yield f"*Where it comes from.* {_filled(definition.origin)}"
        yield from _examples(definition)
    yield f"## {len(headings)}. {headings[-1]}"
    yield _filled(MEASURED)
    told = [(name, one.told) for name, one in METRICS.items()]
    told += [(name, f"{one.told}; a service of {one.metric}") for name, one in SERVICES.items()]
    yield _markdown(Table(("figure", "what it is"), (), tuple(told)))


def _examples(definition: Definition) -> Iterator[str]:
    """The tables of a definition; figures that several of them take are shown once, and have a letter."""
    letters: dict[str, str] = {}
    for example in definition.examples:
        yield _filled(example.lead)
        if example.given in letters:
            yield f"Given the figures {letters[example.given]} above, follows:"
        elif example.given:
            letters[example.given] = ascii_uppercase[len(letters)]
            yield f"Given these figures ({letters[example.given]}):"
            yield _markdown(Table.of(example.given))
            yield "follows:"
        yield _markdown(Table.of(example.table))
        if example.working:
            yield f"*Working.* {_filled(example.working)}"


def _markdown(table: Table) -> str:
    """The table; an arrow stands between what is given and what follows, and numbers are set to the right."""
    inputs, answers = table.inputs, table.answers
    columns = zip(inputs + answers, *table.rows, strict=True)
    rules = ["---:" if _is_numeric(cells) else "---" for _, *cells in columns]
    lines = [inputs + answers, rules, *table.rows]
    if answers:
        arrows = ["→", ":-:", *["→"] * len(table.rows)]
        lines = [[*line[: len(inputs)], arrow, *line[len(inputs) :]] for line, arrow in zip(lines, arrows, strict=True)]
    return "\n".join("| " + " | ".join(cell or NOTHING for cell in line) + " |" for line in lines)


def _is_numeric(cells: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[+−]?\d[\d ]*(\.\d+)?|", cell) for cell in cells)


def _filled(text: str) -> str:
    """The text with its paragraphs each on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _anchor(place: int, title: str) -> str:
    """The anchor that Markdown makes of a numbered heading."""
    return re.sub(r"[^a-z0-9 -]", "", f"{place} {title}".lower()).replace(" ", "-")
