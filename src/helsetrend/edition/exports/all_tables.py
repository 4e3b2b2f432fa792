"""All tables that an edition gives away, in the order in which its workbook shows them."""

from helsetrend.edition.exports.dataset import Dataset
from helsetrend.edition.exports.figure_tables import counted_data, figures_data, series_data
from helsetrend.edition.exports.statement_tables import (
    changes_data,
    claims_data,
    revision_sizes_data,
    revisions_data,
)
from helsetrend.errors import DataError
from helsetrend.report import Content, Labels


def datasets(content: Content) -> list[Dataset]:
    """Return the tables of a report, checked; `counted` only where something was counted.

    Raises DataError with every cell that cannot be given away, such as a text with control characters.
    """
    parts = (series_data, changes_data, claims_data, revisions_data, revision_sizes_data)
    tables = [part(content) for part in parts]
    if content.discrepancies:
        tables.append(counted_data(content))
    tables.append(figures_data(content))
    if faults := [fault for table in tables for fault in table.faults()]:
        raise DataError(faults)
    return tables


def title_of_tables(content: Content, labels: Labels) -> str:
    """Return the title of the tables together, as open data and as a workbook."""
    years = labels.years(content.first_year, content.year)
    return labels.words.say("data.title", portal=labels.portal, years=years).text
