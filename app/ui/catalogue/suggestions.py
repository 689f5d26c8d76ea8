"""Ways out of a list without rows: each is counted before it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.catalogue.empty_result import Suggestion

if TYPE_CHECKING:
    from app.ui.catalogue.categories import CategoryPane
    from app.ui.catalogue.empty_result import EmptyResult
    from app.ui.catalogue.listing import Listing
    from app.ui.catalogue.search_bar import SearchBar
    from app.ui.live.goods import Goods

translate = QCoreApplication.translate
_ICONS = {"filter": "filter-x", "words": "search", "everywhere": "layout-grid"}


def explain(page: EmptyResult, bar: SearchBar, pane: CategoryPane, goods: Goods) -> None:
    """Say in one sentence why the list is empty."""
    words = " ".join(bar.words.split())
    filters = len(bar.facets.filters.active)
    everywhere = bool(words) and bar.everywhere
    if words or filters:
        title = translate("EmptyResult", "Nothing found in “{scope}”").format(scope=pane.name)
        if everywhere:
            title = translate("EmptyResult", "Nothing found in the whole catalogue")
        if words and filters:
            text = translate(
                "EmptyResult", "No goods answer “{words}” with %n filter(s).", "", filters
            ).format(words=words)
        elif words:
            text = translate("EmptyResult", "No goods answer “{words}”.").format(words=words)
        else:
            text = translate("EmptyResult", "No goods answer %n filter(s).", "", filters)
    elif pane.pinned == "favourites":
        title = translate("EmptyResult", "No favourites yet")
        text = translate("EmptyResult", "The key * or the star in the card puts goods here.")
    elif pane.pinned:
        title = translate("EmptyResult", "Nothing has been ordered yet")
        text = translate("EmptyResult", "Goods of your orders will stand here.")
    elif not goods.groups:
        title = translate("EmptyResult", "No categories are open to you")
        text = translate("EmptyResult", "The supplier has not given access to goods yet.")
    else:
        title = translate("EmptyResult", "There are no goods here")
        text = translate("EmptyResult", "The supplier has not opened goods of this group to you.")
    page.show_reason(title, text)


def suggest(page: EmptyResult, listing: Listing) -> None:
    """Offer what would bring goods, the ways with most goods first."""
    found = listing.alternatives()
    if not found:
        return

    def done(counts: list[int]) -> None:
        offers = [
            _suggestion(key, text, count)
            for (key, text, _query), count in zip(found, counts, strict=True)
            if count
        ]
        page.show_suggestions(offers)

    listing.count([query for _key, _text, query in found], done, "suggestions")


def _suggestion(key: str, text: str, count: int) -> Suggestion:
    kind = key.partition(":")[0]
    sentences = {
        "filter": translate("EmptyResult", "Remove the filter “{text}”"),
        "words": translate("EmptyResult", "Search for “{text}”"),
        "everywhere": translate("EmptyResult", "Search in the whole catalogue"),
    }
    brings = translate("EmptyResult", "%Ln product(s)", "", count)
    return Suggestion(key, _ICONS[kind], sentences[kind].format(text=text), brings)
