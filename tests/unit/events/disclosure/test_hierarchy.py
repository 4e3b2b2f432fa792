"""What must be hidden so that small counts stay hidden: tables by hand, and readers who try every possible table."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import of_hundred
from workdone import calls_of

from helsetrend.events.disclosure.hierarchy import suppressed

# The parts of each count, the counts, `below`, and what is hidden.
CASES = {
    "nothing is small": ("Y: a b c", "Y=30 a=5 b=10 c=15", 5, ""),
    "a small one, and the smallest other": ("Y: a b c", "Y=33 a=3 b=20 c=10", 5, "a c"),
    "of equals the first": ("Y: a b c d", "Y=33 a=3 b=10 c=10 d=10", 5, "a b"),
    "`below` itself is shown": ("Y: a b", "Y=30 a=5 b=25", 5, ""),
    "one below it is not": ("Y: a b", "Y=30 a=4 b=26", 5, "a b"),
    "zeros are shown and protect nothing": ("Y: a b c", "Y=23 a=3 b=0 c=20", 5, "a c"),
    "all is zero": ("Y: a b", "Y=0 a=0 b=0", 5, ""),
    "nothing else to hide but the whole": ("Y: a b", "Y=3 a=3 b=0", 3, ""),
    "a whole with a single part": ("Y: a", "Y=3 a=3", 5, "Y a"),
    "two are company for one another": ("Y: a b c", "Y=27 a=3 b=4 c=20", 5, "a b"),
    "two add up to less than `below`": ("Y: a b c", "Y=24 a=2 b=2 c=20", 5, "a b c"),
    "two add up to `below`": ("Y: a b c", "Y=25 a=2 b=3 c=20", 5, "a b"),
    "five of 1 add up to `below`, but each must be 1": (
        "Y: a b c d e f",
        "Y=25 a=1 b=1 c=1 d=1 e=1 f=20",
        5,
        "a b c d e f",
    ),
    "four with one to spare": ("Y: a b c d e", "Y=25 a=1 b=1 c=1 d=2 e=20", 5, "a b c d e"),
    "four with two to spare": ("Y: a b c d e", "Y=26 a=1 b=1 c=2 d=2 e=20", 5, "a b c d"),
    "1 + 1 + 1 hides its whole": ("Y: a b c", "Y=3 a=1 b=1 c=1", 3, "Y a b c"),
    "so does 1 + 1 + 2, or it would tell of 1 + 1 + 1": ("Y: a b c", "Y=4 a=1 b=1 c=2", 3, "Y a b c"),
    "but not 1 + 2 + 2": ("Y: a b c", "Y=5 a=1 b=2 c=2", 3, "a b c"),
    "a small whole hides its parts": ("Y: a b", "Y=2 a=1 b=1", 3, "Y a b"),
    "in a month two days; the month is shown": (
        "Y: M N; M: a b c; N: d e",
        "Y=100 M=40 N=60 a=1 b=9 c=30 d=29 e=31",
        5,
        "a b",
    ),
    "a small month hides another and two of its days": (
        "Y: M N O; M: a b; N: c d e; O: f",
        "Y=123 M=3 N=60 O=60 a=3 b=0 c=10 d=20 e=30 f=60",
        5,
        "M a N c d",
    ),
    "a hidden month that has two hidden days hides no more": (
        "Y: M N; M: a; N: c d e",
        "Y=63 M=3 N=60 a=3 c=1 d=9 e=50",
        5,
        "M a N c d",
    ),
    "months come to enough, their hidden days do not": (  # a day of 1 in M, and in N nothing but 1 + 1 + 1
        "Y: M N O; M: a; N: c d e; O: f",
        "Y=54 M=1 N=3 O=50 a=1 c=1 d=1 e=1 f=50",
        3,
        "M a N c d e O f",
    ),
    "up to the root": ("Y: M N; M: a; N: b", "Y=3 M=1 N=2 a=1 b=2", 3, "Y M N a b"),
    "three levels down": (
        "Y: M N; M: W V; W: a b; V: c d; N: e",
        "Y=130 M=90 N=40 W=2 V=88 a=2 b=0 c=40 d=48 e=40",
        5,
        "W a V c d",
    ),
    "a limit of 1": ("Y: a b", "Y=3 a=1 b=2", 1, ""),
    "no limit": ("Y: a b", "Y=3 a=1 b=2", 0, ""),
    "a limit of 2": ("Y: a b c", "Y=23 a=1 b=2 c=20", 2, "a b c"),
    "counts of their own": ("", "a=3 b=20 c=0", 5, "a"),
    "no counts": ("", "", 5, ""),
}


def read(parts, counts):
    """Return the first two arguments of `suppressed` from a row of the table."""
    named = (line.partition(":") for line in parts.split(";") if line)
    pairs = (pair.split("=") for pair in counts.split())
    return (
        {key: int(count) for key, count in pairs},
        {whole.strip(): tuple(some.split()) for whole, _, some in named},
    )


CASES["nothing else to hide but the whole"] = ("Y: M; M: a b", "Y=4 M=4 a=4 b=0", 5, "Y M a")


@pytest.mark.parametrize(("parts", "counts", "below", "expected"), CASES.values(), ids=CASES)
def test_what_is_hidden(parts, counts, below, expected):
    assert suppressed(*read(parts, counts), below=below) == set(expected.split())


@pytest.mark.parametrize(
    ("parts", "counts", "message"),
    [
        ("Y: a b", "Y=10 a=3 b=6", "the count of Y is 10, and its parts give 9"),
        ("Y: a b", "Y=8 a=3 b=6", "the count of Y is 8, and its parts give 9"),
        ("", "a=-1", "the count of a is -1"),
        ("Y: a; Z: a", "Y=3 Z=3 a=3", "twice"),
        ("Y: a; a: Y", "Y=3 a=3", "part of itself"),
    ],
)
def test_counts_that_do_not_add_up_and_parts_that_are_not_a_tree_are_refused(parts, counts, message):
    with pytest.raises(ValueError, match=message):
        suppressed(*read(parts, counts), below=5)


# --- against readers who try every possible table

SHAPES = [
    "Y: a b",
    "Y: a b c d",
    "Y: M N; M: a b; N: c d",
    "Y: M N; M: a; N: b c d",
    "Y: M N O; M: a b; N: c; O: d",
    "Y: a M; M: b N; N: c d",
    "Y: M; M: a b c",
    "Y: M N; M: W V; W: a b; V: c; N: d",
]
TREES = [read(shape, "")[1] for shape in SHAPES]


def bottom(tree):
    """Return the keys that have no parts, in order."""
    return [part for some in tree.values() for part in some if part not in tree]


def counted(tree, leaves):
    """Return all counts of a tree, the whole first, from those at its bottom."""
    counts = dict(leaves)
    for whole in reversed(tree):
        counts[whole] = sum(counts[part] for part in tree[whole])
    return {key: counts[key] for key in reversed(counts)}


@st.composite
def tables(draw):
    """Draw a tree, its counts, and `below`; most counts are small."""
    tree = draw(st.sampled_from(TREES))
    leaves = {key: draw(st.one_of(st.integers(0, 3), st.integers(0, 8))) for key in bottom(tree)}
    return tree, counted(tree, leaves), draw(st.integers(2, 6))


def possible(tree, shown, hidden, least):
    """Yield every table with the counts that a reader sees; the others are `least` or more."""
    leaves = bottom(tree)
    most = max(shown.values(), default=0) if "Y" in shown else max([*shown.values(), 4]) + 2
    places = {key: {place for place, leaf in enumerate(leaves) if leaf in below(tree, key)} for key in tree}
    sums = [(places[key], count) for key, count in shown.items() if key in tree]

    def fill(values):
        """Yield the values of all leaves that begin with these, as long as no sum that is shown is exceeded."""
        done = len(values)
        totals = [(sum(values[place] for place in of if place < done), max(of) < done, count) for of, count in sums]
        if all(total == count or (total < count and not is_whole) for total, is_whole, count in totals):
            if done == len(leaves):
                yield values
            else:
                leaf = leaves[done]
                for value in range(least, most + 1) if leaf in hidden else [shown[leaf]]:
                    yield from fill([*values, value])

    for values in fill([]):
        yield counted(tree, zip(leaves, values, strict=True))


def below(tree, key):
    """Return the keys at the bottom under a key."""
    return {leaf for part in tree[key] for leaf in (below(tree, part) if part in tree else [part])}


@pytest.mark.parametrize("least", [0, 1])
@of_hundred(150)
@given(table=tables())
def test_no_reader_can_work_out_a_hidden_count(least, table):
    """Each hidden count has at least two possible values, even for one who knows that no hidden count is zero."""
    tree, counts, below = table
    hidden = suppressed(counts, tree, below=below)
    shown = {key: count for key, count in counts.items() if key not in hidden}
    found = defaultdict(set)
    for other in possible(tree, shown, hidden, least):
        for key in hidden:
            found[key].add(other[key])
    assert all(len(found[key]) > 1 for key in hidden)


@pytest.mark.parametrize("below", [3, 4, 5])
def test_two_parts_are_safe_even_from_one_who_runs_the_rules_backwards(below):
    """Of all tables up to 12, those that look the same when published differ in each hidden count."""
    published = defaultdict(list)
    for a, b in product(range(13), repeat=2):
        counts = {"Y": a + b, "a": a, "b": b}
        hidden = suppressed(counts, {"Y": "ab"}, below=below)
        published[tuple(None if key in hidden else counts[key] for key in counts)].append(counts)
    for shown, alike in published.items():
        hidden = [key for key, count in zip("Yab", shown, strict=True) if count is None]
        assert all(len({counts[key] for counts in alike}) > 1 for key in hidden)


@of_hundred(300)
@given(table=tables())
def test_every_rule_holds_in_every_table(table):
    tree, counts, below = table
    hidden = suppressed(counts, tree, below=below)
    assert {key for key, count in counts.items() if 0 < count < below} <= hidden
    assert all(counts[key] for key in hidden)
    for whole, some in tree.items():
        here = [part for part in some if part in hidden]
        assert len(here) != 1 or (whole in hidden and sum(counts[part] > 0 for part in some) == 1)
        assert whole not in hidden or here
        assert whole in hidden or not here or sum(counts[part] for part in here) >= below


@of_hundred(150)
@given(table=tables())
def test_nothing_is_hidden_where_nothing_is_small_and_the_same_each_time(table):
    tree, counts, below = table
    hidden = suppressed(counts, tree, below=below)
    assert hidden == suppressed(counts, dict(reversed(tree.items())), below=below)
    if not any(0 < count < below for count in counts.values()):
        assert hidden == set()


def test_a_year_without_small_counts_is_shown_beside_one_that_has_some():
    tree = {"Y": ("a", "b"), "Z": ("c", "d")}
    counts = {"Y": 20, "a": 2, "b": 18, "Z": 20, "c": 10, "d": 10}
    assert suppressed(counts, tree, below=5) == {"a", "b"}


@pytest.mark.parametrize("has_months", [True, False])
def test_four_times_as_many_days_are_no_more_than_that_much_work(has_months):
    """Six days of seven have a small count."""

    def work(number_of_months):
        months = {f"M{number}": [f"{number}-{day}" for day in range(31)] for number in range(number_of_months)}
        days = [day for some in months.values() for day in some]
        tree = {"Y": list(months), **months} if has_months else {"Y": days}
        leaves = {day: 1 if place % 7 else place for place, day in enumerate(days)}
        counts = counted(tree, leaves)
        assert {day for day, count in leaves.items() if count == 1} <= suppressed(counts, tree, below=5)
        return calls_of(lambda: suppressed(counts, tree, below=5))

    assert work(48) < 4.5 * work(12)
