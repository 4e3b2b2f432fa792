"""The open data described as a dataset of DCAT-AP-NO, in Turtle: title, publisher, time span and files.

What is unknown is left out: if `metrics.toml` names no publisher, then publisher and contact point, which the profile
requires, must be added by the catalogue that imports the description. The files are named relative to the description,
so that the folder can be moved. See https://data.norge.no/specification/dcat-ap-no.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helsetrend.files import sha256_of
from helsetrend.published import Publisher
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
HEALTH, PUBLIC = f"<{AUTHORITY}/data-theme/HEAL>", f"<{AUTHORITY}/access-right/PUBLIC>"
FORMATS = {".csv": ("CSV", "text/csv"), ".json": ("JSON", "application/json")}

Translations = Mapping[str, str]
Statements = Iterable[tuple[str, Iterable[str]]]


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of the dataset, with its title in each language and the languages that it is written in."""

    path: Path
    title: Translations
    languages: Sequence[str]


def write_dcat(
    path: Path,
    *,
    title: Translations,
    description: Translations,
    as_of: date,
    span: Period,
    files: Sequence[File],
    publisher: Publisher | None,
) -> None:
    """Write the description of the dataset to `path`, in the folder of the described files.

    `as_of` is the day on which the data were known, used as the day of issue; `span` is the time that they cover.
    """
    parts = [
        "\n".join(f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()),
        _node("<#dataset>", _dataset(title, description, as_of, span, len(files), publisher)),
        *(_node(f"<#file-{number}>", _distribution(file, as_of)) for number, file in enumerate(files, start=1)),
        *(
            [_node("<#publisher>", _agent(publisher, title)), _node("<#contact>", _contact(publisher, title))]
            if publisher
            else []
        ),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _dataset(
    title: Translations, description: Translations, as_of: date, span: Period, files: int, publisher: Publisher | None
) -> Statements:
    yield "a", ["dcat:Dataset"]
    yield "dct:title", _literals(title)
    yield "dct:description", _literals(description)
    if publisher:
        yield "dct:publisher", ["<#publisher>"]
        yield "dcat:contactPoint", ["<#contact>"]
    yield "dcat:theme", [HEALTH]
    yield "dct:accessRights", [PUBLIC]
    yield "dct:language", map(_language, title)
    yield "dct:issued", [_day(as_of)]
    yield "dct:modified", [_day(as_of)]
    ends = f"dcat:startDate {_day(span.first)} ; dcat:endDate {_day(span.last)}"
    yield "dct:temporal", [f"[ a dct:PeriodOfTime ; {ends} ]"]
    yield "dcat:distribution", [f"<#file-{number}>" for number in range(1, files + 1)]


def _distribution(file: File, as_of: date) -> Statements:
    file_type, media_type = FORMATS[file.path.suffix]
    digest = sha256_of(file.path)
    checksum = f'spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "{digest}"^^xsd:hexBinary'
    yield "a", ["dcat:Distribution"]
    yield "dct:title", _literals(file.title)
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
