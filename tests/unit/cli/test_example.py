"""The folder to start from: an example that passes every check, and is written over nothing."""

import csv
import io
import os

import pytest

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.reconciliation import RULES, reconcile
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.cli.example import write_template
from helsetrend.published.conflicting import conflicts
from helsetrend.published.folder import read_published

FILES = ["README.md", "metrics.toml", "published/claims.csv", "published/figures.csv", "published/sources.csv"]


@pytest.fixture
def made(tmp_path):
    return tmp_path / "new", write_template(tmp_path / "new")


def test_the_files_written_are_returned(made):
    folder, paths = made
    assert [path.relative_to(folder).as_posix() for path in paths] == FILES
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == paths


def test_the_example_passes_every_check(made):
    """It shows what can be checked: sums over months and over services, shares, and a claim; all hold."""
    known = vintage_on(read_published(made[0]))
    assert [one.verdict for one in check_claims(known)] == ["agrees"]
    reconciled = reconcile(known)
    assert all(one.is_met for one in reconciled)
    assert {one.rule for one in reconciled} == {"months", "services", "share"} <= set(RULES)
    assert len(conflicts(known.history)) == 0


def test_the_year_of_the_example_is_the_sum_of_its_quarters(made):
    """47 322 + 45 471 + 41 512 + 49 780 = 184 085."""
    known = vintage_on(read_published(made[0]))
    (year,) = [one for one in reconcile(known) if one.rule == "months"]
    assert (str(year.stated.period), year.stated.value, year.following.low) == ("2023", 184085, 184085)


def test_the_growth_that_the_example_claims_follows_from_its_quarters(made):
    """48 969 + 46 569 = 95 538 on 47 322 + 45 471 = 92 793: 2.96 percent more."""
    (claim,) = check_claims(vintage_on(read_published(made[0])))
    assert [one.value for one in claim.figures] == [92793, 95538]
    assert round(float(claim.derived.low), 2) == 2.96


def test_that_the_figures_are_made_up_stands_wherever_they_may_be_shown(made):
    """In the read-me, at the head of the catalogue, in the name of each metric, and in the title of each source."""
    folder, _ = made
    assert "made-up" in (folder / "README.md").read_text("utf-8")
    assert "made-up" in (folder / "metrics.toml").read_text("utf-8").splitlines()[0]
    published = read_published(folder)
    for metric in published.catalogue.metrics.values():
        assert "oppdiktet" in metric.name["nb"]
        assert "made up" in metric.name["en"]
    assert all("oppdiktede" in source.title for source in published.sources.values())


def test_the_tables_have_the_columns_that_a_user_may_fill_in(made):
    folder, _ = made
    headers = {
        name: next(csv.reader(io.StringIO((folder / "published" / f"{name}.csv").read_text("utf-8"))))
        for name in ("figures", "claims", "sources")
    }
    assert {"metric", "period", "as_printed", "value", "source"} <= set(headers["figures"])
    assert {"kind", "of_metric", "rounding", "acknowledged_nb", "acknowledged_en"} <= set(headers["claims"])


def test_an_empty_folder_is_filled(tmp_path):
    assert len(write_template(tmp_path)) == len(FILES)


def test_nothing_is_written_over(made):
    folder, _ = made
    (folder / "metrics.toml").write_text("my own", "utf-8")
    with pytest.raises(ValueError, match="is not empty; allowed: an empty folder, or a name for a new one"):
        write_template(folder)
    assert (folder / "metrics.toml").read_text("utf-8") == "my own"


@pytest.mark.parametrize("name", ["mine.txt", ".hidden"])
def test_nothing_is_written_beside_what_is_there(name, tmp_path):
    (tmp_path / name).write_text("my own", "utf-8")
    with pytest.raises(ValueError, match="is not empty"):
        write_template(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("my own", "utf-8")
    with pytest.raises(ValueError, match="file is not empty"):
        write_template(tmp_path / "file")
    assert (tmp_path / "file").read_text("utf-8") == "my own"


def test_what_is_written_may_be_changed_by_its_owner(made):
    assert all(os.access(path, os.W_OK) for path in made[1])
