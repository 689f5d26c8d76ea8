"""The catalogue's screen over a world, opened as the window opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.catalogue.screen import CatalogueScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.theme.theme import Theme
    from tests.fakes.world import World


def opened(qtbot: QtBot, theme: Theme, world: World, *, width: int) -> CatalogueScreen:
    """Show the screen, `width` pixels wide, with the goods of the world's first generation."""
    screen = CatalogueScreen(theme, world.terms, world.goods, world.drafts)
    for widget in (screen, screen.context, screen.card_place):
        qtbot.addWidget(widget)
    screen.resize(width, 700)
    screen.show()
    with qtbot.waitSignal(screen.shown):
        world.goods.open(world.folder / "1-1.db")
    return screen
