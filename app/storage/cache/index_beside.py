"""The codes' part of the index, made by a process of its own while names are indexed here.

Threads did not help: both parts are mostly Python, which one thread at a time may run. The two
together took 24 s of processor time and 20 s by the clock, one after the other 19 s.
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

FROM = 50_000
"""Fewer products are indexed before another process would have started."""


class ChildFailed(Exception):
    """The other process could not be started or ended early."""


class CodesBeside:
    """The part as the child makes it of the file's committed goods; ends the child at its exit."""

    def __init__(self, path: Path) -> None:
        # It works as long as somebody waits for it; the window comes first.
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        try:
            self._process = subprocess.Popen(
                [*own_program("index"), str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=flags,
            )
        except OSError as error:
            raise ChildFailed(str(error)) from error
        self._made: queue.Queue[Any] = queue.Queue()
        read = partial(_read, self._process.stdout, self._made)
        self._reading = threading.Thread(target=read, daemon=True, name="index child")
        self._reading.start()

    def __enter__(self) -> CodesBeside:
        return self

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

    def words(self) -> CodeWords:
        """Wait for the parts of codes."""
        found: CodeWords = self._take()
        return found

    def dictionaries(self) -> Iterator[Packed]:
        """Yield the dictionaries of codes as they come."""
        for _ in CODE_DICTIONARIES:
            yield self._take()

    def _take(self) -> Any:
        made = self._made.get()
        if isinstance(made, ChildFailed):
            raise made
        return made


def _read(pipe: Any, made: queue.Queue[Any]) -> None:
    """Take what the child makes: it would wait for a reader when the pipe is full."""
    try:
        for _ in range(1 + len(CODE_DICTIONARIES)):
            made.put(pickle.load(pipe))  # noqa: S301 - of our own child
    except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
        made.put(ChildFailed(f"{type(error).__name__}: {error}"))
