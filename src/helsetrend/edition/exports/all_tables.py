"""The tables that an edition publishes, in the order in which its workbook shows them."""

from dataclasses import replace

from helsetrend.edition.exports.dataset import Dataset
from helsetrend.edition.exports.figure_tables import ByLanguage, counted_data, figures_data, series_data
from helsetrend.edition.exports.statement_tables import changes_data, claims_data, revisions_data
from helsetrend.errors import DataError
from helsetrend.report import Findings
from helsetrend.report.presentation import words
from helsetrend.values import LANGUAGES


def datasets(findings: ByLanguage) -> list[Dataset]:
    """Return the tables of a report, checked; `counted` only if something was counted.

    Raises DataError with every cell that cannot be published, such as a text with control characters.
    """
    tables = [make(findings) for make in (series_data, changes_data, claims_data, revisions_data)]
    if any(report.discrepancies for report in findings.values()):
        tables.append(counted_data(findings))
    tables.append(figures_data(findings))
    if faults := [fault for table in tables for fault in table.faults()]:
        raise DataError(faults)
    return tables


def in_each_language(findings: Findings) -> ByLanguage:
    """Return the same report in every language."""
    return {
        language: findings if language == findings.words.language else replace(findings, words=words(language))
        for language in LANGUAGES
    }
