"""An invitation: the code or the link, who it is for, and a new password."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.sign_in import code as codes
from app.ui.sign_in.fields import Field
from app.ui.sign_in.invitation_card import InvitationCard
from app.ui.sign_in.view import InvitationView
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Note
from app.ui.widgets.inputs import LineEdit, PasswordEdit
from app.ui.widgets.labels import Label
from app.ui.widgets.marks import Tag
from app.ui.widgets.notices import announce
from app.ui.widgets.painting import CENTRE, box, picture, words
from app.ui.widgets.switches import CheckBox

PASSWORD_LEAST = 10


class Steps(QWidget):
    """Three numbered steps, of which one is the present."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: tuple[str, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_steps(self, texts: tuple[str, ...], current: int) -> None:
        """Show the steps; `current` counts from 0."""
        self._texts, self._current = texts, current
        self.setAccessibleName(f"{current + 1}/{len(texts)}: {texts[current]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        left = 0.0
        for at, text in enumerate(self._texts):
            done, now = at < self._current, at == self._current
            colour = "ok" if done else "accent-text" if now else "text3"
            place = QRectF(left, 2, 18, 18)
            if done:
                pixmap = theme.pixmap("circle-check", colour, 18, self.devicePixelRatioF())
                picture(painter, place, pixmap)
            else:
                box(painter, place, 9, edge=theme.color(colour), width=1.25)
                words(
                    painter,
                    theme,
                    place,
                    str(at + 1),
                    role="caption",
                    colour=colour,
                    align=CENTRE,
                )
            role = "small-strong" if now else "small-medium"
            width = theme.metrics(role).horizontalAdvance(text)
            place = QRectF(left + 24, 0, width + 2, 22)
            words(painter, theme, place, text, role=role, colour=colour)
            left += 24 + width + 16


class CodeEdit(LineEdit):
    """The code, grouped while it is typed; or the whole link, left as it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="", size="large", parent=parent)
        self.setMaxLength(2048)
        self._tag = Tag(theme, parent=self)
        self._tag.hide()
        self.textEdited.connect(self._group)

    def show_tag(self, text: str, tint: str = "ok", icon: str = "check") -> None:
        """Show a tag inside the field, none for an empty text."""
        self._tag.set_icon(icon)
        self._tag.set_text(text, tint)
        self._tag.setVisible(bool(text))
        self.set_room(self._tag.sizeHint().width() + 4 if text else 0)
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        hint = self._tag.sizeHint()
        left = self.width() - hint.width() - 9
        self._tag.setGeometry(left, (self.height() - hint.height()) // 2, *hint.toTuple())

    def _group(self, text: str) -> None:
        # Only at the end: regrouping under a cursor in the middle would move it.
        if "/" in text or self.cursorPosition() != len(text):
            return
        grouped = codes.grouped(text)
        if grouped != text and len(codes.plain(text)) <= codes.LENGTH:
            self.setText(grouped)


class ActivationPage(QWidget):
    """Emits what the user wants; every outcome has a method that shows it."""

    preview_requested = Signal(str, str)
    """Server's address, empty for the known one, and the code."""
    activation_requested = Signal(str, str, bool)
    """Code, password, remember."""
    manager_notified = Signal(str)
    """The data of the company are wrong; the code."""
    left = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._asked = ""
        self._view: InvitationView | None = None
        self._busy = False
        self._steps = Steps(theme)
        self._title = Label(theme, role="h0")
        self._code = CodeEdit(theme)
        self.code = Field(theme, self._code)
        self._hint = Label(theme, role="caption", colour="text3", wrap=True)
        self.card = InvitationCard(theme)
        self.card.hide()
        self.note = Note(theme, "err")
        self.note.hide()
        self._one = PasswordEdit(theme, name="", show_name="")
        self._two = PasswordEdit(theme, name="", show_name="")
        self.password = Field(theme, self._one)
        self.again = Field(theme, self._two)
        self.remember = CheckBox(theme)
        self.remember.setChecked(True)
        self._question = Label(theme, role="small", colour="text2")
        self.wrong = Button(theme, kind="link", size="small")
        self.back = Button(theme)
        self.activate = Button(theme, kind="primary")
        self.activate.setDefault(True)
        self._code.textChanged.connect(self._take_code)
        for edit in (self._one, self._two):
            edit.textChanged.connect(self._judge)
            edit.returnPressed.connect(self._send)
        self.activate.clicked.connect(self._send)
        self.back.clicked.connect(self.left)
        self.wrong.clicked.connect(self._notify)
        self._build()
        self.retranslate()

    @property
    def busy(self) -> bool:
        """True while the server is asked to activate."""
        return self._busy

    def set_code(self, text: str) -> None:
        """Take a code or a link that came from outside."""
        found = codes.from_link(text)
        self._code.setText(text.strip() if found else codes.grouped(text))

    def show_asking(self) -> None:
        """The server is asked about the code."""
        self._forget_view()
        self._code.show_tag(self.tr("checking…"), "neutral", "loader-circle")

    def show_invitation(self, view: InvitationView) -> None:
        """Show who is invited."""
        self._view = view
        self._set_busy(busy=False)
        self._show_view()
        self._one.setFocus()

    def show_refused(self, reason: str, contact: str) -> None:
        """The code is not valid; `reason` is expired, used or unknown, `contact` whom to ask."""
        self._forget_view()
        self._set_busy(busy=False)
        titles = {
            "expired": self.tr("The invitation has expired."),
            "used": self.tr("The invitation has been used."),
            "unknown": self.tr("There is no such invitation."),
        }
        text = self.tr("A new one can be sent by: %1").replace("%1", contact) if contact else ""
        self._tell("err", titles[reason], text)

    def show_problem(self, text: str) -> None:
        """Say what else went wrong, such as no network; what was typed stays."""
        self._set_busy(busy=False)
        self._code.show_tag("")
        self._asked = ""
        self._tell("warn", "", text)

    def show_busy(self) -> None:
        """The server is asked to activate."""
        self._tell("", "", "")
        self._set_busy(busy=True)

    def retranslate(self) -> None:
        """Take all texts anew."""
        steps = (self.tr("Invitation"), self.tr("Check and password"), self.tr("First loading"))
        self._steps.show_steps(steps, 1 if self._view is not None else 0)
        self._title.setText(self.tr("Activating access"))
        self.code.set_caption(self.tr("Link or code from the letter"))
        self._hint.setText(
            self.tr(
                "The letter’s link opens the program by itself; the code may be pasted with any "
                "spaces and hyphens"
            )
        )
        self.password.set_caption(self.tr("New password"))
        least = self.tr("%n sign(s) or more", "", PASSWORD_LEAST)
        self.password.set_remark(least)
        self.again.set_caption(self.tr("Once more"))
        for edit in (self._one, self._two):
            edit.set_show_name(self.tr("Show the password"))
        self.remember.setText(self.tr("Remember on this computer"))
        self._question.setText(self.tr("Is the company wrong?"))
        self.wrong.setText(self.tr("Tell the manager"))
        self.back.setText(self.tr("Back"))
        self._set_busy(busy=self._busy)
        if self._view is not None:
            self._show_view()

    def _show_view(self) -> None:
        view = self._view
        if view is None:
            return
        self._tell("", "", "")
        said = self.card.show_invitation(view)
        if view.valid_until is not None:
            until = formats.moment(view.valid_until, self._now())
            self._code.show_tag(self.tr("valid until %1").replace("%1", until))
        else:
            self._code.show_tag(self.tr("valid"))
        self._steps.show_steps(
            (self.tr("Invitation"), self.tr("Check and password"), self.tr("First loading")), 1
        )
        announce(self, said)
        self._judge()

    def _forget_view(self) -> None:
        self._view = None
        self.card.hide()
        self._code.show_tag("")
        self._judge()

    def _tell(self, tint: str, title: str, text: str) -> None:
        self.note.setVisible(bool(tint))
        if tint:
            self.note.say(title, text, tint=tint)
            announce(self, f"{title} {text}".strip(), urgent=True)

    def _take_code(self, text: str) -> None:
        found = codes.from_link(text)
        server, code = found if found is not None else ("", codes.plain(text))
        if not codes.is_whole(code):
            if self._view is not None or self._asked:
                self._asked = ""
                self._forget_view()
            return
        if code != self._asked:
            self._asked = code
            self._tell("", "", "")
            self.show_asking()
            self.preview_requested.emit(server, code)

    def _judge(self) -> None:
        one, two = self._one.text(), self._two.text()
        fits = len(one) >= PASSWORD_LEAST
        if not one:
            self.password.say("")
        elif fits:
            self.password.say(self.tr("Fits: %n sign(s)", "", len(one)), "ok")
        else:
            missing = PASSWORD_LEAST - len(one)
            self.password.say(self.tr("%n sign(s) more", "", missing))
        same = bool(two) and one == two
        self.again.say("" if same or not two else self.tr("Does not match yet"))
        ready = fits and same and self._view is not None and not self._busy
        self.activate.setEnabled(ready or self._busy)

    def _send(self) -> None:
        if self.activate.isEnabled() and not self._busy:
            self.activation_requested.emit(self._asked, self._one.text(), self.remember.isChecked())

    def _notify(self) -> None:
        self.manager_notified.emit(self._asked)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for widget in (self.code, self.password, self.again, self.remember, self.back):
            widget.setEnabled(not busy)
        text = self.tr("Activating…") if busy else self.tr("Activate and load the catalogue")
        self.activate.setText(text)
        self.activate.set_busy(busy=busy)
        self._judge()

    def _build(self) -> None:
        passwords = QHBoxLayout()
        passwords.setSpacing(16)
        passwords.addWidget(self.password, 1)
        passwords.addWidget(self.again, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        ask = QVBoxLayout()
        ask.setSpacing(0)
        ask.addWidget(self._question)
        ask.addWidget(self.wrong, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addLayout(ask)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.activate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._steps)
        column.addSpacing(18)
        column.addWidget(self._title)
        column.addSpacing(14)
        column.addWidget(self.code)
        column.addSpacing(5)
        column.addWidget(self._hint)
        column.addSpacing(12)
        column.addWidget(self.card)
        column.addWidget(self.note)
        column.addSpacing(14)
        column.addLayout(passwords)
        column.addSpacing(10)
        column.addWidget(self.remember)
        column.addStretch(1)
        column.addLayout(foot)
