"""What can go wrong on 1C's side, switched on by commands while it runs."""

from __future__ import annotations

import threading
import time
from collections import Counter

COUNTED = ("drop_after_query", "no_success")
TIMED = ("off", "slow")
SLOW_S = 2.0


class Faults:
    """The switches; safe for several threads.

    drop_after_query: the answer to `query` is lost before anything is read, N times.
    no_success: the orders are loaded, `success` is never sent, N times.
    slow: two seconds before every request, for some seconds.
    off: no exchange at all, for some seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: Counter[str] = Counter()
        self._until: dict[str, float] = {}

    def switch(self, kind: str, *, times: int = 1, seconds: float = 10.0) -> None:
        """Turn one on; ValueError for a kind that is not known."""
        with self._lock:
            if kind in COUNTED:
                self._left[kind] = times
            elif kind in TIMED:
                self._until[kind] = time.monotonic() + seconds
            else:
                message = f"there is no fault {kind!r}"
                raise ValueError(message)

    def take(self, kind: str) -> bool:
        """Whether a counted fault strikes now; one of its times is used up."""
        with self._lock:
            if self._left[kind] <= 0:
                return False
            self._left[kind] -= 1
            return True

    def left_s(self, kind: str) -> float:
        """How long a timed fault still lasts."""
        with self._lock:
            return max(0.0, self._until.get(kind, 0.0) - time.monotonic())

    def before_request(self) -> None:
        """Called before each request."""
        if self.left_s("slow"):
            time.sleep(SLOW_S)
