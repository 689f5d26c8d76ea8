"""POST /delivery/options: the ways to get the goods of a cart."""

from fastapi import APIRouter

from contract.delivery import DeliveryOptions, OptionsRequest
from gateway.api.access import Gate, SignedIn
from gateway.services.delivery import delivery_options
from gateway.store.engine import reading

router = APIRouter(tags=["delivery"])


@router.post("/delivery/options")
def options(request: OptionsRequest, who: SignedIn, gate: Gate) -> DeliveryOptions:
    """Return the supplier's methods with days and costs as far as they are known."""
    who.demand("order")
    with reading(gate.engine) as connection:
        return delivery_options(connection, who.dealer_id, request, gate.now())
