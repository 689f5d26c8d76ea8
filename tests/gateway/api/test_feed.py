"""The feed over real HTTP: what a dealer gets, and above all what he never gets."""

from __future__ import annotations

import gzip
import json

import httpx
import pytest

from contract.documents import Document
from contract.feed import COLUMNS, FeedPage
from contract.orders import Order
from gateway.services.retention import sweep
from gateway.store.engine import writing
from gateway.store.meta import begin_epoch, write_text
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables
from tests.gateway.server import Api, RunningGateway, refusal

KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def server(two_dealers: RunningGateway) -> RunningGateway:
    return two_dealers


@pytest.fixture
def olena(server: RunningGateway) -> Api:
    return server.sign_up("olena", "d-1")


def catch_up(api: Api, pulled, kind: str, **params):
    """Pull the changes into an older copy, as the client does."""
    news = api.pull(kind, pulled.after, **params)
    pulled.rows.update(news.rows)
    for one in news.gone:
        pulled.rows.pop(one, None)
    pulled.after = news.after
    return news


@pytest.mark.parametrize("kind", list(COLUMNS))
def test_a_page_of_every_kind_is_as_the_contract_says(server, olena, kind):
    params = {"price_type": 1} if kind == "prices" else {}
    page = olena.page(kind, **params)
    FeedPage.model_validate(page)
    assert tuple(page["columns"]) == COLUMNS[kind]
    assert len({len(column) for column in page["columns"].values()}) == 1


def test_a_dealer_gets_his_groups_goods_prices_and_stock_and_nothing_else(server, olena):
    assert set(olena.pull("groups").rows) == {1, 2}
    assert set(olena.pull("products").rows) == {1, 2, 3, 4}
    assert set(olena.pull("prices", price_type=1).rows) == {1, 2, 3, 4}
    assert set(olena.pull("stock").rows) == {(at, 1) for at in (1, 2, 3, 4)}
    petro = server.sign_up("petro", "d-2")
    assert set(petro.pull("groups").rows) == {5}
    assert set(petro.pull("products").rows) == {11, 12}
    assert set(petro.pull("stock").rows) == {(11, 2), (12, 2)}


def test_price_types_of_others_are_forbidden(server, olena):
    assert refusal(olena.get("/feed/prices", price_type=2)) == (403, "forbidden")
    assert refusal(olena.get("/feed/prices", price_type=99)) == (403, "forbidden")
    check = olena.get("/feed/check", kind="prices", at="0", price_type=2)
    assert refusal(check) == (403, "forbidden")


def test_the_contracts_own_prices_are_a_price_type_of_the_dealer(server, olena):
    server.world.price_type(3)
    server.world.prices(3, 1)
    server.world.change(dealers.contracts, {"id": 1}, own_price_type_id=3)
    assert set(olena.pull("prices", price_type=3).rows) == {1}


def test_who_may_not_see_prices_gets_none(server):
    clerk = server.sign_up("clerk", "d-1", rights="print")
    assert refusal(clerk.get("/feed/prices", price_type=1)) == (403, "forbidden")
    server.world.order(1, dealer=1, contract=1)
    page = clerk.page("orders")
    assert page["columns"]["id"] == []
    assert page["after"] == "0", "a right that comes later must bring the rows from the beginning"


def test_orders_and_papers_are_only_the_dealers_own(server, olena):
    world = server.world
    world.order(1, dealer=1, contract=1, key=KEY)
    world.order(2, dealer=2, contract=2, key=KEY)
    world.paper(1, dealer=1, pdf=b"%PDF mine", sha256="a" * 64)
    world.paper(2, dealer=2, pdf=b"%PDF theirs", sha256="b" * 64)
    orders = olena.pull("orders").rows
    assert set(orders) == {1}
    assert Order.model_validate(orders[1]["order"]).number == "000001"
    papers = olena.pull("documents").rows
    assert set(papers) == {1}
    assert Document.model_validate(papers[1]["document"]).sha256 == "a" * 64
    mine = olena.get("/documents/1/pdf")
    assert (mine.content, mine.headers["ETag"]) == (b"%PDF mine", f'"{"a" * 64}"')
    assert refusal(olena.get("/documents/2/pdf")) == (404, "not_found")
    again = olena.http.get("/documents/1/pdf", headers={"If-None-Match": mine.headers["ETag"]})
    assert again.status_code == 304
    petro = server.sign_up("petro", "d-2")
    theirs = petro.get(f"/orders/{KEY}")
    assert theirs.status_code == 404 or theirs.json()["order"]["id"] == 2


def test_a_paper_that_is_not_ready_says_when_to_come_again(server, olena):
    server.world.paper(1, dealer=1, pdf=None)
    answer = olena.get("/documents/1/pdf")
    assert answer.status_code == 202
    assert int(answer.headers["Retry-After"]) > 0


def test_a_page_asked_again_after_a_crash_brings_the_same_rows(server, olena):
    first = olena.page("products", limit=2)
    again = olena.page("products", limit=2)
    assert first["columns"]["id"] == again["columns"]["id"] == [1, 2]
    assert first["more"]
    second = [olena.page("products", first["after"], limit=2)["columns"] for _ in range(2)]
    assert second[0] == second[1]
    assert second[0]["id"] == [3, 4]


def test_changes_come_in_their_order_page_by_page(server, olena):
    pulled = olena.pull("products")
    for at in (3, 1, 4, 2):
        server.world.change(catalogue.products, {"id": at}, name=f"Новий {at}")
    first = olena.page("products", pulled.after, limit=3)
    assert first["columns"]["id"] == [3, 1, 4]
    assert olena.page("products", first["after"], limit=3)["columns"]["name"] == ["Новий 2"]


def test_a_row_that_changes_while_pages_are_fetched_is_not_lost(server, olena):
    first = olena.page("products", limit=2)
    server.world.change(catalogue.products, {"id": 1}, name="Змінений")
    server.world.products(1, 9)
    pulled = olena.pull("products", first["after"], limit=2)
    assert pulled.rows[1]["name"] == "Змінений"
    assert set(pulled.rows) == {1, 3, 4, 9}


def test_rows_of_one_number_are_given_once_each_even_across_pages(server, olena):
    pulled = olena.pull("products")
    with writing(server.engine) as connection:
        seq = next_seq(connection)
        connection.execute(catalogue.products.update().values(seq=seq))
    after, seen = pulled.after, []
    while True:
        page = olena.page("products", after, limit=1)
        seen += page["columns"]["id"]
        after = page["after"]
        if not page["more"]:
            break
    assert seen == [1, 2, 3, 4]


def test_a_grant_newer_than_the_cursor_is_sent_whole_before_the_changes(server, olena):
    copies = {kind: olena.pull(kind) for kind in ("groups", "products", "stock")}
    prices = olena.pull("prices", price_type=1)
    server.world.grant(1, 5)
    server.world.change(catalogue.products, {"id": 1}, name="Пізніше")
    first = olena.page("products", copies["products"].after, limit=8)
    assert first["columns"]["id"] == [11, 12]
    assert first["more"]
    for kind, pulled in copies.items():
        catch_up(olena, pulled, kind, limit=1)
    catch_up(olena, prices, "prices", price_type=1, limit=1)
    assert set(copies["groups"].rows) == {1, 2, 5}
    assert set(copies["products"].rows) == {1, 2, 3, 4, 11, 12}
    assert copies["products"].rows[1]["name"] == "Пізніше"
    assert {(11, 1), (12, 1)} <= set(copies["stock"].rows)
    assert set(prices.rows) == {1, 2, 3, 4, 11, 12}


def test_a_withdrawn_group_goes_with_everything_below_it(server, olena):
    copies = {kind: olena.pull(kind) for kind in ("groups", "products", "stock")}
    prices = olena.pull("prices", price_type=1)
    server.world.grant(1, 2)
    server.world.withdraw(1, 1)
    for kind, pulled in copies.items():
        catch_up(olena, pulled, kind, limit=1)
    catch_up(olena, prices, "prices", price_type=1)
    assert set(copies["groups"].rows) == {2}
    assert copies["groups"].rows[2]["parent"] is None, "a hidden parent is not named"
    assert set(copies["products"].rows) == set(prices.rows) == {3, 4}
    assert set(copies["stock"].rows) == {(3, 1), (4, 1)}


def test_a_product_moved_out_of_sight_is_gone_and_back_when_it_returns(server, olena):
    pulled = olena.pull("products")
    server.world.change(catalogue.products, {"id": 1}, group_id=5)
    assert catch_up(olena, pulled, "products").gone == [1]
    server.world.change(catalogue.products, {"id": 1}, group_id=2)
    catch_up(olena, pulled, "products")
    assert pulled.rows[1]["group"] == 2


def test_a_group_moved_under_another_takes_its_goods_along(server, olena):
    copies = {kind: olena.pull(kind) for kind in ("groups", "products", "stock")}
    moved = server.world.seq()
    server.world.change(catalogue.groups, {"id": 2}, parent_id=5, moved_seq=moved)
    for kind, pulled in copies.items():
        catch_up(olena, pulled, kind)
    assert set(copies["groups"].rows) == {1}
    assert set(copies["products"].rows) == {1, 2}
    assert set(copies["stock"].rows) == {(1, 1), (2, 1)}


def test_deleted_goods_and_goods_that_have_variants_are_gone(server, olena):
    pulled = olena.pull("products")
    server.world.change(catalogue.products, {"id": 1}, deleted=True)
    server.world.change(catalogue.products, {"id": 2}, has_variants=True)
    catch_up(olena, pulled, "products")
    assert set(pulled.rows) == {3, 4}
    assert set(olena.pull("products").rows) == {3, 4}
    assert olena.pull("products").gone == [], "who has nothing is told of nothing gone"


def test_a_warehouse_that_is_permitted_later_comes_whole_and_one_withdrawn_goes(server, olena):
    pulled = olena.pull("stock")
    grant = {"dealer_id": 1, "warehouse_id": 2, "granted_seq": server.world.seq()}
    server.world.write(dealers.dealer_warehouses, grant)
    catch_up(olena, pulled, "stock", limit=3)
    assert set(pulled.rows) == {(at, w) for at in (1, 2, 3, 4) for w in (1, 2)}
    server.world.remove(dealers.dealer_warehouses, dealer_id=1, warehouse_id=1)
    catch_up(olena, pulled, "stock", limit=3)
    assert set(pulled.rows) == {(at, 2) for at in (1, 2, 3, 4)}
    server.world.remove(dealers.dealer_warehouses, dealer_id=1, warehouse_id=2)
    catch_up(olena, pulled, "stock")
    assert set(pulled.rows) == {(at, w) for at in (1, 2, 3, 4) for w in (1, 2)}


def test_free_stock_is_what_1c_has_less_what_is_held_and_never_below_nothing(server, olena):
    stock = catalogue.stock
    server.world.change(stock, {"product_id": 1, "warehouse_id": 1}, held_milli=2_000)
    server.world.change(stock, {"product_id": 2, "warehouse_id": 1}, held_milli=9_000)
    server.world.change(stock, {"product_id": 3, "warehouse_id": 1}, onec_free_milli=None)
    rows = olena.pull("stock").rows
    free = [rows[at, 1]["free_milli"] for at in (1, 2, 3, 4)]
    assert free == [3_000, 0, None, 5_000]


def test_a_dealer_sees_how_much_he_himself_holds(server, olena):
    world = server.world
    for at, dealer in ((1, 1), (2, 2)):
        world.order(at, dealer=dealer, contract=dealer)
        part = {
            "id": at,
            "order_id": at,
            "number": f"{at:06d}",
            "warehouse_id": 1,
            "organisation_guid": "org",
            "vat": "20",
            "sum_e4": 1,
            "state": "accepted",
        }
        world.write(tables.order_parts, part)
        hold = {"order_id": at, "n": 1, "part_id": at, "product_id": 1, "warehouse_id": 1}
        world.write(tables.holds, {**hold, "quantity_milli": 700 * at})
    rows = olena.pull("stock").rows
    assert rows[1, 1]["reserved_mine_milli"] == 700
    assert rows[2, 1]["reserved_mine_milli"] == 0


def test_a_supplier_who_hides_large_stocks_shows_at_least(server, olena):
    with writing(server.engine) as connection:
        write_text(connection, "settings", json.dumps({"stock_cap_milli": 4_000}))
    server.world.change(catalogue.stock, {"product_id": 1}, onec_free_milli=3_000)
    rows = olena.pull("stock").rows
    assert (rows[1, 1]["free_milli"], rows[1, 1]["at_least"]) == (3_000, False)
    assert (rows[2, 1]["free_milli"], rows[2, 1]["at_least"]) == (4_000, True)


def test_a_property_of_other_groups_is_not_told(server, olena):
    rows = [
        {"id": 1, "guid": "s-1", "name": "Вага", "group_ids": []},
        {"id": 2, "guid": "s-2", "name": "Колір", "group_ids": [2, 5]},
        {"id": 3, "guid": "s-3", "name": "Таємна", "group_ids": [5]},
    ]
    server.world.write(catalogue.properties, *rows)
    pulled = olena.pull("properties")
    assert {at: row["group_ids"] for at, row in pulled.rows.items()} == {1: [], 2: [2]}
    server.world.grant(1, 5)
    catch_up(olena, pulled, "properties")
    assert {at: row["group_ids"] for at, row in pulled.rows.items()} == {1: [], 2: [2, 5], 3: [5]}


def test_cursors_of_another_epoch_or_of_the_future_begin_anew(server, olena):
    epoch, after = olena.page("products")["epoch"], olena.pull("products").after
    assert refusal(olena.get("/feed/products", epoch="other", after=after))[1] == "epoch_changed"
    server.world.change(catalogue.products, {"id": 1}, name="Пізніше")
    later = olena.pull("products", after, epoch=epoch).after
    with writing(server.engine) as connection:
        # A copy of the database from before that change was put back.
        connection.execute(
            dealers.metadata.tables["sequences"]
            .update()
            .values(value=dealers.metadata.tables["sequences"].c.value - 1)
        )
    assert refusal(olena.get("/feed/products", after=later)) == (409, "epoch_changed")
    with writing(server.engine) as connection:
        begin_epoch(connection)
    assert refusal(olena.get("/feed/products", epoch=epoch, after="0")) == (409, "epoch_changed")
    assert olena.profile()["epoch"] != epoch


def test_a_cursor_older_than_the_tombstones_begins_anew(server, olena):
    old = olena.pull("stock").after
    server.world.change(catalogue.stock, {"product_id": 1, "warehouse_id": 1}, deleted=True)
    server.clock.advance(days=1)
    sweep(server.engine, server.clock())
    olena = server.with_session(server.sign_in("olena").json())
    assert olena.get("/feed/stock", after=old).json()["gone"] == [[1, 1]]
    new = olena.pull("stock", old).after
    server.clock.advance(days=91)
    server.world.change(catalogue.stock, {"product_id": 2, "warehouse_id": 1}, held_milli=1)
    sweep(server.engine, server.clock())
    renewed = server.with_session(server.sign_in("olena").json())
    assert refusal(renewed.get("/feed/stock", after=old)) == (409, "epoch_changed")
    assert renewed.get("/feed/stock", after=new).status_code == 200
    assert server.world.value(catalogue.stock.c.deleted, product_id=1, warehouse_id=1) is None


@pytest.mark.parametrize("junk", ["x", "%", "W10", "A" * 500, "bnVsbA", "[1,2]"])
def test_junk_is_no_cursor(server, olena, junk):
    assert refusal(olena.get("/feed/products", after=junk)) == (400, "bad_request")


def test_a_cursor_serves_only_its_own_kind(server, olena):
    after = olena.pull("products").after
    assert refusal(olena.get("/feed/stock", after=after)) == (400, "bad_request")
    prices = olena.pull("prices", price_type=1).after
    server.world.change(dealers.contracts, {"id": 1}, own_price_type_id=2)
    other = olena.get("/feed/prices", after=prices, price_type=2)
    assert refusal(other) == (400, "bad_request")


def test_the_check_counts_the_rows_of_a_complete_copy(server, olena):
    for kind in ("groups", "properties", "products", "prices", "stock", "orders"):
        params = {"price_type": 1} if kind == "prices" else {}
        pulled = olena.pull(kind, **params)
        answer = olena.get("/feed/check", kind=kind, at=pulled.after, **params).json()
        assert (answer["count"], answer["moved"]) == (len(pulled.rows), False), kind
    products = olena.pull("products").after
    server.world.change(catalogue.products, {"id": 1}, name="Новий")
    moved = olena.get("/feed/check", kind="products", at=products).json()
    assert (moved["count"], moved["moved"]) == (None, True)


def test_only_who_asks_for_gzip_gets_it(server, olena):
    plain = httpx.get(
        f"{server.url}/v1/feed/products",
        headers={
            "Authorization": olena.http.headers["Authorization"],
            "Accept-Encoding": "identity",
        },
    )
    assert "Content-Encoding" not in plain.headers
    with olena.http.stream("GET", "/feed/products", headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content


def test_names_of_any_letters_arrive_as_they_are(server, olena):
    name = 'Дюбель "8×60" \\ \u2028 \x07 🔩 </script>'
    server.world.change(catalogue.products, {"id": 1}, name=name, other_codes=['"', "й"])
    row = olena.pull("products").rows[1]
    assert (row["name"], row["other_codes"]) == (name, ['"', "й"])


def test_news_are_for_everybody_and_go_when_they_are_taken_back(server, olena):
    from tests.gateway.world import AT

    server.world.write(dealers.news, {"id": 1, "at": AT, "title": "Свято", "importance": 1})
    pulled = olena.pull("news")
    assert pulled.rows[1]["at"].startswith("2026-11-24T09:00:00")
    server.world.change(dealers.news, {"id": 1}, deleted=True)
    assert catch_up(olena, pulled, "news").gone == [1]
