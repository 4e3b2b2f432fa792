"""Numbers in digits and in words."""

from fractions import Fraction

import pytest

from helsetrend.values.numerals import SPACES, number_of_word, worth_in_full, written
from helsetrend.values.printed import readings

F = Fraction

# The values and forms of the Norwegian numerals in the corpus of Duckling (Duckling/Numeral/NB/Corpus.hs), which many
# people have looked at; its twenty-odd forms of each ten are made from its list of ones.
DUCKLING = {
    0: "0, null",
    1: "1, én, en, Ett",
    2: "2, to, et par",
    7: "7, syv, sju",
    14: "14, fjorten",
    16: "16, seksten",
    17: "17, sytten, søtten",
    18: "18, atten",
    20: "20, tyve, Tjue",
    30: "30, tretti, tredve",
    70: "70, søtti, sytti",
    100: "hundre",
    5000: "5 tusen, fem tusen, 5 000",
    5020: "fem tusen og tjue",
    100_000: "100000, 100K, 100k, 100 000",
    3_000_000: "3M, 3000K, 3000000, 3.000.000, 3 000 000",
    -1_200_000: "- 1.200.000, -1200000, minus 1.200.000, negativ 1200000, -1200K, -1 200 000",
    10**9: "en milliard",
    10**12: "en billion",
    10**15: "en billiard",
    10**18: "en trillion",
    10**21: "en trilliard",
    10**24: "en kvadrillion",
    10**27: "en kvadrilliard",
    6 * 10**10: "seksti milliarder, 60 milliarder",
    3 * 10**12: "tre billioner, 3 billioner",
    4 * 10**17: "fire hundre billiarder, 400 billiarder",
    2 * 10**18: "to trillioner, 2 trillioner",
    18 * 10**21: "atten trilliarder, 18 trilliarder",
    411 * 10**24: "fire hundre og elleve kvadrillioner, 411 kvadrillioner",
    9 * 10**27: "ni kvadrilliarder, 9 kvadrilliarder",
}
WITH_A_COMMA = {
    F("1.1"): ["1,1", "1,10", "01,10"],
    F("0.77"): ["0,77", ",77"],
    F(1_200_000): ["1,2M", "1200K", ",0012G", "1 200 000", "1.200.000"],
    F(-1_200_000): ["-1,2M", "-,0012G"],
}
TENS = {20: "tjue", 30: "tretti", 40: "førti", 50: "femti", 60: "seksti", 70: "sytti søtti", 80: "åtti", 90: "nitti"}
ONES = {1: "en én", 2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "sju syv", 8: "åtte", 9: "ni"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((F(value), form) for value, forms in DUCKLING.items() for form in forms.split(", ")),
        *((value, form) for value, forms in WITH_A_COMMA.items() for form in forms),
        *(
            (F(ten + one), f"{first}{last}")
            for ten, firsts in TENS.items()
            for one, lasts in ONES.items()
            for first in firsts.split()
            for last in lasts.split()
        ),
    ],
)
def test_the_numerals_of_an_independent_corpus_are_read(value, text):
    assert value in [reading.value for reading in readings(text)]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("femogtjue", 25),
        ("toogtredve", 32),
        ("tohundre", 200),
        ("tohundreogfem", 205),
        ("hundreogett", 101),
        ("fem", 5),
        ("twenty-five", 25),
        ("ninety-nine", 99),
        ("einogtjue", 21),
        ("besøk", None),
        ("tjuetjue", None),
        ("", None),
    ],
)
def test_a_word_names_a_number_below_a_thousand_or_none(word, number):
    assert number_of_word(word) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [("12", "")]),
        ("1.234", [("1234", "comma"), ("1.234", "point")]),
        ("1,234", [("1234", "point"), ("1.234", "comma")]),
        ("1 234", [("1234", "")]),
        ("1 234,50", [("1234.50", "comma")]),
        ("1.234.567", [("1234567", "comma")]),
        ("1,234.5", [("1234.5", "point")]),
        ("0,05", [("0.05", "comma")]),
        ("0.125", [("0.125", "point")]),
        (",77", [("0.77", "comma")]),
        ("01,10", [("1.10", "comma")]),
        ("1'234'567", [("1234567", "point")]),
        ("1234.567", [("1234.567", "point")]),
        ("1.234,567.8", []),
        ("-1", []),
        ("٣", []),
        ("", []),
        ("9" * 31, []),
    ],
)
def test_digits_are_read_as_every_number_they_can_mean(text, expected):
    assert [(str(number), number.form) for number in written(text)] == expected


@pytest.mark.parametrize("space", SPACES)
def test_each_space_separates_thousands_but_not_two_kinds_in_one_number(space):
    (number,) = written(f"1{space}234{space}567")
    assert number.value == 1_234_567
    other = next(sign for sign in SPACES if sign != space)
    assert written(f"1{space}234{other}567") == []


@pytest.mark.parametrize(
    ("number", "worth"),
    [(0, 1), (7, 1), (100, 1), (1000, 1000), (1_000_500, 1), (500_000, 1000), (10**6, 10**6), (12 * 10**9, 10**9)],
)
def test_closing_groups_of_three_zeros_are_rounding(number, worth):
    assert worth_in_full(number) == worth
