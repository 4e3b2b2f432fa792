"""Which tables an edition has, and that a cell that cannot be published is refused."""

from dataclasses import replace

import pytest
from countedfolder import with_counts
from givenaway import report

from helsetrend.edition.exports.all_tables import datasets, in_each_language
from helsetrend.errors import DataError


def test_the_tables_of_an_edition():
    assert [table.name for table in datasets(report())] == ["series", "changes", "claims", "revisions", "figures"]


def test_counts_are_a_table_only_if_something_was_counted(tmp_path):
    tables = datasets(report(with_counts(tmp_path), as_of="2026-03-01"))
    assert [table.name for table in tables][-2:] == ["counted", "figures"]


def test_a_text_that_cannot_be_published_is_reported_with_its_place():
    findings = report()["nb"]
    published = findings.vintage.published
    sources = {
        name: replace(source, title="\x07" if name == "survey-2023" else source.title)
        for name, source in published.sources.items()
    }
    vintage = replace(findings.vintage, published=replace(published, sources=sources))
    with pytest.raises(DataError) as raised:
        datasets(in_each_language(replace(findings, vintage=vintage)))
    assert {(fault.file, fault.column, fault.found) for fault in raised.value.faults} == {("figures", "title", "\x07")}


def test_a_report_in_one_language_is_the_same_in_each():
    findings = report()["nb"]
    reports = in_each_language(findings)
    assert reports["nb"] is findings
    assert (reports["en"].words.language, reports["en"].vintage) == ("en", findings.vintage)
