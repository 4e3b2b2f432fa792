"""The options that several subcommands have, and the values of options, parsed.

Each function raises ValueError with what is allowed.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from helsetrend.published import chosen_languages, declared_languages

Data = Annotated[
    Path | None, typer.Option(help="Folder with metrics.toml and published/; by default the data of this program.")
]
DecimalMark = Annotated[
    str | None,
    typer.Option(
        "--decimal", help='The decimal mark of numbers such as "1.234" that can be read two ways: comma or point.'
    ),
]
AsOf = Annotated[str | None, typer.Option(help="Date of knowledge, such as 2022-05-31, or newest.")]


def check_folder(out: Path) -> None:
    """Raise ValueError if reports cannot be put into `--out`."""
    if (out.exists() or out.is_symlink()) and not out.is_dir():
        raise ValueError(f"--out {out} is not a folder; allowed: a folder, or a name for a new one")
    try:
        str(out).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"--out {out} is not valid text; allowed: a name in UTF-8") from error


def day_of(text: str | None) -> date | None:
    """Return the day in a text such as 2022-05-31, or None if there is no text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; allowed: a date such as 2022-05-31") from error


def pairs_of(texts: list[str], options: Mapping[str, object]) -> dict[str, str]:
    """Return the parameters in texts such as NAME=VALUE, by name; `options` are those that have an option of their own.

    Raises ValueError too if a parameter is given twice, or by its option as well.
    """
    others: dict[str, str] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not (name and mark):
            raise ValueError(f"{text!r} is not a parameter; allowed: NAME=VALUE")
        if name in others or options.get(name) is not None:
            raise ValueError(f"{name} is given twice; allowed: once")
        others[name] = value
    return others


def take_year(others: dict[str, str], name: str, given: int | None) -> int | None:
    """Remove a year from the other parameters and return it; if it is not among them, return what its option gave."""
    text = others.pop(name, None)
    try:
        return given if text is None else int(text)
    except ValueError as error:
        raise ValueError(f"{name} {text!r}; allowed: a year such as 2021") from error


def years_of(text: str) -> list[int]:
    """Return the years in a text such as 2016-2023 or 2019,2021, each once."""
    years: list[int] = []
    for part in text.split(","):
        years_match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", part.strip())
        if not years_match:
            raise ValueError(f"--years {text!r}; allowed: years such as 2016-2023 or 2019,2021")
        years += range(int(years_match[1]), int(years_match[2] or years_match[1]) + 1)
    if not years:
        raise ValueError(f"--years {text!r} contains no year; allowed: the earlier year first, such as 2016-2023")
    return list(dict.fromkeys(years))


def languages_of(text: str | None, folder: Path) -> tuple[str, ...]:
    """Return the languages in a text such as nn,en, each one that the data in the folder are in; none of no text."""
    if text is None:
        return ()
    return chosen_languages(tuple(part.strip() for part in text.split(",")), declared_languages(folder))


def share_of(text: str) -> float:
    """Return the share, from 0 to 1, in a text such as 0.1%; without the sign, 0.1 and 1 could mean two shares each."""
    try:
        percent = float(text.removesuffix("%"))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100 or (0 < percent <= 1 and not text.endswith("%")):
        raise ValueError(f"{text!r} is not a share; allowed: a percentage from 0% to 100% with its sign, such as 0.1%")
    return percent / 100
