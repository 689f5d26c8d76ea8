"""Makes prepared rows under the present terms: prices, comparisons, stock, quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.cache.vectors import NOT_SOLD, ON_REQUEST
from app.ui import formats
from app.ui.catalogue.columns import Column, columns_of
from app.ui.catalogue.prepared import (
    Comparison,
    PreparedRow,
    StockText,
    better_price,
    comparable,
    others_text,
    price_text,
    stock_text,
    unit_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    from app.domain.product import ProductRow
    from app.domain.stock import StockCell
    from app.domain.terms import Contract, Warehouse
    from app.storage.cache.vectors import ContractPrices
    from app.ui.live.terms import Terms

    class PricedGoods(Protocol):
        """Where prices and stock come from: all goods in memory, or those of the first page."""

        def prices(self, contract: str) -> ContractPrices | None:
            """The prices under a contract."""

        def stock_cell(self, warehouse: str, product: int) -> StockCell | None:
            """What is known of a product at a warehouse."""

    class CartLine(Protocol):
        """What the table shows of a cart's line."""

        @property
        def product(self) -> str:
            """The product's guid."""

        @property
        def variant(self) -> str | None:
            """The variant's guid, None for none."""

        @property
        def quantity_milli(self) -> int:
            """Thousandths of the base unit."""

    class Cart(Protocol):
        """A draft with its lines."""

        @property
        def lines(self) -> Sequence[CartLine]:
            """Its lines."""

    class Carts(Protocol):
        """Where quantities come from."""

        @property
        def ready(self) -> bool:
            """Whether the drafts have been read."""

        @property
        def active(self) -> Cart:
            """The draft that quantities go into."""


Name = tuple[str, str | None]


class Preparation:
    """The columns and everything a row is prepared from, taken anew when something changes."""

    def __init__(self, goods: PricedGoods, terms: Terms, drafts: Carts) -> None:
        self._goods = goods
        self._terms = terms
        self._drafts = drafts
        self._prices: ContractPrices | None = None
        self._before: ContractPrices | None = None
        self._comparisons: list[Comparison] = []
        self._quantities: dict[Name, int] = {}
        self.columns: list[Column] = columns_of(None, None)
        self.summed: tuple[Warehouse, ...] = ()
        """The warehouses without a column of their own, which one column adds up."""
        self.flash_strength = 0.0

    @property
    def compares(self) -> bool:
        """Whether prices of before a switch are remembered."""
        return self._before is not None

    @property
    def quantities(self) -> Mapping[Name, int]:
        """What the active draft holds of each product, in thousandths."""
        return self._quantities

    def columns_now(self) -> list[Column]:
        """The columns that the terms ask for now."""
        photos = self._terms.goods_have_photos
        return columns_of(self._terms.profile, self._terms.contract, photos=photos)

    def take_terms(self) -> None:
        """Take prices and comparisons of the contract."""
        profile, contract = self._terms.profile, self._terms.contract
        self._prices = self._goods.prices(contract.id) if contract else None
        self._comparisons = []
        if profile is not None and contract is not None:
            for other in comparable(contract, profile.contracts):
                prices = self._goods.prices(other.id)
                if prices is not None:
                    self._comparisons.append(Comparison(other.short, prices))

    def take_before(self, before: Contract | None) -> None:
        """Remember the prices before a switch; other currencies are not compared."""
        now = self._terms.contract
        same = before is not None and now is not None and before.currency == now.currency
        self._before = self._goods.prices(before.id) if before is not None and same else None
        self.flash_strength = 1.0 if self._before is not None else 0.0

    def forget_before(self) -> None:
        """Forget the prices before the switch."""
        self._before = None
        self.flash_strength = 0.0

    def take_quantities(self) -> set[Name]:
        """Take the active draft's quantities; return the products whose quantity changed."""
        before, self._quantities = self._quantities, {}
        if self._drafts.ready:
            for line in self._drafts.active.lines:
                name = (line.product, line.variant)
                self._quantities[name] = self._quantities.get(name, 0) + line.quantity_milli
        names = before.keys() | self._quantities.keys()
        return {name for name in names if before.get(name) != self._quantities.get(name)}

    def prepare(self, product: ProductRow) -> PreparedRow:
        """Return what to paint of a product."""
        quantity_milli = self._quantities.get((product.guid, product.variant), 0)
        bare = PreparedRow(
            product=product,
            second_line=" · ".join(product.second_line),
            unit=unit_text(product),
            price_e4=None,
            price="",
            better="",
            stocks=tuple(
                self._stock(column.warehouse, product.id)
                for column in self.columns
                if column.kind == "stock"
            ),
            quantity_milli=quantity_milli,
            quantity=formats.quantity(quantity_milli) if quantity_milli else "",
            may_order=False,
            delta=0,
            was="",
        )
        return self.priced(bare)

    def _stock(self, warehouse: Warehouse | None, product: int) -> StockText:
        goods = self._goods
        if warehouse is not None:
            return stock_text(goods.stock_cell(warehouse.guid, product), warehouse)
        return others_text([(goods.stock_cell(one.guid, product), one) for one in self.summed])

    def priced(self, row: PreparedRow) -> PreparedRow:
        """Return a prepared row with what the present prices say, the rest of it as it was."""
        prices, product = self._prices, row.product
        cell = NOT_SOLD if prices is None else prices.cell(product.id, product.group_id)
        price_e4 = None if cell in (NOT_SOLD, ON_REQUEST) else cell
        delta, was = self._change(product, price_e4)
        return row._replace(
            price_e4=price_e4,
            price=price_text(cell),
            better=better_price(price_e4, product, self._comparisons) if price_e4 else "",
            may_order=price_e4 is not None and product.orderable and self._terms.may("order"),
            delta=delta,
            was=was,
        )

    def _change(self, product: ProductRow, price_e4: int | None) -> tuple[int, str]:
        if self._before is None or price_e4 is None:
            return 0, ""
        before_e4 = self._before.price(product.id, product.group_id)
        if before_e4 is None or before_e4 == price_e4:
            return 0, ""
        return (1 if price_e4 > before_e4 else -1), formats.amount(before_e4)
