"""One user's window: live objects over his folder, screens, presenters, children."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.bootstrap import tell_painted
from app.bootstrap.catalogue_section import CatalogueSection
from app.bootstrap.choice_keeper import ChoiceKeeper
from app.bootstrap.heap import give_large_blocks_back
from app.bootstrap.user import UserServices
from app.domain.errors import AccessWithdrawn, AppError
from app.services.catalogue import CacheReaders
from app.storage.cache import generations
from app.storage.journal.opening import open_journal
from app.storage.journal.start import JournalStart, read_start
from app.ui.cart.valuation import Valuation
from app.ui.live.drafts import Drafts
from app.ui.live.goods import Goods
from app.ui.live.terms import Terms
from app.ui.overriding import override
from app.ui.shell.main_window import MainWindow
from app.ui.shell.presenter import ShellPresenter
from app.ui.shell.window_place import PlaceKeeper, restore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap.installation import Installation
    from app.bootstrap.opening import Opening
    from app.bootstrap.order_section import OrderSection
    from app.domain.terms import Profile
    from app.storage.profile import ProfileFolder
    from app.ui.catalogue.screen import CatalogueScreen
    from app.ui.live.syncing import Syncing
    from app.ui.shell.application import Language
    from app.ui.shell.first_sync import FirstSync
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

AFTER_PAINT_MS = 50


class _Opened(NamedTuple):
    start: JournalStart
    generation: generations.Generation | None


class UserWindow(QObject):
    """Everything between sign-in and the end of the program."""

    sign_in_needed = Signal(str)
    ready = Signal()
    """The screens are there and show the cached or synced goods."""
    went_on = Signal()
    """The first paint is done and what comes after it is made."""
    _generation_left = Signal(object)

    def __init__(
        self,
        installation: Installation,
        folder: ProfileFolder,
        theme: Theme,
        tasks: Tasks,
        print_folders: Sequence[Path] = (),
        language: Language | None = None,
        opening: Opening | None = None,
    ) -> None:
        super().__init__()
        self._language = language
        self._print_folders = print_folders
        self._installation = installation
        self.frame_theme = theme
        self.tasks = tasks
        self.folder = folder
        self.services = UserServices(installation, folder)
        self._remember = ChoiceKeeper(tasks, self.services.journal, self).keep
        self._opening = opening
        self.frame = MainWindow(theme, _now) if opening is None else opening.frame
        self.frame.build()
        if opening is None:
            self.frame.reveal()
        self.frame.closed.connect(QApplication.quit)
        self.catalogue: CatalogueScreen | None = None
        self.order: OrderSection | None = None
        self.first_sync: FirstSync | None = None
        self.shell: ShellPresenter | None = None
        self._opened = False
        self._going_on = False
        self._syncing: Syncing | None = None

    def open(self, *, bench_paint: bool) -> None:
        """Read what is here and show it; the rest of the program comes after the first paint."""
        self._bench_paint = bench_paint
        if bench_paint:
            self._reporter = _WholePaint()
        self.tasks.read(partial(_read, self.folder), self._show, self._note_unreadable, owner=self)

    def _note_unreadable(self, error: Exception) -> None:
        from app.bootstrap.unreadable import tell_unreadable

        tell_unreadable(error, self.folder.root, self.frame)

    def _show(self, opened: _Opened) -> None:
        start = opened.start
        self._start = start
        self.terms = Terms(self._remember, start.choices)
        self.readers = CacheReaders(self._generation_left.emit)
        self.goods = Goods(self.tasks, self.readers)
        self.drafts = Drafts(self.tasks, self.services.journal, self._remember)
        self.valuation = Valuation(self.terms, self.goods, self.drafts)
        if self._opening is None:
            restore(self.frame, start.choices)
        # Before the screens: they ask for their list under the profile's contract.
        self.goods.opened.connect(self._note_goods)
        self._add_catalogue()
        self.shell = ShellPresenter(self.frame, self.terms, self.goods, self.drafts, self.valuation)
        self.shell.show_brand(self._installation.brand)
        self.shell.staleness_changed.connect(self._show_stale)
        if opened.generation is not None:
            self.goods.open(opened.generation.path, self._note_damaged)
        else:
            from app.ui.shell.first_sync import FirstSync

            supplier = self._installation.settings.value.supplier
            self.first_sync = FirstSync(self.frame, self.syncing, supplier)
            self.frame.reveal()
            self.first_sync.finished.connect(self._show_screens)
            self._go_on_soon()
        if self.catalogue is not None:
            self.catalogue.shown.connect(self._reveal)
            if self._bench_paint:
                self._reporter.watch(self.catalogue)
            else:
                self.catalogue.shown.connect(self._go_on_soon)
        self.frame.show()

    @property
    def syncing(self) -> Syncing:
        """What leads the sync child, made on first use: the first paint needs no child."""
        if self._syncing is None:
            from app.ui.live.syncing import Syncing

            installation = self._installation
            self._syncing = Syncing(
                self.tasks, self.folder.root, installation.address, installation.signed_in
            )
            self._generation_left.connect(self._syncing.generation_left)
            self._syncing.generation_ready.connect(self._open_generation)
            self._syncing.changed.connect(self.goods.apply)
            if self.catalogue is not None:
                self._syncing.stage_reached.connect(self.catalogue.bar.note_stage)
            self._syncing.sign_in_needed.connect(self.sign_in_needed)
            self._syncing.connection_changed.connect(self._note_connection)
        return self._syncing

    @Slot()
    def _reveal(self) -> None:
        """The list is in its table: it takes the first page's place."""
        opening, self._opening = self._opening, None
        if opening is not None and self.catalogue is not None:
            opening.page.hand_over(self.catalogue.table)
        self.frame.reveal()
        if opening is not None and self.catalogue is not None:
            self.catalogue.focus_table()

    @Slot()
    def _go_on_soon(self) -> None:
        if not self._going_on:
            self._going_on = True
            # A window that was closed meanwhile goes on with nothing.
            QTimer.singleShot(AFTER_PAINT_MS, self.frame, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """After the first paint: outbox, printers, the order's pages, who the supplier is."""
        from app.bootstrap.order_section import OrderSection
        from app.bootstrap.supplier_brand import SupplierBrand
        from app.ui.live.print_jobs import PrintJobs
        from app.ui.live.sending import Sending
        from app.ui.live.sync_log import SyncLog

        self.sync_log = SyncLog(self.syncing, _now, self)
        self.sending = Sending(self.tasks, self.services.outbox, self.services.checkout)
        self.jobs = PrintJobs(
            self.tasks,
            self.services.journal,
            _print_backend(to_folders=bool(self._print_folders)),
            self._start.presets,
            self._print_folders,
        )
        if self.shell is not None:
            self.shell.follow(self.syncing, self.sending, self.jobs, self.sync_log)
            self._supplier = SupplierBrand(self.tasks, self._installation, self.shell, self)
        self.order = OrderSection(self)
        if self._language is not None:
            from app.bootstrap.settings_section import SettingsSection

            self.settings = SettingsSection(self, self._installation, self._language)
        if self.shell is not None:
            self.shell.show_contracts()
        self.sending.start()
        self.went_on.emit()

    @Slot()
    def start_syncing(self) -> None:
        """Start the sync child once the user is signed in or nobody can tell."""
        if not self._opened:
            self._opened = True
            self.syncing.start()

    def signed_in_again(self) -> None:
        """The user signed in again over the window: everything that waited goes on."""
        if self.order is not None:
            self.sending.signed_in()
        if self._opened:
            self.syncing.give_token()
        else:
            self.start_syncing()

    def show_error(self, error: AppError) -> None:
        """Show an error in the banner."""
        if self.shell is not None:
            self.shell.show_error(error)

    def hide_prices(self) -> None:
        """The supplier closed the access: prices are no longer shown; carts are kept."""
        self.show_error(AccessWithdrawn())
        if self.catalogue is not None:
            self.catalogue.setEnabled(False)
            self.catalogue.table.hide()

    def finish_children(self) -> None:
        """End the children."""
        if self._syncing is not None:
            self._syncing.finish()
        if self.order is not None:
            self.jobs.finish()
            self.order.finish()

    def close_files(self) -> None:
        """Close what the lanes used, after they have ended."""
        if hasattr(self, "readers"):
            self.readers.close()
        self.services.close()

    def _add_catalogue(self) -> None:
        section = CatalogueSection(self, self._start.choices, self._remember)
        self.catalogue = section.screen
        table = section.screen.table
        PlaceKeeper(self.frame, table, table.viewport(), self._remember)
        if self.first_sync is None:
            self.frame.show_screen("catalogue")

    @Slot()
    def _show_screens(self) -> None:
        self.first_sync = None
        self.frame.show_screen("catalogue")
        if self.catalogue is not None:
            self.catalogue.focus_table()

    @Slot(int)
    def _open_generation(self, number: int) -> None:
        self.goods.open(generations.path_of(self.folder.cache, number), self._note_damaged)

    @Slot(object)
    def _note_goods(self, profile: Profile | None) -> None:
        if profile is None:
            return
        self.terms.show(profile)
        counterparty = self.terms.counterparty
        if counterparty is not None and self.drafts.counterparty != counterparty.id:
            drafts = self._start.drafts.get(counterparty.id, [])
            self.drafts.show(counterparty.id, drafts, self._start.choices.get("draft"))
        if self.first_sync is not None:
            self.first_sync.note_usable(profile)
        self.ready.emit()

    def _note_damaged(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        # The cache is only a copy: the child makes it anew, the user waits for it once.
        self.frame.reveal()
        self.show_error(error)
        self._go_on_soon()

    @Slot(bool)
    def _show_stale(self, stale: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if self.catalogue is not None:
            self.catalogue.show_stale(stale=stale)

    @Slot(object)
    def _note_connection(self, _connection: object) -> None:
        online = self.syncing.connection.online
        if self.order is not None:
            self.order.set_online(online=online)
            if online:
                self.sending.back_online()


class _WholePaint(QObject):
    """Tells the start's bench that the whole window is on the screen, then ends the process."""

    def watch(self, screen: CatalogueScreen) -> None:
        """Wait for the first paint of the table after its rows have come."""
        self._rows = False
        screen.shown.connect(self._note_rows)
        screen.table.viewport().installEventFilter(self)

    @Slot()
    def _note_rows(self) -> None:
        self._rows = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._rows and event.type() == QEvent.Type.Paint:
            # Comes right after this paint, before the timers of what is made after it.
            told = QEvent(QEvent.Type.User)
            QCoreApplication.postEvent(self, told, Qt.EventPriority.HighEventPriority.value)
        return False

    @override
    def customEvent(self, event: QEvent) -> None:
        tell_painted()


def _read(folder: ProfileFolder) -> _Opened:
    # Before the first vector is read, and not in the main thread: it imports a library.
    give_large_blocks_back()
    open_journal(folder.journal)
    return _Opened(read_start(folder.journal), generations.newest(folder.cache))


def _print_backend(*, to_folders: bool) -> str:
    from app.printing.backends import Backend, default_backend

    return Backend.FOLDER if to_folders else default_backend()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
