"""A large catalogue is indexed and sorted by two processes, with what one would make of it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.own_program import own_program
from app.storage.cache import beside
from app.storage.cache.beside import CodesBeside
from tests.fakes.supplier import group, product

TABLES = {
    "terms": "dictionary, first, data, starts",
    "postings": "dictionary, part, data",
    "bitmaps": "dictionary, start, stop, data",
}


def _index(path: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"))
            for table, columns in TABLES.items()
        }


def _fill(cache, count: int = 400) -> None:
    cache.put("groups", group(1))
    goods = [
        product(
            number,
            name=f"Автоматичний вимикач C{number % 63} {number}",
            article=f"АВ-{number % 90}/{number}.1",
            brand=("ETI", "Schneider Electric", "")[number % 3],
            other_codes=[f"OLD {number}", "АБВГД"] if number % 4 == 0 else [],
            barcodes=[f"48200001{number:05}"] if number % 2 else [],
            synonyms=["автомат"] if number % 5 == 0 else [],
        )
        for number in range(1, count)
    ]
    cache.put("products", *goods)
    # Changed goods are kept apart from the blocks; the child has to see them, too.
    cache.put("products", product(7, name="Інша назва", article="НОВИЙ-7"))


@pytest.fixture
def alone(new_cache) -> dict[str, list[tuple]]:
    """The index as one process makes it."""
    cache = new_cache()
    _fill(cache)
    cache.ready()
    return _index(cache.path)


@pytest.fixture
def large(cache, monkeypatch):
    """A catalogue that passes for a large one."""
    monkeypatch.setattr(beside, "FROM", 1)
    _fill(cache)
    return cache


def test_two_processes_make_what_one_makes(alone, large) -> None:
    assert large.writer.build_index(lambda _done, _total: None, lambda: False)
    assert _index(large.path) == alone
    assert len(alone["postings"]) >= 6


@pytest.mark.parametrize(
    "program",
    ["import sys; sys.exit(3)", "print('no pickle at all')", None],
    ids=["ends early", "says something else", "cannot be started"],
)
def test_without_the_child_the_index_is_made_all_the_same(
    alone, large, monkeypatch, expected_log, program
) -> None:
    expected_log("the cache child failed, its part is done here")
    command = [sys.executable, "-c", program] if program else ["/nowhere/at-all"]
    monkeypatch.setattr(beside, "own_program", lambda _word: command)
    assert large.writer.build_index(lambda _done, _total: None, lambda: False)
    assert _index(large.path) == alone


def test_another_process_sorts_as_one_does(large, monkeypatch) -> None:
    made = large.writer.begin_orders().take()
    assert sorted(made.by_name) == list(range(1, 400))
    monkeypatch.setattr(beside, "FROM", 1_000_000)
    alone = large.writer.begin_orders().take()
    assert [list(one) for one in made] == [list(one) for one in alone]


@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", None])
def test_without_the_child_the_list_is_sorted_all_the_same(
    large, monkeypatch, expected_log, program
) -> None:
    expected_log("the cache child failed, its part is done here")
    command = [sys.executable, "-c", program] if program else ["/nowhere/at-all"]
    monkeypatch.setattr(beside, "own_program", lambda _word: command)
    assert sorted(large.writer.begin_orders().take().by_name) == list(range(1, 400))


def test_a_pause_ends_the_child_and_keeps_nothing(large) -> None:
    assert not large.writer.build_index(lambda _done, _total: None, lambda: True)
    assert not any(_index(large.path).values())
    assert large.writer.build_index(lambda _done, _total: None, lambda: False)


def test_the_child_is_gone_when_nobody_waits_for_it(large) -> None:
    codes = CodesBeside(large.path)
    with codes:
        process = codes._process
        assert process.poll() is None or process.returncode == 0
    assert process.returncode is not None


def test_the_child_ends_when_its_parent_does(cache) -> None:
    _fill(cache, 6_000)
    read, write = os.pipe()
    command = [*own_program("cache"), "codes", str(cache.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=write) as process:
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            assert pipe.read(1)
            # Nobody reads on, so it waits; then its stdin ends, as when its parent is killed.
            time.sleep(0.5)
            assert process.poll() is None
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(20) == 0
