"""What is asked for: the parameters of a report as they were given, before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECRET = ("password", "passord", "secret", "token", "key", "credential")
"""What the name of a parameter holds that is meant to be kept from others."""


@dataclass(frozen=True, eq=False)
class Request:
    """The parameters that were given; where one is None, the notebook's default is to hold.

    `others` are parameters that the notebook declares besides these, each as the text that was given.
    """

    year: int | None = None
    first_year: int | None = None
    as_of: str | None = None
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """All that was given, by name; the value of a secret is left out, as this is kept and told to others."""
        others = {name: "…" if is_secret(name) else value for name, value in self.others.items()}
        return {"year": self.year, "first_year": self.first_year, "as_of": self.as_of, **others}

    def __str__(self) -> str:
        return "the report" if self.year is None else f"the report on {self.year}"


def is_secret(name: str) -> bool:
    """Whether a parameter is named like a secret."""
    return any(word in name.lower() for word in SECRET)
