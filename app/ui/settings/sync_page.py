"""Sync: how old each kind is, what came last, how much the cache takes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.settings.rows import Page, SettingRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Segments
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.live.sync_log import LogEntry
    from app.ui.theme.theme import Theme

SHOWN = 12
PHOTO_LIMITS_MB = (100, 500, 2048, 10_240)
PACES_MIN = (0, 5, 15, 30)
"""0 = changes come at once."""


class SyncPage(Page):
    """Everything here is told by others; F5 asks for fresh prices."""

    sync_asked = Signal()
    photo_limit_chosen = Signal(int)
    """Megabytes that photos may take on the disk."""
    pace_chosen = Signal(int)
    """Every how many minutes changes are to be asked for, 0 = they come at once."""
    clearing_asked = Signal()
    """All photos are to be deleted from the disk."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("SyncPage", "Sync"))
        self._theme = theme
        button = Button(theme, self.tr("Update now"), key="F5", icon="refresh-cw")
        button.clicked.connect(self.sync_asked)
        self._ages = SettingRow(theme, self.tr("Prices and stock"), "", button)
        self._size = SettingRow(theme, self.tr("Catalogue on this computer"), "")
        self._paces = Segments(
            theme,
            [
                (str(one), self.tr("%n min", "", one) if one else self.tr("at once"))
                for one in PACES_MIN
            ],
            name=self.tr("How often changes come"),
        )
        self._live = SettingRow(
            theme,
            self.tr("Changes come by themselves"),
            self.tr(
                "The supplier's portal tells of a change as soon as 1C has sent it. On a metered "
                "line: every few minutes, and only photos that you open."
            ),
            self._paces,
        )
        self._limits = Segments(
            theme,
            [(str(one), formats.size(one * 1024 * 1024)) for one in PHOTO_LIMITS_MB],
            name=self.tr("Most that photos may take"),
        )
        self._clear = Button(theme, self.tr("Delete from the disk"), size="small")
        room = QWidget()
        controls = QHBoxLayout(room)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(8)
        controls.addWidget(self._clear)
        controls.addWidget(self._limits)
        self._photos = SettingRow(theme, self.tr("Photos of goods"), "", room)
        self._limits.chosen.connect(self._tell_limit)
        self._paces.chosen.connect(self._tell_pace)
        self._clear.clicked.connect(self.clearing_asked)
        for row in (self._ages, self._live, self._size, self._photos):
            self.add(row)
        self.column.addSpacing(16)
        self.add(Label(theme, self.tr("What came last"), role="h3"))
        self.column.addSpacing(6)
        self._log = QWidget()
        self._lines = QVBoxLayout(self._log)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._nothing = Label(
            theme, self.tr("Nothing has changed since the program was opened."), colour="text3"
        )
        self.add(self._nothing)
        self.add(self._log)
        self.end()

    def show_ages(self, ages: Mapping[str, str], now: dt.datetime) -> None:
        """Show how old prices and stock are."""
        told = []
        for kind, text in (
            ("prices", self.tr("prices as of {time}")),
            ("stock", self.tr("stock as of {time}")),
        ):
            if kind in ages:
                at = dt.datetime.fromisoformat(ages[kind])
                told.append(text.format(time=formats.moment(at, now)))
        self._ages.say(" · ".join(told) or self.tr("nothing has been fetched yet"))

    def show_size(self, count_bytes: int, goods: int) -> None:
        """Show what the cache takes on the disk."""
        text = self.tr("%Ln product(s), {size} on the disk", "", goods)
        self._size.say(text.format(size=formats.size(count_bytes)))

    def show_photos(self, count_bytes: int) -> None:
        """Show what photos take on the disk."""
        text = self.tr("{size} on the disk; those not looked at for longest make room for new ones")
        self._photos.say(text.format(size=formats.size(count_bytes)))
        self._clear.setEnabled(count_bytes > 0)

    def show_photo_limit(self, limit_mb: int) -> None:
        """Show how much they may take; a number of an older program is the nearest of ours."""
        nearest = min(PHOTO_LIMITS_MB, key=lambda one: abs(one - limit_mb))
        self._limits.choose(str(nearest))

    def show_pace(self, minutes: int) -> None:
        """Show how often changes come; a number of a newer program is the nearest of ours."""
        nearest = min(PACES_MIN, key=lambda one: abs(one - minutes))
        self._paces.choose(str(nearest))

    @Slot(str)
    def _tell_pace(self, key: str) -> None:
        self.pace_chosen.emit(int(key))

    @Slot(str)
    def _tell_limit(self, key: str) -> None:
        self.photo_limit_chosen.emit(int(key))

    def show_log(self, entries: Sequence[LogEntry], now: dt.datetime) -> None:
        """Show the newest entries."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for entry in entries[:SHOWN]:
            text = f"{formats.moment(entry.at, now)}   {entry.text}"
            colour = entry.tint or "text2"
            self._lines.addWidget(
                Label(self._theme, text, role="small-number", colour=colour, wrap=True)
            )
        self._nothing.setVisible(not entries)
