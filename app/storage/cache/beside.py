"""Long work over a whole cache file, done by a process of its own beside the sync child's.

Threads did not help: all of it is mostly Python, which one thread at a time may run. See
docs/adr/0018.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from app.own_program import own_program
from app.storage.cache.layout import CODE_DICTIONARIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from app.storage.cache.code_index import CodeWords
    from app.storage.cache.dictionaries import Packed
    from app.storage.cache.orders import Orders

FROM = 50_000
"""Fewer products are done with before another process would have started."""


class ChildFailed(Exception):
    """The other process could not be started or ended early."""


class _Beside:
    """A cache child at work on a file as it was committed; it ends at the exit at the latest.

    Made on a thread that lives as long as the program: the child dies with it.
    """

    def __init__(self, what: str, path: Path, answers: int) -> None:
        # It works as long as somebody waits for it; the window comes first.
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        try:
            self._process = subprocess.Popen(
                [*own_program("cache"), what, str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=flags,
            )
        except OSError as error:
            raise ChildFailed(str(error)) from error
        self._made: queue.Queue[Any] = queue.Queue()
        read = partial(_read, self._process.stdout, self._made, answers)
        self._reading = threading.Thread(target=read, daemon=True, name="cache child")
        self._reading.start()

    def __enter__(self) -> None:
        """Leave the child at work."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reading.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _take(self) -> Any:
        made = self._made.get()
        if isinstance(made, ChildFailed):
            raise made
        return made


class CodesBeside(_Beside):
    """The codes' part of the index (a CodePart)."""

    def __init__(self, path: Path) -> None:
        super().__init__("codes", path, 1 + len(CODE_DICTIONARIES))

    def words(self) -> CodeWords:
        """Wait for the parts of codes."""
        found: CodeWords = self._take()
        return found

    def dictionaries(self) -> Iterator[Packed]:
        """Yield the dictionaries of codes as they come."""
        for _ in CODE_DICTIONARIES:
            yield self._take()


class OrdersBeside(_Beside):
    """The stored orders of the list."""

    def __init__(self, path: Path) -> None:
        super().__init__("orders", path, 1)

    def take(self) -> Orders:
        """Wait for the orders."""
        made: Orders = self._take()
        return made


def _read(pipe: Any, made: queue.Queue[Any], answers: int) -> None:
    """Take what the child makes: it would wait for a reader when the pipe is full."""
    try:
        for _ in range(answers):
            made.put(pickle.load(pipe))  # noqa: S301 - of our own child
    except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
        made.put(ChildFailed(f"{type(error).__name__}: {error}"))
