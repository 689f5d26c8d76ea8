"""How far prices and stock can be trusted: top bar, banners over old ones, F5."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.freshness import is_late, told_at
from app.ui.shell.view import SyncEntry, SyncState, SyncView

if TYPE_CHECKING:
    from app.ui.live.goods import Goods
    from app.ui.live.sync_log import SyncLog
    from app.ui.live.syncing import Connection, Syncing
    from app.ui.live.terms import Terms
    from app.ui.shell.main_window import MainWindow

LOOK_MS = 15_000
SYNCS_SHOWN = 5


class Freshness(QObject):
    """Tells the user how old what he sees is, and the screens whether that is too old."""

    staleness_changed = Signal(bool)
    """True: prices and stock are old (no connection, or 1C is late) and are to look so."""

    def __init__(self, window: MainWindow, terms: Terms, goods: Goods, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._terms = terms
        self._goods = goods
        self._online = True
        self._offline_since: dt.datetime | None = None
        self._onec = "ok"
        self._stale = False
        self._asked = False
        self._heard = False
        self._told_late = False
        self._onec_shown = ""
        """The state of 1C that the banner tells, '' while there is none."""
        self._sync_log: SyncLog | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        goods.ages_changed.connect(self.show_ages)
        goods.opened.connect(self.show_ages)
        window.banners.closed.connect(self._note_closed)

    def follow(self, syncing: Syncing, sync_log: SyncLog) -> None:
        """Show what the sync child tells, and pass F5 on."""
        self._syncing = syncing
        self._sync_log = sync_log
        syncing.connection_changed.connect(self._show_connection)
        syncing.onec_changed.connect(self._show_onec)
        syncing.synced.connect(self._note_synced)
        sync_log.changed.connect(self.show_ages)
        self._window.sync_requested.connect(self._sync_now)
        self._window.banners.action_chosen.connect(self._act)

    @Slot()
    def show_ages(self) -> None:
        """Show how old prices are and whether that is late."""
        now = dt.datetime.now(tz=dt.UTC)
        as_of = self._as_of()
        state = SyncState.FRESH
        if not self._online:
            state = SyncState.OFFLINE
        elif as_of is None or self._onec != "ok" or self._late(as_of, now):
            state = SyncState.STALE
        local = as_of.astimezone() if as_of else None
        history = self._sync_log.syncs[:SYNCS_SHOWN] if self._sync_log is not None else []
        told = tuple(SyncEntry(one.at, one.text, one.took_s) for one in history)
        self._window.show_sync(SyncView(state, local, self._offline_since, history=told))
        stale = state != SyncState.FRESH and as_of is not None
        if stale != self._stale:
            self._stale = stale
            self.staleness_changed.emit(stale)
        if not self._online:
            # Its age grows; a screen reader has heard it already.
            self._tell_offline(quiet=True)
        if self._told_late and not stale:
            self._told_late = False
            self._tell_onec("ok")
        elif self._onec_shown:
            # News may have come meanwhile; a screen reader has heard of 1C already.
            self._tell_onec(self._onec_shown, quiet=True)

    @Slot()
    def _look(self) -> None:
        """Now and then: prices grow old without anybody's news."""
        self.show_ages()
        # Before the child has asked, old prices are only those of the last time.
        if self._heard and self._online and self._stale and self._onec == "ok":
            if not self._told_late:
                self._tell_onec("late")
            self._told_late = True

    @Slot(object)
    def _show_connection(self, connection: Connection) -> None:
        self._online = connection.online
        self._offline_since = None if connection.online else connection.since.astimezone()
        if connection.online:
            self._window.banners.withdraw("offline")
        else:
            self._tell_offline()
        self.show_ages()

    @Slot(str)
    def _show_onec(self, state: str) -> None:
        self._heard = True
        if state != self._onec:
            self._onec = state
            self._told_late = False
            self._tell_onec(state)
        self.show_ages()

    def _tell_onec(self, state: str, *, quiet: bool = False) -> None:
        self._onec_shown = "" if state == "ok" else state
        if not self._onec_shown:
            self._window.banners.withdraw("onec")
            return
        from app.ui.shell.age_banners import onec_message

        self._window.banners.post(onec_message(state, self._as_of(), _now()), quiet=quiet)

    @Slot(str)
    def _note_closed(self, key: str) -> None:
        if key == "onec":
            self._onec_shown = ""

    def _tell_offline(self, *, quiet: bool = False) -> None:
        from app.ui.shell.age_banners import offline_message

        message = offline_message(self._as_of(), _now())
        if message is not None:
            self._window.banners.post(message, quiet=quiet)

    def _as_of(self) -> dt.datetime | None:
        return told_at(self._goods.ages)

    def _late(self, as_of: dt.datetime, now: dt.datetime) -> bool:
        profile = self._terms.profile
        return is_late(as_of, profile.expected_every_s if profile else {}, now)

    @Slot(str, str)
    def _act(self, _key: str, action: str) -> None:
        if action == "retry":
            self._sync_now()
        elif action == "what_works":
            self._window.top_bar.sync.click()

    @Slot()
    def _sync_now(self) -> None:
        self._asked = True
        self._syncing.sync_now()

    @Slot()
    def _note_synced(self) -> None:
        """Say that what the user asked for is here; news that come by themselves are silent."""
        if self._asked:
            from app.ui.widgets.notices import announce

            self._asked = False
            announce(self._window.top_bar.sync, self.tr("Prices and stock are up to date"))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
