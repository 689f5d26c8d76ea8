"""One product of the invented supplier, and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demo.prices import Prices

WAREHOUSES = 6

UNITS = {
    "шт": ("796", "Штука", "PCE"),
    "м": ("006", "Метр", "MTR"),
    "уп": ("778", "Упаковка", "PK"),
    "кг": ("166", "Кілограм", "KGM"),
}


@dataclass(frozen=True, slots=True)
class Good:
    """A product, or a variant of it, with its prices and free stock.

    `stock_milli` and `expected` follow the order of `supplier.WAREHOUSES`; a None in
    `stock_milli` = the files say nothing; `expected` = (days from the date of the set, milli).
    `vat` None = without VAT. `deleted` = marked for deletion in 1C.
    """

    guid: str
    article: str
    name: str
    group: str
    prices: Prices
    stock_milli: tuple[int | None, ...]
    brand: str = ""
    variant: str | None = None
    variant_of: tuple[str, str] | None = None
    unit: str = "шт"
    unit_code: str | None = None
    pack_milli: int = 1000
    weight_g: int | None = None
    volume_cm3: int | None = None
    barcode: str = ""
    vat: int | None = 20
    properties: tuple[tuple[str, str], ...] = ()
    expected: tuple[tuple[int, int] | None, ...] = (None,) * WAREHOUSES
    price_unit: str | None = None
    price_factor: int = 1
    note: str = ""
    deleted: bool = False

    @property
    def id(self) -> str:
        """The identifier in CommerceML: guid, or guid#guid of a variant."""
        return f"{self.guid}#{self.variant}" if self.variant else self.guid
