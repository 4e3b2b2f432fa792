"""A metric over the years: drawing, table and text alternative say the same, and all values are in each."""

import re
from itertools import chain

import pytest
from charted import ALL_SOURCES, CERTIFICATE, SPRING_2022, cells, charted, with_rows
from contents import labelled, report_in
from madeup import bridged_of, known_of
from places import TOP
from readback import areas, axes, outside, overlapping, texts, written

from helsetrend.published import read_published
from helsetrend.report.charts.level_chart import series_chart

METRICS = {
    "visits": ("Millioner besøk", "Million visits"),
    "logins": ("Millioner innlogginger", "Million logins"),
    "service_visits": ("Millioner besøk", "Million visits"),
    "patient_travel_electronic_share": ("Prosent", "Percent"),
}
SCALES = {"nb": ("millioner", "prosent"), "en": ("million", "percent")}


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


@pytest.fixture(scope="module")
def berlin():
    """Return the report on the open data portal of Berlin, of whose visits only months are published since 2019."""
    return report_in("en", 2023, 2014, data=read_published(TOP / "examples" / "berlin"))


def said(metric, language, figure, status):
    """Return a row of the table in words: "over 87" with its unit, or why there is no figure."""
    return status if figure == "–" else f"{figure} {SCALES[language][metric.endswith('share')]}"


def values(chart):
    """Return the values of the description by their periods, with the notes on them."""
    return dict(line.split(": ", 1) for line in chart.description[1:])


# --- title, measure, text alternative


@pytest.mark.parametrize(
    ("metric", "language", "title", "finding"),
    [
        ("visits", "nb", "Besøk på Helsenorge", "Antall besøk var over 140 millioner i 2021, mot 72 millioner i 2020."),
        (
            "logins",
            "en",
            "Logins to Helsenorge",
            "The number of logins was about 77.5 million in 2021, against nearly 43 million in 2020.",
        ),
        (
            "service_visits",
            "nb",
            "Besøk per tjeneste",
            "Antall besøk i meldingstjenesten var 40 millioner i 2021, mot 15,9 millioner i 2020.",
        ),
    ],
)
def test_the_title_is_the_name_and_the_text_alternative_has_the_finding(metric, language, title, finding, charts):
    chart = charts[metric, language, 2021, SPRING_2022]
    assert chart.title == title
    assert chart.alt.startswith(f"{title}. ")
    assert chart.alt.endswith(finding)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_measure_and_the_years_that_are_drawn_are_below_the_title(language, charts):
    """Of logins there are figures from 2017 on, of messages from 2020, of the share from December 2020."""
    years = {"visits": "2019–2021", "logins": "2017–2021", "service_visits": "2020–2021"}
    for metric, units in METRICS.items():
        chart = charts[metric, language, 2021, SPRING_2022]
        assert chart.subtitle == f"{units[language == 'en']}, {years.get(metric, '2020–2021')}"


def test_columns_and_lines_are_called_so(charts):
    assert "Column chart" in charts["visits", "en", 2021, SPRING_2022].alt
    line = charted("visits", "en", first_year=2009)
    assert "Line chart" in line.alt
    assert not [area for area in areas(line.drawings["wide"]) if "opacity" in area.style]


def test_the_sources_are_named_each_once_and_one_is_not_called_sources(charts):
    """All three years of the page of spring 2022 are from the page itself."""
    one, several = (charts["visits", "en", 2021, as_of].source.text for as_of in (SPRING_2022, ALL_SOURCES))
    assert one.startswith("Source: Direktoratet for e-helse, May 2022")
    assert several.startswith("Sources: ")
    assert several.count("Helsedirektoratet, 9 February 2024") == 1


# --- drawing, table and text alternative say the same


def test_the_drawing_has_the_figures_of_the_table(charts):
    """A year of the seven up to 2023 has no room for its value in the narrow one."""
    for (_, _, year, _), chart in charts.items():
        figures = [row[1] for row in cells(chart) if row[1] != "–"]
        for width, svg in chart.drawings.items():
            assert figures
            has_room = width == "wide" or year < 2023
            assert not has_room or [figure for figure in figures if figure not in written(svg)] == []


def test_the_year_of_the_report_is_set_off_in_the_drawing(charts):
    """Of two services only one has a figure, so that its name is above its columns."""
    for svg in charts["visits", "en", 2021, SPRING_2022].drawings.values():
        assert [text.text for text in texts(svg) if text.is_bold] == ["2021", "over 140"]
        assert [area.fill for area in areas(svg)].count("accent") == 2


@pytest.mark.parametrize(
    ("metric", "language", "expected"),
    [
        ("visits", "nb", {"2019": "37,2 millioner", "2021": "over 140 millioner, juni 2021: appen kommer"}),
        ("visits", "en", {"2020": "72 million", "2021": "over 140 million, June 2021: the app arrives"}),
        (
            "service_visits",
            "nb",
            {
                "Meldinger 2019": "ikke rapportert",
                "Meldinger 2020": "15,9 millioner",
                "Koronasertifikat 2021": "ikke publisert, juni 2021: lansert",
            },
        ),
        (
            "patient_travel_electronic_share",
            "en",
            {"December 2020": "nearly 84 percent", "December 2021": "over 87 percent"},
        ),
    ],
)
def test_the_description_has_each_value_with_its_notes(metric, language, expected, charts):
    described = values(charts[metric, language, 2021, SPRING_2022])
    assert {period: described[period] for period in expected} == expected


def test_the_description_has_each_figure_of_the_table_and_no_other(charts):
    for (metric, language, *_), chart in charts.items():
        described = values(chart)
        rows = {row[0]: said(metric, language, row[1], row[3]) for row in cells(chart)}
        for period, value in rows.items():
            if period in described:
                assert re.split(r", (?!\d)", described[period])[0] == re.split(r", (?!\d)", value)[0]
            else:  # years with the same gap, which are one row of the table
                assert "–" in period
        with_a_figure = [period for period, value in described.items() if re.match(r"(\w+ )?\d", value)]
        assert with_a_figure == [row[0] for row in cells(chart) if row[1] != "–"]


# --- which years, and what is named at them


@pytest.mark.parametrize(
    ("metric", "first_year", "expected"),
    [
        ("visits", 2019, ["2019", "2020", "2021"]),
        # opened on 15 June 2011; of 2014 only May is published
        ("visits", 2009, ["2011", "2012–2013", "mai 2014", "2015", *(str(year) for year in range(2016, 2022))]),
        ("logins", 2019, ["2011", "2012–2016", *(str(year) for year in range(2017, 2022))]),  # a picture from 2011 on
        # self-service began on 1 October 2016, which is said of that year alone
        (
            "patient_travel_electronic_share",
            2019,
            ["desember 2016", "desember 2017–2019", "desember 2020", "desember 2021"],
        ),
        ("service_visits", 2018, ["Meldinger 2018–2019", "Meldinger 2020", "Meldinger 2021", "Koronasertifikat 2021"]),
    ],
)
def test_each_year_that_could_have_a_figure_is_described_and_equal_holes_as_one(metric, first_year, expected):
    assert [*values(charted(metric, first_year=first_year))] == expected


def test_the_years_before_the_first_figure_are_named_at_the_foot_and_not_drawn():
    chart = charted("logins", first_year=2019)
    for svg in chart.drawings.values():
        years = [text.text for text in texts(svg) if re.fullmatch(r"20\d\d", text.text)]
        assert (years[0], years[-1]) == ("2017", "2021")
        assert "2011: ikke rapportert" in written(svg)
        assert "2012–2016: ikke publisert som tall" in written(svg)


def test_a_service_without_a_figure_is_named_below_and_not_drawn(charts):
    chart = charts["service_visits", "nb", 2021, SPRING_2022]
    assert chart.notes == ("Koronasertifikat, 2021: ikke publisert.",)
    assert all("Koronasertifikat" not in written(svg) for svg in chart.drawings.values())


@pytest.mark.parametrize("metric", ["service_visits", "patient_travel_electronic_share"])
def test_there_is_no_chart_without_a_figure(metric):
    assert charted(metric, year=2018, first_year=2016, as_of=ALL_SOURCES) is None


@pytest.mark.parametrize(
    ("metric", "language", "note"),
    [
        ("visits", "nb", "juni 2021: appen kommer"),
        ("visits", "en", "June 2021: the app arrives"),
    ],
)
def test_marks_are_named_in_the_drawing(metric, language, note, charts):
    chart = charts[metric, language, 2021, SPRING_2022]
    assert "event" in chart.signs
    assert all(note in written(svg) for svg in chart.drawings.values())


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
    assert "break" in chart.signs
    assert all(note in written(svg) for svg in chart.drawings.values())


def test_a_break_of_a_service_is_named_once(tmp_path):
    catalogue = (
        '[[metrics.service_visits.services.messages.breaks]]\nat = "2021"\nnb = "ny telling"\nen = "a new count"'
    )
    published = with_rows(tmp_path, CERTIFICATE, catalogue=catalogue)
    for svg in charted("service_visits", "nb", published=published).drawings.values():
        assert written(svg).count("brudd i 2021: ny telling") == 1


def test_a_revision_is_named_with_its_date(charts):
    chart = charts["logins", "nb", 2021, ALL_SOURCES]
    assert "rettet, var rundt 77,5 millioner (mai 2022)" in written(chart.drawings["wide"])
    assert "revised" in chart.signs


@pytest.mark.parametrize(
    ("metric", "as_of", "expected"),
    [
        ("visits", SPRING_2022, {"hedge", "event"}),
        ("logins", SPRING_2022, {"hedge", "event", "hole", "second_hand"}),
        ("visits", ALL_SOURCES, {"hedge", "event", "revised"}),
        ("logins", ALL_SOURCES, {"hedge", "event", "hole", "revised", "second_hand"}),
    ],
)
def test_the_signs_are_those_of_what_is_drawn(metric, as_of, expected, charts):
    assert charts[metric, "nb", 2021, as_of].signs == expected


def test_a_part_of_a_year_is_hatched(tmp_path):
    """The COVID certificate came in June 2021; a count of 2021 is of seven months."""
    chart = charted("service_visits", published=with_rows(tmp_path, CERTIFICATE), as_of=None)
    assert "part" in chart.signs
    assert all(svg.count("<pattern ") == 1 for svg in chart.drawings.values())
    assert all("<pattern " not in svg for svg in charted("service_visits").drawings.values())


def test_a_note_that_all_services_have_is_said_once():
    """Of both services 2018 and 2019 are missing, before their first figure."""
    metrics = {"visits": {"services": ["a", "b"]}}
    known = known_of(metrics, "visits:a  2020  5\nvisits:b  2020  7")
    chart = series_chart(*labelled("en", known, 2020, 2018), "visits")
    assert [note.split(":")[0] for note in chart.notes] == ["2018–2019"]
    assert all("2018" not in written(svg) for svg in chart.drawings.values())


# --- months


@pytest.mark.parametrize(
    ("largest", "smallest", "unit"),
    [
        ("1.1 billion", "100 million", "Billion visits"),
        ("1.1 billion", "99 million", "Million visits"),
        ("3 204 118", "88 402", "Visits"),
        ("3 204 118", "0", "Million visits"),
    ],
)
def test_the_scale_is_one_that_each_service_reaches_a_tenth_of(largest, smallest, unit):
    known = known_of({"visits": {"services": ["a", "b"]}}, f"visits:a  2021  {largest}\nvisits:b  2021  {smallest}")
    assert series_chart(*labelled("en", known, 2021, 2021), "visits").subtitle == f"{unit}, 2021"


def test_months_are_a_strip_below_the_years(berlin):
    """Of visits to the portal each month from February 2019 on is published, of the years before their sum."""
    chart = series_chart(*berlin, "visits")
    for svg in chart.drawings.values():
        assert len(axes(svg, decimal=".")) == 2
        assert "Month by month" in written(svg)
    assert chart.description[-1].startswith("Month by month, February 2019\u2009–\u2009December 2023: from 4,476 to ")


def test_a_metric_of_which_only_months_are_published_is_drawn_by_its_months(berlin):
    """The mean length of a visit: 59 months from February 2019 to December 2023, and no mean of a year."""
    chart = series_chart(*berlin, "visit_length")
    assert chart.subtitle == "Seconds, 2019–2023"
    assert chart.signs == frozenset()
    assert len(cells(chart)) == len(values(chart)) == 59
    assert [row[:2] for row in (cells(chart)[0], cells(chart)[-1])] == [
        ["February 2019", "192.4"],
        ["December 2023", "94.45"],
    ]
    for svg in chart.drawings.values():
        (axis,) = axes(svg, decimal=".")
        assert axis.ticks.keys() == {0, 100, 200}
        assert not [area for area in areas(svg) if area.is_dashed]
        assert [text.text for text in texts(svg) if text.anchor == "middle"] == [
            str(year) for year in range(2019, 2024)
        ]


# --- over a bridge


def test_a_year_before_a_break_is_shown_as_the_new_way_would_have_counted_it():
    chart = series_chart(*labelled("en", bridged_of(), 2020, 2018), "visits")
    assert {"converted", "break"} <= chart.signs
    for svg in chart.drawings.values():
        (frame,) = [area for area in areas(svg) if area.is_dashed and area.stroke == "ink"]
        (axis,) = axes(svg, decimal=".")[:1]
        assert [axis.at(frame.bottom), axis.at(frame.top)] == pytest.approx([800, 900], abs=0.1)
        assert "800 to 900" in written(svg)
    assert values(chart)["2018"].endswith("converted to the new way of counting: 800 to 900 visits")


def test_without_a_bridge_nothing_is_said_of_one():
    chart = series_chart(*labelled("en", known_of({"visits": {}}, "visits  2020  960"), 2020, 2018), "visits")
    assert "converted" not in chart.signs
    assert "converted" not in " ".join(chart.description)


# --- all drawings


def test_all_texts_are_within_the_drawing_and_apart(charts, berlin):
    more = [series_chart(*berlin, metric) for metric in berlin[0].vintage.catalogue.metrics]
    long = [charted(metric, year=2023, first_year=2009, as_of=ALL_SOURCES) for metric in METRICS]
    found = [
        (chart.name, width, outside(svg), overlapping(svg))
        for chart in chain(charts.values(), more, long)
        for width, svg in chart.drawings.items()
    ]
    assert [one for one in found if one[2] or one[3]] == []


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


def test_a_school_year_is_called_by_both_its_years():
    metrics = {"visits": {"year_starts": "08-01", "marks": [{"nb": "x", "en": "new", "at": "2020-10"}]}}
    known = known_of(metrics, "visits  2019/20  44\nvisits  2020/21  55\nvisits  2021-08  5")
    chart = series_chart(*labelled("en", known, 2021, 2020), "visits")
    assert chart.subtitle == "Visits, 2019/20–2020/21"
    assert chart.description[-1] == "2020/21: 55, October 2020: new"
    assert {"2019/20", "2020/21"} <= {text.text for text in texts(chart.drawings["wide"])}
