"""`helsetrend add --from`: the figures and claims of a published page, proposed one by one and accepted or not."""

import shutil
from datetime import date

import pytest
from places import DATA
from typer.testing import CliRunner

from helsetrend.cli.commands import app
from helsetrend.published import read_published, schema_of_sources

PAGE = """<h1>Helsenorge i 2025</h1>
<p>I 2025 hadde Helsenorge 150 millioner besøk, mot 131 millioner i 2024. Det er en økning på 15 prosent.</p>"""
SOURCE = {
    "source": "monitor-2026",
    "published": "2026-02",
    "published_basis": "stated",
    "rank": "1",
    "language": "nb",
    "title": "Helsenorge i 2025",
    "publisher": "Helsedirektoratet",
    "address": "https://example.org/2025",
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the frozen data, with a page to read."""
    shutil.copytree(DATA / "published", tmp_path / "published")
    shutil.copy(DATA / "metrics.toml", tmp_path)
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


def answers(*accepted):
    columns = schema_of_sources(date.today(), languages=("nb", "en")).columns
    return "\n".join([*(SOURCE.get(name, "") for name in columns), *accepted]) + "\n"


def test_what_is_accepted_becomes_rows_and_the_rest_does_not(folder):
    arguments = ["add", "--from", str(folder / "page.html"), "--data", str(folder)]
    result = CliRunner().invoke(app, arguments, input=answers("y", "n", "y"))
    assert result.exit_code == 0, result.output + str(result.exception)
    published = read_published(folder)
    figures = published.figures[published.figures["source"] == "monitor-2026"]
    assert [(row.metric, row.period, row.as_printed, row.value) for row in figures.itertuples()] == [
        ("visits", "2025", "150 millioner", 150_000_000)
    ]
    claims = published.claims[published.claims["source"] == "monitor-2026"]
    assert [(row.kind, row.from_period, row.to_period, row.value) for row in claims.itertuples()] == [
        ("growth", "2024", "2025", "15")  # 149.5 / 131.5 to 150.5 / 130.5 is 13.7 to 15.3 percent
    ]


def test_nothing_is_written_where_the_folder_would_not_pass(folder):
    before = (folder / "published" / "figures.csv").read_bytes()
    arguments = ["add", "--from", str(folder / "page.html"), "--data", str(folder)]
    wrong = answers("y", "n", "n").replace("https://example.org/2025", "nowhere")
    assert CliRunner().invoke(app, arguments, input=wrong).exit_code != 0
    assert (folder / "published" / "figures.csv").read_bytes() == before
