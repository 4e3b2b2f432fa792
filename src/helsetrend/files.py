"""Where data and notebooks lie, how a TOML file is read, how a file is written whole, and the digest of one."""

import errno
import hashlib
import os
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from helsetrend.errors import DataError, Fault, by_likeness
from helsetrend.values import Period

if TYPE_CHECKING:
    from pydantic import AfterValidator, BaseModel

PACKAGE = Path(__file__).parent
_TOP = PACKAGE if (PACKAGE / "notebooks").is_dir() else PACKAGE.parents[1]

DATA = _TOP / "data"
NOTEBOOKS = _TOP / "notebooks"
REPORTS = (Path() if _TOP == PACKAGE else _TOP) / "reports"


def notebook_of(language: str) -> Path:
    """Return the path of the notebook that makes the yearly report in a language."""
    return NOTEBOOKS / f"3-annual-report.{language}.ipynb"


DATA_VARIABLE, DECIMAL_VARIABLE = "HELSETREND_DATA", "HELSETREND_DECIMAL"
"""The environment variables that name the data folder and the decimal mark where a call does not."""

DECIMAL_MARKS = ("comma", "point")


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
    `DECIMAL_MARKS`, TypeError for what is no path.
    """
    mark = decimal or os.environ.get(DECIMAL_VARIABLE) or None
    if mark not in (None, *DECIMAL_MARKS):
        raise ValueError(f"{mark!r} is not a decimal mark; expected {' or '.join(DECIMAL_MARKS)}")
    if not isinstance(folder, Path | str | None):
        raise TypeError(f"{folder!r} is not a folder of data; allowed: its path, such as 'examples/berlin'")
    return DataSource(_folder_of(Path(folder or os.environ.get(DATA_VARIABLE) or DATA)), mark)


def _folder_of(path: Path) -> Path:
    """Return a folder; one that is not here, as in a notebook in notebooks/, is looked for in the project."""
    at_top = _TOP / path
    return at_top if not path.exists() and at_top.is_dir() else path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file in one step: whoever reads `path` sees the old content or all of the new. Text becomes UTF-8."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path.parent))
    stage = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        stage.write_bytes(data.encode() if isinstance(data, str) else data)
        stage.replace(path)
    finally:
        stage.unlink(missing_ok=True)


Model = TypeVar("Model", bound="BaseModel")


def read_toml(path: Path, model: type[Model], *, context: object = None) -> Model:
    """Read the TOML file at `path` and return its content as the model, whose validators are given the context.

    Raises DataError with every fault of the file: no file, not UTF-8, not TOML, or not what the model asks for.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError([Fault(path.name, 0, "", str(error.strerror), "a file that can be read")]) from error
    except UnicodeDecodeError as error:
        raise DataError([Fault(path.name, 0, "", "bytes that are not UTF-8", "a file saved as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise DataError([_toml_fault(path.name, str(error))]) from error
    return read_model(content, model, path.name, context=context)


def read_model(content: Any, model: type[Model], file: str, *, context: object = None) -> Model:
    """Return the content of a file as the model, whose validators are given the context.

    Raises DataError with every fault, as one of `file`.
    """
    from pydantic import ValidationError  # a command that reads no data starts without it

    try:
        return model.model_validate(content, context=context)
    except ValidationError as error:
        raise DataError([_fault(file, model, dict(detail)) for detail in error.errors()]) from error


def matching(pattern: str, expected: str) -> "AfterValidator":
    """Return the check of a text of a model: that `pattern` matches all of it; `expected` says so in words."""
    from pydantic import AfterValidator

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(expected)
        return text

    return AfterValidator(check)


def _toml_fault(file: str, message: str) -> Fault:
    """Return an error of the TOML reader in plain words, with its line."""
    reason, _, place = message.partition(" (at ")
    line = re.match(r"line (\d+)", place)
    expected = next((words for start, words in _TOML_IN_WORDS.items() if reason.startswith(start)), "TOML")
    return Fault(file, int(line[1]) if line else 0, "", reason[:1].lower() + reason[1:], expected)


def _fault(file: str, model: "type[BaseModel]", detail: dict[str, Any]) -> Fault:
    """Return one error of pydantic in plain words."""
    from pydantic import BaseModel

    place, value, reason = detail["loc"], detail["input"], detail["msg"].removeprefix("Value error, ")
    is_table, is_text = isinstance(value, dict | BaseModel), isinstance(value, str)
    found = "a table" if is_table else "a list" if isinstance(value, list | tuple) else str(value)
    if isinstance(value, bool):
        found = found.lower()  # as TOML writes it
    match detail["type"]:
        case "missing":
            found, expected, is_text = "missing", _expected(_type_at(model, place)), False
        case "extra_forbidden":
            words = by_likeness(str(place[-1]), getattr(_type_at(model, place[:-1]), "model_fields", {}))
            found, expected, is_text = "not a word of this table", f"one of {', '.join(words)}", False
        case "fault":  # of a validator that says both itself
            found, expected, is_text = detail["ctx"]["found"], detail["ctx"]["expected"], False
        case "value_error":
            found, expected = (reason, "") if is_table else (found, reason)
        case "string_too_short":
            expected = "a text that is not empty"
        case _:
            expected = _expected(_type_at(model, place))
    return Fault(file, 0, _written_place(place), found, expected, quoted=is_text)


def _written_place(place: Sequence[int | str]) -> str:
    """Return a place of a model as a reader of TOML would: metrics.visits.marks (no. 1).at."""
    words = [f" (no. {word + 1})" if isinstance(word, int) else f".{word}" for word in place if word != "[key]"]
    return "".join(words).removeprefix(".")


def _type_at(annotation: Any, place: Sequence[int | str]) -> Any:
    """Return the type of the value at a place of a model, without None and what else its annotation says."""
    for word in place:
        parts = get_args(annotation)
        fields = getattr(annotation, "model_fields", None)
        if fields is not None:
            annotation = fields[word].annotation if word in fields else getattr(annotation, "other_words", None)
        else:
            annotation = parts[1] if get_origin(annotation) is dict else parts[0] if parts else None
        while get_origin(annotation) in (Annotated, Union, UnionType):
            annotation = next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


def _expected(kind: Any) -> str:
    """Return in words what is expected where a value of this type belongs."""
    if get_origin(kind) is Literal:
        return f"one of {', '.join(map(repr, get_args(kind)))}"
    if kind is Period:
        return "a period in quotes, such as 2021 or 2020-12"
    if in_words := getattr(kind, "in_words", ""):
        return str(in_words)
    required = [name for name, field in getattr(kind, "model_fields", {}).items() if field.is_required()]
    return f"a table with {', '.join(required)}" if required else _IN_WORDS.get(get_origin(kind) or kind, "a table")


_IN_WORDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    date: "a date such as 2022-05-31",
    tuple: "a list in square brackets",
}

_TOML_IN_WORDS = {
    "Cannot overwrite a value": "each word of a table once",
    "Cannot declare": "each table once",
    "Cannot mutate": "each word of a table once",
    "Cannot redefine": "each table once",
    "Invalid value": "a text in quotes, a number, true, false, a date or a list",
    "Illegal character '\\n'": "a text that ends with a quote on its line",
    "Unterminated string": "a text that ends with a quote",
    "Expected '=' after a key": "a line such as word = value (a word with æ, ø, å, spaces or other signs in quotes)",
    "Expected ']' at the end of a table declaration": "a table in square brackets, such as [units.visits]",
    "Unclosed array": "a list that ends with ]",
    "Unclosed inline table": "a table that ends with }",
    "Expected newline or end of document after a statement": "one value on a line",
}
"""What was expected where the TOML reader stopped, by how its message begins."""
