"""All that is published: read from a folder, checked against the contracts, every fault told at once."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helsetrend import shipped
from helsetrend.catalogue import Catalogue, read_catalogue
from helsetrend.claims_contract import claims_contract
from helsetrend.contract import Contract
from helsetrend.contracts import figures_contract, sources_contract
from helsetrend.faults import DataError, Fault
from helsetrend.figures import Source, checked_figures
from helsetrend.rawtable import read_raw_table

DATA_VARIABLE = "HELSETREND_DATA"
"""The environment variable that names the data folder where a call does not."""

TABLES = ("figures.csv", "sources.csv", "claims.csv")


@dataclass(frozen=True)
class Published:
    """All that is published: the catalogue of metrics, the figures, their sources, the claims about them.

    `figures` is as `FIGURES` says; `sources` is in the order of the file; `claims` holds text, as contracts.py says,
    indexed by the claim. `digests` holds the SHA-256 of each file.
    """

    catalogue: Catalogue
    figures: pd.DataFrame
    sources: Mapping[str, Source]
    claims: pd.DataFrame
    digests: Mapping[str, str]


def data_folder(folder: Path | str | None = None) -> Path:
    """The folder that the data are read from: the one named, else `HELSETREND_DATA`, else the one that is shipped."""
    return Path(folder or os.environ.get(DATA_VARIABLE) or shipped.DATA)


def read_published(folder: Path | str | None = None) -> Published:
    """All that is published, read from `metrics.toml` and `published/*.csv` in `folder` (see `data_folder`).

    Raises DataError with all faults of all files.
    """
    home = data_folder(folder)
    faults: list[Fault] = []
    catalogue = None
    try:
        catalogue = read_catalogue(home / "metrics.toml")
    except DataError as error:
        faults += error.faults

    sources, found = _read_table(home, "sources.csv", sources_contract(), ["source"])
    faults += found
    is_whole = bool(len(sources)) and all(fault.column for fault in found)
    names = list(sources["source"]) if is_whole else None
    figures, found = _read_table(home, "figures.csv", figures_contract(catalogue, names))
    faults += found
    claims, found = _read_table(home, "claims.csv", claims_contract(catalogue, names), ["claim"])
    faults += found
    if catalogue and names:
        unknown = catalogue.sources() - set(names)
        faults += [Fault("metrics.toml", 0, "source", name, f"one of {', '.join(names)}") for name in unknown]
    if faults or catalogue is None:
        raise DataError(faults)
    known = {cells["source"]: Source.of_row(cells) for cells in sources.to_dict("records")}
    files = [home / "metrics.toml", *(home / "published" / name for name in TABLES)]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return Published(catalogue, checked_figures(figures, known, catalogue), known, claims.set_index("claim"), digests)


def _read_table(
    home: Path, name: str, contract: Contract, identifier: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[Fault]]:
    """A table of text from the folder, and all that is wrong with it; no two rows may share the identifier."""
    path = home / "published" / name
    table, faults = read_raw_table(
        path, list(contract.columns), optional=contract.optional, may_be_empty=name == "claims.csv"
    )
    if len(table):
        faults += contract.faults(table, name)
    key = list(identifier or table.columns)
    for _, twins in table[table.duplicated(key, keep=False)].groupby(key, sort=False):
        first, *others = twins.index
        told = " ".join(twins.iloc[0][key])
        faults += [Fault(name, row, ", ".join(identifier), told, f"no repetition of row {first}") for row in others]
    return table, faults
