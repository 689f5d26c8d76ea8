"""1C accounts: one login of a supplier's 1C, its family's dialect and its rules."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from sqlalchemy import delete, insert, select, update

from gateway.services.failures import Failure
from gateway.store.tables.exchange import onec_account_contracts, onec_accounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Engine, RowMapping

Dialect = Literal["bas", "generic"]
MEGABYTE = 1024 * 1024
KNOWN_CURRENCIES = {
    "980": "UAH",
    "UAH": "UAH",
    "грн": "UAH",
    "грн.": "UAH",
    "гривня": "UAH",
    "гривна": "UAH",
    "840": "USD",
    "USD": "USD",
    "$": "USD",
    "дол": "USD",
    "дол.": "USD",
    "978": "EUR",
    "EUR": "EUR",
    "€": "EUR",
    "євро": "EUR",
    "евро": "EUR",
}
"""Spellings that mean the same in every base; an account adds its own."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class AccountSettings:
    """Rules of one account, kept as JSON in `onec_accounts.settings`.

    `currencies` maps what this 1C writes (code or name) to ISO codes. `reserves_when`: what in a
    reply proves that 1C holds the stock itself: posted, `status:<word>`, shipped or never.
    `quantity_is_warehouse`: guid of the warehouse that a file's one total means.
    `file_limit` bytes go in one request, `largest_file` bytes make the largest file.
    `invoice_pattern` names 1C's own PDFs in `invoice_folder`, with {number} (ours),
    {onec_number} and {date}. `named_requisites`: of "Договор контрагента", "Вид цен", "Склад" and
    "Организация" those that this 1C reads from an order. `full_every_h`: a longer
    time without a full exchange is a warning.
    """

    currencies: dict[str, Annotated[str, Field(pattern="^[A-Z]{3}$")]] = field(default_factory=dict)
    held_query_s: Annotated[int, Field(ge=0, le=170)] = 0
    reserves_when: Annotated[str, Field(pattern="^(posted|shipped|never|status:.+)$")] = "never"
    status_word: str = ""
    cancel_allowed: bool = False
    quantity_is_warehouse: str | None = None
    file_limit: Annotated[int, Field(ge=1024, le=200 * MEGABYTE)] = 20 * MEGABYTE
    largest_file: Annotated[int, Field(ge=1024, le=4096 * MEGABYTE)] = 512 * MEGABYTE
    zip: bool = False
    invoice_folder: str = ""
    invoice_pattern: str = "{number}.pdf"
    ukrainian_words: bool = False
    named_requisites: list[str] = field(default_factory=list)
    reply_encoding: Literal["utf-8", "windows-1251"] = "utf-8"
    order_encoding: Literal["utf-8", "windows-1251"] = "utf-8"
    expected_every_s: dict[str, int] = field(default_factory=dict)
    full_every_h: int = 26
    sweep: bool = True
    sweep_quiet_min: Annotated[int, Field(ge=1)] = 30
    sweep_share_percent: Annotated[float, Field(ge=0, le=100)] = 2.0

    def currency(self, spelling: str) -> str | None:
        """Return the ISO code of what 1C wrote, or None when nobody said what it means."""
        word = spelling.strip()
        own = self.currencies.get(word)
        if own is None:
            folded = word.casefold()
            own = next(
                (iso for key, iso in self.currencies.items() if key.casefold() == folded), None
            )
        if own is not None:
            return own
        known = KNOWN_CURRENCIES.get(word) or KNOWN_CURRENCIES.get(word.casefold())
        if known is not None:
            return known
        upper = word.upper()
        return upper if len(upper) == 3 and upper.isascii() and upper.isalpha() else None


@dataclass(frozen=True, slots=True)
class Account:
    """A 1C account as the doors use it."""

    id: int
    login: str
    dialect: Dialect
    organisation: str | None
    warehouse: str | None
    every_contract: bool
    settings: AccountSettings
    last_seen_at: dt.datetime | None
    last_full_at: dt.datetime | None
    sweep_from: dt.datetime | None


_SETTINGS = TypeAdapter(AccountSettings)
_HASHER = PasswordHasher()
# Checked for unknown logins too, so that the time of the answer tells nothing.
_NOBODY = _HASHER.hash("nobody has this password")


def settings_from_json(value: dict[str, Any]) -> AccountSettings:
    """Read settings; Failure bad_request names the field that is wrong."""
    try:
        return _SETTINGS.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Failure("bad_request", f"onec account: {where}: {first['msg']}") from error


def add_account(
    engine: Engine,
    login: str,
    password: str,
    dialect: Dialect,
    *,
    organisation: str | None = None,
    warehouse: str | None = None,
    every_contract: bool = False,
    contracts: Iterable[str] = (),
    settings: AccountSettings | None = None,
) -> int:
    """Make an account and return its id; Failure bad_request for a taken login or weak password."""
    if len(password) < 8:
        raise Failure("bad_request", "a 1C account needs a password of 8 characters or more")
    if not login.strip() or ":" in login:
        raise Failure("bad_request", "a 1C login is not empty and has no colon")
    if dialect not in get_args(Dialect):
        raise Failure("bad_request", f"the dialect is one of {', '.join(get_args(Dialect))}")
    checked = settings_from_json(asdict(settings or AccountSettings()))
    with engine.begin() as connection:
        taken = connection.execute(
            select(onec_accounts.c.id).where(onec_accounts.c.login == login)
        ).first()
        if taken is not None:
            raise Failure("bad_request", f"the 1C login {login} is taken")
        account_id: int = connection.execute(
            insert(onec_accounts)
            .values(
                login=login,
                password_hash=_HASHER.hash(password),
                dialect=dialect,
                organisation_guid=organisation,
                warehouse_guid=warehouse,
                every_contract=every_contract,
                settings=asdict(checked),
            )
            .returning(onec_accounts.c.id)
        ).scalar_one()
        _bind(connection, account_id, contracts)
    return account_id


def bind_contracts(engine: Engine, account_id: int, contracts: Iterable[str]) -> None:
    """Say whose parts of orders this account takes; replaces what was said before."""
    with engine.begin() as connection:
        connection.execute(
            delete(onec_account_contracts).where(onec_account_contracts.c.account_id == account_id)
        )
        _bind(connection, account_id, contracts)


def change_settings(engine: Engine, account_id: int, **changes: Any) -> AccountSettings:
    """Replace single settings and return all of them."""
    with engine.begin() as connection:
        account = account_by_id(connection, account_id)
        changed = settings_from_json(asdict(replace(account.settings, **changes)))
        connection.execute(
            update(onec_accounts)
            .where(onec_accounts.c.id == account_id)
            .values(settings=asdict(changed))
        )
    return changed


def account_by_id(connection: Connection, account_id: int) -> Account:
    """Read an account; Failure not_found when there is none."""
    row = (
        connection.execute(select(onec_accounts).where(onec_accounts.c.id == account_id))
        .mappings()
        .first()
    )
    if row is None:
        raise Failure("not_found", f"no 1C account {account_id}")
    return _account(row)


def all_accounts(connection: Connection) -> list[Account]:
    """Read every account, in the order they were made."""
    rows = connection.execute(select(onec_accounts).order_by(onec_accounts.c.id)).mappings()
    return [_account(row) for row in rows]


class LoginCheck:
    """Checks passwords of 1C; after wrong ones the same login waits 1, 2, 4 ... 300 s.

    The waits live in memory: they slow guessing down and must not lock 1C out after a restart.
    """

    def __init__(self, engine: Engine, clock: Any = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, tuple[int, float]] = {}

    def check(self, login: str, password: str) -> Account | None:
        """Return the account, or None for a wrong pair or a login that has to wait."""
        key = hashlib.sha256(login.encode()).hexdigest()
        with self._lock:
            failures, wait_until = self._failed.get(key, (0, 0.0))
            if self._clock() < wait_until:
                return None
        with self._engine.connect() as connection:
            row = (
                connection.execute(select(onec_accounts).where(onec_accounts.c.login == login))
                .mappings()
                .first()
            )
        right = _verified(_NOBODY if row is None else row["password_hash"], password)
        if row is None or not right:
            self._count(key, failures + 1)
            return None
        with self._lock:
            self._failed.pop(key, None)
        return _account(row)

    def _count(self, key: str, failures: int) -> None:
        with self._lock:
            if len(self._failed) > 10_000:
                self._failed.clear()
            # The first two mistakes are free: people mistype.
            wait_s = 0.0 if failures < 3 else float(min(300, 2 ** (failures - 3)))
            self._failed[key] = (failures, self._clock() + wait_s)


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _bind(connection: Connection, account_id: int, contracts: Iterable[str]) -> None:
    rows = [
        {"account_id": account_id, "contract_guid": guid}
        for guid in dict.fromkeys(one.lower() for one in contracts)
    ]
    if rows:
        connection.execute(insert(onec_account_contracts), rows)


def _account(row: RowMapping) -> Account:
    return Account(
        id=row["id"],
        login=row["login"],
        dialect=row["dialect"],
        organisation=row["organisation_guid"],
        warehouse=row["warehouse_guid"],
        every_contract=row["every_contract"],
        settings=settings_from_json(row["settings"]),
        last_seen_at=row["last_seen_at"],
        last_full_at=row["last_full_at"],
        sweep_from=row["sweep_from"],
    )
