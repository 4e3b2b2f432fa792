"""What a cell that ends in a result shows: a line or a small table, and no number that nobody can read."""

import pytest

import helsetrend as ht

KNOWN = ht.known(as_of="2022-05-31")
CHANGE = ht.compare(KNOWN, "visits", 2020, 2021)
SHOWN = {
    "observation": (KNOWN.observe("visits", 2021), "visits 2021: over 140 millioner (monitor-2022)"),
    "gap": (KNOWN.observe("koronasertifikat", 2021), "service_visits:covid_certificate 2021: not_published"),
    "period": (ht.Period.parse("2016-Q4"), "Period('2016-Q4')"),
    "interval": (KNOWN.observe("visits", 2021).interval, "140,000,000 to 141,000,000"),
    "change": (
        CHANGE,
        "visits 2020: 72 millioner (monitor-2022) to visits 2021: over 140 millioner (monitor-2022): "
        "+93.1 to +97.2 percent",
    ),
    "not comparable": (
        ht.compare(KNOWN, "visits", "2014-05", "2020-03"),
        "visits 2014-05 to 2020-03: not comparable: other_months (period 2014-05, other 2020-03)",
    ),
    "ranking": (
        ht.ranking(KNOWN, "service_visits", "2021"),
        "1 or later: service_visits:messages 2021: 40 millioner (monitor-2022)\n"
        "no place: service_visits:covid_certificate 2021: not_published",
    ),
    "claim": (
        ht.check_claims(KNOWN)[0].claim,
        "visits-2021-growth: 85 prosent (growth of visits, 2020 to 2021; monitor-2022)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_result_is_shown_in_a_line(name):
    result, shown = SHOWN[name]
    assert repr(result) == str(result) or name == "period"
    assert repr(result) == shown


@pytest.mark.parametrize(
    "result",
    [
        ht.read_published(), KNOWN, KNOWN.catalogue, KNOWN.published.sources["monitor-2022"],
        *ht.check_claims(KNOWN), ht.words("nn"), ht.annual_report("nb"),
    ],
    ids=lambda result: type(result).__name__,
)  # fmt: skip
def test_nothing_shows_a_screen_or_a_fraction(result):
    shown = repr(result)
    assert len(shown) < 500
    assert "Fraction" not in shown
    assert "datetime" not in shown


def test_a_ranking_is_a_table_in_a_notebook():
    html = ht.ranking(KNOWN, "service_visits", 2021)._repr_html_()
    left = ' style="text-align: left"'
    assert f'<th scope="row"{left}>messages</th><td{left}>1 or later, 40 millioner (monitor-2022)</td>' in html


@pytest.mark.parametrize(
    "call", [lambda: ht.compare("visits", 2020, 2021, ""), lambda: ht.ranking(5, "service_visits", 2021)]
)
def test_a_call_without_what_was_known_says_how_to_give_it(call):
    with pytest.raises(TypeError, match=r"allowed: (compare|ranking)\(known\(\), "):
        call()


def test_what_was_known_counts_its_figures_and_sources():
    counts = f"{len(KNOWN.table)} figures in force for 2014 to 2021, from {len(ht.sources(KNOWN))} sources"
    assert repr(KNOWN) == f"Known on 2022-05-31 of Helsenorge: {counts}"
