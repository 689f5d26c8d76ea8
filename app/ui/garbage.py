"""Collects Python's cyclic garbage on the main thread only, while the window rests.

A widget or timer that dies in a cycle is destroyed by whichever thread happens to collect, and Qt
crashes when that is a worker's (seen in tests). So the automatic collector is switched off and a
timer of the main thread does its work, at the interpreter's own thresholds. A collection takes 3 to
20 ms while rows come and go: it never stands between a key and its frame when it can wait.
"""

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS: Final = 500
REST_S: Final = 0.01
"""The main thread rests when it used less processor time than this between two looks."""
PATIENCE: Final = 40
"""After so many looks at a window that never rests the youngest garbage goes nevertheless."""


class MainThreadGarbage(QObject):
    """Collects while it exists; the interpreter's collector is off meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._worked_s = time.thread_time()
        self._waited = 0
        self._was_on = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to the interpreter, if it was the interpreter's."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, unless the window is at work."""
        before_s, self._worked_s = self._worked_s, time.thread_time()
        rests = self._worked_s - before_s < REST_S
        if not rests and self._waited < PATIENCE:
            self._waited += 1
            return
        self._waited = 0
        counts = gc.get_count()
        for generation in (2, 1, 0) if rests else (0,):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                # What the collection took is no work of the window's.
                self._worked_s = time.thread_time()
                return
