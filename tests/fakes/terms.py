"""Terms as values: one contract, two warehouses."""

from __future__ import annotations

from typing import Any

from app.domain.terms import Profile, profile_from_wire


def wire_contract(**changes: Any) -> dict[str, Any]:
    """A prepayment contract in UAH with VAT inside."""
    return {
        "id": "c-1",
        "counterparty": "cp-1",
        "number": "24/119",
        "name": "Передоплата 100 %",
        "short": "П100",
        "kind": "prepayment",
        "price_type": 1,
        "currency": "UAH",
        "vat": "included",
        "organisation": "org-1",
        **changes,
    }


def profile(*contracts: dict[str, Any], **changes: Any) -> Profile:
    """A profile with the given contracts (one prepayment contract by default)."""
    return profile_from_wire(
        {
            "epoch": "e1",
            "user": {"id": 1, "name": "Олена", "login": "olena"},
            "rights": ["order", "see_prices", "print"],
            "counterparties": [{"id": "cp-1", "name": "ТОВ «Майстер-Дім Сервіс»"}],
            "price_types": [
                {"id": 1, "name": "Опт-1", "currency": "UAH", "vat_included": True, "scale": 2},
                {"id": 2, "name": "Імпорт", "currency": "EUR", "vat_included": True, "scale": 2},
            ],
            "contracts": list(contracts) or [wire_contract()],
            "default_contract": None,
            "warehouses": [
                {"id": 1, "guid": "w-kyiv", "name": "Київ", "short": "КИЇ", "order": 1},
                {"id": 2, "guid": "w-lviv", "name": "Львів", "short": "ЛЬВ", "order": 2},
            ],
            "managers": [],
            "delivery_methods": [],
            "expected_every_s": {"stock": 300},
            **changes,
        }
    )
