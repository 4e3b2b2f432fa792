"""Logs made at random, counted by the engine and by going through their events one by one."""

from collections import Counter

import pytest
from eventlogs import NEW_YEAR, OSLO
from fuzzedlogs import fuzzed_log
from slowcount import day_of, slow_counts

from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.events.readers.mapping import read_mapping
from helsetrend.events.readers.paths import log_files
from helsetrend.events.readers.survey import LEFT_OUT

SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", ["csv", "jsonl", "combined"])
def test_a_log_made_at_random_is_counted_as_one_by_one(tmp_path, form, seed):
    log = fuzzed_log(tmp_path / "log", form, seed)
    (tmp_path / "events.toml").write_text(log.mapping, encoding="utf-8")
    counted = count_by_duckdb(
        log_files([str(tmp_path / "log")]),
        read_mapping(tmp_path / "events.toml"),
        with_persons=True,
        cache_folder=tmp_path / "cache",
        key=b"k" * 32,
        max_bad=1,
        workers=0,
        scratch=tmp_path,
    )
    events = set(log.events)
    by_hand, _ = slow_counts([event[:4] for event in events], OSLO)
    expected = {key: value for key, value in by_hand.items() if key[0] in ("visits", "service_visits")}
    expected |= Counter((f"{kind}s", "", day_of(at_us, OSLO)) for _, at_us, kind, _, _ in events)
    assert {tuple(key): value for *key, value in counted.counts if value and key[0] != "copies"} == expected
    assert counted.identical == len(log.events) - len(events)
    assert counted.persons["2021"] == len(
        {user for user, at_us, kind, *_ in events if kind != "close" and at_us < NEW_YEAR}
    )
    for file in counted.files:
        survey, expected = file.survey, log.findings(file.survey.path.name)
        numbers = {finding: [number for number, _ in found] for finding, found in survey.examples.items()}
        shown = {finding: (rows, numbers.get(finding, [])) for finding, rows in survey.findings.items()}
        shown = {finding: entry for finding, entry in shown.items() if finding not in ("empty_file", "doubtful_name")}
        assert shown == {name: (rows, [] if name in LEFT_OUT else lines) for name, (rows, lines) in expected.items()}
