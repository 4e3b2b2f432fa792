"""Suppression across tables and counts: cases by hand, and readers who have a linear program.

The reader's program is written anew here, from what a reader knows: sums, bounds between series, earlier counts.
"""

from collections import defaultdict

import highspy
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from workdone import calls_of

from helsetrend.events.disclosure.across import protected
from helsetrend.events.disclosure.releases import Releases, read_releases, write_releases

DAYS = ["2021-03-01", "2021-03-02", "2021-03-03", "2021-04-01", "2021-04-02"]


def added_up(series, days):
    """Return the cells of a series: its days, months and years."""
    cells = defaultdict(int)
    for day, value in days.items():
        for period in (day, day[:7], day[:4]):
            cells[*series, period] += value
    return dict(cells)


def table(visits, persons=None, **services):
    """Return all cells of a log with these visits on the days, and visits to services on them."""
    cells = added_up(("visits", ""), dict(zip(DAYS, visits, strict=False)))
    for name, values in services.items():
        cells |= added_up(("service_visits", name), dict(zip(DAYS, values, strict=False)))
    return cells | {("persons", "", period): value for period, value in (persons or {}).items()}


def hidden_in(values, releases=None, below=5):
    return protected(values, releases or Releases(), below=below)


def in_short(cells):
    return {f"{service or metric} {period}" for metric, service, period in cells}


def test_nothing_small_hides_nothing():
    assert hidden_in(table([10, 20, 30], travel=[5, 6, 7])) == set()
    assert hidden_in(table([1, 2, 3]), below=1) == set()


def test_a_day_of_a_service_has_company_in_its_own_series():
    found = hidden_in(table([100, 200, 300], travel=[3, 60, 50]))
    assert in_short(found) == {"travel 2021-03-01", "travel 2021-03-03"}


def test_visits_that_equal_the_visits_to_a_service_are_not_given_away_by_them():
    """Two days of visits are hidden. If those to the only service were shown, each of the two would follow."""
    found = hidden_in(table([3, 6, 100], travel=[3, 6, 100]))
    assert {"visits 2021-03-01", "visits 2021-03-02", "travel 2021-03-01", "travel 2021-03-02"} <= in_short(found)
    found = hidden_in(table([3, 6, 100], travel=[0, 6, 100]))  # 9 visits on two days, 6 or more on the second
    assert in_short(found) == {"visits 2021-03-01", "visits 2021-03-02"}  # 1 to 3 on the first


def test_persons_of_a_month_do_not_follow_from_the_year():
    """Each came in one month only: 64 persons of the year less 60 of March are 4, which is hidden."""
    values = table([100, 100, 100, 50, 50], persons={"2021": 64, "2021-03": 60, "2021-04": 4})
    assert {"persons 2021-04", "persons 2021-03"} <= in_short(hidden_in(values)) or "persons 2021" in in_short(
        hidden_in(values)
    )


def test_a_month_that_only_late_events_have_changed_is_hidden_with_them():
    """March was 300 and is 303: the three late visits of the first day would follow from the two."""
    before = table([0, 100, 200])
    releases = Releases().with_count(before, [])
    found = hidden_in(table([3, 100, 200]), releases)
    assert in_short(found) == {"visits 2021-03-01", "visits 2021-03", "visits 2021"} | {
        cell for cell in in_short(found) if cell in ("visits 2021-03-02", "visits 2021-03-03")
    }


def test_what_was_hidden_as_company_stays_hidden_while_it_is_the_same():
    first = table([3, 10, 200])
    hidden = hidden_in(first)
    assert in_short(hidden) == {"visits 2021-03-01", "visits 2021-03-02"}
    releases = Releases().with_count(first, hidden)
    assert hidden_in(first, releases) == hidden
    grown = hidden_in(table([7, 10, 200]), releases)  # 7 alone would be shown, and with it 10, and so 3 of before
    assert "visits 2021-03-02" in in_short(grown)


def test_what_was_shown_before_is_no_company():
    before = table([20, 30, 200])
    found = hidden_in({**table([20, 30, 200, 2, 60])}, Releases().with_count(before, []))
    assert in_short(found) == {"visits 2021-04-01", "visits 2021-04-02"}


def test_releases_are_stored_and_a_damaged_file_is_replaced_by_what_was_given_away(tmp_path):
    cell, other = ("visits", "", "2021"), ("visits", "", "2021-03")
    releases = Releases().with_count({cell: 3, other: 9}, [cell]).with_count({cell: 3, other: 10}, [cell])
    write_releases(tmp_path / "a.json", releases)
    assert read_releases(tmp_path / "a.json", []) == releases
    assert (releases.value(other, 0), releases.value(other, 1), releases.is_shown(cell, 1)) == (9, 10, False)
    assert releases.has_shown(other, 9)
    for content in ("", "{}", "[]", '{"count": 1, "cells": [[1]]}'):
        (tmp_path / "b.json").write_text(content)
        read = read_releases(tmp_path / "b.json", [(cell, None), (other, 9)])
        assert (read.count, read.hides(cell, 7), read.has_shown(other, 9)) == (1, True, True)
        assert read_releases(tmp_path / "b.json", []) == Releases()


# --- against a reader with a linear program

# What a reader sees: of each count its values, and which of them are hidden.
Seen = list[tuple[dict, set]]


MOST = 1_000_000


def bounds_of_hidden(seen):
    """Return (smallest, largest) of each hidden value of the last count, by linear programming."""
    solver = highspy.Highs()
    solver.silent()
    variables = {}
    last = seen[-1][0]

    def value(number, cell):
        """Return a constant, or the variable of a hidden cell, the same one in all counts with the same value."""
        values, _ = seen[number]
        same = [other for other in range(len(seen)) if seen[other][0].get(cell) == values[cell]]
        if any(cell not in seen[other][1] for other in same):
            return values[cell]
        if (cell, same[0]) not in variables:
            variables[cell, same[0]] = solver.addVariable(1, MOST)
        return variables[cell, same[0]]

    def require(difference, *, is_equal=False):
        """Require a difference to be nought or below, or just nought; one of constants says nothing."""
        if not isinstance(difference, int):
            solver.addConstr(difference == 0 if is_equal else difference <= 0)

    for number, (values, _) in enumerate(seen):
        for cell in values:
            metric, _, period = cell
            parts = [other for other in values if other[:2] == cell[:2] and len(other[2]) > len(period)]
            parts = [other for other in parts if other[2].rpartition("-")[0] == period]
            whole, total = value(number, cell), sum(value(number, part) for part in parts)
            if metric != "persons" and parts:
                require(whole - total, is_equal=True)
            visits = ("visits", "", period)
            if metric in ("service_visits", "persons") and visits in values and values[cell] <= values[visits]:
                require(whole - value(number, visits))
            if metric == "persons" and len(period) == 4 and parts:
                for part in parts:
                    require(value(number, part) - whole)
                if sum(values[part] for part in parts) >= values[cell]:
                    require(whole - total)

    found = {}
    for (cell, first), variable in variables.items():
        if seen[first][0][cell] != last.get(cell) or cell not in seen[-1][1]:
            continue
        ends = []
        for find in (solver.minimize, solver.maximize):
            find(variable)
            assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(solver.variableValue(variable))
        found[cell] = tuple(ends)
    return found


def is_protected(seen):
    return all(highest - lowest >= 1 - 1e-6 for lowest, highest in bounds_of_hidden(seen).values())


small = st.one_of(st.integers(0, 6), st.integers(0, 40))


late_visits = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=1, max_size=2)


@st.composite
def logs(draw):
    """Draw the visits of five days, and to two services on them, and the persons that there can be."""
    visits = [draw(small) for _ in DAYS]
    services = {name: [draw(st.integers(0, most)) for most in visits] for name in ("travel", "messages")}
    if draw(st.booleans()):
        services["messages"] = list(visits)  # all visits touched it
    march, april = sum(visits[:3]), sum(visits[3:])
    persons = {"2021-03": draw(st.integers(min(1, march), march)), "2021-04": draw(st.integers(min(1, april), april))}
    least, most = max(persons.values()), sum(persons.values())
    return table(visits, persons | {"2021": draw(st.integers(least, most))}, **services)


@of_hundred(25)
@given(values=logs(), below=st.integers(3, 6))
def test_no_hidden_value_can_be_worked_out_by_linear_programming(values, below):
    hidden = hidden_in(values, below=below)
    assert {cell for cell, value in values.items() if 0 < value < below} <= hidden
    assert is_protected([(values, set(hidden))])


@of_hundred(25)
@given(
    values=logs(),
    late=late_visits,
    below=st.integers(3, 5),
)
def test_no_hidden_value_can_be_worked_out_with_the_count_before(values, late, below):
    """Late visits on one or two days; the reader has both counts."""
    hidden = hidden_in(values, below=below)
    releases = Releases().with_count(values, hidden)
    days = {day: values["visits", "", day] for day in DAYS}
    for place, more in late:
        days[DAYS[place]] += more
    now = values | added_up(("visits", ""), days)
    hidden_now = hidden_in(now, releases, below=below)
    assert is_protected([(values, set(hidden)), (now, set(hidden_now))])


def test_twice_as_many_days_of_ten_services_are_no_more_than_that_much_work():
    def work(number_of_days):
        values = values_of_days(number_of_days)
        assert {cell for cell, value in values.items() if 0 < value < 5} <= hidden_in(values)
        return calls_of(lambda: hidden_in(values))

    assert work(1460) < 2.2 * work(730)


def values_of_days(number_of_days):
    visits = {}
    services = {f"s{number}": {} for number in range(10)}
    for number in range(number_of_days):
        day = f"{2012 + number // 365}-{number % 365 // 31 + 1:02d}-{number % 365 % 31 + 1:02d}"
        visits[day] = 5000 + number % 97
        for place, days in enumerate(services.values()):
            days[day] = 2 if (number * 7 + place * 13) % 11 == 0 else 40 + (number * place) % 50
    values = added_up(("visits", ""), visits)
    for name, days in services.items():
        values |= added_up(("service_visits", name), days)
    return values
