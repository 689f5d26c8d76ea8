"""The sign-in window: the supplier at the left, sign-in or activation at the right."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.sign_in.activation_page import ActivationPage
from app.ui.sign_in.brand_side import BrandSide
from app.ui.sign_in.sign_in_page import SignInPage
from app.ui.sign_in.view import SupplierView
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Segments
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.labels import ElideLabel
from app.ui.widgets.marks import Icon

_SIZE = (1040, 648)
_LANGUAGES = (("uk", "Українська"), ("ru", "Русский"), ("en", "English"))


class SignInDialog(QDialog):
    """Emits wishes of its two pages and of its foot; `sign_in` and `activation` show outcomes."""

    signed_in_requested = Signal(str, str, bool)
    """Login, password, remember."""
    preview_requested = Signal(str, str)
    """Server's address, empty for the known one, and the code."""
    activation_requested = Signal(str, str, bool)
    """Code, password, remember."""
    offline_opened = Signal()
    retried = Signal()
    password_forgotten = Signal(str)
    manager_notified = Signal(str)
    server_changed = Signal(str)
    language_chosen = Signal(str)
    cancelled = Signal()
    """Esc while the server is asked: its answer is not wanted any more."""

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view = SupplierView("")
        self._side = BrandSide(theme)
        self.sign_in = SignInPage(theme, now)
        self.activation = ActivationPage(theme, now)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sign_in)
        self._pages.addWidget(self.activation)
        self._server_icon = Icon(theme, "server", "text3", 14)
        self._server = ElideLabel(theme, role="small", colour="text2")
        self._server_edit = LineEdit(theme, name="", hint="https://", size="tool")
        self._change = Button(theme, kind="link", size="small")
        self._languages = Segments(theme, _LANGUAGES)
        self._foot = QWidget()
        self._build()
        self._connect()
        self._edit_server(editing=True)
        self.retranslate()
        self.resize(*_SIZE)

    def show_supplier(self, view: SupplierView) -> None:
        """Show whose cabinet it is; without a server's address the user is asked for one."""
        self._view = view
        self._side.show_supplier(view)
        self._server.set_text(view.server)
        self._server_edit.setText(view.server)
        self._edit_server(editing=not view.server)
        self._show_title()

    def show_language(self, code: str) -> None:
        """Mark the language in use."""
        self._languages.choose(code)

    def open_activation(self, text: str = "") -> None:
        """Go to activation, with a code or a link when the system gave one."""
        self._pages.setCurrentWidget(self.activation)
        self._foot.hide()
        self._show_title()
        if text:
            self.activation.set_code(text)
        self.activation.code.edit.setFocus()

    def open_sign_in(self) -> None:
        """Go back to login and password."""
        self._pages.setCurrentWidget(self.sign_in)
        self._foot.show()
        self._show_title()
        self.sign_in.login.edit.setFocus()

    @property
    def activating(self) -> bool:
        """True while the activation page is shown."""
        return self._pages.currentWidget() is self.activation

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._side.retranslate()
        self.sign_in.retranslate()
        self.activation.retranslate()
        self._server_edit.setAccessibleName(self.tr("Address of the supplier’s server"))
        self._languages.setAccessibleName(self.tr("Language"))
        self._edit_server(editing=self._server_edit.isVisibleTo(self))
        self._show_title()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.sign_in.busy or self.activation.busy:
                self.cancelled.emit()
            elif self.activating:
                self.open_sign_in()
            else:
                super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The fields themselves send; the dialog's default button must not send twice.
            event.accept()
        else:
            super().keyPressEvent(event)

    def _show_title(self) -> None:
        text = self.tr("%1 — activation") if self.activating else self.tr("%1 — sign in")
        self.setWindowTitle(text.replace("%1", self._view.name or self.tr("Dealer’s cabinet")))

    def _edit_server(self, *, editing: bool) -> None:
        self._server.setVisible(not editing)
        self._server_edit.setVisible(editing)
        self._change.setText(self.tr("Apply") if editing else self.tr("Change"))
        self._change.updateGeometry()

    def _change_server(self) -> None:
        if not self._server_edit.isVisibleTo(self):
            self._edit_server(editing=True)
            self._server_edit.setFocus()
            self._server_edit.selectAll()
            return
        address = self._server_edit.text().strip()
        self._server_edit.set_wrong(wrong=not address)
        if address:
            self._server.set_text(address)
            self._edit_server(editing=False)
            self.server_changed.emit(address)

    def _connect(self) -> None:
        page, activation = self.sign_in, self.activation
        page.signed_in_requested.connect(self.signed_in_requested)
        page.offline_opened.connect(self.offline_opened)
        page.retried.connect(self.retried)
        page.password_forgotten.connect(self.password_forgotten)
        page.invitation_opened.connect(self.open_activation)
        activation.preview_requested.connect(self.preview_requested)
        activation.activation_requested.connect(self.activation_requested)
        activation.manager_notified.connect(self.manager_notified)
        activation.left.connect(self.open_sign_in)
        self._change.clicked.connect(self._change_server)
        self._server_edit.returnPressed.connect(self._change_server)
        self._languages.chosen.connect(self.language_chosen)

    def _build(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(6)
        foot.addWidget(self._server_icon)
        foot.addWidget(self._server)
        foot.addWidget(self._server_edit)
        foot.addWidget(self._change)
        foot.addStretch(1)
        foot.addWidget(self._languages)
        right = QWidget()
        right.setObjectName("Screen")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(56, 36, 56, 24)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(right, 1)
