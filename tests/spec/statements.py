"""What a number in a text says: its kind, what it is about, and its two periods."""

from datetime import date

from places import DATA
from spec.definition import Definition, Example

from helsetrend.proofreading.checking.verdicts import period_text
from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.resolving.resolver import read
from helsetrend.proofreading.vocabulary.words import Vocabulary
from helsetrend.published import read_published

DAY = date(2025, 3, 10)


def said(folder, text):
    """Return the numbers of a text with their kinds, what they are about, and of when."""
    catalogue = read_published(DATA / "drafts" / "folders" / folder if folder else DATA).catalogue
    found = read(text_of(text), Vocabulary(catalogue), None, today=DAY).statements
    return (
        "; ".join(one.quote for one in found),
        "; ".join(one.kind.replace("_", " ") for one in found),
        "; ".join(_about(one) for one in found),
        "; ".join(_when(one) for one in found),
    )


def _about(one):
    if one.series is None:
        return "not known"
    service = "+".join(one.services) or one.series.service
    of = f" of {one.of.metric}" if one.of else ""
    return f"{one.series.metric}{f':{service}' if service else ''}{of}"


def _when(one):
    origin = f"{period_text(one.from_period)} to " if one.from_period else ""
    return f"{origin}{period_text(one.period)}" if one.series else ""


def on_helsenorge(text):
    return said("", text)


def on_lesevik(text):
    return said("lesevik", text)


def no_figures(text):
    """Return the numbers of a text that are no figures, with the reason."""
    found = read(text_of(text), Vocabulary(read_published(DATA).catalogue), None, today=DAY)
    assert not found.statements
    return ("; ".join(f"{one.quote}: {one.reason}" for one in found.others),)


ON_HELSENORGE = Example(
    lead="Sentences on the portal, in the three languages.",
    table="""
text                                                                || numbers                              | kinds                | about                             | of
Besøkene økte fra 72,9 millioner i 2020 til 140,9 i 2021.           || 72,9 millioner; 140,9                | level; level         | visits; visits                    | 2020; 2021
Visits rose by 194 percent in 2021, from 72 million to 140 million. || 194 percent; 72 million; 140 million | growth; level; level | visits; visits; visits            | 2020 to 2021; 2020; 2021
I 2022 gjekk besøka ned med 18 prosent.                             || 18 prosent                           | decline              | visits                            | 2021 to 2022
Innloggingene er mer enn doblet siden 2020.                         || mer enn doblet                       | multiple             | logins                            | 2020 to 2024
De siste fire årene har portalen hatt 440 millioner besøk.          || 440 millioner                        | sum                  | visits                            | 2021 to 2024
In 2023 the portal had 9.2 million visits a month.                  || 9.2 million                          | monthly mean         | visits_monthly_mean               | 2023
I 2021 var det 140,9 millioner besøk, mot 72,9 millioner året før.  || 140,9 millioner; 72,9 millioner      | level; level         | visits; visits                    | 2021; 2020
Hvert fjerde besøk i 2021 var innom meldingene.                     || Hvert fjerde                         | one in               | service_visits:messages of visits | 2021
There were 1.5 visits for every login in 2021.                      || 1.5                                  | ratio                | visits of logins                  | 2021
I 2020 og 2021 var det henholdsvis 72,9 og 140,9 millioner besøk.   || 72,9; 140,9 millioner                | level; level         | visits; visits                    | 2020; 2021
""",
    call=on_helsenorge,
)

ON_SERVICES = Example(
    lead="Sentences on a made-up library, whose formats are all listed and add up.",
    table="""
text                                                                                  || numbers                              | kinds         | about                                        | of
Papirbøkene sto for tre av fem utlån i 2024.                                          || tre av fem                           | share         | loans_by_format:paper of loans               | 2024
Utlånet av e-bøker steg med 6,7 prosent i 2024, til 183 440.                          || 6,7 prosent; 183 440                 | growth; level | loans_by_format:ebook; loans_by_format:ebook | 2023 to 2024; 2024
Lydbøkene er nå nest mest lånt.                                                       || nest mest lånt                       | rank          | loans_by_format:audiobook                    | 2024
I første halvår 2025 var det 988 382 besøk, mot 877 176 i samme periode i fjor.       || 988 382; 877 176                     | level; level  | visits; visits                               | 2025-01/2025-06; 2024-01/2024-06
E-bøker og lydbøker sto til sammen for 384 819 lån i 2024.                            || 384 819                              | sum           | loans_by_format:ebook+audiobook              | 2024
I 2024 var nesten 85 prosent av lånerne fornøyde, fire prosentpoeng flere enn i 2023. || nesten 85 prosent; fire prosentpoeng | level; points | satisfied_share; satisfied_share             | 2024; 2023 to 2024
Kundesenteret tok imot 48 000 samtaler i 2024.                                        || 48 000                               | level         | not known                                    | –
""",
    call=on_lesevik,
)

NO_FIGURES = Example(
    lead="Numbers that are no figures.",
    table="""
text                                         || reason
Ring 23 32 70 00 innen fristen.              || Ring 23 32 70 00: date, reference or name
Se § 12 og side 14 i rapporten.              || § 12: date, reference or name; side 14: date, reference or name
Et besøk slutter etter 30 minutter.          || 30: duration
Undersøkelsen ble gjort blant 1608 personer. || 1608: sample
Møtet er 24. mai 2024 i rom 312.             || 24. mai 2024: date, reference or name; rom 312: date, reference or name
""",
    call=no_figures,
)

DEFINITION = Definition(
    title="What a number in a text says",
    rule="""
Each number of a text is read by the words around it. Its kind follows from its form and from the words right beside it
("prosent flere", "økte med"); what it is about from the word that it counts, else from the words of its sentence, else
from the sentence before. Its period is the one named beside it, else the one before it in the sentence, else the one
that was spoken of; a change without a named start begins with the other level beside it, else a year earlier. "I fjor"
is the year before that of the draft, "året før" the year before the one spoken of. A number of what the data have no
metric for is a statement that cannot be checked; a date, a duration or a reference is no figure. The drafts below are of
10 March 2025.
""",
    origin="The grammar is this program's own; docs/proofreading.md says what it can read and what it cannot.",
    examples=(ON_HELSENORGE, ON_SERVICES, NO_FIGURES),
)
