"""The account manager, always in sight: call, write, copy."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.view import ManagerView
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.labels import ElideLabel, plain_tooltip
from app.ui.widgets.marks import Avatar, Icon
from app.ui.widgets.painting import box, elided, words

_CHECK_MS = 1000
_MESSENGERS_MOST = 3


class _Address(QWidget):
    """A phone or an e-mail: its text is a link, and a button copies it."""

    opened = Signal(str)
    copied = Signal(str)

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._icon = Icon(theme, icon, "text2", 13)
        self._link = _AddressButton(theme)
        self._copy = IconButton(theme, "copy", "", side=22, icon_size=13, flat=True)
        self._link.clicked.connect(self._open)
        self._copy.clicked.connect(self._tell_copy)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_CHECK_MS)
        self._back.timeout.connect(self._show_copy_sign)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self._icon)
        row.addWidget(self._link, 1)
        row.addWidget(self._copy)

    def show_address(self, value: str, shown: str, open_name: str, copy_name: str) -> None:
        """Show another address; hidden when it is empty."""
        self._value = value
        self.setVisible(bool(value))
        self._link.setText(shown)
        self._link.setAccessibleName(open_name)
        self._link.setToolTip(plain_tooltip(f"{open_name}: {shown}"))
        self._copy.set_name(copy_name)

    def _open(self) -> None:
        self.opened.emit(self._value)

    def _tell_copy(self) -> None:
        self.copied.emit(self._value)
        self._copy.set_icon("check", "ok")
        self._back.start()

    def _show_copy_sign(self) -> None:
        self._copy.set_icon("copy", "text2")


class _AddressButton(Button):
    """A link that gives way instead of widening the side bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, kind="link", size="small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(22)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            box(painter, rect, 4, edge=theme.color("focus"), width=2)
        colour = "accent-text" if self.underMouse() else "text2"
        text = elided(theme, "small", self.text(), rect.width() - 3)
        place = rect.adjusted(2, 0, 0, 0)
        words(painter, theme, place, text, role="small", colour=colour)


class ManagerPanel(QWidget):
    """Who the manager is and how to reach him; in the side bar and in its popup."""

    address_opened = Signal(str)
    """A tel:, mailto: or messenger address that the system should open."""
    text_copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ManagerView | None = None
        self._avatar = Avatar(theme)
        self._name = ElideLabel(theme, role="strong", middle=False)
        self._role = ElideLabel(theme, role="caption", colour="text3", middle=False)
        self._phone = _Address(theme, "phone")
        self._email = _Address(theme, "mail")
        self._phone.opened.connect(self._call)
        self._email.opened.connect(self._write)
        self._phone.copied.connect(self.text_copied)
        self._email.copied.connect(self.text_copied)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._role)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._avatar)
        top.addLayout(names, 1)
        self._messengers = QHBoxLayout()
        self._messengers.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 10, 6, 10)
        column.setSpacing(2)
        column.addLayout(top)
        column.addSpacing(4)
        column.addWidget(self._phone)
        column.addWidget(self._email)
        column.addSpacing(4)
        column.addLayout(self._messengers)

    def show_manager(self, view: ManagerView | None) -> None:
        """Show another manager; the panel is empty for None."""
        self._view = view
        self.setVisible(view is not None)
        if view is not None:
            self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        view = self._view
        if view is None:
            return
        self._avatar.set_person(view.name, present=view.present)
        self._avatar.setToolTip(plain_tooltip(self._presence(view)))
        self._name.set_text(view.name)
        self._role.set_text(self.tr("Your manager · %1").replace("%1", view.role))
        self._phone.show_address(
            view.phone, formats.phone(view.phone), self.tr("Call"), self.tr("Copy the phone")
        )
        self._email.show_address(
            view.email, view.email, self.tr("Write an e-mail"), self.tr("Copy the e-mail")
        )
        while (item := self._messengers.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for messenger in view.messengers[:_MESSENGERS_MOST]:
            button = Button(self._theme, messenger.title, size="tiny")
            button.setObjectName(messenger.url)
            button.clicked.connect(self._open_messenger)
            self._messengers.addWidget(button, 1)

    def _presence(self, view: ManagerView) -> str:
        if not view.hours:
            return view.name
        return self.tr("available %1").replace("%1", view.hours)

    def _call(self, phone: str) -> None:
        digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
        self.address_opened.emit(f"tel:{digits}")

    def _write(self, email: str) -> None:
        self.address_opened.emit(f"mailto:{email}")

    def _open_messenger(self) -> None:
        self.address_opened.emit(self.sender().objectName())


class ManagerCard(QFrame):
    """The panel at the foot of the side bar; in the collapsed one, an avatar with a popup."""

    address_opened = Signal(str)
    text_copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ManagerCard")
        self._theme = theme
        self._view: ManagerView | None = None
        self._collapsed = False
        self._panel = ManagerPanel(theme)
        self._avatar = Avatar(theme)
        self._avatar.setCursor(Qt.CursorShape.PointingHandCursor)
        self._popup = PopupFrame(self)
        self._popup_panel = ManagerPanel(theme)
        self._popup_panel.setMinimumWidth(sizes.SIDE_BAR + 30)
        self._popup.column.addWidget(self._popup_panel)
        for panel in (self._panel, self._popup_panel):
            panel.address_opened.connect(self.address_opened)
            panel.text_copied.connect(self.text_copied)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        column.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setVisible(False)
        self._avatar.hide()

    def show_manager(self, view: ManagerView | None) -> None:
        """Show another manager; nothing for None."""
        self._view = view
        self.setVisible(view is not None)
        self._panel.show_manager(view)
        self._popup_panel.show_manager(view)
        if view is not None:
            self._avatar.set_person(view.name, present=view.present)
        self.set_collapsed(collapsed=self._collapsed)

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Show the avatar alone."""
        self._collapsed = collapsed
        self._panel.setVisible(self._view is not None and not collapsed)
        self._avatar.setVisible(self._view is not None and collapsed)
        margins = (0, 8, 0, 8) if collapsed else (0, 0, 0, 0)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*margins)

    def open_popup(self, above: QWidget) -> None:
        """Show everything about the manager beside a widget."""
        if self._view is not None:
            self._popup.open_under(above)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._panel.retranslate()
        self._popup_panel.retranslate()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._collapsed:
            self.open_popup(self)
