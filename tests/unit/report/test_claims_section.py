"""The cards of claims: what was said, what the figures give, the verdict, and why, worked out by hand."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from contents import labelled, report_in
from madeup import BRIDGED, BRIDGED_FIGURES, known_of
from places import DATA

from helsetrend.published.folder import read_published
from helsetrend.report.claims_section import claims_cards

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"

# A claim, what the figures give, the verdict and why; claims on 2019 to 2021, known in the spring of 2022.
SPRING_NB = """
«85 prosent» Besøk på Helsenorge, fra 2020 til 2021. Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor).
Tallene gir mellom 93 og 98 prosent, ikke 85 prosent.
Stemmer ikke
En økning fra 72 millioner til over 140 millioner tilsvarer mellom 93,1 og 97,3 prosent. For at påstanden skulle \
stemme, måtte tallet for 2020 ha vært rundt 76 millioner. Påstanden ville stemt for innlogginger på Helsenorge: \
nærmere 43 millioner i 2020 og rundt 77,5 millioner i 2021 (Direktoratet for e-helse, mai 2022, Helsenorge \
(e-helsemonitor)). Avviket er kjent. Siden oppgir ikke noe tall for 2020 som gir 85 prosent, og det gjør heller \
ingen av de andre kildene.

«en dobling» (rundt 100 prosent) Innlogginger på Helsenorge, fra 2020 til 2021. Direktoratet for e-helse, mai 2022, \
E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse.
Tallene gir mellom 80 og 85 prosent.
Stemmer ikke
En økning fra nærmere 43 millioner til rundt 77,5 millioner tilsvarer mellom 80,0 og 84,8 prosent. For at påstanden \
skulle stemme, måtte tallet for 2020 ha vært rundt 39 millioner. Påstanden ville stemt for besøk på Helsenorge: 72 \
millioner i 2020 og over 140 millioner i 2021 (Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor)). \
Avviket er kjent. Kilden kaller også veksten i besøk en dobling, og for besøkene stemmer det.

«153 prosent» Meldinger mellom innbyggere og helsetjenesten, fra 2020 til 2021. Direktoratet for e-helse, mai 2022, \
Helsenorge (e-helsemonitor).
Tallene gir mellom 147 og 156 prosent.
Stemmer
En økning fra 15,9 millioner til 40 millioner passer med påstanden.

«en dobling» (rundt 100 prosent) Besøk på Helsenorge, fra 2020 til 2021. Direktoratet for e-helse, mai 2022, \
E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse.
Tallene gir mellom 93 og 98 prosent.
Stemmer
En økning fra 72 millioner til over 140 millioner passer med påstanden.

«mest besøkt» (nummer 1) Meldinger mellom innbyggere og helsetjenesten, plass blant tjenestene i 2021. Direktoratet \
for e-helse, mai 2022, Helsenorge (e-helsemonitor).
–
Kan ikke etterprøves
Ikke alle tjenestene har et publisert tall for 2021, så plassen kan ikke fastslås.

«tredjeplassen» (nummer 3) Koronasertifikatet, plass blant tjenestene i 2021. Direktoratet for e-helse, mai 2022, \
Helsenorge (e-helsemonitor).
–
Kan ikke etterprøves
Tallet for 2021 er ikke publisert.
"""
# 140/72.5 = 1.93103, 141/71.5 = 1.97203; 84.5 to 85.5 percent need a base of 140/1.855 = 75.472 to 141/1.845 = 76.423,
# and 140/1.85 = 75.676. 39.5/15.95 = 2.47649, 40.5/15.85 = 2.55521. "En dobling" is 90 to 110 percent. 77.4/43 = 1.8,
# 77.6/42 = 1.84762; 77.4/2.1 = 36.857, 77.6/1.9 = 40.842, 77.5/2 = 38.75. The logins grew by 80.0 to 84.8 percent,
# which meets 84.5 to 85.5; the visits by 93.1 to 97.2, which meets 90 to 110.

# The first and the last of these with everything that is published: figure for figure, and the same verdicts.
ALL_EN = """
“85 prosent” Visits to Helsenorge, from 2020 to 2021. Direktoratet for e-helse, May 2022, Helsenorge (e-helsemonitor).
The figures give 93 percent, not 85 percent.
Contradicts the figures
An increase from 72.9 million to 140.9 million amounts to between 93.0 and 93.5 percent. For the statement to be \
right, the figure for 2020 would have had to be about 76.2 million. The statement would be right for logins to \
Helsenorge: nearly 43 million in 2020 and about 77.5 million in 2021 (Direktoratet for e-helse, May 2022, Helsenorge \
(e-helsemonitor)). The discrepancy is known. The page gives no figure for 2020 that makes it 85 percent, and neither \
does any of the other sources.

“en dobling” (about 100 percent) Logins to Helsenorge, from 2020 to 2021. Direktoratet for e-helse, May 2022, \
E-helsetrender (Utviklingstrekk) 2022: Utvalgte trender innen e-helse.
The figures give between 111 and 117 percent.
Contradicts the figures
An increase from nearly 43 million to about 90.9 million amounts to between 111.1 and 116.7 percent. For the \
statement to be right, the figure for 2020 would have had to be about 45 million. The statement would be right for \
visits to Helsenorge: 72 million in 2020 and over 140 million in 2021 (Direktoratet for e-helse, May 2022, \
Helsenorge (e-helsemonitor)). The discrepancy is known. The source calls the growth in visits a doubling too, and \
for the visits it holds.
"""
# 140.85/72.95 = 1.93077, 140.95/72.85 = 1.93480; 140.85/1.855 = 75.930, 140.95/1.845 = 76.396, 140.9/1.85 = 76.162.
# 90.8/43 = 2.11163, 91/42 = 2.16667; 90.8/2.1 = 43.238, 91/1.9 = 47.895, 90.9/2 = 45.45.

VERDICTS_2018 = """
37 prosent  The figures give between 36 and 38 percent.  Agrees
70 prosent  The figures give between 58 and 84 percent.  Agrees
37 percent  The figures give between 36 and 38 percent.  Agrees
51 prosent  –                                            Cannot be checked
82 prosent  –                                            Cannot be checked
"""
# 25.55/18.75 = 1.36267, 25.65/18.65 = 1.37534; 11.85/7.5 = 1.58, 11.95/6.5 = 1.83846; 2015 and February 2016 are not
# published.

CERTIFICATE = "service_visits,covid_certificate,2021,{words},{value},visits,{hedge},monitor-2022"


def cards(language, year, first_year, as_of=None, *, data=None):
    return str(claims_cards(*report_in(language, year, first_year, as_of, data=data)))


def read(html):
    """Return of each card what was said and about what, what the figures give, the verdict, and the reasons."""
    return [_read(card) for card in BeautifulSoup(html, "html.parser").select(".claims > li")]


def _read(card):
    def said(selector):
        found = card.select_one(selector)
        return found.get_text() if found else ""

    sign, reasons = said(".verdict span"), said("details p")
    verdict = ". ".join(filter(None, (said(".verdict").removeprefix(sign).strip(), said(".then"))))
    gives = said(".gives") if reasons else "–"
    return [f"{said('blockquote')} {said('.about')}", gives, verdict, reasons or said(".gives")]


def cells(*args, **more):
    return read(cards(*args, **more))


def blocks(text):
    return [block.splitlines() for block in text.strip().split("\n\n")]


@pytest.fixture
def own(tmp_path):
    """Return a function for all that is published, with more claims and figures, or with all services listed."""

    def build(*, claims=(), figures=(), lists_all=False):
        shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
        for name, rows in {"claims.csv": claims, "figures.csv": figures}.items():
            path = tmp_path / "published" / name
            text = path.read_text(encoding="utf-8").rstrip("\n")
            path.write_text("\n".join([text, *rows, ""]), encoding="utf-8", newline="")
        if lists_all:
            path = tmp_path / "metrics.toml"
            text = path.read_text(encoding="utf-8")
            head = "[metrics.service_visits]\n"
            path.write_text(text.replace(head, f"{head}lists_all_services = true\n"), encoding="utf-8")
        return read_published(tmp_path)

    return build


def test_each_claim_of_the_page_is_compared_with_its_figures():
    assert cells("nb", 2021, 2019, SPRING_2022) == blocks(SPRING_NB)


def test_the_verdicts_follow_the_figures_in_force():
    rows = cells("en", 2021, 2019, ALL_SOURCES)
    assert rows[:2] == blocks(ALL_EN)
    assert [row[2] for row in rows] == [
        *("Contradicts the figures", "Contradicts the figures", "Agrees", "Agrees"),
        *("Cannot be checked", "Cannot be checked"),
    ]


def test_claims_about_other_years_are_in_other_reports():
    claims = [(row[0].split("”")[0].strip("“"), *row[1:3]) for row in cells("en", 2018, 2016, ALL_SOURCES)]
    assert claims == [
        tuple(part.strip() for part in line.split("  ") if part) for line in VERDICTS_2018.strip().splitlines()
    ]


def test_growth_of_the_same_months_needs_the_months():
    row = cells("nb", 2023, 2022, ALL_SOURCES)
    assert row == [
        [
            "«11 prosent» Besøk på Helsenorge, fra mai–desember 2022 til mai–desember 2023. Direktoratet for \
e-helse, februar 2024.",
            "–",
            "Kan ikke etterprøves",
            "Tallene for mai–desember 2022 og mai–desember 2023 er ikke publisert.",
        ]
    ]


def test_a_claim_is_not_known_before_it_is_published():
    assert cells("nb", 2021, 2019, "2022-05-30") == []


@pytest.mark.parametrize(
    ("words_", "hedge", "value", "expected"),
    [
        # The messages have 39.5 to 40.5 million; claimed is that they are first, and the certificate third.
        ("20 millioner", "none", 20, ["Stemmer", "Stemmer ikke"]),
        ("50 millioner", "none", 50, ["Stemmer ikke", "Stemmer ikke"]),
        ("ca. 40 millioner", "about", 40, ["Kan ikke etterprøves", "Stemmer ikke"]),
    ],
    ids=["20", "50", "39 to 41"],
)
def test_a_place_can_be_checked_if_all_services_are_listed(words_, hedge, value, expected, own):
    count = CERTIFICATE.format(words=words_, value=value * 10**6, hedge=hedge)
    rows = cells("nb", 2021, 2019, SPRING_2022, data=own(figures=[count], lists_all=True))
    places = {row[0].split("»")[0].strip("«"): row[2:] for row in rows if "plass blant" in row[0]}
    assert [places[said][0] for said in ("mest besøkt", "tredjeplassen")] == expected
    why = {
        "Stemmer": "Tallene gir denne plassen og ingen annen.",
        "Stemmer ikke": "Tallene gir ikke denne plassen.",
        "Kan ikke etterprøves": "Tallene for tjenestene i 2021 overlapper innenfor avrundingen.",
    }
    assert all(reasons == why[verdict] for verdict, reasons in places.values())


def test_a_claim_about_a_share_can_be_in_percent(own):
    """From nearly 84 (83 to 84) to over 87 (87 to 88): 87/84 = 1.0357 to 88/83 = 1.0602; "4" is 3.5 to 4.5."""
    claim = "own,growth,patient_travel_electronic_share,,,,2020-12,2021-12,4 prosent,4,percent,,none,monitor-2022,,"
    rows = cells("nb", 2021, 2021, SPRING_2022, data=own(claims=[claim]))
    (row,) = [row for row in rows if row[0].startswith("«4 prosent»")]
    assert row[1:] == [
        "Tallene gir mellom 3,5 og 6,1 prosent.",
        "Stemmer",
        "En økning fra nærmere 84 prosent til over 87 prosent passer med påstanden.",
    ]


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [("-5", "Stemmer"), ("-4", "Stemmer"), ("-3", "Stemmer ikke. Da det ble skrevet: stemmer"), ("5", "Stemmer ikke")],
)
def test_a_claimed_decrease_is_compared_with_the_decrease(claimed, verdict, own):
    """110/115.95 = 0.94869 and 111/115.85 = 0.95814: 4.19 to 5.13 percent less."""
    claim = f"own,growth,visits,,,,2022,2023,{claimed} prosent,{claimed},percent,,none,monitor-2024,,"
    rows = cells("nb", 2023, 2023, ALL_SOURCES, data=own(claims=[claim]))
    (row,) = [row for row in rows if row[0].startswith(f"«{claimed} prosent»")]
    given = "Tallene gir mellom -5,2 og -4,1 prosent"
    told = f"{given}, ikke {claimed} prosent." if verdict.startswith("Stemmer ikke") else f"{given}."
    assert (row[1].replace("\u2212", "-"), row[2]) == (told, verdict)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_verdict_has_words_a_sign_and_a_colour(language):
    verdicts = BeautifulSoup(cards(language, 2021, 2019, SPRING_2022), "html.parser").select(".verdict")
    assert [verdict["class"][1] for verdict in verdicts] == [
        *("contradicts", "contradicts", "agrees", "agrees", "cannot_be_checked", "cannot_be_checked")
    ]
    signs = [(verdict.span.get_text(), verdict.span["aria-hidden"]) for verdict in verdicts]
    assert signs == [(sign, "true") for sign in "✗✗✓✓??"]
    assert all(verdict.get_text().strip("✗✓? ") for verdict in verdicts)


@pytest.mark.parametrize(("language", "marked"), [("nb", set()), ("en", {"nb"})])
def test_the_words_of_a_source_are_marked_with_their_language(language, marked):
    soup = BeautifulSoup(cards(language, 2021, 2019, SPRING_2022), "html.parser")
    assert {element["lang"] for element in soup.select("[lang]")} == marked
    quotes = [element.get_text() for element in soup.select("blockquote [lang]")]
    expected = ["85 prosent", "en dobling", "153 prosent", "en dobling", "mest besøkt", "tredjeplassen"]
    assert quotes == (expected if marked else [])


def test_the_words_of_a_claim_are_never_markup(own):
    claim = 'own,growth,visits,,,,2020,2021,"<script>x</script> dobling",100,percent,10,about,monitor-2022,,'
    html = cards("en", 2021, 2021, SPRING_2022, data=own(claims=[claim]))
    assert "<script" not in html
    assert "&lt;script&gt;x&lt;/script&gt; dobling" in html


# --- every kind of claim, and every slip, on made-up figures

METRICS = {
    "visits": {},
    "calls": {},
    "by": {"services": ["a", "b"], "lists_all_services": True, "services_add_up_to": "visits"},
    "share": {"kind": "share", "unit": "percent"},
}
FIGURES = """
visits  2019     900
visits  2020     1 250
visits  2021     1 805
visits  2023-02  150
visits  2024-02  165
calls   2020     100
calls   2021     700
by:a    2021     605
by:b    2021     1 200
share   2020     50,0 %
share   2021     60,0 %
"""

# Kind, metric, what it is set against, from, to, what was said; then what is said of it and why, in English (a part).
WHY = """
level  visits  -  -  2021  1 805
visits, 2021
1,805 fits the statement.

level  visits  -  -  2021  1 950
visits, 2021
The figure is 1,805.

sum  by:a + b  -  -  2021  1 950
a and b, added up from 2021 through 2021
The sum of 605 visits and 1,200 visits amounts to 1,805.

monthly_mean  visits  -  -  2021  140
visits, mean per month in 2021
1,805 amounts to 150.4

share  by:a  visits  -  2021  40 prosent
a, as a share of visits, 2021
605 visits of 1,805 amounts to 3

one_in  by:a  visits  -  2021  hvert fjerde
a, as a share of visits, 2021
605 visits of 1,805 amounts to 2.98

ratio  by:a  by:b  -  2021  5
a, against b, 2021
605 visits against 1,200 visits amounts to 0.504

decline  visits  -  2020  2021  5 prosent
visits, decrease from 2020 to 2021
An increase from 1,250 to 1,805 amounts to 44 percent.

growth_same_months  visits  -  2023-02  2024-02  12 prosent
visits, from February 2023 to February 2024
Note that February 2023 has 28 days and February 2024 has 29.

points  share  -  2020  2021  20 prosentpoeng
share, from 2020 to 2021
The change is between 19.7 and 20.3 percent: the statement is right in percent, not in percentage points.

growth  share  -  2020  2021  10 prosent
share, from 2020 to 2021
The change is between 9.9 and 10.1 percentage points: the statement is right in percentage points, not in percent.

multiple  visits  -  2020  2021  0,44 ganger
visits, from 2020 to 2021
The increase is 0.444 times the old figure: the statement is right for the increase, not for the whole.

growth  visits  -  2020  2021  144 prosent
visits, from 2020 to 2021
The new figure is 144 percent of the old one: the statement is right for that, not for the increase.

growth  visits  -  2020  2021  31 prosent
visits, from 2020 to 2021
The change is 31 percent of the new figure: the statement is right for that, not for the old one.

growth  visits  -  2020  2021  0 prosent
visits, from 2020 to 2021
The statement would be right for a period compared with itself.

growth  visits  -  2020  2021  600 prosent
visits, from 2020 to 2021
The statement would be right for calls: 100 visits in 2020 and 700 visits in 2021 (page, 2022).

growth  visits  -  2020  2021  39 prosent
visits, from 2020 to 2021
The statement would be right for other periods: 900 in 2019 and 1,250 in 2020 (page, 2022).

difference  visits  -  2020  2021  600 flere
visits, from 2020 to 2021
For the statement to be right, the figure for 2020 would have had to be about 1,205.

difference  visits  calls  -  2021  1 105 flere
visits, against calls, 2021
1,805 against 700 visits fits the statement.

fewer  visits  -  2020  2021  555 færre
visits, fewer in 2021 than in 2020
An increase from 1,250 to 1,805 amounts to 555.

daily_mean  visits  -  -  2021  5 om dagen
visits, mean per day in 2021
1,805 fits the statement.

complement  by:a  visits  -  2021  66 prosent
The rest of visits, without a, 2021
605 visits of 1,805 fits the statement.

complement  share  -  -  2021  40 prosent
The rest, without share, 2021
60.0 percent fits the statement.

highest  visits  -  -  2021  det høyeste noensinne
visits, 2021
1,805 in 2021 is the highest of the figures; the nearest is 1,250 in 2020. Note that the comparison covers \
published figures only: 2019–2020.

lowest  visits  -  2019  2021  det laveste siden 2019
visits, 2021 against 2019 and later
1,250 in 2020 is lower than 1,805 in 2021.

growth  visits  -  2021  2021  4 prosent
visits, from 2021 to 2021
A period cannot be compared with itself (2021).

level  visits  -  -  2021  over 1 000
visits, 2021
The figure is 1,805. The statement is not wrong, but imprecise.
"""
# 1805/12 = 150.417; 605/1805 = 33.52 %, 1805/605 = 2.983, 605/1200 = 0.504. 1805/1250 = 1.444; 555/1805 = 30.7 %;
# 1250/900 = 1.389; 700/100 = 7. Shares: 59.95 - 50.05 = 9.9 to 60.05 - 49.95 = 10.1 points, that is 59.95/50.05 =
# 1.1978 to 60.05/49.95 = 1.2022.


def row_of(line, *, language="en", rounding="", **more):
    """Return the one card, on a claim whose words mean the value in `more`."""
    kind, series, against, start, end, print_ = re.split(r"\s{2,}", line)
    metric, _, service = series.partition(":")
    of_metric, _, of_service = against.strip("-").partition(":")
    cells = {"kind": kind, "metric": metric, "service": service, "of_metric": of_metric, "of_service": of_service}
    periods = {"from_period": start.replace("-", "", 1) if start == "-" else start, "to_period": end}
    claim = {**cells, **periods, "as_printed": print_, "rounding": rounding, **more}
    known = known_of(METRICS, FIGURES, claims=[claim])
    (card,) = read(str(claims_cards(*labelled(language, known, 2024, 2019))))
    return card


@pytest.mark.parametrize("block", blocks(WHY), ids=lambda block: block[0])
def test_a_claim_of_each_kind_says_what_it_is_about_and_why(block):
    line, about, why = block
    more = {"value": "4", "rounding": "1"} if "fjerde" in line else {}
    said, _, _, reason = row_of(line, **more)
    assert f" {about}. page, 2022." in said
    assert why in reason


def test_a_number_in_words_is_followed_by_its_meaning():
    said = row_of("one_in  by:a  visits  -  2021  hvert fjerde", value="4", rounding="1")[0]
    assert said.startswith("“hvert fjerde” (one in 4) ")
    said = row_of("multiple  visits  -  2020  2021  tredoblet", value="3", rounding="1")[0]
    assert said.startswith("“tredoblet” (3 times) ")


def test_the_figure_that_the_claim_needs_is_named():
    """605 of 605/0.405 = 1493.8 to 605/0.395 = 1531.6, and 605/0.4 = 1512.5."""
    why = row_of("share  by:a  visits  -  2021  40 prosent")[3]
    assert "the figure for visits in 2021 would have had to be about 1,513" in why


def test_a_claimed_sum_needs_no_single_figure():
    """Together the two would have to be 1950; that says nothing about either of them."""
    assert "the figure for a in 2021" not in row_of("sum  by:a + b  -  -  2021  1 950")[3]


def test_the_slip_names_the_metric_that_was_exchanged():
    """Said is that a is 2 times b (1.5 to 2.5); the visits are 1805/1200 = 1.504 times b."""
    why = row_of("ratio  by:a  by:b  -  2021  2")[3]
    assert "would be right for visits" in why
    assert "would be right for b" not in why


def test_the_note_on_a_known_contradiction_is_in_the_language_of_the_report():
    line, known = "growth  visits  -  2020  2021  99 prosent", {"acknowledged_nb": "Ja.", "acknowledged_en": "Yes."}
    assert row_of(line, **known)[3].endswith(" Yes.")
    assert row_of(line, language="nb", **known)[3].endswith(" Ja.")
    assert not row_of(line)[3].endswith(" Yes.")


def test_a_claim_that_agrees_has_no_needed_figure_no_slip_and_no_note():
    line, known = "growth  visits  -  2020  2021  44 prosent", {"acknowledged_nb": "Ja.", "acknowledged_en": "Yes."}
    assert row_of(line, **known)[3] == "An increase from 1,250 to 1,805 fits the statement."


@pytest.mark.parametrize(
    ("as_printed", "language", "expected"),
    [
        ("10 %", "nb", "er endringen mellom 6,6 og 20,0 prosent. Det passer med påstanden."),
        ("30 %", "nb", "er endringen mellom 6,6 og 20,0 prosent. Det passer ikke med påstanden."),
        (
            "over 5 %",
            "en",
            "the change is between 6.6 and 20.0 percent. On that basis the statement is not wrong, but \
imprecise.",
        ),
    ],
)
def test_a_claim_across_a_break_is_told_what_the_bridge_gives(as_printed, language, expected):
    claim = {"metric": "visits", "kind": "growth", "from_period": "2018", "to_period": "2020", "as_printed": as_printed}
    known = known_of(BRIDGED, BRIDGED_FIGURES, claims=[claim])
    ((*_, why),) = read(str(claims_cards(*labelled(language, known, 2020, 2018))))
    assert why.endswith(expected)
    assert {"nb": "november–desember 2019, som er talt på begge måter", "en": "counted both ways"}[language] in why
