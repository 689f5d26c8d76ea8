"""What anybody may know of the supplier before sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract.about import About, Access, ClientVersions, Supplier
from gateway.store.meta import identity, read_json

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SUPPLIER = "supplier"
"""Key in `meta`: gateway.services.records.SupplierRecord as JSON."""
FEATURES = (
    "feed",
    "changes",
    "quotes",
    "orders",
    "order_void",
    "order_cancel",
    "backorders",
    "documents",
)


def about(connection: Connection, client: ClientVersions) -> About:
    """Return the supplier's brand, whom to ask for access, and what this gateway understands."""
    told = read_json(connection, SUPPLIER)
    return About(
        gateway_id=identity(connection).gateway_id,
        supplier=Supplier(
            name=told.get("name", ""),
            tagline=told.get("tagline", ""),
            logo=told.get("logo"),
            accent=told.get("accent"),
        ),
        access=Access(
            phone=told.get("phone", ""),
            email=told.get("email", ""),
            hours=told.get("hours", ""),
        ),
        languages=["uk", "ru", "en"],
        features=list(FEATURES),
        public_catalogue=False,
        client=client,
    )
