"""The widgets: the view follows them, and their code makes the same view without them.

Only the environment of the lab has ipywidgets, so what needs it is run there.
"""

import subprocess
import sys

import pytest
from places import DATA, TOP

import helsetrend as ht
from helsetrend.report.views.explorer import publication_dates

LAB = TOP / ".venv-lab"

# Moves each widget and looks at the page; the code of the view is run, and must make the same view.
PROGRAM = """
import sys
import helsetrend as ht
explorer = ht.explore("logins", years=range(2016, 2022), as_of="2022-05-31")
controls = explorer.controls
assert "about 77.5 million in 2021" in explorer.output.value
controls["as_of"].value = controls["as_of"].options[-1][1]
assert "about 90.9 million in 2021" in explorer.output.value

def same_by_code():
    *statements, call = explorer.view.code.splitlines()
    names = {}
    exec("\\n".join(statements), names)
    return eval(call, names)._repr_html_() == explorer.output.value

assert same_by_code()
for control, value in [
    ("show", "change"), ("language", "nb"), ("metric", "service_visits"), ("service", "messages"), ("show", "level"),
    ("first_year", 2019), ("last_year", 2022), ("as_of", "2022-05-31"), ("show", "index"), ("every", "quarter"),
]:
    before = explorer.output.value
    controls[control].value = value
    assert explorer.output.value != before or control == "as_of", control
    assert same_by_code(), control
assert controls["metric"].label == ht.read_published().catalogue.metrics["service_visits"].name["nb"]
explorer.button.click()
code = explorer.code_output.value
assert "service=&#34;messages&#34;" in code
controls["metric"].value = "visits"
assert controls["service"].value == "" and explorer.code_output.value == code
controls["first_year"].value = 2023
assert controls["last_year"].value == 2023
controls["last_year"].value = 2020
assert controls["first_year"].value == 2020
assert ("31. mai 2022", "2022-05-31") in controls["as_of"].options
bundle = explorer._repr_mimebundle_()
assert "Antall bes" in bundle["text/html"]
folder = sys.argv[1]
other = ht.explore(data=folder)
assert other.controls["metric"].value == ht.read_published(folder).catalogue.report_metrics[0]
assert repr(folder)[1:-1] in other.view.code
assert len(repr(other)) < 1000
nynorsk = ht.explore(data=sys.argv[2], language="nn", every="quarter")
assert [control.description for control in nynorsk.controls.values()] == [
    "Måltal", "Teneste", "Frå år", "Til år", "Periodar", "Kjent per", "Vis", "Språk"
]
assert nynorsk.controls["language"].options == (("nynorsk", "nn"), ("English", "en"))
assert nynorsk.controls["every"].label == "Kvartal"
print("done")
"""


def test_the_list_of_dates_has_each_day_on_which_figures_were_published():
    published = ht.read_published()
    dates = publication_dates(published)
    assert dates == sorted(set(published.figures["published_date"].astype(str)))
    assert "2022-05-31" in dates


def test_without_ipywidgets_the_error_says_what_sets_it_up(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(ImportError, match="make lab sets up an environment that has it"):
        ht.explore("visits")


def test_the_view_follows_the_widgets_and_their_code_makes_the_same(in_ci):
    if not (LAB / "lab-ready").exists():
        (pytest.fail if in_ci else pytest.skip)("NOT TESTED: no ipywidgets (make .venv-lab/lab-ready)")
    folders = [str(DATA / "folders" / name) for name in ("rutepark", "nynorsk")]
    run = subprocess.run([LAB / "bin/python", "-c", PROGRAM, *folders], capture_output=True, text=True)
    assert run.stdout == "done\n", run.stderr
