"""The dialog that shows an error of our own; imported when there is one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import PlainTextEdit
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme


class CrashDialog(QDialog):
    """Says that something of ours is broken, with the text to send to the supplier."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("An error in the program"))
        self._text = text
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(theme, self.tr("Something went wrong in the program"), role="h2"))
        said = self.tr(
            "Your carts and the queue are saved. Copy the details and send them to the supplier: "
            "they hold no names and no prices."
        )
        column.addWidget(Label(theme, said, colour="text2", wrap=True))
        details = PlainTextEdit(theme, name=self.tr("Details"))
        details.setReadOnly(True)
        details.setPlainText(text)
        column.addWidget(details, 1)
        row = QHBoxLayout()
        copy = Button(theme, self.tr("Copy details"), icon="copy")
        copy.clicked.connect(self._copy)
        close = Button(theme, self.tr("Go on working"), kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(560, 360)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
