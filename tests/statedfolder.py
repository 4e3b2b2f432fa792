"""The files for programs of an edition, written by hand, as far as what changed is read from them."""

import csv

SERIES = (
    *("metric", "metric_nb", "metric_en", "service", "service_nb", "service_en", "period", "value", "unit", "hedge"),
    *("rounding", "low", "high", "obs_status", "hand", "sources"),
)
CHANGES = ("metric", "service", "from_period", "to_period", "change_low", "change_high", "change_unit", "direction")
FIGURES = (*SERIES[:-1], "source", "status")
CLAIMS = (
    *("claim", "metric", "metric_nb", "metric_en", "service", "service_nb", "service_en", "to_period"),
    *("as_printed", "verdict"),
)
NAMES = {"metric": "visits", "metric_nb": "Besøk", "metric_en": "Visits"}


def series_row(period, value="", **cells):
    """A row of the series of visits; without bounds the value is known to half a million."""
    around = {"low": str(int(value) - 500_000), "high": str(int(value) + 500_000)} if value else {}
    common = {"unit": "visits", "hedge": "none" if value else "", "rounding": "1000000" if value else ""}
    return {**NAMES, **common, **around, "period": period, "value": value, "sources": "s" if value else "", **cells}


def figure_row(period, value, **cells):
    """A row of the figures, one of visits that is in force."""
    row = series_row(period, value)
    source = row.pop("sources")
    return {**row, "source": source, "status": "in_force", **cells}


def write_stated(edition, *, series=(), changes=(), claims=(), figures=()):
    """Write the four files of an edition from rows without the cells that are empty; return its folder."""
    (edition / "data").mkdir(parents=True)
    tables = {"series": (SERIES, series), "changes": (CHANGES, changes), "claims": (CLAIMS, claims)}
    for name, (columns, rows) in {**tables, "figures": (FIGURES, figures)}.items():
        with (edition / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return edition
