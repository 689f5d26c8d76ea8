"""Taking an order exactly once.

One transaction writes the key with the frozen body, the order, its parts and lines, the stock and
the limit held for it, the invoices and the first answer. Whatever is repeated under the key gets
what the key has become: the same bytes for ever, the same refusal for ever, or a conflict.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from contract.documents import Document
from contract.errors import Problem
from contract.orders import NewOrder, OrderAnswer
from contract.pricing import e4_from_decimal, milli_from_decimal, totals
from gateway.services.assess import AssessedLine, WantedLine, assess_lines
from gateway.services.failures import Failure
from gateway.services.feed_own import documents_json
from gateway.services.holds import NotTaken
from gateway.services.limits import order_problems
from gateway.services.order_json import order_model
from gateway.services.order_settings import OrderSettings, read_settings
from gateway.services.order_write import Placement, write_order
from gateway.services.parts import plan_parts
from gateway.services.terms import Terms, load_terms
from gateway.store.engine import reading, writing
from gateway.store.tables import dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from contract.delivery import Delivery
    from gateway.services.invoices import InvoiceDrawer

_PROBLEMS = TypeAdapter(list[Problem])
_DOCUMENTS = TypeAdapter(list[Document])
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """Answer of POST /orders: 201 the first time, 200 and the same bytes ever after."""

    status: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who calls."""

    dealer_id: int
    user_name: str


def place_order(
    engine: Engine, buyer: Buyer, key: str, body: bytes, draw: InvoiceDrawer, now: dt.datetime
) -> Placed:
    """Accept the order whose request body is `body` under the client's key (a UUID in lower case).

    Raises Failure: `bad_request` for a body that is no order (the key stays unused), `not_found`
    for a foreign contract, `key_reused`, `key_void`, `problems` with the list in `details`,
    `unavailable` when the same call should be repeated.
    """
    # Read before the write lock is taken; a known key comes first, whatever its body is now.
    order = _body_or_failure(body)
    for _ in range(_TRIES):
        try:
            with writing(engine) as connection:
                placed = _place(connection, buyer, key, body, order, draw, now)
        except NotTaken:
            # Somebody took the last pieces between reading and taking: read again.
            continue
        except IntegrityError:
            # The same key was being written by another process; it has become something now.
            if _key_row_exists(engine, buyer, key):
                continue
            raise
        except (OperationalError, TimeoutError) as error:
            raise Failure("unavailable", "the order could not be written now") from error
        if isinstance(placed, Failure):
            raise placed
        return placed
    raise Failure("unavailable", "the order met others too often")


def get_order(connection: Connection, dealer_id: int, key: str) -> OrderAnswer:
    """Return what a key has become; Failure("unknown_key") where it was never seen."""
    row = _key_row(connection, dealer_id, key)
    if row is None:
        raise Failure("unknown_key", "no order was ever sent under this key")
    if row.status == "order":
        return _accepted(connection, row.order_id)
    if row.status == "rejected":
        return OrderAnswer(status="rejected", problems=_PROBLEMS.validate_python(row.problems))
    return OrderAnswer(status="void")


def _accepted(connection: Connection, order_id: int) -> OrderAnswer:
    papers = connection.execute(
        select(tables.documents.c.id)
        .where(tables.documents.c.order_id == order_id)
        .order_by(tables.documents.c.id)
    ).scalars()
    return OrderAnswer(
        status="order",
        order=order_model(connection, order_id),
        documents=_DOCUMENTS.validate_python(documents_json(connection, list(papers))),
    )


def read_body(body: bytes) -> NewOrder:
    """Read a request body; Failure("bad_request") names the field that is wrong."""
    try:
        order = NewOrder.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Failure(
            "bad_request", f"{where}: {first['msg']}", {"field": where, "type": first["type"]}
        ) from error
    if len({line.n for line in order.lines}) != len(order.lines):
        raise Failure("bad_request", "two lines have the same number", {"field": "lines"})
    return order


def _body_or_failure(body: bytes) -> NewOrder | Failure:
    try:
        return read_body(body)
    except Failure as failure:
        return failure


def _place(
    connection: Connection,
    buyer: Buyer,
    key: str,
    body: bytes,
    order: NewOrder | Failure,
    draw: InvoiceDrawer,
    now: dt.datetime,
) -> Placed | Failure:
    sha256 = hashlib.sha256(body).hexdigest()
    known = _key_row(connection, buyer.dealer_id, key)
    if known is not None:
        return _again(known, sha256)
    if isinstance(order, Failure):
        return order
    settings = read_settings(connection)
    terms = load_terms(connection, buyer.dealer_id, order.contract, lock=True)
    row: dict[str, Any] = {
        "dealer_id": buyer.dealer_id,
        "key": key,
        "body": body,
        "body_sha256": sha256,
        "at": now,
    }
    lines = assess_lines(connection, terms, _wanted(order), settings)
    problems = _problems(connection, terms, order, lines, now, settings)
    if any(problem.severity == "error" for problem in problems):
        told = _PROBLEMS.dump_python(problems, mode="json")
        connection.execute(
            insert(tables.order_keys).values(status="rejected", problems=told, **row)
        )
        return _refused(told)
    connection.execute(insert(tables.order_keys).values(status="order", **row))
    order_id = write_order(
        connection, Placement(order, key, buyer.user_name, terms, lines, settings, now), draw
    )
    sent = _accepted(connection, order_id).model_dump_json().encode()
    connection.execute(
        update(tables.order_keys)
        .where(tables.order_keys.c.dealer_id == buyer.dealer_id, tables.order_keys.c.key == key)
        .values(order_id=order_id, answer=sent)
    )
    return Placed(201, sent)


def _again(known: Any, sha256: str) -> Placed | Failure:
    if known.status == "void":
        return Failure("key_void", "the key was withdrawn")
    if known.body_sha256 != sha256:
        return Failure("key_reused", "another order was sent under this key")
    if known.status == "rejected":
        return _refused(known.problems)
    return Placed(200, bytes(known.answer))


def _refused(problems: list[Any]) -> Failure:
    return Failure("problems", "the order differs from what may be ordered", {"problems": problems})


def _wanted(order: NewOrder) -> list[WantedLine]:
    return [
        WantedLine(
            n=line.n,
            product=line.product,
            variant=line.variant or "",
            warehouse=line.warehouse,
            quantity_milli=milli_from_decimal(line.quantity),
            seen_e4=e4_from_decimal(line.seen_price),
            agreed_e4=e4_from_decimal(line.price),
            backorder_on=None if line.backorder is None else line.backorder.expected_on,
        )
        for line in order.lines
    ]


def _problems(
    connection: Connection,
    terms: Terms,
    order: NewOrder,
    lines: list[AssessedLine],
    now: dt.datetime,
    settings: OrderSettings,
) -> list[Problem]:
    sums = totals(line.amounts for line in lines)
    parts = plan_parts(terms, lines, now, settings)
    found = [problem for line in lines for problem in line.problems]
    found += order_problems(terms, parts, sums.payable_e4, now, settings)
    if order.counterparty != terms.counterparty.guid:
        found.append(Problem(code="NotPermitted", severity="error"))
    if not any(problem.severity == "error" for problem in found) and (
        e4_from_decimal(order.total) != sums.payable_e4
    ):
        # Said only where every line agrees: else the lines' own problems say why.
        found.append(Problem(code="TotalDiffers", severity="error"))
    return found + _delivery_problems(connection, order.delivery)


def _delivery_problems(connection: Connection, delivery: Delivery) -> list[Problem]:
    offered = set(connection.execute(select(dealers.delivery_methods.c.code)).scalars())
    unknown = bool(offered) and any(part.method not in offered for part in delivery.parts)
    nowhere = delivery.mode == "gathered" and delivery.gather_at is None
    return [Problem(code="DeliveryRefused", severity="error")] if unknown or nowhere else []


def _key_row(connection: Connection, dealer_id: int, key: str) -> Any:
    keys = tables.order_keys
    return connection.execute(
        select(keys).where(keys.c.dealer_id == dealer_id, keys.c.key == key)
    ).one_or_none()


def _key_row_exists(engine: Engine, buyer: Buyer, key: str) -> bool:
    with reading(engine) as connection:
        return _key_row(connection, buyer.dealer_id, key) is not None
