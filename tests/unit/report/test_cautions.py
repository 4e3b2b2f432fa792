"""What a reader must know not to be misled: each caution is on the metric and the years that it is about."""

import shutil

import pytest
from contents import labelled, published, report_in
from madeup import bridged_of, known_of
from places import DATA

from helsetrend.published.folder import read_published
from helsetrend.report.cautions import cautions

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"

# Metric, year, first year and state of knowledge; then every caution in Norwegian and in English, except the last one
# of some metrics, which is in the catalogue word for word.
CAUTIONS = """
visits 2021 2020 2022-05-31
nb Besøk på Helsenorge i mars 2020: 10,1 millioner (annenhåndskilde). Tallet gjelder bare en del av et år og kan \
ikke sammenlignes med årstallene.
en Visits to Helsenorge in March 2020: 10.1 million (second-hand). The figure covers only part of a year and \
cannot be compared with the annual figures.

visits 2021 2021 2022-05-31

visits 2018 2017 2025-12-31
nb Besøk på Helsenorge i april 2017: rundt 1,4 millioner (annenhåndskilde). Tallet gjelder bare en del av et år og \
kan ikke sammenlignes med årstallene.
nb Kildene oppgir ulike tall for besøk på Helsenorge i 2018: 25,6 millioner (Slik er e-helsehverdagen vår blitt, om \
Utviklingstrekk 2019, mars 2019) og 25,5 millioner (Norwegian Health Portal Popular Like Never Before, 18. mars \
2019). Begge er riktige bare hvis tallet er nøyaktig 25,55 millioner.
en Visits to Helsenorge in April 2017: about 1.4 million (second-hand). The figure covers only part of a year and \
cannot be compared with the annual figures.
en The sources give different figures for visits to Helsenorge in 2018: 25.6 million (Slik er e-helsehverdagen vår \
blitt, on Utviklingstrekk 2019, March 2019) and 25.5 million (Norwegian Health Portal Popular Like Never Before, 18 \
March 2019). Both are right only if the figure is exactly 25.55 million.

visits 2023 2021 2025-12-31
nb Kildene oppgir ulike tall for besøk på Helsenorge i 2023: over 110 millioner (Helsenorge (e-helsemonitor), \
utgaven som rapporterer 2023, februar 2024) og 109,5 millioner (Innbyggerundersøkelsen om e-helse 2023, kapittel \
3.9, 9. februar 2024). Begge kan ikke være riktige.
en The sources give different figures for visits to Helsenorge in 2023: over 110 million (Helsenorge \
(e-helsemonitor), edition reporting 2023, February 2024) and 109.5 million (Innbyggerundersøkelsen om e-helse 2023, \
chapter 3.9, 9 February 2024). They cannot both be right.

logins 2021 2019 2022-05-31
nb Tallet for 2019 er ikke publisert.
nb Kildene oppgir ulike tall for innlogginger på Helsenorge i 2021: rundt 77,5 millioner (Helsenorge \
(e-helsemonitor), utgaven som rapporterer 2021, mai 2022) og 79 millioner (E-helsetrender (Utviklingstrekk) 2022: \
Utvalgte trender innen e-helse, bildetekst, mai 2022). Begge kan ikke være riktige.
nb Kilden har en figur for 2011–2021, men uten tall: Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor).
en The figure for 2019 is not published.
en The sources give different figures for logins to Helsenorge in 2021: about 77.5 million (Helsenorge \
(e-helsemonitor), edition reporting 2021, May 2022) and 79 million (E-helsetrender (Utviklingstrekk) 2022: Utvalgte \
trender innen e-helse, picture caption, May 2022). They cannot both be right.
en The source has a chart for 2011–2021, but without numbers: Direktoratet for e-helse, May 2022, Helsenorge \
(e-helsemonitor).

logins 2021 2020 2022-05-30
nb Tallet for 2020 er ikke publisert.
en The figure for 2020 is not published.

service_visits 2021 2019 2022-05-31
nb Rapporteringen av meldinger mellom innbyggere og helsetjenesten begynte i 2020.
nb Koronasertifikatet kom i juni 2021.
en Reporting of messages between residents and the health service began in 2020.
en The COVID certificate came into use in June 2021.

service_visits 2021 2020 2022-05-31
nb Koronasertifikatet kom i juni 2021.
en The COVID certificate came into use in June 2021.

service_visits 2023 2022 2025-12-31

patient_travel_electronic_share 2021 2019 2022-05-31
nb Tallet for desember 2019 er ikke publisert.
nb Kilden har en figur for 2016–2021, men uten tall: Direktoratet for e-helse, mai 2022, Helsenorge (e-helsemonitor).
en The figure for December 2019 is not published.
en The source has a chart for 2016–2021, but without numbers: Direktoratet for e-helse, May 2022, Helsenorge \
(e-helsemonitor).

patient_travel_self_service_visits 2021 2020 2022-05-31

patient_travel_self_service_visits 2023 2021 2025-12-31
nb Tallet for 2022 er ikke publisert.
en The figure for 2022 is not published.
"""


def cautioned(metric, language, year, first_year, as_of, *, data=None):
    return list(cautions(*report_in(language, year, first_year, as_of, data=data), metric))


def texts(*args, **more):
    return [caution.text for caution in cautioned(*args, **more)]


def blocks(table):
    return [block.splitlines() for block in table.strip().split("\n\n")]


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("block", blocks(CAUTIONS), ids=lambda block: block[0])
def test_every_caution_is_on_its_metric_and_years(block, language):
    case, *lines = block
    metric, year, first_year, as_of = case.split()
    expected = [line.removeprefix(f"{language} ") for line in lines if line.startswith(f"{language} ")]
    last = published().catalogue.metrics[metric].caution
    assert texts(metric, language, int(year), int(first_year), as_of) == [
        *expected,
        *([last[language]] if last else []),
    ]


def test_all_years_since_the_opening_without_a_figure_are_named():
    """Visits of 2011 to 2015 are not published, of 2014 only those in May; the portal opened on 15 June 2011.

    That the change from 2015 cannot be computed is in the text, with the reason.
    """
    gaps, *rest = texts("visits", "nb", 2016, 2010, ALL_SOURCES)
    assert gaps == "Tall mangler for 2011–2013 (ikke publisert) og 2014 (bare en del av året publisert)."
    assert "Besøk på Helsenorge kom 15. juni 2011." in rest


@pytest.mark.parametrize(
    ("metric", "language", "expected"),
    [
        ("years", "nb", ["Tallene for 2016–2018 er ikke publisert."]),
        ("years", "en", ["The figures for 2016–2018 are not published."]),
        ("reported", "nb", ["Rapporteringen av prøver begynte i 2018."]),  # which says it of 2016 and 2017
        ("reported_now", "en", []),  # the text says from when on, as the reason why nothing is compared
    ],
)
def test_a_year_without_a_figure_is_named_once(metric, language, expected):
    """The figures begin in 2019, the year before the report's, in 2018, and in 2020, its own."""
    metrics_ = {
        "years": {"name": {"nb": "Prøver", "en": "Tests"}},
        "reported": {"name": {"nb": "Prøver", "en": "Tests"}, "first_reported": "2018"},
        "reported_now": {"name": {"nb": "Prøver", "en": "Tests"}, "first_reported": "2020"},
    }
    first = {"years": 2019, "reported": 2018, "reported_now": 2020}[metric]
    known = known_of(metrics_, [(metric, str(year), "11") for year in range(first, 2021)])
    assert [caution.text for caution in cautions(*labelled(language, known, 2020, 2016), metric)] == expected


@pytest.mark.parametrize(
    ("language", "begins", "share", "when", "why"),
    [
        ("nb", "Andelen ", "rundt 70 prosent", "i 4. kvartal 2016", "en annen nevner enn andelen av alle"),
        (
            "en",
            "The share ",
            "about 70 percent",
            "in the 4th quarter of 2016",
            "another denominator than the share of all",
        ),
    ],
    ids=["nb", "en"],
)
def test_a_share_with_another_denominator_is_named_in_a_whole_sentence(language, begins, share, when, why):
    """About 70 percent of those eligible has another denominator than 84 and 87 percent of all."""
    cautions_ = texts("patient_travel_electronic_share", language, 2018, 2016, ALL_SOURCES)
    (caution,) = [text for text in cautions_ if share in text]
    assert caution.startswith(begins)
    assert when in caution
    assert why in caution
    assert not any(
        share in text for text in texts("patient_travel_electronic_share", language, 2021, 2017, ALL_SOURCES)
    )


# --- parts of years, and figures that do not follow, on made-up figures


MANY = "For visits there are also figures for parts of the year"


def made_up(figures, language="en", metrics_=None):
    """Return the cautions on made-up visits of 2020 and 2021."""
    known = known_of(metrics_ or {"visits": {}}, figures)
    return [caution.text for caution in cautions(*labelled(language, known, 2021, 2020), "visits")]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (["2020-01"], ["Visits in January 2020: 11. The figure covers only"]),
        (["2020-01", "2020-02", "2020-04"], ["Visits in January 2020", "Visits in February 2020", "Visits in April"]),
        (
            ["2020-01", "2020-02", "2020-04", "2020-Q3"],
            [f"{MANY} (January – February 2020, April 2020 and 3rd quarter 2020). "],
        ),
        (["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"], [f"{MANY} (2020). "]),
        (["2019-12", "2022-01"], []),  # beside the years of the report
    ],
)
def test_up_to_three_parts_of_years_are_named_one_by_one_and_more_as_the_spans_they_cover(months, expected):
    rows = [("visits", month, "11") for month in months] + [("visits", year, "44") for year in ("2020", "2021")]
    of_parts = [text.replace("\u2009", " ") for text in made_up(rows)]
    assert len(of_parts) == len(expected)
    assert all(text.startswith(begin) for text, begin in zip(of_parts, expected, strict=True))


def test_a_year_that_is_not_the_sum_of_its_quarters_has_a_caution():
    """Four times 11 is 44, not 99."""
    rows = [("visits", f"2020-Q{number}", "11") for number in (1, 2, 3, 4)]
    figures = [*rows, ("visits", "2020", "99"), ("visits", "2021", "50")]
    (caution,) = [text for text in made_up(figures) if "add up" in text]
    assert caution == "Visits in 2020 is given as 99, but the parts of that period add up to 44 (page, 2022)."
    (caution,) = [text for text in made_up(figures, "nb") if "blir til sammen" in text]
    assert caution == "Visits i 2020 er oppgitt til 99, men delene av perioden blir til sammen 44 (page, 2022)."
    assert not any("add up" in text for text in made_up([*rows, ("visits", "2020", "44"), ("visits", "2021", "50")]))


def test_a_conflict_leads_to_both_figures_and_both_sources():
    figures = published().figures
    rows = figures.index[
        figures["metric"].eq("logins") & figures["as_printed"].isin(["rundt 77,5 millioner", "79 millioner"])
    ]
    cautions_ = cautioned("logins", "nb", 2021, 2021, SPRING_2022)
    (conflict,) = [caution.html for caution in cautions_ if "Begge kan ikke" in caution.text]
    targets = [*(f"figure-{row}" for row in rows), "source-monitor-2022", "source-trends-2022-caption"]
    assert len(targets) == 4
    assert all(f'href="#{target}"' in conflict for target in targets)


def test_the_title_of_a_source_in_another_language_is_marked():
    """A screen reader would read Norwegian words with English sounds (WCAG 3.1.2)."""
    cautions_ = cautioned("visits", "en", 2018, 2018, ALL_SOURCES)
    (conflict,) = [caution.html for caution in cautions_ if "sources give" in caution.text]
    assert '<span lang="nb">Slik er e-helsehverdagen vår blitt</span>' in conflict
    assert "Norwegian Health Portal Popular Like Never Before" in conflict
    assert 'lang="en"' not in conflict


def test_text_of_the_catalogue_is_never_markup(tmp_path):
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "metrics.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Kilden kan forstås", "<script>x</script> & kilden kan forstås"), encoding="utf-8")
    last = cautioned(
        "patient_travel_self_service_visits", "nb", 2021, 2021, SPRING_2022, data=read_published(tmp_path)
    )[-1]
    assert last.text.startswith("<script>x</script> & kilden")
    assert last.html.startswith("&lt;script&gt;x&lt;/script&gt; &amp; kilden")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "Årene her er ikke kalenderår: 2020/21 er fra 1. august 2020 til 31. juli 2021, og står under 2021."),
        (
            "en",
            "The years here are not calendar years: 2020/21 is from 1 August 2020 to 31 July 2021, and stands under \
2021.",
        ),
    ],
)
def test_years_that_are_not_calendar_years_are_said_to_be_so(language, expected):
    rows = [("visits", "2019/20", "44"), ("visits", "2020/21", "55")]
    assert made_up(rows, language, {"visits": {"year_starts": "08-01"}}) == [expected]


@pytest.mark.parametrize(
    ("new", "language", "effect"),
    [
        ("90", "nb", "Alene ga den nye måten mellom 10 og 20 prosent lavere tall, måned for måned."),
        ("90", "en", "On its own, the new way gave between 10 and 20 percent less, month by month."),
        ("110", "nb", "Alene ga den nye måten mellom 20 prosent lavere og 10 prosent høyere tall, måned for måned."),
        ("110", "en", "On its own, the new way gave between 20 percent less and 10 percent more, month by month."),
    ],
)
def test_a_bridge_is_named_with_what_the_change_of_counting_did_by_itself(new, language, effect):
    content, labels = labelled(language, known := bridged_of(**{"visits_2019-12": new}), 2020, 2018)
    found = [text for each in cautions(content, labels, "visits") if "2019" in (text := each.text) and effect in text]
    assert len(found) == 1
    after = labelled(language, known, 2021, 2020)
    assert not any(effect in each.text for each in cautions(*after, "visits")), "the break is before these years"


STOCK = {"kind": "stock", "measured": "12-31"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "For visits finnes det også tall for andre dager i året: 31. mars 2021 og 30. juni 2021."),
        ("en", "For visits there are also figures for other days of the year: 31 March 2021 and 30 June 2021."),
    ],
)
def test_other_days_of_a_stock_are_named_and_are_no_parts_of_a_year(language, expected):
    rows = [("visits", period, "44") for period in ("2020", "2021-Q1", "2021-Q2", "2021")]
    assert made_up(rows, language, {"visits": STOCK}) == [expected]
    assert made_up([rows[0], rows[-1]], language, {"visits": STOCK}) == []


def test_of_many_other_days_of_a_stock_the_first_and_the_last_are_named():
    """Eleven months of 2021 end on another day than 31 December."""
    rows = [("visits", f"2021-{month:02}", "44") for month in range(1, 13)]
    found = made_up([("visits", "2020", "44"), *rows], "en", {"visits": STOCK})
    assert found == ["For visits there are also figures for 11 other days, from 31 January 2021 to 30 November 2021."]


def test_what_follows_for_a_rate_is_said_with_one_digit_more_than_it_is_given_with():
    """1 000 visits per 3 residents are 333.33, not 334.0; trailing zeros are digits beside a number such as 1 001."""
    metrics = {
        "rate": {"kind": "rate", "unit": "visits per month", "rate_of": {"numerator": "visits", "denominator": "men"}},
        "visits": {},
        "men": {"kind": "persons"},
    }
    rows = [("rate", "2021", "334.0"), ("visits", "2021", "1 001"), ("men", "2021", "3")]
    known = known_of(metrics, rows)
    (caution,) = [
        text.text for text in cautions(*labelled("en", known, 2021, 2020), "rate") if "behind it" in text.text
    ]
    assert caution.startswith(
        "Rate in 2021 is given as 334.0 visits per month, but the numbers behind it give 333.66 to 333.67"
    )


def test_services_with_the_same_months_are_named_together():
    quarters = [f"2021-Q{number}" for number in range(1, 5)]
    rows = [(f"visits:{service}", period, "11") for service in "abc" for period in ["2020", "2021", *quarters]]
    metrics = {"visits": {"services": ["a", "b", "c"]}}
    (of_all,) = [text for text in made_up(rows, "en", metrics) if "parts of the year" in text]
    assert of_all.startswith("For visits there are also figures")
    (of_two,) = [text for text in made_up(rows[:-1], "en", metrics) if "parts of the year" in text]
    assert of_two.startswith("For a and b there are")


def test_parts_of_years_that_do_not_begin_in_january_are_those_of_these_years():
    """The report on 2021 looks at August 2019 to July 2021."""
    months = [("visits", f"{year}-{month:02}", "11") for year in (2019, 2020, 2021) for month in range(1, 13)]
    found = [
        text for text in made_up(months, "en", {"visits": {"year_starts": "08-01"}}) if "parts of the year" in text
    ]
    assert ["August 2019\u2009–\u2009July 2021" in text for text in found] == [True]
