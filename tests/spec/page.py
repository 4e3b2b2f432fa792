"""Print docs/definitions.md, the rules and tables of the definitions as Markdown."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from places import TOP
from spec.definition import NOTHING, Definition, Table
from spec.measured import METRICS, SERVICES

PAGE = TOP / "docs" / "definitions.md"

INTRODUCTION = """
Each section states one rule, where it comes from, and what follows from it in single cases, including those at the
boundary. In a table, the columns before the arrow (→) are given and those after it follow; "–" means nothing. Bounds
always include both ends. Percentages, percentage points and multiples are computed as exact fractions and shown to
two decimals. A published figure is written as it is printed. In brackets may follow its date of publication and the
rank of its source, where rank 1 takes precedence over rank 2: "141 million (2024-02, rank 1)". The last section
describes the metrics in the tables.

This page is printed from the program's tests. Each test run computes every row of every table again, so the page and
the program agree. To change a rule, change its table in `tests/spec/` and run `make definitions`.
"""
MEASURED = """
The metrics and services in the tables. They are real unless they are marked as invented. Numbers are real where the
text says that they are printed in the sources; invented ones stand for cases that the sources do not have.
"""


def page(definitions: Sequence[Definition]) -> str:
    """Return the whole page."""
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
    rows = [(name, metric.description) for name, metric in METRICS.items()]
    rows += [(name, f"{service.description}; a service of {service.metric}") for name, service in SERVICES.items()]
    yield _markdown(Table(("figure", "what it is"), (), tuple(rows)))


def _examples(definition: Definition) -> Iterator[str]:
    """Yield the tables of a definition; figures that several of them use are shown once, under a letter."""
    letters: dict[str, str] = {}
    for example in definition.examples:
        yield _filled(example.lead)
        if example.given in letters:
            yield f"With the figures {letters[example.given]} above:"
        elif example.given:
            letters[example.given] = ascii_uppercase[len(letters)]
            yield f"With these figures ({letters[example.given]}):"
            yield _markdown(Table.of(example.given))
            yield "the program gives:"
        yield _markdown(Table.of(example.table))
        if example.working:
            yield f"*Working.* {_filled(example.working)}"


def _markdown(table: Table) -> str:
    """Return the table with an arrow between inputs and answers; columns of numbers are aligned to the right."""
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
    """Return the text with each paragraph on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _anchor(place: int, title: str) -> str:
    """Return the anchor that Markdown makes of a numbered heading."""
    return re.sub(r"[^a-z0-9 -]", "", f"{place} {title}".lower()).replace(" ", "-")
