"""Counts beside published figures, in both languages, with differences worked out by hand."""

import pytest
from contents import report_in
from countedfolder import JANUARY, with_counts

from helsetrend.events.counts_file import CountRow, Counts, read_counts
from helsetrend.report.counts_section import (
    counted_definitions,
    counted_finding,
    counted_notes,
    counted_sentences,
    counted_source,
    discrepancy_table,
)

# 142,345,678 less 140.85 to 140.95 million, and through these: 1.0099 to 1.0106. 40 less 42 to 43 million, and through
# these: 0.930 to 0.953. On the earlier day 142 less 140 to 141 million, 1.0070 to 1.0143, and 72,900,123 less 71.5 to
# 72.5 million, 1.0055 to 1.0196.
TABLES = {
    ("nb", "2026-03-01"): """
Besøk på Helsenorge, 2019 | 37 200 000 (visit-1, talt 10. januar 2022) | Sammenlignes ikke: Loggen dekker bare 300 av \
365 dager i 2019
Besøk på Helsenorge, 2020 | 72 900 123 (visit-1, talt 10. januar 2022) | Innenfor det publiserte
Besøk på Helsenorge, 2021 | 142 345 678 (visit-1, talt på nytt 1. februar 2026; var 142 000 000, talt 10. januar 2022) \
| 1,39 millioner til 1,5 millioner mer (0,9–1,1 prosent)
Innlogginger på Helsenorge, 2019 | 20 123 456 (login-1, talt 10. januar 2022) | Sammenlignes ikke: Tallet for 2019 er \
bare vist som en figur, uten tall
Innlogginger på Helsenorge, 2020 | 40 000 000 (login-1, talt 10. januar 2022) | 2 millioner til 3 millioner mindre \
(4,7–7,0 prosent)
Innlogginger på Helsenorge, 2021 | Skjult (login-1, talt 10. januar 2022) | Sammenlignes ikke: Det talte tallet for \
2021 er skjult for ikke å røpe noe om enkeltpersoner
Meldinger mellom innbyggere og helsetjenesten, 2020 | 15 900 000 (service-visit-1, talt 1. februar 2026) | Innenfor \
det publiserte
Meldinger mellom innbyggere og helsetjenesten, 2021 | – | Sammenlignes ikke: 2021 var ikke talt per 1. mars 2026
""",
    ("en", "2022-05-31"): """
Visits to Helsenorge, 2019 | 37,200,000 (visit-1, counted on 10 January 2022) | Not compared: the log covers only 300 \
of the 365 days of 2019
Visits to Helsenorge, 2020 | 72,900,123 (visit-1, counted on 10 January 2022) | 400,000 to 1.5 million more (0.5–2.0 \
percent)
Visits to Helsenorge, 2021 | 142,000,000 (visit-1, counted on 10 January 2022) | 1 million to 2 million more \
(0.7–1.5 percent)
Logins to Helsenorge, 2019 | 20,123,456 (login-1, counted on 10 January 2022) | Not compared: the figure for 2019 is \
shown only as a chart, without numbers
Logins to Helsenorge, 2020 | 40,000,000 (login-1, counted on 10 January 2022) | 2 million to 3 million less (4.7–7.0 \
percent)
Logins to Helsenorge, 2021 | Suppressed (login-1, counted on 10 January 2022) | Not compared: the counted figure for \
2021 is suppressed so that it reveals nothing about individuals
""",
}


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    return read_counts(with_counts(tmp_path_factory.mktemp("data")))


def findings(language, as_of, counts):
    return report_in(language, 2021, 2019, as_of, counts=counts)


def plain(text):
    return str(text).replace("\u00a0", " ")


def of_2021(value, **how):
    """The sentence on the visits of 2021 in the spring of 2022: over 140 million were published."""
    row = CountRow("visits", "", "2021", value, 365, 365, JANUARY, "visit-1")
    return plain(next(counted_sentences(*findings(how.get("language", "en"), "2022-05-31", Counts((row,))))))


@pytest.mark.parametrize(("language", "as_of"), TABLES)
def test_the_table_has_count_definition_day_and_difference(language, as_of, counts):
    rows = discrepancy_table(*findings(language, as_of, counts)).rows
    texts = [" | ".join(plain(cell) for place, cell in enumerate(row) if place != 1) for row in rows]
    assert texts == TABLES[language, as_of].strip().splitlines()


def test_a_published_figure_has_its_hedge_and_source_and_a_gap_its_reason(counts):
    rows = discrepancy_table(*findings("en", "2022-05-31", counts)).rows
    assert [str(row[1]) for row in rows[2:4]] == [
        "over 140 million (Direktoratet for e-helse, May 2022, Helsenorge (e-helsemonitor))",
        "not published as a number",
    ]


@pytest.mark.parametrize(("as_of", "marked"), [("2022-05-31", {1, 2, 4}), ("2026-03-01", {2, 4})])
def test_the_rows_that_differ_are_marked(as_of, marked, counts):
    assert discrepancy_table(*findings("nb", as_of, counts)).marked == marked


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("en", 140_500_000, "That is within what the published figure, over 140 million, can mean."),
        ("nb", 140_500_000, "Det er innenfor det som det publiserte tallet, over 140 millioner, kan bety."),
        # less 140 to 141 million: 1 to 1,000,001, and up to 0.71 percent
        (
            "en",
            141_000_001,
            "That is 1 to 1,000,001 more (up to 0.8 percent) than the published figure, over 140 million.",
        ),
        ("nb", 139_999_999, "Det er 1 til 1 000 001 mindre (opptil 0,8 prosent) enn det publiserte tallet, over 140"),
        # 280/141 to 280/140
        ("en", 280_000_000, "139 million to 140 million more (98–100 percent) than the published figure"),
    ],
)
def test_a_sentence_says_how_the_count_differs(language, value, expected):
    assert expected in of_2021(value, language=language)


def test_each_series_has_a_sentence_on_the_year_of_the_report(counts):
    texts = [plain(sentence)[:70] for sentence in counted_sentences(*findings("nb", "2026-03-01", counts))]
    assert texts == [
        "Antall besøk i 2021 er talt til 142 345 678. Det er 1,39 millioner til"[:70],
        "Antall innlogginger i 2021, talt og publisert, sammenlignes ikke: Det talte"[:70],
        "Antall besøk i meldingstjenesten i 2021, talt og publisert, sammenlignes"[:70],
    ]


@pytest.mark.parametrize(
    ("language", "as_of", "expected"),
    [
        ("nb", "2022-05-31", "3 av 3 talte tall skiller seg fra de publiserte"),
        ("en", "2026-03-01", "2 of 4 counted figures differ from the published ones"),
    ],
)
def test_the_finding_counts_those_that_differ(language, as_of, expected, counts):
    assert counted_finding(*findings(language, as_of, counts)).text == expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ([1], "The one counted figure that can be compared agrees with the published one"),
        ([1, 6], "The 2 counted figures that can be compared agree with the published ones"),
        ([4], "1 of 1 counted figures differs from the published ones"),
        ([0], "No counted figures can be compared with the published ones"),
    ],
)
def test_the_finding_is_singular_or_plural(kept, expected, counts):
    some = Counts(tuple(row for place, row in enumerate(counts.rows[2:]) if place in kept))
    assert counted_finding(*findings("en", "2026-03-01", some)).text == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            [
                "En forskjell viser at loggen eller definisjonen er en annen enn kildens.",
                "Publisert, men ikke talt for noen av årene: andel elektroniske søknader om pasientreiser og besøk i",
                "Talt i counts.csv, men ikke med i rapporten: service_visits prescriptions og persons.",
            ],
        ),
        (
            "en",
            [
                "A difference shows that the log or the definition is not the same as the source’s.",
                "Published, but not counted for any of the years: share of electronic claims for patient travel and v",
                "Counted in counts.csv, but not part of this report: service_visits prescriptions and persons.",
            ],
        ),
    ],
)
def test_series_that_are_only_published_or_only_counted_are_named(language, expected, counts):
    texts = [plain(note) for note in counted_notes(*findings(language, "2026-03-01", counts))]
    assert [text[: len(begin)] for text, begin in zip(texts, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "etter definisjonene visit-1 og login-1. Tallene ble talt 10. januar 2022."),
        ("en", "by the definitions visit-1 and login-1. The figures were counted on 10 January 2022."),
    ],
)
def test_the_source_names_definitions_days_and_file(language, expected, counts):
    source = counted_source(*findings(language, "2022-05-31", counts))
    assert expected in source.striptags()
    assert "counts.csv" in source
    assert source.startswith('<li id="source-counted">')


def test_a_definition_is_included_if_this_version_knows_it():
    rows = tuple(
        CountRow("visits", "", str(year), 7, 365, 365, JANUARY, f"visit-{year - 2019}") for year in (2020, 2021)
    )
    assert [name for name, _ in counted_definitions(*findings("en", "2022-05-31", Counts(rows)))] == ["visit-1"]
