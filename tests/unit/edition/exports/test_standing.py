"""Where the figures of random histories stand, worked out by columns and one figure after the other."""

import numpy as np
from hypothesis import example, given
from slowvintages import slow_standings
from smallsets import several_publishers, table_of_several

from helsetrend.edition.exports.standing import STANDINGS, standings
from helsetrend.published.vintages import history, refinements

LOW, HIGH = (2.9, 3.0), (3.1, 3.2)
LOSES_TO_TWO = [
    ("2020", 1, 0, 1, LOW, ("second", 1)),
    ("2020", 1, 0, 1, LOW, ("first", 0)),  # takes over
    ("2020", 1, 0, 1, HIGH, ("second", 1)),  # conflicts, and takes no place
]


@given(table=several_publishers())
@example(table=table_of_several(LOSES_TO_TWO))
def test_all_figures_at_once_stand_as_each_by_itself(table):
    known = history(table)
    standing, other = standings(known)
    rows = np.append(known.index, 0)[other]
    found = sorted(zip(known.index, standing, rows, strict=True))
    assert found == sorted(slow_standings(known, set(refinements(known)["old_row"])))
    assert set(standing) <= set(STANDINGS)
