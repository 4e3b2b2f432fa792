"""What changed since the edition before, as readers are told: the gist, the page, the notice to be sent."""

from dataclasses import replace
from datetime import date

import html5lib
import pytest
from bs4 import BeautifulSoup
from contents import published
from madeup import known_of
from places import DATA
from statedfolder import NAMES, series_row, write_stated

from helsetrend.edition.changes import changes_between, stated_by
from helsetrend.edition.pages.change_words import ChangeWords
from helsetrend.edition.pages.changes_page import changes_page, changes_section, newest_line
from helsetrend.edition.pages.correction import correction_notice
from helsetrend.published import read_published
from helsetrend.report.labels import labels_in

BEFORE = {
    "series": [
        series_row("2019", "30000000", sources="monitor-2022"),
        series_row("2020", "72000000", low="71500000", high="72500000", sources="monitor-2022"),
        series_row("2021", "140000000", hedge="over", low="140000000", high="141000000", sources="monitor-2022"),
        series_row("2022", "99000000", obs_status="provisional", sources="monitor-2022"),
        series_row("2023"),
    ],
    "changes": [
        {
            **{"metric": "visits", "service": "", "from_period": "2020", "to_period": "2021"},
            **{"change_low": "80", "change_high": "85.5", "change_unit": "percent", "direction": "up"},
        }
    ],
    "claims": [{**NAMES, "claim": "c", "to_period": "2021", "as_printed": "85 prosent", "verdict": "agrees"}],
}
AFTER = {
    "series": [
        series_row("2019", sources="monitor-2022"),
        series_row("2020", "90900000", rounding="100000", low="90850000", high="90950000", sources="monitor-2024"),
        series_row("2021", "140900000", rounding="100000", low="140850000", high="140950000", sources="monitor-2024"),
        series_row("2022", "99000000", obs_status="final", sources="monitor-2022"),
        series_row("2023", "110000000", sources="monitor-2024"),
    ],
    "changes": [
        {
            **{"metric": "visits", "service": "", "from_period": "2020", "to_period": "2021"},
            **{"change_low": "-12", "change_high": "-10", "change_unit": "percent", "direction": "down"},
        }
    ],
    "claims": [{**NAMES, "claim": "c", "to_period": "2021", "as_printed": "85 prosent", "verdict": "outdated"}],
}
SENTENCES = ({"nb": {"lead": "Besøkene økte."}}, {"nb": {"lead": "Besøkene falt.", "visits": "Ned i 2021"}})

NOTICE = """\
Rettelse: Helsenorge i 2021

Utgaven av 31. januar 2023 retter to tall i utgaven av 31. mai 2022.

Besøk, 2020: 90,9 millioner. I den forrige utgaven sto det 72 millioner.
Oppgitt årsak: en ny tellemåte
Kilde: Direktoratet for e-helse, februar 2024.

Besøk, 2019: trukket tilbake. I den forrige utgaven sto det 30 millioner.

Dette følger av rettelsen. Det som sto i den forrige utgaven, står i parentes:
- Besøk, 2020 til 2021: en nedgang på mellom 10 og 12 prosent (en økning på mellom 80 og 86 prosent)
"""


@pytest.fixture
def told(tmp_path):
    """Return a function that gives what changed between the two editions above, or between others."""

    def told(before=BEFORE, after=AFTER, *, language="nb", data=None, reason="en ny tellemåte"):
        pair = [
            stated_by(write_stated(tmp_path / name, **rows), sentences)
            for name, rows, sentences in (("a", before, SENTENCES[0]), ("b", after, SENTENCES[1]))
        ]
        changes = changes_between(date(2022, 5, 31), *pair)
        reasons = {("visits", "", "2020"): reason} if reason else {}
        labels = labels_in(language, read_published(data) if data else published())
        return ChangeWords(changes, labels, year=2021, day=date(2023, 1, 31), reasons=reasons)

    return told


def page_of(told):
    return BeautifulSoup(changes_page(told, ["nb", "en"]), "html5lib")


def rows_of(page, part):
    table = page.select_one(f"#changes-{part}").find_next("table")
    return [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]


def test_the_notice_says_what_each_figure_was_and_is_why_and_what_follows(told):
    assert correction_notice(told()) == NOTICE


def test_a_notice_says_that_there_is_no_published_reason(told):
    assert "\nÅrsaken er ikke oppgitt.\n" in correction_notice(told(reason=""))


def test_a_notice_ends_with_where_the_edition_is_and_whom_to_ask(told):
    before = {"series": [series_row("2020", "72000000", sources="lesevik-2022")]}
    after = {"series": [series_row("2020", "90000000", sources="lesevik-2023")]}
    notice = correction_notice(told(before, after, data=DATA / "folders" / "lesevik", language="en"))
    assert notice.strip().split("\n\n")[-2:] == [
        "The new edition: https://example.org/lesevik/reports/2021/2023-01-31/en/index.html",
        "Contact: The statistics group of Lesevik (made up), statistikk@example.org, +47 00 00 00 00",
    ]


def test_the_report_is_called_as_its_title_does_where_years_begin_in_august(told):
    published = known_of({"visits": {"year_starts": "08-01"}}, [("visits", "2020/21", "5")]).published
    assert replace(told(), labels=labels_in("en", published)).report == "x in 2020/21"


def test_where_nothing_was_corrected_there_is_no_notice(told):
    before = {"series": [series_row("2023")]}
    added = told(before, {"series": [series_row("2023", "1000000", sources="monitor-2024")]})
    assert correction_notice(added) == ""
    assert page_of(added).select_one("#changes-notice") is None


def test_the_section_gives_the_gist_and_leads_to_the_page(told):
    section = BeautifulSoup(changes_section(told()), "html5lib")
    assert section.h3.get_text() == "Endringer siden utgaven av 31. mai 2022"
    gist, link = section.select("p")
    assert gist.get_text() == (
        "Ett tall er rettet: Besøk, 2020 (72 millioner, nå 90,9 millioner). Ett tall er bekreftet eller gjort mer "
        "nøyaktig. Ett tall er nytt. Ett tall er trukket tilbake. Ett tall har fått ny status. Én endring fra år til "
        "år er regnet ut på nytt. Vurderingen av én påstand er endret."
    )
    assert link.a["href"] == "changes.html"


def test_where_nothing_changed_the_section_says_so(told):
    section = BeautifulSoup(changes_section(told(BEFORE, BEFORE)), "html5lib")
    assert section.p.get_text().startswith(
        "Ingen tall og ingen vurderinger av påstander er endret siden utgaven av 31."
    )


def test_the_page_shows_each_change_before_and_now(told):
    page = page_of(told())
    assert rows_of(page, "figures") == [
        [
            "Besøk, 2020",
            "72 millioner",
            "90,9 millioner",
            "Rettet: Begge kan ikke være riktige.",
            "Oppgitt årsak: en ny tellemåte",
        ],
        [
            "Besøk, 2021",
            "over 140 millioner",
            "140,9 millioner",
            "Gjort mer nøyaktig: Det nye stemmer med det gamle.",
            "",
        ],
        ["Besøk, 2023", "ingen", "110 millioner", "Nytt.", ""],
        ["Besøk, 2019", "30 millioner", "ingen", "Trukket tilbake.", ""],
        ["Besøk, 2022", "99 millioner (foreløpig)", "99 millioner (endelig)", "Ny status.", ""],
    ]
    assert rows_of(page, "over_years") == [
        ["Besøk, 2020 til 2021", "en økning på mellom 80 og 86 prosent", "en nedgang på mellom 10 og 12 prosent"]
    ]
    assert rows_of(page, "claims") == [["«85 prosent» (Besøk, 2021)", "Stemmer", "Foreldet"]]
    assert rows_of(page, "sentences") == [
        ["Ingressen", "Besøkene økte.", "Besøkene falt."],
        ["Besøk på Helsenorge", "ingen", "Ned i 2021"],
    ]
    assert "Besøk, 2020: 90,9 millioner." in page.get_text()


def test_the_page_is_valid_in_its_language_and_leads_on(told):
    html = changes_page(told(), ["nb", "en"])
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []
    page = BeautifulSoup(html, "html5lib")
    assert page.html["lang"] == "nb"
    links = [link["href"] for link in page.select("a[href]")]
    assert links == [
        *("#content", "../en/changes.html", "index.html", "../../latest.nb/nb/index.html", "../../../index.html"),
        "correction.txt",
    ]


def test_what_an_edition_states_is_text_and_no_markup(told):
    after = {"series": [series_row("2020", "90000000", metric_nb="<b>Besøk</b> & {mer}", sources="monitor-2024")]}
    page = page_of(told({"series": [series_row("2020", "72000000", sources="monitor-2022")]}, after))
    assert not page.select("main b")
    assert "<b>Besøk</b> & {mer}, 2020" in page.get_text()


def test_each_page_leads_to_the_newest_edition_and_to_all():
    line = BeautifulSoup(newest_line("nb"), "html5lib")
    assert line.p.get_text() == "Kommer det nye tall, står de i nyeste utgave. Alle utgaver"
    assert [link["href"] for link in line.select("a")] == ["../../latest.nb/nb/index.html", "../../../index.html"]
