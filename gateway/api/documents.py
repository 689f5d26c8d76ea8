"""GET /documents/{id}/pdf and product images: bytes exactly as they were received or drawn."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response

from gateway.api.access import Gate, RowNumber, SignedIn
from gateway.services import documents
from gateway.services.failures import Failure
from gateway.store.engine import reading

router = APIRouter(tags=["documents"])
RETRY_AFTER_S = 5


@router.get(
    "/documents/{document_id}/pdf",
    response_class=Response,
    responses={
        200: {"content": {"application/pdf": {}}, "description": "The paper"},
        202: {"description": "It is not ready: come again after Retry-After"},
        304: {"description": "The client has these bytes"},
    },
)
def pdf(request: Request, document_id: RowNumber, who: SignedIn, gate: Gate) -> Response:
    """Return the bytes of a paper; its ETag is their SHA-256."""
    with reading(gate.engine) as connection:
        found = documents.pdf(connection, who, document_id)
    if found is None:
        raise Failure("not_ready", "the paper is not ready", {"retry_after_s": RETRY_AFTER_S})
    headers = {"ETag": f'"{found.sha256}"', "Cache-Control": "private, no-cache"}
    if found.sha256 in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type="application/pdf", headers=headers)


@router.get("/images/{sha256}", response_class=Response)
def image(
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    who: SignedIn,
    size: Literal[96, 480, 1600] = 480,
) -> Response:
    """Return a picture of goods; this gateway keeps none yet, so every one is unknown."""
    del who
    raise Failure("not_found", f"no picture {sha256} of {size} pixels")
