"""The first moment: the cached list's first page in the bare window, before anything else is there.

Everything that is imported here is on the path to the first paint.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.domain.errors import AppError
from app.domain.freshness import is_late, told_at
from app.domain.product import Sort
from app.domain.terms import profile_from_wire
from app.storage.cache import generations
from app.storage.cache.first_look import first_look
from app.storage.cache.first_rows import FirstRows
from app.storage.cache.layout import SORT_KEYS
from app.storage.journal.first_choices import CartQuantity, FirstChoices, read_first_choices
from app.storage.profile import FileLock, ProfileFolder
from app.ui import formats
from app.ui.catalogue.column_layout import COLUMNS, FIRST_ROWS, SORT, layout_from_text
from app.ui.catalogue.columns import cache_sort
from app.ui.catalogue.first_page import FirstPage, ListLook
from app.ui.catalogue.preparing import Preparation
from app.ui.live.terms import Terms
from app.ui.shell.main_window import MainWindow
from app.ui.shell.window_place import list_place, restore
from app.ui.theme import sizes

if TYPE_CHECKING:
    from app.bootstrap.installation import Installation
    from app.domain.terms import Profile
    from app.ui.theme.theme import Theme


class Opening:
    """The window with its first page, and the lock that makes it the only one of its user."""

    def __init__(self, frame: MainWindow, page: FirstPage, lock: FileLock) -> None:
        self.frame = frame
        self.page = page
        self.lock = lock

    @classmethod
    def of(cls, installation: Installation, theme: Theme) -> Opening | None:
        """Return the window with the first page in it, not yet shown.

        None when there is nothing to show yet, or when another program shows it: the usual start
        finds out why.
        """
        login = installation.settings.value.login
        try:
            folder = ProfileFolder.open(installation.profile_root(login))
            kept = read_first_choices(folder.journal)
            page = None if kept is None else _page_of(folder, theme, kept)
            lock = folder.window_lock()
            if kept is None or page is None or not lock.acquire():
                return None
        except AppError:
            return None
        frame = MainWindow(theme, _now)
        frame.setWindowTitle(installation.settings.value.supplier)
        restore(frame, kept.choices)
        frame.setCentralWidget(page)
        return cls(frame, page, lock)


def _page_of(folder: ProfileFolder, theme: Theme, kept: FirstChoices) -> FirstPage | None:
    newest = generations.newest(folder.cache)
    if newest is None:
        return None
    look = _list_look(kept.choices)
    first = FirstRows.from_text(kept.choices.get(FIRST_ROWS, ""))
    found = first_look(newest.path, look.sort, look.rows(theme), first)
    if found is None:
        return None
    terms = Terms(_keep_nothing, kept.choices)
    profile = profile_from_wire(found.profile)
    terms.show(profile)
    if look.sort.key not in SORT_KEYS and not _is_of(first, look.sort, terms):
        return None
    counterparty = terms.counterparty
    cart = _Cart([] if counterparty is None else kept.cart(counterparty.id))
    rows = Preparation(found, terms, cart)
    rows.columns = rows.columns_now()
    if look.sort.key not in {column.sort for column in rows.columns}:
        # The whole window will go by name.
        return None
    rows.summed = look.columns.summed(rows.columns, look.density)
    rows.take_terms()
    rows.take_quantities()
    return FirstPage(theme, look, found.rows, rows, _stale_at(found.ages, profile))


def _is_of(first: FirstRows | None, sort: Sort, terms: Terms) -> bool:
    """Say whether the kept rows are of this order under the chosen contract."""
    contract = "" if terms.contract is None else terms.contract.id
    return first is not None and first[:2] == (cache_sort(sort, terms.profile), contract)


def _stale_at(ages: dict[str, str], profile: Profile) -> str:
    """Return the time of the prices when 1C is late with news, else ''."""
    as_of = told_at(ages)
    if (
        as_of is None
        or "prices" not in ages
        or not is_late(as_of, profile.expected_every_s, _now())
    ):
        return ""
    return formats.clock(dt.datetime.fromisoformat(ages["prices"]).astimezone())


def _list_look(choices: dict[str, str]) -> ListLook:
    key, _, way = choices.get(SORT, "").partition(" ")
    density = choices.get("density", "regular")
    return ListLook(
        Sort(key or "name", way == "desc"),
        layout_from_text(choices.get(COLUMNS)),
        density if density in sizes.CATALOGUE_ROW else "regular",
        list_place(choices),
    )


class _Cart:
    """The active cart as far as the table shows it."""

    ready = True

    def __init__(self, lines: list[CartQuantity]) -> None:
        self.lines = lines

    @property
    def active(self) -> _Cart:
        """The cart itself: there are no others on the first page."""
        return self


def _keep_nothing(_key: str, _value: str | None) -> None:
    """Choices are kept by the window that comes."""


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
