"""A first `metrics.toml` and `tables.toml` for tables that somebody has: names from their headers, kinds guessed.

Each guess is marked as one. What only a person can say, such as definitions and the source, is left empty, so that
`check` names it.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from helsetrend.published.tables.drafting.lines import metrics_lines, tables_lines
from helsetrend.published.tables.drafting.table import drafted_table


def draft(paths: Sequence[Path]) -> tuple[str, str]:
    """Return the text of a `metrics.toml` and of a `tables.toml` for the tables in files.

    Files whose names differ in digits only are states of one table. Raises DataError for a file that cannot be read or
    has no header above numbers.
    """
    groups: dict[str, list[Path]] = {}
    for path in sorted(paths):
        groups.setdefault(re.sub(r"\d+", "0", path.name), []).append(path)
    tables = [drafted_table(group) for group in groups.values()]
    return "\n".join(metrics_lines(tables)), "\n".join(tables_lines(tables))
