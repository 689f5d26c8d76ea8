"""Cookies of 1C's exchanges: who called, when the exchange began, what its last query gave."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from gateway.onec.accounts import Account, account_by_id
from gateway.services.handover import MOST_PARTS, confirm_given, mark_given, not_confirmed
from gateway.services.handover import waiting_parts as waiting
from gateway.store.engine import reading, writing
from gateway.store.tables.exchange import exchange_sessions, onec_accounts

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from gateway.services.onec_parts import PartForOnec

IDLE = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """One exchange of one account; `cookie_hash` names it, the cookie itself is not kept."""

    cookie_hash: str
    account: Account
    began_at: dt.datetime


def open_session(engine: Engine, account: Account, kind: str) -> str:
    """Begin an exchange and return its cookie."""
    cookie = secrets.token_urlsafe(24)
    now = dt.datetime.now(tz=dt.UTC)
    with writing(engine) as connection:
        connection.execute(
            delete(exchange_sessions).where(
                exchange_sessions.c.account_id == account.id,
                exchange_sessions.c.last_seen_at < now - IDLE * 2,
            )
        )
        connection.execute(
            insert(exchange_sessions).values(
                cookie_hash=hashed(cookie),
                account_id=account.id,
                kind=kind[:20],
                began_at=now,
                last_seen_at=now,
                given_parts=[],
            )
        )
        _seen(connection, account.id, now)
    return cookie


def find_session(engine: Engine, cookie: str) -> Session | None:
    """Return the exchange of a cookie, or None for an unknown or idle one."""
    now = dt.datetime.now(tz=dt.UTC)
    with reading(engine) as connection:
        row = connection.execute(
            select(exchange_sessions).where(exchange_sessions.c.cookie_hash == hashed(cookie))
        ).one_or_none()
        if row is None or row.last_seen_at < now - IDLE:
            return None
        account = account_by_id(connection, row.account_id)
    if now - row.last_seen_at > dt.timedelta(seconds=20):
        with writing(engine) as connection:
            connection.execute(
                update(exchange_sessions)
                .where(exchange_sessions.c.cookie_hash == row.cookie_hash)
                .values(last_seen_at=now)
            )
            _seen(connection, account.id, now)
    return Session(row.cookie_hash, account, row.began_at)


def give_parts(engine: Engine, session: Session) -> list[PartForOnec]:
    """Return the waiting parts that this query answers with, and remember them for `success`.

    What an earlier query of the account gave without a `success` waits again, and half as much is
    given this time.
    """
    now = dt.datetime.now(tz=dt.UTC)
    sessions = exchange_sessions
    with writing(engine) as connection:
        limit = _take_back(connection, session, now)
        parts = waiting(
            connection,
            session.account.id,
            limit,
            now,
            with_cancelled=session.account.settings.cancel_allowed,
        )
        mark_given(connection, [part.id for part in parts])
        connection.execute(
            update(sessions)
            .where(sessions.c.cookie_hash == session.cookie_hash)
            .values(given_parts=[part.id for part in parts], query_limit=limit, last_seen_at=now)
        )
    return parts


def confirm_parts(engine: Engine, session: Session) -> int:
    """Hand over exactly what this cookie's last query gave; returns how many were new."""
    now = dt.datetime.now(tz=dt.UTC)
    sessions = exchange_sessions
    with writing(engine) as connection:
        given = connection.execute(
            select(sessions.c.given_parts).where(sessions.c.cookie_hash == session.cookie_hash)
        ).scalar_one()
        confirmed = confirm_given(connection, given, now) if given else 0
        connection.execute(
            update(sessions)
            .where(sessions.c.account_id == session.account.id)
            .values(query_limit=None)
        )
        connection.execute(
            update(sessions)
            .where(sessions.c.cookie_hash == session.cookie_hash)
            .values(given_parts=[], last_seen_at=now)
        )
    return confirmed


def hashed(cookie: str) -> str:
    """Return what is kept of a cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def _take_back(connection: Connection, session: Session, now: dt.datetime) -> int:
    """Put back what earlier queries gave and 1C never confirmed; returns the next limit."""
    sessions = exchange_sessions
    rows = connection.execute(
        select(sessions.c.cookie_hash, sessions.c.given_parts, sessions.c.query_limit).where(
            sessions.c.account_id == session.account.id
        )
    ).all()
    limits = [row.query_limit for row in rows if row.query_limit is not None]
    limit: int = min([MOST_PARTS, *limits])
    for row in rows:
        if row.given_parts:
            limit = min(limit, not_confirmed(connection, row.given_parts, now))
            connection.execute(
                update(sessions)
                .where(sessions.c.cookie_hash == row.cookie_hash)
                .values(given_parts=[])
            )
    return max(1, limit)


def _seen(connection: Connection, account_id: int, now: dt.datetime) -> None:
    connection.execute(
        update(onec_accounts).where(onec_accounts.c.id == account_id).values(last_seen_at=now)
    )
