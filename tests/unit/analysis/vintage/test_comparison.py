"""The change from one period to another, and why two may not be compared."""

from fractions import Fraction

import pytest
from frozen import PUBLISHED
from madeup import known_of

from helsetrend.analysis.vintage.comparison import Change, NotComparable, compare, facts_html, ranking, same_months
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published.folder import read_published
from helsetrend.values.interval import Interval
from helsetrend.values.period import Period

SPRING_2022 = vintage_on(PUBLISHED, as_of="2022-05-31")
ALL_SOURCES = vintage_on(PUBLISHED, as_of="2025-12-31")

# Growth between two years: the least and the most that the prints allow, as the ratio new / old in millions.
GROWTH = """
metric          service   old   new   known      least         most          rounded
visits          -         2020  2021  spring     140/72.5      141/71.5      +93.1..+97.2
visits          -         2020  2021  all        140.85/72.95  140.95/72.85  +93.1..+93.5
visits          -         2019  2020  spring     71.5/37.25    72.5/37.15    +91.9..+95.2
visits          -         2017  2018  spring     25.55/18.75   25.65/18.65   +36.3..+37.5
visits          -         2022  2023  all        109.45/115.95 111/115.85    -5.6..-4.2
visits          -         2023  2024  all        130.5/111     131.5/109.45  +17.6..+20.1
visits          -         2021  2020  spring     71.5/141      72.5/140      -49.3..-48.2
service_visits  messages  2020  2021  spring     39.5/15.95    40.5/15.85    +147.6..+155.5
service_visits  messages  2020  2021  all        39.5/15.95    40.5/15.85    +147.6..+155.5
logins          -         2020  2021  spring     77.4/43       79.5/42       +80.0..+89.3
logins          -         2020  2021  all        90.8/43       91/42         +111.2..+116.7
logins          -         2017  2018  spring     11.85/7.5     11.95/6.5     +58.0..+83.8
"""

# Two periods that may not be compared, with every reason and the period that it is about.
REFUSED = """
metric                           service            old      new      known   reasons
service_visits                   messages           2019     2020     spring  not_reported_yet:2019
service_visits                   messages           2019     2022     spring  not_reported_yet:2019 not_published:2022
service_visits  covid_certificate  2020  2021  spring  before_launch:2020 not_published:2021 part_of_period:2021
visits                           -                  2010     2021     spring  before_launch:2010
visits                           -                  2015     2016     spring  not_published:2015
logins                           -                  2011     2018     spring  not_reported_yet:2011
logins                           -                  2018     2019     spring  only_as_picture:2019
logins                           -                  2021     2022     all     not_published:2022
patient_travel_electronic_share  -                  2019     2020     spring  only_as_picture:2019-12
patient_travel_electronic_share  -                  2015     2021     spring  before_launch:2015-12
visits                           -                  2021     2021     spring  same_period:2021
service_visits                   covid_certificate  2021     2021     spring  same_period:2021
visits                           -                  2020-03  2021     spring  other_months:2020-03
visits                           -                  2017-04  2020-03  spring  other_months:2017-04
visits                           -                  2017     2017-04  spring  other_months:2017
"""

OWN_CATALOGUE = """
[portal]
name = {nb = "Portalen", en = "The portal"}
description = {nb = "En portal.", en = "A portal."}
parts = {nb = ["sider"], en = ["pages"]}
[units]
visits = {nb = "besøk", en = "visits"}
percent = {nb = "prosent", en = "percent"}
"""
OWN_METRIC = """
[metrics.%s]
kind = "%s"
unit = "%s"
measured = "year"
name = {nb = "x", en = "x"}
subject = {nb = "x", en = "x"}
definition = {nb = "x", en = "x"}
"""
OWN_SERVICE = """
[metrics.visits.services.%s]
name = {nb = "x", en = "x"}
short = {nb = "x", en = "x"}
subject = {nb = "x", en = "x"}
"""
FIGURES_HEADER = "metric,service,period,as_printed,value,unit,hedge,source"
OWN_SOURCE = """\
source,published,published_basis,rank,language,title,detail_nb,detail_en,publisher,address
page,2022,stated,1,nb,Siden,,,Oss,https://example.org
"""
OWN_CLAIM = """\
claim,kind,metric,service,from_period,to_period,as_printed,value,unit,rounding,hedge,source
own,growth,share,,2019,2020,1 prosent,1,percent,,none,page
"""


def parted(table):
    return [["" if cell == "-" else cell for cell in line.split()] for line in table.strip().splitlines()[1:]]


def year_or_period(text):
    return int(text) if text.isdigit() else Period.parse(text)


def known_on(name):
    return {"spring": SPRING_2022, "all": ALL_SOURCES}[name]


def percent(ratio):
    """Return the increase that "140/72.5" means, in percent of the lower number: 100 * (140 / 72.5 - 1)."""
    new, old = ratio.split("/")
    return 100 * (Fraction(new) / Fraction(old) - 1)


@pytest.fixture
def own(tmp_path):
    """Return a function for a vintage with a made-up count of visits and a share, from one source."""

    def build(*, figures, more="", services=(), share_more=""):
        catalogue = OWN_CATALOGUE + OWN_METRIC % ("visits", "count", "visits") + more
        catalogue += "".join(OWN_SERVICE % name + words for name, words in dict(services).items())
        catalogue += OWN_METRIC % ("share", "share", "percent") + share_more
        files = {
            "metrics.toml": catalogue,
            "published/figures.csv": "\n".join([FIGURES_HEADER, *(f"{line},page" for line in figures)]),
            "published/sources.csv": OWN_SOURCE,
            "published/claims.csv": OWN_CLAIM,
        }
        (tmp_path / "published").mkdir()
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return vintage_on(read_published(tmp_path))

    return build


def visits(period, millions, hedge="none", service=""):
    word = {"none": "", "over": "over ", "about": "ca. ", "nearly": "nesten "}[hedge]
    return f"visits,{service},{period},{word}{millions} million,{millions}000000,visits,{hedge}"


def codes(comparison):
    assert isinstance(comparison, NotComparable)
    return [reason.code for reason in comparison.reasons]


@pytest.mark.parametrize("line", parted(GROWTH), ids=lambda line: " ".join(line[:5]))
def test_growth_has_the_bounds_of_the_prints(line):
    metric, service, old, new, known, least, most, rounded = line
    change = compare(known_on(known), metric, int(old), int(new), service)
    assert (change.unit, change.interval.low, change.interval.high) == ("percent", percent(least), percent(most))
    assert f"{float(change.interval.low):+.1f}..{float(change.interval.high):+.1f}" == rounded


def test_shares_change_in_percentage_points():
    """Nearly 84 (83 to 84) in December 2020, over 87 (87 to 88) in December 2021: 87 - 84 = 3 to 88 - 83 = 5."""
    change = compare(SPRING_2022, "patient_travel_electronic_share", 2020, 2021)
    assert (change.unit, change.interval.low, change.interval.high) == ("points", 3, 5)
    assert (change.direction, change.multiple) == ("up", None)


def test_awareness_rose_by_one_to_three_points():
    """97 (96.5 to 97.5) in 2021 and 99 (98.5 to 99.5) in 2024."""
    change = compare(ALL_SOURCES, "awareness_share", 2021, 2024)
    assert (change.unit, change.interval.low, change.interval.high) == ("points", 1, 3)


@pytest.mark.parametrize("line", [line.split() for line in REFUSED.strip().splitlines()[1:]], ids=" ".join)
def test_periods_that_may_not_be_compared_have_their_reasons(line):
    metric, service, old, new, known, *reasons = line
    refused = compare(known_on(known), metric, year_or_period(old), year_or_period(new), service.strip("-"))
    assert isinstance(refused, NotComparable)
    assert [f"{reason.code}:{reason.facts['period']}" for reason in refused.reasons] == reasons


def test_a_year_in_which_the_metric_began_is_not_compared_with_a_whole_one(own):
    figures = [visits(2011, 1), visits(2012, 2), visits(2013, 3)]
    known = own(figures=figures, more='launched = "2011-06-15"')
    refused = compare(known, "visits", 2011, 2012)
    assert codes(refused) == ["part_of_period"]
    assert str(refused.reasons[0].facts["start"]) == "2011-06-15"
    assert codes(compare(known, "visits", 2012, 2011)) == ["part_of_period"]
    assert isinstance(compare(known, "visits", 2012, 2013), Change)


def test_a_service_launched_in_the_year_is_not_compared_with_a_whole_year(own):
    figures = [visits(2021, 10, service="certificate"), visits(2022, 20, service="certificate")]
    services = {"certificate": 'launched = "2021-06"'}
    assert codes(compare(own(figures=figures, services=services), "visits", 2021, 2022, "certificate")) == [
        "part_of_period"
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_broken"),
    [
        ("2018", "2019", False),
        ("2019", "2020", True),
        ("2018", "2021", True),
        ("2020", "2019", True),
        ("2020", "2021", False),
    ],
)
def test_nothing_is_compared_across_a_break(old, new, is_broken, own):
    more = 'breaks = [{at = "2020", nb = "ny telling", en = "another count"}]'
    known = own(figures=[visits(year, year - 2010) for year in range(2018, 2022)], more=more)
    comparison = compare(known, "visits", int(old), int(new))
    if is_broken:
        assert codes(comparison) == ["break"]
        assert comparison.reasons[0].facts["why"]["en"] == "another count"
        assert str(comparison.reasons[0].facts["at"]) == "2020"
    else:
        assert isinstance(comparison, Change)


@pytest.mark.parametrize(("old", "new"), [(2019, 2020), (2020, 2021), (2019, 2021)])
def test_a_year_with_a_break_in_it_is_not_comparable_with_any_other(old, new, own):
    """From June 2020 on another count: 2020 holds months of both."""
    more = 'breaks = [{at = "2020-06", nb = "ny telling", en = "another count"}]'
    known = own(figures=[visits(year, year - 2010) for year in range(2019, 2022)], more=more)
    assert codes(compare(known, "visits", old, new)) == ["break"]


def test_a_break_of_the_metric_is_a_break_of_its_services_but_not_the_reverse(own):
    services = {"messages": 'breaks = [{at = "2021", nb = "x", en = "the service"}]', "other": ""}
    figures = [visits(year, 10, service=name) for name in services for year in (2019, 2020, 2021)]
    known = own(figures=figures, services=services, more='breaks = [{at = "2020", nb = "x", en = "the metric"}]')
    across_both = compare(known, "visits", 2019, 2021, "messages")
    assert [reason.facts["why"]["en"] for reason in across_both.reasons] == ["the metric", "the service"]
    assert codes(compare(known, "visits", 2019, 2020, "other")) == ["break"]
    assert isinstance(compare(known, "visits", 2020, 2021, "other"), Change)


def test_shares_are_not_compared_across_a_break_either(own):
    figures = ["share,,2019,10 %,10,percent,none", "share,,2020,20 %,20,percent,none"]
    more = 'breaks = [{at = "2020", nb = "en annen nevner", en = "another denominator"}]'
    assert codes(compare(own(figures=figures, share_more=more), "share", 2019, 2020)) == ["break"]


@pytest.mark.parametrize(
    ("millions", "hedge", "may_be_zero"),
    [(0, "none", True), (0, "about", True), (1, "about", False), (1, "nearly", False), (1, "none", False)],
)
def test_no_percent_of_a_figure_that_can_be_zero(millions, hedge, may_be_zero, own):
    known = own(figures=[visits(2019, millions, hedge).replace(",0000000,", ",0,"), visits(2020, 5)])
    comparison = compare(known, "visits", 2019, 2020)
    assert (codes(comparison) if may_be_zero else comparison.unit) == (
        ["base_may_be_zero"] if may_be_zero else "percent"
    )


def test_points_may_be_counted_from_zero(own):
    known = own(figures=["share,,2019,0 %,0,percent,none", "share,,2020,20 %,20,percent,none"])
    change = compare(known, "share", 2019, 2020)  # 19.5 - 0.5 to 20.5 - 0, for no share is below zero
    assert (change.interval.low, change.interval.high) == (19, Fraction("20.5"))


def test_every_reason_is_returned(own):
    figures = [visits("2011", 5), visits("2012-01", 1)]
    words = 'launched = "2011-06-15"\nbreaks = [{at = "2012", nb = "x", en = "x"}]'
    refused = compare(own(figures=figures, more=words), "visits", 2011, Period.parse("2012-01"))
    assert codes(refused) == ["part_of_period", "other_months", "break"]


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ((72, "none"), (140, "over"), "up"),
        ((140, "over"), (72, "none"), "down"),
        ((40, "none"), (40, "none"), "unchanged"),
        ((40, "over"), (40, "over"), "unchanged"),
        ((40, "none"), (40, "over"), "unclear"),  # 39.5 to 40.5, then 40 to 41
        ((40, "none"), (41, "none"), "unclear"),  # both can be 40.5
        ((40, "nearly"), (40, "over"), "unclear"),  # both can be 40
        ((40, "none"), (42, "none"), "up"),  # at most 40.5, then at least 41.5
    ],
)
def test_the_direction_is_clear_only_if_the_bounds_leave_no_doubt(old, new, direction, own):
    known = own(figures=[visits(2019, *old), visits(2020, *new)])
    assert compare(known, "visits", 2019, 2020).direction == direction


def test_a_coarse_and_a_fine_print_are_not_equal(own):
    """40 is 39.5 to 40.5; 40.0 is 39.95 to 40.05: there is no telling the direction."""
    fine = 'visits,,2020,"40,0 million",40000000,visits,none'
    assert compare(own(figures=[visits(2019, 40), fine]), "visits", 2019, 2020).direction == "unclear"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ((100, "none"), (200, "none"), "doubled"),  # 199.5/100.5 = 1.985 to 200.5/99.5 = 2.015
        ((100, "none"), (194, "none"), "nearly_doubled"),  # 1.925 to 1.955
        ((100, "none"), (220, "none"), "more_than_doubled"),  # 2.184 to 2.216
        ((100, "none"), (295, "none"), "nearly_tripled"),  # 2.930 to 2.970
        ((100, "none"), (310, "none"), "more_than_tripled"),  # 3.080 to 3.121
        ((100, "none"), (394, "none"), "nearly_quadrupled"),  # 3.915 to 3.965
        ((100, "none"), (440, "none"), "more_than_quadrupled"),  # 4.373 to 4.427
        ((100, "none"), (150, "none"), None),  # half as much again has no word
        ((100, "none"), (50, "none"), None),
        ((10, "about"), (20, "about"), None),  # 19/11 = 1.73 to 21/9 = 2.33: too wide for a word
        ((100, "none"), (300, "none"), "tripled"),  # 2.980 to 3.020: within a twentieth of three
    ],
)
def test_a_word_for_the_change_fits_every_value_within_the_bounds(old, new, word, own):
    known = own(figures=[visits(2019, *old), visits(2020, *new)])
    assert compare(known, "visits", 2019, 2020).multiple == word


@pytest.mark.parametrize(
    ("known", "metric", "service", "word"),
    [
        ("spring", "visits", "", "nearly_doubled"),  # 1.931 to 1.972
        ("spring", "logins", "", None),  # 1.8 to 1.848
        ("all", "logins", "", "more_than_doubled"),  # 2.112 to 2.167
        ("spring", "service_visits", "messages", "more_than_doubled"),  # 2.476 to 2.555
    ],
)
def test_the_words_for_the_growth_of_2021(known, metric, service, word):
    assert compare(known_on(known), metric, 2020, 2021, service).multiple == word


def test_an_unknown_metric_or_service_is_refused():
    for metric, service in [("hits", ""), ("visits", "messages"), ("service_visits", "fax")]:
        with pytest.raises(KeyError):
            compare(SPRING_2022, metric, 2020, 2021, service)


def places(known, year=2021, metric="visits"):
    return [(place.observation.service, place.best, place.worst) for place in ranking(known, metric, year)]


def test_the_published_services_have_no_certain_place():
    """The list of services is not whole, so that another may have had more; the certificate has no count at all."""
    assert places(SPRING_2022, metric="service_visits") == [("messages", 1, None), ("covid_certificate", None, None)]


def test_a_service_that_was_not_launched_has_no_place():
    assert places(SPRING_2022, 2020, "service_visits") == [("messages", 1, None)]
    assert places(SPRING_2022, 2019, "service_visits") == [("messages", None, None)]


def test_a_metric_without_services_has_no_places():
    assert ranking(SPRING_2022, "visits", 2021) == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": (40, "none"), "b": (30, "none"), "c": (20, "none")}, {"a": (1, 1), "b": (2, 2), "c": (3, 3)}),
        ({"a": (40, "none"), "b": (40, "over"), "c": (20, "none")}, {"a": (1, 2), "b": (1, 2), "c": (3, 3)}),
        ({"a": (40, "none"), "b": (40, "none")}, {"a": (1, 2), "b": (1, 2)}),
        ({"a": (40, "about"), "b": (39, "none"), "c": (41, "none")}, {"c": (1, 2), "a": (1, 3), "b": (2, 3)}),
        ({"a": (40, "over"), "b": (40, "nearly")}, {"a": (1, 1), "b": (1, 2)}),
    ],
    ids=["apart", "overlap", "equal prints", "one overlaps two", "at most a tie"],
)
@pytest.mark.parametrize("lists_all", [True, False], ids=["all services listed", "not all listed"])
def test_counts_that_overlap_share_their_places(counts, expected, lists_all, own):
    """Without a whole list the best place still holds, and there is no telling the worst."""
    figures = [visits(2021, *count, service=name) for name, count in counts.items()]
    more = f"lists_all_services = {str(lists_all).lower()}"
    found = places(own(figures=figures, services=dict.fromkeys(counts, ""), more=more))
    assert {name: (best, worst) for name, best, worst in found} == {
        name: (best, worst if lists_all else None) for name, (best, worst) in expected.items()
    }


def test_a_service_without_a_count_is_last_and_leaves_all_places_open(own):
    figures = [visits(2021, 10, service="a"), visits(2021, 20, service="b"), visits(2020, 0, service="c")]
    services = {"a": "", "b": "", "c": "", "d": 'launched = "2022"'}
    figures[2] = figures[2].replace(",0000000,", ",0,")
    known = own(figures=figures, services=services, more="lists_all_services = true")
    assert places(known) == [("b", 1, None), ("a", 2, None), ("c", None, None)]
    assert places(known, 2020)[0] == ("c", 1, None)


# --- months of two years

MONTHS = """
visits  2022-01  100
visits  2022-02  110
visits  2022-03  120
visits  2022-05  130
visits  2022-06  140
visits  2023-01  150
visits  2023-02  121
visits  2023-03  132
visits  2023-05  143
visits  2023-06  154
visits  2023-07  165
visits  2024-02  121
"""
LATE_MONTHS = MONTHS.replace("visits  2023-01  150\n", "")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # January to March are three, May and June two: 330 to 403, which is 22.1 percent more
        (MONTHS, "2022-Q1 2023-Q1 73/330"),
        # without January 2023: February and March, 230 to 253, and May and June, as long: the earlier one
        (LATE_MONTHS, "2022-02/2022-03 2023-02/2023-03 1/10"),
        # without March too: May and June, 270 to 297
        (LATE_MONTHS.replace("2023-03", "2023-04"), "2022-05/2022-06 2023-05/2023-06 1/10"),
        ("visits  2022-01  100\nvisits  2023-02  100", None),
        ("visits  2022-Q1  330\nvisits  2023-01  150", None),
        ("visits  2022-Q1  100\nvisits  2023-01  30\nvisits  2023-02  60\nvisits  2023-03  20", "2022-Q1 2023-Q1 1/10"),
        ("visits  2022-01/2022-08  100\nvisits  2023-01/2023-08  150", "2022-01/2022-08 2023-01/2023-08 1/2"),
        ("visits  2022  100\nvisits  2023  200", None),  # a whole year is no run of months
        ("visits  2022-01  0\nvisits  2023-01  100", None),  # nothing to count from
    ],
)
def test_the_longest_run_of_months_of_both_years_is_compared(figures, expected):
    change = same_months(known_of({"visits": {}}, figures), "visits", 2022, 2023)
    if expected is None:
        assert change is None
        return
    old, new, more = expected.split()
    assert [str(change.old.period), str(change.new.period)] == [old, new]
    assert change.interval == Interval(100 * Fraction(more), 100 * Fraction(more))


@pytest.mark.parametrize(
    ("metric", "figures", "expected"),
    [
        (
            {"kind": "mean"},
            "level  2022-01  10\nlevel  2022-02  20\nlevel  2023-01  30\nlevel  2023-02  50",
            "2023-02 141",  # 49.5 against 20.5
        ),
        ({"kind": "persons"}, "level  2022-Q1  10\nlevel  2023-Q1  30\nlevel  2023-Q2  50", "2023-Q1 200"),
        ({"kind": "stock", "measured": "12-31"}, "level  2022-Q1  10\nlevel  2023-Q1  30", "2023-03-31 200"),
        ({"kind": "persons", "measured": "12"}, "level  2022-01  10\nlevel  2023-01  30", None),
        ({"kind": "persons"}, "level  2022-01  10\nlevel  2023-02  30", None),
    ],
)
def test_a_metric_that_does_not_add_up_is_compared_over_the_last_part_of_both_years(metric, figures, expected):
    change = same_months(known_of({"level": metric}, figures), "level", 2022, 2023)
    assert (f"{change.new.period} {int(change.interval.low)}" if change else None) == expected


def test_the_months_on_both_sides_of_a_break_are_not_compared():
    figures, at = "visits  2022-01  100\nvisits  2023-01  200", {"nb": "x", "en": "x", "at": "2022-06"}
    assert same_months(known_of({"visits": {}}, figures), "visits", 2022, 2023).interval.low == 100
    assert same_months(known_of({"visits": {"breaks": [at]}}, figures), "visits", 2022, 2023) is None


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        ("2023-02", "2024-02", (28, 29)),
        ("2024-02", "2023-02", (29, 28)),
        ("2022-02", "2023-02", None),
        ("2023-Q1", "2024-Q1", (90, 91)),
        ("2023-01/2023-11", "2024-01/2024-11", (334, 335)),
        ("2023-Q2", "2024-Q2", None),
        ("2023", "2024", None),  # over a whole year a day does not matter
        ("2020-02", "2024-02", None),
    ],
)
def test_a_longer_february_is_a_caution(old, new, days):
    """A day more in 28 is 3.6 percent; in 365 it is 0.3."""
    known = known_of({"visits": {}}, f"visits  {old}  100\nvisits  {new}  110")
    change = compare(known, "visits", Period.parse(old), Period.parse(new))
    assert isinstance(change, Change)
    if days is None:
        assert change.caution is None
    else:
        assert change.caution.code == "other_days"
        facts = change.caution.facts
        assert (facts["days"], facts["other_days"]) == days
        assert [str(facts["period"]), str(facts["other"])] == [old, new]


def test_the_days_of_a_level_do_not_matter():
    """The share of December, or of a February that is measured, is not a sum over its days."""
    level = {"kind": "share", "unit": "percent", "measured": "2"}
    known = known_of({"level": level}, "level  2023-02  10 %\nlevel  2024-02  20 %")
    assert compare(known, "level", 2023, 2024).caution is None


def test_sums_of_months_are_compared_like_any_figure():
    """100 + 110 + 120 = 330 and 150 + 121 + 132 = 403: 73/330 = 22.12 percent more."""
    change = compare(known_of({"visits": {}}, MONTHS), "visits", Period.parse("2022-Q1"), Period.parse("2023-Q1"))
    assert change.interval == Interval(Fraction(730, 33), Fraction(730, 33))


def test_a_part_of_a_year_is_not_compared_with_a_whole_year():
    known = known_of({"visits": {}}, "visits  2022  1 000\nvisits  2023-01  100")
    refused = compare(known, "visits", 2022, 2023)
    assert [reason.code for reason in refused.reasons] == ["part_published"]


# --- as HTML


def test_facts_are_shown_with_their_text_escaped():
    row = '<tr><th scope="row" style="text-align: left">&lt;b&gt;</th><td style="text-align: left">&lt;i&gt;</td></tr>'
    assert facts_html({"<b>": "<i>"}) == f"<table>{row}</table>"


def test_a_change_shows_its_bounds():
    change = compare(SPRING_2022, "visits", 2020, 2021)
    assert isinstance(change, Change)
    assert '<td style="text-align: left">+93.1 to +97.2 percent</td>' in change._repr_html_()


def test_two_periods_that_are_not_comparable_show_why():
    refused = compare(SPRING_2022, "visits", 2021, 2021)
    assert isinstance(refused, NotComparable)
    assert '<td style="text-align: left">same_period (period 2021)</td>' in refused._repr_html_()


def test_the_months_of_a_school_year_are_compared_over_the_turn_of_the_year():
    figures = "visits  2020-08/2021-01  100\nvisits  2021-08/2022-01  150"
    change = same_months(known_of({"visits": {"year_starts": "08-01"}}, figures), "visits", 2021, 2022)
    assert [str(change.old.period), str(change.new.period)] == ["2020-08/2021-01", "2021-08/2022-01"]


def test_a_school_year_is_compared_by_the_number_of_the_year_it_ends_in():
    known = known_of({"visits": {"year_starts": "08-01"}}, "visits  2019/20  100\nvisits  2020/21  150")
    assert compare(known, "visits", 2020, 2021).new.period.name == "2020/21"
    assert compare(known, "visits", 2021, 2022).reasons[0].code == "not_published"


def test_a_school_year_is_not_compared_with_a_calendar_year():
    known = known_of({"visits": {"year_starts": "08-01"}}, "visits  2019/20  100\nvisits  2020/21  150")
    (reason,) = compare(known, "visits", 2020, Period.parse("2021")).reasons
    assert (reason.code, str(reason.facts["own"].name)) == ("other_year", "2020/21")
