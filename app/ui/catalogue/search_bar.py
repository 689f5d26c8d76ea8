"""Above the goods: search, where to search, in stock only, row height, how many were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.chips import Chip, Segments
from app.ui.widgets.inputs import SearchEdit
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from app.domain.product import QueryResult
    from app.ui.theme.theme import Theme

EVERYWHERE, HERE = "all", "group"


class SearchBar(QWidget):
    """What the user asks of the list, and what the answer was."""

    asked = Signal()
    """Something of the question changed."""
    density_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchEdit(
            theme,
            name=self.tr("Search"),
            hint=self.tr("Name, article or barcode"),
            key="F3",
            clear_name=self.tr("Clear the search"),
        )
        self.search.setMinimumWidth(theme.px(300))
        self.search.setMaximumWidth(theme.px(412))
        self._scope = Segments(
            theme,
            [(HERE, self.tr("in this category")), (EVERYWHERE, self.tr("everywhere"))],
            name=self.tr("Where to search"),
        )
        self._scope.choose(EVERYWHERE)
        self._in_stock = Chip(theme, self.tr("In stock"))
        density = IconButton(theme, "rows-3", self.tr("Row height (Ctrl+Shift+D)"))
        self._count = Label(theme, role="small-number", colour="text3")
        self._reading = Label(theme, role="small", colour="warn")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._scope)
        top.addStretch(1)
        top.addWidget(density)
        facets = QHBoxLayout()
        facets.setSpacing(8)
        facets.addWidget(self._in_stock)
        facets.addWidget(self._reading)
        facets.addStretch(1)
        facets.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(facets)
        self.search.textChanged.connect(self.asked)
        self._scope.chosen.connect(self.asked)
        self._in_stock.clicked.connect(self._toggle_stock)
        self._in_stock.cleared.connect(self._toggle_stock)
        density.clicked.connect(self.density_asked)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.search.text()

    @property
    def everywhere(self) -> bool:
        """Whether words are looked for in the whole catalogue."""
        return self._scope.current == EVERYWHERE

    @property
    def in_stock(self) -> bool:
        """Whether only goods that are free somewhere are wanted."""
        return self._in_stock.active

    def show_result(self, result: QueryResult) -> None:
        """Show how many were found, and how the words had to be read."""
        if self.words.strip():
            self._count.setText(self.tr("found: {n}").format(n=formats.count(result.count)))
        else:
            self._count.setText(self.tr("%n products", "", result.count))
        self._reading.setText(self._reading_text(result))

    def _reading_text(self, result: QueryResult) -> str:
        if not result.index_ready and self.words.strip():
            return self.tr("the search index is being built")
        texts = {
            "other_layout": self.tr("read in the other keyboard layout: {text}"),
            "look_alike": self.tr("read with look-alike letters: {text}"),
        }
        return texts.get(result.reading, "").format(text=result.typed)

    @Slot()
    def _toggle_stock(self) -> None:
        self._in_stock.show_value(self.tr("In stock"), active=not self._in_stock.active)
        self.asked.emit()
