"""What the columns of an event log mean: a small TOML file that the owner of the log writes once.

It says the format of the files, which columns hold user, time, kind and service (or page), which words name a view, a
login and a close, in what form the times are, and which page addresses belong to which service. Nothing about a
single log stands in code.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from helsetrend.files import read_toml

Format = Literal["parquet", "csv", "jsonl", "common", "combined"]
ACCESS_FORMATS = ("common", "combined")

NOT_PAGES = tuple(
    f"*.{ending}"
    for ending in (
        *("css", "js", "mjs", "map", "json", "xml", "txt", "ico", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif"),
        *("bmp", "woff", "woff2", "ttf", "eot", "otf"),
    )
)
"""The addresses that no one looks at as a page, in a log that does not say otherwise."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("a time zone such as Europe/Oslo or UTC") from error
    return name


Zone = Annotated[str, AfterValidator(_zone)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    """Part of the mapping: frozen, and with no words that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Entry):
    """The columns by name; in JSON lines `actor.id` is the field `id` of the field `actor`.

    A log has the `page` that was seen, its `service`, or neither; without a `kind` every event is of one kind.
    """

    user: Text
    time: Text
    kind: Text | None = None
    page: Text | None = None
    service: Text | None = None

    @model_validator(mode="after")
    def _page_or_service(self) -> Self:
        if self.page and self.service:
            raise ValueError("page or service, not both")
        return self

    @property
    def place(self) -> str | None:
        """The column that says where an event took place: its page or its service."""
        return self.page or self.service

    @property
    def names(self) -> list[str]:
        """All columns that are read."""
        return list(dict.fromkeys(one for one in (self.user, self.time, self.kind, self.place) if one))


class Time(_Entry):
    """The form of the times. `timezone` is that of times that are written without one.

    An event before the day `first` or after the day `last` has an impossible time.
    """

    form: Literal["iso", "seconds", "milliseconds", "microseconds"] = "iso"
    timezone: Zone | None = None
    first: date = date(2000, 1, 1)
    last: date = Field(default_factory=lambda: date.today() + timedelta(days=1))

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last < self.first:
            raise ValueError("last: not before first")
        return self


class Kinds(_Entry):
    """The words for each kind. Events of an `ignored` one do not count; `default` is for a log without kinds."""

    view: tuple[str, ...] = ("view",)
    login: tuple[str, ...] = ("login",)
    close: tuple[str, ...] = ("close",)
    ignored: tuple[str, ...] = ()
    default: Literal["view", "login", "close"] = "view"

    @model_validator(mode="after")
    def _one_kind_a_word(self) -> Self:
        words = [*self.view, *self.login, *self.close, *self.ignored]
        if twice := sorted({word for word in words if words.count(word) > 1}):
            raise ValueError(f"each word for one kind only, not {', '.join(map(repr, twice))}")
        return self


class Access(_Entry):
    """Which requests of a web server are events, and who the user is.

    A request is a view if it is made by one of the `methods`, answered with 2xx or 304, and not one of `not_pages`. It
    is a login if its address is one of `logins`, by any method, and answered without an error (2xx or 3xx).
    """

    user: Literal["host", "host and agent", "authenticated"] = "host"
    methods: tuple[Text, ...] = ("GET",)
    logins: tuple[Text, ...] = ()
    not_pages: tuple[Text, ...] = NOT_PAGES
    leave_out_robots: bool = True


class Mapping(_Entry):
    """All that the file holds. `timezone` is that of the portal, by whose days and months one counts.

    The first service that has a pattern for a page (or for a value of the service column) gets it; `*` stands for any
    letters, `?` for one. What matches `without_service` belongs to none, as a front page does; any other is unknown.
    Without [services] the values of a service column are the identifiers themselves.
    """

    format: Format
    timezone: Zone = "Europe/Oslo"
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    header: tuple[Text, ...] | None = None
    columns: Columns | None = None
    time: Time = Field(default_factory=Time)
    kinds: Kinds = Kinds()
    access: Access = Access()
    services: dict[Identifier, tuple[Text, ...]] = Field(default_factory=dict)
    without_service: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _fits_its_format(self) -> Self:
        if wrong := sorted(self._access_faults() if self.is_access else self._table_faults()):
            raise ValueError("; ".join(wrong))
        return self

    def _access_faults(self) -> list[str]:
        """What an access log says itself, or cannot say."""
        words = self.model_fields_set & {"columns", "kinds", "delimiter", "header"}
        words |= {f"time.{word}" for word in self.time.model_fields_set & {"form", "timezone"}}
        wrong = [f"{word}: not for an access log, the form of which is known" for word in words]
        if self.format == "common" and self.access.user == "host and agent":
            wrong.append("access.user: host or authenticated, for the format common has no agent")
        return wrong

    def _table_faults(self) -> list[str]:
        wrong = [] if self.columns else [f"columns: required for the format {self.format}"]
        if "access" in self.model_fields_set:
            wrong.append("access: only for the formats common and combined")
        if self.format != "csv":
            wrong += [f"{one}: only for the format csv" for one in self.model_fields_set & {"delimiter", "header"}]
        return wrong

    @property
    def is_access(self) -> bool:
        """Whether the log is one of a web server."""
        return self.format in ACCESS_FORMATS

    @property
    def has_places(self) -> bool:
        """Whether an event says where it took place."""
        return self.is_access or bool(self.columns and self.columns.place)

    @property
    def has_logins(self) -> bool:
        """Whether the log tells logins from views at all."""
        if self.is_access:
            return bool(self.access.logins)
        return bool(self.table.kind) or self.kinds.default == "login"

    @property
    def table(self) -> Columns:
        """The columns of a log that has such."""
        assert self.columns is not None  # a log that is not an access log has columns, as checked above
        return self.columns


def read_mapping(path: Path) -> Mapping:
    """The mapping in the TOML file at `path`.

    Raises DataError with every fault of the file: no file, not UTF-8, not TOML, a word that is unknown, missing or does
    not fit the format, a value of the wrong kind.
    """
    return read_toml(path, Mapping)
