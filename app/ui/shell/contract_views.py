"""Contracts and managers of the profile as the shell shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.shell.hours import present_now
from app.ui.shell.view import ContractView, ManagerView, MessengerView, Vat

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.terms import AccountManager, Contract, Profile
    from app.ui.cart.valuation import Valuation


def contract_views(profile: Profile, valuation: Valuation) -> list[ContractView]:
    """Return the contracts with what the active draft costs under each."""
    costs: dict[str, tuple[int | None, int | None]] = {
        one.contract.id: (one.payable_e4, one.difference_e4) for one in valuation.elsewhere()
    }
    if valuation.contract is not None and valuation.appraisal is not None:
        costs[valuation.contract.id] = (draft_total(valuation), 0)
    return [
        _contract_view(profile, one, *costs.get(one.id, (None, None))) for one in profile.contracts
    ]


def draft_total(valuation: Valuation) -> int | None:
    """Return what the active draft costs; None while it is being added up or has no price."""
    draft, appraisal = valuation.draft, valuation.appraisal
    if draft is None or appraisal is None or valuation.contract is None:
        return None
    return appraisal.totals.payable_e4 if draft.lines else 0


def manager_view(manager: AccountManager, now: dt.datetime) -> ManagerView:
    """Return a manager's card; `now` says whether he is at work."""
    about = ", ".join(filter(None, (manager.client_class, manager.region)))
    return ManagerView(
        name=manager.name,
        role=about or manager.role,
        phone=manager.phone,
        email=manager.email,
        hours=manager.hours,
        present=present_now(manager.hours, now),
        messengers=tuple(MessengerView(title, url) for _kind, title, url in manager.messengers),
    )


def _contract_view(
    profile: Profile, contract: Contract, draft_e4: int | None, difference_e4: int | None
) -> ContractView:
    translate = QCoreApplication.translate
    price_type = profile.price_types.get(contract.price_type)
    note = ""
    days = contract.ship_within_days
    if days is not None:
        note = translate("ContractViews", "ships within %n days", "", days)
    closed = ""
    if not contract.may_order:
        closed = contract.reason or translate("ContractViews", "closed for ordering")
    return ContractView(
        key=contract.id,
        name=contract.name,
        number=contract.number,
        short=contract.short,
        price_type=price_type.name if price_type else "",
        currency=contract.currency,
        vat=Vat(contract.vat),
        limit_e4=contract.limit_e4,
        limit_left_e4=contract.limit_left_e4,
        advance_e4=contract.advance_e4,
        note=note,
        closed=closed,
        draft_e4=draft_e4,
        difference_e4=difference_e4,
    )
