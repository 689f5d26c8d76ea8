"""The terms that the window shows prices under: the profile and the chosen contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.domain.terms import Contract, Counterparty, Profile

Remember = Callable[[str, str | None], None]
"""Keeps a choice under a key, later, without waiting."""


class Terms(QObject):
    """The profile and the contract of the catalogue. Used on the main thread."""

    profile_changed = Signal()
    contract_changed = Signal(object, object)
    """(before, now), both Contract or None; prices must be repainted."""

    def __init__(self, remember: Remember, choices: dict[str, str]) -> None:
        super().__init__()
        self._remember = remember
        self._choices = choices
        self.profile: Profile | None = None
        self.contract: Contract | None = None

    @property
    def goods_have_photos(self) -> bool:
        """Whether this supplier was ever seen to give photos of his goods."""
        return self._choices.get("photos") == "1"

    def note_photos(self) -> bool:
        """Goods with photos are there; False when that is known already."""
        if self.goods_have_photos:
            return False
        self._choices["photos"] = "1"
        self._remember("photos", "1")
        return True

    @property
    def counterparty(self) -> Counterparty | None:
        """The legal entity that the contract belongs to, else the first one."""
        if self.profile is None:
            return None
        wanted = self.contract.counterparty if self.contract else None
        known = self.profile.counterparties
        return next((one for one in known if one.id == wanted), next(iter(known), None))

    def show(self, profile: Profile) -> None:
        """Take a new profile; the chosen contract stays if it is still there."""
        self.profile = profile
        wanted = self.contract.id if self.contract else self._choices.get("contract")
        contract = profile.contract_by_id.get(wanted or "") or profile.first_contract()
        before, self.contract = self.contract, contract
        self.profile_changed.emit()
        if before != contract:
            self.contract_changed.emit(before, contract)

    def choose(self, contract_id: str) -> None:
        """Switch to another contract of the profile; the choice is written behind."""
        if self.profile is None:
            return
        contract = self.profile.contract_by_id.get(contract_id)
        if contract is None or contract == self.contract:
            return
        before, self.contract = self.contract, contract
        self._remember("contract", contract.id)
        self.contract_changed.emit(before, contract)

    def may(self, right: str) -> bool:
        """Whether the user has the right."""
        return self.profile is not None and right in self.profile.rights
