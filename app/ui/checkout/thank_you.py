"""The thank-you page: our number, what is held, the invoice on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.money import e4_from_wire
from app.ui import formats
from app.ui.checkout.invoice_viewer import InvoiceViewer
from app.ui.checkout.print_box import PrintBox
from app.ui.checkout.timeline import Timeline, steps_of
from app.ui.overriding import override
from app.ui.shell.commands import add_action, shown_key
from app.ui.shell.view import KeyHint
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.frames import Line, Note, ScrollPage
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.painting import box, picture

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.domain.terms import Profile
    from app.services.documents import StoredDocument
    from app.ui.checkout.page_view import PageView
    from app.ui.live.papers import PageRenderer, Papers
    from app.ui.live.print_jobs import PrintJobs
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

LEFT_WIDTH = 452


class ThankYouScreen(QWidget):
    """One placed order and its invoices. Everything arrives in place; nothing is waited for."""

    catalogue_requested = Signal()
    invoice_shown = Signal()
    """The first page of the invoice is on the screen."""
    noticed = Signal(str)
    failed = Signal(object)
    """An AppError to show."""

    def __init__(
        self, theme: Theme, tasks: Tasks, papers: Papers, jobs: PrintJobs, renderer: PageRenderer
    ) -> None:
        super().__init__()
        self._theme = theme
        self._profile: Profile | None = None
        self._order: dict[str, Any] = {}
        self.print_box = PrintBox(theme, jobs, "invoice")
        self.viewer = InvoiceViewer(theme, tasks, papers, renderer)
        self._build()
        self.viewer.pages.shown.connect(self.invoice_shown)
        self.viewer.listed.connect(self._show_steps)
        self.viewer.chosen.connect(self._take_invoice)
        self.viewer.noticed.connect(self.noticed)
        self.viewer.failed.connect(self.failed)
        add_action(self, "print", self.print_box.print, self.tr("Print"))
        add_action(self, "save_pdf", self.viewer.save, self.tr("Save PDF"))

    @property
    def key_hints(self) -> tuple[KeyHint, ...]:
        """Keys for the status bar."""
        return (
            KeyHint("Ctrl+P", self.tr("print")),
            KeyHint("Ctrl+S", self.tr("save PDF")),
            KeyHint("F9", self.tr("to the catalogue")),
        )

    @property
    def order_key(self) -> str:
        """The key of the order that is shown, or ''."""
        return str(self._order.get("key") or "")

    @property
    def stored(self) -> StoredDocument | None:
        """The invoice that is shown."""
        return self.viewer.stored

    @property
    def pages(self) -> PageView:
        """The pages of the invoice."""
        return self.viewer.pages

    def show_order(self, order: dict[str, Any], profile: Profile, *, print_it: bool) -> None:
        """Show an accepted order (the wire's object) for the first time."""
        self._profile = profile
        self.print_box.show_document(None)
        self.print_box.result.setText("")
        self.print_box.refresh_printers()
        self.print_box.print_when_ready(wanted=print_it)
        for button in self._paper_buttons:
            button.setEnabled(False)
        self._order = order
        self.viewer.show_order(self.order_key)
        self.update_order(order)

    def update_order(self, order: dict[str, Any]) -> None:
        """The order as it is now: 1C's number, corrections, states."""
        self._order = order
        currency = order["currency"]
        self._number.setText(self.tr("№ {number}").format(number=order["number"]))
        placed = dt.datetime.fromisoformat(order["placed_at"]).astimezone()
        lines = self.tr("%n lines", "", len(order["lines"]))
        total = formats.money(e4_from_wire(order["total"]) or 0, currency)
        when = f"{formats.day(placed.date())}, {formats.clock(placed)}"
        self._facts.setText(f"{when} · {lines} · {total}")
        self._show_held()
        self._show_steps(self.viewer.current)

    @Slot()
    def reload(self) -> None:
        """Papers of the cache changed."""
        self.viewer.reload()

    @Slot()
    def copy_number(self) -> None:
        """Put the order's number on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._order.get("number", "")))
        self.noticed.emit(self.tr("The number is on the clipboard"))

    @Slot(object)
    def _take_invoice(self, stored: StoredDocument) -> None:
        for button in self._paper_buttons:
            button.setEnabled(True)
        self.print_box.show_document(stored)

    @Slot(object)
    def _show_steps(self, invoices: list[dict[str, Any]]) -> None:
        if self._order:
            self._timeline.show_steps(steps_of(self._order, invoices))

    def _show_held(self) -> None:
        held = [part for part in self._order["parts"] if part["held"]]
        until = [part["reserved_until"] for part in held if part.get("reserved_until")]
        places = [self._place(part) for part in held]
        title = (
            self.tr("Goods are reserved until {time}").format(
                time=_moment(dt.datetime.fromisoformat(min(until)).astimezone())
            )
            if until
            else self.tr("Goods are reserved for you")
        )
        text = self.tr("{places}. Stock in the catalogue is already less.")
        if held:
            self._held.say(title, text.format(places=" · ".join(places)), tint="ok", icon="lock")
        else:
            self._held.say(
                "",
                self.tr("1C keeps these goods now; the reservation here has ended."),
                tint="info",
            )

    def _place(self, part: dict[str, Any]) -> str:
        known = self._profile.warehouse_by_guid.get(part["warehouse"]) if self._profile else None
        name = known.name if known else part["warehouse"]
        return self.tr("{name} {lines}").format(
            name=name, lines=self.tr("%n lines", "", len(part["lines"]))
        )

    def _build(self) -> None:
        theme = self._theme
        self._number = Label(theme, role="h0", selectable=True)
        copy = IconButton(theme, "copy", self.tr("Copy the number"), side=26, flat=True)
        copy.clicked.connect(self.copy_number)
        number = QHBoxLayout()
        number.addWidget(self._number)
        number.addWidget(copy)
        number.addStretch(1)
        self._facts = Label(theme, role="small-number", colour="text2", wrap=True)
        thanks = QVBoxLayout()
        thanks.setSpacing(2)
        thanks.addWidget(Label(theme, self.tr("Thank you! The order is accepted"), role="small"))
        thanks.addLayout(number)
        thanks.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_Accepted(theme), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(thanks, 1)
        self._held = Note(theme, "ok", "lock")
        self._timeline = Timeline(theme)
        save = Button(theme, self.tr("Save"), icon="download", key=shown_key("save_pdf"))
        save.clicked.connect(self.viewer.save)
        copy_file = Button(theme, self.tr("Copy"), icon="copy")
        copy_file.clicked.connect(self.viewer.copy_file)
        self._paper_buttons = (save, copy_file)
        papers = QHBoxLayout()
        for button in self._paper_buttons:
            button.setEnabled(False)
            papers.addWidget(button, 1)
        back = Button(theme, self.tr("To the catalogue"))
        back.clicked.connect(self.catalogue_requested)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(22, 18, 22, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._held)
        column.addWidget(self.print_box)
        column.addLayout(papers)
        column.addWidget(Line())
        column.addWidget(SectionCaption(theme, self.tr("What comes next")))
        column.addWidget(self._timeline)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 8, 22, 14)
        foot.addWidget(back)
        foot.addStretch(1)
        left = QWidget()
        left.setFixedWidth(theme.px(LEFT_WIDTH))
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(0)
        left_column.addWidget(ScrollPage(told), 1)
        left_column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Line(standing=True))
        row.addWidget(self.viewer, 1)
        self.setFocusProxy(self.print_box.printers)
        for before, after in pairwise((self.print_box.button, save, copy_file, back, copy)):
            QWidget.setTabOrder(before, after)


class _Accepted(QWidget):
    """A tick in a green circle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        edge = theme.color("ok-line") if theme.name == "contrast" else None
        box(painter, self.rect(), self.height() / 2, fill=theme.color("ok-bg"), edge=edge)
        picture(painter, self.rect(), theme.pixmap("check", "ok", 22))


def _moment(moment: dt.datetime) -> str:
    return f"{formats.day(moment.date())}, {formats.clock(moment)}"
