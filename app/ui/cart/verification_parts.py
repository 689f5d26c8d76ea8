"""Parts of the check before ordering: figures under the title, notes about the whole order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Severity
from app.ui import formats
from app.ui.cart.problems import explain
from app.ui.overriding import override
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line, Note
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.notices import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.domain.terms import Contract
    from app.domain.verification import Verification
    from app.ui.cart.verification_choices import Sums
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_SIMILAR = 3
_WIDE = 820
_NOTES_SHARE = 0.28
"""Of the screen's height; more notes than that scroll, so that the lines stay in sight."""


class FigureStrip(QFrame):
    """Was, now, difference, decided."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._cells = [_Cell(theme) for _ in range(4)]
        for number, cell in enumerate(self._cells):
            if number:
                row.addWidget(Line(standing=True, parent=self))
            row.addWidget(cell, 1)

    def show_sums(self, sums: Sums, currency: str, done: int, total: int) -> None:
        """Show the sums and how many of the changed lines are decided."""
        sign = formats.sign(currency)
        was, now, difference, decided = self._cells
        caption = translate("Cart", "Was, {currency}").format(currency=sign)
        was.say(caption, formats.amount(sums.was_e4), "text2")
        caption = translate("Cart", "Now, {currency}").format(currency=sign)
        now.say(caption, formats.amount(sums.now_e4))
        caption = translate("Cart", "Difference, {currency} — prices {a} · stock {b}").format(
            currency=sign,
            a=formats.difference(sums.by_price_e4),
            b=formats.difference(sums.by_stock_e4),
        )
        difference.say(caption, formats.difference(sums.now_e4 - sums.was_e4))
        text = translate("Cart", "{n} of {total}").format(n=done, total=total)
        tint = "ok" if done == total else "warn"
        decided.say(translate("Cart", "Decided"), text, tint)


class OrderNotes(QScrollArea):
    """What the server says about the whole order: problems, alike orders."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(20, 10, 20, 10)
        self._column.setSpacing(8)
        self.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_check(self, verification: Verification, contract: Contract) -> None:
        """Show the notes of a check."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for problem in verification.problems:
            tint = "err" if problem.severity == Severity.ERROR else "warn"
            said = explain(problem, contract, verification.pay_to_release_e4)
            self._add(tint, said.title, said.next_step)
            announce(self, said.title, urgent=tint == "err")
        now = dt.datetime.now().astimezone()
        for order in verification.similar[:_SIMILAR]:
            title = translate("Cart", "A similar order was placed: No. {number}").format(
                number=order.number
            )
            text = translate("Cart", "{when}, {who}. Make sure that this is not the same order.")
            when = formats.moment(order.placed_at, now)
            self._add("info", title, text.format(when=when, who=order.placed_by))
        self.setVisible(self._column.count() > 0)
        self.fit()

    def fit(self) -> None:
        """Take the height of the notes, up to a share of the screen."""
        parent = self.parentWidget()
        wanted = self._column.totalHeightForWidth(max(200, self.width()))
        if wanted < 0:
            wanted = self._column.totalSizeHint().height()
        most = round(parent.height() * _NOTES_SHARE) if parent else wanted
        self.setFixedHeight(min(wanted, max(most, self._theme.px(70))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def _add(self, tint: str, title: str, text: str) -> None:
        note = Note(self._theme, tint, parent=self._body)
        note.say(title, text)
        self._column.addWidget(note)


def facts_text(verification: Verification, contract: Contract) -> str:
    """Return what else the check says: the limit after the order, how long it holds."""
    parts = []
    if verification.limit_after_e4 is not None and verification.limit_after_e4 >= 0:
        parts.append(
            translate("Cart", "Limit left after the order: {sum}").format(
                sum=formats.money(verification.limit_after_e4, contract.currency)
            )
        )
    until = verification.valid_until.astimezone()
    parts.append(
        translate("Cart", "The check holds until {time}, then we repeat it").format(
            time=formats.clock(until)
        )
    )
    return " · ".join(parts)


class VerifyFoot(QFrame):
    """How much is left to decide, and the ways on."""

    next_asked = Signal()
    kept = Signal()
    went_on = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Footer")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        self._waiting = ElideLabel(theme, role="medium", colour="warn", middle=False)
        show = translate("Cart", "Show the next")
        self._show = Button(theme, show, kind="link", key="N", size="small")
        self._show.clicked.connect(self.next_asked)
        self._keep = Button(theme, translate("Cart", "Keep and return"), size="large")
        self._keep.clicked.connect(self.kept)
        on = translate("Cart", "To delivery")
        self.go = Button(theme, on, kind="primary", size="large", key="Ctrl+Enter")
        self.go.clicked.connect(self.went_on)
        row.addWidget(self._waiting, 1)
        for button in (self._show, self._keep, self.go):
            row.addWidget(button)

    def say(self, text: str, colour: str, *, waiting: bool, can_go_on: bool) -> None:
        """Show how it stands."""
        self._waiting.set_text(text)
        self._waiting.set_colour(colour)
        self._show.setVisible(waiting)
        self.go.setEnabled(can_go_on)
        self.go.setAccessibleDescription(text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_WIDE)
        self._show.set_key("" if narrow else "N")
        self._keep.setVisible(not narrow)


def ask_rise(parent: QWidget, sums: Sums, currency: str, accept: Callable[[], None]) -> None:
    """Ask once before everything is accepted at a much higher total."""
    asking = QMessageBox(parent)
    asking.setIcon(QMessageBox.Icon.Question)
    asking.setTextFormat(Qt.TextFormat.PlainText)
    asking.setWindowTitle(translate("Cart", "Accept all"))
    asking.setText(
        translate("Cart", "The total rises by {sum}, to {total}. Accept everything?").format(
            sum=formats.money(sums.now_e4 - sums.was_e4, currency),
            total=formats.money(sums.now_e4, currency),
        )
    )
    yes = asking.addButton(translate("Cart", "Accept all"), QMessageBox.ButtonRole.AcceptRole)
    asking.addButton(translate("Cart", "Not now"), QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(yes)
    asking.setWindowModality(Qt.WindowModality.WindowModal)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.accepted.connect(accept)
    asking.open()


class _Cell(QWidget):
    """A caption and a figure under the title."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(0)
        self._caption = ElideLabel(theme, role="caption-number", colour="text3", middle=False)
        self._figure = Label(theme, role="h1")
        column.addWidget(self._caption)
        column.addWidget(self._figure)

    def say(self, caption: str, figure: str, colour: str = "text") -> None:
        """Show another figure."""
        self._caption.set_text(caption)
        self._figure.setText(figure)
        self._figure.set_colour(colour)
        self.setAccessibleName(f"{caption}: {figure}")
