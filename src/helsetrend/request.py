"""What is asked for: the parameters of a report as they were given, before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
        """All that was given, by name."""
        return {"year": self.year, "first_year": self.first_year, "as_of": self.as_of, **self.others}

    def __str__(self) -> str:
        return "the report" if self.year is None else f"the report on {self.year}"
