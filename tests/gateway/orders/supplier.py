"""A small supplier over a real SQLite file: two warehouses, four goods, one dealer."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, insert, select, update

from contract.quotes import Quote, QuoteRequest
from gateway.services.invoices import Drawn, InvoiceForm
from gateway.services.orders import Buyer, Placed, place_order
from gateway.services.quotes import make_quote
from gateway.store.engine import reading, writing
from gateway.store.meta import write_text
from gateway.store.tables import catalogue, dealers, exchange

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
CONTRACT = "c-1"


def draw_plainly(form: InvoiceForm) -> Drawn:
    """Draw an invoice that says little but is a PDF by its ends; the real one has its own tests."""
    said = f"{form.number} {form.payable_e4}".encode()
    return Drawn(b"%PDF-1.4\n" + said + b"\n%%EOF\n", 1)


@dataclass
class Supplier:
    engine: Engine
    now: dt.datetime = NOW
    buyer: Buyer = field(default_factory=lambda: Buyer(1, "Олена"))

    def write(self, table: Any, **values: Any) -> int:
        with writing(self.engine) as connection:
            return connection.execute(insert(table).values(**values)).inserted_primary_key[0]

    def change(self, table: Any, where: dict[str, Any], **values: Any) -> None:
        statement = update(table).values(**values)
        for column, value in where.items():
            statement = statement.where(table.c[column] == value)
        with writing(self.engine) as connection:
            assert connection.execute(statement).rowcount

    def rows(self, table: Any, **where: Any) -> list[Any]:
        statement = select(table)
        for column, value in where.items():
            statement = statement.where(table.c[column] == value)
        with reading(self.engine) as connection:
            return list(connection.execute(statement).all())

    def row(self, table: Any, **where: Any) -> Any:
        (one,) = self.rows(table, **where)
        return one

    def free(self, product: int, warehouse: int) -> int | None:
        row = self.row(catalogue.stock, product_id=product, warehouse_id=warehouse)
        return None if row.onec_free_milli is None else row.onec_free_milli - row.held_milli

    def write_meta(self, key: str, value: str) -> None:
        with writing(self.engine) as connection:
            write_text(connection, key, value)

    def set_contract(self, **values: Any) -> None:
        self.change(dealers.contracts, {"guid": CONTRACT}, **values)

    def quote(self, *lines: dict[str, Any]) -> Quote:
        request = QuoteRequest.model_validate({"contract": CONTRACT, "lines": list(lines)})
        with writing(self.engine) as connection:
            return make_quote(connection, self.buyer.dealer_id, request, self.now)

    def body(self, *lines: dict[str, Any], total: str, **more: Any) -> bytes:
        order = {
            "contract": CONTRACT,
            "counterparty": "cp-1",
            "lines": list(lines),
            "total": total,
            "delivery": {"parts": [{"method": "pickup", "kind": "pickup"}]},
        } | more
        return json.dumps(order, ensure_ascii=False).encode()

    def place(self, body: bytes, key: str | None = None) -> Placed:
        return place_order(
            self.engine, self.buyer, key or str(uuid.uuid4()), body, draw_plainly, self.now
        )


def ask(n: int, product: str, quantity: str, warehouse: str = "w-1", **more: Any) -> dict[str, Any]:
    return {"n": n, "product": product, "warehouse": warehouse, "quantity": quantity} | more


def want(
    n: int, product: str, quantity: str, price: str, warehouse: str = "w-1", **more: Any
) -> dict[str, Any]:
    """A line of an order as the user confirmed it."""
    return (
        ask(n, product, quantity, warehouse)
        | {
            "name": product,
            "unit": "шт",
            "price": price,
            "seen_price": price,
            "seen_at": "2026-11-24T10:59:00+02:00",
        }
        | more
    )


def codes(problems: list[Any]) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in problems]


def money(text: str) -> Decimal:
    return Decimal(text)


def fill(it: Supplier) -> None:
    """Goods: p-1 drill 20 %, p-2 glove 7 % in packs of 10, p-3 book without VAT, p-4 hidden."""
    it.write(catalogue.groups, id=1, guid="g-root", name="Товари", seq=1)
    it.write(catalogue.groups, id=2, guid="g-tools", parent_id=1, name="Інструмент", seq=1)
    it.write(catalogue.groups, id=3, guid="g-secret", name="Інше", seq=1)
    it.write(
        catalogue.price_types, id=1, guid="pt", name="Опт", currency="UAH", vat_included=True, seq=1
    )
    it.write(
        catalogue.price_types,
        id=2,
        guid="own",
        name="Своя",
        currency="UAH",
        vat_included=True,
        seq=1,
    )
    goods = (
        (1, "p-1", 2, 20, {"article": "ДР-1", "weight_g": 1500, "volume_cm3": 2000}),
        (2, "p-2", 2, 7, {"pack_milli": 10_000, "weight_g": 100, "volume_cm3": 50}),
        (3, "p-3", 2, None, {}),
        (4, "p-4", 3, 20, {}),
    )
    for at, guid, group, vat, more in goods:
        it.write(
            catalogue.products,
            id=at,
            guid=guid,
            group_id=group,
            name=f"Товар {at}",
            unit="шт",
            unit_code="796",
            vat_rate=vat,
            seq=1,
            **more,
        )
        it.write(catalogue.prices, price_type_id=1, product_id=at, price_e4=1_000_000 * at, seq=1)
    accounts = exchange.onec_accounts
    it.write(accounts, id=1, login="main", password_hash="x", dialect="bas", every_contract=True)
    for at, guid in ((1, "w-1"), (2, "w-2")):
        it.write(
            catalogue.warehouses,
            id=at,
            guid=guid,
            name=f"Склад {at}",
            position=at,
            account_id=1,
            cutoff="15:00",
            ship_weekdays=[1, 2, 3, 4, 5],
            delivery_days=2,
            seq=1,
        )
        for product in (1, 2, 3):
            it.write(
                catalogue.stock, product_id=product, warehouse_id=at, onec_free_milli=100_000, seq=1
            )
    it.write(
        dealers.organisations,
        id=1,
        guid="org",
        name="ТОВ Постач",
        full_name="ТОВ «Постач»",
        edrpou="12345678",
        ipn="123456789012",
        iban="UA213223130000026007233566001",
        bank="АТ «Банк»",
    )
    it.write(dealers.dealers, id=1, guid="d-1", name="Дилер")
    it.write(dealers.dealer_groups, dealer_id=1, group_id=1, granted_seq=1)
    it.write(
        dealers.counterparties,
        id=1,
        guid="cp-1",
        dealer_id=1,
        name="ФОП Коваль",
        edrpou="1234567890",
    )
    it.write(
        dealers.contracts,
        id=1,
        guid=CONTRACT,
        counterparty_id=1,
        number="7",
        name="Опт",
        kind="prepayment",
        price_type_id=1,
        currency="UAH",
        vat="included",
        organisation_guid="org",
        reservation_days=3,
    )
    it.write(dealers.users, id=1, dealer_id=1, login="olena", name="Олена", rights=["order"])
