"""Invitations: one code makes one person a user; the same way leads back after a lost password."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import insert, select, update

from contract.session import Invitation, InvitationRef, InvitedContract, Session
from gateway.services import passwords
from gateway.services.accounts import (
    end_other_sessions,
    open_session,
    refuse_withdrawn,
    with_implied,
)
from gateway.services.failures import Failure
from gateway.services.tokens import hash_of
from gateway.store.engine import reading, writing
from gateway.store.tables.dealers import (
    contracts,
    counterparties,
    dealers,
    invitations,
    managers,
    users,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection, Engine, Row

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
ANSWER_MAY_BE_LOST = dt.timedelta(minutes=15)
RESET_LIFE = dt.timedelta(days=1)
_ALIKE = str.maketrans(
    {
        "О": "0",
        "O": "0",
        "І": "1",
        "I": "1",
        "L": "1",
        "З": "3",
        "А": "A",
        "В": "B",
        "С": "C",
        "Е": "E",
        "Н": "H",
        "К": "K",
        "М": "M",
        "Р": "P",
        "Т": "T",
        "У": "Y",
        "Х": "X",
    }
)
_OURS = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def normalise_code(text: str) -> str | None:
    """Return the code that a person typed or pasted, or None where there is none.

    Takes spaces, hyphens, any case, letters that look alike in Cyrillic or Latin (O is 0, I and L
    are 1), and the whole link of the letter, whose code is the query or fragment item `code` or
    the end of the path.
    """
    if "://" in text:
        try:
            link = urlsplit(text.strip())
        except ValueError:
            return None
        named = [*parse_qs(link.query).get("code", ()), *parse_qs(link.fragment).get("code", ())]
        text = named[0] if named else (link.fragment or link.path.rsplit("/", 1)[-1])
    folded = re.sub(r"[\s\-\u2010-\u2015\u2212_.]", "", text).upper().translate(_ALIKE)
    return folded if _OURS.fullmatch(folded) else None


def invite(
    engine: Engine,
    *,
    dealer: str,
    login: str,
    name: str,
    rights: Sequence[str],
    now: dt.datetime,
    position: str = "",
    email: str = "",
    days: int = 14,
    base_url: str = "",
) -> InvitationRef:
    """Make a user (or invite him once more) and return the code, which is kept only as a hash.

    LookupError for an unknown dealer, ValueError for a login of another dealer.
    """
    folded = passwords.fold_login(login)
    valid_until = now + dt.timedelta(days=days)
    with writing(engine) as connection:
        dealer_id = connection.execute(
            select(dealers.c.id).where(dealers.c.guid == dealer)
        ).scalar()
        if dealer_id is None:
            message = f"no dealer {dealer}"
            raise LookupError(message)
        values = {
            "name": name,
            "position": position,
            "email": email,
            "rights": sorted(with_implied(rights)),
        }
        user = connection.execute(
            select(users.c.id, users.c.dealer_id).where(users.c.login == folded)
        ).first()
        if user is None:
            user_id = connection.execute(
                insert(users)
                .values(dealer_id=dealer_id, login=folded, **values)
                .returning(users.c.id)
            ).scalar_one()
        elif user.dealer_id == dealer_id:
            user_id = user.id
            connection.execute(update(users).where(users.c.id == user_id).values(**values))
        else:
            message = f"the login {folded} belongs to another dealer"
            raise ValueError(message)
        code = _new_code(connection, user_id, now, valid_until)
    return InvitationRef(
        code=grouped(code),
        link=f"{base_url}/activate?code={code}" if base_url else "",
        valid_until=valid_until,
        dealer=dealer,
    )


def grouped(code: str) -> str:
    """Return the code as letters print it, in groups of five."""
    return "-".join(code[at : at + 5] for at in range(0, len(code), 5))


def preview(engine: Engine, text: str, now: dt.datetime) -> Invitation:
    """Return who is invited; Failure code_invalid, code_used or code_expired."""
    with reading(engine) as connection:
        row = _find(connection, text)
        if row.used_at is not None:
            raise Failure("code_used", "the code was used")
        if row.valid_until <= now:
            raise Failure("code_expired", "the code has expired", {"until": str(row.valid_until)})
        return _who(connection, row)


def activate(
    engine: Engine, text: str, password: str, device_id: str, device_name: str, now: dt.datetime
) -> Session:
    """Set the password of the invited user and open his first session.

    The code works once. The same code, password and device within 15 minutes open a session
    again, because the answer may have been lost.
    """
    with reading(engine) as connection:
        seen = _find(connection, text)
        login = connection.execute(
            select(users.c.login).where(users.c.id == seen.user_id)
        ).scalar_one()
    if seen.used_at is not None:
        return _again(engine, seen, password, device_id, device_name, now)
    passwords.refuse_weak(password, login)
    hashed = passwords.hash_password(password)
    with writing(engine) as connection:
        row = _find(connection, text, lock=True)
        if row.used_at is None:
            if row.valid_until <= now:
                raise Failure("code_expired", "the code has expired")
            refuse_withdrawn(connection, row.user_id)
            connection.execute(
                update(invitations)
                .where(invitations.c.id == row.id)
                .values(used_at=now, used_by_device=device_id)
            )
            connection.execute(
                update(users).where(users.c.id == row.user_id).values(password_hash=hashed)
            )
            end_other_sessions(connection, row.user_id, now)
            return open_session(connection, row.user_id, device_id, device_name, now)
    # Another call of the same code was quicker.
    return _again(engine, row, password, device_id, device_name, now)


def forgot(engine: Engine, login: str, now: dt.datetime) -> tuple[str, str, str] | None:
    """Make a code for a user who forgot his password: (email, name, code) of the letter.

    None where there is nobody to write to: an unknown login, a blocked user, no address, or a
    code made less than 15 minutes ago. The caller answers alike in every case.
    """
    with writing(engine) as connection:
        user = connection.execute(
            select(users).where(users.c.login == passwords.fold_login(login))
        ).first()
        if user is None or not user.email or user.blocked:
            return None
        lately = connection.execute(
            select(invitations.c.id).where(
                invitations.c.user_id == user.id,
                invitations.c.made_at > now - ANSWER_MAY_BE_LOST,
            )
        ).first()
        if lately is not None:
            return None
        code = _new_code(connection, user.id, now, now + RESET_LIFE)
    return user.email, user.name, grouped(code)


def _again(
    engine: Engine,
    row: Row[tuple[object, ...]],
    password: str,
    device_id: str,
    device_name: str,
    now: dt.datetime,
) -> Session:
    with reading(engine) as connection:
        stored = connection.execute(
            select(users.c.password_hash).where(users.c.id == row.user_id)
        ).scalar()
    right = passwords.verify(stored, password)
    if not right or row.used_by_device != device_id or now > row.used_at + ANSWER_MAY_BE_LOST:
        raise Failure("code_used", "the code was used")
    with writing(engine) as connection:
        refuse_withdrawn(connection, row.user_id)
        return open_session(connection, row.user_id, device_id, device_name, now)


def _find(connection: Connection, text: str, *, lock: bool = False) -> Row[tuple[object, ...]]:
    code = normalise_code(text)
    row = None
    if code is not None:
        query = select(invitations).where(invitations.c.code_hash == hash_of(code))
        row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Failure("code_invalid", "no such code")
    return row


def _new_code(
    connection: Connection, user_id: int, now: dt.datetime, valid_until: dt.datetime
) -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    connection.execute(
        insert(invitations).values(
            code_hash=hash_of(code), user_id=user_id, made_at=now, valid_until=valid_until
        )
    )
    return code


def _who(connection: Connection, row: Row[tuple[object, ...]]) -> Invitation:
    user = connection.execute(
        select(
            users,
            dealers.c.name.label("company"),
            dealers.c.manager_guid,
        )
        .join(dealers, dealers.c.id == users.c.dealer_id)
        .where(users.c.id == row.user_id)
    ).one()
    owners = connection.execute(
        select(counterparties.c.name, counterparties.c.edrpou)
        .where(counterparties.c.dealer_id == user.dealer_id)
        .order_by(counterparties.c.id)
    ).all()
    terms = connection.execute(
        select(contracts.c.name, contracts.c.number)
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(counterparties.c.dealer_id == user.dealer_id)
        .order_by(contracts.c.position, contracts.c.id)
    ).all()
    manager = connection.execute(
        select(managers).where(managers.c.guid == user.manager_guid)
    ).first()
    return Invitation(
        company=owners[0].name if owners else user.company,
        edrpou=owners[0].edrpou if owners else "",
        name=user.name,
        position=user.position,
        login=user.login,
        rights=sorted(with_implied(user.rights)),
        contracts=[InvitedContract(name=one.name, number=one.number) for one in terms],
        manager_name="" if manager is None else manager.name,
        manager_phone="" if manager is None else manager.phone,
        manager_email="" if manager is None else manager.email,
        valid_until=row.valid_until,
    )
