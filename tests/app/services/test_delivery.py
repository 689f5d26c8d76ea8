"""Dates and costs of delivery methods, asked of the gateway for a cart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.domain.delivery import DeliveryChoice
from app.services.delivery import delivery_options
from contract.delivery import Delivery, DeliveryOption, DeliveryOptions, OptionsRequest
from tests.fakes.drafts import draft, line


def test_the_gateway_is_asked_about_the_cart_and_answers_by_method() -> None:
    asked: list[OptionsRequest] = []

    def ask(request: OptionsRequest) -> DeliveryOptions:
        asked.append(request)
        return DeliveryOptions(
            as_of=dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC),
            methods=[
                DeliveryOption(code="pickup", available=True, cost=Decimal(0), cost_kind="free"),
                DeliveryOption(code="np", available=False, reason="понад 30 кг"),
            ],
        )

    cart = draft(line(), line("p-2", quantity_milli=2_500))
    options = delivery_options(ask, "c-1", cart, "Житомир")
    assert [(one.n, one.product, one.quantity) for one in asked[0].lines] == [
        (1, "p-1", Decimal(12)),
        (2, "p-2", Decimal("2.5")),
    ]
    assert (asked[0].contract, asked[0].to.city) == ("c-1", "Житомир")
    assert options["pickup"].cost_e4 == 0
    assert options["np"].cost_e4 is None
    assert (options["np"].available, options["np"].reason) == (False, "понад 30 кг")


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("pickup", ()),
        ("company_transport", ("city", "street", "recipient_name", "recipient_phone")),
        ("carrier", ("city", "branch", "recipient_name", "recipient_phone")),
        ("dropship", ("note",)),
        ("other", ("note",)),
    ],
)
def test_each_kind_says_what_it_needs(kind, missing) -> None:
    assert DeliveryChoice(method="m", kind=kind).missing() == missing
    blank = dict.fromkeys(missing, "  ")
    assert DeliveryChoice(method="m", kind=kind, **blank).missing() == missing
    filled = dict.fromkeys(missing, " x ")
    assert DeliveryChoice(method="m", kind=kind, **filled).missing() == ()


def test_what_was_typed_goes_to_the_gateway_without_outer_blanks() -> None:
    choice = DeliveryChoice(
        method="np",
        kind="carrier",
        carrier="novaposhta",
        place="branch",
        warehouses=("w-1",),
        city=" Житомир ",
        branch=" №12 ",
        recipient_name=" Олена ",
        recipient_phone=" +380 67 ",
        note=" дзвонити ",
    )
    part = Delivery.model_validate(choice.to_wire()).parts[0]
    assert (part.city.text, part.branch.text, part.note) == ("Житомир", "№12", "дзвонити")
    assert (part.recipient.name, part.recipient.phone) == ("Олена", "+380 67")
    assert (part.place, part.payer, part.carrier) == ("branch", "recipient", "novaposhta")
