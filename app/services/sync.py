"""Keeps a cache generation up to date: the plan and its steps, without threads.

Everything goes through the feed with a cursor for each kind, so a step that was cut goes on where
it was, and a step that is repeated changes nothing.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from app.domain.errors import ProtocolBroken, StorageFailed
from app.services.feeds import EPOCH_CHANGED, STAGE_KINDS, Feeds, SyncCalls, Tell
from app.storage.cache import generations, schema
from app.storage.cache.writer import CacheWriter, Changed
from contract.feed import FEED_KINDS

if TYPE_CHECKING:
    import threading
    from pathlib import Path

    from app.storage.cache.ahead import Ahead
    from app.storage.cache.orders import Orders
    from contract.changes import Changes

MAX_KEYS = 500
"""A change of more rows is told as null: read everything of the kind again."""


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
        self._feeds = Feeds(gateway, tell, cancelled, self._announce)
        self._shown: int | None = None
        self._known_gateway = False
        self._sorting: Ahead[Orders] | None = None
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
        began = time.monotonic()
        try:
            self._refresh()
        except ProtocolBroken as error:
            if error.code != EPOCH_CHANGED:
                raise
            self._rebuild("the gateway tells another epoch")
            self._refresh()
        self._tell_synced(began)

    def follow(self, changes: Changes) -> None:
        """Fetch what the long poll named, then remember its seq."""
        began = time.monotonic()
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
            self._feeds.pull(self._writer, [kind for kind in FEED_KINDS if kind in wanted])
        except ProtocolBroken as error:
            if error.code != EPOCH_CHANGED:
                raise
            self.refresh()
            return
        if self._cancelled.is_set():
            return
        self._reached(changes)
        others = {kind: None for kind in ("finance", "delivery") if kind in changes.kinds}
        if others:
            self._tell({"changed": others})
        if changes.kinds:
            # A wait that ended without news is no sync.
            self._tell_synced(began)

    def _tell_synced(self, began: float) -> None:
        if not self._cancelled.is_set():
            self._tell({"synced": round(time.monotonic() - began, 3)})

    def _open(self) -> tuple[int, CacheWriter]:
        """Open the generation to write: the one that is read, or an unfinished one after it."""
        read = generations.newest(self._folder)
        known = generations.generations(self._folder)
        if not known:
            return self._create()
        last = known[-1]
        if read is not None:
            self._show(read.number)
        writer = CacheWriter(last.path)
        if writer.healthy():
            return last.number, writer
        # The window may have it open, so a whole one is built beside it.
        writer.close()
        self._tell({"log": f"generation {last.number} is damaged and is fetched again"})
        return self._create()

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
        self._sorting = None
        self._feeds.forget()
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
        first, indexed = self._writer.meta("complete") is None, False
        if first:
            indexed = self._first_sync()
        elif not self._cancelled.is_set():
            changes = self._gateway.changes(self._feeds.epoch(self._writer), 0, wait_s=0)
            self._feeds.pull(self._writer, FEED_KINDS)
            if not self._cancelled.is_set():
                self._reached(changes)
        if not self._cancelled.is_set():
            self._feeds.compare(self._writer)
            # A pause that was over at once may have cut any of it.
            if indexed and not self._feeds.unfinished(self._writer):
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

    def _first_sync(self) -> bool:
        """Fetch what is not here yet; say whether the goods are indexed, the last of it all."""
        if self._writer.meta("seq") is None:
            # What changes from now on is told by the long poll after the first sync.
            changes = self._gateway.changes(self._feeds.epoch(self._writer), 0, wait_s=0)
            self._reached(changes)
        wanted = self._feeds.unfinished(self._writer)
        for stage in STAGE_KINDS:
            while wanted and wanted[0].stage == stage:
                this = wanted.pop(0)
                publish = self._publish if self._shows_first_rows(this.kind) else None
                self._feeds.fetch(self._writer, this, publish, next(iter(wanted), None))
                whole = self._writer.cursor(this.kind, this.key).whole
                if self._cancelled.is_set() or not whole:
                    return False
                self._put_in_order(wait=False)
            if stage == "products" and not self._writer.ordered:
                # Goods are sorted while their prices and stock are fetched.
                self._sorting = self._sorting or self._writer.begin_orders()
            elif stage == "stock":
                self._put_in_order(wait=True)
                if self._shown == self._number:
                    # What has no row is sold out from now on, not unknown any more.
                    self._tell({"changed": {"stock": None}})
        built = self._writer.build_index(
            lambda done, total: self._tell({"stage": "index", "done": done, "total": total}),
            self._cancelled.is_set,
        )
        if built and self._shown == self._number:
            # Words are read in every way from now on, and properties can be filtered by.
            self._tell({"changed": {"products": None}})
        return built

    def _put_in_order(self, *, wait: bool) -> None:
        """Show all goods in order once they are sorted."""
        if self._sorting is None or not (wait or self._sorting.ready):
            return
        sorting, self._sorting = self._sorting, None
        self._writer.store_orders(sorting.take())
        if self._shown is None:
            self._show(self._number)
        elif self._shown == self._number:
            self._tell({"changed": {"products": None}})

    def _shows_first_rows(self, kind: str) -> bool:
        """Say whether nothing is shown yet: then the first page of goods is, as soon as it came."""
        listed = self._writer.meta("list_ready") is not None
        return kind == "products" and self._shown is None and not listed

    def _publish(self) -> None:
        self._writer.build_orders()
        self._show(self._number)

    def _reached(self, changes: Changes) -> None:
        """Remember the seq up to which everything is here, and how old it is."""
        ages = {kind: as_of.isoformat() for kind, as_of in changes.as_of.items()}
        with self._writer.transaction():
            self._writer.set_meta("seq", str(changes.seq))
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


def _few(ids: set[int] | None) -> list[int] | None:
    return None if ids is None or len(ids) > MAX_KEYS else sorted(ids)
