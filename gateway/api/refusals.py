"""Errors as the contract tells them, and the limits that hold before any endpoint runs."""

import json
import logging
import re
import secrets
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract.errors import STATUS, ErrorCode
from gateway.services.failures import Failure
from gateway.settings import Settings

LARGEST_BODY = 32 * 1024 * 1024
PREFIX = "/v1/"
RETRY_AFTER_S = 2
_CLIENT = re.compile(r"([\w.-]{1,60})/([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})")
_BY_STATUS: dict[int, ErrorCode] = {404: "not_found", 405: "not_found", 413: "too_large"}
_PASSWORD_FIELDS = {"password", "new"}
_log = logging.getLogger("gateway.api")


def refusal(
    code: ErrorCode,
    message: str,
    details: dict[str, Any] | None = None,
    request_id: str = "",
    status: int | None = None,
) -> Response:
    """Return the answer that tells an error; `retry_after_s` in the details is a header too."""
    told = details or {}
    error = {"code": code, "message": message, "details": told, "request_id": request_id}
    headers = {"X-Request-Id": request_id}
    if "retry_after_s" in told:
        headers["Retry-After"] = str(told["retry_after_s"])
    if (status or STATUS[code]) == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        json.dumps({"error": error}, ensure_ascii=False, default=str),
        status_code=status or STATUS[code],
        headers=headers,
        media_type="application/json",
    )


def install(app: FastAPI, settings: Settings) -> None:
    """Put the handlers and the outer limits on an application."""
    app.add_exception_handler(Failure, _failure)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _unavailable)
    app.add_exception_handler(OSError, _unavailable)
    app.add_exception_handler(NoConnection, _unavailable)
    app.add_middleware(Border, settings=settings)


def _id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def _failure(request: Request, error: Exception) -> Response:
    if not isinstance(error, Failure):
        raise error
    details = error.details
    if error.code == "unavailable":
        cause = "" if error.__cause__ is None else _plain(error.__cause__)
        _log.error("%s: did not answer: %s %s", _id(request), error.message, cause)
        details = {"retry_after_s": RETRY_AFTER_S, **details}
    return refusal(error.code, error.message, details, _id(request))


def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    # Values stay out of the answer: they may be passwords.
    found = [{"at": list(one["loc"]), "message": one["msg"]} for one in error.errors()[:20]]
    weak = any(
        one["type"] == "string_too_short" and one["loc"][-1] in _PASSWORD_FIELDS
        for one in error.errors()
    )
    code: ErrorCode = "password_weak" if weak else "bad_request"
    return refusal(code, "the request is not as the contract says", {"fields": found}, _id(request))


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = _BY_STATUS.get(error.status_code, "bad_request")
    answer = refusal(code, str(error.detail), None, _id(request), status=error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _unavailable(request: Request, error: Exception) -> Response:
    # A full disk, a lock that is not free, a mail folder that is gone: nothing was done.
    _log.error("%s: the database or the disk did not answer: %s", _id(request), _plain(error))
    details = {"retry_after_s": RETRY_AFTER_S}
    return refusal("unavailable", "try again with the same request", details, _id(request))


def _plain(error: BaseException) -> str:
    """Return the driver's words only: SQLAlchemy's own text would carry names and prices."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"{type(cause).__name__}: {cause}"


class _TooLarge(HTTPException):
    """The body has grown over the cap. An HTTPException, as FastAPI hides every other error."""

    def __init__(self) -> None:
        super().__init__(STATUS["too_large"], "the body is too large")


class Border:
    """Numbers requests, refuses too old clients and too large bodies, and answers for our bugs."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request of the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
            await send(message)

        try:
            refused = self._refuse(scope, request_id)
            if refused is not None:
                await refused(scope, receive, sending)
                return
            await self._app(scope, _capped(scope, receive), sending)
        except Exception:
            # Whatever it is, it is our bug; the caller gets an honest answer and the log the rest.
            _log.exception("%s: %s %s failed", request_id, scope["method"], scope["path"])
            if started:
                raise
            await refusal("internal", "the gateway has failed", None, request_id)(
                scope, receive, sending
            )

    def _refuse(self, scope: Scope, request_id: str) -> Response | None:
        if not scope["path"].startswith(PREFIX):
            return None
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        length = headers.get(b"content-length", "0")
        if length.isdigit() and int(length) > LARGEST_BODY:
            return refusal("too_large", "the body is too large", None, request_id)
        if scope["path"] != f"{PREFIX}about" and self._too_old(headers.get(b"x-client", "")):
            settings = self._settings
            details = {
                "minimum": settings.client_minimum,
                "latest": settings.client_latest,
                "url": settings.client_url,
                "size": settings.client_size,
                "sha256": settings.client_sha256,
            }
            return refusal("client_too_old", "the client is too old", details, request_id)
        return None

    def _too_old(self, told: str) -> bool:
        found = _CLIENT.match(told)
        if found is None or found[1] != self._settings.client_product:
            return False
        return _version(found[2]) < _version(self._settings.client_minimum)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _capped(scope: Scope, receive: Receive) -> Receive:
    if not scope["path"].startswith(PREFIX):
        return receive
    taken = 0

    async def capped() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise _TooLarge
        return message

    return capped
