"""Work leaves the main thread, its result comes back there, and nothing given is lost."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    result = Tasks()
    yield result
    result.shutdown(5)


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


class Gate:
    """Work that waits until the test opens it."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self._open = threading.Event()

    def __call__(self) -> str:
        self.entered.release()
        assert self._open.wait(10)
        return "gate"

    def open(self) -> None:
        self._open.set()


def test_work_runs_elsewhere_and_the_result_comes_to_the_main_thread(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    threads: list[object] = []

    def done(result: int) -> None:
        threads.append(QThread.currentThread())
        results.append(result)

    results: list[int] = []
    tasks.read(threading.get_ident, done, owner=owner)
    qtbot.waitUntil(lambda: bool(results))
    assert results[0] != threading.get_ident()
    assert threads == [owner.thread()]


@pytest.mark.parametrize("lane", ["read", "write", "fetch"])
def test_an_error_comes_to_failed_and_the_lane_goes_on(
    tasks: Tasks, owner: QObject, qtbot: QtBot, lane: str
) -> None:
    errors: list[Exception] = []
    results: list[int] = []

    def divide() -> int:
        return 1 // 0

    give = getattr(tasks, lane)
    for _ in range(4):
        give(divide, results.append, errors.append, owner=owner)
    give(lambda: 7, results.append, errors.append, owner=owner)
    qtbot.waitUntil(lambda: len(errors) == 4 and results == [7])
    assert all(isinstance(error, ZeroDivisionError) for error in errors)


def test_an_error_nobody_waits_for_is_shown_as_our_bug(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    results: list[int] = []

    def divide() -> int:
        return 1 // 0

    with qtbot.captureExceptions() as caught:
        tasks.read(divide, results.append, owner=owner)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_result_for_a_closed_screen_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    from shiboken6 import delete

    parent, alive = QObject(), QObject()
    screen = QObject(parent)
    gate = Gate()
    called: list[str] = []
    finished: list[str] = []
    tasks.write(gate, called.append, owner=screen)
    tasks.write(lambda: "next", finished.append, owner=alive)
    delete(parent)
    gate.open()
    qtbot.waitUntil(lambda: finished == ["next"])
    assert called == []


def test_the_journal_keeps_the_order_of_what_it_was_given(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    written: list[int] = []
    results: list[int] = []
    for number in range(300):
        tasks.write(lambda n=number: written.append(n) or n, results.append, owner=owner)
    qtbot.waitUntil(lambda: len(results) == 300)
    assert written == results == list(range(300))


def test_the_newest_block_is_read_first_and_only_four_wait(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    """Dragging the scroll bar asks for hundreds of blocks; only the last ones matter."""
    gate = Gate()
    order: list[int] = []
    dropped: list[int] = []
    nothing: list[object] = []
    for _ in range(2):
        tasks.read(gate, nothing.append, owner=owner)
        assert gate.entered.acquire(timeout=10)
    for number in range(20):
        tasks.read(
            lambda n=number: n,
            order.append,
            owner=owner,
            key="blocks",
            dropped=lambda n=number: dropped.append(n),
        )
    gate.open()
    qtbot.waitUntil(lambda: len(order) == 4 and len(dropped) == 16)
    assert sorted(order) == [16, 17, 18, 19]
    assert dropped == list(range(16))


def test_keys_are_bounded_each_for_itself(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    gate = Gate()
    results: list[str] = []
    for _ in range(2):
        tasks.read(gate, lambda _: None, owner=owner)
        assert gate.entered.acquire(timeout=10)
    for number in range(3):
        tasks.read(lambda n=number: f"search {n}", results.append, owner=owner, key="s", waiting=1)
        tasks.read(lambda n=number: f"block {n}", results.append, owner=owner, key="b")
    gate.open()
    qtbot.waitUntil(lambda: len(results) == 4)
    assert sorted(results) == ["block 0", "block 1", "block 2", "search 2"]


def test_the_end_waits_for_the_journal(owner: QObject, qtbot: QtBot) -> None:
    """Closing the window writes every change that was made before."""
    tasks = Tasks()
    gate = Gate()
    written: list[int] = []
    tasks.write(gate, lambda _: None, owner=owner)
    for number in range(50):
        tasks.write(lambda n=number: written.append(n), lambda _: None, owner=owner)
    threading.Timer(0.1, gate.open).start()
    assert tasks.shutdown(10)
    assert written == list(range(50))


def test_the_end_does_not_wait_for_a_silent_network(owner: QObject, qtbot: QtBot) -> None:
    tasks = Tasks()
    gate = Gate()
    called: list[str] = []
    tasks.fetch(gate, called.append, owner=owner)
    assert gate.entered.acquire(timeout=10)
    assert not tasks.shutdown(0.05)
    gate.open()
    qtbot.wait(50)
    assert called == []


def test_work_after_the_end_is_refused_quietly(owner: QObject, qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.shutdown(5)
    called: list[int] = []
    tasks.read(lambda: called.append(1), lambda _: None, owner=owner)
    tasks.write(lambda: called.append(1), lambda _: None, owner=owner)
    qtbot.wait(30)
    assert called == []
