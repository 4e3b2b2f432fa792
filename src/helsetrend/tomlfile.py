"""A TOML file whose words are those of a model, with every fault of it at once."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from helsetrend.faults import DataError, Fault

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
