"""The survey of a log: its faults, of all files at once, and when it is refused."""

import pytest
from eventlogs import MAPPING, us, write_log

from helsetrend.errors import DataError
from helsetrend.events.log_survey import survey_log
from helsetrend.events.readers.mapping import LogMapping, read_mapping
from helsetrend.events.readers.paths import log_files
from helsetrend.events.workers import pool


@pytest.fixture(scope="module")
def mapping(tmp_path_factory):
    path = tmp_path_factory.mktemp("mapping") / "events.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def surveyed(logs, mapping, folder, *, max_bad=0.0):
    folder.mkdir(exist_ok=True)
    with pool(0) as executor:
        paths = log_files([str(logs)])
        return survey_log(executor, paths, read_mapping(mapping), max_bad=max_bad, cache_folder=folder, scratch=folder)


def test_more_faulty_rows_than_allowed_are_an_error(tmp_path, mapping):
    (tmp_path / "log.csv").write_text(
        "user,time,kind,service\na,now,view,\na,2021-12-28T10:00:00Z,view,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"1 of 2 rows cannot be counted, 50.00%; expected at most 49.00%"):
        surveyed(tmp_path / "log.csv", mapping, tmp_path / "scratch", max_bad=0.49)
    assert surveyed(tmp_path / "log.csv", mapping, tmp_path / "scratch", max_bad=0.5).events == 2


def test_the_faults_of_all_files_are_raised_together(tmp_path, mapping):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x,y\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        surveyed(tmp_path, mapping, tmp_path / "scratch")
    assert {fault.file for fault in error.value.faults} == {"a.csv", "b.csv"}


def test_a_zone_whose_days_begin_within_a_half_hour_is_refused(tmp_path):
    """Nepal is 5:45 ahead of UTC."""
    mapping = LogMapping(format="common", timezone="Asia/Kathmandu")
    with pool(0) as executor, pytest.raises(ValueError, match="days of Asia/Kathmandu do not begin on a half hour"):
        survey_log(executor, [], mapping, max_bad=0, cache_folder=tmp_path, scratch=tmp_path)


def test_more_services_than_there_are_bits_are_refused(tmp_path, mapping):
    write_log(tmp_path / "log", [("u", us("2021-12-25 09:00"), "view", f"s{number}") for number in range(63)])
    with pytest.raises(ValueError, match="63 services; allowed: at most 62"):
        surveyed(tmp_path / "log", mapping, tmp_path / "scratch")
