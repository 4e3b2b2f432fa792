"""JupyterLab as `make lab` starts it, in a real browser: each notebook runs from top to bottom, the widgets move.

What is acted on is waited for: the kernel says that it is idle before anything is run, and a result is read when it
stands on the page. The notebooks are copies without outputs, so that all that is seen was made here.
"""

import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator

import nbformat
import pytest
from accessible import violations
from places import DATA, TOP
from playwright.sync_api import Browser, Page, expect

from helsetrend.published.languages import declared_languages

# Those of the report in the languages of the data.
NOTEBOOKS = sorted(
    path.name
    for path in (TOP / "notebooks").glob("*.ipynb")
    if path.name.split(".")[1] in ("ipynb", *declared_languages(DATA))
)
EXPLORE = "2-explore.ipynb"
IDLE = "Python 3 (ipykernel) | Idle"
SECONDS = 1000
PATIENCE = 180 * SECONDS
SECONDS_TO_START = 300

# Any port, no browser of the server's own; all cells on the page at once, also those out of sight; the
# theme of the browser; no news.
SETTINGS = {
    "config/jupyter_server_config.json": {"ServerApp": {"port": 0}, "ExtensionApp": {"open_browser": False}},
    "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
    "settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings": {"adaptive-theme": True},
    "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


@pytest.fixture(scope="module")
def lab(in_ci, tmp_path_factory) -> Iterator[str]:
    """The address of a JupyterLab, without its last part: what is opened, and the token."""
    if not (TOP / ".venv-lab/lab-ready").exists():
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no JupyterLab (make .venv-lab/lab-ready)")
    folder = tmp_path_factory.mktemp("lab")
    for name in (
        ".venv",
        ".venv-lab",
        "Makefile",
        "data",
        "pyproject.toml",
        "requirements.lock",
        "requirements-lab.lock",
    ):
        (folder / name).symlink_to(TOP / name)
    (folder / "notebooks").mkdir()
    for name in NOTEBOOKS:
        notebook = nbformat.read(TOP / "notebooks" / name, as_version=nbformat.NO_CONVERT)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, folder / "notebooks" / name)
    for place, settings in SETTINGS.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    places = {"RUNTIME_DIR": "runtime", "CONFIG_DIR": "config", "DATA_DIR": "share"}
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    environment |= {f"JUPYTER_{name}": str(folder / place) for name, place in places.items()}
    environment |= {f"JUPYTERLAB_{name}_DIR": str(folder / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
    # The environment stands, and is not made anew from in here.
    command = ["make", "--old-file=.venv-lab/lab-ready", "lab"]
    server = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield _address(server)
    finally:
        _stop(server)
        server.wait(timeout=SECONDS_TO_START)


def _address(server: subprocess.Popen) -> str:
    """What the server says of itself when it has started: where it is, and its token; then all it says is read on.

    A server that is silent for too long is stopped, and so has no more to say.
    """
    stopped = threading.Timer(SECONDS_TO_START, _stop, [server])
    stopped.start()
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/lab\?token=(\w+)", line):
            stopped.cancel()
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return f"http://127.0.0.1:{found[1]}/lab/tree/{{name}}?token={found[2]}&reset"
    pytest.fail(f"JupyterLab did not start; it said:\n{''.join(said)}")


def _stop(server: subprocess.Popen) -> None:
    """Stop the server and all that it started."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)


@pytest.fixture(scope="module")
def browser(launch, lab) -> Iterator[Browser]:  # noqa: ARG001 - none without a lab
    with launch(reachable="127.0.0.1") as browser:
        yield browser


@pytest.fixture
def run_all(lab, browser):
    """`run_all(name)` opens a notebook, runs all of its cells and gives the page when the last one is done.

    Once a notebook: the kernel of the first time would still be there.
    """
    pages = []

    def opened(name: str) -> Page:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        page.goto(lab.format(name=name))
        _wait_until_idle(page)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        notebook = nbformat.read(TOP / "notebooks" / name, as_version=nbformat.NO_CONVERT)
        count = sum(cell.cell_type == "code" for cell in notebook.cells)
        done = page.locator(".jp-Notebook .jp-InputArea-prompt", has_text=re.compile(rf"^\[{count}\]:$"))
        expect(done).to_be_attached(timeout=PATIENCE)
        _wait_until_idle(page)
        return page

    yield opened
    for page in pages:
        page.close()


def _wait_until_idle(page: Page) -> None:
    expect(page.get_by_text(IDLE)).to_be_visible(timeout=PATIENCE)


def _assert_it_ran(page: Page) -> None:
    """There is no error and no warning, and a chart and a table are seen."""
    for kind in ("error", "stderr"):
        assert page.locator(f'[data-mime-type="application/vnd.jupyter.{kind}"]').all_inner_texts() == []
    assert page.locator(".jp-Notebook figure.chart svg").filter(visible=True).count() > 0
    assert page.locator(".jp-Notebook table").filter(visible=True).count() > 0


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != EXPLORE])
def test_a_notebook_runs_without_an_error_and_shows_chart_and_table(run_all, name):
    _assert_it_ran(run_all(name))


def test_the_notebook_that_explores_runs_too_and_its_widgets_change_what_is_shown(run_all):
    page = run_all(EXPLORE)
    _assert_it_ran(page)
    explorer = page.locator(".helsetrend-explorer")
    said = explorer.locator(".view .said")
    chart = explorer.locator(".view figure.chart")
    expect(said).to_contain_text("about 77.5 million in 2021")
    _assert_it_fits(page)
    expect(chart.locator("td:not(.number)").first).to_have_css("text-align", "left")
    expect(chart.locator("td.number").first).to_have_css("text-align", "right")
    names = ["Metric", "Service", "From year", "To year", "Periods", "Known on", "Show", "Language"]
    assert [label.inner_text() for label in explorer.locator(".widget-dropdown .widget-label").all()] == names
    # by the label alone, as a screen reader finds it
    lists = {name: explorer.get_by_role("combobox", name=name, exact=True) for name in names}

    lists["Known on"].select_option("31 December 2025")
    expect(said).to_contain_text("about 90.9 million in 2021")
    expect(chart.locator("[role=img]")).to_have_attribute("aria-label", re.compile("90.9 million"))
    expect(chart.locator("tbody tr").last).to_contain_text("90.9")
    explorer.get_by_role("button", name="Code for this view").click()
    code = explorer.locator("pre.code")
    expect(code).to_contain_text('as_of="2025-12-31"')
    explorer.get_by_role("button", name="Copy the code").click()
    expect(explorer.get_by_role("button", name="Copied")).to_be_visible()

    lists["Show"].select_option("Change")
    expect(chart.locator("figcaption")).to_contain_text("change from the year before")
    lists["Show"].select_option("Index")
    expect(explorer.locator(".view .refused")).to_contain_text("There is no index")
    expect(chart).to_have_count(0)

    lists["Language"].select_option("norsk")
    expect(said).to_contain_text("90,9 millioner")
    expect(code).to_contain_text('language="en"')  # kept until the next is asked for
    explorer.get_by_role("combobox", name="Vis", exact=True).select_option("Nivå")
    explorer.get_by_role("combobox", name="Måltall", exact=True).select_option(index=0)
    expect(said).to_contain_text("Antall besøk")
    explorer.get_by_role("button", name="Kode for denne visningen").click()
    expect(code).to_contain_text('ht.view("visits", years=range(2016, 2022)')

    for scheme, is_light in (("light", "true"), ("dark", "false")):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", is_light)
        assert (scheme, violations(page, contrast=True, within=".helsetrend-explorer")) == (scheme, [])

    # what was copied is what is pasted
    page.get_by_role("button", name="Click to add a cell.").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+V")
    pasted = page.locator(".jp-Notebook .jp-Cell").last
    expect(pasted).to_contain_text('ht.view("logins", years=range(2016, 2022), as_of="2025-12-31"')


def _assert_it_fits(page: Page) -> None:
    """The choices stand beside the chart and both are in sight, or above it where it is narrow; nothing is cut off."""
    choices, chart, explorer = (
        page.locator(place) for place in (".choices", ".chosen figure.chart svg", ".helsetrend-explorer")
    )
    for width, shown in ((1200, "wide"), (520, "narrow")):
        page.set_viewport_size({"width": width, "height": 1000})
        explorer.scroll_into_view_if_needed()
        left, right = choices.bounding_box(), chart.filter(visible=True).bounding_box()
        assert left
        assert right
        is_beside = left["x"] + left["width"] <= right["x"]
        assert is_beside == (shown == "wide")
        assert is_beside or left["y"] + left["height"] <= right["y"]
        assert not is_beside or max(left["height"], right["y"] + right["height"] - left["y"]) < 850
        expect(page.locator(f".chosen figure.chart .{shown} svg")).to_be_visible()
        assert explorer.evaluate(CUT_OFF) == []
    page.set_viewport_size({"width": 1400, "height": 1000})


CUT_OFF = """explorer => [...explorer.querySelectorAll('*')].filter(part =>
    !part.closest('svg, .table, [style*="display: none"]')
    && part.getBoundingClientRect().right > explorer.getBoundingClientRect().right + 1
).map(part => part.outerHTML.slice(0, 100))"""
"""What of the widgets reaches beyond their right edge; a table scrolls in itself."""
