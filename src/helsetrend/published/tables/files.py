"""The files of a table: which they are, their sheets, the day in their names, and what is wrong with many of them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from helsetrend.errors import Fault
from helsetrend.published.readers import (
    MOST_BYTES,
    TABLE_READERS,
    Sheet,
    UnreadableFileError,
    WrongBytesError,
    parquet_sheets,
)
from helsetrend.published.tables.json_stat import json_stat_sheets

READERS = {**TABLE_READERS, ".json": json_stat_sheets}
"""The function that reads the bytes of a table, by the ending of its name; Parquet is read from the file itself."""

PARQUET = ".parquet"

_SIGN = r"[-_. ]?"
_DAY = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d){_SIGN}(?P<month>\d\d){_SIGN}(?P<day>\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d\d?)[-_.](?P<month>\d\d?)[-_.](?P<year>(?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d){_SIGN}(?P<month>0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")


def files_of(folder: Path, pattern: str) -> list[Path]:
    """Return the files below a folder that a pattern such as "usage-*.csv" names, by their names."""
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        return []
    found = folder.glob(pattern)
    return sorted(path for path in found if path.is_file() and not path.name.startswith((".", "~$")))


def sheets_of(path: Path) -> Sequence[Sheet]:
    """Return the sheets of a table file; those of a text file are the ways to read it.

    Raises UnreadableFileError where it cannot be read, also for bytes in no encoding, which name their rows.
    """
    ending = path.suffix.lower()
    if ending not in (*READERS, PARQUET):
        raise UnreadableFileError(f"a file of the kind {ending}", f"one of {', '.join([*READERS, PARQUET])}")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"{path.stat().st_size} bytes", f"a file of at most {MOST_BYTES}")
        return parquet_sheets(path) if ending == PARQUET else READERS[ending](path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(str(error.strerror), "a file that can be read") from error
    except WrongBytesError as error:
        row, text = error.rows[0]
        raise UnreadableFileError(repr(text[:80]), error.expected, row) from error


def day_in_name(name: str) -> str | None:
    """Return the day, month or year in the name of a file, the last one of the finest, or None.

    >>> day_in_name("usage-2021-02-10.csv"), day_in_name("2020 usage, 10.2.2021.xlsx"), day_in_name("202103.csv")
    ('2021-02-10', '2021-02-10', '2021-03')
    """
    for pattern in (_DAY, _DAY_FIRST):
        for match in reversed(list(pattern.finditer(name))):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                continue
    if months := list(_MONTH.finditer(name)):
        return f"{months[-1]['year']}-{months[-1]['month']}"
    years = list(_YEAR.finditer(name))
    return years[-1]["year"] if years else None


def identifier_of(name: str) -> str:
    """Return the identifier of the source that a file is, from its name without the ending.

    >>> identifier_of("domain_stats-2021-02-10"), identifier_of("Årsrapport 2021/Tabell 3")
    ('domain-stats-2021-02-10', 'aarsrapport-2021-tabell-3')
    """
    for letter, written in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = unicodedata.normalize("NFC", name.lower()).replace(letter, written)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "table"


def as_one(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults of the files of one table, with those that are the same in several files as one.

    It names the first file, and how many others there are; rows that differ from file to file are left out.
    """
    same: dict[object, dict[str, list[Fault]]] = {}
    for fault in faults:
        same.setdefault((fault.column, fault.found, fault.expected), {}).setdefault(fault.file, []).append(fault)
    return [fault for by_file in same.values() for fault in _in_several(by_file)]


def _in_several(by_file: Mapping[str, list[Fault]]) -> list[Fault]:
    (file, first), *others = sorted(by_file.items())
    if not others:
        return first
    more = f"{file} and {len(others)} other {'file' if len(others) == 1 else 'files'}"
    return [fault._replace(file=more) for fault in first]
