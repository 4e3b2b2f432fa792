"""Our own reports, proofread: every year, language and example; none of their numbers is reported as wrong."""

from functools import cache
from importlib import import_module

import pytest
from places import TOP

from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.reader import proof_of
from helsetrend.report import annual, annual_report
from helsetrend.report.charts import level_chart

FOLDERS = {
    "shipped": (None, ("nb", "en"), range(2014, 2025), 2021),
    "nynorsk": (TOP / "tests" / "data" / "folders" / "nynorsk", ("nn",), range(2017, 2025), 2021),
    "lesevik": (TOP / "tests" / "data" / "folders" / "lesevik", ("nb", "en"), range(2022, 2025), 2024),
    "rutepark": (TOP / "tests" / "data" / "folders" / "rutepark", ("nb", "en"), range(2022, 2025), 2024),
    "berlin": (TOP / "examples" / "berlin", ("nb", "en"), range(2022, 2026), 2025),
}
"""Each data folder: where it is, its languages, the years that it has reports on, and the one that is always tested."""

LEAST = 0.9
"""The part of the figures of a report that is read back and agrees, at least."""


def every_report():
    for name, (_, languages, years, always) in FOLDERS.items():
        for year in years:
            for language in languages:
                marks = [] if year == always else [pytest.mark.slow]
                yield pytest.param(name, language, year, id=f"{name}-{year}-{language}", marks=marks)


@pytest.fixture(scope="module", autouse=True)
def quickly():
    """Read each folder once, and draw nothing: what stands in a drawing is not proofread, but its table is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annual, "read_published", cache(annual.read_published))
        patch.setattr(level_chart, "draw", lambda *_, **__: {"wide": "<svg></svg>", "narrow": "<svg></svg>"})
        patch.setattr(import_module("helsetrend.report.charts.panels"), "panel", lambda *_, **__: "<svg></svg>")
        yield


@pytest.mark.parametrize(("name", "language", "year"), list(every_report()))
def test_a_report_agrees_with_the_figures_and_with_itself(name, language, year):
    report = annual_report(
        language, year=year, first_year=None if name != "shipped" else max(year - 2, 2014), data=FOLDERS[name][0]
    )
    parts = (report.opening(), report.main_points(), report.sections(), report.missing())
    proof = proof_of(
        text_of("\n".join(part.html for part in parts), form="html"), report.content.vintage, language=language
    )
    assert not [one.statement.quote for one in proof.judged if one.verdict == "contradicts"]
    wrong = [one.statement for one in proof.judged if one.verdict in ("outdated", "imprecise")]
    assert [one.quote for one in wrong if not one.is_reported] == []  # what was corrected since stands beside it
    assert not proof.contradictions
    assert not [one.quote for one in proof.others if not one.is_understood]
    assert proof.counts["agrees"] >= LEAST * sum(one.statement.series is not None for one in proof.judged) - len(wrong)
