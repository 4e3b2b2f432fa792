"""A statement: one number of a text, with what it says of which figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from helsetrend.proofreading.text import Mention, Number, Sentence
from helsetrend.proofreading.vocabulary import Series
from helsetrend.values import Period

CHANGES = ("growth", "decline", "points", "multiple", "difference")
"""The kinds that compare two periods; a difference may also be that of two series."""


@dataclass(frozen=True)
class Near:
    """What is spoken of near a number: the periods and series of its sentence, its section and the whole text."""

    periods: tuple[tuple[Period, ...], ...] = ((), (), ())
    series: tuple[tuple[Series, ...], ...] = ((), (), ())


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A number of a text, read.

    `series` is the metric and service, None where the data have none; `subject` is a word for it then. `of` is the
    whole of a share, or of the share that a change is of, or the other side of a ratio or a difference; `of_period` is
    its period where that is another one. `services` are those that a sum is of. `unit` is
    "people" where events are called people. `why` explains each decision. `is_sure_of_period`, `is_sure_of_origin` and
    `is_sure_of_series` are whether the sentence itself names them, `is_sure_of_kind` whether words beside the number
    do. `is_of_newest` is whether no figure is known for what was spoken of, and the newest that is was taken.
    `is_reported` is whether another source is cited, or a figure that was corrected. `others` are other readings that
    the sentence allows, the likeliest first; `near` is what is spoken of around it.
    """

    sentence: Sentence
    number: Number
    kind: str
    direction: int = 0
    series: Series | None = None
    subject: str = ""
    of: Series | None = None
    of_period: Period | None = None
    services: tuple[str, ...] = ()
    period: Period | None = None
    from_period: Period | None = None
    unit: str = ""
    value: Fraction = Fraction(0)
    rounding: Fraction = Fraction(1)
    why: tuple[str, ...] = ()
    is_sure_of_period: bool = False
    is_sure_of_origin: bool = False
    is_sure_of_series: bool = False
    is_sure_of_kind: bool = False
    is_reported: bool = False
    is_of_newest: bool = False
    others: tuple["Statement", ...] = field(default=(), repr=False)
    near: Near = field(default=Near(), repr=False)

    @property
    def is_change(self) -> bool:
        """Whether it compares two periods, and not two series of one."""
        return self.kind in CHANGES and (self.of is None or self.is_of_share)

    @property
    def is_of_share(self) -> bool:
        """Whether it is the change of a share that is no metric of its own."""
        return self.of is not None and self.kind in CHANGES and self.kind != "difference"

    def is_level_of(self, change: "Statement") -> bool:
        """Return whether it prints what a change is of, in one period: a number of its series, or its share."""
        is_part = self.kind == "share" and change.kind != "difference"
        return (is_part or self.kind == "level") and (self.series, self.of) == (change.series, change.of)

    @property
    def span(self) -> tuple[int, int]:
        """Where its number stands in the document, with the hedge."""
        return self.sentence.span(self.number.start, self.number.end)

    @property
    def quote(self) -> str:
        """Its number as the text has it, with the hedge."""
        return self.sentence.text[self.number.start : self.number.end]


@dataclass(frozen=True)
class Spot:
    """Where a number stands: its sentence, which of its numbers it is, and what was made of the sentence so far.

    `periods` are what the mentions of the sentence mean, in their order, None where that is open; `before` are the
    statements of the numbers before it.
    """

    sentence: Sentence
    place: int
    periods: Sequence[Period | None]
    before: Sequence[Statement] = ()

    @property
    def number(self) -> Number:
        """The number itself."""
        return self.sentence.numbers[self.place]

    @property
    def last(self) -> Statement | None:
        """The statement before it in its sentence."""
        return self.before[-1] if self.before else None

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.text

    @property
    def text_before(self) -> str:
        """What its sentence says before the number."""
        return self.sentence.text[: self.number.start]

    @property
    def text_after(self) -> str:
        """What its sentence says after the number."""
        return self.sentence.text[self.number.end :]

    @property
    def start(self) -> int:
        """Where its own part of the sentence begins: at the end of the number before it."""
        return self.sentence.numbers[self.place - 1].end if self.place else 0

    @property
    def end(self) -> int:
        """Where its own part of the sentence ends: at the start of the number after it."""
        is_last = self.place + 1 == len(self.sentence.numbers)
        return len(self.sentence.text) if is_last else self.sentence.numbers[self.place + 1].start

    @property
    def dated(self) -> list[tuple[Mention, Period]]:
        """The mentions of periods in the sentence whose period is known, each with it."""
        pairs = zip(self.sentence.periods, self.periods, strict=True)
        return [(mention, period) for mention, period in pairs if period is not None]


@dataclass(frozen=True)
class NoFigure:
    """A number of a text that is no figure, or that was not understood, and why."""

    start: int
    end: int
    quote: str
    reason: str
    is_understood: bool = True
