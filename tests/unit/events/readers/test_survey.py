"""The survey of one file, with values by hand; test_rows.py has the faults of every format."""

from types import SimpleNamespace

import duckdb
import pytest
from eventlogs import MAPPING, us, write_log

from helsetrend.events import chunks
from helsetrend.events.readers.mapping import LogMapping, read_mapping
from helsetrend.events.readers.survey import FLAWS, LEFT_OUT, REMARKS, Survey, survey_file
from helsetrend.events.workers import silent


def mapping_of(tmp_path, more=""):
    (tmp_path / "events.toml").write_text(MAPPING + more, encoding="utf-8")
    return read_mapping(tmp_path / "events.toml")


def test_a_survey_has_rows_bounds_services_and_remarks(tmp_path):
    """The file is named after its day in UTC, but the day of the portal begins at 23:00 UTC the day before."""
    times = [us("2021-12-31 10:00"), us("2021-12-31 23:00"), us("2021-12-31 22:59"), us("2021-12-31 12:00")]
    kinds = ["view", "login", "close", "click"]
    services = ["travel", "", "messages", "prescriptions"]
    write_log(tmp_path / "log", [("a", *event) for event in zip(times, kinds, services, strict=True)])
    (path,) = (tmp_path / "log").iterdir()
    with chunks.connect() as connection:
        survey = survey_file(connection, path, mapping_of(tmp_path), scratch=tmp_path)
    assert (survey.row_count, survey.first_us, survey.last_us) == (4, times[0], times[1])
    assert (survey.services, survey.rows) == (("messages", "travel"), None)
    assert survey.findings == {"unknown_kind": 1, "early": 1}
    assert survey.examples == {"unknown_kind": [(5, "a")], "early": [(3, "")]}
    assert survey.faulty_rows == 1


def test_only_flaws_make_a_row_faulty(tmp_path):
    findings = dict.fromkeys([*FLAWS, *LEFT_OUT, *REMARKS], 1)
    survey = Survey(tmp_path, tmp_path, None, 99, None, None, (), findings, {})
    assert survey.faulty_rows == len(FLAWS) == 5


def test_at_most_three_examples_are_kept_and_an_unknown_service_shows_none(tmp_path):
    events = [("a", us("2021-12-31 12:00") + second, "view", "secret") for second in range(5)]
    write_log(tmp_path / "log", events)
    (path,) = (tmp_path / "log").iterdir()
    with chunks.connect() as connection:
        mapping = mapping_of(tmp_path, '[services]\ntravel = ["travel"]\n')
        survey = survey_file(connection, path, mapping, scratch=tmp_path)
    assert (survey.findings, survey.services) == ({"unknown_service": 5}, ("travel",))
    assert survey.examples == {"unknown_service": [(2, ""), (3, ""), (4, "")]}


def test_a_text_log_is_put_in_place_as_a_whole(tmp_path):
    """Another process that finds the file under its name must find all of it."""

    class Spy:
        def __init__(self, connection):
            self.connection, self.seen = connection, []

        def execute(self, query):
            done = self.connection.execute(query)
            if query.startswith("COPY"):
                self.seen.append([path.name for path in tmp_path.glob("*.parquet")])
            return done

    write_log(tmp_path / "log", [("a", us("2021-12-31 12:00"), "view", "travel")])
    (path,) = (tmp_path / "log").iterdir()
    with chunks.connect() as connection:
        spy = Spy(connection)
        survey = survey_file(spy, path, mapping_of(tmp_path), scratch=tmp_path)
    assert spy.seen == [[]]
    assert list(tmp_path.glob("*.parquet*")) == [survey.readable]


def test_a_full_disk_is_no_fault_of_the_file(tmp_path):
    def full(*_):
        raise duckdb.IOException("Could not write secret: No space left on device")

    mapping = LogMapping.model_validate({"format": "parquet", "columns": {"user": "u", "time": "t"}})
    with pytest.raises(OSError, match=r"No space left on device$"), silent():
        survey_file(SimpleNamespace(execute=full), tmp_path / "log.parquet", mapping, scratch=tmp_path)
