"""What is measured, as `metrics.toml` says, and what is wrong with a file that says it badly."""

import re
import tomllib
from datetime import date

import pytest
from places import DATA

from helsetrend.errors import DataError
from helsetrend.published.catalogue import Catalogue, read_catalogue
from helsetrend.values.period import Period

METRICS = DATA / "metrics.toml"
LANGUAGES = ("nb", "en")

# One metric a line: what kind of number it is, and in which part of the year it is measured.
KINDS = """
visits                                       count  visits            year
visits_monthly_mean                          mean   visits_per_month  year
mobile_share_of_visits                       share  percent           year
logins                                       count  logins            year
service_visits                               count  visits            year
patient_travel_electronic_share              share  percent           12
patient_travel_electronic_share_of_eligible  share  percent           year
patient_travel_self_service_visits           count  visits            year
awareness_share                              share  percent           year
ever_logged_in_share                         share  percent           year
"""

SMALL = """
[portal]
name = {nb = "Portalen", en = "The portal"}
description = {nb = "En portal.", en = "A portal."}
parts = {nb = ["åpne sider"], en = ["open pages"]}
[units]
visits = {nb = "besøk", en = "visits"}
[metrics.visits]
kind = "count"
unit = "visits"
measured = "year"
name = {nb = "Besøk", en = "Visits"}
subject = {nb = "Antall besøk", en = "The number of visits"}
definition = {nb = "Et besøk.", en = "A visit."}
"""

# What is changed in the small file, and where and how the one fault of it is told.
FAULTS = {
    "an unknown word": (
        'kind = "count"',
        'kind = "count"\nsort = "x"',
        "metrics.visits.sort",
        "not a word of this table",
        "one of first_reported, ",
    ),
    "an unknown kind": (
        '"count"',
        '"sum"',
        "metrics.visits.kind",
        "sum",
        "one of 'count', 'share', 'mean', 'rate', 'stock', 'persons'",
    ),
    "a year that starts on no day": (
        'measured = "year"',
        'measured = "year"\nyear_starts = "1. august"',
        "metrics.visits.year_starts",
        "1. august",
        "a month and a day such as 08-01, but not 02-29",
    ),
    "a year that starts on 29 February": (
        'measured = "year"',
        'measured = "year"\nyear_starts = "02-29"',
        "metrics.visits.year_starts",
        "02-29",
        "a month and a day such as 08-01, but not 02-29",
    ),
    "two years that are no year": (
        'measured = "year"',
        'measured = "year"\nfirst_reported = "2020/21"',
        "metrics.visits.first_reported",
        "2020/21",
        "2020-01/2021-12 for two calendar years, or year_starts",
    ),
    "an unknown month": ('"year"', '"13"', "metrics.visits.measured", "13", '"year", a month "1" to "12"'),
    "a missing word": ('unit = "visits"\n', "", "metrics.visits.unit", "missing", "a text"),
    "a missing translation": (', en = "A visit."', "", "metrics.visits.definition.en", "missing", "a text"),
    "an empty translation": ('"A visit."', '""', "metrics.visits.definition.en", "", "a text that is not empty"),
    "a third language": (
        'en = "A visit."',
        'en = "A", sv = "B"',
        "metrics.visits.definition.sv",
        "not a word of this table",
        "one of nb, en",
    ),
    "a month that is none": (
        'kind = "count"',
        'kind = "count"\nlaunched = "2021-13"',
        "metrics.visits.launched",
        "2021-13",
        "a period in quotes, such as 2021, 2023-H1",
    ),
    "a number for a period": (
        'kind = "count"',
        'kind = "count"\nlaunched = 2021',
        "metrics.visits.launched",
        "2021",
        "a period in quotes",
    ),
    "a name with a capital": (
        "[metrics.visits]",
        "[metrics.Visits]",
        "metrics.Visits",
        "Visits",
        "small letters a to z",
    ),
}


def write(tmp_path, text, *, encoding="utf-8"):
    path = tmp_path / "metrics.toml"
    path.write_bytes(text.encode(encoding))
    return path


def faults_of(path):
    with pytest.raises(DataError) as caught:
        read_catalogue(path)
    return caught.value.faults


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(METRICS)


@pytest.mark.parametrize("line", KINDS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_each_published_metric_is_of_its_kind(line, catalogue):
    name, kind, unit, measured = line.split()
    metric = catalogue.metrics[name]
    assert (metric.kind, metric.unit, metric.measured) == (kind, unit.replace("_", " "), measured)


def test_no_metric_is_left_out_of_the_table_above(catalogue):
    assert list(catalogue.metrics) == [line.split()[0] for line in KINDS.strip().splitlines()]


def test_every_text_is_there_in_both_languages():
    """Read as plain TOML: a table that has the key `nb` has `en` beside it, as many words, and none are empty."""

    def texts(entry):
        entries = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else []
        yield from [entry] if isinstance(entry, dict) and set(entry) & set(LANGUAGES) else []
        for part in entries:
            yield from texts(part)

    told = list(texts(tomllib.loads(METRICS.read_text(encoding="utf-8"))))
    assert len(told) > 50
    for text in told:
        assert all(text[language] for language in LANGUAGES)
        assert isinstance(text["nb"], str) or len(text["nb"]) == len(text["en"])


@pytest.mark.parametrize(
    ("metric", "service", "launched", "first"),
    [
        ("visits", "", "2011-06-15", "2011-06-15"),  # helsenorge.no opened on 15 June 2011
        ("logins", "", None, "2012"),
        ("service_visits", "messages", None, "2020"),  # "først tatt med i rapporteringen fra og med 2020"
        ("service_visits", "covid_certificate", "2021-06", "2021-06"),
        ("patient_travel_electronic_share", "", "2016-10-01", "2016-10-01"),  # "ble innført 1. oktober 2016"
        ("awareness_share", "", None, None),
    ],
)
def test_a_part_has_the_first_period_that_the_sources_give_it(metric, service, launched, first, catalogue):
    part = catalogue.metrics[metric].part(service)
    assert part.launched == (launched and Period.parse(launched))
    assert part.first_period == (first and Period.parse(first))


def test_a_first_reported_period_goes_before_a_launch(tmp_path):
    told = 'kind = "count"\nlaunched = "2019-06-01"\nfirst_reported = "2020"'
    metric = read_catalogue(write(tmp_path, SMALL.replace('kind = "count"', told))).metrics["visits"]
    assert metric.first_period == Period.parse("2020")


def test_a_service_starts_with_its_metric_and_with_itself(tmp_path):
    service = """
    launched = "2011-06-15"
    [metrics.visits.services.app]
    launched = "2021-06"
    name = {nb = "Appen", en = "The app"}
    short = {nb = "App", en = "App"}
    subject = {nb = "Besøk i appen", en = "Visits in the app"}
    [metrics.visits.services.web]
    name = {nb = "Nettet", en = "The web"}
    short = {nb = "Nett", en = "Web"}
    subject = {nb = "Besøk på nettet", en = "Visits on the web"}
    """
    metric = read_catalogue(write(tmp_path, SMALL + service)).metrics["visits"]
    assert list(map(str, metric.starts())) == ["2011-06-15"]
    assert list(map(str, metric.starts("web"))) == ["2011-06-15"]
    assert list(map(str, metric.starts("app"))) == ["2011-06-15", "2021-06"]
    assert metric.part("app").name["nb"] == "Appen"
    with pytest.raises(KeyError):
        metric.part("fax")


def test_the_published_list_of_services_is_not_said_to_be_whole(catalogue):
    assert list(catalogue.metrics["service_visits"].services) == ["messages", "covid_certificate"]
    assert not catalogue.metrics["service_visits"].lists_all_services


def test_the_share_of_all_claims_is_not_comparable_with_the_share_of_those_eligible(catalogue):
    lookalikes = catalogue.metrics["patient_travel_electronic_share"].not_comparable_with
    assert [other.metric for other in lookalikes] == ["patient_travel_electronic_share_of_eligible"]
    assert "nevner" in lookalikes[0]["nb"]
    assert "denominator" in lookalikes[0]["en"]


def test_the_published_definition_of_a_visit_ends_it_after_thirty_minutes(catalogue):
    definition = catalogue.metrics["visits"].definition
    assert definition["nb"].endswith("inaktiv i 30 minutter.")
    assert definition["en"].endswith("inactive for 30 minutes.")


def test_the_sources_are_those_of_remarks_pictures_and_related(tmp_path):
    told = """
    [[metrics.visits.remarks]]
    source = "a"
    period = "2021"
    nb = "x"
    en = "x"
    [[metrics.visits.pictures]]
    source = "b"
    period = "2011/2021"
    [[related]]
    source = "c"
    title = {nb = "x", en = "x"}
    description = {nb = "x", en = "x"}
    """
    assert read_catalogue(write(tmp_path, SMALL + told)).sources() == {"a", "b", "c"}
    assert read_catalogue(write(tmp_path, SMALL)).sources() == set()


BREAK = """
[[metrics.visits.breaks]]
at = "2019-02"
nb = "et annet verktøy"
en = "another tool"
bridge = { old = "old", months = "2019-02/2019-12" }
"""
OLD = SMALL[SMALL.index("[metrics.visits]") :].replace("[metrics.visits]", "[metrics.old]") + BREAK

# What is changed where a break has a bridge, and what is said about it.
BRIDGES = {
    "fits": ("", "", None),
    "months that begin before the break": (
        'at = "2019-02"',
        'at = "2020-01"',
        "visits: breaks, at = '2020-01': bridge, months = '2019-02/2019-12', "
        "begins before at, from which visits is counted in the new way",
    ),
    "months that end after the break": (
        'old = "old"',
        'new = "old"',
        "visits: breaks, at = '2019-02': bridge, months = '2019-02/2019-12', "
        "ends after at, before which visits is counted in the old way",
    ),
    "days": (
        "2019-02/2019-12",
        "2019-02-04/2019-12-12",
        "visits: breaks, at = '2019-02': bridge, months = '2019-02-04/2019-12-12', "
        "is not a span of whole months or weeks",
    ),
    "no other series": (
        'old = "old", ',
        "",
        "visits: breaks, at = '2019-02': bridge must name another series of counts: as old, as new, or one as each",
    ),
    "an unknown metric": (
        'old = "old"',
        'old = "older"',
        "visits: breaks, at = '2019-02': bridge names 'older', which does not exist",
    ),
    "an unknown service": (
        'old = "old"',
        'old = "old:app"',
        "visits: breaks, at = '2019-02': bridge names 'old:app', which does not exist",
    ),
    "another kind": (
        'kind = "count"',
        'kind = "persons"',
        "visits: breaks, at = '2019-02': bridge names a series of another kind",
    ),
    "another part of the year": (
        'measured = "year"',
        'measured = "12"',
        "visits: breaks, at = '2019-02': bridge names a series of another measured",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), BRIDGES.values(), ids=BRIDGES)
def test_a_bridge_is_between_series_that_exist_and_fit_and_over_months_on_the_right_side(old, new, message, tmp_path):
    path = write(tmp_path, SMALL + OLD.replace(old, new, 1))
    if message is None:
        assert read_catalogue(path).metrics["visits"].breaks[0].bridge.months == Period.parse("2019-02/2019-12")
        return
    (fault,) = faults_of(path)
    assert fault.found == message


def test_a_share_is_not_bridged(tmp_path):
    text = (SMALL + OLD).replace('"count"', '"share"')
    (fault,) = faults_of(write(tmp_path, text))
    assert fault.found.endswith("bridge is not for a share, which a ratio could bring above 100 percent")


@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_a_byte_order_mark_do_no_harm(before, newline, tmp_path):
    path = write(tmp_path, before + SMALL.strip().replace("\n", newline))
    assert read_catalogue(path) == Catalogue.model_validate(tomllib.loads(SMALL))


@pytest.mark.parametrize(("old", "new", "place", "found", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_reported_with_its_place_and_what_is_expected(old, new, place, found, expected, tmp_path):
    assert SMALL.count(old) >= 1
    (fault,) = faults_of(write(tmp_path, SMALL.replace(old, new, 1)))
    assert (fault.file, fault.column) == ("metrics.toml", place)
    assert found in fault.found
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'name = {nb = "Besøk", en = "Visits"}\n',
            'name = "Visits"\n',
            "metrics.toml, metrics.visits.name: 'Visits'; expected a table with a text in each language",
        ),
        ('unit = "visits"\n', "unit = 3\n", "metrics.toml, metrics.visits.unit: 3; expected a text"),
        (
            'kind = "count"',
            'kind = "count"\nservices = ["app"]',
            "metrics.toml, metrics.visits.services: a list; expected a table",
        ),
        (
            'kind = "count"',
            'kind = "count"\nlists_all_services = "often"',
            "metrics.toml, metrics.visits.lists_all_services: 'often'; expected true or false",
        ),
        (
            'en = ["open pages"]',
            'en = "open pages"',
            "metrics.toml, portal.parts.en: 'open pages'; expected a list in square brackets",
        ),
        (
            'en = ["open pages"]',
            "en = [true]",
            "metrics.toml, portal.parts.en (no. 1): true; expected a text",
        ),
        (
            'kind = "count"',
            'kind = "count"\nbackground = {nb = "x"}',
            "metrics.toml, metrics.visits.background.en: missing; expected a text",
        ),
        (
            'kind = "count"',
            'kind = "count"\nmarks = [{nb = "x", en = "x", on = "2021"}]',
            "metrics.toml, metrics.visits.marks (no. 1).on: not a word of this table; expected one of nb, en, at",
        ),
        (
            'unit = "visits"\n',
            'unit = "clicks"\n',
            "metrics.toml: visits: the unit 'clicks' is not under [units]",
        ),
    ],
)
def test_a_message_says_in_plain_words_what_a_table_holds_and_what_belongs_there(old, new, message, tmp_path):
    assert SMALL.count(old) == 1
    faults = faults_of(write(tmp_path, SMALL.replace(old, new)))
    assert message in [str(fault) for fault in faults]


NOT_TOML = {
    "a text without quotes": (
        'kind = "count"',
        "kind = count",
        "row 9: invalid value; expected a text in quotes, a number, true, false, a date or a list",
    ),
    "a quote that does not close": (
        'unit = "visits"',
        'unit = "visits',
        "row 10: illegal character '\\n'; expected a text that ends with a quote on its line",
    ),
    "a word twice": (
        'unit = "visits"',
        'unit = "visits"\nunit = "visits"',
        "row 11: cannot overwrite a value; expected each word of a table once",
    ),
    "a table twice": (
        "[metrics.visits]",
        "[units]\n[metrics.visits]",
        "row 8: cannot declare ('units',) twice; expected each table once",
    ),
    "an unclosed table": (
        "[metrics.visits]",
        "[metrics.visits",
        "row 8: expected ']' at the end of a table declaration; expected a table in square brackets, "
        "such as [units.visits]",
    ),
    "no equals sign": (
        'unit = "visits"',
        'unit "visits"',
        "row 10: expected '=' after a key in a key/value pair; expected a line such as word = value (a word "
        "with æ, ø, å, spaces or other signs in quotes)",
    ),
    "something else": ("[units]", "\x01", "row 6: invalid statement; expected TOML"),
}


@pytest.mark.parametrize(("old", "new", "message"), NOT_TOML.values(), ids=NOT_TOML)
def test_what_is_no_toml_is_told_in_plain_words_with_its_row(old, new, message, tmp_path):
    (fault,) = faults_of(write(tmp_path, SMALL.replace(old, new, 1)))
    assert str(fault) == f"metrics.toml, {message}"


PLACES = {
    "metrics.visits.marks (no. 1).at: missing; expected a period in quotes, such as 2021 or 2020-12": (
        'kind = "count"\nmarks = [{nb = "x", en = "x"}]'
    ),
    "metrics.visits.breaks (no. 2).at: 'x'; expected a period in quotes": (
        'kind = "count"\nbreaks = [{at = "2020", nb = "x", en = "x"}, {at = "x", nb = "x", en = "x"}]'
    ),
    "metrics.visits.launched: 2021-06-15 10:00:00; expected a period in quotes": (
        'kind = "count"\nlaunched = 2021-06-15T10:00:00'
    ),
    "metrics.visits.lauched: not a word of this table; expected one of launched, ": (
        'kind = "count"\nlauched = "2021"'
    ),
}


@pytest.mark.parametrize("message", PLACES)
def test_a_message_leads_to_the_entry_of_a_list_and_to_the_word_that_was_meant(message, tmp_path):
    (fault,) = faults_of(write(tmp_path, SMALL.replace('kind = "count"', PLACES[message])))
    assert str(fault).startswith(f"metrics.toml, {message}")


def test_an_address_that_is_none_is_told_in_words(tmp_path):
    publisher = 'publisher = {name = {nb = "x", en = "x"}, address = "x", contact = "z"}\n[units]'
    faults = faults_of(write(tmp_path, SMALL.replace("[units]", publisher)))
    assert [str(fault) for fault in faults] == [
        "metrics.toml, portal.publisher.address: 'x'; expected an address that begins with http:// or https://",
        "metrics.toml, portal.publisher.contact: 'z'; expected an address that begins with mailto:, http:// or https://",
    ]


def test_every_fault_of_the_file_is_reported_at_once(tmp_path):
    broken = SMALL.replace('"count"', '"sum"').replace('"year"', '"0"').replace(', en = "A portal."', "")
    assert {fault.column for fault in faults_of(write(tmp_path, broken))} == {
        "metrics.visits.kind",
        "metrics.visits.measured",
        "portal.description.en",
    }


def test_a_unit_and_a_metric_that_are_referred_to_must_be_defined(tmp_path):
    told = """
    [[metrics.visits.not_comparable_with]]
    metric = "hits"
    nb = "x"
    en = "x"
    """
    faults = faults_of(write(tmp_path, SMALL.replace('unit = "visits"', 'unit = "clicks"') + told))
    text = " ".join(map(str, faults))
    assert "visits: the unit 'clicks' is not under [units]" in text
    assert "visits: not_comparable_with names 'hits', which is not a metric" in text


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    (fault,) = faults_of(tmp_path / "metrics.toml")
    assert (fault.file, fault.row, fault.expected) == ("metrics.toml", 0, "a file that can be read")


def test_a_file_saved_as_latin_1_is_a_fault(tmp_path):
    (fault,) = faults_of(write(tmp_path, SMALL, encoding="latin-1"))
    assert fault.expected == "a file saved as UTF-8"


def test_an_empty_file_lacks_everything(tmp_path):
    assert {fault.column for fault in faults_of(write(tmp_path, ""))} == {"portal", "units", "metrics"}


def test_a_day_may_be_written_as_one_of_toml(tmp_path):
    text = METRICS.read_text(encoding="utf-8").replace('launched = "2011-06-15"', "launched = 2011-06-15")
    (tmp_path / "metrics.toml").write_text(text, encoding="utf-8")
    assert str(read_catalogue(tmp_path / "metrics.toml").metrics["visits"].launched) == "2011-06-15"


SHIFTED = SMALL.replace('measured = "year"', 'measured = "year"\nyear_starts = "08-01"')


def test_the_periods_of_a_metric_are_read_in_its_years(tmp_path):
    more = """first_reported = "2017/18"
    breaks = [{ at = "2019/20", nb = "a", en = "a" }]
    services.a = { name = {nb = "a", en = "a"}, launched = "2018/2019" }
    """
    metric = read_catalogue(write(tmp_path, SHIFTED + more)).metrics["visits"]
    years = [metric.first_reported, metric.breaks[0].at, metric.services["a"].launched]
    assert [year.name for year in years] == ["2017/18", "2019/20", "2018/19"]


def test_the_year_of_a_metric_is_the_one_that_ends_in_the_calendar_year(tmp_path):
    metric = read_catalogue(write(tmp_path, SHIFTED)).metrics["visits"]
    assert (metric.period_of(2021).name, metric.year_ending_in(2021).name) == ("2020/21", "2020/21")
    days = [date(2020, 7, 31), date(2020, 8, 1), date(2021, 7, 31), date(2021, 8, 1)]
    assert [metric.year_of(day).name for day in days] == ["2019/20", "2020/21", "2020/21", "2021/22"]


OTHER = SMALL[SMALL.index("[metrics.visits]") :].replace("[metrics.visits]", "[metrics.other]")


@pytest.mark.parametrize(
    ("kind", "relation"),
    [
        ("count", 'sum_of = ["visits"]'),
        ("mean", 'monthly_mean_of = "visits"'),
        ("share", 'share_of = { part = "visits", whole = "visits" }'),
        ("count", 'lists_all_services = true\nservices_add_up_to = "visits"'),
    ],
)
def test_a_metric_does_not_follow_from_one_whose_years_start_on_another_day(kind, relation, tmp_path):
    other = OTHER.replace('kind = "count"', f'kind = "{kind}"') + relation
    (fault,) = {fault.found + fault.expected for fault in faults_of(write(tmp_path, SHIFTED + other))}
    assert "names 'visits', whose year starts on 08-01" in fault


# The small file in other languages, and what is wrong with it then.
IN_ENGLISH = re.sub(r"nb = [^,]*, ", "", f'languages = ["en"]\n{SMALL}')
LANGUAGE_FAULTS = {
    "a text that is missing": (
        f'languages = ["nb", "nn", "en"]\n{SMALL}',
        "metrics.visits.name.nn: missing; expected a text",
    ),
    "a text in a language that the folder lacks": (
        IN_ENGLISH.replace('en = "A visit."', 'nb = "Et besøk.", en = "A visit."'),
        "metrics.visits.definition.nb: a text in nb; expected none, since the languages of the folder are en",
    ),
    "an unknown language": (
        f'languages = ["nb", "en", "sv"]\n{SMALL}',
        "languages: a list; expected one or several of en, nb, nn, each once",
    ),
    "no language": (f"languages = []\n{SMALL}", "languages: a list; expected one or several of en, nb, nn, each once"),
}


@pytest.mark.parametrize(("text", "expected"), LANGUAGE_FAULTS.values(), ids=LANGUAGE_FAULTS)
def test_texts_are_held_to_the_languages_of_the_folder(text, expected, tmp_path):
    assert f"metrics.toml, {expected}" in [str(fault) for fault in faults_of(write(tmp_path, text))]


def test_a_folder_in_english_needs_no_norwegian(tmp_path):
    catalogue = read_catalogue(write(tmp_path, IN_ENGLISH))
    assert catalogue.languages == ("en",)
    assert catalogue.main_language == "en"
    assert catalogue.metrics["visits"].name["en"] == "Visits"
    assert catalogue.portal.parts["en"] == ("open pages",)


def test_the_main_language_is_english_or_else_the_first(tmp_path):
    in_norwegian = re.sub(r", en = [^}]*", "", f'languages = ["nb"]\n{SMALL}')
    assert read_catalogue(write(tmp_path, in_norwegian)).main_language == "nb"
    assert read_catalogue(write(tmp_path, SMALL)).main_language == "en"
