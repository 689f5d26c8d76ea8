"""What a product costs under every contract, beside the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.storage.cache.vectors import NOT_SOLD
from app.ui import formats
from app.ui.catalogue.prepared import change_text, price_text
from app.ui.catalogue.product_card.small_table import Cell

if TYPE_CHECKING:
    from app.domain.product import ProductRow
    from app.domain.terms import Contract, Profile
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms

translate = QCoreApplication.translate


def contract_rows(
    product: ProductRow, terms: Terms, goods: Goods, *, flash: bool
) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Return contract ids and their rows: name, price type, price, difference.

    Contracts with another VAT rule or currency are shown and not compared. `flash`: the price
    under the current contract has just changed.
    """
    profile, current = terms.profile, terms.contract
    if profile is None:
        return [], []
    base = current and goods.prices(current.id)
    base_e4 = base.price(product.id, product.group_id) if base else None
    rows = [
        _row(profile, one, current, product, goods, base_e4, flash=flash)
        for one in profile.contracts
    ]
    return [one.id for one in profile.contracts], rows


def _row(
    profile: Profile,
    contract: Contract,
    current: Contract | None,
    product: ProductRow,
    goods: Goods,
    base_e4: int | None,
    *,
    flash: bool,
) -> tuple[Cell, ...]:
    here = current is not None and contract.id == current.id
    prices = goods.prices(contract.id)
    cell = NOT_SOLD if prices is None else prices.cell(product.id, product.group_id)
    price_e4 = prices.price(product.id, product.group_id) if prices else None
    text, said = price_text(cell), price_text(cell)
    if price_e4 is not None:
        text = formats.money(price_e4, contract.currency)
        said = formats.money_words(price_e4, contract.currency)
    elif cell == NOT_SOLD:
        said = translate("ProductCard", "not sold under this contract")
    ground = "sel" if here else ""
    price_ground = "flash" if here and flash else ground
    return (
        Cell("", colour="accent-text", icon="check" if here else "", ground=ground),
        Cell(contract.name, "small-strong" if here else "small", ground=ground),
        Cell(_kind(profile, contract, current), "caption", "text3", ground=ground),
        Cell(
            text,
            "small-strong" if price_e4 is not None else "small",
            "flash-text" if here and flash else "text",
            said,
            ground=price_ground,
        ),
        _difference(contract, current, price_e4, base_e4, ground=ground),
    )


def _kind(profile: Profile, contract: Contract, current: Contract | None) -> str:
    if current is not None and contract.vat != current.vat:
        texts = {
            "included": translate("ProductCard", "incl. VAT"),
            "on_top": translate("ProductCard", "VAT on top"),
            "none": translate("ProductCard", "no VAT"),
        }
        return texts[contract.vat]
    kind = profile.price_types.get(contract.price_type)
    return kind.name if kind else ""


def _difference(
    contract: Contract,
    current: Contract | None,
    price_e4: int | None,
    base_e4: int | None,
    *,
    ground: str,
) -> Cell:
    if current is not None and contract.id == current.id:
        return Cell(translate("ProductCard", "chosen"), "caption", "text3", ground=ground)
    alike = (
        current is not None
        and contract.vat == current.vat
        and contract.currency == current.currency
    )
    if not alike or not base_e4 or price_e4 is None:
        said = translate("ProductCard", "not compared")
        return Cell("—", "caption-number", "text3", said, ground=ground)
    text = change_text(price_e4, base_e4)
    cheaper = price_e4 < base_e4
    return Cell(text, "caption-number", "ok" if cheaper else "text3", ground=ground)
