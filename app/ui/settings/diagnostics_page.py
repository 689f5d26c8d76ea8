"""Diagnostics: versions, a check of local data, a report for whoever helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import formats
from app.ui.settings.rows import Page, SettingRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Note
from app.ui.widgets.inputs import PlainTextEdit
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.storage.checking import FileCheck
    from app.ui.settings.report import Fact
    from app.ui.theme.theme import Theme


LOG_SHOWN = 200


class DiagnosticsPage(Page):
    """Facts can be selected and copied; the check and the report are asked for."""

    check_asked = Signal()
    report_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("DiagnosticsPage", "Diagnostics"))
        self._theme = theme
        facts = QWidget()
        self._facts = QGridLayout(facts)
        self._facts.setContentsMargins(0, 0, 0, 12)
        self._facts.setHorizontalSpacing(24)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.add(facts)
        self._check = Button(theme, self.tr("Check now"))
        self._check.clicked.connect(self.check_asked)
        self._check_row = SettingRow(
            theme,
            self.tr("Check of local data"),
            self.tr("Reads the cart's file and the catalogue's file to the end."),
            self._check,
        )
        self.add(self._check_row)
        self._result = Note(theme, "ok")
        self._result.hide()
        self.column.addSpacing(8)
        self.add(self._result)
        report = Button(theme, self.tr("Save the report…"), icon="download")
        report.clicked.connect(self.report_asked)
        self.add(
            SettingRow(
                theme,
                self.tr("Report for support"),
                self.tr("Versions, sizes and the log, without passwords, prices and names."),
                report,
            )
        )
        self.column.addSpacing(16)
        self.add(Label(theme, self.tr("Log of the program"), role="h3"))
        self.column.addSpacing(6)
        self._log = PlainTextEdit(
            theme, name=self.tr("Log of the program"), hint=self.tr("Nothing has gone wrong.")
        )
        self._log.setReadOnly(True)
        self._log.setMinimumHeight(theme.px(160))
        self.add(self._log)
        self.end()

    def show_log(self, lines: Sequence[str]) -> None:
        """Show the last lines of the program's log, the newest in sight."""
        text = "\n".join(line.rstrip() for line in lines[-LOG_SHOWN:])
        if text != self._log.toPlainText():
            self._log.setPlainText(text)
            self._log.moveCursor(QTextCursor.MoveOperation.End)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show versions and places."""
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, fact in enumerate(facts):
            name = Label(self._theme, fact.name, role="small", colour="text3")
            value = Label(self._theme, fact.value, role="small", selectable=True, wrap=True)
            self._facts.addWidget(name, row, 0)
            self._facts.addWidget(value, row, 1)

    def show_checking(self, *, busy: bool) -> None:
        """Show that the check goes on."""
        self._check.set_busy(busy=busy)

    def show_check(self, found: Sequence[FileCheck]) -> None:
        """Say what the check has found."""
        self.show_checking(busy=False)
        bad = [one for one in found if one.trouble]
        if bad:
            text = "\n".join(f"{one.name}: {one.trouble}" for one in bad)
            title = self.tr("Local data is damaged")
            self._result.say(title, text, tint="err")
        else:
            size = formats.size(sum(one.size for one in found))
            text = self.tr("%n file(s), {size}", "", len(found)).format(size=size)
            self._result.say(self.tr("Local data is whole"), text, tint="ok")
        self._result.show()

    def show_saved(self, path: str) -> None:
        """Say where the report lies."""
        self._result.say(self.tr("The report is saved"), path, tint="ok")
        self._result.show()
