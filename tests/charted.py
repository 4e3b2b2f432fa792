"""Charts of the frozen data, and of these with rows of one more source."""

import shutil
from functools import cache

from contents import report_in
from places import DATA

from helsetrend.published import Published, read_published
from helsetrend.report.charts.level_chart import series_chart
from helsetrend.report.presentation import Chart

SPRING_2022, ALL_SOURCES = "2022-05-31", "2025-12-31"
SOURCE = "own,2022,stated,1,nb,Helsenorge,,,Helsedirektoratet,https://example.org/own"
CERTIFICATE = "service_visits,covid_certificate,2021,20 millioner,20000000,visits,none,own"


def charted(metric, language="nb", *, year=2021, first_year=2019, as_of=SPRING_2022, published=None) -> Chart | None:
    """Return the chart of a metric in a report; each of the frozen data is drawn once."""
    if published is None:
        return _frozen(metric, language, year, first_year, as_of)
    return series_chart(*report_in(language, year, first_year, as_of, data=published), metric)


@cache
def _frozen(metric, language, year, first_year, as_of) -> Chart | None:
    return series_chart(*report_in(language, year, first_year, as_of), metric)


def cells(chart: Chart) -> list[list[str]]:
    """Return the table of a chart as texts."""
    return [[str(cell) for cell in row] for row in chart.table.rows]


def with_rows(folder, *figures, catalogue="") -> Published:
    """Return all that is published, and figures of one more source; `catalogue` is added to metrics.toml."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    added = {"metrics.toml": catalogue, "published/figures.csv": "\n".join(figures), "published/sources.csv": SOURCE}
    for name, text in added.items():
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}\n", encoding="utf-8", newline="")
    return read_published(folder)
