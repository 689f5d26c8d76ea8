"""Error codes on the wire and the problems that an order or a quote may have."""

from __future__ import annotations

from typing import Any, Literal

from contract.base import Answer, Guid, Line, Money, Quantity, Text, Time

ErrorCode = Literal[
    "bad_request",
    "wrong_password",
    "try_later",
    "token_expired",
    "signed_out",
    "access_withdrawn",
    "forbidden",
    "not_found",
    "code_invalid",
    "code_used",
    "code_expired",
    "password_weak",
    "epoch_changed",
    "key_reused",
    "key_void",
    "unknown_key",
    "too_late",
    "problems",
    "too_large",
    "client_too_old",
    "too_many_requests",
    "not_ready",
    "unavailable",
    "internal",
]

STATUS: dict[ErrorCode, int] = {
    "bad_request": 400,
    "wrong_password": 401,
    "token_expired": 401,
    "signed_out": 401,
    "access_withdrawn": 403,
    "forbidden": 403,
    "not_found": 404,
    "unknown_key": 404,
    "epoch_changed": 409,
    "key_reused": 409,
    "key_void": 409,
    "too_late": 409,
    "code_invalid": 422,
    "code_used": 422,
    "code_expired": 422,
    "password_weak": 422,
    "problems": 422,
    "too_large": 413,
    "client_too_old": 426,
    "try_later": 429,
    "too_many_requests": 429,
    "not_ready": 202,
    "unavailable": 503,
    "internal": 500,
}

ProblemCode = Literal[
    "NotEnough",
    "PriceChanged",
    "NotPermitted",
    "NotSold",
    "Discontinued",
    "BelowMinimum",
    "AboveMaximum",
    "LimitExceeded",
    "OverdueBlocked",
    "WrongPack",
    "UnitUnknown",
    "ContractClosed",
    "TotalDiffers",
    "BackorderDate",
    "DeliveryRefused",
]


class Alternative(Answer):
    """Another warehouse that has the goods."""

    warehouse: Guid
    free: Quantity


class Problem(Answer):
    """One thing that differs from what the user saw or that forbids the order.

    `n` is the line, or None for the whole order.
    """

    n: int | None = None
    code: ProblemCode
    severity: Literal["error", "warning"]
    price_now: Money | None = None
    free_now: Quantity | None = None
    pack: Quantity | None = None
    minimum: Money | None = None
    limit_left: Money | None = None
    since: Time | None = None
    alternatives: list[Alternative] = []
    replaced_by: Guid | None = None


class ErrorBody(Answer):
    """What went wrong; `message` is for logs, the client shows its own text by code."""

    code: ErrorCode
    message: Text
    details: dict[str, Any] = {}
    request_id: Line = ""


class ErrorAnswer(Answer):
    """The body of every answer with status 400 or more."""

    error: ErrorBody
