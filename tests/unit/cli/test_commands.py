"""The command as others see it: arguments, an exit code, and lines of text.

What surrounds a process (its streams, its working directory, its locale) is in tests/editions/test_same_bytes.py.
"""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import run
from places import DATA, TOP
from shared import once

from helsetrend.values.written_period import PERIOD_FORMS


def table_of(text):
    """The cells of each line, which stand two or more spaces apart."""
    return [re.split(r"\s{2,}", line.strip()) for line in text.splitlines()]


def python(*arguments, folder=TOP):
    """Run Python in a process of its own."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def lying_in(folder):
    """The bytes of every file below a folder, and where its links lead; runs that failed are kept apart."""
    files = {path for path in folder.rglob("*") if path.is_symlink() or path.is_file()}
    return {
        path.relative_to(folder).as_posix(): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in files
        if "failed" not in path.parts
    }


@pytest.fixture
def with_edition(tmp_path):
    """A folder in which an edition lies already."""
    edition = tmp_path / "reports" / "2021" / "2025-12-31"
    for language in ("nb", "en"):
        (edition / language).mkdir(parents=True)
        (edition / language / "index.html").write_text("the last good one", "utf-8")
    (edition.parent / "latest").symlink_to(edition.name)
    return tmp_path


@pytest.fixture
def data(tmp_path):
    """A copy of the data, in a folder with a letter that is not ASCII."""
    return Path(shutil.copytree(DATA, tmp_path / "tall på papir"))


# --- what is around it


@pytest.mark.parametrize(
    ("name", "result"),
    [
        (b"\xe5r", r"--out \udce5r is not valid text; allowed: a name in UTF-8"),
        (b"nowhere", "--out nowhere is not a folder"),
    ],
)
def test_an_out_that_cannot_hold_reports_is_an_error_before_anything_is_made(name, result, tmp_path):
    """A name in a file system is bytes, here those of Latin-1; and a link may lead to nothing."""
    (tmp_path / "nowhere").symlink_to("no such folder")
    done = run("report", "--out", os.fsdecode(name), folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"helsetrend: {result}")
    assert [path.name for path in tmp_path.iterdir()] == ["nowhere"]


INTERRUPTED = """
import sys

class Interrupt:
    def find_spec(self, name, *rest):
        if name == "helsetrend.cli.commands":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
from helsetrend.__main__ import main
main()
"""


def test_ctrl_c_ends_the_program_without_a_traceback_even_during_imports():
    done = python("-c", INTERRUPTED)
    assert (done.returncode, done.stderr) == (130, "helsetrend: interrupted\n")


# --- help

HELP = """
import sys
from helsetrend.cli import main
sys.argv = ["helsetrend", "--help"]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def help_():
    return python("-c", HELP)


def test_help_is_there_at_once_without_what_takes_long_to_import(help_):
    slow = {
        "pandas",
        "numpy",
        "matplotlib",
        "seaborn",
        "papermill",
        "nbconvert",
        "pandera",
        "pydantic",
        "babel",
        "IPython",
    }
    imported = set(help_.stderr.split())
    assert "helsetrend.cli.commands" in imported
    assert imported & slow == set()


def test_help_lists_the_commands(help_):
    assert help_.returncode == 0
    commands = help_.stdout[help_.stdout.index("Commands") :]
    assert re.findall(r"^\W*([a-z]+)  +[A-Z]", commands, re.MULTILINE) == [
        *("report", "verify", "check", "revisions", "diff", "count", "new", "add", "proofread", "list")
    ]


# --- report

FIRST_TITLE, OWN_TITLE = "Nasjonal e-helsemonitor", "En tittel av vårt eget"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A folder with data of one's own in which a title is another, and what a run with every option did in it."""

    def make(folder):
        shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("events"))
        put(folder / "data", "sources.csv", FIRST_TITLE, OWN_TITLE)
        span = ["--year", "2020", "--first-year", "2018", "--as-of", "2022-05-31"]
        done = python("-m", "helsetrend", "report", *span, "--data", "data", "--out", "ut/her", folder=folder)
        assert done.returncode == 0, done.stderr
        (folder / "printed").write_text(done.stdout, "utf-8")

    return once(tmp_path_factory, "own data and every option", make)


def test_report_prints_the_paths_of_the_pages_it_made_and_nothing_else(own, reports):
    for folder, edition in ((reports.parent, "reports/2021/2025-12-31"), (own, "ut/her/2020/2022-05-31")):
        pages = [f"{edition}/{language}/index.html" for language in ("nb", "en")]
        assert (folder / "printed").read_text("utf-8").splitlines() == pages
        assert all((folder / page).is_file() for page in pages)


def test_report_puts_nothing_elsewhere(own, reports):
    assert sorted(path.name for path in own.iterdir()) == ["data", "printed", "ut"]
    assert sorted(path.name for path in reports.parent.iterdir()) == ["data", "log", "printed", "reports"]


def test_the_steps_are_plain_lines_without_messages_of_libraries(reports):
    lines = (reports.parent / "log").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r" *\d+\.\d s  [\w ,:./-]+", line)] == []
    assert len(lines) == 7


def test_the_options_reach_the_notebooks(own):
    page = (own / "ut/her/2020/2022-05-31/nb/index.html").read_text("utf-8")
    assert "<h1>Helsenorge i 2020</h1>" in page
    assert '<dd><span class="unbroken">2018–2020</span></dd>' in page
    assert "<dd>31. mai 2022</dd>" in page
    assert OWN_TITLE in page


# --- data at fault


def put(folder, name, old, new):
    path = folder / "published" / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def wrong_hedge(folder):
    put(folder, "figures.csv", "over 140 millioner,140000000,visits,over", "over 140 millioner,140000000,visits,none")
    return ["figures.csv, row 2, hedge: 'none'; expected over"]


def wrong_value(folder):
    put(folder, "figures.csv", ",15900000,", ",15900001,")
    return ["figures.csv, row 9, value: '15900001'; expected 15900000"]


def unknown_source(folder):
    put(folder, "figures.csv", "56,percent,none,key-figures-2016", "56,percent,none,key-figures-2061")
    return ["figures.csv, row 52, source: 'key-figures-2061'; expected one of monitor-2022, monitor-2020, "]


def month_thirteen(folder):
    put(folder, "figures.csv", ",2020-03,", ",2020-13,")
    return ["figures.csv, row 55, period: '2020-13'; expected " + PERIOD_FORMS]


def twice(folder):
    path = folder / "published" / "figures.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[6]]), "utf-8")
    found = "logins  2020 nærmere 43 millioner 43000000 logins nearly monitor-2022"
    return [f"figures.csv, row 57: '{found}'; expected no repetition of row 7"]


def empty(folder):
    (folder / "published" / "figures.csv").write_bytes(b"")
    return ["figures.csv: an empty file; expected the columns metric, service, period, as_printed, value, "]


def three_at_once(folder):
    put(folder, "claims.csv", "85 prosent,85,", "85 prosent,58,")
    put(folder, "sources.csv", "2024-02-09,stated", "2024-02-09,known")
    return [
        "claims.csv, row 2, value: '58'; expected 85",
        *wrong_hedge(folder),
        "sources.csv, row 9, published_basis: 'known'; expected one of stated, inferred",
    ]


BREAKS = [wrong_hedge, wrong_value, unknown_source, month_thirteen, twice, empty, three_at_once]


def assert_told(result, expected):
    """One message with a line for each fault, in the order of the files, and nothing else."""
    first, *faults = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (3, "")
    assert first == f"helsetrend: the data have {len(expected)} fault{'s' * (len(expected) > 1)}:"
    assert len(faults) == len(expected)
    assert [line for line, begin in zip(faults, expected, strict=True) if not line.startswith(f"  {begin}")] == []


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__.replace("_", " "))
def test_faults_of_the_data_are_shown_with_file_row_column_found_and_allowed(broken, data):
    expected = broken(data)
    assert_told(run("check", "--data", data, folder=data.parent), expected)


@pytest.mark.parametrize("broken", [month_thirteen, three_at_once], ids=["one fault", "three faults"])
def test_no_report_is_made_of_broken_data_and_what_is_there_stays(broken, data, with_edition):
    expected = broken(data)
    before = lying_in(with_edition)
    assert_told(run("report", "--data", data, folder=with_edition), expected)
    assert lying_in(with_edition) == before


@pytest.mark.parametrize("command", ["revisions", "list"])
def test_every_command_that_reads_data_shows_their_faults(command, data):
    (expected,) = wrong_hedge(data)
    assert_told(run(command, "--data", data.name, folder=data.parent), [expected])


def test_a_folder_without_data_is_told(tmp_path):
    told = run("check", "--data", "nowhere", folder=tmp_path)
    assert told.returncode == 3
    assert "the data have 1 fault:" in told.stderr
    assert "nowhere: there is no such folder; expected a folder with metrics.toml and published/" in told.stderr


# --- wrong parameters

WRONG = {
    "report --year 2099": "allowed: 2014, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024",
    "report --year last": "--year",
    "report --yeer 2021": "--yeer",
    "raport": "raport",
    "revisions lgins": "allowed: visits, visits_monthly_mean, mobile_share_of_visits, logins",
    "revisions --as-of tomorrow": "tomorrow",
    "revisions --from tomorrow": "'tomorrow' is not a day; allowed: a date such as 2022-05-31",
    "revisions --triangle": "--triangle is of one metric; expected one of visits, visits_monthly_mean",
    "revisions --summary --to 2022-05-31": "--summary and --triangle are of all publications; expected --as-of",
    "revisions --to 2022-05": "'2022-05' is not a day; allowed: a date such as 2022-05-31",
    "diff 2024-02-29 2022-05-31": "2024-02-29 is after 2022-05-31; allowed: the earlier date first",
    "diff 2022-05-31": "later",
    "check --decimal dot": "'dot' is not a decimal mark; expected comma or point",
}


@pytest.mark.parametrize(("arguments", "allowed"), WRONG.items(), ids=WRONG.keys())
def test_wrong_parameters_end_with_two_and_say_what_is_allowed(arguments, allowed, with_edition):
    before = lying_in(with_edition)
    result = run(*arguments.split(), folder=with_edition)
    assert result.returncode == 2
    assert result.stdout == ""
    assert allowed in result.stderr
    assert "Traceback" not in result.stderr
    assert lying_in(with_edition) == before


# --- what else can go wrong


def test_an_out_that_is_not_a_folder_is_a_wrong_parameter(tmp_path):
    (tmp_path / "file").touch()
    result = run("report", "--out", "file", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--out file is not a folder" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_made_ends_with_code_one(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "2021").touch()  # a file where the folder of the year would be
    result = run("report", folder=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "2021" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_a_run_that_is_interrupted_while_its_threads_start_ends_in_time_and_leaves_nothing(with_edition):
    """As Ctrl+C does it: to all processes of the group. That the pipes are closed shows that none runs on."""
    before = lying_in(with_edition)
    process = subprocess.Popen(
        [sys.executable, "-m", "helsetrend", "report"],
        cwd=with_edition,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # CI and nohup start programs with this signal ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert "checked" in process.stderr.readline()
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=120)
    assert time.monotonic() - start < 20  # twice what it may take, as the machine is busy
    assert (process.returncode, output) == (130, "")
    assert "Traceback" not in errors
    assert lying_in(with_edition) == before


# --- check, revisions, list


@pytest.fixture(scope="module")
def check():
    return run("check", folder=TOP)


@pytest.fixture(scope="module")
def revisions():
    return run("revisions", folder=TOP)


@pytest.fixture(scope="module")
def list_():
    return run("list", folder=TOP)


# What the figures in force give, worked out from the bounds of the prints: for the first 140.85/72.95 to 140.95/72.85.
VERDICTS = """
visits-2021-growth              85 prosent      contradicts        contradicts (acknowledged)  +93.0 to +93.5
messages-2021-growth            153 prosent     agrees             agrees                      +147.6 to +155.6
messages-2021-rank              mest besøkt     cannot be checked  cannot be checked           1 or lower
covid-certificate-2021-rank     tredjeplassen   cannot be checked  cannot be checked           not_published
visits-2021-doubling            en dobling      agrees             agrees                      +93.0 to +93.5
logins-2021-doubling            en dobling      contradicts        contradicts (acknowledged)  +111.1 to +116.7
visits-2018-growth              37 prosent      agrees             agrees                      +36.2 to +37.6
logins-2018-growth              70 prosent      agrees             agrees                      +58.0 to +83.9
visits-2018-growth-isb          37 percent      agrees             agrees                      +36.2 to +37.6
visits-2016-growth              51 prosent      cannot be checked  cannot be checked           not_published
visits-2017-02-growth           82 prosent      cannot be checked  cannot be checked           not_published
visits-2023-same-months-growth  11 prosent      cannot be checked  cannot be checked           not_published
"""


BOTH = ["when made", "today"]
SET_APART = {
    "figures that do not agree with those that they follow from: 0 of 3": [],
    "conflicts between sources of one time: 3": [
        ["logins", "2021", "rundt 77,5 millioner", "monitor-2022", "79 millioner", "trends-2022-caption"],
        ["visits", "2018", "25,6 millioner", "trends-2019-digi", "25,5 million", "trends-2019-isb"],
        ["visits", "2023", "i overkant av 110 millioner", "monitor-2024", "109,5 millioner", "survey-2023"],
    ],
    "figures of other publishers that do not agree with those in force: 0": [],
    "figures that jump, which can be right and should be looked at: 0": [],
    "checks made: 7 of 12 claims and 3 of 3 comparisons of figures": [],
}


def test_check_counts_the_data_and_shows_the_verdict_on_every_claim(check):
    first, unfilled, title, header, *rows = check.stdout.splitlines()
    assert first == "55 figures from 19 sources: no fault"
    assert unfilled.startswith("not filled in in metrics.toml, and left out of the report: portal.publisher, ")
    assert title.strip() == "claims: 12"
    assert table_of(header)[0] == ["claim", "metric", "from", "to", "as printed", *BOTH, "figures give"]
    result = [[cells[0], *cells[-4:]] for cells in table_of("\n".join(rows[:12]))]
    assert result == table_of(VERDICTS.strip())


def test_check_shows_for_each_contradiction_what_it_would_need_and_what_is_acknowledged(check):
    """140.85/1.855 = 75.930 to 140.95/1.845 = 76.396 million, and 140.9/1.85 = 76.162."""
    result = [line for line in check.stdout.splitlines() if line.startswith("  ") and ": " in line]
    assert [line.split(":")[0].strip() for line in result] == ["visits-2021-growth", "logins-2021-doubling"]
    assert "the figure for 2020 would have had to be about 76.2 million" in result[0]
    assert "The page gives no figure for 2020 that makes it 85 percent" in result[0]


def test_check_sets_figures_against_those_that_they_follow_from_and_sources_against_one_another(check):
    """Three monthly means, each of a year: 3 for 2019, 9.2 for 2023 and 10.9 for 2024."""
    lines = [line.strip() for line in check.stdout.splitlines()]
    mismatches, conflicts, others, jumps, checks = (lines.index(title) for title in SET_APART)
    assert (conflicts, jumps, checks) == (mismatches + 1, others + 1, others + 2)
    header, *rows = table_of("\n".join(lines[conflicts + 1 : others]))
    assert header == ["metric", "period", "one", "source", "other", "source"]
    assert rows == SET_APART["conflicts between sources of one time: 3"]


@pytest.fixture(scope="module")
def as_json():
    return run("check", "--json", folder=TOP)


def test_check_prints_the_same_as_json(as_json):
    result = json.loads(as_json.stdout)
    assert (as_json.returncode, as_json.stderr) == (0, "")
    assert (result["as_of"], result["figures"], result["sources"]) == ("2025-12-31", 55, 19)
    verdicts = {row[0]: row[3].split(" (")[0].replace(" ", "_") for row in table_of(VERDICTS.strip())}
    assert {claim["claim"]: claim["verdict"] for claim in result["claims"]} == verdicts
    assert (result["reconciled"], result["mismatches"]) == (3, [])
    assert result["checks"]["claims"] == {"made": 7, "not_made": len(result["not_made"])}
    prints = [[one["one"]["as_printed"], one["other"]["as_printed"]] for one in result["conflicts"]]
    assert prints == [[row[2], row[4]] for row in SET_APART["conflicts between sources of one time: 3"]]


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["as a table", "as JSON"])
def test_a_contradiction_that_is_not_acknowledged_ends_with_four(options, data):
    """The table or the JSON is printed all the same."""
    path = data / "published" / "claims.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    without = [row[:-2] for row in rows]  # these two columns may be left out
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(without)
    path.write_text(text.getvalue(), "utf-8")
    result = run("check", "--data", data, *options, folder=data.parent)
    assert result.returncode == 4
    names = "visits-2021-growth, logins-2021-doubling"
    expected = f"helsetrend: contradicted by the figures and not acknowledged in claims.csv: {names}"
    assert result.stderr.splitlines() == [expected]
    if options:
        assert len(json.loads(result.stdout)["claims"]) == 12
    else:
        assert "claims: 12" in result.stdout
        assert "(acknowledged)" not in result.stdout


def test_a_period_compared_with_itself_ends_with_four(data):
    path = data / "published" / "claims.csv"
    claim = "own,growth,visits,,,,2021,2021,4 prosent,4,percent,,none,monitor-2022,,"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{claim}\n", "utf-8")
    result = run("check", "--data", data, folder=data.parent)
    assert (result.returncode, result.stderr.rstrip().endswith("claims.csv: own")) == (4, True)
    assert "own: A period cannot be compared with itself (2021)." in result.stdout


def test_what_is_acknowledged_is_one_claim_and_no_other(data):
    put(data, "claims.csv", "Siden oppgir ikke noe tall for 2020 som gir 85 prosent, og det gjør heller ingen av", "")
    put(data, "claims.csv", '" de andre kildene."', "")
    put(data, "claims.csv", "The page gives no figure for 2020 that makes it 85 percent, and neither does any of", "")
    put(data, "claims.csv", '" the other sources."', "")
    result = run("check", "--data", data, folder=data.parent)
    assert result.returncode == 4
    assert result.stderr.endswith("claims.csv: visits-2021-growth\n")


def test_check_reads_tables_as_a_norwegian_spreadsheet_saves_them(check, data):
    """With semicolons between the columns and a decimal comma, in Windows-1252: the same is found."""
    for name in ("figures", "sources", "claims"):
        path = data / "published" / f"{name}.csv"
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(csv.reader(io.StringIO(path.read_text("utf-8"))))
        path.write_bytes(text.getvalue().encode("cp1252"))
    result = run("check", "--data", data, folder=data.parent)
    assert (result.returncode, result.stdout) == (0, check.stdout)


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        (["--decimal", "comma"], ""),  # 1.234 is a thousand and more
        (["--decimal", "point"], "figures.csv, row 57, value: '1.234'"),  # one and a bit, of what is counted
    ],
)
def test_the_mark_before_decimals_can_be_given(mark, fault, data):
    path = data / "published" / "figures.csv"
    path.write_text(
        path.read_text("utf-8").rstrip("\n") + "\nvisits,,2015-01,1.234,1.234,visits,none,speech-2014\n", "utf-8"
    )
    result = run("check", "--data", data, *mark, folder=data.parent)
    assert result.returncode == (3 if fault else 0)
    assert fault in result.stderr
    assert ("56 figures" in result.stdout) == (not fault)


# What February 2024 gives for visits in 2023 stands beside the figure of 9 February: which came first is not known.
REVISIONS = """
metric  period  was                   is                     difference  percent  published   sources                     reason
logins  2021    rundt 77,5 millioner  om lag 90,9 millioner  13,400,000  +17.3    2023-01-31  monitor-2022, monitor-2023  none published
visits  2020    72 millioner          72,9 millioner         900,000     +1.3     2024-02-09  monitor-2022, survey-2023   none published
"""  # noqa: E501

# What each revision does to the changes over a year, rounded outwards.
CHANGED = """
revision     statement            before            after
logins 2021  logins 2020 to 2021  +80.0 to +89.3 %  +111.1 to +116.7 %
visits 2020  visits 2019 to 2020  +91.9 to +95.2 %  +95.5 to +96.4 %
visits 2020  visits 2020 to 2021  +93.1 to +97.3 %  +93.0 to +93.5 %
"""
# A source of the same day has 79 million logins: 77.4/43 = 1.8, 79.5/42 = 1.8929; 90.8/43 = 2.1116, 91/42 = 2.1667.
# 71.5/37.25 = 1.9195, 72.5/37.15 = 1.9516; 72.85/37.25 = 1.9557, 72.95/37.15 = 1.9637.
# 140/72.5 = 1.9310, 141/71.5 = 1.9721; 140.85/72.95 = 1.9308, 140.95/72.85 = 1.9348.


def test_revisions_shows_each_with_its_size_and_who_published_it_and_what_changes_with_it(revisions):
    """72 to 72.9 is 1.25 percent: half a unit is rounded up, as in the report."""
    assert table_of(revisions.stdout) == [*table_of(REVISIONS.strip()), *table_of(CHANGED.strip())]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["logins"], ["logins 2021"]),
        (["visits"], ["visits 2020"]),
        (["--as-of", "2023-12-31"], ["logins 2021"]),
        (["--from", "2023-02-01"], ["visits 2020"]),
        (["--from", "2023-01-31", "--to", "2023-01-31"], ["logins 2021"]),  # both days included
        (["--to", "2024-02-28"], ["logins 2021", "visits 2020"]),
        (["--from", "2024-02-10", "--to", "2024-02-28"], []),
        (["visits", "--to", "2024-02-09"], ["visits 2020"]),
    ],
    ids=" ".join,
)
def test_revisions_can_be_of_one_metric_between_two_days_and_as_known_on_a_day(options, expected):
    first, *rows = table_of(run("revisions", *options, folder=TOP).stdout)
    assert first[:2] == ["metric", "period"]
    second = rows.index(["revision", "statement", "before", "after"]) if expected else len(rows)
    assert [" ".join(row[:2]) for row in rows[:second]] == expected
    assert list(dict.fromkeys(row[0] for row in rows[second + 1 :])) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--summary", "logins"], "+13,400,000 (2021)"),
        (["--triangle", "logins"], "om lag 90,9 millioner"),
        (["visits", "--triangle", "--as-of", "2022-05-31"], "i overkant av 37,2"),
    ],
    ids=" ".join,
)
def test_revisions_can_be_shown_as_a_summary_and_as_a_triangle(options, expected):
    result = run("revisions", *options, folder=TOP)
    assert (result.returncode, result.stderr) == (0, "")
    assert expected in result.stdout


# What a reader of the page of spring 2022 would have to unlearn, and what is known since.
DIFFERENCES = """
no longer so         was                   is                     how
visits 2020          72 millioner          72,9 millioner         revised
visits 2021          over 140 millioner    140,9 millioner        more precise
logins 2021          rundt 77,5 millioner  om lag 90,9 millioner  revised
visits 2019 to 2020  +91.9 to +95.2 %      +95.5 to +96.4 %       overturned
visits 2020 to 2021  +93.1 to +97.3 %      +93.0 to +93.5 %       bounds moved
logins 2020 to 2021  +80.0 to +89.3 %      +111.1 to +116.7 %     overturned
known since                figure
visits 2022                115,9 millioner
visits 2023                i overkant av 110 millioner
visits 2024                131 millioner
visits_monthly_mean 2019   3 millioner
visits_monthly_mean 2023   9,2 millioner
visits_monthly_mean 2024   10,9 millioner
awareness_share 2024       99 %
ever_logged_in_share 2024  80 %
"""


def test_diff_shows_what_is_no_longer_true_and_what_was_published_since():
    result = run("diff", "2022-05-31", "newest", folder=TOP)
    assert (result.returncode, result.stderr) == (0, "")
    assert table_of(result.stdout) == table_of(DIFFERENCES.strip())


def test_diff_says_that_nothing_is_different():
    result = run("diff", "2022-05-31", "2022-12-31", folder=TOP)
    assert (result.returncode, result.stdout) == (0, "nothing is different between 2022-05-31 and 2022-12-31\n")


def test_new_makes_a_folder_that_passes_check_and_is_never_written_over(tmp_path):
    made = run("new", "mine", folder=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    files = ["README.md", "metrics.toml", *(f"published/{name}.csv" for name in ("claims", "figures", "sources"))]
    assert made.stdout.splitlines() == [f"mine/{name}" for name in files]
    result = run("check", "--data", "mine", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    (tmp_path / "mine" / "metrics.toml").write_text("my own", "utf-8")
    again = run("new", "mine", folder=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "mine is not empty; allowed: an empty folder, or a name for a new one" in again.stderr
    assert (tmp_path / "mine" / "metrics.toml").read_text("utf-8") == "my own"


PARAMETERS = """
parameter   type  default   what it is
year        int   0         the year that the report is about; 0: the one that metrics.toml names, or the newest
first_year  int   0         the first year that it looks back to; 0: as far as metrics.toml says
as_of       str   'newest'  the date of knowledge, such as 2022-05-31, or newest
"""
METRICS = """
metric                                       service            kind   years published
visits                                                          count  2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024
visits_monthly_mean                                             mean   2019, 2023, 2024
mobile_share_of_visits                                          share  2016
logins                                                          count  2017, 2018, 2020, 2021
service_visits                               messages           count  2020, 2021
service_visits                               covid_certificate  count  none
patient_travel_electronic_share                                 share  2020, 2021
patient_travel_electronic_share_of_eligible                     share  none
patient_travel_self_service_visits                              count  2021
awareness_share                                                 share  2021, 2024
ever_logged_in_share                                            share  2024
"""  # noqa: E501


def test_list_shows_the_parameters_of_the_reports_and_the_years_of_the_metrics(list_):
    result = {
        "3-annual-report.nb.ipynb": PARAMETERS,
        "3-annual-report.en.ipynb": PARAMETERS,
        "metrics": METRICS,
    }
    assert table_of(list_.stdout) == [
        row for title, table in result.items() for row in [[title], *table_of(table.strip())]
    ]


@pytest.mark.parametrize("command", ["help_", "check", "revisions", "list_"])
def test_in_a_pipe_there_are_only_plain_lines(command, request):
    result = request.getfixturevalue(command)
    assert result.returncode == 0
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f]", result.stdout) == []
    if command != "help_":
        assert result.stderr == ""
        assert re.findall("[─━│┃┏╭…]", result.stdout) == []
