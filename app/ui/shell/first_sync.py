"""Shows the first sync in the window until the list can be used."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.shell.stage_times import StageTimes
from app.ui.shell.view import FirstRunView, StageState, StageView

if TYPE_CHECKING:
    from app.domain.terms import Profile
    from app.ui.live.syncing import Syncing
    from app.ui.shell.main_window import MainWindow

STAGES = ("groups", "products", "prices", "stock", "papers", "index")


class FirstSync(QObject):
    """Stages with counts; `finished` once the user goes on to the goods."""

    finished = Signal()

    def __init__(self, window: MainWindow, syncing: Syncing, supplier: str) -> None:
        super().__init__(window)
        self._window = window
        self._syncing = syncing
        self._supplier = supplier
        self._times = StageTimes(time.monotonic)
        self._stage = ""
        self._profile: Profile | None = None
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
    def note_usable(self, profile: Profile | None = None) -> None:
        """The list can be shown: the button opens it. The profile says how much is to come."""
        self._profile = profile or self._profile
        if not self._usable:
            self._usable = True
            self._show()

    @Slot(str, int, int)
    def _note_stage(self, stage: str, done: int, total: int) -> None:
        self._stage = stage
        self._times.note(stage, done, total)
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._over:
            return
        at = STAGES.index(self._stage) if self._stage in STAGES else -1
        whole = at == len(STAGES) - 1 and self._is_whole("index")
        share = self._share(at)
        connection = self._syncing.connection
        trouble = "" if connection.online else self.tr("No connection. We go on when it is back.")
        left = None if whole or self._paused else self._times.left_s(share)
        self._window.show_first_run(
            FirstRunView(
                supplier=self._supplier,
                share=share,
                stages=(self._access(at), *self._stages(at), self._photos()),
                left_s=left.seconds if left else None,
                longer=left is not None and left.longer,
                bytes_done=self._syncing.received_bytes,
                bytes_a_second=None
                if whole
                else self._times.a_second(self._syncing.received_bytes),
                can_start=self._usable,
                without_photos=at > STAGES.index("stock"),
                paused=self._paused,
                whole=whole,
                trouble=trouble,
            )
        )

    def _access(self, at: int) -> StageView:
        """Who the user is: known before the first feed is asked for."""
        remark = ""
        if self._profile is not None:
            text = self.tr("contracts: {n}, warehouses: {m}")
            remark = text.format(n=len(self._profile.contracts), m=len(self._profile.warehouses))
        state = StageState.RUNNING if at < 0 else StageState.DONE
        return StageView("access", self.tr("Access and contracts"), state, remark=remark)

    def _stages(self, at: int) -> list[StageView]:
        names = {
            "groups": self.tr("Groups of goods"),
            "products": self.tr("Goods"),
            "prices": self.tr("Prices"),
            "stock": self.tr("Stock"),
            "papers": self.tr("Orders and documents"),
            "index": self.tr("Search index"),
        }
        stages = []
        for number, key in enumerate(STAGES):
            done, total = self._times.count(key)
            state = StageState.WAITING
            if number < at or (total and done >= total):
                state = StageState.DONE
            elif number == at:
                state = StageState.RUNNING
            expected = total or self._expected(key)
            seconds = self._times.stage_s(key, done=state == StageState.DONE, total=expected)
            shown = expected if expected and expected >= done else None
            stages.append(StageView(key, names[key], state, done, shown, seconds=seconds))
        return stages

    def _photos(self) -> StageView:
        # Photos are fetched when somebody looks at them: the first work waits for none.
        later = self.tr("as you look at them")
        return StageView("photos", self.tr("Photos"), StageState.WAITING, remark=later)

    def _expected(self, stage: str) -> int:
        """Return how many prices or balances there can be: each goods has at most one of each."""
        goods = self._times.count("products")[0]
        if self._profile is None or self._stage == "products":
            return 0
        kinds = {"prices": self._profile.price_types, "stock": self._profile.warehouses}
        return goods * len(kinds.get(stage, ()))

    def _is_whole(self, stage: str) -> bool:
        done, total = self._times.count(stage)
        return total > 0 and done >= total

    def _share(self, at: int) -> float:
        if at < 0:
            return 0.0
        stage = STAGES[at]
        done, total = self._times.count(stage)
        total = total or self._expected(stage)
        within = min(1.0, done / total) if total else 0.0
        return (at + within) / len(STAGES)

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
            if self._paused:
                # The goods are shown from now on, and nothing there would go on with the rest.
                self._resume()
            self.finished.emit()
