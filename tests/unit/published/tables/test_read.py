"""Tables of many kinds, made up as authorities publish them, read by a description of at most ten lines."""

import json

import pytest
from tablefolder import figure_cells, table_folder
from workbooks import excel

from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.errors import DataError
from helsetrend.published import revisions
from helsetrend.published.folder import read_published


def test_a_quarterly_long_table_with_two_vintages_and_provisional_marks(tmp_path):
    """What was provisional becomes final by the same number, one quarter is revised, one is new."""
    first = (
        "Quarter,Indicator,Value\n2023Q1,Logins,1200\n2023Q2,Logins,1310 p\n2023Q3,Logins,1402 p\n2023Q1,Visits,..\n"
    )
    second = first.replace("1310 p", "1310").replace("1402 p", "1455") + "2023Q4,Logins,1500 p\n"
    folder = table_folder(
        tmp_path,
        {"logins": {"unit": "logins"}, "visits": {}},
        """
        [tables.quarterly]
        files = "logins_*.csv"
        published = "file name"
        SOURCE
        rows = { period = "Quarter", metric = "Indicator" }
        metrics = { Logins = "logins", Visits = "visits" }
        marks = { p = "provisional" }
        """,
        {"logins_20231015.csv": first, "logins_20240120.csv": second},
    )
    published = read_published(folder)
    assert figure_cells(folder, "period", "as_printed", "status", "source", "place") == [
        ("2023-Q1", "1200", "", "logins-20231015", "logins_20231015.csv, C2"),
        ("2023-Q2", "1310 p", "provisional", "logins-20231015", "logins_20231015.csv, C3"),
        ("2023-Q3", "1402 p", "provisional", "logins-20231015", "logins_20231015.csv, C4"),
        ("2023-Q2", "1310", "", "logins-20240120", "logins_20240120.csv, C3"),
        ("2023-Q3", "1455", "", "logins-20240120", "logins_20240120.csv, C4"),
        ("2023-Q4", "1500 p", "provisional", "logins-20240120", "logins_20240120.csv, C6"),
    ]
    revised = revisions(published.history)
    assert list(revised[["period", "old_value", "new_value"]].itertuples(index=False, name=None)) == [
        ("2023-Q3", 1402.0, 1455.0)
    ]
    assert list(published.gaps[["metric", "period", "reason"]].itertuples(index=False, name=None)) == [
        ("visits", "2023-Q1", "not_available")
    ]
    assert vintage_on(published).observe("logins", 2023).figure.value == 1200 + 1310 + 1455 + 1500
    assert str(published.sources["logins-20240120"].published) == "2024-01-20"


NESTED = """;2022;2023
Visits{visits}
  App;10;12
  Web;20;22
Logins;7;8
Calls
  Phone;5;6
Visits, by age
  App;10;12
Letters;1;2
"""


@pytest.mark.parametrize("visits", ["", ";30;34"])
def test_services_below_their_metric_in_one_column(tmp_path, visits):
    """A heading may have the total, which is no figure of a service; one that is not understood ends the one before."""
    folder = table_folder(
        tmp_path,
        {"visits": {"services": ["app", "web"]}, "logins": {"unit": "logins"}, "calls": {"services": ["phone"]}},
        """
        [tables.nested]
        files = "use.csv"
        published = 2024-03-01
        SOURCE
        rows = { metric = 1, service = 1 }
        """,
        {"use.csv": NESTED.format(visits=visits)},
    )
    assert figure_cells(folder, "metric", "service", "period", "as_printed", "place") == [
        ("visits", "app", "2022", "10", "use.csv, B3"),
        ("visits", "app", "2023", "12", "use.csv, C3"),
        ("visits", "web", "2022", "20", "use.csv, B4"),
        ("visits", "web", "2023", "22", "use.csv, C4"),
        ("logins", "", "2022", "7", "use.csv, B5"),
        ("logins", "", "2023", "8", "use.csv, C5"),
        ("calls", "phone", "2022", "5", "use.csv, B7"),
        ("calls", "phone", "2023", "6", "use.csv, C7"),
    ]
    messages = read_published(folder).messages
    assert "table nested: labels of 'metric' not read: App, Letters" in messages
    assert ("table nested: labels of 'service' not read: Visits" in messages) == bool(visits)


def test_a_wide_workbook_with_years_as_columns_titles_above_and_notes_below(tmp_path):
    rows = [
        ["Table 3: Use of the portal"],
        ["Millions unless stated otherwise"],
        [],
        ["Indicator", None, 2021, 2022, "2023*"],
        ["Number of visits", "million", 37.2, 41.0, 43.5],
        ["Of which logged in", "%", 61.5, "..", "63.0"],
        ["Not for us", "number", 1, 2, 3],
        [],
        ["* Provisional."],
        ["Source: The Agency"],
    ]
    folder = table_folder(
        tmp_path,
        {"visits": {}, "share": {"kind": "share", "unit": "percent"}},
        """
        [tables.key-figures]
        files = "key figures.xlsx"
        published = 2024-03-01
        SOURCE
        rows.metric = "Indicator"
        metrics."Number of visits" = { metric = "visits", scale = 1_000_000 }
        metrics."Of which logged in" = "share"
        marks = { "*" = "provisional" }
        """,
        {"key figures.xlsx": excel(rows, title="Table 3")},
    )
    assert figure_cells(folder, "metric", "period", "as_printed", "value", "low", "high", "status", "place") == [
        ("visits", "2021", "37.2 million", 37.2e6, 37.15e6, 37.25e6, "", "key figures.xlsx, 'Table 3'!C5"),
        ("visits", "2022", "41 million", 41e6, 40.5e6, 41.5e6, "", "key figures.xlsx, 'Table 3'!D5"),
        ("visits", "2023", "43.5 million", 43.5e6, 43.45e6, 43.55e6, "provisional", "key figures.xlsx, 'Table 3'!E5"),
        ("share", "2021", "61.5", 61.5, 61.45, 61.55, "", "key figures.xlsx, 'Table 3'!C6"),
        ("share", "2023", "63.0", 63.0, 62.95, 63.05, "provisional", "key figures.xlsx, 'Table 3'!E6"),
    ]
    published = read_published(folder)
    assert [line for line in published.messages if "not read" in line] == [
        "table key-figures: labels of 'Indicator' not read: Not for us"
    ]
    assert {note.found for note in published.notes} == {"* Provisional.", "Source: The Agency"}


def test_a_service_inventory_by_fiscal_year_with_services_in_rows(tmp_path):
    table = """fiscal_yr;service_id;service_name;online_applications;phone_applications;comment
2020/21;101;Passport;"1,200,345";301;
2021/22;101;Passport;"1,300,000";287;x
2021/22;204;Boat licence;412;ND;y
2021/22;999;Another;7;8;
"""
    folder = table_folder(
        tmp_path,
        {
            "online": {"services": ["passport", "boat"], "year_starts": "04-01"},
            "phone": {"services": ["passport", "boat"], "year_starts": "04-01"},
        },
        """
        [tables.inventory]
        files = "service-inventory.csv"
        published = "2022-11"
        SOURCE
        rows = { period = "fiscal_yr", service = "service_id" }
        metrics = { online_applications = "online", phone_applications = "phone" }
        services = { 101 = "passport", 204 = "boat" }
        marks = { ND = "not_available" }
        """,
        {"service-inventory.csv": table},
    )
    assert figure_cells(folder, "metric", "service", "period", "value") == [
        ("online", "passport", "2020-04-01/P1Y", 1200345.0),
        ("phone", "passport", "2020-04-01/P1Y", 301.0),
        ("online", "passport", "2021-04-01/P1Y", 1300000.0),
        ("phone", "passport", "2021-04-01/P1Y", 287.0),
        ("online", "boat", "2021-04-01/P1Y", 412.0),
    ]
    published = read_published(folder)
    assert list(published.gaps["as_printed"]) == ["ND"]
    assert sorted(line for line in published.messages if "not read" in line) == [
        "table inventory: columns not read: service_name, comment",
        "table inventory: labels of 'service_id' not read: 999",
    ]


def test_several_national_portals_with_hedged_figures_in_english(tmp_path):
    table = """Portal\t2022\t2023
Sundhed\tover 1.5 million\tapproximately 1.8 million
Kanta\tnearly 3 million\t3,412,007
Hälsa\tmore than 250,000\t[x]
"""
    folder = table_folder(
        tmp_path,
        {"users": {"kind": "persons", "services": ["sundhed", "kanta", "halsa"]}},
        """
        [tables.portals]
        files = "portals-2024-05-31.tsv"
        published = "file name"
        SOURCE
        metric = "users"
        rows.service = "Portal"
        services = { "Hälsa" = "halsa" }
        """,
        {"portals-2024-05-31.tsv": table},
    )
    assert figure_cells(folder, "service", "period", "as_printed", "value", "hedge") == [
        ("sundhed", "2022", "over 1.5 million", 1.5e6, "over"),
        ("sundhed", "2023", "approximately 1.8 million", 1.8e6, "about"),
        ("kanta", "2022", "nearly 3 million", 3e6, "nearly"),
        ("kanta", "2023", "3,412,007", 3412007.0, "none"),
        ("halsa", "2022", "more than 250,000", 250000.0, "over"),
    ]


CUBE = {
    "version": "2.0",
    "class": "dataset",
    "label": "Visits by channel",
    "id": ["ContentsCode", "Kanal", "Tid"],
    "size": [2, 2, 3],
    "dimension": {
        "ContentsCode": {
            "label": "statistikkvariabel",
            "category": {"index": {"Besok": 0, "Andel": 1}, "label": {"Besok": "Besøk", "Andel": "Andel"}},
        },
        "Kanal": {
            "label": "kanal",
            "category": {"index": {"ALLE": 0, "APP": 1}, "label": {"ALLE": "Alle kanaler", "APP": "App"}},
        },
        "Tid": {"label": "kvartal", "category": {"index": {"2023K1": 0, "2023K2": 1, "2023K3": 2}}},
    },
    "value": [1000, 1100, None, 400, 450, 470, 100.0, 100.0, None, 40.0, 40.9, None],
    "status": {"2": "..", "8": ":", "5": "*"},
}


def test_a_cube_of_pxweb(tmp_path):
    folder = table_folder(
        tmp_path,
        {"visits": {}, "share": {"kind": "share", "unit": "percent"}},
        """
        [tables.cube]
        files = "*.json"
        published = 2023-11-02
        SOURCE
        rows = { metric = "ContentsCode", period = "Tid" }
        where = { Kanal = "APP" }
        metrics = { Besok = "visits", Andel = "share" }
        marks = { "*" = "provisional" }
        """,
        {"cube.json": json.dumps(CUBE)},
    )
    assert figure_cells(folder, "metric", "period", "as_printed", "value", "status", "place") == [
        ("visits", "2023-Q1", "400", 400.0, "", "cube.json, G5"),
        ("visits", "2023-Q2", "450", 450.0, "", "cube.json, G6"),
        ("visits", "2023-Q3", "470 *", 470.0, "provisional", "cube.json, G7"),
        ("share", "2023-Q1", "40.0", 40.0, "", "cube.json, G11"),
        ("share", "2023-Q2", "40.9", 40.9, "", "cube.json, G12"),
    ]


def test_a_norwegian_file_with_semicolons_decimal_commas_and_a_mark_on_the_quarter(tmp_path):
    table = """12345: Innlogginger, etter kvartal

År;Kvartal;Innlogginger (1 000);Andel på mobil;Tid (sekunder)
2022;Kv1;1 234,5;61,2;12,25
;Kv2;1 301,0;62,0;..
2023;Kv1;1 400,7;63,9;13,5
;Kv2*;1 452,2;:;13,125

* Foreløpige tall
Kilde: Statistisk sentralbyrå
"""
    folder = table_folder(
        tmp_path,
        {
            "logins": {"unit": "logins"},
            "share": {"kind": "share", "unit": "percent"},
            "seconds": {"kind": "mean", "unit": "seconds"},
        },
        """
        [tables.kvartal]
        files = "12345_*.csv"
        published = "file name"
        source = { title = "Statistikk", publisher = "SSB", address = "https://ssb.example/12345", language = "nb" }
        rows.period = ["År", "Kvartal"]
        metrics."Innlogginger (1 000)" = { metric = "logins", scale = 1_000 }
        metrics."Andel på mobil" = "share"
        metrics."Tid (sekunder)" = "seconds"
        marks = { "*" = "provisional" }
        """,
        {"12345_2023-08-15.csv": table.encode("cp1252")},
    )
    assert figure_cells(folder, "metric", "period", "as_printed", "value", "status") == [
        ("logins", "2022-Q1", "1 234,5 tusen", 1234500.0, ""),
        ("share", "2022-Q1", "61,2", 61.2, ""),
        ("seconds", "2022-Q1", "12,25", 12.25, ""),
        ("logins", "2022-Q2", "1 301,0 tusen", 1301000.0, ""),
        ("share", "2022-Q2", "62,0", 62.0, ""),
        ("logins", "2023-Q1", "1 400,7 tusen", 1400700.0, ""),
        ("share", "2023-Q1", "63,9", 63.9, ""),
        ("seconds", "2023-Q1", "13,5", 13.5, ""),
        ("logins", "2023-Q2", "1 452,2 tusen", 1452200.0, "provisional"),
        ("seconds", "2023-Q2", "13,125", 13.125, "provisional"),
    ]
    gaps = read_published(folder).gaps
    assert list(gaps[["metric", "period", "reason"]].itertuples(index=False, name=None)) == [
        ("seconds", "2022-Q2", "not_available"),
        ("share", "2023-Q2", "suppressed"),
    ]


def test_metrics_and_periods_in_one_header_as_pxweb_exports_them(tmp_path):
    table = '"tjeneste","Besøk 2022K4","Besøk 2023K1","Innlogginger 2022K4","Endring 2023K1"\n"Resept",10,12,7,20\n'
    folder = table_folder(
        tmp_path,
        {"visits": {"services": ["resept"]}, "logins": {"services": ["resept"], "unit": "logins"}},
        """
        [tables.px]
        files = "px.csv"
        published = 2023-05-01
        SOURCE
        rows.service = "tjeneste"
        metrics = { "Besøk" = "visits", Innlogginger = "logins" }
        """,
        {"px.csv": table},
    )
    assert figure_cells(folder) == [
        ("visits", "resept", "2022-Q4", "10", 10.0),
        ("visits", "resept", "2023-Q1", "12", 12.0),
        ("logins", "resept", "2022-Q4", "7", 7.0),
    ]
    assert "table px: columns not read: Endring 2023K1" in read_published(folder).messages


def test_a_header_of_two_rows_with_merged_cells(tmp_path):
    rows = [
        ["Tabell 1"],
        ["Tjeneste", "2022", None, "2023", None],
        [None, "Besøk", "Innlogginger", "Besøk", "Innlogginger"],
        ["Resept", 10, 7, 12, 9],
        ["Journal", 20, 17, 22, 19],
    ]
    folder = table_folder(
        tmp_path,
        {
            "visits": {"services": ["resept", "journal"]},
            "logins": {"services": ["resept", "journal"], "unit": "logins"},
        },
        """
        [tables.two]
        files = "two.xlsx"
        published = 2024-01-10
        SOURCE
        rows.service = "Tjeneste"
        metrics = { "Besøk" = "visits", Innlogginger = "logins" }
        """,
        {"two.xlsx": excel(rows)},
    )
    assert figure_cells(folder)[:4] == [
        ("visits", "resept", "2022", "10", 10.0),
        ("logins", "resept", "2022", "7", 7.0),
        ("visits", "resept", "2023", "12", 12.0),
        ("logins", "resept", "2023", "9", 9.0),
    ]
    assert len(figure_cells(folder)) == 8


def test_parquet_with_dates_that_stand_for_months(tmp_path):
    import duckdb

    (tmp_path / "x").mkdir()
    duckdb.sql(
        f"""COPY (SELECT DATE '2024-01-01' AS month, 1234::BIGINT AS visits, 61.5::DOUBLE AS seconds
        UNION ALL SELECT DATE '2024-02-01', NULL, 60.25 ORDER BY month) TO '{tmp_path / "x" / "u.parquet"}'"""
    )
    description = """
        [tables.parquet]
        files = "u.parquet"
        published = 2024-03-01
        SOURCE
        rows.period = "month"
        each = "month"
        """
    metrics = {"visits": {}, "seconds": {"kind": "mean", "unit": "seconds"}}
    files = {"u.parquet": (tmp_path / "x" / "u.parquet").read_bytes()}
    folder = table_folder(tmp_path / "data", metrics, description, files)
    assert figure_cells(folder, "metric", "period", "as_printed", "place") == [
        ("visits", "2024-01", "1234", "u.parquet, B2"),
        ("seconds", "2024-01", "61.5", "u.parquet, C2"),
        ("seconds", "2024-02", "60.25", "u.parquet, C3"),
    ]
    unclear = table_folder(tmp_path / "unclear", metrics, description.replace('each = "month"', ""), files)
    with pytest.raises(DataError, match="every day is the first of a month") as caught:
        read_published(unclear)
    assert [fault.column for fault in caught.value.faults] == ["tables.parquet.each"]


def test_a_column_of_dates_makes_each_date_a_source(tmp_path):
    table = "year,visits,released\n2021,100,2022-02-01\n2021,104,2022-09-01\n2022,120,2023-02-01\n"
    folder = table_folder(
        tmp_path,
        {"visits": {}},
        """
        [tables.releases]
        files = "releases.csv"
        SOURCE
        rows = { period = "year", published = "released" }
        """,
        {"releases.csv": table},
    )
    published = read_published(folder)
    assert list(published.sources) == ["releases-2022-02-01", "releases-2022-09-01", "releases-2023-02-01"]
    assert list(revisions(published.history)["new_published_date"].astype(str)) == ["2022-09-01"]
    assert vintage_on(published, as_of="2022-05-31").observe("visits", 2021).figure.value == 100
    assert vintage_on(published).observe("visits", 2021).figure.value == 104


def test_units_below_the_header_and_notes_beside_labels_are_no_figures(tmp_path):
    table = (
        "Year;Visits¹;Share on a phone [note 2]\n;number;percent\n2022;1 200;61\n2023²;1 300;62\n¹ All.\n² To June.\n"
    )
    folder = table_folder(
        tmp_path,
        {"visits": {}, "share": {"kind": "share", "unit": "percent"}},
        """
        [tables.notes]
        files = "notes.csv"
        published = 2024-01-10
        SOURCE
        rows.period = "Year"
        metrics = { Visits = "visits", "Share on a phone" = "share" }
        """,
        {"notes.csv": table},
    )
    assert figure_cells(folder) == [
        ("visits", "", "2022", "1 200", 1200.0),
        ("share", "", "2022", "61", 61.0),
        ("visits", "", "2023", "1 300", 1300.0),
        ("share", "", "2023", "62", 62.0),
    ]
    assert [note.found for note in read_published(folder).notes] == ["number, percent", "¹ All.", "² To June."]


def test_sheets_of_one_workbook_are_sources_of_their_own(tmp_path):
    def add_logins(book):
        for row in (["Year", "Number"], [2022, 5], [2023, 6]):
            book["Logins"].append(row) if "Logins" in book.sheetnames else book.create_sheet("Logins").append(row)

    description = "".join(
        f"""
        [tables.{name}]
        files = "use.xlsx"
        sheet = "{name.title()}"
        published = 2024-01-10
        SOURCE
        metric = "{name}"
        rows.period = "Year"
        """
        for name in ("visits", "logins")
    )
    book = excel([["Year", "Number"], [2022, 10], [2023, 12]], title="Visits", change=add_logins)
    folder = table_folder(tmp_path, {"visits": {}, "logins": {}}, description, {"use.xlsx": book})
    assert figure_cells(folder, "metric", "period", "value", "source", "place") == [
        ("visits", "2022", 10.0, "use", "use.xlsx, Visits!B2"),
        ("visits", "2023", 12.0, "use", "use.xlsx, Visits!B3"),
        ("logins", "2022", 5.0, "use-logins", "use.xlsx, Logins!B2"),
        ("logins", "2023", 6.0, "use-logins", "use.xlsx, Logins!B3"),
    ]


def test_a_table_can_be_a_source_of_sources_csv_beside_typed_figures(tmp_path):
    folder = table_folder(
        tmp_path,
        {"visits": {}},
        """
        [tables.annex]
        files = "annex.csv"
        source = "report-2023"
        rows.period = "Year"
        """,
        {"annex.csv": "Year,Visits\n2022,1200*\n2023,1310\n"},
    )
    published = folder / "published"
    (published / "sources.csv").write_text(
        "source,published,published_basis,rank,language,title,detail_nb,detail_en,publisher,address,marks\n"
        "report-2023,2024-02-01,stated,1,en,Report,,,The Agency,https://agency.example/,* = provisional\n"
        "news,2023-01-05,stated,1,en,News,,,The Agency,https://agency.example/,\n"
    )
    (published / "figures.csv").write_text("metric,service,period,as_printed,source\nvisits,,2022,about 1 100,news\n")
    found = read_published(folder)
    assert figure_cells(folder, "period", "as_printed", "status", "source", "place") == [
        ("2022", "about 1 100", "", "news", ""),
        ("2022", "1200*", "provisional", "report-2023", "annex.csv, B2"),
        ("2023", "1310", "", "report-2023", "annex.csv, B3"),
    ]
    assert list(found.figures.index) == [2, 3, 4]
    assert list(found.sources) == ["report-2023", "news"]
    assert sorted(found.digests) == ["figures.csv", "metrics.toml", "sources.csv", "tables.toml", "tables/annex.csv"]


MATRIX = "År;Jan;Feb;Mar*\n2022;10;11;12\n2023;1;2;3\n"
BLOCKS = "År;Måned;Antall\n2022;;\n;Januar;10\n;Februar;11\n;Mars;12\n2023;;\n;Januar;1\n;Februar;2\n;Mars;3\n"


@pytest.mark.parametrize(
    ("table", "columns"), [(MATRIX, '"År"'), (BLOCKS, '["År", "Måned"]')], ids=["matrix", "blocks"]
)
def test_months_beside_or_below_their_years(tmp_path, table, columns):
    folder = table_folder(
        tmp_path,
        {"visits": {}},
        f"""
        [tables.months]
        files = "months.csv"
        published = 2024-01-10
        SOURCE
        metric = "visits"
        rows.period = {columns}
        marks = {{ "*" = "provisional" }}
        """,
        {"months.csv": table},
    )
    assert figure_cells(folder, "period", "value") == [
        (f"{year}-{month:02}", float(value))
        for year, values in ((2022, (10, 11, 12)), (2023, (1, 2, 3)))
        for month, value in enumerate(values, start=1)
    ]


@pytest.mark.parametrize("header", ["2023*", "2023 p", "2023e"])
def test_a_year_with_a_mark_that_is_not_declared_is_a_fault_and_not_passed_over(tmp_path, header):
    mark = header.removeprefix("2023").strip()
    description = f"""
        [tables.marked]
        files = "marked.csv"
        published = 2024-01-10
        SOURCE
        rows.metric = "Number of"
        marks = {{ "{mark}" = "provisional" }}
        """
    files = {"marked.csv": f"Number of,2022,{header},Change\nvisits,10,12,20\n"}
    folder = table_folder(tmp_path / "declared", {"visits": {}}, description, files)
    assert figure_cells(folder, "period", "value", "status") == [("2022", 10.0, ""), ("2023", 12.0, "provisional")]
    undeclared = description.replace("marks =", "leave_out = ['x'] #")
    with pytest.raises(DataError) as caught:
        read_published(table_folder(tmp_path / "undeclared", {"visits": {}}, undeclared, files))
    assert str(caught.value).splitlines()[1:] == [
        f"  marked.csv, row 1: '{header}'; expected what the mark beside the period means, as marks = "
        f'{{ "{mark}" = "provisional" }} in tables.toml'
    ]
