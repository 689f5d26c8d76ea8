"""What every endpoint gets: the gateway it belongs to and the caller that it serves.

Modules of endpoints have no `from __future__ import annotations`: FastAPI reads the annotations.

    @router.get("/things")
    def things(who: SignedIn, gate: Gate) -> Things: ...
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy.engine import Engine

from gateway.api.polls import Polls
from gateway.services import accounts
from gateway.services.accounts import Caller
from gateway.services.failures import Failure
from gateway.services.letters import LetterFolder
from gateway.settings import Settings
from gateway.store.engine import reading
from gateway.store.notifier import Notifier
from gateway.store.pictures import PictureShelf


@dataclass(frozen=True, slots=True)
class Gateway:
    """One running gateway; lives in `app.state.gateway`."""

    engine: Engine
    notifier: Notifier
    settings: Settings
    letters: LetterFolder
    shelf: PictureShelf
    now: Callable[[], dt.datetime]
    polls: Polls = field(default_factory=Polls)


def gateway_of(request: Request) -> Gateway:
    """Return the gateway that the request came to."""
    gateway: Gateway = request.app.state.gateway
    return gateway


Gate = Annotated[Gateway, Depends(gateway_of)]


def signed_in(request: Request, gate: Gate) -> Caller:
    """Return who calls; Failure token_expired, signed_out or access_withdrawn."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Failure("token_expired", "an access token is needed")
    with reading(gate.engine) as connection:
        return accounts.caller(connection, token.strip(), gate.now())


SignedIn = Annotated[Caller, Depends(signed_in)]

RowNumber = Annotated[int, Path(ge=0, lt=2**63)]
"""A row's number in a path: no larger than a database can hold."""
