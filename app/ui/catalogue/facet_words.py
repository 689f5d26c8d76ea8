"""What the filter bar says: names of filters, chosen values, bounds of price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.product import BRAND, WAREHOUSE
from app.ui import formats
from app.ui.catalogue.filters import NEW, PRICE

if TYPE_CHECKING:
    from app.domain.product import FacetCounts
    from app.ui.catalogue.filters import Filters, PriceBounds

translate = QCoreApplication.translate


def filter_title(key: str, facet: FacetCounts | None) -> str:
    """Return the name of a filter; a property's is the supplier's own."""
    fixed = {
        WAREHOUSE: translate("FacetBar", "In stock at"),
        BRAND: translate("FacetBar", "Brand"),
        PRICE: translate("FacetBar", "Price"),
        NEW: translate("FacetBar", "Novelties"),
    }
    if key in fixed:
        return fixed[key]
    if facet is None:
        return key
    return f"{facet.title}, {facet.unit}" if facet.unit else facet.title


def value_title(value: str, title: str) -> str:
    """Return a value in the user's words; yes and no have no words of their own."""
    words = {"true": translate("FacetBar", "yes"), "false": translate("FacetBar", "no")}
    return words.get(value, title)


def chip_text(key: str, filters: Filters, facet: FacetCounts | None) -> str:
    """Return what a chip says: its name, the first value and how many more."""
    if key == PRICE and filters.price_e4 is not None:
        return _bounds(filters.price_e4)
    title = filter_title(key, facet)
    values = filters.values(key)
    if not values:
        return title
    first = value_title(*values[0])
    if len(values) == 1:
        return translate("FacetBar", "{title}: {value}").format(title=title, value=first)
    return translate("FacetBar", "{title}: {value}, +{n}").format(
        title=title, value=first, n=len(values) - 1
    )


def _bounds(price_e4: PriceBounds) -> str:
    least, most = price_e4
    if least is None:
        return translate("FacetBar", "Price: to {most}").format(most=formats.amount(most))
    if most is None:
        return translate("FacetBar", "Price: from {least}").format(least=formats.amount(least))
    return translate("FacetBar", "Price: {least} – {most}").format(
        least=formats.amount(least), most=formats.amount(most)
    )
