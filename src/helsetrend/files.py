"""Where data, notebooks and templates lie, and how the project's TOML files are read."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from helsetrend.errors import DataError, Fault

PACKAGE = Path(__file__).parent
_TOP = PACKAGE if (PACKAGE / "notebooks").is_dir() else PACKAGE.parents[1]

DATA = _TOP / "data"
NOTEBOOKS = _TOP / "notebooks"


def notebook_of(language: str) -> Path:
    """The notebook that makes the yearly report in a language."""
    return NOTEBOOKS / f"3-annual-report.{language}.ipynb"


DATA_VARIABLE, DECIMAL_VARIABLE = "HELSETREND_DATA", "HELSETREND_DECIMAL"
"""The environment variables that name the data folder and the decimal mark where a call does not."""

DECIMAL_MARKS = {"comma": ",", "point": "."}


@dataclass(frozen=True)
class DataSource:
    """The folder that data are read from, and its decimal mark, "comma" or "point"; None where it is not known."""

    folder: Path
    decimal: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that hand this on to a process of its own, such as a kernel."""
        decimal = {DECIMAL_VARIABLE: self.decimal} if self.decimal else {}
        return {DATA_VARIABLE: str(self.folder.resolve()), **decimal}


def data_source(folder: Path | str | None = None, decimal: str | None = None) -> DataSource:
    """Return the source given, or where it is not given the one the environment names, else the shipped folder.

    This is the only place that reads the environment. Raises ValueError for a decimal mark other than those of
    `DECIMAL_MARKS`.
    """
    mark = decimal or os.environ.get(DECIMAL_VARIABLE) or None
    if mark not in (None, *DECIMAL_MARKS):
        raise ValueError(f"{mark!r} is not a decimal mark; expected {' or '.join(DECIMAL_MARKS)}")
    return DataSource(Path(folder or os.environ.get(DATA_VARIABLE) or DATA), mark)


Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model]) -> Model:
    """What the TOML file at `path` says, as the model.

    Raises DataError with every fault of the file: no file, not UTF-8, not TOML, or what the model does not allow.
    """
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise DataError([Fault(path.name, 0, "", str(error.strerror), "a file that can be read")]) from error
    except UnicodeDecodeError as error:
        raise DataError([Fault(path.name, 0, "", "bytes that are not UTF-8", "a file saved as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise DataError([Fault(path.name, 0, "", str(error), "TOML")]) from error
    except ValidationError as error:
        raise DataError([_fault(path.name, dict(one)) for one in error.errors()]) from error


def _fault(file: str, one: dict[str, Any]) -> Fault:
    found = "nothing" if one["type"] == "missing" else _found(one["input"])
    return Fault(file, 0, ".".join(map(str, one["loc"])), found, one["msg"].removeprefix("Value error, "))


def _found(value: Any) -> str:
    return "a table" if isinstance(value, dict | BaseModel) else str(value)
