"""Keeps a cache generation up to date: the plan and its steps, without threads.

Everything goes through the feed with a cursor for each kind, so a step that was cut goes on where
it was, and a step that is repeated changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import AppError, ProtocolBroken, StorageFailed
from app.storage.cache import generations, schema
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter, Changed
from contract.feed import FEED_KINDS, LIMITS, FeedKind

if TYPE_CHECKING:
    import threading
    from pathlib import Path

    from app.exchange.gateway import ProfileAnswer
    from contract.about import About
    from contract.changes import Changes
    from contract.feed import FeedCheck

PAGES = 64
BATCH_S = 10.0
MAX_KEYS = 500
"""A change of more rows is told as null: read everything of the kind again."""

EPOCH_CHANGED = "epoch_changed"
STAGE_KINDS: dict[str, tuple[FeedKind, ...]] = {
    "groups": ("groups", "properties"),
    "products": ("products",),
    "prices": ("prices",),
    "stock": ("stock",),
    "papers": ("orders", "documents", "ledger", "news"),
}

Tell = Callable[[dict[str, Any]], None]


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
    ) -> dict[str, Any]:
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


class Sync:
    """One generation being kept up to date, and the next one being built when it must be.

    `tell` gets the events of the child's protocol; `cancelled` stops between two pages, with
    everything kept that came. Errors are those of the gateway and StorageFailed; after each of
    them the same call may simply be made again.
    """

    def __init__(
        self, folder: Path, gateway: SyncCalls, tell: Tell, cancelled: threading.Event
    ) -> None:
        self._folder = folder
        self._gateway = gateway
        self._tell = tell
        self._cancelled = cancelled
        self._shown: int | None = None
        self._known_gateway = False
        for name in generations.clean(folder):
            tell({"log": f"removed {name}"})
        self._number, self._writer = self._open()

    @property
    def position(self) -> tuple[str, int] | None:
        """Return epoch and seq from which to wait for changes; None before the first sync ends."""
        epoch, seq = self._writer.meta("epoch"), self._writer.meta("seq")
        if epoch is None or seq is None or self._writer.meta("complete") is None:
            return None
        return epoch, int(seq)

    def close(self) -> None:
        """Let go of the file."""
        self._writer.close()

    def released(self, number: int) -> None:
        """The window reads nothing up to this generation any more: old files may go."""
        kept = self._number if self._shown is None else min(self._shown, self._number)
        if number >= kept:
            number = kept - 1
        for gone in generations.remove_released(self._folder, number, kept):
            self._tell({"log": f"removed generation {gone}"})

    def refresh(self) -> None:
        """Bring everything up to date: the first sync, or what changed while nobody listened."""
        try:
            self._refresh()
        except ProtocolBroken as error:
            if error.code != EPOCH_CHANGED:
                raise
            self._rebuild("the gateway tells another epoch")
            self._refresh()

    def follow(self, changes: Changes) -> None:
        """Fetch what the long poll named, then remember its seq."""
        if changes.epoch != self._writer.meta("epoch"):
            self.refresh()
            return
        wanted = set(changes.kinds)
        try:
            if "profile" in wanted:
                self._profile()
                wanted.add("prices")  # it may name a price type that was never fetched
            if self._writer.meta("complete") is None:
                self.refresh()
                return
            self._pull([kind for kind in FEED_KINDS if kind in wanted])
        except ProtocolBroken as error:
            if error.code != EPOCH_CHANGED:
                raise
            self.refresh()
            return
        if self._cancelled.is_set():
            return
        with self._writer.transaction():
            self._writer.set_meta("seq", str(changes.seq))
            self._ages(changes)
        others = {kind: None for kind in ("finance", "delivery") if kind in changes.kinds}
        if others:
            self._tell({"changed": others})

    def _open(self) -> tuple[int, CacheWriter]:
        """Open the generation to write: the one that is read, or an unfinished one after it."""
        read = generations.newest(self._folder)
        known = generations.generations(self._folder)
        if not known:
            return self._create()
        last = known[-1]
        if read is not None:
            self._show(read.number)
        return last.number, CacheWriter(last.path)

    def _create(self) -> tuple[int, CacheWriter]:
        number = generations.next_number(self._folder)
        path = generations.path_of(self._folder, number)
        try:
            schema.create(path)
        except OSError as error:
            message = f"cannot make {path.name}: {error.strerror}"
            raise StorageFailed(message) from error
        return number, CacheWriter(path)

    def _rebuild(self, reason: str) -> None:
        self._tell({"log": f"a new generation: {reason}"})
        self._writer.close()
        unread = self._number != self._shown
        old = self._writer.path
        self._number, self._writer = self._create()
        if unread:
            generations.remove(old)

    def _show(self, number: int) -> None:
        if self._shown != number:
            self._shown = number
            self._tell({"ready": number})

    def _refresh(self) -> None:
        if not self._known_gateway:
            gateway_id = self._gateway.about().gateway_id
            if self._writer.meta("gateway_id") not in (None, gateway_id):
                self._rebuild("another gateway")
            self._writer.set_meta("gateway_id", gateway_id)
            self._known_gateway = True
        self._profile()
        first = self._writer.meta("complete") is None
        if first:
            self._first_sync()
        elif not self._cancelled.is_set():
            changes = self._gateway.changes(self._epoch(), 0, wait_s=0)
            self._pull(FEED_KINDS)
            if not self._cancelled.is_set():
                with self._writer.transaction():
                    self._writer.set_meta("seq", str(changes.seq))
                    self._ages(changes)
        if not self._cancelled.is_set():
            self._compare()
            if first:
                self._writer.set_meta("complete", "1")
                self._writer.checkpoint()
        if self._writer.meta("complete") is not None:
            self._show(self._number)

    def _profile(self) -> None:
        """Fetch the profile; what it no longer names is hidden by it at once and deleted after."""
        answer = self._gateway.profile(self._writer.meta("etag") or "")
        if answer.profile is None:
            return
        told = answer.profile
        epoch = self._writer.meta("epoch")
        if epoch not in (None, told.epoch):
            self._rebuild("the profile tells another epoch")
            self._writer.set_meta("gateway_id", self._gateway.about().gateway_id)
        with self._writer.transaction():
            self._writer.set_meta("epoch", told.epoch)
            self._writer.set_meta("etag", answer.etag)
            self._writer.set_profile(told.model_dump_json())
        with self._writer.transaction():
            price_types = {one.id for one in told.price_types}
            self._writer.withdraw(price_types, {one.id for one in told.warehouses})
        if self._shown == self._number:
            self._tell({"changed": {"profile": None}})

    def _first_sync(self) -> None:
        if self._writer.meta("seq") is None:
            # What changes from now on is told by the long poll after the first sync.
            changes = self._gateway.changes(self._epoch(), 0, wait_s=0)
            with self._writer.transaction():
                self._writer.set_meta("seq", str(changes.seq))
                self._ages(changes)
        for stage, kinds in STAGE_KINDS.items():
            for kind in kinds:
                for key in self._keys(kind):
                    if not self._writer.cursor(kind, key).whole:
                        self._fetch(stage, kind, key)
            if self._cancelled.is_set():
                return
            if stage == "products" and self._writer.meta("list_ready") is None:
                self._writer.build_orders()
                if self._shown is None:
                    self._show(self._number)
        self._writer.build_index(
            lambda done, total: self._tell({"stage": "index", "done": done, "total": total}),
            self._cancelled.is_set,
        )

    def _fetch(self, stage: str, kind: FeedKind, key: int) -> None:
        """Fetch a kind to its end in batches; what came before an error stays."""
        done = 0
        more = True
        while more and not self._cancelled.is_set():
            failure: AppError | None = None
            until = time.monotonic() + BATCH_S
            with self._writer.transaction() as changed:
                for _ in range(PAGES):
                    try:
                        raw = self._page(kind, key)
                    except AppError as error:
                        failure = error
                        break
                    page = read_page(raw, kind, key)
                    self._check_epoch(page.epoch)
                    self._writer.apply(page)
                    done += len(page.rows)
                    more = page.more
                    self._tell({"stage": stage, "done": done, "total": None})
                    if not more or self._cancelled.is_set() or time.monotonic() > until:
                        break
            self._announce(changed)
            if failure is not None:
                raise failure

    def _pull(self, kinds: Iterable[FeedKind]) -> None:
        """Fetch the changes of these kinds in one transaction."""
        with self._writer.transaction() as changed:
            for kind in kinds:
                for key in self._keys(kind):
                    more = True
                    while more and not self._cancelled.is_set():
                        page = read_page(self._page(kind, key), kind, key)
                        self._check_epoch(page.epoch)
                        self._writer.apply(page)
                        more = page.more
        self._announce(changed)

    def _page(self, kind: FeedKind, key: int) -> dict[str, Any]:
        after = self._writer.cursor(kind, key).after
        return self._gateway.feed(kind, self._epoch(), after, LIMITS[kind], key or None)

    def _compare(self) -> None:
        """Compare counts with the gateway's and fetch again what differs."""
        for kind in FEED_KINDS:
            for key in self._keys(kind):
                cursor = self._writer.cursor(kind, key)
                told = self._gateway.feed_check(kind, self._epoch(), cursor.after, key or None)
                if told.moved or told.count is None or self._cancelled.is_set():
                    continue
                here = self._writer.count(kind, key)
                if here != told.count:
                    self._tell({"log": f"{kind} {key}: {here} rows, the gateway has {told.count}"})
                    self._writer.restart(kind, key)
                    self._fetch(_stage_of(kind), kind, key)

    def _keys(self, kind: FeedKind) -> list[int]:
        """Return the price types, those of the default contract first; 0 for other kinds."""
        if kind != "prices":
            return [0]
        profile = self._writer.profile()
        if profile is None:
            return []
        first: list[int] = []
        for contract in profile["contracts"]:
            if contract["id"] == profile["default_contract"]:
                first = [contract["price_type"], contract["own_price_type"]]
        known = [one["id"] for one in profile["price_types"]]
        return sorted(known, key=lambda one: (one not in first, known.index(one)))

    def _epoch(self) -> str:
        epoch = self._writer.meta("epoch")
        if epoch is None:
            message = "the cache has no epoch yet"
            raise StorageFailed(message)
        return epoch

    def _check_epoch(self, told: str) -> None:
        if told != self._epoch():
            raise ProtocolBroken("a page of another epoch", code=EPOCH_CHANGED)

    def _ages(self, changes: Changes) -> None:
        ages = {kind: as_of.isoformat() for kind, as_of in changes.as_of.items()}
        for kind, as_of in ages.items():
            self._writer.set_age(kind, as_of)
        self._writer.set_meta("onec", changes.onec.model_dump_json())
        self._tell({"ages": ages, "onec": changes.onec.model_dump(mode="json")})

    def _announce(self, changed: Changed) -> None:
        """Tell the window which keys it must read again, unless it reads another generation."""
        if not changed or self._shown != self._number:
            return
        event: dict[str, Any] = {kind: _few(ids) for kind, ids in changed.kinds.items()}
        if changed.prices:
            event["prices"] = {str(key): _few(ids) for key, ids in changed.prices.items()}
        if changed.stock:
            event["stock"] = {str(key): _few(ids) for key, ids in changed.stock.items()}
        self._tell({"changed": event})


def _few(ids: set[int]) -> list[int] | None:
    return sorted(ids) if len(ids) <= MAX_KEYS else None


def _stage_of(kind: FeedKind) -> str:
    return next(stage for stage, kinds in STAGE_KINDS.items() if kind in kinds)
