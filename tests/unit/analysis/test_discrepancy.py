"""Counts beside published figures: the difference with its bounds, or every reason why there is none."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from countedfolder import with_counts
from madeup import known_of

from helsetrend.analysis.discrepancy import discrepancies
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.events.counts_file import DEFINITIONS, CountRow, Counts, read_counts
from helsetrend.published.folder import read_published

SERIES = [("visits", ""), ("logins", ""), ("service_visits", "messages"), ("patient_travel_self_service_visits", "")]

# Published on that day: 37.2 and 72 million, over 140 million visits; nearly 43 and about 77.5 million logins; 15.9 and
# 40 million messages. On 2026-03-01 it is 72.9 and 140.9 million visits, about 90.9 million logins.
VERDICTS = {
    "2022-05-31": """
visits 2019 not_compared counted_in_part
visits 2020 more
visits 2021 more
logins 2019 not_compared only_as_picture
logins 2020 less
logins 2021 not_compared suppressed
""",
    "2026-03-01": """
visits 2019 not_compared counted_in_part
visits 2020 within
visits 2021 more
logins 2019 not_compared only_as_picture
logins 2020 less
logins 2021 not_compared suppressed
service_visits 2020 within
service_visits 2021 not_compared not_counted
""",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return a function of a date that returns the discrepancies by metric and year."""
    folder = with_counts(tmp_path_factory.mktemp("data"))
    published, counts = read_published(folder), read_counts(folder)

    def on(as_of):
        rows = discrepancies(vintage_on(published, as_of=as_of), counts, SERIES, range(2019, 2022))
        return {(row.published.metric, row.published.period.year): row for row in rows}

    return on


@pytest.mark.parametrize("as_of", VERDICTS)
def test_each_year_has_its_verdict_or_its_reasons(as_of, found):
    lines = [
        " ".join([metric, str(year), discrepancy.verdict, *(reason.code for reason in discrepancy.reasons)])
        for (metric, year), discrepancy in found(as_of).items()
    ]
    assert lines == VERDICTS[as_of].strip().splitlines()


def test_a_difference_has_the_bounds_of_the_published_figure(found):
    """142,345,678 less 140.85 to 140.95 million; 40 million less 42 to 43 million."""
    visits, logins = (found("2026-03-01")[key] for key in (("visits", 2021), ("logins", 2020)))
    assert (visits.difference.low, visits.difference.high) == (1_395_678, 1_495_678)
    assert visits.percent.low == 100 * (Fraction(142_345_678, 140_950_000) - 1)
    assert (logins.difference.low, logins.difference.high) == (-3_000_000, -2_000_000)
    assert logins.percent.high == 100 * (Fraction(40, 42) - 1)


def test_a_difference_that_can_be_zero_is_within():
    """141 million is the most that "over 140 million" can mean."""
    published = vintage_on(read_published(), as_of="2022-05-31")
    for value, verdict in ((141_000_000, "within"), (141_000_001, "more"), (139_999_999, "less")):
        row = CountRow("visits", "", "2021", value, 365, 365, "2022-01-10", "visit-1")
        (discrepancy,) = discrepancies(published, Counts((row,)), [("visits", "")], [2021])
        assert discrepancy.verdict == verdict


def test_a_replaced_count_is_beside_the_new_one(found):
    assert found("2022-05-31")["visits", 2021].counted.value == 142_000_000
    assert found("2022-05-31")["visits", 2021].replaced is None
    assert found("2026-03-01")["visits", 2021].counted.value == 142_345_678
    assert found("2026-03-01")["visits", 2021].replaced.value == 142_000_000


def test_a_count_of_another_unit_is_not_compared():
    known = vintage_on(read_published(), as_of="2026-03-01")
    entry = known.catalogue.metrics["visits"].model_copy(update={"unit": "thousand visits"})
    catalogue = known.catalogue.model_copy(update={"metrics": {**known.catalogue.metrics, "visits": entry}})
    known = replace(known, published=replace(known.published, catalogue=catalogue))
    row = CountRow("visits", "", "2021", 1, 365, 365, "2022-01-10", DEFINITIONS["visits"])
    (discrepancy,) = discrepancies(known, Counts((row,)), [("visits", "")], [2021])
    assert [reason.code for reason in discrepancy.reasons] == ["counted_in_other_unit"]


def test_a_series_without_counts_is_left_out():
    known = vintage_on(read_published(), as_of=date(2022, 5, 31))
    assert discrepancies(known, Counts(), SERIES, range(2019, 2022)) == []


def test_a_count_of_a_calendar_year_is_not_compared_with_a_school_year():
    known = known_of({"visits": {"year_starts": "08-01"}}, "visits  2020/21  100")
    row = CountRow("visits", "", "2021", 100, 365, 365, "2022-01-10", DEFINITIONS["visits"])
    (discrepancy,) = discrepancies(known, Counts((row,)), [("visits", "")], [2021])
    (reason,) = discrepancy.reasons
    periods = reason.facts["period"].name, reason.facts["other"].name
    assert (reason.code, *periods, discrepancy.verdict) == ("other_months", "2020/21", "2021", "not_compared")
