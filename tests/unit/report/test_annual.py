"""A whole report, put together from the calls of its notebook: its text, its links, its language."""

import csv
import json
import os
import re
import shutil
import tomllib
from collections import Counter
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain

import html5lib
import pytest
from contents import report_in
from countedfolder import with_counts
from places import DATA, TOP

from helsetrend.errors import DataError
from helsetrend.files import DATA_VARIABLE
from helsetrend.report.annual import AnnualReport, annual_report
from helsetrend.report.metric_section import metric_section
from helsetrend.report.presentation import Chart

LANGUAGES = ("nb", "en")
REPORTS = {
    "spring 2022": (2021, 2019, "2022-05-31"),
    "on 2021": (2021, 2019, "2025-12-31"),
    "on 2023": (2023, 2019, "2025-12-31"),
    "on 2018": (2018, 2016, "2025-12-31"),
}

# How the paragraphs below the table of revisions begin: conflicts that matter to no figure in force.
BELOW = """
spring 2022 nb

on 2021 nb
Kildene oppgir ulike tall for innlogginger på Helsenorge i 2021: rundt 77,5 millioner

on 2023 en
The sources give different figures for logins to Helsenorge in 2021: about 77.5 million

on 2018 en
"""

NEXT_SOURCE = "page-2026,2026-02,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/2026"
NEXT_FIGURES = [
    'logins,,2022,"95,1 millioner",95100000,logins,none,page-2026',
    'service_visits,messages,2022,"35,2 millioner",35200000,visits,none,page-2026',
    'service_visits,covid_certificate,2022,"12,3 millioner",12300000,visits,none,page-2026',
    'visits,,2025,"145,5 millioner",145500000,visits,none,page-2026',
]
# Metric, year, first year and language; the heading, and how the paragraphs begin.
# 95.05/91 = 1.0445, 95.15/90.8 = 1.0479, and on 42 to 43 in 2020 2.21 to 2.27. 35.15/40.5 = 0.8679, 35.25/39.5 = 0.8924
# and on 15.85 to 15.95 in 2020 2.20 to 2.22. 145.45/131.5 = 1.1061, 145.55/130.5 = 1.1153, on 109.45 to 111 in 2023
# 1.310 to 1.330.
NEXT = """
logins 2022 2020 nb
Antall innlogginger økte med 4,4–4,8 prosent i 2022
Antall innlogginger var 95,1 millioner i 2022, mot rundt 90,9 millioner i 2021. Økningen var på mellom 4,4 og 4,8 \
prosent; tallene er avrundet. I 2020 var tallet nærmere 43 millioner. Siden da er det mer enn doblet.

service_visits 2022 2020 nb
Meldinger hadde flest besøk i 2022 blant dem med publiserte tall
Antall besøk i meldingstjenesten var 35,2 millioner i 2022, mot 40 millioner i 2021. Nedgangen var på mellom 10 og \
14 prosent; tallene er avrundet. I 2020 var tallet 15,9 millioner. Siden da er det mer enn doblet.
Antall besøk i tjenesten koronasertifikat var 12,3 millioner i 2022. Endringen fra 2021 er ikke oppgitt: Tallet for \
2021 er ikke publisert

logins 2022 2020 en
The number of logins rose by 4.4–4.8 percent in 2022
The number of logins was 95.1 million in 2022, against about 90.9 million in 2021. The increase was between 4.4 and \
4.8 percent; the figures are rounded. In 2020 the figure was nearly 43 million. Since then it has more than doubled.

service_visits 2022 2020 en
Messages had the most visits in 2022 among those with published figures
The number of visits to the message service was 35.2 million in 2022, against 40 million in 2021. The decrease was \
between 10 and 14 percent; the figures are rounded. In 2020 the figure was 15.9 million. Since then it has more \
than doubled.

visits 2025 2023 nb
Antall besøk økte med 10–12 prosent i 2025, ifølge annenhåndskilder
Antall besøk var 145,5 millioner i 2025, mot 131 millioner (annenhåndskilde) i 2024. Økningen var på mellom 10 og 12 \
prosent; tallene er avrundet. I 2023 var tallet over 110 millioner. Siden da har det økt med mellom 31 og 33 prosent.

logins 2025 2023 nb
Antall innlogginger i 2025 er ikke publisert
Det siste publiserte tallet er 95,1 millioner, for 2022.

visits 2025 2023 en
The number of visits rose by 10–12 percent in 2025, according to second-hand sources
The number of visits was 145.5 million in 2025, against 131 million (second-hand) in 2024. The increase was between \
10 and 12 percent; the figures are rounded. In 2023 the figure was over 110 million. Since then it has risen by \
between 31 and 33 percent.
"""


def calls(language):
    """Return the calls of the report's notebook, in its order, without those that open the report."""
    notebook = json.loads((TOP / "notebooks" / f"3-annual-report.{language}.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [source for source in sources if source.startswith("report.")]


@contextmanager
def data_in(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(folder))
        yield


def opened(language, year, first_year, as_of="newest", *, folder=DATA):
    with data_in(folder):
        return annual_report(language, year=year, first_year=first_year, as_of=as_of)


def parts_of(report, language):
    """Return each part as HTML, by its call; without counts, there is no part on them."""
    results = {call: eval(call, {"report": report}) for call in calls(language)}
    return {call: part._repr_html_() for call, part in results.items() if part is not None}


@cache
def frozen_parts(language, year, first_year, as_of):
    """Return the parts of a report on the frozen data, made once."""
    content, labels = report_in(language, year, first_year, as_of)
    return parts_of(AnnualReport(content, labels), language)


def parts(name, language):
    return frozen_parts(language, *REPORTS[name])


@cache
def parsed(html):
    """Return the elements of a part, parsed once for all who read it; anything that is not valid HTML is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)


def text_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def section_of(parts, metric):
    """Return the section of one metric, from its heading to the next."""
    (section,) = [part for part in parts["report.sections()"].split("<hgroup>") if f' id="{metric}">' in part]
    return f"<hgroup>{section}"


def headed(html):
    """Return the heading of a part, without the kicker above it."""
    (heading,) = [element for element in parsed(html).iter() if re.fullmatch("h[1-6]", str(element.tag))]
    return text_of(heading)


def paragraphs(html):
    """Return the paragraphs of a text, without the notes beside it."""
    (text,) = [element for element in parsed(html).iter("div") if element.get("class") == "text"]
    return [text_of(paragraph) for paragraph in text[0].findall("p")]


def blocks(text):
    return [block.splitlines() for block in text.strip().split("\n\n")]


every_report = pytest.mark.parametrize("name", REPORTS)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def changed(folder, *, figures=(), sources=(NEXT_SOURCE,), without_claims=(), catalogue=lambda text: text):
    """Copy the data and change them as an analyst does: rows are added, some claims left out."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    for name, rows in {"figures.csv": figures, "sources.csv": sources, "claims.csv": ()}.items():
        path = folder / "published" / name
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.partition(",")[0] not in without_claims]
        path.write_text("\n".join([*kept, *rows, ""]), encoding="utf-8", newline="")
    path = folder / "metrics.toml"
    path.write_text(catalogue(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path):
    return partial(changed, tmp_path)


@pytest.fixture(scope="module")
def next_year(tmp_path_factory):
    """Return a function for the parts of a report with next year's figures, by language, year and first year."""
    folder = changed(tmp_path_factory.mktemp("next"), figures=NEXT_FIGURES)
    return cache(lambda language, *years: parts_of(opened(language, *years, folder=folder), language))


# --- what it says


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ["Helsenorge i 2021", "Antall besøk ble nesten doblet i 2021, til over 140 millioner.", "31. mai 2022"]),
        (
            "en",
            ["Helsenorge in 2021", "The number of visits nearly doubled in 2021, to over 140 million.", "31 May 2022"],
        ),
    ],
)
def test_the_report_opens_with_what_happened_and_what_was_known(language, expected):
    opening = parsed(parts("spring 2022", language)["report.opening()"])
    facts = {text_of(pair.find("dt")): text_of(pair.find("dd")) for pair in opening.iter("div")}
    assert [text_of(opening.find("h1")), text_of(opening.find("p")), list(facts.values())[1]] == expected
    assert [list(facts.values())[place] for place in (0, 2)] == ["2019–2021", "2021/2022-05-31"]


@pytest.mark.parametrize("block", blocks(BELOW), ids=lambda block: block[0])
def test_settled_conflicts_of_sources_are_below_the_table(block):
    case, *expected = block
    texts = [text_of(part) for part in parsed(parts(*case.rsplit(" ", 1))["report.revisions()"]).findall("p")[1:]]
    assert [text[: len(begin)] for text, begin in zip(texts, expected, strict=True)] == expected


def test_a_place_that_a_source_remarks_on_is_told_once():
    text = " ".join(paragraphs(section_of(parts("spring 2022", "nb"), "service_visits")))
    assert (
        "Direktoratet for e-helse skrev i mai 2022 at meldinger mellom innbyggere og helsetjenesten igjen var" in text
    )
    assert "nummer 1" not in text


# --- next year


@pytest.mark.parametrize("block", blocks(NEXT), ids=lambda block: block[0])
def test_next_years_figures_need_no_change_to_code(block, next_year):
    case, heading, *sentences = block
    metric, year, first_year, language = case.split()
    report_parts = next_year(language, int(year), int(first_year))
    section = section_of(report_parts, metric)
    assert headed(section) == heading
    starts = paragraphs(section)[: len(sentences)]
    assert [text[: len(sentence)] for text, sentence in zip(starts, sentences, strict=True)] == sentences
    assert links_without_a_place(report_parts) == []
    assert report_parts["report.sources()"].count('id="source-page-2026"') == 1


def test_next_years_figure_is_in_table_drawing_and_description(own):
    report = opened("nb", 2022, 2020, folder=own(figures=NEXT_FIGURES))
    (chart,) = [part for part in metric_section(report.content, report.labels, "logins") if isinstance(part, Chart)]
    (row,) = [[str(cell) for cell in row] for row in chart.table.rows if str(row[0]) == "2022"]
    assert row == ["2022", "95,1", "95,05 til 95,15", "", "Helsedirektoratet, februar 2026"]
    assert chart.description[-1] == "2022: 95,1 millioner"
    assert all(">95,1<" in svg for svg in chart.drawings.values())


# --- what was counted


@both_languages
def test_counts_have_a_section_and_leave_the_other_parts_unchanged(language, tmp_path):
    counted = parts_of(opened(language, 2021, 2019, "2022-05-31", folder=with_counts(tmp_path)), language)
    published = parts("spring 2022", language)
    different = {call for call, html in counted.items() if published.get(call) != html}
    assert different == {"report.counted()", "report.sources()", "report.foot()"}
    assert links_without_a_place(counted) == []
    (other,) = set(LANGUAGES) - {language}
    words = re.sub(
        r"[\w-]+\.csv|service_visits prescriptions|persons",
        " ",
        names().sub(" ", " ".join(said_in(language, parsed(counted["report.counted()"])))),
    )
    words = re.sub(r"(?:service-)?(?:visit|login)-1|\b1.million\b", " ", words)
    assert tokens(words) & words_of_only(other) == set()


@pytest.mark.parametrize(
    ("language", "years"), [("nb", (2021, 2019, "2021-12-30")), ("en", (2018, 2016, "2026-03-01"))]
)
def test_counts_of_other_years_or_of_a_later_day_leave_no_trace(language, years, tmp_path):
    """The first count of the folder is of 2021-12-31, and none is of 2018 or before."""
    with_none = frozen_parts(language, *years)
    assert parts_of(opened(language, *years, folder=with_counts(tmp_path)), language) == with_none
    assert "report.counted()" not in with_none


@both_languages
def test_text_from_the_counts_is_never_markup(language, tmp_path):
    folder = with_counts(tmp_path)
    path = folder / "counted" / "counts.csv"
    path.write_text(path.read_text("utf-8").replace("prescriptions", "<script>&</script>"), "utf-8")
    report_parts = parts_of(opened(language, 2021, 2019, folder=folder), language)
    elements = [element for html in report_parts.values() for element in parsed(html).iter()]
    assert "script" not in {element.tag for element in elements}
    text = text_of(parsed(report_parts["report.counted()"]))
    assert text.count("<script>&</script>") == 1


# --- where it leads


def links_without_a_place(report_parts):
    """Return the links of a report that do not lead to exactly one place, and the places that occur twice."""
    elements = [element for html in report_parts.values() for element in parsed(html).iter()]
    places = Counter(element.get("id") for element in elements if element.get("id"))
    targets = {element.get("href") for element in elements if (element.get("href") or "").startswith("#")}
    lost = [target for target in targets if places[target.removeprefix("#")] != 1]
    return sorted(lost) + sorted(place for place, count in places.items() if count > 1)


@both_languages
@every_report
def test_every_link_leads_to_one_place(name, language):
    report_parts = parts(name, language)
    assert links_without_a_place(report_parts) == []
    assert sum(html.count('href="#') for html in report_parts.values()) > 20


def test_links_without_a_place_and_double_places_are_detected():
    report_parts = {"a": '<p id="x"><a href="#y">y</a></p>', "b": '<p id="x"><a href="#z">z</a></p><p id="z"></p>'}
    assert links_without_a_place(report_parts) == ["#y", "x"]


@both_languages
@every_report
def test_a_report_loads_nothing_from_the_network(name, language):
    for html in parts(name, language).values():
        elements = list(parsed(html).iter())
        assert not [
            element.tag for element in elements if element.get("src") or element.tag in ("link", "script", "style")
        ]


@both_languages
def test_text_from_the_catalogue_is_never_markup(language, own):
    folder = own(sources=(), catalogue=lambda text: text.replace("Helsenorge", "<script>&amp;</script>"))
    report_parts = parts_of(opened(language, 2021, 2019, "2022-05-31", folder=folder), language)
    elements = [element for html in report_parts.values() for element in parsed(html).iter()]
    assert "script" not in {element.tag for element in elements}
    assert text_of(next(element for element in elements if element.tag == "h1")).startswith("<script>&amp;</script>")


def test_the_same_data_give_the_same_report():
    year, first_year, as_of = REPORTS["on 2021"]
    assert parts_of(opened("nb", year, first_year, as_of), "nb") == parts("on 2021", "nb")


# --- in which language

ATTRIBUTES = ("aria-label", "data-label", "alt", "title")
MONTHS = {
    "nb": "januar februar mars mai juni juli oktober desember",
    "en": "january february march may june july october december",
}


def tokens(text):
    return set(re.findall(r"(?<!\w)[a-zæøå]+(?!\w)", text.lower()))


def texts_in(language, table):
    """Yield all texts of a language in a table read from TOML in which languages are keys."""
    for key, entry in table.items():
        if isinstance(entry, dict):
            yield from texts_in(language, entry)
        elif isinstance(entry, list) and entry and isinstance(entry[0], dict):
            yield from chain.from_iterable(texts_in(language, item) for item in entry)
        elif key == language:
            yield from [entry] if isinstance(entry, str) else entry


def flat(table):
    for entry in table.values():
        yield from flat(entry) if isinstance(entry, dict) else [re.sub(r"\{\w+\}", " ", entry)]


@cache
def words_of_only(language):
    """Return the words that language file and catalogue have in this language and not in the other."""
    source = TOP / "src" / "helsetrend" / "report" / "presentation"
    catalogue = tomllib.loads((DATA / "metrics.toml").read_text(encoding="utf-8"))
    words = {}
    for own in LANGUAGES:
        entries = tomllib.loads((source / f"wording.{own}.toml").read_text(encoding="utf-8"))
        words[own] = tokens(" ".join([*flat(entries), MONTHS[own], *texts_in(own, catalogue)]))
    (other,) = set(LANGUAGES) - {language}
    return words[language] - words[other]


def said_in(language, element):
    """Yield the text of an element in the language of the report, with what only a screen reader says."""
    if element.get("lang", language) != language:
        return
    yield from (element.get(name) for name in ATTRIBUTES if element.get(name))
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from said_in(language, child)
        yield child.tail or ""


@cache
def names():
    """Return a pattern for what has the same name in every language: publishers, files, parameters."""
    lines = (DATA / "published" / "sources.csv").read_text(encoding="utf-8").splitlines()[1:]
    publishers = re.findall(r',("[^"]+"|[^,"]+),https?://', "\n".join(lines))
    return re.compile(
        "|".join(
            [
                *map(re.escape, (publisher.strip('"') for publisher in publishers)),
                r"\w+\.(csv|toml)",
                "first_year",
                r"(?<=Parameteren )\w+",
            ]
        )
    )


def test_the_words_of_the_two_languages_are_kept_apart():
    assert {"besøk", "innlogginger", "ikke", "når", "stemmer"} <= words_of_only("nb")
    assert {"visits", "logins", "not", "the", "holds"} <= words_of_only("en")


@both_languages
@every_report
def test_a_report_has_no_words_of_the_other_language(name, language):
    """Words of a source are an exception; they are marked with their language (WCAG 3.1.2)."""
    (other,) = set(LANGUAGES) - {language}
    for call, html in parts(name, language).items():
        words = names().sub(" ", " ".join(said_in(language, parsed(html))))
        assert tokens(words) & words_of_only(other) == set(), call


@every_report
def test_quotes_in_an_english_report_are_marked_with_their_language(name):
    quotes = [
        element
        for html in parts(name, "en").values()
        for element in parsed(html).iter()
        if element.text and element.text.endswith("“")
    ]
    assert quotes
    for element in quotes:
        foreign = [child for child in element if child.get("lang")]
        assert [child.get("lang") in ("nb", "nn") for child in foreign] == [True] * len(foreign)
        assert foreign, text_of(element)


# --- what cannot be


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nb", 2019, 2021, "newest"), "first_year 2021 is after year 2019"),
        (("sv", 2021, 2019, "newest"), "'sv'"),
        (("nb", 2021, 2019, "spring"), "spring"),
        (("nb", 2021, 2019, "2022-02-30"), "day"),
        (("nb", 2021, 2019, "2010-01-01"), "nothing was published by 2010-01-01"),
    ],
    ids=["years reversed", "no such language", "not a date", "no such day", "before the first figure"],
)
def test_a_report_that_cannot_be_made_is_an_error(arguments, message):
    with pytest.raises(ValueError, match=message):
        opened(*arguments)


def test_a_folder_without_data_is_an_error(tmp_path):
    with pytest.raises(DataError, match=r"metrics\.toml"):
        opened("nb", 2021, 2019, folder=tmp_path)


def test_the_data_folder_is_that_of_the_environment_variable(own):
    assert DATA_VARIABLE == "HELSETREND_DATA"
    folder = own(figures=NEXT_FIGURES)
    assert opened("nb", 2025, 2023, folder=folder).content.vintage.years("visits")[-1] == 2025
    assert os.environ.get(DATA_VARIABLE) != str(folder)


def test_a_part_can_be_read_without_html():
    revisions = repr(opened("nb", 2021, 2019, "2022-05-31").revisions())
    assert revisions.startswith("RettelserIngen tall")
    assert "<" not in revisions


# --- of any folder


def test_the_section_of_a_metric_that_stands_under_another_follows_it_with_a_lower_heading(own):
    def under_logins(text):
        return text.replace("[metrics.service_visits]\n", '[metrics.service_visits]\nunder = "logins"\n')

    report = opened("nb", 2021, 2019, folder=own(catalogue=under_logins))
    headings = re.findall(r'<h([23]) id="(\w+)">', str(report.sections().html))
    assert headings == [
        ("2", "visits"),
        ("2", "logins"),
        ("3", "service_visits"),
        ("2", "patient_travel_electronic_share"),
        ("3", "patient_travel_self_service_visits"),
    ]


def test_a_metric_of_which_one_figure_is_all_that_is_known_has_no_chart():
    sections = parts("on 2021", "en")
    assert "<svg" not in section_of(sections, "patient_travel_self_service_visits")
    assert "<svg" in section_of(sections, "service_visits")


def test_an_introduction_stands_before_the_chart():
    section = section_of(parts("on 2021", "en"), "visits")
    assert "not how many people used it." in section[: section.index("<figure")]


@pytest.mark.parametrize(("folder", "years"), [("lesevik", [2021, 2024]), ("rutepark", [2021, 2024])])
def test_a_folder_that_says_nothing_of_its_report_has_all_metrics_and_the_newest_whole_years(folder, years):
    """Lesevik has half a year of 2025, rutepark five months; both begin with 2021."""
    content = opened("en", None, None, folder=DATA / "folders" / folder).content
    assert list(content.metrics) == list(content.vintage.catalogue.metrics)
    assert [content.first_year, content.year] == years


@pytest.mark.parametrize(("year", "expected"), [(None, (2019, 2021)), (2020, (2018, 2020)), (2015, (2014, 2015))])
def test_the_years_of_a_report_are_as_the_folder_says_and_as_far_back_as_there_are_figures(year, expected):
    content = opened("en", year, None).content
    assert (content.first_year, content.year) == expected


def test_a_folder_without_claims_has_no_section_on_them(own):
    lines = (DATA / "published" / "claims.csv").read_text(encoding="utf-8").splitlines()
    claims = [row["claim"] for row in csv.DictReader(lines)]
    report = opened("nb", 2021, 2019, folder=own(without_claims=claims))
    assert report.claims() is None
    assert "Hva som er sagt" not in "".join(parts_of(report, "nb").values())


@pytest.mark.parametrize("year", ["2021", 2021.0, "2021.0"])
def test_a_year_may_be_given_as_papermill_hands_it_on(year):
    report = annual_report("nb", year=year, first_year="2019", as_of="2022-05-31")
    assert (report.content.first_year, report.content.year) == (2019, 2021)


@pytest.mark.parametrize("nothing", [None, 0, "0", "0.0", ""])
def test_a_year_that_is_not_given_is_that_of_the_folder(nothing):
    assert annual_report("nb", year=nothing).content.year == annual_report("nb").content.year


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"year": "soon"}, "year: 'soon' is not a year; allowed: 2021 or '2021'"),
        ({"first_year": "2021-12"}, "first_year: '2021-12' is not a year"),
        ({"year": 2020, "first_year": 2021}, "first_year 2021 is after year 2020; allowed: "),
        ({"language": "no"}, "there is no language 'no'; allowed: en, nb, nn"),
    ],
)
def test_a_wrong_parameter_says_what_is_allowed(wrong, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        annual_report(**wrong)


def test_a_report_is_of_a_folder_in_its_main_language_and_is_shown_in_a_line():
    shown = repr(annual_report(data=DATA / "folders" / "rutepark"))
    assert shown.startswith("The annual report of ")
    assert len(shown.splitlines()) == 1


def test_a_report_that_cannot_be_saved_says_why(tmp_path):
    """The command allows only years with figures, of which 2025 is none."""
    with pytest.raises(RuntimeError, match=r"the report was not saved: .*year 2025: no figure was published"):
        annual_report("nb", year=2025).save(tmp_path)
