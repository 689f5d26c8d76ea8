"""What several tests send first: a small catalogue, and a full exchange."""

from tests.gateway.onec.onec import (
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
    rests,
)

GROUPS = group("g-1", "Інструмент") + group("g-2", "Кріплення", group("g-3", "Гвинти"))


def fill(onec: Onec, *offers: str) -> None:
    onec.send("import.xml", catalogue_xml([good("p-1"), good("p-2")], GROUPS))
    onec.send("offers.xml", offers_xml(offers or [offer("p-1", "10", rests(w_1="5", w_2="0"))]))


def full(onec: Onec, count: int) -> None:
    goods = [good(f"p-{n}") for n in range(count)]
    onec.send("import0_1.xml", catalogue_xml(goods, GROUPS, only_changes=False))
    offers = [offer(f"p-{n}", "5", rests(w_1="1")) for n in range(count)]
    onec.send("offers0_1.xml", offers_xml(offers, only_changes=False))
