"""A period as a text names it, before it is known which one is meant."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from helsetrend.values import Period

Anchor = Literal["", "today", "last", "focus", "peak", "latest"]

Role = Literal["at", "from", "to", "span", "aside"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A period in a block: from `start` to `end`.

    `years` are those it names, one or the first and the last; a part of a year without a year has none. `months` are
    the first and the last month of a part. `anchor` says from where it is counted where no year is named: from
    `today`, the `last` period spoken of, the `focus`, or the year of the `peak`; `shift` is by how many years. `role`
    is "from" for a period that another one is compared with, "to" for the end of a comparison, "span" for several
    years as one, "aside" for one that says nothing on a number ("the largest since 2021"). `is_same_part` marks "samme
    periode", whose months are those of the period before it, `is_part_before` "kvartalet før", the part of a year that
    ends before it. `whole` is which longer period that of the parts spoken of is meant: "for the half-year as a whole".
    """

    start: int
    end: int
    years: tuple[int, ...] = ()
    months: tuple[int, int] | None = None
    anchor: Anchor = ""
    shift: int = 0
    role: Role = "at"
    is_same_part: bool = False
    is_part_before: bool = False
    whole: Literal["", "half_year", "year"] = ""

    @property
    def is_named(self) -> bool:
        """Whether it names its year."""
        return bool(self.years)

    @property
    def is_this_year(self) -> bool:
        """Whether it is the year of the draft itself: "this year", "so far this year"."""
        return self.anchor == "today" and not self.shift and not self.months

    @property
    def is_again(self) -> bool:
        """Whether it is the year spoken of last: "that year"."""
        is_other = self.shift or self.is_same_part or self.is_part_before or self.whole
        return self.anchor == "last" and not is_other

    def of_years(self, first: int, last: int) -> Period:
        """Return the period in given years."""
        if self.months:
            start = Period.of_year(first, str(self.months[0]))
            end = Period.of_year(last, str(self.months[1]))
            return Period(start.first, end.last)
        return Period(date(first, 1, 1), date(last, 12, 31))
