"""The cart under every contract, compared without leaving the goods."""

from __future__ import annotations

import pytest

from app.ui.cart.comparing import CompareDialog
from tests.end2end.hands import CTRL, Key

ARTICLE = "205-0212"

pytestmark = pytest.mark.timeout(240)


def test_after_a_switch_the_cart_is_compared_from_the_catalogue(dealer):
    window = dealer()
    frame, user = window.frame, window.user
    window.press(Key.Key_F8, on=frame)
    window.wait(lambda: "порожній" in frame.status.remark.text, "that the cart is empty")
    window.type_quantity(ARTICLE, "50")
    first = user.terms.contract
    other = next(one for one in user.terms.profile.contracts if one.id != first.id)
    user.terms.choose(other.id)
    window.wait(lambda: "contract" in frame.banners._messages, "the banner of the switch")
    window.press(Key.Key_F8, on=frame)
    dialog = window.wait(lambda: frame.findChild(CompareDialog), "the comparison")
    assert frame.workspace.current == "catalogue"
    window.click(dialog.findChild(object, first.id))
    window.wait(lambda: user.drafts.active.contract == first.id, "the cart's own contract")
    assert user.terms.contract.id == other.id

    window.press(Key.Key_Z, CTRL, on=frame)
    window.wait(lambda: user.drafts.active.contract is None, "the cart as it was")
    assert user.terms.contract.id == other.id, "the catalogue's contract was meant"
