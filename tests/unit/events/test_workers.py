"""Who counts: this process, or processes that end with it."""

import multiprocessing
import os
from threading import Thread

from helsetrend.events.workers import connection, pool


def test_without_workers_the_jobs_run_in_this_process():
    with pool(0) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()
    assert multiprocessing.active_children() == []


def test_a_worker_is_another_process_and_is_gone_at_the_end():
    with pool(1) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
    assert multiprocessing.active_children() == []


def test_each_thread_has_one_connection_of_its_own():
    connections = [connection(), connection()]
    thread = Thread(target=lambda: connections.append(connection()))
    thread.start()
    thread.join()
    assert connections[0] is connections[1]
    assert connections[2] is not connections[0]
