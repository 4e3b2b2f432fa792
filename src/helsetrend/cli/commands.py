"""The command `helsetrend`. What takes long to import is imported when it is needed."""

import gc
import logging
import os
import re
import sys
import warnings
from collections.abc import Mapping
from datetime import date
from functools import partial
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from helsetrend import __version__
from helsetrend.cli.progress import say, steps
from helsetrend.errors import DataError, EditionError
from helsetrend.files import data_source

if TYPE_CHECKING:
    from helsetrend.analysis import Vintage

logger = logging.getLogger(__name__)

WIDTH_OF_A_PIPE = 200
"""Columns that a table may take where no terminal sets its width."""
A_YEAR = 366 * 24 * 3600
"""Seconds."""

app = typer.Typer(
    name="helsetrend",
    help="Yearly reports on the use of a public portal that are true to the published figures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Data = Annotated[
    Path | None, typer.Option(help="Folder with metrics.toml and published/; by default the data that are shipped.")
]
DecimalMark = Annotated[
    str | None,
    typer.Option("--decimal", help='What stands before decimals where "1.234" can be read two ways: comma or point.'),
]
AsOf = Annotated[str | None, typer.Option(help="Date of knowledge, such as 2022-05-31, or newest.")]


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        typer.echo(f"helsetrend {__version__}")
        raise typer.Exit


@app.command()
def report(
    year: Annotated[int | None, typer.Option(help="The year that the report is about.")] = None,
    years: Annotated[str | None, typer.Option(help="Many years instead, such as 2016-2023 or 2019,2021.")] = None,
    first_year: Annotated[int | None, typer.Option(help="The first year that it looks back to.")] = None,
    as_of: AsOf = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="Another parameter of the notebook, as NAME=VALUE.")
    ] = None,
    data: Data = None,
    decimal: DecimalMark = None,
    out: Annotated[Path, typer.Option(help="Folder that the reports are put in.")] = Path("reports"),
    force: Annotated[bool, typer.Option(help="Make it even if it is up to date.")] = False,
    wait: Annotated[bool, typer.Option(help="Wait while another run makes a report on the same year.")] = False,
    timeout: Annotated[float, typer.Option(min=1, max=A_YEAR, help="Seconds that the whole run may take.")] = 900,
    on_failure: Annotated[
        str | None,
        typer.Option(metavar="COMMAND", help="What to run if a report fails; the reason is its input, as JSON."),
    ] = None,
    log_json: Annotated[bool, typer.Option(help="Write the log as lines of JSON.")] = False,
) -> None:
    """Make the yearly report in Norwegian and English, unless it is up to date."""
    from helsetrend.edition import STEPS, Request, exit_now, report_failure, run_reports

    _check_folder(out)
    source = data_source(data, decimal)
    others = _pairs(parameter or [], {"year": year, "first_year": first_year, "as_of": as_of})
    if years is not None and (year is not None or "year" in others):
        raise ValueError(f"--years {years} and one year besides; allowed: one of them")
    year, first_year, as_of = (
        _taken(others, "year", year),
        _taken(others, "first_year", first_year),
        others.pop("as_of", as_of),
    )
    requests = [
        Request(each, first_year, as_of, others, source) for each in ([year] if years is None else _years(years))
    ]
    with steps("making the report", count=STEPS * len(requests), as_json=log_json):
        outcomes = run_reports(requests, reports=out, is_forced=force, is_waiting=wait, seconds=timeout)
        for outcome in outcomes:
            if outcome.error and (len(outcomes) > 1 or log_json):
                logger.info("%s failed: %s", outcome.request, outcome.error)
            elif outcome.place and not outcome.is_new:
                logger.info("%s: up to date", outcome.place)
    for place in dict.fromkeys(outcome.place for outcome in outcomes if outcome.place):
        for page in sorted(place.glob("*/index.html"), reverse=True):
            typer.echo(page)
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed and on_failure is not None and (trouble := report_failure(on_failure, outcomes)):
        say(f"helsetrend: {trouble}")
    if failed:
        many = f"{len(failed)} of {len(outcomes)} reports failed"
        say(f"helsetrend: {many if len(outcomes) > 1 else failed[0].error}")
        exit_now(failed[0].code)


@app.command()
def verify(
    edition: Annotated[Path, typer.Argument(help="The folder of an edition, such as reports/2021/latest.")],
) -> None:
    """Check that every file of an edition is as it was made, by its manifest."""
    from helsetrend.edition import CHECK_FAILED
    from helsetrend.edition import verify as verified

    faults = verified(edition)
    if faults:
        _fail("\n".join([f"{edition} is not as it was made:", *(f"  {fault}" for fault in faults)]), CHECK_FAILED)
    typer.echo(f"{edition}: every file is as it was made")


@app.command()
def check(
    as_of: AsOf = None,
    data: Data = None,
    decimal: DecimalMark = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Check the data: claims against figures, figures against those that they follow from, source against source."""
    from helsetrend.analysis import check_claims
    from helsetrend.cli import listings
    from helsetrend.edition import CHECK_FAILED

    known = _known(as_of, data, decimal)
    if json:
        typer.echo(dumps(listings.check_as_json(known), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{len(known.history)} figures from {len(known.known_sources)} sources: no fault")
        _titled(listings.claims_listing(known))
        for line in listings.contradictions(known):
            typer.echo(f"  {line}")
        _titled(listings.mismatches_listing(known))
        _titled(listings.conflicts_listing(known))
    open_ = [one.claim.name for one in check_claims(known) if one.verdict == "contradicts" and not one.is_acknowledged]
    if open_:
        what = f"contradicted by the figures and not acknowledged in claims.csv: {', '.join(open_)}"
        _fail(what, CHECK_FAILED)


@app.command()
def revisions(
    metric: Annotated[str | None, typer.Argument(help="Only this metric.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Only what was published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what was published on this day or earlier.")] = None,
    as_of: AsOf = None,
    data: Data = None,
    decimal: DecimalMark = None,
) -> None:
    """Show which figures were revised, by how much and by whom, and what changes with them."""
    from helsetrend.cli import listings

    known = _known(as_of, data, decimal)
    if metric is not None and metric not in known.catalogue.metrics:
        raise ValueError(f"there is no metric {metric!r}; allowed: {', '.join(known.catalogue.metrics)}")
    for table in listings.revisions_listing(known, metric=metric, since=_day(since), until=_day(until)):
        _show(table)


@app.command()
def diff(
    earlier: Annotated[str, typer.Argument(help="The date of knowledge of the earlier report.")],
    later: Annotated[str, typer.Argument(help="That of the later one, or newest.")],
    data: Data = None,
    decimal: DecimalMark = None,
) -> None:
    """Show what a reader of an earlier report would have to unlearn, and what is known since."""
    from helsetrend.analysis import effects_between, known
    from helsetrend.cli import listings
    from helsetrend.published import read_published

    published = read_published(data, decimal)
    before, after = known(published, as_of=earlier), known(published, as_of=later)
    if before.as_of > after.as_of:
        raise ValueError(f"{before.as_of} is after {after.as_of}; allowed: the earlier date first")
    tables = listings.differences_listing(effects_between(before, after))
    for table in tables:
        _show(table)
    if not tables:
        typer.echo(f"nothing is different between {before.as_of} and {after.as_of}")


@app.command()
def count(
    logs: Annotated[list[str], typer.Argument(help="Files of the log, folders of them, or patterns.")],
    events: Annotated[Path, typer.Option(help="The file that says what the columns of the log mean.")],
    out: Annotated[Path, typer.Option(help="Folder that the counts are put in.")] = Path("data/counted"),
    max_bad: Annotated[str, typer.Option(help="The share of rows that may be faulty, such as 0.1%.")] = "100%",
    persons: Annotated[bool, typer.Option(help="Count the persons of each month and year too.")] = True,
    suppress_below: Annotated[
        int,
        typer.Option(min=0, help="With N, hide counts from 1 to N - 1 and the others that would give them away."),
    ] = 0,
    workers: Annotated[int, typer.Option(min=1, help="How many processes count.")] = os.cpu_count() or 1,
    key: Annotated[
        Path, typer.Option(help="The file with the key that keeps users apart in what is kept; made if missing.")
    ] = Path("~/.config/helsetrend/key"),
    engine: Annotated[
        Literal["duckdb", "spark"], typer.Option(help="What counts; Spark keeps nothing for the next count.")
    ] = "duckdb",
    master: Annotated[
        str | None, typer.Option(help="The address of Spark's cluster; by default this machine, local[*].")
    ] = None,
    scratch: Annotated[
        Path | None,
        typer.Option(help="Folder for what is written while counting; all machines of a cluster must see it."),
    ] = None,
) -> None:
    """Count visits, logins, visits per service and persons from event logs, as defined in docs/event-logs.md."""
    from helsetrend.cli.count_listing import counted_listing
    from helsetrend.events import (
        COUNTS_FILE,
        Engine,
        count_by_chunks,
        count_by_spark,
        count_log,
        count_rows,
        read_count_rows,
        read_key,
        revise,
        suppress,
        write_tables,
    )
    from helsetrend.events.readers import log_files, read_mapping, today

    if master is not None and engine != "spark":
        raise ValueError(f"--master {master} is only for Spark; expected with --engine spark")
    mapping, paths, cache_folder = read_mapping(events), log_files(logs), out / ".kept"
    count_with: Engine
    with steps("counting"):
        if engine == "spark":
            count_with = partial(count_by_spark, with_persons=persons, master=master or "local[*]")
        else:
            user_key = read_key(key.expanduser())
            count_with = partial(count_by_chunks, with_persons=persons, cache_folder=cache_folder, key=user_key)
        counted = count_log(
            paths,
            mapping,
            count_with,
            cache_folder=cache_folder,
            max_bad=_share(max_bad),
            workers=workers,
            scratch=scratch,
        )
    rows = count_rows(counted, has_logins=mapping.has_logins, counted_on=today(mapping.timezone))
    rows = suppress(rows, below=suppress_below)
    rows, replaced = revise(read_count_rows(out / COUNTS_FILE), rows)
    write_tables(out, counted, rows, replaced)
    for table in counted_listing(counted, rows, replaced):
        _show(table)
    typer.echo(out / COUNTS_FILE)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="The folder to make; it must not exist, or be empty.")]) -> None:
    """Make a folder with tables of your own to fill in: made-up figures of an example that passes every check."""
    from helsetrend.cli.example import write_template

    for path in write_template(folder):
        typer.echo(path)


@app.command("list")
def list_(data: Data = None, decimal: DecimalMark = None) -> None:
    """Show the reports with their parameters, and the metrics with the years that are published."""
    from helsetrend.edition import parameters_of
    from helsetrend.files import notebook_of
    from helsetrend.values import LANGUAGES

    known = _known(None, data, decimal)
    for language in LANGUAGES:
        notebook = notebook_of(language)
        parameters = Table(
            "parameter", "type", "default", "what it is", box=None, title=notebook.name, title_justify="left"
        )
        for one in parameters_of(notebook).values():
            parameters.add_row(one.name, one.type, repr(one.default), one.help)
        _show(parameters)
    table = Table("metric", "service", "kind", "years published", box=None, title="metrics", title_justify="left")
    for (metric, service), row in known.coverage().iterrows():
        table.add_row(metric, service, row["kind"], row["years"])
    _show(table)


def main() -> None:
    """Run the command; what goes wrong ends with its exit code and a message, never with a traceback."""
    _open_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what the libraries warn of is for those who build this, and the tests show it
    try:
        app()
    except (DataError, EditionError, ValueError, OSError, RuntimeError) as error:
        from helsetrend.edition import code_of

        _fail(str(error), code_of(error))
    finally:
        if "duckdb" not in sys.modules:  # which takes what is not collected for lost, and says so
            gc.freeze()  # to collect what the libraries hold, at the very end, is a tenth of the whole run


def _fail(message: str, code: int) -> None:
    say(f"helsetrend: {message}")
    sys.exit(code)


def _open_streams() -> None:
    """Open each standard stream that is closed, to nowhere; else the next file or socket would take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)  # kernels want theirs too
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def _check_folder(out: Path) -> None:
    """Raise ValueError where reports cannot be put there."""
    if (out.exists() or out.is_symlink()) and not out.is_dir():
        raise ValueError(f"--out {out} is not a folder; allowed: a folder, or a name for a new one")
    try:
        str(out).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"--out {out} is no text; allowed: a name in UTF-8") from error


def _known(as_of: str | None, data: Path | None, decimal: str | None) -> "Vintage":
    """Return what was known of the folder's metrics on a date; None and "newest" mean all that is published."""
    from helsetrend.analysis import known
    from helsetrend.published import read_published

    return known(read_published(data, decimal), as_of=as_of)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; allowed: a date such as 2022-05-31") from error


def _pairs(texts: list[str], options: Mapping[str, object]) -> dict[str, str]:
    """Names and values of parameters, none given twice or as an option too; a value stays the text that it is."""
    others: dict[str, str] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not (name and mark):
            raise ValueError(f"{text!r} is no parameter; allowed: NAME=VALUE")
        if name in others or options.get(name) is not None:
            raise ValueError(f"{name} is given twice; allowed: once")
        others[name] = value
    return others


def _taken(others: dict[str, str], name: str, given: int | None) -> int | None:
    """A whole number that may be given by its own option or among the other parameters."""
    text = others.pop(name, None)
    try:
        return given if text is None else int(text)
    except ValueError as error:
        raise ValueError(f"{name} {text!r}; allowed: a year such as 2021") from error


def _years(text: str) -> list[int]:
    """The years in a text such as 2016-2023 or 2019,2021."""
    years: list[int] = []
    for part in text.split(","):
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", part.strip())
        if not found:
            raise ValueError(f"--years {text!r}; allowed: years such as 2016-2023 or 2019,2021")
        years += range(int(found[1]), int(found[2] or found[1]) + 1)
    if not years:
        raise ValueError(f"--years {text!r} holds no year; allowed: the earlier year first, such as 2016-2023")
    return list(dict.fromkeys(years))


def _share(text: str) -> float:
    """The share in a text such as 0.1%."""
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{text!r} is no share; allowed: a percentage from 0% to 100%, such as 0.1%")
    return share


def _titled(table: Table) -> None:
    """Show a table with its title; of an empty one the title alone."""
    if table.row_count:
        _show(table)
    else:
        typer.echo(table.title)


def _show(table: Table) -> None:
    width = None if sys.stdout.isatty() else WIDTH_OF_A_PIPE
    Console(width=width).print(table)
