"""A supplier in tables, written as the doors write: every change with its number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from gateway.store.engine import reading, writing
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables

AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


class World:
    """Writes rows; ids are given by the caller so that tests can name them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def write(self, table: Table, *rows: dict[str, Any]) -> None:
        with writing(self.engine) as connection:
            if "seq" in table.c:
                first = next_seq(connection, n=len(rows))
                rows = tuple({"seq": first + at, **row} for at, row in enumerate(rows))
            for row in rows:
                connection.execute(insert(table).values(**row))

    def change(self, table: Table, where: dict[str, Any], **values: Any) -> None:
        with writing(self.engine) as connection:
            query = update(table)
            for name, value in where.items():
                query = query.where(table.c[name] == value)
            if "seq" in table.c:
                values = {"seq": next_seq(connection), **values}
            assert connection.execute(query.values(**values)).rowcount

    def remove(self, table: Table, **where: Any) -> None:
        with writing(self.engine) as connection:
            query = delete(table)
            for name, value in where.items():
                query = query.where(table.c[name] == value)
            assert connection.execute(query).rowcount

    def value(self, column: Any, **where: Any) -> Any:
        with reading(self.engine) as connection:
            query = select(column)
            for name, value in where.items():
                query = query.where(column.table.c[name] == value)
            return connection.execute(query).scalar()

    def group(self, at: int, parent: int | None = None, **more: Any) -> None:
        row = {"id": at, "guid": f"g-{at}", "name": f"Група {at}", "parent_id": parent, **more}
        self.write(catalogue.groups, row)

    def products(self, group: int, *ids: int, **more: Any) -> None:
        self.write(
            catalogue.products,
            *(
                {"id": at, "guid": f"p-{at}", "group_id": group, "name": f"Товар {at}", **more}
                for at in ids
            ),
        )

    def price_type(self, at: int, currency: str = "UAH") -> None:
        self.write(
            catalogue.price_types,
            {
                "id": at,
                "guid": f"t-{at}",
                "name": f"Тип {at}",
                "currency": currency,
                "vat_included": True,
            },
        )

    def prices(self, price_type: int, *ids: int) -> None:
        self.write(
            catalogue.prices,
            *(
                {"price_type_id": price_type, "product_id": at, "price_e4": at * 10_000}
                for at in ids
            ),
        )

    def warehouse(self, at: int, **more: Any) -> None:
        row = {"id": at, "guid": f"w-{at}", "name": f"Склад {at}", "position": at, **more}
        self.write(catalogue.warehouses, row)

    def stock(self, warehouse: int, *ids: int, free_milli: int | None = 5_000) -> None:
        self.write(
            catalogue.stock,
            *(
                {"product_id": at, "warehouse_id": warehouse, "onec_free_milli": free_milli}
                for at in ids
            ),
        )

    def dealer(self, at: int, *groups: int, warehouses: tuple[int, ...] = ()) -> None:
        self.write(dealers.dealers, {"id": at, "guid": f"d-{at}", "name": f"Дилер {at}"})
        self.write(
            dealers.counterparties,
            {
                "id": at,
                "guid": f"cp-{at}",
                "dealer_id": at,
                "name": f"ФОП {at}",
                "edrpou": f"000000000{at}",
            },
        )
        for group in groups:
            self.grant(at, group)
        for warehouse in warehouses:
            self.write(
                dealers.dealer_warehouses,
                {"dealer_id": at, "warehouse_id": warehouse, "granted_seq": self.seq()},
            )

    def seq(self) -> int:
        """Take the next change number."""
        with writing(self.engine) as connection:
            return next_seq(connection)

    def change_dealer(self, at: int, **values: Any) -> None:
        """Change a dealer and the number of his profile in one transaction, as the doors do."""
        with writing(self.engine) as connection:
            _renew_profile(connection, at, values)

    def grant(self, dealer: int, group: int) -> None:
        with writing(self.engine) as connection:
            granted = {"dealer_id": dealer, "group_id": group, "granted_seq": next_seq(connection)}
            connection.execute(insert(dealers.dealer_groups).values(**granted))
            _renew_profile(connection, dealer, {})

    def withdraw(self, dealer: int, group: int) -> None:
        table = dealers.dealer_groups
        with writing(self.engine) as connection:
            removed = connection.execute(
                delete(table).where(table.c.dealer_id == dealer, table.c.group_id == group)
            )
            assert removed.rowcount == 1
            _renew_profile(connection, dealer, {})

    def contract(self, at: int, dealer: int, price_type: int, **more: Any) -> None:
        row = {
            "id": at,
            "guid": f"c-{at}",
            "counterparty_id": dealer,
            "number": str(at),
            "name": f"Договір {at}",
            "kind": "prepayment",
            "price_type_id": price_type,
            "currency": "UAH",
            "vat": "included",
            "organisation_guid": "org",
            **more,
        }
        self.write(dealers.contracts, row)

    def order(self, at: int, dealer: int, contract: int, key: str | None = None) -> None:
        row = {
            "id": at,
            "dealer_id": dealer,
            "key": key,
            "number": f"{at:06d}",
            "placed_at": AT,
            "counterparty_id": dealer,
            "contract_id": contract,
            "currency": "UAH",
            "total_e4": 1_000_000,
            "vat_e4": 0,
            "state": "accepted",
            "state_at": AT,
        }
        self.write(tables.orders, row)

    def paper(self, at: int, dealer: int, pdf: bytes | None, sha256: str = "") -> None:
        if pdf is not None:
            self.write(tables.blobs, {"sha256": sha256, "bytes": pdf})
        row = {
            "id": at,
            "dealer_id": dealer,
            "kind": "invoice",
            "number": f"Р-{at}",
            "date": AT.date(),
            "counterparty_id": dealer,
            "state": "pending" if pdf is None else "ready",
            "sha256": sha256 or None,
            "size": None if pdf is None else len(pdf),
            "source": "gateway",
            "received_at": AT,
        }
        self.write(tables.documents, row)


def _renew_profile(connection: Connection, dealer: int, values: dict[str, Any]) -> None:
    table = dealers.dealers
    connection.execute(
        update(table).where(table.c.id == dealer).values(profile_seq=next_seq(connection), **values)
    )
