"""The languages, and the words of each, which are data: `wording.<language>.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from helsetrend.shipped import PACKAGE

LOCALES = {"nb": "nb", "en": "en_GB"}
"""The locale of each language, by which Babel forms its numbers and dates."""

LANGUAGES = tuple(LOCALES)


@cache
def entries(language: str) -> Mapping[str, Any]:
    """The words of a language, as its file holds them. Raises ValueError where there is no such language."""
    if language not in LANGUAGES:
        raise ValueError(f"there is no language {language!r}; allowed: {', '.join(LANGUAGES)}")
    return tomllib.loads((PACKAGE / f"wording.{language}.toml").read_text(encoding="utf-8"))
