"""The program's log may be sent to strangers: it has no prices, names, passwords or tokens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.onec.accounts import add_account
from gateway.store.engine import open_engine
from gateway.store.tables import exchange
from tests.gateway.onec.onec import (
    LOGIN,
    PASSWORD,
    Failed,
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
)
from tests.gateway.orders.supplier import want
from tests.gateway.test_whole_process import KEY, ROOT, Shop, activated, program, sent, shop

__all__ = ["shop"]

PRICE = "98765.43"
NAME = "Надсекретна дриль"
DEALERS_PASSWORD = "a good password"


def busy_day(url: str, shop: Shop) -> list[str]:
    """Let a dealer and 1C do what they do, well and badly; returns what must not be told."""
    onec = Onec(url)
    onec.send("i.xml", catalogue_xml([good("p-9", NAME)], group("g-9", "Таємна група")))
    onec.send("o.xml", offers_xml([offer("p-9", PRICE)]))
    with pytest.raises(Failed):
        onec.send("o.xml", offers_xml([offer("p-9", PRICE)])[:-40])
    cookie = str(onec.client.cookies["exchange"])
    onec.close()
    token = activated(url, shop.code)
    with program(url, token) as http:
        wrong = {"login": "petro", "password": "wrong secret", "device_id": "device-1"}
        assert http.post("/session", json=wrong).status_code == 401
        assert http.get("/profile").status_code == 200
        assert sent(http, shop.order()) == 201
        line = want(1, "p-1", "1", "100", name=NAME)
        with shop.look() as supplier:
            assert sent(http, supplier.body(line, total="100")) == 409
        assert http.get(f"/orders/{KEY}").status_code == 200
        with shop.look() as supplier, supplier.engine.begin() as connection:
            # Somebody dropped a table: the worst that a log is asked to tell.
            connection.exec_driver_sql("ALTER TABLE orders RENAME TO lost")
        body = {"Idempotency-Key": KEY.replace("1", "2"), "Content-Type": "application/json"}
        with shop.look() as supplier:
            bad = supplier.body(line, total="100", comment=NAME)
        assert http.post("/orders", content=bad, headers=body).status_code == 503
    return [
        PRICE,
        NAME,
        "Таємна",
        "wrong secret",
        DEALERS_PASSWORD,
        PASSWORD,
        token,
        cookie,
        shop.code,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="stops by SIGTERM")
def test_the_log_of_a_busy_day_tells_no_secret(shop: Shop, tmp_path: Path):
    engine = open_engine(shop.folder)
    add_account(engine, LOGIN, PASSWORD, "bas")
    with engine.begin() as connection:
        connection.execute(exchange.onec_account_contracts.delete())
    engine.dispose()
    log = tmp_path / "log.txt"
    words = [sys.executable, "-m", "gateway", "--verbose", "--data", str(shop.folder), "serve"]
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen(
            [*words, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, stderr=told, text=True
        ) as process,
    ):
        assert process.stdout is not None
        try:
            secrets = busy_day(json.loads(process.stdout.readline())["listening"], shop)
        finally:
            process.terminate()
            process.wait(60)
    text = log.read_text(encoding="utf-8")
    assert "did not answer" in text, "the bad day is in the log"
    for secret in secrets:
        assert secret not in text
