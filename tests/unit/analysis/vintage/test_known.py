"""What was known of a metric on a date; and where nothing was known, why."""

import shutil
from datetime import date
from fractions import Fraction

import pytest
from frozen import PUBLISHED
from hypothesis import given
from hypothesis import strategies as st
from madeup import known_of
from places import DATA
from properties import of_hundred

from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.errors import DataError
from helsetrend.published.figures import Figure, bounds_of, summed
from helsetrend.published.folder import read_published
from helsetrend.values.interval import HEDGES, Interval
from helsetrend.values.period import Period

SPRING_2022 = "2022-05-31"
ALL_SOURCES = "2025-12-31"
"""The last day of the newest source that these tests know of; rows of later sources do not change them."""

# Why a period has no figure. Facts: the first period that was reported, or the day of the launch.
GAPS = """
metric                           service            period   as of       reason            fact
service_visits                   messages           2019     2022-05-31  not_reported_yet  2020
service_visits                   messages           2012     2022-05-31  not_reported_yet  2020
service_visits                   messages           2022     2022-05-31  not_published     -
service_visits                   covid_certificate  2020     2022-05-31  before_launch     2021-06
service_visits                   covid_certificate  2021-05  2022-05-31  before_launch     2021-06
service_visits                   covid_certificate  2021-06  2022-05-31  not_published     -
service_visits                   covid_certificate  2021     2022-05-31  not_published     -
visits                           -                  2010     2022-05-31  before_launch     2011-06-15
visits                           -                  2014     2022-05-31  part_published    2014-05
visits                           -                  2014-Q2  2022-05-31  part_published    2014-05
visits                           -                  2014-04  2022-05-31  not_published     -
visits                           -                  2011-05  2022-05-31  before_launch     2011-06-15
visits                           -                  2011     2022-05-31  not_published     -
visits                           -                  2015     2022-05-31  not_published     -
visits                           -                  2022     2022-05-31  not_published     -
visits                           -                  2021     2022-05-30  not_published     -
logins                           -                  2011     2022-05-31  not_reported_yet  2012
logins                           -                  2019     2022-05-31  only_as_picture   -
logins                           -                  2019     2022-05-30  not_published     -
logins                           -                  2022     2025-12-31  not_published     -
patient_travel_electronic_share  -                  2015     2022-05-31  before_launch     2016-10-01
patient_travel_electronic_share  -                  2016     2022-05-31  only_as_picture   -
patient_travel_electronic_share  -                  2019     2022-05-31  only_as_picture   -
patient_travel_electronic_share  -                  2019     2020-12-31  not_published     -
patient_travel_electronic_share  -                  2022     2025-12-31  not_published     -
mobile_share_of_visits           -                  2021     2022-05-31  not_published     -
"""

# Periods that what is measured did not exist in all of, and from when on it did.
PARTS = """
metric                                       service            period   begins
visits                                       -                  2011     2011-06-15
visits                                       -                  2011-Q2  2011-06-15
visits                                       -                  2011-06  2011-06-15
visits                                       -                  2011-05/2011-06-15  2011-06-15
visits                                       -                  2011-07  -
visits                                       -                  2012     -
visits                                       -                  2010     -
service_visits                               covid_certificate  2021     2021-06
service_visits                               covid_certificate  2021-06  -
service_visits                               covid_certificate  2022     -
service_visits                               messages           2020     -
patient_travel_electronic_share              -                  2016     -
patient_travel_electronic_share_of_eligible  -                  2016     2016-10-01
patient_travel_electronic_share_of_eligible  -                  2016-Q4  -
"""


def cells(table):
    return [["" if cell == "-" else cell for cell in line.split()] for line in table.strip().splitlines()[1:]]


def year_or_period(text):
    return int(text) if text.isdigit() else Period.parse(text)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def add(path, line):
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n", encoding="utf-8", newline="")


@pytest.mark.parametrize("line", cells(GAPS), ids=" ".join)
def test_a_period_without_a_figure_has_the_reason(line):
    metric, service, period, as_of, code, fact = line
    observation = vintage_on(PUBLISHED, as_of=as_of).observe(metric, year_or_period(period), service)
    assert (observation.figure, observation.revised) == (None, None)
    assert observation.gap.code == code
    facts = dict(observation.gap.facts)
    assert facts.pop("period") == observation.period
    texts = [" ".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in facts.values()]
    assert texts == ([fact] if fact else [])


@pytest.mark.parametrize("line", cells(PARTS), ids=" ".join)
def test_a_period_in_which_the_metric_began_is_partly_covered(line):
    metric, service, period, begins = line
    part = vintage_on(PUBLISHED, as_of=SPRING_2022).observe(metric, year_or_period(period), service).part
    if begins:
        assert (part.code, str(part.facts["start"])) == ("part_of_period", begins)
    else:
        assert part is None


def test_a_period_with_a_figure_has_no_gap():
    observation = vintage_on(PUBLISHED, as_of=SPRING_2022).observe("visits", 2021)
    assert (observation.gap, observation.part, observation.revised) == (None, None, None)
    assert observation.figure.as_printed == "over 140 millioner"
    assert observation.figure.published == date(2022, 5, 31)


def test_a_share_that_is_measured_in_december_is_found_by_its_year():
    observation = vintage_on(PUBLISHED, as_of=SPRING_2022).observe("patient_travel_electronic_share", 2021)
    assert str(observation.period) == "2021-12"
    assert observation.figure.value == Fraction(87)


def test_a_month_and_a_quarter_are_found_by_their_period():
    known = vintage_on(PUBLISHED, as_of=ALL_SOURCES)
    assert known.observe("visits", Period.parse("2020-03")).figure.value == 10_100_000
    eligible = known.observe("patient_travel_electronic_share_of_eligible", Period.parse("2016-Q4"))
    assert eligible.figure.as_printed == "ca. 70 %"


@pytest.mark.parametrize(
    ("as_of", "figure", "revised"),
    [
        ("2022-05-31", "rundt 77,5 millioner", None),
        ("2023-01-30", "rundt 77,5 millioner", None),
        ("2023-01-31", "om lag 90,9 millioner", "rundt 77,5 millioner"),
        ("2025-12-31", "om lag 90,9 millioner", "rundt 77,5 millioner"),
    ],
)
def test_the_logins_of_2021_were_revised_by_the_edition_of_the_next_winter(as_of, figure, revised):
    observation = vintage_on(PUBLISHED, as_of=as_of).observe("logins", 2021)
    assert observation.figure.as_printed == figure
    assert (observation.revised and observation.revised.as_printed) == revised


def test_a_figure_that_was_only_made_more_precise_was_not_revised():
    observation = vintage_on(PUBLISHED, as_of=ALL_SOURCES).observe("visits", 2021)
    assert (observation.figure.as_printed, observation.revised) == ("140,9 millioner", None)


def test_a_figure_stays_revised_when_a_later_edition_prints_it_again(folder):
    add(folder / "published/figures.csv", 'visits,,2020,"72,9 millioner",72900000,visits,none,monitor-2024')
    known = vintage_on(read_published(folder), as_of=ALL_SOURCES)
    observation = known.observe("visits", 2020)
    assert observation.figure.source == "monitor-2024"
    assert known.table.loc[observation.figure.row, "is_revised"]
    assert observation.revised.as_printed == "72 millioner"


@pytest.mark.parametrize(
    ("metric", "service", "as_of", "years"),
    [
        ("visits", "", SPRING_2022, [2016, 2017, 2018, 2019, 2020, 2021]),
        ("visits", "", ALL_SOURCES, [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024]),
        ("visits", "", "2014-12-31", []),  # half a million in May 2014, and no year
        ("logins", "", ALL_SOURCES, [2017, 2018, 2020, 2021]),
        ("service_visits", "messages", SPRING_2022, [2020, 2021]),
        ("service_visits", "covid_certificate", ALL_SOURCES, []),
        ("patient_travel_electronic_share", "", SPRING_2022, [2020, 2021]),
        ("patient_travel_electronic_share_of_eligible", "", SPRING_2022, []),  # a quarter only
    ],
)
def test_the_years_of_a_metric_are_those_with_a_figure(metric, service, as_of, years):
    assert vintage_on(PUBLISHED, as_of=as_of).years(metric, service) == years


def test_the_figures_of_a_metric_are_in_the_order_of_their_periods():
    figures = vintage_on(PUBLISHED, as_of=SPRING_2022).figures("visits")
    expected = ["2014-05", "2016", "2017", "2017-04", "2018", "2019", "2020", "2020-03", "2021"]
    assert sorted(str(figure.period) for figure in figures) == sorted(expected)
    firsts = [figure.period.first for figure in figures]
    assert firsts == sorted(firsts)


def test_a_series_has_an_observation_for_every_year_with_its_gaps():
    series = vintage_on(PUBLISHED, as_of=SPRING_2022).series("logins", range(2016, 2022))
    assert [observation.period.year for observation in series] == [2016, 2017, 2018, 2019, 2020, 2021]
    values = [observation.figure and int(observation.figure.value / 100_000) for observation in series]
    assert values == [None, 70, 119, None, 430, 775]


def test_the_coverage_has_a_row_for_every_metric_and_service():
    table = vintage_on(PUBLISHED, as_of=SPRING_2022).coverage()
    assert table["years"].to_dict() == {
        ("visits", ""): "2016, 2017, 2018, 2019, 2020, 2021",
        ("visits_monthly_mean", ""): "none",  # first printed in January 2023
        ("mobile_share_of_visits", ""): "2016",
        ("logins", ""): "2017, 2018, 2020, 2021",
        ("service_visits", "messages"): "2020, 2021",
        ("service_visits", "covid_certificate"): "none",
        ("patient_travel_electronic_share", ""): "2020, 2021",
        ("patient_travel_electronic_share_of_eligible", ""): "none",  # a quarter only
        ("patient_travel_self_service_visits", ""): "2021",
        ("awareness_share", ""): "2021",
        ("ever_logged_in_share", ""): "none",
    }
    assert table.loc[("patient_travel_electronic_share", ""), ["kind", "unit", "measured"]].to_list() == [
        "share",
        "percent",
        "12",
    ]


def test_a_figure_is_known_from_the_last_day_of_the_date_of_its_source():
    assert "monitor-2022" not in vintage_on(PUBLISHED, as_of="2022-05-30").known_sources
    assert "monitor-2022" in vintage_on(PUBLISHED, as_of="2022-05-31").known_sources
    assert vintage_on(PUBLISHED, as_of="2017-05-30").known_sources == ["usage-2017-02", "speech-2014"]


def test_a_date_may_be_given_as_a_date():
    known = vintage_on(PUBLISHED, as_of=date(2022, 5, 31))
    assert known.as_of == vintage_on(PUBLISHED, as_of=SPRING_2022).as_of == date(2022, 5, 31)
    assert known.observe("visits", 2021).figure.row == 2


def test_without_a_date_everything_that_is_published_is_known(folder):
    """A source that prints no figure counts as well: its claims and remarks are published."""
    add(
        folder / "published/sources.csv", "essay-2099,2099,stated,3,nb,Et essay,,,En skribent,https://example.org/essay"
    )
    known = vintage_on(read_published(folder, today=date(2100, 1, 1)))
    assert set(known.known_sources) == set(known.published.sources)
    assert known.as_of == date(2099, 12, 31)
    assert len(known.history) == len(known.published.figures)


@pytest.mark.parametrize("as_of", ["2014-12-30", "1999-01-01"])
def test_a_day_before_all_figures_is_refused(as_of):
    """The first figure is of a speech in 2014, which counts from the last day of the year."""
    with pytest.raises(ValueError, match="nothing was published by"):
        vintage_on(PUBLISHED, as_of=as_of)


def test_nothing_can_be_known_after_today():
    published = read_published(DATA, today=date(2026, 3, 31))
    assert vintage_on(published, as_of="2026-03-31").as_of == date(2026, 3, 31)
    with pytest.raises(ValueError, match="nothing can be known yet on 2026-04-01: today is 2026-03-31"):
        vintage_on(published, as_of="2026-04-01")


def test_a_month_that_has_not_ended_counts_from_today(folder):
    add(folder / "published/sources.csv", "new,2026-03,stated,1,nb,Ny side,,,Helsedirektoratet,https://example.org/new")
    add(folder / "published/figures.csv", 'visits,,2025,"140 millioner",140000000,visits,none,new')
    known = vintage_on(read_published(folder, today=date(2026, 3, 12)))
    assert (known.as_of, known.observe("visits", 2025).figure.as_printed) == (date(2026, 3, 12), "140 millioner")


def test_a_source_of_the_future_is_a_fault(folder):
    add(folder / "published/sources.csv", "new,2026-04,stated,1,nb,Ny side,,,Helsedirektoratet,https://example.org/new")
    with pytest.raises(DataError, match="a date up to today, 2026-03-12"):
        read_published(folder, today=date(2026, 3, 12))


@pytest.mark.parametrize("as_of", ["2022-13-01", "soon", "2022-05"])
def test_a_text_that_is_not_a_day_is_refused(as_of):
    with pytest.raises(ValueError, match=r"is not a day such as 2022-05-31"):
        vintage_on(PUBLISHED, as_of=as_of)


@pytest.mark.parametrize(("metric", "service"), [("hits", ""), ("visits", "messages"), ("service_visits", "fax")])
def test_an_unknown_metric_or_service_is_refused(metric, service):
    with pytest.raises(KeyError):
        vintage_on(PUBLISHED, as_of=SPRING_2022).observe(metric, 2021, service)


def part(print_, *, hedge="none", rounding="1", period="2021-01", source="page", is_whole=True, published="2022-05-31"):
    value, worth = Fraction(print_), Fraction(rounding)
    bounds = bounds_of(Interval.of_print(value, rounding=worth, hedge=hedge), is_whole=is_whole, is_share=False)
    return Figure(
        row=2,
        metric="visits",
        service="",
        period=Period.parse(period),
        as_printed=print_,
        value=value,
        unit="visits",
        hedge=hedge,
        rounding=worth,
        interval=bounds,
        literal_low=float(bounds.low),
        literal_high=float(bounds.high),
        source=source,
        published=date.fromisoformat(published),
        precedence=0,
        revision={"nb": "x", "en": "x"},
    )


@pytest.mark.parametrize(
    ("parts", "low", "high", "printed"),
    [
        # print, hedge, rounding; the bounds of the sum; its value, hedge and rounding as they are shown
        ([("10", "none", "1"), ("20", "none", "1")], 30, 30, (30, "none", 1)),
        ([("12003", "none", "1"), ("997", "none", "1")], 13000, 13000, (13000, "none", 1)),
        # 9500 to 10 500, twice: 19 to 21 thousand, which is about 20 thousand
        ([("10000", "none", "1000")] * 2, 19000, 21000, (20000, "about", 1000)),
        # three of them: 28.5 to 31.5, more than one thousand to a side: about 30 thousand, known to ten thousand
        ([("10000", "none", "1000")] * 3, 28500, 31500, (30000, "about", 10000)),
        # 10 to 11 thousand and exactly 3: the middle is 10 503, so about 11 thousand, which is 10 to 12
        ([("10000", "over", "1000"), ("3", "none", "1")], 10003, 11003, (11000, "about", 1000)),
        # nearly: 9 to 10 thousand and 1 thousand: 10 to 11, within about 11
        ([("10000", "nearly", "1000"), ("1000", "none", "1")], 10000, 11000, (11000, "about", 1000)),
        ([("0", "none", "1"), ("0", "none", "1")], 0, 0, (0, "none", 1)),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(parts, low, high, printed):
    found = summed([part(print_, hedge=hedge, rounding=worth) for print_, hedge, worth in parts], Period.parse("2021"))
    assert found.interval == Interval(Fraction(low), Fraction(high))
    assert (found.value, found.hedge, found.rounding) == printed


def test_a_sum_is_of_its_parts_and_known_with_the_last_of_them():
    parts = [
        part("10", period="2021-01", source="a", published="2021-02-28"),
        part("20", period="2021-02", source="b", published="2021-06-30"),
        part("30", period="2021-03", source="a", published="2021-04-30"),
    ]
    found = summed(parts, Period.parse("2021-Q1"))
    assert (found.parts, found.sources, found.published) == (tuple(parts), ["a", "b"], date(2021, 6, 30))
    assert (found.row, found.as_printed, found.source, found.revision) == (0, "", "", {})
    assert (found.period, found.metric, found.unit) == (Period.parse("2021-Q1"), "visits", "visits")


@of_hundred(200)
@given(data=st.data())
def test_the_true_sum_is_within_the_bounds_and_within_what_is_shown(data):
    """Any true numbers, each printed somehow: the sum of the true ones is never outside of what the sum says."""
    parts, trues = [], []
    for _ in range(data.draw(st.integers(1, 12))):
        worth, hedge = Fraction(10) ** data.draw(st.integers(0, 6)), data.draw(st.sampled_from(list(HEDGES)))
        summand = part(str(data.draw(st.integers(0, 300)) * worth), rounding=str(worth), hedge=hedge)
        parts.append(summand)
        trues.append(data.draw(st.integers(int(summand.interval.low), int(summand.interval.high))))
    found = summed(parts, Period.parse("2021"))
    assert sum(trues) in found.interval
    assert found.value - found.rounding <= sum(trues) <= found.value + found.rounding
    assert found.value % found.rounding == 0


@of_hundred(100)
@given(data=st.data())
def test_a_sum_is_not_coarser_than_needed(data):
    """With a tenth of the rounding, "about" would leave out some of what the sum can be."""
    worths = data.draw(st.lists(st.integers(1, 5), min_size=2, max_size=12))
    parts = [part(str(data.draw(st.integers(1, 300)) * 10**worth), rounding=str(10**worth)) for worth in worths]
    found = summed(parts, Period.parse("2021"))
    finer = found.rounding / 10
    if found.hedge == "about" and finer >= 1:
        value = sum(summand.value for summand in parts)
        value = (value / finer + Fraction(1, 2)).__floor__() * finer
        assert not found.interval.within(Interval(value - finer, value + finer))


MONTHLY = """
visits  2021-01  100
visits  2021-02  110
visits  2021-03  90
visits  2021-Q2  330
visits  2021-Q3  300
visits  2021-Q4  270
visits  2022-01  100
visits  2022-02  110
visits  2022-04  120
visits  2023     5 000
visits  2023-01  1
"""


def test_a_year_that_is_not_printed_is_the_sum_of_its_months_and_quarters():
    """100 + 110 + 90 + 330 + 300 + 270 = 1200, exactly."""
    known = known_of({"visits": {}}, MONTHLY)
    seen = known.observe("visits", 2021)
    assert (seen.gap, seen.revised, seen.figure.value, seen.figure.hedge) == (None, None, 1200, "none")
    assert [str(part.period) for part in seen.figure.parts] == [
        *("2021-01", "2021-02", "2021-03", "2021-Q2", "2021-Q3", "2021-Q4")
    ]
    assert known.observe("visits", Period.parse("2021-Q1")).figure.value == 300
    assert known.observe("visits", Period.parse("2021-01/2021-06")).figure.value == 630
    assert known.years("visits") == [2021, 2023]


def test_a_year_that_is_printed_is_not_added_up():
    seen = known_of({"visits": {}}, MONTHLY).observe("visits", 2023)
    assert (seen.figure.as_printed, seen.figure.parts) == ("5 000", ())


def test_a_year_with_a_gap_has_the_published_spans_as_its_reason():
    gap = known_of({"visits": {}}, MONTHLY).observe("visits", 2022).gap
    assert (gap.code, list(map(str, gap.facts["spans"]))) == ("part_published", ["2022-01/2022-02", "2022-04"])


@pytest.mark.parametrize(
    "more", [{"kind": "share", "unit": "percent"}, {"kind": "mean"}, {"kind": "persons"}, {"measured": "12"}]
)
def test_a_metric_that_does_not_add_up_over_months_is_not_summed(more):
    prints = ("10 %", "20 %") if more.get("unit") else ("10", "20")
    figures = [("level", span, print_) for span, print_ in zip(("2021-01/2021-11", "2021-12"), prints, strict=True)]
    known = known_of({"level": more}, figures)
    seen = known.observe("level", Period.parse("2021"))
    assert (seen.figure, seen.gap.code) == (None, "not_published")


def test_the_months_in_force_on_the_date_are_summed():
    """February was revised from 20 to 25 in 2022, so that the sum is 60 until then and 65 since."""
    figures = """
    visits  2021-01  10  first
    visits  2021-02  20  first
    visits  2021-03  30  first
    visits  2021-02  25  second
    """
    sources = {"first": "2021", "second": "2022"}
    for as_of, expected in (("2021-12-31", 60), ("2022-12-31", 65)):
        known = known_of({"visits": {}}, figures, sources=sources, as_of=as_of)
        assert known.observe("visits", Period.parse("2021-Q1")).figure.value == expected


def test_the_span_of_what_is_known_is_from_the_first_year_to_the_last():
    assert known_of({"visits": {}}, MONTHLY).span == (2021, 2023)
    assert vintage_on(PUBLISHED, as_of=SPRING_2022).span == (2014, 2021)
