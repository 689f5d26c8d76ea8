"""Users of dealers: signing in, staying signed in, devices, and access that is withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from contract.session import Device, Session
from gateway.services import passwords
from gateway.services.failures import Failure
from gateway.services.tokens import hash_of, new_token, seal, unseal
from gateway.store.engine import reading, writing
from gateway.store.sequence import next_seq
from gateway.store.tables.dealers import (
    access_tokens,
    dealers,
    sessions,
    spent_tokens,
    users,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection, Engine, Row

ACCESS_LIFE = dt.timedelta(minutes=15)
RIGHTS = ("order", "see_prices", "see_finance", "print")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a user of a dealer in one of his sessions, with his rights.

    `rights` always holds see_prices where it holds order.
    """

    user_id: int
    dealer_id: int
    session_id: int
    device_id: str
    name: str
    login: str
    rights: frozenset[str]

    def demand(self, right: str) -> None:
        """Raise Failure forbidden unless the user has the right."""
        if right not in self.rights:
            raise Failure("forbidden", f"the user has no right to {right}", {"right": right})


def with_implied(rights: Iterable[str]) -> frozenset[str]:
    """Return the rights with what they imply: who may order sees prices."""
    known = frozenset(rights) & frozenset(RIGHTS)
    return known | {"see_prices"} if "order" in known else known


def sign_in(
    engine: Engine, login: str, password: str, device_id: str, device_name: str, now: dt.datetime
) -> Session:
    """Open a session on a device in place of an older one there.

    Failure wrong_password for unknown logins and users that were never activated too, try_later
    while a wait runs, access_withdrawn for a blocked user who knows his password.
    """
    passwords.count_attempt(engine, login, now)
    with reading(engine) as connection:
        row = connection.execute(
            select(users.c.id, users.c.password_hash).where(
                users.c.login == passwords.fold_login(login)
            )
        ).first()
    if not passwords.verify(None if row is None else row.password_hash, password) or row is None:
        raise Failure("wrong_password", "the login or the password is wrong")
    passwords.forgive(engine, login)
    with writing(engine) as connection:
        refuse_withdrawn(connection, row.id)
        return open_session(connection, row.id, device_id, device_name, now)


def open_session(
    connection: Connection, user_id: int, device_id: str, device_name: str, now: dt.datetime
) -> Session:
    """Begin a chain of tokens on a device, ending the one it had."""
    older = connection.execute(
        select(sessions.c.id).where(
            sessions.c.user_id == user_id,
            sessions.c.device_id == device_id,
            sessions.c.ended_at.is_(None),
        )
    ).scalars()
    for session_id in older.all():
        end_session(connection, session_id, now)
    refresh = new_token()
    session_id = connection.execute(
        insert(sessions)
        .values(
            user_id=user_id,
            device_id=device_id,
            device_name=device_name,
            refresh_hash=hash_of(refresh),
            signed_in_at=now,
            last_seen_at=now,
        )
        .returning(sessions.c.id)
    ).scalar_one()
    return _session(connection, session_id, user_id, refresh, now)


def refresh(engine: Engine, token: str, now: dt.datetime) -> Session:
    """Change a refresh token for its successor and a new access token.

    The token works on, with the same successor, until the successor is used: an answer may get
    lost. After that it is proof of a copy, and the chain ends: Failure signed_out.
    """
    with writing(engine) as connection:
        given = _refreshed(connection, token, now)
    if given is None:
        raise Failure("signed_out", "the session has ended")
    return given


def _refreshed(connection: Connection, token: str, now: dt.datetime) -> Session | None:
    # None is returned and not raised, so that the end of a copied chain is committed.
    key = hash_of(token)
    row = connection.execute(
        select(sessions)
        .where((sessions.c.refresh_hash == key) | (sessions.c.previous_refresh_hash == key))
        .with_for_update()
    ).first()
    if row is None:
        _end_copied_chain(connection, key, now)
        return None
    if row.ended_at is not None:
        return None
    refuse_withdrawn(connection, row.user_id)
    if row.refresh_hash == key:
        successor = _advance(connection, row, token, now)
    else:
        successor = unseal(row.successor_sealed, token)
    connection.execute(update(sessions).where(sessions.c.id == row.id).values(last_seen_at=now))
    return _session(connection, row.id, row.user_id, successor, now)


def _advance(
    connection: Connection, row: Row[tuple[object, ...]], token: str, now: dt.datetime
) -> str:
    # The current token is used, which ends the life of the one before it.
    if row.previous_refresh_hash is not None:
        connection.execute(
            insert(spent_tokens).values(
                hash=row.previous_refresh_hash, session_id=row.id, spent_at=now
            )
        )
    successor = new_token()
    connection.execute(
        update(sessions)
        .where(sessions.c.id == row.id)
        .values(
            refresh_hash=hash_of(successor),
            previous_refresh_hash=row.refresh_hash,
            successor_sealed=seal(successor, token),
        )
    )
    return successor


def _end_copied_chain(connection: Connection, key: str, now: dt.datetime) -> None:
    session_id = connection.execute(
        select(spent_tokens.c.session_id).where(spent_tokens.c.hash == key)
    ).scalar()
    if session_id is not None:
        end_session(connection, session_id, now)


def _session(
    connection: Connection, session_id: int, user_id: int, refresh_token: str, now: dt.datetime
) -> Session:
    access = new_token()
    connection.execute(
        insert(access_tokens).values(
            hash=hash_of(access), session_id=session_id, expires_at=now + ACCESS_LIFE
        )
    )
    return Session(
        access_token=access,
        access_expires_s=int(ACCESS_LIFE.total_seconds()),
        refresh_token=refresh_token,
        server_time=now,
        user=user_id,
    )


def end_session(connection: Connection, session_id: int, now: dt.datetime) -> None:
    """End a chain: none of its tokens works any more."""
    connection.execute(
        update(sessions)
        .where(sessions.c.id == session_id, sessions.c.ended_at.is_(None))
        .values(ended_at=now, successor_sealed=None)
    )


def end_other_sessions(
    connection: Connection, user_id: int, now: dt.datetime, *, keep: int | None = None
) -> None:
    """End every session of a user but the one to keep."""
    query = update(sessions).where(sessions.c.user_id == user_id, sessions.c.ended_at.is_(None))
    if keep is not None:
        query = query.where(sessions.c.id != keep)
    connection.execute(query.values(ended_at=now, successor_sealed=None))


def caller(connection: Connection, access_token: str, now: dt.datetime) -> Caller:
    """Return who holds the access token.

    Failure token_expired (also for a token that nobody gave), signed_out, access_withdrawn.
    """
    row = connection.execute(
        select(
            access_tokens.c.expires_at,
            sessions.c.id.label("session_id"),
            sessions.c.device_id,
            sessions.c.ended_at,
            users.c.id.label("user_id"),
            users.c.name,
            users.c.login,
            users.c.rights,
            users.c.dealer_id,
        )
        .join(sessions, sessions.c.id == access_tokens.c.session_id)
        .join(users, users.c.id == sessions.c.user_id)
        .where(access_tokens.c.hash == hash_of(access_token))
    ).first()
    if row is None:
        raise Failure("token_expired", "the access token is not known")
    # Who is blocked learns that first, whatever else is wrong with his token.
    refuse_withdrawn(connection, row.user_id)
    if row.ended_at is not None:
        raise Failure("signed_out", "the session has ended")
    if row.expires_at <= now:
        raise Failure("token_expired", "the access token has expired")
    return Caller(
        user_id=row.user_id,
        dealer_id=row.dealer_id,
        session_id=row.session_id,
        device_id=row.device_id,
        name=row.name,
        login=row.login,
        rights=with_implied(row.rights),
    )


def refuse_withdrawn(connection: Connection, user_id: int) -> None:
    """Raise Failure access_withdrawn when the user or his dealer is blocked."""
    row = connection.execute(
        select(
            users.c.blocked,
            users.c.blocked_reason,
            dealers.c.blocked.label("dealer_blocked"),
            dealers.c.blocked_reason.label("dealer_reason"),
        )
        .join(dealers, dealers.c.id == users.c.dealer_id)
        .where(users.c.id == user_id)
    ).one()
    if row.blocked or row.dealer_blocked:
        reason = row.blocked_reason if row.blocked else row.dealer_reason
        raise Failure("access_withdrawn", "access was withdrawn", {"reason": reason})


def devices(connection: Connection, who: Caller) -> list[Device]:
    """Return the user's open sessions, the newest use first."""
    rows = connection.execute(
        select(sessions)
        .where(sessions.c.user_id == who.user_id, sessions.c.ended_at.is_(None))
        .order_by(sessions.c.last_seen_at.desc(), sessions.c.id)
    )
    return [
        Device(
            id=row.id,
            device_name=row.device_name,
            signed_in_at=row.signed_in_at,
            last_seen_at=row.last_seen_at,
            current=row.id == who.session_id,
        )
        for row in rows
    ]


def sign_out_device(engine: Engine, who: Caller, session_id: int, now: dt.datetime) -> None:
    """End one of the user's sessions; Failure not_found for anybody else's."""
    with writing(engine) as connection:
        own = connection.execute(
            select(sessions.c.id).where(
                sessions.c.id == session_id, sessions.c.user_id == who.user_id
            )
        ).scalar()
        if own is None:
            raise Failure("not_found", "no such session")
        end_session(connection, session_id, now)


def change_password(engine: Engine, who: Caller, old: str, new: str, now: dt.datetime) -> None:
    """Set a new password and end the user's sessions on his other devices."""
    passwords.count_attempt(engine, who.login, now)
    with reading(engine) as connection:
        stored = connection.execute(
            select(users.c.password_hash).where(users.c.id == who.user_id)
        ).scalar()
    if not passwords.verify(stored, old):
        raise Failure("wrong_password", "the old password is wrong")
    passwords.forgive(engine, who.login)
    passwords.refuse_weak(new, who.login)
    hashed = passwords.hash_password(new)
    with writing(engine) as connection:
        connection.execute(
            update(users).where(users.c.id == who.user_id).values(password_hash=hashed)
        )
        end_other_sessions(connection, who.user_id, now, keep=who.session_id)


def set_blocked(engine: Engine, login: str, *, blocked: bool, reason: str = "") -> None:
    """Withdraw a user's access or give it back; LookupError for an unknown login.

    Open long polls end at once, as this is a change of his dealer's profile.
    """
    with writing(engine) as connection:
        dealer_id = connection.execute(
            update(users)
            .where(users.c.login == passwords.fold_login(login))
            .values(blocked=blocked, blocked_reason=reason if blocked else "")
            .returning(users.c.dealer_id)
        ).scalar()
        if dealer_id is None:
            message = f"no user with the login {login}"
            raise LookupError(message)
        connection.execute(
            update(dealers)
            .where(dealers.c.id == dealer_id)
            .values(profile_seq=next_seq(connection))
        )


def sweep(connection: Connection, now: dt.datetime) -> None:
    """Forget what no answer depends on any more: old tokens and old waits."""
    connection.execute(
        delete(access_tokens).where(access_tokens.c.expires_at < now - dt.timedelta(hours=1))
    )
    connection.execute(
        delete(spent_tokens).where(spent_tokens.c.spent_at < now - dt.timedelta(days=30))
    )
    passwords.sweep(connection, now)
