"""The figures that were corrected or made more precise: each beside the one before it, where that is known."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helsetrend.analysis.vintage import Vintage
from helsetrend.published import REVISIONS, Figure, refinements, revisions

MORE_PRECISE = "made_more_precise"
CORRECTIONS = {
    "revised": "the two cannot both be right",
    MORE_PRECISE: "the new figure agrees with the old one and is finer",
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
        return self.kind != MORE_PRECISE


def correction_rows(vintage: Vintage) -> pd.DataFrame:
    """Return one row for each correction known on the date of the vintage, by the date of the newer figure.

    The index is the row of the newer figure; columns: metric, published_date; kind, one of `CORRECTIONS`; `old_row`,
    the row of the one before it, or 0 where it is a sum or not known.
    """
    history = vintage.rows
    changes = {"revised": revisions(history), MORE_PRECISE: refinements(history)}
    found = [table.set_index("new_row")[["old_row"]].assign(kind=kind) for kind, table in changes.items()]
    found.append(pd.DataFrame({"kind": "revised", "old_row": 0}, vintage.revised_sums))
    is_other = ~history.index.isin(np.concatenate([table.index for table in found]))
    explained = history[is_other & history.filter(regex=REVISIONS).ne("").any(axis=1).to_numpy()]
    given_anew = explained["before"][explained["role"].isin(["replaces", "confirms"])]
    found.append(pd.DataFrame({"kind": "given_anew", "old_row": given_anew}))
    unknown = explained.index[explained["role"].isin(["first", "fills", "takes_over"])]
    found.append(pd.DataFrame({"kind": "earlier_unknown", "old_row": 0}, unknown))
    every = pd.concat(found)
    return every.join(history[["metric", "published_date"]]).sort_index().sort_values("published_date", kind="stable")


def correction_of(vintage: Vintage, row: Any) -> Correction:
    """Return the correction in a row of `correction_rows`, as `itertuples` yields it."""
    old = vintage.figure(row.old_row) if row.old_row else vintage.revised_sum(row.Index)
    return Correction(old, vintage.figure(row.Index), row.kind)
