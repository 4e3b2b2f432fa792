"""The checks that an edition must pass before it is published: its pages, and its PDFs and data against them.

All faults are found; an edition without faults may be put in place.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from helsetrend.edition import pages
from helsetrend.edition.exports import Dataset, disagreements
from helsetrend.edition.kernels import apart
from helsetrend.edition.side_by_side import side_by_side
from helsetrend.errors import EditionError
from helsetrend.report import Content


def inspect(edition: Path, content: Content, tables: Sequence[Dataset]) -> None:
    """Check an edition before it is put in place: its pages and PDFs, and its data against the tables of its content.

    Raises EditionError with all faults.
    """
    printed, languages = _printed(tables), content.languages
    calls = {language: partial(apart, pages, "faults_of", edition, language, printed) for language in languages}
    with side_by_side(calls, at_once=len(calls)) as found:
        faults = disagreements(content, edition, tables=tables)
        by_language = dict(found)
    faults += [fault for language in languages for fault in by_language[language]]
    if faults:
        raise EditionError(faults)


def _printed(tables: Sequence[Dataset]) -> dict[int, str]:
    """Return the figures as printed, by row in the data."""
    (figures,) = (table for table in tables if table.name == "figures")
    row, as_printed = figures.place("row"), figures.place("as_printed")
    return {int(str(cells[row])): str(cells[as_printed]) for cells in figures.rows()}
