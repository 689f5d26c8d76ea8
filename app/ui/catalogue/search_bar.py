"""Above the goods: search, where to search, filters, what of the table is shown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.catalogue.facet_bar import FacetBar
from app.ui.overriding import override
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.inputs import SearchEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.domain.product import ProductRow, QueryResult
    from app.ui.theme.theme import Theme

EVERYWHERE, HERE = "all", "group"
_OTHERWISE = ("other_layout", "look_alike", "spelling", "typo")


class SearchBar(QWidget):
    """What the user asks of the list, and what the answer was."""

    asked = Signal()
    """Something of the question changed."""
    density_asked = Signal()
    columns_asked = Signal(QWidget)
    """The chooser of columns is wanted under this button."""
    card_asked = Signal()
    export_asked = Signal()
    paste_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ""
        self._where = EVERYWHERE
        self._as_typed = False
        self.search = SearchEdit(
            theme,
            name=self.tr("Search"),
            hint=self.tr("Name, article or barcode"),
            key="F3",
            clear_name=self.tr("Clear the search"),
        )
        self.search.setMinimumWidth(theme.px(220))
        self.search.setMaximumWidth(theme.px(412))
        self._scope = Button(theme, self.tr("everywhere"), trailing="chevron-down")
        self._scope.setAccessibleName(self.tr("Where to search"))
        self._export = IconButton(
            theme, "file-spreadsheet", self.tr("Save the list as .xlsx (Ctrl+E)")
        )
        paste = IconButton(
            theme, "clipboard-paste", self.tr("Paste a list from Excel (Ctrl+Shift+V)")
        )
        density = IconButton(theme, "rows-3", self.tr("Row height (Ctrl+Shift+D)"))
        self._columns = IconButton(theme, "columns-3", self.tr("Choose columns"))
        card = IconButton(theme, "panel-right", self.tr("Show or hide the product card (F12)"))
        self.facets = FacetBar(theme)
        self._reading = self.facets.reading
        top = QHBoxLayout()
        top.setSpacing(8)
        # All the room that there is, up to its own width; the rest is the stretch's.
        top.addWidget(self.search, 100)
        top.addWidget(self._scope)
        top.addStretch(1)
        for button in (paste, self._export, density, self._columns, card):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.facets)
        # F6 stops at the search, at the filters, and at the goods.
        self.search.setProperty("pane", True)  # noqa: FBT003 - Qt's own parameter
        self.facets.setProperty("pane", True)  # noqa: FBT003 - Qt's own parameter
        self._tools = (self.search, self._scope, paste, self._export, density, self._columns, card)
        self._goods: QWidget = self.facets
        self._index_ready = True
        self._index_percent = 0
        self.search.textChanged.connect(self._ask_words)
        self.facets.changed.connect(self.asked)
        self.facets.typed_asked.connect(self._ask_as_typed)
        self._scope.clicked.connect(self._open_scope)
        self._export.clicked.connect(self.export_asked)
        paste.clicked.connect(self.paste_asked)
        density.clicked.connect(self.density_asked)
        self._columns.clicked.connect(self._ask_columns)
        card.clicked.connect(self.card_asked)
        self.facets.placed.connect(self._order_tabs)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.search.text()

    @property
    def everywhere(self) -> bool:
        """Whether words are looked for in the whole catalogue."""
        return self._where == EVERYWHERE

    @property
    def readings(self) -> bool:
        """Whether words may be read in other ways than typed."""
        return not self._as_typed

    def lead_to(self, goods: QWidget) -> None:
        """Let Tab go on to the goods after the last filter."""
        self._goods = goods
        self._order_tabs()

    @Slot()
    def _order_tabs(self) -> None:
        # As the eye goes: chips of new properties stand among the others.
        row = self.facets.layout()
        items = [row.itemAt(at) for at in range(row.count())] if row is not None else []
        placed = [item.widget() for item in items if item is not None]
        chips = [one for one in placed if isinstance(one, QAbstractButton)]
        for before, after in pairwise((*self._tools, *chips, self._goods)):
            QWidget.setTabOrder(before, after)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From below comes what nobody had a use for: Esc leads back to the goods.
        if event.key() == Qt.Key.Key_Escape:
            self.search.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(int, int)
    def show_export(self, done: int, of: int) -> None:
        """Turn the button of the export into one that stops it, and back when it has ended."""
        if of:
            text = self.tr("Stop saving: {n} of {m} rows")
            self._export.set_icon("x", "warn")
            self._export.set_name(text.format(n=formats.count(done), m=formats.count(of)))
        else:
            self._export.set_icon("file-spreadsheet", "text2")
            self._export.set_name(self.tr("Save the list as .xlsx (Ctrl+E)"))

    def show_place(self, name: str) -> None:
        """Take the name of the list that "here" means."""
        self._place = name
        self._show_scope()

    def search_in(self, where: str) -> None:
        """Look for words in the whole catalogue or in the chosen list."""
        if where != self._where:
            self._where = where
            self._show_scope()
            if self.words.strip():
                self.asked.emit()

    def show_result(self, result: QueryResult, of: int, first: Sequence[ProductRow] = ()) -> None:
        """Show how many of how many were found, and how the words had to be read.

        The first row says what a word with a mistake was taken for.
        """
        self._index_ready = result.index_ready
        self.facets.show_found(result.count, of)
        if not result.index_ready:
            self._show_index()
            return
        self.facets.show_reading(
            self._reading_text(result, first),
            as_typed=result.reading in _OTHERWISE and self.readings,
        )

    @Slot(str, int, int)
    def note_stage(self, stage: str, done: int, total: int) -> None:
        """Take how far the first sync is; the index is told while the list lacks it."""
        percent = done * 100 // total if stage == "index" and total else 0
        if percent != self._index_percent:
            self._index_percent = percent
            if not self._index_ready:
                self._show_index()

    def _show_index(self) -> None:
        """Say what does not work before the index is there: other readings, facets."""
        if self.words.strip():
            text = self.tr("index {n} % · only as typed, in names and articles")
        else:
            text = self.tr("index {n} % · filters by properties come with it")
        text = text.format(n=formats.count(self._index_percent))
        self.facets.show_reading(text.replace(" %", f"{formats.NBSP}%"), as_typed=False)

    def _reading_text(self, result: QueryResult, first: Sequence[ProductRow]) -> str:
        texts = {
            "other_layout": self.tr("read in the other keyboard layout: {text}"),
            "look_alike": self.tr("read with look-alike letters: {text}"),
            "spelling": self.tr("read in the other spelling: {text}"),
            "typo": self.tr("read with one letter mended: {text}"),
        }
        text = result.typed
        if result.reading in ("look_alike", "typo") and first:
            # Few searches need it, and no start does.
            from app.ui.catalogue.found_words import as_found

            text = as_found(self.words, first[0])
        return texts.get(result.reading, "").format(text=text)

    def _show_scope(self) -> None:
        text = self.tr("everywhere")
        if self._where == HERE and self._place:
            text = self.tr("in “{place}”").format(place=_short(self._place))
        self._scope.setText(text)

    @Slot(str)
    def _ask_words(self, _text: str) -> None:
        self._as_typed = False
        self.asked.emit()

    @Slot()
    def _ask_as_typed(self) -> None:
        self._as_typed = True
        self.asked.emit()

    @Slot()
    def _ask_columns(self) -> None:
        self.columns_asked.emit(self._columns)

    @Slot()
    def _open_scope(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = self.tr("in “{place}”").format(place=_short(self._place).replace("&", "&&"))
        for where, text in ((HERE, here), (EVERYWHERE, self.tr("everywhere"))):
            action = menu.addAction(text)
            action.setObjectName(where)
            action.setCheckable(True)
            action.setChecked(where == self._where)
            action.triggered.connect(self._choose_scope)
        menu.popup(self._scope.mapToGlobal(QPoint(0, self._scope.height() + 2)))

    @Slot()
    def _choose_scope(self) -> None:
        self.search_in(self.sender().objectName())


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
