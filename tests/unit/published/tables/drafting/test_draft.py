"""A draft from tables: what is guessed, and that `check` then names what is left to decide and nothing else."""

import re

import pytest
from places import TOP
from tablefolder import figure_cells
from workbooks import excel

from helsetrend.cli.example import write_draft
from helsetrend.errors import DataError
from helsetrend.published.folder import read_published

LONG = "Quarter;Indicator;Region;Value\n2023Q1;Visits;North;10\n2023Q2;Visits;North;11\n2023Q1;Logins;North;..\n"
USE = """Måned;Besøk;Innlogginger (1 000);Andel på mobil;Varighet
2024-01;12 345;4,1;61,2;97,5
2024-02;11 870;..;62,0;96
"""
WIDE = [["Key figures"], [], ["Number of", 2022, "2023*"], ["Visits", 10, 12], ["Users", 5, 6], ["* Provisional"]]


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def decided(folder):
    """The same folder after somebody has filled in what was left empty."""
    for path in (folder / "metrics.toml", folder / "published" / "tables.toml"):
        text = re.sub(r'\b(nb|en|title|publisher) = ""', r'\1 = "x"', path.read_text("utf-8"))
        text = text.replace('address = ""', 'address = "https://x.example/"').replace(
            'language = ""', 'language = "en"'
        )
        marks = "" if "marks = " in text else 'marks."*" = "provisional"\n'
        path.write_text(text.replace("rows.", f"{marks}rows.", 1), "utf-8")
    return folder


def test_check_names_what_is_left_to_decide_and_then_reads_the_tables(tmp_path):
    tables = [written(tmp_path, f"bruk-{day}.csv", USE) for day in ("2024-03-01", "2024-04-01")]
    paths = write_draft(tmp_path / "new", tables)
    assert [path.name for path in paths] == ["metrics.toml", "tables.toml"]
    with pytest.raises(DataError) as caught:
        read_published(tmp_path / "new")
    assert {fault.expected or fault.found for fault in caught.value.faults} == {
        "a text that is not empty",
        "a source without title and publisher and address and language",
    }
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "metric", "period", "value") == [
        ("besoek", "2024-01", 12345.0),
        ("innlogginger", "2024-01", 4100.0),
        ("andel_paa_mobil", "2024-01", 61.2),
        ("varighet", "2024-01", 97.5),
        ("besoek", "2024-02", 11870.0),
        ("andel_paa_mobil", "2024-02", 62.0),
        ("varighet", "2024-02", 96.0),
    ]
    kinds = {name: metric.kind for name, metric in read_published(folder).catalogue.metrics.items()}
    assert kinds == {"besoek": "count", "innlogginger": "count", "andel_paa_mobil": "share", "varighet": "mean"}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("long-2023-08-01.csv", LONG, [("visits", "2023-Q1", 10.0), ("visits", "2023-Q2", 11.0)]),
        (
            "wide-2024-02-01.xlsx",
            excel(WIDE),
            [("visits", "2022", 10.0), ("visits", "2023", 12.0), ("users", "2022", 5.0), ("users", "2023", 6.0)],
        ),
    ],
)
def test_long_and_wide_tables(tmp_path, name, content, expected):
    write_draft(tmp_path / "new", [written(tmp_path, name, content)])
    assert figure_cells(decided(tmp_path / "new"), "metric", "period", "value") == expected


PAGE = """Table 4: Use of the services,,,
Thousands,,,
,,,
Service,2021,2022,2023
Visits,"2,101 b","2,240","2,377 p"
Logins,:,"1,301","1,420 p"
,,,
b = break in series; p = provisional; : = not available,,,
"Source: The Agency, register of use",,,
Published 15 March 2024,,,
"""


def test_a_table_as_it_stands_on_a_page_needs_no_more_than_definitions_and_an_address(tmp_path):
    """2,377 thousand visits in 2023, provisional; no figure, and so no row, for the logins of 2021."""
    write_draft(tmp_path / "new", [written(tmp_path, "use.csv", PAGE)])
    with pytest.raises(DataError) as caught:
        read_published(tmp_path / "new")
    assert {fault.expected or fault.found for fault in caught.value.faults} == {
        "a text that is not empty",
        "a source without address",
    }
    for name, word in [("metrics.toml", "en"), ("published/tables.toml", "address")]:
        path = tmp_path / "new" / name
        path.write_text(path.read_text("utf-8").replace(f'{word} = ""', f'{word} = "https://x.example/"'), "utf-8")
    assert figure_cells(tmp_path / "new", "metric", "period", "value", "status") == [
        ("visits", "2021", 2_101_000.0, "break"),
        ("visits", "2022", 2_240_000.0, ""),
        ("visits", "2023", 2_377_000.0, "provisional"),
        ("logins", "2022", 1_301_000.0, ""),
        ("logins", "2023", 1_420_000.0, "provisional"),
    ]
    (source,) = read_published(tmp_path / "new").sources.values()
    assert (source.title, source.publisher, source.language) == ("Use of the services", "The Agency", "en")
    assert str(source.published) == "2024-03-15"


NESTED = [["Use"], ["Channel", 2022, 2023], ["Visits"], ["App", 10, 12], ["Web", 20, 22], ["Logins"], ["App", 1, 2]]


def test_labels_that_repeat_below_headings_are_the_services_of_these(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2024-02-01.xlsx", excel([*NESTED, ["Web", 3, ".."]]))])
    assert figure_cells(decided(tmp_path / "new"), "metric", "service", "period", "value") == [
        ("visits", "app", "2022", 10.0),
        ("visits", "app", "2023", 12.0),
        ("visits", "web", "2022", 20.0),
        ("visits", "web", "2023", 22.0),
        ("logins", "app", "2022", 1.0),
        ("logins", "app", "2023", 2.0),
        ("logins", "web", "2022", 3.0),
    ]


INVENTORY = """Service ID,Service name,Fiscal year,Applications
S1,Passport,2020-21,310 000
S1,Passport,2021-22,500 400
S2,Benefit,2020-21,90 100
S2,Benefit,2021-22,95 100
"""
PORTALS = """Country;Metric;2020;2021
Denmark;Visits (millions);51.4;80.2
Denmark;Logins (millions);30.1;49.7
Sweden;Visits (millions);140.3;201.3
Sweden;Logins (millions);61.5;88.4
"""


def test_a_column_that_tells_rows_apart_holds_the_services_and_years_in_pairs_do_not_start_in_january(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "inventory-2023-11-01.csv", INVENTORY)])
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "service", "period", "value") == [
        ("passport", "2020-04-01/P1Y", 310000.0),
        ("passport", "2021-04-01/P1Y", 500400.0),
        ("benefit", "2020-04-01/P1Y", 90100.0),
        ("benefit", "2021-04-01/P1Y", 95100.0),
    ]
    catalogue = read_published(folder).catalogue
    assert catalogue.languages == ("en",)
    assert (
        catalogue.metrics["applications"].services["passport"].subject["en"] == "The number of applications (Passport)"
    )


def test_a_column_called_metric_holds_the_metrics(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "portals-2022-02-01.csv", PORTALS)])
    cells = figure_cells(decided(tmp_path / "new"), "metric", "service", "period", "value")
    assert ("logins", "sweden", "2021", 88_400_000.0) in cells
    assert len(cells) == 8


def test_the_73_states_of_berlin_are_one_table(tmp_path):
    write_draft(tmp_path / "new", sorted((TOP / "examples/berlin/published/tables").glob("domain_stats-*.csv")))
    text = (tmp_path / "new" / "published" / "tables.toml").read_text("utf-8")
    assert 'files = "domain_stats*.csv"' in text
    assert text.count("[tables.") == 1


def test_nothing_is_written_where_a_table_cannot_be_read_or_the_folder_is_not_empty(tmp_path):
    with pytest.raises(DataError, match="no table"):
        write_draft(tmp_path / "new", [written(tmp_path, "words.csv", "only\nwords\n")])
    assert not (tmp_path / "new").exists()
    with pytest.raises(ValueError, match="is not empty"):
        write_draft(tmp_path, [tmp_path / "words.csv"])


@pytest.mark.parametrize("mark", ["p", "[p]", "(p)", "*", "\u2020"])
def test_a_period_with_a_mark_in_the_header_is_a_period_and_its_legend_is_found(tmp_path, mark):
    """The newest column of a wide table is mostly provisional."""
    table = f"Login;2023Q3;2023Q4 {mark}\nBankID;3 190;3 222\nBuypass;399;390\n{mark} = provisional\n"
    write_draft(tmp_path / "new", [written(tmp_path, "users_2024-01-20.csv", table)])
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "metric", "period", "value", "status") == [
        ("bankid", "2023-Q3", 3190.0, ""),
        ("bankid", "2023-Q4", 3222.0, "provisional"),
        ("buypass", "2023-Q3", 399.0, ""),
        ("buypass", "2023-Q4", 390.0, "provisional"),
    ]


@pytest.mark.parametrize(
    "label", ["Logins per 1 000 inhabitants", "Logins (per 1 000 inhabitants)", "Logins pr. 1000 innbyggere"]
)
def test_what_a_rate_is_per_is_no_scale(tmp_path, label):
    table = f"Year;{label}\n2022;31.4\n2023;66.9\n"
    write_draft(tmp_path / "new", [written(tmp_path, "use_2024-01-20.csv", table)])
    folder = decided(tmp_path / "new")
    assert [value for *_, value in figure_cells(folder)] == [31.4, 66.9]
    (metric,) = read_published(folder).catalogue.metrics.values()
    assert metric.kind == "rate"


def kinds_of(folder):
    metrics = read_published(folder).catalogue.metrics
    return {name: (metric.kind, metric.unit, metric.measured) for name, metric in metrics.items()}


QUARTERS = [
    ["Table 1: Use of the app"],
    ["Figures marked [p] are provisional; .. means not available"],
    ["Service [note 1]", 2022, "", 2023, ""],
    ["", "Q3", "Q4", "Q1", "Q2"],
    ["Logins", 52, 55, 58, "61 [p]"],
    ["Messages read [note 2]", "..", 12, 15, "18 [p]"],
]


def test_a_header_of_two_rows_names_the_periods(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2023-08-01.xlsx", excel(QUARTERS))])
    assert figure_cells(decided(tmp_path / "new"), "metric", "period", "value", "status") == [
        ("logins", "2022-Q3", 52.0, ""),
        ("logins", "2022-Q4", 55.0, ""),
        ("logins", "2023-Q1", 58.0, ""),
        ("logins", "2023-Q2", 61.0, "provisional"),
        ("messages_read", "2022-Q4", 12.0, ""),
        ("messages_read", "2023-Q1", 15.0, ""),
        ("messages_read", "2023-Q2", 18.0, "provisional"),
    ]


GROUPS = "Region,Visits,,Logins,\n,2022,2023,2022,2023\nNorth,10,12,3,4\nSouth,20,21,5,6\n"


def test_a_header_of_two_rows_names_metrics_above_years(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2024-02-01.csv", GROUPS)])
    cells = figure_cells(decided(tmp_path / "new"), "metric", "service", "period", "value")
    assert ("visits", "south", "2023", 21.0) in cells
    assert ("logins", "north", "2022", 3.0) in cells
    assert len(cells) == 8


@pytest.mark.parametrize(
    ("label", "name", "kind", "measured"),
    [
        ("Registered users", "registered_users", "stock", "12-31"),
        ("Newly registered users", "newly_registered_users", "persons", "year"),
        ("Registered births", "registered_births", "count", "year"),
        ("Antall registrerte brukere", "antall_registrerte_brukere", "stock", "12-31"),
        ("Brukere per 31.12", "brukere", "stock", "12-31"),
        ("Innbyggere per 1. januar", "innbyggere", "stock", "01-01"),
        ("Open cases at end of year", "open_cases", "stock", "12-31"),
        ("Kontoer ved utgangen av året", "kontoer", "stock", "12-31"),
        ("Unique users", "unique_users", "persons", "year"),
        ("Visits per 1 000 inhabitants", "visits_per_1_000_inhabitants", "rate", "year"),
    ],
)
def test_the_kind_is_read_off_the_label(tmp_path, label, name, kind, measured):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2024-02-01.csv", f"Year;{label}\n2022;314\n2023;669\n")])
    ((found, (found_kind, _, day)),) = kinds_of(decided(tmp_path / "new")).items()
    assert (found, found_kind, day) == (name, kind, measured)


UNITS = """Indicator;Unit;2022;2023
Visits;1 000 visits;12.3;14.1
Digital share;%;61.5;62.0
Time per visit (mean);seconds;97;96
Paid out;NOK million;3.1;3.4
"""


def test_a_column_of_units_gives_the_unit_and_the_scale_of_each_metric(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2024-02-01.csv", UNITS)])
    folder = decided(tmp_path / "new")
    assert {name: about[:2] for name, about in kinds_of(folder).items()} == {
        "visits": ("count", "visits"),
        "digital_share": ("share", "percent"),
        "time_per_visit": ("mean", "seconds"),
        "paid_out": ("count", "nok"),
    }
    values = {(name, period): value for name, period, value in figure_cells(folder, "metric", "period", "value")}
    assert (values["visits", "2023"], values["paid_out", "2022"]) == (14_100, 3_100_000)


HEDGED = """Country,Portal,Year,Indicator,Figure,Note
Denmark,borger.dk,2022,Visits,more than 62 million,
Denmark,borger.dk,2023,Visits,almost 65m,
Finland,suomi.fi,2022,Visits,c. 30 million,an estimate
Finland,suomi.fi,2023,Visits,n/a,
"""


def test_hedged_figures_stand_in_a_column_of_any_name_beside_one_of_indicators(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "portals-2024-02-01.csv", HEDGED)])
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "service", "period", "value", "hedge") == [
        ("denmark", "2022", 62e6, "over"),
        ("denmark", "2023", 65e6, "nearly"),
        ("finland", "2022", 30e6, "about"),
    ]
    assert read_published(folder).catalogue.metrics["visits"].subject["en"] == "The number of visits"


BILINGUAL = """fiscal_yr,service_id,service_name_en,service_name_no,online_applications
2021-2022,669,Insurance,Forsikring,320
2021-2022,11,Pension,Pensjon,ND
2022-2023,669,Insurance,Forsikring,295
2022-2023,11,Pension,Pensjon,131
"""


def test_a_key_is_no_figure_and_names_in_two_languages_are_the_texts_of_one_service(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "inventory-2023-11-01.csv", BILINGUAL)])
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "metric", "service", "period", "value") == [
        ("online_applications", "insurance", "2021-04-01/P1Y", 320.0),
        ("online_applications", "insurance", "2022-04-01/P1Y", 295.0),
        ("online_applications", "pension", "2022-04-01/P1Y", 131.0),
    ]
    catalogue = read_published(folder).catalogue
    name = catalogue.metrics["online_applications"].services["pension"].name
    assert (catalogue.languages, name["en"], name["nb"]) == (("en", "nb"), "Pension", "Pensjon")


SSB = """Tabell 3. Bruk av nettjenester. 1 000;;
;2022;2023p
Besøk i alt1;15 880r;20 110
Andel digitale søknader. Prosent;61,4;72,9
1 Omfatter også mobil.;;
p = foreløpige tall. r = rettet siden forrige publisering.;;
Kilde: Etaten. Sist oppdatert 14.03.2024.;;
"""


def test_notes_behind_labels_and_a_scale_behind_the_title_belong_to_neither(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "bruk.csv", SSB)])
    folder = decided(tmp_path / "new")
    assert figure_cells(folder, "metric", "period", "value", "status") == [
        ("besoek_i_alt", "2022", 15_880_000.0, "revised"),
        ("besoek_i_alt", "2023", 20_110_000.0, "provisional"),
        ("andel_digitale_soeknader_prosent", "2022", 61.4, ""),
        ("andel_digitale_soeknader_prosent", "2023", 72.9, "provisional"),
    ]
    published = read_published(folder)
    assert (published.catalogue.languages, published.catalogue.metrics["besoek_i_alt"].name["nb"]) == (
        ("nb",),
        "Besøk i alt",
    )
    (source,) = published.sources.values()
    assert (source.title, str(source.published)) == ("Bruk av nettjenester", "2024-03-14")


UNEXPLAINED = "Year;Visits\n2021;10 b\n2022;x\n2023 p;14e\n2024;12\n"


def test_marks_that_nothing_explains_mean_what_they_do_in_most_tables(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2025-02-01.csv", UNEXPLAINED)])
    text = (tmp_path / "new/published/tables.toml").read_text("utf-8")
    assert 'marks = { "b" = "break", "x" = "not_available", "e" = "estimated" }' in text


SPLIT = """Year;Sex;Service;Users
2022;Men;App;10
2022;Women;App;11
2022;Total;App;21
2022;Men;Web;5
2022;Women;Web;6
2022;Total;Web;11
"""


def test_rows_are_chosen_by_the_total_of_a_column_that_splits_them(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use-2025-02-01.csv", SPLIT)])
    cells = figure_cells(decided(tmp_path / "new"), "service", "value")
    assert cells == [("app", 21.0), ("web", 11.0)]


def test_a_table_without_a_date_asks_for_one(tmp_path):
    write_draft(tmp_path / "new", [written(tmp_path, "use.csv", "Year;Visits\n2021;10\n2022;12\n")])
    with pytest.raises(DataError, match="a date, such as 2022-05-31"):
        read_published(decided(tmp_path / "new"))
