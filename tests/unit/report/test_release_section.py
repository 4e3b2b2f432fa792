"""What a release tells beside its figures is shown where it is filled in, escaped, in the language of the report."""

import shutil

import pytest
from bs4 import BeautifulSoup
from contents import content_in, report_in
from places import DATA

from helsetrend.published.folder import read_published
from helsetrend.report.appendix import sources_list
from helsetrend.report.labels import labels_in
from helsetrend.report.release_section import about_statistics, release_facts

LESEVIK = DATA / "folders" / "lesevik"

FACTS = {
    "nb": [
        ("Utgiver", "Lesevik (oppdiktet)"),
        ("Kontakt", "Statistikkgruppen i Lesevik (oppdiktet), statistikk@example.org, +47 00 00 00 00"),
        ("Neste publisering", "mars 2027"),
        ("Lisens", "Oppdiktet lisens 1.0"),
    ],
    "en": [
        ("Publisher", "Lesevik (made up)"),
        ("Contact", "The statistics group of Lesevik (made up), statistikk@example.org, +47 00 00 00 00"),
        ("Next publication", "March 2027"),
        ("Licence", "Made-up licence 1.0"),
    ],
}

GROUPS = {
    "nb": ["Definisjoner", "Administrative opplysninger", "Bakgrunn", "Produksjon", "Nøyaktighet og pålitelighet"],
    "en": ["Definitions", "Administrative information", "Background", "Production", "Accuracy and reliability"],
}


def shown(block):
    return BeautifulSoup(block.html, "html5lib").body


def facts_of(folder, language="nb", as_of="newest"):
    content = content_in(folder, year=2023, first_year=2022, as_of=as_of)
    block = release_facts(content, labels_in(language, content.vintage.published))
    pairs = shown(block).select("dl > div") if block else []
    return [(pair.dt.get_text(), pair.dd.get_text()) for pair in pairs]


@pytest.fixture
def folder(tmp_path):
    """Change a copy of the made-up folder: the text `old` of one of its files becomes `new`."""

    def changed(name, old, new):
        shutil.copytree(LESEVIK, tmp_path, dirs_exist_ok=True)
        text = (tmp_path / name).read_text("utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new), "utf-8")
        return tmp_path

    return changed


@pytest.mark.parametrize("language", FACTS)
def test_what_is_filled_in_is_shown(language):
    assert facts_of(LESEVIK, language) == FACTS[language]


def test_nothing_is_shown_of_what_is_not_filled_in():
    content, labels = report_in("nb", 2021, 2019)
    assert release_facts(content, labels) is None
    assert about_statistics(labels) is None


@pytest.mark.parametrize(("coming", "is_shown"), [("2025-08-25", False), ("2025-08-26", True), ("2025-07", False)])
def test_a_next_publication_is_shown_only_if_it_comes_after_the_date_of_knowledge(coming, is_shown, folder):
    """The newest source of the folder is of 25 August 2025."""
    data = folder("metrics.toml", 'next_publication = "2027-03"', f'next_publication = "{coming}"')
    assert ("Neste publisering" in dict(facts_of(data))) is is_shown


def test_without_a_contact_the_address_of_the_publisher_is_shown(folder):
    lines = (LESEVIK / "metrics.toml").read_text("utf-8").splitlines()
    (contact,) = [line for line in lines if line.startswith("contact = {")]
    assert dict(facts_of(folder("metrics.toml", contact, "")))["Kontakt"] == "post@example.org"


def with_status(folder):
    """The folder with its figure of January 2024 marked as provisional."""
    data = folder("published/sources.csv", "published_basis,rank", "published_basis,marks,rank")
    sources = (data / "published/sources.csv").read_text("utf-8").replace("stated,1", "stated,* = provisional,1")
    (data / "published/sources.csv").write_text(sources, "utf-8")
    figures = (data / "published/figures.csv").read_text("utf-8")
    marked = figures.replace('"om lag 1,50 millioner"', '"om lag 1,50 millioner*"')
    assert marked != figures
    (data / "published/figures.csv").write_text(marked, "utf-8")
    return data


def test_the_statuses_of_the_figures_in_force_are_counted(folder):
    data = with_status(folder)
    assert dict(facts_of(data, as_of="2024-02-01"))["Status for tallene"] == "foreløpig: 1"
    assert "Status for tallene" not in dict(facts_of(data))  # the figure of March 2024 has no mark


def test_the_list_of_sources_has_the_status_of_each_figure(folder):
    content = content_in(with_status(folder), year=2023, first_year=2022)
    listed = sources_list(content, labels_in("nb", content.vintage.published))
    items = [item.get_text() for item in BeautifulSoup(listed, "html5lib").select("li li")]
    (marked,) = [item for item in items if "foreløpig" in item]
    assert marked == "Besøk på Lesevik, 2023: «om lag 1,50 millioner*» (foreløpig)"


@pytest.mark.parametrize("language", GROUPS)
def test_about_the_statistics_has_the_five_groups_of_statistics_norway(language):
    body = shown(about_statistics(labels_in(language, read_published(LESEVIK))))
    assert [heading.get_text() for heading in body.select("h4")] == GROUPS[language]
    assert len(body.select("h3#about-statistics")) == 1


def test_empty_lines_part_paragraphs_and_the_policy_on_revisions_stands_under_accuracy():
    body = shown(about_statistics(labels_in("en", read_published(LESEVIK))))
    production, accuracy = body.select("h4")[-2:]
    paragraphs = [part.get_text() for part in production.find_next_siblings("p")]
    assert paragraphs[:2] == [
        "The figures cover all visits, loans and borrowers. They come from the systems that record the use.",
        "The figures can be compared over time, except where the report says otherwise.",
    ]
    below = [part.get_text() for part in accuracy.find_next_siblings("p")]
    assert below[0] == "Short interruptions may leave a few records uncounted."
    assert below[1].startswith("Revisions. Provisional figures become final in March")


def test_what_the_file_says_is_text_and_no_markup(folder):
    data = folder("metrics.toml", "Short interruptions", "<b>Short</b> & {braces}")
    body = shown(about_statistics(labels_in("en", read_published(data))))
    assert not body.select("b")
    assert "<b>Short</b> & {braces} may leave" in body.get_text()
