"""A site that speaks the exchange protocol, strict where 1C's modules are: written for tests."""

from __future__ import annotations

import base64
import io
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

EMPTY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24"/>'
).encode()


class Receiver:
    """Keeps what it was sent; a context manager.

    `files` maps a name to its bytes, the chunks of one cycle appended; `imports` lists the loads
    that ended; `log` the requests as "login type mode filename". `orders` is what query gives
    until success takes it away. `progress` = so many times before a load ends.
    """

    def __init__(
        self,
        passwords: dict[str, str],
        *,
        zip_files: bool = False,
        file_limit: int = 200_000,
        progress: int = 2,
        hold_s: float = 0.0,
        init_lines: int = 2,
    ) -> None:
        self.passwords = passwords
        self.zip_files, self.file_limit, self.progress = zip_files, file_limit, progress
        self.hold_s, self.init_lines = hold_s, init_lines
        self.lock = threading.Condition()
        self.log: list[str] = []
        self.files: dict[tuple[str, str], bytes] = {}
        self.history: list[tuple[str, str, bytes]] = []
        self.imports: list[tuple[str, str]] = []
        self.orders: dict[str, bytes] = {}
        self.largest_chunk = 0
        self.cookies: dict[str, tuple[str, str]] = {}
        self.asked: dict[tuple[str, str], int] = {}
        self.refuse: set[str] = set()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                receiver.handle(self)

            def do_POST(self) -> None:
                receiver.handle(self)

            def log_message(self, *arguments: object) -> None:
                """Tests read `log` instead."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))

    def __enter__(self) -> Receiver:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.hold_s = 0.0
            self.lock.notify_all()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        address = urlsplit(request.path)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        status, answer = 200, b"failure\nunknown mode"
        if address.path != "/1c/exchange":
            status, answer = 404, b"no such page"
        elif query["mode"] == "checkauth":
            status, answer = self._checkauth(request, query)
        else:
            owner = self.cookies.get(request.headers.get("Cookie", ""))
            if owner is None or owner[1] != query["type"]:
                status, answer = 401, b"failure\nno session"
            else:
                name = query.get("filename", "")
                with self.lock:
                    self.log.append(f"{owner[0]} {query['type']} {query['mode']} {name}".strip())
                    answer = self._answer(owner[0], query["type"], query["mode"], name, body)
        try:
            request.send_response(status)
            request.send_header("Content-Length", str(len(answer)))
            request.end_headers()
            request.wfile.write(answer)
        except (BrokenPipeError, ConnectionResetError):
            request.close_connection = True

    def _checkauth(
        self, request: BaseHTTPRequestHandler, query: dict[str, str]
    ) -> tuple[int, bytes]:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        login, _, password = base64.b64decode(token).decode().partition(":")
        if kind != "Basic" or self.passwords.get(login) != password:
            return 401, b"failure\nwrong password"
        with self.lock:
            cookie = f"sid=c{len(self.cookies)}"
            self.cookies[cookie] = (login, query["type"])
            self.log.append(f"{login} {query['type']} checkauth")
        return 200, "\n".join(("success", *cookie.split("="))).encode()

    def _answer(self, login: str, kind: str, mode: str, name: str, body: bytes) -> bytes:
        if mode == "init":
            for key in [key for key in self.files if key[0] == login]:
                del self.files[key]
            lines = [f"zip={'yes' if self.zip_files else 'no'}", f"file_limit={self.file_limit}"]
            return "\n".join([*lines, "sessid=1", "version=2.09"][: self.init_lines]).encode()
        if mode == "file":
            self.largest_chunk = max(self.largest_chunk, len(body))
            self.files[login, name] = self.files.get((login, name), b"") + body
            if kind == "sale":
                self.history.append((login, name, self.files[login, name]))
            return b"success"
        if mode == "import":
            return self._import(login, name)
        if mode == "query":
            if self.hold_s and login not in self.orders:
                until = time.monotonic() + self.hold_s
                while self.hold_s and login not in self.orders and time.monotonic() < until:
                    self.lock.wait(0.05)
            return self.orders.get(login, EMPTY)
        if mode == "success":
            self.orders.pop(login, None)
            return b"success"
        return b"failure\nunknown mode"

    def _import(self, login: str, name: str) -> bytes:
        archive = self.files.get((login, f"{name.removesuffix('.xml')}.zip"))
        for key in [key for key in self.files if key[0] == login and key[1].endswith(".zip")]:
            archive = self.files.pop(key)
            with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                for one in opened.namelist():
                    self.files[login, one] = opened.read(one)
        if (login, name) not in self.files:
            return f"failure\nthere is no {name}".encode()
        if name in self.refuse:
            return b"failure\nrefused"
        count = self.asked[login, name] = self.asked.get((login, name), 0) + 1
        if count <= self.progress:
            return b"progress\npart"
        self.asked[login, name] = 0
        self.imports.append((login, name))
        self.history.append((login, name, self.files[login, name]))
        return b"success"

    def give(self, login: str, body: bytes) -> None:
        """Put an answer for query, waking a held one."""
        with self.lock:
            self.orders[login] = body
            self.lock.notify_all()
