"""The table behind a chart: each figure with what it can mean, its status and source; equal gaps as one row."""

import re

import pytest
from charted import ALL_SOURCES, CERTIFICATE, cells, charted, with_rows
from contents import labelled
from madeup import bridged_of, known_of

from helsetrend.report.charts.level_chart import series_chart

# The tables behind the charts: the figures of the page, what they can mean, and what is to be noted.
TABLES = """
visits    nb  2022-05-31  2019                  37,2        37,15 til 37,25  -
visits    nb  2022-05-31  2020                  72          71,5 til 72,5    -
visits    nb  2022-05-31  2021                  over 140    140 til 141      -
visits    en  2025-12-31  2019                  37.2        37.15 to 37.25   -
visits    en  2025-12-31  2020                  72.9        72.85 to 72.95   revised, was 72 million (May 2022)
visits    en  2025-12-31  2021                  140.9       140.85 to 140.95  -
logins    nb  2022-05-31  2011                  –           –                ikke rapportert
logins    nb  2022-05-31  2012–2016             –           –                ikke publisert som tall
logins    nb  2022-05-31  2017                  7           6,5 til 7,5      annenhåndskilde
logins    nb  2022-05-31  2018                  11,9        11,85 til 11,95  annenhåndskilde
logins    nb  2022-05-31  2019                  –           –                ikke publisert som tall
logins    nb  2022-05-31  2020                  nærmere 43  42 til 43        -
logins    nb  2022-05-31  2021                  rundt 77,5  77,4 til 79,5    andre oppgir 79 millioner
logins    nb  2025-12-31  2021                  rundt 90,9  90,8 til 91,0    rettet, var rundt 77,5 millioner (mai 2022)
services  en  2022-05-31  Messages 2019         –           –                not reported
services  en  2022-05-31  Messages 2020         15.9        15.85 to 15.95   -
services  en  2022-05-31  Messages 2021         40          39.5 to 40.5     -
services  en  2022-05-31  COVID certificate 2021  –           –                not published
share     nb  2022-05-31  desember 2016–2019    –           –                ikke publisert som tall
share     nb  2022-05-31  desember 2020         nærmere 84  83 til 84        -
share     en  2022-05-31  December 2021         over 87     87 to 88         -
"""
UNITS = [
    ("visits", "Millioner besøk", "Million visits"),
    ("logins", "Millioner innlogginger", "Million logins"),
    ("service_visits", "Millioner besøk", "Million visits"),
    ("patient_travel_electronic_share", "Prosent", "Percent"),
]
TWO_DECIMALS = 'service_visits,messages,2022,"35,25 millioner",35250000,visits,none,own'
LINES = [re.split(r"\s{2,}", line) for line in TABLES.strip().splitlines()]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_the_table_has_each_figure_with_its_bounds_and_a_note(line):
    name, language, as_of, period, figure, bounds, note = line
    metric = {"share": "patient_travel_electronic_share", "services": "service_visits"}.get(name, name)
    (row,) = [row for row in cells(charted(metric, language, as_of=as_of)) if row[0] == period]
    assert row[1:4] == [figure, bounds, note.replace("-", "")]


@pytest.mark.parametrize(("metric", "nb", "en"), UNITS)
def test_the_unit_is_in_the_header(metric, nb, en):
    for language, unit in (("nb", nb), ("en", en)):
        table = charted(metric, language).table
        assert table.columns[1].header == unit
        assert [column.is_number for column in table.columns] == [False, True, True, False, False]


def test_figures_of_several_scales_have_it_in_each_cell():
    """Of 2014 only May is known, half a million; the years have millions."""
    chart = charted("visits", "en", first_year=2009)
    rows = {row[0]: row[1:3] for row in cells(chart)}
    assert chart.table.columns[1].header == "Visits"
    assert rows["May 2014"] == ["500,000", "499,500 to 500,500"]
    assert rows["2020"] == ["72 million", "71,500,000 to 72,500,000"]


def test_a_figure_known_to_the_last_digit_is_in_the_table_in_full():
    known = known_of({"visits": {}}, "visits  2020  1234567\nvisits  2021  2345678")
    rows = cells(series_chart(*labelled("en", known, 2021, 2020), "visits"))
    assert [row[:3] for row in rows] == [["2020", "1,234,567", "1,234,567"], ["2021", "2,345,678", "2,345,678"]]


@pytest.mark.parametrize(
    ("figures", "year", "expected"),
    [
        # nothing of 2018 to 2020 and of the year of the report, which stands by itself
        ("visits  2017  5", 2021, [("2017", 0), ("2018–2020", 0), ("2021", 1)]),
        ("visits  2017  5\nvisits  2019  6", 2021, [("2017", 0), ("2018", 0), ("2019", 0), ("2020", 0), ("2021", 1)]),
        ("visits  2017  5\nvisits  2021  6", 2021, [("2017", 0), ("2018–2020", 0), ("2021", 1)]),
    ],
)
def test_neighbouring_years_without_a_figure_for_one_reason_are_one_row(figures, year, expected):
    table = series_chart(*labelled("en", known_of({"visits": {}}, figures), year, 2017), "visits").table
    assert [(str(row[0]), int(number in table.marked)) for number, row in enumerate(table.rows)] == expected


def test_services_are_not_one_row():
    metrics = {"visits": {"services": ["a", "b"]}}
    known = known_of(metrics, "visits:a  2018  5\nvisits:b  2018  5")
    rows = cells(series_chart(*labelled("en", known, 2021, 2018), "visits"))
    assert [row[0] for row in rows] == ["a 2018", "a 2019–2020", "a 2021", "b 2018", "b 2019–2020", "b 2021"]


def test_the_year_of_the_report_is_marked():
    table = charted("service_visits", "nb").table
    marked = [str(row[0]) for number, row in enumerate(table.rows) if number in table.marked]
    assert marked == ["Meldinger 2021", "Koronasertifikat 2021"]


def test_each_figure_names_its_source():
    chart = charted("visits", as_of=ALL_SOURCES)
    assert {row[0]: row[4].split(", Helsenorge")[0] for row in cells(chart)} == {
        "2019": "Direktoratet for e-helse, februar 2024",
        "2020": "Helsedirektoratet, 9. februar 2024",
        "2021": "Helsedirektoratet, 9. februar 2024",
    }


@pytest.mark.parametrize(("language", "mark"), [("nb", ","), ("en", ".")])
def test_bounds_in_thousandths_are_aligned_too(language, mark, tmp_path):
    """35.25 can mean 35.245 to 35.255; beside it 15.85 to 15.95 has one decimal fewer, and 39.5 to 40.5 two."""
    published = with_rows(tmp_path, TWO_DECIMALS)
    table = charted("service_visits", language, year=2022, first_year=2020, as_of=None, published=published).table
    cells = re.findall(r"<td([^>]*)>([^<]*\d)</td>", str(table.html))
    room = {text.split()[0]: re.search(r"\+ ([\d.]+)ch", style) for style, text in cells}
    padding = {text: float(match[1]) if match else 0 for text, match in room.items()}
    assert {text: padding[text] for text in (f"35{mark}245", f"15{mark}85", f"39{mark}5")} == {
        f"35{mark}245": 0,
        f"15{mark}85": 1,
        f"39{mark}5": 2,
    }


def test_a_picture_is_not_known_before_it_is_published():
    """On the day before the page came out: 2017 and 2018 have figures, 2019 to 2021 have none."""
    rows = cells(charted("logins", first_year=2017, as_of="2022-05-30"))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("2017", "7", "annenhåndskilde"),
        ("2018", "11,9", "annenhåndskilde"),
        *((years, "–", "ikke publisert") for years in ("2019–2020", "2021")),
    ]


def test_a_part_of_a_year_is_named(tmp_path):
    """The COVID certificate came in June 2021; a count of 2021 is of seven months."""
    published = with_rows(tmp_path, CERTIFICATE)
    for language, note in (("nb", "bare en del av året"), ("en", "only part of the year")):
        (row,) = [row for row in cells(charted("service_visits", language, published=published, as_of=None))
                  if row[1] == "20"]  # fmt: skip
        assert row[3] == note


def test_a_school_year_is_called_by_both_its_years():
    known = known_of({"visits": {"year_starts": "08-01"}}, "visits  2019/20  44\nvisits  2020/21  55")
    table = series_chart(*labelled("en", known, 2021, 2020), "visits").table
    assert [row[0] for row in table.rows] == ["2019/20", "2020/21"]
    assert table.caption == "visits, 2019/20–2020/21"
    assert table.marked == {1}


def test_a_year_before_a_break_has_what_the_new_way_would_have_counted():
    """The ratios of the two months of the bridge are 0.8 and 0.9, and 2018 had 1000 visits."""
    rows = {row[0]: row for row in cells(series_chart(*labelled("en", bridged_of(), 2020, 2018), "visits"))}
    assert rows["2018"][1:3] == ["–", "–"]
    assert rows["2018"][3].endswith("converted to the new way of counting: 800 to 900 visits")
    assert rows["2020"][1] == "960"
