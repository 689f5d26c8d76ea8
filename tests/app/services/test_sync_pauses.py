"""A pause of the sync at any moment: nothing is lost, and nothing unfinished is called whole."""

from __future__ import annotations

import threading
from typing import Any

from app.domain.product import CatalogueQuery
from app.services.sync import Sync
from tests.app.services.syncing import stocked


def test_pausing_stops_between_two_pages_and_keeps_what_came(start) -> None:
    program = start(stocked())
    program.supplier.spoil = lambda path, data: program.cancelled.set() or data
    program.sync.refresh()
    assert program.sync.position is None
    program.supplier.spoil = None
    program.cancelled.clear()
    program.sync.refresh()
    assert len(program.shown()["rows"]) == 120


def test_a_pause_that_is_over_at_once_loses_no_page(start) -> None:
    """The pause comes while a page is fetched and ends while it is written."""
    program = start(stocked())
    plain_feed, plain_tell = program.gateway.feed, program.told.append

    def feed(*asked: Any) -> bytes:
        body = plain_feed(*asked)
        program.cancelled.set()
        return body

    def tell(event: dict[str, Any]) -> None:
        if "stage" in event:
            program.cancelled.clear()
        plain_tell(event)

    program.gateway.feed = feed
    program.sync.close()
    program.sync = Sync(program.folder, program.gateway, tell, program.cancelled)
    for _ in range(20):
        program.cancelled.clear()
        program.sync.refresh()
        if program.sync.position is not None:
            break
    program.gateway.feed = plain_feed
    program.cancelled.clear()
    program.sync.refresh()
    assert len(program.shown()["rows"]) == 120


class OneMoment(threading.Event):
    """A pause that one look sees and the next one does not: it was over at once."""

    def __init__(self, look: int) -> None:
        super().__init__()
        self.looks = 0
        self._look = look

    def is_set(self) -> bool:
        self.looks += 1
        return self.looks == self._look


def test_no_moment_of_a_pause_makes_a_first_sync_whole_that_is_not(start) -> None:
    supplier = stocked(60)
    program = start(supplier)
    program.cancelled = never = OneMoment(0)
    program.restart()
    program.sync.refresh()
    assert never.looks > 10

    for look in range(1, never.looks + 1, 3):
        program.folder = program.folder.with_name(f"paused-{look}")
        program.folder.mkdir()
        program.cancelled = OneMoment(look)
        program.restart()
        program.sync.refresh()
        if program.sync.position is None:
            program.sync.refresh()
        with program.reader() as reader:
            goods = reader.query(CatalogueQuery())
            found = reader.query(CatalogueQuery(words="болт"))
            assert (goods.count, found.count, found.index_ready) == (60, 60, True), look
