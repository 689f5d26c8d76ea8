"""Printing a document: printer, copies, both sides, «always here», and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.domain.printing import PrintPreset
from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.commands import shown_key
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.inputs import ComboBox
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.painting import box
from app.ui.widgets.switches import CheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.services.documents import StoredDocument
    from app.ui.live.print_jobs import JobEvent, PrintJobs
    from app.ui.theme.theme import Theme

MOST_COPIES = 20


class PrintBox(QWidget):
    """The print box of one kind of document. A gone printer asks and is never replaced."""

    told = Signal(str, str)
    """A line about the last job and its tint (ok, warn, err, text3)."""

    def __init__(
        self, theme: Theme, jobs: PrintJobs, kind: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._jobs = jobs
        self._kind = kind
        self._stored: StoredDocument | None = None
        self._waiting = False
        self.printers = ComboBox(theme, name=self.tr("Printer"))
        self.copies = _Copies(theme)
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setValue(1)
        self.copies.setSuffix(self.tr(" cop.", "copies, after a number"))
        self.copies.setFixedWidth(theme.px(84))
        self.copies.setAccessibleName(self.tr("Copies"))
        self.copies.setFont(theme.font("number"))
        self.copies.setFixedHeight(theme.px(32))
        self.duplex = CheckBox(theme, self.tr("A4, both sides"))
        self.always = CheckBox(theme, self.tr("Always here, without asking"))
        self.button = Button(
            theme, self.tr("Print"), kind="primary", size="large", icon="printer",
            key=shown_key("print"),
        )  # fmt: skip
        self.button.setObjectName("print-invoice")
        self.button.clicked.connect(self.print)
        self.result = Label(theme, role="small", colour="text3", wrap=True)
        first = QHBoxLayout()
        first.addWidget(self.printers, 1)
        first.addWidget(self.copies)
        second = QHBoxLayout()
        second.setSpacing(16)
        second.addWidget(self.duplex)
        second.addWidget(self.always)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionCaption(theme, self.tr("Print the invoice")))
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.button)
        column.addWidget(self.result)
        jobs.printers_listed.connect(self._take_printers)
        jobs.listing_failed.connect(self._take_trouble)
        jobs.changed.connect(self._take_job)
        self.printers.currentTextChanged.connect(self._name_button)

    def show_document(self, stored: StoredDocument | None) -> None:
        """Print this document from now on; None while it is not here yet."""
        self._stored = stored
        self._enable()
        if stored is not None and self._waiting:
            self._waiting = False
            self.print()

    def print_when_ready(self, *, wanted: bool = True) -> None:
        """Print as soon as the document is here, or no longer."""
        self._waiting = wanted
        self.show_document(self._stored)

    def refresh_printers(self) -> None:
        """Show the remembered printer at once and ask for the others."""
        preset = self._jobs.presets.get(self._kind)
        if preset is not None:
            if self.printers.findData(preset.printer) < 0:
                self._add(preset.printer)
            self.printers.setCurrentIndex(self.printers.findData(preset.printer))
            self.copies.setValue(preset.copies)
            self.duplex.setChecked(preset.duplex)
            self.always.setChecked(True)
        self._enable()
        self._jobs.list_printers()

    @Slot()
    def print(self) -> None:
        """Print without a dialog, where the box says."""
        printer = self._printer
        if self._stored is None or not printer:
            return
        preset = PrintPreset(
            kind=self._kind,
            backend=self._jobs.backend,
            printer=printer,
            copies=self.copies.value(),
            duplex=self.duplex.isChecked(),
        )
        if self.always.isChecked():
            self._jobs.remember(preset)
        self._say(self.tr("Sending to the printer…"), "text3")
        self._jobs.print(self._stored, preset)

    @property
    def _printer(self) -> str:
        return str(self.printers.currentData() or "")

    def _add(self, printer: str) -> None:
        self.printers.addItem(self._jobs.shown_name(printer), printer)

    def _enable(self) -> None:
        self.button.setEnabled(self._stored is not None and bool(self._printer))

    @Slot(str)
    def _name_button(self, printer: str) -> None:
        self.button.setText(
            self.tr("Print: {printer}").format(printer=printer[:32])
            if printer
            else self.tr("Print")
        )
        self._enable()

    @Slot(object)
    def _take_printers(self, found: list[dict[str, object]]) -> None:
        names = [str(one["name"]) for one in found]
        preset = self._jobs.presets.get(self._kind)
        wanted = self._printer
        wanted = wanted or (preset.printer if preset is not None else "")
        self.printers.clear()
        for name in names:
            self._add(name)
        if wanted and wanted not in names:
            # Nothing is printed anywhere else by itself: another printer is the user's to choose.
            self.printers.setCurrentIndex(-1)
            self._say(
                self.tr("The printer “{printer}” is not there. Choose another one.").format(
                    printer=self._jobs.shown_name(wanted)
                ),
                "warn",
            )
        elif wanted:
            self.printers.setCurrentIndex(self.printers.findData(wanted))
        elif not names:
            self._say(self.tr("No printers were found. Save the document instead."), "warn")
        self._enable()

    @Slot(str)
    def _take_trouble(self, _reason: str) -> None:
        self._say(self.tr("The printers do not answer. Save the document instead."), "warn")

    @Slot(object)
    def _take_job(self, event: JobEvent) -> None:
        if self._stored is None or event.stored.sha256 != self._stored.sha256:
            return
        printer = self._jobs.shown_name(event.preset.printer)
        now = formats.clock(dt.datetime.now().astimezone())
        texts = {
            "sending": (self.tr("Sending to the printer…"), "text3"),
            "printing": (self.tr("{printer} is printing"), "text2"),
            "handed_over": (
                self.tr("{time} · %n copies handed over to “{printer}”", "", event.preset.copies),
                "ok",
            ),
            "held": (
                self.tr("“{printer}” waits (paper, toner, cover). It goes on by itself."),
                "warn",
            ),
            "failed": (
                self.tr("“{printer}” did not take the document. Choose another or save it."),
                "err",
            ),
            "printer_gone": (
                self.tr("The printer “{printer}” is not there. Choose another one."),
                "err",
            ),
            "unknown": (
                self.tr("It is not known whether “{printer}” has it. Look at the printer first."),
                "warn",
            ),
        }
        if event.state in texts:
            text, tint = texts[event.state]
            self._say(text.format(printer=printer, time=now), tint)
        if event.state == "printer_gone":
            self.refresh_printers()

    def _say(self, text: str, tint: str) -> None:
        self.result.setText(text)
        self.result.set_colour(tint)
        self.told.emit(text, tint)


class _Copies(QSpinBox):
    """A number in the frame of our other fields; the arrow keys and the wheel change it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFrame(False)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lineEdit().setFrame(False)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, focused = self._theme, self.hasFocus()
        edge = theme.color("focus" if focused else "bstrong")
        width = 2 if focused else 1
        fill = theme.color("surface")
        box(painter, self.rect(), sizes.RADIUS_BUTTON, fill=fill, edge=edge, width=width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lineEdit().setGeometry(self.rect().adjusted(4, 3, -4, -3))
