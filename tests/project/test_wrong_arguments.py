"""A wrong argument of a public word is answered with what is allowed, and not by what Python says of the inside."""

import re
from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import helsetrend as ht
from helsetrend.analysis import tidy

NO_TABLE = pd.DataFrame({"x": [1]})


def known():
    return ht.known(as_of="2022-05-31")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ht.read_published(3), TypeError, "3 is not a folder of data; allowed: its path, such as"),
        (lambda: ht.known(5), TypeError, "5 is not a folder of data"),
        (lambda: ht.metrics("visits", data=[]), TypeError, "[] is not a folder of data"),
        (lambda: ht.view("visits", data=5), TypeError, "5 is not a folder of data"),
        (lambda: ht.read_counted(5), TypeError, "5 is not a folder of data"),
        (
            lambda: ht.view("visits", marks=["2020"]),
            TypeError,
            "marks: ['2020'] is not a table of names; allowed: such",
        ),
        (lambda: ht.view("visits", show=None), ht.UnknownNameError, "there is no view None; there are: "),
        (lambda: ht.revisions(known()), TypeError, "allowed: revisions(known().history)"),
        (lambda: ht.conflicts(ht.read_published()), TypeError, "allowed: conflicts(known().history)"),
        (lambda: ht.in_force(NO_TABLE), TypeError, "the table is not a table with metric, service, period, role"),
        (lambda: ht.history(ht.read_published()), TypeError, "allowed: history(read_published().figures)"),
        (lambda: ht.verdicts(ht.read_published()), TypeError, "allowed: verdicts(known())"),
        (lambda: ht.mismatches(ht.read_published()), TypeError, "allowed: mismatches(known())"),
        (lambda: ht.check_claims("data"), TypeError, "'data' is not what was known on a date"),
        (lambda: ht.proofread(5), TypeError, "5 is not a draft; allowed: a path such as 'draft.docx', or the text"),
        (lambda: ht.proofread("nofile.docx"), FileNotFoundError, "nofile.docx"),
        (lambda: ht.visits_by_other_rules(5), TypeError, "5 is not a table with user, time, kind, page, campaign"),
        (lambda: ht.daily_chart(5, log="x"), TypeError, "allowed: a table as from count_events"),
        (lambda: ht.rules_chart(5, log="x"), TypeError, "allowed: a table as from visits_by_other_rules"),
        (lambda: ht.Period("nonsense"), ValueError, "2016-Q4, 2020-12"),
        (lambda: ht.Period(2021), TypeError, "Period(2021): allowed: a text such as '2020-12'"),
        (lambda: ht.Period("2020", "2021"), TypeError, "Period('2020', '2021'): allowed: a text"),
        (lambda: ht.view("visits").save(5), TypeError, "path: 5 is not a path; allowed: such as 'visits.png'"),
        (
            lambda: ht.view("visits").to_excel(None),
            TypeError,
            "path: None is not a path; allowed: such as 'visits.xlsx'",
        ),
        (lambda: ht.annual_report("en").save(5), TypeError, "reports: 5 is not a path; allowed: such as 'reports'"),
        (lambda: ht.annual_report("en").save("r.docx"), ValueError, "'r.docx' is the name of a file; allowed: that of"),
        (lambda: ht.count_events(5, "x.toml"), TypeError, "logs: 5 is not a path; allowed: such as 'logs/*.csv'"),
        (lambda: ht.count_events("x.csv", {}), TypeError, "mapping: {} is not a path; allowed: such as 'events.toml'"),
        (lambda: ht.visit_lengths("x.csv", "x.toml", max_bad="1%"), ValueError, "max_bad: '1%' is not a share"),
        (lambda: ht.daily_chart(NO_TABLE), TypeError, "daily_chart: there is no log; allowed: counts, log="),
        (lambda: ht.table([1]), TypeError, "[1] is not a table of pandas; allowed: a DataFrame, as from read_csv"),
        (lambda: ht.Period(), TypeError, "Period: there is no first; allowed: first, last, is_shifted_year"),
        (lambda: ht.Period.parse("nonsense"), ValueError, "2016-Q4, 2020-12"),
        (lambda: ht.Period.parse(2021), TypeError, "2021 is not a text; allowed: such as '2021', '2020-12' or"),
        (lambda: ht.Period.parse(), TypeError, "parse: there is no text; allowed: text"),
        (lambda: ht.Period.of_year("2021"), TypeError, "'2021' is not the number of a year; allowed: such as 2021"),
        (lambda: ht.Interval(1), TypeError, "Interval: there is no high; allowed: low, high"),
        (lambda: ht.Interval("1", "2"), TypeError, "'1' is not a number; allowed: the lower and the upper bound"),
        (lambda: ht.Interval(1, float("nan")), TypeError, "nan is not a number"),
        (lambda: ht.Interval(1, 2) * "3", TypeError, "'3' is not a number"),
        (lambda: known().coverage(1), TypeError, "coverage: 1 is one argument too many; allowed: none"),
        (lambda: known().on("spring"), ValueError, "'spring' is not a day such as 2022-05-31"),
        (lambda: known().tabel, AttributeError, "Vintage has no 'tabel'; it has: table, "),
        (lambda: ht.view("visits").titel, AttributeError, "View has no 'titel'; it has: title, "),
        (lambda: ht.annual_report("en").save_as, AttributeError, "AnnualReport has no 'save_as'; it has: save, "),
        (lambda: ht.Period("2021").nam, AttributeError, "Period has no 'nam'; it has: name, "),
        (lambda: ht.vieww, AttributeError, "helsetrend has no 'vieww'; it has: view, "),
        (lambda: ht.view(), TypeError, "view: there is no metric; allowed: metric"),
        (lambda: ht.view("visits", year=2021), TypeError, "view: there is no argument 'year'; there are: years, "),
        (lambda: ht.view("visits", 2021), TypeError, "view: 2021 is one argument too many; allowed: metric, service="),
        (lambda: ht.view("visits", metric="logins"), TypeError, "view: 'metric' is given twice; allowed: once"),
        (lambda: ht.compare(known(), "visits"), TypeError, "compare: there is no old and no new; allowed: vintage, "),
        (lambda: ht.words(), TypeError, "words: there is no language; allowed: language"),
        (lambda: ht.view("visits").save(), TypeError, "save: there is no path; allowed: path"),
        (
            lambda: ht.annual_report("nb", year=1900),
            ValueError,
            "year 1900: there are no figures of it; allowed: 2014 to 20",
        ),
        (
            lambda: ht.view("visits").save("/no/folder/x.svg"),
            FileNotFoundError,
            "there is no such folder: '/no/folder'",
        ),
    ],
)
def test_a_wrong_argument_is_told_with_what_is_allowed(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()


def test_a_report_of_a_draft_is_one_line_as_text(tmp_path, monkeypatch):
    text = "Antall besøk var 140,9 millioner i 2021, en økning på 85 prosent."
    said = repr(ht.proofread(text))
    assert said == "3 numbers: 1 agrees, 1 contradicts, 1 is no figure"  # the year is none
    Path(tmp_path, "draft.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert repr(ht.proofread("draft.txt")) == said


FUNCTIONS = [name for name in ht.__all__ if not isinstance(getattr(ht, name), type)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_argument_that_no_public_function_takes_is_told_with_those_it_takes(name):
    with pytest.raises(TypeError, match=f"^{name}: there is no argument 'no_such'; there are: "):
        getattr(ht, name)(no_such=1)


def in_a_notebook(code):
    """Return what IPython shows of the error that a cell ends with."""
    shell = InteractiveShell()
    shell.run_cell("import helsetrend as ht")
    with capture_output() as captured:
        shell.run_cell(code)
    return captured.stdout.splitlines()


def test_a_notebook_shows_of_a_wrong_argument_the_line_and_the_message_and_nothing_of_the_inside():
    assert in_a_notebook('x = 1\nht.view("visits", show="trend")') == [
        'line 2: ht.view("visits", show="trend")',
        "UnknownNameError: there is no view 'trend'; there are: index, level, change",
    ]
    first, *message = in_a_notebook('ht.add({"source": "x"})')
    assert (first, message[0]) == ('line 1: ht.add({"source": "x"})', "DataError: the data have 1 fault:")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('ht.Period("nonsense")', "ValueError: 'nonsense' is not a period such as 2021"),
        ("ht.Interval(2, 1)", "ValueError: the upper bound 1 is below the lower bound 2"),
        ("ht.known().tabel", "UnknownAttributeError: Vintage has no 'tabel'; it has: table, "),
        ("ht.read_published().figurs", "UnknownAttributeError: Published has no 'figurs'; it has: figures, "),
        ("ht.proofread('ti').count", "UnknownAttributeError: ShownProof has no 'count'; it has: counts, "),
        ('ht.known().observe("visit", 2021)', "UnknownNameError: there is no metric 'visit'; there are: visits, "),
        ("ht.known().years()", "TypeError: years: there is no metric; allowed: metric, service"),
        ('ht.Period("2021").overlaps(5)', "TypeError: Period(5): allowed: a text such as"),
        ("ht.Interval(1, 2).scaled()", "TypeError: scaled: there is no factor; allowed: factor"),
        ("ht.vieww", "UnknownAttributeError: helsetrend has no 'vieww'; it has: view, "),
    ],
)
def test_so_it_does_of_an_object_that_is_made_wrongly_or_lacks_what_it_is_asked_for(code, message):
    line, shown = in_a_notebook(code)
    assert line == f"line 1: {code}"
    assert shown.startswith(message)


def test_what_a_property_raises_is_not_hidden(monkeypatch):
    """An object is asked again where one of its properties has failed."""
    monkeypatch.setattr(ht.Period, "name", property(lambda _: None.first))
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'first'"):
        _ = ht.Period("2021").name


def test_of_an_error_that_is_no_answer_of_ours_a_notebook_shows_the_traceback(monkeypatch):
    """A fault of a library below, here of pandas, is one to look into."""
    monkeypatch.setattr(tidy, "known", lambda *_, **__: pd.Timestamp("nonsense"))
    shown = in_a_notebook('ht.metrics("visits")')
    assert any("Traceback" in line for line in shown)
    assert any("helsetrend/analysis/tidy.py" in line for line in shown)
