"""All that is published: read from a folder, checked against the contracts, every fault told at once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from helsetrend.errors import DataError, Fault
from helsetrend.files import data_folder, sha256_of
from helsetrend.published import vintages
from helsetrend.published.catalogue import Catalogue, read_catalogue
from helsetrend.published.claims_schema import claims_contract
from helsetrend.published.figures import Source, checked_figures
from helsetrend.published.figures_schema import figures_contract, sources_contract
from helsetrend.published.plain_numbers import FORMS as DECIMAL_FORMS
from helsetrend.published.plain_numbers import with_plain_numbers
from helsetrend.published.readers import FORMS, read_raw_table
from helsetrend.published.table_schema import Contract

DECIMAL_VARIABLE = "HELSETREND_DECIMAL"
"""The environment variable that says which mark stands before decimals, comma or point, where a call does not."""

TABLES = ("figures", "sources", "claims")


@dataclass(frozen=True)
class Published:
    """All that is published: the catalogue of metrics, the figures, their sources, the claims about them.

    `figures` is as `FIGURES` says; `sources` is in the order of the file; `claims` holds text, as contracts.py says,
    indexed by the claim. `digests` holds the SHA-256 of each file, by its name.
    """

    catalogue: Catalogue
    figures: pd.DataFrame
    sources: Mapping[str, Source]
    claims: pd.DataFrame
    digests: Mapping[str, str]

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every figure, as `vintages.history` gives it; what was known on a date is a part of it."""
        return vintages.history(self.figures)


def decimal_mark(decimal: str | None = None) -> str | None:
    """The mark before decimals, "comma" or "point": the one named, else `HELSETREND_DECIMAL`, else None: not known.

    Raises ValueError for anything else.
    """
    mark = decimal or os.environ.get(DECIMAL_VARIABLE) or None
    if mark not in (None, *DECIMAL_FORMS):
        raise ValueError(f"{mark!r} is no mark before decimals; there are {' and '.join(DECIMAL_FORMS)}")
    return mark


def read_published(folder: Path | str | None = None, decimal: str | None = None) -> Published:
    """All that is published, read from `metrics.toml` and the tables in `published` in `folder` (see `data_folder`).

    Each table is a text file or a workbook (see `rawtable.FORMS`). `decimal` decides numbers that can be read in two
    ways, such as 1.234 (see `decimal_mark`). Raises DataError with all faults of all files.
    """
    home, mark = data_folder(folder), decimal_mark(decimal)
    faults: list[Fault] = []
    catalogue = None
    try:
        catalogue = read_catalogue(home / "metrics.toml")
    except DataError as error:
        faults += error.faults
    files = {name: _file_of(home / "published", name) for name in TABLES}
    faults += [found for found in files.values() if isinstance(found, Fault)]

    sources, found = _read_table(files["sources"], sources_contract(), mark, identifier=["source"])
    faults += found
    is_whole = bool(len(sources)) and all(fault.column for fault in found)
    names = list(sources["source"]) if is_whole else None
    figures, found = _read_table(files["figures"], figures_contract(catalogue, names), mark)
    faults += found
    contract = claims_contract(catalogue, names)
    claims, found = _read_table(files["claims"], contract, mark, identifier=["claim"], may_be_empty=True)
    faults += found
    if catalogue and names:
        unknown = catalogue.sources() - set(names)
        faults += [Fault("metrics.toml", 0, "source", name, f"one of {', '.join(names)}") for name in unknown]
    if faults or catalogue is None:
        raise DataError(faults)
    known = {cells["source"]: Source.of_row(cells) for cells in sources.to_dict("records")}
    paths = [home / "metrics.toml", *(path for path in files.values() if isinstance(path, Path))]
    digests = {path.name: sha256_of(path) for path in paths}
    return Published(catalogue, checked_figures(figures, known, catalogue), known, claims.set_index("claim"), digests)


def _file_of(folder: Path, name: str) -> Path | Fault:
    """The one file of the table in the folder, in any form; a fault where there is none, or more than one."""
    try:
        paths = sorted(path for path in folder.iterdir() if _is_form_of(path, name))
    except (FileNotFoundError, NotADirectoryError):
        paths = []
    except OSError as error:
        return Fault(f"{name}.csv", 0, "", str(error.strerror), "a folder that can be read")
    if len(paths) == 1:
        return paths[0]
    first, *others = FORMS
    if not paths:
        return Fault(f"{name}{first}", 0, "", "nothing", f"{name}{first}, or {', '.join(others)}")
    told = " and ".join(path.name for path in paths)
    return Fault(paths[0].name, 0, "", told, f"one file with the {name}, not {len(paths)}")


def _is_form_of(path: Path, name: str) -> bool:
    return path.stem.lower() == name and path.suffix.lower() in FORMS


def _read_table(
    path: Path | Fault,
    contract: Contract,
    mark: str | None,
    *,
    identifier: Sequence[str] = (),
    may_be_empty: bool = False,
) -> tuple[pd.DataFrame, list[Fault]]:
    """A table of text from the file, and all that is wrong with it; no two rows may share the identifier."""
    if isinstance(path, Fault):
        return pd.DataFrame(columns=list(contract.columns), dtype="str"), []
    raw = read_raw_table(
        path, contract.headers, optional=contract.optional, numbers=contract.numbers, may_be_empty=may_be_empty
    )
    table, in_doubt = with_plain_numbers(raw.rows, contract.numbers, file=path.name, exact=raw.exact, decimal=mark)
    faults = [*raw.faults, *in_doubt]
    if len(table):
        told = {(fault.row, fault.column) for fault in faults}
        faults += [fault for fault in contract.faults(table, path.name) if (fault.row, fault.column) not in told]
    key = list(identifier or table.columns)
    for _, twins in table[table.duplicated(key, keep=False)].groupby(key, sort=False):
        first, *others = twins.index
        shown = " ".join(twins.iloc[0][key]).rstrip()
        faults += [
            Fault(path.name, row, ", ".join(identifier), shown, f"no repetition of row {first}") for row in others
        ]
    return table, [raw.placed(fault) for fault in faults]
