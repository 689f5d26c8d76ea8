"""The thank-you page: our number, what is held, the invoice on the screen and on paper."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import StorageFailed
from app.ui import formats
from app.ui.checkout.page_view import PageView
from app.ui.checkout.print_box import PrintBox
from app.ui.checkout.timeline import Timeline, steps_of
from app.ui.shell.commands import add_action, shown_key
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.frames import Line, Note
from app.ui.widgets.inputs import ComboBox
from app.ui.widgets.labels import ElideLabel, Label, SectionCaption
from app.ui.widgets.marks import Tag

if TYPE_CHECKING:
    from app.domain.terms import Profile
    from app.services.documents import StoredDocument
    from app.ui.live.papers import PageRenderer, Papers
    from app.ui.live.print_jobs import PrintJobs
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

LEFT_WIDTH = 452
LATE_MS = 60_000


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
        self._tasks = tasks
        self._papers = papers
        self._profile: Profile | None = None
        self._order: dict[str, Any] = {}
        self._invoices: list[dict[str, Any]] = []
        self._stored: dict[str, StoredDocument] = {}
        self._shown = ""
        self._asked: set[str] = set()
        self.print_box = PrintBox(theme, jobs, "invoice")
        self.pages = PageView(theme, renderer)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._build()
        self._late.timeout.connect(self._note_late)
        self.pages.shown.connect(self.invoice_shown)
        papers.listed.connect(self._take_documents)
        papers.stored.connect(self._take_stored)
        papers.failed.connect(self._take_failure)
        self._choice.currentIndexChanged.connect(self._show_chosen)
        add_action(self, "print", self.print_box.print, self.tr("Print"))
        add_action(self, "save_pdf", self.save, self.tr("Save PDF"))

    @property
    def order_key(self) -> str:
        """The key of the order that is shown, or ''."""
        return str(self._order.get("key") or "")

    @property
    def stored(self) -> StoredDocument | None:
        """The invoice that is shown."""
        return self._stored.get(self._shown)

    def show_order(self, order: dict[str, Any], profile: Profile, *, print_it: bool) -> None:
        """Show an accepted order (the wire's object) for the first time."""
        self._profile = profile
        self._invoices, self._stored, self._asked, self._shown = [], {}, set(), ""
        self._choice.clear()
        self.print_box.show_document(None)
        self.print_box.result.setText("")
        self.print_box.refresh_printers()
        if print_it:
            self.print_box.print_when_ready()
        self._state.setText(self.tr("The invoice is being made"))
        self.update_order(order)
        self._late.start()
        self._papers.list_for(self.order_key)

    def update_order(self, order: dict[str, Any]) -> None:
        """The order as it is now: 1C's number, corrections, states."""
        self._order = order
        currency = order["currency"]
        self._number.setText(self.tr("№ {number}").format(number=order["number"]))
        placed = dt.datetime.fromisoformat(order["placed_at"]).astimezone()
        lines = self.tr("%n lines", "", len(order["lines"]))
        total = formats.money(_e4(order["total"]), currency)
        when = f"{formats.day(placed.date())}, {formats.clock(placed)}"
        self._facts.setText(f"{when} · {lines} · {total}")
        self._show_held()
        self._timeline.show_steps(steps_of(order, self._invoices))

    @Slot()
    def reload(self) -> None:
        """Papers of the cache changed."""
        if self.order_key:
            self._papers.list_for(self.order_key)

    @Slot()
    def save(self) -> None:
        """Ask where to and save the invoice."""
        stored = self.stored
        if stored is None:
            return
        suggested = str(Path.home() / f"{_safe(stored.number)}.pdf")
        target, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the invoice"), suggested, "PDF (*.pdf)"
        )
        if target:
            self.save_to(Path(target))

    def save_to(self, target: Path) -> None:
        """Save the invoice's bytes as they are."""
        stored = self.stored
        if stored is None:
            return

        def work() -> Path:
            unfinished = target.with_name(f"{target.name}.part")
            try:
                shutil.copyfile(stored.path, unfinished)
                unfinished.replace(target)
            except OSError as error:
                message = f"{target}: {error.strerror}"
                raise StorageFailed(message) from error
            return target

        def done(saved: Path) -> None:
            self.noticed.emit(self.tr("Saved: {path}").format(path=saved))

        self._tasks.fetch(work, done, self.failed.emit, owner=self)

    @Slot()
    def copy_file(self) -> None:
        """Put the PDF itself on the clipboard, ready for a letter."""
        stored = self.stored
        if stored is not None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(stored.path))])
            QGuiApplication.clipboard().setMimeData(data)
            self.noticed.emit(self.tr("The PDF is on the clipboard"))

    @Slot()
    def copy_number(self) -> None:
        """Put the order's number on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._order.get("number", "")))
        self.noticed.emit(self.tr("The number is on the clipboard"))

    @Slot()
    def open_outside(self) -> None:
        """Open the PDF in the system's program."""
        if self.stored is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.stored.path)))

    @Slot(str, object)
    def _take_documents(self, order_key: str, documents: list[dict[str, Any]]) -> None:
        if order_key != self.order_key:
            return
        self._invoices = [
            one
            for one in documents
            if one["kind"] in ("invoice", "confirmation") and one["state"] in ("ready", "replaced")
        ]
        current = [one for one in self._invoices if one["state"] == "ready"]
        self._fill_choice(current)
        for document in current:
            if document["sha256"] not in self._asked:
                self._asked.add(document["sha256"])
                self._papers.fetch(document)
        if self._order:
            self._timeline.show_steps(steps_of(self._order, current))

    def _fill_choice(self, current: list[dict[str, Any]]) -> None:
        wanted = [str(one["sha256"]) for one in current]
        if wanted == [self._choice.itemData(n) for n in range(self._choice.count())]:
            return
        part = self._choice.currentIndex()
        self._choice.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self._choice.clear()
        for one in current:
            self._choice.addItem(self.tr("Invoice № {n}").format(n=one["number"]), one["sha256"])
        self._choice.setCurrentIndex(min(max(part, 0), len(current) - 1))
        self._choice.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here
        self._choice.setVisible(len(current) > 1)
        self._show_chosen()

    @Slot(object)
    def _take_stored(self, stored: StoredDocument) -> None:
        if stored.sha256 in self._asked:
            self._stored[stored.sha256] = stored
            self._show_chosen()

    @Slot(int, object)
    def _take_failure(self, document: int, error: object) -> None:
        if any(one["id"] == document for one in self._invoices):
            self.failed.emit(error)

    @Slot()
    def _show_chosen(self) -> None:
        sha256 = str(self._choice.currentData() or "")
        stored = self._stored.get(sha256)
        if stored is None or sha256 == self._shown:
            return
        before, self._shown = self._shown, sha256
        document = next(one for one in self._invoices if one["sha256"] == sha256)
        self._late.stop()
        self._file.set_text(f"{_safe(stored.number)}.pdf")
        self._size.set_text(formats.size(stored.size))
        self._size.show()
        texts = {
            "gateway": self.tr("Drawn by the portal from the order’s data"),
            "onec": self.tr("Invoice of the supplier’s 1C"),
        }
        self._state.setText(texts[document["source"]])
        replaced = next((one for one in self._invoices if one["id"] == document["replaces"]), None)
        if before and replaced is not None:
            number = replaced["number"]
            self.noticed.emit(self.tr("1C’s invoice has replaced № {n}").format(n=number))
        self.pages.open(stored.path, stored.sha256)
        self.print_box.show_document(stored)
        for button in self._paper_buttons:
            button.setEnabled(True)

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

    @Slot()
    def _note_late(self) -> None:
        self._state.setText(
            self.tr("The invoice takes longer than usual. The order is placed; you may leave.")
        )

    def _build(self) -> None:
        theme = self._theme
        thanks = Label(theme, self.tr("Thank you! The order is accepted"), role="small")
        self._number = Label(theme, role="h0", selectable=True)
        copy = IconButton(theme, "copy", self.tr("Copy the number"), side=26, flat=True)
        copy.clicked.connect(self.copy_number)
        number = QHBoxLayout()
        number.addWidget(self._number)
        number.addWidget(copy)
        number.addStretch(1)
        self._facts = Label(theme, role="small-number", colour="text2", wrap=True)
        self._held = Note(theme, "ok", "lock")
        self._timeline = Timeline(theme)
        save = Button(theme, self.tr("Save"), icon="download", key=shown_key("save_pdf"))
        save.clicked.connect(self.save)
        copy_file = Button(theme, self.tr("Copy"), icon="copy")
        copy_file.clicked.connect(self.copy_file)
        self._paper_buttons = (save, copy_file)
        papers = QHBoxLayout()
        for button in self._paper_buttons:
            button.setEnabled(False)
            papers.addWidget(button, 1)
        back = Button(theme, self.tr("To the catalogue"))
        back.clicked.connect(self.catalogue_requested)
        left = QWidget()
        left.setFixedWidth(theme.px(LEFT_WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(thanks)
        column.addLayout(number)
        column.addWidget(self._facts)
        column.addWidget(self._held)
        column.addWidget(self.print_box)
        column.addLayout(papers)
        column.addWidget(Line())
        column.addWidget(SectionCaption(theme, self.tr("What comes next")))
        column.addWidget(self._timeline)
        column.addStretch(1)
        column.addWidget(back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Line(standing=True))
        row.addWidget(self._build_viewer(), 1)

    def _build_viewer(self) -> QWidget:
        theme = self._theme
        self._file = ElideLabel(theme, "", role="medium")
        self._size = Tag(theme, "")
        self._size.hide()
        self._state = Label(theme, role="small", colour="text3")
        self._choice = ComboBox(theme, name=self.tr("Invoices of this order"), size="tool")
        self._choice.hide()
        farther = IconButton(theme, "zoom-out", self.tr("Farther"), side=28, flat=True)
        closer = IconButton(theme, "zoom-in", self.tr("Closer"), side=28, flat=True)
        fit = Button(theme, self.tr("Fit width"), size="small")
        outside = IconButton(
            theme, "external-link", self.tr("Open in another program"), side=28, flat=True
        )
        farther.clicked.connect(self._zoom_out)
        closer.clicked.connect(self._zoom_in)
        fit.clicked.connect(self.pages.fit_width)
        outside.clicked.connect(self.open_outside)
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 8, 10, 8)
        tools.setSpacing(8)
        tools.addWidget(self._file, 1)
        tools.addWidget(self._size)
        tools.addWidget(self._choice)
        for button in (farther, fit, closer, outside):
            tools.addWidget(button)
        note = QHBoxLayout()
        note.setContentsMargins(14, 0, 14, 8)
        note.addWidget(self._state)
        note.addStretch(1)
        viewer = QWidget()
        column = QVBoxLayout(viewer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(note)
        column.addWidget(self.pages, 1)
        return viewer

    @Slot()
    def _zoom_in(self) -> None:
        self.pages.zoom(closer=True)

    @Slot()
    def _zoom_out(self) -> None:
        self.pages.zoom(closer=False)


def _e4(text: str) -> int:
    from app.domain.money import e4_from_wire

    return e4_from_wire(text) or 0


def _moment(moment: dt.datetime) -> str:
    return f"{formats.day(moment.date())}, {formats.clock(moment)}"


def _safe(number: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in number)[:80]
