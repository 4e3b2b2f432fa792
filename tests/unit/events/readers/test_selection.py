"""The events of several files in a span: from its first moment up to its last, and users in one type."""

import pytest
from eventlogs import us

from helsetrend.events import chunks
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.selection import event_view, events_with_service
from helsetrend.events.readers.survey import survey_file

NOON = us("2021-12-31 12:00")
MAPPING = LogMapping.model_validate(
    {
        "format": "parquet",
        "columns": {"user": "user", "time": "time", "page": "page"},
        "time": {"form": "microseconds"},
        "services": {"messages": ["/m*"], "travel": ["/t*"]},
    }
)


@pytest.fixture
def connection(tmp_path):
    with chunks.connect(tmp_path) as connection:
        yield connection


def source(connection, path, kind, *rows):
    """Return a Parquet file of (user, time, page), with its rows as SQL."""
    values = ", ".join(map(repr, rows))
    query = f'SELECT CAST(u AS {kind}) AS "user", t AS "time", p AS page FROM (VALUES {values}) AS row(u, t, p)'
    chunks.write(connection, query, path)
    return str(path), survey_file(connection, path, MAPPING, scratch=path.parent).rows


def test_a_span_has_its_first_moment_and_not_its_last(connection, tmp_path):
    rows = [(user, NOON + user, "/m") for user in (-1, 0, 1, 2)]
    sources = [source(connection, tmp_path / "a.parquet", "BIGINT", *rows)]
    query = event_view(sources, MAPPING, ("messages", "travel"), from_us=NOON, to_us=NOON + 2)
    assert connection.execute(f"SELECT user_id FROM ({query}) ORDER BY 1").fetchall() == [(0,), (1,)]
    assert event_view([], MAPPING, (), from_us=NOON, to_us=NOON + 2).endswith("WHERE false)")


def test_users_are_whole_numbers_only_where_they_are_so_in_all_files(connection, tmp_path):
    """The bit of a service is that of its place among the services of the portal."""
    numbers = source(connection, tmp_path / "a.parquet", "BIGINT", (7, NOON, "/t/1"), (8, NOON, "/other"))
    texts = source(connection, tmp_path / "b.parquet", "VARCHAR", ("7", NOON, "/m/1"))
    for sources, users in (([numbers], [7, 8]), ([numbers, texts], ["7", "7", "8"])):
        query = event_view(sources, MAPPING, ("messages", "travel"), from_us=NOON, to_us=NOON + 1)
        found = connection.execute(f"SELECT user_id, services FROM ({query}) ORDER BY ALL").fetchall()
        assert [user for user, _ in found] == users
        assert [bits for _, bits in found] == ([2, 0] if len(found) == 2 else [1, 2, 0])


def test_all_events_of_a_file_have_users_as_text_and_the_names_of_services(connection, tmp_path):
    file = source(connection, tmp_path / "a.parquet", "BIGINT", (7, NOON, "/t/1"), (8, NOON, "/other"))
    query = f"SELECT user_id, at_us, kind, service FROM ({events_with_service(file, MAPPING)}) ORDER BY 1"
    assert connection.execute(query).fetchall() == [("7", NOON, 0, "travel"), ("8", NOON, 0, None)]
