"""A catalogue file of CommerceML 2.03 - 3.1 -> batches of normalised records."""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING

from gateway.onec.commerceml.goods import (
    cut,
    group_records,
    price_type_record,
    product_record,
    property_record,
    unit_record,
    warehouse_record,
)
from gateway.onec.commerceml.offers import OfferUnit, offer_records
from gateway.onec.commerceml.stream import Limits, elements, local, text_of
from gateway.onec.commerceml.values import truth
from gateway.services.records import (
    GroupRecord,
    PriceRecord,
    PriceTypeRecord,
    ProductRecord,
    PropertyRecord,
    StockRecord,
    UnitRecord,
    WarehouseRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from gateway.onec.accounts import AccountSettings
    from gateway.onec.exchange_log import Level

CatalogueRecord = (
    GroupRecord
    | PropertyRecord
    | UnitRecord
    | PriceTypeRecord
    | WarehouseRecord
    | ProductRecord
    | PriceRecord
    | StockRecord
    | OfferUnit
)
BATCH = 1_000
TOLD = 20
"""Findings of one kind told in full; the rest of them is a number."""
_NAMES = (
    "Группа",
    "Свойство",
    "СвойствоНоменклатуры",
    "ЕдиницаИзмерения",
    "ТипЦены",
    "Склад",
    "Товар",
    "Предложение",
    "СодержитТолькоИзменения",
)
_PARENTS: Mapping[str, tuple[str, ...]] = {
    "Группа": ("Классификатор", "ГруппаКорень"),
    "Свойство": ("Классификатор",),
    "СвойствоНоменклатуры": ("Классификатор",),
    "ЕдиницаИзмерения": ("Классификатор",),
    "ТипЦены": ("Классификатор", "ПакетПредложений", "ИзмененияПакетаПредложений"),
    "Склад": ("Классификатор", "ПакетПредложений", "ИзмененияПакетаПредложений"),
    "Товар": ("Каталог",),
    "Предложение": ("ПакетПредложений", "ИзмененияПакетаПредложений"),
}
"""Whose grandchild an element must be: a Склад of an offer is no warehouse record."""


class Findings:
    """What a file says that cannot be taken, a bounded number of rows for the log."""

    def __init__(self, settings: AccountSettings) -> None:
        self._settings = settings
        self._seen: Counter[str] = Counter()
        self._rows: list[tuple[Level, str, str]] = []
        self._currencies: dict[str, str | None] = {}

    def warn(self, code: str, text: str, element: etree._Element | None = None) -> None:
        """Add a finding with the line of the file it stands in."""
        self._seen[code] += 1
        if self._seen[code] <= TOLD:
            where = f"рядок {element.sourceline}: " if element is not None else ""
            self._rows.append(("warning", code, where + text))

    def currency(self, spelling: str, element: etree._Element) -> str | None:
        """Return the ISO code of a spelling, telling an unknown one once."""
        if spelling not in self._currencies:
            if len(self._currencies) > 1_000:
                self._currencies.clear()
            found = self._currencies[spelling] = self._settings.currency(spelling)
            if found is None:
                self.warn(
                    "currency_unknown",
                    f"валюта «{cut(spelling, 40)}» невідома: ціни в ній невідомі",
                    element,
                )
        return self._currencies[spelling]

    def rows(self) -> list[tuple[Level, str, str]]:
        """Return what to write into the log."""
        more = [
            ("warning", code, f"і ще {count - TOLD} таких рядків")
            for code, count in self._seen.items()
            if count > TOLD
        ]
        return self._rows + more  # type: ignore[operator]  # the literal "warning" is a Level


class CatalogueReader:
    """Reads one file; after the last batch `full` names the kinds that it said are complete.

    Kinds: groups, products, offers, prices, stock. Iterating raises stream.BadFile.
    """

    def __init__(
        self, source: IO[bytes], settings: AccountSettings, units: Mapping[str, str]
    ) -> None:
        self._source = source
        self._settings = settings
        self._units = dict(units)
        self._only_changes: dict[str, bool] = {}
        self._kinds: dict[str, set[str]] = {}
        self.findings = Findings(settings)

    @property
    def full(self) -> set[str]:
        """Kinds told by a container that says "not only changes"."""
        found: set[str] = set()
        for container, kinds in self._kinds.items():
            if self._only_changes.get(container) is False:
                found |= kinds
        if "products" in found:
            found |= self._kinds.get("Классификатор", set())
        return found

    def __iter__(self) -> Iterator[list[CatalogueRecord]]:
        batch: list[CatalogueRecord] = []
        limits = Limits(file_bytes=self._settings.largest_file)
        for element in elements(self._source, _NAMES, limits):
            batch.extend(self._records(element))
            if len(batch) >= BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _records(self, element: etree._Element) -> Iterator[CatalogueRecord]:
        name = local(element)
        parent = element.getparent()
        if parent is None:
            return
        if name == "СодержитТолькоИзменения":
            said = truth(text_of(element))
            if said is not None:
                self._only_changes[local(parent)] = said
            return
        above = parent.getparent()
        container = local(above) if above is not None else ""
        if above is None or container not in _PARENTS[name]:
            return
        self._note_container(container, above)
        for record in self._read(name, element):
            self._note_kind(container, record)
            yield record

    def _read(self, name: str, element: etree._Element) -> Iterator[CatalogueRecord]:
        if name == "Группа":
            yield from group_records(element, self.findings)
        elif name == "Товар":
            yield from self._described(element)
        elif name == "Предложение":
            yield from self._described(element)
            yield from offer_records(element, self.findings)
        else:
            record = self._single(name, element)
            if isinstance(record, UnitRecord):
                self._units[record.code.strip()] = record.name
            if record is not None:
                yield record

    def _single(self, name: str, element: etree._Element) -> CatalogueRecord | None:
        if name == "ЕдиницаИзмерения":
            return unit_record(element)
        if name == "ТипЦены":
            return price_type_record(element, self.findings)
        if name == "Склад":
            return warehouse_record(element)
        return property_record(element)

    def _described(self, element: etree._Element) -> Iterator[CatalogueRecord]:
        read = product_record(element, self._units, self.findings)
        if read is None:
            return
        product, features = read
        yield from features
        yield product

    def _note_container(self, container: str, element: etree._Element) -> None:
        if container not in self._only_changes:
            said = truth(element.get("СодержитТолькоИзменения"))
            if said is not None:
                self._only_changes[container] = said

    def _note_kind(self, container: str, record: CatalogueRecord) -> None:
        kinds = self._kinds.setdefault(container, set())
        if isinstance(record, PriceRecord):
            kinds.add("prices")
        elif isinstance(record, StockRecord):
            kinds.add("stock")
        elif isinstance(record, ProductRecord):
            kinds.add("products" if container == "Каталог" else "offers")
        elif isinstance(record, GroupRecord):
            kinds.add("groups")
