"""Where the figures come from: revisions, gaps, rounding, sources, and what a report was made with."""

import csv
import hashlib
import re
import shutil
from calendar import monthrange
from dataclasses import replace
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import html5lib
import pytest
from contents import report_in
from places import DATA, TOP

from helsetrend.published.folder import read_published
from helsetrend.published.vintages import in_order
from helsetrend.report.appendix import foot_table, missing_table, revisions_table, rounding_table, sources_list
from helsetrend.report.claims_section import claims_cards
from helsetrend.report.presentation.wording import words
from helsetrend.values.printed import readings

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"

SUBJECTS = {
    "visits",
    "logins",
    "service_visits",
    "patient_travel_electronic_share",
    "patient_travel_electronic_share_of_eligible",
    "patient_travel_self_service_visits",
}

# What changed of 2019 to 2021: from the page of spring 2022 to the editions of winter 2022/23 and 2023/24.
REVISIONS = """
Innlogginger på Helsenorge, 2021
rundt 77,5 millioner (Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor))
rundt 90,9 millioner (Direktoratet for e-helse, januar 2023)
Rettet. Årsaken er ikke oppgitt.

Besøk på Helsenorge, 2021
over 140 millioner (Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor))
140,9 millioner (Helsedirektoratet, 9. februar 2024)
Presisert: Det nye tallet passer med det gamle.

Besøk på Helsenorge, 2020
72 millioner (Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor))
72,9 millioner (Helsedirektoratet, 9. februar 2024)
Rettet. Årsaken er ikke oppgitt.
"""
# 13.4/77.5 = 17.29 percent, 0.9/140 = 0.64, 0.9/72 = 1.25, 0.5/109.5 = 0.457
DIFFERENCES = {
    2021: [("13400000", "17,3"), ("900000", "0,6"), ("900000", "1,3")],
    2023: [("13400000", "17,3"), ("900000", "0,6"), ("900000", "1,3")],
}

MISSING = """
en 2021 2019 2022-05-31
Logins to Helsenorge | 2019 | not published as a number
Messages between residents and the health service | 2019 | not reported
The COVID certificate | 2021 | not published
Share of electronic claims for patient travel | December 2019 | not published as a number
Visits to the self-service of patient travel | 2019 and 2020 | not published

nb 2023 2020 2025-12-31
Innlogginger på Helsenorge | 2022 og 2023 | ikke publisert
Meldinger mellom innbyggere og helsetjenesten | 2022 og 2023 | ikke publisert
Koronasertifikatet | 2021–2023 | ikke publisert
Andel elektroniske søknader om pasientreiser | desember 2022 og desember 2023 | ikke publisert
Besøk i Pasientreisers selvbetjeningsløsning | 2020, 2022 og 2023 | ikke publisert

nb 2016 2014 2025-12-31
Besøk på Helsenorge | 2014 | bare en del av året publisert
Besøk på Helsenorge | 2015 | ikke publisert
Innlogginger på Helsenorge | 2014–2016 | ikke publisert som tall
Meldinger mellom innbyggere og helsetjenesten | 2014–2016 | ikke rapportert
Andel elektroniske søknader om pasientreiser | desember 2016 | ikke publisert som tall
Besøk i Pasientreisers selvbetjeningsløsning | 2016 | ikke publisert
"""

HEDGES = {"none": (Fraction(-1, 2), Fraction(1, 2)), "about": (-1, 1), "over": (0, 1), "nearly": (-1, 0)}
"""How far the true number can be from the printed one, in units of its last digit, by the definitions."""


def cells(table):
    return [[str(cell) for cell in row] for row in table.rows]


def blocks(text):
    return [block.splitlines() for block in text.strip().split("\n\n")]


def rows_of(name):
    with (DATA / "published" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def last_day(published_):
    """Return the last day of a date that is known to the year, the month or the day."""
    year, month, day = [*map(int, published_.split("-")), 0, 0][:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def parsed(html):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (element,) = parser.parseFragment(str(html))
    return element


def text_of(element):
    return "".join(element.itertext())


@pytest.fixture
def own(tmp_path):
    """Return a function for all that is published, with more rows in figures.csv and sources.csv."""

    def build(figures=(), sources=("own,2026-02,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/own",)):
        shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
        for name, rows in {"figures.csv": figures, "sources.csv": sources}.items():
            path = tmp_path / "published" / name
            text = path.read_text(encoding="utf-8").rstrip("\n")
            path.write_text("\n".join([text, *rows, ""]), encoding="utf-8", newline="")
        return read_published(tmp_path)

    return build


# --- revisions


def test_a_revision_is_beside_the_figure_before_it():
    rows = cells(revisions_table(*report_in("nb", 2021, 2019, ALL_SOURCES)))
    assert [[*row[:3], row[4]] for row in rows] == blocks(REVISIONS)


@pytest.mark.parametrize("year", DIFFERENCES)
def test_the_difference_is_that_of_the_printed_numbers(year):
    """In digits as fine as the finer of the two, and in percent of the old."""
    differences = [row[3] for row in cells(revisions_table(*report_in("nb", year, 2019, ALL_SOURCES)))]
    parts = [re.fullmatch(r"(.+) mer \((.+) prosent\)", cell).groups() for cell in differences]
    assert [percent for _, percent in parts] == [percent for _, percent in DIFFERENCES[year]]
    for (text, _), (value, _) in zip(parts, DIFFERENCES[year], strict=True):
        assert (int(value), 100_000) in [(reading.value, reading.rounding) for reading in readings(text)], text


def test_only_corrected_figures_are_marked():
    """140.9 agrees with "over 140", so that row is not marked."""
    assert revisions_table(*report_in("en", 2021, 2019, ALL_SOURCES)).marked == {0, 2}


def test_nothing_was_revised_before_the_second_edition():
    assert cells(revisions_table(*report_in("nb", 2021, 2019, SPRING_2022))) == []


@pytest.mark.parametrize(
    ("print_", "value", "nb", "en"),
    [
        ("86 %", "86", "1 prosentpoeng mindre", "1 percentage point less"),
        ("85,5 %", "85.5", "1,5 prosentpoeng mindre", "1.5 percentage points less"),
    ],
)
def test_a_share_is_revised_by_percentage_points(print_, value, nb, en, own):
    """Against "over 87", which is true of all above 87."""
    data = own([f'patient_travel_electronic_share,,2021-12,"{print_}",{value},percent,none,own'])
    for language, expected in (("nb", nb), ("en", en)):
        rows = cells(revisions_table(*report_in(language, 2021, 2021, data=data)))
        assert [row[3] for row in rows if row[0].startswith(("Andel", "Share"))] == [expected]


@pytest.mark.parametrize(
    ("reasons", "nb", "en"),
    [
        ("", "Årsaken er ikke oppgitt.", "No reason is given."),
        (",Talt på nytt.,Recounted.", "Oppgitt årsak: Talt på nytt.", "Reason given: Recounted."),
    ],
)
def test_the_reason_for_a_revision_is_that_of_its_source_or_none(reasons, nb, en, own):
    """A figure that was only made more precise needs none."""
    data = own(['patient_travel_electronic_share,,2021-12,"86 %",86,percent,none,own'])
    figures = data.figures.astype({"revision_nb": "str", "revision_en": "str"})
    if reasons:
        figures.loc[figures.index[-1], ["revision_nb", "revision_en"]] = reasons.split(",")[1:]
    data = replace(data, rows=in_order(figures))
    for language, expected in (("nb", nb), ("en", en)):
        rows = cells(revisions_table(*report_in(language, 2021, 2021, data=data)))
        (kind,) = [row[4] for row in rows if row[0].startswith(("Andel", "Share"))]
        assert kind.endswith(f" {expected}")
        refined = [row[4] for row in rows if row[1].startswith("over 140")]
        assert len(refined) == 1
        assert expected not in refined[0]


def test_a_difference_from_zero_is_not_given_in_percent(own):
    rows = [
        "patient_travel_self_service_visits,,2020,0 millioner,0,visits,none,monitor-2022",
        "patient_travel_self_service_visits,,2020,2 millioner,2000000,visits,none,own",
    ]
    changed = cells(revisions_table(*report_in("nb", 2020, 2020, data=own(rows))))
    assert [row[3] for row in changed if "Pasientreiser" in row[0]] == ["2 millioner mer"]


# --- gaps


@pytest.mark.parametrize("block", blocks(MISSING), ids=lambda block: block[0])
def test_every_gap_is_named_with_its_reason(block):
    language, year, first_year, as_of = block[0].split()
    table = missing_table(*report_in(language, int(year), int(first_year), as_of))
    assert cells(table) == [line.split(" | ") for line in block[1:]]


# --- rounding


@pytest.mark.parametrize(
    "report", [(2021, 2019, SPRING_2022), (2023, 2019, ALL_SOURCES), (2018, 2016, ALL_SOURCES)], ids=str
)
def test_each_hedge_is_explained_with_a_figure_that_has_it(report):
    rows = dict(cells(rounding_table(*report_in("en", *report))))
    rules = {words("en").say(f"rounding.{hedge}").text: hedge for hedge in HEDGES}
    assert rows.keys() <= rules.keys()
    assert len(rows) >= 3
    for rule, example in rows.items():
        read, low, high = (readings(part)[0] for part in re.fullmatch("(.+): from (.+) to (.+)", example).groups())
        below, above = HEDGES[read.hedge]
        assert rules[rule] == read.hedge
        assert (low.value, high.value) == (read.value + below * read.rounding, read.value + above * read.rounding)


def test_no_example_is_of_a_later_year_than_the_report():
    """Of 2016 to 2018 nothing is printed as "nearly"."""
    rows = cells(rounding_table(*report_in("nb", 2018, 2016, ALL_SOURCES)))
    assert [example for rule, example in rows if rule.startswith("«Nærmere»")] == []


# --- sources


@pytest.mark.parametrize(
    "report",
    [(2021, 2019, SPRING_2022), (2023, 2019, ALL_SOURCES), (2018, 2016, ALL_SOURCES), (2015, 2014, ALL_SOURCES)],
    ids=str,
)
def test_every_figure_of_the_reports_metrics_up_to_the_year_is_listed_under_its_source(report):
    """Compared with the rows of the file; awareness and monthly means are in the data but not in the report."""
    year, _, as_of = report
    dates = {row["source"]: last_day(row["published"]) for row in rows_of("sources.csv")}
    expected = {
        f"figure-{number}": row["as_printed"]
        for number, row in enumerate(rows_of("figures.csv"), start=2)
        if int(row["period"][:4]) <= year and dates[row["source"]] <= date.fromisoformat(as_of)
        if row["metric"] in SUBJECTS
    }
    items = [
        item
        for item in parsed(sources_list(*report_in("nb", *report))).iter("li")
        if item.get("id", "").startswith("figure-")
    ]
    assert {item.get("id"): re.search("«(.*)»", text_of(item))[1] for item in items} == expected
    assert len(items) == len(expected)


CALLS = """
[metrics.calls]
kind = "count"
unit = "visits"
measured = "year"
definition = { nb = "Samtaler", en = "Calls" }
name = { nb = "Samtaler", en = "Calls" }
"""


@pytest.fixture
def with_calls(own, tmp_path):
    """Return a function for all that is published, calls (millions by year), and a claim that `metric` quadrupled."""

    def build(metric, calls):
        own()
        added = {
            "metrics.toml": CALLS,
            "published/figures.csv": "".join(
                f"calls,,{year},{number} millioner,{number}000000,visits,none,own\n" for year, number in calls.items()
            ),
            "published/claims.csv": f"wrong,growth,{metric},,,,2020,2021,300 prosent,300,percent,,none,own,,\n",
        }
        for name, text in added.items():
            (tmp_path / name).write_text((tmp_path / name).read_text("utf-8") + text, "utf-8")
        return read_published(tmp_path)

    return build


def test_a_figure_of_another_metric_that_explains_a_claim_is_listed_under_its_source(with_calls):
    """Visits did not grow by 300 percent, but calls did, from 10 to 40 million."""
    report = report_in("nb", 2021, 2019, data=with_calls("visits", {2020: 10, 2021: 40}))
    ids = {item.get("id") for item in parsed(sources_list(*report)).iter("li")}
    links = set(re.findall(r'href="#(figure-\d+)"', str(claims_cards(*report))))
    assert ids >= links >= {"figure-57", "figure-58"}


def test_figures_of_later_years_do_not_explain_a_claim(with_calls):
    """Calls doubled in 2021, which is not by 300 percent; in 2022 they did grow by that."""
    data = with_calls("calls", {2020: 10, 2021: 20, 2022: 80})
    slips = {year: report_in("nb", year, 2019, data=data)[0].slips for year in (2021, 2022)}
    assert "wrong" not in slips[2021]
    assert slips[2022]["wrong"].code == "period"


def test_a_source_has_its_date_and_its_address():
    items = {
        item.get("id"): item for item in parsed(sources_list(*report_in("nb", 2021, 2019, ALL_SOURCES))).findall("li")
    }
    page, survey = items["source-monitor-2022"], items["source-survey-2023"]
    assert text_of(page).startswith(
        "Helsenorge (e-helsemonitor) (utgaven som rapporterer 2021). Direktoratet for e-helse, mai 2022 (antatt dato)."
    )
    assert text_of(survey).startswith(
        "Innbyggerundersøkelsen om e-helse 2023 (kapittel 3.9). Helsedirektoratet, 9. februar 2024."
    )
    addresses = {row["source"]: row["address"] for row in rows_of("sources.csv")}
    assert {name: item.find("a").get("href") for name, item in items.items()} == {
        name: addresses[name.removeprefix("source-")] for name in items
    }


@pytest.mark.parametrize("language", ["nb", "en"])
def test_titles_and_quotes_in_another_language_are_marked_with_it(language):
    """The sources are in Norwegian bokmål, except one in nynorsk and one in English."""
    items = parsed(sources_list(*report_in(language, 2018, 2016, ALL_SOURCES))).findall("li")
    languages = {row["source"]: (row["language"], row["title"]) for row in rows_of("sources.csv")}
    for item in items:
        of_source, title = languages[item.get("id").removeprefix("source-")]
        foreign = [element for element in item.iter() if element.get("lang")]
        assert {element.get("lang") for element in foreign} == ({of_source} - {language})
        if of_source != language:
            assert text_of(foreign[0]) == title
            assert len(foreign) == 1 + len(item.findall("details/ul/li"))


def test_a_source_without_a_figure_is_listed_only_if_something_leads_to_it():
    """The statistics of February 2017 give a growth and no level; the survey of 2024 has nothing before 2024."""
    names = [item.get("id") for item in parsed(sources_list(*report_in("nb", 2018, 2016, ALL_SOURCES))).findall("li")]
    assert "source-usage-2017-02" in names
    assert "source-survey-2024" not in names
    assert "source-usage-2017-02" not in str(sources_list(*report_in("nb", 2021, 2019, ALL_SOURCES)))


def test_a_title_is_never_markup(own):
    source = 'own,2021,stated,1,nb,<script>alert(1)</script>,<b>,<i>,"A & B",https://example.org/?a=1&b=2'
    data = own(['visits,,2016-05,"1,1 millioner",1100000,visits,none,own'], [source])
    html = sources_list(*report_in("en", 2018, 2016, data=data))
    (item,) = [item for item in parsed(html).findall("li") if item.get("id") == "source-own"]
    assert text_of(item).startswith("<script>alert(1)</script> (<i>). A & B, 2021.")
    assert item.find("a").get("href") == "https://example.org/?a=1&b=2"
    assert "<script" not in html


# --- the foot


def test_the_foot_has_parameters_data_and_versions():
    rows = dict(cells(foot_table(*report_in("en", 2021, 2019, SPRING_2022))))
    assert [rows[f"Parameter {name}"] for name in ("year", "first_year", "as_of")] == ["2021", "2019", "2022-05-31"]
    dates = {row["source"]: last_day(row["published"]) for row in rows_of("sources.csv")}
    known = [name for name, day in dates.items() if day <= date(2022, 5, 31)]
    figures = rows_of("figures.csv")
    count = sum(row["source"] in known for row in figures)
    assert rows["Data"] == f"{count} figures from {len(known)} sources, of {len(figures)} figures in all"
    files = [
        DATA / "metrics.toml",
        *(DATA / "published" / name for name in ("figures.csv", "sources.csv", "claims.csv")),
    ]
    for path in files:
        assert rows[f"SHA-256 of {path.name}"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {f"pandas {version('pandas')}", f"helsetrend {version('helsetrend')}"} <= {*rows["Software"].split(", ")}
    assert not any(str(path) in cell for cell in rows.values() for path in (DATA, Path.home())), (
        "no path of this machine"
    )


def test_a_figure_of_a_table_has_its_place_and_all_tables_are_one_line_of_the_foot():
    berlin = report_in("en", 2025, 2023, data=read_published(TOP / "examples" / "berlin"))
    items = {item.get("id"): text_of(item) for item in parsed(sources_list(*berlin)).iter("li")}
    figures = [text for name, text in items.items() if name and name.startswith("figure-")]
    assert [text for text in figures if text.endswith("“14506” (domain_stats-2026-01-05.csv, C2)")]
    assert all(
        re.search(r" \((domain_stats-[-0-9]{10}|until-2019|both-tools-2019)\.csv, [BCD]\d+\)$", text)
        for text in figures
    )
    parts = [str(row[0]) for row in foot_table(*berlin).rows]
    assert [part for part in parts if "tables" in part] == ["SHA-256 of tables.toml", "SHA-256 of tables/* (75)"]
