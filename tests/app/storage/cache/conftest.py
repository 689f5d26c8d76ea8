from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.storage.cache import schema
from app.storage.cache.pages import read_page
from app.storage.cache.reader import CacheReader
from app.storage.cache.writer import CacheWriter
from tests.fakes.supplier import page


class Cache:
    """An empty cache file with a writer; `put` applies pages the way the sync child does."""

    def __init__(self, path: Path) -> None:
        schema.create(path)
        self.path = path
        self.writer = CacheWriter(path)
        self.readers: list[CacheReader] = []

    def put(self, kind: str, *rows: dict[str, Any], key: int = 0, **other: Any):
        with self.writer.transaction() as changed:
            self.apply(kind, *rows, key=key, **other)
        return changed

    def apply(self, kind: str, *rows: dict[str, Any], key: int = 0, **other: Any) -> None:
        """Put a page into the open transaction."""
        told = page(kind, list(rows), **other)
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        self.writer.apply(read_page(body, kind, key))

    def restart(self) -> None:
        """Another sync child goes on with the file."""
        self.writer.close()
        self.writer = CacheWriter(self.path)

    def ready(self) -> None:
        """Build what the first sync builds at its end."""
        self.writer.build_orders()
        assert self.writer.build_index(lambda done, total: None, lambda: False)

    def reader(self) -> CacheReader:
        reader = CacheReader(self.path)
        self.readers.append(reader)
        return reader

    def close(self) -> None:
        for reader in self.readers:
            reader.close()
        self.writer.close()


@pytest.fixture
def new_cache(tmp_path: Path) -> Iterator[Callable[[], Cache]]:
    made: list[Cache] = []

    def make() -> Cache:
        made.append(Cache(tmp_path / f"1-{len(made)}.db"))
        return made[-1]

    yield make
    for cache in made:
        cache.close()


@pytest.fixture
def cache(new_cache: Callable[[], Cache]) -> Cache:
    return new_cache()
