"""Values show themselves as small tables, with their text escaped."""

import helsetrend as ht
from helsetrend.analysis.comparison import Change, NotComparable, facts_html


def test_text_is_escaped():
    assert facts_html({"<b>": "<i>"}) == '<table><tr><th scope="row">&lt;b&gt;</th><td>&lt;i&gt;</td></tr></table>'


def test_a_change_shows_its_bounds():
    change = ht.compare(ht.known(as_of="2022-05-31"), "visits", 2020, 2021)
    assert isinstance(change, Change)
    assert "<td>+93.1 to +97.2 percent</td>" in change._repr_html_()  # see the README's own test for the sum


def test_what_is_not_comparable_shows_why():
    refused = ht.compare(ht.known(as_of="2022-05-31"), "visits", 2021, 2021)
    assert isinstance(refused, NotComparable)
    assert "<td>same_period (period 2021)</td>" in refused._repr_html_()


def test_an_interval_shows_its_bounds():
    assert ht.Interval(140_000_000, 141_000_000)._repr_html_() == "140,000,000 to 141,000,000"


def test_a_claim_shows_its_verdict():
    shown = [checked._repr_html_() for checked in ht.check_claims(ht.known(as_of="2022-05-31"))]
    assert [text for text in shown if '<th scope="row">verdict</th>' not in text] == []
    assert any("<td>contradicts</td>" in text for text in shown)
