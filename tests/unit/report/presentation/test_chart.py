"""The figure element: title, measure, drawings with text alternative, notes, source, description and table."""

import html5lib
import pytest

from helsetrend.report.presentation import Chart, Column, Phrase, Table

EVIL = """<script>alert("&'")</script>"""
DRAWINGS = {"wide": "<svg><path/></svg>", "narrow": "<svg><g/></svg>"}


def chart(text=EVIL, **more):
    facts = {
        "name": "visits",
        "title": text,
        "subtitle": text,
        "alt": text,
        "source": Phrase.of(text),
        "table": Table(text, [Column(text)], [(text,)]),
        "table_label": text,
        "drawings": DRAWINGS,
    }
    return Chart(**facts | more)


def figure(shown):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (element,) = parser.parseFragment(str(shown.html))
    return element


def picture(element):
    (found,) = [part for part in element.iter("div") if part.get("role") == "img"]
    return found


def said(element):
    return "".join(element.itertext()).strip()


def test_a_chart_is_one_picture_with_its_text_beside_it():
    """Title, measure, source, caption of the table, its column, its cell and its label are text."""
    element = figure(chart())
    assert (element.tag, element.get("class"), element.get("id")) == ("figure", "chart", "chart-visits")
    assert not list(element.iter("script"))
    assert (picture(element).get("aria-label"), picture(element).get("data-name")) == (EVIL, "visits")
    assert [part.tag for part in element] == ["figcaption", "div", "p", "details"]
    beside = [
        part for path in ("figcaption", "p", "details") for above in element.findall(path) for part in above.itertext()
    ]
    assert [text for text in beside if text.strip()] == [EVIL] * 7


def test_the_title_stands_above_the_measure():
    title, measure = figure(chart(title="Visits", subtitle="Million visits, 2019–2021")).find("figcaption")
    assert (said(title), said(measure)) == ("Visits", "Million visits, 2019–2021")
    assert title.find("strong") is not None


def test_the_drawings_are_by_their_widths_and_only_the_wide_one_is_shown_without_the_style_of_a_page():
    """A mail or JupyterLab has no style sheet that would hide one of the two."""
    wide, narrow = picture(figure(chart()))
    assert (wide.get("class"), narrow.get("class")) == ("wide", "narrow")
    assert [[part.tag for part in one.iter()][-1].split("}")[-1] for one in (wide, narrow)] == ["path", "g"]
    assert "display: none" in narrow.get("style")
    assert "display" not in wide.get("style")
    assert "max-width: " in wide.get("style")


def test_notes_are_sentences_below_the_drawing_and_nothing_without_any():
    element = figure(chart(notes=("One.", EVIL)))
    assert [said(part) for part in element.findall("p") if part.get("class") == "chart-notes"] == [f"One. {EVIL}"]
    assert not [part for part in figure(chart()).findall("p") if part.get("class") == "chart-notes"]


def test_a_long_description_belongs_to_the_picture_and_has_an_item_for_each_mark():
    element = figure(chart(description_label="Description", description=("Time runs to the right.", "2020: 72", EVIL)))
    (folded,) = [part for part in element.findall("details") if part.get("class") == "description"]
    described = folded.find("div")
    assert picture(element).get("aria-describedby") == described.get("id") == "description-visits"
    assert said(folded.find("summary")) == "Description"
    assert said(described.find("p")) == "Time runs to the right."
    assert [said(item) for item in described.findall("ul/li")] == ["2020: 72", EVIL]


def test_without_a_description_the_picture_refers_to_none():
    element = figure(chart())
    assert picture(element).get("aria-describedby") is None
    assert len(element.findall("details")) == 1


@pytest.mark.parametrize("label", ["The numbers", EVIL])
def test_the_table_is_folded_below_its_label(label):
    details = figure(chart(text="x", table_label=label)).find("details")
    assert said(details.find("summary")) == label
    assert list(details.iter("table"))


def test_a_notebook_shows_the_same():
    assert chart()._repr_html_() == str(chart().html)


def test_as_text_a_chart_is_its_text_alternative_and_a_table_its_columns_in_one_line():
    assert repr(chart("Visits")) == "Visits"
    assert repr(Table("Visits", [Column("Year"), Column("Million visits", ".")], [("2021", "140")])) == (
        "Visits: Year, Million visits; rows: 1"
    )
