"""Objects of Qt that die in a cycle are destroyed on the main thread, while the window rests."""

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject

from app.ui.garbage import PATIENCE, REST_S, MainThreadGarbage


@pytest.fixture
def garbage(qapp):
    # Other programs leave the collector on, these tests have it off.
    gc.enable()
    garbage = MainThreadGarbage()
    yield garbage
    garbage.stop()
    assert gc.isenabled()
    gc.disable()


@pytest.fixture
def died_in():
    """The threads in which a knot of objects that nobody knows any more has been destroyed."""
    threads = []
    knot = QObject()
    knot.itself = knot
    weakref.finalize(knot, lambda: threads.append(threading.current_thread()))
    return threads


def _work() -> None:
    until = time.thread_time() + REST_S
    while time.thread_time() < until:
        pass


def test_a_worker_never_destroys_what_the_window_forgot(garbage, died_in):
    def work() -> None:
        # Far more objects than the interpreter's threshold: it would have collected here.
        kept = [[] for _ in range(50_000)]
        assert len(kept) == 50_000

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert died_in == []
    gc.collect(1)
    for _ in range(3):
        garbage.collect()
    gc.collect()
    assert died_in == [threading.main_thread()]


def test_a_window_at_work_is_not_held_up_by_its_garbage(garbage, died_in):
    kept = [[] for _ in range(5_000)]
    _work()
    garbage.collect()
    assert died_in == []
    garbage.collect()  # it has rested since the last look
    assert died_in == [threading.main_thread()]
    assert len(kept) == 5_000


def test_a_window_that_never_rests_loses_its_garbage_too(garbage, died_in):
    kept = [[] for _ in range(5_000)]
    for _ in range(PATIENCE):
        _work()
        garbage.collect()
    assert died_in == []
    _work()
    garbage.collect()
    assert died_in == [threading.main_thread()]
    assert len(kept) == 5_000
