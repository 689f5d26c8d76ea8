"""Applying received files in the background, one at a time for each queue.

Catalogue files of all accounts share one queue, because they share goods: two that compare at the
same moment would both add the same product. Replies about orders queue by account and never wait
for a catalogue.

1C asks `import` again and again until it hears `success` or `failure`; the work goes on in a
thread meanwhile, and its result waits for the next call.
"""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from gateway.onec.apply_catalogue import known_units
from gateway.onec.apply_offer_units import apply_offer_units
from gateway.onec.commerceml.offers import OfferUnit
from gateway.onec.commerceml.reader import CatalogueReader
from gateway.onec.commerceml.replies import order_replies
from gateway.onec.commerceml.stream import BadFile, Limits
from gateway.onec.exchange import Exchange
from gateway.onec.exchange_log import note_all
from gateway.onec.intake import BATCH, apply_staged, begin_full, note_facts
from gateway.onec.staging import Staging
from gateway.services.replies import apply_reply
from gateway.store.engine import writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from gateway.onec.commerceml.sessions import Session

MOST_REPLIES = 20_000
KEPT_S = 3600.0
"""How long a result waits for a call that asks for it."""
NO_ROOM = "базу даних або диск шлюзу не вдалося змінити, повторіть обмін"
_log = logging.getLogger("gateway.onec.commerceml")


class Refused(Exception):
    """A file that was not applied; the message is the reason for 1C, in Ukrainian."""


@dataclass(slots=True)
class _Job:
    done: threading.Event = field(default_factory=threading.Event)
    problem: str | None = None
    ended_at: float = 0.0


class Loading:
    """Runs one thread for each file and one file of a queue at a time; `close` waits for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[tuple[str, str], _Job] = {}
        self._queues: dict[str, threading.Lock] = {}
        self._threads: set[threading.Thread] = set()

    def begin(self, queue: str, key: tuple[str, str], work: Callable[[], None]) -> None:
        """Start the work unless this key's is running or its result still waits."""
        with self._lock:
            self._forget_old()
            if key in self._jobs:
                return
            job = self._jobs[key] = _Job()
            turn = self._queues.setdefault(queue, threading.Lock())
            thread = threading.Thread(
                target=self._run, args=(job, turn, work), name="onec-loading", daemon=True
            )
            self._threads.add(thread)
            thread.start()

    def result(self, key: tuple[str, str], wait_s: float) -> str | None:
        """Wait a while: None = still working, '' = success, else the reason of the failure."""
        job = self._jobs.get(key)
        if job is None or not job.done.wait(wait_s):
            return None
        return job.problem or ""

    def known(self, key: tuple[str, str]) -> bool:
        """Tell whether a file of this key was begun."""
        return key in self._jobs

    def forget(self, key: tuple[str, str]) -> bool:
        """Forget a finished result, as the name begins a new file; False while it still runs."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.done.is_set():
                return False
            self._jobs.pop(key, None)
            return True

    def close(self) -> None:
        """Wait for the files that are being applied."""
        for thread in list(self._threads):
            thread.join()

    def _run(self, job: _Job, turn: threading.Lock, work: Callable[[], None]) -> None:
        try:
            with turn:
                work()
        except Refused as refused:
            job.problem = str(refused)
        except Exception:  # the thread's border: 1C must get an answer to everything
            _log.exception("a file of 1C could not be applied")
            job.problem = "внутрішня помилка шлюзу, дані лишилися попередні"
        finally:
            job.ended_at = time.monotonic()
            job.done.set()
            self._threads.discard(threading.current_thread())

    def _forget_old(self) -> None:
        now = time.monotonic()
        for key, job in list(self._jobs.items()):
            if job.done.is_set() and now - job.ended_at > KEPT_S:
                del self._jobs[key]


def load_catalogue(engine: Engine, session: Session, path: Path, name: str) -> None:
    """Apply one catalogue file; Refused with the reason.

    Nothing of an unreadable file is applied. Rows are upserts in short transactions: a file that
    met a full disk in the middle is simply sent again.
    """
    account = session.account
    exchange = Exchange(
        engine,
        account.settings,
        session.began_at,
        account.id,
        account.warehouse,
        account.sweep_from,
    )
    try:
        with path.open("rb") as source, Staging() as staging:
            full = _stage(exchange, source, staging, name)
            if full:
                exchange.sweep_from = begin_full(engine, account, session.began_at)
            apply_staged(exchange, staging)
            for units in staging.batches(OfferUnit, BATCH):
                apply_offer_units(
                    exchange, [(u.product, u.variant, u.unit, u.factor_milli) for u in units]
                )
    except BadFile as bad:
        raise refusal(engine, account.id, name, str(bad)) from bad
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        _log.exception("a file of 1C met the refusal of the database or the disk")
        raise refusal(engine, account.id, name, NO_ROOM) from error
    note_facts(exchange, full)
    note_all(engine, account.id, exchange.remarks(), name)


def _stage(exchange: Exchange, source: IO[bytes], staging: Staging, name: str) -> set[str]:
    reader = CatalogueReader(source, exchange.settings, known_units(exchange))
    for batch in reader:
        staging.add(batch)
    note_all(exchange.engine, exchange.account_id, reader.findings.rows(), name)
    return reader.full


def load_replies(engine: Engine, session: Session, path: Path, name: str) -> None:
    """Apply 1C's words about orders; Refused with the reason.

    Nothing of an unreadable file is applied. Each reply is a transaction of its own, and the same
    reply again changes nothing: a file that met a full disk is simply sent again.
    """
    account = session.account
    unknown: list[str] = []
    try:
        with path.open("rb") as source:
            limits = Limits(file_bytes=account.settings.largest_file)
            replies = list(itertools.islice(order_replies(source, limits), MOST_REPLIES + 1))
        if len(replies) > MOST_REPLIES:
            message = f"понад {MOST_REPLIES} документів в одному файлі"
            raise BadFile(message)
    except BadFile as bad:
        raise refusal(engine, account.id, name, str(bad)) from bad
    try:
        for reply in replies:
            now = dt.datetime.now(tz=dt.UTC)
            with writing(engine) as connection:
                if apply_reply(connection, reply, account.settings, now, account.id) == "unknown":
                    unknown.append(reply.number)
    except (SQLAlchemyError, OSError) as error:
        _log.exception("replies of 1C met the refusal of the database or the disk")
        raise refusal(engine, account.id, name, NO_ROOM) from error
    if unknown:
        shown = ", ".join(unknown[:10])
        text = f"відповіді про невідомі номери ({len(unknown)}): {shown}"
        note_all(engine, account.id, [("info", "reply_unknown", text)], name)


def refusal(engine: Engine, account_id: int, name: str, reason: str) -> Refused:
    """Write a refused file into the log and return what to raise."""
    note_all(engine, account_id, [("error", "file_refused", reason)], name)
    return Refused(f"{name}: {reason}. Лишилися дані попереднього вдалого обміну")
