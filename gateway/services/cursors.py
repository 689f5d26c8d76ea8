"""The feed's cursor: where a dealer's copy of one kind stands, in a text clients don't read."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from gateway.services.failures import Failure

Phase = Literal["first", "touched", "changes"]
LARGEST = 65_536
"""Characters of a cursor that are looked at."""
Number = Annotated[int, Field(ge=0, lt=2**63)]
"""What a number of ours can be: a client may send any text as its cursor."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The state of one kind at the client.

    `seq`: every change up to it is known; in the phase `first` the number at its beginning.
    `key`: the last row given, where a page ended in the middle. `roots` and `warehouses`: the
    permissions that the copy is complete for, or will be when `touched_groups` and
    `touched_warehouses` have been gone through. `moved`: moves of groups are known up to it.
    """

    kind: str
    phase: Phase
    seq: int
    key: tuple[int, ...] = ()
    price_type: int = 0
    moved: int = 0
    roots: tuple[int, ...] = ()
    warehouses: tuple[int, ...] = ()
    touched_groups: tuple[int, ...] = ()
    touched_warehouses: tuple[int, ...] = ()


# Only the fields by position: the names would be most of the text.
_Wire = tuple[
    str,
    Phase,
    Number,
    Annotated[tuple[Number, ...], Field(max_length=2)],
    Number,
    Number,
    tuple[Number, ...],
    tuple[Number, ...],
    tuple[Number, ...],
    tuple[Number, ...],
]
_WIRE: TypeAdapter[_Wire] = TypeAdapter(_Wire)


def encode(cursor: Cursor) -> str:
    """Return the cursor as URL-safe text."""
    wire = (
        cursor.kind,
        cursor.phase,
        cursor.seq,
        cursor.key,
        cursor.price_type,
        cursor.moved,
        cursor.roots,
        cursor.warehouses,
        cursor.touched_groups,
        cursor.touched_warehouses,
    )
    return base64.urlsafe_b64encode(_WIRE.dump_json(wire)).decode().rstrip("=")


def decode(text: str, kind: str, price_type: int = 0) -> Cursor | None:
    """Read a cursor of the kind; None for "0", the beginning. Failure bad_request else."""
    if text in ("", "0"):
        return None
    try:
        if len(text) > LARGEST:
            raise Failure("bad_request", "the cursor is too long")
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = Cursor(*_WIRE.validate_json(raw))
    except (binascii.Error, ValueError, ValidationError) as error:
        raise Failure("bad_request", "this is no cursor") from error
    if cursor.kind != kind or cursor.price_type != price_type:
        raise Failure("bad_request", "the cursor belongs to another kind")
    if len(cursor.key) not in (0, 2 if kind == "stock" else 1):
        raise Failure("bad_request", "the cursor's key is not of its kind")
    return cursor
