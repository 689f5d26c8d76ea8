"""GET /profile: who the user is and under which terms he buys."""

import hashlib

from fastapi import APIRouter, Request, Response

from contract.profile import Profile
from gateway.api.access import Gate, SignedIn
from gateway.services.profile import profile_of
from gateway.store.engine import reading

router = APIRouter(tags=["profile"])


@router.get("/profile", response_model=Profile)
def profile(request: Request, who: SignedIn, gate: Gate) -> Response:
    """Return the profile, or 304 where the client has it already (If-None-Match)."""
    with reading(gate.engine) as connection:
        body = profile_of(connection, who).model_dump_json().encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
