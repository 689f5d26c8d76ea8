"""A delivery method of the profile and what the gateway told of it, as its row shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui import formats
from app.ui.checkout.method_list import MethodView
from app.ui.checkout.terms_popup import text_of

if TYPE_CHECKING:
    from app.domain.terms import DeliveryMethod
    from app.services.delivery import DeliveryOption


def method_view(
    method: DeliveryMethod,
    option: DeliveryOption | None,
    places: str,
    currency: str,
    language: str,
) -> MethodView:
    """Return a method's row; `places` are the cart's warehouses, where goods are picked up."""
    translate = QCoreApplication.translate
    offers = {
        "branch": translate("CheckoutScreen", "branch"),
        "locker": translate("CheckoutScreen", "parcel locker"),
        "address": translate("CheckoutScreen", "address"),
    }
    told = ", ".join(offers[one] for one in method.offers if one in offers)
    if method.kind == "pickup":
        told = places
    elif method.kind == "other":
        told = translate("CheckoutScreen", "agree with the manager")
    return MethodView(
        code=method.code,
        kind=method.kind,
        name=text_of(method.name, language),
        offers=told,
        when=_dates(option),
        cost=_cost(option, currency),
        closed="" if option is None or option.available else option.reason,
    )


def _cost(option: DeliveryOption | None, currency: str) -> str:
    translate = QCoreApplication.translate
    if option is None:
        return ""
    if option.kind == "free":
        return translate("CheckoutScreen", "free of charge")
    if option.cost_e4 is None:
        if option.kind == "carrier":
            return translate("CheckoutScreen", "at the carrier’s rate")
        return "—"
    sum_ = formats.money(option.cost_e4, currency)
    return f"≈ {sum_}" if option.kind in ("estimate", "carrier") else sum_


def _dates(option: DeliveryOption | None) -> str:
    days = (option.from_on, option.to_on) if option else ()
    told = [formats.day_short(day) for day in days if day is not None]
    return "–".join(dict.fromkeys(told))
