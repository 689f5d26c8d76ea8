"""How the goods travel: the order's delivery block, options, carriers' directories."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from contract.base import Answer, Guid, Line, Money, Request, Text, Time
from contract.profile import DeliveryKind, PlaceKind
from contract.quotes import QuoteLine


class CodedText(Request):
    """A directory's code and the text the user saw: a renamed branch breaks nothing."""

    code: Line
    text: Line


class Recipient(Request):
    """Who takes the parcel."""

    name: Line = ""
    phone: Line = ""
    edrpou: Line = ""


class Buyer(Request):
    """The dealer's own buyer for drop-ship."""

    name: Line
    phone: Line


class DeliveryPart(Request):
    """One shipment: which warehouses' goods go how and where."""

    warehouses: Annotated[list[Guid], Field(max_length=100)] = []
    method: Line
    kind: DeliveryKind
    carrier: Line | None = None
    place: PlaceKind = "text"
    city: CodedText | None = None
    branch: CodedText | None = None
    street: Line = ""
    house: Line = ""
    pickup_at: Line = ""
    recipient: Recipient = Recipient()
    payer: Literal["sender", "recipient"] = "recipient"
    declared: Money | None = None
    cod: Money | None = None
    buyer: Buyer | None = None
    label_without_prices: bool = False
    note: Text = ""


class Delivery(Request):
    """The delivery block of an order."""

    mode: Literal["one", "per_warehouse", "gathered"] = "one"
    gather_at: Guid | None = None
    parts: Annotated[list[DeliveryPart], Field(min_length=1, max_length=100)]


_GROWING = ConfigDict(extra="ignore")


class ToldText(CodedText):
    """A code and its text in an answer."""

    model_config = _GROWING


class ToldRecipient(Recipient):
    """Who takes the parcel, in an answer."""

    model_config = _GROWING


class ToldBuyer(Buyer):
    """The dealer's own buyer, in an answer."""

    model_config = _GROWING


class ToldDeliveryPart(DeliveryPart):
    """One shipment in an answer."""

    model_config = _GROWING

    city: ToldText | None = None
    branch: ToldText | None = None
    recipient: ToldRecipient = ToldRecipient()
    buyer: ToldBuyer | None = None


class ToldDelivery(Delivery):
    """The delivery block as an order shows it: unknown fields are ignored, as in every answer."""

    model_config = _GROWING

    parts: Annotated[list[ToldDeliveryPart], Field(min_length=1, max_length=100)]  # type: ignore[assignment]  # narrower, and never written to


class Destination(Request):
    """Where to, as far as it is known when options are asked."""

    city: Line = ""
    carrier: Line = ""


class OptionsRequest(Request):
    """Body of POST /delivery/options."""

    contract: Guid
    lines: list[QuoteLine] = []
    to: Destination = Destination()


class DeliveryOption(Answer):
    """A method for this cart."""

    code: Line
    available: bool
    reason: Line = ""
    summary: Line = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    cost: Money | None = None
    cost_kind: Literal["free", "fixed", "estimate", "carrier"] = "carrier"
    free_from: Money | None = None


class DeliveryOptions(Answer):
    """Answer of POST /delivery/options."""

    as_of: Time
    methods: list[DeliveryOption]
    end: bool = True
