"""No value of a log is in anything that is printed or written, whatever fails; nothing temporary stays.

Every value of these logs holds a mark. Each is put through every path that can fail, and all that came out is searched.
"""

import errno
import gzip
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from command import run
from eventlogs import MAPPING, made_up_log, number_of, write_log

import helsetrend as ht
from helsetrend.cli import counting
from helsetrend.events import duckdb_engine, workers
from helsetrend.events.scratch import BusyError, only_count_in, remove_left, scratch_folder
from helsetrend.events.workers import EngineError, pool, silent, submit

COMMAND = Path(sys.executable).with_name("helsetrend")
MARK = "zqmark"
TIME = "2021-12-31T10:00:00Z"
COLUMNS = '[columns]\nuser = "user"\ntime = "time"\nkind = "kind"\nservice = "service"\n'
GOOD = [f"{MARK}{number},{TIME},view,messages" for number in range(20)]
REQUEST = f'"GET /{MARK}?{MARK} HTTP/1.1" 200 5 "{MARK}" "{MARK}"'


def parquet(values, kinds):
    """Return the bytes of a Parquet file with one row for each tuple, in columns of these types."""
    names = ("user", "time", "kind", "service")
    rows = ", ".join(
        "(" + ", ".join(f"CAST({value} AS {kind})" for value, kind in zip(row, kinds, strict=True)) + ")"
        for row in values
    )
    path = Path(os.environ["PYTEST_TMP"]) / "made.parquet"
    header = ", ".join(map(json.dumps, names))
    duckdb.sql(f"SELECT * FROM (VALUES {rows}) AS row({header})").write_parquet(str(path))
    return path.read_bytes()


HEAD = "user,time,kind,service"
LOGS = {
    "good": ("csv", COLUMNS, [HEAD, *GOOD]),
    "a user in every column": (
        "csv",
        COLUMNS,
        [HEAD, *GOOD, f"{MARK}1,{MARK}1,{MARK}1,{MARK}1", f"a,{TIME},{MARK}1,x"],
    ),
    "users as services": (
        "csv",
        COLUMNS,
        [HEAD, *(f"{MARK}{number},{TIME},view,{MARK}{number}" for number in range(9))],
    ),
    "more users as services than bits": (
        "csv",
        COLUMNS,
        [HEAD, *(f"u,{TIME},view,{MARK}{chr(200 + n)}" for n in range(70))],
    ),
    "an e-mail in the time": ("csv", COLUMNS, [HEAD, f"a,{MARK}@example.no,view,", *GOOD]),
    "no header": ("csv", COLUMNS, GOOD),
    "no header, two columns": ("csv", '[columns]\nuser = "user"\ntime = "time"\n', [f"{MARK}@x.no;{TIME}"] * 3),
    "quotes": ("csv", COLUMNS, [HEAD, f'"{MARK},{TIME},view,x', f'{MARK},"{TIME}"x,view,', *GOOD]),
    "every line is unreadable": ("csv", COLUMNS, [HEAD, *[f"{MARK},{MARK}"] * 9]),
    "json": (
        "jsonl",
        COLUMNS,
        [json.dumps({"user": MARK, "time": TIME, "kind": MARK, "service": MARK, MARK: MARK})] * 3,
    ),
    "json without the field": ("jsonl", COLUMNS, [f'{{"{MARK}@x.no": 1, "x": {{"{MARK}{n}": 1}}}}' for n in range(3)]),
    "json that is none": ("jsonl", COLUMNS, [f'{{"user": "{MARK}"', f'["{MARK}"]', MARK]),
    "access": ("combined", "", [f"192.0.2.1 - {MARK} [31/Dec/2021:10:00:00 +0000] {REQUEST}", f"{MARK} {MARK}"]),
    "access with a prefix": ("combined", "", [f"{MARK}; 192.0.2.1 - - [31/Dec/2021:10:00:00 +0000] {REQUEST}"]),
    "access with a wrong time": ("combined", "", [f"192.0.2.1 - - [{MARK}] {REQUEST}"]),
    "w3c": ("w3c", "", ["#Fields: date time c-ip cs-uri-stem", f"2021-12-31 10:00:00 {MARK} /{MARK}"]),
    "w3c without fields": ("w3c", "", [f"2021-12-31 10:00:00 {MARK} /{MARK}"]),
    "snowplow": (
        "snowplow",
        '[columns]\nuser = "domain_userid"\ntime = "collector_tstamp"\n',
        ["\t".join([MARK] * 131)],
    ),
    "not parquet": ("parquet", COLUMNS, [MARK] * 9),
    "not gzip": ("csv", COLUMNS, gzip.compress(f"{HEAD}\n{MARK},{TIME},view,\n".encode())[:-9]),
}


def searched(folder, *texts, log="log"):
    """Assert that the mark is in none of the texts, nor in the content or the name of a file, but the log itself."""
    for text in texts:
        assert MARK not in text
    for path in folder.rglob("*"):
        if path.is_file() and log not in path.relative_to(folder).parts:
            assert MARK not in path.name
            assert MARK.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("max_bad", ["100%", "0%"])
@pytest.mark.parametrize(("form", "columns", "lines"), LOGS.values(), ids=LOGS)
def test_no_value_comes_out(tmp_path, form, columns, lines, max_bad):
    (tmp_path / "log").mkdir()
    content = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
    (tmp_path / "log" / "file").write_bytes(content)
    (tmp_path / "events.toml").write_text(f'format = "{form}"\n{columns}', encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    arguments = ("count", "log", "--events", "events.toml", "--out", "out", "--key", "key", "--max-bad", max_bad)
    done = run(*arguments, "--workers", "1", "--scratch", "tmp", folder=tmp_path)
    searched(tmp_path, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert [*(tmp_path / "tmp").iterdir()] == []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        try:
            ht.count_events("log", "events.toml", max_bad=float(max_bad.removesuffix("%")) / 100)
        except Exception as error:
            chain = []
            while error is not None:
                chain.append(f"{error!s} {error!r}")
                error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
            searched(tmp_path, *chain)


def test_no_value_comes_out_of_processes_that_count(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(counting, "SMALL_LOG", 0)
    started = []
    monkeypatch.setattr(duckdb_engine, "pool", lambda number, scratch: started.append(number) or pool(number, scratch))
    form, columns, lines = LOGS["a user in every column"]
    (tmp_path / "log").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "events.toml").write_text(f'format = "{form}"\n{columns}', encoding="utf-8")
    arguments = ("count", "log", "--events", "events.toml", "--out", "out", "--key", "key", "--workers", "2")
    done = run(*arguments, folder=tmp_path)
    searched(tmp_path, done.stdout, done.stderr, *capfd.readouterr())
    assert (done.returncode, started) == (0, [2])


TYPES = {
    "users of other types": [("BIGINT", "'01017012345'"), ("VARCHAR", f"'{MARK}1'"), ("DOUBLE", "1.5")],
    "a list": [("VARCHAR[]", f"['{MARK}']")],
    "a struct": [("STRUCT(a VARCHAR)", f"{{'a': '{MARK}'}}")],
    "bytes": [("BLOB", f"'{MARK}'")],
}


@pytest.mark.parametrize("files", TYPES.values(), ids=TYPES)
def test_no_value_comes_out_of_parquet_of_any_type(tmp_path, monkeypatch, files):
    monkeypatch.setenv("PYTEST_TMP", str(tmp_path))
    (tmp_path / "log").mkdir()
    for number, (kind, user) in enumerate(files):
        content = parquet([(user, f"'{TIME}'", "'view'", "'messages'")], (kind, "VARCHAR", "VARCHAR", "VARCHAR"))
        (tmp_path / "log" / f"{number}.parquet").write_bytes(content)
    (tmp_path / "made.parquet").unlink()
    (tmp_path / "events.toml").write_text(f'format = "parquet"\n{COLUMNS}', encoding="utf-8")
    arguments = ("count", "log", "--events", "events.toml", "--out", "out", "--key", "key", "--workers", "1")
    done = run(*arguments, folder=tmp_path)
    searched(tmp_path, done.stdout, done.stderr)
    assert "1017012345" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [0, 1])
def test_an_error_of_the_engine_says_where_it_came_up_and_no_value(number):
    with pool(number) as executor, pytest.raises(EngineError) as error:
        submit(executor, number_of, MARK).result()
    assert str(error.value).startswith("counting failed: ConversionException in helsetrend")
    assert MARK not in repr(error.value.__cause__)
    with pytest.raises(OSError, match="No space left on device"), silent():
        raise duckdb.IOException(f"Could not write {MARK}: No space left on device")
    assert workers.connection() is not None


def test_a_process_that_is_killed_from_outside_is_an_error_that_says_so():
    with pytest.raises(EngineError, match=r"was ended from outside, .* out of memory; try fewer --workers"):  # noqa: SIM117
        with pool(1) as executor, silent():
            submit(executor, os._exit, 9).result()


def test_a_full_disk_is_an_error_that_names_the_folders(tmp_path, monkeypatch):
    """The system does not say which disk it is; all that was in place stays."""

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write_log(tmp_path / "log", made_up_log()[:5])
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    arguments = ("count", "log", "--events", "events.toml", "--out", "out", "--key", "own/key", "--kept", "own/kept")
    monkeypatch.setattr(os, "fsync", full)
    done = run(*arguments, "--workers", "1", "--scratch", ".", folder=tmp_path)
    folders = f"., {tmp_path / 'own' / 'kept'}, out"
    assert done.stderr.endswith(f"helsetrend: no space left on the disk of one of these folders: {folders}\n")
    assert done.returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".lock"]


# --- what is temporary


def test_a_scratch_folder_is_private_and_removed(tmp_path):
    with scratch_folder(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "users.parquet").touch()
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_count_left_is_removed_and_what_another_one_uses_is_not(tmp_path):
    left = tmp_path / "helsetrend-left"
    left.mkdir()
    (left / ".lock").touch()
    (left / "users.parquet").touch()
    (tmp_path / "helsetrend-notes").mkdir()  # without a lock: not a scratch folder
    with scratch_folder(tmp_path) as folder:
        assert not left.exists()
        remove_left(tmp_path)
        assert folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["helsetrend-notes"]


def test_two_counts_do_not_write_into_one_folder(tmp_path):
    with only_count_in(tmp_path / "out"):
        with pytest.raises(BusyError, match="another count writes into"), only_count_in(tmp_path / "out"):
            pass
        write_log(tmp_path / "log", made_up_log()[:5])
        (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
        done = run("count", "log", "--events", "events.toml", "--out", "out", "--key", "key", folder=tmp_path)
        assert (done.returncode, done.stdout) == (5, "")
        assert done.stderr == "helsetrend: another count writes into out; wait until it has ended\n"
    with only_count_in(tmp_path / "out"):
        pass


def test_what_is_kept_is_private_and_not_below_the_counts(tmp_path):
    write_log(tmp_path / "log", made_up_log()[:50])
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "out" / ".kept").mkdir(parents=True)  # of an earlier version
    arguments = ("count", "log", "--events", "events.toml", "--out", "out", "--workers", "1")
    done = run(*arguments, "--key", "own/key", "--suppress-below", "5", folder=tmp_path)
    assert done.returncode == 0
    assert {path.name for path in (tmp_path / "out").rglob("*")} == {
        *("counts.csv", "earlier.csv", "lengths.csv", "findings.csv", ".lock")
    }
    (kept,) = (tmp_path / "own" / "kept").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert (kept / "releases.json").exists()
    for option in (("--key", "out/key"), ("--key", "own/key", "--kept", "out/kept")):
        done = run(*arguments, *option, folder=tmp_path)
        assert done.returncode == 2
        assert "lies in --out, which is given away" in done.stderr


def started(tmp_path):
    """Start a count of a log that takes a while, and return it once its scratch folder has users in it.

    `nohup` starts programs with SIGHUP ignored; this one gets it as it is by default.
    """
    for number in range(12):
        write_log(tmp_path / "log" / str(number), made_up_log(number))
    (tmp_path / "events.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "scratch").mkdir(exist_ok=True)
    arguments = ["count", "log", "--events", "events.toml", "--out", "out", "--key", "key", "--scratch", "scratch"]
    process = subprocess.Popen(
        [COMMAND, *arguments, "--workers", "1"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    while "of them new or changed" not in (line := process.stderr.readline()):
        assert line, process.wait()
    while not [*(tmp_path / "scratch").glob("*/*.parquet")]:
        assert process.poll() is None
        time.sleep(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_temporary(tmp_path, number):
    process = started(tmp_path)
    process.send_signal(number)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    searched(tmp_path, out, said)
    assert [*(tmp_path / "scratch").iterdir()] == []
    assert not (tmp_path / "out" / "counts.csv").exists()


def test_the_next_count_removes_what_a_kill_left(tmp_path):
    process = started(tmp_path)
    process.kill()
    process.communicate(timeout=60)
    (left,) = (tmp_path / "scratch").iterdir()
    with scratch_folder(tmp_path / "scratch"):
        assert not left.exists()


def test_standard_input_is_counted_from_a_private_folder(tmp_path, monkeypatch):
    text = "\n".join([HEAD, *GOOD]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(text))))
    (tmp_path / "events.toml").write_text(f'format = "csv"\n{COLUMNS}', encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    arguments = ("count", "-", "--events", "events.toml", "--out", "out", "--key", "key", "--workers", "1")
    done = run(*arguments, "--scratch", "tmp", folder=tmp_path)
    assert done.returncode == 0
    assert "visits,,2021,20," in (tmp_path / "out" / "counts.csv").read_text("utf-8")
    searched(tmp_path, done.stdout, done.stderr)
    assert [*(tmp_path / "tmp").iterdir()] == []
    done = run("count", "-", "more", *arguments[2:], folder=tmp_path)
    assert (done.returncode, "- means standard input" in done.stderr) == (2, True)
