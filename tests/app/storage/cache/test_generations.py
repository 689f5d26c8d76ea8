"""Generations: which file is read, and when an old one may go."""

from __future__ import annotations

import sqlite3

from app.storage.cache import generations, schema
from app.storage.cache.writer import CacheWriter


def make(folder, number: int, *facts: str):
    path = generations.path_of(folder, number)
    schema.create(path)
    writer = CacheWriter(path)
    for fact in facts:
        writer.set_meta(fact, "1")
    writer.close()
    return path


def test_the_newest_complete_one_is_read_and_an_unfinished_one_only_alone(tmp_path) -> None:
    assert generations.newest(tmp_path) is None
    make(tmp_path, 1)
    assert generations.newest(tmp_path) is None
    make(tmp_path, 2, "list_ready")
    assert generations.newest(tmp_path).number == 2
    make(tmp_path, 3, "list_ready", "complete")
    make(tmp_path, 4, "list_ready")
    assert generations.newest(tmp_path).number == 3
    assert generations.next_number(tmp_path) == 5


def test_orphans_are_cleaned_and_generations_stay(tmp_path) -> None:
    kept = make(tmp_path, 1, "list_ready")
    (tmp_path / "1-7.db").write_bytes(b"torn")
    (tmp_path / "0-3.db").write_bytes(b"old layout")
    (tmp_path / "1-9.db-wal").write_bytes(b"alone")
    (tmp_path / "journal.db").write_bytes(b"not ours")
    assert generations.clean(tmp_path) == ["0-3.db", "1-7.db", "1-9.db-wal"]
    assert kept.exists()
    assert (tmp_path / "journal.db").exists()


def test_only_released_ones_are_deleted(tmp_path) -> None:
    for number in (1, 2, 3):
        make(tmp_path, number, "list_ready", "complete")
    assert generations.remove_released(tmp_path, 2, 3) == [1, 2]
    assert [one.number for one in generations.generations(tmp_path)] == [3]


def test_a_cache_file_has_the_settings_that_were_measured(tmp_path) -> None:
    path = make(tmp_path, 1)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA page_size").fetchone() == (8192,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
