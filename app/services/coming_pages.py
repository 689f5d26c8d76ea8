"""Pages of the feed on their way: fetched and checked beside the work of whoever takes them."""

from __future__ import annotations

import re
import threading
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.storage.cache.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.storage.cache.pages import Page

UNTAKEN = 16 * 1024 * 1024
"""Bytes of bodies that came and were not taken: then no more are asked for."""

_TAIL = 8_192
_FOLLOWS = re.compile(rb'"after":"([A-Za-z0-9_=.:~-]{1,8000})","more":true,"end":true\}\Z')


class _Checked(NamedTuple):
    page: Page
    size: int


class ComingPages:
    """Pages of one kind one after another, from a cursor on.

    The next one is asked for as soon as a body says where it begins, so that the gateway works
    while pages are checked, written and committed. A page that ends otherwise is the last one:
    whoever needs more begins anew.
    """

    def __init__(
        self, fetch: Callable[[str], bytes], check: Callable[[bytes], Page], after: str
    ) -> None:
        self._fetch = fetch
        self._check = check
        self._lock = threading.Lock()
        self._coming: deque[tuple[str, Ahead[_Checked]]] = deque()
        self._untaken = 0
        self._next: str | None = after
        self._closed = False
        self._go_on()

    @property
    def after(self) -> str | None:
        """The cursor of the page that is taken next; None when no more come."""
        with self._lock:
            return self._coming[0][0] if self._coming else None

    def take(self) -> Page:
        """Wait for the next page; raises what fetching or checking it raised."""
        with self._lock:
            _, ahead = self._coming.popleft()
        page, size = ahead.take()
        with self._lock:
            self._untaken -= size
        self._go_on()
        return page

    def close(self) -> None:
        """Ask for no more; what is being fetched is forgotten."""
        with self._lock:
            self._closed = True

    def _go_on(self) -> None:
        """Ask for the next page if one is known and what came is not too much."""
        with self._lock:
            if self._next is not None and self._untaken < UNTAKEN and not self._closed:
                after, self._next = self._next, None
                self._coming.append((after, Ahead(partial(self._page, after))))

    def _page(self, after: str) -> _Checked:
        body = self._fetch(after)
        found = _FOLLOWS.search(body[-_TAIL:])
        with self._lock:
            self._untaken += len(body)
            self._next = None if found is None else found[1].decode("ascii")
        self._go_on()
        return _Checked(self._check(body), len(body))
