"""Photographs every state of the catalogue: python -m tests.end2end.states --out DIR.

Each state in light, dark and high contrast, to be looked at beside the design's pictures. The
supplier, his 1C, the gateway and the children are real; only the connection's fate and the clock of
1C are told to the window. Exit code 0 only if every state has been reached.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.end2end.hands import CTRL, SHIFT, Key
from tests.end2end.window import SIZE, ClientWindow, offscreen
from tools.demo import DemoSupplier, Supply

THEMES = ("light", "dark", "contrast")
SMALLEST = (1100, 660)
ARTICLE = "104-0316"
SETTLE_MS = 80


class States:
    """One dealer's window, led from state to state."""

    def __init__(self, supplier: DemoSupplier, out: Path) -> None:
        self.supplier = supplier
        self.out = out
        self.window = ClientWindow(supplier.folder / "profile", supplier.url)

    def take_all(self) -> None:
        """Go through all states."""
        for act in (
            self.first_run,
            self.listed,
            self.searched,
            self.filtered,
            self.switched,
            self.looked_at,
            self.worked_with,
            self.grown_old,
            self.narrowed,
            self.set_up,
        ):
            act()
            sys.stdout.write(f"{act.__doc__}\n")
            sys.stdout.flush()

    def shoot(self, name: str) -> None:
        """Photograph what is to be seen now in every theme."""
        theme = self.window.user.frame_theme
        for look in THEMES:
            theme.choose(choice=look)
            QTest.qWait(SETTLE_MS)
            self.window.picture(self.out / f"{name}-{look}.png", self.window.frame)
        theme.choose(choice=THEMES[0])
        QTest.qWait(SETTLE_MS)

    def shoot_popup(self, name: str, show: Callable[[], object]) -> None:
        """Photograph a pop-up, which is shown anew in every theme."""
        theme = self.window.user.frame_theme
        for look in THEMES:
            theme.choose(choice=look)
            QTest.qWait(SETTLE_MS)
            show()
            self.window.wait(QApplication.activePopupWidget, f"the pop-up of {name}")
            QTest.qWait(SETTLE_MS)
            self.window.picture(self.out / f"{name}-{look}.png", self.window.frame)
            popup = QApplication.activePopupWidget()
            if popup is not None:
                popup.close()
        theme.choose(choice=THEMES[0])

    def first_run(self) -> None:
        """The stages of the first sync as they come, then its end."""
        window = self.window
        window.open_start()
        letter = next(one for one in self.supplier.invitations if one.login == "o.kovalenko")
        window.wait(lambda: window.dialog._view.name, "the supplier's name")
        window.click(window.dialog.sign_in.invitation)
        window.type_code(letter.code)
        seen: set[str] = set()

        def note(stage: str, _done: int, _total: int) -> None:
            if stage not in seen:
                seen.add(stage)
                window.frame.grab().save(str(self.out / f"first-run-{len(seen)}-{stage}.png"))

        window.program.window_opened.connect(
            lambda: window.syncing.stage_reached.connect(note, Qt.ConnectionType.QueuedConnection)
        )
        window.choose_password()
        window.wait(lambda: window.frame.pages.first_run._start.isEnabled(), "a usable list")
        self.shoot("first-run")
        window.start_working()
        window.run_for(1.0)

    def listed(self) -> None:
        """The list in its three densities, one row being edited, and beside a photo column."""
        catalogue = self.window.catalogue
        self.window.find(ARTICLE)
        self.window.search("")
        for density in ("regular", "compact", "roomy"):
            catalogue.table.set_density(density)
            self.window.run_for(0.5)
            self.shoot(f"list-{density}")
        catalogue.table.set_density("regular")

    def searched(self) -> None:
        """Matches in bold, each reading named, a typing error, nothing found."""
        for name, words in (
            ("words", "автомат вимик c16"),
            ("other-layout", "fdnjvfn"),
            ("look-alike", "вимикач с16"),
            ("typo", "розетко"),
            ("nothing", "автомат c20 3р wago"),
        ):
            self.window.search(words)
            self.window.run_for(0.6)
            self.shoot(f"search-{name}")
        self.window.search("")

    def filtered(self) -> None:
        """Pop-ups of the filters and of the columns, and a list that is filtered."""
        catalogue = self.window.catalogue
        facets = catalogue.bar.facets
        self.shoot_popup("filter-brand", lambda: facets.open_filter("brand"))
        self.shoot_popup("filter-price", lambda: facets.open_filter("price"))
        self.shoot_popup("columns", lambda: catalogue.tools.choose_columns(catalogue.bar._columns))
        values = facets._facets["brand"].values[:2]
        facets._take("brand", tuple((one.value, one.title) for one in values))
        self.window.run_for(0.5)
        self.shoot("filtered")
        facets._reset_all()
        self.window.run_for(0.5)

    def switched(self) -> None:
        """The contracts with the cart under each; then another one, with the way back."""
        window = self.window
        window.type_quantity(ARTICLE, "8")
        window.search("")
        self.shoot_popup("contracts", lambda: window.press(Key.Key_F4, on=window.frame))
        keys = [one.key for one in window.frame._choices._contracts]
        window.frame.contract_requested.emit(keys[1])
        QTest.qWait(SETTLE_MS)
        self.shoot("switched")
        window.press(Key.Key_Z, CTRL, on=window.frame)

    def looked_at(self) -> None:
        """The card, its second page, and the photo viewer."""
        window = self.window
        window.find(ARTICLE)
        window.run_for(0.8)
        self.shoot("card")
        card = window.catalogue.card_place.card
        card.open_analogues()
        window.run_for(0.5)
        self.shoot("card-analogues")
        card._close_details()
        window.press(Key.Key_F12, SHIFT, on=window.frame)
        window.wait(lambda: card._viewer is not None and card._viewer.isVisible(), "the viewer")
        window.run_for(0.8)
        self.shoot("viewer")
        card._viewer.close()
        window.activate()

    def worked_with(self) -> None:
        """Menus and sheets over the list, an export that runs, a list that was pasted."""
        window, catalogue = self.window, self.window.catalogue
        table = catalogue.table
        place = table.mapToGlobal(QPoint(200, 120))
        window.search("")
        self.shoot_popup("row-menu", lambda: table.menu_asked.emit(2, place))
        self.shoot_popup("take-from", lambda: catalogue.rows.open_popup(table.current_row))
        self.shoot_popup("syncs", window.frame._choices.open_sync)
        self.shoot_popup("keys", lambda: window.press(Key.Key_F1, on=window.frame))
        catalogue.tools.progressed.emit(1_200, 5_000)
        self.shoot("export")
        catalogue.tools.progressed.emit(0, 0)
        QGuiApplication.clipboard().setText("104-0116\t24\nXX-1\t3")
        window.press(Key.Key_V, CTRL | SHIFT, on=window.frame)
        window.run_for(0.5)
        self.shoot("pasted")
        window.press(Key.Key_Z, CTRL, on=window.frame)

    def grown_old(self) -> None:
        """Without a connection; then 1C late; then 1C silent."""
        window = self.window
        window.search("")
        window.syncing._set_online(online=False, reason="offline")
        self.shoot("offline")
        window.syncing._set_online(online=True)
        for state in ("late", "silent"):
            window.syncing.onec_changed.emit(state)
            self.shoot(f"stale-{state}")
        window.syncing.onec_changed.emit("ok")

    def narrowed(self) -> None:
        """The smallest window, its card over the list, and its groups."""
        window = self.window
        window.frame.resize(*SMALLEST)
        window.run_for(0.4)
        self.shoot("small")
        for name, key, modifiers in (
            ("card", Key.Key_F12, Qt.KeyboardModifier.NoModifier),
            ("groups", Key.Key_B, CTRL),
        ):
            window.press(key, modifiers, on=window.frame)
            window.run_for(0.4)
            self.shoot(f"small-{name}")
            window.press(key, modifiers, on=window.frame)
        window.frame.resize(*SIZE)

    def set_up(self) -> None:
        """The pages of settings."""
        window = self.window
        window.frame.show_screen("settings")
        for page in ("look", "sync", "diagnostics"):
            window.user.settings.screen.open_page(page)
            window.run_for(0.6)
            self.shoot(f"settings-{page}")
        window.frame.show_screen("catalogue")


def main(arguments: list[str]) -> int:
    """Take all pictures and return the exit code."""
    parser = argparse.ArgumentParser(description="Photographs every state of the catalogue.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--products", type=int, default=2_000, metavar="N")
    options = parser.parse_args(arguments)
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = offscreen(out)
    began = dt.datetime.now().astimezone()
    with tempfile.TemporaryDirectory(prefix="dealer-order-", ignore_cleanup_errors=True) as folder:
        with DemoSupplier(Path(folder), Supply(products=options.products)) as supplier:
            supplier.wait_for_goods()
            states = States(supplier, out)
            try:
                states.take_all()
            finally:
                states.window.close()
        QGuiApplication.clipboard().clear()
    taken = sum(one.stat().st_mtime >= began.timestamp() for one in out.glob("*.png"))
    sys.stdout.write(f"{taken} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
