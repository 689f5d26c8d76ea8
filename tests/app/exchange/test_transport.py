"""The border to the network: caps, deadlines, strictness, and what errors mean."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from app.domain.errors import AccessWithdrawn, Offline, ProtocolBroken, Rejected, SignInNeeded
from app.exchange import transport as transport_module
from app.exchange.gateway import Gateway
from app.exchange.transport import Transport

Answering = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A loopback server whose next answers are given by the test."""

    def __init__(self) -> None:
        self.answering: Answering = lambda handler: reply(handler, 200, {})
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.tokens = ["first-token"]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.seen.append((self.command, self.path, headers, self.rfile.read(length)))
                try:
                    outer.answering(self)
                except OSError:
                    self.close_connection = True

            def do_POST(self) -> None:
                self.do_GET()

            def do_DELETE(self) -> None:
                self.do_GET()

            def log_message(self, *args: Any) -> None:
                """Keep the test's output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self.thread.start()
        self.transport = Transport(f"http://127.0.0.1:{self.server.server_address[1]}", "test/1")
        self.gateway = Gateway(self.transport, self._token)

    def _token(self, refused: str | None) -> str:
        if refused is not None:
            self.tokens.append("second-token")
        return self.tokens[-1]

    def close(self) -> None:
        self.transport.close()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def reply(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: dict[str, Any] | bytes,
    headers: dict[str, str] | None = None,
) -> None:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def error(code: str, **details: Any) -> dict[str, Any]:
    return {"error": {"code": code, "message": code, "details": details, "request_id": "r1"}}


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def answer(server: Server, *given: Any) -> None:
    server.answering = lambda handler: reply(handler, *given)


@pytest.mark.parametrize(
    ("status", "body", "expected", "code"),
    [
        (401, error("token_expired"), SignInNeeded, "token_expired"),
        (401, error("wrong_password"), SignInNeeded, "wrong_password"),
        (401, {}, SignInNeeded, "signed_out"),
        (403, error("access_withdrawn"), AccessWithdrawn, None),
        (403, error("forbidden"), ProtocolBroken, "forbidden"),
        (409, error("epoch_changed"), ProtocolBroken, "epoch_changed"),
        (409, error("key_void"), ProtocolBroken, "key_void"),
        (422, error("code_used"), ProtocolBroken, "code_used"),
        (426, error("client_too_old"), ProtocolBroken, "client_too_old"),
        (429, error("try_later"), Offline, None),
        (500, error("internal"), Offline, None),
        (502, b"<html>bad gateway</html>", Offline, None),
        (503, error("unavailable"), Offline, None),
        (302, b"", ProtocolBroken, ""),
    ],
)
def test_an_error_answer_is_what_it_means_to_the_user(server, status, body, expected, code) -> None:
    answer(server, status, body, {"Retry-After": "7", "Location": "http://example.com/"})
    with pytest.raises(expected) as caught:
        server.transport.call("GET", "/x")
    if code is not None:
        assert caught.value.code == code
    if expected is Offline:
        assert caught.value.retry_after_s == 7
    assert len(server.seen) == 1


def test_a_refused_order_carries_its_problems(server) -> None:
    problem = {"n": 2, "code": "NotEnough", "severity": "error", "free_now": "5.500",
               "price_now": "12.3400"}  # fmt: skip
    answer(server, 422, error("problems", problems=[problem]))
    with pytest.raises(Rejected) as caught:
        server.gateway.place("key", b"{}")
    (found,) = caught.value.problems
    assert (found.n, found.code, found.free_now_milli, found.price_now_e4) == (
        2, "NotEnough", 5_500, 123_400,
    )  # fmt: skip


def test_the_same_bytes_go_under_the_same_key(server) -> None:
    answer(server, 200, {"status": "void", "end": True})
    body = b'{"total": "1.00",  "odd spacing": true}'
    assert server.gateway.place("the-key", body).status == "void"
    method, path, headers, sent = server.seen[0]
    assert (method, path, sent) == ("POST", "/v1/orders", body)
    assert headers["idempotency-key"] == "the-key"
    assert headers["authorization"] == "Bearer first-token"
    assert headers["x-client"] == "test/1"


def test_an_expired_token_is_replaced_once(server) -> None:
    def answering(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["Authorization"] == "Bearer first-token":
            reply(handler, 401, error("token_expired"))
        else:
            reply(handler, 404, error("unknown_key"))

    server.answering = answering
    assert server.gateway.order("key") is None
    assert len(server.seen) == 2


def test_an_order_that_exists_answers_a_void(server) -> None:
    def answering(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.endswith("/void"):
            reply(handler, 409, error("too_late"))
        else:
            reply(handler, 200, {"status": "rejected", "problems": [], "end": True})

    server.answering = answering
    assert server.gateway.void("key").status == "rejected"


@pytest.mark.parametrize(
    "body",
    [b'{"a": NaN}', b'{"a": 1e999}', b"[1]", b"", b"\xff", b"[" * 100_000, b'{"a": 1'],
)
def test_what_is_not_strict_json_is_refused(server, body) -> None:
    answer(server, 200, body)
    with pytest.raises(ProtocolBroken):
        server.transport.call("GET", "/x").json()


def test_an_answer_without_its_last_word_is_thrown_away(server) -> None:
    answer(server, 200, {"status": "void"})
    with pytest.raises(ProtocolBroken, match="cut"):
        server.gateway.order("key")


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not(server, monkeypatch) -> None:
    answer(server, 200, gzip.compress(b'{"a": 1}'), {"Content-Encoding": "gzip"})
    assert server.transport.call("GET", "/x").json() == {"a": 1}
    bomb = gzip.compress(b" " * 1_000_000)
    answer(server, 200, bomb, {"Content-Encoding": "gzip"})
    monkeypatch.setattr(transport_module, "DECODED_CAP", 100_000)
    with pytest.raises(ProtocolBroken, match="too large"):
        server.transport.call("GET", "/x")
    answer(server, 200, gzip.compress(b'{"a": 1}')[:-6], {"Content-Encoding": "gzip"})
    with pytest.raises(Offline):
        server.transport.call("GET", "/x")
    answer(server, 200, b"x", {"Content-Encoding": "gzip, gzip"})
    with pytest.raises(ProtocolBroken, match="encoding"):
        server.transport.call("GET", "/x")


def test_an_endless_answer_is_cut_at_the_cap(server, monkeypatch) -> None:
    monkeypatch.setattr(transport_module, "WIRE_CAP", 100_000)
    answer(server, 200, b" " * 200_000)
    with pytest.raises(ProtocolBroken, match="too large"):
        server.transport.call("GET", "/x")


def test_a_server_that_trickles_runs_into_the_deadline(server) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    server.answering = trickle
    with pytest.raises(Offline):
        server.transport.call("GET", "/x", deadline_s=0.3)


def test_nobody_there_is_offline() -> None:
    transport = Transport("http://127.0.0.1:9", "test/1")
    with pytest.raises(Offline):
        transport.call("GET", "/about")
    transport.close()


@pytest.mark.parametrize(
    "address", ["http://example.com", "http://10.0.0.1", "ftp://127.0.0.1", "example.com", ""]
)
def test_plain_http_goes_to_this_computer_only(address) -> None:
    with pytest.raises(ValueError, match="https"):
        Transport(address, "test/1")


def test_a_paper_still_being_made_has_no_bytes(server) -> None:
    answer(server, 202, error("not_ready"), {"Retry-After": "3"})
    assert server.gateway.document_pdf(5) is None
    answer(server, 200, b"%PDF-1.7 x")
    assert server.gateway.document_pdf(5) == b"%PDF-1.7 x"
