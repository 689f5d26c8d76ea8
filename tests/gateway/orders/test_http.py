"""Ordering over real HTTP, as a dealer's program does it."""

from __future__ import annotations

import json
import uuid
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables
from tests.gateway.server import Api, RunningGateway, refusal

if TYPE_CHECKING:
    import httpx

KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def shop(two_dealers: RunningGateway) -> RunningGateway:
    """Dealer 1 may buy products 1-4 at warehouse 1: 5 pieces each, at 1, 2, 3, 4 hryvnias."""
    world = two_dealers.world
    for product in (1, 2, 3, 4):
        world.change(catalogue.products, {"id": product}, unit="шт", vat_rate=20)
    organisation = {"guid": "org", "name": "ТОВ Постач", "iban": "UA213223130000026007233566001"}
    world.write(dealers.organisations, organisation)
    return two_dealers


def line(product: int = 1, quantity: str = "2", price: str | None = None) -> dict[str, Any]:
    price = price or str(product)
    return {
        "n": 1,
        "product": f"p-{product}",
        "name": "Товар",
        "unit": "шт",
        "quantity": quantity,
        "price": price,
        "seen_price": price,
        "seen_at": "2026-11-24T10:59:00+02:00",
        "warehouse": "w-1",
    }


def order(one: dict[str, Any] | None = None, total: str = "2.00", **more: Any) -> bytes:
    body = {
        "contract": "c-1",
        "counterparty": "cp-1",
        "lines": [one or line()],
        "total": total,
        "delivery": {"parts": [{"method": "pickup", "kind": "pickup"}]},
    } | more
    return json.dumps(body, ensure_ascii=False).encode()


def send(api: Api, body: bytes, key: str | None = KEY) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    if key is not None:
        headers["Idempotency-Key"] = key
    return api.http.post("/orders", content=body, headers=headers)


def test_from_the_cart_to_the_invoice(shop: RunningGateway):
    api = shop.sign_up("olena")
    asked = {"n": 1, "product": "p-1", "warehouse": "w-1", "quantity": "2", "seen_price": "1"}
    quote = api.post("/quotes", {"contract": "c-1", "lines": [asked]}).json()
    assert quote["end"] is True
    assert (quote["total"], quote["lines"][0]["free"], quote["problems"]) == ("2.00", "5", [])
    before = api.get("/changes", epoch=api.profile()["epoch"], since=0, wait=0).json()["seq"]
    answer = send(api, order(quote=quote["quote"]))
    assert answer.status_code == 201, answer.text
    placed = answer.json()["order"]
    assert placed["placed_by"] == "Olena"
    fed = api.pull("orders").rows[placed["id"]]
    assert fed["order"] == placed
    (row,) = api.pull("documents").rows.values()
    paper = row["document"]
    assert (paper["part"], paper["order"], paper["state"]) == (placed["number"], KEY, "ready")
    pdf = api.get(f"/documents/{paper['id']}/pdf")
    assert pdf.headers["etag"] == f'"{paper["sha256"]}"'
    assert pdf.content.startswith(b"%PDF-")
    moved = api.get("/changes", epoch=api.profile()["epoch"], since=before, wait=0).json()
    assert {"orders", "documents", "stock"} <= set(moved["kinds"])


def test_a_lost_answer_is_repeated_byte_for_byte(shop: RunningGateway):
    api = shop.sign_up("olena")
    body = order()
    first = send(api, body)
    again = send(api, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content
    assert refusal(send(api, order(comment="ще"))) == (409, "key_reused")


def test_what_differs_is_told_as_problems(shop: RunningGateway):
    api = shop.sign_up("olena")
    body = order(line(quantity="6"), total="6.00")
    for _ in range(2):
        answer = send(api, body)
        assert refusal(answer) == (422, "problems")
        (problem,) = answer.json()["error"]["details"]["problems"]
        assert (problem["n"], problem["code"], problem["free_now"]) == (1, "NotEnough", "5")
    told = api.get(f"/orders/{KEY}").json()
    assert (told["status"], told["problems"][0]["code"]) == ("rejected", "NotEnough")


def test_a_key_is_voided_cancelled_or_unknown(shop: RunningGateway):
    api = shop.sign_up("olena")
    unused = str(uuid.uuid4())
    assert refusal(api.get(f"/orders/{unused}")) == (404, "unknown_key")
    assert api.post(f"/orders/{unused}/void", {}).json()["status"] == "void"
    assert refusal(send(api, order(), unused)) == (409, "key_void")
    send(api, order())
    answer = api.post(f"/orders/{KEY}/void", {})
    assert refusal(answer) == (409, "too_late")
    assert answer.json()["error"]["details"]["order"]["key"] == KEY
    cancelled = api.post(f"/orders/{KEY}/cancel", {}).json()["order"]
    assert cancelled["state"] == "cancelled_by_dealer"
    assert shop.world.value(catalogue.stock.c.held_milli, product_id=1, warehouse_id=1) == 0
    assert refusal(api.post(f"/orders/{KEY}/cancel", {})) == (409, "too_late")


def test_the_manager_gets_one_letter_about_an_order_that_1c_has(shop: RunningGateway):
    world, api = shop.world, shop.sign_up("olena")
    manager = {"guid": "m-1", "name": "Ірина", "email": "iryna@supplier.example"}
    world.write(dealers.managers, manager)
    world.change(dealers.dealers, {"id": 1}, manager_guid="m-1")
    send(api, order())
    world.change(tables.order_parts, {"id": 1}, queue="given")
    for _ in range(2):
        told = api.post(f"/orders/{KEY}/cancel", {}).json()["order"]
        assert (told["state"], told["may_cancel"]) == ("cancel_requested", False)
    letters = shop.settings.data.rglob("*.eml")
    (letter,) = [message_from_bytes(one.read_bytes(), policy=default) for one in letters]
    assert letter["To"] == "iryna@supplier.example"
    assert told["number"] in letter["Subject"]
    assert "Olena" in letter.get_content()


def test_a_dealer_sees_and_touches_only_his_own_orders(shop: RunningGateway):
    send(shop.sign_up("olena"), order())
    other = shop.sign_up("petro", dealer="d-2", device="device-0002")
    assert refusal(other.get(f"/orders/{KEY}")) == (404, "unknown_key")
    assert refusal(other.post(f"/orders/{KEY}/cancel", {})) == (404, "unknown_key")
    assert other.post(f"/orders/{KEY}/void", {}).json()["status"] == "void"
    assert refusal(send(other, order(), str(uuid.uuid4()))) == (404, "not_found")
    quote = other.post(
        "/quotes",
        {
            "contract": "c-2",
            "lines": [{"n": 1, "product": "p-1", "warehouse": "w-2", "quantity": "1"}],
        },
    ).json()
    assert [one["code"] for one in quote["lines"][0]["problems"]] == ["NotPermitted"]
    assert quote["lines"][0]["price"] is None


@pytest.mark.parametrize("path", ["/quotes", "/orders", "/delivery/options"])
def test_who_may_not_order_is_told_so(shop: RunningGateway, path: str):
    api = shop.sign_up("buh", rights="see_prices,print")
    bodies = {
        "/quotes": {
            "contract": "c-1",
            "lines": [{"n": 1, "product": "p-1", "warehouse": "w-1", "quantity": "1"}],
        },
        "/orders": json.loads(order()),
        "/delivery/options": {"contract": "c-1"},
    }
    answer = api.post(path, bodies[path], **{"Idempotency-Key": KEY})
    assert refusal(answer) == (403, "forbidden")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"{", KEY),
        (b"", KEY),
        (order(), None),
        (order(), "not-a-uuid"),
        (order().replace(b'"total"', b'"sum"'), KEY),
        (order().replace(b'"2.00"', b"2.005e400"), KEY),
    ],
)
def test_a_body_or_key_out_of_contract_is_refused(
    shop: RunningGateway, body: bytes, key: str | None
):
    api = shop.sign_up("olena")
    assert refusal(send(api, body, key)) == (400, "bad_request")
    assert refusal(api.get(f"/orders/{KEY}")) == (404, "unknown_key")


def test_delivery_is_offered_with_days_where_they_are_known(shop: RunningGateway):
    api = shop.sign_up("olena")
    asked = {
        "contract": "c-1",
        "lines": [{"n": 1, "product": "p-1", "warehouse": "w-1", "quantity": "1"}],
    }
    bare = api.post("/delivery/options", asked).json()
    assert [(one["code"], one["from_on"]) for one in bare["methods"]] == [
        ("pickup", None),
        ("other", None),
    ]
    world = shop.world
    days = {"cutoff": "23:59", "ship_weekdays": [1, 2, 3, 4, 5, 6, 7], "delivery_days": 2}
    world.change(catalogue.warehouses, {"id": 1}, **days)
    for at, (code, kind) in enumerate(
        (("own", "company_transport"), ("pickup", "pickup"), ("np", "carrier"))
    ):
        body = {"kind": kind, "name": {"uk": code}}
        world.write(dealers.delivery_methods, {"code": code, "position": at, "body": body})
    told = api.post("/delivery/options", asked).json()
    own, pickup, carrier = told["methods"]
    assert told["end"] is True
    assert all(one["available"] for one in told["methods"])
    assert pickup["from_on"] == pickup["to_on"] == carrier["from_on"]
    assert carrier["to_on"] is None
    assert own["from_on"] > pickup["from_on"]
    assert (pickup["cost_kind"], carrier["cost_kind"]) == ("free", "carrier")
