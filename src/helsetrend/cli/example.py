"""The example folder of `helsetrend new`: tables with made-up figures, for a user to replace with real ones."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent / "template"


def write_template(folder: Path) -> list[Path]:
    """Write the example to `folder` and return the files written, in the order of their names.

    Raises ValueError if the folder is not empty, or is a file.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is not empty; allowed: an empty folder, or a name for a new one")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())
