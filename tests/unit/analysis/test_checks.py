"""Claims about the figures, checked against values worked out by hand."""

import re
import shutil
from fractions import Fraction

import pytest
from drawn import fractions
from frozen import PUBLISHED
from hypothesis import assume, given
from hypothesis import strategies as st
from madeup import BRIDGED, BRIDGED_FIGURES, known_of
from places import DATA

from helsetrend.analysis.checks import check_claim, check_claims
from helsetrend.analysis.claims import Claim
from helsetrend.analysis.vintage.agreement import Said
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published import claim_kinds
from helsetrend.published.folder import read_published
from helsetrend.values.interval import HEDGES, Interval
from helsetrend.values.period import Period

SPRING_2022 = vintage_on(PUBLISHED, as_of="2022-05-31")
ALL_SOURCES = vintage_on(PUBLISHED, as_of="2025-12-31")

# Every published claim of a growth that can be checked: what the figures give, as new / old in millions.
GROWTH = """
claim                     known   verdict      least         most          rounded
visits-2021-growth        spring  contradicts  140/72.5      141/71.5      +93.1..+97.2
visits-2021-growth        all     contradicts  140.85/72.95  140.95/72.85  +93.1..+93.5
messages-2021-growth      spring  agrees       39.5/15.95    40.5/15.85    +147.6..+155.5
messages-2021-growth      all     agrees       39.5/15.95    40.5/15.85    +147.6..+155.5
visits-2021-doubling      spring  agrees       140/72.5      141/71.5      +93.1..+97.2
visits-2021-doubling      all     agrees       140.85/72.95  140.95/72.85  +93.1..+93.5
logins-2021-doubling      spring  contradicts  77.4/43       77.6/42       +80.0..+84.8
logins-2021-doubling      all     contradicts  90.8/43       91/42         +111.2..+116.7
visits-2018-growth        spring  agrees       25.55/18.75   25.65/18.65   +36.3..+37.5
visits-2018-growth        all     agrees       25.55/18.75   25.65/18.65   +36.3..+37.5
visits-2018-growth-isb    spring  agrees       25.55/18.75   25.65/18.65   +36.3..+37.5
visits-2018-growth-isb    all     agrees       25.55/18.75   25.65/18.65   +36.3..+37.5
logins-2018-growth        spring  agrees       11.85/7.5     11.95/6.5     +58.0..+83.8
logins-2018-growth        all     agrees       11.85/7.5     11.95/6.5     +58.0..+83.8
"""

# Every published claim that cannot be checked, and why. The last was not made yet in spring 2022.
UNCHECKED = """
claim                           known   reasons
messages-2021-rank              spring  others_not_counted:2021
messages-2021-rank              all     others_not_counted:2021
covid-certificate-2021-rank     spring  not_published:2021
covid-certificate-2021-rank     all     not_published:2021
visits-2016-growth              spring  not_published:2015
visits-2016-growth              all     not_published:2015
visits-2017-02-growth           spring  not_published:2016-02 not_published:2017-02
visits-2017-02-growth           all     not_published:2016-02 not_published:2017-02
visits-2023-same-months-growth  all     not_published:2022-05/2022-12 not_published:2023-05/2023-12
"""

# A contradicted growth: the base that would give the claim, at the printed values and within the bounds, in millions.
BASES = """
claim                 known   as_printed  least          most           rounded
visits-2021-growth    spring  140/1.85    140/1.855      141/1.845      75.7
visits-2021-growth    all     140.9/1.85  140.85/1.855   140.95/1.845   76.2
logins-2021-doubling  spring  77.5/2      77.4/2.1       77.6/1.9       38.8
logins-2021-doubling  all     90.9/2      90.8/2.1       91/1.9         45.5
"""

CERTIFICATE = "service_visits,covid_certificate,2021,{words},{value},visits,{hedge},monitor-2022"


def parted(table):
    return [line.split() for line in table.strip().splitlines()[1:]]


def known_on(name):
    return {"spring": SPRING_2022, "all": ALL_SOURCES}[name]


def ratio(text):
    new, old = text.split("/")
    return Fraction(new) / Fraction(old)


def checked(known, name):
    return {result.claim.name: result for result in check_claims(known)}[name]


@pytest.fixture
def own(tmp_path):
    """Return a function for the published data with more rows, and a list of services that is complete or not."""

    def build(*, figures=(), claims=(), lists_all=False):
        folder = shutil.copytree(DATA, tmp_path / "data")
        for name, lines in {"figures": figures, "claims": claims}.items():
            path = folder / "published" / f"{name}.csv"
            text = "\n".join([path.read_text(encoding="utf-8").rstrip("\n"), *lines])
            path.write_text(text, encoding="utf-8", newline="")
        path = folder / "metrics.toml"
        text = path.read_text(encoding="utf-8")
        head = "[metrics.service_visits]\n"
        assert head in text
        words = f"{head}lists_all_services = {str(lists_all).lower()}\n"
        path.write_text(text.replace(head, words), encoding="utf-8", newline="")
        return vintage_on(read_published(folder), as_of="2022-05-31")

    return build


def claim_of(value, hedge="none", rounding=1):
    """Return a claim on the growth of the visits from 2020 to 2021, made in May 2022."""
    interval = Interval.of_print(Fraction(value), rounding=Fraction(rounding), hedge=hedge)
    return Claim(
        name="own",
        kind="growth",
        metric="visits",
        services=("",),
        of_metric="",
        of_service="",
        from_period=Period.parse("2020"),
        to_period=Period.parse("2021"),
        as_printed=f"{value} prosent",
        said=Said(Fraction(value), interval, hedge, Fraction(rounding), HEDGES[hedge].promises),
        unit="percent",
        source="monitor-2022",
        acknowledged={},
    )


@pytest.mark.parametrize("line", parted(GROWTH), ids=lambda line: " ".join(line[:2]))
def test_a_claimed_growth_is_checked_against_the_bounds_of_the_prints(line):
    name, known, verdict, least, most, rounded = line
    found = checked(known_on(known), name)
    bounds = found.derived
    assert (found.verdict, found.reasons) == (verdict, ())
    assert (bounds.low, bounds.high) == (100 * (ratio(least) - 1), 100 * (ratio(most) - 1))
    assert f"{float(bounds.low):+.1f}..{float(bounds.high):+.1f}" == rounded


@pytest.mark.parametrize("line", parted(UNCHECKED), ids=lambda line: " ".join(line[:2]))
def test_a_claim_that_cannot_be_checked_has_its_reasons(line):
    name, known, *reasons = line
    found = checked(known_on(known), name)
    assert (found.verdict, found.derived) == ("cannot_be_checked", None)
    assert [f"{reason.code}:{reason.facts['period']}" for reason in found.reasons] == reasons


@pytest.mark.parametrize("line", parted(BASES), ids=lambda line: " ".join(line[:2]))
def test_a_contradicted_growth_comes_with_the_base_that_would_give_it(line):
    name, known, as_printed, least, most, rounded = line
    found = checked(known_on(known), name)
    million = 1_000_000
    assert found.needed_as_printed == ratio(as_printed) * million
    assert (found.needed.low, found.needed.high) == (ratio(least) * million, ratio(most) * million)
    assert f"{float(found.needed_as_printed) / million:.1f}" == rounded


@pytest.mark.parametrize("known", ["spring", "all"])
def test_every_published_claim_is_in_the_tables_above(known):
    names = [line[0] for table in (GROWTH, UNCHECKED) for line in parted(table) if line[1] == known]
    assert sorted(names) == sorted(result.claim.name for result in check_claims(known_on(known)))
    assert len(names) == {"spring": 11, "all": 12}[known]


def test_an_agreeing_claim_needs_no_other_base():
    found = checked(SPRING_2022, "messages-2021-growth")
    assert (found.needed, found.needed_as_printed) == (None, None)


def test_a_claim_is_known_from_the_day_that_its_source_counts_from():
    """Published in February 2024, which counts from its last day, the 29th."""
    for day, count in {"2024-02-28": 0, "2024-02-29": 1}.items():
        names = [result.claim.name for result in check_claims(vintage_on(PUBLISHED, as_of=day))]
        assert names.count("visits-2023-same-months-growth") == count


@pytest.mark.parametrize(
    ("value", "hedge", "rounding", "verdict"),
    [
        (85, "none", 1, "contradicts"),
        (92, "none", 1, "contradicts"),  # 91.5 to 92.5
        (93, "none", 1, "agrees"),  # 92.5 to 93.5 meets 93.103 and more
        (97, "none", 1, "agrees"),
        (98, "none", 1, "contradicts"),  # from 97.5 on, above 97.203
        (98, "about", 1, "agrees"),  # from 97 on
        (93, "over", 1, "agrees"),  # up to 94
        (92, "over", 1, "imprecise"),  # and above 93
        (97, "over", 1, "agrees"),
        (98, "over", 1, "contradicts"),
        (94, "nearly", 1, "agrees"),  # 93 to 94
        (98, "nearly", 1, "agrees"),  # 97 to 98
        (90, "none", 10, "agrees"),  # 85 to 95
        (80, "none", 10, "contradicts"),  # 75 to 85
    ],
)
def test_a_claim_agrees_if_its_bounds_meet_those_of_the_change(value, hedge, rounding, verdict):
    """The visits grew by 93.10 to 97.20 percent, as was known in spring 2022."""
    assert check_claim(SPRING_2022, claim_of(value, hedge, rounding)).verdict == verdict


@given(fractions("71.5", "72.5", parts=100), fractions(140, 141, parts=100), st.data())
def test_a_claim_that_follows_from_figures_within_the_bounds_never_contradicts(old, new, data):
    """Whatever 72 and over 140 million really were: their growth, rounded to any place, is a claim that agrees."""
    rounding = data.draw(st.sampled_from([Fraction(1, 10), Fraction(1), Fraction(5), Fraction(10)]))
    growth = 100 * (new / old - 1)
    claim = claim_of(round(growth / rounding) * rounding, rounding=rounding)
    assert check_claim(SPRING_2022, claim).verdict == "agrees"


@given(fractions(-90, 300, parts=10), fractions(0, 1, parts=999), fractions(0, 1, parts=999))
def test_the_base_of_a_contradicted_claim_gives_the_claim(value, first, second):
    """For any figure and claim within their bounds, the base that leads to the claim is within `needed`."""
    claim = claim_of(value)
    found = check_claim(SPRING_2022, claim)
    assume(found.verdict == "contradicts")
    new, grown = Fraction(140_000_000) + first * 1_000_000, claim.interval.low + second * claim.interval.width
    assert new / (1 + grown / 100) in found.needed
    assert found.needed_as_printed * (1 + value / 100) == 140_000_000


@pytest.mark.parametrize("value", [-100, -120])
def test_no_base_gives_the_loss_of_all_or_more(value):
    found = check_claim(SPRING_2022, claim_of(value))
    assert (found.verdict, found.needed, found.needed_as_printed) == ("contradicts", None, None)


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        ({"as_printed": "85 prosent", "value": "85", "rounding": "", "hedge": "none"}, "84.5", "85.5"),
        ({"as_printed": "over 85 prosent", "value": "85", "rounding": "", "hedge": "over"}, "85", "86"),
        ({"as_printed": "17,3 prosent", "value": "17.3", "rounding": "", "hedge": "none"}, "17.25", "17.35"),
        ({"as_printed": "en dobling", "value": "100", "rounding": "10", "hedge": "about"}, "90", "110"),
    ],
)
def test_a_claim_means_what_its_rounding_and_its_hedge_say(cells, low, high):
    row = {
        "kind": "growth",
        "metric": "visits",
        "service": "",
        "of_metric": "",
        "of_service": "",
        "from_period": "2020",
        "to_period": "2021",
        "unit": "percent",
        "source": "page",
        "acknowledged_nb": "",
        "acknowledged_en": "",
    }
    assert Claim.of_row("own", row | cells).interval == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("claim", "reasons"),
    [
        ("growth,service_visits,messages,,,2019,2021,300 prosent,300,percent", ["not_reported_yet"]),
        (
            "growth,service_visits,covid_certificate,,,2020,2021,10 prosent,10,percent",
            ["before_launch", "not_published"],
        ),
        ("growth,logins,,,,2019,2020,50 prosent,50,percent", ["only_as_picture"]),
    ],
)
def test_a_growth_from_or_to_a_period_without_a_figure_cannot_be_checked(claim, reasons, own):
    found = checked(own(claims=[f"own,{claim},,none,monitor-2022,,"]), "own")
    assert (found.verdict, [reason.code for reason in found.reasons]) == ("cannot_be_checked", reasons)


def test_a_growth_between_other_months_is_checked_and_has_a_caution(own):
    """From 10.1 million in March 2020 to over 140 million in 2021."""
    claim = "own,growth,visits,,,,2020-03,2021,10 prosent,10,percent,,none,monitor-2022,,"
    found = checked(own(claims=[claim]), "own")
    assert (found.verdict, [reason.code for reason in found.cautions]) == ("contradicts", ["other_months"])


def test_a_period_compared_with_itself_is_a_fault_of_the_statement(own):
    claim = "own,growth,visits,,,,2021,2021,0 prosent,0,percent,,none,monitor-2022,,"
    found = checked(own(claims=[claim]), "own")
    assert (found.verdict, [reason.code for reason in found.reasons]) == ("contradicts", ["same_period"])


@pytest.mark.parametrize(
    ("words", "hedge", "lists_all", "messages", "certificate"),
    [
        # the certificate with 20 million, the messages with 40: first and second, if there are no others
        ("20 millioner", "none", True, "agrees", "contradicts"),
        ("20 millioner", "none", False, "cannot_be_checked others_not_counted", "cannot_be_checked others_not_counted"),
        # with 50: second and first
        ("50 millioner", "none", True, "contradicts", "contradicts"),
        ("50 millioner", "none", False, "contradicts", "cannot_be_checked others_not_counted"),
        # with about 40 (39 to 41), where the messages have 39.5 to 40.5: either may be first, and none third
        ("ca. 40 millioner", "about", True, "cannot_be_checked counts_overlap", "contradicts"),
        (
            "ca. 40 millioner",
            "about",
            False,
            "cannot_be_checked others_not_counted",
            "cannot_be_checked others_not_counted",
        ),
    ],
)
def test_a_rank_agrees_only_if_no_other_place_is_possible(words, hedge, lists_all, messages, certificate, own):
    """The claim is that the messages are first and the certificate third."""
    value = f"{words.removeprefix('ca. ').split()[0]}000000"
    known = own(figures=[CERTIFICATE.format(words=words, value=value, hedge=hedge)], lists_all=lists_all)
    for name, expected in {"messages-2021-rank": messages, "covid-certificate-2021-rank": certificate}.items():
        found = checked(known, name)
        assert " ".join([found.verdict, *(reason.code for reason in found.reasons)]) == expected


@pytest.mark.parametrize("lists_all", [True, False])
def test_a_rank_beside_a_service_without_a_count_cannot_be_checked(lists_all, own):
    found = checked(own(lists_all=lists_all), "messages-2021-rank")
    assert [reason.code for reason in found.reasons] == ["others_not_counted"]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("rank,service_visits,covid_certificate,,,,2020,mest besøkt,1,rank", "before_launch"),
        ("rank,service_visits,messages,,,,2019,mest besøkt,1,rank", "not_reported_yet"),
        ("rank,service_visits,messages,,,,2021-06,mest besøkt,1,rank", "not_published"),
        ("rank,service_visits,messages,,,,2021-Q4,mest besøkt,2,rank", "not_published"),
    ],
    ids=["before the launch", "before the first report", "of a month", "of a quarter"],
)
def test_a_rank_in_a_period_without_a_count_cannot_be_checked(claim, reason, own):
    """The counts of a year say nothing about the rank in one of its months."""
    count = CERTIFICATE.format(words="20 millioner", value=20_000_000, hedge="none")
    found = checked(own(claims=[f"own,{claim},,none,monitor-2022,,"], figures=[count], lists_all=True), "own")
    assert (found.verdict, [given.code for given in found.reasons]) == ("cannot_be_checked", [reason])


def test_a_claim_that_cannot_be_checked_always_has_a_reason(own):
    everything = [*check_claims(SPRING_2022), *check_claims(ALL_SOURCES), *check_claims(own(lists_all=True))]
    assert all(result.reasons for result in everything if result.verdict == "cannot_be_checked")
    assert not any(result.reasons for result in everything if result.verdict != "cannot_be_checked")


def test_a_decline_is_a_growth_below_zero(own):
    """Over 140 to 123 million: 122.5/141 is -13.1 %, 123.5/140 is -11.8 %. Claimed are -12.5 to -11.5 %."""
    figures = ['visits,,2022,"123 millioner",123000000,visits,none,monitor-2022']
    claim = "own,decline,visits,,,,2021,2022,12 prosent,12,percent,,none,monitor-2022,,"
    found = checked(own(claims=[claim], figures=figures), "own")
    assert (found.verdict, found.claim.value) == ("agrees", -12)
    assert (found.claim.interval.low, found.claim.interval.high) == (Fraction(-25, 2), Fraction(-23, 2))


# --- every kind, on made-up figures that are exact but for the share

METRICS = {
    "visits": {},
    "by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "visits"},
    "some": {"services": ["a", "b"]},
    "logins": {"unit": "logins"},
    "share": {"kind": "share", "unit": "percent"},
    "people": {"kind": "persons"},
}
FIGURES = """
visits  2020     1 200
visits  2021     1 800
visits  2022-01  100
visits  2022-02  150
visits  2022-03  170
visits  2023-01  130
visits  2023-02  150
visits  2023-03  182
visits  2024-02  150
by:a    2021     600
by:b    2021     1 200
by:a    2020     0
some:a  2021     5
some:b  2021     6
logins  2020     500
logins  2021     450
share   2020     50 %
share   2021     53 %
people  2021     7
"""

# Kind, metric, what it is compared with, from, to, the claim; the verdict, and what the figures give.
KINDS = """
growth              visits  -       2020             2021             50 prosent       agrees       50        50
growth              visits  -       2020             2021             51 prosent       contradicts  50        50
growth              share   -       2020             2021             6 prosent        agrees       400/101   800/99
decline             logins  -       2020             2021             10 prosent       agrees       -10       -10
decline             logins  -       2020             2021             5 prosent        contradicts  -10       -10
growth_same_months  visits  -       2022-01/2022-03  2023-01/2023-03  10 prosent       agrees       10        10
points              share   -       2020             2021             3 prosentpoeng   agrees       2         4
points              share   -       2020             2021             6 prosentpoeng   contradicts  2         4
multiple            visits  -       2020             2021             1,5 ganger       agrees       3/2       3/2
multiple            visits  -       2020             2021             2 ganger         agrees       3/2       3/2
multiple            visits  -       2020             2021             2,0 ganger       contradicts  3/2       3/2
multiple            visits  -       2020             2021             1,5 ganger så mange  agrees   3/2       3/2
difference          visits  -       2020             2021             600 flere        agrees       600       600
difference          by:b    by:a    -                2021             600 flere        agrees       600       600
difference          by:b    by:a    -                2021             601 flere        contradicts  600       600
fewer               logins  -       2020             2021             50 færre         agrees       -50       -50
fewer               visits  -       2020             2021             600 færre        contradicts  600       600
level               visits  -       -                2021             1 800            agrees       1800      1800
level               visits  -       -                2021             1 900            contradicts  1800      1800
level               visits  -       -                2022-01/2022-03  420              agrees       420       420
level               share   -       -                2021             53,5 %           agrees       105/2     107/2
sum                 by:a + b  -     -                2021             1 800            agrees       1800      1800
sum                 by      -       -                2021             1 800            agrees       1800      1800
sum                 by      -       -                2021             1 801            contradicts  1800      1800
sum                 by:a    -       -                2021             600              agrees       600       600
sum                 visits  -       2020             2021             3 000            agrees       3000      3000
sum                 visits  -       2022-01          2022-03          420              agrees       420       420
monthly_mean        visits  -       -                2021             150              agrees       150       150
monthly_mean        visits  -       -                2021             160              contradicts  150       150
daily_mean          visits  -       -                2022-01/2022-03  4,7 om dagen     agrees       14/3      14/3
daily_mean          visits  -       -                2021             5 per dag        agrees       360/73    360/73
complement          by:a    visits  -                2021             67 prosent       agrees       200/3     200/3
complement          share   -       -                2021             47 %             agrees       93/2      95/2
one_in_not          by:b    visits  -                2021             3                agrees       3         3
share               by:a    visits  -                2021             33 prosent       agrees       100/3     100/3
share               by:a    visits  -                2021             40 prosent       contradicts  100/3     100/3
share               by:a    by:b    -                2021             50 prosent       agrees       50        50
one_in              by:a    visits  -                2021             3                agrees       3         3
one_in              by:a    visits  -                2021             4                contradicts  3         3
ratio               logins  visits  -                2021             0,25             agrees       1/4       1/4
ratio               logins  visits  -                2021             0,5              contradicts  1/4       1/4
"""
# Shares: 49.5 to 50.5 and 52.5 to 53.5: 52.5/50.5 = 1.0396, that is 400/101 percent more, 53.5/49.5 = 800/99 more;
# 52.5 - 50.5 = 2 to 53.5 - 49.5 = 4 points. "2 ganger" is 1.5 to 2.5, "2,0" is 1.95 to 2.05; "4" is 3.5 to 4.5.
# The first three months: 100 + 150 + 170 = 420, and 130 + 150 + 182 = 462.

# What the first figure would have to be: at the printed value, and from the least to the most.
NEEDED = """
growth        visits  -       2020  2021  51 prosent      1800/1.51  1800/1.515  1800/1.505
decline       logins  -       2020  2021  5 prosent       450/0.95   450/0.955   450/0.945
points        share   -       2020  2021  6 prosentpoeng  47         46          48
multiple      visits  -       2020  2021  2,0 ganger      900        1800/2.05   1800/1.95
difference    visits  -       2020  2021  601 flere       1199       1199        1199
fewer         logins  -       2020  2021  51 færre        501        501         501
level         visits  -       -     2021  1 900           1900       1900        1900
sum           by      -       -     2021  1 801           1801       1801        1801
monthly_mean  visits  -       -     2021  160             1920       1914        1926
daily_mean    visits  -       -     2021  6 om dagen      2190       2007.5      2372.5
complement    by:a    visits  -     2021  50 prosent      1200       600/0.505   600/0.495
one_in_not    by:a    visits  -     2021  3               900        840         1000
share         by:a    visits  -     2021  40 prosent      1500       600/0.405   600/0.395
one_in        by:a    visits  -     2021  4               2400       2100        2700
ratio         logins  visits  -     2021  0,5             900        450/0.55    450/0.45
"""
# Points: 52.5 - 6.5 = 46 to 53.5 - 5.5 = 48. Mean: 12 times 159.5 to 160.5. One in 3.5 to 4.5: 600 times these.

# What was said, and every reason why it cannot be checked.
NOT_CHECKED = """
growth        visits    -       2020     2022     50 prosent      part_published
points        share     -       2020     2022     3 prosentpoeng  not_published
multiple      by:a      -       2020     2021     2 ganger        base_may_be_zero
level         visits    -       -        2022     420             part_published
level         by:b      -       -        2020     420             not_published
sum           some      -       -        2021     11              does_not_add_up
sum           some:a + b  -     -        2021     11              does_not_add_up
sum           share     -       2020     2021     103             does_not_add_up
sum           people    -       -        2021     7               does_not_add_up
sum           by        -       -        2020     1 200           not_published
monthly_mean  visits    -       -        2022     35              part_published
share         by:a      visits  -        2022     10 prosent      part_published,not_published
share         visits    by:a    -        2020     10 prosent      base_may_be_zero
ratio         visits    by:a    -        2020     3               base_may_be_zero
one_in        by:a      visits  -        2020     3               base_may_be_zero
"""


def said(line):
    """Return the cells of a claim, and what is expected of it."""
    kind, series, against, start, end, print_, *expected = re.split(r"\s{2,}", line.strip())
    metric, _, service = series.partition(":")
    of_metric, _, of_service = against.strip("-").partition(":")
    cells = {"kind": kind, "metric": metric, "service": service, "of_metric": of_metric, "of_service": of_service}
    return {**cells, "from_period": start if start != "-" else "", "to_period": end, "as_printed": print_}, expected


def known_with(claim):
    return known_of(METRICS, FIGURES, claims=[claim])


def quotient(text):
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_a_claim_of_each_kind_is_checked_against_what_its_figures_give(line):
    claim, (verdict, *derived) = said(line)
    found = checked(known_with(claim), "own")
    assert (found.verdict, found.reasons) == (verdict, ())
    assert [found.derived.low, found.derived.high] == list(map(quotient, derived))
    assert (found.needed is None) == (verdict == "agrees")


@pytest.mark.parametrize("line", NEEDED.strip().splitlines())
def test_a_contradicted_claim_of_each_kind_has_what_the_first_figure_would_have_to_be(line):
    claim, expected = said(line)
    found = checked(known_with(claim), "own")
    assert found.verdict == "contradicts"
    assert [found.needed_as_printed, found.needed.low, found.needed.high] == list(map(quotient, expected))


def test_each_kind_is_in_the_tables_above():
    kinds = {said(line)[0]["kind"] for line in KINDS.strip().splitlines()}
    contradicted = {said(line)[0]["kind"] for line in NEEDED.strip().splitlines()}
    assert kinds == set(claim_kinds.CLAIM_KINDS)
    assert contradicted == set(claim_kinds.CLAIM_KINDS) - {"growth_same_months"}  # which is a growth


@pytest.mark.parametrize("line", NOT_CHECKED.strip().splitlines())
def test_a_claim_of_each_kind_that_cannot_be_checked_has_its_reasons(line):
    claim, (reasons,) = said(line)
    found = checked(known_with(claim), "own")
    assert found.verdict == "cannot_be_checked"
    assert ",".join(reason.code for reason in found.reasons) == reasons
    assert (found.derived, found.needed, found.figures) == (None, None, ())


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("growth  visits  -       2020  2021  50 prosent", ["visits 2020", "visits 2021"]),
        ("share   by:a    visits  -     2021  33 prosent", ["visits 2021", "by a 2021"]),
        ("ratio   logins  visits  -     2021  0,25", ["visits 2021", "logins 2021"]),
        ("sum     by      -       -     2021  1 800", ["by a 2021", "by b 2021"]),
        ("sum     visits  -       2020  2021  3 000", ["visits 2020-01/2021-12"]),
    ],
)
def test_the_first_of_the_figures_is_the_base_or_the_whole(line, figures):
    found = checked(known_with(said(line)[0]), "own")
    used = [" ".join(filter(None, (figure.metric, figure.service, str(figure.period)))) for figure in found.figures]
    assert used == figures


def test_nothing_below_zero_can_be_needed():
    """53 percent is 60 points up from -7."""
    claim, _ = said("points  share  -  2020  2021  60 prosentpoeng")
    found = checked(known_with(claim), "own")
    assert (found.verdict, found.needed, found.needed_as_printed) == ("contradicts", None, None)


def test_a_longer_february_is_a_caution_beside_the_verdict():
    """150 in both: 28 days in 2023 and 29 in 2024."""
    claim, _ = said("growth_same_months  visits  -  2023-02  2024-02  0 prosent")
    found = checked(known_with(claim), "own")
    (caution,) = found.cautions
    assert (found.verdict, caution.code) == ("agrees", "other_days")
    assert (caution.facts["days"], caution.facts["other_days"]) == (28, 29)
    whole, _ = said("growth  visits  -  2020  2021  50 prosent")
    assert checked(known_with(whole), "own").cautions == ()  # over a whole year it does not matter


@pytest.mark.parametrize(
    ("acknowledged", "is_known"),
    [({}, False), ({"acknowledged_nb": "kjent", "acknowledged_en": "known"}, True)],
)
def test_a_contradiction_that_is_acknowledged_stays_one(acknowledged, is_known):
    claim, _ = said("growth  visits  -  2020  2021  51 prosent")
    found = checked(known_with(claim | acknowledged), "own")
    assert (found.verdict, found.is_acknowledged) == ("contradicts", is_known)
    assert found.claim.acknowledged == ({"nb": "kjent", "en": "known"} if is_known else {})


def test_a_claim_shows_its_verdict():
    shown = [checked._repr_html_() for checked in check_claims(SPRING_2022)]
    assert [text for text in shown if '<th scope="row" style="text-align: left">verdict</th>' not in text] == []
    assert any('<td style="text-align: left">contradicts</td>' in text for text in shown)


@pytest.mark.parametrize(
    ("kind", "as_printed", "agreement"),
    [
        ("growth", "10 prosent", "agrees"),  # 1000 becomes 800 to 900, and 960 is 6.67 to 20 percent more
        ("growth", "30 prosent", "contradicts"),
        ("growth", "over 5 prosent", "imprecise"),
        ("decline", "4 prosent", "contradicts"),  # as the two figures stand side by side
    ],
)
def test_a_claim_across_a_bridged_break_keeps_its_verdict_and_has_beside_it_what_the_bridge_gives(
    kind, as_printed, agreement
):
    claim = {"metric": "visits", "kind": kind, "from_period": "2018", "to_period": "2020", "as_printed": as_printed}
    (checked,) = check_claims(known_of(BRIDGED, BRIDGED_FIGURES, claims=[claim]))
    assert (checked.verdict, checked.bridged_agreement) == ("cannot_be_checked", agreement)
    assert checked.bridged.interval == Interval(Fraction(20, 3), Fraction(20))


def test_in_one_series_with_a_break_the_arithmetic_is_judged_with_the_caution_and_the_bridge_beside_it():
    """The series itself has 1000 in 2018: 960 is 4 percent less, and over the bridge 6.67 to 20 percent more."""
    figures = BRIDGED_FIGURES.replace("before  2018", "visits  2018")
    claim = {
        "metric": "visits",
        "kind": "decline",
        "from_period": "2018",
        "to_period": "2020",
        "as_printed": "4 prosent",
    }
    (checked,) = check_claims(known_of(BRIDGED, figures, claims=[claim]))
    assert [reason.code for reason in checked.cautions] == ["break"]
    assert (checked.verdict, checked.bridged_agreement) == ("agrees", "contradicts")


def test_a_claim_of_another_kind_has_no_bridge():
    claim = {"metric": "visits", "kind": "level", "to_period": "2020", "as_printed": "960"}
    (checked,) = check_claims(known_of(BRIDGED, BRIDGED_FIGURES, claims=[claim]))
    assert (checked.bridged, checked.bridged_agreement) == (None, None)
