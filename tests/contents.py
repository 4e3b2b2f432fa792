"""Reports as the tests ask for them: the content of one, and the labels of a language."""

from functools import cache

from places import DATA

from helsetrend.analysis import Vintage, vintage_on
from helsetrend.events import Counts, read_counts
from helsetrend.published import Published, read_published
from helsetrend.report import Content, Labels, content_of, known_on
from helsetrend.report.presentation import words

published = cache(lambda: read_published(DATA))
"""The frozen data, read once."""


def labelled(language, known: Vintage, year, first_year, counts: Counts | None = None) -> tuple[Content, Labels]:
    """Return the content of the report on what was known, and the labels of a language."""
    content = content_of(known, counts or Counts(), year=year, first_year=first_year)
    return content, Labels(known.published, words(language))


def report_in(language, year, first_year, as_of=None, *, data: Published | None = None, counts: Counts | None = None):
    """Return the same for published data as known on a date; the contents for the frozen data are computed once."""
    if data is None and counts is None:
        return _content(year, first_year, as_of), Labels(published(), words(language))
    return labelled(language, vintage_on(data or published(), as_of=as_of), year, first_year, counts)


def content_in(folder=DATA, *, year=2021, first_year=2018, as_of="newest") -> Content:
    """Return the content of the report on a data folder, its counts included; computed once for the frozen data."""
    if folder == DATA:
        return _content(year, first_year, as_of)
    counts = read_counts(folder)
    return content_of(known_on(read_published(folder), counts, as_of=as_of), counts, year=year, first_year=first_year)


@cache
def _content(year, first_year, as_of) -> Content:
    return content_of(_known(None if as_of == "newest" else as_of), Counts(), year=year, first_year=first_year)


@cache
def _known(as_of) -> Vintage:
    return vintage_on(published(), as_of=as_of)
