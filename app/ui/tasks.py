"""The only place that makes threads: work goes to a lane, its result comes back on the main thread.

Work given to a lane gets values, never widgets or models. Long work checks a cancel event of its
own. A result whose owner's C++ object is gone is dropped without a word.
"""

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Dropped = Callable[[], None]

READ_THREADS: Final = 2
NET_THREADS: Final = 3
WAITING: Final = 4


class _Job:
    """One piece of work with those who wait for it."""

    __slots__ = (
        "done",
        "dropped",
        "error",
        "failed",
        "key",
        "owner",
        "result",
        "was_dropped",
        "work",
    )

    def __init__(
        self, work: Work, done: Done, failed: Failed | None, owner: QObject, key: str | None
    ) -> None:
        self.work = work
        self.done = done
        self.failed = failed
        self.owner = owner
        self.key = key
        self.dropped: Dropped | None = None
        self.result: Any = None
        self.error: Exception | None = None
        self.was_dropped = False


class _Bridge(QObject):
    """Carries finished jobs from any thread to the main one."""

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        self.finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _hand_over(self, job: _Job) -> None:
        if self.closed or not shiboken6.isValid(job.owner):
            return
        if job.was_dropped:
            if job.dropped is not None:
                job.dropped()
        elif job.error is None:
            job.done(job.result)
        elif job.failed is not None:
            job.failed(job.error)
        else:
            # Nobody asked to see errors of this work, so it is our bug: sys.excepthook shows it.
            raise job.error


class _Lane:
    """A few threads with one queue: plain jobs in order, keyed jobs newest first and bounded."""

    def __init__(self, name: str, threads: int, finish: Callable[[_Job], None]) -> None:
        self._finish = finish
        self._ready = threading.Condition()
        self._plain: deque[_Job] = deque()
        self._keyed: list[_Job] = []
        self._closed = False
        self._threads = [
            # A daemon, because a blocked read of the network must not hold the program's end.
            threading.Thread(target=self._run, name=f"{name}-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def add(self, job: _Job, waiting: int) -> None:
        """Queue a job; of keyed ones at most `waiting` of one key wait, the oldest goes."""
        outdated: list[_Job] = []
        with self._ready:
            if self._closed:
                _log.info("work after the end of its lane was not started")
                return
            if job.key is None:
                self._plain.append(job)
            else:
                self._keyed.append(job)
                same = [one for one in self._keyed if one.key == job.key]
                outdated = same[: max(0, len(same) - waiting)]
                for one in outdated:
                    self._keyed.remove(one)
            self._ready.notify()
        for one in outdated:
            one.was_dropped = True
            self._finish(one)

    def close(self, *, drain: bool) -> None:
        """Take no more work; what waits is done first with `drain`, else forgotten."""
        with self._ready:
            self._closed = True
            if not drain:
                self._plain.clear()
                self._keyed.clear()
            self._ready.notify_all()

    def join(self, until: float) -> bool:
        """Wait for the threads until that moment of the monotonic clock; False when one goes on."""
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job.result = job.work()
            except Exception as error:  # the thread must outlive any job; `failed` gets the error
                job.error = error
            self._finish(job)

    def _next(self) -> _Job | None:
        with self._ready:
            while True:
                if self._plain:
                    return self._plain.popleft()
                if self._keyed:
                    return self._keyed.pop()
                if self._closed:
                    return None
                self._ready.wait()


class Tasks:
    """The lanes of the window: `read` for the cache, `write` for the journal, `fetch` for the net.

    Made and used on the main thread, which must run an event loop. `done`, `failed` and `dropped`
    are called there, later, never from inside the call that gave the work.
    """

    def __init__(self) -> None:
        self._bridge = _Bridge()
        self._read = _Lane("read", READ_THREADS, self._finish)
        self._journal = _Lane("journal", 1, self._finish)
        self._net = _Lane("net", NET_THREADS, self._finish)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject,
        key: str | None = None,
        waiting: int = WAITING,
        dropped: Dropped | None = None,
    ) -> None:
        """Read the cache; work with a `key` is done newest first.

        At most `waiting` jobs of one key wait: an older one is given up, and `dropped` is called
        for it so that the asker can ask again.
        """
        job = _Job(work, done, failed, owner, key)
        job.dropped = dropped
        self._read.add(job, waiting)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Change the journal; jobs are done one after another in the order they were given."""
        self._journal.add(_Job(work, done, failed, owner, None), WAITING)

    def fetch(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Talk to the network, to a file or to a printer, without order."""
        self._net.add(_Job(work, done, failed, owner, None), WAITING)

    def shutdown(self, timeout_s: float) -> bool:
        """End the lanes within `timeout_s`: the journal finishes what it was given, others forget.

        Returns False when work was still going on; it cannot hold the program's end. No callback
        is called after this.
        """
        until = time.monotonic() + timeout_s
        self._read.close(drain=False)
        self._net.close(drain=False)
        self._journal.close(drain=True)
        ended = [lane.join(until) for lane in (self._journal, self._read, self._net)]
        self._bridge.closed = True
        return all(ended)

    def _finish(self, job: _Job) -> None:
        # The bridge is deleted with the application; a late thread has nobody to tell then.
        with contextlib.suppress(RuntimeError):
            self._bridge.finished.emit(job)
