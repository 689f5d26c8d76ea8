"""GET /profile and GET /about."""

from __future__ import annotations

import json

from contract.about import About
from contract.profile import Profile
from gateway.store.engine import writing
from gateway.store.meta import write_text
from gateway.store.tables import dealers
from tests.gateway.server import RunningGateway, refusal
from tests.gateway.world import AT


def test_anybody_may_know_the_supplier_before_sign_in(gateway_server: RunningGateway):
    told = {"name": "Промінь", "phone": "+380 00 000 00 00", "accent": "#2F6FED"}
    with writing(gateway_server.engine) as connection:
        write_text(connection, "supplier", json.dumps(told))
    about = About.model_validate(gateway_server.anybody().get("/about").json())
    assert about.supplier.name == "Промінь"
    assert about.access.phone == "+380 00 000 00 00"
    assert about.public_catalogue is False


def test_a_dealer_sees_only_his_own_terms(two_dealers: RunningGateway):
    profile = two_dealers.sign_up("olena", "d-1").profile()
    Profile.model_validate(profile)
    assert [one["id"] for one in profile["contracts"]] == ["c-1"]
    assert [one["id"] for one in profile["counterparties"]] == ["cp-1"]
    assert [one["id"] for one in profile["price_types"]] == [1]
    assert [one["guid"] for one in profile["warehouses"]] == ["w-1"]


def test_no_word_about_warehouses_means_all_of_them(gateway_server: RunningGateway):
    world = gateway_server.world
    world.warehouse(1)
    world.warehouse(2)
    world.warehouse(3, deleted=True)
    world.dealer(1)
    profile = gateway_server.sign_up("olena").profile()
    assert [one["id"] for one in profile["warehouses"]] == [1, 2]


def test_the_default_contract_is_the_prepayment_one_unless_the_supplier_says_otherwise(
    gateway_server: RunningGateway,
):
    world = gateway_server.world
    world.price_type(1)
    world.dealer(1)
    world.contract(1, dealer=1, price_type=1, kind="deferral", deferral_days=14, position=1)
    world.contract(2, dealer=1, price_type=1, kind="prepayment", position=2)
    api = gateway_server.sign_up("olena")
    assert api.profile()["default_contract"] == "c-2"
    world.change(dealers.dealers, {"id": 1}, default_contract="c-1")
    assert api.profile()["default_contract"] == "c-1"
    world.change(dealers.dealers, {"id": 1}, default_contract="of somebody else")
    assert api.profile()["default_contract"] == "c-2"


def test_what_is_left_of_the_limit_counts_debt_and_orders_that_1c_does_not_know(
    gateway_server: RunningGateway,
):
    world = gateway_server.world
    world.price_type(1)
    world.dealer(1)
    world.contract(
        1,
        dealer=1,
        price_type=1,
        limit_e4=1_000_000_000,
        debt_e4=300_000_000,
        reserved_e4=50_000_000,
        money_as_of=AT,
    )
    world.contract(2, dealer=1, price_type=1, limit_e4=1_000_000_000)
    told, untold = gateway_server.sign_up("olena").profile()["contracts"]
    assert (told["limit"], told["limit_left"]) == ("100000.00", "65000.00")
    assert untold["debt"] is None
    assert untold["limit_left"] is None, "an unknown debt is not a debt of nothing"


def test_who_may_not_see_prices_gets_no_price_types_and_no_discounts(
    two_dealers: RunningGateway,
):
    two_dealers.world.change(dealers.contracts, {"id": 1}, discount_e4=500, debt_e4=10_000)
    profile = two_dealers.sign_up("stock", rights="print").profile()
    assert profile["price_types"] == []
    assert profile["contracts"][0]["discount_e4"] == 0
    assert profile["contracts"][0]["debt"] is None


def test_an_unchanged_profile_is_not_sent_again(two_dealers: RunningGateway):
    api = two_dealers.sign_up("olena")
    etag = api.get("/profile").headers["ETag"]
    same = api.http.get("/profile", headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    two_dealers.world.change(dealers.contracts, {"id": 1}, name="Новий договір")
    other = api.http.get("/profile", headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert other.headers["ETag"] != etag


def test_a_too_old_program_is_told_where_the_newest_is(gateway_server: RunningGateway):
    http = gateway_server.anybody().http
    answer = http.get("/profile", headers={"X-Client": "dealer-order/0.0.9"})
    assert refusal(answer) == (426, "client_too_old")
    assert answer.json()["error"]["details"]["minimum"] == "0.1.0"
    assert http.get("/about", headers={"X-Client": "dealer-order/0.0.9"}).status_code == 200
    other = http.get("/profile", headers={"X-Client": "my-shop/0.0.1"})
    assert refusal(other) == (401, "token_expired"), "another program has its own numbers"


def test_unknown_paths_and_broken_bodies_are_answered_in_json(gateway_server: RunningGateway):
    api = gateway_server.anybody()
    assert refusal(api.get("/nothing/here")) == (404, "not_found")
    broken = api.http.post("/session", content=b"{", headers={"Content-Type": "application/json"})
    assert refusal(broken) == (400, "bad_request")
    extra = api.post(
        "/session", {"login": "a", "password": "secret!", "device_id": "d" * 8, "more": 1}
    )
    assert refusal(extra) == (400, "bad_request")
    assert "secret!" not in extra.text


def test_a_body_over_the_cap_is_refused_told_or_not(gateway_server: RunningGateway):
    api = gateway_server.anybody()
    too_much = 32 * 1024 * 1024 + 1
    told = api.http.post("/session", content=b" " * too_much)
    assert refusal(told) == (413, "too_large")
    untold = api.http.post("/session", content=(b" " * 1024 * 1024 for _ in range(33)))
    assert refusal(untold) == (413, "too_large")
