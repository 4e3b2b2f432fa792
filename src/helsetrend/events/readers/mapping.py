"""The mapping: a small TOML file, written once by the owner of a log, that says what its columns mean.

It names the format of the files, the columns with user, time, kind and service (or page), the words for a view, a login
and a close, the form of the times, and the page addresses of each service. No code depends on a particular log.
"""

from collections.abc import Collection
from datetime import date, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helsetrend.events.readers.formats.log_format import ACCESS_TIME, names_of, time_form_of
from helsetrend.files import matching, read_toml

Format = Literal["parquet", "csv", "jsonl", "common", "combined", "access", "w3c", "snowplow"]
ACCESS_FORMATS = ("common", "combined", "access")

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


def _listed(names: object) -> object:
    """Return a single name as a list of one."""
    if names in ("", [], ()):
        raise ValueError("the name of a column, or several in square brackets")
    return (names,) if isinstance(names, str) else names


Names = Annotated[tuple[NotEmpty, ...], BeforeValidator(_listed)]
"""One column or several, which are written as a name or as a list of names."""


class Columns(_Entry):
    """The names of the columns; in JSON lines `actor.id` is the field `id` of the field `actor`.

    A log has the `page` that was seen, its `service`, or neither. Without a `kind` all events are of the default kind.
    Several columns of the `user` name the user together, and several of the `time`, such as date and time, are one text
    with spaces between. `status`, `method` and `agent` are those of requests; `forwarded_for` is the list of addresses
    that proxies write, from which the client is taken where it is not empty.
    """

    user: Names
    time: Names
    kind: NotEmpty | None = None
    page: NotEmpty | None = None
    service: NotEmpty | None = None
    status: NotEmpty | None = None
    method: NotEmpty | None = None
    agent: NotEmpty | None = None
    forwarded_for: NotEmpty | None = None

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
        more = (self.kind, self.place, self.status, self.method, self.agent, self.forwarded_for)
        return list(dict.fromkeys(filter(None, (*self.user, *self.time, *more))))


def _form(form: str) -> str:
    words = ("iso", "seconds", "milliseconds", "microseconds", "nanoseconds")
    if form not in words and "%" not in form:
        raise ValueError(f"{', '.join(words)}, or a pattern such as %d.%m.%Y %H:%M:%S")
    return form


class TimeForm(_Entry):
    """The form of the times: a word, or a pattern as of Python's strptime.

    `timezone` is the zone of times that are written without one. A time before the day `first` or after the day `last`
    is impossible.
    """

    form: Annotated[str, AfterValidator(_form)] = "iso"
    timezone: Zone | None = None
    first: date = date(2000, 1, 1)
    last: date = Field(default_factory=lambda: date.today() + timedelta(days=1))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("last: not before first")
        return self

    @property
    def is_number(self) -> bool:
        """Whether times are numbers since 1970."""
        return self.form.endswith("seconds")


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


def _network(text: str) -> str:
    try:
        ip_network(text)
    except ValueError as error:
        raise ValueError("an address or a network such as 10.0.0.0/8") from error
    return text


class Access(_Entry):
    """Which requests to a web server are events, and what identifies the user.

    A request is a view if its method is one of `methods`, its status is 2xx or 304, and its address matches none of
    `not_pages`. It is a login if its address matches one of `logins` and its status is below 400, whatever its method.
    With the user `forwarded_for` the user is the client in the list of addresses that proxies write: the last one that
    is not among `trusted_proxies`, or the first one if none are named.
    """

    user: Literal["host", "host and agent", "authenticated", "forwarded_for"] = "host"
    trusted_proxies: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    methods: tuple[NotEmpty, ...] = ("GET",)
    logins: tuple[NotEmpty, ...] = ()
    not_pages: tuple[NotEmpty, ...] = NOT_PAGES
    leave_out_robots: bool = True


_ACCESS_USERS = {
    "host": ("host",),
    "host and agent": ("host", "agent"),
    "authenticated": ("account",),
    "forwarded_for": ("host",),
}
W3C_COLUMNS = Columns(
    user=("c-ip",),
    time=("date", "time"),
    page="cs-uri-stem",
    status="sc-status",
    method="cs-method",
    agent="cs(User-Agent)",
)


class LogMapping(_Entry):
    """The whole file. `timezone` is that of the portal, in which days, months and years begin.

    A page (or a value of the service column) belongs to the first service with a pattern that matches it; `*` stands
    for any characters, `?` for one. What matches `without_service`, such as a front page, belongs to none; anything
    else is an unknown service. Without [services] the values of the service column are the services.
    `empty_day_is_zero` says that a file named after a day that has no lines means a day without events.
    """

    format: Format
    timezone: Zone = "Europe/Oslo"
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    header: tuple[NotEmpty, ...] | None = None
    log_format: NotEmpty | None = None
    columns: Columns | None = None
    time: TimeForm = Field(default_factory=TimeForm)
    kinds: KindWords = KindWords()
    access: Access = Access()
    services: dict[Identifier, tuple[NotEmpty, ...]] = Field(default_factory=dict)
    without_service: tuple[NotEmpty, ...] = ()
    empty_day_is_zero: bool = False

    @model_validator(mode="after")
    def _fits_its_format(self) -> Self:
        if wrong := sorted(self._access_faults() if self.is_access else self._table_faults()):
            raise ValueError("; ".join(wrong))
        return self

    def _access_faults(self) -> list[str]:
        """Return what a mapping for an access log must not set."""
        words = self.model_fields_set & {"columns", "kinds", "delimiter", "header"}
        if self.format != "access":
            words |= {f"time.{word}" for word in self.time.model_fields_set & {"form", "timezone"}}
        wrong = [f"{word}: not for an access log, the form of which is known" for word in words]
        if self.format == "common" and self.access.user == "host and agent":
            wrong.append("access.user: host or authenticated, for the format common has no agent")
        if self.format != "access":
            return wrong + ["log_format: only for the format access"] * (self.log_format is not None)
        try:
            has = names_of(self.log_format or "")
        except ValueError as error:
            return [*wrong, f"log_format: {error}"]
        return wrong + [
            f"access.user: {self.access.user} needs %h, %u, %{{User-Agent}}i or %{{X-Forwarded-For}}i in the log_format"
        ] * (not self._needed(has))

    def _needed(self, has: Collection[str]) -> bool:
        """Return whether a log format has the fields that the user is made of."""
        if self.access.user == "forwarded_for":
            return "forwarded_for" in has or "host" in has
        return set(self.table.user) <= set(has)

    def _table_faults(self) -> list[str]:
        wrong = [] if self.columns or self.format == "w3c" else [f"columns: required for the format {self.format}"]
        wrong += [f"access.{word}: only for access logs" for word in self.access.model_fields_set & {"user"}]
        if self.access.model_fields_set - {"trusted_proxies"} and not self.is_requests:
            wrong.append("access: needs columns.page, .status, .method or .agent")
        if self.access.trusted_proxies and not self.table.forwarded_for:
            wrong.append("access.trusted_proxies: needs columns.forwarded_for")
        if self.format != "csv":
            wrong += [f"{key}: only for the format csv" for key in self.model_fields_set & {"delimiter", "header"}]
        if self.log_format is not None:
            wrong.append("log_format: only for the format access")
        if len(self.columns.time if self.columns else ()) > 1 and self.time.is_number:
            wrong.append(f"time.form: {self.time.form} needs a single column")
        return wrong

    @property
    def is_access(self) -> bool:
        """Whether the log is the access log of a web server, whose columns are known."""
        return self.format in ACCESS_FORMATS

    @property
    def is_requests(self) -> bool:
        """Whether events are requests to a web server, of which some are left out."""
        table = self.columns or W3C_COLUMNS
        more = bool(table.page) and "access" in self.model_fields_set
        return self.is_access or more or bool(table.status or table.method or table.agent)

    @property
    def has_pages(self) -> bool:
        """Whether the place of an event is the address of a page."""
        return bool(self.table.page)

    @property
    def has_places(self) -> bool:
        """Whether events have a page or a service."""
        return bool(self.table.place)

    @property
    def has_logins(self) -> bool:
        """Whether the log tells logins and views apart."""
        return bool(self.table.kind or (self.is_requests and self.access.logins)) or self.kinds.default == "login"

    @property
    def table(self) -> Columns:
        """The columns that are read; those of an access log have the names of its fields."""
        if self.is_access:
            agent = "agent" if self.format != "common" else None
            forwarded = "forwarded_for" if self.access.user == "forwarded_for" else None
            return Columns(
                user=_ACCESS_USERS[self.access.user],
                time=("time",),
                page="address",
                status="status",
                method="method",
                agent=agent,
                forwarded_for=forwarded,
            )
        return self.columns or W3C_COLUMNS

    @property
    def time_form(self) -> TimeForm:
        """The form of the times; where the format decides it, that one."""
        form = self.time.form
        if self.is_access and "form" not in self.time.model_fields_set:
            form = time_form_of(self.log_format) if self.log_format else ACCESS_TIME
        zone = self.time.timezone or ("UTC" if self.format in ("w3c", "snowplow") else None)
        return self.time.model_copy(update={"form": form, "timezone": zone})


def read_mapping(path: Path) -> LogMapping:
    """Return the mapping in a TOML file.

    Raises DataError with every fault of the file: missing, not UTF-8, not TOML, a key that is unknown, missing or not
    for this format, a value of the wrong type.
    """
    return read_toml(path, LogMapping)
