"""The catalogue's section: the first thing a user sees, wired to the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.ui import formats
from app.ui.catalogue.screen import CatalogueScreen
from app.ui.shell.commands import add_action, under_layouts

if TYPE_CHECKING:
    from app.bootstrap.user_window import UserWindow
    from app.ui.catalogue.pasting import ListPaste
    from app.ui.live.photos import Album


class CatalogueSection(QObject):
    """Makes the screen and answers what it asks of the window. Part of the first paint."""

    def __init__(
        self,
        user: UserWindow,
        choices: Mapping[str, str],
        remember: Callable[[str, str | None], None],
    ) -> None:
        super().__init__(user)
        self._frame = user.frame
        self._user = user
        self.album: Album | None = None
        self._pasting: ListPaste | None = None
        self._remember = remember
        self.screen = CatalogueScreen(
            user.frame_theme,
            user.terms,
            user.goods,
            user.drafts,
            choices.get("density", "regular"),
            choices,
            remember,
        )
        screen = self.screen
        user.frame.add_screen(
            "catalogue",
            self.tr("Catalogue"),
            "layout-grid",
            screen,
            context=screen.context,
            side=screen.card_place,
        )
        screen.noticed.connect(user.frame.status.say)
        screen.card_asked.connect(user.frame.workspace.toggle_side)
        screen.tools.use_tasks(user.tasks)
        screen.tools.export_failed.connect(user.show_error)
        screen.tools.manager_asked.connect(self._open_manager)
        screen.tools.progressed.connect(self._show_export)
        screen.density_chosen.connect(self._keep_density)
        screen.bar.paste_asked.connect(self._paste)
        user.went_on.connect(self._show_photos)
        user.went_on.connect(self._listen_for_paste)
        user.went_on.connect(self._keep_first_rows)
        add_action(screen, "photo", screen.card_place.view_photos, self.tr("Photo of the product"))
        add_action(screen, "search", screen.focus_search, self.tr("Search"))
        add_action(screen, "paste_list", self._paste, self.tr("Paste a list from Excel"))
        add_action(screen, "export", screen.tools.export, self.tr("Save the list as .xlsx"))
        add_action(screen, "density", screen.next_density, self.tr("Row height"))
        add_action(screen, "edit_quantity", screen.table.edit_quantity, self.tr("Quantity"))
        add_action(screen, "warehouses", screen.table.ask_warehouses, self.tr("Every warehouse"))

    @Slot()
    def _listen_for_paste(self) -> None:
        """Ctrl+V in the table, under every layout; in the search it is the text's own."""
        pasting = QShortcut(self.screen.table)
        pasting.setKeys([QKeySequence(keys) for keys in under_layouts("Ctrl+V")])
        pasting.setContext(Qt.ShortcutContext.WidgetShortcut)
        pasting.activated.connect(self._paste)

    @Slot()
    def _paste(self) -> None:
        if self._pasting is None:
            from app.ui.catalogue.pasting import ListPaste

            self._pasting = ListPaste(self._user.goods, self.screen.filling, self)
            self._pasting.noticed.connect(self._frame.status.say)
            self._pasting.added.connect(self._offer_undo)
        self._pasting.paste()

    @Slot(str)
    def _offer_undo(self, text: str) -> None:
        if self._user.shell is not None:
            # Ctrl+Z is the cart's from now on, no longer the last contract's.
            self._user.shell.end_switch()
        self._frame.workspace.say_undo(text)

    @Slot()
    def _show_photos(self) -> None:
        """Photos come after everything that the first paint and the first order need."""
        from app.ui.catalogue.row_photos import RowPhotos
        from app.ui.live.photos import Album

        user, screen = self._user, self.screen
        self.album = Album(user.tasks, user.services.photos)
        self.photos = RowPhotos(
            user.frame_theme, user.goods, user.terms, self.album, screen.table, screen.model
        )
        screen.card_place.use_album(self.album)
        user.syncing.connection_changed.connect(self._note_connection)
        self.album.spare_line(user.syncing.every_min)
        user.syncing.pace_changed.connect(self.album.spare_line)

    @Slot()
    def _keep_first_rows(self) -> None:
        from app.bootstrap.first_rows_keeper import FirstRowsKeeper

        user = self._user
        listing, remember = self.screen.listing, self._remember
        self._first_rows = FirstRowsKeeper(user.goods, user.terms, listing, remember, self)

    @Slot(object)
    def _note_connection(self, _connection: object) -> None:
        if self.album is not None and self._user.syncing.connection.online:
            self.album.try_again()

    @Slot(int, int)
    def _show_export(self, done: int, of: int) -> None:
        """Say how far the saving of the list is; its end or its failure is said after it."""
        text = self.tr("Saving the list: {n} of {m} rows. Ctrl+E stops it")
        said = text.format(n=formats.count(done), m=formats.count(of)) if of else ""
        self._frame.status.say(said, lasting=bool(of))

    @Slot()
    def _open_manager(self) -> None:
        self._frame.run("manager")

    @Slot(str)
    def _keep_density(self, density: str) -> None:
        self._remember("density", density)
