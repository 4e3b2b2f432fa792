"""What `revisions --summary` and `--triangle` print, from figures revised by hand."""

from madeup import known_of

from helsetrend.cli.listings.revisions import PUBLICATIONS, summary_listing, triangle_listing

METRICS = {"visits": {}, "by": {"services": ["a"]}, "share": {"kind": "share", "unit": "percent"}}
SOURCES = {"first": "2021", "second": "2022-06"}
FIGURES = """
visits  2020  100  first
visits  2020  101  second
visits  2021  200  first
visits  2021  150  second
share   2020  10 %  first
share   2020  12 %  second
by:a    2021  7  second
"""


def cells(table):
    return [[cell.strip() for cell in row] for row in zip(*(column.cells for column in table.columns), strict=True)]


def test_the_summary_has_a_row_a_series_in_value_and_in_percent_and_what_is_said_of_the_first_figure():
    """(1 - 50) / 2 = -24.5, (1 + 50) / 2 = 25.5; (1 - 25) / 2 = -12 percent, (1 + 25) / 2 = 13."""
    first, steps = summary_listing(known_of(METRICS, FIGURES, sources=SOURCES), None)
    rows = {row[0]: row for row in cells(first)}
    assert rows["visits"] == [
        *("visits", "year", "2", "2", "1", "1", "-24.5", "-24.5 to -24.5", "25.5", "visits"),
        *("-12.00", "13.00", "-50 (2021)", "-25.00 (2021)", "too few to say"),
    ]
    assert rows["share"][6:] == ["+2", "+1 to +3", "2", "points", "", "", "+2 (2020)", "", "too few to say"]
    assert [row[0] for row in cells(steps)] == ["visits", "share"]
    assert first.title.endswith(": 2")


def test_the_summary_of_a_series_published_once_is_empty():
    first, _ = summary_listing(known_of(METRICS, FIGURES, sources=SOURCES), "by")
    assert cells(first) == []


def test_the_triangle_has_a_column_a_publication_and_in_brackets_what_still_holds():
    (table,) = triangle_listing(known_of(METRICS, FIGURES + "visits  2019  5  first", sources=SOURCES), "visits")
    assert [column.header for column in table.columns] == ["period", "2021\nfirst", "2022-06\nsecond"]
    assert cells(table) == [["2019", "5", "(5)"], ["2020", "100", "101"], ["2021", "200", "150"]]


def test_the_triangle_of_a_metric_with_services_names_them():
    (table,) = triangle_listing(known_of(METRICS, FIGURES, sources=SOURCES), "by")
    assert cells(table) == [["a", "2021", "7"]]


def test_many_publications_are_in_several_tables():
    sources = {f"page-{year}": str(year) for year in range(2000, 2000 + 2 * PUBLICATIONS + 1)}
    figures = "\n".join(f"visits  1999  {place}  {source}" for place, source in enumerate(sources, start=5))
    tables = triangle_listing(known_of(METRICS, figures, sources=sources), "visits")
    assert [len(table.columns) - 1 for table in tables] == [PUBLICATIONS, PUBLICATIONS, 1]
