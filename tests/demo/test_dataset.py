"""The invented supplier: the same for the same seed, true to the pictures, ugly where promised."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from demo import groups, supplier
from demo.dataset import IN_LOAD_FILE, PLACES, Plan, plan_of, write
from demo.goods import goods, invented
from demo.ids import barcode, guid
from demo.pictures import MOST_PICTURED, Pictures
from demo.prices import KEYS, from_prepayment, plain
from demo.showcase import showcase
from demo.ugly import KINDS, ugly

SEED = 7
UGLY = {good.id for good in ugly(SEED)}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"onec.db", "accounts.json"}
    }


def _load(folder: Path) -> dict:
    return json.loads((folder / "load.json").read_text(encoding="utf-8"))


def test_the_same_seed_and_size_give_the_same_bytes_and_another_seed_does_not(tmp_path):
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        write(tmp_path / name, Plan(products=200, seed=seed, files_only=True))
    assert _files(tmp_path / "one") == _files(tmp_path / "two")
    assert _files(tmp_path / "one") != _files(tmp_path / "three")


def test_a_larger_set_begins_with_the_goods_of_a_smaller_one():
    assert list(goods(SEED, 400))[:150] == list(goods(SEED, 150))


def test_the_first_goods_have_the_articles_names_prices_and_stock_of_the_pictures():
    by_article = {good.article: good for good in goods(SEED, 30)}
    breaker = by_article["104-0316"]
    assert breaker.name == "Автоматичний вимикач 3P C16 6 кА"
    assert dict(zip(KEYS, breaker.prices, strict=True)) == {
        "opt1": 5_324_000,
        "opt2": 5_489_000,
        "opt3": 5_664_700,
        "novat": 5_121_700,
        "ship": 5_403_900,
        "eur": 107_200,
    }
    assert breaker.stock_milli == (340_000, 64_000, 18_000, 126_000, 6_000, 0)
    assert breaker.expected[5] == (8, 60_000)
    assert breaker.pack_milli == 4_000
    assert by_article["301-1802"].prices[KEYS.index("novat")] is None


def test_the_cart_of_the_pictures_costs_what_the_pictures_say():
    cart = {
        "104-0116": 24, "104-0125": 12, "104-2040": 4, "110-0325": 300, "131-0910": 100,
        "302-0180": 6, "110-0315": 200, "121-0010": 60, "121-0020": 40, "205-0212": 20,
        "301-1802": 1, "305-0125": 50,
    }  # fmt: skip
    by_article = {good.article: good for good in showcase(SEED)}
    totals = {
        key: plain(sum(by_article[a].prices[n] * q for a, q in cart.items()), 4, least=2)
        for n, key in enumerate(KEYS)
        if key in {"opt1", "opt2", "opt3", "eur"}
    }
    assert totals == {
        "opt1": "58634.70",
        "opt2": "60451.17",
        "opt3": "62388.16",
        "eur": "1217.70",
    }


def test_every_deferral_is_dearer_than_prepayment():
    usual = [good for good in goods(SEED, 3_000) if good.id not in UGLY]
    assert len(usual) > 2_900
    for good in usual:
        opt1, opt2, opt3, novat, ship, _ = good.prices
        assert 0 < opt1 < ship < opt2 < opt3
        # Without VAT the prepayment price is a sixth less.
        assert novat is None or novat * 6 > opt1 * 5


@pytest.mark.parametrize("opt1", [100, 200, 10_000, 123_400, 99_999_900])
def test_prices_are_whole_kopecks_and_a_surcharge_never_rounds_away(opt1):
    prices = from_prepayment(opt1)
    assert all(price % 100 == 0 for price in prices)
    assert prices[0] < prices[4] <= prices[1] < prices[2]


def test_every_ugly_kind_is_in_every_set_and_says_what_it_is():
    assert all(kind.__doc__ for kind in KINDS)
    assert {good.id for good in goods(SEED, 60)} >= UGLY
    names = [good.name for good in ugly(SEED)]
    assert max(map(len, names)) == 250
    assert any("\u202e" in name for name in names)
    assert any("<b>" in name for name in names)
    assert any(good.stock_milli[0] is not None and good.stock_milli[0] < 0 for good in ugly(SEED))


def test_every_file_is_good_xml_and_keeps_the_ugly_names(written):
    found = set()
    for path in written.glob("*/*.xml"):
        root = etree.parse(path).getroot()
        assert etree.QName(root).localname == "КоммерческаяИнформация"
        found |= {node.text for node in root.iter("Наименование")}
    assert {good.name for good in ugly(SEED)} <= found


def test_the_second_form_has_everything_that_bas_writes(written):
    root = etree.parse(written / "1c-main" / "offers0_1.xml").getroot()
    assert root.get("ВерсияСхемы") == "2.07"
    assert root.nsmap == {}
    assert [node.findtext("Наименование") for node in root.iter("ТипЦены")] == [
        one.name for one in supplier.PRICE_TYPES
    ]
    offers = {node.findtext("Ид"): node for node in root.iter("Предложение")}
    breaker = next(good for good in showcase(SEED) if good.article == "104-0316")
    offer = offers[breaker.guid]
    assert offer.findtext("Количество") == "554"
    assert [one.get("КоличествоНаСкладе") for one in offer.findall("Склад")] == [
        "340", "64", "18", "126", "6",
    ]  # fmt: skip
    assert [one.findtext("ЦенаЗаЕдиницу") for one in offer.iter("Цена")] == [
        "532.4", "548.9", "566.47", "512.17", "540.39", "10.72",
    ]  # fmt: skip
    assert sum("#" in guid for guid in offers) == 3
    products = etree.parse(written / "1c-main" / "import0_1.xml").getroot()
    codes = [node.get("Код") for node in products.iter("БазоваяЕдиница")]
    assert "796 " in codes
    assert len([one for one in products.iter("Товар") if one.get("Статус") == "Удален"]) == 2


def test_poltava_comes_from_a_second_account_in_the_split_form_of_3_1(written):
    names = {path.name for path in (written / "1c-poltava").iterdir()}
    assert names >= {"groups0_1.xml", "goods0_1.xml", "rests0_1.xml", "storages0_1.xml"}
    root = etree.parse(written / "1c-poltava" / "rests0_1.xml").getroot()
    assert root.nsmap == {None: "urn:1C.ru:commerceml_3"}
    ns = "{urn:1C.ru:commerceml_3}"
    warehouses = {node.findtext(f"{ns}Ид") for node in root.iter(f"{ns}Склад")}
    assert warehouses == {supplier.warehouse_guid(SEED, "poltava")}
    assert PLACES["1c-main"] == (0, 1, 2, 3, 4)


def test_portions_hold_every_product_once_and_only_the_first_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr("demo.dataset.PORTION", 70)
    write(tmp_path, Plan(products=200, seed=SEED, files_only=True))
    seen: list[str] = []
    for n in (1, 2, 3):
        root = etree.parse(tmp_path / "1c-main" / f"import0_{n}.xml").getroot()
        flag = root.find("Каталог").get("СодержитТолькоИзменения")
        assert flag == ("false" if n == 1 else "true")
        seen += [node.findtext("Ид") for node in root.iter("Товар")]
    assert len(seen) == len(set(seen)) == len({good.guid for good in goods(SEED, 200)})


def test_each_dealer_has_six_contracts_and_prepayment_is_the_default(written):
    load = _load(written)
    for dealer in load["dealers"]:
        party = next(one for one in load["counterparties"] if one["dealer"] == dealer["guid"])
        contracts = [one for one in load["contracts"] if one["counterparty"] == party["guid"]]
        assert [(one["short"], one["kind"], one["deferral_days"]) for one in contracts] == [
            ("П100", "prepayment", 0),
            ("В14", "deferral", 14),
            ("В30", "deferral", 30),
            ("Б7", "deferral", 7),
            ("EUR", "prepayment", 0),
            ("С10", "shipping", 0),
        ]
        assert dealer["default_contract"] == contracts[0]["guid"]
        assert contracts[3]["vat"] == "none"
        assert contracts[4]["rate"]["value"] == "48.62"
        assert contracts[5]["ship_within_days"] == 10
    maister, teplo = load["dealers"]
    assert len(maister["groups"]) == 4
    assert teplo["groups"] == [groups.group_guid(SEED, name) for name in ("Сантехніка", "Опалення")]


def test_the_limit_of_the_14_days_contract_is_that_of_the_pictures(written):
    load = _load(written)
    contract = next(one for one in load["contracts"] if one["number"] == "24/119-В")
    debt = next(one for one in load["debts"] if one["contract"] == contract["guid"])
    assert debt["limit_e4"] == 3_500_000_000
    assert debt["limit_e4"] - debt["debt_e4"] == 2_143_805_000
    assert dt.datetime.fromisoformat(debt["as_of"]).tzinfo is not None
    assert contract["minimum_order_e4"] == 50_000_000


def test_everything_that_is_named_in_the_load_file_is_in_it(written):
    load = _load(written)
    known = {
        kind: {one["guid"] for one in load[kind]}
        for kind in ("groups", "price_types", "warehouses", "managers", "organisations")
    }
    for contract in load["contracts"]:
        assert contract["price_type"] in known["price_types"]
        assert contract["organisation"] in known["organisations"]
        assert contract["default_warehouse"] in known["warehouses"]
        assert contract["manager"] in known["managers"]
    products = {one["guid"] for one in load["products"]}
    assert all(one["group"] in known["groups"] for one in load["products"])
    assert load["stock"]
    assert all(one["product"] in products for one in load["stock"])
    assert all(one["free_milli"] is None for one in load["stock"])
    assert len(load["products"]) <= IN_LOAD_FILE
    properties = {one["guid"]: one for one in load["properties"]}
    for product in load["products"]:
        for key, value in product["properties"].items():
            assert properties[key]["type"] != "list" or value in properties[key]["values"]


def test_bank_details_are_of_the_right_shape_and_obviously_invented():
    for body in supplier.ORGANISATIONS.values():
        assert len(body["iban"]) == 29
        assert body["iban"].startswith("UA000000")
        assert body["edrpou"].startswith("00000")


def test_the_users_and_accounts_fit_the_dealers(written):
    load = _load(written)
    users = json.loads((written / "users.json").read_text(encoding="utf-8"))
    assert {one["dealer"] for one in users} == {one["guid"] for one in load["dealers"]}
    accounts = json.loads((written / "accounts.json").read_text(encoding="utf-8"))
    assert [one["login"] for one in accounts] == ["1c-main", "1c-poltava"]
    contracts = {one["guid"] for one in load["contracts"]}
    assert all(set(one["contracts"]) == contracts for one in accounts)
    assert accounts[1]["warehouse"] == supplier.warehouse_guid(SEED, "poltava")


def test_a_written_folder_remembers_its_plan(tmp_path):
    plan = Plan(products=30, seed=9, date=dt.date(2027, 1, 2), files_only=True)
    write(tmp_path, plan)
    assert plan_of(tmp_path) == Plan(products=30, seed=9, date=dt.date(2027, 1, 2))


def test_groups_go_six_deep():
    parents = {name: parent for name, parent, _ in groups.walk(groups.TREE)}
    depth, name = 0, "Чорні, для вулиці"
    while name is not None:
        depth, name = depth + 1, parents[name]
    assert depth == 6


def test_articles_of_invented_goods_never_repeat_and_barcodes_have_a_right_check_digit():
    some = [good for good, _ in zip(invented(SEED), range(3_000), strict=False)]
    assert len({good.article for good in some}) == 3_000
    code = barcode(123_456)
    weights = (1, 3) * 6
    total = sum(int(digit) * weight for digit, weight in zip(code[:12], weights, strict=True))
    assert (total + int(code[12])) % 10 == 0
    assert len(code) == 13
    assert guid(1, "good", 1) != guid(2, "good", 1)


def test_some_goods_have_pictures_that_lie_where_the_xml_says(written):
    """The main base's XML names files as 1C does, by folders of two letters; Полтава has none."""
    products = etree.parse(written / "1c-main" / "import0_1.xml").getroot()
    named = {
        product.findtext("{*}Ид"): [one.text for one in product.findall("{*}Картинка")]
        for product in products.iter("{*}Товар")
    }
    pictured = {good: names for good, names in named.items() if names}
    assert 100 < len(pictured) < len(named)
    written_files = {
        path.relative_to(written / "1c-main").as_posix()
        for path in (written / "1c-main" / "import_files").rglob("*")
        if path.is_file()
    }
    assert {name for names in pictured.values() for name in names} == written_files
    breaker = next(good for good in goods(SEED, 30) if good.article == "104-0316")
    assert len(named[breaker.guid]) == 2
    for name in list(written_files)[:20]:
        with Image.open(written / "1c-main" / name) as picture:
            assert picture.format == "JPEG"
            assert picture.size == (800, 800)
    assert "Картинка" not in (written / "1c-poltava" / "goods0_1.xml").read_text(encoding="utf-8")


def test_beyond_the_first_goods_a_series_shares_one_picture(tmp_path):
    pictures = Pictures(tmp_path)
    names = [pictures.of(good) for good in itertools.islice(invented(SEED), 1_500)]
    shared = [one for (one,) in filter(None, names[MOST_PICTURED * 2 :])]
    assert len(shared) > 500
    assert all(one.startswith("import_files/series/") for one in shared)
    assert len(set(shared)) < 100
    assert all((tmp_path / one).is_file() for one in shared)


def test_goods_that_look_different_have_different_pictures(written):
    by_article = {good.article: good.guid for good in goods(SEED, 30)}
    folder = written / "1c-main" / "import_files"

    def first(article: str) -> bytes:
        guid = by_article[article]
        return (folder / guid[:2] / f"{guid}_1.jpg").read_bytes()

    assert first("104-0116") == first("104-0125")
    assert len({first(one) for one in ("104-0116", "104-0316", "110-0206", "121-0010")}) == 4
