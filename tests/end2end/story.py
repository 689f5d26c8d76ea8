"""The main job, first half: from 1C's goods in the gateway to a filled cart in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from demo.supplier import DEALERS
from tests.end2end.hands import Key
from tests.end2end.onec_side import OnecSide
from tests.end2end.photos import Photos
from tests.end2end.window import ClientWindow

if TYPE_CHECKING:
    from tools.demo import DemoSupplier

HOME = (("104-0116", "24"), ("104-2040", "2"))
FAR = ("121-0010", "Одеса")
OTHER_BASE = ("305-0125", "Полтава")
"""Полтава is kept in a second 1C account."""
PREPAYMENT, DEFERRAL = "П100", "В14"


class Story(Photos):
    """One dealer's day; the acts are played in their order by the player."""

    def __init__(self, supplier: DemoSupplier, out: Path) -> None:
        self.supplier = supplier
        self.out = out
        self.onec = OnecSide(supplier)
        self.printer = out / "Бухгалтерія"
        self.printer.mkdir(parents=True, exist_ok=True)
        self.window = ClientWindow(supplier.folder / "profile", supplier.url, printer=self.printer)
        self.dealer = DEALERS[0]
        self.invited = next(one for one in supplier.invitations if one.login == "o.kovalenko")

    def onec_loads_goods(self) -> None:
        """Both accounts of 1C have given all their goods, and the gateway names its supplier."""
        self.supplier.wait_for_goods()
        window = self.window
        window.open_start()
        window.dialog.activateWindow()
        window.wait(lambda: window.dialog._view.name, "the supplier's name in the dialog")

    def wrong_password_is_refused(self) -> None:
        """A wrong password is refused in words, and what was typed stays."""
        window = self.window
        window.sign_in(self.invited.login, "не-той-пароль-1")
        page = window.dialog.sign_in
        window.wait(lambda: "Неправильний" in page.password.below, "the refusal")
        assert page.login.edit.text() == self.invited.login
        assert window.program.window is None

    def invitation_says_who(self) -> None:
        """The code of the letter shows company, user and contracts before anything is given."""
        window = self.window
        window.click(window.dialog.sign_in.invitation)
        assert window.dialog.activating
        window.type_code(self.invited.code)
        shown = window.dialog.activation._view
        assert shown.company == self.dealer.name, shown
        assert shown.user == self.invited.name
        assert shown.edrpou == self.dealer.edrpou

    def first_sync_shows_progress(self) -> None:
        """A new password opens the window; the first sync counts what it loads."""
        window = self.window
        window.choose_password()
        window.wait(
            lambda: any(name == "products" and done for name, done, _total in window.stages),
            "the goods' stage of the first sync",
        )
        assert window.frame.pages.first_run.isVisible() or window.frame.working
        window.wait(
            lambda: (
                window.user.first_sync is None or window.frame.pages.first_run._start.isEnabled()
            ),
            "a list that can be used",
        )

    def catalogue_has_permitted_groups(self) -> None:
        """Goods of the permitted groups with prices, on the prepayment contract."""
        window = self.window
        window.start_working()
        contract = window.user.terms.contract
        assert (contract.short, contract.kind) == (PREPAYMENT, "prepayment"), contract
        tree = window.catalogue.groups.model()
        roots = {tree.item(row).text() for row in range(1, tree.rowCount())}
        assert roots, "no groups are shown"
        assert roots <= set(self.dealer.groups), roots
        window.wait(lambda: window.catalogue.model.prepared(0), "the first painted row")
        window.wait(lambda: window.frame.top_bar.sync.title, "the age of the data")
        names = [section.title for section in window.frame.workspace.side_bar.nav.sections]
        assert names == ["Каталог", "Кошик", "Налаштування"], names

    def search_by_words(self) -> None:
        """Words typed one after another narrow the list."""
        window = self.window
        window.search("вимикач c16")
        rows = self._rows()
        assert rows, "nothing found"
        wrong = [row.product.name for row in rows if not _has(row, ("вимикач", "c16"))]
        assert not wrong, wrong
        assert window.row_of("104-0116") >= 0

    def search_by_article(self) -> None:
        """An article finds its goods first."""
        window = self.window
        window.search("104-2040")
        assert window.row_of("104-2040") == 0

    def search_in_the_other_layout(self) -> None:
        """Letters of the other keyboard layout find the same, and it is said."""
        window = self.window
        window.search("hjptnrf")
        rows = self._rows()
        assert rows, "«розетка» was not found"
        wrong = [row.product.name for row in rows if not _has(row, ("розетка",))]
        assert not wrong, wrong
        assert "розетка" in window.catalogue.bar._reading.text().casefold()

    def contract_switch_reprices(self) -> None:
        """F4 and a click of keys: every price rises from prepayment to a deferral."""
        window = self.window
        window.search("")
        before = self._all_prices()
        assert len(before) > 20
        self.choose_contract(DEFERRAL)
        after = self._all_prices()
        dearer = [one for one, price in before.items() if after.get(one, 0) > price]
        assert len(dearer) == len(before), f"{len(before) - len(dearer)} prices did not rise"
        row = window.catalogue.model.prepared(window.catalogue.table.current_row)
        assert row is not None
        assert row.delta == 1, row

    def contract_switch_back(self) -> None:
        """Back to prepayment the prices are what they were."""
        window = self.window
        dear = self._all_prices()
        self.choose_contract(PREPAYMENT)
        now = self._all_prices()
        assert all(now[one] < price for one, price in dear.items() if one in now)
        window.press(Key.Key_F4, on=window.frame)
        window.wait(self._contract_popup, "the contracts")

    def stock_on_every_warehouse(self) -> None:
        """A column for each warehouse, and F7 lists them for the current goods."""
        window = self.window
        if self._contract_popup() is not None:
            window.press(Key.Key_Escape)
        window.find("104-0316")
        columns = [one for one in window.catalogue.model.columns if one.warehouse is not None]
        names = [one.warehouse.name for one in columns]
        assert names == ["Київ", "Вінниця", "Львів", "Дніпро", "Одеса", "Полтава"], names
        row = window.catalogue.model.prepared(window.catalogue.table.current_row)
        assert row.stocks[0].text.startswith(("340", "60+", ">")) or row.stocks[0].tint == "ok", row
        stock = self._open_stock()
        assert stock.rows.rowCount() == len(names), "F7 lists every warehouse"
        window.wait(lambda: stock.rows.data(stock.rows.index(0, 1)) == "340", "340 in Київ")

    def quantities_are_typed(self) -> None:
        """Digits on a row are its quantity; Enter keeps it and goes on."""
        window = self.window
        for article, quantity in HOME:
            window.type_quantity(article, quantity)
        draft = window.user.drafts.active
        kept = {line.article: line.quantity_milli for line in draft.lines}
        assert kept == {article: int(quantity) * 1000 for article, quantity in HOME}, kept

    def far_warehouses_are_chosen(self) -> None:
        """F7 and Enter take from a far warehouse, a double click takes from its cell."""
        window = self.window
        window.find(FAR[0])
        stock = self._open_stock()
        wanted = [one.name for one in window.user.terms.profile.warehouses].index(FAR[1])
        for _ in range(wanted - stock.currentIndex().row()):
            window.press(Key.Key_Down, on=stock)
        window.press(Key.Key_Return, on=stock)
        self._wait_line(*FAR)
        window.find(OTHER_BASE[0])
        model, table = window.catalogue.model, window.catalogue.table
        column = next(
            number
            for number, one in enumerate(model.columns)
            if one.warehouse is not None and one.warehouse.name == OTHER_BASE[1]
        )
        place = table.visualRect(model.index(table.current_row, column)).center()
        window.click(table.viewport(), place, double=True)
        self._wait_line(*OTHER_BASE)

    def cart_counts_by_warehouse(self) -> None:
        """The cart groups its lines by warehouse and counts total and VAT."""
        window = self.window
        window.press(Key.Key_F9, on=window.frame)
        window.wait(lambda: window.frame.workspace.current == "cart", "the cart")
        valuation = window.user.valuation
        window.wait(lambda: valuation.appraisal and len(valuation.appraisal.lines) == 4, "sums")
        cart = window.user.order.cart
        groups = [
            row.title
            for row in map(cart.model.row, range(cart.model.rowCount()))
            if type(row).__name__ == "GroupRow"
        ]
        assert groups == ["Київ", FAR[1], OTHER_BASE[1]], groups
        totals = valuation.appraisal.totals
        # 20 % inside: a sixth, rounded to a kopeck in each of the four lines.
        assert abs(6 * totals.vat_e4 - totals.payable_e4) <= 6 * 4 * 50, totals
        assert cart.side.button.isEnabled(), [check.text for check in cart.side.checks]

    def choose_contract(self, short: str) -> None:
        """F4 and the digit of the contract with this short name."""
        window = self.window
        profile = window.user.terms.profile
        keys = [one.key for one in window.frame._choices._contracts]
        wanted = next(one.id for one in profile.contracts if one.short == short)
        window.press(Key.Key_F4, on=window.frame)
        popup = window.wait(self._contract_popup, "the contracts")
        window.press(Key(int(Key.Key_1) + keys.index(wanted)), on=popup._box)
        assert window.user.terms.contract.short == short, "the switch waits for something"

    def _contract_popup(self) -> Any:
        popup = self.window.frame._choices._contract_popup
        return popup if popup is not None and popup.isVisible() else None

    def _open_stock(self) -> Any:
        """F7: the keyboard goes to the card's list of warehouses."""
        window = self.window
        window.wait(lambda: window.catalogue.card_place.card, "the product card")
        stock = window.catalogue.card_place.card.stock
        window.press(Key.Key_F7, on=window.frame)
        window.wait(stock.hasFocus, "the card's list of warehouses")
        return stock

    def _wait_line(self, article: str, warehouse: str) -> None:
        guid = self.window.warehouse(warehouse).guid
        self.window.wait(
            lambda: any(
                line.article == article and line.warehouse == guid
                for line in self.window.user.drafts.active.lines
            ),
            f"{article} from {warehouse} in the cart",
        )

    def _rows(self) -> list[Any]:
        model = self.window.catalogue.model
        found = []
        for row in range(min(model.rowCount(), 60)):
            self.window.wait(lambda row=row: model.prepared(row), f"row {row}")
            found.append(model.prepared(row))
        return found

    def _all_prices(self) -> dict[str, int]:
        """The prices that the first rows paint, by goods; those without a price are left out."""
        return {
            row.product.guid + (row.product.variant or ""): row.price_e4
            for row in self._rows()
            if row.price_e4
        }


def _has(row: Any, words: tuple[str, ...]) -> bool:
    text = " ".join((row.product.name, *row.product.second_line, row.product.article)).casefold()
    return all(word in text or word.replace("c", "с") in text for word in words)
