"""GET /documents/{id}/pdf: the bytes exactly as they were received or drawn."""

from fastapi import APIRouter, Request, Response

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
