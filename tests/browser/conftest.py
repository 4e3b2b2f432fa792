"""A real browser for the tests in this folder: Debian's Chromium, led by Playwright, without a network."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

CHROMIUMS = ("chromium-headless-shell", "chromium")
ASKS_NOBODY = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="module")
def browser(in_ci: bool) -> Iterator[Browser]:
    """One browser for a file of tests.

    Not for the session: as long as it is open, Playwright's event loop runs in this thread, and tests
    elsewhere that call `asyncio.run` would fail.
    """
    with launched(in_ci=in_ci) as browser:
        yield browser


@pytest.fixture(scope="session")
def launch(in_ci: bool) -> Callable[..., AbstractContextManager[Browser]]:
    """`launch(reachable=…)` is a browser that reaches no host, but for one."""
    return partial(launched, in_ci=in_ci)


@contextmanager
def launched(*, in_ci: bool, reachable: str = "") -> Iterator[Browser]:
    """A browser that reaches no host, but for the one that is `reachable`."""
    give_up = pytest.fail if in_ci else pytest.skip
    exception = f", EXCLUDE {reachable}" if reachable else ""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        give_up("NOT TESTED: no Chromium (on Debian, as root: make browser)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                chromium_sandbox=os.geteuid() != 0,  # as root Chromium refuses to start with its sandbox
                args=[
                    "--disable-background-networking",
                    "--disable-sync",
                    f"--host-resolver-rules=MAP * ~NOTFOUND{exception}",
                ],
            )
        except Error as error:
            give_up(f"NOT TESTED: {chromium} does not start: {' '.join(error.message.splitlines()[:3])}")
        yield browser
        browser.close()


class Pages:
    """Opens pages and keeps what they did: `requests` that leave the machine, and `errors` on the console."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.requests: list[str] = []
        self.errors: list[str] = []

    def __call__(
        self, *, width: int = 1280, height: int = 900, colour_scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        """A new, empty page that is offline; each has its own storage."""
        page = self._browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=colour_scheme, offline=True
        )
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(ASKS_NOBODY):
            self.requests.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Pages]:
    """`new_page(width=…, colour_scheme=…)` opens a page; `new_page.requests` and `.errors` tell of all of them."""
    pages = Pages(browser)
    yield pages
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def edition(browser: Browser, reports_of: Callable[[str], Path]) -> Path:  # noqa: ARG001 - none without a browser
    """The folder of one edition, made with all that is published."""
    return (reports_of("2021") / "2021" / "latest").resolve()


@pytest.fixture(scope="module")
def counted_edition(browser: Browser, reports_of: Callable[[str], Path]) -> Path:  # noqa: ARG001 - none without a browser
    """The folder of one edition of data with counts beside the published figures."""
    return (reports_of("counted") / "2021" / "latest").resolve()


@pytest.fixture(scope="module")
def overviews(browser: Browser, reports: Path) -> dict[str, Path]:  # noqa: ARG001 - none without a browser
    """The overview of all editions in each language; one of two editions is superseded."""
    return {"nb": reports / "index.html", "en": reports / "index.en.html"}
