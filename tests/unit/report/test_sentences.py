"""What the figures of a year say: each sentence worked out by hand from the printed numbers, in both languages."""

import shutil

import pytest
from contents import labelled, report_in
from madeup import bridged_of, known_of
from places import DATA

from helsetrend.analysis import compare
from helsetrend.events.counts_file import Counts
from helsetrend.published.folder import read_published
from helsetrend.report.content import content_of, known_on
from helsetrend.report.disagreements import revised
from helsetrend.report.labels import Labels
from helsetrend.report.presentation.wording import words
from helsetrend.report.sentences import finding, heading, level, newer, not_comparable, opening, remarks

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"

# Metric, year and state of knowledge, with the ratios of new to old behind it; the heading in both languages.
HEADINGS = """
visits 2020 spring  # 71.5/37.25 = 1.919, 72.5/37.15 = 1.952
Antall besøk ble nesten doblet i 2020
The number of visits nearly doubled in 2020

visits 2021 spring  # 140/72.5 = 1.931, 141/71.5 = 1.972
Antall besøk ble nesten doblet i 2021
The number of visits nearly doubled in 2021

visits 2021 all  # 140.85/72.95 = 1.931, 140.95/72.85 = 1.935
Antall besøk ble nesten doblet i 2021
The number of visits nearly doubled in 2021

visits 2022 all  # 115.85/140.95 = 0.8219, 115.95/140.85 = 0.8232: 17.7 to 17.8 less
Antall besøk falt med 18 prosent i 2022
The number of visits fell by 18 percent in 2022

visits 2023 all  # 109.45/115.95 = 0.9439, 111/115.85 = 0.9581
Antall besøk falt med 4,1–5,7 prosent i 2023
The number of visits fell by 4.1–5.7 percent in 2023

visits 2024 all  # 130.5/111 = 1.1757, 131.5/109.45 = 1.2015
Antall besøk økte med 17–21 prosent i 2024, ifølge annenhåndskilder
The number of visits rose by 17–21 percent in 2024, according to second-hand sources

visits 2018 all  # 25.55/18.75 = 1.3627, 25.65/18.65 = 1.3753
Antall besøk økte med 36–38 prosent i 2018, ifølge annenhåndskilder
The number of visits rose by 36–38 percent in 2018, according to second-hand sources

visits 2016 all  # 2015 is not published
Antall besøk var over 12,7 millioner i 2016
The number of visits was over 12.7 million in 2016

visits 2015 all
Antall besøk i 2015 er ikke publisert
The number of visits in 2015 is not published

logins 2018 all  # 11.85/7.5 = 1.58, 11.95/6.5 = 1.8385
Antall innlogginger økte med 58–84 prosent i 2018, ifølge annenhåndskilder
The number of logins rose by 58–84 percent in 2018, according to second-hand sources

logins 2021 spring  # 77.4/43 = 1.8, 79.5/42 = 1.893, since a caption gives 79
Antall innlogginger økte med 80–90 prosent i 2021
The number of logins rose by 80–90 percent in 2021

logins 2021 all  # 90.8/43 = 2.112, 91/42 = 2.167
Antall innlogginger ble mer enn doblet i 2021
The number of logins more than doubled in 2021

logins 2023 all
Antall innlogginger i 2023 er ikke publisert
The number of logins in 2023 is not published

service_visits 2021 spring  # 39.5/15.95 = 2.476, 40.5/15.85 = 2.555
Antall besøk i meldingstjenesten ble mer enn doblet i 2021
The number of visits to the message service more than doubled in 2021

service_visits 2020 spring
Antall besøk i meldingstjenesten var 15,9 millioner i 2020
The number of visits to the message service was 15.9 million in 2020

service_visits 2023 all
Tall for tjenestene i 2023 er ikke publisert
Figures for the services in 2023 are not published

patient_travel_electronic_share 2021 spring  # 87 - 84 = 3, 88 - 83 = 5
Andelen elektroniske søknader økte med 3–5 prosentpoeng fra desember 2020 til desember 2021
The share of electronic claims rose by 3–5 percentage points from December 2020 to December 2021

patient_travel_electronic_share 2023 all
Andelen elektroniske søknader i desember 2023 er ikke publisert
The share of electronic claims in December 2023 is not published

patient_travel_self_service_visits 2021 spring
Antall besøk i Pasientreisers selvbetjeningsløsning var over 2,5 millioner i 2021
The number of visits to the self-service of patient travel was over 2.5 million in 2021
"""

# The sentences on a series: the report, then what is said in Norwegian and in English.
LEVELS = {
    ("visits", "", 2021, 2019, SPRING_2022): (
        "Antall besøk var over 140 millioner i 2021, mot 72 millioner i 2020. Økningen var på mellom 93 og 98 \
prosent; tallene er avrundet. I 2019 var tallet 37,2 millioner. Siden da er det mer enn tredoblet.",
        "The number of visits was over 140 million in 2021, against 72 million in 2020. The increase was between 93 \
and 98 percent; the figures are rounded. In 2019 the figure was 37.2 million. Since then it has more than tripled.",
    ),  # 140/37.25 = 3.758, 141/37.15 = 3.795
    ("visits", "", 2023, 2019, ALL_SOURCES): (
        "Antall besøk var over 110 millioner i 2023, mot 115,9 millioner i 2022. Nedgangen var på mellom 4,1 og 5,7 \
prosent; tallene er avrundet. Kildene er uenige om 2023: Andre oppgir 109,5 millioner (Helsedirektoratet, 9. februar \
2024). Vi tar høyde for alle tallene. I 2019 var tallet 37,2 millioner. Siden da er det nesten tredoblet.",
        "The number of visits was over 110 million in 2023, against 115.9 million in 2022. The decrease was between \
4.1 and 5.7 percent; the figures are rounded. The sources disagree on 2023: others give 109.5 million \
(Helsedirektoratet, 9 February 2024). We allow for all of these figures. In 2019 the figure was 37.2 million. \
Since then it has nearly tripled.",
    ),  # 109.45/37.25 = 2.938, 111/37.15 = 2.988
    ("visits", "", 2018, 2016, ALL_SOURCES): (
        "Antall besøk var 25,6 millioner i 2018, mot 18,7 millioner (annenhåndskilde) i 2017. Økningen var på mellom \
36 og 38 prosent; tallene er avrundet. I 2016 var tallet over 12,7 millioner. Siden da er det doblet.",
        "The number of visits was 25.6 million in 2018, against 18.7 million (second-hand) in 2017. The increase was \
between 36 and 38 percent; the figures are rounded. In 2016 the figure was over 12.7 million. Since then it has \
doubled.",
    ),  # 25.55/12.8 = 1.996, 25.65/12.7 = 2.020
    ("logins", "", 2021, 2020, SPRING_2022): (
        "Antall innlogginger var rundt 77,5 millioner i 2021, mot nærmere 43 millioner i 2020. Økningen var på \
mellom 80 og 90 prosent; tallene er avrundet. Kildene er uenige om 2021: Andre oppgir 79 millioner (Direktoratet for \
e-helse, mai 2022, E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse, bildetekst). Vi tar høyde \
for alle tallene.",
        "The number of logins was about 77.5 million in 2021, against nearly 43 million in 2020. The increase was \
between 80 and 90 percent; the figures are rounded. The sources disagree on 2021: others give 79 million \
(Direktoratet for e-helse, May 2022, E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse, picture \
caption). We allow for all of these figures.",
    ),
    ("logins", "", 2021, 2018, ALL_SOURCES): (
        "Antall innlogginger var rundt 90,9 millioner i 2021, mot nærmere 43 millioner i 2020. Økningen var på \
mellom 111 og 117 prosent; tallene er avrundet. I 2018 var tallet 11,9 millioner (annenhåndskilde). Siden da har det \
økt med mellom 659 og 668 prosent.",
        "The number of logins was about 90.9 million in 2021, against nearly 43 million in 2020. The increase was \
between 111 and 117 percent; the figures are rounded. In 2018 the figure was 11.9 million (second-hand). Since \
then it has risen by between 659 and 668 percent.",
    ),  # 90.8/11.95 = 7.5983, 91/11.85 = 7.6793
    ("logins", "", 2023, 2019, ALL_SOURCES): (
        "Antall innlogginger i 2023 er ikke publisert. Det siste publiserte tallet er rundt 90,9 millioner, for 2021.",
        "The number of logins in 2023 is not published. The latest published figure is about 90.9 million, for 2021.",
    ),
    ("service_visits", "messages", 2021, 2019, SPRING_2022): (
        "Antall besøk i meldingstjenesten var 40 millioner i 2021, mot 15,9 millioner i 2020. Økningen var på mellom \
147 og 156 prosent; tallene er avrundet.",
        "The number of visits to the message service was 40 million in 2021, against 15.9 million in 2020. The \
increase was between 147 and 156 percent; the figures are rounded.",
    ),  # and nothing since 2019, which is not reported
    ("service_visits", "messages", 2020, 2019, SPRING_2022): (
        "Antall besøk i meldingstjenesten var 15,9 millioner i 2020. Endringen fra 2019 er ikke oppgitt: 2019 er \
ikke rapportert; rapporteringen begynte i 2020.",
        "The number of visits to the message service was 15.9 million in 2020. The change from 2019 is not given: \
2019 is not reported; the reporting began in 2020.",
    ),
    ("service_visits", "covid_certificate", 2021, 2019, SPRING_2022): (
        "Antall besøk i tjenesten koronasertifikat i 2021 er ikke publisert.",
        "The number of visits to the COVID certificate in 2021 is not published.",
    ),
    ("service_visits", "covid_certificate", 2020, 2019, SPRING_2022): ("", ""),  # it did not exist
    ("patient_travel_electronic_share", "", 2021, 2019, SPRING_2022): (
        "Andelen elektroniske søknader var over 87 prosent i desember 2021, mot nærmere 84 prosent i desember 2020. \
Økningen var på mellom 3 og 5 prosentpoeng; tallene er avrundet.",
        "The share of electronic claims was over 87 percent in December 2021, against nearly 84 percent in December \
2020. The increase was between 3 and 5 percentage points; the figures are rounded.",
    ),
    ("patient_travel_electronic_share", "", 2020, 2019, SPRING_2022): (
        "Andelen elektroniske søknader var nærmere 84 prosent i desember 2020. Endringen fra desember 2019 er ikke \
oppgitt: Tallet for desember 2019 er bare vist som en figur, uten tall.",
        "The share of electronic claims was nearly 84 percent in December 2020. The change from December 2019 is not \
given: the figure for December 2019 is shown only as a chart, without numbers.",
    ),
}

OPENINGS = {
    (2021, SPRING_2022): (
        "Antall besøk ble nesten doblet i 2021, til over 140 millioner.",
        "The number of visits nearly doubled in 2021, to over 140 million.",
    ),
    (2023, ALL_SOURCES): (
        "Antall besøk falt med mellom 4,1 og 5,7 prosent i 2023, til over 110 millioner.",
        "The number of visits fell by between 4.1 and 5.7 percent in 2023, to over 110 million.",
    ),
    (2018, ALL_SOURCES): (
        "Antall besøk økte med mellom 36 og 38 prosent i 2018, til 25,6 millioner.",
        "The number of visits rose by between 36 and 38 percent in 2018, to 25.6 million.",
    ),
    (2016, ALL_SOURCES): (
        "Antall besøk var over 12,7 millioner i 2016.",
        "The number of visits was over 12.7 million in 2016.",
    ),
    (2015, ALL_SOURCES): ("Antall besøk i 2015 er ikke publisert.", "The number of visits in 2015 is not published."),
}

REVISED = {
    ("visits", 2021, 2019): (
        "Antall besøk i 2021 ble først oppgitt til over 140 millioner (mai 2022). Senere er det presisert til 140,9 \
millioner. Antall besøk i 2020 ble først oppgitt til 72 millioner (mai 2022), men er siden rettet til 72,9 \
millioner. Tallene fra 31. mai 2022 ga en økning på mellom 93 og 98 prosent i antall besøk fra 2020 til 2021. De \
nyeste tallene gir en økning på 93 prosent.",
        "The number of visits in 2021 was first given as over 140 million (May 2022). It has since been made more \
precise: 140.9 million. The number of visits in 2020 was first given as 72 million (May 2022), but has since been \
revised to 72.9 million. The figures as of 31 May 2022 gave an increase of between 93 and 98 percent in the number of \
visits from 2020 to 2021. The latest figures give an increase of 93 percent.",
    ),
    ("logins", 2021, 2019): (
        "Antall innlogginger i 2021 ble først oppgitt til rundt 77,5 millioner (mai 2022), men er siden rettet til \
rundt 90,9 millioner. Tallene fra 31. mai 2022 ga en økning på mellom 80 og 90 prosent i antall innlogginger fra \
2020 til 2021. De nyeste tallene gir en økning på mellom 111 og 117 prosent.",
        "The number of logins in 2021 was first given as about 77.5 million (May 2022), but has since been revised \
to about 90.9 million. The figures as of 31 May 2022 gave an increase of between 80 and 90 percent in the number of \
logins from 2020 to 2021. The latest figures give an increase of between 111 and 117 percent.",
    ),
    ("visits", 2023, 2019): ("", ""),  # 109.5 and over 110 are a conflict
    ("visits", 2018, 2016): ("", ""),
}

REMARKS = {
    ("visits", 2021): (
        "Direktoratet for e-helse skrev i mai 2022 at bruken av Helsenorge hadde økt svært kraftig under \
koronapandemien.",
        "Direktoratet for e-helse wrote in May 2022 that the use of Helsenorge had grown very strongly during the \
coronavirus pandemic.",
    ),
    ("visits", 2020): ("", ""),
}

OWN_SOURCE = "own,2026-02,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/own"


def said(sentences):
    return " ".join(sentence.text for sentence in sentences)


def blocks(table):
    return [block.splitlines() for block in table.strip().split("\n\n")]


@pytest.fixture
def own(tmp_path):
    """Return a function for all that is published and more figures: metric, service, period, print, value, hedge."""

    def build(*figures):
        shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
        units = {"logins": "logins", "patient_travel_electronic_share": "percent"}
        rows = [
            f'{",".join(row[:3])},"{row[3]}",{row[4]},{units.get(row[0], "visits")},{row[5]},own' for row in figures
        ]
        for name, lines in {"figures.csv": rows, "sources.csv": [OWN_SOURCE]}.items():
            path = tmp_path / "published" / name
            text = path.read_text(encoding="utf-8").rstrip("\n")
            path.write_text("\n".join([text, *lines, ""]), encoding="utf-8", newline="")
        return read_published(tmp_path)

    return build


# --- headings


@pytest.mark.parametrize("block", blocks(HEADINGS), ids=lambda block: block[0].partition("  #")[0])
def test_the_heading_is_the_finding(block):
    case, *expected = block
    metric, year, known = case.partition("#")[0].split()
    as_of = {"spring": SPRING_2022, "all": ALL_SOURCES}[known]
    sentences = [
        finding(*report_in(language, int(year), int(year) - 2, as_of), metric).text for language in ("nb", "en")
    ]
    assert sentences == expected


@pytest.mark.parametrize(("status", "end"), [("", "i 2021"), ("provisional", "i 2021 (foreløpige tall)")])
def test_a_heading_on_a_provisional_figure_says_so(status, end):
    known = known_of({"visits": {}}, "visits  2020  400\nvisits  2021  440")
    known.published.rows["status"] = ["", status]
    assert str(heading(*labelled("nb", known, 2021, 2020), "visits")).endswith(end)


@pytest.mark.parametrize(
    ("print_", "value", "nb", "en"),
    [
        # against 131, which is 130.5 to 131.5
        (
            "131 millioner",
            131,
            "Antall besøk er oppgitt til det samme i 2025 som året før, ifølge annenhåndskilder",
            "reported as the same in 2025",
        ),
        (
            "132 millioner",
            132,
            "Antall besøk kan ha økt eller falt i 2025, ifølge annenhåndskilder",
            "may have risen or fallen in 2025",
        ),
        (
            "133 millioner",
            133,
            "Antall besøk økte med 0,7–2,3 prosent i 2025, ifølge annenhåndskilder",
            "rose by 0.7–2.3 percent in 2025",
        ),
    ],  # 132.5/131.5 = 1.0076, 133.5/130.5 = 1.0230
)
def test_a_heading_is_as_sure_as_the_figures(print_, value, nb, en, own):
    data = own(("visits", "", "2025", print_, value * 10**6, "none"))
    assert finding(*report_in("nb", 2025, 2024, data=data), "visits").text == nb
    assert en in finding(*report_in("en", 2025, 2024, data=data), "visits").text


def test_a_change_that_may_be_zero_has_its_bounds(own):
    """131.5/131.5 = 1 and 132.5/130.5 = 1.0153."""
    data = own(("visits", "", "2025", "132 millioner", 132_000_000, "none"))
    assert "Endringen er mellom 0,0 og 1,6 prosent" in said(level(*report_in("nb", 2025, 2024, data=data), "visits"))


def test_the_service_with_the_most_visits_is_named(own):
    data = own(("service_visits", "covid_certificate", "2021", "20 millioner", 20_000_000, "none"))
    assert finding(*report_in("nb", 2021, 2019, data=data), "service_visits").text == (
        "Meldinger hadde flest besøk i 2021 blant dem med publiserte tall"
    )


def test_no_service_is_named_first_if_the_rounding_leaves_it_open(own):
    """The messages have 39.5 to 40.5 million, the certificate 40.15 to 40.25."""
    data = own(("service_visits", "covid_certificate", "2021", "40,2 millioner", 40_200_000, "none"))
    assert "flest besøk" not in finding(*report_in("nb", 2021, 2019, data=data), "service_visits").text
    assert "the most visits" not in finding(*report_in("en", 2021, 2019, data=data), "service_visits").text


# --- sentences


@pytest.mark.parametrize(("report", "expected"), LEVELS.items(), ids=lambda part: " ".join(map(str, part[:4])))
def test_the_sentences_have_level_change_and_reason(report, expected):
    metric, service, *rest = report
    assert tuple(said(level(*report_in(language, *rest), metric, service)) for language in ("nb", "en")) == expected


@pytest.mark.parametrize(("report", "expected"), OPENINGS.items(), ids=lambda part: str(part[0]))
def test_the_opening_says_what_happened(report, expected):
    year, as_of = report
    assert (
        tuple(opening(*report_in(language, year, year - 1, as_of), "visits").text for language in ("nb", "en"))
        == expected
    )


def test_the_opening_on_a_metric_with_services_names_the_largest():
    figures = "calls:a  2020  100\ncalls:a  2021  150\ncalls:b  2020  90\ncalls:b  2021  80"
    known = known_of({"calls": {"services": ["a", "b"], "lists_all_services": True}}, figures)
    assert str(opening(*labelled("en", known, 2021, 2020), "calls")) == "A had the most visits in 2021."


@pytest.mark.parametrize(("report", "expected"), REVISED.items(), ids=lambda part: " ".join(map(str, part[:2])))
def test_a_revision_is_described_with_its_effect_on_the_change(report, expected):
    metric, *years = report
    sentences = [said(revised(*report_in(language, *years, ALL_SOURCES), metric, "")) for language in ("nb", "en")]
    assert tuple(sentences) == expected


def test_a_revision_that_was_not_yet_published_is_not_mentioned():
    assert said(revised(*report_in("nb", 2021, 2019, SPRING_2022), "logins", "")) == ""


def test_the_earlier_change_is_that_before_the_last_revision(own):
    """Logins of 2020 from "nearly 43" to 45.0 in 2026, those of 2021 from 77.5 to 90.9 in January 2023.

    Until 2026 it was 90.8/43 = 2.112 to 91/42 = 2.167; since then 90.8/45.05 = 2.0155 to 91/44.95 = 2.0245.
    """
    data = own(("logins", "", "2020", "45,0 millioner", 45_000_000, "none"))
    text = said(revised(*report_in("nb", 2021, 2020, data=data), "logins", ""))
    assert text.endswith(
        "Tallene fra 31. januar 2023 ga en økning på mellom 111 og 117 prosent i antall innlogginger fra 2020 til \
2021. De nyeste tallene gir en økning på 102 \
prosent."
    )


def test_a_revision_without_an_effect_on_the_change_is_described_alone(own):
    """On 140.85 to 140.95: 115.85 to 115.95 is 17.7 to 17.8 less, 116.05 to 116.15 is 17.5 to 17.7: 18 percent."""
    data = own(("visits", "", "2022", "116,1 millioner", 116_100_000, "none"))
    text = said(revised(*report_in("nb", 2022, 2021, data=data), "visits", ""))
    assert "115,9 millioner" in text
    assert "116,1 millioner" in text
    assert "Slik tallene var kjent" not in text


def test_only_the_first_figure_was_given_first(own):
    """77.5 became 90.9, and here 95.1 after that."""
    data = own(("logins", "", "2021", "95,1 millioner", 95_100_000, "none"))
    text = said(revised(*report_in("nb", 2021, 2019, data=data), "logins", ""))
    assert "95,1 millioner" in text
    assert text.count("først oppgitt til") == 1
    assert "først oppgitt til rundt 77,5 millioner (mai 2022)" in text


def test_a_launch_is_dated_only_as_precisely_as_it_is_known(own):
    """The certificate came in June 2021; no day is known."""
    data = own(
        ("service_visits", "covid_certificate", "2021", "20 millioner", 20_000_000, "none"),
        ("service_visits", "covid_certificate", "2022", "12 millioner", 12_000_000, "none"),
    )
    for year in (2021, 2022):
        text = said(level(*report_in("nb", year, 2021, data=data), "service_visits", "covid_certificate"))
        assert "er ikke oppgitt" in text
        assert "juni 2021" in text
        assert "1. juni 2021" not in text


@pytest.mark.parametrize(("report", "expected"), REMARKS.items(), ids=str)
def test_a_remark_without_a_figure_is_attributed_to_its_source(report, expected):
    metric, year = report
    sentences = [said(remarks(*report_in(language, year, 2019, SPRING_2022), metric)) for language in ("nb", "en")]
    assert tuple(sentences) == expected


def test_each_published_number_in_a_sentence_leads_to_its_source():
    """Rows 2 and 3 of figures.csv are the visits of 2021 and 2020 on the page, row 4 those of 2019."""
    sentences = [sentence.html for sentence in level(*report_in("nb", 2021, 2019, SPRING_2022), "visits")]
    assert '<a class="figure" href="#figure-2">over 140 millioner</a>' in sentences[0]
    assert '<a class="figure" href="#figure-3">72 millioner</a>' in sentences[0]
    assert "<a" not in sentences[1]
    assert '<a class="figure" href="#figure-4">37,2 millioner</a>' in sentences[2]


@pytest.mark.parametrize(
    ("metric", "year", "nb", "en"),
    [
        # digital self-service began on 1 October 2016; the logins were first reported for 2012
        (
            "patient_travel_electronic_share",
            2014,
            "Andelen elektroniske søknader ble ikke målt i desember 2014",
            "The share of electronic claims was not measured in December 2014",
        ),
        ("logins", 2011, "Antall innlogginger ble ikke målt i 2011", "The number of logins was not measured in 2011"),
        (
            "logins",
            2019,
            "Antall innlogginger i 2019 er bare publisert som en figur, uten tall",
            "The number of logins in 2019 is published only as a chart, without numbers",
        ),
    ],
)
def test_a_year_before_measurement_is_not_called_unpublished(metric, year, nb, en):
    assert [heading(*report_in(language, year, year), metric).text for language in ("nb", "en")] == [nb, en]


def test_the_heading_on_a_level_in_a_month_names_both_months(own):
    """From nearly 84 percent (83 to 84) in 2020 to 41 in 2021: 42 to 43.5 points less."""
    row = ("patient_travel_electronic_share", "", "2021-12", "41 %", 41, "none")
    data = own(row)
    heads = [heading(*report_in(language, 2021, 2020, data=data), row[0]).text for language in ("nb", "en")]
    assert heads[0].endswith("fra desember 2020 til desember 2021")
    assert heads[1].endswith("from December 2020 to December 2021")


# --- a year of which only some months are published, on made-up figures

HALF = """
visits  2020-Q1  100
visits  2020-Q2  100
visits  2020-Q3  100
visits  2020-Q4  100
visits  2021-Q1  110
visits  2021-Q2  130
"""
WHOLE = f"{HALF}visits  2021-Q3  100\nvisits  2021-Q4  100"


def of_made_up(figures, language, year=2021):
    return labelled(language, known_of({"visits": {}}, figures), year, year - 1)


def plain(phrase):
    return str(phrase).replace("\u2009", " ")


def test_a_published_half_year_is_compared_with_the_same_half_of_the_year_before():
    """110 + 130 = 240 on 200 is 20 percent more; the half year of 2020 has 182 days, with 29 February."""
    nb, en = (of_made_up(HALF, language) for language in ("nb", "en"))
    assert plain(heading(*nb, "visits")) == "Visits økte med 20 prosent fra 1. halvår 2020 til 1. halvår 2021"
    assert plain(opening(*en, "visits")) == (
        "Visits rose by 20 percent from the first half of 2020 to the first half of 2021, to 240."
    )
    assert list(map(plain, level(*en, "visits"))) == [
        "Visits was 240 in the first half of 2021, against 200 in the first half of 2020.",
        "That is an increase of 20 percent.",
        "Note that the first half of 2020 has 182 days and the first half of 2021 has 181.",
        "Visits in 2021 is published only for the first half of 2021.",
        "The latest published figure is 400, for 2020.",
    ]


def test_a_year_of_four_quarters_is_compared_as_a_year():
    """440 on 400."""
    assert str(heading(*of_made_up(WHOLE, "en"), "visits")) == "Visits rose by 10 percent in 2021"
    assert said(level(*of_made_up(WHOLE, "nb"), "visits")) == (
        "Visits var 440 i 2021, mot 400 i 2020. Det er en økning på 10 prosent."
    )


def test_a_sum_has_no_link_of_its_own():
    """Only its parts were printed."""
    assert not any("<a" in sentence.html for sentence in level(*of_made_up(HALF, "en"), "visits"))


def test_months_of_this_year_alone_give_no_change():
    report = of_made_up("visits  2020  400\nvisits  2021-Q1  110", "en")
    assert str(heading(*report, "visits")) == "Visits in 2021 is not published"
    assert said(level(*report, "visits")) == (
        "Visits in 2021 is published only for 1st quarter 2021. The latest published figure is 400, for 2020."
    )


def test_a_month_with_a_leap_day_has_its_number_of_days():
    report = of_made_up("visits  2023-02  100\nvisits  2024-02  110", "nb", 2024)
    assert "Merk at februar 2023 har 28 dager og februar 2024 har 29." in said(level(*report, "visits"))


BY_MONTHS = {
    "nb": "egnet om med november–desember 2019, som er talt på begge måter",
    "en": "onverted using November – December 2019, which were counted both ways",
}

# 2018 is 1000 by the old tool and 800 to 900 by the new one: 960 is 6.7 to 20 percent more, 850 both more and less.
OVER_A_BRIDGE = {
    ("960", "nb"): "R{}, er økningen på mellom 6 og 20 prosent.",
    ("960", "en"): "C{}, the increase is between 6 and 20 percent.",
    ("720", "nb"): "R{}, er nedgangen på mellom 10 og 20 prosent.",
    ("720", "en"): "C{}, the decrease is between 10 and 20 percent.",
    ("850", "nb"): (
        "R{}, ligger endringen på mellom −5,6 og 6,3 prosent, så det kan ikke slås fast om tallet økte eller falt."
    ),
    ("850", "en"): "C{}, the change is between −5.6 and 6.3 percent, so we cannot say whether the figure rose or \
fell.",
}


@pytest.mark.parametrize(("after", "language"), OVER_A_BRIDGE)
def test_a_refusal_is_followed_by_the_change_over_a_bridge_with_the_bridge_named(after, language):
    known = bridged_of(visits_2020=after)
    labels = labelled(language, known, 2020, 2018)[1]
    text = not_comparable(labels, compare(known, "visits", 2018, 2020)).text.replace("\u2009", " ")
    assert text.endswith(f". {OVER_A_BRIDGE[after, language].format(BY_MONTHS[language])}")
    assert text.startswith({"nb": "Endringen fra 2018 er ikke", "en": "The change from 2018 is not"}[language])


@pytest.mark.parametrize(
    ("language", "after", "expected"),
    [
        ("nb", "1200", "Siden 2018 er økningen på mellom 33 og 50 prosent, r{}."),
        ("en", "720", "Since 2018 the decrease is between 10 and 20 percent, c{}."),
        (
            "nb",
            "850",
            "Om tallet har økt eller falt siden 2018, kan ikke slås fast: R{}, ligger endringen på mellom −5,6 og \
6,3 prosent.",
        ),
    ],
)
def test_the_change_since_the_first_year_is_bridged_too(language, after, expected):
    content, labels = labelled(language, bridged_of(visits_2021=after), 2021, 2018)
    sentence = [each.text.replace("\u2009", " ") for each in level(content, labels, "visits")][-1]
    assert sentence == expected.format(BY_MONTHS[language])


# --- of any folder


# 4 059 091/3 647 080 = 1.11297, 2 080 377/1 905 440 = 1.0918; 158.35/142.55 = 1.1108, 158.25/142.65 = 1.1094; the
# services are all listed, so that nothing is left open.
RUTEPARK = {
    ("parkings", "nb"): (
        "Antall parkeringer økte med 11 prosent i 2024",
        "Antall parkeringer var 4 059 091 i 2024, mot 3 647 080 i 2023. Det er en økning på 11 prosent. ",
    ),
    ("parkings_by_zone", "nb"): (
        "Sentrum hadde flest parkeringer i 2024",
        "Antall parkeringer i sentrum var 2 080 377 i 2024, mot 1 905 440 i 2023. Det er en økning på 9,2 prosent.",
    ),
    ("revenue", "nb"): (
        "Inntektene økte med 11 prosent i 2024",
        "Inntektene var 158,3 millioner kroner i 2024, mot 142,6 millioner kroner i 2023. Det er en økning på 11 \
prosent.",
    ),
    ("revenue", "en"): (
        "The revenue rose by 11 percent in 2024",
        "The revenue was 158.3 million kroner in 2024, against 142.6 million kroner in 2023. That is an increase of \
11 percent.",
    ),
}


@pytest.mark.parametrize(("metric", "language"), RUTEPARK, ids="-".join)
def test_sentences_say_the_unit_where_the_subject_does_not_and_rounding_where_there_is_some(metric, language):
    published = read_published(DATA / "folders" / "rutepark")
    content = content_of(known_on(published, Counts(), as_of="newest"), Counts(), year=2024, first_year=2021)
    labels = Labels(published, words(language))
    heading_, begin = RUTEPARK[metric, language]
    service = next(iter(published.catalogue.metrics[metric].services), "")
    text = " ".join(sentence.text for sentence in level(content, labels, metric, service))
    assert finding(content, labels, metric).text == heading_
    assert text.replace("\u00a0", " ").startswith(begin)


@pytest.mark.parametrize(("kind", "when"), [("stock", "on 31 December 2021"), ("count", "in 2021")])
def test_the_heading_of_services_has_the_day_of_a_stock(kind, when):
    metric = {"kind": kind, "measured": "12-31" if kind == "stock" else "year", "services": ["a", "b"]}
    known = known_of({"by": {**metric, "lists_all_services": True}}, "by:a  2021  500\nby:b  2021  400\n")
    found = finding(*labelled("en", known, 2021, 2020), "by").text
    assert found == f"A had the most visits {when}"


QUARTERS = """
visits  2020  400
visits  2021  500
visits  2021-Q2  100
visits  2022-Q1  90
visits  2022-Q2  120
"""


def test_the_newest_part_of_a_later_year_is_compared_with_the_same_part_of_the_year_before():
    """From 100 to 120 is 20 percent more."""
    known = known_of({"visits": {}}, QUARTERS)
    said = " ".join(sentence.text for sentence in newer(*labelled("en", known, 2021, 2020), "visits"))
    assert said == (
        "There are newer figures, up to and including 2nd quarter 2022."
        " Visits was 120 in 2nd quarter 2022, against 100 in 2nd quarter 2021. That is an increase of 20 percent."
    )


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("visits  2022  600", 0),  # a report of its own can be on 2022
        ("visits  2022-Q3  80", 1),  # of 2021 there is no third quarter
    ],
)
def test_of_a_later_year_that_is_whole_nothing_is_said_and_of_a_part_without_another_only_that_it_is_there(more, count):
    known = known_of({"visits": {}}, f"{QUARTERS}{more}")
    assert len([*newer(*labelled("en", known, 2021, 2020), "visits")]) == count
