"""The mapping: a small TOML file, written once by the owner of a log, that says what its columns mean.

It names the format of the files, the columns with user, time, kind and service (or page), the words for a view, a login
and a close, the form of the times, and the page addresses of each service. No code depends on a particular log.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from helsetrend.events.readers.formats.log_format import ACCESS_TIME, names_of, time_form_of
from helsetrend.events.readers.sections import Access, Columns, KindWords, NotEmpty, Section, TimeForm, Zone
from helsetrend.files import matching, read_toml

Format = Literal["parquet", "csv", "jsonl", "common", "combined", "access", "w3c", "snowplow"]
ACCESS_FORMATS = ("common", "combined", "access")
Identifier = Annotated[str, matching(r"[a-z][a-z0-9_]*", "small letters a to z, digits and _, a letter first")]

_ACCESS_USERS = {"host and agent": ("host", "agent"), "authenticated": ("account",)}
"""The fields that name a user where the host alone does not."""

W3C_COLUMNS = Columns(
    user=("c-ip",),
    time=("date", "time"),
    page="cs-uri-stem",
    status="sc-status",
    method="cs-method",
    agent="cs(User-Agent)",
)


class LogMapping(Section):
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
                user=_ACCESS_USERS.get(self.access.user, ("host",)),
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
