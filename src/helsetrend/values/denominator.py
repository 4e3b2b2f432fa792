"""What the unit of a rate names it to be per: "logins per 100 inhabitants" is per 100."""

import re
from fractions import Fraction

from helsetrend.values.printed import readings

_PER = re.compile(r"\b(?:per|pr|a|for every|for kvar|for hver)\b\.? (?=\w)", re.IGNORECASE)


def per_how_many(unit: str) -> Fraction | None:
    """Return how many a rate in this unit is per, or None if the unit does not name what it is per.

    >>> [int(per_how_many(unit)) for unit in ("logins per 100 inhabitants", "besøk pr. time", "visits a day")]
    [100, 1, 1]
    >>> per_how_many("visits")
    """
    named = _PER.split(unit, maxsplit=1)[1:]
    if not named:
        return None
    numbers = readings(named[0]) or readings(f"1 {named[0]}")
    return numbers[0].value if numbers else Fraction(1)
