"""Which files are a log, and which day or month a path names."""

from pathlib import Path

import pytest

from helsetrend.events.readers.paths import log_files, period_in_path
from helsetrend.values.period import Period


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("log/year=2021/month=3/day=4/a.parquet", "2021-03-04"),
        ("log/year=2021/month=03/a.parquet", "2021-03"),
        ("log/date=2021-03-04/a.parquet", "2021-03-04"),
        ("log/access-20210304.log.gz", "2021-03-04"),
        ("log/access-2021-03.log.gz", "2021-03"),
        ("log/access-2021-13-04.log", None),
        ("log/access.log.120210304", None),
        ("log/access.log", None),
    ],
)
def test_a_path_may_name_a_day_or_month(path, period):
    assert period_in_path(Path(path)) == (Period.parse(period) if period else None)


def test_hidden_files_are_left_out_and_each_file_is_there_once(tmp_path):
    for name in ("a.csv", "b/c.csv", ".hidden/d.csv", "b/_SUCCESS", ".e.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    paths = log_files([str(tmp_path), str(tmp_path / "*.csv")])
    assert [str(path.relative_to(tmp_path)) for path in paths] == ["a.csv", "b/c.csv"]


def test_every_name_that_leads_to_no_file_is_in_the_error(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.csv").touch()
    names = [str(tmp_path / name) for name in ("empty", "a.csv", "b*.csv")]
    with pytest.raises(ValueError, match=r"no file of a log: \S+/empty, \S+/b\*\.csv; allowed"):
        log_files(names)
