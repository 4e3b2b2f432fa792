"""Numbers as they stand in a text, in Norwegian and English."""

import csv
import re
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from places import DATA

from helsetrend.values import HEDGES
from helsetrend.values.numerals import ARTICLES, number_of_word
from helsetrend.values.printed import Reading, _parsed, _unread, prints_in, readings, shape_of, unread_word
from helsetrend.values.vocabulary import EMPHASIS, HEDGE_WORDS, POSTFIX_HEDGES, SCALE_WORDS

PUBLISHED = DATA / "published"
F = Fraction
MILLION, TENTH = 1_000_000, 100_000  # a tenth of a million

PUBLISHED_PRINTS = {
    # over, mer enn
    "over 140 millioner": (140 * MILLION, MILLION, "over"),
    "i overkant av 140 millioner": (140 * MILLION, MILLION, "over"),
    "i overkant av 110 millioner": (110 * MILLION, MILLION, "over"),
    "i overkant av 37,2 millioner": (37_200_000, TENTH, "over"),
    "i overkant av 12,7 millioner": (12_700_000, TENTH, "over"),
    "mer enn 2,5 millioner": (2_500_000, TENTH, "over"),
    "over 87 prosent": (87, 1, "over"),
    # nearly
    "nærmere 43 millioner": (43 * MILLION, MILLION, "nearly"),
    "nesten 84 %": (84, 1, "nearly"),
    # about
    "rundt 77,5 millioner": (77_500_000, TENTH, "about"),
    "om lag 90,9 millioner": (90_900_000, TENTH, "about"),
    "om lag 116 millioner": (116 * MILLION, MILLION, "about"),
    "rundt 7 millioner": (7 * MILLION, MILLION, "about"),
    "ca. 1,4 millioner": (1_400_000, TENTH, "about"),
    "ca. 70 %": (70, 1, "about"),
    # no hedge
    "140 millioner": (140 * MILLION, MILLION, "none"),
    "141 millioner": (141 * MILLION, MILLION, "none"),
    "131 millioner": (131 * MILLION, MILLION, "none"),
    "79 millioner": (79 * MILLION, MILLION, "none"),
    "72 millioner": (72 * MILLION, MILLION, "none"),
    "40 millioner": (40 * MILLION, MILLION, "none"),
    "12 millioner": (12 * MILLION, MILLION, "none"),
    "7 millioner": (7 * MILLION, MILLION, "none"),
    "3 millioner": (3 * MILLION, MILLION, "none"),
    "140,9 millioner": (140_900_000, TENTH, "none"),
    "115,9 millioner": (115_900_000, TENTH, "none"),
    "109,5 millioner": (109_500_000, TENTH, "none"),
    "77,5 millioner": (77_500_000, TENTH, "none"),
    "72,9 millioner": (72_900_000, TENTH, "none"),
    "37,2 millioner": (37_200_000, TENTH, "none"),
    "25,6 millioner": (25_600_000, TENTH, "none"),
    "25,6 millionar": (25_600_000, TENTH, "none"),
    "25,5 million": (25_500_000, TENTH, "none"),
    "18,7 millioner": (18_700_000, TENTH, "none"),
    "18.7 million": (18_700_000, TENTH, "none"),
    "15,9 millioner": (15_900_000, TENTH, "none"),
    "11,9 millioner": (11_900_000, TENTH, "none"),
    "11,9 millionar": (11_900_000, TENTH, "none"),
    "10,9 millioner": (10_900_000, TENTH, "none"),
    "10,1 millioner": (10_100_000, TENTH, "none"),
    "9,2 millioner": (9_200_000, TENTH, "none"),
    "97 %": (97, 1, "none"),
    "99 %": (99, 1, "none"),
    "80 %": (80, 1, "none"),
    "56 prosent": (56, 1, "none"),
}

OTHER_PRINTS = {
    "Over 140 Millioner besøk": (140 * MILLION, MILLION, "over"),
    "meir enn 2,5 millionar": (2_500_000, TENTH, "over"),
    "drøyt 110 mill.": (110 * MILLION, MILLION, "over"),
    "more than 2.5 million visits": (2_500_000, TENTH, "over"),
    "just over 110 million": (110 * MILLION, MILLION, "over"),
    "nærare 43 millionar": (43 * MILLION, MILLION, "nearly"),
    "i underkant av 43 mill": (43 * MILLION, MILLION, "nearly"),
    "knapt 84 prosent": (84, 1, "nearly"),
    "almost 84 per cent": (84, 1, "nearly"),
    "just under 43 million": (43 * MILLION, MILLION, "nearly"),
    "cirka 70 %": (70, 1, "about"),
    "omtrent 500 tusen": (500_000, 1000, "about"),
    "approximately 1.4 million": (1_400_000, TENTH, "about"),
    "an estimated 4 million": (4 * MILLION, MILLION, "about"),
    "anslått 4 millioner": (4 * MILLION, MILLION, "about"),
    "1.2 million (approx.)": (1_200_000, TENTH, "about"),
    "4m (estimated)": (4 * MILLION, MILLION, "about"),
    "4 million or thereabouts": (4 * MILLION, MILLION, "about"),
    "c.950 thousand": (950_000, 1_000, "about"),
    "ca.1,4 millioner": (1_400_000, TENTH, "about"),
    "well in excess of 5m": (5 * MILLION, MILLION, "over"),
    "not far short of 5 million": (5 * MILLION, MILLION, "nearly"),
    "just below 5 million": (5 * MILLION, MILLION, "nearly"),
    "4 million and counting": (4 * MILLION, MILLION, "at_least"),
    "1,2 milliarder": (1_200_000_000, 100 * MILLION, "none"),
    "761 000 pasienter": (761_000, 1000, "none"),
    "1000 millioner": (1000 * MILLION, MILLION, "none"),
    "2 000 tusen": (2_000_000, 1000, "none"),
    "761\u2007000": (761_000, 1000, "none"),
    "0.125": (F("0.125"), F(1, 1000), "none"),  # no group of thousands begins with 0
    "000.125": (F("0.125"), F(1, 1000), "none"),
    "1 234 567": (1_234_567, 1, "none"),
    "1.234.567": (1_234_567, 1, "none"),
    "1,234,567 visits": (1_234_567, 1, "none"),
    "1.234.567,8": (F("1234567.8"), F(1, 10), "none"),
    "1,234,567.8": (F("1234567.8"), F(1, 10), "none"),
    "72900000": (72_900_000, 1000, "none"),  # one whole group of three zeros closes it
    "140 000 000": (140 * MILLION, MILLION, "none"),
    "0": (0, 1, "none"),
    "-5 %": (-5, 1, "none"),
    "\u22122,5 prosent": (F("-2.5"), F(1, 10), "none"),
    "37,25 %": (F("37.25"), F(1, 100), "none"),
    # scales
    "12 mio.": (12 * MILLION, MILLION, "none"),
    "12 Mio": (12 * MILLION, MILLION, "none"),
    "12 mln.": (12 * MILLION, MILLION, "none"),
    "12 mn": (12 * MILLION, MILLION, "none"),
    "12m": (12 * MILLION, MILLION, "none"),
    "3M": (3 * MILLION, MILLION, "none"),
    "100k": (100_000, 1000, "none"),
    "12 tusen": (12_000, 1000, "none"),
    "12 thousands": (12_000, 1000, "none"),
    "1,2 mrd. kr": (1_200 * MILLION, 100 * MILLION, "none"),
    "1,2 mia": (1_200 * MILLION, 100 * MILLION, "none"),
    "2 milliardar": (2000 * MILLION, 1000 * MILLION, "none"),
    "1.2 bn": (1_200 * MILLION, 100 * MILLION, "none"),
    "3 billioner": (3 * 10**12, 10**12, "none"),
    "1,2 tusen milliarder": (12 * 10**11, 10**11, "none"),
    "kr 12 mill.": (12 * MILLION, MILLION, "none"),
    # hedges
    "minst 40 millioner": (40 * MILLION, MILLION, "at_least"),
    "at least 3 million": (3 * MILLION, MILLION, "at_least"),
    "ikkje færre enn 3 millionar": (3 * MILLION, MILLION, "at_least"),
    "40 mill.+": (40 * MILLION, MILLION, "at_least"),
    "1 million or more": (MILLION, MILLION, "at_least"),
    "godt over 110 prosent": (110, 1, "over"),
    "flere enn 140 millioner": (140 * MILLION, MILLION, "over"),
    "> 140 millioner": (140 * MILLION, MILLION, "over"),
    "well over 3 million": (3 * MILLION, MILLION, "over"),
    "snaut 43 millioner": (43 * MILLION, MILLION, "nearly"),
    "opp mot 43 millioner": (43 * MILLION, MILLION, "nearly"),
    "bortimot 43 millioner": (43 * MILLION, MILLION, "nearly"),
    "nær 43 millioner": (43 * MILLION, MILLION, "nearly"),
    "just short of 43 million": (43 * MILLION, MILLION, "nearly"),
    "kring 7 millionar": (7 * MILLION, MILLION, "about"),
    "a million or so": (MILLION, MILLION, "about"),
    "~7 million": (7 * MILLION, MILLION, "about"),
    "under 43 millioner": (43 * MILLION, MILLION, "under"),
    "færre enn 43 millioner": (43 * MILLION, MILLION, "under"),
    "fewer than 43 million": (43 * MILLION, MILLION, "under"),
    "up to 43 million": (43 * MILLION, MILLION, "at_most"),
    "inntil 43 millioner": (43 * MILLION, MILLION, "at_most"),
    # emphasis says nothing of how exact a number is
    "hele 7 millioner": (7 * MILLION, MILLION, "none"),
    "heile 7 millionar": (7 * MILLION, MILLION, "none"),
    "as many as 7 million": (7 * MILLION, MILLION, "none"),
    "totalt over 7 millioner": (7 * MILLION, MILLION, "over"),
    # words
    "ti millioner": (10 * MILLION, MILLION, "none"),
    "én million": (MILLION, MILLION, "none"),
    "ein million": (MILLION, MILLION, "none"),
    "half a million": (500_000, TENTH, "none"),
    "en halv million": (500_000, TENTH, "none"),
    "to og en halv million": (2_500_000, TENTH, "none"),
    "two and a half million": (2_500_000, TENTH, "none"),
    "a million and a half": (1_500_000, TENTH, "none"),
    "halvannen million": (1_500_000, TENTH, "none"),
    "2½ millioner": (2_500_000, TENTH, "none"),
    "nesten to hundre tusen": (200_000, 1000, "nearly"),
    "twenty-five thousand": (25_000, 1000, "none"),
}

RANGES = {
    "40–45 millioner": (40 * MILLION, 45 * MILLION),
    "40-45 millioner": (40 * MILLION, 45 * MILLION),
    "40 til 45 millioner": (40 * MILLION, 45 * MILLION),
    "40 to 45 million visits": (40 * MILLION, 45 * MILLION),
    "mellom 40 og 45 millioner": (40 * MILLION, 45 * MILLION),
    "between 40 and 45 million": (40 * MILLION, 45 * MILLION),
    "ca. 40–45 millioner": (40 * MILLION, 45 * MILLION),
    "900 000–1,2 millioner": (900_000, 1_200_000),
    "12 000–13 000": (12_000, 13_000),
    "to til tre millioner": (2 * MILLION, 3 * MILLION),
    "60–65 %": (60, 65),
}

# Whole numbers without a scale and without percent: the zeros that end them may be digits.
IN_FULL = {
    *("761 000 pasienter", "1 234 567", "1.234.567", "1,234,567 visits", "72900000", "140 000 000", "0"),
    "761\u2007000",
}

UNREADABLE = [
    "٣ millioner",  # Arabic digits
    "1٣ millioner",
    "140 millioner ٣",
    "9" * 31,
    "",
    " ",
    "mest besøkt",
    "millioner",
    "over",
    "over rundt 140 millioner",
    "over 140 til 150 millioner",
    "150–140 millioner",
    "to av tre",
    "one in five",
    "en dobling",
    "over 140 millioner i 2021",
    "1.2.3",
    "1 2345",
    "12 34",
    "1.234,567.8",
    "1,2,3",
]

spaces = st.sampled_from(["\u0020", "\u00a0", "\u2007", "\u2009", "\u202f"])
hedge_words = st.sampled_from(
    [("none", ""), *((hedge, word) for hedge, words in HEDGE_WORDS.items() for word in words)]
)
scale_words = st.sampled_from([(scales[0], word) for word, scales in SCALE_WORDS.items() if len(scales) == 1])


def grouped(number, separator):
    """1234567 as 1.234.567, if the separator is a point."""
    return f"{number:,}".replace(",", separator)


def with_hedge(word, number, space, *, capital):
    hedged = f"{word}{space}{number}" if word else number
    return hedged.capitalize() if capital else hedged


@pytest.mark.parametrize(("text", "expected"), [*PUBLISHED_PRINTS.items(), *OTHER_PRINTS.items()])
def test_a_print_has_one_reading(text, expected):
    assert readings(text) == [Reading(*expected, text in IN_FULL)]


def test_every_published_figure_is_among_the_prints_above():
    with (PUBLISHED / "figures.csv").open(encoding="utf-8", newline="") as file:
        prints = {row["as_printed"] for row in csv.DictReader(file)}
    assert prints == {*PUBLISHED_PRINTS, "500.000"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500.000", {(F(500_000), F(1000)), (F(500), F(1, 1000))}),
        ("1.234", {(F(1234), F(1)), (F("1.234"), F(1, 1000))}),
        ("1,234 million", {(F(1_234_000_000), F(MILLION)), (F(1_234_000), F(1000))}),
        ("37.250 %", {(F(37_250), F(1)), (F("37.25"), F(1, 1000))}),
        ("1.2 billion", {(F(1_200 * MILLION), F(100 * MILLION)), (F(12 * 10**11), F(10**11))}),  # English, Norwegian
        ("en billion", {(F(10**9), F(10**9)), (F(10**12), F(10**12))}),
    ],
)
def test_a_print_that_can_mean_two_numbers_has_both_readings(text, expected):
    assert {(reading.value, reading.rounding) for reading in readings(text)} == expected


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_single_hedged_number_has_no_reading(text):
    assert readings(text) == []


@pytest.mark.parametrize(("text", "ends"), RANGES.items())
def test_a_range_has_two_ends_and_its_middle_as_value(text, ends):
    (read,) = readings(text)
    assert (read.ends, read.hedge, read.value) == (ends, "between", F(sum(ends), 2))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("halvparten av 12", "halvparten"),
        ("12 34", "34"),
        ("1 2345", "2345"),
        ("over 140 millioner i 2021", "2021"),
        ("mest besøkt", "mest"),
        ("omtrentlig 12", "omtrentlig"),
        ("12 millioner", ""),
    ],
)
def test_the_word_that_keeps_a_print_from_being_read_is_named(text, word):
    assert unread_word(text) == word


@pytest.mark.parametrize(
    ("text", "unit", "rest"),
    [
        ("12 millioner besøk", "", "besøk"),
        ("97 % av innbyggerne", "percent", "av innbyggerne"),
        ("3 prosentpoeng", "points", ""),
        ("140 millioner*", "", "*"),
        ("47 322 [u]", "", "[u]"),
        ("12 mill. kr", "", "kr"),
        ("kr 12", "", "kr"),
        ("12 zillioner", "", "zillioner"),
    ],
)
def test_what_stands_beside_a_number_is_kept(text, unit, rest):
    (read,) = readings(text)
    assert (read.unit, read.rest) == (unit, rest)


def test_every_number_of_a_running_text_is_found_at_its_place():
    text = (
        "I 2021 var det over 140 millioner besøk, mot 37,2 millioner i 2019. Andelen gikk fra 23 til 68 prosent, og "
        "to og en halv million brukte den. En mann så rundt 7 mill. Ein av fem, 40\u201345 %, og 3 m."
    )
    found = [(text[a.start : a.end], float(a.readings[0].value), a.readings[0].hedge) for a in prints_in(text)]
    assert found == [
        ("2021", 2021, "none"),
        ("over 140 millioner", 140e6, "over"),
        ("37,2 millioner", 37.2e6, "none"),
        ("2019", 2019, "none"),
        ("23", 23, "none"),
        ("68 prosent", 68, "none"),
        ("to og en halv million", 2.5e6, "none"),
        ("rundt 7 mill.", 7e6, "about"),
        ("fem", 5, "none"),
        ("40\u201345 %", 42.5, "between"),
        ("3", 3, "none"),
    ]


def test_no_phrase_stands_for_two_hedges():
    phrases = [*(phrase for group in HEDGE_WORDS.values() for phrase in group), *EMPHASIS]
    assert len(phrases) == len(set(phrases))
    assert set(HEDGES) == {*HEDGE_WORDS, "none", "between"}
    assert set(POSTFIX_HEDGES) <= set(HEDGE_WORDS)


@given(st.integers(0, 10**9), hedge_words, spaces, st.booleans(), st.sampled_from(["", " ", "\u00a0", ".", ","]))
@example(500_000, ("none", ""), " ", False, ".")
def test_a_whole_number_is_read_with_any_separator_of_thousands(number, hedge_word, space, capital, separator):
    hedge, word = hedge_word
    closing_zeros = len(str(number)) - len(str(number).rstrip("0")) if number else 0
    worth = 1000 ** (closing_zeros // 3)
    text = with_hedge(word, grouped(number, separator), space, capital=capital)
    assert Reading(F(number), F(worth), hedge, is_in_full=True) in readings(text)


@given(
    st.integers(0, 9_999_999),
    st.text("0123456789", min_size=1, max_size=6),
    hedge_words,
    spaces,
    st.sampled_from([(" ", ","), ("\u00a0", ","), ("\u202f", "."), ("", ","), ("", "."), (".", ","), (",", ".")]),
)
def test_decimals_are_read_after_a_comma_and_after_a_point(whole, decimals, hedge_word, space, marks):
    (hedge, word), (separator, mark) = hedge_word, marks
    text = with_hedge(word, grouped(whole, separator) + mark + decimals, space, capital=False)
    expected = (F(f"{whole}.{decimals}"), F(1, 10 ** len(decimals)), hedge)
    read = [(reading.value, reading.rounding, reading.hedge) for reading in readings(text)]
    assert expected in read
    if len(decimals) != 3:
        assert read == [expected]


@given(
    st.integers(0, 9999),
    st.text("0123456789", max_size=2),
    scale_words,
    hedge_words,
    spaces,
    st.sampled_from([",", "."]),
    st.sampled_from(["", " besøk", " visits"]),
)
def test_a_scale_word_multiplies_the_value_and_its_last_digit(
    whole, decimals, scale_word, hedge_word, space, mark, unit
):
    (scale, word), (hedge, hedging) = scale_word, hedge_word
    digits = f"{whole}{mark}{decimals}" if decimals else str(whole)
    text = with_hedge(hedging, f"{digits}{space}{word}{unit}", space, capital=False)
    worth = F(scale, 10 ** len(decimals))
    assert readings(text) == [Reading(F(f"{whole}.{decimals or 0}") * scale, worth, hedge, is_in_full=False)]


@given(
    st.integers(0, 100_000), hedge_words, st.sampled_from(["%", " %", "\u00a0%", " prosent", " percent", " per cent"])
)
def test_the_zeros_of_a_percentage_are_counted_to_the_last(number, hedge_word, unit):
    hedge, word = hedge_word
    expected = Reading(F(number), F(1), hedge, is_in_full=False)
    assert readings(with_hedge(word, f"{number}{unit}", " ", capital=False)) == [expected]


@given(st.one_of(st.text(), st.text("0123456789.,- %\u00a0\u2212amilonrveckt")))
def test_no_text_is_too_odd_to_be_asked_about(text):
    for reading in readings(text):
        assert reading.rounding > 0
        assert reading.hedge in HEDGES


def test_a_number_of_five_thousand_digits_is_no_reason_to_stop():
    assert readings("9" * 5000) == []
    assert [reading.value for reading in readings("9" * 30)] == [10**30 - 1]


@given(st.text(st.characters(categories=["L", "Z", "P"]), max_size=20), st.integers(0, 999))
def test_a_word_that_is_no_hedge_is_not_passed_over(word, number):
    known = {*(word for words in HEDGE_WORDS.values() for word in words), *EMPHASIS, *ARTICLES, "minus", "negativ"}
    known |= {word.removesuffix(".") for word in known}
    assume(word.strip().lower() not in known | {"kr", "nok", "sek", "dkk", "eur", "usd", "gbp"})
    assume(word.strip() and number_of_word(word.strip().lower()) is None)
    assume(not set(word) & set("-\u2212.,$€£<>~"))
    assert readings(f"{word} {number} millioner") == []


@given(
    st.sampled_from(["", "over ", "nesten ", "-", "kr ", "mellom 3 og ", "fem til ", "ord ", "ord-", "nær over "]),
    st.text(alphabet="0123456789., ½", min_size=1, max_size=12),
    st.sampled_from(["", " millioner", " tusen", " %", "*", " besøk", " av 3", "–40 millioner", " og 12", " til fem"]),
)
@example("fem til ", "9", "")
@example("", "1", " til fem")
@example("", "17", " og 12")
@example("", "2½", " millioner")
@example("", "1.234", "")
@example("over ", "120 000", "")
@example("", "10,0", " millioner")
def test_a_print_is_read_by_its_shape_as_it_is_read_by_itself(before, number, after):
    text = f"{before}{number}{after}"
    assert readings(text) == list(_parsed(text))
    assert [(one.unit, one.rest) for one in readings(text)] == [(one.unit, one.rest) for one in _parsed(text)]
    assert unread_word(text) == ("" if _parsed(text) else text.strip()[_unread(text)])


@given(
    st.text(alphabet="0123456789., ½", min_size=1, max_size=12),
    st.sampled_from(["", " millioner", "\xa0tusen", " %", " besøk", " \ud800", "²", "٣"]),
)
@example("37,2", " millioner")
def test_a_shape_has_a_one_for_each_digit_but_zero_and_beside_it_all_digits_in_a_row(number, after):
    text = number + after
    shape = re.sub("[1-9]", "1", text)
    assert shape_of(text) in ((shape, int(re.sub("[^0-9]", "", text) or 0)), (shape, 0), (text, 0))


def test_prints_that_differ_in_their_digits_only_have_one_shape():
    assert [shape_of(text) for text in ("37,2 millioner", "10,9 millioner")] == [
        ("11,1 millioner", 372),
        ("10,1 millioner", 109),
    ]
