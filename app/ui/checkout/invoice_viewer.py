"""The invoices of an order on the screen: which one, its pages, saving and opening it elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import StorageFailed
from app.ui import formats
from app.ui.checkout.page_view import PageView
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.inputs import ComboBox
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.marks import Icon, Tag

if TYPE_CHECKING:
    from app.services.documents import StoredDocument
    from app.ui.live.papers import PageRenderer, Papers
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

LATE_MS = 60_000
_KINDS = ("invoice", "confirmation")


class InvoiceViewer(QWidget):
    """Fetches an order's invoices and shows one; a newer one takes the place of the old."""

    listed = Signal(object)
    """The invoices that hold now (wire objects)."""
    chosen = Signal(object)
    """The StoredDocument that is shown."""
    noticed = Signal(str)
    failed = Signal(object)
    """An AppError to show."""

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        papers: Papers,
        renderer: PageRenderer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tasks = tasks
        self._papers = papers
        self._order_key = ""
        self._invoices: list[dict[str, Any]] = []
        self._stored: dict[str, StoredDocument] = {}
        self._asked: dict[str, int] = {}
        self._shown = ""
        self.pages = PageView(theme, renderer)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._note_late)
        self._build()
        papers.listed.connect(self._take_documents)
        papers.stored.connect(self._take_stored)
        papers.failed.connect(self._take_failure)
        self.choice.currentIndexChanged.connect(self._show_chosen)

    @property
    def stored(self) -> StoredDocument | None:
        """The invoice that is shown."""
        return self._stored.get(self._shown)

    @property
    def current(self) -> list[dict[str, Any]]:
        """The invoices that hold now: one for each part of the order."""
        return [one for one in self._invoices if one["state"] == "ready"]

    def show_order(self, order_key: str) -> None:
        """Begin with another order: nothing of the one before is fetched or shown any more."""
        for document in self._asked.values():
            self._papers.forget(document)
        self._order_key = order_key
        self._invoices, self._stored, self._asked, self._shown = [], {}, {}, ""
        self._fill_choice([])
        self.pages.close_document()
        self._file.set_text("")
        self._picture.hide()
        self._size.hide()
        self.state.setText(self.tr("The invoice is being made"))
        for button in self._tools:
            button.setEnabled(False)
        self._late.start()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the order's papers from the cache again."""
        if self._order_key:
            self._papers.list_for(self._order_key)

    @Slot()
    def save(self) -> None:
        """Ask where to and save the invoice."""
        stored = self.stored
        if stored is None:
            return
        suggested = str(Path.home() / _file_name(stored))
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
                unfinished.unlink(missing_ok=True)
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
    def open_outside(self) -> None:
        """Open the PDF in the system's program."""
        if self.stored is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.stored.path)))

    @Slot(str, object)
    def _take_documents(self, order_key: str, documents: list[dict[str, Any]]) -> None:
        if order_key != self._order_key:
            return
        self._invoices = [
            one
            for one in documents
            if one["kind"] in _KINDS and one["state"] in ("ready", "replaced")
        ]
        current = self.current
        wanted = {one["sha256"] for one in current}
        for sha256 in [one for one in self._asked if one not in wanted]:
            self._papers.forget(self._asked.pop(sha256))
        self._fill_choice(current)
        for one in current:
            if one["sha256"] not in self._asked:
                self._asked[one["sha256"]] = one["id"]
                self._papers.fetch(one)
        self.listed.emit(current)

    def _fill_choice(self, current: list[dict[str, Any]]) -> None:
        wanted = [str(one["sha256"]) for one in current]
        if wanted == [self.choice.itemData(n) for n in range(self.choice.count())]:
            return
        part = self.choice.currentIndex()
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self.choice.clear()
        for one in current:
            self.choice.addItem(self.tr("Invoice № {n}").format(n=one["number"]), one["sha256"])
        self.choice.setCurrentIndex(min(max(part, 0), len(current) - 1))
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here
        self.choice.setVisible(len(current) > 1)
        self._show_chosen()

    @Slot(object)
    def _take_stored(self, stored: StoredDocument) -> None:
        if stored.sha256 in self._asked:
            self._stored[stored.sha256] = stored
            self._show_chosen()

    @Slot(int, object)
    def _take_failure(self, document: int, error: object) -> None:
        if document in self._asked.values():
            self.failed.emit(error)

    @Slot()
    def _show_chosen(self) -> None:
        sha256 = str(self.choice.currentData() or "")
        stored = self._stored.get(sha256)
        if stored is None or sha256 == self._shown:
            return
        before, self._shown = self._shown, sha256
        document = next(one for one in self._invoices if one["sha256"] == sha256)
        self._late.stop()
        self._file.set_text(_file_name(stored))
        self._picture.show()
        self._size.set_text(formats.size(stored.size))
        self._size.show()
        texts = {
            "gateway": self.tr("Drawn by the portal from the order’s data"),
            "onec": self.tr("Invoice of the supplier’s 1C"),
        }
        self.state.setText(texts[document["source"]])
        replaced = next((one for one in self._invoices if one["id"] == document["replaces"]), None)
        if replaced is not None and replaced["sha256"] == before:
            number = replaced["number"]
            self.noticed.emit(self.tr("1C’s invoice has replaced № {n}").format(n=number))
        self.pages.open(stored.path, stored.sha256)
        for button in self._tools:
            button.setEnabled(True)
        self.chosen.emit(stored)

    @Slot()
    def _note_late(self) -> None:
        self.state.setText(
            self.tr("The invoice takes longer than usual. The order is placed; you may leave.")
        )

    def _build(self) -> None:
        theme = self._theme
        self._picture = Icon(theme, "file-text", "err", 16)
        self._picture.hide()
        self._file = ElideLabel(theme, "", role="medium")
        self._size = Tag(theme, "")
        self._size.hide()
        self.state = Label(theme, role="small", colour="text3")
        self.choice = ComboBox(theme, name=self.tr("Invoices of this order"), size="tool")
        self.choice.hide()
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
        self._tools: tuple[QWidget, ...] = (farther, fit, closer, outside)
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 8, 10, 8)
        tools.setSpacing(8)
        tools.addWidget(self._picture)
        tools.addWidget(self._file, 1)
        tools.addWidget(self._size)
        tools.addWidget(self.choice)
        for button in self._tools:
            tools.addWidget(button)
        note = QHBoxLayout()
        note.setContentsMargins(14, 0, 14, 8)
        note.addWidget(self.state)
        note.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(note)
        column.addWidget(self.pages, 1)

    @Slot()
    def _zoom_in(self) -> None:
        self.pages.zoom(closer=True)

    @Slot()
    def _zoom_out(self) -> None:
        self.pages.zoom(closer=False)


def _file_name(stored: StoredDocument) -> str:
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in stored.number)
    return f"{safe[:80]}.pdf"
