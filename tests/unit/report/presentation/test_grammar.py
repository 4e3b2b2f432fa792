"""What grammar asks of a sentence that is put together: a comma after a relative clause, a capital after a colon."""

import pytest

from helsetrend.report.presentation.wording import words

WHO = {"nb": "Andelen som kjenner portalen", "nn": "Delen som kjenner portalen", "en": "The share who know the portal"}


@pytest.mark.parametrize(
    ("language", "key", "expected"),
    [
        ("nb", "heading.up", "Andelen som kjenner portalen, økte med 2 prosentpoeng i 2021"),
        ("nn", "heading.up", "Delen som kjenner portalen, auka med 2 prosentpoeng i 2021"),
        ("en", "heading.up", "The share who know the portal rose by 2 prosentpoeng in 2021"),
        ("nb", "heading.gap", "Andelen som kjenner portalen i 2021, er ikke publisert"),
        ("nn", "heading.gap", "Delen som kjenner portalen i 2021, er ikkje publisert"),
        ("nb", "sentence.gap", "Andelen som kjenner portalen: Ukjent."),
        ("nb", "sentence.level_alone", "Andelen som kjenner portalen, var 9 i 2021."),
    ],
)
def test_a_comma_closes_a_relative_clause_in_a_norwegian_subject(language, key, expected):
    when = {"nb": "i 2021", "nn": "i 2021", "en": "in 2021"}[language]
    facts = {"change": "2 prosentpoeng", "when": when, "period": "2021", "reason": "ukjent"}
    facts |= {"new": "9", "new_period": "2021"}
    said = words(language).say(key, subject=WHO[language], **facts).text
    assert said == expected


@pytest.mark.parametrize("subject", ["Antall besøk", "Der", "Antall somre", "Antall besøk i tjenesten"])
def test_a_subject_without_a_relative_clause_has_no_comma(subject):
    assert words("nb").say("heading.ended", name=subject, when_end="i 2021").text == f"{subject} ble avsluttet i 2021"
    assert words("nb").say("heading.not_measured", subject=subject, period="2021").text == (
        f"{subject} ble ikke målt i 2021"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", "Endringen fra 2020 er ikke oppgitt: Tallet er borte; det er synd."),
        ("nn", "Endringa frå 2020 er ikkje oppgitt: Tallet er borte; det er synd."),
        ("en", "The change from 2020 is not given: tallet er borte; det er synd."),
    ],
)
def test_a_reason_after_a_colon_has_a_capital_in_norwegian(language, expected):
    reasons = "tallet er borte; det er synd"
    assert words(language).say("sentence.not_comparable", old_period="2020", reasons=reasons).text == expected
