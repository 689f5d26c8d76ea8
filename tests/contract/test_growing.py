"""A newer gateway may say more than an older client knows; a client may not say more than we do."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing

import pytest
from pydantic import BaseModel, ValidationError

import contract
from contract.base import Answer, Request
from contract.delivery import Delivery, ToldDelivery

MODELS = sorted(
    {
        kind
        for found in pkgutil.iter_modules(contract.__path__)
        for _, kind in inspect.getmembers(importlib.import_module(f"contract.{found.name}"))
        if inspect.isclass(kind) and issubclass(kind, BaseModel) and kind is not BaseModel
    },
    key=lambda kind: kind.__name__,
)
DELIVERY = {
    "mode": "one",
    "parts": [
        {
            "method": "np",
            "kind": "carrier",
            "city": {"code": "1", "text": "Львів"},
            "recipient": {"name": "Олена"},
        }
    ],
}


def parts_of(kind: type[BaseModel]) -> set[type[BaseModel]]:
    """The models that a message is made of, itself included."""
    found: set[type[BaseModel]] = set()
    waiting: list[typing.Any] = [kind]
    while waiting:
        one = waiting.pop()
        waiting.extend(typing.get_args(one))
        if inspect.isclass(one) and issubclass(one, BaseModel) and one not in found:
            found.add(one)
            waiting.extend(field.annotation for field in one.model_fields.values())
    return found


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_answers_may_grow_and_requests_may_not(kind: type[BaseModel]):
    if kind in (Answer, Request):
        return
    wanted = "ignore" if issubclass(kind, Answer) else kind.model_config["extra"]
    for one in parts_of(kind):
        assert one.model_config["extra"] == wanted, one


def test_an_order_of_a_newer_gateway_is_read():
    newer = {**DELIVERY, "insured_by": "x"}
    newer["parts"] = [{**DELIVERY["parts"][0], "drone": True}]
    newer["parts"][0]["city"] = {"code": "1", "text": "Львів", "lat": 49.8}
    assert ToldDelivery.model_validate(newer).parts[0].method == "np"
    with pytest.raises(ValidationError):
        Delivery.model_validate(newer)
