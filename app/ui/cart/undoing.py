"""The undo bar over the cart: what was just done, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from app.ui.overriding import override
from app.ui.widgets.notices import UndoBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.cart import Draft
    from app.ui.live.drafts import Drafts
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_WIDTH = 480
_LIFT = 16


class Undoing(QObject):
    """Keeps a closed draft while the bar is there; all other changes are undone by the journal."""

    room_wanted = Signal(int)
    """Pixels at the bottom that the bar takes; the current row must not lie under it."""

    def __init__(self, theme: Theme, drafts: Drafts, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._drafts = drafts
        self._owner = owner
        self._closed: Draft | None = None
        self.bar = UndoBar(theme, translate("Cart", "Undo Ctrl+Z"), owner)
        self.bar.undone.connect(self.undo)
        self.bar.ended.connect(self._forget)
        owner.installEventFilter(self)

    def offer(self, text: str, closed: Draft | None = None) -> None:
        """Say what was done; `closed` is a draft that `undo` opens again."""
        self._closed = closed
        self.bar.say(text)
        self._place()
        self.room_wanted.emit(self.bar.height() + 2 * _LIFT)

    @Slot()
    def undo(self) -> None:
        """Open the closed draft again, else take the newest change of the active one back."""
        closed, self._closed = self._closed, None
        self.bar.end()
        if closed is not None:
            self._drafts.add(closed)
        else:
            self._drafts.undo()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    @Slot()
    def _forget(self) -> None:
        if self.bar.left_ms <= 0:
            self._closed = None
        self.room_wanted.emit(0)

    def _place(self) -> None:
        width = min(self._owner.width() - 40, self._theme.px(_WIDTH))
        height = self.bar.sizeHint().height()
        left = (self._owner.width() - width) // 2
        self.bar.setGeometry(left, self._owner.height() - height - _LIFT, width, height)
