"""The subcommand `report` with its options; editions are made by helsetrend.edition, imported when it runs."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from helsetrend.cli.options import (
    AsOf,
    Data,
    DecimalMark,
    check_folder,
    languages_of,
    pairs_of,
    take_year,
    years_of,
)
from helsetrend.cli.progress import say, steps
from helsetrend.files import data_source

logger = logging.getLogger(__name__)

LONGEST_TIMEOUT = 366 * 24 * 3600
"""Seconds: a year."""


def report(
    year: Annotated[int | None, typer.Option(help="The year that the report is about.")] = None,
    years: Annotated[str | None, typer.Option(help="Several years instead, such as 2016-2023 or 2019,2021.")] = None,
    first_year: Annotated[int | None, typer.Option(help="The first year that the report looks back to.")] = None,
    as_of: AsOf = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="Another parameter of the notebook, as NAME=VALUE.")
    ] = None,
    languages: Annotated[
        str | None, typer.Option(help="Some of the languages of the data instead of all, such as nn,en.")
    ] = None,
    data: Data = None,
    decimal: DecimalMark = None,
    out: Annotated[Path, typer.Option(help="Folder that the reports are put in.")] = Path("reports"),
    force: Annotated[bool, typer.Option("--force", help="Make the report even if it is up to date.")] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another run makes a report on the same year.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=1, max=LONGEST_TIMEOUT, help="Seconds that the whole run may take.")
    ] = 900,
    on_failure: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND", help="What to run if a report fails; it reads the reasons as JSON on its standard input."
        ),
    ] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log as lines of JSON.")] = False,
) -> None:
    """Make the yearly report in the languages of the data, unless it is up to date."""
    from helsetrend.edition import STEPS, Request, exit_now, report_failure, run_reports

    check_folder(out)
    source = data_source(data, decimal)
    others = pairs_of(parameter or [], {"year": year, "first_year": first_year, "as_of": as_of})
    if years is not None and (year is not None or "year" in others):
        raise ValueError(f"--years {years} and a single year are both given; allowed: one of them")
    year, first_year, as_of = (
        take_year(others, "year", year),
        take_year(others, "first_year", first_year),
        others.pop("as_of", as_of),
    )
    chosen = languages_of(languages, source.folder)
    asked = [year] if years is None else years_of(years)
    requests = [Request(one_year, first_year, as_of, chosen, others, source) for one_year in asked]
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
    if failed and on_failure is not None and (problem := report_failure(on_failure, outcomes)):
        say(f"helsetrend: {problem}")
    if failed:
        many = f"{len(failed)} of {len(outcomes)} reports failed"
        say(f"helsetrend: {many if len(outcomes) > 1 else failed[0].error}")
        exit_now(failed[0].code)
