"""A folder to start from: the tables of an example, with made-up figures, that a user replaces with real ones."""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parent / "template"


def write_template(folder: Path) -> list[Path]:
    """Write the example to `folder` and give the files written.

    Raises ValueError where there is something in the folder already, or it is a file.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is not empty; allowed: an empty folder, or a name for a new one")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())
