"""The pages of an edition in a real browser: accessible, legible on every screen, and quiet."""

import re

import pytest
from accessible import violations

LANGUAGES = ("nb", "en")
SCHEMES = ("light", "dark")
PHONE, DESKTOP = 320, 1280

# Those two, the widths around each turning point of the style sheet (35 and 66 rem), and some that are common.
WIDTHS = (PHONE, 390, 600, 655, 657, 768, 847, 849, 1024, 1199, 1200, DESKTOP, 1440, 1920)

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"

# What a reader can see of the text outside the drawings, and the contents, which are folded where room is scarce.
TEXTS = """
() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, summary, caption, th, td, figcaption')]
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().height > 0)
    .filter(element => !element.closest('nav'))
    .map(element => element.innerText.replace(/\\s+/g, ' ').trim()).filter(text => text)
"""

# Every text of the drawings that are shown: what it says, its box, and its contrast to the page.
DRAWN = """
() => {
    const light = colour => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const page = light(getComputedStyle(document.documentElement).backgroundColor);
    return [...document.querySelectorAll('svg')].filter(drawing => drawing.checkVisibility())
        .flatMap((drawing, number) => [...drawing.querySelectorAll('text')].map(element => {
            const {left, right, top, bottom} = element.getBoundingClientRect();
            const ink = light(getComputedStyle(element).fill);
            const contrast = (Math.max(ink, page) + 0.05) / (Math.min(ink, page) + 0.05);
            return {number, text: element.textContent.trim(), left, right, top, bottom, contrast};
        }));
}
"""


# Words of which a part stands on the next line; names of files may be broken, and what is hidden is not seen.
BROKEN = """
() => {
    const broken = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        const clipped = element.closest('thead, h2');
        if (!element.checkVisibility() || element.closest('svg')) continue;
        if (clipped && getComputedStyle(clipped).clipPath !== 'none') continue;
        for (const word of node.data.matchAll(/[^\\s\\u2013\\/-]+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (lines.size > 1 && !word[0].includes('_')) broken.push(word[0]);
        }
    }
    return broken;
}
"""


@pytest.fixture
def open_page(edition, new_page):
    """`open_page("nb", width=…, colour_scheme=…)` shows a page of the edition."""

    def opened(language, **how):
        page = new_page(**how)
        page.goto((edition / language / "index.html").as_uri())
        return page

    return opened


def focused(page, property_):
    return page.evaluate(f"document.activeElement.{property_}")


def tab_to(page, selector, *, at_most=200):
    """Go on by the keyboard until an element that fits the selector has the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by {at_most} times Tab")


# --- accessible


@pytest.mark.parametrize(
    ("language", "scheme", "widths"),
    [
        ("nb", "light", (PHONE, 600, 1024, 1440)),
        ("en", "dark", (390, 768, DESKTOP, 1920)),
        ("nb", "dark", (PHONE, DESKTOP)),
        ("en", "light", (PHONE, DESKTOP)),
    ],
)
def test_axe_finds_nothing_against_wcag_at_any_width(language, scheme, widths, open_page):
    page = open_page(language, colour_scheme=scheme)
    page.evaluate(OPEN_ALL)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        contrast = (language, width) == ("nb", PHONE)
        assert (width, violations(page, contrast=contrast)) == (width, [])


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_counts_is_as_accessible_and_as_narrow(language, width, scheme, counted_edition, new_page):
    page = new_page(width=width, colour_scheme=scheme)
    page.goto((counted_edition / language / "index.html").as_uri())
    assert page.locator("#counted").is_visible()
    assert violations(page, contrast=language == "nb") == []
    assert page.evaluate(FITS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_text_of_drawings_has_contrast(scheme, open_page):
    """Which axe cannot tell, for a drawing is an image to it."""
    page = open_page("nb", colour_scheme=scheme)
    drawn = page.evaluate(DRAWN)
    assert len(drawn) > 40
    assert [one for one in drawn if one["contrast"] < 4.5] == []


def test_whatever_has_the_focus_shows_it(open_page):
    page = open_page("nb")
    page.evaluate(OPEN_ALL)
    without = page.evaluate("""
        () => [...document.querySelectorAll('a, summary, [tabindex="0"]')].filter(element => element.checkVisibility())
        .filter(element => {
            element.focus({focusVisible: true});
            const {outlineStyle, outlineWidth} = getComputedStyle(element);
            return document.activeElement !== element || outlineStyle === 'none' || parseFloat(outlineWidth) < 2;
        }).map(element => element.outerHTML)
    """)
    assert without == []


def test_the_first_tab_shows_the_skip_link_and_enter_follows_it(open_page):
    page = open_page("nb", width=PHONE)
    assert not page.locator(".skip").evaluate("link => link.getBoundingClientRect().right > 0")
    page.keyboard.press("Tab")
    assert focused(page, "className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= PHONE
    page.keyboard.press("Enter")
    assert focused(page, "id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_table_behind_a_chart_is_opened_and_scrolled_by_the_keyboard(open_page):
    page = open_page("en", width=PHONE)
    table = page.locator("#chart-visits .table")
    assert not table.is_visible()
    tab_to(page, "#chart-visits details:not(.description) summary")
    page.keyboard.press("Enter")
    assert table.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#chart-visits .table')")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth"), "on a phone this table is wider than its box"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#chart-visits .table') !== null"), "the links in it come next"


# --- quiet


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_for_nothing_but_itself_and_reports_no_error(language, edition, new_page):
    page = new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((edition / language / "index.html").as_uri())
        page.evaluate(OPEN_ALL)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_load_state("networkidle")
    assert set(asked) == {(edition / language / "index.html").as_uri()}
    assert (new_page.requests, new_page.errors) == ([], [])


# --- on every screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_at_any_width(language, open_page):
    page = open_page(language)
    page.evaluate(OPEN_ALL)
    too_wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        too_wide += [width] if not page.evaluate(FITS) else []
    assert too_wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_broken_without_a_hyphen(language, open_page):
    """So no cell of a table is narrower than its longest word either."""
    page = open_page(language)
    page.evaluate(OPEN_ALL)
    broken = {}
    for width in (PHONE, 390, 600, 768, 1024, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        broken |= {width: words} if (words := page.evaluate(BROKEN)) else {}
    assert broken == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_pushed_over_the_left_edge(width, open_page):
    page = open_page("nb", width=width)
    outside = page.evaluate("""
        () => [...document.querySelectorAll('header *, nav *, main *, footer *')]
            .filter(element => element.getBoundingClientRect().left < 0).map(element => element.outerHTML)
    """)
    assert outside == []


@pytest.mark.parametrize(("width", "shown", "hidden"), [(PHONE, "narrow", "wide"), (DESKTOP, "wide", "narrow")])
def test_each_screen_gets_its_own_drawing(width, shown, hidden, open_page):
    page = open_page("nb", width=width)
    charts = page.locator("figure").all()
    assert len(charts) == 4
    for chart in charts:
        assert chart.locator(f".{shown} svg").is_visible()
        assert not chart.locator(f".{hidden} svg").is_visible()
        assert chart.locator(f".{shown}").bounding_box()["width"] <= width


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_drawing_is_cut_off_or_lies_on_another(language, width, open_page):
    drawn = open_page(language, width=width).evaluate(DRAWN)
    assert len(drawn) > 40
    assert [one["text"] for one in drawn if one["left"] < 0 or one["right"] > width] == []
    overlapping = [
        (one["text"], other["text"])
        for place, one in enumerate(drawn)
        for other in drawn[place + 1 :]
        if one["number"] == other["number"]
        and min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 3  # boxes are higher than letters
    ]
    assert overlapping == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_twice_the_size_nothing_is_lost(language, browser, edition, open_page):
    """A zoom of 200 percent leaves half as many pixels of a style sheet in the same window."""
    page = open_page(language)
    page.evaluate(OPEN_ALL)
    normal = page.evaluate(TEXTS)
    zoomed = browser.new_page(viewport={"width": DESKTOP // 2, "height": 450}, device_scale_factor=2, offline=True)
    zoomed.goto((edition / language / "index.html").as_uri())
    zoomed.evaluate(OPEN_ALL)
    assert zoomed.evaluate(TEXTS) == normal
    assert len(normal) > 100
    assert zoomed.evaluate(FITS)
    zoomed.context.close()


def test_in_the_dark_the_page_is_dark(open_page):
    def background(scheme):
        page = open_page("nb", colour_scheme=scheme)
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")

    assert max(background("dark")) < 64
    assert min(background("light")) > 240


# --- links


def test_the_languages_lead_to_one_another(edition, open_page):
    page = open_page("nb")
    for language, words in {"en": "In English", "nb": "På norsk"}.items():
        page.get_by_role("link", name=words).click()
        assert page.url == (edition / language / "index.html").as_uri()
        assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_figure_leads_to_its_place_under_its_source(width, open_page):
    page = open_page("nb", width=width)
    link = page.locator(".text a.figure").first
    assert link.inner_text() == "140,9 millioner"
    link.click()
    place = page.locator(".sources :target")
    assert "140,9 millioner" in place.inner_text()
    assert 0 <= place.bounding_box()["y"] < 900
    source = page.locator(".sources > li").filter(has=page.locator(":target"))
    assert "Innbyggerundersøkelsen om e-helse 2023" in source.inner_text()


@pytest.mark.parametrize("selector", ["nav a", ".points a", ".panels .name a"])
def test_contents_and_main_points_lead_to_sections_that_come_into_view(selector, open_page):
    page = open_page("nb")
    for link in page.locator(selector).all():
        link.click()
        target = page.locator(":target")
        assert target.count() == 1, link.inner_text()
        assert target.evaluate("element => ['H2', 'H3'].includes(element.tagName)")
        assert -1 <= target.bounding_box()["y"] < 900
        page.evaluate("scrollTo(0, 0)")


# --- on paper


def test_paper_has_the_tables_and_no_navigation(open_page):
    page = open_page("nb", width=794)  # A4 at 96 pixels per inch
    inside = page.locator("details .table").all()
    assert len(inside) == 5  # of four charts, and at the foot
    assert [table.is_visible() for table in inside] == [False] * 5
    page.emulate_media(media="print")
    assert [table.is_visible() and table.bounding_box()["height"] > 40 for table in inside] == [True] * 5
    for selector in ("nav", ".skip", ".language", "summary"):
        assert not page.locator(selector).first.is_visible(), selector
    for selector in ("h1", "#claims", ".sources", "footer", "figure .wide svg"):
        assert page.locator(selector).first.is_visible(), selector


def test_paper_is_white_where_the_screen_is_dark(open_page):
    page = open_page("nb", colour_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("""
        () => ['backgroundColor', 'color'].map(
            name => Math.max(...getComputedStyle(document.documentElement)[name].match(/\\d+/g).map(Number)))
    """)
    assert colours[0] == 255
    assert colours[1] < 64


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_quote_in_a_main_point_stays_in_its_line(width, open_page):
    page = open_page("en", width=width)
    quote = page.locator(".points span[lang]")
    assert quote.count() == 1
    assert quote.evaluate("element => getComputedStyle(element).display") == "inline"


# --- what a reader changes

# The least that WCAG 1.4.12 asks a page to bear: line height, and space after paragraphs, letters and words.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

# Texts of which a part is not seen, as their box is too small for them; a table scrolls in its own box.
CUT_OFF = """
() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, summary, figcaption, caption')]
    .filter(element => element.checkVisibility() && !element.closest('.table'))
    .filter(element => getComputedStyle(element).clipPath === 'none'
        && (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible'))
    .map(element => element.innerText)
"""


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_wider_spaced_text_loses_nothing(language, width, open_page):
    page = open_page(language, width=width)
    before = page.evaluate(TEXTS)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(TEXTS) == before
    assert page.evaluate(FITS)
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_opens_every_description_and_every_table(language, open_page):
    page = open_page(language)
    opened = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        if focused(page, "tagName") == "SUMMARY":
            page.keyboard.press("Space")
            opened += 1
        if page.evaluate("document.activeElement === document.body"):
            break
    details = page.locator("main details, footer details")  # the contents beside a wide page are not folded
    assert opened == details.count() > 8
    assert all(details.evaluate_all("all => all.map(one => one.open)"))


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_what_can_be_pressed_is_large_enough_or_stands_in_a_sentence(width, open_page):
    """WCAG 2.5.8: 24 by 24 pixels, but for links in running text; or the like of them, spaced so far."""
    small = open_page("nb", width=width).evaluate("""
        () => [...document.querySelectorAll('nav a, summary, .downloads a, .language a')]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 24)
            .map(element => element.outerHTML)
    """)
    assert small == []


def test_the_downloads_lead_to_files_and_tell_type_and_size(edition, open_page):
    page = open_page("nb")
    links = page.locator(".downloads a[download]")
    hrefs = links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert len(hrefs) > 15
    assert [href for href in hrefs if not (edition / "nb" / href).is_file()] == []
    names = links.evaluate_all("all => all.map(link => link.ariaLabel || link.innerText)")
    told = [name for name in names if re.search(r"\b(PDF|XLSX|CSV|regneark|JSON|TTL|SVG|PNG|IPYNB), [\d\s]+kB$", name)]
    assert told == names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bars_and_frames_of_drawings_have_contrast(scheme, open_page):
    """WCAG 1.4.11: 3 to 1 between the page and each bar, which its number and its frame need not say alone."""
    page = open_page("nb", colour_scheme=scheme)
    ratios = page.evaluate("""
        () => {
            const light = colour => {
                const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            const style = getComputedStyle(document.documentElement);
            const page = light(style.backgroundColor);
            return ['--accent', '--other'].map(name => {
                const probe = document.body.appendChild(document.createElement('i'));
                probe.style.color = `var(${name})`;
                const mark = light(getComputedStyle(probe).color);
                return (Math.max(mark, page) + 0.05) / (Math.min(mark, page) + 0.05);
            });
        }
    """)
    assert min(ratios) >= 3
