"""Numbers and sentences in two languages: exactly the digits that are known, and no text without a use."""

import ast
import re
import string
import tomllib
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from drawn import fractions
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markupsafe import Markup
from places import TOP

from helsetrend.analysis.reconciliation import RULES
from helsetrend.analysis.vintage.comparison import Change
from helsetrend.analysis.vintage.observation import Reason
from helsetrend.published.figures import Figure
from helsetrend.published.texts import Text
from helsetrend.report.presentation.phrase import Phrase, inner, linked
from helsetrend.report.presentation.wording import Words, words
from helsetrend.values.interval import HEDGES, Interval
from helsetrend.values.period import Period
from helsetrend.values.printed import readings

F = Fraction
MILLION = 1_000_000
SOURCE = TOP / "src" / "helsetrend"
PRESENTATION = SOURCE / "report" / "presentation"
LANGUAGES = sorted(path.name.split(".")[1] for path in PRESENTATION.glob("wording.*.toml"))
RANGE = {"nb": " til ", "nn": " til ", "en": " to "}
AND = {"nb": " og ", "nn": " og ", "en": " and "}


@cache
def trees():
    """Return the code of every module."""
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))]


# A figure, and how it is shown. "~" is a non-breaking space.
FIGURES = """
value       rounding   hedge   unit     nb                      en
37200000    100000     none    visits   37,2 millioner          37.2 million
37000000    100000     none    visits   37,0 millioner          37.0 million
37000000    1000000    none    visits   37 millioner            37 million
140000000   1000000    over    visits   over 140 millioner      over 140 million
43000000    1000000    nearly  logins   nærmere 43 millioner    nearly 43 million
77500000    100000     about   logins   rundt 77,5 millioner    about 77.5 million
1000000     1000000    none    visits   1 million               1 million
1250000     10000      none    visits   1,25 millioner          1.25 million
1200000000  100000000  none    visits   1,2 milliarder          1.2 billion
1000000000  1000000000  over  visits   over 1 milliard         over 1 billion
1234567     1          none    visits   1~234~567               1,234,567
1234000     1000       about   visits   rundt 1~234~000         about 1,234,000
761000      1000       none    visits   761~000                 761,000
999         1          nearly  visits   nærmere 999             nearly 999
94          1          none    percent  94 prosent              94 percent
84          1          nearly  percent  nærmere 84 prosent      nearly 84 percent
37.5        0.1        about   percent  rundt 37,5 prosent      about 37.5 percent
"""

# A change within its bounds, as the ratio new to old or in percentage points, its direction, and how large it is.
CHANGES = """
from -> to            least         most          unit     word  nb                              en
72 -> over 140  140/72.5  141/71.5  percent  up  mellom 93 og 98 prosent  between 93 and 98 percent
72.9 -> 140.9         140.85/72.95  140.95/72.85  percent  up    93 prosent                      93 percent
43- -> about 77.5  77.4/43  77.6/42  percent  up  mellom 80 og 85 prosent  between 80 and 85 percent
43- -> about 90.9  90.8/43  91/42  percent  up  mellom 111 og 117 prosent  between 111 and 117 percent
15.9 -> 40  39.5/15.95  40.5/15.85  percent  up  mellom 147 og 156 prosent  between 147 and 156 percent
115.9 -> over 110  110/115.95  111/115.85  percent  down  mellom 4,1 og 5,2 prosent  between 4.1 and 5.2 percent
over 140 -> 72  71.5/141  72.5/140  percent  down  mellom 48 og 50 prosent  between 48 and 50 percent
90.9 -> 95.1  95.05/91  95.15/90.8  percent  up  mellom 4,4 og 4,8 prosent  between 4.4 and 4.8 percent
84- -> over 87  3  5  points  up  mellom 3 og 5 prosentpoeng  between 3 and 5 percentage points
one point             1             1             points   up    1 prosentpoeng                  1 percentage point
three points          3             3             points   up    3 prosentpoeng                  3 percentage points
three points less     -3            -3            points   down  3 prosentpoeng                  3 percentage points
up to one point  0.5  1  points  up  mellom 0,5 og 1,0 prosentpoeng  between 0.5 and 1.0 percentage points
one point, in tenths  0.98          1.02          points   up    1,0 prosentpoeng                1.0 percentage points
below ten  9.2  9.9  points  up  mellom 9,2 og 9,9 prosentpoeng  between 9.2 and 9.9 percentage points
up to above ten  9.2  10.9  points  up  mellom 9 og 11 prosentpoeng  between 9 and 11 percentage points
"""
DIRECTIONS = {"up": ("en økning på", "an increase of"), "down": ("en nedgang på", "a decrease of")}

PERIODS = """
period           nb                            en
2021             2021                          2021
2020-12          desember 2020                 December 2020
2016-10-01       1. oktober 2016               1 October 2016
2016-Q4          4. kvartal 2016               4th quarter 2016
2023-H1          1. halvår 2023                the first half of 2023
2023-T1          januar–april 2023             January – April 2023
2020-W12         uke 12 2020                   week 12 of 2020
2020-W10/2020-W12  uke 10–12 2020              weeks 10–12 of 2020
2020-W53/2021-W01  uke 53 2020–uke 1 2021      week 53 of 2020–week 1 of 2021
2020-08-01/P1Y   2020/21                       2020/21
1999-07-01/P1Y   1999/00                       1999/00
2011/2021        2011–2021                     2011–2021
2021-05-02/2021-05-09  2.–9. mai 2021          2–9 May 2021
2022-05/2022-12  mai–desember 2022             May – December 2022
2020-11/2021-02  november 2020–februar 2021    November 2020 – February 2021
"""

TIMES = """
time             nb                            en
2021             i 2021                        in 2021
2022-05          i mai 2022                    in May 2022
2024-02-09       9. februar 2024               on 9 February 2024
2016-Q4          i 4. kvartal 2016             in the 4th quarter of 2016
2023-H2          i 2. halvår 2023              in the second half of 2023
2020-W12         i uke 12 2020                 in week 12 of 2020
2020-08-01/P1Y   i 2020/21                     in 2020/21
"""

NEW_COUNT = Text(nb="ny telling", en="a new count")
REASONS = {
    ("before_launch", ("period", "2015"), ("start", "2016-10-01")): (
        "2015 er fra før starten 1. oktober 2016",
        "2015 is before the start on 1 October 2016",
    ),
    ("not_reported_yet", ("period", "2019"), ("first", "2020")): (
        "2019 er ikke rapportert; rapporteringen begynte i 2020",
        "2019 is not reported; the reporting began in 2020",
    ),
    ("not_published", ("period", "2020-12")): (
        "tallet for desember 2020 er ikke publisert",
        "the figure for December 2020 is not published",
    ),
    ("only_as_picture", ("period", "2019")): (
        "tallet for 2019 er bare vist som en figur, uten tall",
        "the figure for 2019 is shown only as a chart, without numbers",
    ),
    ("part_of_period", ("period", "2011"), ("start", "2011-06-15")): (
        "2011 er bare delvis dekket, for det som måles, begynte 15. juni 2011",
        "2011 is covered only in part, because what is measured began on 15 June 2011",
    ),
    ("ended", ("period", "2024"), ("end", "2023-05")): (
        "2024 er etter at det ble avsluttet, i mai 2023",
        "2024 is after the end in May 2023",
    ),
    ("ended_in_period", ("period", "2023"), ("end", "2023-05")): (
        "2023 er bare delvis dekket, for det som måles, ble avsluttet i mai 2023",
        "2023 is covered only in part, because what is measured ended in May 2023",
    ),
    ("other_producers", ("period", "2020"), ("publisher", "A"), ("other", "2021"), ("by", "B")): (
        "tallet for 2020 er fra A og tallet for 2021 fra B, som kan telle ulikt",
        "the figure for 2020 comes from A and the one for 2021 from B, who may count differently",
    ),
    ("same_period", ("period", "2021")): (
        "en periode kan ikke sammenlignes med seg selv (2021)",
        "a period cannot be compared with itself (2021)",
    ),
    ("other_months", ("period", "2020-03"), ("other", "2021")): (
        "mars 2020 og 2021 dekker ikke de samme månedene",
        "March 2020 and 2021 do not cover the same months",
    ),
    ("other_part_of_year", ("period", "2020-W53"), ("other", "2021-W52")): (
        "uke 53 2020 og uke 52 2021 er ikke samme del av året",
        "week 53 of 2020 and week 52 of 2021 are not the same part of the year",
    ),
    (
        "other_year",
        ("period", "2021"),
        ("name", Text(nb="Timer", en="Lessons")),
        ("own", "2020-08-01/P1Y"),
        ("start", "2020-08-01"),
    ): (
        "2021 er ikke et av årene som «Timer» gjelder for: 2020/21 begynner 1. august 2020",
        "2021 is not one of the years that “Lessons” is for: 2020/21 starts on 1 August 2020",
    ),
    ("break", ("at", "2020"), ("why", NEW_COUNT)): (
        "det er et brudd i serien i 2020 (ny telling)",
        "there is a break in the series in 2020 (a new count)",
    ),
    ("break", ("at", "2020-06-01"), ("why", NEW_COUNT)): (
        "det er et brudd i serien 1. juni 2020 (ny telling)",
        "there is a break in the series on 1 June 2020 (a new count)",
    ),
    ("marked_break", ("at", "2020-07")): (
        "kilden markerer et brudd i serien i juli 2020",
        "the source marks a break in the series in July 2020",
    ),
    ("base_may_be_zero", ("period", "2019")): (
        "tallet for 2019 kan være null innenfor avrundingen",
        "the figure for 2019 can be zero within its rounding",
    ),
    ("part_published", ("period", "2021"), ("spans", ("2021-02/2021-04",))): (
        "av 2021 er bare februar–april 2021 publisert, og en del av en periode kan ikke sammenlignes med en hel",
        "of 2021 only February – April 2021 is published, and a part of a period cannot be compared with a whole one",
    ),
    ("part_published", ("period", "2021"), ("spans", ("2021-01", "2021-Q2", "2021-12"))): (
        "av 2021 er bare januar 2021, 2. kvartal 2021 og desember 2021 publisert, og en del av en periode kan ikke "
        "sammenlignes med en hel",
        "of 2021 only January 2021, 2nd quarter 2021 and December 2021 is published, and a part of a period cannot \
be compared "
        "with a whole one",
    ),
    ("nothing_to_compare", ("period", "2021")): (
        "det er ikke publisert andre tall å sammenligne 2021 med",
        "no other figure is published that 2021 can be compared with",
    ),
    ("as_far_as_published", ("spans", ("2016/2019", "2021"))): (
        "sammenligningen omfatter bare publiserte tall: 2016–2019 og 2021",
        "the comparison covers published figures only: 2016–2019 and 2021",
    ),
    ("does_not_add_up", ("name", Text(nb="Besøk", en="Visits"))): (
        "tall av denne typen kan ikke legges sammen: Besøk",
        "figures of this kind cannot be added up: Visits",
    ),
    ("other_days", ("period", "2023-02"), ("other", "2024-02"), ("days", 28), ("other_days", 29)): (
        "februar 2023 har 28 dager og februar 2024 har 29",
        "February 2023 has 28 days and February 2024 has 29",
    ),
    ("others_not_counted", ("period", "2021")): (
        "ikke alle tjenestene har et publisert tall for 2021, så plassen kan ikke fastslås",
        "not every service has a published figure for 2021, so the rank cannot be established",
    ),
    ("not_counted", ("period", "2021"), ("day", "2022-05-31")): (
        "2021 var ikke talt per 31. mai 2022",
        "2021 had not been counted by 31 May 2022",
    ),
    ("suppressed", ("period", "2021")): (
        "det talte tallet for 2021 er skjult for ikke å røpe noe om enkeltpersoner",
        "the counted figure for 2021 is suppressed so that it reveals nothing about individuals",
    ),
    ("counted_in_part", ("period", "2021"), ("days_counted", 300), ("days", 365)): (
        "loggen dekker bare 300 av 365 dager i 2021",
        "the log covers only 300 of the 365 days of 2021",
    ),
    ("counted_in_other_unit", ("period", "2021")): (
        "2021 er talt i en annen enhet enn den som er publisert",
        "2021 was counted in a different unit from the one published",
    ),
    ("counts_overlap", ("period", "2021")): (
        "tallene for tjenestene i 2021 overlapper innenfor avrundingen",
        "the figures for the services in 2021 overlap within their rounding",
    ),
}


def rows(table):
    return [re.split(r"\s{2,}", line.replace("~", "\u00a0").strip()) for line in table.strip().splitlines()[1:]]


def figure(value, rounding, hedge="none", unit="visits"):
    bounds = Interval.of_print(F(value), rounding=F(rounding), hedge=hedge)
    return Figure(
        row=7,
        metric="visits",
        service="",
        period=Period.parse("2021"),
        as_printed="",
        value=F(value),
        unit=unit,
        hedge=hedge,
        rounding=F(rounding),
        interval=bounds,
        literal_low=float(bounds.low),
        literal_high=float(bounds.high),
        source="page",
        published=date(2022, 5, 31),
        precedence=0,
        revision={},
    )


def change(least, most, unit):
    """Return a change between bounds; "140/72.5" is the ratio of new to old, whose change is in percent."""
    if "/" in least:
        least, most = (100 * (F(new) / F(old) - 1) for new, old in (least.split("/"), most.split("/")))
    return Change(figure(1, 1), figure(2, 1), unit, Interval(F(least), F(most)))


def number_in(text, language):
    """Return a number read back, and how many decimals it shows, without the code under test."""
    group, mark = {"nb": ("\u00a0", ","), "nn": ("\u00a0", ","), "en": (",", ".")}[language]
    whole, _, decimals = text.replace(group, "").replace("\u2212", "-").partition(mark)
    return F(f"{whole}.{decimals or 0}"), len(decimals)


def flat(entries, above=""):
    """Return the texts of a language file by their keys, written as `say` takes them."""
    pairs = [(f"{above}{key}", entry) for key, entry in entries.items()]
    return {
        key: text
        for name, entry in pairs
        for key, text in (flat(entry, f"{name}.") if isinstance(entry, dict) else {name: entry}).items()
    }


def entries(language):
    return flat(tomllib.loads((PRESENTATION / f"wording.{language}.toml").read_text(encoding="utf-8")))


def placeholders(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


# --- numbers


@pytest.mark.parametrize("line", rows(FIGURES), ids=lambda line: line[4])
def test_a_figure_is_shown_with_its_hedge_its_digits_and_its_scale(line):
    value, rounding, hedge, unit, nb, en = line
    said = [words(language).figure(figure(value, rounding, hedge, unit)).text for language in ("nb", "en")]
    assert said == [nb, en]


def test_a_figure_links_to_its_source():
    said = words("nb").figure(figure(140 * MILLION, MILLION, "over"))
    assert said.html == '<a class="figure" href="#figure-7">over 140 millioner</a>'


def test_a_cell_of_a_table_has_neither_scale_nor_unit():
    """They are in the header."""
    assert words("nb").bare(figure(37_200_000, 100_000, "over"), MILLION).text == "over 37,2"
    assert words("en").bare(figure(40 * MILLION, MILLION), MILLION).text == "40"
    assert words("en").bare(figure(84, 1, "nearly", "percent"), 1).text == "nearly 84"


prints = st.builds(
    lambda hedge, whole, decimals, scale: " ".join(
        part for part in (hedge, f"{whole},{decimals}" if decimals else f"{whole}", scale) if part
    ),
    st.sampled_from(["", "over", "nesten", "ca."]),
    st.integers(0, 99_999),
    st.text("0123456789", max_size=3),
    st.sampled_from(["", "tusen", "millioner", "milliarder", "prosent"]),
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=prints)
@example(text="37,0 millioner")
@example(text="0,4 millioner")
@example(text="12,3 tusen")
@example(text="500,0 tusen")
@example(text="9,2545 millioner")
@example(text="over 0 millioner")
def test_a_figure_in_words_is_read_back_as_the_same_figure(language, text):
    """The same value, rounding and hedge, so that no digit is shown that is not known, and none is lost."""
    read = readings(text)[0]
    unit = "percent" if text.endswith("prosent") else "visits"
    said = words(language).figure(figure(read.value, read.rounding, read.hedge, unit)).text
    known = [(reading.value, reading.rounding, reading.hedge) for reading in readings(said)]
    assert (read.value, read.rounding, read.hedge) in known, said


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (F("25550000"), "25,55 millioner", "25.55 million"),
        (F("77400000"), "77,4 millioner", "77.4 million"),
        (F("43000000"), "43 millioner", "43 million"),
        (F("140000000"), "140 millioner", "140 million"),
        (F("1200000000"), "1,2 milliarder", "1.2 billion"),
        (F("999999"), "999\u00a0999", "999,999"),
        (F("84"), "84", "84"),
        (F("80"), "80", "80"),
        (F("100"), "100", "100"),
        (F("96.5"), "96,5", "96.5"),
    ],
)
def test_a_bound_is_known_to_its_last_digit(value, nb, en):
    assert [words(language).exactly(value) for language in ("nb", "en")] == [nb, en]


steps = st.sampled_from([F(10) ** power for power in range(-3, 7)])
bounds = fractions(0, 10**9, parts=999)


@pytest.mark.parametrize("language", LANGUAGES)
@given(ends=st.tuples(bounds, bounds), step=steps, scale=st.sampled_from([1, MILLION]))
@example(ends=(F(36, 5), F(36, 5)), step=F(1, 10), scale=1)
def test_bounds_are_rounded_outwards(language, ends, step, scale):
    """All that is within the bounds is within what is shown, which is at most one step wider on each side."""
    interval = Interval(*sorted(ends))
    ends_shown = words(language).bounds(interval, step, scale=scale).split(RANGE[language])
    low, high = (number_in(ends_shown[place], language)[0] * scale for place in (0, -1))
    assert interval.low - step < low <= interval.low
    assert interval.high <= high < interval.high + step


# --- changes


@pytest.mark.parametrize("line", rows(CHANGES), ids=lambda line: line[0])
def test_a_change_is_shown_with_its_direction_and_its_bounds(line):
    _, least, most, unit, word, *sizes = line
    said = [words(language).directed(change(least, most, unit)) for language in ("nb", "en")]
    assert said == [f"{direction} {size}" for direction, size in zip(DIRECTIONS[word], sizes, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fall_has_no_minus_sign(language):
    """The word says it; 110/115.95 = 0.9487 and 111/115.85 = 0.9581."""
    said = words(language).size(change("110/115.95", "111/115.85", "percent"))
    assert not set("-\u2212\u2013") & set(said)


def test_a_change_that_can_be_up_or_down_has_no_direction():
    same, other = figure(40, 1), figure(41, 1)
    unclear = Change(same, other, "points", Interval(F(0), F(2)))
    assert words("nb").directed(unclear) == "en endring på mellom 0 og 2 prosentpoeng"
    assert words("en").directed(unclear) == "a change of between 0 and 2 percentage points"
    unchanged = Change(same, same, "points", Interval(F(-1), F(1)))
    assert [words(language).directed(unchanged) for language in ("nb", "en")] == ["samme tall", "the same figure"]


percents = fractions(-99, 999, parts=997)


@pytest.mark.parametrize("language", LANGUAGES)
@given(ends=st.tuples(percents, percents), unit=st.sampled_from(["percent", "points"]), is_fine=st.booleans())
@example(ends=(F("9.96"), F("9.99")), unit="percent", is_fine=False)
@example(ends=(F("9.5"), F("10.4")), unit="percent", is_fine=False)
@example(ends=(F(3), F(5)), unit="points", is_fine=False)
def test_the_decimals_of_a_change_depend_on_its_size(language, ends, unit, is_fine):
    """One decimal below ten, none above or if both bounds are whole; one number if both bounds round to it.

    Nearly a hundred percent, which has more decimals, has a test of its own.
    """
    assume(not 99 < max(map(abs, ends)) < 100)
    interval = Interval(*sorted(ends))
    said = words(language).percentage(interval, unit, is_fine=is_fine)
    amount, _, unit_word = (
        said.rpartition(" ") if language != "en" or unit == "percent" else said.rpartition(" percentage ")
    )
    assert unit_word in {"percent": {"prosent", "percent"}, "points": {"prosentpoeng", "point", "points"}}[unit]
    numbers = [number_in(number, language) for number in re.sub("^(mellom|between) ", "", amount).split(AND[language])]
    are_whole = interval.low.denominator == interval.high.denominator == 1
    places = int(is_fine or (max(map(abs, ends)) < 10 and not are_whole))
    assert {shown for _, shown in numbers} == {places}
    step = F(1, 10**places)
    if len(numbers) == 1:
        assert all(abs(bound - numbers[0][0]) <= step / 2 for bound in ends)
    else:
        (low, _), (high, _) = numbers
        assert interval.low - step < low <= interval.low
        assert interval.high <= high < interval.high + step
        assume(low != high)  # with equal ends it would have been one number
        assert low < high


QUANTITIES = """
low        high       unit     nb                               en
80         84.76      percent  mellom 80,0 og 84,8 prosent            between 80.0 and 84.8 percent
93.1       93.12      percent  93,1 prosent                     93.1 percent
3          5          points   mellom 3,0 og 5,0 prosentpoeng         between 3.0 and 5.0 percentage points
1          1          points   1 prosentpoeng                   1 percentage point
100        100        percent  100 prosent                      100 percent
1.931      1.972      times    1,93 til 1,98 ganger             1.93 to 1.98 times
9.999      10         times    9,9 til 10,0 ganger              9.9 to 10.0 times
36.84      36.86      times    36,8 til 36,9 ganger             36.8 to 36.9 times
120.1      120.2      times    120 til 121 ganger               120 to 121 times
3          3          times    3 ganger                         3 times
2.5        2.5        times    2,5 ganger                       2.5 times
25550000   25650000   visits   25,55 millioner til 25,65 millioner  25.55 million to 25.65 million
184085     184085     visits   184~085                          184,085
0          0          visits   0                                0
999        1000000    visits   999 til 1 million                999 to 1 million
"""
# 9.999 to 10: ten and more are shown with one decimal, rounded outwards; below ten with two.


@pytest.mark.parametrize("line", rows(QUANTITIES), ids=lambda line: " ".join(line[:3]))
def test_a_quantity_is_shown_in_its_unit(line):
    low, high, unit, *expected = line
    said = [words(language).quantity(Interval(F(low), F(high)), unit) for language in ("nb", "en")]
    assert said == expected


amounts = fractions(0, 200, parts=997)


@pytest.mark.parametrize("language", LANGUAGES)
@given(ends=st.tuples(amounts, amounts))
def test_how_many_times_is_rounded_outwards(language, ends):
    """Two decimals below ten, one below a hundred, else none; nothing within the bounds is left out."""
    low, high = sorted(ends)
    assume(low < high)
    ends_shown = words(language).quantity(Interval(low, high), "times").rpartition(" ")[0].split(RANGE[language])
    (least, places), (most, _) = (number_in(ends_shown[place], language) for place in (0, -1))
    assert places == (2 if high < 10 else 1 if high < 100 else 0)
    step = F(1, 10**places)
    assert low - step < least <= low
    assert high <= most < high + step


# --- times


@pytest.mark.parametrize("line", rows(PERIODS), ids=lambda line: line[0])
def test_a_period_is_written_in_each_language(line):
    text, *expected = line
    said = [words(language).period(Period.parse(text)).replace("\u2009", " ") for language in ("nb", "en")]
    assert said == expected


@pytest.mark.parametrize("line", rows(TIMES), ids=lambda line: line[0])
def test_a_time_within_a_sentence_has_its_preposition(line):
    text, *expected = line
    assert [words(language).when(Period.parse(text)) for language in ("nb", "en")] == expected


def test_a_quarter_and_a_day_are_written_out():
    assert words("nb").period(Period.parse("2016-Q4")) == "4. kvartal 2016"
    assert "4th quarter" in words("en").period(Period.parse("2016-Q4"))
    assert [words(language).day(date(2022, 5, 31)) for language in ("nb", "en")] == ["31. mai 2022", "31 May 2022"]


# --- reasons


def said_in(function):
    """Return the texts that a function passes as the code of a `Reason`, also through a name or a condition."""
    first = [
        call.args[0]
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Reason"
    ]
    names = {node.id for code in first for node in ast.walk(code) if isinstance(node, ast.Name)}
    named = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & names
    ]
    ends = [
        end
        for code in [*first, *named]
        for end in ([code.body, code.orelse] if isinstance(code, ast.IfExp) else [code])
    ]
    return {end.value for end in ends if isinstance(end, ast.Constant)}


def test_every_reason_in_the_code_is_in_the_table_above():
    functions = [node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    codes = set().union(*map(said_in, functions))
    assert codes == {code for code, *_ in REASONS}


def as_fact(fact):
    """Return a fact as in the code: a period for a text, several for several; a name stays."""
    if isinstance(fact, tuple):
        return tuple(map(as_fact, fact))
    return Period.parse(fact) if isinstance(fact, str) and fact not in ("A", "B") else fact


@pytest.mark.parametrize(("given_reason", "expected"), REASONS.items(), ids=lambda case: str(case[0]))
def test_a_reason_has_a_text_in_each_language(given_reason, expected):
    code, *facts = given_reason
    reason = Reason(code, {name: as_fact(fact) for name, fact in facts})
    said = tuple(words(language).reason(reason).replace("\u2009", " ") for language in ("nb", "en"))
    assert said == expected


def test_a_repeated_reason_is_shown_once():
    reason, other = (Reason(code, {"period": Period.parse("2021")}) for code in ("not_published", "same_period"))
    assert words("en").reasons([reason, other, reason]) == "; ".join(map(words("en").reason, [reason, other]))


# --- the language files


def test_the_language_files_have_the_same_keys_and_places_to_fill():
    first, *others = ({key: placeholders(text) for key, text in entries(language).items()} for language in LANGUAGES)
    assert others
    assert all(other == first for other in others)


def test_every_rule_for_figures_that_follow_from_others_has_its_sentence():
    sentences = {key.removeprefix("mismatch.") for key in entries("en") if key.startswith("mismatch.")}
    assert sentences == set(RULES)


def test_no_text_was_left_in_the_other_language():
    """Five are the same in both."""
    nb, en = entries("nb"), entries("en")
    words_of = {key: re.sub(r"\{\w+\}", "", text) for key, text in nb.items() if text == en[key]}
    assert {key for key, text in words_of.items() if re.search(r"[^\W\d_]", text)} == {
        "hedge.over",
        "hedge.under",
        "page.state",
        "download.file",
    }


# Words of bokmål that nynorsk spells otherwise, or says with another word.
NOT_NYNORSK = """
ikke fra tall tallet tallene kilde kilden kilder kildene hva hvor hvordan hvorfor hver hvert mer flere bare noe noen de
kommer utgave utgaven en et måned måneden tjeneste tjenesten innenfor skrevet enhet enheten gjør sier være ble hvis uke
forskjell bilde økning økte økt falt rettet rettelse antall beregnet oppgis telles vises kontrolleres sammenlignes
gjelder ganger mangler deler selv høyest lavest høyere lavere nærmere foreløpig endelig anslag
"""


def test_nynorsk_has_no_word_of_bokmål():
    found = {
        key: said
        for key, text in entries("nn").items()
        if (said := set(NOT_NYNORSK.split()) & set(re.findall(r"[^\W\d_]+", re.sub(r"{\w+}", "", text.lower()))))
    }
    assert found == {}


# What nynorsk says in the tables above, where that differs from bokmål.
IN_NYNORSK = """
what      about                                 nn
figure    37200000 100000 none visits           37,2 millionar
figure    43000000 1000000 nearly logins        nærmare 43 millionar
figure    1000000 1000000 none visits           1 million
figure    1200000000 100000000 none visits      1,2 milliardar
figure    37.5 0.1 about percent                rundt 37,5 prosent
period    2020-W10/2020-W12                     veke 10–12 2020
period    2021-05-02/2021-05-09                 2.–9. mai 2021
period    2016-Q4                               4. kvartal 2016
period    2020-11/2021-02                       november 2020–februar 2021
when      2020-12                               i desember 2020
when      2016-10-01                            1. oktober 2016
"""


@pytest.mark.parametrize("line", rows(IN_NYNORSK), ids=lambda line: line[1])
def test_numbers_and_times_are_those_of_nynorsk(line):
    what, about, expected = line
    language = words("nn")
    if what == "figure":
        value, rounding, hedge, unit = about.split()
        assert language.figure(figure(F(value), F(rounding), hedge, unit)).text == expected
    else:
        assert getattr(language, what)(Period.parse(about)).replace("\u2009", " ") == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_every_hedge_has_one(language):
    assert all(text.strip() for text in entries(language).values())
    assert {key.partition(".")[2] for key in entries(language) if key.startswith("hedge.")} == set(HEDGES)


def keys_used(trees, templates):
    """Return a function that says whether a key is used.

    A key is used if it is in code or template as it is, if `say_many` counts it, or if an f-string forms it: with the
    same fixed text, and in each gap a text from anywhere in the code, a number or a plural form.
    """
    nodes = [node for tree in trees for node in ast.walk(tree)]
    literals = {node.value for node in nodes if is_text(node)}
    counted = {end.value for node in nodes if is_say_many(node) for end in ast.walk(node.args[0]) if is_text(end)}
    plurals = set().union(*(words(language).locale.plural_form.tags | {"other"} for language in LANGUAGES))
    formed = forms_in(nodes)
    formed_counted = forms_in(end for node in nodes if is_say_many(node) for end in ast.walk(node.args[0]))
    in_templates = {f"page.{name}" for text in templates for name in re.findall(r"resources\.page\.(\w+)", text)}
    in_templates |= {name for text in templates for name in re.findall(r'say\("([\w.]+)"', text)}

    def is_known(part):
        return part in literals | plurals or part.isdigit()

    def is_used(key):
        above, _, last = key.rpartition(".")
        names = [(key, formed), *([(above, formed_counted)] if last in plurals else [])]
        matches = [match for name, forms in names for form in forms if (match := form.fullmatch(name))]
        is_formed = any(all(map(is_known, match.groups())) for match in matches)
        return key in literals | in_templates or is_formed or (above in counted and last in plurals)

    return is_used


def forms_in(nodes):
    """Return a pattern for each f-string that begins with the name of a section of the language file."""
    return [
        re.compile("".join(re.escape(part.value) if is_text(part) else "(.+)" for part in node.values))
        for node in nodes
        if isinstance(node, ast.JoinedStr) and is_text(node.values[0]) and re.match(r"[a-z_]+\.", node.values[0].value)
    ]


def is_say_many(node):
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say_many"


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.fixture(scope="module")
def is_used():
    templates = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("templates/**/*.j2")]
    return keys_used(trees(), templates)


def test_every_text_has_a_use(is_used):
    """But for the locale, the words before a year and a day, and rules of grammar, which are no texts of their own."""
    rest = [f"language.{word}" for word in ("locale", "before_year", "before_day", "relatives", "after_colon")]
    assert [key for key in entries("nb") if not is_used(key)] == rest, "texts without a use"


@pytest.mark.parametrize("key", ["sentence.unheard_of", "status.unheard_of", "points.missing.many_more", "page.up.one"])
def test_a_text_without_a_use_is_found(key, is_used):
    assert not is_used(key)


# --- phrases


def test_text_is_escaped_in_html_only():
    said = words("en").say("sentence.gap", subject="<script>alert('&')</script>", reason="a < b")
    assert said.text == "<script>alert('&')</script>: a < b."
    assert said.html == "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;: a &lt; b."


def test_the_texts_of_a_language_file_are_escaped_too():
    rules = words("en").entries["language"]
    own = Words("en", {"language": rules, "own": "{one} < {other} & so on"}, words("en").locale)
    assert own.say("own", one=1, other=2).html == "1 &lt; 2 &amp; so on"


def test_a_part_that_is_a_phrase_keeps_its_html():
    said = words("en").say("span.percent", number=linked("there", "<b>"))
    assert (said.text, said.html) == ("<b> percent", '<a href="#there">&lt;b&gt;</a> percent')


def test_a_sentence_begins_with_a_capital_and_a_clause_does_not():
    assert words("en").say("sentence.gap", subject="the figure", reason="so").text == "The figure: so."
    assert words("en").say("clause.hole", period="december", status="so").text == "december (so)"
    assert Phrase("tall", Markup("<b>tall</b>")).capitalised().html == "<b>tall</b>"


def test_a_name_within_a_sentence_has_a_small_letter_unless_it_is_an_abbreviation():
    assert [inner(name) for name in ("Besøk på Helsenorge", "COVID certificate")] == [
        "besøk på Helsenorge",
        "COVID certificate",
    ]


@pytest.mark.parametrize(
    ("items", "nb", "en"),
    [
        (["<a>"], "<a>", "<a>"),
        (["<a>", "b"], "<a> og b", "<a> and b"),
        (["<a>", "b", "c"], "<a>, b og c", "<a>, b and c"),
    ],
)
def test_a_list_has_commas_and_one_and(items, nb, en):
    said = [words(language).listed(items) for language in ("nb", "en")]
    assert [phrase.text for phrase in said] == [nb, en]
    assert [str(phrase.html) for phrase in said] == [text.replace("<a>", "&lt;a&gt;") for text in (nb, en)]


@pytest.mark.parametrize(
    ("count", "en"), [(1, "One figure is missing"), (2, "Two figures are missing"), (13, "13 figures are missing")]
)
def test_a_count_chooses_the_plural_form(count, en):
    assert words("en").say_many("heading.missing", count).text == en


def test_an_unknown_key_or_language_is_an_error():
    with pytest.raises(KeyError):
        words("en").say("sentence.unheard_of")
    with pytest.raises(KeyError):
        words("en").say("sentence.gap", subject="x")
    with pytest.raises(ValueError, match=r"'sv'; allowed: en, nb, nn"):
        words("sv")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("99.9902", "99.9908", "99,99 prosent"),  # 131 million to 12 000: not all of it
        ("99.4", "99.8", "mellom 99,4 og 99,8 prosent"),
        ("100", "100", "100 prosent"),
        ("759595", "766184", "mellom 759\u00a0000 og 767\u00a0000 prosent"),  # three digits, rounded outwards
    ],
)
def test_a_change_has_three_digits_and_nearly_a_hundred_percent_is_not_a_hundred(low, high, said):
    assert words("nb").percentage(Interval(F(low), F(high)), "percent") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [("93.1", "97.2", "93–98"), ("58", "58", "58"), ("-5.6", "-4.2", "−5,6 til −4,2"), ("-1", "2", "−1 til 2")],
)
def test_the_digits_of_a_percentage_stand_alone_where_its_unit_is_said_once(low, high, said):
    assert words("nb").bare_percentage(Interval(Fraction(low), Fraction(high))) == said


@pytest.mark.parametrize(
    ("language", "first", "later"),
    [
        ("nb", "Per 31. desember 2022 var tallet 5.", "var 5 per 31. mai 2023"),
        ("nn", "Per 31. desember 2022 var talet 5.", "var 5 per 31. mai 2023"),
        ("en", "On 31 December 2022 the figure was 5.", "was 5 on 31 May 2023"),
    ],
)
def test_a_day_has_another_preposition_than_a_year(language, first, later):
    own = words(language)
    old, new = (own.period(Period.parse(text)) for text in ("2022-12-31", "2023-05-31"))
    said = own.say("sentence.span_up", old_period=old, old="5", change="1")
    assert said.text.startswith(first)
    assert str(said.html).startswith(first)
    level = own.say("heading.level", subject="x", quantity="5", period=new)
    assert level.text == f"X {later}"
    in_year = own.say("heading.level", subject="x", quantity="5", period="2023").text
    assert in_year.endswith({"en": "in 2023"}.get(language, "i 2023"))


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Visits", "visits"),
        ("NAV", "NAV"),
        ("BankID", "BankID"),
        ("E-post", "E-post"),
        ("Users of BankID", "users of BankID"),
    ],
)
def test_a_name_within_a_sentence_keeps_the_capitals_of_its_own(name, within):
    assert inner(name) == within


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["2016-12", "2017-12", "2018-12"], "desember 2016\u20132018"),
        (["2016-12", "2017-12"], "desember 2016 og desember 2017"),
        (["2016-12", "2018-12", "2019-12"], "desember 2016, desember 2018 og desember 2019"),
        (["2016-11", "2016-12", "2017-01"], "november 2016, desember 2016 og januar 2017"),
        (["2016", "2017", "2018"], "2016\u20132018"),
    ],
)
def test_three_years_in_a_row_or_the_same_month_of_them_are_a_range(periods, said):
    assert words("nb").listed_periods(map(Period.parse, periods)).text == said
