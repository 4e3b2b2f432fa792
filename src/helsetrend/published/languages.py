"""The languages that the program knows, and those that a data folder is in.

The program knows a language if there are a file of words and a notebook of prose for it; it finds them by their names.
"""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from helsetrend.files import NOTEBOOKS, PACKAGE, notebook_of

WORDS = PACKAGE / "report" / "presentation"

DEFAULT_LANGUAGES = ("nb", "en")
"""The languages of a data folder whose `metrics.toml` names none."""


def words_file(language: str) -> Path:
    """Return the path of the file of words of a language."""
    return WORDS / f"wording.{language}.toml"


@cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file of words and a notebook of prose."""
    with_words = {path.name.split(".")[1] for path in WORDS.glob(words_file("*").name)}
    with_prose = {path.name.split(".")[1] for path in NOTEBOOKS.glob(notebook_of("*").name)}
    return tuple(sorted(with_words & with_prose))


def declared_languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that `metrics.toml` of a data folder names, whether the program knows them or not.

    They are the default where it names none, or cannot be read.
    """
    try:
        return _languages_in((folder / "metrics.toml").read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return DEFAULT_LANGUAGES


@lru_cache(maxsize=4)
def _languages_in(text: str) -> tuple[str, ...]:
    """Return the languages that the text of a `metrics.toml` names. Raises ValueError if it is not TOML."""
    declared = tomllib.loads(text).get("languages")
    codes = [code for code in declared if isinstance(code, str)] if isinstance(declared, list) else []
    return tuple(dict.fromkeys(codes)) or DEFAULT_LANGUAGES


def check_languages(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages. Raises ValueError unless there is one, the program knows all, and none is named twice."""
    if not languages or len(set(languages)) < len(languages) or not set(languages) <= set(known_languages()):
        raise ValueError(f"one or several of {', '.join(known_languages())}, each once")
    return languages


def chosen_languages(languages: tuple[str, ...], among: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages chosen, each once, or all `among` which to choose where none is.

    Raises ValueError for one that is not among them.
    """
    for language in languages:
        if language not in among:
            raise ValueError(f"the data are not in the language {language!r}; allowed: {', '.join(among)}")
    return tuple(dict.fromkeys(languages)) or among
