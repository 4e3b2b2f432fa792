"""The shape of a text, to show what is wrong with it without a word of it: `9` for a digit, `a` for any letters."""

import re
from collections.abc import Sequence
from pathlib import Path

from helsetrend.errors import DataError, Fault

LONGEST = 60
"""The most characters of a text whose shape is shown."""

_NAME = re.compile(r"[@$#_]?[^\W\d_][\w.()$\- ]{0,39}")


def shape_of(text: str) -> str:
    """Return the SQL of the shape of a text.

    Of `2021-13-01 ola@x.no` it is `9999-99-99 a@a.a`; a sign that is not of ASCII is `?`.
    """
    digits = f"regexp_replace(left({text}, {LONGEST}), '[0-9]', '9', 'g')"
    letters = f"regexp_replace({digits}, '\\p{{L}}+', 'a', 'g')"
    return f"regexp_replace({letters}, '[^ -~]', '?', 'g')"


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a column and hardly a value: no long number, no time, no address.

    >>> is_name("cs(User-Agent)"), is_name("event_params"), is_name("01017012345"), is_name("ola@example.no")
    (True, True, False, False)
    """
    return bool(_NAME.fullmatch(text)) and not re.search(r"[0-9]{5}", text)


def check_columns(path: Path, columns: Sequence[str], wanted: Sequence[str]) -> None:
    """Raise DataError where a file lacks columns; those that it has are only shown if all of them are names."""
    missing = [name for name in dict.fromkeys(wanted) if name not in columns]
    if not missing:
        return
    found, expected = "no such column", f"one of {', '.join(columns)}"
    if not all(map(is_name, columns)):
        found = f"no such column, and line 1 has {len(columns)} fields that do not look like names"
        expected = "the names of the columns in line 1, or header = [...] in the mapping"
    raise DataError([Fault(path.name, 1, name, found, expected) for name in missing])
