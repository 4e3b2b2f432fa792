"""Corrections: a revision, one of a sum, one of which the earlier figure is not known, one given anew."""

from dataclasses import replace

from madeup import known_of, published_of

from helsetrend.analysis.corrections import correction_of, correction_rows
from helsetrend.analysis.effects import effects_between
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published.vintages import in_order

VISITS = {"visits": {}}
QUARTERS = """
visits  2022-Q1  100  first
visits  2022-Q2  101  first
visits  2022-Q3  102  first
visits  2022-Q4  103  first
visits  2022     410  second
"""
SOURCES = {"first": "2023-01", "second": "2023-05"}


def told(known):
    found = [correction_of(known, row) for row in correction_rows(known).itertuples()]
    return [(each.kind, float(each.old.value) if each.old else None, float(each.new.value)) for each in found]


def test_quarters_that_add_up_to_another_year_than_the_one_printed_later_are_revised():
    published = published_of(VISITS, QUARTERS, sources=SOURCES)
    assert told(vintage_on(published)) == [("revised", 406, 410)]
    before, after = (vintage_on(published, as_of=day) for day in ("2023-01-31", "2023-05-31"))
    assert [effect.kind for effect in effects_between(before, after).figures] == ["revised"]
    seen = after.observe("visits", 2022)
    assert (seen.figure.value, seen.revised.value, len(seen.revised.parts)) == (410, 406, 4)


def test_quarters_that_add_up_to_the_year_printed_later_are_not():
    assert told(known_of(VISITS, QUARTERS.replace("410", "406"), sources=SOURCES)) == []


def test_quarters_of_the_same_publication_are_no_earlier_figure():
    assert told(known_of(VISITS, QUARTERS.replace("second", "first"), sources=SOURCES)) == []


def with_reason(figures, **more):
    published = published_of(VISITS, figures, **more)
    texts = {"revision_nb": "rettet siden sist", "revision_en": "corrected since last time"}
    figures = published.figures.copy()
    figures.loc[figures.index[-1], list(texts)] = list(texts.values())
    return vintage_on(replace(published, rows=in_order(figures)))


def test_a_correction_of_a_figure_that_is_not_known_is_told():
    assert told(with_reason("visits  2021  221")) == [("earlier_unknown", None, 221)]


def test_a_figure_that_agrees_is_given_anew_if_its_source_says_that_it_was_corrected():
    figures = "visits  2021  221 million  first\nvisits  2021  220 million  second"
    assert told(with_reason(figures, sources=SOURCES)) == [("given_anew", 221_000_000, 220_000_000)]
    published = published_of(VISITS, figures, sources=SOURCES)
    before, after = (vintage_on(published, as_of=day) for day in ("2023-01-31", "2023-05-31"))
    assert [effect.kind for effect in effects_between(before, after).figures] == ["given_anew"]
    assert told(after) == []
