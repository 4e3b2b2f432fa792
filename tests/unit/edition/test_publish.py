"""An edition appears whole or not at all, and what lies there stays as it was whatever fails.

Notebooks are not run here: `execute` and `page_of` are stood in for, so that each test says what they do. The frozen
data are read once for all tests.
"""

import json
import os
import shutil
import signal
import sys
import warnings
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from contents import published
from places import DATA
from statedfolder import series_row, write_stated

from helsetrend.edition import build, notebook, shelf, side_by_side, warm_process
from helsetrend.edition import publish as module
from helsetrend.edition.manifest import verify
from helsetrend.edition.pages import page_files
from helsetrend.edition.parameters import ParameterError
from helsetrend.edition.publish import ChangedError, make_edition
from helsetrend.edition.request import Request
from helsetrend.edition.run import run_reports
from helsetrend.errors import DataError, EditionError, Fault
from helsetrend.published import read_published

NOTEBOOKS = ("3-annual-report.nb.ipynb", "3-annual-report.en.ipynb")
NEWEST = "2025-12-31"  # the last day of 2025, which is all that is known of the date of the newest source
LATEST_IN = ("latest.en", "latest.nb")

# The years with a figure of any kind: the only one of 2014 is of a month, and there is none of 2015.
YEARS = "2014, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024"


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch):
    """A notebook becomes its parameters, a page becomes these and its language."""

    def execute(_, executed, parameters):
        executed.write_text(json.dumps(parameters), "utf-8")

    def page_of(executed, *, language, languages=(), downloads=(), header=None, changes=None):  # noqa: ARG001
        names = " ".join(file.href for one in downloads for file in one.files)
        return f"{language} {executed.read_text('utf-8')} {names}"

    def write_pdf(page, pdf, *, language, day):  # noqa: ARG001
        pdf.parent.mkdir(exist_ok=True)
        pdf.write_text(f"{page} {day}", "utf-8")
        return []

    def read(source):
        return published() if source.folder == DATA else read_published(source)

    monkeypatch.setattr(module, "read_published", read)
    monkeypatch.setattr(notebook, "execute", execute)
    monkeypatch.setattr(warm_process, "is_warm", lambda: False)  # another process would not have these
    monkeypatch.setattr(page_files, "page_of", page_of)
    monkeypatch.setattr(page_files, "write_pdf", write_pdf)
    monkeypatch.setattr(build, "write_open_data", lambda *_, **__: None)
    monkeypatch.setattr(build, "write_workbook", lambda *_, **__: None)
    monkeypatch.setattr(module, "datasets", lambda _: [])
    monkeypatch.setattr(side_by_side, "end_children", lambda: None)  # there are none but those of other tests
    monkeypatch.setattr(module, "inspect", lambda *_: None)


@pytest.fixture
def reports(tmp_path):
    return tmp_path / "reports"


@pytest.fixture
def make(reports):
    """`make(year=..., ...)` makes an edition below `reports`; what is not given is left to the notebook."""

    def made(*, year=None, first_year=None, as_of=None):
        return make_edition(Request(year, first_year, as_of), reports=reports)

    return made


def lying_in(folder):
    """Everything below a folder: the bytes of files, where links lead, and the names of folders."""
    return {
        path.relative_to(folder).as_posix(): path.readlink()
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
        if "failed" not in path.parts
    }


def made_with(edition):
    """The parameters that both notebooks got."""
    (one, other) = (json.loads((edition / "notebooks" / name).read_text("utf-8")) for name in NOTEBOOKS)
    assert one == other
    return one


# --- whole


def test_an_edition_holds_a_page_and_a_notebook_for_each_language(make, reports):
    edition = make(year=2021, as_of="2022-05-31")
    assert edition == reports / "2021" / "2022-05-31"
    files = {name for name, content in lying_in(edition).items() if content is not None}
    pages = {f"{language}/{name}" for language in ("nb", "en") for name in ("index.html", "report.pdf")}
    assert files == {*pages, "manifest.json", *(f"notebooks/{name}" for name in NOTEBOOKS)}
    assert (edition / "nb" / "index.html").read_text("utf-8").startswith("nb ")
    assert (edition / "en" / "index.html").read_text("utf-8").startswith("en ")


def test_an_edition_is_put_where_it_was_asked_for_though_the_working_directory_changes(monkeypatch, tmp_path):
    works = notebook.execute
    monkeypatch.chdir(tmp_path)

    def execute(*arguments):
        os.chdir("/")
        works(*arguments)

    monkeypatch.setattr(notebook, "execute", execute)
    edition = make_edition(Request(2021, None, "2022-05-31"), reports=Path("reports"))
    assert edition == Path("reports/2021/2022-05-31")
    assert verify(tmp_path / edition) == []


def test_each_step_is_logged(make, caplog):
    caplog.set_level("INFO", "helsetrend")
    make()
    steps = caplog.messages
    assert "checked" in steps[0]
    assert sorted(steps[1:4]) == ["en: notebook run", "nb: notebook run", "open data and workbooks written"]
    assert [line.split()[-1] for line in steps[4:]] == ["written", "inspected", "place"]


def test_by_default_nothing_is_shown_of_what_is_logged(make, capfd):
    make()
    assert capfd.readouterr() == ("", "")


def test_nothing_but_editions_their_series_and_latest_is_left(make, reports):
    make(as_of="2022-05-31")
    make()
    make()
    left = ["2022-05-31", NEWEST, "dcat.ttl", "latest", *LATEST_IN]
    assert sorted(path.name for path in (reports / "2021").iterdir()) == left


def test_making_an_edition_again_replaces_it_as_a_whole(make):
    edition = make()
    before = lying_in(edition)
    (edition / "nb" / "index.html").write_text("changed by hand", "utf-8")
    (edition / "added.txt").write_text("by hand", "utf-8")
    assert make() == edition
    assert lying_in(edition) == before


@pytest.mark.parametrize(
    ("now", "named"),
    [("72000000", "none"), ("80000000", "visits 2021"), ("", "visits 2021")],
    ids=["same", "new", "gone"],
)
def test_what_differs_from_an_edition_of_the_same_date_is_logged(now, named, make, monkeypatch, caplog):
    """No page tells it: the list of changes is on what differs from the edition of an earlier date."""
    caplog.set_level("INFO", "helsetrend")
    for value in ("72000000", now):
        rows = [series_row("2021", value)]
        monkeypatch.setattr(
            build, "write_open_data", lambda _, stage, rows=rows, **__: write_stated(stage, series=rows)
        )
        make()
    logged = [line for line in caplog.messages if "same date" in line]
    assert logged == [f"an edition of the same date is replaced; figures that differ: {named}"]


def test_an_edition_of_the_same_date_that_cannot_be_read_is_replaced(make, caplog):
    caplog.set_level("INFO", "helsetrend")
    assert make() == make()
    (logged,) = [line for line in caplog.messages if "same date" in line]
    assert logged.startswith("what the replaced edition of the same date said is not compared: ")


def test_no_edition_is_made_of_data_that_change_meanwhile(make, reports, tmp_path, monkeypatch):
    """One page would be of the figures before, the other of those after."""
    folder = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("events"))
    monkeypatch.setenv("HELSETREND_DATA", str(folder))
    make()
    before = lying_in(reports)
    claims, execute = folder / "published" / "claims.csv", notebook.execute

    def execute_slowly(*arguments):
        execute(*arguments)
        claims.write_bytes(claims.read_bytes() + b"\n")

    monkeypatch.setattr(notebook, "execute", execute_slowly)
    with pytest.raises(ChangedError, match="make the report again"):
        make()
    assert lying_in(reports) == before


# --- latest


@pytest.mark.parametrize(
    "days",
    [["2022-05-31"], ["2022-05-31", "newest"], ["newest", "2022-05-31"], ["newest", "2022-05-31", "newest"]],
    ids=" then ".join,
)
def test_latest_is_a_relative_link_to_the_newest_date_of_knowledge(days, make, reports):
    for day in days:
        make(as_of=day)
    assert (reports / "2021" / "latest").readlink() == Path(NEWEST if "newest" in days else "2022-05-31")


def test_each_year_has_its_own_latest(make, reports):
    make(year=2023)
    make(year=2021, as_of="2022-05-31")
    leads_to = {year: str((reports / year / "latest").readlink()) for year in ("2021", "2023")}
    assert leads_to == {"2021": "2022-05-31", "2023": NEWEST}


def test_latest_leads_past_what_is_no_edition(make, reports):
    make()
    (reports / "2021" / "notes").mkdir()
    (reports / "2021" / "to do.txt").touch()
    make()
    assert (reports / "2021" / "latest").readlink() == Path(NEWEST)


def test_the_reports_can_be_moved(make, reports):
    make()
    moved = reports.rename(reports.with_name("moved"))
    assert (moved / "2021" / "latest" / "nb" / "index.html").is_file()


# --- or not at all


def fail_at(name, monkeypatch, error):
    """Let a step of one language work by half and then fail."""
    step, language = name.split()
    home = notebook if step == "execute" else page_files
    works = getattr(home, step)

    def fails(source, *arguments, **keywords):
        if f".{language}." in getattr(source, "name", "") or keywords.get("language") == language:
            if arguments:
                arguments[0].parent.mkdir(exist_ok=True)
                arguments[0].write_text("half of it", "utf-8")
            raise error
        return works(source, *arguments, **keywords)

    monkeypatch.setattr(home, step, fails)


NOTEBOOK_ERROR, DISK_FULL = notebook.NotebookError("a cell"), OSError("disk full")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("execute nb", NOTEBOOK_ERROR),
        ("execute en", NOTEBOOK_ERROR),
        ("execute en", KeyboardInterrupt()),
        ("page_of nb", DISK_FULL),
        ("write_pdf en", ValueError("no text")),
        ("write_pdf en", KeyboardInterrupt()),
    ],
    ids=repr,
)
@pytest.mark.parametrize("day", ["2022-05-31", "newest"], ids=["the same edition", "another edition"])
def test_what_lies_there_stays_as_it_was_when_a_page_fails(name, error, day, make, monkeypatch, reports):
    make(as_of="2022-05-31")
    before = lying_in(reports)
    fail_at(name, monkeypatch, error)
    with pytest.raises(type(error)) as raised:
        make(as_of=day)
    assert raised.value is error
    assert lying_in(reports) == before


def test_an_edition_that_is_not_fit_for_publication_is_not_put_in_place(make, monkeypatch, reports):
    make()
    before = lying_in(reports)
    fault = Fault("nb/index.html", 0, "headings", "none", "one")
    monkeypatch.setattr(module, "inspect", Mock(side_effect=EditionError([fault])))
    with pytest.raises(EditionError, match="headings"):
        make()
    assert lying_in(reports) == before


def test_a_failed_run_is_kept_with_log_notebook_and_reason(make, monkeypatch, reports, caplog):
    caplog.set_level("INFO", "helsetrend")
    fail_at("execute en", monkeypatch, NOTEBOOK_ERROR)
    with pytest.raises(notebook.NotebookError):
        make()
    (kept,) = (reports / "failed").iterdir()
    reason = json.loads((kept / "reason.json").read_text("utf-8"))
    assert (reason["error"], reason["message"]) == ("NotebookError", "a cell")
    assert reason["asked"] == {"year": None, "first_year": None, "as_of": None}
    assert (kept / "notebooks" / NOTEBOOKS[1]).read_text("utf-8") == "half of it"
    assert (kept / "log.txt").read_text("utf-8").splitlines()[0] == (
        f"data and parameters checked: 2019 to 2021, known on {NEWEST}"
    )


def test_a_sheet_that_is_far_from_full_is_logged_and_no_fault(make, monkeypatch, caplog):
    write = page_files.write_pdf
    monkeypatch.setattr(page_files, "write_pdf", lambda *page, **of: [*write(*page, **of), 0.9, 0.666, 2 / 3])
    make()
    empty = [message for message in caplog.messages if "full" in message]
    assert empty == [f"{language}/report.pdf: page 2 is only 66 percent full" for language in ("nb", "en")]


def test_what_lies_there_stays_as_it_was_when_the_data_are_broken(make, monkeypatch, reports, tmp_path):
    make()
    before = lying_in(reports)
    broken = shutil.copytree(DATA, tmp_path / "data")
    (broken / "published" / "figures.csv").write_bytes(b"")
    monkeypatch.setenv("HELSETREND_DATA", str(broken))
    with pytest.raises(DataError, match=r"figures\.csv"):
        make()
    assert lying_in(reports) == before


def test_what_lies_there_stays_as_it_was_when_it_cannot_be_replaced(make, monkeypatch, reports):
    make(as_of="2022-05-31")
    before = lying_in(reports)
    rename = Path.rename

    def refuse(self, target):
        if self.name.startswith(".making-"):
            raise PermissionError("not there")
        return rename(self, target)

    monkeypatch.setattr(shelf, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        make(as_of="2022-05-31")
    assert lying_in(reports) == before


# Where a run is killed, just before the step: an event that Python tells its audit hooks of, and a part of what it is
# about. For the first five there is no newest edition yet.
STEPS = {
    "the stage is made": "os.mkdir .making-",
    "the edition is signed": "open manifest.json",
    "the edition is put in its place": "os.rename .making-",
    "the link to the newest edition is made": "os.symlink .latest-",
    "the link takes its name": "os.rename .latest-",
    "the new edition changes places with the old one": "ctypes.dlsym renameat2",
    "the old edition is removed": "shutil.rmtree .making-",
    "the overview is written": "open /.index.html",
}


def kill_before(step, make):
    """Call a function in a fork of this process that ends itself by SIGKILL just before the step."""
    kind, _, part = step.partition(" ")

    def kill(event, arguments):
        paths = [os.fsdecode(path) for path in arguments if isinstance(path, str | bytes | os.PathLike)]
        if event == kind and any(part in path for path in paths):
            os.kill(os.getpid(), signal.SIGKILL)

    with warnings.catch_warnings(action="ignore"):  # of threads, which a fork has not
        process = os.fork()
    if process == 0:
        try:
            sys.addaudithook(kill)
            make()
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(process, 0)[1]) == signal.SIGKILL, step


def test_a_run_that_is_killed_before_a_step_shows_nothing_half_made_and_the_next_one_heals(make, monkeypatch, reports):
    """Each run finds what the one before it has left."""
    monkeypatch.setattr(warm_process, "warm_up", lambda: None)
    last_good = make(as_of="2022-05-31").name
    for step in STEPS.values():
        kill_before(step, make)
        editions = {path.name for path in (reports / "2021").iterdir() if path.name[0] != "."} - {"dcat.ttl"}
        assert {last_good, "latest", *LATEST_IN} <= editions <= {last_good, NEWEST, "latest", *LATEST_IN}
        assert [fault for name in editions for fault in verify(reports / "2021" / name)] == []
        healed = Path(shutil.copytree(reports, reports.with_name("healed"), symlinks=True))
        assert [outcome.code for outcome in run_reports([Request()], reports=healed)] == [0]
        assert [path.name for path in healed.rglob(".*")] == []
        assert f"<{NEWEST}/data/dcat.ttl#dataset>" in (healed / "2021" / "dcat.ttl").read_text("utf-8")
        left = [last_good, NEWEST, "dcat.ttl", "latest", *LATEST_IN]
        assert sorted(path.name for path in (healed / "2021").iterdir()) == left
        for name in ("latest", *LATEST_IN):
            assert (healed / "2021" / name).readlink() == Path(NEWEST)
        assert NEWEST in (healed / "index.html").read_text("utf-8")
        shutil.rmtree(healed)


def test_no_half_edition_is_left_when_the_first_one_fails(make, monkeypatch, reports):
    fail_at("page_of en", monkeypatch, notebook.NotebookError("a cell"))
    with pytest.raises(notebook.NotebookError):
        make()
    assert set(lying_in(reports)) == {"2021"}


# --- parameters


def test_the_defaults_are_those_of_the_notebook(make, reports):
    edition = make()
    assert edition == reports / "2021" / NEWEST
    assert made_with(edition) == {"year": 2021, "first_year": 2019, "as_of": NEWEST}


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"year": 2023}, (2023, 2021, NEWEST)),  # two years back, as from 2021 to 2019
        ({"year": 2016}, (2016, 2014, NEWEST)),
        ({"year": 2014}, (2014, 2014, NEWEST)),  # there is nothing to look back to
        ({"first_year": 2016}, (2021, 2016, NEWEST)),
        ({"first_year": 2021}, (2021, 2021, NEWEST)),
        ({"first_year": 2015}, (2021, 2015, NEWEST)),  # a hole, which the report names
        ({"year": 2018, "first_year": 2014}, (2018, 2014, NEWEST)),
        ({"as_of": "2022-05-31"}, (2021, 2019, "2022-05-31")),
        ({"as_of": "newest"}, (2021, 2019, NEWEST)),
        ({"year": 2019, "as_of": "2020-06-30"}, (2019, 2017, "2020-06-30")),
    ],
    ids=str,
)
def test_what_is_not_given_follows_from_what_is(given, used, make):
    edition = make(**given)
    assert tuple(made_with(edition).values()) == used
    assert edition.name == used[-1] == str(date.fromisoformat(used[-1]))


# What is given, what the message names, and what it says is allowed.
WRONG = [
    ({"year": 2099}, "year 2099", YEARS),
    ({"year": 2015}, "year 2015", YEARS),
    ({"year": 2013}, "year 2013", YEARS),
    ({"year": 2022, "as_of": "2022-05-31"}, "year 2022", YEARS.removesuffix(", 2022, 2023, 2024")),
    ({"year": 2021, "as_of": "2020-06-30"}, "year 2021", "2014, 2016, 2017, 2018, 2019"),
    ({"first_year": 2022}, "first_year 2022", "2014 to 2021"),
    ({"first_year": 2013}, "first_year 2013", "2014 to 2021"),
    ({"year": 2018, "first_year": 2019}, "first_year 2019", "2014 to 2018"),
    ({"as_of": "tomorrow"}, "as_of 'tomorrow'", "a date such as 2022-05-31, or newest"),
    ({"as_of": ""}, "as_of ''", "a date such as 2022-05-31, or newest"),
    ({"as_of": "2022-02-30"}, "as_of '2022-02-30'", "a date such as 2022-05-31, or newest"),
    ({"as_of": "31.05.2022"}, "as_of '31.05.2022'", "a date such as 2022-05-31, or newest"),
    ({"as_of": "2014-12-30"}, "as_of '2014-12-30'", "2014-12-31"),  # the last day of the first source's year
]


@pytest.mark.parametrize(("given", "named", "allowed"), WRONG, ids=[str(given) for given, _, _ in WRONG])
def test_a_wrong_parameter_is_named_with_what_is_allowed(given, named, allowed, make, reports):
    with pytest.raises(ParameterError) as raised:
        make(**given)
    message = str(raised.value)
    assert named in message
    assert "allowed" in message
    assert message.endswith(allowed) or allowed in message.split(named)[1]
    assert not reports.exists()


def test_a_report_on_a_metric_that_the_data_lack_is_a_fault_of_the_data(tmp_path, monkeypatch):
    folder = shutil.copytree(DATA, tmp_path / "data")
    path = folder / "metrics.toml"
    path.write_text(path.read_text("utf-8").replace('metrics = ["visits", ', 'metrics = ["views", "visits", '), "utf-8")
    monkeypatch.setenv("HELSETREND_DATA", str(folder))
    with pytest.raises(DataError, match=r"metrics\.toml: .*report: metrics names 'views', which is no metric"):
        make_edition(Request(2021, 2019), reports=tmp_path / "reports")
    assert lying_in(tmp_path / "reports") == {}
