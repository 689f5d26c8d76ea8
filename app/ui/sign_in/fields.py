"""A field with its caption above, a remark at the right and an error below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme.theme import Theme
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.labels import Label
from app.ui.widgets.marks import Icon


class Field(QWidget):
    """Caption, field, remark and the line under it."""

    def __init__(self, theme: Theme, edit: LineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = edit
        self._caption = Label(theme, role="small-medium")
        self._caption.setBuddy(edit)
        self._remark = Label(theme, role="caption", colour="text2")
        self._sign = Icon(theme, "arrow-big-up", "warn", 13)
        self._below = Label(theme, role="caption", colour="text3", wrap=True)
        self._sign.hide()
        self._below.hide()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._caption)
        head.addStretch(1)
        head.addWidget(self._remark)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(edit)
        column.addWidget(self._below)

    @property
    def below(self) -> str:
        """The text under the field."""
        return self._below.text() if self._below.isVisibleTo(self) else ""

    def set_caption(self, text: str) -> None:
        """Name the field."""
        self._caption.setText(text)
        self.edit.setAccessibleName(text)

    def set_remark(self, text: str, *, warned: bool = False) -> None:
        """Show a remark at the right of the caption, with a sign when it warns."""
        self._remark.setText(text)
        self._sign.setVisible(warned)

    def say(self, text: str, colour: str = "text3") -> None:
        """Show a line under the field; the edge is an error's for the colour `err`."""
        self._below.setText(text)
        self._below.set_colour(colour)
        self._below.setVisible(bool(text))
        wrong = colour == "err" and bool(text)
        self.edit.set_wrong(wrong=wrong)
        self.edit.setAccessibleDescription(text)
