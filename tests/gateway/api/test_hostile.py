"""What no honest program sends: the gateway refuses it in JSON and calls nothing its own bug."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from gateway.store.tables import catalogue
from tests.gateway.server import Api, RunningGateway, refusal

HUGE = 10**30


@pytest.fixture
def olena(two_dealers: RunningGateway) -> Api:
    return two_dealers.sign_up("olena")


@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", f"/sessions/{HUGE}"), ("GET", f"/documents/{HUGE}/pdf"), ("DELETE", "/sessions/x")],
)
def test_a_number_that_no_row_can_have_is_refused(olena: Api, method: str, path: str):
    assert refusal(olena.http.request(method, path)) == (400, "bad_request")


def cursor(*fields: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        ("products", cursor("products", "first", 1, [HUGE], 0, 0, [], [], [], [])),
        ("products", cursor("products", "changes", 1, [], 0, HUGE, [], [], [], [])),
        ("products", cursor("products", "touched", 1, [], 0, 1, [], [], [HUGE], [])),
        ("products", cursor("products", "first", 1, [1, 2], 0, 0, [], [], [], [])),
        ("products", cursor("products", "first", 1, [-1], 0, 0, [], [], [], [])),
        ("stock", cursor("stock", "first", 1, [5], 0, 0, [], [], [], [])),
    ],
)
def test_a_cursor_that_the_gateway_never_gave_is_refused(olena: Api, kind: str, after: str):
    assert refusal(olena.get(f"/feed/{kind}", after=after)) == (400, "bad_request")


def test_a_version_of_a_thousand_digits_is_no_bug_of_ours(olena: Api):
    answer = olena.http.get("/profile", headers={"X-Client": "dealer-order/" + "9" * 5000})
    assert answer.status_code == 200


def test_a_wrong_method_names_the_right_one(olena: Api):
    answer = olena.http.put("/orders")
    assert refusal(answer) == (405, "not_found")
    assert answer.headers["Allow"] == "POST"


def test_a_cart_worth_more_than_money_can_be_is_answered(two_dealers: RunningGateway, olena: Api):
    """999,999,999,999 pieces where nobody counts: a problem of the line, not a crash."""
    world = two_dealers.world
    world.change(catalogue.warehouses, {"id": 1}, counted=False)
    world.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, deleted=True)
    world.change(catalogue.prices, {"product_id": 1, "price_type_id": 1}, price_e4=10**13)
    line = {"n": 1, "product": "p-1", "warehouse": "w-1", "quantity": "999999999999"}
    answer = olena.post("/quotes", {"contract": "c-1", "lines": [line]})
    assert answer.status_code == 200, answer.text
    (told,) = answer.json()["lines"]
    assert "AboveMaximum" in [problem["code"] for problem in told["problems"]]


NO_AMOUNTS = (1.5, "NaN", "Infinity", "1e400", "0.00001", "", [], "1,5")


def test_an_amount_that_is_none_is_refused(olena: Api):
    wrong: list[dict[str, Any]] = [{"seen_price": value} for value in NO_AMOUNTS]
    wrong += [{"quantity": value} for value in (*NO_AMOUNTS, None, "0", "-1")]
    for field in wrong:
        line = {"n": 1, "product": "p-1", "warehouse": "w-1", "quantity": "1", **field}
        answer = olena.post("/quotes", {"contract": "c-1", "lines": [line]})
        assert refusal(answer) == (400, "bad_request"), field


def test_a_body_that_is_no_json_is_refused(olena: Api):
    for path in ("/quotes", "/session", "/activation", "/delivery/options", "/password/forgot"):
        for body in (b"[" * 200_000, b"\xff\xfe", b'"\\ud800"', b"{", b"", b"null"):
            headers = {"Content-Type": "application/json"}
            answer = olena.http.post(path, content=body, headers=headers)
            assert refusal(answer) == (400, "bad_request"), (path, body[:10])
