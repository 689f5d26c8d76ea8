"""POST /orders exactly once, and what may be asked of an order by its key.

The bootstrap puts the drawer of invoices into `app.state.draw_invoice`.
"""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from contract.orders import NewOrder, OrderAnswer
from gateway.api.access import Gate, SignedIn
from gateway.services.cancelling import cancel_order, manager_of_order, void_key
from gateway.services.invoices import InvoiceDrawer
from gateway.services.orders import Buyer, get_order, place_order
from gateway.store.engine import reading, writing

router = APIRouter(tags=["orders"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": NewOrder.model_json_schema()}},
    }
}


def drawer_of(request: Request) -> InvoiceDrawer:
    """Return what draws this gateway's invoices."""
    draw: InvoiceDrawer = request.app.state.draw_invoice
    return draw


@router.post(
    "/orders",
    status_code=201,
    response_model=OrderAnswer,
    responses={200: {"model": OrderAnswer, "description": "The first answer again"}},
    openapi_extra=_BODY,
)
async def place(
    request: Request,
    who: SignedIn,
    gate: Gate,
    key: Annotated[uuid.UUID, Header(alias="Idempotency-Key")],
    draw: Annotated[InvoiceDrawer, Depends(drawer_of)],
) -> Response:
    """Accept an order once under its key; the body counts byte for byte."""
    who.demand("order")
    body = await request.body()
    buyer = Buyer(who.dealer_id, who.name)
    placed = await run_in_threadpool(
        place_order, gate.engine, buyer, str(key), body, draw, gate.now()
    )
    return Response(placed.answer, status_code=placed.status, media_type="application/json")


@router.get("/orders/{key}")
def order(key: uuid.UUID, who: SignedIn, gate: Gate) -> OrderAnswer:
    """Return what the key has become."""
    with reading(gate.engine) as connection:
        return get_order(connection, who.dealer_id, str(key))


@router.post("/orders/{key}/void")
def void(key: uuid.UUID, who: SignedIn, gate: Gate) -> OrderAnswer:
    """Withdraw a key, so that it never becomes an order."""
    who.demand("order")
    with writing(gate.engine) as connection:
        return void_key(connection, who.dealer_id, str(key), gate.now())


@router.post("/orders/{key}/cancel")
def cancel(key: uuid.UUID, who: SignedIn, gate: Gate) -> OrderAnswer:
    """Cancel the order, or ask the supplier to where his 1C has it already.

    The manager gets a letter, once: what is asked for again is only shown.
    """
    who.demand("order")
    now = gate.now()
    with writing(gate.engine) as connection:
        asked_before = _cancel_asked(connection, who.dealer_id, key)
        answer = cancel_order(connection, who.dealer_id, str(key), who.name, now)
        asked = answer.order is not None and answer.order.state == "cancel_requested"
        manager = manager_of_order(connection, who.dealer_id, str(key))
        if asked and not asked_before and manager.email:
            # Before the commit: a letter that cannot be written leaves nothing asked for.
            gate.letters.cancellation_asked(
                manager.email, manager.order_number, manager.dealer, who.name, now
            )
    return answer


def _cancel_asked(connection: Connection, dealer_id: int, key: uuid.UUID) -> bool:
    order = get_order(connection, dealer_id, str(key)).order
    return order is not None and order.state == "cancel_requested"
