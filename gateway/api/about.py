"""GET /about: what anybody may know before sign-in."""

from fastapi import APIRouter

from contract.about import About, ClientVersions
from gateway.api.access import Gate
from gateway.services.about import about as about_supplier
from gateway.store.engine import reading

router = APIRouter(tags=["about"])


@router.get("/about")
def about(gate: Gate) -> About:
    """Tell the supplier's brand, whom to ask for access and what the gateway understands."""
    settings = gate.settings
    client = ClientVersions(
        minimum=settings.client_minimum,
        latest=settings.client_latest,
        url=settings.client_url,
        size=settings.client_size,
        sha256=settings.client_sha256,
    )
    with reading(gate.engine) as connection:
        return about_supplier(connection, client)
