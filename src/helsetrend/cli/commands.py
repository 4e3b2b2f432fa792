"""The subcommands of `helsetrend`. Each imports what it needs when it runs, so that `--help` is there at once."""

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from helsetrend import __version__
from helsetrend.cli.count_command import count
from helsetrend.cli.listings import add_row, plain_table, show
from helsetrend.cli.options import AsOf, Data, DecimalMark, day_of
from helsetrend.cli.progress import fail
from helsetrend.cli.report_command import report
from helsetrend.files import data_source

if TYPE_CHECKING:
    from rich.table import Table

    from helsetrend.analysis import Vintage

app = typer.Typer(
    name="helsetrend",
    help="Yearly reports on the use of a public portal that are true to the published figures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        typer.echo(f"helsetrend {__version__}")
        raise typer.Exit


app.command()(report)


@app.command()
def verify(
    edition: Annotated[Path, typer.Argument(help="The folder of an edition, such as reports/2021/latest.")],
) -> None:
    """Check by its manifest that every file of an edition is as it was made."""
    from helsetrend.edition import CHECK_FAILED
    from helsetrend.edition import verify as verify_edition

    faults = verify_edition(edition)
    if faults:
        fail("\n".join([f"{edition} is not as it was made:", *(f"  {fault}" for fault in faults)]), CHECK_FAILED)
    typer.echo(f"{edition}: every file is as it was made")


@app.command()
def check(
    as_of: AsOf = None,
    data: Data = None,
    decimal: DecimalMark = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Check the data: claims against figures, figures against those they follow from, source against source."""
    from helsetrend.analysis import check_claims
    from helsetrend.cli import listings
    from helsetrend.edition import CHECK_FAILED

    known = _known(as_of, data, decimal)
    if json:
        typer.echo(dumps(listings.check_as_json(known), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{len(known.rows)} figures from {len(known.known_sources)} sources: no fault")
        for line in (*listings.passed_over(known), *listings.release_notes(known)):
            typer.echo(line)
        _titled(listings.claims_listing(known))
        for line in listings.contradictions(known):
            typer.echo(f"  {line}")
        compared = listings.comparisons(known)
        _titled(listings.mismatches_listing(compared))
        _titled(listings.conflicts_listing(known))
        _titled(listings.differences_from_other_publishers(known))
        _titled(listings.jumps_listing(known))
        _titled(listings.unmade_listing(known, compared))
    contradicted = [
        checked.claim.name
        for checked in check_claims(known)
        if checked.verdict == "contradicts" and not checked.is_acknowledged
    ]
    if contradicted:
        names = ", ".join(contradicted)
        fail(f"contradicted by the figures and not acknowledged in claims.csv: {names}", CHECK_FAILED)


@app.command()
def revisions(
    metric: Annotated[str | None, typer.Argument(help="Only this metric.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Only what was published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what was published on this day or earlier.")] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Show how much figures are revised, as means and the largest.")
    ] = False,
    triangle: Annotated[
        bool, typer.Option("--triangle", help="Show what each publication says about each period.")
    ] = False,
    as_of: AsOf = None,
    data: Data = None,
    decimal: DecimalMark = None,
) -> None:
    """Show which figures were revised, by how much and by whom, and what changes with them."""
    from helsetrend.cli import listings

    known = _known(as_of, data, decimal)
    if metric is not None and metric not in known.catalogue.metrics:
        raise ValueError(f"there is no metric {metric!r}; allowed: {', '.join(known.catalogue.metrics)}")
    if (summary or triangle) and (since or until):
        raise ValueError("--summary and --triangle are of all publications; expected --as-of, not --from or --to")
    if triangle and metric is None:
        raise ValueError(f"--triangle is of one metric; expected one of {', '.join(known.catalogue.metrics)}")
    if summary:
        tables = listings.summary_listing(known, metric)
    elif metric is not None and triangle:
        tables = listings.triangle_listing(known, metric)
    else:
        tables = listings.revisions_listing(known, metric=metric, since=day_of(since), until=day_of(until))
    for table in tables:
        show(table)


@app.command()
def diff(
    earlier: Annotated[str, typer.Argument(help="The date of knowledge of the earlier report.")],
    later: Annotated[str, typer.Argument(help="The date of knowledge of the later report, or newest.")],
    data: Data = None,
    decimal: DecimalMark = None,
) -> None:
    """Show what is no longer true in a report made earlier, and what has been published since."""
    from helsetrend.analysis import effects_between, known
    from helsetrend.cli import listings
    from helsetrend.published import read_published

    published = read_published(data, decimal)
    before, after = known(published, as_of=earlier), known(published, as_of=later)
    if before.as_of > after.as_of:
        raise ValueError(f"{before.as_of} is after {after.as_of}; allowed: the earlier date first")
    tables = listings.differences_listing(effects_between(before, after))
    for table in tables:
        show(table)
    if not tables:
        typer.echo(f"nothing is different between {before.as_of} and {after.as_of}")


app.command()(count)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not exist, or be empty.")],
    more: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="More files for --from.")] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="Tables that you have, to draft the folder from."),
    ] = None,
) -> None:
    """Make a folder with an example to replace by your own figures, or a draft from the tables that you have."""
    from helsetrend.cli.example import write_draft, write_template

    tables = [*(files or []), *(more or [])]
    for path in write_draft(folder, tables) if tables else write_template(folder):
        typer.echo(path)


@app.command()
def add(
    publication: Annotated[
        Path | None, typer.Argument(help="A TOML file with source, figures and claims; without it they are asked for.")
    ] = None,
    data: Data = None,
    decimal: DecimalMark = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="PAGE", help="A published page; its figures and claims are proposed one by one."
        ),
    ] = None,
) -> None:
    """Add a publication to the tables, its source, figures and claims, if all data pass with it."""
    from helsetrend.cli.questions import accepted_publication, asked_publication
    from helsetrend.published import add as add_publication

    if publication and page:
        raise typer.BadParameter("give a publication or a page, not both", param_hint="--from")
    source = data_source(data, decimal)
    given: Path | dict[str, Any]
    if page:
        given = accepted_publication(page, _known(None, data, decimal))
    else:
        given = publication or asked_publication(source.folder)
    for name, rows in add_publication(given, source).items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        table = plain_table(*columns, title=f"added to {name}: {len(rows)}")
        for row in rows:
            add_row(table, *(row.get(column, "") for column in columns))
        show(table)


@app.command()
def proofread(
    draft: Annotated[
        Path, typer.Argument(help="A text, Markdown, HTML, Word, OpenDocument or PDF file; - reads a text.")
    ],
    as_of: AsOf = None,
    data: Data = None,
    decimal: DecimalMark = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the draft: nb, nn or en; by default found by itself.")
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Only the text against itself, without the figures.")] = False,
    against: Annotated[
        Path | None, typer.Option(help="The same draft in another language, to hold the two side by side.")
    ] = None,
    settled: Annotated[
        Path | None, typer.Option(help="The side file; by default DRAFT.settled.toml, where there is one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print what is wrong as SARIF, for editors and CI.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the draft as a page, marked, with notes.")] = None,
    docx: Annotated[Path | None, typer.Option(help="Write the Word file back, with the verdicts as comments.")] = None,
) -> None:
    """Proofread a draft: each number in it held against the figures, and against the text itself."""
    from helsetrend.cli.proofs import proofread_draft

    known = _known(as_of, data, decimal)
    output = "json" if json else "sarif" if sarif else "text"
    wrong = proofread_draft(
        draft,
        known,
        language=language or "",
        alone=alone,
        against=against,
        settled=settled,
        output=output,
        pages={"html": html, "docx": docx},
    )
    if wrong:
        from helsetrend.edition import CHECK_FAILED

        raise typer.Exit(CHECK_FAILED)


@app.command("list")
def list_(data: Data = None, decimal: DecimalMark = None) -> None:
    """Show the reports with their parameters, and the metrics with the years that are published."""
    from helsetrend.edition import parameters_of
    from helsetrend.files import notebook_of

    known = _known(None, data, decimal)
    for language in known.catalogue.languages:
        notebook = notebook_of(language)
        parameters = plain_table("parameter", "type", "default", "what it is", title=notebook.name)
        for parameter in parameters_of(notebook).values():
            add_row(parameters, parameter.name, parameter.type, repr(parameter.default), parameter.help)
        show(parameters)
    table = plain_table("metric", "service", "kind", "years published", title="metrics")
    for (metric, service), row in known.coverage().iterrows():
        add_row(table, metric, service, row["kind"], row["years"])
    show(table)


def _known(as_of: str | None, data: Path | None, decimal: str | None) -> "Vintage":
    """Return what was known of the folder's metrics on a date; None and "newest" mean all that is published."""
    from helsetrend.analysis import known
    from helsetrend.published import read_published

    return known(read_published(data, decimal), as_of=as_of)


def _titled(table: "Table") -> None:
    """Print a table with its title; if it is empty, only the title."""
    if table.row_count:
        show(table)
    else:
        typer.echo(table.title)
