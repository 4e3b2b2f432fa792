"""The newest day that a report can be of: that of the last source, or of the last count."""

from datetime import date

import pytest
from countedfolder import with_counts

from helsetrend.events.counts_file import Counts, read_counts
from helsetrend.published.folder import read_published
from helsetrend.report.content import known_on


def test_newest_is_the_last_of_what_was_published_and_what_was_counted(tmp_path):
    """The last source is of 2025, of which the last day is taken; the last count is of 2027-01-01."""
    published, counts = read_published(), read_counts(with_counts(tmp_path))
    assert known_on(published, Counts(), as_of="newest").as_of == date(2025, 12, 31)
    assert known_on(published, counts, as_of="newest").as_of == date(2027, 1, 1)
    early = Counts(tuple(row for row in counts.rows if row.counted_on < "2023"))
    assert known_on(published, early, as_of="newest").as_of == date(2025, 12, 31)


def test_a_day_is_that_day_and_one_before_the_first_figure_an_error(tmp_path):
    published, counts = read_published(), read_counts(with_counts(tmp_path))
    assert known_on(published, counts, as_of="2022-05-31").as_of == date(2022, 5, 31)
    with pytest.raises(ValueError, match="nothing was published by 2010-01-01"):
        known_on(published, counts, as_of="2010-01-01")
