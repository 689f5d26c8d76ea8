"""Opens cache generations for reading and hands readers out, one borrower at a time each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.cache.reader import CacheReader
from app.storage.cache.shelf import Shelf


class CacheReaders:
    """A pool of readers of the newest generation; old ones are closed when they come back.

    The readers of a generation keep its vectors together.

    `released` is called with the path of a generation once its last reader is closed, in the
    thread that gave it back: only then may the sync child delete the file.
    """

    def __init__(self, released: Callable[[Path], None]) -> None:
        self._released = released
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._shelf = Shelf()
        self._idle: list[CacheReader] = []
        self._lent: dict[Path, int] = {}

    @property
    def path(self) -> Path | None:
        """The generation that is read now."""
        return self._path

    def open(self, path: Path) -> None:
        """Read another generation from now on."""
        with self._lock:
            old, self._path = self._path, path
            if old != path:
                self._shelf = Shelf()
            idle, self._idle = self._idle, []
            busy = self._lent.get(old, 0) if old else 0
        for reader in idle:
            reader.close()
        if old is not None and old != path and not busy:
            self._released(old)

    @contextmanager
    def borrow(self) -> Iterator[CacheReader]:
        """Lend a reader of the newest generation to the calling thread.

        Raises StorageFailed when the file cannot be read, LookupError when none was opened yet.
        """
        with self._lock:
            path = self._path
            if path is None:
                message = "no cache generation is open"
                raise LookupError(message)
            shelf = self._shelf
            reader = self._idle.pop() if self._idle else None
            self._lent[path] = self._lent.get(path, 0) + 1
        try:
            if reader is None:
                reader = CacheReader(path, shelf)
            yield reader
        finally:
            self._take_back(path, reader)

    def close(self) -> None:
        """Close what is idle; lent readers close when they come back."""
        with self._lock:
            self._path = None
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()

    def _take_back(self, path: Path, reader: CacheReader | None) -> None:
        with self._lock:
            self._lent[path] -= 1
            last = self._lent[path] == 0
            if last:
                del self._lent[path]
            current = path == self._path
            if current and reader is not None:
                self._idle.append(reader)
            replaced = self._path is not None and not current
        if not current and reader is not None:
            reader.close()
        if replaced and last:
            self._released(path)
