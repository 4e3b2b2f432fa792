"""A number of a text as a value, and the sign that stands in place of what is none."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Form = Literal["number", "percent", "points", "multiple", "part", "one_in", "rank"]

MASK = "\u241f"
"""The sign that stands in place of text which holds no number, such as a date; it is of no word and no space."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a block, from `start` to `end` with its hedge, from `number_start` on without.

    `value` and `rounding` are in full (a share in percent, a rank as the place). `form` is what it looks like: a
    number, percent, points, a multiple ("tre ganger så", "doblet"), a part of a whole ("to av tre", "halvparten"), one
    in so many, a rank. `is_halving` marks "halvert", `has_scale` a number with a word such as "millioner", `is_word` a
    number without digits. `ends` are those of a range.
    """

    start: int
    number_start: int
    end: int
    value: Fraction
    rounding: Fraction
    hedge: str
    form: Form
    ends: tuple[Fraction, Fraction] | None = None
    has_scale: bool = False
    is_word: bool = False
    is_halving: bool = False
    borrowed: bool = False
