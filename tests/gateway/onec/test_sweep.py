"""What a full exchange no longer names, and when it goes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update

from gateway.onec.intake import SWEEP_PROGRESS
from gateway.onec.lateness import tell_late_exchanges
from gateway.onec.sweep import sweep
from gateway.store.engine import writing
from gateway.store.tables.exchange import exchange_facts, onec_accounts
from tests.gateway.onec.filling import fill, full
from tests.gateway.onec.onec import (
    Base,
    Onec,
    catalogue_xml,
    good,
    group,
    offer,
    offers_xml,
)

GROUPS = group("g-1", "Інструмент") + group("g-2", "Кріплення", group("g-3", "Гвинти"))


def test_what_a_full_exchange_no_longer_names_goes_after_a_quiet_time(base: Base, onec: Onec):
    full(onec, 100)
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=31)
    assert sweep(base.engine, base.read_account(), now=later).state == "done"
    full(onec, 99)
    assert base.living() == 100
    assert sweep(base.engine, base.read_account()).state == "early"
    before = base.seq()
    swept = sweep(base.engine, base.read_account(), now=later)
    assert swept.state == "done"
    assert (swept.rows["products"], swept.rows["prices"], swept.rows["stock"]) == (1, 1, 1)
    gone = base.product("p-99")
    assert gone.deleted
    assert gone.seq > before
    assert base.price("p-99", "pt").deleted
    assert base.stock("p-99", "w-1").deleted
    assert sweep(base.engine, base.read_account(), now=later).state == "nothing"


def test_a_large_sweep_waits_for_the_administrators_click(base: Base, onec: Onec):
    full(onec, 100)
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=31)
    sweep(base.engine, base.read_account(), now=later)
    full(onec, 90)
    for _ in range(2):
        assert sweep(base.engine, base.read_account(), now=later).state == "asks"
    assert base.living() == 100
    assert len(base.log("sweep_asks")) == 1
    assert sweep(base.engine, base.read_account(), clicked=True, now=later).state == "done"
    assert base.living() == 90


def test_changes_alone_never_sweep(base: Base, onec: Onec):
    fill(onec)
    onec.send("i.xml", catalogue_xml([good("p-2")], GROUPS))
    later = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=9)
    assert sweep(base.engine, base.read_account(), now=later).state == "nothing"


def test_a_missing_full_exchange_is_told_once(base: Base, onec: Onec):
    now = dt.datetime.now(tz=dt.UTC)
    assert tell_late_exchanges(base.engine, now + dt.timedelta(days=9)) == 0
    full(onec, 1)
    assert tell_late_exchanges(base.engine, now + dt.timedelta(hours=25)) == 0
    assert tell_late_exchanges(base.engine, now + dt.timedelta(hours=27)) == 1
    assert tell_late_exchanges(base.engine, now + dt.timedelta(hours=28)) == 0
    assert base.log("full_late")


def test_a_full_exchange_whose_every_row_changed_is_still_going_on(base: Base, onec: Onec):
    """After a night of new prices no row is only marked; the quiet time must not begin."""
    full(onec, 3)
    account = base.account
    past = dt.datetime.now(tz=dt.UTC) - dt.timedelta(hours=2)
    facts, accounts = exchange_facts, onec_accounts
    with writing(base.engine) as connection:
        connection.execute(update(facts).where(facts.c.kind == SWEEP_PROGRESS).values(as_of=past))
    assert sweep(base.engine, base.read_account()).state == "done"
    with writing(base.engine) as connection:
        began = dt.datetime.now(tz=dt.UTC)
        connection.execute(
            update(accounts).where(accounts.c.id == account).values(sweep_from=began)
        )
    onec.send("offers.xml", offers_xml([offer("p-1", "6")]))
    assert sweep(base.engine, base.read_account()).state == "early"
