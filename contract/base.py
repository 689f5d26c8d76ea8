"""Field types and base models that every message of the contract is built from."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)


def _no_float(value: object) -> object:
    # A float has already lost the kopeck; integers and strings have not.
    if isinstance(value, float):
        message = "amounts are strings, not binary floats"
        raise ValueError(message)
    return value


def _plain(value: Decimal) -> str:
    return format(value, "f")


Money = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    Field(max_digits=18, decimal_places=4),
    PlainSerializer(_plain, return_type=str),
]
"""Decimal string, at most four decimals; the currency stands beside it."""

Quantity = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    Field(max_digits=15, decimal_places=3),
    PlainSerializer(_plain, return_type=str),
]
"""Decimal string in the base unit, at most three decimals."""

Rate = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    Field(gt=0, max_digits=16, decimal_places=6),
    PlainSerializer(_plain, return_type=str),
]

Guid = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""An identifier as 1C gives it, lower case."""

OrderKey = UUID
Line = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Time = AwareDatetime


class Answer(BaseModel):
    """A message of the gateway: unknown fields are ignored, so that it may grow."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class Request(BaseModel):
    """A message of the client: unknown fields are refused, so that nothing is lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
