"""The overview of all editions in a real browser, as test_page.py does with the report."""

import pytest
from accessible import violations

LANGUAGES, SCHEMES = ("nb", "en"), ("light", "dark")
PHONE, DESKTOP = 320, 1280
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
FOCUSED = """
() => {
    const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    return {href: document.activeElement.getAttribute('href'), outlineStyle, outlineWidth, left: box.left};
}
"""


@pytest.fixture
def open_overview(overviews, new_page):
    def opened(language, **how):
        page = new_page(**how)
        page.goto(overviews[language].as_uri())
        return page

    return opened


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_against_wcag_and_nothing_scrolls_sideways(language, width, scheme, open_overview):
    page = open_overview(language, width=width, colour_scheme=scheme)
    assert violations(page, contrast=(language, width) == ("nb", DESKTOP)) == []
    assert page.evaluate(FITS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_reaches_every_link_in_order_and_one_sees_where_it_is(language, open_overview):
    page = open_overview(language)
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    seen = []
    for _ in links:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        seen.append(focused["href"])
        assert focused["outlineStyle"] == "solid"
        assert focused["outlineWidth"] == "3px"
        assert focused["left"] >= 0
    assert seen == links


def test_every_link_has_a_name_that_says_where_it_leads(open_overview):
    for language in LANGUAGES:
        page = open_overview(language)
        names = page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('aria-label') || link.textContent.trim())"
        )
        assert sorted(names) == sorted(set(names))


def test_the_languages_and_the_editions_are_reached(open_overview, overviews):
    page = open_overview("nb")
    page.get_by_role("link", name="In English", exact=True).click()
    assert page.url == overviews["en"].as_uri()
    page.get_by_role("link", name="Read the report on 2021, edition of 31 May 2022").click()
    assert "over 140 million" in page.locator(".lead").inner_text()


def test_it_asks_for_nothing_but_itself(open_overview, new_page):
    page = open_overview("nb")
    page.wait_for_load_state("networkidle")
    assert (new_page.requests, new_page.errors) == ([], [])
