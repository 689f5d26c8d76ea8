"""Cache generations under the window: nothing is closed while it is read, nothing goes stale."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import StorageFailed
from app.services.catalogue import CacheReaders
from app.ui.live.goods import Goods
from tests.app.ui.cart.conftest import cart_line, goods_row
from tests.fakes.supplier import page, price, stock
from tests.fakes.world import fill_cache, products


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("cache") / "1-1.db"
    fill_cache(path, products(6, goods_row))
    return path.read_bytes()


@pytest.fixture
def first(tmp_path: Path, filled: bytes) -> Path:
    (tmp_path / "1-1.db").write_bytes(filled)
    return tmp_path / "1-1.db"


@pytest.fixture
def second(tmp_path: Path, filled: bytes) -> Path:
    (tmp_path / "1-2.db").write_bytes(filled)
    return tmp_path / "1-2.db"


@pytest.fixture
def released() -> list[str]:
    return []


@pytest.fixture
def readers(released) -> Iterator[CacheReaders]:
    readers = CacheReaders(lambda path: released.append(path.name))
    yield readers
    readers.close()


@pytest.fixture
def goods(tasks, readers) -> Goods:
    return Goods(tasks, readers)


def test_a_reader_that_is_lent_keeps_its_generation_open(readers, released, first, second) -> None:
    readers.open(first)
    with readers.borrow() as reader:
        readers.open(second)
        assert released == []
        assert len(reader.rows([1, 2, 3])) == 3
        with readers.borrow() as newer:
            assert newer.path == second
    assert released == ["1-1.db"]


def test_each_old_generation_is_released_exactly_once(readers, released, first, second) -> None:
    readers.open(first)
    with readers.borrow(), readers.borrow():
        readers.open(second)
        readers.open(second)
    with readers.borrow():
        pass
    assert released == ["1-1.db"]


def test_an_idle_generation_is_released_at_once(readers, released, first, second) -> None:
    readers.open(first)
    with readers.borrow():
        pass
    readers.open(second)
    assert released == ["1-1.db"]


def test_at_the_end_nothing_is_released(readers, released, first) -> None:
    readers.open(first)
    with readers.borrow():
        readers.close()
    assert released == []


def test_readers_before_the_first_generation_are_an_error_of_ours(readers) -> None:
    with pytest.raises(LookupError), readers.borrow():
        pass


def test_many_threads_release_an_old_generation_once(readers, released, first, second) -> None:
    readers.open(first)
    inside = threading.Barrier(5)

    def read() -> None:
        with readers.borrow() as reader:
            inside.wait(10)
            inside.wait(10)
            assert len(reader.rows([1])) == 1

    threads = [threading.Thread(target=read) for _ in range(4)]
    for one in threads:
        one.start()
    inside.wait(10)
    readers.open(second)
    inside.wait(10)
    for one in threads:
        one.join(10)
    assert released == ["1-1.db"]


def test_a_generation_opens_with_everything_the_screens_paint_from(goods, first, qtbot) -> None:
    with qtbot.waitSignal(goods.opened) as told:
        goods.open(first)
    (profile,) = told.args
    assert [one.id for one in profile.contracts] == ["c-1", "c-2", "c-3"]
    assert goods.prices("c-1").price(1, 2) == 1_000_100
    assert goods.stock("w-1") is not None
    assert {one.name for one in goods.groups} == {"Електрика", "Автоматика та щити"}


def test_a_damaged_generation_is_told(goods, tmp_path, qtbot) -> None:
    (tmp_path / "1-9.db").write_bytes(b"not a database" * 100)
    failures: list[Exception] = []
    goods.open(tmp_path / "1-9.db", failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], StorageFailed)


def _change(path: Path, price_e4: int, free_milli: int) -> None:
    """What the sync child does: new values of product 1."""
    from app.storage.cache.pages import read_page
    from app.storage.cache.writer import CacheWriter

    writer = CacheWriter(path)
    with writer.transaction():
        writer.apply(read_page(page("prices", [price(1, price_e4)]), "prices", 1))
        writer.apply(read_page(page("stock", [stock(1, 1, free_milli)]), "stock", 0))
    writer.close()


def test_a_change_repaints_without_reading_everything(goods, first, qtbot) -> None:
    with qtbot.waitSignal(goods.opened):
        goods.open(first)
    _change(first, 5_000_000, 77_000)
    with qtbot.waitSignals([goods.prices_changed, goods.stock_changed]):
        goods.patch("prices", [1])
        goods.patch("stock", [1])
    assert goods.prices("c-1").price(1, 2) == 5_000_000
    assert goods.stock_cell("w-1", 1).free_milli == 77_000


def test_a_change_during_a_look_is_not_lost(goods, readers, first, qtbot, monkeypatch) -> None:
    """The look read the old price, then the price changed, and only then the look arrived."""
    with qtbot.waitSignal(goods.opened):
        goods.open(first)
    from app.ui.live import goods as module

    go_on = threading.Event()
    looked = threading.Event()
    look = module._snapshot

    def slow(reader):
        snapshot = look(reader)
        looked.set()
        assert go_on.wait(10)
        return snapshot

    monkeypatch.setattr(module, "_snapshot", slow)
    goods.reload()
    assert looked.wait(10)
    _change(first, 5_000_000, 77_000)
    goods.patch("prices", [1])
    with qtbot.waitSignal(goods.opened):
        go_on.set()
    qtbot.waitUntil(lambda: goods.prices("c-1").price(1, 2) == 5_000_000)


def test_an_older_look_that_comes_late_is_thrown_away(
    goods, first, second, qtbot, monkeypatch
) -> None:
    with qtbot.waitSignal(goods.opened):
        goods.open(first)
    from app.ui.live import goods as module

    go_on = threading.Event()
    looked = threading.Event()
    look = module._snapshot

    def slow(reader):
        snapshot = look(reader)
        if reader.path == first:
            looked.set()
            assert go_on.wait(10)
        return snapshot

    monkeypatch.setattr(module, "_snapshot", slow)
    goods.reload()
    assert looked.wait(10)
    _change(second, 5_000_000, 77_000)
    with qtbot.waitSignal(goods.opened):
        goods.open(second)
    with qtbot.assertNotEmitted(goods.opened, wait=150):
        go_on.set()
    assert goods.prices("c-1").price(1, 2) == 5_000_000


def test_what_a_cart_knows_of_its_goods(goods, first, qtbot) -> None:
    with qtbot.waitSignal(goods.opened) as told:
        goods.open(first)
    warehouses = told.args[0].warehouses
    known, unknown = cart_line(None, 1, 4_000), cart_line(None, 1, 4_000, product="gone")
    done: list[bool] = []
    names = [(one.product, one.variant) for one in (known, unknown)]
    goods.know(names, lambda: done.append(True), owner=goods)
    qtbot.waitUntil(lambda: bool(done))
    facts = goods.facts(known, "c-1", warehouses)
    assert (facts.known, facts.sold, facts.price_e4) == (True, True, 1_000_100)
    assert not goods.facts(unknown, "c-1", warehouses).known


def test_before_the_first_generation_nothing_is_asked(goods, qtbot) -> None:
    with qtbot.assertNotEmitted(goods.opened, wait=50):
        goods.reload()
        goods.patch("prices", [1])
        goods.read_ages()
