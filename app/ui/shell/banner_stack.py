"""The place of the one visible banner; the rest queue behind it by priority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.ui.shell.banners import Message
    from app.ui.theme.theme import Theme
    from app.ui.widgets.notices import Banner


class BannerStack(QWidget):
    """Shows the most important message and counts the others."""

    action_chosen = Signal(str, str)
    """The key of the message and of its button."""
    closed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: dict[str, Message] = {}
        self._shown: Message | None = None
        self._remark = ""
        self._theme = theme
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def current(self) -> Message | None:
        """The message that is shown."""
        return self._shown

    @property
    def waiting(self) -> int:
        """How many messages wait behind the shown one."""
        return max(0, len(self._messages) - 1)

    def post(self, message: Message, *, quiet: bool = False) -> None:
        """Add a message, or replace the one with the same key; a `quiet` one is not read aloud."""
        # A replaced one keeps its age among equals: dict order is the order of arrival.
        self._messages[message.key] = message
        self._choose(quiet=quiet)

    def withdraw(self, key: str) -> None:
        """Take a message away; nothing happens when there is none."""
        if self._messages.pop(key, None) is not None:
            self._choose()

    def make_ready(self, message: Message | None) -> None:
        """Make the banner before there is a message: the first one then costs what others cost.

        A message like the one that is to come is laid out and painted where nobody sees it.
        """
        if self._shown is not None:
            return
        banner = self._made_banner()
        if message is not None:
            self._say(message, "", quiet=True)
            banner.resize(self.window().width(), banner.height())
            banner.grab()

    def retranslate(self) -> None:
        """Show the message again after a change of language."""
        if self._banner is not None:
            self._banner.set_close_name(self.tr("Close the message"))
        self._shown = None
        self._choose()

    def _choose(self, *, quiet: bool = False) -> None:
        # The newest of the most important: max keeps the first of equals, so from the end.
        best = max(reversed(self._messages.values()), key=lambda one: one.priority, default=None)
        remark = self._remark_of(best)
        if best is None:
            self._shown = None
            self.hide()
            return
        if best != self._shown or remark != self._remark:
            self._say(best, remark, quiet=quiet)
        self._shown, self._remark = best, remark
        self.show()

    def _say(self, message: Message, remark: str, *, quiet: bool) -> None:
        self._made_banner().say(
            tint=message.tint,
            title=message.title,
            text=message.text,
            icon=message.icon,
            actions=message.actions,
            remark=remark,
            closable=message.closable,
            quiet=quiet,
        )

    def _made_banner(self) -> Banner:
        if self._banner is None:
            from app.ui.widgets.notices import Banner

            self._banner = Banner(self._theme, self.tr("Close the message"), self)
            self._banner.action_chosen.connect(self._tell_action)
            self._banner.closed.connect(self._close)
            self._column.addWidget(self._banner)
        return self._banner

    def _remark_of(self, message: Message | None) -> str:
        more = self.tr("%n more", "", self.waiting) if self.waiting else ""
        own = message.remark if message is not None else ""
        return f"{own} · {more}" if own and more else own or more

    def _tell_action(self, action: str) -> None:
        if self._shown is not None:
            self.action_chosen.emit(self._shown.key, action)

    def _close(self) -> None:
        if self._shown is not None:
            key = self._shown.key
            self.withdraw(key)
            self.closed.emit(key)
