"""Two columns of checkout; one where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.widgets.frames import Line

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.theme.theme import Theme

LEFT_WIDTH = 524
RIGHT_LEAST = 340
_UNLIMITED = (1 << 24) - 1


class CheckoutColumns(QWidget):
    """The methods and the remarks to the left, where to and who to the right.

    In a narrow window all stands in one column, the remarks last.
    """

    def __init__(self, theme: Theme, left: QWidget, remarks: QWidget, right: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._left = QWidget()
        self._remarks = remarks
        self._between = Line(standing=True)
        self._wide: bool | None = None
        self._beside = QVBoxLayout(self._left)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(left)
        self._beside.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._between)
        self._columns.addWidget(right, 1)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self._theme.px(LEFT_WIDTH)
        wide = self.width() >= left + self._theme.px(RIGHT_LEAST)
        if wide == self._wide:
            return
        self._wide = wide
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        if wide:
            self._beside.insertWidget(1, self._remarks)
        else:
            self._columns.addWidget(self._remarks)
        self._between.setVisible(wide)
        self._left.setMinimumWidth(left if wide else 0)
        self._left.setMaximumWidth(left if wide else _UNLIMITED)


def part(*widgets: QWidget) -> QWidget:
    """A part of the page: these widgets one under another."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(18, 14, 18, 6)
    column.setSpacing(9)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder
