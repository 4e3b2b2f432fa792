"""Which files are a log, and which day or month a path names."""

import os
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


def test_names_that_are_not_utf_8_are_in_the_error(tmp_path):
    for name in (b"a.csv", b"m\xe5ned.csv", "måned.csv".encode()):
        (tmp_path / os.fsdecode(name)).touch()
    with pytest.raises(ValueError, match=r"names that are not UTF-8: [^,]*/m\\xe5ned\.csv; allowed: .* in UTF-8"):
        log_files([str(tmp_path)])


def test_every_name_that_leads_to_no_file_is_in_the_error(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.csv").touch()
    names = [str(tmp_path / name) for name in ("empty", "a.csv", "b*.csv")]
    with pytest.raises(ValueError, match=r"no file of a log: \S+/empty, \S+/b\*\.csv; allowed"):
        log_files(names)


def test_links_are_followed_once_and_a_link_that_leads_back_does_no_harm(tmp_path):
    (tmp_path / "log" / "inner").mkdir(parents=True)
    (tmp_path / "else").mkdir()
    for name in ("log/a.csv", "log/inner/b.csv", "else/c.csv"):
        (tmp_path / name).touch()
    (tmp_path / "log" / "more").symlink_to(tmp_path / "else")
    (tmp_path / "log" / "back").symlink_to(tmp_path / "log")
    (tmp_path / "log" / "again.csv").symlink_to(tmp_path / "log" / "a.csv")
    found = log_files([str(tmp_path / "log"), str(tmp_path / "log" / "a.csv")])
    assert sorted(path.resolve().name for path in found) == ["a.csv", "b.csv", "c.csv"]


def test_a_link_to_nothing_and_a_folder_that_cannot_be_read_are_errors(tmp_path, monkeypatch):
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ValueError, match=r"gone\.csv leads to no file"):
        log_files([str(tmp_path)])
    (tmp_path / "gone.csv").unlink()
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # the tests may run as root, who can read everything
    with pytest.raises(ValueError, match=r"closed cannot be read \(Permission denied\)"):
        log_files([str(tmp_path)])


def test_what_stands_beside_a_log_is_passed_over_and_named(tmp_path, caplog):
    caplog.set_level("INFO", "helsetrend")
    names = ["README", "readme.txt", "a.csv.crc", ".a.csv.crc", "a.csv.sha256", "_SUCCESS", "events.toml", "NOTES.md"]
    for name in ["a.csv", *names]:
        (tmp_path / name).touch()
    assert [path.name for path in log_files([str(tmp_path)])] == ["a.csv"]
    assert f"passed over as no part of the log: {len(names)} files, such as " in caplog.text
    assert log_files([str(tmp_path / "README")]) == [tmp_path / "README"]  # named by the user
