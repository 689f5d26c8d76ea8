"""Cancelling and voiding: before and after 1C has the order."""

from __future__ import annotations

import pytest

from gateway.services.cancelling import void_key
from gateway.services.failures import Failure
from gateway.services.handover import (
    confirm_given,
    has_waiting,
    mark_given,
    not_confirmed,
    waiting_parts,
)
from gateway.services.orders import get_order
from gateway.store.engine import reading, writing
from tests.gateway.orders.replying import (
    KEY,
    NUMBER,
    cancel,
    give,
    order,
    reply,
)
from tests.gateway.orders.supplier import Supplier, want


def test_before_handing_over_a_cancellation_is_final(placed: Supplier):
    told = cancel(placed)
    assert (told.state, told.payment, told.may_cancel) == ("cancelled_by_dealer", "none", False)
    assert (placed.free(1, 1), placed.free(3, 1)) == (100_000, 100_000)
    assert give(placed) == []
    with pytest.raises(Failure) as caught:
        cancel(placed)
    assert caught.value.code == "too_late"
    assert caught.value.details["order"]["state"] == "cancelled_by_dealer"


@pytest.mark.parametrize("confirmed", [True, False])
def test_after_handing_over_a_cancellation_waits_for_1c(placed: Supplier, confirmed: bool):
    """1C may have loaded a part even where its confirmation was lost."""
    ids = give(placed)
    if confirmed:
        with writing(placed.engine) as connection:
            confirm_given(connection, ids, placed.now)
    assert cancel(placed).state == "cancel_requested"
    assert cancel(placed).state == "cancel_requested"
    assert placed.free(1, 1) == 95_000
    reply(placed, posted=True)
    assert order(placed).state == "cancel_requested"
    reply(placed, deleted=True)
    reply(placed, number="100000002", deleted=True)
    assert order(placed).state == "cancelled_by_dealer"
    assert placed.free(1, 1) == 100_000


def test_a_cancellation_goes_to_1c_only_where_the_account_may(placed: Supplier):
    ids = give(placed)
    with writing(placed.engine) as connection:
        confirm_given(connection, ids, placed.now)
    cancel(placed)
    with writing(placed.engine) as connection:
        assert not has_waiting(connection, 1)
        assert waiting_parts(connection, 1, 50, placed.now) == []
        assert has_waiting(connection, 1, with_cancelled=True)
        told = waiting_parts(connection, 1, 50, placed.now, with_cancelled=True)
        assert [part.cancel_requested for part in told] == [True, True]
        mark_given(connection, ids)
        confirm_given(connection, ids, placed.now)
        assert not has_waiting(connection, 1, with_cancelled=True)
    assert order(placed).state == "cancel_requested"


def test_a_part_once_given_and_not_confirmed_may_be_known_to_1c(placed: Supplier):
    ids = give(placed)
    with writing(placed.engine) as connection:
        not_confirmed(connection, ids, placed.now)
    assert cancel(placed).state == "cancel_requested"


def test_a_voided_key_never_becomes_an_order(supplier: Supplier):
    with writing(supplier.engine) as connection:
        assert void_key(connection, 1, KEY, supplier.now).status == "void"
        assert void_key(connection, 1, KEY, supplier.now).status == "void"
        assert get_order(connection, 1, KEY).status == "void"
    with pytest.raises(Failure) as caught:
        supplier.place(supplier.body(want(1, "p-1", "1", "100"), total="100"), KEY)
    assert caught.value.code == "key_void"


def test_an_order_is_not_voided_and_an_unknown_key_is_unknown(placed: Supplier):
    with pytest.raises(Failure) as caught, writing(placed.engine) as connection:
        void_key(connection, 1, KEY, placed.now)
    assert caught.value.code == "too_late"
    assert caught.value.details["order"]["number"] == NUMBER
    with pytest.raises(Failure) as caught, reading(placed.engine) as connection:
        get_order(connection, 1, KEY.replace("1", "2"))
    assert caught.value.code == "unknown_key"
