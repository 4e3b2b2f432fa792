"""What is asked of a run, before anything is read: the parameters given for a report, and where its data lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helsetrend.files import DataSource, data_source, notebook_of
from helsetrend.published import declared_languages, known_languages

SECRET = ("password", "passord", "secret", "token", "key", "credential")
"""Words in the name of a parameter that mark its value as a secret."""


@dataclass(frozen=True, eq=False)
class Request:
    """The parameters that were given; None stands for the notebook's default.

    `languages` are those to make the report in, all of the folder if there are none.
    `others` are further parameters of the notebook, each as the text that was given; `source` is where the data are
    read from.
    """

    year: int | None = None
    first_year: int | None = None
    as_of: str | None = None
    languages: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    source: DataSource = field(default_factory=data_source)

    @property
    def values(self) -> dict[str, Any]:
        """The parameters that were given, by name; the value of a secret is replaced, as this is stored."""
        others = {name: "…" if is_secret(name) else value for name, value in self.others.items()}
        languages = {"languages": list(self.languages)} if self.languages else {}
        return {"year": self.year, "first_year": self.first_year, "as_of": self.as_of, **others, **languages}

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks that the report is made with, one for each of its languages."""
        asked = self.languages or declared_languages(self.source.folder)
        return [notebook_of(language) for language in asked if language in known_languages()]

    def __str__(self) -> str:
        return "the report" if self.year is None else f"the report on {self.year}"


def is_secret(name: str) -> bool:
    """Return whether a parameter is named like a secret."""
    return any(word in name.lower() for word in SECRET)
