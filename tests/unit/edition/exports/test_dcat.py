"""The descriptions for data catalogues, read by rdflib: what DCAT-AP-NO requires, and nothing that is unknown."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from helsetrend.edition.exports.dcat import Described, DescribedFile, write_dcat, write_series
from helsetrend.published.release import Publisher, Release
from helsetrend.values.period import Period

BASE = "https://example.org/reports/2021/2022-05-31/data/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")  # of version 3, which has series
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
DATASET = URIRef(f"{BASE}dcat.ttl#dataset")
OFFICE = Publisher.model_validate(
    {
        "name": {"nb": "Kontoret", "en": "The office"},
        "address": "https://example.org",
        "contact": "mailto:a@example.org",
    }
)


RELEASE = Release.model_validate(
    {
        "contact": {
            "name": {"nb": "Vakta", "en": "The desk"},
            "email": "vakta@example.org",
            "phone": "+47 22 33 44 55",
        },
        "licence": {"address": "https://example.org/licence", "nb": "Lisens", "en": "Licence"},
        "address": "https://example.org/reports/",
        "themes": ["HEAL", "GOVE"],
    }
)
REPORTS = "https://example.org/reports/2021/"
SERIES = URIRef(f"{REPORTS}dcat.ttl#series")


def edition(day):
    return URIRef(f"{REPORTS}{day}/data/dcat.ttl#dataset")


def about(*, publisher=None, release=None, title="x", description="about"):
    texts = {"title": {"nb": title, "en": title}, "description": {"nb": "om", "en": description}}
    return Described(**texts, year=2021, publisher=publisher, release=release or Release())


def described(folder, *, publisher=None, release=None, title="x", before=None):
    (folder / "a.csv").write_bytes(b"abc")
    (folder / "a.json").write_bytes(b"{}")
    files = [
        DescribedFile(path=folder / "a.csv", title={"nb": "Tall", "en": "Figures"}, languages=["nb", "en"]),
        DescribedFile(path=folder / "a.json", title={"nb": "Tall", "en": "Figures"}, languages=["en"]),
    ]
    write_dcat(
        folder / "dcat.ttl",
        about(publisher=publisher, release=release, title=title),
        as_of=date(2022, 5, 31),
        span=Period.parse("2014-05/2021-12"),
        files=files,
        before=before,
    )
    return Graph().parse(folder / "dcat.ttl", publicID=f"{BASE}dcat.ttl")


def test_the_dataset_is_described(tmp_path):
    graph = described(tmp_path)
    assert set(graph.objects(DATASET, DCTERMS.title)) == {Literal("x", lang="nb"), Literal("x", lang="en")}
    assert set(graph.objects(DATASET, DCTERMS.description)) == {Literal("om", lang="nb"), Literal("about", lang="en")}
    assert graph.value(DATASET, DCAT.inSeries) == SERIES
    assert {str(code).removeprefix(f"{AUTHORITY}language/") for code in graph.objects(DATASET, DCTERMS.language)} == {
        "NOB",
        "ENG",
    }
    for day in (DCTERMS.issued, DCTERMS.modified):
        assert graph.value(DATASET, day) == Literal("2022-05-31", datatype=XSD.date)
    span = graph.value(DATASET, DCTERMS.temporal)
    assert graph.value(span, DCAT.startDate) == Literal("2014-05-01", datatype=XSD.date)
    assert graph.value(span, DCAT.endDate) == Literal("2021-12-31", datatype=XSD.date)


def test_what_is_unknown_is_left_out(tmp_path):
    graph = described(tmp_path)
    for unknown in (DCTERMS.publisher, DCAT.contactPoint, DCTERMS.license, DCTERMS.identifier, DCAT.theme, DCAT.prev):
        assert (None, unknown, None) not in graph


REQUIRED = (DCTERMS["title"], DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.theme)
"""What the shapes of DCAT-AP-NO 3 require of a dataset, and of a series."""


def test_with_publisher_and_release_it_has_all_that_is_required(tmp_path):
    graph = described(tmp_path, publisher=OFFICE, release=RELEASE)
    for required in REQUIRED:
        assert (DATASET, required, None) in graph
    assert graph.value(DATASET, DCTERMS.identifier) == Literal("https://example.org/reports/2021/2022-05-31")
    themes = set(graph.objects(DATASET, DCAT.theme))
    assert themes == {URIRef(f"{AUTHORITY}data-theme/{theme}") for theme in ("HEAL", "GOVE")}


def test_each_file_has_the_licence(tmp_path):
    graph = described(tmp_path, release=RELEASE)
    files = list(graph.objects(DATASET, DCAT.distribution))
    assert {graph.value(file, DCTERMS.license) for file in files} == {URIRef("https://example.org/licence")}


def test_the_contact_point_of_the_release_goes_before_that_of_the_publisher(tmp_path):
    graph = described(tmp_path, publisher=OFFICE, release=RELEASE)
    contact = graph.value(DATASET, DCAT.contactPoint)
    assert set(graph.objects(contact, VCARD.fn)) == {Literal("Vakta", lang="nb"), Literal("The desk", lang="en")}
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:vakta@example.org")
    assert graph.value(contact, VCARD.hasTelephone) == URIRef("tel:+4722334455")


def test_an_edition_knows_its_series_and_the_one_before(tmp_path):
    graph = described(tmp_path, before=date(2022, 1, 31))
    assert graph.value(DATASET, DCAT.inSeries) == SERIES
    assert graph.value(DATASET, DCAT.prev) == edition("2022-01-31")


def series(folder, *days, **more):
    write_series(folder / "dcat.ttl", about(**more), [date.fromisoformat(day) for day in days])
    return Graph().parse(folder / "dcat.ttl", publicID=f"{REPORTS}dcat.ttl")


def test_a_series_has_its_editions_in_their_order(tmp_path):
    graph = series(tmp_path, "2022-01-31", "2022-05-31", "2025-12-31")
    assert (SERIES, RDF.type, DCAT.DatasetSeries) in graph
    first, second, last = map(edition, ("2022-01-31", "2022-05-31", "2025-12-31"))
    assert (graph.value(SERIES, DCAT.first), graph.value(SERIES, DCAT.last)) == (first, last)
    assert set(graph.subjects(DCAT.inSeries, SERIES)) == {first, second, last}
    assert set(graph.subject_objects(DCAT.prev)) == {(second, first), (last, second)}
    assert set(graph.subject_objects(DCAT.next)) == {(first, second), (second, last)}
    issued, modified = (graph.value(SERIES, day) for day in (DCTERMS.issued, DCTERMS.modified))
    assert (str(issued), str(modified)) == ("2022-01-31", "2025-12-31")


def test_a_series_has_all_that_is_required(tmp_path):
    graph = series(tmp_path, "2022-05-31", publisher=OFFICE, release=RELEASE)
    for required in REQUIRED:
        assert (SERIES, required, None) in graph
    assert graph.value(SERIES, DCTERMS.identifier) == Literal("https://example.org/reports/2021")
    assert graph.value(SERIES, DCAT.first) == graph.value(SERIES, DCAT.last) == edition("2022-05-31")


def test_the_publisher_and_the_contact_are_described(tmp_path):
    graph = described(tmp_path, publisher=OFFICE)
    publisher, contact = graph.value(DATASET, DCTERMS.publisher), graph.value(DATASET, DCAT.contactPoint)
    assert (publisher, RDF.type, FOAF.Agent) in graph
    assert Literal("The office", lang="en") in set(graph.objects(publisher, FOAF.name))
    assert (contact, RDF.type, VCARD.Organization) in graph
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:a@example.org")


def test_a_contact_can_be_a_page(tmp_path):
    page = OFFICE.model_copy(update={"contact": "https://example.org/contact"})
    graph = described(tmp_path, publisher=page)
    assert graph.value(graph.value(DATASET, DCAT.contactPoint), VCARD.hasURL) == URIRef("https://example.org/contact")


def test_every_file_can_be_found_and_checked(tmp_path):
    graph = described(tmp_path)
    files = {str(graph.value(file, DCAT.accessURL)): file for file in graph.objects(DATASET, DCAT.distribution)}
    assert files.keys() == {f"{BASE}a.csv", f"{BASE}a.json"}
    file = files[f"{BASE}a.csv"]
    assert (file, RDF.type, DCAT.Distribution) in graph
    assert graph.value(file, DCAT.downloadURL) == URIRef(f"{BASE}a.csv")
    assert graph.value(file, DCTERMS.format) == URIRef(f"{AUTHORITY}file-type/CSV")
    assert graph.value(file, DCAT.mediaType) == URIRef("https://www.iana.org/assignments/media-types/text/csv")
    assert int(graph.value(file, DCAT.byteSize)) == 3
    digest = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
    assert str(digest).lower() == hashlib.sha256(b"abc").hexdigest()


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_title_is_read_back(text, tmp_path_factory):
    graph = described(tmp_path_factory.mktemp("dcat"), title=text)
    assert {str(title) for title in graph.objects(DATASET, DCTERMS.title)} == {text}


@pytest.mark.parametrize("address", ["example.org", "https://a b", "https://a>", "javascript:1"])
def test_an_invalid_address_is_refused(address):
    with pytest.raises(ValueError, match="address"):
        Publisher.model_validate({"name": {"nb": "x", "en": "x"}, "address": address, "contact": "mailto:a@b.no"})
