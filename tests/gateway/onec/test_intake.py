from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.onec.accounts import AccountSettings, add_account, change_settings
from gateway.onec.exchange import Exchange
from gateway.onec.intake import apply_staged
from gateway.onec.load_file import apply_load, load_file_from
from gateway.onec.staging import Staging
from gateway.onec.sweep import sweep
from gateway.services.records import GroupRecord, PriceRecord, ProductRecord, StockRecord
from gateway.store.tables import catalogue
from tests.gateway.onec.filling import fill, full
from tests.gateway.onec.onec import (
    Base,
    Failed,
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
    price_xml,
    rests,
)

GROUPS = group("g-1", "Інструмент") + group("g-2", "Кріплення", group("g-3", "Гвинти"))


def test_goods_prices_and_stock_arrive(base: Base, onec: Onec):
    fill(onec)
    row = base.product("p-1")
    assert (row.article, row.unit, row.unit_code, row.vat_rate) == ("А-p-1", "шт", "796", 20)
    assert base.price("p-1", "pt").price_e4 == 100_000
    assert base.stock("p-1", "w-1").onec_free_milli == 5_000
    assert base.stock("p-1", "w-2").onec_free_milli == 0
    assert base.price("p-2", "pt") is None
    assert base.stock("p-2", "w-1") is None


def test_every_changed_row_has_a_number_of_its_own(base: Base, onec: Onec):
    """The feed pages by number: two rows with one number could be torn apart."""
    fill(onec, *(offer(f"p-{n}", str(n), rests(w_1="1", w_2="2")) for n in (1, 2)))
    tables = (catalogue.groups, catalogue.products, catalogue.prices, catalogue.stock)
    numbers = [row.seq for table in tables for row in base.rows(table)]
    assert len(numbers) == len(set(numbers)) == 3 + 2 + 2 + 4


def test_only_what_changed_gets_a_new_number(base: Base, onec: Onec):
    fill(onec, offer("p-1", "10", rests(w_1="5")), offer("p-2", "7", rests(w_1="5")))
    before = base.seq()
    onec.send(
        "offers.xml",
        offers_xml([offer("p-1", "10", rests(w_1="5")), offer("p-2", "8", rests(w_1="5"))]),
    )
    assert base.seq() == before + 1
    assert base.price("p-2", "pt").seq == before + 1


def test_three_forms_of_stock(base: Base, onec: Onec):
    change_settings(base.engine, base.account, quantity_is_warehouse="w-2")
    fill(onec)
    attributes = '<Количество>9</Количество><Склад ИдСклада="w-1" КоличествоНаСкладе="4"/>'
    onec.send("o.xml", offers_xml([offer("p-1", stock=attributes)]))
    assert base.stock("p-1", "w-1").onec_free_milli == 4_000
    assert base.stock("p-1", "w-2").onec_free_milli == 0
    onec.send("o.xml", offers_xml([offer("p-1", stock="<Количество>3,5</Количество>")]))
    assert base.stock("p-1", "w-2").onec_free_milli == 3_500
    onec.send("o.xml", offers_xml([offer("p-1", stock=rests(w_2="-2"))]))
    assert base.stock("p-1", "w-2").onec_free_milli == -2_000
    onec.send("o.xml", offers_xml([offer("p-1", stock="<Количество/>")]))
    assert base.stock("p-1", "w-2").onec_free_milli == -2_000


def test_a_total_without_a_warehouse_is_told_and_not_guessed(base: Base, onec: Onec):
    fill(onec)
    onec.send("o.xml", offers_xml([offer("p-1", stock="<Количество>3</Количество>")]))
    assert base.stock("p-1", "w-1").onec_free_milli == 5_000
    assert base.log("no_warehouse")


def test_the_quick_form_of_changes(base: Base, onec: Onec):
    fill(onec)
    quick = (
        "<Предложение><Ид>p-1</Ид><Цены><Цена><ЦенаЗаЕдиницу>11</ЦенаЗаЕдиницу>"
        "<ИдТипаЦены>pt</ИдТипаЦены><ВалютаЦены>980</ВалютаЦены></Цена></Цены>"
        "<Склады><Склад><Ид>w-1</Ид><КоличествоНаСкладе>6</КоличествоНаСкладе></Склад>"
        "</Склады></Предложение>"
    )
    onec.send("o.xml", offers_xml([quick], packet="ИзмененияПакетаПредложений"))
    assert base.price("p-1", "pt").price_e4 == 110_000
    assert base.stock("p-1", "w-1").onec_free_milli == 6_000


def test_price_0_is_no_price(base: Base, onec: Onec):
    fill(onec, offer("p-1", "0"), offer("p-2", "0.00"))
    assert base.price("p-1", "pt").price_e4 is None
    assert base.price("p-2", "pt").price_e4 is None


def test_a_price_that_is_no_number_keeps_the_last_good_one(base: Base, onec: Onec):
    fill(onec, offer("p-1", "10"), offer("p-2", "7"))
    onec.send("o.xml", offers_xml([offer("p-1", "за домовленістю"), offer("p-2", "8")]))
    assert base.price("p-1", "pt").price_e4 == 100_000
    assert base.price("p-2", "pt").price_e4 == 80_000
    (told,) = base.log("price_not_number")
    assert "p-1" in told
    assert "рядок" in told


def test_a_price_in_another_currency_is_unknown_and_never_relabelled(base: Base, onec: Onec):
    fill(onec, offer("p-1", "10"), offer("p-2", "7"))
    prices = f"<Цены>{price_xml('3', 'USD')}</Цены>"
    odd = f"<Цены>{price_xml('3', 'тугрики')}</Цены>"
    onec.send("o.xml", offers_xml([offer("p-1", more=prices), offer("p-2", more=odd)]))
    assert base.price("p-1", "pt").price_e4 is None
    assert base.price("p-2", "pt").price_e4 is None
    assert "USD" in base.log("price_currency")[0]
    assert "тугрики" in base.log("currency_unknown")[0]


def test_spellings_of_a_currency_mean_the_same(base: Base, onec: Onec):
    change_settings(base.engine, base.account, currencies={"гр.": "UAH"})
    for at, spelling in enumerate(("грн", "980", "UAH", "гр.", "ГРН")):
        prices = f"<Цены>{price_xml(str(at + 1), spelling)}</Цены>"
        fill(onec, offer("p-1", more=prices))
        assert base.price("p-1", "pt").price_e4 == (at + 1) * 10_000


def test_a_price_of_a_pack_becomes_the_price_of_a_unit(base: Base, onec: Onec):
    pack = "<Единица>ящ</Единица><Коэффициент>12</Коэффициент>"
    fill(onec, offer("p-1", more=f"<Цены>{price_xml('120', more=pack)}</Цены>"))
    assert base.price("p-1", "pt").price_e4 == 100_000
    assert base.product("p-1").why_not == ""


def test_goods_whose_units_disagree_are_closed_until_they_agree(base: Base, onec: Onec):
    other = "<Единица>ящ</Единица><Коэффициент>1</Коэффициент>"
    fill(onec, offer("p-1", more=f"<Цены>{price_xml('120', more=other)}</Цены>"))
    assert base.product("p-1").why_not.startswith("Одиниця виміру")
    same = "<Единица>шт.</Единица><Коэффициент>1</Коэффициент>"
    onec.send(
        "o.xml", offers_xml([offer("p-1", more=f"<Цены>{price_xml('10', more=same)}</Цены>")])
    )
    assert base.product("p-1").why_not == ""


def test_a_variant_inherits_and_is_hidden_until_it_has_price_or_stock(base: Base, onec: Onec):
    """BAS multiplies goods by all shared variants of their kind; most of them do not exist."""
    fill(onec, offer("p-1#v-1", "10"), offer("p-1#v-2", "0", rests(w_1="0")), offer("p-1#v-3"))
    first, second = base.product("p-1", "v-1"), base.product("p-1", "v-2")
    assert (first.unit, first.vat_rate, first.article) == ("шт", 20, "А-p-1")
    assert first.group_id == base.product("p-1").group_id
    assert not first.has_variants
    assert second.has_variants
    assert base.product("p-1", "v-3").has_variants
    assert base.product("p-1").has_variants
    assert not base.product("p-2").has_variants
    onec.send("o.xml", offers_xml([offer("p-1#v-2", stock=rests(w_1="1"))]))
    assert not base.product("p-1", "v-2").has_variants


def test_a_product_in_another_group_renews_its_prices_and_stock(base: Base, onec: Onec):
    """A dealer who may see the new group has none of its prices yet."""
    fill(onec, offer("p-1", "10", rests(w_1="5")), offer("p-1#v-1", "9"), offer("p-2", "7"))
    before = base.seq()
    onec.send("import.xml", catalogue_xml([good("p-1", group="g-3")], GROUPS))
    assert base.product("p-1").seq > before
    assert base.product("p-1", "v-1").group_id == base.product("p-1").group_id
    assert base.price("p-1", "pt").seq > before
    assert base.price("p-1", "pt", "v-1").seq > before
    assert base.stock("p-1", "w-1").seq > before
    assert base.price("p-2", "pt").seq <= before


def test_a_moved_group_renews_all_below_it(base: Base, onec: Onec):
    fill(onec)
    onec.send("i.xml", catalogue_xml([good("p-1", group="g-3")], GROUPS))
    before = base.seq()
    moved = group("g-1", "Інструмент", group("g-3", "Гвинти")) + group("g-2", "Кріплення")
    onec.send("i.xml", catalogue_xml([], moved))
    assert base.product("p-1").seq > before
    assert base.price("p-1", "pt").seq > before
    assert base.product("p-2").seq <= before


def test_a_group_inside_itself_is_refused(base: Base):
    exchange = Exchange(base.engine, AccountSettings(), dt.datetime.now(tz=dt.UTC))
    with Staging() as staging:
        staging.add(
            [GroupRecord("a", "А", "b"), GroupRecord("b", "Б", "a"), GroupRecord("c", "В", "c")]
        )
        apply_staged(exchange, staging)
    parents = {row.guid: row.parent_id for row in base.rows(catalogue.groups)}
    assert list(parents.values()).count(None) == 2
    assert [code for _level, code, _text in exchange.remarks()] == ["group_circle"] * 2


@pytest.mark.parametrize("status", ["Удален", "удалён", "УДАЛЕН"])
def test_a_deletion_mark_deletes_and_its_absence_brings_back(base: Base, onec: Onec, status: str):
    fill(onec)
    onec.send("i.xml", catalogue_xml([good("p-1", status=status)], GROUPS))
    assert base.product("p-1").deleted
    before = base.seq()
    onec.send("i.xml", catalogue_xml([good("p-1")], GROUPS))
    assert not base.product("p-1").deleted
    assert base.price("p-1", "pt").seq > before


def test_the_mark_of_3_1_and_dictionary_values(base: Base, onec: Onec):
    value = "8d71abe5-8f3b-11ea-81c1-00155d3cae02"
    properties = (
        "<Свойства><Свойство><Ид>color</Ид><Наименование>Колір</Наименование>"
        "<ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений><Справочник>"
        f"<ИдЗначения>{value}</ИдЗначения><Значение>Білий</Значение></Справочник>"
        "</ВариантыЗначений></Свойство></Свойства>"
    )
    more = (
        "<ПометкаУдаления>false</ПометкаУдаления><ЗначенияСвойств><ЗначенияСвойства><Ид>color</Ид>"
        f"<Значение>{value}</Значение></ЗначенияСвойства></ЗначенияСвойств>"
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Вес</Наименование><Значение>1,25"
        "</Значение></ЗначениеРеквизита></ЗначенияРеквизитов><Картинка>import_files/a.jpg</Картинка>"
    )
    body = catalogue_xml(
        [good("p-1", more=more)],
        GROUPS,
        version="3.1",
        namespace="urn:1C.ru:commerceml_3",
        classifier=properties,
    )
    onec.send("goods.xml", body)
    row = base.product("p-1")
    (color,) = base.rows(catalogue.properties)
    assert row.properties == {str(color.id): "Білий"}
    assert (row.weight_g, row.image_files) == (1250, ["import_files/a.jpg"])
    marked = more.replace(">false<", ">true<")
    onec.send("goods.xml", catalogue_xml([good("p-1", more=marked)], GROUPS))
    assert base.product("p-1").deleted


def test_windows_1251_without_a_mark(base: Base, onec: Onec):
    text = catalogue_xml([good("p-1", "Ґудзик їжак")], GROUPS).decode("utf-8-sig")
    onec.send("i.xml", text.replace('"UTF-8"', '"windows-1251"').encode("cp1251"))
    assert base.product("p-1").name == "Ґудзик їжак"


def test_another_accounts_warehouse_is_left_alone(base: Base, onec: Onec):
    fill(onec)
    add_account(base.engine, "друга", "таємниця 2", "generic")
    onec.begin(login="друга", password="таємниця 2")
    onec.upload("o.xml", offers_xml([offer("p-1", stock=rests(w_1="77"))]))
    onec.load("o.xml")
    assert base.stock("p-1", "w-1").onec_free_milli == 5_000
    assert base.log("foreign_warehouse")


def test_ten_portions_of_a_full_exchange_lose_no_product(base: Base, onec: Onec):
    """Only the first portion says "not only changes", and each comes in its own session."""
    for portion in range(10):
        goods = [good(f"p-{portion}-{n}") for n in range(3)]
        onec.send(f"import{portion}.xml", catalogue_xml(goods, GROUPS, only_changes=portion > 0))
        offers = [offer(f"p-{portion}-{n}", "5", rests(w_1="1")) for n in range(3)]
        onec.send(f"offers{portion}.xml", offers_xml(offers, only_changes=portion > 0))
    assert base.living() == 30
    account = base.read_account()
    assert sweep(base.engine, account).state == "early"
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=31)
    swept = sweep(base.engine, account, now=later)
    assert (swept.state, sum(swept.rows.values())) == ("done", 0)
    assert base.living() == 30


def test_broken_stock_numbers_keep_the_last_good_ones(base: Base, onec: Onec):
    fill(onec)
    onec.send("o.xml", offers_xml([offer("p-1", stock=rests(w_1="багато", w_2="3"))]))
    assert base.stock("p-1", "w-1").onec_free_milli == 5_000
    assert base.stock("p-1", "w-2").onec_free_milli == 3_000
    assert base.log("stock_not_number")


def test_prices_of_unknown_goods_are_told(base: Base, onec: Onec):
    fill(onec)
    prices = f"<Предложение><Ид>nobody</Ид><Цены>{price_xml('5')}</Цены></Предложение>"
    onec.send("o.xml", offers_xml([prices]))
    assert "nobody" in base.log("product_unknown")[0]


def test_a_refused_file_after_a_good_one(base: Base, onec: Onec):
    fill(onec)
    body = offers_xml([offer("p-1", "99")])
    with pytest.raises(Failed):
        onec.send("o.xml", body[:-30])
    assert base.price("p-1", "pt").price_e4 == 100_000


RECORDS = st.lists(
    st.one_of(
        st.builds(
            ProductRecord,
            guid=st.sampled_from("abc"),
            variant=st.sampled_from([None, "v", "w"]),
            name=st.sampled_from([None, "Дриль", "Пила"]),
            article=st.sampled_from([None, "1", "2"]),
            vat_rate=st.sampled_from([None, 7, 20]),
            vat_known=st.booleans(),
            barcodes=st.sampled_from([None, [], ["48"]]),
            deleted=st.booleans(),
        ),
        st.builds(
            PriceRecord,
            product=st.sampled_from("abcd"),
            variant=st.sampled_from([None, "v"]),
            price_type=st.sampled_from(["pt", "qt"]),
            price_e4=st.sampled_from([None, 1, 50_000]),
            currency=st.sampled_from([None, "UAH", "USD"]),
        ),
        st.builds(
            StockRecord,
            product=st.sampled_from("abcd"),
            variant=st.sampled_from([None, "v"]),
            warehouse=st.sampled_from(["", "w1", "w2"]),
            free_milli=st.sampled_from([None, -1, 0, 5_000]),
        ),
    ),
    max_size=25,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS)
def test_the_same_records_twice_change_nothing_the_second_time(base: Base, records: list):
    def apply() -> int:
        exchange = Exchange(
            base.engine, AccountSettings(), dt.datetime.now(tz=dt.UTC), base.account
        )
        with Staging() as staging:
            staging.add(records)
            apply_staged(exchange, staging)
        return base.seq()

    first = apply()
    assert apply() == first


def test_an_exchange_claims_what_a_load_brought(base: Base, onec: Onec):
    """Else goods that were loaded first could never leave with a full exchange."""
    load = {
        "groups": [{"guid": "g-1", "name": "Усе"}],
        "price_types": [{"guid": "pt", "name": "Опт", "currency": "UAH", "vat_included": True}],
        "products": [{"guid": "p-0", "name": "p-0", "group": "g-1"}],
    }
    apply_load(base.engine, load_file_from(load))
    assert base.product("p-0").account_id is None
    full(onec, 1)
    (kind,) = base.rows(catalogue.price_types)
    assert base.product("p-0").account_id == kind.account_id == base.account
