"""A metric over the years: chart, table and text alternative say the same, and all values are in each."""

import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from contents import labelled, report_in
from madeup import bridged_of, known_of
from places import DATA

from helsetrend.published.folder import read_published
from helsetrend.report.level_chart import series_chart
from helsetrend.report.presentation.chart import WIDTHS

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"
TEXT = "{http://www.w3.org/2000/svg}text"
SOURCE = "own,2022,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/own"

# The tables behind the charts: the figures of the page, what they can mean, and what is to be noted.
TABLES = """
visits    nb  2022-05-31  2019                  37,2        37,15 til 37,25  -
visits    nb  2022-05-31  2020                  72          71,5 til 72,5    -
visits    nb  2022-05-31  2021                  over 140    140 til 141      -
visits    en  2025-12-31  2019                  37.2        37.15 to 37.25   -
visits    en  2025-12-31  2020                  72.9        72.85 to 72.95   revised, was 72 million (May 2022)
visits    en  2025-12-31  2021                  140.9       140.85 to 140.95  -
logins    nb  2022-05-31  2011                  –           –                ikke rapportert
logins    nb  2022-05-31  2012                  –           –                ikke publisert som tall
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
share     nb  2022-05-31  desember 2019         –           –                ikke publisert som tall
share     nb  2022-05-31  desember 2020         nærmere 84  83 til 84        -
share     en  2022-05-31  December 2021         over 87     87 to 88         -
"""
UNITS = [
    ("visits", "Millioner besøk", "Million visits"),
    ("logins", "Millioner innlogginger", "Million logins"),
    ("service_visits", "Millioner besøk", "Million visits"),
    ("patient_travel_electronic_share", "Prosent", "Percent"),
]
METRICS = [metric for metric, *_ in UNITS]
WORDS_AFTER = {"nb": ("millioner", "prosent"), "en": ("million", "percent")}


def charted(metric, language="nb", *, year=2021, first_year=2019, as_of=SPRING_2022, published=None):
    return series_chart(*report_in(language, year, first_year, as_of, data=published), metric)


@pytest.fixture(scope="module")
def charts():
    """Return the charts of three reports in both languages."""
    reports = [(2021, 2019, SPRING_2022), (2021, 2019, ALL_SOURCES), (2023, 2019, ALL_SOURCES)]
    return {
        (metric, language, year, as_of): charted(metric, language, year=year, first_year=first_year, as_of=as_of)
        for metric in METRICS
        for language in ("nb", "en")
        for year, first_year, as_of in reports
    }


def cells(chart):
    return [[str(cell) for cell in row] for row in chart.table.rows]


def said(metric, language, figure, status):
    """Return the words of a row of the table in the drawing: "over 87" with its unit, or why there is no figure."""
    return status if figure == "–" else f"{figure} {WORDS_AFTER[language][metric.endswith('share')]}"


def texts(svg):
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(TEXT)]


def with_rows(folder, *figures, catalogue=""):
    """Return all that is published, and figures of one more source; `catalogue` is added to metrics.toml."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    added = {"metrics.toml": catalogue, "published/figures.csv": "\n".join(figures), "published/sources.csv": SOURCE}
    for name, text in added.items():
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}\n", encoding="utf-8", newline="")
    return read_published(folder)


CERTIFICATE = "service_visits,covid_certificate,2021,20 millioner,20000000,visits,none,own"
TWO_DECIMALS = 'service_visits,messages,2022,"35,25 millioner",35250000,visits,none,own'


# --- the table


@pytest.mark.parametrize("line", [re.split(r"\s{2,}", line) for line in TABLES.strip().splitlines()], ids=" ".join)
def test_the_table_has_each_figure_with_its_bounds_and_a_note(line, charts):
    name, language, as_of, period, figure, bounds, note = line
    metric = {"share": "patient_travel_electronic_share", "services": "service_visits"}.get(name, name)
    (row,) = [row for row in cells(charts[metric, language, 2021, as_of]) if row[0] == period]
    assert row[1:4] == [figure, bounds, note.replace("-", "")]


@pytest.mark.parametrize(("metric", "nb", "en"), UNITS)
def test_the_unit_is_in_the_header_and_below_the_title(metric, nb, en, charts):
    for language, unit in (("nb", nb), ("en", en)):
        chart = charts[metric, language, 2021, SPRING_2022]
        assert chart.table.columns[1].header == unit
        assert chart.subtitle.endswith(f". {unit}.")
        assert [column.is_number for column in chart.table.columns] == [False, True, True, False, False]


def test_the_year_of_the_report_is_marked(charts):
    chart = charts["service_visits", "nb", 2021, SPRING_2022]
    marked = [row[0] for number, row in enumerate(cells(chart)) if number in chart.table.marked]
    assert marked == ["Meldinger 2021", "Koronasertifikat 2021"]


def test_the_year_of_the_report_is_set_off_in_the_drawing(charts):
    chart = charts["service_visits", "en", 2021, SPRING_2022]
    for svg in chart.drawings.values():
        bold = [
            "".join(text.itertext())
            for text in ET.fromstring(svg).iter(TEXT)
            if "font-weight: 700" in text.get("style")
        ]
        assert sorted(bold) == ["2021", "2021", "40 million", "COVID certificate", "Messages", "not published"]
        assert "var(--accent, " in svg


def test_each_figure_names_its_source(charts):
    rows = {row[0]: row[4] for row in cells(charts["visits", "nb", 2021, ALL_SOURCES])}
    assert rows == {
        "2019": "Direktoratet for e-helse, februar 2024",
        "2020": "Helsedirektoratet, 9. februar 2024",
        "2021": "Helsedirektoratet, 9. februar 2024",
    }
    sources = charts["visits", "en", 2021, ALL_SOURCES].source.text
    assert sources.endswith(": Direktoratet for e-helse, February 2024; Helsedirektoratet, 9 February 2024")


def test_one_source_is_not_called_sources(charts):
    """All three years of the page of spring 2022 are from the page itself."""
    assert charts["visits", "nb", 2021, SPRING_2022].source.text == "Kilde: Direktoratet for e-helse, mai 2022"
    assert charts["visits", "en", 2021, SPRING_2022].source.text == "Source: Direktoratet for e-helse, May 2022"


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


# --- drawing, table and text alternative say the same


def test_the_drawing_has_the_values_of_the_table(charts):
    for (metric, language, *_), chart in charts.items():
        expected = [said(metric, language, figure, status) for _, figure, _, status, _ in cells(chart)]
        for svg in chart.drawings.values():
            assert [text for text in texts(svg) if text in expected] == expected


@pytest.mark.parametrize(
    ("metric", "language", "expected"),
    [
        (
            "visits",
            "nb",
            "2019: 37,2 millioner; 2020: 72 millioner; 2021: over 140 millioner, juni 2021: appen kommer.",
        ),
        ("visits", "en", "2019: 37.2 million; 2020: 72 million; 2021: over 140 million, June 2021: the app arrives."),
        (
            "service_visits",
            "nb",
            "Meldinger 2019: ikke rapportert; Meldinger 2020: 15,9 millioner; Meldinger 2021: 40 millioner; "
            "Koronasertifikat 2021: ikke publisert, juni 2021: lansert.",
        ),
        (
            "patient_travel_electronic_share",
            "en",
            "December 2019: not published as a number; December 2020: nearly 84 percent; "
            "December 2021: over 87 percent.",
        ),
    ],
)
def test_the_text_alternative_has_the_finding_and_the_description_each_value(metric, language, expected, charts):
    chart = charts[metric, language, 2021, SPRING_2022]
    kind = {"nb": "Liggende søylediagram. ", "en": "Horizontal bar chart. "}[language]
    assert chart.alt == f"{kind}{chart.finding}."
    assert chart.description[0].startswith({"nb": "Liggende søyler", "en": "Horizontal bars"}[language])
    assert "; ".join(chart.description[1:]).endswith(expected.removesuffix("."))


def test_the_description_has_every_value_and_every_gap(charts):
    for (metric, language, *_), chart in charts.items():
        values = [f"{row[0]}: {said(metric, language, row[1], row[3])}" for row in cells(chart)]
        below = " ".join(texts(chart.drawings["wide"]))
        for line, value in zip(chart.description[1:], values, strict=True):
            assert line.startswith(value)
            notes = line.removeprefix(value)
            assert notes == "" or (notes.startswith(", ") and all(note in below for note in notes[2:].split(", ")))


@pytest.mark.parametrize(
    ("metric", "language", "finding"),
    [
        ("visits", "nb", "Antall besøk var over 140 millioner i 2021, mot 72 millioner i 2020"),
        ("logins", "en", "The number of logins was about 77.5 million in 2021, against nearly 43 million in 2020"),
        ("service_visits", "nb", "Antall besøk i meldingstjenesten var 40 millioner i 2021, mot 15,9 millioner i 2020"),
    ],
)
def test_the_title_is_the_finding(metric, language, finding, charts):
    assert charts[metric, language, 2021, SPRING_2022].finding == finding


# --- which years, and what is named at them


@pytest.mark.parametrize(
    ("metric", "first_year", "expected"),
    [
        ("visits", 2019, ["2019", "2020", "2021"]),
        # opened on 15 June 2011; of 2014 only May is published
        ("visits", 2009, ["2011", "2012", "2013", "mai 2014", *(str(year) for year in range(2015, 2022))]),
        ("logins", 2019, [str(year) for year in range(2011, 2022)]),  # the page shows 2011 to 2021 as a picture
        ("patient_travel_electronic_share", 2019, [f"desember {year}" for year in range(2016, 2022)]),
        (
            "service_visits",
            2018,
            ["Meldinger 2018", "Meldinger 2019", "Meldinger 2020", "Meldinger 2021", "Koronasertifikat 2021"],
        ),
    ],
)
def test_each_year_that_could_have_a_figure_is_shown(metric, first_year, expected):
    assert [row[0] for row in cells(charted(metric, first_year=first_year))] == expected


def test_a_picture_is_not_known_before_it_is_published():
    """On the day before the page came out: 2017 and 2018 have figures, 2019 to 2021 have none."""
    rows = cells(charted("logins", first_year=2017, as_of="2022-05-30"))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("2017", "7", "annenhåndskilde"),
        ("2018", "11,9", "annenhåndskilde"),
        *((year, "–", "ikke publisert") for year in ("2019", "2020", "2021")),
    ]


@pytest.mark.parametrize("metric", ["service_visits", "patient_travel_electronic_share"])
def test_there_is_no_chart_without_a_figure(metric):
    assert charted(metric, year=2018, first_year=2016, as_of=ALL_SOURCES) is None


@pytest.mark.parametrize(
    ("metric", "language", "note"),
    [
        ("visits", "nb", "juni 2021: appen kommer"),
        ("visits", "en", "June 2021: the app arrives"),
        ("visits", "nb", "15. juni 2011: helsenorge.no åpner"),
        ("patient_travel_electronic_share", "nb", "1. oktober 2016: digital selvbetjening innføres"),
    ],
)
def test_marks_are_named_at_their_year(metric, language, note):
    """Below the name of the year, and above that of the next."""
    drawn = texts(charted(metric, language, first_year=2011).drawings["wide"])
    year = re.search(r"\d{4}", note)[0]
    years = [text[-4:] for text in drawn[: drawn.index(note)] if re.search(r"\b20\d\d$", text)]
    assert years[-1] == year


@pytest.mark.parametrize(
    ("at", "language", "note"),
    [
        ("2020-06-01", "nb", "brudd 1. juni 2020: ny telling"),
        ("2020-06-01", "en", "break on 1 June 2020: a new count"),
        ("2020-06", "nb", "brudd i juni 2020: ny telling"),
    ],
)
def test_a_break_is_named_at_its_year(at, language, note, tmp_path):
    catalogue = f'[[metrics.visits.breaks]]\nat = "{at}"\nnb = "ny telling"\nen = "a new count"'
    chart = charted("visits", language, published=with_rows(tmp_path, CERTIFICATE, catalogue=catalogue))
    assert all(note in texts(svg) for svg in chart.drawings.values())


def test_a_break_of_a_service_is_named_at_its_bar_alone(tmp_path):
    catalogue = (
        '[[metrics.service_visits.services.messages.breaks]]\nat = "2021"\nnb = "ny telling"\nen = "a new count"'
    )
    published = with_rows(tmp_path, CERTIFICATE, catalogue=catalogue)
    for svg in charted("service_visits", "nb", published=published).drawings.values():
        assert texts(svg).count("brudd i 2021: ny telling") == 1


def test_a_revision_is_named_with_its_date(charts):
    chart = charts["logins", "nb", 2021, ALL_SOURCES]
    assert "rettet, var rundt 77,5 millioner (mai 2022)" in texts(chart.drawings["wide"])


@pytest.mark.parametrize(
    ("language", "note"), [("nb", "bare en del av året"), ("en", "only a part of the year")], ids=["nb", "en"]
)
def test_a_part_of_a_year_is_hatched_and_named(language, note, tmp_path):
    """The COVID certificate came in June 2021; a count of 2021 is of seven months."""
    published = with_rows(tmp_path, CERTIFICATE)
    chart = charted("service_visits", language, published=published, as_of=None)
    (row,) = [row for row in cells(chart) if row[1] == "20"]
    assert row[3] == note
    for svg in chart.drawings.values():
        assert note in texts(svg)
        assert svg.count("<pattern ") == 1
    assert any(note in line for line in chart.legend)
    whole = charted("service_visits", language)
    assert not any("<pattern " in svg or note in texts(svg) for svg in whole.drawings.values())


@pytest.mark.parametrize(
    ("metric", "year", "as_of", "expected"),
    [
        ("visits", 2021, SPRING_2022, ["lyse"]),
        ("logins", 2021, SPRING_2022, ["lyse", "stiplet", "Annenhånd"]),
        ("visits", 2021, ALL_SOURCES, ["lyse", "ramme"]),
        ("logins", 2021, ALL_SOURCES, ["lyse", "stiplet", "ramme", "Annenhånd"]),
    ],
)
def test_the_legend_explains_what_is_drawn_and_nothing_else(metric, year, as_of, expected, charts):
    legend = charts[metric, "nb", year, as_of].legend
    signs = ["lyse", "stiplet", "ramme", "Annenhånd", "kravert"]
    assert [sign for sign in signs if any(sign in line for line in legend)] == expected
    assert len(legend) == len(expected)


# --- all drawings


def test_all_words_are_within_the_drawing(charts):
    """A letter is at the most 0.6 of its size wide, on average."""
    outside = []
    for chart in charts.values():
        for width, svg in chart.drawings.items():
            for element in ET.fromstring(svg).iter(TEXT):
                size = float(re.search(r"font-size: ([\d.]+)px", element.get("style"))[1])
                wide, x = len(element.text) * size * 0.6, float(element.get("x"))
                share = {"start": 0, "middle": 0.5, "end": 1}[re.search(r"text-anchor: (\w+)", element.get("style"))[1]]
                if x - wide * share < 0 or x + wide * (1 - share) > WIDTHS[width]:
                    outside.append((chart.name, width, element.text))
    assert outside == []


def test_identifiers_are_unique_among_the_charts_of_a_report(charts):
    drawings = [
        svg for key, chart in charts.items() if key[1:] == ("nb", 2021, ALL_SOURCES) for svg in chart.drawings.values()
    ]
    names = [name for svg in drawings for name in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(drawings) == 2 * len(METRICS)
    assert len(names) == len(set(names)) >= len(drawings)


def test_the_same_data_give_the_same_chart(charts):
    again = charted("logins", "nb", as_of=ALL_SOURCES)
    assert str(again.html) == str(charts["logins", "nb", 2021, ALL_SOURCES].html)


def test_a_school_year_is_called_by_both_its_years_in_chart_and_table():
    metrics = {"visits": {"year_starts": "08-01", "marks": [{"nb": "x", "en": "new", "at": "2020-10"}]}}
    known = known_of(metrics, "visits  2019/20  44\nvisits  2020/21  55\nvisits  2021-08  5")
    chart = series_chart(*labelled("en", known, 2021, 2020), "visits")
    assert [row[0] for row in chart.table.rows] == ["2019/20", "2020/21"]
    assert chart.table.caption == "visits, 2019/20–2020/21"
    assert chart.description[-1] == "2020/21: 55, October 2020: new"
    assert chart.table.marked == {1}


# --- over a bridge


def test_a_year_before_a_break_is_shown_as_the_new_way_would_have_counted_it():
    chart = series_chart(*labelled("en", bridged_of(), 2020, 2018), "visits")
    rows = {row[0]: row for row in cells(chart)}
    assert rows["2018"][1:4] == ["–", "–", "not published; converted to the new way of counting: 800 to 900 visits"]
    assert rows["2020"][1] == "960"
    assert any(line.startswith("Dashed field: ") for line in chart.legend)
    for svg in chart.drawings.values():
        assert "converted to the new way of counting:" in " ".join(texts(svg))
        assert svg.count("stroke-dasharray") > 0


def test_without_a_bridge_nothing_is_said_of_one():
    chart = series_chart(*labelled("en", known_of({"visits": {}}, "visits  2020  960"), 2020, 2018), "visits")
    assert not any(line.startswith("Dashed field: ") for line in chart.legend)
