"""What the sync has brought since the window was opened, newest first."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from app.ui.live.syncing import Connection, Syncing

KEPT = 200


class LogEntry(NamedTuple):
    """A moment and what happened, in words; `tint` is '', ok, warn, or err for what was refused.

    `took_s` is set for a finished sync: how long it took, in seconds.
    """

    at: dt.datetime
    text: str
    tint: str = ""
    took_s: float | None = None


class SyncLog(QObject):
    """Listens to the sync child; keeps the last entries only."""

    changed = Signal()

    def __init__(self, syncing: Syncing, now: Callable[[], dt.datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._entries: deque[LogEntry] = deque(maxlen=KEPT)
        self._changed: dict[str, set[object] | None] = {}
        syncing.changed.connect(self._note_changed)
        syncing.synced.connect(self._note_synced)
        syncing.refused.connect(self._note_refused)
        syncing.noted.connect(self._note_line)
        syncing.connection_changed.connect(self._note_connection)
        syncing.generation_ready.connect(self._note_generation)

    @property
    def entries(self) -> list[LogEntry]:
        """The entries, newest first."""
        return list(reversed(self._entries))

    @property
    def syncs(self) -> list[LogEntry]:
        """Finished syncs and what was refused, newest first."""
        return [one for one in self.entries if one.took_s is not None or one.tint == "err"]

    def add(self, text: str, tint: str = "", took_s: float | None = None) -> None:
        """Add an entry of now."""
        self._entries.append(LogEntry(self._now(), text, tint, took_s))
        self.changed.emit()

    @Slot(object)
    def _note_changed(self, changed: Mapping[str, Sequence[object] | None]) -> None:
        for kind, keys in changed.items():
            known = self._changed.setdefault(kind, set())
            if keys is None or known is None:
                self._changed[kind] = None
            else:
                known.update(keys)

    @Slot(float)
    def _note_synced(self, took_s: float) -> None:
        changed, self._changed = self._changed, {}
        self.add(self.words_of(changed) or self.tr("nothing new"), "", took_s)

    @Slot(str)
    def _note_refused(self, line: str) -> None:
        text = self.tr("Refused, will be asked for again: {what}")
        self.add(text.format(what=" ".join(line.split())[:400]), "err")

    @Slot(str)
    def _note_line(self, line: str) -> None:
        self.add(" ".join(line.split())[:400], "warn")

    @Slot(object)
    def _note_connection(self, connection: Connection) -> None:
        if connection.online:
            self.add(self.tr("The connection is back"), "ok")
        else:
            self.add(self.tr("No connection with the supplier"), "warn")

    @Slot(int)
    def _note_generation(self, _number: int) -> None:
        self.add(self.tr("The list was fetched whole"), "ok")

    def words_of(self, changed: Mapping[str, Collection[object] | None]) -> str:
        """Return what changed in words; '' when only ages were told."""
        parts = []
        for kind, keys in changed.items():
            number = len(keys) if keys is not None else 0
            text = self._counted(kind, number) if number else self._whole(kind)
            if text:
                parts.append(text)
        return ", ".join(parts)

    def _counted(self, kind: str, number: int) -> str:
        if kind == "prices":
            return self.tr("prices of %Ln product(s)", "", number)
        if kind == "stock":
            return self.tr("stock of %Ln product(s)", "", number)
        if kind == "products":
            return self.tr("%Ln product(s)", "", number)
        return self._whole(kind)

    def _whole(self, kind: str) -> str:
        texts = {
            "prices": self.tr("prices"),
            "stock": self.tr("stock"),
            "products": self.tr("products"),
            "groups": self.tr("categories"),
            "properties": self.tr("properties of goods"),
            "profile": self.tr("contracts and terms"),
            "orders": self.tr("orders"),
            "documents": self.tr("documents"),
            "ledger": self.tr("settlements"),
            "finance": self.tr("settlements"),
            "news": self.tr("news"),
        }
        return texts.get(kind, "")
