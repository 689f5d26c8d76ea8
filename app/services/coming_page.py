"""A page of the feed on its way: fetched and checked beside the work of whoever waits for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.storage.cache.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.storage.cache.pages import Page

_TAIL = 8_192
_FOLLOWS = re.compile(rb'"after":"([A-Za-z0-9_=.:~-]{1,8000})","more":true,"end":true\}\Z')


class ComingPage:
    """One page being fetched and checked.

    The next one is asked for as soon as the body says where it begins: checking a page takes as
    long as the gateway needs for the next. Whoever goes on from elsewhere fetches anew.
    """

    def __init__(
        self,
        fetch: Callable[[str], bytes],
        check: Callable[[bytes], Page],
        after: str,
        body: Ahead[bytes] | None = None,
    ) -> None:
        self._fetch = fetch
        self._check = check
        self._body = body or Ahead(lambda: fetch(after))
        self._next: tuple[str, Ahead[bytes]] | None = None
        self._page = Ahead(self._checked)

    def take(self) -> Page:
        """Wait for the page; raises what fetching or checking it raised."""
        return self._page.take()

    def begun(self, after: str) -> Ahead[bytes] | None:
        """Return the body that is being fetched from this cursor, if it is."""
        return self._next[1] if self._next is not None and self._next[0] == after else None

    def _checked(self) -> Page:
        body = self._body.take()
        found = _FOLLOWS.search(body[-_TAIL:])
        if found is not None:
            after = found[1].decode("ascii")
            self._next = (after, Ahead(lambda: self._fetch(after)))
        return self._check(body)
