"""A log as a whole: which days it covers, which part of it is read for a span, and when it is refused."""

from datetime import date

import pytest
from eventlogs import MAPPING, us, write_log

from helsetrend.errors import DataError
from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.event_log import survey_log
from helsetrend.events.readers.mapping import LogMapping, read_mapping
from helsetrend.events.readers.paths import log_files
from helsetrend.events.workers import pool


@pytest.fixture(scope="module")
def mapping(tmp_path_factory):
    path = tmp_path_factory.mktemp("mapping") / "events.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def counted(logs, mapping, cache_folder, *, max_bad=0.0):
    options = {"with_persons": True, "key": b"k" * 32, "workers": 0}
    paths, log_mapping = log_files([str(logs)]), read_mapping(mapping)
    return count_by_duckdb(paths, log_mapping, max_bad=max_bad, cache_folder=cache_folder, **options)


def test_more_faulty_rows_than_allowed_are_an_error(tmp_path, mapping):
    (tmp_path / "log.csv").write_text(
        "user,time,kind,service\na,now,view,\na,2021-12-28T10:00:00Z,view,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"1 of 2 rows cannot be counted, 50.00%; expected at most 49.00%"):
        counted(tmp_path / "log.csv", mapping, tmp_path / "cache", max_bad=0.49)
    assert counted(tmp_path / "log.csv", mapping, tmp_path / "cache", max_bad=0.5).counts


def test_the_faults_of_all_files_are_raised_together(tmp_path, mapping):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x,y\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        counted(tmp_path, mapping, tmp_path / "cache")
    assert {fault.file for fault in error.value.faults} == {"a.csv", "b.csv"}


def test_days_without_events_are_missing_unless_an_empty_file_is_declared_to_mean_them(tmp_path, mapping):
    """A transfer that failed leaves an empty file too, so its name alone shows nothing."""
    events = [(f"u{day}", us(f"2021-12-{day} 09:00"), "view", None) for day in (25, 26, 30)]
    write_log(tmp_path / "log", events)
    count = counted(tmp_path / "log", mapping, tmp_path / "cache")
    assert count.missing == [(date(2021, 12, 27), date(2021, 12, 29))]
    (tmp_path / "log" / "log-2021-12-28.csv").write_text("user,time,kind,service\n", encoding="utf-8")
    count = counted(tmp_path / "log", mapping, tmp_path / "cache")
    assert count.missing == [(date(2021, 12, 27), date(2021, 12, 29))]
    assert [file.survey.findings for file in count.files if not file.survey.row_count] == [{"empty_file": 0}]
    declared = tmp_path / "declared.toml"
    declared.write_text(f"empty_day_is_zero = true\n{MAPPING}", encoding="utf-8")
    count = counted(tmp_path / "log", declared, tmp_path / "cache")
    assert count.missing == [(date(2021, 12, 27), date(2021, 12, 27)), (date(2021, 12, 29), date(2021, 12, 29))]
    (tmp_path / "log" / "log-2021-12-27.csv").write_text("user,time,kind,service\nu,now,view,\n", encoding="utf-8")
    count = counted(tmp_path / "log", declared, tmp_path / "cache", max_bad=1)
    assert date(2021, 12, 27) not in count.days


def surveyed(tmp_path, mapping):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with pool(0) as executor:
        paths = log_files([str(tmp_path / "log")])
        return survey_log(executor, paths, read_mapping(mapping), max_bad=0, cache_folder=tmp_path, scratch=scratch)


def test_a_span_is_read_from_the_files_that_may_have_events_in_it(tmp_path, mapping):
    """Days in Oslo begin at 23:00 UTC in winter: the event at 23:30 on the 26th is of the 27th."""
    days = ("2021-12-25 09:00", "2021-12-26 23:30", "2021-12-29 09:00")
    write_log(tmp_path / "log", [("u", us(day), "view", "travel") for day in days])
    log = surveyed(tmp_path, mapping)
    assert (log.days, log.events, log.portal.services) == ((date(2021, 12, 25), date(2021, 12, 29)), 3, ("travel",))
    span = log.span(date(2021, 12, 27), date(2021, 12, 28))
    assert (span.from_us, span.to_us) == (us("2021-12-26 23:00"), us("2021-12-28 23:00"))
    assert [file.survey.path.name for file in log.within(span).files] == ["log-2021-12-26.csv"]


def test_a_zone_whose_days_begin_within_a_half_hour_is_refused(tmp_path):
    """Nepal is 5:45 ahead of UTC."""
    mapping = LogMapping(format="common", timezone="Asia/Kathmandu")
    with pool(0) as executor, pytest.raises(ValueError, match="days of Asia/Kathmandu do not begin on a half hour"):
        survey_log(executor, [], mapping, max_bad=0, cache_folder=tmp_path, scratch=tmp_path)


def test_more_services_than_there_are_bits_are_refused(tmp_path, mapping):
    write_log(tmp_path / "log", [("u", us("2021-12-25 09:00"), "view", f"s{number}") for number in range(63)])
    with pytest.raises(ValueError, match="63 services; allowed: at most 62"):
        surveyed(tmp_path, mapping)
