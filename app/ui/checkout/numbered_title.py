"""The title of a numbered part of a page: a round number and a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import CENTRE, box, words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.theme.theme import Theme

SIDE = 20


class NumberedTitle(QWidget):
    """A heading with its number before it."""

    def __init__(self, theme: Theme, number: int, text: str = "") -> None:
        super().__init__()
        self._label = Label(theme, text, role="h3", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(_Number(theme, number))
        row.addWidget(self._label, 1)

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._label.setText(text)


class _Number(QWidget):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = str(number)
        self.setAccessibleName(self._number)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, rect = self._theme, QRectF(self.rect())
        edge = theme.color("accent-line") if theme.name == "contrast" else None
        box(painter, rect, rect.height() / 2, fill=theme.color("accent-soft"), edge=edge)
        role = "caption-strong"
        words(painter, theme, rect, self._number, role=role, colour="accent-text", align=CENTRE)
