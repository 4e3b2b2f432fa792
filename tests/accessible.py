"""What axe finds against WCAG 2.2 AA on a page as it is shown."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FEWEST_PASSED = 10


def violations(page: Page, *, contrast: bool) -> list[tuple[str, list[str]]]:
    """Return the rules that are broken, each with the HTML of the elements that break it.

    Contrast takes four fifths of axe's time. It is a matter of the colours alone, which neither language nor width
    changes: one run in each colour scheme looks at it.
    """
    rules = {"color-contrast": {"enabled": contrast}}
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "rules": rules}).response
    assert len(found["passes"]) > FEWEST_PASSED
    assert contrast == any(passed["id"] == "color-contrast" for passed in found["passes"])
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
