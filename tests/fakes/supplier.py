"""A small supplier behind a real HTTP server on loopback: profile, feed, changes.

It follows the contract's rules with the simplest means: every row carries the seq of its last
change, a page is what has a larger one, and nothing is optimised.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from contract.feed import COLUMNS

TOKEN = "a-token-of-twenty-characters"
AS_OF = "2026-03-01T09:00:00+02:00"


def product(number: int, **other: Any) -> dict[str, Any]:
    """Return a row of the products feed."""
    row = {
        "id": number,
        "guid": f"guid-{number}",
        "variant": None,
        "group": 1,
        "article": f"AB-{number}/3",
        "other_codes": [],
        "name": f"Болт М{number} х 1,5",
        "synonyms": [],
        "brand": "Метиз",
        "unit": "шт",
        "units": [["уп", 100_000, 0]],
        "pack_milli": 100_000,
        "pack_name": "уп",
        "weight_g": 12,
        "volume_cm3": None,
        "barcodes": [f"482000{number:07d}"],
        "vat_rate": 20,
        "properties": {},
        "images": [],
        "analogues": [],
        "replaced_by": None,
        "discontinued": False,
        "created_on": None,
        "note": "",
        "orderable": True,
        "why_not": "",
    }
    return row | other


def group(number: int, parent: int | None = None, name: str = "") -> dict[str, Any]:
    """Return a row of the groups feed."""
    return {
        "id": number,
        "guid": f"group-{number}",
        "parent": parent,
        "name": name or f"Група {number}",
        "order": number,
    }


def price(number: int, price_e4: int | None) -> dict[str, Any]:
    """Return a row of the prices feed."""
    return {"ids": number, "prices_e4": price_e4}


def stock(number: int, warehouse: int, free_milli: int | None, **other: Any) -> dict[str, Any]:
    """Return a row of the stock feed."""
    row = {
        "ids": number,
        "warehouses": warehouse,
        "free_milli": free_milli,
        "at_least": False,
        "reserved_mine_milli": None,
        "expected_on": None,
        "expected_milli": None,
        "expected_note": "",
    }
    return row | other


def page(kind: str, rows: list[dict[str, Any]], **other: Any) -> dict[str, Any]:
    """Return an answer of GET /feed/{kind} with these rows."""
    names = COLUMNS[kind]  # type: ignore[index]
    answer = {
        "epoch": "e1",
        "kind": kind,
        "as_of": AS_OF,
        "columns": {name: [row[name] for row in rows] for name in names},
        "gone": [],
        "after": "1",
        "more": False,
        "end": True,
    }
    return answer | other


def profile(epoch: str = "e1", price_types: tuple[int, ...] = (1,)) -> dict[str, Any]:
    """Return a profile with one contract for each price type and two warehouses."""
    return {
        "epoch": epoch,
        "user": {"id": 1, "name": "Олена", "login": "olena", "language": "uk"},
        "rights": ["order", "see_prices"],
        "counterparties": [{"id": "cp", "name": "ТОВ Дилер"}],
        "price_types": [
            {"id": one, "guid": f"pt-{one}", "name": f"Ціна {one}", "currency": "UAH",
             "vat_included": True, "scale": 2}
            for one in price_types
        ],
        "contracts": [
            {"id": f"c-{one}", "counterparty": "cp", "number": str(one), "name": f"Договір {one}",
             "short": "Д", "kind": "prepayment", "price_type": one, "currency": "UAH",
             "vat": "included", "organisation": "org"}
            for one in price_types
        ],
        "default_contract": f"c-{price_types[0]}",
        "warehouses": [
            {"id": 1, "guid": "w-1", "name": "Київ", "short": "К", "counted": True},
            {"id": 2, "guid": "w-2", "name": "Львів", "short": "Л", "counted": False},
        ],
        "managers": [],
        "delivery_methods": [],
        "expected_every_s": {"stock": 300},
        "end": True,
    }  # fmt: skip


class FakeSupplier:
    """The rows of a supplier with their seq; `serve` puts it behind a server."""

    def __init__(self, page_limit: int = 50) -> None:
        self.epoch = "e1"
        self.gateway_id = "gw"
        self.seq = 0
        self.page_limit = page_limit
        self.price_types: tuple[int, ...] = (1,)
        self.token = TOKEN
        self.asked: list[str] = []
        self.spoil: Callable[[str, bytes], bytes] | None = None
        self._rows: dict[tuple[str, int], dict[Any, tuple[int, dict[str, Any] | None]]] = {}
        self._kinds: dict[str, int] = {}
        self._changed = threading.Condition()

    def put(self, kind: str, *rows: dict[str, Any], price_type: int = 0) -> None:
        """Add or replace rows."""
        with self._changed:
            for row in rows:
                self._store(kind, price_type, _identity(kind, row), row)
            self._changed.notify_all()

    def remove(self, kind: str, *identities: Any, price_type: int = 0) -> None:
        """Leave tombstones of rows."""
        with self._changed:
            for identity in identities:
                self._store(kind, price_type, identity, None)
            self._changed.notify_all()

    def touch(self, kind: str) -> None:
        """Say that a kind changed."""
        with self._changed:
            self.seq += 1
            self._kinds[kind] = self.seq
            self._changed.notify_all()

    def rows(self, kind: str, price_type: int = 0) -> list[dict[str, Any]]:
        """Return the rows that are there."""
        return [row for _, row in self._rows.get((kind, price_type), {}).values() if row]

    def feed(self, kind: str, after: int, limit: int, price_type: int) -> dict[str, Any]:
        """Return one page after a cursor."""
        with self._changed:
            found = sorted(
                (
                    (seq, identity, row)
                    for identity, (seq, row) in self._rows.get((kind, price_type), {}).items()
                    if seq > after
                ),
                key=lambda one: one[0],
            )
            count = min(limit, self.page_limit)
            chosen = found[:count]
            return page(
                kind,
                [row for _, _, row in chosen if row is not None],
                epoch=self.epoch,
                gone=[identity for _, identity, row in chosen if row is None],
                after=str(chosen[-1][0] if chosen else max(after, 0)),
                more=len(found) > count,
            )

    def changes(self, since: int, wait: float) -> dict[str, Any]:
        """Wait until something changed after `since`."""
        with self._changed:
            self._changed.wait_for(lambda: self.seq > since, timeout=wait)
            return {
                "epoch": self.epoch,
                "seq": self.seq,
                "kinds": [kind for kind, seq in self._kinds.items() if seq > since],
                "as_of": {"stock": AS_OF},
                "onec": {"state": "ok", "last_seen": AS_OF},
                "end": True,
            }

    def answer(self, target: str, headers: Any) -> tuple[int, dict[str, Any], dict[str, str]]:
        """Return status, body and headers of a GET."""
        url = urlsplit(target)
        given = {name: values[0] for name, values in parse_qs(url.query).items()}
        path = url.path.removeprefix("/v1")
        if path == "/about":
            return 200, self._about(), {}
        if headers.get("Authorization") != f"Bearer {self.token}":
            return 401, _error("token_expired"), {}
        if path == "/profile":
            body = profile(self.epoch, self.price_types)
            tag = f'"{hash(json.dumps(body))}"'
            if headers.get("If-None-Match") == tag:
                return 304, {}, {"ETag": tag}
            return 200, body, {"ETag": tag}
        if given.get("epoch", self.epoch) != self.epoch:
            return 409, _error("epoch_changed"), {}
        price_type = int(given.get("price_type", "0"))
        if path == "/feed/check":
            if int(given["at"]) > self.seq:
                return 200, {"kind": given["kind"], "count": None, "moved": True, "end": True}, {}
            count = len(self.rows(given["kind"], price_type))
            return 200, {"kind": given["kind"], "count": count, "moved": False, "end": True}, {}
        if path.startswith("/feed/"):
            kind = path.rpartition("/")[2]
            return 200, self.feed(kind, int(given["after"]), int(given["limit"]), price_type), {}
        if path == "/changes":
            return 200, self.changes(int(given["since"]), min(float(given["wait"]), 5.0)), {}
        return 404, _error("not_found"), {}

    def _store(self, kind: str, price_type: int, identity: Any, row: Any) -> None:
        self.seq += 1
        self._kinds[kind] = self.seq
        self._rows.setdefault((kind, price_type), {})[identity] = (self.seq, row)

    def _about(self) -> dict[str, Any]:
        return {
            "gateway_id": self.gateway_id,
            "supplier": {"name": "Метиз-Опт"},
            "access": {},
            "languages": ["uk"],
            "features": [],
            "public_catalogue": False,
            "client": {"minimum": "0.1", "latest": "0.1"},
        }


@contextmanager
def serve(supplier: FakeSupplier) -> Iterator[str]:
    """Serve the supplier on loopback; yields the gateway's address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            supplier.asked.append(self.path)
            status, body, headers = supplier.answer(self.path, self.headers)
            # In the gateway's own spelling, which the sync child reads by its bytes.
            text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
            data = b"" if status == 304 else text.encode()
            if supplier.spoil is not None:
                data = supplier.spoil(self.path, data)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                self.close_connection = True  # the client was killed: that is what is tested

        def log_message(self, *args: Any) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _identity(kind: str, row: dict[str, Any]) -> Any:
    if kind == "stock":
        return (row["ids"], row["warehouses"])
    return row["ids"] if kind == "prices" else row["id"]


def _error(code: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": code, "details": {}, "request_id": "r"}}
