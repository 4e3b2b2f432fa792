"""Drawings as files: valid, described, in colours of their own, and with the numbers of their page."""

import re
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from helsetrend.edition.pages.drawings import drawings_of

SVG = "{http://www.w3.org/2000/svg}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_chart_of_the_page_is_a_file_that_stands_by_itself(language, reports):
    edition = reports / "2021" / "latest"
    page = BeautifulSoup((edition / language / "index.html").read_text("utf-8"), "html5lib")
    charts = page.select("figure")
    assert len(charts) == 4
    for chart in charts:
        source = (edition / "figures" / f"{chart['id'].removeprefix('chart-')}.{language}.svg").read_text("utf-8")
        root = ET.fromstring(source)
        assert (root.tag, root.attrib["role"], root.attrib[LANG]) == (f"{SVG}svg", "img", language)
        assert root.find(f"{SVG}title").text == chart.select_one("figcaption strong").get_text()
        described = root.find(f"{SVG}desc").text
        assert all(item.get_text() in described for item in chart.select(".description li"))
        drawn = [text.text.strip() for text in root.iter(f"{SVG}text")]
        assert drawn == [text.get_text().strip() for text in chart.select(".wide text")]
        assert "var(" not in source
        assert re.findall(r"(?:href|src|url)[=(]\s*[\"']?(?!#|http://www\.w3\.org)", source) == []


def test_what_is_in_the_data_stays_text():
    chart = (
        '<html lang="en"><figure class="chart" id="chart-a"><figcaption><strong>&lt;b&gt; &amp; \\1</strong>'
        '</figcaption><div role="img" aria-label="&lt;script&gt;"><div class="wide"><svg></svg></div></div>'
        "</figure></html>"
    )
    (drawing,) = drawings_of(chart)
    root = ET.fromstring(drawing.as_file("en"))
    assert [one.text for one in root] == ["<b> & \\1", "<script>"]


def test_a_chart_without_a_drawing_is_an_error():
    with pytest.raises(ValueError, match="chart a has no drawing"):
        list(drawings_of('<figure class="chart" id="chart-a"></figure>'))
