"""The unit of a figure in a column or a header of its table: it gives the scale, and must be that of the metric."""

import pytest
from tablefolder import figure_cells, table_folder

from helsetrend.errors import DataError
from helsetrend.published.folder import read_published
from helsetrend.published.tables.description import UnitMeaning
from helsetrend.published.tables.units import unit_of
from helsetrend.published.texts import Text

METRICS = {"visits": {}, "logins": {"unit": "logins"}, "app_share": {"kind": "share", "unit": "percent"}}
DESCRIPTION = """
[tables.use]
files = "use.csv"
published = 2024-03-01
SOURCE
rows = { metric = "Indicator", unit = "Unit" }
metrics = { "Visits" = "visits", "Logins" = "logins", "In the app" = "app_share" }
"""
TABLE = """Indicator;Unit;2022;2023
Visits;1 000 visits;37;41
Logins;number;37205;41711
In the app;%;61.5;63.0
"""


@pytest.mark.parametrize(
    ("label", "unit", "scale"),
    [
        ("1 000 visits", "visits", 1_000),
        ("Million visits", "visits", 1_000_000),
        ("tusen", "", 1_000),
        ("1000", "", 1_000),
        ("Antall", "", 1),
        ("Visits", "visits", 1),
        ("besøk", "visits", 1),
        ("mrd.", "", 1_000_000_000),
        ("%", "percent", 1),
        ("prosent", "percent", 1),
    ],
)
def test_what_the_label_of_a_unit_says_by_itself(label, unit, scale):
    units = {"visits": Text(nb="besøk", en="visits"), "percent": Text(nb="prosent", en="percent")}
    assert unit_of(label, units) == UnitMeaning(unit=unit, scale=scale)


@pytest.mark.parametrize("label", ["", "calls", "12 visits", "over 1000", "1 000 calls"])
def test_other_labels_say_no_unit(label):
    assert unit_of(label, {"visits": Text(nb="besøk", en="visits")}) is None


def test_a_column_of_units_gives_the_scale_of_each_row(tmp_path):
    folder = table_folder(tmp_path, METRICS, DESCRIPTION, {"use.csv": TABLE})
    assert figure_cells(folder, "metric", "period", "as_printed", "value") == [
        ("visits", "2022", "37 thousand", 37000),
        ("visits", "2023", "41 thousand", 41000),
        ("logins", "2022", "37205", 37205),
        ("logins", "2023", "41711", 41711),
        ("app_share", "2022", "61.5", 61.5),
        ("app_share", "2023", "63.0", 63.0),
    ]
    assert "not read" not in " ".join(read_published(folder).messages)


def test_a_unit_in_the_header_beside_its_metric(tmp_path):
    table = "Year;Visits (TV);Logins\n2022;37;37205\n2023;41;41711\n"
    description = DESCRIPTION.replace('rows = { metric = "Indicator", unit = "Unit" }', 'rows.period = "Year"')
    description = description.replace(', "In the app" = "app_share"', "") + "units.TV = 1_000\n"
    folder = table_folder(tmp_path, METRICS, description, {"use.csv": table})
    assert [value for _, _, value in figure_cells(folder, "metric", "period", "value")] == [
        37000,
        37205,
        41000,
        41711,
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("number", "calls", 'a unit, or what it means, as units = { "calls" = "visits" }'),
        ("number", "percent", "logins, the unit of the metric in metrics.toml, or a row chosen by where"),
        ("%", "number", "percent, the unit of the metric in metrics.toml"),
        ("1 000 visits", "1 000 logins", "visits, the unit of the metric in metrics.toml"),
    ],
)
def test_a_unit_that_is_not_known_or_not_that_of_the_metric_is_a_fault(tmp_path, old, new, expected):
    folder = table_folder(tmp_path, METRICS, DESCRIPTION, {"use.csv": TABLE.replace(old, new)})
    with pytest.raises(DataError) as raised:
        read_published(folder)
    assert expected in str(raised.value)
    assert new in str(raised.value)


@pytest.mark.parametrize(("units", "expected"), [('TV = "vists"', "visits"), ("Tv = 1_000\nTW = 1_000", "TW")])
def test_a_declared_unit_that_does_not_exist_or_that_no_label_has_is_a_fault(tmp_path, units, expected):
    description = DESCRIPTION + "".join(f"units.{line}\n" for line in units.splitlines())
    folder = table_folder(tmp_path, METRICS, description, {"use.csv": TABLE.replace("1 000 visits", "TV")})
    with pytest.raises(DataError) as raised:
        read_published(folder)
    assert expected in str(raised.value)
