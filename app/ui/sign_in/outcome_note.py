"""The note under the sign-in fields: what happened and the one step that helps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Note
from app.ui.widgets.notices import announce


class OutcomeNote(Note):
    """A note with a link; hidden while there is nothing to say."""

    acted = Signal(str)
    """The key of the step that the user took."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "warn", parent=parent)
        self._key = ""
        self.step = Button(theme, kind="link")
        self.step.clicked.connect(self._act)
        self.column.addWidget(self.step, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def tell(
        self, tint: str, title: str, text: str, key: str = "", word: str = "", icon: str = ""
    ) -> None:
        """Say something aloud and in sight, with a step under `key`; an empty tint hides all."""
        self.setVisible(bool(tint))
        if tint:
            self.say(title, text, tint=tint, icon=icon)
            announce(self, f"{title} {text}".strip(), urgent=tint == "err")
        self._key = key
        self.step.setText(word)
        self.step.setVisible(bool(key))
        self.step.updateGeometry()

    def _act(self) -> None:
        self.acted.emit(self._key)
