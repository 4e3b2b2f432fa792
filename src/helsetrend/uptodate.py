"""Whether an edition need not be made: it is there, of the same request, data, notebooks, program and versions."""

import os
from contextlib import suppress
from pathlib import Path

from helsetrend.files import notebook_of
from helsetrend.manifest import MANIFEST, inputs, read_manifest, verify, versions
from helsetrend.request import Request
from helsetrend.shelf import LockedError, editions, locked, switch_latest
from helsetrend.values.languages import LANGUAGES


def up_to_date(request: Request, reports: Path) -> Path | None:
    """The edition below `reports` that another run would give again, byte for byte; None where there is none.

    What a killed run has left beside it is put right, if no other run is at work there.
    """
    made_of, made_with = inputs(map(notebook_of, LANGUAGES)), versions()
    for path in sorted(reports.glob(f"[0-9]*/[0-9]*/{MANIFEST}")):
        place = path.parent
        with suppress(ValueError, KeyError, OSError):  # one that cannot be read, or is being replaced, is made again
            stated = read_manifest(place)
            same = (stated["asked"], stated["inputs"], stated["versions"]) == (request.values, made_of, made_with)
            if same and os.environ.get("HELSETREND_DECIMAL") == stated["decimal"] and not verify(place):
                with suppress(LockedError), locked(place.parent):
                    switch_latest(place.parent)
                return place
    return None


def is_overview_behind(reports: Path) -> bool:
    """Whether an edition was put in place after the overview of all editions was written, or there is none."""
    overview = reports / "index.html"
    if not overview.exists():
        return True
    made = [(one / MANIFEST).stat().st_mtime_ns for year in reports.glob("[0-9]*") for one in editions(year)]
    return max(made, default=0) > overview.stat().st_mtime_ns
