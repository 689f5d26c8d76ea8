"""Work that nobody asks for: sweeps at their intervals, in one thread."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence

Tick = Callable[[], None]
EVERY_S = 1.0
"""How often it is asked what is due; each tick has an interval of its own."""
_log = logging.getLogger("gateway.background")


class Background:
    """Calls every tick again and again until it is closed; one that fails is told in the log."""

    def __init__(self, ticks: Sequence[Tick], every_s: float = EVERY_S) -> None:
        self._ticks = ticks
        self._every_s = every_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin with the first round at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the tick that runs."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            for tick in self._ticks:
                if self._ended.is_set():
                    return
                try:
                    tick()
                except Exception:
                    # One sweep's failure must not end the others; it is tried again.
                    _log.exception("a background task failed")
            self._ended.wait(self._every_s)


class Repeated:
    """A tick that does its work only when a time has passed since it last did."""

    def __init__(
        self,
        work: Callable[[dt.datetime], object],
        now: Callable[[], dt.datetime],
        every: dt.timedelta,
    ) -> None:
        self._work = work
        self._now = now
        self._every = every
        self._next: dt.datetime | None = None

    def __call__(self) -> None:
        """Work if it is time."""
        now = self._now()
        if self._next is None or now >= self._next:
            self._work(now)
            self._next = now + self._every
