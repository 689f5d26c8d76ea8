"""Goods and their variants: only what changed is written, variants inherit from their product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from gateway.onec.exchange import READ, SMALLEST, Exchange, chunks
from gateway.onec.pictures import link_named
from gateway.onec.renewal import renew_offers
from gateway.onec.ungrouped import ungrouped_id
from gateway.services.permitted import UNGROUPED
from gateway.store.engine import reading
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from gateway.services.records import ProductRecord

Key = tuple[str, str]
_PLAIN = [
    "name",
    "article",
    "other_codes",
    "synonyms",
    "brand",
    "unit",
    "unit_code",
    "units",
    "pack_milli",
    "pack_name",
    "weight_g",
    "volume_cm3",
    "barcodes",
    "image_files",
    "analogues",
    "replaced_by",
    "discontinued",
    "created_on",
    "note",
    "why_not",
]
_INHERITED = [
    "group_id",
    "article",
    "brand",
    "unit",
    "unit_code",
    "units",
    "pack_milli",
    "pack_name",
    "weight_g",
    "volume_cm3",
    "vat_rate",
    "image_files",
    "analogues",
    "note",
    "properties",
]
_EMPTY: Mapping[str, Any] = {
    "group_id": None,
    "article": "",
    "other_codes": [],
    "name": "",
    "synonyms": [],
    "brand": "",
    "unit": "",
    "unit_code": "",
    "units": [],
    "pack_milli": None,
    "pack_name": "",
    "weight_g": None,
    "volume_cm3": None,
    "barcodes": [],
    "vat_rate": None,
    "properties": {},
    "image_files": [],
    "analogues": [],
    "replaced_by": None,
    "discontinued": False,
    "created_on": None,
    "note": "",
    "why_not": "",
    "deleted": False,
}
_BARE = tuple(name for name in _PLAIN if name != "why_not")


class ProductWriter:
    """Applies batches of products of one exchange; groups and properties were applied before."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._groups = _ids(exchange, catalogue.groups)
        self._ungrouped = self._groups.get(UNGROUPED)
        self._properties = _ids(exchange, catalogue.properties)
        self.variants_of: set[str] = set()
        """Guids of products whose variants were named: their visibility is to be looked at."""

    def apply(self, records: Sequence[ProductRecord]) -> None:
        """Apply a batch; of records with one key the fields told last count."""
        wanted: dict[Key, ProductRecord] = {}
        for record in records:
            key = (record.guid, record.variant or "")
            wanted[key] = merged(wanted[key], record) if key in wanted else record
        # A product goes before its variants, which inherit from it.
        for some in chunks(sorted(wanted), READ):
            self._apply([wanted[key] for key in some])

    def _apply(self, records: list[ProductRecord]) -> None:
        exchange = self._exchange
        with reading(exchange.engine) as connection:
            current = rows_of(connection, {record.guid for record in records})
            words = self._words(connection, records)
        added: list[dict[str, Any]] = []
        changed: dict[Key, dict[str, Any]] = {}
        renewed: list[int] = []
        unmarked: list[int] = []
        fresh: dict[Key, dict[str, Any]] = {}
        for record in records:
            key = (record.guid, record.variant or "")
            if record.variant:
                self.variants_of.add(record.guid)
            row = current.get(key)
            if row is None:
                made = self._new_row(record, words, current, fresh)
                if made is not None:
                    self._give_group(made, made)
                    fresh[key] = made
                    exchange.marked += exchange.needs_mark(None)
                    added.append(made)
                continue
            values = self._values(record, words, row)
            self._give_group(values, row)
            if any(row[name] != value for name, value in values.items()):
                exchange.marked += exchange.needs_mark(row["named_at"])
                changed[key] = {**_columns(row), **values}
                if values["deleted"] != row["deleted"] or (
                    values.get("group_id", row["group_id"]) != row["group_id"]
                ):
                    renewed.append(row["id"])
            elif exchange.needs_mark(row["named_at"]):
                unmarked.append(row["id"])
        self._inherit(current, fresh, changed, renewed)
        self._write(added, current, changed, renewed, unmarked)
        link_named(exchange, _with_other_pictures(current, fresh, changed))

    def _new_row(
        self,
        record: ProductRecord,
        words: Mapping[str, str],
        current: Mapping[Key, Mapping[str, Any]],
        fresh: Mapping[Key, dict[str, Any]],
    ) -> dict[str, Any] | None:
        base_key = (record.guid, "")
        base: Mapping[str, Any] | None = fresh.get(base_key) or current.get(base_key)
        if record.deleted:
            return None  # what was never known needs no tombstone
        if not record.name and (not record.variant or base is None):
            if is_told(record):
                self._exchange.remark("product_without_name", f"товар {record.guid} без назви")
            return None
        row = dict(_EMPTY)
        if record.variant and base is not None:
            row |= {name: base[name] for name in (*_INHERITED, "name")}
        row |= self._values(record, words, row)
        return {
            **row,
            "guid": record.guid,
            "variant": record.variant or "",
            # Hidden until a price or stock of it is known.
            "has_variants": bool(record.variant),
            "account_id": self._exchange.account_id,
        }

    def _values(
        self, record: ProductRecord, words: Mapping[str, str], row: Mapping[str, Any]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {"deleted": record.deleted}
        for name in _PLAIN:
            value = getattr(record, name)
            if value is not None:
                values[name] = [list(one) for one in value] if name == "units" else value
        if record.vat_known:
            values["vat_rate"] = record.vat_rate
        if record.group is not None:
            group = self._groups.get(record.group)
            if group is None:
                self._exchange.remark(
                    "group_unknown", f"товар «{record.name or record.guid}»: група невідома"
                )
            else:
                values["group_id"] = group
        if record.properties is not None:
            told = {
                str(self._properties[guid]): words.get(value, value)
                for guid, value in record.properties.items()
                if guid in self._properties
            }
            # An offer tells what makes it differ and not what its product is.
            values["properties"] = {**row["properties"], **told} if record.variant else told
        return values

    def _give_group(self, values: dict[str, Any], row: Mapping[str, Any]) -> None:
        """Put goods that 1C keeps outside every group into the group for such goods."""
        if values.get("group_id", row["group_id"]) is None and not values["deleted"]:
            if self._ungrouped is None:
                self._ungrouped = ungrouped_id(self._exchange)
            values["group_id"] = self._ungrouped

    def _inherit(
        self,
        current: Mapping[Key, Mapping[str, Any]],
        fresh: Mapping[Key, Mapping[str, Any]],
        changed: dict[Key, dict[str, Any]],
        renewed: list[int],
    ) -> None:
        """Carry a product's changes over to the variants that had the same value before."""
        for key, row in current.items():
            base_key = (key[0], "")
            base_new = changed.get(base_key) or fresh.get(base_key)
            if not key[1] or base_new is None:
                continue
            # An offer may name the variant of a product that comes in a later file.
            base_old = current.get(base_key) or {**_EMPTY, "group_id": self._ungrouped}
            values = changed.get(key) or _columns(row)
            moved = {
                name: base_new[name]
                for name in _INHERITED
                if base_new[name] != base_old[name] and values[name] == base_old[name]
            }
            if base_new["deleted"] and not base_old["deleted"]:
                moved["deleted"] = True
            if moved:
                changed[key] = {**values, **moved}
                if "group_id" in moved or "deleted" in moved:
                    renewed.append(row["id"])

    def _write(
        self,
        added: list[dict[str, Any]],
        current: Mapping[Key, Mapping[str, Any]],
        changed: Mapping[Key, dict[str, Any]],
        renewed: Sequence[int],
        unmarked: Sequence[int],
    ) -> None:
        exchange, table = self._exchange, catalogue.products
        mark = {"named_at": exchange.began_at}
        for some in chunks(added, exchange.size):
            with exchange.writing(len(some)) as connection:
                seq = next_seq(connection, n=len(some))
                connection.execute(
                    insert(table), [{**row, **mark, "seq": seq + at} for at, row in enumerate(some)]
                )
        moved = set(renewed)
        # A product that is seen anew takes its prices and stock along, about ten rows of them.
        size = max(SMALLEST, exchange.size // 10) if moved else exchange.size
        for part in chunks(list(changed.items()), size):
            ids = [current[key]["id"] for key, _row in part]
            with exchange.writing(len(part) * (10 if moved else 1)) as connection:
                seq = next_seq(connection, n=len(part))
                connection.execute(
                    update(table).where(table.c.id == bindparam("b_id")),
                    [
                        {
                            **row,
                            **mark,
                            "account_id": current[key]["account_id"] or exchange.account_id,
                            "b_id": ids[at],
                            "seq": seq + at,
                        }
                        for at, (key, row) in enumerate(part)
                    ],
                )
                renew_offers(connection, sorted(moved & set(ids)))
        for named in chunks(unmarked, READ):
            with exchange.writing(len(named)) as connection:
                connection.execute(
                    update(table)
                    .where(table.c.id.in_(named))
                    .values(
                        named_at=exchange.began_at,
                        # What `load` brought belongs to the account that first names it.
                        account_id=func.coalesce(table.c.account_id, exchange.account_id),
                    )
                )
        exchange.changed += len(added) + len(changed)
        exchange.marked += len(unmarked)

    def _words(self, connection: Connection, records: Sequence[ProductRecord]) -> dict[str, str]:
        """Return the words of dictionary values that these products refer to."""
        table = catalogue.property_values
        values = sorted(
            {
                value.lower()
                for record in records
                for value in (record.properties or {}).values()
                if 30 <= len(value) <= 80 and " " not in value
            }
        )
        found: dict[str, str] = {}
        for some in chunks(values, 500):
            for row in connection.execute(
                select(table.c.guid, table.c.value).where(table.c.guid.in_(some))
            ):
                found[row.guid] = row.value
        return found


def rows_of(connection: Connection, guids: Iterable[str]) -> dict[Key, Mapping[str, Any]]:
    """Read products and all their variants by guid of the product."""
    table = catalogue.products
    found: dict[Key, Mapping[str, Any]] = {}
    for some in chunks(sorted(guids), 500):
        rows = connection.execute(select(table).where(table.c.guid.in_(some))).mappings()
        found.update(((row["guid"], row["variant"]), dict(row)) for row in rows)
    return found


def is_told(record: ProductRecord) -> bool:
    """Tell whether the record says more than the product's name in prices and stock files."""
    return any(getattr(record, name) is not None for name in _BARE) or record.deleted


def merged(first: ProductRecord, second: ProductRecord) -> ProductRecord:
    """Return one record of two for the same key: what the second does not tell stays."""
    names = second.__slots__
    told = {
        name: getattr(second if getattr(second, name) is not None else first, name)
        for name in names
    }
    if not second.vat_known:
        told |= {"vat_rate": first.vat_rate, "vat_known": first.vat_known}
    told["deleted"] = second.deleted
    return type(second)(**told)


def _with_other_pictures(
    current: Mapping[Key, Mapping[str, Any]],
    fresh: Mapping[Key, Mapping[str, Any]],
    changed: Mapping[Key, Mapping[str, Any]],
) -> set[str]:
    """Return the guids of goods of which 1C now names other pictures than before."""
    added = {key[0] for key, row in fresh.items() if row["image_files"]}
    return added | {
        key[0] for key, row in changed.items() if row["image_files"] != current[key]["image_files"]
    }


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _EMPTY}


def _ids(exchange: Exchange, table: Any) -> dict[str, int]:
    with reading(exchange.engine) as connection:
        return {row.guid: row.id for row in connection.execute(select(table.c.guid, table.c.id))}
