"""Goods that 1C keeps outside every group: most of what real bases send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gateway.onec.load_file import apply_load, load_file_from
from gateway.services.failures import Failure
from gateway.services.permitted import UNGROUPED, sight_of
from gateway.services.terms import load_terms
from gateway.store.engine import reading
from gateway.store.tables import catalogue
from tests.gateway.onec.onec import Base, Onec, catalogue_xml, good, group, offer, offers_xml
from tests.gateway.onec.test_load import WORLD

if TYPE_CHECKING:
    from gateway.services.permitted import Sight
    from gateway.services.terms import Terms

LOOSE = "<Товар><Ид>loose</Ид><Наименование>Мідь</Наименование></Товар>"


@pytest.fixture
def dealer(base: Base) -> int:
    """A dealer with the one root group g-1."""
    apply_load(base.engine, load_file_from(WORLD))
    return 1


def sees(base: Base, dealer: int) -> tuple[Sight, Terms]:
    with reading(base.engine) as connection:
        return sight_of(connection, dealer), load_terms(connection, dealer, "c")


def permitted(base: Base, dealer: int, guid: str) -> bool:
    sight, terms = sees(base, dealer)
    own = base.product(guid).group_id
    assert (own in sight.groups) == terms.permits(own), "what is shown is what may be ordered"
    return own in sight.groups


def test_who_may_see_every_group_sees_them(base: Base, onec: Onec, dealer: int):
    onec.send("i.xml", catalogue_xml([LOOSE]))
    (made,) = base.rows(catalogue.groups, catalogue.groups.c.guid == UNGROUPED)
    assert (made.name, made.parent_id) == ("Без групи", None)
    assert base.product("loose").group_id == made.id
    assert permitted(base, dealer, "loose")


def test_who_may_not_see_every_group_does_not_unless_it_is_granted(
    base: Base, onec: Onec, dealer: int
):
    onec.send("i.xml", catalogue_xml([LOOSE], group("g-secret", "Не для всіх")))
    assert not permitted(base, dealer, "loose")
    granted = {"guid": "dl", "name": "Дилер", "groups": ["g-1", UNGROUPED]}
    apply_load(base.engine, load_file_from({"dealers": [granted]}))
    assert permitted(base, dealer, "loose")


def test_goods_of_an_unknown_group_are_among_them_until_the_group_comes(
    base: Base, onec: Onec, dealer: int
):
    onec.send("i.xml", catalogue_xml([good("p-1", group="later")]))
    assert base.log("group_unknown")
    assert permitted(base, dealer, "p-1")
    onec.send("i.xml", catalogue_xml([good("p-1", group="later")], group("later", "Пізніше")))
    (later,) = base.rows(catalogue.groups, catalogue.groups.c.guid == "later")
    assert base.product("p-1").group_id == later.id
    assert not permitted(base, dealer, "p-1")


def test_a_variant_that_comes_before_its_product_takes_the_products_group(base: Base, onec: Onec):
    onec.send("o.xml", offers_xml([offer("p-1#v", "5")]))
    onec.send("i.xml", catalogue_xml([good("p-1")], group("g-1", "Усе")))
    (home,) = base.rows(catalogue.groups, catalogue.groups.c.guid == "g-1")
    assert base.product("p-1", "v").group_id == base.product("p-1").group_id == home.id
    assert base.product("p-1", "v").unit == "шт"


def test_where_every_product_has_a_group_there_is_no_such_group(base: Base, onec: Onec):
    onec.send("i.xml", catalogue_xml([good("p-1")], group("g-1", "Усе")))
    assert not base.rows(catalogue.groups, catalogue.groups.c.guid == UNGROUPED)


def test_a_second_time_changes_nothing(base: Base, onec: Onec, dealer: int):
    onec.send("i.xml", catalogue_xml([LOOSE]))
    before = base.seq()
    onec.send("i.xml", catalogue_xml([LOOSE]))
    assert base.seq() == before


def test_an_unknown_dealer_group_is_still_a_mistake(base: Base, dealer: int):
    wrong = {"dealers": [{"guid": "dl", "name": "Дилер", "groups": [UNGROUPED]}]}
    with pytest.raises(Failure, match="no groups with guid ungrouped"):
        apply_load(base.engine, load_file_from(wrong))
