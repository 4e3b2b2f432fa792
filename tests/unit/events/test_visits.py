"""The numbers in the SQL of a visit are those of Python; the rule itself is in tests/spec/counting.py."""

import re

from helsetrend.events import visits


def test_thirty_minutes_are_the_same_in_sql_and_in_python():
    assert visits.INACTIVITY_US == visits.HALF_HOUR_US == 1_800_000_000
    assert {int(number) for text in visits.VISIT_SQL for number in re.findall(r"\b[0-9]{8,}\b", text)} == {
        1_800_000_000
    }
