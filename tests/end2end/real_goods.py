"""The shorter story on goods from files of real 1C bases: list, search, cart, order, its XML."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

from lxml import etree

from demo.exchange import Cycle, Login
from demo.faults import Faults
from tests.end2end.after_placing import AfterPlacing
from tests.end2end.hands import CTRL, Key


class RealGoods(AfterPlacing):
    """What such files lack is invented by the demo: dealers and a contract per price type."""

    _chosen: Any
    _account: dict[str, Any]

    def onec_loads_goods(self) -> None:
        """The files are in the gateway; then 1C is switched off, so that nobody takes orders."""
        accounts = json.loads((self.supplier.dataset / "accounts.json").read_text("utf-8"))
        super().onec_loads_goods()
        self._account = accounts[0]
        self.supplier.onec.stop()

    def real_goods_are_listed(self) -> None:
        """Goods of the files stand in the window with their prices."""
        window = self.window
        window.start_working()
        rows = self._rows()
        assert len(rows) > 20

    def real_goods_are_found(self) -> None:
        """Goods with a price and stock are found by their article or name.

        Each price type of the files has a contract; the first under which something can be
        ordered is chosen by F4.
        """
        contracts = self.window.user.terms.profile.contracts
        self._chosen = None
        for contract in contracts:
            if contract != self.window.user.terms.contract:
                self.choose_contract(contract.short)
            self._chosen = self._goods_to_order()
            if self._chosen is not None:
                break
        assert self._chosen is not None, "none of the goods can be ordered"
        row, _quantity = self._chosen
        window = self.window
        window.search(row.product.article or row.product.name)
        window.wait(lambda: self._row_of(row.product.id) >= 0, f"the row of {row.product.name}")

    def quantity_is_typed(self) -> None:
        """Digits on the row put the goods into the cart."""
        window = self.window
        row, quantity = self._chosen
        table = window.catalogue.table
        table.go_to_row(self._row_of(row.product.id))
        table.setFocus()
        window.type(str(quantity)[0], table)
        editor = window.focused()
        window.type(str(quantity)[1:], editor)
        window.press(Key.Key_Return, on=editor)
        window.wait(lambda: window.user.drafts.active.lines, "a line in the cart")

    def cart_is_priced(self) -> None:
        """The cart has a total under the contract of the files' price type."""
        window = self.window
        window.press(Key.Key_F9, on=window.frame)
        window.wait(lambda: window.frame.workspace.current == "cart", "the cart")
        valuation = window.user.valuation
        window.wait(lambda: valuation.appraisal and valuation.appraisal.totals.payable_e4, "sums")
        button = window.user.order.cart.side.button
        window.wait(button.isEnabled, "the button that checks the cart")

    def order_is_placed(self) -> None:
        """The order is accepted and its invoice drawn, with 1C switched off."""
        window = self.window
        window.activate()
        window.press(Key.Key_Return, CTRL, on=window.pages.checkout)
        window.wait(lambda: window.thank_you, "the thank-you page")
        page = window.thank_you
        window.wait(lambda: page.pages._pages.get(0), "the invoice on the screen")
        self.order = page._order
        self.placed_in_s = 0.0
        assert self.order["number"]

    def onec_fetches_the_xml(self) -> None:
        """The order's XML as 1C would fetch it through the exchange with a site."""
        login = Login(self.supplier.url, self._account["login"], self._account["password"])
        with ExitStack() as stack:
            xml = stack.enter_context(Cycle(login, "sale", Faults())).query()
        (self.out / "order.xml").write_bytes(xml)
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        texts = {node.text for node in root.iter() if isinstance(node.tag, str)}
        assert self.order["parts"][0]["number"] in texts, "our number is not in the XML"
        guid = self._chosen[0].product.guid
        assert any(text and guid in text for text in texts), "the goods are not in the XML"

    def _goods_to_order(self) -> Any:
        """Goods whose stock at the home warehouse is worth the smallest order."""
        least_e4 = self.window.user.terms.contract.minimum_order_e4 or 0
        columns = [one for one in self.window.catalogue.model.columns if one.warehouse]
        home = next(number for number, one in enumerate(columns) if one.home)
        guid = columns[home].warehouse.guid
        goods = self.window.user.goods
        for row in self._all_goods():
            if not row.may_order or not row.price_e4:
                continue
            cell = goods.stock_cell(guid, row.product.id)
            free = 10**9 if cell is None or cell.free_milli is None else cell.free_milli
            pack = row.product.pack_milli or 1000
            packs = -(-least_e4 * 1000 // (row.price_e4 * pack)) + 1
            quantity = max(1, packs) * pack
            if quantity <= free and quantity % 1000 == 0 and quantity < 10**8:
                return row, quantity // 1000
        return None

    def _all_goods(self) -> list[Any]:
        model = self.window.catalogue.model
        found = []
        for number in range(min(model.rowCount(), 2_000)):
            self.window.wait(lambda number=number: model.prepared(number), f"row {number}")
            found.append(model.prepared(number))
        return found

    def _row_of(self, product: int) -> int:
        model = self.window.catalogue.model
        rows = range(min(model.rowCount(), 200))
        return next((row for row in rows if model.product_id(row) == product), -1)
