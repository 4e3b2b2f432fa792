"""The description for data catalogues, read by rdflib: what DCAT-AP-NO requires, and nothing that is unknown."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from helsetrend.edition.exports.dcat import File, write_dcat
from helsetrend.published.release import Publisher
from helsetrend.values.period import Period

BASE = "https://example.org/reports/2021/2022-05-31/data/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
DATASET = URIRef(f"{BASE}dcat.ttl#dataset")
OFFICE = Publisher.model_validate(
    {
        "name": {"nb": "Kontoret", "en": "The office"},
        "address": "https://example.org",
        "contact": "mailto:a@example.org",
    }
)


def described(folder, *, publisher=None, title="x"):
    (folder / "a.csv").write_bytes(b"abc")
    (folder / "a.json").write_bytes(b"{}")
    files = [
        File(path=folder / "a.csv", title={"nb": "Tall", "en": "Figures"}, languages=["nb", "en"]),
        File(path=folder / "a.json", title={"nb": "Tall", "en": "Figures"}, languages=["en"]),
    ]
    write_dcat(
        folder / "dcat.ttl",
        title={"nb": title, "en": title},
        description={"nb": "om", "en": "about"},
        as_of=date(2022, 5, 31),
        span=Period.parse("2014-05/2021-12"),
        files=files,
        publisher=publisher,
    )
    return Graph().parse(folder / "dcat.ttl", publicID=f"{BASE}dcat.ttl")


def test_the_dataset_is_described(tmp_path):
    graph = described(tmp_path)
    assert set(graph.objects(DATASET, DCTERMS.title)) == {Literal("x", lang="nb"), Literal("x", lang="en")}
    assert set(graph.objects(DATASET, DCTERMS.description)) == {Literal("om", lang="nb"), Literal("about", lang="en")}
    assert graph.value(DATASET, DCAT.theme) == URIRef(f"{AUTHORITY}data-theme/HEAL")
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
    for unknown in (DCTERMS.publisher, DCAT.contactPoint, DCTERMS.license, DCTERMS.identifier):
        assert (None, unknown, None) not in graph


def test_with_a_publisher_it_has_all_that_is_required(tmp_path):
    """Title, description, publisher with a name, contact point with a name and an address, theme."""
    graph = described(tmp_path, publisher=OFFICE)
    for required in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.theme):
        assert (DATASET, required, None) in graph
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
