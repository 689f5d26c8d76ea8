"""Collects Python's cyclic garbage on the main thread only.

A widget or timer that dies in a cycle is destroyed by whichever thread happens to collect, and Qt
crashes when that is a worker's (seen in tests). So the automatic collector is switched off and a
timer of the main thread does its work, at the interpreter's own thresholds.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS: Final = 500


class MainThreadGarbage(QObject):
    """Collects while it exists; the interpreter's collector is off meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to the interpreter."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due; the youngest takes under a millisecond."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
