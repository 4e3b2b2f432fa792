"""The words of `tables.toml`: where a table stands, what its columns and labels mean, when it was published.

`docs/tables.md` explains them with examples. What is neither stated nor in a column of its own stands in the headers.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helsetrend.files import matching
from helsetrend.published.status import STATUSES
from helsetrend.published.written import Identifier

DESCRIPTION = "tables.toml"
"""The name of the file, beside the folder of the tables."""

FILE_NAME = "file name"
"""What `published` says where the name of each file has the date."""

Scale = Literal[1, 100, 1_000, 1_000_000, 1_000_000_000]
Form = Literal["year", "half_year", "tertial", "quarter", "month", "week", "day"]
Text = Annotated[str, Field(min_length=1)]


def _several(value: Any) -> Any:
    """Return one text, or one number, as a list of one; a number as the column of this number, "#2"."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(f"#{one}" if type(one) is int else one for one in values)


def _row_numbers(value: Any) -> Any:
    return (value,) if type(value) is int else value


def _written_date(value: Any) -> Any:
    return value.isoformat() if type(value) is date else value


Columns = Annotated[tuple[Text, ...], BeforeValidator(_several), Field(min_length=1)]
"""A column, or several that are read together: by their headers, or by their numbers from the left."""


class _Entry(BaseModel):
    """A part of the description: frozen, and without unknown words."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TableSource(_Entry):
    """What the files are as sources: the name of one in sources.csv, or title, publisher, address and language."""

    name: str = ""
    title: str = ""
    publisher: str = ""
    address: str = ""
    language: str = ""
    published_basis: str = "stated"
    rank: Annotated[int, Field(ge=1, le=99)] = 1

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, entry: Any) -> Any:
        return {"name": entry} if isinstance(entry, str) else entry

    @model_validator(mode="after")
    def _check_is_whole(self) -> "TableSource":
        needed = {word: getattr(self, word) for word in ("title", "publisher", "address", "language")}
        lacking = [word for word, text in needed.items() if not text]
        if self.name and len(lacking) < len(needed):
            raise ValueError("either the name of a source in sources.csv, or title, publisher, address and language")
        if not self.name and lacking:
            raise ValueError(f"a source without {' and '.join(lacking)}")
        return self


class Meaning(_Entry):
    """What a label means: a metric, and where the label says so too a service, a period, a scale of its own."""

    metric: Identifier = ""
    service: Identifier | None = None
    period: str | None = None
    scale: Scale | None = None

    @model_validator(mode="before")
    @classmethod
    def _metric_alone(cls, entry: Any) -> Any:
        return {"metric": entry} if isinstance(entry, str) else entry


class UnitMeaning(_Entry):
    """What the label of a unit means: a unit of `metrics.toml`, or that of the metric itself, and the scale."""

    unit: str = ""
    scale: Scale = 1

    @model_validator(mode="before")
    @classmethod
    def _unit_or_scale_alone(cls, entry: Any) -> Any:
        if isinstance(entry, str):
            return {"unit": entry}
        return {"scale": entry} if type(entry) is int else entry


class RowColumns(_Entry):
    """The columns that say what the figures of a row are of: period, metric, service, unit, status, publication.

    `value` is the column of the figures where no header says what they are.
    """

    period: Columns | None = None
    metric: Columns | None = None
    service: Columns | None = None
    unit: Columns | None = None
    status: Columns | None = None
    published: Columns | None = None
    value: Columns | None = None


class TableEntry(_Entry):
    """One table: all states of it, each in a file."""

    files: Text
    source: TableSource
    published: Annotated[str | None, BeforeValidator(_written_date)] = None
    sheet: Text | None = None
    header: Annotated[tuple[int, ...], BeforeValidator(_row_numbers)] = ()
    ends: Text | None = None
    rows: RowColumns = RowColumns()
    metric: Identifier | None = None
    service: Identifier | None = None
    period: Text | None = None
    metrics: Mapping[str, Meaning] = Field(default_factory=dict)
    services: Mapping[str, Identifier] = Field(default_factory=dict)
    units: Mapping[str, UnitMeaning] = Field(default_factory=dict)
    where: Mapping[str, Columns] = Field(default_factory=dict)
    leave_out: tuple[Text, ...] = ()
    each: Form | None = None
    scale: Scale = 1
    decimal: Literal["comma", "point"] | None = None
    marks: Mapping[str, Annotated[str, matching("|".join(STATUSES), f"one of {', '.join(STATUSES)}")]] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _check_each_thing_is_said_once(self) -> "TableEntry":
        twice = [word for word in ("metric", "service", "period") if getattr(self, word) and getattr(self.rows, word)]
        if twice:
            raise ValueError(f"{twice[0]} is stated and is in a column of rows: leave out one of them")
        dated = [word for word, is_given in self._dates if is_given]
        if len(dated) != 1:
            found = " and ".join(dated) or "nothing that says when it was published"
            raise ValueError(
                f'{found}; expected one of published = "{FILE_NAME}", published = 2022-05-31, a column in '
                "rows.published, or source = the name of a source in sources.csv"
            )
        return self

    @property
    def _dates(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("published", self.published is not None),
            ("rows.published", self.rows.published is not None),
            ("source", bool(self.source.name)),
        )


class TablesDescription(_Entry):
    """The content of `tables.toml`: each table under a name of its own."""

    tables: dict[str, TableEntry]
