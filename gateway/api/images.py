"""GET /images/{sha256}: pictures of goods, scaled for a table, a card or a whole window."""

from enum import IntEnum
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from gateway.api.access import Gate, SignedIn
from gateway.services import pictures
from gateway.store.engine import reading

router = APIRouter(tags=["images"])
KEPT = "private, max-age=31536000, immutable"
"""A hash and a size mean the same bytes for ever; whose they are is asked at every call."""


class Size(IntEnum):
    """Longest side in pixels: a row of a table, a card, a window."""

    SMALL = 96
    MIDDLE = 480
    LARGE = 1600


@router.get(
    "/images/{sha256}",
    response_class=Response,
    responses={
        200: {"content": {"image/jpeg": {}}, "description": "The picture"},
        304: {"description": "The client has this picture"},
    },
)
def image(
    request: Request,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    who: SignedIn,
    gate: Gate,
    size: Size = Size.MIDDLE,
) -> Response:
    """Return a picture of goods that the caller sees, its longer side at most `size` pixels."""
    with reading(gate.engine) as connection:
        pictures.require_sight(connection, who, sha256)
    tag = f'"{sha256}-{int(size)}"'
    headers = {"ETag": tag, "Cache-Control": KEPT, "X-Content-Type-Options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(pictures.copy_of(gate.shelf, sha256, size), 200, headers, "image/jpeg")
