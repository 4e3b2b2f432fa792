"""What the Directorate's page of spring 2022 says, fact by fact, and where in the report each must be told.

The first table was written down from the page, not from the report. Known on 31 May 2022 is that page and what was
published before it. The tables after it say what follows from the figures, what the later publications make of
them, and what reports on other years tell.
"""

import json
import re

import pytest
from bs4 import BeautifulSoup

from helsetrend.files import notebook_of

LANGUAGES = ("nb", "en")

# The editions by name: the folder of reports that all tests share, and the place in it.
EDITIONS = {
    "spring 2022": ("2021", "2021/2022-05-31"),
    "newest": ("2021", "2021/latest"),
    "on 2023": ("2023", "2023/latest"),
    "on 2018": ("2014 and 2018", "2018/latest"),
}

# The section that a fact belongs to and what it is, and the words that tell it in Norwegian and in English.
FACTS = """
main-points: definition of the portal
Helsenorge er den offentlige helseportalen for innbyggere i Norge
Helsenorge is the public health portal for residents of Norway

main-points: the portal has two parts
Portalen har to deler
The portal has two parts

main-points: first part
åpne informasjonssider med kvalitetssikret helseinformasjon
open information pages with quality-assured health information

main-points: topics of the first part
forebygging, helse, sunnhet, sykdom, behandling og pasientens rettigheter
prevention, health, healthy living, illness, treatment and patients' rights

main-points: second part
selvbetjening: nettjenester
self-service: online services

main-points: what the self-service is for
den som logger inn, kan følge opp egen helse
those who log in can look after their own health

visits: growth in words
bruken av Helsenorge hadde økt svært kraftig under koronapandemien
the use of Helsenorge had grown very strongly during the coronavirus pandemic

visits: figure and hedge, 2021
var over 140 millioner i 2021
was over 140 million in 2021

visits: figure, 2020
mot 72 millioner i 2020
against 72 million in 2020

visits: figure, 2019
I 2019 var tallet 37,2 millioner
In 2019 the figure was 37.2 million

visits: definition, the span
Et besøk (økt) er tidsrommet der en bruker er aktiv på Helsenorge
A visit (session) is the span of time in which a user is active on Helsenorge

visits: definition, the start
starter når brukeren åpner den første siden
starts when the user opens the first page

visits: definition, the end
slutter når siden lukkes eller når brukeren har vært inaktiv i 30 minutter
ends when the page is closed or when the user has been inactive for 30 minutes

logins: figure and hedge, 2021
var rundt 77,5 millioner i 2021
was about 77.5 million in 2021

logins: figure and hedge, 2020
mot nærmere 43 millioner i 2020
against nearly 43 million in 2020

logins: services that contributed
tjenester som meldinger, prøvesvar og koronasertifikat
services such as messages, test results and the COVID certificate

logins: what they contributed to
under pandemien hadde bidratt til stor vekst i antall innlogginger
had contributed to strong growth in the number of logins during the pandemic

logins: the years of a picture
har en figur for 2011–2021, men uten tall
has a chart for 2011–2021, but without numbers

logins: what one can do, the record
se og redigere kjernejournalen sin
see and edit their summary care record

logins: what one can do, the doctor
bytte fastlege
change general practitioner

logins: what one can do, the overview
vaksiner, legemidler, timeavtaler og pasientjournal fra sykehus
vaccines, medicines, appointments and their hospital records

logins: definition
En innlogging telles hver gang en person logger inn på Helsenorge
A login is counted each time a person logs in to Helsenorge

logins: definition, several in one visit
inn flere ganger i samme besøk, telles hver innlogging for seg
several times in one visit, each login is counted separately

service_visits: figure, messages 2021
var 40 millioner i 2021
was 40 million in 2021

service_visits: figure, messages 2020
mot 15,9 millioner i 2020
against 15.9 million in 2020

service_visits: rank, messages
meldinger mellom innbyggere og helsetjenesten igjen var mest besøkt
messages between residents and the health service were once again the most visited

service_visits: rank, the certificate
inntok i løpet av et halvt år tredjeplassen
within half a year took third place

service_visits: date, the certificate
koronasertifikatet ble lansert sommeren 2021
the COVID certificate was launched in the summer of 2021

service_visits: note, messages
Rapporteringen av meldinger mellom innbyggere og helsetjenesten begynte i 2020
Reporting of messages between residents and the health service began in 2020

claims: claim, visits
«85 prosent» Besøk på Helsenorge, fra 2020 til 2021
“85 prosent” Visits to Helsenorge, from 2020 to 2021

claims: claim, messages
«153 prosent» Meldinger mellom innbyggere og helsetjenesten, fra 2020 til 2021
“153 prosent” Messages between residents and the health service, from 2020 to 2021

.sources: the figure beside the claim
2021: «140 millioner»
2021: “140 millioner”

patient_travel_electronic_share: what it is
Pasientreiser er reiser til og fra offentlig godkjent behandling
Patient travel is travel to and from publicly approved treatment

patient_travel_electronic_share: date, rules and self-service
Nytt regelverk og digital selvbetjening via Helsenorge ble innført 1. oktober 2016
New rules and digital self-service through Helsenorge were introduced on 1 October 2016

patient_travel_electronic_share: figure and hedge, share 2021
var over 87 prosent i desember 2021
was over 87 percent in December 2021

patient_travel_electronic_share: figure and hedge, share 2020
mot nærmere 84 prosent i desember 2020
against nearly 84 percent in December 2020

.sources: the share as printed
desember 2020: «nesten 84 %»
December 2020: “nesten 84 %”

patient_travel_electronic_share: what the share is of
elektronisk via Helsenorge
electronically through Helsenorge

patient_travel_electronic_share: origin of the share
kommer fra Pasientreiser HF
Pasientreiser HF as the origin

patient_travel_electronic_share: the years of a picture
har en figur for 2016–2021, men uten tall
has a chart for 2016–2021, but without numbers

patient_travel_self_service_visits: figure and hedge, self-service
var over 2,5 millioner i 2021
was over 2.5 million in 2021

.sources: the self-service as printed
2021: «mer enn 2,5 millioner»
2021: “mer enn 2,5 millioner”

patient_travel_self_service_visits: what the self-service is
Pasientreisers selvbetjeningsløsning
the self-service of patient travel

.related: related, health personnel
Helsepersonellundersøkelsen om e-helse. Direktoratets årlige kartlegging av helsepersonells bruk av
The survey of health personnel on e-health. The Directorate's yearly survey of how health personnel use

.related: related, residents
Innbyggerundersøkelsen om e-helse. Direktoratets kartlegging, hvert år siden 2019
The survey of residents on e-health. The Directorate's survey, every year since 2019

.related: related, spending
Ressursbruk på IKT i helse- og omsorgstjenesten i 2020
Spending on ICT in the health and care services in 2020

.related: related, the costs grow
Kostnadene har økt over tid
The costs have grown over time

.sources: who says it
Direktoratet for e-helse, mai 2022
Direktoratet for e-helse, May 2022
"""

# What follows from the facts, worked out by hand: 140/72.5 to 141/71.5; 77.4/43 to 79.5/42, since sources disagree;
# 39.5/15.95 to 40.5/15.85;
# 87 to 88 less 83 to 84; and for "85 percent" a base of 140/1.855 to 141/1.845. Bounds are told rounded outwards.
FOLLOWS = """
visits: change
Økningen var på mellom 93 og 98 prosent
The increase was between 93 and 98 percent

visits: change from the first year
er det mer enn tredoblet
it has more than tripled

logins: change
Økningen var på mellom 80 og 90 prosent
The increase was between 80 and 90 percent

logins: one side of a conflict
rundt 77,5 millioner (Helsenorge
about 77.5 million (Helsenorge

logins: the other side
og 79 millioner (E-helsetrender
and 79 million (E-helsetrender

service_visits: change
Økningen var på mellom 147 og 156 prosent
The increase was between 147 and 156 percent

service_visits: not reported is not zero
Rapporteringen av meldinger mellom innbyggere og helsetjenesten begynte i 2020
Reporting of messages between residents and the health service began in 2020

service_visits: a launch within the year
Koronasertifikatet kom i juni 2021
The COVID certificate came into use in June 2021

patient_travel_electronic_share: change in points
Økningen var på mellom 3 og 5 prosentpoeng
The increase was between 3 and 5 percentage points

patient_travel_self_service_visits: nothing to compare with
Endringen fra 2020 er ikke oppgitt
The change from 2020 is not given

claims: what would have to be true
måtte tallet for 2020 ha vært rundt 76 millioner
would have had to be about 76 million

missing: a hole
Innlogginger på Helsenorge 2019 ikke publisert som tall
Logins to Helsenorge 2019 not published as a number
"""

# What all publications together make of it: revisions, and what these do to the changes. 90.9/77.5 is +17.3 percent;
# 90.8/43 to 91/42; 140.85/72.95 to 140.95/72.85; for "a doubling" of the logins 90.8/2.1 to 91/1.9.
NEWEST = """
header: what happened
nesten doblet i 2021, til 140,9 millioner
nearly doubled in 2021, to 140.9 million

visits: made more precise
i 2021 ble først oppgitt til over 140 millioner (mai 2022). Senere er det presisert til 140,9 millioner
in 2021 was first given as over 140 million (May 2022). It has since been made more precise: 140.9 million

visits: revised
i 2020 ble først oppgitt til 72 millioner (mai 2022), men er siden rettet til 72,9 millioner
in 2020 was first given as 72 million (May 2022), but has since been revised to 72.9 million

visits: change
Det er en økning på 93 prosent
That is an increase of 93 percent

logins: revised
i 2021 ble først oppgitt til rundt 77,5 millioner (mai 2022), men er siden rettet til rundt 90,9 millioner
in 2021 was first given as about 77.5 million (May 2022), but has since been revised to about 90.9 million

logins: change then and now
De nyeste tallene gir en økning på mellom 111 og 117 prosent
The latest figures give an increase of between 111 and 117 percent

revisions: how much
13,4 millioner mer (17,3 prosent)
13.4 million more (17.3 percent)

claims: what would have to be true
måtte tallet for 2020 ha vært rundt 45 millioner
would have had to be about 45 million

.sources: as it was printed
«rundt 77,5 millioner»
“rundt 77,5 millioner”

.sources: as it is printed
«om lag 90,9 millioner»
“om lag 90,9 millioner”
"""

# 109.45/115.95 to 111/115.85, since sources disagree.
ON_2023 = """
header: what happened
falt med mellom 4,1 og 5,7 prosent i 2023, til over 110 millioner
fell by between 4.1 and 5.7 percent in 2023, to over 110 million

visits: one side of a conflict
Kildene oppgir ulike tall for besøk på Helsenorge i 2023: over 110 millioner (
The sources give different figures for visits to Helsenorge in 2023: over 110 million (

visits: the other side
) og 109,5 millioner (
) and 109.5 million (

revisions: the verdict on it
). Begge kan ikke være riktige.
). They cannot both be right.

logins: a hole, and the last figure before it
Det siste publiserte tallet er rundt 90,9 millioner, for 2021
The latest published figure is about 90.9 million, for 2021

logins: all holes
Tallene for 2019 og 2022 er ikke publisert
The figures for 2019 and 2022 are not published

service_visits: the last figure before a hole
Det siste publiserte tallet er 40 millioner, for 2021
The latest published figure is 40 million, for 2021

claims: a statement on parts of years
«11 prosent» Besøk på Helsenorge
“11 prosent” Visits to Helsenorge
"""

# 25.55/18.75 to 25.65/18.65; 11.85/7.5 to 11.95/6.5.
ON_2018 = """
header: what happened
økte med mellom 36 og 38 prosent i 2018, til 25,6 millioner
rose by between 36 and 38 percent in 2018, to 25.6 million

visits: one side of a conflict
Kildene oppgir ulike tall for besøk på Helsenorge i 2018: 25,6 millioner (
The sources give different figures for visits to Helsenorge in 2018: 25.6 million (

visits: the other side
) og 25,5 millioner (
) and 25.5 million (

visits: where the two meet
Begge er riktige bare hvis tallet er nøyaktig 25,55 millioner
Both are right only if the figure is exactly 25.55 million

logins: change
økte med 58–84 prosent
rose by 58–84 percent

logins: a hole
Tallet for 2016 er ikke publisert
The figure for 2016 is not published

service_visits: before the first report
ble ikke rapportert før 2020
was not reported before 2020

patient_travel_electronic_share: another denominator
rundt 70 prosent i 4. kvartal 2016. Tallet kan ikke sammenlignes med tallene her
about 70 percent in the 4th quarter of 2016. The figure cannot be compared with the figures here

patient_travel_electronic_share: why
og har derfor en annen nevner enn andelen av alle søknader
and so has another denominator than the share of all claims
"""

# The verdict on each statement: A agrees, C contradicts, ? cannot be checked. Two say "a doubling": logins, visits.
VERDICTS = {
    "spring 2022": "85 prosent C, en dobling C, 153 prosent A, en dobling A, mest besøkt ?, tredjeplassen ?",
    "newest": "85 prosent C, en dobling C, 153 prosent A, en dobling A, mest besøkt ?, tredjeplassen ?",
    "on 2023": "85 prosent C, en dobling C, 153 prosent A, en dobling A, mest besøkt ?, tredjeplassen ?, 11 prosent ?",
    "on 2018": "37 prosent A, 70 prosent A, 37 percent A, 51 prosent ?, 82 prosent ?",
}
VERDICT_WORDS = {
    "nb": {"A": "Stemmer", "C": "Stemmer ikke", "?": "Kan ikke etterprøves"},
    "en": {"A": "Agrees", "C": "Contradicts the figures", "?": "Cannot be checked"},
}


@pytest.fixture(scope="module")
def pages(reports_of):
    """`pages[edition, language]` is the tree of a page without its drawings."""
    return Pages(reports_of)


class Pages(dict):
    """The trees of the pages, each read when it is first asked for."""

    def __init__(self, reports_of):
        self.reports_of = reports_of

    def __missing__(self, key):
        edition, language = key
        reports, place = EDITIONS[edition]
        tree = BeautifulSoup((self.reports_of(reports) / place / language / "index.html").read_bytes(), "html5lib")
        for drawing in tree.find_all("svg"):
            drawing.decompose()
        self[key] = tree
        return tree


def text_of(elements):
    text = " ".join(string for element in elements for string in element.stripped_strings)
    return re.sub(r"(?<=\() | (?=[).,:;»”])|(?<=[«“]) ", "", re.sub(r"\s+", " ", text))


def section(tree, name):
    """The text of the section whose heading has the identifier, of a list of a class, or of the header."""
    if name == "header" or name.startswith("."):
        return text_of(tree.select(name))
    heading = tree.find(id=name)
    assert heading.name in ("h2", "h3")
    elements = [heading.find_parent("hgroup") or heading]
    for element in elements[0].find_next_siblings():
        if element.name in ("h2", "h3", "hgroup"):
            break
        elements.append(element)
    return text_of(elements)


def told(table, edition):
    """The cases of a table: edition, section, and the words in each language, named after what they tell."""
    cases = [case.splitlines() for case in table.strip().split("\n\n")]
    return [
        pytest.param(edition, head.split(": ")[0], dict(zip(LANGUAGES, words, strict=True)), id=f"{edition}, {head}")
        for head, *words in cases
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("edition", "place", "words"), told(FACTS, "spring 2022"))
def test_every_fact_of_the_page_is_told_in_its_place(edition, place, words, language, pages):
    assert words[language] in section(pages[edition, language], place)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("edition", "place", "words"),
    [
        *told(FOLLOWS, "spring 2022"),
        *told(NEWEST, "newest"),
        *told(ON_2023, "on 2023"),
        *told(ON_2018, "on 2018"),
    ],
)
def test_what_the_figures_and_their_revisions_bear_is_told(edition, place, words, language, pages):
    assert words[language] in section(pages[edition, language], place)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_statement_gets_its_verdict(edition, language, pages):
    """Those that the figures contradict come first, those that cannot be checked last."""
    words, found = VERDICT_WORDS[language], []
    for card in pages[edition, language].select(".claims > li"):
        said, verdict = card.blockquote.get_text(), card.select_one(".verdict").get_text()
        word = max((sign for sign in words if words[sign] in verdict), key=lambda sign: len(words[sign]))
        found.append(f"{re.search('[«“](.*)[»”]', said)[1]} {word}")
    assert ", ".join(found) == VERDICTS[edition]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_known_yet_is_not_told(language, pages):
    """Nothing of what was published after 31 May 2022 stands in the report of that day."""
    text = text_of([pages["spring 2022", language].body])
    assert re.findall(r"90[,.]9|72[,.]9|140[,.]9|115[,.]9|109[,.]5", text) == []
    assert re.findall(r".{60}\b20(?:2[3-9]|[3-9]\d)\b", text) == [], "what is said of later years was said later"
    assert re.findall(r"monitor-202[34]|survey-", str(pages["spring 2022", language])) == []


def test_the_table_holds_facts_of_every_kind():
    heads = re.findall(r"^[\w.-]+: .*", FACTS, re.MULTILINE)
    kinds = ("definition", "figure", "hedge", "rank", "note", "date", "claim", "related", "picture", "growth", "part")
    assert len(heads) >= 25
    assert [kind for kind in kinds if not any(kind in head for head in heads)] == []


# --- what is only true of one year


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_prose_of_the_notebook_names_no_year(language):
    cells = json.loads(notebook_of(language).read_text("utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [text for text in prose if re.search(r"\b(19|20)\d\d\b|koron|corona|COVID|pandemi", text)] == []
    assert len(prose) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_one_year_is_not_said_of_another(language, pages):
    """The pandemic, the certificate and the places of the services belong to the report on 2021."""
    of_2021 = {
        "nb": r"pandemi|igjen var mest|tredjeplassen|bidratt til",
        "en": r"pandemic|once again|third place|contributed",
    }
    for name in ("visits", "logins", "service_visits"):
        for edition in ("on 2018", "on 2023"):
            assert re.findall(of_2021[language], section(pages[edition, language], name)) == []
    services_of_2018 = section(pages["on 2018", language], "service_visits")
    assert re.findall(r"[Kk]oronasertifikat|COVID", services_of_2018) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_of_another_denominator_give_no_change(language, pages):
    """About 70 percent of those eligible, and over 87 percent of all."""
    text = section(pages["on 2018", language], "patient_travel_electronic_share")
    assert (
        re.findall(r"\d+ (?:prosentpoeng|percentage point)|økning på|increase of|Økningen er|The increase is", text)
        == []
    )
