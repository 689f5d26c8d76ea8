"""Photos of goods, from 1C's files to the dealer's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.end2end.hands import SHIFT, Key

if TYPE_CHECKING:
    from tests.end2end.window import ClientWindow


class Photos:
    """The act about photos."""

    window: ClientWindow

    def photos_come_by_themselves(self) -> None:
        """1C's pictures are in their rows and in the card, and a key enlarges one."""
        window = self.window
        model, table = window.catalogue.model, window.catalogue.table
        window.search("104-03")
        window.wait(lambda: "photo" in [one.key for one in model.columns], "a column for photos")
        seen = range(model.rowCount())
        rows = table.cells.photos
        window.wait(
            lambda: all(model.product_id(row) in rows._names for row in seen), "photos' names"
        )
        named = [row for row in seen if rows._names[model.product_id(row)]]
        assert named == list(seen), "goods of the user guide all have photos"
        table.go_to_row(named[0])
        card = window.wait(lambda: window.catalogue.card_place.card, "the card")
        window.wait(lambda: card.head.photo.shown, "a photo for the card")
        window.press(Key.Key_F12, SHIFT, on=window.frame)
        viewer = window.wait(lambda: card._viewer, "the viewer")
        window.wait(lambda: viewer._have == 1600, "the sharp photo")
        window.press(Key.Key_Escape, on=viewer.view)
        assert not viewer.isVisible()
        tiles = rows._album._tiles
        wanted = {rows._names[model.product_id(row)] for row in named}
        window.wait(lambda: wanted <= {name for name, _look in tiles}, "the rows' photos")
