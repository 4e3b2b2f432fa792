"""The mapping: what it may say, and every fault of it at once."""

import pytest

from helsetrend.errors import DataError
from helsetrend.events.readers.mapping import read_mapping

COLUMNS = '[columns]\nuser = "u"\ntime = "t"\n'


def read(tmp_path, text):
    (tmp_path / "events.toml").write_text(text, encoding="utf-8")
    return read_mapping(tmp_path / "events.toml")


@pytest.mark.parametrize(
    ("text", "has_places", "has_logins", "names"),
    [
        (f'format = "csv"\n{COLUMNS}', False, False, ["u", "t"]),
        (f'format = "csv"\n{COLUMNS}kind = "k"\npage = "p"\n', True, True, ["u", "t", "k", "p"]),
        (f'format = "csv"\n{COLUMNS}service = "u"\n', True, False, ["u", "t"]),
        (f'format = "csv"\n{COLUMNS}[kinds]\ndefault = "login"\n', False, True, ["u", "t"]),
        ('format = "common"\n', True, False, None),
        ('format = "combined"\n[access]\nlogins = ["/login"]\n', True, True, None),
    ],
)
def test_a_mapping_says_what_a_log_has(tmp_path, text, has_places, has_logins, names):
    mapping = read(tmp_path, text)
    assert (mapping.has_places, mapping.has_logins) == (has_places, has_logins)
    assert mapping.is_access == (names is None)
    assert mapping.is_access or mapping.table.names == names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('format = "csv"\n', "columns: required for the format csv"),
        (f'format = "jsonl"\ndelimiter = ";"\n{COLUMNS}', "delimiter: only for the format csv"),
        (f'format = "csv"\n{COLUMNS}[access]\nuser = "host"\n', "access.user: only for access logs"),
        (f'format = "common"\n{COLUMNS}', "columns: not for an access log"),
        ('format = "common"\n[access]\nuser = "host and agent"\n', "the format common has no agent"),
        (f'format = "csv"\n{COLUMNS}[time]\nfirst = 2022-01-01\nlast = 2021-01-01\n', "last: not before first"),
        (f'format = "csv"\ntimezone = "Oslo"\n{COLUMNS}', "a time zone such as Europe/Oslo or UTC"),
        (f'format = "csv"\n{COLUMNS}usr = "x"\n', "columns.usr"),
        ('format = "combined"\n[time]\nform = "iso"\n', "time.form: not for an access log"),
        ('format = "common"\n[time]\ntimezone = "UTC"\n', "time.timezone: not for an access log"),
    ],
)
def test_what_does_not_fit_is_a_fault(tmp_path, text, message):
    with pytest.raises(DataError) as error:
        read(tmp_path, text)
    assert message in str(error.value)


def test_a_log_format_may_have_times_in_a_form_and_a_zone_of_their_own(tmp_path):
    log_format = 'format = "access"\nlog_format = "$remote_addr [$time_local] $request_uri"\n'
    own = read(tmp_path, f'{log_format}[time]\nform = "%d/%b/%Y:%H:%M:%S.%f"\ntimezone = "Europe/Oslo"\n').time_form
    assert (own.form, own.timezone) == ("%d/%b/%Y:%H:%M:%S.%f", "Europe/Oslo")
    assert read(tmp_path, log_format).time_form.form == "%d/%b/%Y:%H:%M:%S %z"


def test_every_fault_is_raised_at_once(tmp_path):
    with pytest.raises(DataError) as error:
        read(tmp_path, 'format = "xml"\n[columns]\nuser = ""\n')
    assert {fault.column for fault in error.value.faults} == {"format", "columns.user", "columns.time"}
