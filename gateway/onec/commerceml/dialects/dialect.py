"""What the families' spellings of an order have in common: one root, one document for each part."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from gateway.onec.commerceml.dialects.order_pieces import formed_at
from gateway.onec.commerceml.dialects.order_xml import packed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from gateway.onec.accounts import AccountSettings
    from gateway.services.onec_parts import PartForOnec


class Dialect(ABC):
    """Writes parts of orders as one family's exchange module reads them."""

    version: ClassVar[str]

    def __init__(self, settings: AccountSettings, zone: ZoneInfo) -> None:
        self._settings = settings
        self._zone = zone

    def orders(self, parts: Sequence[PartForOnec], formed: dt.datetime) -> bytes:
        """Return the answer to `query`; no parts is a document without orders."""
        root = etree.Element("КоммерческаяИнформация")
        root.set("ВерсияСхемы", self.version)
        root.set("ДатаФормирования", formed_at(formed, self._zone))
        for part in parts:
            self._add(root, part)
        return packed(root, self._settings.order_encoding)

    @abstractmethod
    def _add(self, root: etree._Element, part: PartForOnec) -> None:
        """Add the document of a part."""
