"""Passwords: hashing, which ones are too weak, and waits that grow after wrong ones."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select, update

from gateway.services.failures import Failure
from gateway.services.tokens import hash_of
from gateway.store.engine import writing
from gateway.store.tables.dealers import sign_in_failures

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

SHORTEST = 10
FREE_FAILURES = 3
LONGEST_WAIT_S = 900
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Unknown logins are checked against it: their answers take as long as those of known ones.
_NOBODYS = _HASHER.hash("this password belongs to nobody")


def fold_login(login: str) -> str:
    """Return the one spelling under which a login is stored and looked up."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def hash_password(password: str) -> str:
    """Return the argon2id hash to store."""
    return _HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Tell whether the password is right; takes as long when there is no stored hash."""
    try:
        _HASHER.verify(stored or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def refuse_weak(password: str, login: str) -> None:
    """Raise Failure password_weak for a short password, one letter repeated, or the login."""
    folded = fold_login(password)
    if len(password) < SHORTEST or len(set(password)) < 3 or folded == fold_login(login):
        raise Failure("password_weak", "choose another password", {"minimum": SHORTEST})


def count_attempt(engine: Engine, login: str, now: dt.datetime) -> None:
    """Count a sign-in before its password is looked at; Failure try_later while it must wait.

    Counted first and forgiven by `forgive`, so that parallel guesses don't share one count.
    Unknown logins are counted alike: a wait tells nobody that a login exists.
    """
    key = hash_of(fold_login(login))
    table = sign_in_failures
    with writing(engine) as connection:
        row = connection.execute(
            select(table.c.failures, table.c.wait_until)
            .where(table.c.login_hash == key)
            .with_for_update()
        ).first()
        if row is not None and row.wait_until > now:
            left_s = int((row.wait_until - now).total_seconds()) + 1
            raise Failure("try_later", "too many wrong passwords", {"retry_after_s": left_s})
        failures = 1 if row is None else row.failures + 1
        values = {"failures": failures, "wait_until": now + _wait_after(failures)}
        if row is None:
            connection.execute(insert(table).values(login_hash=key, **values))
        else:
            connection.execute(update(table).where(table.c.login_hash == key).values(**values))


def forgive(engine: Engine, login: str) -> None:
    """Forget the wrong passwords of a login: the right one came."""
    with writing(engine) as connection:
        connection.execute(
            delete(sign_in_failures).where(
                sign_in_failures.c.login_hash == hash_of(fold_login(login))
            )
        )


def _wait_after(failures: int) -> dt.timedelta:
    if failures <= FREE_FAILURES:
        return dt.timedelta(0)
    return dt.timedelta(seconds=min(2 ** min(failures - FREE_FAILURES, 20), LONGEST_WAIT_S))


def sweep(connection: Connection, now: dt.datetime) -> None:
    """Forget wrong passwords of yesterday."""
    connection.execute(
        delete(sign_in_failures).where(sign_in_failures.c.wait_until < now - dt.timedelta(days=1))
    )
