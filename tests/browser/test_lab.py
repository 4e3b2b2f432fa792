"""JupyterLab as `make lab` starts it, in a real browser: each notebook runs from top to bottom, the widgets move.

What is acted on is waited for: the kernel says that it is idle before anything is run, and a result is read when it
stands on the page. The notebooks are copies without outputs, so that all that is seen was made here.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from places import DATA, TOP
from playwright.sync_api import Browser, Page, expect

from helsetrend.languages import declared_languages

# Those of the report in the languages of the data.
NOTEBOOKS = sorted(
    path.name
    for path in (TOP / "notebooks").glob("*.ipynb")
    if path.name.split(".")[1] in ("ipynb", *declared_languages(DATA))
)
EXPLORE = "2-explore.ipynb"
IDLE = "Python 3 (ipykernel) | Idle"
SECONDS = 1000
PATIENCE = 60 * SECONDS

# Any port, no browser of the server's own; all cells on the page at once, also those out of sight; no news.
SETTINGS = {
    "config/jupyter_server_config.json": {"ServerApp": {"port": 0}, "ExtensionApp": {"open_browser": False}},
    "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
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
    log = (folder / "log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        yield _address(folder, server)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)
        log.close()


def _address(folder: Path, server: subprocess.Popen) -> str:
    """What the server writes down of itself when it has started: where it is, and its token."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        found = re.findall(
            r"http://(?:127\.0\.0\.1|localhost):(\d+)/lab\?token=(\w+)", (folder / "log").read_text("utf-8")
        )
        if found:
            port, token = found[-1]
            return f"http://127.0.0.1:{port}/lab/tree/{{name}}?token={token}&reset"
        time.sleep(0.1)  # there is nothing to wait on but the log
    pytest.fail((folder / "log").read_text("utf-8"))


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
    said = page.locator(".jupyter-widgets .view .said")
    chart = page.locator(".jupyter-widgets .view figure.chart")
    expect(said).to_contain_text("about 77.5 million in 2021")
    slider = page.locator(".widget-hslider", has_text="Known on").locator(".noUi-handle")
    slider.focus()
    slider.press("End")
    expect(said).to_contain_text("about 90.9 million in 2021")
    expect(chart.locator("[role=img]")).to_have_attribute("aria-label", re.compile("90.9 million"))
    expect(chart.locator("tbody tr").last).to_contain_text("90.9")

    page.get_by_role("button", name="Change", exact=True).click()
    expect(chart.locator("figcaption")).to_contain_text("change from the year before")
    page.get_by_role("button", name="Index", exact=True).click()
    expect(page.locator(".jupyter-widgets .view .refused")).to_contain_text("There is no index")
    expect(chart).to_have_count(0)

    page.get_by_role("button", name="nb", exact=True).click()
    expect(said).to_contain_text("90,9 millioner")
    page.get_by_role("button", name="Nivå", exact=True).click()
    page.locator(".widget-dropdown", has_text="Måltall").locator("select").select_option(index=0)
    expect(said).to_contain_text("Antall besøk")
    page.get_by_role("button", name="Kode for denne visningen").click()
    expect(page.locator(".jupyter-widgets pre.code")).to_contain_text('ht.view("visits", years=range(2016, 2022)')
