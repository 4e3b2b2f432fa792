"""Digits with the marks between them: which numbers they can write.

Thousands are parted by a point, a comma or a space, decimals by a point or a comma. So "1.234" writes two numbers, a
thousand and more or one and a bit; who asks decides. Only 0 to 9 are digits here: no source prints others.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
"""The spaces that stand between thousands, or before a unit."""

LONGEST = 30
"""No number of more signs than this is read; nothing that is counted has so many."""

_GROUPED = rf"[1-9][0-9]{{0,2}}(?P<gap>[.,{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*"
_WHOLE = re.compile(rf"(?:[0-9]+|{_GROUPED})")
_DECIMAL = re.compile(rf"(?P<whole>[0-9]+|{_GROUPED})(?P<mark>[.,])(?P<decimals>[0-9]+)")
_FORM_OF_MARK = {",": "comma", ".": "point"}
_FORM_OF_GAP = {".": "comma", ",": "point"}


@dataclass(frozen=True)
class Written:
    """One way to read digits: as the whole number `digits`, of which the last `decimals` digits are decimals.

    `form` is the mark that parts decimals where numbers are written so, "comma" or "point"; "" where it does not show.
    """

    digits: int
    decimals: int
    form: str

    @property
    def value(self) -> Fraction:
        """The number."""
        return Fraction(self.digits, 10**self.decimals)

    def __str__(self) -> str:
        """In plain digits, with a point before the decimals: 37.20."""
        text = str(self.digits).zfill(self.decimals + 1)
        return f"{text[: -self.decimals]}.{text[-self.decimals :]}" if self.decimals else text


def written(text: str) -> list[Written]:
    """Every number that the text can write; none where it is not made of digits and the marks between them."""
    if len(text) > LONGEST:
        return []
    digits = int("".join(re.findall(r"[0-9]", text)) or 0)
    found = []
    if parts := _WHOLE.fullmatch(text):
        found.append(Written(digits, 0, _FORM_OF_GAP.get(parts["gap"], "")))
    if (parts := _DECIMAL.fullmatch(text)) and parts["mark"] != parts["gap"]:
        found.append(Written(digits, len(parts["decimals"]), _FORM_OF_MARK[parts["mark"]]))
    return found
