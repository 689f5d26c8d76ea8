"""Shows the first sync in the window until the list can be used."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.shell.view import FirstRunView, StageState, StageView

if TYPE_CHECKING:
    from app.ui.live.syncing import Syncing
    from app.ui.shell.main_window import MainWindow

STAGES = ("groups", "products", "prices", "stock", "papers", "index")
ETA_AFTER_S = 3.0


class FirstSync(QObject):
    """Stages with counts; `finished` once the user goes on to the goods."""

    finished = Signal()

    def __init__(self, window: MainWindow, syncing: Syncing, supplier: str) -> None:
        super().__init__(window)
        self._window = window
        self._syncing = syncing
        self._supplier = supplier
        self._counts: dict[str, tuple[int, int]] = {}
        self._stage = ""
        self._began = time.monotonic()
        self._usable = False
        self._paused = False
        self._over = False
        syncing.stage_reached.connect(self._note_stage)
        syncing.connection_changed.connect(self._show)
        window.pages.first_run.started.connect(self._finish)
        window.pages.first_run.paused.connect(self._pause)
        window.pages.first_run.resumed.connect(self._resume)
        self._show()

    @Slot()
    def note_usable(self) -> None:
        """The list can be shown: the button opens it."""
        if not self._usable:
            self._usable = True
            self._show()

    @Slot(str, int, int)
    def _note_stage(self, stage: str, done: int, total: int) -> None:
        self._stage = stage
        self._counts[stage] = (done, total)
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._over:
            return
        names = {
            "groups": self.tr("Groups of goods"),
            "products": self.tr("Goods"),
            "prices": self.tr("Prices"),
            "stock": self.tr("Stock"),
            "papers": self.tr("Orders and documents"),
            "index": self.tr("Search index"),
        }
        at = STAGES.index(self._stage) if self._stage in STAGES else -1
        stages = []
        for number, key in enumerate(STAGES):
            done, total = self._counts.get(key, (0, 0))
            state = StageState.WAITING
            if number < at or (total and done >= total):
                state = StageState.DONE
            elif number == at:
                state = StageState.RUNNING
            stages.append(StageView(key, names[key], state, done, total or None))
        # Photos are fetched when somebody looks at them: the first work waits for none.
        later = self.tr("as you look at them")
        stages.append(StageView("photos", self.tr("Photos"), StageState.WAITING, remark=later))
        share = self._share(at)
        connection = self._syncing.connection
        trouble = "" if connection.online else self.tr("No connection. We go on when it is back.")
        self._window.show_first_run(
            FirstRunView(
                supplier=self._supplier,
                share=share,
                stages=tuple(stages),
                left_s=self._left_s(share),
                can_start=self._usable,
                without_photos=at > STAGES.index("stock"),
                paused=self._paused,
                trouble=trouble,
            )
        )

    def _share(self, at: int) -> float:
        if at < 0:
            return 0.0
        done, total = self._counts.get(STAGES[at], (0, 0))
        within = min(1.0, done / total) if total else 0.0
        return (at + within) / len(STAGES)

    def _left_s(self, share: float) -> int | None:
        spent = time.monotonic() - self._began
        if spent < ETA_AFTER_S or share <= 0.02 or self._paused:
            return None
        return round(spent * (1 - share) / share)

    @Slot()
    def _pause(self) -> None:
        self._paused = True
        self._syncing.pause(paused=True)
        self._show()

    @Slot()
    def _resume(self) -> None:
        self._paused = False
        self._syncing.pause(paused=False)
        self._show()

    @Slot()
    def _finish(self) -> None:
        if self._usable and not self._over:
            self._over = True
            self.finished.emit()
