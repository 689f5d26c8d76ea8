"""One way to the gateway: TLS, deadlines, caps, strict JSON; foreign errors end here.

What comes back is hostile until read: a body is read only up to its caps, one encoding is undone,
and a redirect is never followed.
"""

from __future__ import annotations

import ipaddress
import json
import math
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn

import httpx
import truststore

from app.domain.errors import AccessWithdrawn, Offline, ProtocolBroken, SignInNeeded
from app.exchange.problems import rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONNECT_S = 5.0
DEADLINE_S = 30.0
WIRE_CAP = 32 * 1024 * 1024
DECODED_CAP = 64 * 1024 * 1024
MAX_DETAIL = 500
_GZIP = 31  # zlib's word for: gzip header and largest window


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the headers in lower case, and the whole decoded body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object (ProtocolBroken when it is none)."""
        return parse_json(self.body)


class Transport:
    """A connection pool to one gateway; may be used from several threads.

    `address` is https, or http to loopback only (ValueError else).
    """

    def __init__(self, address: str, product: str) -> None:
        self._base = _checked(address) + "/v1"
        plain = self._base.startswith("http:")
        verify = True if plain else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx.Client(
            verify=verify,
            follow_redirects=False,
            # A proxy of the system has no business between two programs of one computer.
            trust_env=not plain,
            headers={"X-Client": product, "Accept-Encoding": "gzip", "User-Agent": product},
            timeout=httpx.Timeout(DEADLINE_S, connect=CONNECT_S),
        )
        self._closed = threading.Event()
        self.received_bytes = 0
        """What has come over the line, for people to see: threads may miss each other's."""

    def close(self) -> None:
        """Close the connections."""
        self._closed.set()
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        params: Mapping[str, str | int] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float = DEADLINE_S,
    ) -> Reply:
        """Send one request and return the reply, whatever its status below 400 is.

        Raises Offline when no whole answer came, and for an error answer what it means to the
        user: SignInNeeded, AccessWithdrawn, Rejected, Offline or ProtocolBroken with its code.
        """
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        ends = time.monotonic() + deadline_s
        request = self._client.build_request(
            method,
            self._base + path,
            params=dict(params or {}),
            content=body,
            headers=sent,
            timeout=httpx.Timeout(deadline_s, connect=min(CONNECT_S, deadline_s)),
        )
        try:
            response = self._client.send(request, stream=True)
            try:
                reply = Reply(
                    response.status_code,
                    {name.lower(): value for name, value in response.headers.items()},
                    _read(response, ends),
                )
            finally:
                self.received_bytes += response.num_bytes_downloaded
                response.close()
        except httpx.HTTPError as error:
            _lost(error)
        except RuntimeError as error:
            if self._closed.is_set():
                raise Offline("closed") from error
            raise
        if reply.status >= HTTPStatus.BAD_REQUEST:
            _refused(reply)
        if reply.status >= HTTPStatus.MULTIPLE_CHOICES and reply.status != HTTPStatus.NOT_MODIFIED:
            message = f"an answer {reply.status}: redirects are not followed"
            raise ProtocolBroken(message)
        return reply


def parse_json(body: bytes) -> dict[str, Any]:
    """Return a strict JSON object: no NaN, no endless numbers (ProtocolBroken else)."""
    try:
        value = json.loads(body, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        message = f"the answer is not JSON: {error.__class__.__name__}"
        raise ProtocolBroken(message) from error
    if not isinstance(value, dict):
        message = "the answer is not a JSON object"
        raise ProtocolBroken(message)
    return value


def _checked(address: str) -> str:
    url = httpx.URL(address)
    if url.scheme == "https" and url.host:
        return address.rstrip("/")
    if url.scheme == "http" and _loopback(url.host):
        return address.rstrip("/")
    message = f"not an https address: {address}"
    raise ValueError(message)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(response: httpx.Response, ends: float) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        message = f"content encoding {encoding[:40]}"
        raise ProtocolBroken(message)
    parts = _capped(response.iter_raw(), WIRE_CAP, ends)
    if encoding != "gzip":
        return b"".join(parts)
    decoder = zlib.decompressobj(_GZIP)
    decoded = bytearray()
    try:
        for part in parts:
            decoded += decoder.decompress(part, DECODED_CAP + 1 - len(decoded))
            if len(decoded) > DECODED_CAP or decoder.unconsumed_tail:
                message = "the answer is too large when unpacked"
                raise ProtocolBroken(message)
    except zlib.error as error:
        message = "the answer does not unpack"
        raise ProtocolBroken(message) from error
    if not decoder.eof and decoded:
        message = "the answer was cut"
        raise Offline(message)
    return bytes(decoded)


def _capped(parts: Iterator[bytes], cap: int, ends: float) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > cap:
            message = "the answer is too large"
            raise ProtocolBroken(message)
        if time.monotonic() > ends:
            # A server that trickles never runs into the timeout of a single read.
            message = "the answer took too long"
            raise Offline(message)
        yield part


def _lost(error: httpx.HTTPError) -> NoReturn:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise ProtocolBroken("the certificate is not trusted", code="certificate") from error
        cause = cause.__cause__ or cause.__context__
    raise Offline(error.__class__.__name__) from error


def _refused(reply: Reply) -> NoReturn:
    """Raise what an error answer means; one without our error body is by its status alone."""
    try:
        told = reply.json().get("error")
    except ProtocolBroken:
        told = None
    told = told if isinstance(told, dict) else {}
    code = _short(told.get("code"))
    request_id = _short(told.get("request_id"))
    detail = _short(told.get("message")) or f"status {reply.status}"
    status = reply.status
    if status == HTTPStatus.UNAUTHORIZED:
        raise SignInNeeded(code or "signed_out")
    if code == "access_withdrawn":
        raise AccessWithdrawn(detail)
    if status == HTTPStatus.UNPROCESSABLE_ENTITY and code in ("problems", ""):
        refusal = rejected(told.get("details"), reply.body)
        if refusal is not None:
            raise refusal
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Offline(code or detail, retry_after_s=_seconds(reply.headers.get("retry-after")))
    raise ProtocolBroken(detail, code=code, request_id=request_id)


def _short(value: object) -> str:
    return value[:MAX_DETAIL] if isinstance(value, str) else ""


def _seconds(value: str | None) -> float | None:
    if value is None or not value.isdecimal() or len(value) > 6:
        return None
    return float(value)


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        message = "an endless number"
        raise ValueError(message)
    return value
