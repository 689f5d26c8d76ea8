"""How the user wants the goods, as he chose it on the checkout screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """One way for the whole order. Texts are as typed; `place` says which of them count.

    `pickup` names warehouses; `company_transport` an address; `other` free text.
    """

    method: str
    kind: str
    carrier: str | None = None
    place: str = "text"
    warehouses: tuple[str, ...] = ()
    city: str = ""
    street: str = ""
    house: str = ""
    branch: str = ""
    pickup_at: str = ""
    recipient_name: str = ""
    recipient_phone: str = ""
    payer: str = "recipient"
    note: str = ""

    def missing(self) -> tuple[str, ...]:
        """Return the names of the fields that the method needs and that are empty."""
        needed: tuple[str, ...] = ()
        if self.kind == "company_transport":
            needed = ("city", "street", "recipient_name", "recipient_phone")
        elif self.kind == "carrier":
            needed = ("city", "branch", "recipient_name", "recipient_phone")
        elif self.kind in ("other", "dropship"):
            needed = ("note",)
        return tuple(name for name in needed if not getattr(self, name).strip())

    def to_wire(self) -> dict[str, Any]:
        """Return the delivery block of an order (contract.delivery.Delivery)."""
        part: dict[str, Any] = {
            "warehouses": list(self.warehouses),
            "method": self.method,
            "kind": self.kind,
            "carrier": self.carrier,
            "place": self.place,
            "street": self.street.strip(),
            "house": self.house.strip(),
            "pickup_at": self.pickup_at.strip(),
            "recipient": {
                "name": self.recipient_name.strip(),
                "phone": self.recipient_phone.strip(),
            },
            "payer": self.payer,
            "note": self.note.strip(),
        }
        if self.city.strip():
            part["city"] = {"code": "", "text": self.city.strip()}
        if self.branch.strip():
            part["branch"] = {"code": "", "text": self.branch.strip()}
        return {"mode": "one", "parts": [part]}
