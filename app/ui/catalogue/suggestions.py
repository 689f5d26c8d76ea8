"""Ways out of a list without rows: each is counted before it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot

from app.ui.catalogue.empty_result import MOST, EmptyResult, Suggestion
from app.ui.catalogue.pinned import FAVOURITES
from app.ui.catalogue.search_bar import EVERYWHERE

if TYPE_CHECKING:
    from app.ui.catalogue.categories import CategoryPane
    from app.ui.catalogue.groups import GroupTree
    from app.ui.catalogue.listing import Listing
    from app.ui.catalogue.search_bar import SearchBar
    from app.ui.live.goods import Goods
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_ICONS = {"filter": "filter-x", "words": "search", "everywhere": "layout-grid"}
_MANAGER = "manager"


class WaysOut(EmptyResult):
    """The list without rows: why, and what would bring goods; choosing one asks for it."""

    manager_asked = Signal(str)
    """The manager is to be asked for goods: what was searched for, or ''."""

    def __init__(
        self,
        theme: Theme,
        bar: SearchBar,
        pane: CategoryPane,
        groups: GroupTree,
        listing: Listing,
        goods: Goods,
    ) -> None:
        super().__init__(theme)
        self._bar = bar
        self._pane = pane
        self._groups = groups
        self._listing = listing
        self._goods = goods
        self.chosen.connect(self._take)

    def explain(self) -> None:
        """Say why the list is empty; ways out follow when they have been counted."""
        title, text = self._reason()
        self.show_reason(title, text)
        last = [self._manager()] if self._may_ask() else []
        found = self._listing.alternatives()
        words = self._listing.single_words()
        if not found and not words:
            self.show_suggestions(last)
            return

        def done(counts: list[int]) -> None:
            brings = [
                _suggestion(key, left, count)
                for (key, left, _query), count in zip(found, counts[: len(found)], strict=True)
                if count
            ]
            self.show_suggestions([*brings[: MOST - len(last)], *last])
            unknown = [
                word
                for (word, _query), count in zip(words, counts[len(found) :], strict=True)
                if not count
            ]
            if unknown:
                self.explain_more(f"{text} {_unknown(unknown[0])}")

        asked = [query for _key, _text, query in found] + [query for _word, query in words]
        self._listing.count(asked, done, "suggestions")

    @Slot(str)
    def _take(self, key: str) -> None:
        kind, _, value = key.partition(":")
        bar = self._bar
        if kind == _MANAGER:
            self.manager_asked.emit(" ".join(bar.words.split()))
            return
        if kind == "filter":
            bar.facets.set_filters(bar.facets.filters.without(value))
        elif kind == "words":
            bar.search.setText(value)
        elif bar.words.strip() and not bar.everywhere:
            bar.search_in(EVERYWHERE)
        else:
            self._groups.choose_group(None)
        bar.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_ask(self) -> bool:
        """Whether a manager could help: not with lists that the user fills himself."""
        return bool(self._bar.words.strip()) or not self._pane.pinned

    def _manager(self) -> Suggestion:
        if self._bar.words.strip():
            text = translate("EmptyResult", "Ask the manager about these goods")
            brings = translate("EmptyResult", "a request with the words of the search")
        else:
            text, brings = translate("EmptyResult", "Write to the manager"), ""
        return Suggestion(_MANAGER, "mail", text, brings)

    def _reason(self) -> tuple[str, str]:
        words = " ".join(self._bar.words.split())
        filters = len(self._bar.facets.filters.active)
        if words or filters:
            title = translate("EmptyResult", "Nothing found in “{scope}”").format(
                scope=self._pane.name
            )
            if words and self._bar.everywhere:
                title = translate("EmptyResult", "Nothing found in the whole catalogue")
            return title, _unanswered(words, filters)
        if self._pane.pinned == FAVOURITES:
            return (
                translate("EmptyResult", "No favourites yet"),
                translate("EmptyResult", "The key * or the star in the card puts goods here."),
            )
        if self._pane.pinned:
            return (
                translate("EmptyResult", "Nothing has been ordered yet"),
                translate("EmptyResult", "Goods of your orders will stand here."),
            )
        if not self._goods.groups:
            return (
                translate("EmptyResult", "No categories are open to you"),
                translate("EmptyResult", "The supplier has not given access to goods yet."),
            )
        return (
            translate("EmptyResult", "There are no goods here"),
            translate("EmptyResult", "The supplier has not opened goods of this group to you."),
        )


def _unanswered(words: str, filters: int) -> str:
    if words and filters:
        text = translate("EmptyResult", "No goods answer “{words}” with %n filter(s).", "", filters)
        return text.format(words=words)
    if words:
        return translate("EmptyResult", "No goods answer “{words}”.").format(words=words)
    return translate("EmptyResult", "No goods answer %n filter(s).", "", filters)


def _unknown(word: str) -> str:
    return translate("EmptyResult", "The word “{word}” is not met in your list.").format(word=word)


def _suggestion(key: str, text: str, count: int) -> Suggestion:
    kind = key.partition(":")[0]
    sentences = {
        "filter": translate("EmptyResult", "Remove the filter “{text}”"),
        "words": translate("EmptyResult", "Search for “{text}”"),
        "everywhere": translate("EmptyResult", "Search in the whole catalogue"),
    }
    brings = translate("EmptyResult", "%Ln product(s)", "", count)
    return Suggestion(key, _ICONS[kind], sentences[kind].format(text=text), brings)
