"""A side panel over the screen, where there is no room beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect

from app.ui.overriding import override
from app.ui.widgets.frames import Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget


class FloatingSide(QObject):
    """Takes a panel out of its splitter and lays it over the right end of the screen."""

    def __init__(self, panel: QWidget, splitter: QSplitter, ground: QWidget) -> None:
        super().__init__(splitter)
        self._panel = panel
        self._splitter = splitter
        self._ground = ground
        self._width = 0
        self._edge: Line | None = None
        self.floating = False
        splitter.installEventFilter(self)

    def raise_over(self, width: int) -> None:
        """Lay the panel over the screen, this many pixels wide."""
        self._width = width
        if not self.floating:
            self.floating = True
            self._panel.setParent(self._ground)
            self._edge = Line(standing=True, parent=self._ground)
        self._place()
        self._panel.show()
        self._panel.raise_()
        if self._edge is not None:
            self._edge.show()
            self._edge.raise_()

    def put_back(self) -> None:
        """Put the panel beside the screen again, as hidden as a panel that moves is."""
        if self.floating:
            self.floating = False
            self._splitter.addWidget(self._panel)
            self._splitter.setStretchFactor(1, 0)
            if self._edge is not None:
                self._edge.deleteLater()
                self._edge = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.floating and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def _place(self) -> None:
        over = self._splitter.geometry()
        width = min(self._width, over.width())
        place = QRect(over.right() + 1 - width, over.top(), width, over.height())
        self._panel.setGeometry(place)
        if self._edge is not None:
            self._edge.setGeometry(place.left() - 1, place.top(), 1, place.height())
