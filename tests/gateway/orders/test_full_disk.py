"""A disk with no room left while a dealer orders: nothing is half done and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gateway.store.tables import orders as tables
from tests.gateway.full_disk import no_file_grows_over
from tests.gateway.orders.test_http import KEY, order, send, shop
from tests.gateway.server import refusal

if TYPE_CHECKING:
    from tests.gateway.server import RunningGateway

__all__ = ["shop"]


def test_an_order_that_finds_no_room_is_taken_by_the_repeated_call(
    shop: RunningGateway, expected_log
):
    api = shop.sign_up("olena")
    expected_log("the order could not be written now")
    with no_file_grows_over(4096):
        full = send(api, order())
        assert api.get("/profile").status_code == 200, "what is known is still told"
    assert refusal(full) == (503, "unavailable")
    assert int(full.headers["Retry-After"]) > 0
    assert refusal(api.get(f"/orders/{KEY}")) == (404, "unknown_key")
    assert [send(api, order()).status_code for _ in range(2)] == [201, 200]
    assert shop.world.value(tables.orders.c.id) == 1
    assert shop.world.value(tables.holds.c.quantity_milli) == 2_000
