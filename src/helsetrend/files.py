"""Where data and notebooks lie, how a TOML file is read, how a file is written whole, and the digest of one."""

import hashlib
import os
import tomllib
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


DATA_VARIABLE = "HELSETREND_DATA"
"""The environment variable that names the data folder where a call does not."""


def data_folder(folder: Path | str | None = None) -> Path:
    """The folder that the data are read from: the one named, else `HELSETREND_DATA`, else the one that is shipped."""
    return Path(folder or os.environ.get(DATA_VARIABLE) or DATA)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file in one step: whoever reads `path` sees the old content or all of the new. Text becomes UTF-8."""
    stage = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        stage.write_bytes(data.encode() if isinstance(data, str) else data)
        stage.replace(path)
    finally:
        stage.unlink(missing_ok=True)


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
