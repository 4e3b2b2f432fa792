"""The subcommand `count` with its options; what it does is in counting.py, which is imported when it runs."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from helsetrend.cli.listings import show
from helsetrend.cli.options import share_of
from helsetrend.cli.progress import say

LOCKED = 5
"""The exit code where another run holds the lock, as of the other commands."""


def count(
    logs: Annotated[list[str], typer.Argument(help="Files of the log, folders of them, or patterns.")],
    events: Annotated[Path | None, typer.Option(help="The file that says what the columns of the log mean.")] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Draft that file for a log, print it, and count nothing.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the first rows are understood, by shape, and count nothing.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Folder that the counts are put in.")] = Path("data/counted"),
    max_bad: Annotated[str, typer.Option(help="The share of rows that may be faulty, such as 0.1%.")] = "100%",
    persons: Annotated[bool, typer.Option(help="Count the persons of each month and year too.")] = True,
    suppress_below: Annotated[
        int,
        typer.Option(min=0, help="With N, hide counts from 1 to N - 1 and the others that would give them away."),
    ] = 0,
    gap: Annotated[
        str, typer.Option(help="The time without an event that ends a visit; >30m if exactly 30 minutes do not.")
    ] = "30m",
    workers: Annotated[
        int, typer.Option(min=1, help="How many processes count a log of more than 1 MB.")
    ] = os.cpu_count() or 1,
    key: Annotated[
        Path, typer.Option(help="The file with the key that keeps users apart in what is kept; made if missing.")
    ] = Path("~/.config/helsetrend/key"),
    kept: Annotated[
        Path | None,
        typer.Option(help="Folder for what the next count reuses, outside of --out; by default one beside the key."),
    ] = None,
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
    from helsetrend.cli import counting
    from helsetrend.events import COUNTS_FILE, BusyError, read_rule
    from helsetrend.events.readers import read_mapping

    if guess:
        typer.echo(counting.guess(logs, scratch), nl=False)
        return
    if events is None:
        raise ValueError(
            "--events is missing; allowed: the file that says what the columns mean, or --guess to draft it"
        )
    if dry_run:
        for table in counting.dry_run(logs, read_mapping(events), scratch):
            show(table)
        return
    if master is not None and engine != "spark":
        raise ValueError(f"--master {master} is only for Spark; expected with --engine spark")
    options = counting.CountOptions(
        out=out,
        key=key.expanduser(),
        kept=kept,
        scratch=scratch,
        engine=engine,
        master=master,
        workers=workers,
        persons=persons,
        max_bad=share_of(max_bad),
        suppress_below=suppress_below,
        rule=read_rule(gap),
    )
    try:
        tables = counting.count(logs, read_mapping(events), options)
    except BusyError as error:
        say(f"helsetrend: {error}")
        raise typer.Exit(LOCKED) from None
    for table in tables:
        show(table)
    typer.echo(out / COUNTS_FILE)
