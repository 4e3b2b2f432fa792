"""What was known of a metric on a date; and where nothing was known, why."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from helsetrend.observations import metrics
from helsetrend.period import Period
from helsetrend.published import read_published

DATA = Path(__file__).parents[1] / "data"
PUBLISHED = read_published(DATA)
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
def test_a_period_without_a_figure_says_why(line):
    metric, service, period, as_of, code, fact = line
    observation = metrics(PUBLISHED, as_of=as_of).observe(metric, year_or_period(period), service)
    assert (observation.figure, observation.revised) == (None, None)
    assert observation.gap.code == code
    facts = dict(observation.gap.facts)
    assert facts.pop("period") == observation.period
    assert [str(value) for value in facts.values()] == ([fact] if fact else [])


@pytest.mark.parametrize("line", cells(PARTS), ids=" ".join)
def test_a_period_in_which_something_began_is_a_part(line):
    metric, service, period, begins = line
    part = metrics(PUBLISHED, as_of=SPRING_2022).observe(metric, year_or_period(period), service).part
    if begins:
        assert (part.code, str(part.facts["start"])) == ("part_of_period", begins)
    else:
        assert part is None


def test_a_period_with_a_figure_has_no_gap():
    observation = metrics(PUBLISHED, as_of=SPRING_2022).observe("visits", 2021)
    assert (observation.gap, observation.part, observation.revised) == (None, None, None)
    assert observation.figure.as_printed == "over 140 millioner"
    assert observation.figure.published == date(2022, 5, 31)


def test_a_share_that_is_measured_in_december_is_found_by_its_year():
    observation = metrics(PUBLISHED, as_of=SPRING_2022).observe("patient_travel_electronic_share", 2021)
    assert str(observation.period) == "2021-12"
    assert observation.figure.value == Fraction(87)


def test_a_month_and_a_quarter_are_found_by_their_period():
    known = metrics(PUBLISHED, as_of=ALL_SOURCES)
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
    observation = metrics(PUBLISHED, as_of=as_of).observe("logins", 2021)
    assert observation.figure.as_printed == figure
    assert (observation.revised and observation.revised.as_printed) == revised


def test_a_figure_that_was_only_made_more_precise_was_not_revised():
    observation = metrics(PUBLISHED, as_of=ALL_SOURCES).observe("visits", 2021)
    assert (observation.figure.as_printed, observation.revised) == ("140,9 millioner", None)


def test_a_revision_is_still_told_when_a_later_edition_prints_the_same_again(folder):
    add(folder / "published/figures.csv", 'visits,,2020,"72,9 millioner",72900000,visits,none,survey-2024')
    known = metrics(read_published(folder), as_of=ALL_SOURCES)
    observation = known.observe("visits", 2020)
    assert observation.figure.source == "survey-2024"
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
    assert metrics(PUBLISHED, as_of=as_of).years(metric, service) == years


def test_the_figures_of_a_metric_stand_in_the_order_of_their_periods():
    figures = metrics(PUBLISHED, as_of=SPRING_2022).figures("visits")
    expected = ["2014-05", "2016", "2017", "2017-04", "2018", "2019", "2020", "2020-03", "2021"]
    assert sorted(str(figure.period) for figure in figures) == sorted(expected)
    firsts = [figure.period.first for figure in figures]
    assert firsts == sorted(firsts)


def test_a_series_has_an_observation_for_every_year_with_its_gaps():
    series = metrics(PUBLISHED, as_of=SPRING_2022).series("logins", range(2016, 2022))
    assert [one.period.year for one in series] == [2016, 2017, 2018, 2019, 2020, 2021]
    assert [one.figure and int(one.figure.value / 100_000) for one in series] == [None, 70, 119, None, 430, 775]


def test_the_coverage_has_a_row_for_every_metric_and_service():
    table = metrics(PUBLISHED, as_of=SPRING_2022).coverage()
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


def test_what_a_source_wrote_is_known_from_the_last_day_of_its_date():
    assert "monitor-2022" not in metrics(PUBLISHED, as_of="2022-05-30").known_sources
    assert "monitor-2022" in metrics(PUBLISHED, as_of="2022-05-31").known_sources
    assert metrics(PUBLISHED, as_of="2017-05-30").known_sources == ["usage-2017-02", "speech-2014"]


def test_a_date_may_be_given_as_a_date():
    known = metrics(PUBLISHED, as_of=date(2022, 5, 31))
    assert known.as_of == metrics(PUBLISHED, as_of=SPRING_2022).as_of == date(2022, 5, 31)
    assert known.observe("visits", 2021).figure.row == 2


def test_without_a_date_everything_that_is_published_is_known(folder):
    """A source that prints no figure counts as well: its claims and remarks are published."""
    add(
        folder / "published/sources.csv", "essay-2099,2099,stated,3,nb,Et essay,,,En skribent,https://example.org/essay"
    )
    known = metrics(read_published(folder))
    assert set(known.known_sources) == set(known.published.sources)
    assert known.as_of == date(2099, 12, 31)
    assert len(known.history) == len(known.published.figures)


@pytest.mark.parametrize("as_of", ["2014-12-30", "1999-01-01"])
def test_a_day_before_all_figures_is_refused(as_of):
    """The first figure is of a speech in 2014, which counts from the last day of the year."""
    with pytest.raises(ValueError, match="nothing was published by"):
        metrics(PUBLISHED, as_of=as_of)


@pytest.mark.parametrize("as_of", ["2022-13-01", "soon", "2022-05"])
def test_a_text_that_is_no_day_is_refused(as_of):
    with pytest.raises(ValueError, match=r"is not a day such as 2022-05-31"):
        metrics(PUBLISHED, as_of=as_of)


@pytest.mark.parametrize(("metric", "service"), [("hits", ""), ("visits", "messages"), ("service_visits", "fax")])
def test_an_unknown_metric_or_service_is_refused(metric, service):
    with pytest.raises(KeyError):
        metrics(PUBLISHED, as_of=SPRING_2022).observe(metric, 2021, service)
