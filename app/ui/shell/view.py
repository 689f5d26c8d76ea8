"""Plain values that the shell shows; whoever has the data makes them, the shell asks nobody."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class BrandView(NamedTuple):
    """The supplier and the dealer; `logo` are the bytes of a picture, empty for none."""

    supplier: str
    dealer: str
    logo: bytes = b""
    accent: str | None = None
    server: str = ""
    news: int = 0


class Vat(StrEnum):
    """How a contract's prices treat VAT."""

    INCLUDED = "included"
    ON_TOP = "on_top"
    NONE = "none"


class ContractView(NamedTuple):
    """A contract as the switcher and its popup show it; money in ten-thousandths.

    `limit_left_e4` and `advance_e4` are None when unknown; `closed` holds the reason why no order
    can be placed, empty when one can; `draft_e4` is what the active draft costs here.
    """

    key: str
    name: str
    number: str
    short: str
    price_type: str
    currency: str
    vat: Vat
    limit_e4: int | None = None
    limit_left_e4: int | None = None
    advance_e4: int | None = None
    note: str = ""
    closed: str = ""
    draft_e4: int | None = None
    difference_e4: int | None = None


class CounterpartyView(NamedTuple):
    """One of the dealer's legal entities."""

    key: str
    name: str
    edrpou: str = ""


class SyncState(StrEnum):
    """How far what is shown can be trusted."""

    FRESH = "fresh"
    STALE = "stale"
    OFFLINE = "offline"
    RUNNING = "running"


class SyncEntry(NamedTuple):
    """One finished sync: when, what changed in words, how long in seconds.

    `took_s` None = something was refused, and `text` says what.
    """

    at: datetime
    text: str
    took_s: float | None


class SyncView(NamedTuple):
    """The age of prices; times carry an offset. `done` of `total` only while running."""

    state: SyncState
    as_of: datetime | None
    offline_since: datetime | None = None
    done: int = 0
    total: int = 0
    history: tuple[SyncEntry, ...] = ()


class CartButtonView(NamedTuple):
    """The active draft; `total_e4` is None while it is being added up or has no price."""

    name: str
    lines: int
    total_e4: int | None
    currency: str


class MessengerView(NamedTuple):
    """A way to write to a person: its title and the address that opens it."""

    title: str
    url: str


class ManagerView(NamedTuple):
    """The account manager for the current contract; `present` within his hours."""

    name: str
    role: str
    phone: str = ""
    email: str = ""
    hours: str = ""
    present: bool = False
    messengers: tuple[MessengerView, ...] = ()


class KeyHint(NamedTuple):
    """A key and what it does now, for the status bar."""

    keys: str
    text: str


class PrinterView(NamedTuple):
    """The default printer: its name, its state in words, and whether it can print."""

    name: str
    state: str
    ready: bool


class StageState(StrEnum):
    """Where a stage of the first sync is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class StageView(NamedTuple):
    """A stage of the first sync: counts so far and in all, the rest in seconds when known."""

    key: str
    title: str
    state: StageState
    done: int = 0
    total: int | None = None
    remark: str = ""
    seconds: int | None = None


class FirstRunView(NamedTuple):
    """The first sync as a whole; `can_start` once there are rows to work with.

    `share` from 0 to 1; `left_s` None while nobody can say; `longer`: it takes longer than was
    told before; `whole`: everything is here.
    """

    supplier: str
    share: float
    stages: tuple[StageView, ...]
    left_s: int | None = None
    bytes_done: int = 0
    bytes_total: int | None = None
    bytes_a_second: int | None = None
    can_start: bool = False
    without_photos: bool = False
    paused: bool = False
    trouble: str = ""
    longer: bool = False
    whole: bool = False
