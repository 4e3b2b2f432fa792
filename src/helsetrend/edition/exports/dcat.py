"""The open data described by DCAT-AP-NO, in Turtle: each edition as a dataset, the editions on a year as a series.

What is unknown is left out: what `metrics.toml` does not name of publisher, contact point and theme, which the profile
requires, must be added by the catalogue that imports the description. Files and editions are
named relative to the description, so that the folder can be moved. An edition knows the one before it; the series,
which is written anew with each edition, knows them all. See https://data.norge.no/specification/dcat-ap-no.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from helsetrend.files import sha256_of, write_whole
from helsetrend.published import ContactPoint, Publisher, Release
from helsetrend.report.presentation import words
from helsetrend.values import Period

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
PUBLIC = f"<{AUTHORITY}/access-right/PUBLIC>"
DCAT_FILE = "dcat.ttl"
"""The name of the description of an edition, in the folder of its data, and of that of a year's series."""

SERIES_REFERENCE = f"../../{DCAT_FILE}#series"
"""The series, as an edition names it."""
FORMATS = {".csv": ("CSV", "text/csv"), ".json": ("JSON", "application/json")}

Translations = Mapping[str, str]
Statements = Iterable[tuple[str, Iterable[str]]]


@dataclass(frozen=True, kw_only=True)
class DescribedFile:
    """One file of the dataset, with its title in each language and the languages that it is written in."""

    path: Path
    title: Translations
    languages: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a dataset and a series have in common: title and description in each language, the facts on the release.

    `year` is the one that the reports are on.
    """

    title: Translations
    description: Translations
    year: int
    publisher: Publisher | None = None
    release: Release = field(default_factory=Release)


def write_dcat(
    path: Path,
    about: Described,
    *,
    as_of: date,
    span: Period,
    files: Sequence[DescribedFile],
    before: date | None = None,
) -> None:
    """Write the description of an edition to `path`, in the folder of the described files.

    `as_of` is the day on which the data were known, used as the day of issue, `before` that of the edition before;
    `span` is the time that the data cover.
    """
    distributions = (_distribution(file, as_of, about.release) for file in files)
    nodes = [
        _node("<#dataset>", _dataset(about, as_of, span, len(files), before)),
        *(_node(f"<#file-{number}>", node) for number, node in enumerate(distributions, start=1)),
    ]
    _write(path, [*nodes, *_whom_to_ask(about)])


def write_series(path: Path, about: Described, days: Sequence[date]) -> None:
    """Write the description of the series of a year, beside its editions, of which `days` are the dates, in order."""
    editions = [f"<{day}/data/{DCAT_FILE}#dataset>" for day in days]
    nodes = [_node("<#series>", _series(about, days, editions))]
    for edition, earlier, later in zip(editions, [None, *editions[:-1]], [*editions[1:], None], strict=True):
        neighbours = {"dcat:prev": earlier, "dcat:next": later}
        # of no class here, which would require of each all that its own description has
        places = [
            ("dcat:inSeries", ["<#series>"]),
            *((verb, [neighbour]) for verb, neighbour in neighbours.items() if neighbour),
        ]
        nodes.append(_node(edition, places))
    _write(path, [*nodes, *_whom_to_ask(about)])


def _write(path: Path, nodes: Sequence[str]) -> None:
    prefixes = "\n".join(f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items())
    write_whole(path, "\n\n".join([prefixes, *nodes]) + "\n")


def _series(about: Described, days: Sequence[date], editions: Sequence[str]) -> Statements:
    yield "a", ["dcat:DatasetSeries"]
    yield from _common(about, str(about.year))
    yield "dct:issued", [_day(days[0])]
    yield "dct:modified", [_day(days[-1])]
    yield "dcat:first", [editions[0]]
    yield "dcat:last", [editions[-1]]


def _common(about: Described, path: str) -> Statements:
    """Yield what is said of a dataset and of a series; `path` is where it lies below the address of the reports."""
    release = about.release
    yield "dct:title", _literals(about.title)
    yield "dct:description", _literals(about.description)
    if release.address:
        yield "dct:identifier", [json.dumps(f"{release.address.rstrip('/')}/{path}")]
    if about.publisher:
        yield "dct:publisher", ["<#publisher>"]
    if release.contact or about.publisher:
        yield "dcat:contactPoint", ["<#contact>"]
    if release.themes:
        yield "dcat:theme", [f"<{AUTHORITY}/data-theme/{theme}>" for theme in release.themes]


def _dataset(about: Described, as_of: date, span: Period, files: int, before: date | None) -> Statements:
    yield "a", ["dcat:Dataset"]
    yield from _common(about, f"{about.year}/{as_of}")
    yield "dcat:inSeries", [f"<{SERIES_REFERENCE}>"]
    if before:
        yield "dcat:prev", [f"<../../{before}/data/{DCAT_FILE}#dataset>"]
    yield "dct:accessRights", [PUBLIC]
    yield "dct:language", map(_language, about.title)
    yield "dct:issued", [_day(as_of)]
    yield "dct:modified", [_day(as_of)]
    ends = f"dcat:startDate {_day(span.first)} ; dcat:endDate {_day(span.last)}"
    yield "dct:temporal", [f"[ a dct:PeriodOfTime ; {ends} ]"]
    yield "dcat:distribution", [f"<#file-{number}>" for number in range(1, files + 1)]


def _distribution(file: DescribedFile, as_of: date, release: Release) -> Statements:
    file_type, media_type = FORMATS[file.path.suffix]
    digest = sha256_of(file.path)
    checksum = f'spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{digest}"^^xsd:hexBinary'
    yield "a", ["dcat:Distribution"]
    yield "dct:title", _literals(file.title)
    if release.licence:
        yield "dct:license", [f"<{release.licence.address}>"]
    yield "dcat:accessURL", [f"<{file.path.name}>"]
    yield "dcat:downloadURL", [f"<{file.path.name}>"]
    yield "dct:format", [f"<{AUTHORITY}/file-type/{file_type}>"]
    yield "dcat:mediaType", [f"<{MEDIA}/{media_type}>"]
    yield "dct:language", map(_language, file.languages)
    yield "dct:modified", [_day(as_of)]
    yield "dcat:byteSize", [f'"{file.path.stat().st_size}"^^xsd:nonNegativeInteger']
    yield "spdx:checksum", [f"[ a spdx:Checksum ; {checksum} ]"]


def _agent(publisher: Publisher, languages: Iterable[str]) -> Statements:
    yield "a", ["foaf:Agent"]
    yield "foaf:name", _literals({language: publisher.name[language] for language in languages})
    yield "foaf:homepage", [f"<{publisher.address}>"]


def _whom_to_ask(about: Described) -> Iterator[str]:
    """Yield the publisher and the contact point, as far as they are known."""
    publisher, contact = about.publisher, about.release.contact
    if publisher:
        yield _node("<#publisher>", _agent(publisher, about.title))
    if contact:
        yield _node("<#contact>", _contact_point(contact, about.title))
    elif publisher:
        yield _node("<#contact>", _contact(publisher, about.title))


def _contact_point(contact: ContactPoint, languages: Iterable[str]) -> Statements:
    yield "a", ["vcard:Organization"]
    yield "vcard:fn", _literals({language: contact.name[language] for language in languages})
    if contact.email:
        yield "vcard:hasEmail", [f"<mailto:{contact.email}>"]
    if contact.phone:
        yield "vcard:hasTelephone", [f"<tel:{contact.phone.replace(' ', '')}>"]


def _contact(publisher: Publisher, languages: Iterable[str]) -> Statements:
    yield "a", ["vcard:Organization"]
    yield "vcard:fn", _literals({language: publisher.name[language] for language in languages})
    yield ("vcard:hasEmail" if publisher.contact.startswith("mailto:") else "vcard:hasURL"), [f"<{publisher.contact}>"]


def _node(subject: str, statements: Statements) -> str:
    lines = " ;\n".join(f"    {verb} {', '.join(objects)}" for verb, objects in statements)
    return f"{subject}\n{lines} ."


def _literals(text: Translations) -> Iterator[str]:
    """Return the text in each language as Turtle literals, whose escapes are those of JSON."""
    return (f"{json.dumps(words, ensure_ascii=False)}@{language}" for language, words in text.items())


def _language(language: str) -> str:
    return f"<{AUTHORITY}/language/{words(language).say('language.authority')}>"


def _day(day: date) -> str:
    return f'"{day}"^^xsd:date'
