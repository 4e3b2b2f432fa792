"""The page on what changed since the edition before in a real browser, as test_page.py does with the report."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LANGUAGES, SCHEMES = ("nb", "en"), ("light", "dark")
PHONE, TABLET, DESKTOP = 320, 768, 1280
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_against_wcag_and_nothing_scrolls_sideways(language, width, scheme, reports, new_page):
    page = new_page(width=width, colour_scheme=scheme)
    page.goto((reports / "2021" / "latest" / language / "changes.html").as_uri())
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 10
    assert page.evaluate(FITS)
