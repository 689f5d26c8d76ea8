"""Papers of dealers: who may have their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from gateway.services.failures import Failure
from gateway.services.feed import NEEDS_ONE_OF
from gateway.store.tables.orders import blobs, documents

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from gateway.services.accounts import Caller


@dataclass(frozen=True, slots=True)
class Pdf:
    """Bytes of a paper and their SHA-256."""

    sha256: str
    content: bytes


def pdf(connection: Connection, who: Caller, document_id: int) -> Pdf | None:
    """Return the bytes of a paper of the caller's dealer, or None while it is pending.

    Failure not_found for papers of others and for withdrawn ones, forbidden without a right.
    """
    if NEEDS_ONE_OF["documents"].isdisjoint(who.rights):
        raise Failure("forbidden", "the user has no right to papers")
    row = connection.execute(
        select(documents.c.state, documents.c.sha256, blobs.c.bytes)
        .outerjoin(blobs, blobs.c.sha256 == documents.c.sha256)
        .where(documents.c.id == document_id, documents.c.dealer_id == who.dealer_id)
    ).first()
    if row is None or row.state == "withdrawn":
        raise Failure("not_found", "no such paper")
    if row.state == "pending" or row.sha256 is None or row.bytes is None:
        return None
    return Pdf(sha256=row.sha256, content=row.bytes)
