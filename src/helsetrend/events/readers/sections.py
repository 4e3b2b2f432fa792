"""The sections of a mapping: the columns, the form of the times, the words for kinds, and which requests are events."""

from datetime import date, timedelta
from ipaddress import ip_network
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

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
NotEmpty = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A part of the mapping: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(names: object) -> object:
    """Return a single name as a list of one."""
    if names in ("", [], ()):
        raise ValueError("the name of a column, or several in square brackets")
    return (names,) if isinstance(names, str) else names


Names = Annotated[tuple[NotEmpty, ...], BeforeValidator(_listed)]
"""One column or several, which are written as a name or as a list of names."""


class Columns(Section):
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


class TimeForm(Section):
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


class KindWords(Section):
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


class Access(Section):
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
