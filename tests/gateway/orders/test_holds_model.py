"""Whatever order things happen in, stock is never sold twice and never lost for good.

The reference model is 1C itself: goods on hand, what its documents reserve, what they shipped. What
the gateway shows free must never be more than 1C's free less the orders that 1C has not reserved
yet; and once 1C has answered for every order and told its stock again, it must be exactly that.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from gateway.services.cancelling import cancel_order
from gateway.services.failures import Failure
from gateway.services.handover import confirm_given, mark_given, waiting_parts
from gateway.services.holds import settle_holds
from gateway.services.records import OrderReplyRecord, ReplyLine
from gateway.services.replies import apply_reply
from gateway.store.engine import open_engine, writing
from gateway.store.migrations import upgrade
from gateway.store.tables import catalogue
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import NOW, Supplier, fill, want

ON_HAND = 20
STATUS = "До забезпечення"


@dataclass(frozen=True)
class Rules:
    reserves_when: str


@dataclass
class Document:
    """A part as 1C has it; `reserved` and `shipped` are 1C's deeds, not the gateway's belief."""

    number: str
    key: str
    left: int
    known: bool = False
    posted: bool = False
    status: str = ""
    reserved: bool = False
    shipped: bool = False
    cancelled: bool = False

    @property
    def outstanding(self) -> int:
        """What 1C will still take from its free stock for this order."""
        return 0 if self.reserved or self.shipped or self.cancelled else self.left


class World:
    """One supplier: his gateway and the model of his 1C."""

    def __init__(self, folder: Path, reserves_when: str, chance: random.Random) -> None:
        self.rules = Rules(reserves_when)
        self.chance = chance
        self.supplier = Supplier(open_engine(folder))
        self.free_in_1c = ON_HAND
        self.documents: list[Document] = []
        self.began: dt.datetime | None = None
        self.snapshot: int | None = None
        self.ended_by_stock = 0

    def tick(self) -> dt.datetime:
        self.supplier.now += dt.timedelta(seconds=1)
        return self.supplier.now

    def pick(self, **like: Any) -> Document | None:
        some = [
            one
            for one in self.documents
            if all(getattr(one, name) == value for name, value in like.items())
        ]
        return self.chance.choice(some) if some else None

    def the_dealer_orders(self) -> None:
        quantity = self.chance.randint(1, 8)
        self.tick()
        allowed = self.shown()
        moment = int(self.supplier.now.timestamp())
        key = f"00000000-0000-4000-8000-{moment:012d}"
        body = self.supplier.body(want(1, "p-1", str(quantity), "100"), total=str(100 * quantity))
        try:
            self.supplier.place(body, key)
        except Failure:
            assert quantity > allowed
            return
        assert quantity <= allowed
        part = self.supplier.rows(tables.order_parts)[-1]
        self.documents.append(Document(part.number, key, quantity))

    def the_dealer_cancels(self) -> None:
        document = self.pick(cancelled=False)
        if document is None:
            return
        with writing(self.supplier.engine) as connection:
            try:
                answer = cancel_order(connection, 1, document.key, "Олена", self.tick())
            except Failure as failure:
                if failure.code != "too_late":
                    raise
                return
        assert answer.order is not None
        if answer.order.state == "cancelled_by_dealer":
            assert not document.known
            document.cancelled = True

    def onec_takes_orders(self) -> None:
        confirmed = self.chance.random() < 0.7
        with writing(self.supplier.engine) as connection:
            parts = waiting_parts(connection, 1, 50, self.tick())
            ids = [part.id for part in parts]
            mark_given(connection, ids)
            if confirmed:
                confirm_given(connection, ids, self.tick())
        given = {part.number for part in parts}
        for document in self.documents:
            # 1C has loaded them even where its "success" was lost on the way.
            document.known = document.known or document.number in given

    def a_manager_cuts_and_posts(self) -> None:
        document = self.pick(known=True, posted=False, cancelled=False)
        if document is None:
            return
        self.tick()
        document.left = min(document.left, self.chance.randint(0, 12))
        document.posted = True
        if self.rules.reserves_when == "posted":
            self.reserve(document)

    def a_manager_sets_the_status(self) -> None:
        document = self.pick(known=True, status="", cancelled=False, shipped=False)
        if document is None:
            return
        self.tick()
        document.status = STATUS
        if self.rules.reserves_when.startswith("status:"):
            self.reserve(document)

    def the_warehouse_ships(self) -> None:
        document = self.pick(posted=True, shipped=False, cancelled=False)
        if document is None:
            return
        self.tick()
        self.reserve(document)
        document.shipped = True

    def a_manager_cancels(self) -> None:
        document = self.pick(known=True, shipped=False, cancelled=False)
        if document is None:
            return
        self.tick()
        if document.reserved:
            self.free_in_1c += document.left
            document.reserved = False
        document.cancelled = True

    def goods_arrive(self) -> None:
        self.tick()
        self.free_in_1c += self.chance.randint(1, 5)

    def onec_replies(self) -> None:
        document = self.pick(known=True)
        if document is not None:
            self.reply(document)

    def an_exchange_begins(self) -> None:
        if self.began is None:
            self.began = self.tick()

    def onec_writes_its_stock_file(self) -> None:
        if self.began is not None:
            self.snapshot = self.free_in_1c

    def the_stock_file_arrives(self) -> None:
        if self.began is None or self.snapshot is None:
            return
        for _ in range(self.chance.choice((1, 1, 2))):
            self.apply_stock(self.began, self.snapshot)
        self.began = self.snapshot = None

    def orders_are_posted_while_a_stock_file_travels(self) -> None:
        self.an_exchange_begins()
        self.onec_writes_its_stock_file()
        self.a_manager_cuts_and_posts()
        self.a_manager_sets_the_status()
        for document in self.documents:
            if document.known:
                self.reply(document)
        self.the_stock_file_arrives()

    def everything_settles(self) -> None:
        for document in self.documents:
            if document.known:
                self.reply(document)
        self.apply_stock(self.tick(), self.free_in_1c)
        self.began = self.snapshot = None
        owed = sum(document.outstanding for document in self.documents)
        assert self.shown() == self.free_in_1c - owed

    def nothing_is_sold_twice(self) -> None:
        owed = sum(document.outstanding for document in self.documents)
        assert self.shown() <= self.free_in_1c - owed

    def held_is_the_sum_of_open_holds(self) -> None:
        holds, stock = tables.holds, catalogue.stock
        with writing(self.supplier.engine) as connection:
            open_milli = connection.execute(
                select(func.coalesce(func.sum(holds.c.quantity_milli), 0)).where(
                    holds.c.ended_at.is_(None)
                )
            ).scalar_one()
            held = connection.execute(
                select(stock.c.held_milli).where(stock.c.product_id == 1, stock.c.warehouse_id == 1)
            ).scalar_one()
        assert held == open_milli >= 0

    def shown(self) -> int:
        free = self.supplier.free(1, 1)
        assert free is not None
        return free // 1000

    def reserve(self, document: Document) -> None:
        if not document.reserved:
            document.reserved = True
            self.free_in_1c -= document.left

    def reply(self, document: Document) -> None:
        record = OrderReplyRecord(
            number=document.number,
            onec_number=f"АА-{document.number}",
            onec_date="2026-11-24T10:00:00",
            posted=document.posted,
            cancelled=document.cancelled,
            status=document.status,
            shipped_number="РН-17" if document.shipped else "0",
            shipped_date="2026-11-25" if document.shipped else "0001-01-01",
            lines=[ReplyLine("p-1", None, document.left * 1000, 1_000_000, None)],
        )
        with writing(self.supplier.engine) as connection:
            assert apply_reply(connection, record, self.rules, self.tick(), 1) != "unknown"

    def apply_stock(self, began: dt.datetime, free: int) -> None:
        with writing(self.supplier.engine) as connection:
            stock = catalogue.stock
            connection.execute(
                update(stock)
                .where(stock.c.product_id == 1, stock.c.warehouse_id == 1)
                .values(onec_free_milli=free * 1000, exchange_began_at=began)
            )
            self.ended_by_stock += settle_holds(connection, began, {(1, 1)}, self.tick())


def make_template() -> Path:
    folder = Path(tempfile.mkdtemp())
    engine = open_engine(folder)
    upgrade(engine)
    made = Supplier(engine)
    fill(made)
    made.change(
        catalogue.stock, {"product_id": 1, "warehouse_id": 1}, onec_free_milli=ON_HAND * 1000
    )
    assert made.now == NOW
    # The last connection writes the log back into the file, which may then be copied.
    engine.dispose()
    return folder


@pytest.fixture(scope="module")
def template():
    folder = make_template()
    yield folder
    shutil.rmtree(folder)


DEEDS = {
    World.the_dealer_orders: 5,
    World.the_dealer_cancels: 1,
    World.onec_takes_orders: 3,
    World.a_manager_cuts_and_posts: 4,
    World.a_manager_sets_the_status: 2,
    World.the_warehouse_ships: 2,
    World.a_manager_cancels: 1,
    World.goods_arrive: 2,
    World.onec_replies: 5,
    World.an_exchange_begins: 3,
    World.onec_writes_its_stock_file: 3,
    World.the_stock_file_arrives: 3,
    World.orders_are_posted_while_a_stock_file_travels: 2,
    World.everything_settles: 1,
}


@pytest.mark.parametrize("reserves_when", ["posted", f"status:{STATUS}", "shipped", "never"])
@settings(max_examples=5, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_stock_is_never_sold_twice_and_never_lost(template: Path, reserves_when: str, seed: int):
    """A seed is a whole history of 120 deeds, so no example is too short to matter."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template / "gateway.db", Path(folder) / "gateway.db")
        world = World(Path(folder), reserves_when, chance)
        try:
            for deed in chance.choices(list(DEEDS), list(DEEDS.values()), k=120):
                deed(world)
                world.nothing_is_sold_twice()
                world.held_is_the_sum_of_open_holds()
            world.everything_settles()
            assert world.ended_by_stock
        finally:
            world.supplier.engine.dispose()
