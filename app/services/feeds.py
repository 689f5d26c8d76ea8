"""Steps of the sync that follow the feed: fetch to the end, pull changes, compare counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from app.domain.errors import AppError, ProtocolBroken, StorageFailed
from app.services.coming_pages import ComingPages
from app.storage.cache.collector import no_collector
from app.storage.cache.pages import read_page
from contract.feed import FEED_KINDS, LIMITS, FeedKind

if TYPE_CHECKING:
    import threading

    from app.exchange.gateway import ProfileAnswer
    from app.storage.cache.writer import CacheWriter, Changed
    from contract.about import About
    from contract.changes import Changes
    from contract.feed import FeedCheck

PAGES = 64
BATCH_S = 10.0
EPOCH_CHANGED = "epoch_changed"
STAGE_KINDS: dict[str, tuple[FeedKind, ...]] = {
    "groups": ("groups", "properties"),
    "products": ("products",),
    "prices": ("prices",),
    "stock": ("stock",),
    "papers": ("orders", "documents", "ledger", "news"),
}

Tell = Callable[[dict[str, Any]], None]


class Wanted(NamedTuple):
    """A feed to be fetched: the stage that is told, the kind, the price type of prices or 0."""

    stage: str
    kind: FeedKind
    key: int = 0


class SyncCalls(Protocol):
    """The calls of the gateway that keep the cache up to date; see app.exchange.gateway."""

    def about(self) -> About:
        """Ask who the supplier is."""
        ...

    def profile(self, etag: str = "") -> ProfileAnswer:
        """Return the profile unless it is still the one with this ETag."""
        ...

    def feed(
        self, kind: FeedKind, epoch: str, after: str, limit: int, price_type: int | None = None
    ) -> bytes:
        """Return a page as it came."""
        ...

    def feed_check(
        self, kind: FeedKind, epoch: str, at: str, price_type: int | None = None
    ) -> FeedCheck:
        """Ask how many rows there are."""
        ...

    def changes(self, epoch: str, since: int, wait_s: int = 30) -> Changes:
        """Wait for changes."""
        ...


class Feeds:
    """Brings pages of the feed into the cache that it is given.

    `announce` gets what each committed transaction changed. `cancelled` stops between two pages.
    """

    def __init__(
        self,
        gateway: SyncCalls,
        tell: Tell,
        cancelled: threading.Event,
        announce: Callable[[Changed], None],
    ) -> None:
        self._gateway = gateway
        self._tell = tell
        self._cancelled = cancelled
        self._announce = announce
        self._begun: dict[Wanted, ComingPages] = {}
        self._told: dict[str, int] = {}

    def fetch(
        self,
        writer: CacheWriter,
        wanted: Wanted,
        publish: Callable[[], None] | None = None,
        then: Wanted | None = None,
    ) -> None:
        """Fetch a kind to its end in batches; what came before an error stays.

        While pages are written the next ones are fetched and checked beside it, and those of
        `then`, which will be fetched next. `publish` is called once, after a first batch of one
        page.
        """
        stage = wanted.stage
        coming = self._begun.pop(wanted, None)
        # Prices of each type are a feed of their own; people count them together.
        done = self._told.get(stage, 0)
        more = True
        pages = PAGES if publish is None else 1
        try:
            while more and not self._cancelled.is_set():
                failure: AppError | None = None
                until = time.monotonic() + BATCH_S
                with writer.transaction() as changed, no_collector():
                    for _ in range(pages):
                        coming = self._coming(writer, wanted, coming)
                        try:
                            page = coming.take()
                            self._check_epoch(writer, page.epoch)
                        except AppError as error:
                            failure = error
                            break
                        more = page.more
                        if then is not None and then not in self._begun:
                            self._begun[then] = self._coming(writer, then)
                        writer.apply(page)
                        done += page.count
                        if wanted.kind != "properties":
                            # They come with the groups, whose number is what people know.
                            self._told[stage] = done
                            self._tell({"stage": stage, "done": done, "total": None})
                        if not more or self._cancelled.is_set() or time.monotonic() > until:
                            break
                if publish is not None and failure is None:
                    publish()
                    publish = None
                pages = PAGES
                self._announce(changed)
                if failure is not None:
                    raise failure
        finally:
            if coming is not None:
                coming.close()
            if more or self._cancelled.is_set():
                # Nobody waits for what follows, and who pauses wants the line for himself.
                self.forget()

    def forget(self) -> None:
        """Drop what was begun ahead: it is of another cache, or nobody waits for it now."""
        for coming in self._begun.values():
            coming.close()
        self._begun.clear()

    def pull(self, writer: CacheWriter, kinds: Iterable[FeedKind]) -> None:
        """Fetch the changes of these kinds in one transaction."""
        with writer.transaction() as changed:
            for kind in kinds:
                for key in self.keys(writer, kind):
                    self._pull(writer, Wanted("", kind, key))
        self._announce(changed)
        # Nobody waits for it: the window has been told and reads the news from the log.
        writer.checkpoint()

    def _pull(self, writer: CacheWriter, wanted: Wanted) -> None:
        coming = None
        more = True
        try:
            while more and not self._cancelled.is_set():
                coming = self._coming(writer, wanted, coming)
                page = coming.take()
                self._check_epoch(writer, page.epoch)
                writer.apply(page)
                more = page.more
        finally:
            if coming is not None:
                coming.close()

    def _coming(
        self, writer: CacheWriter, wanted: Wanted, known: ComingPages | None = None
    ) -> ComingPages:
        """Return the pages after the stored cursor: the known ones if they go on from there."""
        after = writer.cursor(wanted.kind, wanted.key).after
        if known is not None:
            if known.after == after:
                return known
            known.close()
        kind, key, epoch = wanted.kind, wanted.key, self.epoch(writer)

        def fetch(cursor: str) -> bytes:
            return self._gateway.feed(kind, epoch, cursor, LIMITS[kind], key or None)

        return ComingPages(fetch, partial(read_page, kind=kind, key=key), after)

    def compare(self, writer: CacheWriter) -> None:
        """Compare counts with the gateway's and fetch again what differs."""
        for kind in FEED_KINDS:
            for key in self.keys(writer, kind):
                cursor = writer.cursor(kind, key)
                told = self._gateway.feed_check(kind, self.epoch(writer), cursor.after, key or None)
                if told.moved or told.count is None or self._cancelled.is_set():
                    continue
                here = writer.count(kind, key)
                if here != told.count:
                    self._tell({"log": f"{kind} {key}: {here} rows, the gateway has {told.count}"})
                    writer.restart(kind, key)
                    self.fetch(writer, Wanted(_stage_of(kind), kind, key))

    def keys(self, writer: CacheWriter, kind: FeedKind) -> list[int]:
        """Return the price types, those of the default contract first; 0 for other kinds."""
        if kind != "prices":
            return [0]
        profile = writer.profile()
        if profile is None:
            return []
        first: list[int] = []
        for contract in profile["contracts"]:
            if contract["id"] == profile["default_contract"]:
                first = [contract["price_type"], contract["own_price_type"]]
        known = [one["id"] for one in profile["price_types"]]
        return sorted(known, key=lambda one: (one not in first, known.index(one)))

    def unfinished(self, writer: CacheWriter) -> list[Wanted]:
        """Return what the first sync has not fetched to its end, in the order of its stages."""
        return [
            Wanted(stage, kind, key)
            for stage, kinds in STAGE_KINDS.items()
            for kind in kinds
            for key in self.keys(writer, kind)
            if not writer.cursor(kind, key).whole
        ]

    def epoch(self, writer: CacheWriter) -> str:
        """Return the epoch that the cache belongs to."""
        epoch = writer.meta("epoch")
        if epoch is None:
            message = "the cache has no epoch yet"
            raise StorageFailed(message)
        return epoch

    def _check_epoch(self, writer: CacheWriter, told: str) -> None:
        if told != self.epoch(writer):
            raise ProtocolBroken("a page of another epoch", code=EPOCH_CHANGED)


def _stage_of(kind: FeedKind) -> str:
    return next(stage for stage, kinds in STAGE_KINDS.items() if kind in kinds)
