"""The mapping: a small TOML file, written once by the owner of a log, that says what its columns mean.

It names the format of the files, the columns with user, time, kind and service (or page), the words for a view, a login
and a close, the form of the times, and the page addresses of each service. No code depends on a particular log.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from helsetrend.files import matching, read_toml

Format = Literal["parquet", "csv", "jsonl", "common", "combined"]
ACCESS_FORMATS = ("common", "combined")

NOT_PAGES = tuple(
    f"*.{ending}"
    for ending in (
        *("css", "js", "mjs", "map", "json", "xml", "txt", "ico", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif"),
        *("bmp", "woff", "woff2", "ttf", "eot", "otf"),
    )
)
"""Addresses that are not pages, unless the mapping says otherwise."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("a time zone such as Europe/Oslo or UTC") from error
    return name


Zone = Annotated[str, AfterValidator(_zone)]
Identifier = Annotated[str, matching(r"[a-z][a-z0-9_]*", "small letters a to z, digits and _, a letter first")]
NotEmpty = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    """A part of the mapping: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Entry):
    """The names of the columns; in JSON lines `actor.id` is the field `id` of the field `actor`.

    A log has the `page` that was seen, its `service`, or neither. Without a `kind` all events are of the default kind.
    """

    user: NotEmpty
    time: NotEmpty
    kind: NotEmpty | None = None
    page: NotEmpty | None = None
    service: NotEmpty | None = None

    @model_validator(mode="after")
    def _page_or_service(self) -> Self:
        if self.page and self.service:
            raise ValueError("page or service, not both")
        return self

    @property
    def place(self) -> str | None:
        """The column with the page or the service of an event; None if there is neither."""
        return self.page or self.service

    @property
    def names(self) -> list[str]:
        """All columns that are read."""
        return list(dict.fromkeys(filter(None, (self.user, self.time, self.kind, self.place))))


class TimeForm(_Entry):
    """The form of the times. `timezone` is the zone of times that are written without one.

    A time before the day `first` or after the day `last` is impossible.
    """

    form: Literal["iso", "seconds", "milliseconds", "microseconds"] = "iso"
    timezone: Zone | None = None
    first: date = date(2000, 1, 1)
    last: date = Field(default_factory=lambda: date.today() + timedelta(days=1))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("last: not before first")
        return self


class KindWords(_Entry):
    """The words for each kind of event.

    Events with an `ignored` word do not count. `default` is the kind of all events in a log without a column for it.
    """

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
    """Which requests to a web server are events, and what identifies the user.

    A request is a view if its method is one of `methods`, its status is 2xx or 304, and its address matches none of
    `not_pages`. It is a login if its address matches one of `logins` and its status is below 400, whatever its method.
    """

    user: Literal["host", "host and agent", "authenticated"] = "host"
    methods: tuple[NotEmpty, ...] = ("GET",)
    logins: tuple[NotEmpty, ...] = ()
    not_pages: tuple[NotEmpty, ...] = NOT_PAGES
    leave_out_robots: bool = True


class LogMapping(_Entry):
    """The whole file. `timezone` is that of the portal, in which days, months and years begin.

    A page (or a value of the service column) belongs to the first service with a pattern that matches it; `*` stands
    for any characters, `?` for one. What matches `without_service`, such as a front page, belongs to none; anything
    else is an unknown service. Without [services] the values of the service column are the services.
    """

    format: Format
    timezone: Zone = "Europe/Oslo"
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    header: tuple[NotEmpty, ...] | None = None
    columns: Columns | None = None
    time: TimeForm = Field(default_factory=TimeForm)
    kinds: KindWords = KindWords()
    access: Access = Access()
    services: dict[Identifier, tuple[NotEmpty, ...]] = Field(default_factory=dict)
    without_service: tuple[NotEmpty, ...] = ()

    @model_validator(mode="after")
    def _fits_its_format(self) -> Self:
        if wrong := sorted(self._access_faults() if self.is_access else self._table_faults()):
            raise ValueError("; ".join(wrong))
        return self

    def _access_faults(self) -> list[str]:
        """Return what a mapping for an access log must not set."""
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
            wrong += [f"{key}: only for the format csv" for key in self.model_fields_set & {"delimiter", "header"}]
        return wrong

    @property
    def is_access(self) -> bool:
        """Whether the log is the access log of a web server."""
        return self.format in ACCESS_FORMATS

    @property
    def has_places(self) -> bool:
        """Whether events have a page or a service."""
        return self.is_access or bool(self.columns and self.columns.place)

    @property
    def has_logins(self) -> bool:
        """Whether the log tells logins and views apart."""
        if self.is_access:
            return bool(self.access.logins)
        return bool(self.table.kind) or self.kinds.default == "login"

    @property
    def table(self) -> Columns:
        """The columns of a log that is not an access log."""
        assert self.columns is not None  # a log that is not an access log has columns, as checked above
        return self.columns


def read_mapping(path: Path) -> LogMapping:
    """Return the mapping in a TOML file.

    Raises DataError with every fault of the file: missing, not UTF-8, not TOML, a key that is unknown, missing or not
    for this format, a value of the wrong type.
    """
    return read_toml(path, LogMapping)
