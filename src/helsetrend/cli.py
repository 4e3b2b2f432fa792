"""The command `helsetrend`: report, check, revisions, list. What takes long to import is imported when it is needed."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, isfinite
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from helsetrend import __version__
from helsetrend.faults import DataError

FAILED, WRONG_PARAMETERS, DATA_AT_FAULT = 1, 2, 3

WIDTH_OF_A_PIPE = 200
"""Columns that a table may take where no terminal sets its width."""

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
AsOf = Annotated[str | None, typer.Option(help="Date of knowledge, such as 2022-05-31, or newest.")]


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        typer.echo(f"helsetrend {__version__}")
        raise typer.Exit


@app.command()
def report(
    year: Annotated[int | None, typer.Option(help="The year that the report is about.")] = None,
    first_year: Annotated[int | None, typer.Option(help="The first year that it looks back to.")] = None,
    as_of: AsOf = None,
    data: Data = None,
    out: Annotated[Path, typer.Option(help="Folder that the reports are put in.")] = Path("reports"),
) -> None:
    """Make the yearly report in Norwegian and English."""
    from helsetrend.kernels import warm_up

    if out.exists() and not out.is_dir():
        raise ValueError(f"--out {out} is not a folder; allowed: a folder, or a name for a new one")
    _use(data)
    with _steps("making the report") as tell:
        warm_up()
        from helsetrend.edition import make_edition
        from helsetrend.report import quietly

        with quietly():
            place = make_edition(year=year, first_year=first_year, as_of=as_of, reports=out, tell=tell)
    for page in sorted(place.glob("*/index.html"), reverse=True):
        typer.echo(page)


@app.command()
def check(data: Data = None) -> None:
    """Check the data, and hold every claim against the figures."""
    from helsetrend.claims import verdicts
    from helsetrend.observations import metrics
    from helsetrend.published import read_published

    _use(data)
    known = metrics(read_published())
    typer.echo(f"{len(known.published.figures)} figures from {len(known.published.sources)} sources: no fault")
    table = Table("claim", "metric", "from", "to", "as printed", "verdict", "figures give", box=None)
    for row in verdicts(known).itertuples():
        borne = _bounds(row.borne_low, row.borne_high)
        about = f"{row.metric} {row.service}".strip()
        verdict = row.verdict.replace("_", " ")
        table.add_row(row.Index, about, row.from_period, row.to_period, row.as_printed, verdict, borne or row.reasons)
    _show(table)


@app.command()
def revisions(
    metric: Annotated[str | None, typer.Argument(help="Only this metric.")] = None,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Show which figures were revised, by how much and by whom."""
    from helsetrend import vintages
    from helsetrend.observations import metrics
    from helsetrend.published import read_published

    _use(data)
    published = read_published()
    if metric is not None and metric not in published.catalogue.metrics:
        raise ValueError(f"there is no metric {metric!r}; allowed: {', '.join(published.catalogue.metrics)}")
    known = metrics(published, as_of=None if as_of in (None, "newest") else as_of)
    table = Table("metric", "service", "period", "was", "is", "percent", "published", "source", box=None)
    for row in vintages.revisions(known.history).itertuples():
        if metric in (None, row.metric):
            day = f"{row.new_published_date:%Y-%m-%d}"
            table.add_row(
                row.metric,
                row.service,
                row.period,
                row.old_as_printed,
                row.new_as_printed,
                _signed(row.change_percent),
                day,
                row.new_source,
            )
    _show(table)


@app.command("list")
def list_(data: Data = None) -> None:
    """Show the reports with their parameters, and the metrics with the years that are published."""
    from helsetrend.language import LANGUAGES
    from helsetrend.observations import metrics
    from helsetrend.published import read_published
    from helsetrend.report import notebook_of, parameters_of

    _use(data)
    known = metrics(read_published())
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
    try:
        app()
    except DataError as error:
        _fail(str(error), DATA_AT_FAULT)
    except ValueError as error:
        _fail(str(error), WRONG_PARAMETERS)
    except (OSError, RuntimeError) as error:
        _fail(str(error), FAILED)
    finally:
        gc.freeze()  # to collect what the libraries hold, at the very end, is a tenth of the whole run


def _fail(message: str, code: int) -> None:
    typer.echo(f"helsetrend: {message}", err=True)
    sys.exit(code)


def _use(data: Path | None) -> None:
    """Let everything that runs from here on, kernels included, read its data from the folder."""
    if data is not None:
        os.environ["HELSETREND_DATA"] = str(data.resolve())


def _bounds(low: float, high: float) -> str:
    """Bounds to one decimal, rounded outwards; nothing where there are none."""
    return f"{floor(low * 10) / 10:+.1f} to {ceil(high * 10) / 10:+.1f}" if isfinite(low) else ""


def _signed(percent: float) -> str:
    """A change in percent to one decimal with its sign, halves away from zero; nothing where the base was zero."""
    return f"{Decimal(repr(percent)).quantize(Decimal('0.1'), ROUND_HALF_UP):+}" if isfinite(percent) else ""


def _show(table: Table) -> None:
    width = None if sys.stdout.isatty() else WIDTH_OF_A_PIPE
    Console(width=width).print(table)


@contextmanager
def _steps(title: str) -> Iterator[Callable[[str], None]]:
    """Tell the steps with their times: under a moving line on a terminal, as plain lines elsewhere."""
    console, start = Console(stderr=True), time.monotonic()

    def tell(step: str) -> None:
        console.print(f"{time.monotonic() - start:5.1f} s  {step}", highlight=False, markup=False, soft_wrap=True)

    if console.is_terminal:
        with console.status(title):
            yield tell
    else:
        yield tell
