"""`load FILE.json`: the same normalised records, from a file that anybody can write."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import typing
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from gateway.onec.accounts import AccountSettings
from gateway.onec.apply_terms import apply_terms
from gateway.onec.exchange import Exchange
from gateway.onec.exchange_log import note_all
from gateway.onec.intake import apply_staged
from gateway.onec.load_check import mistakes_of
from gateway.onec.staging import Staging
from gateway.services.failures import Failure
from gateway.services.records import ContractRecord, LoadFile
from gateway.store.engine import reading
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

LARGEST_FILE = 512 * 1024 * 1024
TOLD = 10
_GOODS = (
    "groups",
    "properties",
    "units",
    "price_types",
    "warehouses",
    "products",
    "prices",
    "stock",
)


def read_load_file(path: Path) -> LoadFile:
    """Read and check a file; Failure bad_request names the records and fields that are wrong."""
    if path.stat().st_size > LARGEST_FILE:
        raise Failure("too_large", f"{path.name}: larger than {LARGEST_FILE} bytes")
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Failure("bad_request", f"{path.name}: not JSON: {error}") from error
    return load_file_from(told, path.name)


def load_file_from(told: Any, name: str = "load") -> LoadFile:
    """Turn decoded JSON into records, refusing every key that no record has."""
    if not isinstance(told, dict):
        raise Failure("bad_request", f"{name}: not an object of lists of records")
    extra = sorted(_extra_keys(told))
    try:
        load = TypeAdapter(LoadFile).validate_python(told)
    except ValidationError as error:
        found = [
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        ]
        raise Failure("bad_request", _joined(name, [*extra, *found])) from error
    if extra:
        raise Failure("bad_request", _joined(name, extra))
    return load


def apply_load(engine: Engine, load: LoadFile) -> int:
    """Apply a load and return how many goods rows changed; what it remarks goes to the log.

    Failure bad_request names every dead reference and unreadable text; then nothing is applied.
    """
    _refuse_mistakes(engine, load)
    exchange = Exchange(engine, AccountSettings(), dt.datetime.now(tz=dt.UTC))
    with Staging() as staging:
        for kind in _GOODS:
            staging.add(getattr(load, kind))
        apply_staged(exchange, staging)
    apply_terms(exchange, load)
    note_all(engine, None, exchange.remarks(), "load")
    return exchange.changed


def _refuse_mistakes(engine: Engine, load: LoadFile) -> None:
    with reading(engine) as connection:
        wrong = mistakes_of(connection, load)
    if wrong:
        raise Failure("bad_request", _joined("load", wrong))


def contracts_from_price_types(
    engine: Engine, dealer: str, organisation: str, vat: str | None = None
) -> list[str]:
    """Give a dealer one prepayment contract for each price type; returns the contracts' guids.

    For data of a 1C that names no contracts. The dealer's first counterparty signs them; prices
    are in the type's own currency and by its own VAT rule unless `vat` says otherwise.
    """
    with reading(engine) as connection:
        parties = dealers.counterparties
        owner = connection.execute(
            select(parties.c.guid)
            .join(dealers.dealers, dealers.dealers.c.id == parties.c.dealer_id)
            .where(dealers.dealers.c.guid == dealer)
            .order_by(parties.c.id)
        ).scalar()
        if owner is None:
            raise Failure("not_found", f"no counterparty of a dealer {dealer}")
        types = catalogue.price_types
        rows = connection.execute(
            select(types).where(types.c.deleted.is_(False)).order_by(types.c.id)
        ).all()
    records = [
        ContractRecord(
            guid=f"pt-{row.guid}"[:80],
            counterparty=owner,
            name=row.name,
            price_type=row.guid,
            currency=row.currency,
            vat=vat or ("included" if row.vat_included else "on_top"),  # type: ignore[arg-type]  # the callers pass the contract's words
            organisation=organisation,
            kind="prepayment",
            short=row.name[:5],
            position=position,
        )
        for position, row in enumerate(rows)
    ]
    made = LoadFile(contracts=records)
    _refuse_mistakes(engine, made)
    apply_terms(Exchange(engine, AccountSettings(), dt.datetime.now(tz=dt.UTC)), made)
    return [record.guid for record in records]


def _extra_keys(told: dict[str, Any]) -> list[str]:
    """Name keys that no record has: pydantic lets dataclasses ignore them, a person must not."""
    kinds = {field.name: field for field in dataclasses.fields(LoadFile)}
    found = [f"{name}: no such kind of records" for name in told if name not in kinds]
    for name, records in told.items():
        fields = _fields_of(name)
        if fields is None or not isinstance(records, list | dict):
            continue
        for at, record in enumerate(records if isinstance(records, list) else [records]):
            if isinstance(record, dict) and not record.keys() <= fields:
                extra = ", ".join(sorted(str(key) for key in record.keys() - fields))
                found.append(f"{name}.{at}: no such field: {extra}")
                if len(found) > TOLD:
                    return found
    return found


def _fields_of(kind: str) -> set[str] | None:
    return _FIELDS.get(kind)


def _record_fields() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, hint in typing.get_type_hints(LoadFile).items():
        for one in (hint, *typing.get_args(hint)):
            if dataclasses.is_dataclass(one):
                found[name] = {field.name for field in dataclasses.fields(one)}
    return found


_FIELDS = _record_fields()


def _joined(name: str, found: list[str]) -> str:
    more = f"; and {len(found) - TOLD} more" if len(found) > TOLD else ""
    return f"{name}: " + "; ".join(found[:TOLD]) + more
