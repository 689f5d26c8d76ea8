"""The columns of the goods table: fixed ones, one per warehouse, the quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from app.domain.product import Sort
from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.terms import Contract, Profile, Warehouse

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

WIDTHS = {
    "photo": 42,
    "article": 84,
    "name": 0,
    "unit": 62,
    "price": 88,
    "better": 86,
    "stock": 38,
    "others": 54,
    "quantity": 84,
}
"""Logical pixels at 100 % text; 0 stretches."""
_STOCK = "stock:"
OTHERS = "others"
"""Key of the column that adds up the warehouses without one of their own."""
MOST_WAREHOUSES = 8
"""With more of them only the home one and those filtered by have columns."""


class Column(NamedTuple):
    """A column: `kind` says what it paints; `warehouse` is set for one warehouse's stock.

    `sort` is what it sorts by, None for nothing; warehouses are named by 1C's guid, which a new
    cache keeps.
    """

    key: str
    kind: str
    title: str
    tooltip: str
    sort: str | None
    align: Qt.AlignmentFlag
    warehouse: Warehouse | None = None
    home: bool = False


def columns_of(
    profile: Profile | None, contract: Contract | None, *, photos: bool = False
) -> list[Column]:
    """Return the columns for a profile under a contract, in their order.

    Where the supplier gives no `photos` there is no column for them.
    """
    translate = QCoreApplication.translate
    price = translate("Catalogue", "Price")
    if contract is not None:
        money = formats.sign(contract.currency)
        price = translate("Catalogue", "Price, {currency}").format(currency=money)
    found = []
    if photos:
        found.append(Column("photo", "photo", "", translate("Catalogue", "Photo"), None, CENTRE))
    found += [
        Column("article", "article", translate("Catalogue", "Article"), "", "article", LEFT),
        Column("name", "name", translate("Catalogue", "Name"), "", "name", LEFT),
        Column("unit", "unit", translate("Catalogue", "Unit, pack"), "", "unit", LEFT),
        Column("price", "price", price, "", "price", RIGHT),
        Column("better", "better", translate("Catalogue", "Better price"), "", None, RIGHT),
    ]
    for warehouse in profile.warehouses if profile else ():
        home = contract is not None and warehouse.guid == home_warehouse(profile, contract)
        found.append(
            Column(
                stock_key(warehouse.guid),
                "stock",
                warehouse.short.upper(),
                _place(warehouse),
                stock_key(warehouse.guid),
                CENTRE,
                warehouse,
                home,
            )
        )
    if profile is not None and len(profile.warehouses) > MOST_WAREHOUSES:
        title = translate("Catalogue", "Σ others")
        tip = translate("Catalogue", "Other warehouses together")
        found.append(Column(OTHERS, "stock", title, tip, None, CENTRE))
    found.append(
        Column("quantity", "quantity", translate("Catalogue", "Quantity"), "", None, RIGHT)
    )
    return found


def _place(warehouse: Warehouse) -> str:
    """Return the warehouse's name, with its city where the name does not say it."""
    if not warehouse.city or warehouse.city.casefold() in warehouse.name.casefold():
        return warehouse.name
    return f"{warehouse.name}, {warehouse.city}"


def first_stock(columns: Sequence[Column]) -> int:
    """Return the number of the first column of stock, where the prepared stocks begin."""
    return next((n for n, column in enumerate(columns) if column.kind == "stock"), 0)


def stock_key(warehouse: str) -> str:
    """Return the key of a warehouse's column by its guid."""
    return f"{_STOCK}{warehouse}"


def cache_sort(sort: Sort, profile: Profile | None) -> Sort:
    """Return the sort as the cache knows it; by name where the column's warehouse is not there."""
    if not sort.key.startswith(_STOCK):
        return sort
    known = profile.warehouse_by_guid.get(sort.key.removeprefix(_STOCK)) if profile else None
    return Sort() if known is None else Sort(f"{_STOCK}{known.id}", sort.descending)


def home_warehouse(profile: Profile | None, contract: Contract | None) -> str | None:
    """Return the guid of the warehouse that quantities go to unless another is chosen."""
    if profile is None or not profile.warehouses:
        return None
    wanted = contract.default_warehouse if contract else None
    return wanted if wanted in profile.warehouse_by_guid else profile.warehouses[0].guid
