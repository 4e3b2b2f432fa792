"""The description of the open data as a Tabular Data Package, version 1: each file with its columns and its dialect.

See https://specs.frictionlessdata.io/tabular-data-package/.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helsetrend.edition.exports.dataset import Dataset, Variable
from helsetrend.edition.exports.tidy_csv import Dialect
from helsetrend.files import sha256_of
from helsetrend.report.presentation import words

FRICTIONLESS_TYPES = {"text": "string", "integer": "integer", "number": "number", "date": "date"}


def write_data_package(
    datasets: Sequence[Dataset],
    folder: Path,
    about: Mapping[str, Any],
    *,
    dialects: Sequence[Dialect],
    language: str,
) -> None:
    """Write datapackage.json for the files of the tables in `folder`, in each of the dialects.

    `about` holds title, description and version in a language, in which files for programs are described too.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "helsetrend",
        **about,
        "resources": [_resource(dataset, folder, dialect, language) for dataset in datasets for dialect in dialects],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")


def _resource(dataset: Dataset, folder: Path, dialect: Dialect, language: str) -> dict[str, Any]:
    """Describe one file: its content, its dialect, its size and its digest; `language` if the file has none."""
    path, language = dialect.path(folder, dataset), dialect.language or language
    note = words(language).say("data.apostrophe").text if dialect.language else ""
    return {
        "profile": "tabular-data-resource",
        "name": path.name.removesuffix(".csv").replace(".", "-"),
        "path": path.name,
        "title": dataset.title(language),
        "description": " ".join(filter(None, (dataset.description(language), note))),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": dialect.encoding,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "dialect": {"delimiter": dialect.delimiter, "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(variable, dialect, language) for variable in dataset.variables],
            "missingValues": [""],
        },
    }


def _field(variable: Variable, dialect: Dialect, language: str) -> dict[str, Any]:
    """Describe one column; its values are labels of codes in a file for people, codes in a file for programs."""
    codes = variable.labels(language)
    field: dict[str, Any] = {
        "name": variable.header(dialect.language) if dialect.language else variable.name,
        "type": FRICTIONLESS_TYPES[variable.kind],
        "title": variable.header(language),
        "description": _described(variable, codes, dialect, language),
    }
    if variable.kind == "number":
        field["decimalChar"] = dialect.decimal_mark
    if codes:
        field["constraints"] = {"enum": list(codes.values() if dialect.language else codes)}
    return field


def _described(variable: Variable, codes: Mapping[str, str], dialect: Dialect, language: str) -> str:
    """Describe what the column holds; in a file for programs this includes the label of each code."""
    description = variable.description(language)
    if not codes or dialect.language:
        return description
    return f"{description} ({', '.join(f'{code}: {label}' for code, label in codes.items())})"
