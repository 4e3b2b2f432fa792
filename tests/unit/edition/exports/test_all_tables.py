"""Which tables an edition has, and that a cell that cannot be published is refused."""

from dataclasses import replace

import pytest
from contents import content_in, labelled
from countedfolder import with_counts
from madeup import known_of

from helsetrend.edition.exports.all_tables import datasets, title_of_tables
from helsetrend.errors import DataError


def test_the_tables_of_an_edition():
    assert [table.name for table in datasets(content_in())] == [
        "series",
        "changes",
        "claims",
        "revisions",
        "revision_sizes",
        "figures",
    ]


def test_counts_are_a_table_only_if_something_was_counted(tmp_path):
    """The year 2019 was counted too, but the first count was on 2021-12-31."""
    folder = with_counts(tmp_path)
    tables = datasets(content_in(folder, as_of="2026-03-01"))
    assert [table.name for table in tables][-2:] == ["counted", "figures"]
    before = datasets(content_in(folder, year=2019, as_of="2021-12-30"))
    assert [table.name for table in before] == ["series", "changes", "claims", "revisions", "revision_sizes", "figures"]


def test_a_text_that_cannot_be_published_is_reported_with_its_place():
    content = content_in()
    published = content.vintage.published
    sources = {
        name: replace(source, title="\x07" if name == "survey-2023" else source.title)
        for name, source in published.sources.items()
    }
    vintage = replace(content.vintage, published=replace(published, sources=sources))
    with pytest.raises(DataError) as raised:
        datasets(replace(content, vintage=vintage))
    assert {(fault.file, fault.column, fault.found) for fault in raised.value.faults} == {("figures", "title", "\x07")}


def test_the_title_calls_years_that_begin_in_august_as_the_report_does():
    known = known_of({"visits": {"year_starts": "08-01"}}, [("visits", "2019/20", "4"), ("visits", "2020/21", "5")])
    assert (
        title_of_tables(*labelled("en", known, 2021, 2020))
        == "The use of x 2019/20–2020/21: the figures behind the report"
    )
