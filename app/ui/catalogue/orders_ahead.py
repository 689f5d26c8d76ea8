"""Makes the orders by price of the contracts that the user may switch to.

To sort a million prices takes longer than a frame; the other contracts are sorted one after another
while he looks at the list under this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from app.domain.product import Sort
    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms


class OrdersAhead(QObject):
    """One contract at a time: a question of the user never waits for two of them."""

    def __init__(self, goods: Goods, terms: Terms, parent: QObject) -> None:
        super().__init__(parent)
        self._goods = goods
        self._terms = terms
        self._waiting: list[str] = []
        self._descending = False
        self._busy = False
        self._made: dict[str, tuple[object, ...]] = {}
        goods.products_changed.connect(self._forget)

    def follow(self, sort: Sort) -> None:
        """A list in this order has been shown; nothing is made unless it is by price."""
        profile, contract = self._terms.profile, self._terms.contract
        if sort.key != "price" or profile is None or contract is None:
            self._waiting = []
            return
        self._descending = sort.descending
        self._waiting = [one.id for one in profile.contracts if one.id != contract.id]
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = False
        while self._waiting and not self._busy:
            contract = self._waiting.pop(0)
            prices = self._goods.prices(contract)
            if prices is None:
                continue
            made_of = (prices, prices.version, self._descending)
            if self._made.get(contract) != made_of:
                self._made[contract] = made_of
                self._busy = True
                self._make(prices, descending=self._descending)

    def _make(self, prices: ContractPrices, *, descending: bool) -> None:
        def make(reader: CacheReader) -> None:
            reader.order_ahead(prices, descending=descending)

        def made(_nothing: None) -> None:
            self._next()

        self._goods.ask(make, made, owner=self, key="order_ahead")

    @Slot(object)
    def _forget(self, _ids: object) -> None:
        self._made.clear()
