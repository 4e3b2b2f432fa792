"""Which tables an edition has, and that none is made of cells that cannot be given away."""

from dataclasses import replace

import pytest
from countedfolder import with_counts
from givenaway import report

from helsetrend.edition.exports.all_tables import datasets, in_each_language
from helsetrend.errors import DataError


def test_the_tables_of_an_edition():
    assert [table.name for table in datasets(report())] == ["series", "changes", "claims", "revisions", "figures"]


def test_what_was_counted_is_a_table_only_where_something_was(tmp_path):
    tables = datasets(report(with_counts(tmp_path), as_of="2026-03-01"))
    assert [table.name for table in tables][-2:] == ["counted", "figures"]


def test_a_text_that_cannot_be_given_away_is_told_with_its_place():
    findings = report()["nb"]
    published = findings.vintage.published
    sources = {
        name: replace(one, title="\x07" if name == "survey-2023" else one.title)
        for name, one in published.sources.items()
    }
    metrics = replace(findings.vintage, published=replace(published, sources=sources))
    with pytest.raises(DataError) as raised:
        datasets(in_each_language(replace(findings, vintage=metrics)))
    assert {(fault.file, fault.column, fault.found) for fault in raised.value.faults} == {("figures", "title", "\x07")}


def test_a_report_in_one_language_is_the_same_in_each():
    findings = report()["nb"]
    told = in_each_language(findings)
    assert told["nb"] is findings
    assert (told["en"].words.language, told["en"].metrics) == ("en", findings.vintage)
