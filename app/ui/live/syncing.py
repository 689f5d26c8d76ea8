"""The sync child as the window sees it: tokens in, stages, generations and changes out."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import AccessWithdrawn, AppError, SignInNeeded
from app.own_program import own_program
from app.storage.cache.generations import number_of
from app.ui.children import Child

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.sign_in import SignedIn
    from app.ui.tasks import Tasks

_log = logging.getLogger(__name__)

GATHER_MS = 100
"""Changes are gathered this long, so that a burst is one repaint."""
TOKEN_AGAIN_MS = 5_000

Changed = dict[str, Sequence[int] | None]
"""Kinds with the ids that changed; for prices and stock ids of products. None = everything."""

_SIGN_IN_REASONS = ("access_withdrawn", "signed_out")


class Connection(NamedTuple):
    """Whether the gateway answers, and since when it does not."""

    online: bool
    since: dt.datetime
    reason: str = ""


class Syncing(QObject):
    """Starts the child for one profile folder and keeps it supplied with tokens."""

    stage_reached = Signal(str, int, int)
    """A stage of the first sync: name, done, total (0 = unknown)."""
    generation_ready = Signal(int)
    changed = Signal(object)
    """{kind: keys or None}, gathered."""
    connection_changed = Signal(object)
    onec_changed = Signal(str)
    """ok, late or silent: how 1C comes."""
    sign_in_needed = Signal(str)
    noted = Signal(str)
    """A line for the sync log."""
    refused = Signal(str)
    """What of the gateway's answers could not be taken, and why."""
    synced = Signal(float)
    """A sync has ended after so many seconds; what it changed has been told before."""
    pace_changed = Signal(int)
    """Every how many minutes changes are asked for; 0 = they are told at once."""
    generation_left = Signal(object)
    """The path of a generation that nothing reads any more; emitted from any thread."""

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        gateway: str,
        signed_in: Callable[[], SignedIn],
        *,
        program: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._signed_in = signed_in
        command = [
            *(program or own_program("sync")),
            "--profile",
            str(folder),
            "--gateway",
            gateway,
        ]
        self._child = Child("sync", command, self, restart=True)
        self.every_min = 0
        self._child.started.connect(self._tell_pace)
        self._child.started.connect(self.give_token)
        self.generation_left.connect(self._release)
        self._child.received.connect(self._take)
        self._gathered: Changed = {}
        self._gather = self._timer(GATHER_MS, self._tell)
        self._again = self._timer(TOKEN_AGAIN_MS, self.give_token)
        self._stale: str | None = None
        self._given = ""
        self._took_s: float | None = None
        self.received_bytes = 0
        """What the child has received since it started, as of the last stage it told."""
        self.connection = Connection(online=True, since=dt.datetime.now(tz=dt.UTC))

    def start(self) -> None:
        """Start the child."""
        self._child.start()

    def sync_now(self) -> None:
        """F5."""
        self._child.send({"sync_now": True})

    def set_pace(self, minutes: int) -> None:
        """Ask for changes every so many minutes, as on a metered line; 0: be told of them."""
        if minutes != self.every_min:
            self.every_min = minutes
            self._tell_pace()
            self.pace_changed.emit(minutes)

    @Slot()
    def _tell_pace(self) -> None:
        self._child.send({"every_s": self.every_min * 60})

    def pause(self, *, paused: bool) -> None:
        """Pause or resume the first sync."""
        self._child.send({"pause": paused})

    @Slot(object)
    def _release(self, path: Path) -> None:
        self._child.send({"released": number_of(path)})

    def finish(self) -> None:
        """End the child."""
        self._gather.stop()
        self._again.stop()
        self._child.finish()

    @Slot()
    def give_token(self) -> None:
        """Get a token and hand it to the child."""
        stale = self._stale

        def work() -> str:
            return self._signed_in().access_token(stale=stale)

        self._tasks.fetch(work, self._send_token, self._note_no_token, owner=self)

    def _send_token(self, token: str) -> None:
        self._given = token
        self._stale = None
        self._child.send({"token": token})

    def _note_no_token(self, error: Exception) -> None:
        if isinstance(error, SignInNeeded):
            self.sign_in_needed.emit(error.code)
        elif isinstance(error, AccessWithdrawn):
            self.sign_in_needed.emit("access_withdrawn")
        elif isinstance(error, AppError):
            self._set_online(online=False, reason="offline")
            self._again.start()
        else:
            raise error

    @Slot(object)
    def _take(self, event: dict[str, Any]) -> None:
        if "changed" in event:
            self._set_online(online=True)
            self._add(event["changed"])
        elif "stage" in event:
            self._set_online(online=True)
            total = int(event.get("total") or 0)
            self.received_bytes = int(event.get("bytes") or 0)
            self.stage_reached.emit(event["stage"], int(event["done"]), total)
        elif "ready" in event:
            self.generation_ready.emit(int(event["ready"]))
        elif "ages" in event:
            self._set_online(online=True)
            self._add({"ages": None})
            onec = event.get("onec")
            if isinstance(onec, dict):
                self.onec_changed.emit(str(onec.get("state", "ok")))
        elif "need_token" in event:
            self._stale = self._given or None
            self.give_token()
        elif "offline" in event:
            reason = str(event["offline"])
            if reason in _SIGN_IN_REASONS:
                self.sign_in_needed.emit(reason)
            self._set_online(online=False, reason=reason)
        elif "online" in event:
            self._set_online(online=True)
        elif "synced" in event:
            self._took_s = float(event["synced"])
            if not self._gather.isActive():
                self._tell()
        elif "log" in event:
            signal = self.refused if event.get("refused") else self.noted
            signal.emit(str(event["log"]))

    def _add(self, changed: dict[str, Any]) -> None:
        for kind, told in changed.items():
            keys = _products(told) if isinstance(told, dict) else told
            known = self._gathered.get(kind, ())
            if keys is None or known is None:
                self._gathered[kind] = None
            else:
                self._gathered[kind] = [*known, *keys]
        if not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _tell(self) -> None:
        changed, self._gathered = self._gathered, {}
        if changed:
            self.changed.emit(changed)
        took_s, self._took_s = self._took_s, None
        if took_s is not None:
            self.synced.emit(took_s)

    def _set_online(self, *, online: bool, reason: str = "") -> None:
        if online != self.connection.online:
            self.connection = Connection(online, dt.datetime.now(tz=dt.UTC), reason)
            self.connection_changed.emit(self.connection)

    def _timer(self, interval_ms: int, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer


def _products(by_key: dict[str, list[int] | None]) -> list[int] | None:
    """Return the products that changed under any price type or at any warehouse."""
    found: set[int] = set()
    for ids in by_key.values():
        if ids is None:
            return None
        found.update(ids)
    return sorted(found)
