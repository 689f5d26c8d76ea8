"""Pictures that 1C has sent: looked at, kept by hash, tied to the goods that name them.

The protocol marks no end of a file. What lay in an inbox when 1C asked for an import is whole;
what comes outside of one is whole when nothing was added to it for a while.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from gateway.onec.accounts import all_accounts
from gateway.onec.exchange_log import note_all
from gateway.services.pictures import file_key, link, note_files, products_with
from gateway.services.scaling import LARGEST, BadPicture, scaled
from gateway.store.engine import reading, writing
from gateway.store.tables.catalogue import picture_files, products

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from gateway.onec.exchange import Exchange
    from gateway.onec.exchange_log import Level
    from gateway.store.pictures import PictureShelf

QUIET_S = 60.0
GIVEN_UP_S = 600.0
"""A cut picture to which nothing was added for so long stays cut."""
BATCH = 50
LINKED = 200
"""Goods of one transaction."""
TOLD = 10
READY_SIZES = (480, 96)
"""What a table and a card show at once; the largest copy is made for the first who opens it."""


class PictureIntake:
    """Empties the inboxes of accounts; whoever comes second finds nothing left to do."""

    def __init__(self, engine: Engine, shelf: PictureShelf) -> None:
        self._engine = engine
        self._shelf = shelf
        self._turn = threading.Lock()
        self._closing = threading.Event()

    def close(self) -> None:
        """Let a long take end early: what is left waits in the inbox for the next start."""
        self._closing.set()

    def take(self, account_id: int, names: Iterable[str]) -> int:
        """Take pictures that have come whole, by their names in the inbox; returns how many.

        ValueError for a name that leads out of the inbox: what is taken is deleted there.
        """
        inbox = self._shelf.inbox(account_id)
        pictures = [(name, _inside(inbox, name)) for name in names]
        return self._take(account_id, pictures, given_up=True)

    def look(self, now: dt.datetime) -> int:
        """Take what lies quietly in any inbox; one round of the background."""
        del now  # the files' own times are the machine's, whatever clock the gateway is given
        with reading(self._engine) as connection:
            accounts = [one.id for one in all_accounts(connection)]
        taken = 0
        for account_id in accounts:
            inbox = self._shelf.inbox(account_id)
            for given_up, age_s in ((False, QUIET_S), (True, GIVEN_UP_S)):
                quiet = [(_name(inbox, path), path) for path in _older_than(inbox, age_s)]
                taken += self._take(account_id, quiet, given_up=given_up)
        return taken

    def forget_unused(self, now: dt.datetime) -> int:
        """Delete pictures that 1C has replaced by others; returns how many."""
        del now
        with reading(self._engine) as connection:
            known = set(connection.execute(select(picture_files.c.sha256)).scalars())
        return self._shelf.forget_all_but(known)

    def _take(
        self, account_id: int, pictures: Sequence[tuple[str, Path]], *, given_up: bool
    ) -> int:
        taken = 0
        refused: list[str] = []
        with self._turn:
            for at in range(0, len(pictures), BATCH):
                if self._closing.is_set():
                    break
                kept: list[tuple[str, str, Path]] = []
                for name, path in pictures[at : at + BATCH]:
                    try:
                        sha256 = self._keep(path)
                    except BadPicture as bad:
                        if given_up:
                            refused.append(f"{name}: {bad}")
                            path.unlink(missing_ok=True)
                        continue
                    if sha256 is not None:
                        kept.append((name, sha256, path))
                self._write(account_id, kept)
                taken += len(kept)
        if refused:
            more = f"; і ще {len(refused) - TOLD}" if len(refused) > TOLD else ""
            text = "фото не взято: " + "; ".join(refused[:TOLD]) + more
            rows: list[tuple[Level, str, str]] = [("warning", "picture_refused", text)]
            note_all(self._engine, account_id, rows)
        return taken

    def _keep(self, path: Path) -> str | None:
        """Keep a picture and its copies; None where somebody else has taken it. BadPicture."""
        try:
            if path.stat().st_size > LARGEST:
                message = f"файл більший за {LARGEST // 1024 // 1024} МБ"
                raise BadPicture(message)
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        known = self._shelf.known(content, READY_SIZES)
        if known is not None:
            # A full exchange sends every picture again.
            return known
        copy, copies = content, []
        for size in READY_SIZES:
            copy = scaled(copy, size)
            copies.append((size, copy))
        sha256 = self._shelf.keep(content)
        for size, made in copies:
            self._shelf.keep_copy(sha256, size, made)
        return sha256

    def _write(self, account_id: int, kept: Sequence[tuple[str, str, Path]]) -> None:
        """Note which bytes a name has now, tell the goods, then empty the inbox."""
        if not kept:
            return
        hashes = {file_key(name): sha256 for name, sha256, _path in kept}
        with writing(self._engine) as connection:
            note_files(connection, account_id, hashes)
        with reading(self._engine) as connection:
            named_by = products_with(connection, list(hashes))
        # A picture of a whole series may belong to thousands of goods: orders wait for none.
        for at in range(0, len(named_by), LINKED):
            with writing(self._engine) as connection:
                link(connection, named_by[at : at + LINKED])
        for _given, _sha256, path in kept:
            path.unlink(missing_ok=True)


def link_named(exchange: Exchange, guids: Iterable[str]) -> None:
    """Tie goods (and their variants) of which 1C names other pictures now to those that came."""
    wanted = sorted(guids)
    for at in range(0, len(wanted), BATCH):
        with reading(exchange.engine) as connection:
            ids = list(
                connection.execute(
                    select(products.c.id).where(products.c.guid.in_(wanted[at : at + BATCH]))
                ).scalars()
            )
        with exchange.writing(len(ids)) as connection:
            link(connection, ids)


def _older_than(inbox: Path, age_s: float) -> list[Path]:
    """Return files to which nothing was added for so long; folders that stay empty are left."""
    latest = time.time() - age_s
    found = []
    for path in inbox.rglob("*") if inbox.is_dir() else ():
        try:
            if path.is_file() and path.stat().st_mtime < latest:
                found.append(path)
        except FileNotFoundError:
            continue
    return sorted(found)


def _name(inbox: Path, path: Path) -> str:
    return path.relative_to(inbox).as_posix()


def _inside(inbox: Path, name: str) -> Path:
    path = inbox / name
    if not path.resolve().is_relative_to(inbox.resolve()):
        message = f"not in the inbox: {name}"
        raise ValueError(message)
    return path
