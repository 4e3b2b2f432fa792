"""What `helsetrend new` writes: an example with made-up figures, or a draft for the tables that a user has."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from helsetrend.published import draft

FOLDER = Path(__file__).parent / "template"


def write_template(folder: Path) -> list[Path]:
    """Write the example to `folder` and return the files written, in the order of their names.

    Raises ValueError if the folder is not empty, or is a file.
    """
    _check_is_free(folder)
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_draft(folder: Path, tables: Sequence[Path]) -> list[Path]:
    """Write to `folder` copies of the tables and a draft that describes them, and return the two files of the draft.

    Raises as `write_template` does, and DataError where a table cannot be read; then nothing is written.
    """
    _check_is_free(folder)
    metrics, description = draft(tables)
    copies = folder / "published" / "tables"
    copies.mkdir(parents=True)
    for path in tables:
        shutil.copy(path, copies)
    drafted = {folder / "metrics.toml": metrics, folder / "published" / "tables.toml": description}
    for path, text in drafted.items():
        path.write_text(text, encoding="utf-8")
    return list(drafted)


def _check_is_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is not empty; allowed: an empty folder, or a name for a new one")
