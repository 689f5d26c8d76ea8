"""Whatever happens to the catalogue and to the permissions, a client that pulls has what he may.

Random histories are played on a real database. A client pulls pages between them, one or many,
as a client does whose connection comes and goes. In the end, and after every full pull, its
copies hold exactly the rows that the dealer may see, with their newest content.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.services import feed
from gateway.services.accounts import Caller
from gateway.store.engine import open_engine, reading
from gateway.store.migrations import upgrade
from gateway.store.tables import catalogue, dealers
from tests.gateway.server import Pulled
from tests.gateway.world import World

WHO = Caller(1, 1, 1, "device", "Олена", "olena", frozenset({"order", "see_prices"}))
GROUPS = (1, 2, 3, 4)
PRODUCTS = (1, 2, 3, 4, 5, 6)
WAREHOUSES = (1, 2)
KINDS = ("groups", "properties", "products", "prices", "stock")

group = st.sampled_from(GROUPS)
product = st.sampled_from(PRODUCTS)
warehouse = st.sampled_from(WAREHOUSES)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("grant"), group),
        st.tuples(st.just("withdraw"), group),
        st.tuples(st.just("move_group"), group, st.sampled_from((None, *GROUPS))),
        st.tuples(st.just("delete_group"), group, st.booleans()),
        st.tuples(st.just("rename_group"), group),
        st.tuples(st.just("product"), product, group),
        st.tuples(st.just("delete_product"), product, st.booleans()),
        st.tuples(st.just("has_variants"), product, st.booleans()),
        st.tuples(st.just("price"), product, st.booleans()),
        st.tuples(st.just("stock"), product, warehouse, st.booleans()),
        st.tuples(st.just("grant_warehouse"), warehouse),
        st.tuples(st.just("withdraw_warehouse"), warehouse),
        st.tuples(st.just("page"), st.sampled_from(KINDS), st.integers(1, 3)),
        st.tuples(st.just("pull"), st.sampled_from(KINDS), st.integers(1, 3)),
    ),
    min_size=4,
    max_size=30,
)
half = st.sets(st.sampled_from(KINDS))


class History:
    """Plays steps as the doors would write them; steps that make no sense are left out."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.parents: dict[int, int | None] = dict.fromkeys(GROUPS)
        self.deleted_groups: set[int] = set()
        self.granted: set[int] = set()
        self.products: dict[int, dict[str, Any]] = {}
        self.prices: dict[int, tuple[int, bool]] = {}
        self.stock: dict[tuple[int, int], tuple[int, bool]] = {}
        self.warehouses: set[int] = set()
        self.names: dict[int, str] = {at: f"Група {at}" for at in GROUPS}
        self.count = 0
        for at in GROUPS:
            world.group(at)
        world.price_type(1)
        for at in WAREHOUSES:
            world.warehouse(at)
        world.dealer(1)
        world.contract(1, dealer=1, price_type=1)
        of_groups = [{"id": at, "guid": f"s{at}", "name": "s", "group_ids": [at]} for at in GROUPS]
        world.write(catalogue.properties, *of_groups)

    def fill(self) -> None:
        """Begin with something to see: two grants, goods in every group, prices and stock."""
        self.grant(1)
        self.grant(2)
        for at in PRODUCTS:
            self.play("product", at, GROUPS[at % len(GROUPS)])
            self.play("price", at, False)
            for where in WAREHOUSES:
                self.play("stock_row", at, where, False)

    def play(self, name: str, *arguments: Any) -> None:
        self.count += 1
        getattr(self, name)(*arguments)

    def grant(self, at: int) -> None:
        if at not in self.granted:
            self.world.grant(1, at)
            self.granted.add(at)

    def withdraw(self, at: int) -> None:
        if at in self.granted:
            self.world.withdraw(1, at)
            self.granted.discard(at)

    def move_group(self, at: int, parent: int | None) -> None:
        above = parent
        while above is not None:
            if above == at:
                return
            above = self.parents[above]
        if self.parents[at] != parent:
            self._move(at, parent_id=parent)
            self.parents[at] = parent

    def delete_group(self, at: int, deleted: bool) -> None:
        if (at in self.deleted_groups) != deleted:
            self._move(at, deleted=deleted)
            (self.deleted_groups.add if deleted else self.deleted_groups.discard)(at)

    def _move(self, at: int, **values: Any) -> None:
        moved = self.world.seq()
        self.world.change(catalogue.groups, {"id": at}, moved_seq=moved + 1, **values)

    def rename_group(self, at: int) -> None:
        self.names[at] = f"Назва {self.count}"
        self.world.change(catalogue.groups, {"id": at}, name=self.names[at])

    def product(self, at: int, in_group: int) -> None:
        name = f"Товар {self.count}"
        if at not in self.products:
            self.world.products(in_group, at, note=name)
            self.products[at] = {"deleted": False, "has_variants": False}
        else:
            moved = self.products[at]["group"] != in_group
            self.world.change(catalogue.products, {"id": at}, group_id=in_group, note=name)
            if moved:
                self._renew(at)
        self.products[at] |= {"group": in_group, "note": name}

    def _renew(self, at: int) -> None:
        """Give prices and stock of a product that moved new numbers, as the intake does."""
        if at in self.prices:
            self.world.change(catalogue.prices, {"product_id": at})
        for key in self.stock:
            if key[0] == at:
                where = {"product_id": at, "warehouse_id": key[1]}
                self.world.change(catalogue.stock, where)

    def delete_product(self, at: int, deleted: bool) -> None:
        self._set(at, "deleted", deleted)

    def has_variants(self, at: int, yes: bool) -> None:
        self._set(at, "has_variants", yes)

    def _set(self, at: int, name: str, value: bool) -> None:
        if at in self.products and self.products[at][name] != value:
            self.world.change(catalogue.products, {"id": at}, **{name: value})
            self.products[at][name] = value
            self._renew(at)

    def price(self, at: int, deleted: bool) -> None:
        if at not in self.products:
            return
        value = self.count * 100
        if at in self.prices:
            where = {"product_id": at}
            self.world.change(catalogue.prices, where, price_e4=value, deleted=deleted)
        else:
            row = {"price_type_id": 1, "product_id": at, "price_e4": value, "deleted": deleted}
            self.world.write(catalogue.prices, row)
        self.prices[at] = (value, deleted)

    def stock_row(self, at: int, where: int, deleted: bool) -> None:
        if at not in self.products:
            return
        key, value = {"product_id": at, "warehouse_id": where}, self.count * 1000
        values = {"onec_free_milli": value, "deleted": deleted}
        if (at, where) in self.stock:
            self.world.change(catalogue.stock, key, **values)
        else:
            self.world.write(catalogue.stock, {**key, **values})
        self.stock[at, where] = (value, deleted)

    def grant_warehouse(self, at: int) -> None:
        if at not in self.warehouses:
            row = {"dealer_id": 1, "warehouse_id": at, "granted_seq": self.world.seq()}
            self.world.write(dealers.dealer_warehouses, row)
            self.warehouses.add(at)

    def withdraw_warehouse(self, at: int) -> None:
        if at in self.warehouses:
            self.world.remove(dealers.dealer_warehouses, dealer_id=1, warehouse_id=at)
            self.warehouses.discard(at)

    # What the dealer may see now, told in the plainest way.

    def sees_group(self, at: int) -> bool:
        above: int | None = at
        while above is not None:
            if above in self.granted:
                return at not in self.deleted_groups
            above = self.parents[above]
        return False

    def sees_product(self, at: int) -> bool:
        row = self.products[at]
        return not row["deleted"] and not row["has_variants"] and self.sees_group(row["group"])

    def expected(self, kind: str) -> dict[Any, Any]:
        if kind == "groups":
            return {at: self.names[at] for at in GROUPS if self.sees_group(at)}
        if kind == "properties":
            return {at: [at] for at in GROUPS if self.sees_group(at)}
        if kind == "products":
            return {at: row["note"] for at, row in self.products.items() if self.sees_product(at)}
        if kind == "prices":
            return {
                at: value
                for at, (value, deleted) in self.prices.items()
                if not deleted and self.sees_product(at)
            }
        seen = self.warehouses or set(WAREHOUSES)
        return {
            key: value
            for key, (value, deleted) in self.stock.items()
            if not deleted and self.sees_product(key[0]) and key[1] in seen
        }


TOLD = {
    "groups": "name",
    "properties": "group_ids",
    "products": "note",
    "prices": "prices_e4",
    "stock": "free_milli",
}


class Nowhere:
    """Takes every write of a history and does nothing with it."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: 0


class Client:
    """Keeps a copy of every kind, page by page."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.copies = {kind: Pulled() for kind in KINDS}

    def page(self, kind: str, limit: int) -> bool:
        copy = self.copies[kind]
        asked = feed.Asked(kind, "", copy.after, limit, 1 if kind == "prices" else 0)
        with reading(self.world.engine) as connection:
            page = json.loads(feed.page(connection, WHO, asked))
        assert len(page["gone"]) + len(next(iter(page["columns"].values()))) <= limit
        copy.add(page)
        return page["more"]

    def pull(self, kind: str, limit: int) -> dict[Any, Any]:
        for _ in range(1_000):
            if not self.page(kind, limit):
                return {at: row[TOLD[kind]] for at, row in self.copies[kind].rows.items()}
        raise AssertionError("the pages never end")

    def count(self, kind: str) -> int | None:
        price_type = 1 if kind == "prices" else 0
        with reading(self.world.engine) as connection:
            asked = feed.Asked(kind, "", self.copies[kind].after, 1, price_type)
            return feed.count(connection, WHO, asked)


@pytest.fixture(scope="module")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    engine = open_engine(folder)
    upgrade(engine)
    History(World(engine)).fill()
    engine.dispose()
    return folder / "gateway.db"


@settings(max_examples=40)
@given(steps=steps, half=half)
def test_a_client_that_pulls_has_exactly_what_the_dealer_may_see(
    tmp_path_factory: pytest.TempPathFactory, filled_database: Path, steps, half
):
    """`half`: the kinds whose first sync is cut off after a page."""
    folder = tmp_path_factory.mktemp("history")
    shutil.copy(filled_database, folder / "gateway.db")
    engine = open_engine(folder)
    try:
        world = World(engine)
        # The tables were filled once; here only what the history remembers of it is.
        history, client = History(Nowhere()), Client(world)
        history.fill()
        history.world = world
        for kind in KINDS:
            client.page(kind, 2) if kind in half else client.pull(kind, 9)
        for name, *arguments in steps:
            if name == "page":
                client.page(*arguments)
            elif name == "pull":
                assert client.pull(*arguments) == history.expected(arguments[0])
            else:
                history.play("stock_row" if name == "stock" else name, *arguments)
        for kind in KINDS:
            assert client.pull(kind, 2) == history.expected(kind), kind
            assert client.count(kind) == len(history.expected(kind)), kind
    finally:
        engine.dispose()
