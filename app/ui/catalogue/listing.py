"""Asks the cache for the list that the user wants, and for what its filters would leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.product import CatalogueQuery, Sort
from app.ui.catalogue.answer import Answer, Place, read_answer
from app.ui.catalogue.columns import cache_sort, stock_key
from app.ui.catalogue.filters import Filters
from app.ui.catalogue.lists_ahead import ListsAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.product import FacetCounts, QueryResult
    from app.domain.terms import Profile
    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices
    from app.ui.catalogue.categories import CategoryPane
    from app.ui.catalogue.groups import GroupTree
    from app.ui.catalogue.pinned import PinnedLists
    from app.ui.catalogue.search_bar import SearchBar
    from app.ui.catalogue.table import CatalogueTable
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

COUNT_AFTER_MS = 200
"""Facets are counted when the user stops typing this long; the list never waits for them."""


class Listing(QObject):
    """The newest question wins; older answers are dropped."""

    answered = Signal(object)
    counted = Signal(object)
    """The facets (FacetCounts) of the present result."""

    def __init__(
        self,
        goods: Goods,
        terms: Terms,
        bar: SearchBar,
        groups: GroupTree,
        pane: CategoryPane,
        pinned: PinnedLists,
        table: CatalogueTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._goods = goods
        self._terms = terms
        self._bar = bar
        self._groups = groups
        self._pane = pane
        self._pinned = pinned
        self._asked = 0
        self._counts = dict[str, int]()
        """How often each kind of count has been asked for."""
        self._ready = False
        self._put_off = False
        """Data changed while a quantity was being typed: the list is asked for after that."""
        self._table = table
        self._epoch = ""
        """Whose numbers the goods of the list have."""
        goods.opened.connect(self._begin_anew)
        self.sort = Sort()
        self._ahead = ListsAhead(goods, terms, table, self)
        self._count_later = QTimer(self)
        self._count_later.setSingleShot(True)
        self._count_later.setInterval(COUNT_AFTER_MS)
        self._count_later.timeout.connect(self.count_facets)
        bar.facets.counts_asked.connect(self.count_facets)
        bar.facets.counting_asked.connect(self._count_tried)
        table.editing_ended.connect(self._go_on)

    @Slot(object)
    def _begin_anew(self, profile: Profile | None) -> None:
        self._ready = False
        if profile is None:
            return
        known, self._epoch = self._epoch, profile.epoch
        if known not in ("", profile.epoch):
            # A row of before would have the price of other goods, and a place in the list, too.
            self._table.forget_goods()

    def query(self, filters: Filters | None = None) -> CatalogueQuery:
        """What is asked of the cache now, or with other filters."""
        words = self._bar.words
        everywhere = bool(words.strip()) and self._bar.everywhere
        pinned = self._pane.pinned
        query = CatalogueQuery(
            scope_group=None if everywhere or pinned else self._groups.group(),
            words=words,
            sort=cache_sort(self.sort, self._terms.profile),
            only=self._pinned.ids(pinned) if pinned and not everywhere else None,
            readings=self._bar.readings,
        )
        today = dt.datetime.now().astimezone().date()
        return (filters or self._bar.facets.filters).narrow(query, today)

    @property
    def chosen_warehouses(self) -> frozenset[str]:
        """The columns of the warehouses that the list is filtered by."""
        ids = self._bar.facets.filters.warehouses()
        profile = self._terms.profile
        known = profile.warehouses if profile else ()
        return frozenset(stock_key(one.guid) for one in known if str(one.id) in ids)

    @property
    def scope_count(self) -> int:
        """How many goods there are where the list is looked for."""
        everywhere = bool(self._bar.words.strip()) and self._bar.everywhere
        if self._pane.pinned and not everywhere:
            return len(self._pinned.ids(self._pane.pinned))
        group = None if everywhere else self._groups.group()
        return sum(
            one.count_below
            for one in self._goods.groups
            if (one.parent is None if group is None else one.id == group)
        )

    @property
    def prices(self) -> ContractPrices | None:
        """The prices under the contract."""
        contract = self._terms.contract
        return self._goods.prices(contract.id) if contract else None

    def ask(self, place: Place | None = None) -> None:
        """Ask for the list; with a place: the user did not ask and is to stay there.

        A quantity that is being typed would be lost with its row: such a list waits for its end.
        """
        if self._waits(place):
            return
        self._asked += 1
        asked = self._asked
        query, prices = self.query(), self.prices

        def read(reader: CacheReader) -> Answer:
            return read_answer(reader, query, prices, place)

        def done(answer: Answer) -> None:
            if asked == self._asked and not self._waits(place):
                self._give(answer, query)

        self._goods.ask(read, done, owner=self, key="query")

    def _waits(self, place: Place | None) -> bool:
        self._put_off = place is not None and self._table.is_editing
        return self._put_off

    @Slot()
    def _go_on(self) -> None:
        if self._put_off:
            self.ask(self._table.place)

    def switch(self, place: Place) -> None:
        """The contract has changed: show the list under it at once if it was made ahead."""
        contract, query = self._terms.contract, self.query()
        ready = self._ahead.take(contract.id, query, place) if contract else None
        if ready is None:
            self.ask(place)
            return
        self._asked += 1
        self._give(ready, query)

    def _give(self, answer: Answer, query: CatalogueQuery) -> None:
        self.answered.emit(answer)
        self._ahead.follow(query)
        self._count_later.start()

    @Slot()
    def count_facets(self) -> None:
        """Count what each value of each facet would leave; `counted` follows."""
        query, prices = self.query(), self.prices

        def read(reader: CacheReader) -> Sequence[FacetCounts]:
            return reader.facets(query, prices)

        def done(facets: Sequence[FacetCounts]) -> None:
            self.counted.emit(facets)
            if not self._ready:
                # The first list stands and its facets, too: now the search may be opened.
                self._ready = True
                self._goods.ask(_get_ready, _nothing, owner=self, key="ready")

        self._ask_newest(read, done, "facets")

    def count(
        self, queries: Sequence[CatalogueQuery], done: Callable[[list[int]], None], key: str
    ) -> None:
        """Count the results of other questions."""
        prices = self.prices

        def read(reader: CacheReader) -> list[int]:
            return [reader.query(query, prices).count for query in queries]

        self._ask_newest(read, done, key)

    def _ask_newest(
        self, question: Callable[[CacheReader], Any], done: Callable[[Any], None], key: str
    ) -> None:
        """Ask; two threads read, and the older of two answers may come after the newer."""
        number = self._counts[key] = self._counts.get(key, 0) + 1

        def newest(found: Any) -> None:
            if number == self._counts[key]:
                done(found)

        self._goods.ask(question, newest, owner=self, key=key)

    @Slot(object)
    def _count_tried(self, filters: Filters) -> None:
        def done(counts: list[int]) -> None:
            self._bar.facets.show_left(counts[0])

        self.count([self.query(filters)], done, "tried")

    def ask_all_ids(self, done: Callable[[QueryResult], None]) -> None:
        """Ask for the ids of the whole list as it is shown."""
        query, prices = self.query(), self.prices
        self._goods.ask(lambda reader: reader.query(query, prices), done, owner=self, key="all")

    def alternatives(self) -> list[tuple[str, str, CatalogueQuery]]:
        """Return what could be asked instead of a question without an answer.

        Triples of a key, what it drops (a filter's text, the words that remain) and the question.
        """
        found: list[tuple[str, str, CatalogueQuery]] = []
        filters = self._bar.facets.filters
        for key in filters.active[:3]:
            text = self._bar.facets.chip_text(key)
            found.append((f"filter:{key}", text, self.query(filters.without(key))))
        words = self._bar.words.split()
        if 1 < len(words) <= 6:
            for at in range(len(words)):
                rest = " ".join(words[:at] + words[at + 1 :])
                found.append((f"words:{rest}", rest, self.query()._replace(words=rest)))
        here = not self._bar.everywhere or not words
        if here and (self._groups.group() is not None or self._pane.pinned):
            wide = self.query()._replace(scope_group=None, only=None)
            found.append(("everywhere", "", wide))
        return found

    def single_words(self) -> list[tuple[str, CatalogueQuery]]:
        """Return each of several words with the question for it alone in the whole catalogue."""
        words = self._bar.words.split()
        if not 1 < len(words) <= 6:
            return []
        wide = self.query(Filters())._replace(scope_group=None, only=None)
        return [(word, wide._replace(words=word)) for word in words]


def _get_ready(reader: CacheReader) -> None:
    reader.get_ready()


def _nothing(_made: None) -> None:
    """Nobody waits for it."""
