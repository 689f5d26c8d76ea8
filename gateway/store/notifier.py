"""Tells waiting calls that the change number has grown, in this process or in another one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from gateway.store.engine import reading
from gateway.store.sequence import TOUCHED, current_seq

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.pool import ConnectionPoolEntry

POLL_S = 0.5
_log = logging.getLogger("gateway.store.notifier")


class Notifier:
    """Knows the highest committed change number and wakes those who wait for a higher one.

    A transaction of this process wakes it when its connection returns to the pool; what other
    processes write is seen by looking twice a second. Waiters hold no connection. One thread
    looks; `wait` is for coroutines and `wait_blocking` for threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seq = -1
        self._condition = threading.Condition()
        self._look = threading.Event()
        self._closing = False
        self._futures: set[asyncio.Future[None]] = set()
        self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)
        event.listen(engine, "checkin", self._checkin)

    def start(self) -> None:
        """Begin to look; the number is known when this returns."""
        self._read()
        self._thread.start()

    def close(self) -> None:
        """Wake everybody and stop; waits that begin later end at once. May be called twice."""
        with self._condition:
            self._closing = True
            self._wake_all()
        self._look.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def closing(self) -> bool:
        """Whether the gateway is going down."""
        return self._closing

    @property
    def seq(self) -> int:
        """The highest number seen so far."""
        return self._seq

    async def wait(self, since: int, timeout_s: float) -> int:
        """Wait until the number is above `since`, the time is up or the gateway goes down."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        while True:
            with self._condition:
                left = deadline - loop.time()
                if self._seq > since or self._closing or left <= 0:
                    return self._seq
                future: asyncio.Future[None] = loop.create_future()
                self._futures.add(future)
            try:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(future, left)
            finally:
                with self._condition:
                    self._futures.discard(future)

    def wait_blocking(self, since: int, timeout_s: float) -> int:
        """Do as `wait` does, in a thread."""
        with self._condition:
            self._condition.wait_for(lambda: self._seq > since or self._closing, timeout_s)
            return self._seq

    def _checkin(self, dbapi_connection: Any, record: ConnectionPoolEntry) -> None:
        del dbapi_connection
        if record.info.pop(TOUCHED, False):
            self._look.set()

    def _run(self) -> None:
        while not self._closing:
            self._look.wait(POLL_S)
            self._look.clear()
            try:
                self._read()
            except (SQLAlchemyError, TimeoutError):
                # A busy or vanished database is told by the calls that need it.
                _log.exception("the change number could not be read")

    def _read(self) -> None:
        with reading(self._engine) as connection:
            seq = current_seq(connection)
        with self._condition:
            if seq != self._seq:
                self._seq = seq
                self._wake_all()

    def _wake_all(self) -> None:
        self._condition.notify_all()
        for future in self._futures:
            loop = future.get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(_finish, future)


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
