"""The catalogue: search, filters, table, card. Every keystroke asks the local cache only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.product import Sort
from app.ui import formats
from app.ui.catalogue.answer import place_of
from app.ui.catalogue.card_place import CardPlace
from app.ui.catalogue.categories import CategoryPane
from app.ui.catalogue.favourites import Favourites
from app.ui.catalogue.flash import PriceFlash
from app.ui.catalogue.groups import GroupTree
from app.ui.catalogue.hints import hints
from app.ui.catalogue.lines import sought
from app.ui.catalogue.list_choices import ListChoices
from app.ui.catalogue.list_tools import ListTools
from app.ui.catalogue.listing import Listing
from app.ui.catalogue.model import CatalogueModel
from app.ui.catalogue.ordering import CartFilling
from app.ui.catalogue.pinned import PinnedLists
from app.ui.catalogue.row_actions import RowActions
from app.ui.catalogue.scanner import ScannerBurst
from app.ui.catalogue.search_bar import SearchBar
from app.ui.catalogue.table import CatalogueTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.terms import Contract
    from app.ui.catalogue.answer import Answer
    from app.ui.catalogue.favourites import Remember
    from app.ui.catalogue.suggestions import WaysOut
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.shell.view import KeyHint
    from app.ui.theme.theme import Theme

DENSITIES = ("compact", "regular", "roomy")


class CatalogueScreen(QWidget):
    """The goods the dealer may see, under the chosen contract."""

    shown = Signal()
    """Rows of a new result are in the table."""
    noticed = Signal(str)
    """A short word for the status bar: a quantity was rounded."""
    density_chosen = Signal(str)
    card_asked = Signal()
    """The product card is to be shown or hidden."""

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
        remember = remember or _forget
        kept = choices or {}
        self._scanner = ScannerBurst()
        self.model = CatalogueModel(goods, terms, drafts, self)
        self.table = CatalogueTable(theme, self.model)
        self.table.set_density(density if density in DENSITIES else "regular")
        self.groups = GroupTree(theme)
        self.context = CategoryPane(theme, self.groups)
        self.bar = SearchBar(theme)
        self.search = self.bar.search
        self.filling = CartFilling(terms, goods, drafts, self)
        self.favourites = Favourites(kept.get("favourites"), remember, self)
        self.pinned = PinnedLists(goods, self.favourites, self)
        self.listing = Listing(
            goods, terms, self.bar, self.groups, self.context, self.pinned, self.table, self
        )
        self.card_place = CardPlace(theme, terms, goods, drafts, self.filling)
        self.rows = RowActions(
            theme, self.table, self.model, self.filling, self.favourites, self.card_place
        )
        self.tools = ListTools(theme, self.table, self.model, self.listing, goods, terms)
        self.tools.use_actions(self.rows, self.favourites)
        self._empty: WaysOut | None = None
        self._flash = PriceFlash(theme, self.model, self)
        self.choices = ListChoices(self.table, self.listing, kept, remember, self)
        self._build()
        self._connect()
        self.table.wait_for_rows()

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
        as_of = self._as_of("prices")
        self.model.speech.stale_at = time = formats.clock(as_of) if as_of and stale else ""
        self.table.show_stale(stale=stale, time=time)
        self.card_place.show_age(self._as_of("stock"), stale=stale)

    @property
    def key_hints(self) -> Sequence[KeyHint]:
        """Keys of the part that has the focus, for the status bar."""
        return hints(self.search, self.table)

    @Slot()
    def refresh(self) -> None:
        """The user asks for another list: it begins at its first row."""
        self.listing.ask()

    def _ask_again(self) -> None:
        """Data changed: the same list again, the user stays where he is."""
        self.listing.ask(self.table.place)

    @Slot(object)
    def _show(self, answer: Answer) -> None:
        result, before = answer.result, self.table.place
        self.table.end_waiting()
        self.table.show_list(result, answer.rows, answer.first)
        self.table.cells.words = sought(result)
        self.bar.show_result(result, self.listing.scope_count, answer.rows[:1])
        if not result.count:
            self._say_empty()
        else:
            self._pages.setCurrentIndex(0)
            row = answer.row
            if answer.place is not None and before.product not in (None, answer.place.product):
                # The user went on while the list was being read.
                row = place_of(before.product, result)
            if answer.place is not None and row is not None:
                self.table.go_to_row(row)
                self.table.verticalScrollBar().setValue(row - before.below_top)
            else:
                self.table.go_to_row(0)
        self.shown.emit()

    def _say_empty(self) -> None:
        if self._empty is None:
            # Most days nothing is empty: the page is made when it is needed.
            from app.ui.catalogue.suggestions import WaysOut

            self._empty = WaysOut(
                self._theme, self.bar, self.context, self.groups, self.listing, self._goods
            )
            self._empty.manager_asked.connect(self.tools.ask_manager)
            self._pages.addWidget(self._empty)
        self._empty.explain()
        self._pages.setCurrentWidget(self._empty)

    @Slot(object, object)
    def _switch(self, before: Contract | None, now: Contract | None) -> None:
        if self._follows_prices():
            # First of all: a list that is ready is painted once, one that is not is being read.
            self.listing.switch(self.table.place)
        self.model.switch_contract(before, self.table.shown_rows())
        if self.model.flash_strength:
            self._flash.begin()
        self.bar.facets.show_currency(now.currency if now else "")

    @Slot(str)
    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    @Slot(str, bool)
    def _sort_by(self, key: str, descending: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.listing.sort = Sort(key, descending)
        self.choices.note()
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

    @Slot(object)
    def _show_opened(self, profile: object) -> None:
        self.groups.show_groups(self._goods.groups)
        if self.context.pinned:
            self.groups.choose_nothing()
        self.model.show_goods()
        if profile is not None:
            self.choices.check_sort(self.model.columns)
        self._show_place()
        self._show_age()
        self._ask_again()

    @Slot()
    def _show_age(self) -> None:
        self.show_stale(stale=self.table.cells.stale)

    @Slot(object)
    def _show_prices(self, ids: Sequence[int] | None) -> None:
        self.model.show_changed(ids)
        if self._follows_prices():
            self._ask_again()

    @Slot(object)
    def _show_products(self, _ids: object) -> None:
        self.model.reread()
        self.groups.show_groups(self._goods.groups)
        if self.context.pinned:
            self.groups.choose_nothing()
        self._ask_again()

    @Slot()
    def _choose_list(self) -> None:
        self._show_place()
        self.refresh()

    @Slot(str)
    def _show_pinned(self, key: str) -> None:
        self.context.show_count(key, len(self.pinned.ids(key)))
        if self.context.pinned == key:
            self._ask_again()

    def _follows_prices(self) -> bool:
        return self.listing.sort.key == "price" or self.bar.facets.filters.price_e4 is not None

    def _show_place(self) -> None:
        self.bar.show_place(self.context.name)

    def _as_of(self, kind: str) -> dt.datetime | None:
        text = self._goods.ages.get(kind)
        return dt.datetime.fromisoformat(text).astimezone() if text else None

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self.bar.lead_to(self.table)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._scanner.note_key)
        self.search.returnPressed.connect(self._find_now)
        self.search.left.connect(self.focus_table)
        bar, table, goods = self.bar, self.table, self._goods
        bar.asked.connect(self.refresh)
        bar.density_asked.connect(self.next_density)
        bar.columns_asked.connect(self.tools.choose_columns)
        bar.export_asked.connect(self.tools.export)
        bar.card_asked.connect(self.card_asked)
        self.listing.answered.connect(self._show)
        self.listing.counted.connect(bar.facets.show_counts)
        self.context.chosen.connect(self._choose_list)
        self.pinned.changed.connect(self._show_pinned)
        table.search_typed.connect(self._type)
        table.sort_chosen.connect(self._sort_by)
        table.density_chosen.connect(self.density_chosen)
        table.card_asked.connect(self.card_asked)
        self.filling.noticed.connect(self.noticed)
        self.tools.noticed.connect(self.noticed)
        self.tools.progressed.connect(bar.show_export)
        self._terms.contract_changed.connect(self._switch)
        goods.opened.connect(self._show_opened)
        goods.ages_changed.connect(self._show_age)
        goods.prices_changed.connect(self._show_prices)
        goods.stock_changed.connect(self.model.show_changed)
        goods.products_changed.connect(self._show_products)
        self._drafts.changed.connect(self.model.show_quantities)
        self._drafts.listed.connect(self.model.show_quantities)


def _forget(_key: str, _value: str | None) -> None:
    """Keep nothing: a screen without a journal."""
