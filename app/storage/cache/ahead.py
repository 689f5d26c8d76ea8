"""Does a piece of work beside what its owner does meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Ahead(Generic[T]):
    """Work begun in a thread of its own; `take` waits for what came of it.

    Work that nobody takes ends by itself and is forgotten, with its error.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._made: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="ahead")
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether `take` would not wait."""
        return not self._thread.is_alive()

    def take(self) -> T:
        """Return what the work returned, or raise what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._made.pop()

    def _run(self) -> None:
        try:
            self._made.append(self._work())
        except BaseException as error:
            self._error = error
