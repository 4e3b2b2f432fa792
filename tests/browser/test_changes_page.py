"""The page on what changed since the edition before in a real browser, as test_page.py does with the report."""

import pytest
from accessible import violations

LANGUAGES, SCHEMES = ("nb", "en"), ("light", "dark")
PHONE, TABLET, DESKTOP = 320, 768, 1280
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_against_wcag_and_nothing_scrolls_sideways(language, width, scheme, reports, new_page):
    page = new_page(width=width, colour_scheme=scheme)
    page.goto((reports / "2021" / "latest" / language / "changes.html").as_uri())
    assert violations(page, contrast=(language, width) == ("nb", DESKTOP)) == []
    assert page.evaluate(FITS)
