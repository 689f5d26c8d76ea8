"""The goods in memory: price and stock vectors that the screens paint from, and reads by id.

Vectors are read and patched in the read lane and only looked at on the main thread, so a contract
switch is a change of reference and a stock change repaints cells without a read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.cart import DraftLine, LineFacts
from app.domain.terms import Profile, Warehouse, profile_from_wire

if TYPE_CHECKING:
    from app.domain.product import CatalogueQuery, Group, Product, ProductRow, QueryResult
    from app.domain.stock import StockCell
    from app.services.catalogue import CacheReaders
    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices, WarehouseStock
    from app.ui.live.syncing import Changed
    from app.ui.tasks import Failed, Tasks

Name = tuple[str, str | None]
"""A product as 1C names it: guid and variant."""


class KnownProduct(NamedTuple):
    """What a cart needs to know of a product that the cache has."""

    id: int
    group: int
    orderable: bool
    discontinued: bool
    pack_milli: int | None
    vat_rate: int | None
    weight_g: int | None
    volume_cm3: int | None


class Snapshot(NamedTuple):
    """One look at a cache generation."""

    profile: Profile | None
    groups: list[Group]
    prices: dict[str, ContractPrices]
    stocks: dict[str, WarehouseStock]
    ages: dict[str, str]


class Goods(QObject):
    """The catalogue of the open generation. Made and asked on the main thread."""

    opened = Signal(object)
    """Another generation is being read: its Profile or None; everything is to be asked anew."""
    groups_changed = Signal()
    products_changed = Signal(object)
    """Ids of products whose rows changed, or None for all."""
    prices_changed = Signal(object)
    stock_changed = Signal(object)
    papers_changed = Signal()
    """Orders or documents changed."""
    ages_changed = Signal()

    def __init__(self, tasks: Tasks, readers: CacheReaders) -> None:
        super().__init__()
        self._tasks = tasks
        self._readers = readers
        self._prices: dict[str, ContractPrices] = {}
        self._stocks: dict[str, WarehouseStock] = {}
        self._known: dict[Name, KnownProduct | None] = {}
        self._looks = 0
        self._waiting = 0
        self._missed: list[tuple[str, Sequence[int] | None]] = []
        self.groups: list[Group] = []
        self.ages: dict[str, str] = {}

    def open(self, path: Path, failed: Failed | None = None) -> None:
        """Read another generation; `opened` follows."""

        def read() -> Snapshot:
            self._readers.open(path)
            with self._readers.borrow() as reader:
                return _snapshot(reader)

        self._look(read, failed)

    def reload(self) -> None:
        """Read the profile, groups and vectors of the same generation anew.

        Before the first generation there is nothing to read anew: `open` reads it all.
        """
        if self._readers.path is None:
            return

        def read() -> Snapshot:
            with self._readers.borrow() as reader:
                return _snapshot(reader)

        self._look(read, None)

    def _look(self, read: Callable[[], Snapshot], failed: Failed | None) -> None:
        """Look at a generation whole; an older look that comes late is thrown away."""
        self._looks += 1
        self._waiting += 1
        number = self._looks

        def take(snapshot: Snapshot) -> None:
            self._waiting -= 1
            if number == self._looks:
                self._take(snapshot)

        def give_up(error: Exception) -> None:
            self._waiting -= 1
            if failed is None:
                raise error
            failed(error)

        self._tasks.read(read, take, give_up, owner=self)

    @Slot(object)
    def apply(self, changed: Changed) -> None:
        """Read again what the sync child has changed; the matching signals follow."""
        kinds = changed.keys()
        if kinds & {"profile", "groups", "properties"}:
            self.reload()
        if "products" in kinds:
            self.forget_products(changed["products"])
        for kind in kinds & {"prices", "stock"}:
            self.patch(kind, changed[kind])
        if kinds & {"orders", "documents"}:
            self.papers_changed.emit()
        if "ages" in kinds:
            self.read_ages()

    def patch(self, kind: str, ids: Sequence[int] | None) -> None:
        """Read the changed prices or stock again; the matching signal follows."""
        if self._readers.path is None:
            return
        if self._waiting:
            # The look under way may be from before the change: it is brought up to date after it.
            self._missed.append((kind, ids))
        prices = [one for known in self._prices.values() for one in known.vectors]
        vectors: list[Any] = prices if kind == "prices" else list(self._stocks.values())

        def read() -> Sequence[int] | None:
            with self._readers.borrow() as reader:
                reader.patch(vectors, ids)
            return ids

        signal = self.prices_changed if kind == "prices" else self.stock_changed
        self._tasks.read(read, signal.emit, owner=self)

    def forget_products(self, ids: Sequence[int] | None) -> None:
        """Products changed: what carts knew of them is read anew when asked."""
        self._known.clear()
        self.products_changed.emit(ids)

    def read_ages(self) -> None:
        """Read how old each kind is; `ages_changed` follows."""
        if self._readers.path is None:
            return
        self.ask(lambda reader: reader.ages(), self._take_ages, owner=self)

    def prices(self, contract: str) -> ContractPrices | None:
        """The prices under a contract, or None while they are not read."""
        return self._prices.get(contract)

    def stock(self, warehouse: str) -> WarehouseStock | None:
        """The stock of a warehouse by guid, or None while it is not read."""
        return self._stocks.get(warehouse)

    def stock_cell(self, warehouse: str, product: int) -> StockCell | None:
        """What is known of a product at a warehouse."""
        stock = self._stocks.get(warehouse)
        return None if stock is None else stock.cell(product)

    def query(
        self,
        query: CatalogueQuery,
        contract: str | None,
        done: Callable[[QueryResult], None],
        *,
        owner: QObject,
        key: str = "query",
    ) -> None:
        """Ask for the ids of a list; a newer question of the same key replaces an older one."""
        prices = self._prices.get(contract) if contract else None

        def read() -> QueryResult:
            with self._readers.borrow() as reader:
                return reader.query(query, prices)

        self._tasks.read(read, done, owner=owner, key=key, waiting=1)

    def rows(
        self,
        ids: Sequence[int],
        done: Callable[[list[ProductRow]], None],
        *,
        owner: QObject,
        dropped: Callable[[], None] | None = None,
    ) -> None:
        """Ask for prepared rows, newest request first."""

        def read() -> list[ProductRow]:
            with self._readers.borrow() as reader:
                return reader.rows(ids)

        self._tasks.read(read, done, owner=owner, key="rows", dropped=dropped)

    def ask(
        self,
        question: Callable[[CacheReader], Any],
        done: Callable[[Any], None],
        *,
        owner: QObject,
        key: str | None = None,
    ) -> None:
        """Ask the cache anything else: a card, an order, documents, a code."""

        def read() -> Any:
            with self._readers.borrow() as reader:
                return question(reader)

        self._tasks.read(read, done, owner=owner, key=key, waiting=1)

    def product(
        self, product: int, done: Callable[[Product | None], None], *, owner: QObject
    ) -> None:
        """Ask for a whole card; only the newest question is answered."""
        self.ask(lambda reader: reader.product(product), done, owner=owner, key="product")

    def know(self, names: Iterable[Name], done: Callable[[], None], *, owner: QObject) -> None:
        """Make sure that `facts` can answer for these products, then call `done`."""
        missing = [name for name in names if name not in self._known]
        if not missing:
            done()
            return

        def read(reader: CacheReader) -> dict[Name, KnownProduct | None]:
            ids = reader.by_guids(missing)
            return {name: _known(reader, ids.get(name)) for name in missing}

        def take(found: dict[Name, KnownProduct | None]) -> None:
            self._known.update(found)
            done()

        self.ask(read, take, owner=owner)

    def known(self, name: Name) -> KnownProduct | None:
        """What `know` found out; None = the cache does not have the product."""
        return self._known.get(name)

    def facts(self, line: DraftLine, contract: str, warehouses: Sequence[Warehouse]) -> LineFacts:
        """What is known of a cart line's goods now, from memory; `know` comes first."""
        product = self._known.get((line.product, line.variant))
        if product is None:
            return _UNKNOWN
        prices = self._prices.get(contract)
        cell = None if prices is None else prices.cell(product.id, product.group)
        price = None if prices is None else prices.price(product.id, product.group)
        here = self.stock_cell(line.warehouse, product.id)
        others = [one.guid for one in warehouses if one.guid != line.warehouse]
        cells = ((guid, self.stock_cell(guid, product.id)) for guid in others)
        elsewhere = [
            (guid, there.free_milli or 0) for guid, there in cells if there and there.available
        ]
        elsewhere.sort(key=lambda item: -item[1])
        return LineFacts(
            known=True,
            sold=cell is not None and not _not_sold(cell),
            price_e4=price,
            free_milli=None if here is None else here.free_milli,
            orderable=product.orderable,
            discontinued=product.discontinued,
            pack_milli=product.pack_milli,
            vat_rate=product.vat_rate,
            weight_g=product.weight_g,
            volume_cm3=product.volume_cm3,
            elsewhere=tuple(elsewhere),
            expected_on=None if here is None else here.extra.expected_on,
        )

    def _take(self, snapshot: Snapshot) -> None:
        self._prices = snapshot.prices
        self._stocks = snapshot.stocks
        self._known.clear()
        self.groups = snapshot.groups
        self.ages = snapshot.ages
        self.opened.emit(snapshot.profile)
        missed, self._missed = self._missed, []
        for kind, ids in missed:
            self.patch(kind, ids)

    def _take_ages(self, ages: dict[str, str]) -> None:
        self.ages = ages
        self.ages_changed.emit()


_UNKNOWN = LineFacts(
    known=False,
    sold=False,
    price_e4=None,
    free_milli=None,
    orderable=False,
    discontinued=False,
    pack_milli=None,
    vat_rate=None,
    weight_g=None,
    volume_cm3=None,
)


def _not_sold(cell: int) -> bool:
    from app.storage.cache.vectors import NOT_SOLD

    return cell == NOT_SOLD


def _snapshot(reader: CacheReader) -> Snapshot:
    wire = reader.profile()
    # First of all: a damaged profile is told before anything is read by it.
    profile = None if wire is None else profile_from_wire(wire)
    prices: dict[str, ContractPrices] = {}
    stocks: dict[str, WarehouseStock] = {}
    if wire is not None:
        for contract in wire["contracts"]:
            prices[contract["id"]] = reader.contract_prices(wire, contract["id"])
        for warehouse in wire["warehouses"]:
            stocks[warehouse["guid"]] = reader.stock_vector(
                warehouse["id"], counted=warehouse.get("counted", True)
            )
    return Snapshot(
        profile=profile,
        groups=reader.groups(),
        prices=prices,
        stocks=stocks,
        ages=reader.ages(),
    )


def _known(reader: CacheReader, product_id: int | None) -> KnownProduct | None:
    product = None if product_id is None else reader.product(product_id)
    if product is None:
        return None
    row = product.row
    return KnownProduct(
        id=row.id,
        group=row.group_id,
        orderable=row.orderable,
        discontinued=row.discontinued,
        pack_milli=row.pack_milli,
        vat_rate=row.vat_rate,
        weight_g=product.weight_g,
        volume_cm3=product.volume_cm3,
    )
