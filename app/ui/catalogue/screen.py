"""The catalogue: search, scope, table. Every keystroke asks the local cache, never the network."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.product import CatalogueQuery, Sort
from app.ui.catalogue.blocks import BLOCK
from app.ui.catalogue.card_place import CardPlace
from app.ui.catalogue.favourites import Favourites
from app.ui.catalogue.groups import GroupTree
from app.ui.catalogue.model import CatalogueModel
from app.ui.catalogue.ordering import CartFilling
from app.ui.catalogue.row_actions import RowActions
from app.ui.catalogue.scanner import ScannerBurst
from app.ui.catalogue.search_bar import SearchBar
from app.ui.catalogue.table import CatalogueTable
from app.ui.theme import sizes
from app.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.product import ProductRow, QueryResult
    from app.domain.terms import Contract
    from app.storage.cache.reader import CacheReader
    from app.ui.catalogue.favourites import Remember
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

DENSITIES = ("compact", "regular", "roomy")


class CatalogueScreen(QWidget):
    """The goods the dealer may see, under the chosen contract."""

    shown = Signal()
    """Rows of a new result are in the table."""
    noticed = Signal(str)
    """A short word for the status bar: a quantity was rounded."""
    density_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        terms: Terms,
        goods: Goods,
        drafts: Drafts,
        density: str = "regular",
        choices: Mapping[str, str] | None = None,
        remember: Remember | None = None,
    ) -> None:
        """Show the goods; `choices` are what the user chose before, `remember` keeps new ones."""
        super().__init__()
        self._theme = theme
        self._terms = terms
        self._goods = goods
        self._drafts = drafts
        self._sort = Sort()
        self._scanner = ScannerBurst()
        self._asked = 0
        self.model = CatalogueModel(goods, terms, drafts)
        self.table = CatalogueTable(theme, self.model)
        self.table.set_density(density)
        self.groups = GroupTree(theme)
        self.bar = SearchBar(theme)
        self.search = self.bar.search
        self.filling = CartFilling(terms, goods, drafts, self)
        kept = choices or {}
        self.favourites = Favourites(kept.get("favourites"), remember or _forget, self)
        self.card_place = CardPlace(theme, terms, goods, drafts, self.filling)
        self.rows = RowActions(
            theme, self.table, self.model, self.filling, self.favourites, self.card_place
        )
        self._empty = QWidget()
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(sizes.FLASH_HOLD_MS)
        self._build()
        self._connect()

    def focus_search(self) -> None:
        """F3: the search box, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_table(self) -> None:
        """The table, on a row."""
        if self.table.current_row < 0 and self.model.rowCount():
            self.table.go_to_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_density(self) -> None:
        """Ctrl+Shift+D: the next row height."""
        place = DENSITIES.index(self.table.density)
        self.table.set_density(DENSITIES[(place + 1) % len(DENSITIES)])

    def show_stale(self, *, stale: bool) -> None:
        """Offline or late: numbers that may have changed look different."""
        self.table.cells.stale = stale
        self.table.viewport().update()
        self._show_age()

    @Slot()
    def _show_age(self) -> None:
        text = self._goods.ages.get("stock")
        as_of = dt.datetime.fromisoformat(text).astimezone() if text else None
        self.card_place.show_age(as_of, stale=self.table.cells.stale)

    def query(self) -> CatalogueQuery:
        """What the screen asks of the cache now."""
        warehouses = None
        profile = self._terms.profile
        if self.bar.in_stock and profile is not None:
            warehouses = tuple(warehouse.id for warehouse in profile.warehouses)
        words = self.search.text()
        everywhere = bool(words.strip()) and self.bar.everywhere
        return CatalogueQuery(
            scope_group=None if everywhere else self.groups.group(),
            words=words,
            in_stock_warehouses=warehouses,
            sort=self._sort,
        )

    @Slot()
    def refresh(self) -> None:
        """The user asks for another list: it begins at its first row."""
        self._ask(stay=False)

    def _ask(self, *, stay: bool) -> None:
        """Ask the cache; the newest question wins. `stay`: data changed, the user did not ask."""
        self._asked += 1
        asked = self._asked
        query = self.query()
        contract = self._terms.contract
        prices = self._goods.prices(contract.id) if contract else None

        def read(reader: CacheReader) -> tuple[QueryResult, list[ProductRow]]:
            result = reader.query(query, prices)
            return result, reader.rows(result.ids[:BLOCK])

        def done(answer: tuple[QueryResult, list[ProductRow]]) -> None:
            if asked == self._asked:
                self._show(*answer, stay=stay)

        self._goods.ask(read, done, owner=self, key="query")

    def _show(self, result: QueryResult, first: Sequence[ProductRow], *, stay: bool) -> None:
        kept = self.model.product_id(self.table.current_row)
        below_top = self.table.current_row - self.table.verticalScrollBar().value()
        self.model.show(result, first)
        self.bar.show_result(result)
        self._pages.setCurrentIndex(0 if result.count else 1)
        if not result.count:
            self._say_empty()
        elif stay and kept is not None and kept in result.ids:
            row = result.ids.index(kept)
            self.table.go_to_row(row)
            self.table.verticalScrollBar().setValue(row - below_top)
        else:
            self.table.go_to_row(0)
        self.shown.emit()

    def _say_empty(self) -> None:
        words = self.search.text().strip()
        title = (
            self.tr("Nothing found in “{scope}”").format(scope=self.groups.name_of_chosen())
            if words
            else self.tr("There are no goods here")
        )
        self._empty.setParent(None)
        self._empty.deleteLater()
        self._empty = self._empty_state(title, words)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self._empty)

    def _empty_state(self, title: str, words: str) -> QWidget:
        text = (
            self.tr("Clear the search or look in the whole catalogue.")
            if words
            else self.tr("The supplier has not opened goods of this group to you.")
        )
        return EmptyState(self._theme, icon="search-x", title=title, text=text)

    @Slot(object, object)
    def _switch(self, before: Contract | None, _now: Contract | None) -> None:
        self.model.switch_contract(before)
        if self.model.flashing:
            self._flash.start()
        if self._sort.key == "price":
            self._ask(stay=True)

    @Slot(str)
    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    @Slot(str, bool)
    def _sort_by(self, key: str, descending: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._sort = Sort(key, descending)
        self.refresh()

    @Slot()
    def _find_now(self) -> None:
        """Enter in the search box: a scanned code goes into the cart, words go to the table."""
        text = self.search.text().strip()
        if self._scanner.is_burst(text):
            self.filling.take_scanned(text)
            self.search.selectAll()
            return
        self.focus_table()

    @Slot()
    def _show_drafts(self) -> None:
        self.model.show_quantities()

    @Slot(object)
    def _show_opened(self, _profile: object) -> None:
        self.groups.show_groups(self._goods.groups)
        self.model.show_goods()
        self._ask(stay=True)

    @Slot(object)
    def _show_prices(self, ids: Sequence[int] | None) -> None:
        self.model.show_changed(ids)
        if self._sort.key == "price":
            self._ask(stay=True)

    @Slot(object)
    def _show_products(self, _ids: object) -> None:
        self.model.reread()
        self.groups.show_groups(self._goods.groups)
        self._ask(stay=True)

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._empty = self._empty_state(self.tr("There are no goods here"), "")
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.setTabOrder(self.search, self.table)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._scanner.note_key)
        self.search.returnPressed.connect(self._find_now)
        self.search.left.connect(self.focus_table)
        self.bar.asked.connect(self.refresh)
        self.bar.density_asked.connect(self.next_density)
        self.groups.chosen.connect(self.refresh)
        self.table.search_typed.connect(self._type)
        self.table.sort_chosen.connect(self._sort_by)
        self.table.density_chosen.connect(self.density_chosen)
        self.filling.noticed.connect(self.noticed)
        self._flash.timeout.connect(self.model.end_flash)
        self._terms.contract_changed.connect(self._switch)
        self._goods.opened.connect(self._show_opened)
        self._goods.opened.connect(self._show_age)
        self._goods.ages_changed.connect(self._show_age)
        self._goods.prices_changed.connect(self._show_prices)
        self._goods.stock_changed.connect(self.model.show_changed)
        self._goods.products_changed.connect(self._show_products)
        self._drafts.changed.connect(self._show_drafts)
        self._drafts.listed.connect(self._show_drafts)


def _forget(_key: str, _value: str | None) -> None:
    """Keep nothing: a screen without a journal."""
