"""What the label of a unit says by itself: a unit of `metrics.toml`, a scale, or both, as in "1 000 visits".

"Number" and a scale alone stand for the unit of the metric itself.
"""

from collections.abc import Mapping

from helsetrend.published.metric import Metric, Unit
from helsetrend.published.schemas import PERCENT_UNITS
from helsetrend.published.tables.description import UnitMeaning
from helsetrend.published.tables.prints import SCALE_WORDS
from helsetrend.values import readings

NUMBER_LABELS = ("number", "antall", "antal", "count")
"""The labels of a unit that say only that something is counted."""


def unit_of(text: str, units: Mapping[str, Unit]) -> UnitMeaning | None:
    """Return what the label of a unit says, or None.

    >>> unit_of("1 000", {})
    UnitMeaning(unit='', scale=1000)
    """
    label = text.strip().casefold()
    if label in NUMBER_LABELS:
        return UnitMeaning()
    if name := _named(label, units):
        return UnitMeaning(unit=name)
    for reading in readings(label if not label or label[0].isdigit() else f"1 {label}"):
        scale, name = reading.value, reading.unit or _named(reading.rest, units)
        if reading.hedge == "none" and (name or not reading.rest) and (scale == 1 or scale in SCALE_WORDS):
            return UnitMeaning.model_validate({"unit": name, "scale": int(scale)})
    return None


def unit_fault(named: UnitMeaning, metric: Metric) -> str:
    """Return what is expected in place of a unit that is not the one of its metric; "" where it is."""
    is_same = named.unit == metric.unit if named.unit else metric.unit not in PERCENT_UNITS
    return "" if is_same else f"{metric.unit}, the unit of the metric in metrics.toml, or a row chosen by where"


def _named(label: str, units: Mapping[str, Unit]) -> str:
    """Return the name of the unit that a label in lower case is the name or a text of, "" for none."""
    for name, unit in units.items():
        if label in {name.casefold(), *(text.casefold() for text in unit.values())}:
            return name
    return ""
