"""The published figures, read from a folder; and a folder with faults, all of which are told at once."""

import csv
import hashlib
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from helsetrend.faults import DataError
from helsetrend.figures import FIGURES, Figure
from helsetrend.interval import Interval
from helsetrend.period import Period
from helsetrend.published import data_folder, read_published

DATA = Path(__file__).parents[1] / "data"
FIRST_FIGURE = "visits,,2021,over 140 millioner,140000000,visits,over,monitor-2022"
FIRST_CLAIM = "visits-2021-growth,growth,visits,,2020,2021,85 prosent,85,percent,,none,monitor-2022"

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


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def add(path, line):
    """Adds the line at the end of the file and gives its row."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n"
    path.write_text(text, encoding="utf-8", newline="")
    return text.count("\n")


def faults_of(folder):
    with pytest.raises(DataError) as caught:
        read_published(folder)
    return caught.value.faults


def places(faults):
    return [(fault.file, fault.row, fault.column) for fault in faults]


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


def test_every_row_of_the_file_is_a_figure_with_the_number_of_its_line(published):
    with (DATA / "published" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(published.figures.index) == list(range(2, len(rows) + 2))
    for name in ("metric", "service", "period", "as_printed", "unit", "hedge", "source"):
        assert list(published.figures[name]) == [row[name] for row in rows]
    assert list(published.figures["value"]) == [float(row["value"]) for row in rows]


def test_claims_are_kept_as_they_stand(published):
    with (DATA / "published" / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert published.claims.reset_index().to_dict("records") == list(csv.DictReader(file))
    assert published.claims.index.name == "claim"


def test_every_source_is_kept_in_the_order_of_the_file(published):
    with (DATA / "published" / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(published.sources) == [row["source"] for row in rows]
    for row, source in zip(rows, published.sources.values(), strict=True):
        assert (str(source.published), str(source.rank), source.language) == (
            row["published"],
            row["rank"],
            row["language"],
        )
        assert (source.title, source.publisher, source.address) == (row["title"], row["publisher"], row["address"])
        assert source.detail == {"nb": row["detail_nb"], "en": row["detail_en"]}
        assert source.is_stated == (row["published_basis"] == "stated")


def test_a_digest_is_that_of_the_bytes_on_disk(folder):
    digests = read_published(folder).digests
    assert set(digests) == {"metrics.toml", "figures.csv", "sources.csv", "claims.csv"}
    for name, digest in digests.items():
        path = folder / name if name == "metrics.toml" else folder / "published" / name
        with path.open("rb") as file:
            assert digest == hashlib.file_digest(file, "sha256").hexdigest()
    add(folder / "published/figures.csv", FIRST_FIGURE.replace("over 140", "mer enn 140"))
    changed = read_published(folder).digests
    assert {name for name in digests if digests[name] != changed[name]} == {"figures.csv"}


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
    assert (cells["low"], cells["high"]) == (0, 1_000_000)
    assert Figure.of_row(row, cells).interval == Interval(Fraction(0), Fraction(1_000_000))


def test_figures_keep_their_contract(published):
    pd.testing.assert_frame_equal(FIGURES.validate(published.figures), published.figures)
    assert all(column.description for column in FIGURES.columns.values())


@pytest.mark.parametrize(
    "name", ["metrics.toml", "published/figures.csv", "published/sources.csv", "published/claims.csv"]
)
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(name, newline, folder, published):
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", newline))
    read = read_published(folder)
    pd.testing.assert_frame_equal(read.figures, published.figures)
    pd.testing.assert_frame_equal(read.claims, published.claims)
    assert (read.catalogue, read.sources) == (published.catalogue, published.sources)


def test_two_faults_in_each_of_four_files_are_told_at_once(folder):
    """With file, row, column, what was found and what is allowed. Row 1 is the header."""
    bad_figure = FIRST_FIGURE.replace(",2021,", ",2021-13,").replace(",over,", ",ca,")
    bad_claim = FIRST_CLAIM.replace(",growth,", ",grow,").replace("monitor-2022", "monitor-2021")
    change(folder / "published/figures.csv", FIRST_FIGURE, bad_figure)
    change(folder / "published/claims.csv", FIRST_CLAIM, bad_claim)
    change(folder / "published/sources.csv", "2020-06,inferred,1,", "June 2020,inferred,first,")
    change(folder / "metrics.toml", 'kind = "count"', 'kind = "sum"\ncolour = "red"')
    faults = faults_of(folder)
    assert places(faults) == [
        ("claims.csv", 2, "kind"),
        ("claims.csv", 2, "source"),
        ("figures.csv", 2, "hedge"),
        ("figures.csv", 2, "period"),
        ("metrics.toml", 0, "metrics.visits.colour"),
        ("metrics.toml", 0, "metrics.visits.kind"),
        ("sources.csv", 3, "published"),
        ("sources.csv", 3, "rank"),
    ]
    assert [fault.found for fault in faults] == [
        "grow",
        "monitor-2021",
        "ca",
        "2021-13",
        "red",
        "sum",
        "June 2020",
        "first",
    ]
    allowed = {fault.column: fault.allowed for fault in faults}
    assert allowed["kind"] == "one of growth, decline, growth_same_months, rank"
    assert allowed["source"].startswith("one of monitor-2022, monitor-2020, ")
    assert allowed["hedge"] == "one of none, about, over, nearly"
    assert allowed["period"] == "2021, 2016-Q4 or 2020-12"
    assert allowed["metrics.visits.kind"] == "Input should be 'count', 'share', 'mean' or 'persons'"
    assert allowed["published"] == "2022, 2022-05 or 2022-05-31"


def test_the_message_has_a_line_for_each_fault(folder):
    change(folder / "published/figures.csv", FIRST_FIGURE, FIRST_FIGURE.replace(",2021,", ",2021-13,"))
    change(folder / "published/sources.csv", "https://www.digi.no", "javascript:alert(1)//")
    with pytest.raises(DataError) as caught:
        read_published(folder)
    title, *lines = str(caught.value).splitlines()
    assert title == "the data have 2 faults:"
    assert lines[0] == "  figures.csv, row 2, period: found '2021-13'; allowed: 2021, 2016-Q4 or 2020-12"
    assert lines[1].startswith("  sources.csv, row 11, address: found 'javascript:alert(1)//")
    assert lines[1].endswith("allowed: an address that begins with http:// or https://")


def test_a_row_that_stands_there_twice_is_told_with_its_twin(folder):
    second, third = [add(folder / "published/figures.csv", FIRST_FIGURE) for _ in range(2)]
    claim = add(folder / "published/claims.csv", FIRST_CLAIM)
    faults = faults_of(folder)
    assert places(faults) == [("claims.csv", claim, "claim"), ("figures.csv", second, ""), ("figures.csv", third, "")]
    assert {fault.allowed for fault in faults} == {"no repetition of row 2"}


def test_one_source_may_print_a_figure_twice_in_different_words(folder):
    """The page itself prints both "over 140" and "140 millioner"."""
    row = add(folder / "published/figures.csv", FIRST_FIGURE.replace("over 140", "mer enn 140"))
    assert read_published(folder).figures.at[row, "as_printed"] == "mer enn 140 millioner"


def test_a_source_identifier_stands_for_one_source(folder):
    row = add(folder / "published/sources.csv", "monitor-2022,2018,stated,2,nb,En annen,,,En annen,https://example.org")
    (fault,) = faults_of(folder)
    assert places([fault]) == [("sources.csv", row, "source")]
    assert (fault.found, fault.allowed) == ("monitor-2022", "no repetition of row 2")


def test_a_source_that_only_the_catalogue_refers_to_must_be_known(folder):
    change(folder / "metrics.toml", 'source = "monitor-2022"', 'source = "monitor-2021"')
    (fault,) = faults_of(folder)
    assert (fault.file, fault.found) == ("metrics.toml", "monitor-2021")
    assert fault.allowed.startswith("one of monitor-2022, ")


def test_a_figure_from_before_the_first_report_contradicts_the_catalogue(folder):
    early = "service_visits,messages,2019,10 millioner,10000000,visits,none,monitor-2022"
    row = add(folder / "published/figures.csv", early)
    (fault,) = faults_of(folder)
    assert places([fault]) == [("figures.csv", row, "period")]
    assert (fault.found, fault.allowed) == ("2019", "2020 or later, as metrics.toml says")


@pytest.mark.parametrize(
    "name", ["metrics.toml", "published/figures.csv", "published/sources.csv", "published/claims.csv"]
)
def test_a_file_that_is_missing_is_the_only_fault(name, folder):
    (folder / name).unlink()
    (fault,) = faults_of(folder)
    assert (fault.file, fault.row) == (name.removeprefix("published/"), 0)
    assert fault.allowed == "a file that can be read"


@pytest.mark.parametrize("name", ["figures.csv", "sources.csv"])
def test_a_file_without_rows_is_the_only_fault(name, folder):
    path = folder / "published" / name
    header = path.read_text(encoding="utf-8").splitlines()[0]
    for content, row in {"": 0, header: 1}.items():
        path.write_text(content, encoding="utf-8")
        assert places(faults_of(folder)) == [(name, row, "")]


def test_there_need_be_no_claims_but_a_file_for_them(folder):
    path = folder / "published" / "claims.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header, encoding="utf-8")
    assert len(read_published(folder).claims) == 0
    path.write_text("", encoding="utf-8")
    assert places(faults_of(folder)) == [("claims.csv", 0, "")]


def test_a_folder_that_is_missing_lacks_every_file(tmp_path):
    assert places(faults_of(tmp_path / "nowhere")) == [
        ("claims.csv", 0, ""),
        ("figures.csv", 0, ""),
        ("metrics.toml", 0, ""),
        ("sources.csv", 0, ""),
    ]


def test_latin_1_bytes_are_told_row_by_row(folder):
    path = folder / "published" / "figures.csv"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("latin-1"))
    expected = [number for number, line in enumerate(text.splitlines(), start=1) if not line.isascii()]
    assert places(faults_of(folder)) == [("figures.csv", row, "") for row in expected]
    assert expected[:2] == [7, 16]  # "nærmere 43 millioner", in the editions of 2022 and 2023


def test_a_spreadsheet_saved_with_semicolons_is_told_once(folder):
    path = folder / "published" / "figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    (fault,) = faults_of(folder)
    assert places([fault]) == [("figures.csv", 1, "")]
    assert (fault.found, fault.allowed) == ("semicolons between the columns", "commas between the columns")


def test_the_folder_is_the_one_named_else_that_of_the_environment_else_the_shipped_one(monkeypatch, tmp_path):
    monkeypatch.setenv("HELSETREND_DATA", str(tmp_path))
    assert data_folder(tmp_path / "named") == tmp_path / "named"
    assert data_folder() == tmp_path
    monkeypatch.delenv("HELSETREND_DATA")
    assert data_folder().resolve() == DATA.resolve()
