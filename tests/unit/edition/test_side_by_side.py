"""Calls side by side end with the block they belong to, whatever is raised in it and whenever."""

import threading
import time

import pytest

from helsetrend.edition import side_by_side as module
from helsetrend.edition.side_by_side import side_by_side


@pytest.fixture
def killed(monkeypatch):
    """What is set where child processes would be killed; there are none but those of other tests."""
    event = threading.Event()
    monkeypatch.setattr(module, "end_children", event.set)
    return event


def test_what_the_calls_return_is_yielded_with_their_names_the_first_to_return_first():
    first = threading.Event()
    calls = {"waits": lambda: first.wait(30), "goes first": lambda: 5}
    with side_by_side(calls, at_once=2) as returned:
        assert next(returned) == ("goes first", 5)
        first.set()
        assert list(returned) == [("waits", True)]


def test_no_more_calls_than_allowed_are_made_at_once():
    now, most, lock = set(), [], threading.Lock()

    def call(number):
        with lock:
            now.add(number)
            most.append(len(now))
        time.sleep(0.01)
        with lock:
            now.discard(number)

    with side_by_side({str(number): lambda number=number: call(number) for number in range(6)}, at_once=2) as returned:
        assert len(list(returned)) == 6
    assert max(most) <= 2


def test_an_error_of_a_call_is_raised_when_the_others_have_returned():
    returned = []

    def late():
        time.sleep(0.1)
        returned.append("late")

    def fail():
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"), side_by_side({"a": late, "b": fail}, at_once=2) as answers:
        list(answers)
    assert returned == ["late"]


def test_an_interrupt_kills_what_the_calls_wait_for_and_begins_no_other_call(killed):
    begun = []

    def wait(name):
        begun.append(name)
        killed.wait(30)

    def interrupt():
        while not begun:
            time.sleep(0.01)
        raise KeyboardInterrupt

    calls = {name: lambda name=name: wait(name) for name in "abc"}
    with pytest.raises(KeyboardInterrupt), side_by_side(calls, at_once=1):
        interrupt()
    assert begun == ["a"]


def test_an_interrupt_waits_no_longer_than_its_patience(killed, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    never = threading.Event()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), side_by_side({"a": never.wait}, at_once=1):
        raise KeyboardInterrupt
    assert time.monotonic() - start < 10
    never.set()


def test_an_interrupt_while_a_thread_starts_leaves_nothing_that_is_called(killed, monkeypatch):  # noqa: ARG001
    called, start, threads = [], threading.Thread.start, []

    def interrupted(thread):
        threads.append(thread)
        start(thread)
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt), side_by_side({"a": lambda: called.append(1)}, at_once=1):
        pytest.fail("no thread has started")
    for thread in threads:
        thread.join(timeout=30)
    assert [thread.is_alive() for thread in threads] == [False]
    assert [thread.daemon for thread in threads] == [True]
    assert called == []
