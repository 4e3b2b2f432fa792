"""The manifest of an edition: what it was made of and its files, each with its SHA-256, so that it can be verified."""

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution, requires
from pathlib import Path
from typing import Any

from helsetrend.errors import Fault
from helsetrend.files import PACKAGE, sha256_of

MANIFEST = "manifest.json"
DATA = ("metrics.toml", "published/", "counted/")
BESIDE = ("data/", "notebooks/")
"""Folders that a wheel carries inside the package and that are not part of the program."""
LEFT_OUT = (".", "__pycache__")
"""How the names of hidden files and of folders of compiled Python begin."""


def inputs(folder: Path, notebooks: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of what an edition is made of, by name: data files, notebooks, the program.

    The program is one entry; its digest is taken over the names and digests of all its files.
    """
    made_of = {f"data/{name}": path for name, path in _files(folder) if name.startswith(DATA)}
    made_of |= {f"notebooks/{path.name}": path for path in notebooks}
    program = [f"{sha256_of(path)} {name}\n" for name, path in _files(PACKAGE) if not name.startswith(BESIDE)]
    digests = {name: sha256_of(path) for name, path in made_of.items()}
    return {**digests, "program": hashlib.sha256("".join(program).encode()).hexdigest()}


def write_manifest(edition: Path, content: Mapping[str, Any]) -> None:
    """Write the manifest of an edition whose other files are complete: the content, and the digests of these files."""
    manifest = {**content, "outputs": _digests(edition)}
    (edition / MANIFEST).write_text(f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n", encoding="utf-8")


def versions() -> dict[str, str]:
    """Return the versions of Python, of the program and of the packages that it requires."""
    required = (re.match(r"[\w.-]+", line) for line in requires("helsetrend") or [] if "extra ==" not in line)
    names = ("helsetrend", *sorted(name[0] for name in required if name))
    return {"python": platform.python_version(), **{name: _version(name) for name in names}}


def _version(package: str) -> str:
    """Return the version of a package; its whole description, which `importlib.metadata.version` parses, is long."""
    stated = re.search(r"^Version: *(\S+)", distribution(package).read_text("METADATA") or "", re.MULTILINE)
    return stated[1] if stated else ""


def read_manifest(edition: Path) -> dict[str, Any]:
    """Return the manifest of an edition. Raises ValueError if there is none that can be read."""
    path = edition / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        outputs = dict(content["outputs"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} cannot be read: {error!r}; allowed: the folder of an edition") from error
    return {**content, "outputs": outputs}


def verify(edition: Path) -> list[Fault]:
    """Return a fault for each file that was changed, removed or added since the manifest of an edition was written.

    Raises ValueError if there is no manifest that can be read.
    """
    stated, found = read_manifest(edition)["outputs"], _digests(edition)
    faults = [Fault(name, 0, "", found.get(name, "no such file"), digest) for name, digest in stated.items()]
    added = [Fault(name, 0, "", "a file", "only what the manifest names") for name in found if name not in stated]
    return [*(fault for fault in faults if fault.found != fault.expected), *added]


def _digests(edition: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of an edition except its manifest, by name."""
    return {name: sha256_of(path) for name, path in _files(edition) if name != MANIFEST}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of each file below a folder, without hidden files and compiled Python."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(LEFT_OUT))
        here = Path(parent)
        beginning = "".join(f"{part}/" for part in here.relative_to(folder).parts)
        for name in sorted(names):
            if not name.startswith(LEFT_OUT) and (here / name).is_file():
                yield beginning + name, here / name
