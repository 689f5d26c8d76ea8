"""Makes the lists by price under the contracts that the user may switch to.

To sort a million prices takes longer than a frame, and so does a read while the window paints; the
lists under the other contracts are made one after another while he looks at the list under this
one. A switch then shows its list in one frame with its prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QTimer, Slot

from app.domain.product import CatalogueQuery
from app.ui.catalogue.answer import Answer, Place, read_answer

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtCore import QItemSelectionModel

    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

    class Table(Protocol):
        """Where the user is."""

        @property
        def place(self) -> Place:
            """His product and how far it is from the top."""

        def selectionModel(self) -> QItemSelectionModel:
            """What tells that he has moved."""


STAYED_MS = 300
"""Who stays at a product this long has the lists made for a switch at it."""
PAINTED_MS = 30
"""What has been shown is painted then: nothing was to be made beside that."""
KEPT_MOST = 100_000
"""A longer list is kept only where it is the order of all goods, which is kept anyway."""


class _Made(NamedTuple):
    """What a list was made of, and the list; None for one that is too long to be kept."""

    made_of: tuple[object, ...]
    answer: Answer | None


class ListsAhead(QObject):
    """One contract at a time: a question of the user never waits for two of them."""

    def __init__(self, goods: Goods, terms: Terms, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._terms = terms
        self._table = table
        self._query: CatalogueQuery | None = None
        self._place = Place(None, 0)
        self._waiting: list[str] = []
        self._busy = False
        self._changes = 0
        self._made: dict[str, _Made] = {}
        self._painted = self._timer(PAINTED_MS)
        self._stayed = self._timer(STAYED_MS)
        table.selectionModel().currentRowChanged.connect(self._wait_for_a_stay)
        for changed in (goods.opened, goods.products_changed, goods.prices_changed):
            changed.connect(self._forget)
        goods.stock_changed.connect(self._forget_some)

    def follow(self, query: CatalogueQuery) -> None:
        """A list has been shown; nothing is made unless it is by price."""
        self._query = query if query.sort.key == "price" else None
        self._painted.start()

    def take(self, contract: str, query: CatalogueQuery, place: Place) -> Answer | None:
        """Return the list under a contract for a user at a place if it is made and still right."""
        made, prices = self._made.get(contract), self._goods.prices(contract)
        if made is None or prices is None or made.made_of != _made_of(prices, query, place):
            return None
        return made.answer

    @Slot(QModelIndex, QModelIndex)
    def _wait_for_a_stay(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._query is not None:
            self._stayed.start()

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(self._go_on)
        return timer

    @Slot()
    def _go_on(self) -> None:
        profile, contract = self._terms.profile, self._terms.contract
        if self._query is None or profile is None or contract is None:
            self._waiting = []
            self._made.clear()
            return
        self._place = self._table.place
        self._waiting = [one.id for one in profile.contracts if one.id != contract.id]
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = False
        while self._waiting and not self._busy and self._query is not None:
            contract = self._waiting.pop(0)
            prices, made = self._goods.prices(contract), self._made.get(contract)
            if prices is None:
                continue
            made_of = _made_of(prices, self._query, self._place)
            if made is None or made.made_of != made_of:
                self._busy = True
                self._make(contract, prices, self._query, self._place)

    def _make(
        self, contract: str, prices: ContractPrices, query: CatalogueQuery, place: Place
    ) -> None:
        made_of, changes = _made_of(prices, query, place), self._changes

        def make(reader: CacheReader) -> Answer | None:
            reader.order_ahead(prices, descending=query.sort.descending)
            answer = read_answer(reader, query, prices, place)
            return answer if answer.result.count <= KEPT_MOST or _of_all(query) else None

        def made(answer: Answer | None) -> None:
            if changes == self._changes and self._query is not None:
                self._made[contract] = _Made(made_of, answer)
            self._next()

        self._goods.ask(make, made, owner=self, key="list_ahead")

    @Slot(object)
    def _forget(self, _changed: object) -> None:
        self._changes += 1
        self._made.clear()

    @Slot(object)
    def _forget_some(self, _ids: object) -> None:
        """Stock has changed: a list that is filtered may have to be another."""
        if self._query is not None and not _of_all(self._query):
            self._forget(None)


def _made_of(prices: ContractPrices, query: CatalogueQuery, place: Place) -> tuple[object, ...]:
    return prices, prices.version, query, place.product


def _of_all(query: CatalogueQuery) -> bool:
    return query == CatalogueQuery(sort=query.sort, readings=query.readings)
