"""POST /quotes: a cart is checked before it is ordered."""

from fastapi import APIRouter

from contract.quotes import Quote, QuoteRequest
from gateway.api.access import Gate, SignedIn
from gateway.services.quotes import make_quote
from gateway.store.engine import writing

router = APIRouter(tags=["orders"])


@router.post("/quotes")
def quotes(request: QuoteRequest, who: SignedIn, gate: Gate) -> Quote:
    """Return today's prices, stock, parts and problems of a cart; nothing is held."""
    who.demand("order")
    with writing(gate.engine) as connection:
        return make_quote(connection, who.dealer_id, request, gate.now())
