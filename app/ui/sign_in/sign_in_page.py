"""Login and password, and everything that the answer may be."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.sign_in.fields import Field
from app.ui.sign_in.outcome_note import OutcomeNote
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import LineEdit, PasswordEdit
from app.ui.widgets.labels import Label
from app.ui.widgets.notices import announce
from app.ui.widgets.switches import CheckBox

FIELD_WIDTH = 388
LOGIN_MOST = 300
PASSWORD_MOST = 1024
"""What the contract takes; more could not be sent."""
_SECOND_MS = 1000
_SKEW = timedelta(minutes=5)


class SignInPage(QWidget):
    """Emits what the user wants; every outcome has a method that shows it."""

    signed_in_requested = Signal(str, str, bool)
    """Login, password, remember."""
    offline_opened = Signal()
    retried = Signal()
    password_forgotten = Signal(str)
    invitation_opened = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._wait_s = 0
        self._title = Label(theme, role="h0")
        self._line = Label(theme, role="body", colour="text2", wrap=True)
        self.login = Field(theme, LineEdit(theme, name="", size="large"))
        self.login.edit.setMaxLength(LOGIN_MOST)
        self._password = PasswordEdit(theme, name="", show_name="")
        self._password.setMaxLength(PASSWORD_MOST)
        self.password = Field(theme, self._password)
        self.remember = CheckBox(theme)
        self.remember.setChecked(True)
        self._where = Label(theme, role="caption", colour="text3", wrap=True)
        self.enter = Button(theme, kind="primary", size="large", key="Enter")
        self.enter.setDefault(True)
        self.forgot = Button(theme, kind="link")
        self.invitation = Button(theme, kind="link", icon="ticket-check", key="Alt+3")
        self.invitation.setShortcut("Alt+3")
        self.note = OutcomeNote(theme)
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND_MS)
        self._tick.timeout.connect(self._count_down)
        self._password.caps_lock_noticed.connect(self._show_caps_lock)
        self._password.returnPressed.connect(self._send)
        self.login.edit.returnPressed.connect(self._password.setFocus)
        self.enter.clicked.connect(self._send)
        self.forgot.clicked.connect(self._forget)
        self.invitation.clicked.connect(self.invitation_opened)
        self.note.acted.connect(self._act)
        self._build()
        self.retranslate()

    def set_login(self, login: str) -> None:
        """Fill the login in, known from the last time."""
        self.login.edit.setText(login)
        (self._password if login else self.login.edit).setFocus()

    def show_idle(self) -> None:
        """Wait for the user."""
        self._set_busy(busy=False)
        self.note.tell("", "", "")

    def show_busy(self) -> None:
        """Wait for the server; Esc cancels."""
        self.note.tell("", "", "")
        self.login.say("")
        self.password.say("")
        self._set_busy(busy=True)

    def show_wrong_password(self, wait_s: int = 0) -> None:
        """Say so under the password; after many tries the server sets a wait in seconds."""
        self._set_busy(busy=False)
        self.password.say(self.tr("The login or the password is wrong"), "err")
        announce(self, self.password.below, urgent=True)
        self._password.setFocus()
        self._password.selectAll()
        self._wait_s = max(0, wait_s)
        if self._wait_s:
            self._tick.start()
            self._show_wait()

    def show_blocked(self, reason: str, contact: str) -> None:
        """Access is closed; `contact` says whom to ask."""
        self._set_busy(busy=False)
        text = self.tr("%1 Ask: %2").replace("%1", reason).replace("%2", contact).strip()
        self.note.tell("err", self.tr("The supplier has closed access."), text, icon="ban")

    def show_unreachable(self, as_of: datetime | None, *, can_open: bool) -> None:
        """The server does not answer; the saved catalogue may be opened with the kept key."""
        self._set_busy(busy=False)
        title = self.tr("The supplier’s server does not answer.")
        if can_open and as_of is not None:
            text = self.tr("You can work with the saved catalogue (%1) and prepare a cart.")
            text = text.replace("%1", formats.moment(as_of, self._now()))
            self.note.tell(
                "warn", title, text, "offline", self.tr("Open offline"), icon="cloud-off"
            )
        elif as_of is not None:
            text = self.tr("A catalogue is saved here, but signing in needs the network.")
            self.note.tell("warn", title, text, "retry", self.tr("Try again"), icon="cloud-off")
        else:
            text = self.tr("Check the address and the network, then try again.")
            self.note.tell("warn", title, text, "retry", self.tr("Try again"), icon="server-off")

    def show_no_network(self) -> None:
        """The first start needs the network."""
        self._set_busy(busy=False)
        title = self.tr("No network.")
        text = self.tr("The first sign-in on this computer needs it; later you can work offline.")
        self.note.tell("warn", title, text, "retry", self.tr("Try again"), icon="cloud-off")

    def show_clock_skew(self, ahead: timedelta) -> None:
        """This computer's clock is `ahead` of the server's, or behind it when negative."""
        self._set_busy(busy=False)
        if abs(ahead) < _SKEW:
            return
        title = self.tr("The clock of this computer is wrong.")
        if ahead > timedelta(0):
            text = self.tr("It is %1 fast. Set the time, or keys will not fit.")
        else:
            text = self.tr("It is %1 slow. Set the time, or keys will not fit.")
        text = text.replace("%1", formats.age(abs(ahead)))
        self.note.tell("warn", title, text, "retry", self.tr("Try again"), icon="clock")

    def show_letter_sent(self) -> None:
        """A letter with a new code was asked for; the same words for unknown logins."""
        self._set_busy(busy=False)
        text = self.tr("If this login is known, a letter with a new code is on its way.")
        self.note.tell("info", "", text, icon="mail")

    def show_problem(self, text: str) -> None:
        """Say something else that went wrong."""
        self._set_busy(busy=False)
        self.note.tell("err", "", text, "retry", self.tr("Try again"))

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._title.setText(self.tr("Signing in"))
        self._line.setText(self.tr("The supplier sends the login in the invitation letter"))
        self.login.set_caption(self.tr("Login or e-mail"))
        self.password.set_caption(self.tr("Password"))
        self._password.set_show_name(self.tr("Show the password"))
        self.remember.setText(self.tr("Remember on this computer"))
        self._where.setText(
            self.tr("The key is kept by the system’s credential store, not in a file")
        )
        self.forgot.setText(self.tr("Forgot the password?"))
        self.invitation.setText(self.tr("I have an invitation"))
        self.invitation.setShortcut("Alt+3")
        self._show_wait()

    @property
    def busy(self) -> bool:
        """True while the server is asked."""
        return self.enter.busy

    def _send(self) -> None:
        if self.busy or self._wait_s:
            return
        login, password = self.login.edit.text().strip(), self._password.text()
        self.login.say("" if login else self.tr("Enter the login"), "err")
        self.password.say("" if password else self.tr("Enter the password"), "err")
        if not login:
            self.login.edit.setFocus()
        elif not password:
            self._password.setFocus()
        else:
            self.signed_in_requested.emit(login, password, self.remember.isChecked())

    def _forget(self) -> None:
        login = self.login.edit.text().strip()
        if login:
            self.password_forgotten.emit(login)
        else:
            self.login.say(self.tr("Enter the login for which you need a new password"), "err")
            self.login.edit.setFocus()

    def _act(self, key: str) -> None:
        if key == "offline":
            self.offline_opened.emit()
        else:
            self.retried.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self.enter.set_busy(busy=busy)
        for widget in (self.login, self.password, self.remember, self.forgot, self.invitation):
            widget.setEnabled(not busy)
        self._tick.stop()
        self._wait_s = 0
        self._show_wait()

    def _show_caps_lock(self, on: bool) -> None:  # noqa: FBT001 - a slot of a signal
        self.password.set_remark(self.tr("CapsLock is on") if on else "", warned=on)

    def _count_down(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        if not self._wait_s:
            self._tick.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        waits = self._wait_s > 0
        if self.busy:
            text = self.tr("Signing in…")
        elif waits:
            text = self.tr("Try again in %1").replace(
                "%1", formats.duration(timedelta(seconds=self._wait_s))
            )
        else:
            text = self.tr("Sign in")
        self.enter.setText(text)
        self.enter.set_key("" if waits or self.busy else "Enter")
        self.enter.setEnabled(not waits)

    def _build(self) -> None:
        narrow: tuple[QWidget, ...] = (self.login, self.password, self.enter, self.note)
        for one in narrow:
            one.setFixedWidth(FIELD_WIDTH)
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.addWidget(self.forgot)
        links.addStretch(1)
        links.addWidget(self.invitation)
        holder = QWidget()
        holder.setLayout(links)
        holder.setFixedWidth(FIELD_WIDTH)
        self._where.setFixedWidth(FIELD_WIDTH)
        self._where.setContentsMargins(26, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, gap in (
            (self._title, 4),
            (self._line, 26),
            (self.login, 14),
            (self.password, 12),
            (self.remember, 0),
            (self._where, 18),
            (self.enter, 10),
            (holder, 22),
            (self.note, 0),
        ):
            column.addWidget(widget)
            column.addSpacing(gap)
        column.addStretch(1)
        # The note's place is below, so its coming moves nothing above it.
        self.setTabOrder(self.login.edit, self._password)
        self.setTabOrder(self._password, self.remember)
        self.setTabOrder(self.remember, self.enter)
