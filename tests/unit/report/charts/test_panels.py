"""The panels of the whole development: name, value and change of each headline series, and its picture."""

import html5lib
import pytest
from contents import content_in, labelled, report_in
from madeup import known_of
from readback import areas, dots, texts

from helsetrend.report.charts.panels import MOST_PANELS, panels, panels_list


def shown(*args):
    return {(one.metric, one.service): one for one in panels(*report_in(*args))}


@pytest.fixture(scope="module")
def spring():
    return shown("en", 2021, 2019, "2022-05-31")


def test_each_headline_series_with_a_figure_has_a_panel_in_the_order_of_the_report(spring):
    """Of the COVID certificate there is none."""
    assert [*spring] == [
        *(("visits", ""), ("logins", ""), ("service_visits", "messages"), ("patient_travel_electronic_share", "")),
    ]


def test_a_panel_has_its_value_and_the_change_with_its_bounds(spring):
    """Visits: 140 / 72.5 is up 93.1, 141 / 71.5 is up 97.2 percent; the share: 83 to 84 and 87 to 88 percent."""
    visits, share = spring["visits", ""], spring["patient_travel_electronic_share", ""]
    assert (visits.value.text, share.value.text) == ("over 140 million", "over 87 percent")
    assert "93–98 percent" in visits.change.text
    assert visits.change.text.startswith("2021: ")
    assert "3–5 percentage points" in share.change.text
    assert share.change.text.startswith("December 2021: ")


def test_a_change_that_sources_disagree_on_is_said_to_be_so(spring):
    """Others give 79 million logins for 2021."""
    assert len(spring["logins", ""].change.text) > len(spring["visits", ""].change.text)
    assert ";" in spring["logins", ""].change.text
    assert ";" not in spring["visits", ""].change.text


def test_without_a_figure_of_the_year_the_panel_says_why_and_has_no_change():
    """Of logins in 2023 nothing is published."""
    logins = shown("nb", 2023, 2019, "2025-12-31")["logins", ""]
    assert (logins.value.text, logins.change.text) == ("ikke publisert", "2023")


def test_the_picture_has_the_whole_series_from_its_first_figure_on(spring):
    """Of logins there are 2017, 2018, 2020 and 2021, those of the first two second-hand; 2019 is missing."""
    svg = spring["logins", ""].drawing
    solid = [area for area in areas(svg) if area.fill in ("accent", "other") and "opacity" not in area.style]
    hollow = [area for area in areas(svg) if area.fill == "page" and area.stroke == "other"]
    assert (len(solid), len(hollow), len([dot for dot in dots(svg) if dot.stroke == "muted"])) == (2, 2, 1)
    assert [text.text for text in texts(svg)] == ["2017", "2021"]


def test_the_text_alternative_has_each_value(spring):
    share = spring["patient_travel_electronic_share", ""]
    assert share.alt.startswith("Share of electronic claims for patient travel")
    assert share.alt.endswith("December 2020: nearly 84 percent; December 2021: over 87 percent.")


def test_a_panel_is_labelled_with_years_though_its_metric_is_of_a_month(spring):
    assert [text.text for text in texts(spring["patient_travel_electronic_share", ""].drawing)] == ["2020", "2021"]


def test_there_are_at_most_six():
    services = [f"s{number}" for number in range(9)]
    figures = "\n".join(f"visits:{name}  2021  5" for name in services)
    content, labels = labelled("en", known_of({"visits": {"services": services}}, figures), 2021, 2021)
    found = panels(content, labels)
    assert [one.service for one in found] == services[:MOST_PANELS]
    assert MOST_PANELS == 6


def test_the_list_names_each_publisher_once_below():
    content, labels = report_in("en", 2021, 2019, "2022-05-31")
    html = str(panels_list(panels(content, labels), labels))
    list_, source = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [item.tag for item in list_] == ["li"] * 4
    assert source.get("class") == "source"
    said = "".join(source.itertext())
    assert said.count("Direktoratet for e-helse") == said.count("digi.no / NTB") == 1
    names = [part.get("data-name") for part in list_.iter("div") if part.get("role") == "img"]
    assert names == [
        *("panel-visits", "panel-logins", "panel-service_visits-messages", "panel-patient_travel_electronic_share"),
    ]


def test_a_name_is_a_link_to_its_section(spring):
    (item,) = html5lib.parseFragment(str(spring["visits", ""].html), namespaceHTMLElements=False)
    (link,) = item.find("p[@class='name']").iter("a")
    assert "".join(link.itertext()) == "Visits to Helsenorge"
    assert link.get("href").startswith("#")


def test_text_of_the_data_is_escaped():
    evil = """<b>"&'</b>"""
    about = {"name": {"nb": evil, "en": evil}, "subject": {"nb": evil, "en": evil}}
    content, labels = labelled("en", known_of({"visits": about}, "visits  2021  5"), 2021, 2021)
    (one,) = panels(content, labels)
    (item,) = html5lib.parseFragment(str(one.html), namespaceHTMLElements=False)
    assert not [*item.iter("b")]
    (picture,) = [part for part in item.iter("div") if part.get("role") == "img"]
    assert evil in picture.get("aria-label")
    assert evil in "".join(item.itertext())


def test_without_panels_there_is_no_list():
    content = content_in()
    assert panels_list([], report_in("en", content.year, 2018)[1]) == ""


def test_a_series_of_which_only_parts_of_years_are_published_has_a_panel_of_the_last_part():
    """Half as many again as 20 are 30; of 2019 there is no fourth quarter."""
    quarters = "users  2019-Q3  9\nusers  2020-Q4  20\nusers  2021-Q3  40\nusers  2021-Q4  30"
    (found,) = panels(*labelled("en", known_of({"users": {"kind": "persons"}}, quarters), 2021, 2019))
    assert (found.value.text, found.change.text) == (
        "30 visits",
        "4th quarter 2021: up 50 percent from 4th quarter 2020",
    )
    assert [text.text for text in texts(found.drawing)] == ["2020", "2021"]


def test_the_metrics_take_turns_where_there_are_more_series_than_panels():
    """Of seven services and two others, the first four services."""
    services = list("abcdefg")
    figures = [(f"calls:{service}", "2021", "9") for service in services] + [
        ("visits", "2021", "9"),
        ("mail", "2021", "9"),
    ]
    known = known_of({"calls": {"services": services}, "visits": {}, "mail": {}}, figures)
    found = panels(*labelled("en", known, 2021, 2021))
    assert [(one.metric, one.service) for one in found] == [
        *(("calls", service) for service in "abcd"),
        ("visits", ""),
        ("mail", ""),
    ]


def test_that_a_figure_is_second_hand_stands_below_its_large_number():
    """Of 2024 only others give visits."""
    (visits, *_) = panels(*report_in("nb", 2024, 2022, "2025-12-31"))
    assert visits.value.text == "131 millioner"
    assert visits.change.text == "2024: opp 17–21 prosent fra 2023; kildene er uenige; annenhåndskilde"
