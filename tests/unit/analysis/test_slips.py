"""What would explain a contradicted claim: each slip worked out by hand, and none without a contradiction."""

import re
from fractions import Fraction

import pytest
from frozen import PUBLISHED
from hypothesis import given
from hypothesis import strategies as st
from madeup import claim_row, known_of
from properties import of_hundred

from helsetrend.analysis.checks import check_claim, check_claims
from helsetrend.analysis.claims import Claim
from helsetrend.analysis.slips import FORMULAS, find_slips
from helsetrend.analysis.vintage.agreement import agreement
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published.claim_kinds import CLAIM_KINDS

METRICS = {
    "visits": {},
    "calls": {},
    "logins": {"unit": "logins"},
    "share": {"kind": "share", "unit": "percent"},
    "by": {"services": ["a", "b"]},
}
SOURCES = {"old": "2020", "new": "2023", "other": ("2023", 2)}
FIGURES = """
visits  2018     500    new
visits  2019     800    new
visits  2020     1 100  old
visits  2020     1 250  new
visits  2020     1 300  other
visits  2021     2 000  new
visits  2022     2 100  new
logins  2020     100    new
logins  2021     175    new
calls   2021     1 600  new
calls   2020     400    new
share   2020     40,0 %  new
share   2021     50,0 %  new
by:a    2020     100    new
by:a    2021     300    new
by:b    2020     100    new
by:b    2021     110    new
"""

# Kind, metric, compared with, from, to, the claim of the newest source; every slip, the likeliest first.
# The visits grew by 60 percent (1250 to 2000), which is 1.6 times; 750 of 2000 are 37.5 percent of the new.
SLIPS = """
growth        visits  -       2020  2021  60 prosent       -                   # it agrees
growth        visits  -       2020  2021  160 prosent      ratio_as_increase
growth        visits  -       2020  2021  37,5 prosent     percent_of_the_new
growth        visits  -       2020  2021  0 prosent        same_period
growth        visits  -       2020  2021  82 prosent       vintage             # 2000/1100 = 1.818
growth        visits  -       2020  2021  54 prosent       source              # 2000/1300 = 1.538
growth        visits  -       2020  2021  75 prosent       metric              # the logins: 175/100
growth        visits  -       2020  2021  300 prosent      metric              # the calls: 1600/400
growth        visits  -       2020  2021  56 prosent       period              # 2019 to 2020: 1250/800 = 1.5625
growth        visits  -       2020  2021  5 prosent        period              # 2021 to 2022: 2100/2000
growth        visits  -       2020  2021  68 prosent       -                   # 2020 to 2022 has another end
growth        visits  -       2020  2021  150 prosent      period              # 2019 to 2021: 2000/800
growth        visits  -       2020  2021  999 prosent      -                   # nothing gives that
decline       visits  -       2020  2021  30 prosent       -
growth        share   -       2020  2021  10 prosent       points_as_percent   # 50 is 25 percent more than 40
growth        share   -       2020  2021  125 prosent      ratio_as_increase
points        share   -       2020  2021  25 prosentpoeng  percent_as_points
points        share   -       2020  2021  0 prosentpoeng   same_period
multiple      visits  -       2020  2021  0,6 ganger       increase_as_ratio
multiple      visits  -       2020  2021  1,00 ganger      same_period
multiple      visits  -       2020  2021  1,82 ganger      vintage
multiple      visits  -       2020  2021  4,0 ganger       metric              # the calls
level         visits  -       -     2021  2 100            period
level         visits  -       -     2020  1 100            vintage
level         visits  -       -     2020  1 300            source
level         visits  -       -     2021  1 600            metric
level         by:a    -       -     2021  110              metric              # the other service
level         visits  -       -     2021  175              -                   # the logins are of another unit
share         calls   visits  -     2021  95 prosent       -
share         calls   visits  -     2020  36 prosent       vintage             # 400/1100
share         by:a    visits  -     2021  5,5 prosent      metric              # the other service: 110/2000
share         by:a    visits  -     2021  19 prosent       metric              # of the calls: 300/1600 = 18.75
ratio         calls   visits  -     2021  0,32             period              # 2020: 400/1250
one_in        calls   visits  -     2021  3,1              period              # 2020: 1250/400 = 3.125
monthly_mean  visits  -       -     2021  175              period              # 2100/12
sum           visits  -       2020  2021  4 100            period              # 2021 to 2022: 2000 + 2100
"""


def lines(table):
    """Return each line without its comment."""
    return [line.partition("  #")[0].strip() for line in table.strip().splitlines()]


def claim_of(cells):
    kind, series, against, start, end, print_ = cells
    metric, _, service = series.partition(":")
    of_metric, _, of_service = against.strip("-").partition(":")
    claim = {"kind": kind, "metric": metric, "service": service, "of_metric": of_metric, "of_service": of_service}
    start = "" if start == "-" else start
    return {**claim, "from_period": start, "to_period": end, "as_printed": print_, "source": "new"}


def found_for(claim, figures=FIGURES, metrics_=METRICS):
    known = known_of(metrics_, figures, claims=[claim], sources=SOURCES)
    (checked,) = check_claims(known)
    return checked, find_slips(known, checked)


@pytest.mark.parametrize("line", lines(SLIPS))
def test_each_slip_that_would_explain_a_contradiction_is_named(line):
    *cells, expected = re.split(r"\s{2,}", line)
    _, found = found_for(claim_of(cells))
    assert [slip.code for slip in found] == expected.strip("-").split()


def test_every_slip_is_in_the_table():
    expected = {line.split()[-1] for line in lines(SLIPS)}
    codes = {"points_as_percent", "same_period", "vintage", "source", "metric", "period"}
    assert expected - {"-"} == codes | {code for code, _, _ in FORMULAS}


@pytest.mark.parametrize(
    ("cells", "figures", "low", "high"),
    [
        (("growth", "visits", "-", "2020", "2021", "160 prosent"), ["1 250", "2 000"], "160", "160"),
        (("growth", "visits", "-", "2020", "2021", "82 prosent"), ["1 100", "2 000"], "900/11", "900/11"),
        (("growth", "visits", "-", "2020", "2021", "54 prosent"), ["1 300", "2 000"], "700/13", "700/13"),
        (("growth", "visits", "-", "2020", "2021", "75 prosent"), ["100", "175"], "75", "75"),
        (("growth", "visits", "-", "2020", "2021", "37,5 prosent"), ["1 250", "2 000"], "37.5", "37.5"),
        (("growth", "visits", "-", "2020", "2021", "0 prosent"), ["2 000", "2 000"], "0", "0"),
        (("growth", "share", "-", "2020", "2021", "10 prosent"), ["40,0 %", "50,0 %"], "9.9", "10.1"),
        (("multiple", "visits", "-", "2020", "2021", "0,6 ganger"), ["1 250", "2 000"], "0.6", "0.6"),
        (("share", "by:a", "visits", "-", "2021", "19 prosent"), ["1 600", "300"], "18.75", "18.75"),
    ],
)
def test_a_slip_has_its_figures_and_what_they_give(cells, figures, low, high):
    _, (slip,) = found_for(claim_of(cells))
    assert [figure.as_printed for figure in slip.figures] == figures
    assert (slip.derived.low, slip.derived.high) == (Fraction(low), Fraction(high))


def test_slips_are_in_the_order_formula_vintage_metric_period():
    """From 1001 to 1601 is 60 percent more; the claimed 160 percent have four explanations.

    The ratio, 1601/1001 = 1.599; another vintage, 1601/615 = 2.603; another metric, 26/10; another period, 1001/385.
    """
    figures = """
    visits  2019  385    new
    visits  2020  615    old
    visits  2020  1 001  new
    visits  2021  1 601  new
    calls   2020  10     new
    calls   2021  26     new
    """
    checked, found = found_for(claim_of(("growth", "visits", "-", "2020", "2021", "160 prosent")), figures)
    assert checked.verdict == "contradicts"
    assert [slip.code for slip in found] == ["ratio_as_increase", "vintage", "metric", "period"]


def test_the_vintage_of_one_source_is_the_likeliest():
    """Old gave 1001 and 1852, which is 85 percent more; new has revised both, to 1201 and 2001, which is 67 more.

    2001/1081, with the first from another source still, is 85 percent more as well. Said by the old source, the claim
    was right.
    """
    figures = """
    visits  2020  1 001  old
    visits  2021  1 852  old
    visits  2020  1 081  other
    visits  2020  1 201  new
    visits  2021  2 001  new
    """
    claim = claim_of(("growth", "visits", "-", "2020", "2021", "85 prosent"))
    _, found = found_for(claim, figures)
    assert [slip.code for slip in found] == ["vintage", "source"]
    prints = [[figure.as_printed for figure in slip.figures] for slip in found]
    assert prints == [["1 001", "1 852"], ["1 081", "2 001"]]
    checked, found = found_for(claim | {"source": "old"}, figures)
    assert (checked.verdict, found) == ("outdated", [])


def test_a_claim_that_was_wrong_when_it_was_written_is_explained_by_what_was_known_then():
    """From 1100 to 2001 is 82 percent more, but the 2001 were published three years after the older claim."""
    figures = """
    visits  2020  1 100  old
    visits  2021  1 601  old
    visits  2020  1 001  new
    visits  2021  2 001  new
    """
    claim = claim_of(("growth", "visits", "-", "2020", "2021", "82 prosent"))
    for source, expected in {"old": [], "new": ["vintage"]}.items():
        checked, found = found_for(claim | {"source": source}, figures)
        assert (checked.verdict, [slip.code for slip in found]) == ("contradicts", expected)


def test_in_a_sum_one_figure_at_a_time_is_exchanged():
    """100 + 200 + 300 = 600; with the 150 that was once given for b 550; with both 101 and 150 it would be 551."""
    metrics_ = {"by": {"services": ["a", "b", "c"], "lists_all_services": True, "services_add_up_to": "all"}, "all": {}}
    figures = """
    by:a  2021  101  old
    by:b  2021  150  old
    by:a  2021  100  new
    by:b  2021  200  new
    by:c  2021  300  new
    """
    for said, expected in {"550": ["vintage"], "601": ["vintage"], "551": [], "600": []}.items():
        _, found = found_for(claim_of(("sum", "by", "-", "-", "2021", said)), figures, metrics_)
        assert [slip.code for slip in found] == expected


def test_a_claim_that_is_not_contradicted_has_no_slips():
    for known in (vintage_on(PUBLISHED, as_of="2022-05-31"), vintage_on(PUBLISHED)):
        for checked in check_claims(known):
            if checked.verdict != "contradicts":
                assert find_slips(known, checked) == []


def test_the_growth_of_the_visits_on_the_page_is_that_of_the_logins():
    """+85 percent: not 72 to over 140 million visits, but nearly 43 to about 77.5 million logins are +80.0 to +84.8."""
    for as_of in ("2022-05-31", "2025-12-31"):
        known = vintage_on(PUBLISHED, as_of=as_of)
        found = {checked.claim.name: find_slips(known, checked) for checked in check_claims(known)}
        (slip,) = found["visits-2021-growth"]
        assert slip.code == "metric"
        prints = ["nærmere 43 millioner", "rundt 77,5 millioner"]
        assert [figure.as_printed for figure in slip.figures] == prints
        assert [slip.code for slip in found["logins-2021-doubling"]] == ["metric"]  # the visits nearly doubled


SERIES = {"points": "share", "share": "by:a", "one_in": "by:a", "ratio": "by:a"}
ZEROS = """
visits  2017  0    new
calls   2019  0    new
calls   2021  0    other
by:b    2019  0    new
by:a    2022  0    new
share   2019  0 %  new
"""
WITHOUT_CLAIMS = {has_zeros: known_of(METRICS, FIGURES + ZEROS * has_zeros, sources=SOURCES) for has_zeros in (0, 1)}


@pytest.mark.parametrize("kind", CLAIM_KINDS)
@of_hundred(50)
@given(value=st.integers(-5, 400), tenths=st.integers(0, 9), has_zeros=st.sampled_from([0, 1]))
def test_every_slip_gives_what_was_claimed(kind, value, tenths, has_zeros):
    """For any claim of any kind, also beside figures of zero, there are slips only if it is contradicted."""
    entry = CLAIM_KINDS[kind]
    against, series = "visits" if entry.has_of else "-", SERIES.get(kind, "visits")
    start = "2020" if entry.has_from or (entry.has_from is None and kind != "sum") else "-"
    unit = {"percent": " prosent", "points": " prosentpoeng", "times": " ganger", "": ""}[entry.unit]
    known = WITHOUT_CLAIMS[has_zeros]
    cells = claim_of((kind, series, against, start, "2021", f"{value},{tenths}{unit}"))
    checked = check_claim(known, Claim.of_row("own", claim_row(known.catalogue, cells, "new")))
    found = find_slips(known, checked)
    assert all(agreement(checked.claim.said, slip.derived) == "agrees" for slip in found)
    assert len({slip.code for slip in found}) == len(found)
    assert checked.verdict == "contradicts" or not found


def test_a_rank_has_no_slips():
    metrics_ = {"by": {"services": ["a", "b"], "lists_all_services": True}}
    claim = {"kind": "rank", "metric": "by", "service": "a", "to_period": "2021"}
    claim |= {"value": "2", "source": "new", "as_printed": "nest mest"}
    checked, found = found_for(claim, "by:a  2021  300  new\nby:b  2021  110  new", metrics_)
    assert (checked.verdict, found) == ("contradicts", [])
