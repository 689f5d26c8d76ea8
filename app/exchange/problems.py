"""Turns the wire's problems into those of the domain."""

from __future__ import annotations

import json

from pydantic import TypeAdapter, ValidationError

from app.domain.errors import Alternative, Problem, Rejected, Severity
from contract import errors as wire
from contract.pricing import e4_from_decimal, milli_from_decimal

_PROBLEMS = TypeAdapter(list[wire.Problem])


def rejected(details: object, body: bytes) -> Rejected | None:
    """Return the refusal that a 422 tells in its error's details or as a rejected order.

    None when it tells no problems that can be read.
    """
    told: object = details.get("problems") if isinstance(details, dict) else None
    if told is None:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            return None
        told = answer.get("problems") if isinstance(answer, dict) else None
    if not told:
        return None
    try:
        problems = _PROBLEMS.validate_python(told)
    except ValidationError:
        return None
    return Rejected(tuple(domain_problem(one) for one in problems))


def domain_problem(told: wire.Problem) -> Problem:
    """Return a problem with its amounts in integers."""
    return Problem(
        n=told.n,
        code=told.code,
        severity=Severity(told.severity),
        price_now_e4=None if told.price_now is None else e4_from_decimal(told.price_now),
        free_now_milli=None if told.free_now is None else milli_from_decimal(told.free_now),
        pack_milli=None if told.pack is None else milli_from_decimal(told.pack),
        minimum_e4=None if told.minimum is None else e4_from_decimal(told.minimum),
        limit_left_e4=None if told.limit_left is None else e4_from_decimal(told.limit_left),
        since=told.since,
        alternatives=tuple(
            Alternative(one.warehouse, milli_from_decimal(one.free)) for one in told.alternatives
        ),
        replaced_by=told.replaced_by,
    )
