"""The folder that the data are read from."""

import os
from pathlib import Path

from helsetrend import shipped

DATA_VARIABLE = "HELSETREND_DATA"
"""The environment variable that names the data folder where a call does not."""


def data_folder(folder: Path | str | None = None) -> Path:
    """The folder that the data are read from: the one named, else `HELSETREND_DATA`, else the one that is shipped."""
    return Path(folder or os.environ.get(DATA_VARIABLE) or shipped.DATA)
