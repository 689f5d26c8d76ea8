"""GET /feed/{kind}: first sync and every change after it; GET /feed/check."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from contract.feed import LIMITS, FeedCheck, FeedKind, FeedPage
from gateway.api.access import Gate, SignedIn
from gateway.services import feed
from gateway.store.engine import reading

router = APIRouter(tags=["feed"])
Cursor = Annotated[str, Query(max_length=70_000)]
PriceType = Annotated[int, Query(ge=0)]


@router.get("/feed/check")
def check(
    who: SignedIn,
    gate: Gate,
    kind: FeedKind,
    at: Cursor,
    epoch: str = "",
    price_type: PriceType = 0,
) -> FeedCheck:
    """Tell how many rows a complete copy at the cursor has, or that things moved on."""
    asked = feed.Asked(
        kind=kind, epoch=epoch, after=at, limit=1, price_type=_only_of_prices(kind, price_type)
    )
    with reading(gate.engine) as connection:
        found = feed.count(connection, who, asked)
    return FeedCheck(kind=kind, count=found, moved=found is None)


@router.get("/feed/{kind}", response_model=FeedPage)
def page(
    request: Request,
    kind: FeedKind,
    who: SignedIn,
    gate: Gate,
    epoch: str = "",
    after: Cursor = "0",
    limit: Annotated[int | None, Query(ge=1)] = None,
    price_type: PriceType = 0,
) -> Response:
    """Return a page of the kind, columns packed by hand."""
    asked = feed.Asked(
        kind=kind,
        epoch=epoch,
        after=after,
        limit=limit or LIMITS[kind],
        price_type=_only_of_prices(kind, price_type),
    )
    with reading(gate.engine) as connection:
        body = feed.page(connection, who, asked)
    headers = {"Cache-Control": "no-store"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        body = feed.packed(body)
    return Response(body, media_type="application/json", headers=headers)


def _only_of_prices(kind: FeedKind, price_type: int) -> int:
    return price_type if kind == "prices" else 0
