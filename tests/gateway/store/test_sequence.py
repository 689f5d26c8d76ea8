"""Change numbers: whoever reads by them skips nothing, however many write."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from gateway.store.engine import open_engine, reading, writing
from gateway.store.migrations import upgrade
from gateway.store.notifier import Notifier
from gateway.store.sequence import current_seq, next_seq
from gateway.store.tables.dealers import news
from tests.gateway.world import AT

WRITER = """
import random, sys
from gateway.store.engine import open_engine
from tests.gateway.store.test_sequence import write_some
engine = open_engine(sys.argv[1])
write_some(engine, int(sys.argv[2]), 60)
engine.dispose()
"""


def write_some(engine, seed: int, count: int) -> None:
    """Write rows in transactions of any size, some of which are taken back."""
    rng = random.Random(seed)
    while count > 0:
        size = rng.randint(1, 4)
        try:
            with writing(engine) as connection:
                first = next_seq(connection, n=size)
                for at in range(size):
                    row = {"at": AT, "title": str(seed), "seq": first + at}
                    connection.execute(insert(news).values(**row))
                if rng.random() < 0.2:
                    raise InterruptedError
        except InterruptedError:
            continue
        count -= size


class Follower:
    """A client that asks again and again for what is above its number."""

    def __init__(self, engine) -> None:
        self.engine = engine
        self.seen: list[int] = []
        self.after = 0

    def look(self) -> None:
        with reading(self.engine) as connection:
            highest = current_seq(connection)
            rows = connection.execute(select(news.c.seq).where(news.c.seq > self.after)).scalars()
            found = sorted(rows)
        assert all(one <= highest for one in found), "a row above the highest number is visible"
        self.seen += found
        self.after = highest


def follow(followers: list[Follower], ended) -> None:
    while not ended():
        for one in followers:
            one.look()
    for one in followers:
        one.look()


def all_numbers(engine) -> list[int]:
    with reading(engine) as connection:
        return sorted(connection.execute(select(news.c.seq)).scalars())


def test_no_reader_skips_a_row_while_threads_write(engine):
    writers = [threading.Thread(target=write_some, args=(engine, seed, 80)) for seed in range(6)]
    followers = [Follower(engine) for _ in range(2)]
    for one in writers:
        one.start()
    follow(followers, lambda: not any(one.is_alive() for one in writers))
    for one in writers:
        one.join()
    for one in followers:
        assert one.seen == all_numbers(engine)
    assert len(all_numbers(engine)) >= 480


def test_no_reader_skips_a_row_while_processes_write(engine, tmp_path: Path):
    folder = str(tmp_path / "data")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, str(seed)]) for seed in range(3)
    ]
    follower = Follower(engine)
    follow([follower], lambda: all(one.poll() is not None for one in writers))
    assert [one.wait(30) for one in writers] == [0, 0, 0]
    assert follower.seen == all_numbers(engine)
    assert len(follower.seen) >= 180


@given(sizes=st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=8))
def test_numbers_are_given_without_gaps_and_taken_back_with_their_transaction(
    tmp_path_factory: pytest.TempPathFactory, sizes
):
    made = open_engine(tmp_path_factory.mktemp("data"))
    upgrade(made)
    expected = 1
    for size, kept in sizes:
        connection = made.connect()
        with connection.begin() as transaction:
            assert next_seq(connection, n=size) == expected
            if not kept:
                transaction.rollback()
        connection.close()
        expected += size if kept else 0
    with reading(made) as connection:
        assert current_seq(connection) == expected - 1
        assert current_seq(connection, "another") == 0
    made.dispose()


def test_nothing_is_not_a_number(engine):
    with writing(engine) as connection, pytest.raises(ValueError, match="at least one"):
        next_seq(connection, n=0)


@pytest.fixture
def notifier(engine):
    made = Notifier(engine)
    made.start()
    yield made
    made.close()


def test_threads_and_coroutines_that_wait_are_woken_by_a_commit(engine, notifier):
    seen: list[int] = []
    waiting = threading.Thread(target=lambda: seen.append(notifier.wait_blocking(0, 20)))
    waiting.start()

    async def wait() -> int:
        held = asyncio.ensure_future(notifier.wait(0, 20))
        await asyncio.sleep(0)
        await asyncio.to_thread(write_some, engine, 5, 1)
        return await held

    assert asyncio.run(wait()) > 0
    waiting.join(20)
    assert seen
    assert seen[0] > 0


def test_a_wait_that_nothing_ends_ends_by_itself(notifier):
    assert notifier.wait_blocking(0, 0.01) == 0
    assert asyncio.run(notifier.wait(0, 0.01)) == 0


def test_closing_wakes_everybody_and_may_be_done_twice(engine):
    notifier = Notifier(engine)
    notifier.start()
    waiting = threading.Thread(target=notifier.wait_blocking, args=(0, 60))
    waiting.start()
    notifier.close()
    notifier.close()
    waiting.join(20)
    assert not waiting.is_alive()
    assert notifier.wait_blocking(0, 60) == 0
