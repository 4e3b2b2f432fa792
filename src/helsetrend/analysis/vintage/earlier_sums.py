"""First figures of periods that do not agree with the sum of the parts of these, as the parts were known until then."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helsetrend.analysis.vintage.tiles import Tiles
from helsetrend.published import SERIES, Catalogue, Place, Register

BEGINNINGS = ("first", "takes_over")
"""The roles of the first first-hand figure of a period."""


def places_with_earlier_sums(
    catalogue: Catalogue, register: Register, is_wanted: "np.ndarray[Any, Any]"
) -> Sequence[Place]:
    """Return the place of each figure wanted that has `earlier_parts`."""
    adds_up = np.array([catalogue.metrics[metric].adds_up for metric, _ in register.keys], dtype=bool)
    is_beginning = register.history["role"].isin(BEGINNINGS).to_numpy()
    places = np.flatnonzero(is_wanted & is_beginning & adds_up[register.series_codes])
    return [place for place in places.tolist() if _parts(register, place)]


def earlier_parts(catalogue: Catalogue, register: Register, place: Place) -> Sequence[Place]:
    """Return the parts of a period the day before its first figure, at a place, if their sum does not agree with it.

    There are none for any other figure, and none where a part is another producer's.
    """
    metric, role = (register.texts[name][place] for name in ("metric", "role"))
    return _parts(register, place) if role in BEGINNINGS and catalogue.metrics[metric].adds_up else []


def _parts(register: Register, place: Place) -> Sequence[Place]:
    """Return the same for a figure that is the first of its period, of a metric that adds up."""
    span, series = register.period(place), register.series(*(register.texts[name][place] for name in SERIES[:2]))
    before = ((period, register.last_before(places, place)) for period, places in series.within(span))
    known = {period: row for period, row in before if row}
    parts = [register.place_of(known[tile]) for tile in Tiles(known).tiling(span)] if known else []
    precedences = register.columns["precedence"]
    is_of_others = any(precedences[part] != precedences[place] for part in parts)
    return [] if not parts or is_of_others or register.agrees(place, parts) else parts
