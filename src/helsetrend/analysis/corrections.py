"""The figures that were corrected or made more precise: each beside the one before it, where that is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from helsetrend.analysis.vintage import Vintage
from helsetrend.published import REVISIONS, Figure, refinements, revisions

CORRECTIONS = {
    "revised": "the two cannot both be right",
    "made_more_precise": "the new figure agrees with the old one and is finer",
    "given_anew": "the new figure agrees with the old one, and its source gives a reason why it is another",
    "earlier_unknown": "the source says that the figure was corrected, and no earlier one is known",
}
"""What a correction does."""


@dataclass(frozen=True)
class Correction:
    """A figure and the one before it, a print or the sum of the parts of its period; `kind` is one of `CORRECTIONS`."""

    old: Figure | None
    new: Figure
    kind: str

    @property
    def is_corrected(self) -> bool:
        """Whether the earlier figure was wrong, or its source says so."""
        return self.kind != "made_more_precise"


def corrections(vintage: Vintage) -> list[Correction]:
    """Return the corrections known on the date of the vintage, by the date of the newer figure."""
    return sorted(_corrections(vintage), key=lambda correction: (correction.new.published, correction.new.row))


def _corrections(vintage: Vintage) -> Iterator[Correction]:
    history, figure = vintage.rows, vintage.figure
    changes = {"revised": revisions(history), "made_more_precise": refinements(history)}
    for kind, table in changes.items():
        for row in table.itertuples():
            yield Correction(figure(row.old_row), figure(row.new_row), kind)
    yield from (Correction(total, figure(row), "revised") for row, total in vintage.revised_sums.items())
    seen = {row for table in changes.values() for row in table["new_row"]} | set(vintage.revised_sums)
    explained = history[history.filter(regex=REVISIONS).ne("").any(axis=1) & ~history.index.isin(seen)]
    for row in explained.itertuples():
        if row.role in ("replaces", "confirms"):
            yield Correction(figure(row.before), figure(row.Index), "given_anew")
        elif row.role in ("first", "fills", "takes_over"):
            yield Correction(None, figure(row.Index), "earlier_unknown")
