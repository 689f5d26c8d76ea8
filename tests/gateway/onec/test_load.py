from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gateway.onec.load_file import (
    apply_load,
    contracts_from_price_types,
    load_file_from,
    read_load_file,
)
from gateway.services.failures import Failure
from gateway.services.records import LoadFile
from gateway.store.engine import reading
from gateway.store.meta import read_json, read_text
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from tests.gateway.onec.onec import Base

COMES_ON = (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=7)).isoformat()
WORLD = {
    "supplier": {"name": "Постач", "phone": "044"},
    "organisations": [{"guid": "org", "name": "ТОВ", "iban": "UA1"}],
    "groups": [{"guid": "g-2", "name": "Свердла", "parent": "g-1"}, {"guid": "g-1", "name": "Усе"}],
    "properties": [
        {"guid": "d", "name": "Діаметр", "type": "number", "unit": "мм", "row_order": 1}
    ],
    "price_types": [
        {"guid": "pt", "name": "Опт", "currency": "UAH", "vat_included": True, "scale": 2},
        {"guid": "us", "name": "USD", "currency": "USD", "vat_included": False, "scale": 2},
    ],
    "warehouses": [{"guid": "w", "name": "Київ", "short": "КИ", "lat": 50.4, "lon": 30.5}],
    "products": [
        {
            "guid": "p",
            "name": "Свердло",
            "group": "g-2",
            "unit": "шт",
            "vat_rate": 20,
            "vat_known": True,
            "units": [["уп", 10000, 0]],
            "created_on": "2026-01-05",
            "properties": {"d": "6"},
        }
    ],
    "prices": [{"product": "p", "variant": None, "price_type": "pt", "price_e4": 123400}],
    "stock": [
        {
            "product": "p",
            "variant": None,
            "warehouse": "w",
            "free_milli": 7000,
            "expected_on": COMES_ON,
            "expected_milli": 5000,
        }
    ],
    "dealers": [{"guid": "dl", "name": "Дилер", "groups": ["g-1"], "warehouses": ["w"]}],
    "counterparties": [{"guid": "cp", "name": "ФОП", "dealer": "dl"}],
    "contracts": [
        {
            "guid": "c",
            "counterparty": "cp",
            "name": "Опт",
            "price_type": "pt",
            "currency": "UAH",
            "vat": "included",
            "organisation": "org",
            "kind": "prepayment",
            "date": "2026-01-05",
            "group_discounts": {"g-2": 500},
        }
    ],
    "debts": [{"contract": "c", "as_of": "2026-11-24T08:00:00+02:00", "debt_e4": 5}],
    "delivery_methods": [
        {"code": "pickup", "body": {"kind": "pickup", "name": {"uk": "Самовивіз"}}}
    ],
    "expected_every_s": {"stock": 600},
    "invoices": "both",
}


def test_a_whole_supplier_from_one_file(base: Base, tmp_path: Path):
    path = tmp_path / "world.json"
    path.write_text(json.dumps(WORLD, ensure_ascii=False), encoding="utf-8-sig")
    apply_load(base.engine, read_load_file(path))
    product = base.product("p")
    (top, below) = sorted(base.rows(catalogue.groups), key=lambda row: row.guid)
    assert below.parent_id == top.id
    assert product.group_id == below.id
    assert (product.units, str(product.created_on)) == ([["уп", 10000, 0]], "2026-01-05")
    assert base.price("p", "pt").price_e4 == 123_400
    assert str(base.stock("p", "w").expected_on) == COMES_ON
    (contract,) = base.rows(dealers.contracts)
    assert (contract.debt_e4, contract.group_discounts) == (5, {"g-2": 500})
    assert len(base.rows(dealers.dealer_groups)) == len(base.rows(dealers.dealer_warehouses)) == 1
    with reading(base.engine) as connection:
        assert read_json(connection, "supplier")["name"] == "Постач"
        assert read_json(connection, "expected_every_s") == {"stock": 600}
        assert read_text(connection, "invoices") == "both"


def test_the_same_file_again_changes_no_goods(base: Base):
    load = load_file_from(WORLD)
    assert apply_load(base.engine, load) > 0
    rows = [row.seq for row in base.rows(catalogue.products)]
    assert apply_load(base.engine, load) == 0
    assert [row.seq for row in base.rows(catalogue.products)] == rows


def test_a_withdrawn_group_is_withdrawn(base: Base):
    apply_load(base.engine, load_file_from(WORLD))
    apply_load(
        base.engine,
        load_file_from({"dealers": [{"guid": "dl", "name": "Дилер", "groups": []}]}),
    )
    assert base.rows(dealers.dealer_groups) == []
    assert base.rows(dealers.dealer_warehouses) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"products": [{"guid": "p", "colour": "red"}]}, r"products\.0: no such field: colour"),
        ({"goods": []}, "goods: no such kind"),
        ({"supplier": {"name": "x", "slogan": "y"}}, "slogan"),
        ({"products": [{"name": "x"}]}, r"products\.0\.guid"),
        (
            {"stock": [{"product": "p", "variant": None, "warehouse": "w", "free_milli": "a"}]},
            "free",
        ),
        ([], "not an object"),
    ],
)
def test_mistakes_are_named_by_record_and_field(told: object, words: str):
    with pytest.raises(Failure, match=words):
        load_file_from(told)


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("dealers", "groups", ["g-1", "g-9"], r"dealers\.0\.groups: no groups with guid g-9"),
        ("dealers", "warehouses", ["x"], r"dealers\.0\.warehouses: no warehouses with guid x"),
        ("dealers", "manager", "x", r"dealers\.0\.manager: no managers with guid x"),
        ("dealers", "default_contract", "x", r"dealers\.0\.default_contract: no contracts"),
        ("counterparties", "dealer", "x", r"counterparties\.0\.dealer: no dealers with guid x"),
        ("contracts", "counterparty", "x", r"contracts\.0\.counterparty: no counterparties"),
        ("contracts", "price_type", "x", r"contracts\.0\.price_type: no price_types"),
        ("contracts", "organisation", "x", r"contracts\.0\.organisation: no organisations"),
        ("contracts", "group_discounts", {"x": 1}, r"contracts\.0\.group_discounts: no groups"),
        ("contracts", "group_discounts", {"g-1": 20000}, r"contracts\.0\.group_discounts\.g-1"),
        ("contracts", "currency", "грн", r"contracts\.0\.currency"),
        ("contracts", "rate", {"to": "UAH"}, r"contracts\.0\.rate\.value"),
        ("contracts", "name", "я" * 301, r"contracts\.0\.name: longer than 300"),
        ("debts", "contract", "x", r"debts\.0\.contract: no contracts with guid x"),
        ("debts", "as_of", "2026-11-24T08:00:00", r"debts\.0\.as_of: a time without offset"),
        ("products", "group", "x", r"products\.0\.group: no groups with guid x"),
        ("prices", "product", "x", r"prices\.0\.product: no products with guid x"),
        ("stock", "warehouse", "x", r"stock\.0\.warehouse: no warehouses with guid x"),
        ("groups", "parent", "x", r"groups\.0\.parent: no groups with guid x"),
        ("delivery_methods", "body", {"kind": "x"}, r"delivery_methods\.0\.body\.kind"),
    ],
)
def test_one_mistake_is_named_and_nothing_of_the_file_is_applied(
    base: Base, kind: str, field: str, value: object, words: str
):
    """An administrator mends the file and loads it again; half a supplier was never shown."""
    wrong = copy.deepcopy(WORLD)
    wrong[kind][0][field] = value
    before = base.seq()
    with pytest.raises(Failure, match=words):
        apply_load(base.engine, load_file_from(wrong))
    assert base.seq() == before
    assert base.rows(catalogue.products) == base.rows(catalogue.groups) == []
    assert base.rows(dealers.dealers) == base.rows(dealers.organisations) == []


def test_a_reference_to_what_was_loaded_before_lives(base: Base):
    apply_load(base.engine, load_file_from(WORLD))
    debts = [{"contract": "c", "as_of": "2026-11-24T09:00:00+02:00", "debt_e4": 7}]
    apply_load(base.engine, load_file_from({"debts": debts}))
    (contract,) = base.rows(dealers.contracts)
    assert contract.debt_e4 == 7


def test_what_is_not_json_is_told(tmp_path: Path):
    path = tmp_path / "x.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Failure, match="not JSON"):
        read_load_file(path)


def test_a_contract_for_each_price_type(base: Base):
    apply_load(base.engine, load_file_from(WORLD))
    guids = contracts_from_price_types(base.engine, "dl", "org")
    made = {row.guid: row for row in base.rows(dealers.contracts)}
    assert guids == ["pt-pt", "pt-us"]
    assert (made["pt-us"].currency, made["pt-us"].vat) == ("USD", "on_top")
    assert contracts_from_price_types(base.engine, "dl", "org") == guids
    with pytest.raises(Failure, match="nobody"):
        contracts_from_price_types(base.engine, "nobody", "org")
    with pytest.raises(Failure, match="no organisations with guid x"):
        contracts_from_price_types(base.engine, "dl", "x")


def test_an_empty_load_is_fine(base: Base):
    assert apply_load(base.engine, LoadFile()) == 0
