"""A log as a whole: which days it covers and which part of it is read for a span."""

from datetime import date

import pytest
from eventlogs import MAPPING, us, write_log

from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.log_survey import survey_log
from helsetrend.events.readers.mapping import read_mapping
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
