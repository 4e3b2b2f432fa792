"""Names and citations of what is published, in both languages; what is in the other language is marked."""

import pytest
from contents import content_in, labelled, published
from madeup import known_of
from places import TOP

from helsetrend.published import read_published
from helsetrend.report.labels import Labels, labels_in_each_language
from helsetrend.report.presentation import words
from helsetrend.values import Period

NB, EN = (Labels(published(), words(language)) for language in ("nb", "en"))


@pytest.fixture(scope="module")
def vintage():
    return content_in(year=2021, first_year=2019).vintage


def plain(text):
    return str(text).replace("\u00a0", " ")


def test_a_metric_and_a_service_have_names_in_each_language():
    assert (NB.name("visits"), EN.name("visits")) == ("Besøk på Helsenorge", "Visits to Helsenorge")
    assert EN.inner_name("visits") == "visits to Helsenorge"
    assert EN.name("service_visits", "messages") == "Messages between residents and the health service"
    assert NB.short("service_visits", "covid_certificate") == "Koronasertifikat"
    assert EN.subject("service_visits", "messages") == "The number of visits to the message service"


def test_a_figure_is_named_with_its_period(vintage):
    """Row 12 is the share of December 2020."""
    assert EN.dated_name(vintage.figure(12)) == "Share of electronic claims for patient travel, December 2020"
    assert NB.dated_name(vintage.observe("visits", 2021)) == "Besøk på Helsenorge, 2021"


def test_a_source_is_cited_by_publisher_and_date_and_leads_to_its_entry(vintage):
    """Row 15 is on the page of January 2023."""
    source = EN.source("monitor-2023")
    assert source.text == "Direktoratet for e-helse, January 2023"
    assert 'href="#source-monitor-2023"' in source.html
    assert plain(NB.sourced(vintage.figure(15))) == "rundt 90,9 millioner (Direktoratet for e-helse, januar 2023)"
    assert NB.publication(vintage.figure(2)) == "mai 2022"


def test_sources_of_one_publisher_and_time_are_told_apart_by_title_and_place():
    """The directorate published the page, and the trends, as text and as the caption of a picture, in May 2022."""
    trends = "Direktoratet for e-helse, mai 2022, E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse"
    assert [NB.source(name).text for name in ("monitor-2022", "trends-2022-text", "trends-2022-caption")] == [
        "Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor)",
        trends,
        f"{trends}, bildetekst",
    ]


def test_the_full_citation_of_a_source_has_its_title_and_place():
    assert EN.source_in_full("survey-2023").text == (
        "Innbyggerundersøkelsen om e-helse 2023, chapter 3.9, 9 February 2024"
    )
    assert EN.source_in_full("usage-2017-02").text == "Bruksstatistikk februar 2017, March 2017"


@pytest.mark.parametrize(
    ("labels", "source", "html"),
    [
        (NB, "monitor-2022", "«en dobling»"),
        (EN, "monitor-2022", '“<span lang="nb">en dobling</span>”'),
        (NB, "trends-2019-npk", '«<span lang="nn">en dobling</span>»'),
        (NB, "trends-2019-isb", '«<span lang="en">en dobling</span>»'),
        (EN, "trends-2019-isb", "“en dobling”"),
    ],
)
def test_a_quote_is_marked_if_its_language_is_not_that_of_the_report(labels, source, html):
    """WCAG 3.1.2: a screen reader reads it with the sounds of its own language."""
    assert labels.quote("en dobling", source).html == html


@pytest.mark.parametrize(
    ("name", "nb", "en"),
    [
        ("visits-2021-growth", "«85 prosent»", "“85 prosent”"),
        ("visits-2021-doubling", "«en dobling» (rundt 100 prosent)", "“en dobling” (about 100 percent)"),
        ("messages-2021-rank", "«mest besøkt» (nummer 1)", "“mest besøkt” (number 1)"),
    ],
)
def test_a_claim_in_words_is_followed_by_its_number(name, nb, en):
    claims = content_in(year=2021, first_year=2019).claims
    (claim,) = [checked.claim for checked in claims if checked.claim.name == name]
    assert (plain(NB.claim(claim)), plain(EN.claim(claim))) == (nb, en)


@pytest.mark.parametrize(
    ("metric", "service", "year", "status"),
    [
        ("visits", "", 2019, ""),
        ("visits", "", 2020, "revised, was 72 million (May 2022)"),
        ("logins", "", 2019, "not published as a number"),
        ("service_visits", "messages", 2019, "not reported"),
        ("service_visits", "covid_certificate", 2020, "did not exist"),
    ],
)
def test_the_status_of_an_observation_is_a_few_words(metric, service, year, status, vintage):
    assert plain(EN.status(vintage.observe(metric, year, service))) == status


def test_columns_have_the_headers_of_the_language():
    assert [column.header for column in NB.columns("period", "source")] == ["Periode", "Kilde"]
    assert not any(column.is_number for column in EN.columns("period", "source"))


def test_there_are_labels_in_each_language():
    labels = labels_in_each_language(content_in())
    assert {language: item.words.language for language, item in labels.items()} == {"nb": "nb", "en": "en"}


def test_several_states_of_a_table_are_one_source_with_the_first_and_the_last_date():
    labels = Labels(read_published(TOP / "examples" / "berlin"), words("en"))
    names = ["domain-stats-2021-03-09", "until-2019", "domain-stats-2021-02-10", "domain-stats-2021-04-08"]
    publisher = "BerlinOnline Stadtportal GmbH & Co. KG"
    assert [plain(phrase) for phrase in labels.each_source(names)] == [
        f"{publisher}, 10 February 2021 – 8 April 2021",
        f"{publisher}, 29 January 2020, Zugriffsstatistik daten.berlin.de bis 2019",
    ]
    assert 'href="#source-domain-stats-2021-04-08"' in labels.each_source(names)[0].html


@pytest.mark.parametrize(
    ("starts", "year", "years", "quarter"),
    [
        (["01-01"], "2023", "2022–2023", "2nd quarter 2023"),
        (["04-01"], "2022/23", "2021/22–2022/23", "April – June 2023"),
        (["04-01", "04-01"], "2022/23", "2021/22–2022/23", "April – June 2023"),
        (["01-01", "04-01"], "2023", "2022–2023", "April – June 2023"),
    ],
)
def test_years_are_called_as_all_metrics_call_them_and_quarters_by_their_months_if_one_does_not(
    starts, year, years, quarter
):
    """The second quarter of 2023 is the first one of a year that begins in April."""
    metrics = {f"m{number}": {"year_starts": day} for number, day in enumerate(starts)}
    _, labels = labelled("en", known_of(metrics, [("m0", "2023-04", "5")]), 2023, 2022)
    assert (labels.year(2023), labels.years(2022, 2023)) == (year, years)
    assert plain(labels.words.period(Period.parse("2023-Q2"))).replace("\u2009", " ") == quarter
