"""Writes the invented supplier: what the gateway loads and the CommerceML files of his two bases.

The same seed, number of goods and date give the same bytes. Up to a million goods, as a stream.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from demo.base import BaseFiller
from demo.commerceml import Writer
from demo.delivery import delivery_records
from demo.good import UNITS, Good
from demo.goods import goods
from demo.groups import group_guid, group_records, property_guid, property_records, property_value
from demo.portions import SecondFormFiles, ThirdFormFiles
from demo.realfiles import read_folder
from demo.supplier import (
    WAREHOUSES,
    account_records,
    supplier_records,
    user_records,
    warehouse_guid,
)

MOST_PRODUCTS = 1_000_000
PORTION = 5_000
IN_LOAD_FILE = 20_000
"""So many goods are in load.json with multiples and arrivals, which CommerceML does not bring."""

DEFAULT_DATE = dt.date(2026, 11, 24)
MAIN, POLTAVA = "1c-main", "1c-poltava"
PLACES = {
    MAIN: tuple(n for n, one in enumerate(WAREHOUSES) if one.account == "main"),
    POLTAVA: tuple(n for n, one in enumerate(WAREHOUSES) if one.account == "poltava"),
}
EXPECTED_EVERY_S = {"prices": 900, "stock": 300, "orders": 60, "debts": 86_400}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written: `date` is the day that arrivals, debts and terms count from."""

    products: int = 5_000
    seed: int = 1
    date: dt.date = DEFAULT_DATE
    files_only: bool = False
    onec_data: Path | None = None
    """CommerceML files of a real 1C instead of invented goods."""


def writer_of(plan: Plan) -> Writer:
    """The writer of the plan's CommerceML files."""
    return Writer(plan.seed, dt.datetime.combine(plan.date, dt.time(8)))  # 1C writes no offset


def plan_of(folder: Path) -> Plan:
    """The plan that a written folder was made by; OSError or ValueError if it is not one."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    real = plan["onec_data"]
    return Plan(
        plan["products"],
        plan["seed"],
        dt.date.fromisoformat(plan["date"]),
        onec_data=Path(real) if real else None,
    )


def write(folder: Path, plan: Plan) -> None:
    """Write load.json, accounts.json, users.json, a folder of CommerceML for each account and,
    unless `files_only`, the base of the imitated 1C. plan.json comes last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "invoices").mkdir(exist_ok=True)
    write_json(
        folder / "accounts.json", account_records(plan.seed, (folder / "invoices").resolve())
    )
    write_json(folder / "users.json", user_records(plan.seed))
    if plan.onec_data is not None:
        write_real(folder, plan, plan.onec_data)
    else:
        _write_invented(folder, plan)
    write_json(
        folder / "plan.json",
        {
            "products": plan.products,
            "seed": plan.seed,
            "date": plan.date.isoformat(),
            "onec_data": str(plan.onec_data) if plan.onec_data else None,
        },
    )


def _write_invented(folder: Path, plan: Plan) -> None:
    writer = writer_of(plan)
    with ExitStack() as stack:
        load = stack.enter_context(_LoadFile(folder / "load.json", plan))
        main = stack.enter_context(SecondFormFiles(folder / MAIN, writer, PLACES[MAIN], PORTION))
        poltava = stack.enter_context(
            ThirdFormFiles(folder / POLTAVA, writer, PLACES[POLTAVA], PORTION)
        )
        base = None if plan.files_only else stack.enter_context(BaseFiller(folder / "onec.db"))
        for good in goods(plan.seed, plan.products):
            load.add(good)
            main.add(good)
            poltava.add(good)
            if base is not None:
                base.add(good)


def write_real(folder: Path, plan: Plan, source: Path) -> None:
    """The same dealers and contracts, with the groups, price types and warehouses of real files."""
    real = read_folder(source)
    records = supplier_records(plan.seed, plan.date)
    roots = list(real.groups)
    for dealer in records["dealers"]:
        dealer["groups"] = roots
    if real.price_types:
        types = list(real.price_types.items())
        records["price_types"] = [
            {"guid": guid, "name": name, "currency": currency, "vat_included": vat, "scale": 2}
            for guid, (name, currency, vat) in types
        ]
        for contract in records["contracts"]:
            guid, (_, currency, vat) = types[contract["position"] % len(types)]
            changes = {"price_type": guid, "currency": currency, "rate": None}
            contract |= {**changes, "vat": "included" if vat else "on_top"}
            contract["default_warehouse"] = next(iter(real.warehouses), None)
    if real.warehouses:
        records["warehouses"] = [
            {"guid": guid, "name": name, "short": name[:3].upper(), "position": position}
            for position, (guid, name) in enumerate(real.warehouses.items())
        ]
    # Only the roots: the files bring what is below them.
    records["groups"] = [{"guid": guid, "name": name} for guid, name in real.groups.items()]
    records["delivery_methods"] = delivery_records(plan.date)
    records |= {"expected_every_s": EXPECTED_EVERY_S, "invoices": "both"}
    write_json(folder / "load.json", records)
    with BaseFiller(folder / "onec.db") as base:
        for (guid, variant), (article, name, unit) in real.goods.items():
            base.add_named(guid, variant, article, name, unit)


def write_json(path: Path, value: Any) -> None:
    """Readable JSON in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def product_record(seed: int, good: Good) -> dict[str, Any]:
    """The goods in the shape of the gateway's `load` file, without prices and stock."""
    code, _, _ = UNITS[good.unit]
    pack_name = "бухта" if good.unit == "м" else "уп"
    return {
        "guid": good.guid,
        "name": good.name,
        "group": group_guid(seed, good.group),
        "article": good.article,
        "brand": good.brand,
        "unit": good.unit,
        "unit_code": code,
        "pack_milli": good.pack_milli,
        "pack_name": pack_name if good.pack_milli > 1000 else None,
        "weight_g": good.weight_g,
        "volume_cm3": good.volume_cm3,
        "barcodes": [good.barcode],
        "vat_rate": good.vat,
        "vat_known": True,
        "properties": {
            property_guid(seed, key): property_value(seed, key, value)
            for key, value in good.properties
        },
    }


def arrival_records(seed: int, good: Good, today: dt.date) -> Iterator[dict[str, Any]]:
    """What is on the way, by warehouse; free stock is left to the exchange (null)."""
    for place, coming in enumerate(good.expected):
        if coming is not None:
            days, milli = coming
            yield {
                "product": good.guid,
                "variant": good.variant,
                "warehouse": warehouse_guid(seed, WAREHOUSES[place].key),
                "free_milli": None,
                "expected_on": (today + dt.timedelta(days=days)).isoformat(),
                "expected_milli": milli,
            }


class _LoadFile:
    """load.json as a stream: references first, then goods, then arrivals."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self._plan = plan
        self._path = path
        self._count = 0
        self._arrivals: list[str] = []
        self._file: TextIO | None = None

    def __enter__(self) -> _LoadFile:
        plan = self._plan
        head = {
            **supplier_records(plan.seed, plan.date),
            "groups": group_records(plan.seed),
            "properties": property_records(plan.seed),
            "units": [
                {"code": code, "name": short, "full_name": full}
                for short, (code, full, _) in UNITS.items()
            ],
            "delivery_methods": delivery_records(plan.date),
            "expected_every_s": EXPECTED_EVERY_S,
            "invoices": "both",
        }
        text = json.dumps(head, ensure_ascii=False, indent=1)
        self._file = self._path.open("w", encoding="utf-8", newline="\n")
        self._file.write(text.removesuffix("\n}") + ',\n "products": [\n')
        return self

    def add(self, good: Good) -> None:
        """Write ordinary goods; the ugly ones come by CommerceML alone, where they are ugly."""
        if self._file is None or self._count >= IN_LOAD_FILE or good.article.startswith(_UGLY):
            return
        if good.variant or not good.article or not good.unit:
            return
        record = json.dumps(product_record(self._plan.seed, good), ensure_ascii=False)
        self._file.write(f"{',' if self._count else ' '} {record}\n")
        self._count += 1
        self._arrivals += (
            json.dumps(one) for one in arrival_records(self._plan.seed, good, self._plan.date)
        )

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            arrivals = ",\n  ".join(self._arrivals)
            self._file.write(f' ],\n "stock": [\n  {arrivals}\n ]\n}}\n')
            self._file.close()


_UGLY = ("990-", " 990-", "305-TWIN")


def fill_base(folder: Path, plan: Plan) -> None:
    """Make 1C's base of a folder written with `files_only`."""
    with BaseFiller(folder / "onec.db") as base:
        for good in goods(plan.seed, plan.products):
            base.add(good)


def has_base(folder: Path) -> bool:
    """Whether 1C's base of the folder is there and was filled to the end."""
    path = folder / "onec.db"
    if not path.exists():
        return False
    database = sqlite3.connect(path)
    try:
        return bool(database.execute("SELECT 1 FROM facts WHERE key = 'filled'").fetchall())
    except sqlite3.OperationalError:
        return False
    finally:
        database.close()
