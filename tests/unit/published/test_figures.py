"""The published figures: the numbers of a page, their bounds and dates."""

import shutil
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from places import DATA

from helsetrend.published.figures import FIGURES, Figure
from helsetrend.published.folder import read_published
from helsetrend.values.interval import Interval
from helsetrend.values.period import Period

# The figures of the page of spring 2022, and by hand the bounds of what they can mean, in millions or percent.
PAGE_OF_2022 = """
row  metric                              period   low     high
2    visits                              2021     140     141
3    visits                              2020     71.5    72.5
4    visits                              2019     37.15   37.25
5    visits                              2021     139.5   140.5
6    logins                              2021     77.4    77.6
7    logins                              2020     42      43
8    service_visits                      2021     39.5    40.5
9    service_visits                      2020     15.85   15.95
10   patient_travel_self_service_visits  2021     2.5     2.6
11   patient_travel_electronic_share     2021-12  87      88
12   patient_travel_electronic_share     2020-12  83      84
"""


# What the page of spring 2022 says, word for word, wherever it has a number or a place.
PAGE = """
Totalt hadde Helsenorge over 140 millioner besøk i 2021, mot 72 millioner besøk i 2020. I 2019 var det 37,2 millioner
besøk. Totalt hadde Helsenorge rundt 77,5 millioner innlogginger i 2021, mot nærmere 43 millioner innlogginger i 2020.
Fra 2020 til 2021 økte besøk til Helsenorge totalt med 85 prosent (til 140 millioner besøk) mens meldingstjenesten økte
153 prosent (fra 15,9 millioner til 40 millioner). I 2021 var det igjen meldinger mellom innbyggere og helsetjenesten
som var mest besøkt på Helsenorge. Koronasertifikat ble lansert sommeren 2021 og har i løpet av et halvår inntatt
tredjeplassen over mest brukt tjenester på Helsenorge. I løpet av 2021 har mer enn 2,5 millioner vært inne på
Pasientreisers selvbetjeningsløsning på Helsenorge. Tall fra Pasientreiser HF viser at andelen elektroniske søknader via
Helsenorge per desember 2021, var på over 87 prosent. På samme tid i fjor var tilsvarende tall nesten 84 %.
"""


@pytest.fixture(scope="module")
def published():
    return read_published(DATA)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def add(path, line):
    """Adds the line at the end of the file and gives its row."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n"
    path.write_text(text, encoding="utf-8", newline="")
    return text.count("\n")


@pytest.mark.parametrize("line", PAGE_OF_2022.strip().splitlines()[1:])
def test_the_figures_of_the_page_have_the_bounds_that_their_words_give_them(line, published):
    row, metric, period, low, high = line.split()
    figure = published.figures.loc[int(row)]
    scale = 1 if metric.endswith("share") else 1_000_000
    assert (figure["metric"], figure["period"], figure["source"]) == (metric, period, "monitor-2022")
    assert (figure["low"], figure["high"]) == (float(Fraction(low) * scale), float(Fraction(high) * scale))


def test_the_figures_and_claims_of_the_page_stand_in_its_text(published):
    words = " ".join(PAGE.split())
    for table, count in ((published.figures, 11), (published.claims, 4)):
        prints = list(table.loc[table["source"] == "monitor-2022", "as_printed"])
        assert len(prints) == count
        assert [text for text in prints if text not in words] == []


@pytest.mark.parametrize(
    ("source", "first", "last"),
    [
        ("survey-2023", date(2024, 2, 9), date(2024, 2, 9)),
        ("monitor-2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("monitor-2022", date(2022, 5, 1), date(2022, 5, 31)),
        ("key-figures-2016", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_partial_date_counts_from_its_last_day(source, first, last, published):
    rows = published.figures[published.figures["source"] == source]
    assert {(day.date()) for day in rows["published_from"]} == {first}
    assert {(day.date()) for day in rows["published_date"]} == {last}


def test_a_figure_is_exact_where_the_table_holds_floats(published):
    figure = Figure.of_row(4, published.figures.loc[4].to_dict())
    assert (figure.value, figure.rounding) == (Fraction(37_200_000), Fraction(100_000))
    assert figure.interval == Interval(Fraction(37_150_000), Fraction(37_250_000))
    assert (figure.period, figure.published, figure.row) == (Period.parse("2019"), date(2022, 5, 31), 4)


def test_a_decimal_share_is_exact(folder):
    row = add(folder / "published/figures.csv", 'awareness_share,,2023,"96,7 %",96.7,percent,none,survey-2023')
    figure = Figure.of_row(row, read_published(folder).figures.loc[row].to_dict())
    assert figure.interval == Interval(Fraction("96.65"), Fraction("96.75"))


def test_nothing_that_is_counted_is_below_zero(folder):
    row = add(folder / "published/figures.csv", "logins,,2012,ca. 0 millioner,0,logins,about,survey-2023")
    cells = read_published(folder).figures.loc[row].to_dict()
    assert (cells["low"], cells["high"]) == (0, 500_000)  # half a unit, which is more than a tenth of nothing
    assert Figure.of_row(row, cells).interval == Interval(Fraction(0), Fraction(500_000))


def test_figures_keep_their_contract(published):
    pd.testing.assert_frame_equal(FIGURES.validate(published.rows), published.rows)
    assert all(column.description for column in FIGURES.columns.values())
