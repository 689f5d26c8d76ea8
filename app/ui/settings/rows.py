"""A line of a settings page: what it is, what it does, and its control at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.widgets.frames import Line
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme

WIDEST = 880


class SettingRow(QWidget):
    """A strong sentence, a plain one under it, a control beside them."""

    def __init__(self, theme: Theme, title: str, text: str, control: QWidget | None = None) -> None:
        super().__init__()
        self.title = Label(theme, title, role="medium", wrap=True)
        self.text = Label(theme, text, role="small", colour="text3", wrap=True)
        self.text.setVisible(bool(text))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            control.setAccessibleName(control.accessibleName() or title)
            control.setAccessibleDescription(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Line())

    def say(self, text: str) -> None:
        """Show another plain sentence."""
        self.text.setText(text)
        self.text.setVisible(bool(text))


class Page(QScrollArea):
    """A page of settings: a title, then lines, no wider than is good to read."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST + 64)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(32, 22, 32, 22)
        self.column.setSpacing(0)
        self.column.addWidget(Label(theme, title, role="h1"))
        self.column.addSpacing(10)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def add(self, widget: QWidget) -> None:
        """Put a line under the others."""
        self.column.addWidget(widget)

    def end(self) -> None:
        """No more lines come."""
        self.column.addStretch(1)
