"""The popup that shows and hides columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.catalogue.column_layout import ALWAYS, ColumnLayout
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.labels import Label
from app.ui.widgets.switches import CheckBox

if TYPE_CHECKING:
    from app.ui.catalogue.header import CatalogueHeader
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme


class ColumnChooser(PopupFrame):
    """A tick for each column; changes are seen at once."""

    chosen = Signal(object)
    """Another ColumnLayout."""

    def __init__(self, theme: Theme, header: CatalogueHeader, model: CatalogueModel) -> None:
        super().__init__(header)
        self._theme = theme
        self._header = header
        self._model = model
        self._box = QWidget()
        self._ticks = QVBoxLayout(self._box)
        self._ticks.setContentsMargins(12, 4, 12, 8)
        self._ticks.setSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._box)
        self._box.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._area = area
        title = QHBoxLayout()
        title.setContentsMargins(12, 10, 12, 2)
        title.addWidget(Label(theme, self.tr("Columns"), role="small-strong"))
        footer = QFrame()
        footer.setObjectName("Footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(
            Label(theme, self.tr("Drag headers to move them"), role="caption", colour="text3"), 1
        )
        reset = Button(theme, self.tr("As at first"), size="small")
        row.addWidget(reset)
        self.column.addLayout(title)
        self.column.addWidget(area)
        self.column.addWidget(footer)
        reset.clicked.connect(self._reset)

    def open_for(self, widget: QWidget) -> None:
        """Show the ticks under a widget."""
        while (item := self._ticks.takeAt(0)) is not None:
            box = item.widget()
            if box is not None:
                box.deleteLater()
        columns = self._model.columns
        first: CheckBox | None = None
        for column in columns:
            text = column.tooltip or column.title
            tick = CheckBox(self._theme, text)
            tick.setObjectName(column.key)
            tick.setChecked(self._header.columns.shows(column, columns, self._header.density))
            tick.setEnabled(column.kind not in ALWAYS)
            tick.toggled.connect(self._toggle)
            self._ticks.addWidget(tick)
            first = first or tick
        self._area.setFixedHeight(min(420, self._box.sizeHint().height() + 4))
        self._area.setMinimumWidth(self._theme.px(270))
        self.open_under(widget, right=True)
        if first is not None:
            first.setFocus()

    @Slot(bool)
    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        key = self.sender().objectName()
        self.chosen.emit(self._header.columns.with_shown(key, shown=on))

    @Slot()
    def _reset(self) -> None:
        self.close()
        self.chosen.emit(ColumnLayout())
