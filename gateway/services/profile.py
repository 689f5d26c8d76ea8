"""Who the user is and under which terms he buys."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from contract.pricing import decimal_from_e4, decimal_from_milli
from contract.profile import (
    AccountManager,
    Contract,
    ContractRate,
    Counterparty,
    DeliveryMethod,
    GroupDiscount,
    PriceType,
    Profile,
    Right,
    User,
    Usual,
    Warehouse,
)
from gateway.services.limits import limit_left
from gateway.services.permitted import Sight, sight_of
from gateway.store.meta import identity, read_json
from gateway.store.tables.catalogue import groups, price_types, warehouses
from gateway.store.tables.dealers import (
    contracts,
    counterparties,
    dealers,
    delivery_methods,
    managers,
    users,
)
from gateway.store.tables.orders import documents, order_parts, orders

if TYPE_CHECKING:
    from decimal import Decimal

    from sqlalchemy.engine import Connection, Row

    from gateway.services.accounts import Caller

EXPECTED = "expected_every_s"
"""Key in `meta`: how often each kind is expected from 1C, JSON {kind: seconds}."""
_ENOUGH = 10
_LOOKED_AT = 200


def profile_of(connection: Connection, who: Caller) -> Profile:
    """Return the caller's profile; money only for who may see it."""
    sight = sight_of(connection, who.dealer_id)
    dealer = connection.execute(select(dealers).where(dealers.c.id == who.dealer_id)).one()
    user = connection.execute(select(users).where(users.c.id == who.user_id)).one()
    own = connection.execute(
        select(counterparties)
        .where(counterparties.c.dealer_id == who.dealer_id)
        .order_by(counterparties.c.id)
    ).all()
    terms = _contracts(connection, who)
    sees_prices = "see_prices" in who.rights
    return Profile(
        epoch=identity(connection).epoch,
        user=User(id=user.id, name=user.name, login=user.login, language=user.language),
        rights=cast("list[Right]", sorted(who.rights)),
        counterparties=[
            Counterparty(
                id=row.guid,
                name=row.name,
                short_name=row.short_name,
                edrpou=row.edrpou,
                client_class=row.client_class,
                region=row.region,
                email=row.email,
                may_order=row.may_order,
            )
            for row in own
        ],
        price_types=_price_types(connection, sight) if sees_prices else [],
        contracts=terms,
        default_contract=_default(terms, dealer.default_contract),
        warehouses=_warehouses(connection, sight),
        managers=_managers(connection, dealer.manager_guid, who.dealer_id),
        delivery_methods=_methods(connection),
        expected_every_s=read_json(connection, EXPECTED),
        usual=_usual(connection),
    )


def _contracts(connection: Connection, who: Caller) -> list[Contract]:
    rows = connection.execute(
        select(contracts, counterparties.c.guid.label("counterparty_guid"))
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(counterparties.c.dealer_id == who.dealer_id)
        .order_by(contracts.c.position, contracts.c.id)
    ).all()
    named = {guid for row in rows for guid in row.group_discounts}
    ids: dict[str, int] = {
        row.guid: row.id
        for row in connection.execute(
            select(groups.c.guid, groups.c.id).where(groups.c.guid.in_(named))
        )
    }
    return [_contract(row, ids, who) for row in rows]


def _contract(row: Row[Any], group_ids: dict[str, int], who: Caller) -> Contract:
    sees_money = "see_finance" in who.rights or "order" in who.rights
    sees_prices = "see_prices" in who.rights

    def money(value_e4: int | None) -> Decimal | None:
        return None if value_e4 is None or not sees_money else decimal_from_e4(value_e4)

    discounts = sorted(
        (group_ids[guid], int(value))
        for guid, value in row.group_discounts.items()
        if guid in group_ids
    )
    return Contract(
        id=row.guid,
        counterparty=row.counterparty_guid,
        number=row.number,
        date=row.date,
        name=row.name,
        short=row.short or row.name[:5],
        kind=row.kind,
        deferral_days=row.deferral_days,
        ship_within_days=row.ship_within_days,
        ship_note=row.ship_note,
        price_type=row.price_type_id,
        own_price_type=row.own_price_type_id,
        discount_e4=row.discount_e4 if sees_prices else 0,
        group_discounts=[
            GroupDiscount(group=group, discount_e4=value) for group, value in discounts
        ]
        if sees_prices
        else [],
        currency=row.currency,
        rate=None if row.rate is None else ContractRate.model_validate(row.rate),
        vat=row.vat,
        organisation=row.organisation_guid,
        default_warehouse=row.default_warehouse_guid,
        minimum_order=None
        if row.minimum_order_e4 is None
        else decimal_from_e4(row.minimum_order_e4),
        minimum_scope=row.minimum_scope,
        maximum_order=None
        if row.maximum_order_e4 is None
        else decimal_from_e4(row.maximum_order_e4),
        limit=money(row.limit_e4),
        limit_left=money(limit_left(row)),
        debt=money(row.debt_e4),
        overdue=money(row.overdue_e4),
        reserved=money(row.reserved_e4),
        advance=money(row.advance_e4),
        money_as_of=row.money_as_of if sees_money else None,
        overdue_blocks=row.overdue_blocks,
        reservation_days=row.reservation_days,
        review_above=None if row.review_above_e4 is None else decimal_from_e4(row.review_above_e4),
        may_order=row.may_order,
        reason=row.reason,
        valid_to=row.valid_to,
    )


def _default(terms: list[Contract], wanted: str | None) -> str | None:
    """Return the supplier's choice, else the first prepayment contract, else the first."""
    if any(one.id == wanted for one in terms):
        return wanted
    prepaid = next((one.id for one in terms if one.kind == "prepayment"), None)
    return prepaid or (terms[0].id if terms else None)


def _price_types(connection: Connection, sight: Sight) -> list[PriceType]:
    rows = connection.execute(
        select(price_types)
        .where(price_types.c.id.in_(sight.price_types))
        .order_by(price_types.c.id)
    )
    return [
        PriceType(
            id=row.id,
            guid=row.guid,
            name=row.name,
            currency=row.currency,
            vat_included=row.vat_included,
            scale=row.scale,
        )
        for row in rows
    ]


def _warehouses(connection: Connection, sight: Sight) -> list[Warehouse]:
    rows = connection.execute(
        select(warehouses)
        .where(warehouses.c.id.in_(sight.warehouses))
        .order_by(warehouses.c.position, warehouses.c.id)
    )
    return [
        Warehouse(
            id=row.id,
            guid=row.guid,
            name=row.name,
            short=row.short or row.name[:3],
            city=row.city,
            address=row.address,
            lat=row.lat,
            lon=row.lon,
            order=row.position,
            kind=row.kind,
            counted=row.counted,
            delivery_days=row.delivery_days,
            cutoff=row.cutoff,
            ship_weekdays=row.ship_weekdays,
            pickup_hours=row.pickup_hours,
            low_stock=None
            if row.low_stock_milli is None
            else decimal_from_milli(row.low_stock_milli),
        )
        for row in rows
    ]


def _managers(
    connection: Connection, dealers_manager: str | None, dealer_id: int
) -> list[AccountManager]:
    """Return the dealer's manager, and those of contracts that have another one."""
    rows = connection.execute(
        select(contracts.c.guid, contracts.c.manager_guid)
        .join(counterparties, counterparties.c.id == contracts.c.counterparty_id)
        .where(counterparties.c.dealer_id == dealer_id, contracts.c.manager_guid.is_not(None))
        .order_by(contracts.c.position, contracts.c.id)
    )
    of_contracts: dict[str, list[str]] = {}
    for row in rows:
        if row.manager_guid != dealers_manager:
            of_contracts.setdefault(row.manager_guid, []).append(row.guid)
    wanted = ([dealers_manager] if dealers_manager else []) + list(of_contracts)
    people = {
        row.guid: row
        for row in connection.execute(select(managers).where(managers.c.guid.in_(wanted)))
    }
    return [
        AccountManager(
            id=guid,
            name=people[guid].name,
            role=people[guid].role,
            client_class=people[guid].client_class,
            region=people[guid].region,
            phone=people[guid].phone,
            email=people[guid].email,
            hours=people[guid].hours,
            messengers=people[guid].messengers,
            contracts=of_contracts.get(guid, []),
        )
        for guid in wanted
        if guid in people
    ]


def _methods(connection: Connection) -> list[DeliveryMethod]:
    rows = connection.execute(
        select(delivery_methods).order_by(delivery_methods.c.position, delivery_methods.c.code)
    )
    return [
        DeliveryMethod.model_validate({**row.body, "code": row.code, "order": row.position})
        for row in rows
    ]


def _usual(connection: Connection) -> Usual:
    """Measure how long invoices and 1C's numbers took lately; None where too few are known."""
    invoices = connection.execute(
        select(orders.c.placed_at, documents.c.received_at)
        .join(documents, documents.c.order_id == orders.c.id)
        .where(documents.c.kind == "invoice", documents.c.state == "ready")
        .order_by(documents.c.id.desc())
        .limit(_LOOKED_AT)
    ).all()
    took = sorted(max(0, int((row[1] - row[0]).total_seconds())) for row in invoices)
    replies = connection.execute(
        select(orders.c.placed_at, order_parts.c.replied_at)
        .join(order_parts, order_parts.c.order_id == orders.c.id)
        .where(order_parts.c.replied_at.is_not(None))
        .order_by(order_parts.c.id.desc())
        .limit(_LOOKED_AT)
    ).all()
    answered = [max(0, int((row[1] - row[0]).total_seconds())) for row in replies]
    low, high = (took[len(took) // 10], took[len(took) * 9 // 10]) if took else (0, 0)
    return Usual(
        invoice_s=(low, high) if len(took) >= _ENOUGH else None,
        onec_s=int(statistics.median(answered)) if len(answered) >= _ENOUGH else None,
    )
