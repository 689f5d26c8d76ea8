"""What the program does when something goes wrong, on the whole of it."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from tests.end2end.hands import CTRL, Key
from tests.end2end.window import children_of, client_children
from tools.processes import Child

ARTICLE = "205-0212"
"""Of a group that both dealers may see."""

pytestmark = pytest.mark.timeout(240)


def fill_checkout(window) -> None:
    """From a cart with lines to a checkout that only waits for the key."""
    window.type_quantity(ARTICLE, "50")
    window.press(Key.Key_F9, on=window.frame)
    window.wait(lambda: window.frame.workspace.current == "cart", "the cart")
    button = window.user.order.cart.side.button
    window.wait(button.isEnabled, "a cart that can be ordered")
    window.press(Key.Key_Return, CTRL, on=window.frame)
    order = window.user.order
    window.wait(lambda: window.pages.at_checkout or order.verification, "what the check says")
    if order.verification is not None:
        # The earlier test of the same dealer ordered the same: he is asked whether he means it.
        assert not order.verification.model.rowCount()
        window.wait(lambda: order.verification.can_go_on, "the look-alike told")
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: window.pages.at_checkout, "checkout")
    checkout = window.pages.checkout
    window.click(checkout.methods._rows["pickup"])
    for name, text in (("recipient_name", "Олена"), ("recipient_phone", "+380005550417")):
        field = checkout.form._fields[name][1]
        field.setFocus()
        window.type(text, field)


def place(window) -> dict:
    """Place the filled checkout and return the order of the thank-you page."""
    window.activate()
    window.press(Key.Key_Return, CTRL, on=window.pages.checkout)
    window.wait(lambda: window.thank_you and window.thank_you.order_key, "the thank-you page")
    return window.thank_you._order


def orders_in(data, key: str) -> int:
    """How many orders the gateway's database has under a key."""
    path = next(data.glob("*.db"))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as database:
        row = database.execute("SELECT count(*) FROM orders WHERE key = ?", (key,)).fetchone()
    return int(row[0])


def test_wrong_password_is_refused_and_the_right_one_lets_in(dealer, computer):
    first = dealer()
    second = computer()
    second.sign_in(first.invitation.login, "не той пароль")
    page = second.dialog.sign_in
    second.wait(lambda: page.password.below, "the refusal")
    assert second.program.window is None
    second.sign_in(first.invitation.login)
    second.wait(lambda: second.program.window, "the window")


def test_blocked_user_sees_no_prices_any_more(dealer, computer, supplier):
    window = dealer()
    login = window.invitation.login
    supplier.gateway("block", login)
    window.wait(lambda: not window.catalogue.table.isVisible(), "the goods hidden", 120)
    other = computer()
    other.sign_in(login)
    page = other.dialog.sign_in
    other.wait(lambda: page.note.isVisible() or page.password.below, "why it is closed")
    assert other.program.window is None


def test_no_network_at_the_first_start_is_told_calmly(computer):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    window = computer(gateway=f"http://127.0.0.1:{port}")
    page = window.dialog.sign_in
    window.wait(page.note.isVisible, "that there is no network")
    assert window.dialog.isVisible()


def test_order_waits_while_1c_is_off_and_its_number_comes_by_itself(dealer, onec):
    window = dealer()
    onec.tell(do="off", seconds=8)
    fill_checkout(window)
    order = place(window)
    assert order["number"], "the order is accepted without 1C"
    numbers = {part["number"] for part in order["parts"]}
    window.wait(lambda: numbers <= {one["number"] for one in onec.said("loaded")}, "1C", 120)
    onec.tell(do="post")
    page = window.thank_you
    window.wait(
        lambda: all((part.get("onec") or {}).get("number") for part in page._order["parts"]),
        "1C's number on the page",
        120,
    )


def test_dealer_b_sees_what_dealer_a_took_before_1c_answers(dealer, onec):
    buyer, watcher = dealer("maister"), dealer("teplo")
    onec.tell(do="off", seconds=60)
    watcher.wait(lambda: watcher.free(ARTICLE, "Київ"), "the stock of the first sync")
    before = watcher.free(ARTICLE, "Київ")
    assert before == buyer.free(ARTICLE, "Київ")
    fill_checkout(buyer)
    taken = sum(line.quantity_milli for line in buyer.user.drafts.active.lines)
    place(buyer)
    home = buyer.thank_you._order["parts"][0]["warehouse"]
    name = next(one.name for one in watcher.user.terms.profile.warehouses if one.guid == home)
    assert name == "Київ"
    watcher.wait(lambda: watcher.free(ARTICLE, "Київ") == before - taken, "less in B's window")
    onec.tell(do="off", seconds=0)


def test_dealer_b_never_sees_groups_of_dealer_a(dealer):
    watcher = dealer("teplo")
    tree = watcher.catalogue.groups.model()
    roots = {tree.item(row).text() for row in range(1, tree.rowCount())}
    assert roots == {"Сантехніка", "Опалення"}
    watcher.search("104-0116")
    assert watcher.row_of("104-0116") < 0


def test_price_and_stock_of_1cs_file_come_into_the_open_cell(dealer, onec):
    window = dealer()
    window.find(ARTICLE)
    product = window.product_of(ARTICLE)
    onec.tell(do="price", guid=product.guid, price_type="opt1", price="151.70")
    onec.tell(do="stock", guid=product.guid, warehouse="lviv", quantity="77")
    onec.tell(do="push")

    def shown():
        row = window.catalogue.model.prepared(window.row_of(ARTICLE))
        return row is not None and (row.price, row.stocks[2].text)

    window.wait(lambda: shown() == ("151,70", "77"), "the new price and stock")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_gateway_killed_while_placing_takes_the_order_exactly_once(
    dealer, supplier, tmp_path, moment
):
    """The gateway dies before it has the order, or when it has just kept it; then it comes back."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    serve = ("--data", str(supplier.gateway_data), "serve", "--port", str(port))
    doomed = Child("gateway", *serve, log=tmp_path / "doomed.log")
    with doomed:
        doomed.wait_for("listening")
        window = dealer(gateway=f"http://127.0.0.1:{port}")
        fill_checkout(window)
        window.activate()
        if moment == "before":
            os.kill(doomed.pid, signal.SIGKILL)
            doomed.wait()
        placed: list = []
        window.user.sending.placed.connect(placed.append)
        window.press(Key.Key_Return, CTRL, on=window.pages.checkout)
        window.wait(lambda: placed, "the order in the journal")
        key = placed[0].key
        if moment == "after":
            deadline = time.monotonic() + 60
            # The window stands still, so the answer cannot be taken before the gateway is gone.
            while not orders_in(supplier.gateway_data, key) and time.monotonic() < deadline:
                time.sleep(0.001)
            os.kill(doomed.pid, signal.SIGKILL)
            doomed.wait()
    window.run_for(1)
    with Child("gateway", *serve, log=tmp_path / "again.log") as again:
        again.wait_for("listening")
        window.wait(
            lambda: (
                (window.thank_you and window.thank_you.order_key == key)
                or (
                    window.frame.banners.current
                    and key in window.frame.banners.current.key
                    and window.frame.banners.current.key.startswith("accepted")
                )
            ),
            "the thank-you page or the news",
            120,
        )
        assert orders_in(supplier.gateway_data, key) == 1
        window.close()


def test_killed_window_leaves_no_child(supplier, invite, tmp_path):
    log = tmp_path / "sitter.log"
    arguments = (str(tmp_path / "profile"), supplier.url, invite().code)
    with Child("tests.end2end.sitter", *arguments, log=log) as sitter:
        sitter.wait_for("ready")
        below = [*client_children(sitter.pid)]
        assert below, f"no children: {children_of(sitter.pid)}"
        os.kill(sitter.pid, signal.SIGKILL)
        sitter.wait()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and any(_alive(one) for one in below):
            time.sleep(0.05)
        assert not [one for one in below if _alive(one)]


def _alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:  # noqa: PTH123 - a pseudo file
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
