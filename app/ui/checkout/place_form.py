"""Where the goods go: the fields that the chosen method needs, and who takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.delivery import DeliveryChoice
from app.ui.widgets.frames import Note
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.terms import DeliveryMethod, Warehouse
    from app.ui.theme.theme import Theme

LONGEST = 300


class PlaceForm(QWidget):
    """Fields by kind of method. What was typed stays while the method changes."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._method: DeliveryMethod | None = None
        self._warehouses: tuple[str, ...] = ()
        self._fields: dict[str, tuple[Label, LineEdit]] = {}
        self._pickup = Label(theme, role="small", colour="text2", wrap=True)
        self._by_hand = Note(theme, "info")
        self._by_hand.say(
            "", self.tr("There is no directory of this carrier: type city and branch by hand.")
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        texts = (
            ("city", self.tr("City"), 0, 0),
            ("branch", self.tr("Branch"), 0, 1),
            ("street", self.tr("Street"), 1, 0),
            ("house", self.tr("House, office"), 1, 1),
            ("pickup_at", self.tr("When you come"), 2, 0),
            ("recipient_name", self.tr("Recipient"), 3, 0),
            ("recipient_phone", self.tr("Recipient’s phone"), 3, 1),
            ("note", self.tr("How to deliver"), 4, 0),
        )
        for name, title, row, column in texts:
            label = Label(theme, title, role="small-medium", colour="text2")
            field = LineEdit(theme, name=title)
            field.setObjectName(f"delivery-{name}")
            field.setMaxLength(LONGEST)
            field.textEdited.connect(self._tell)
            label.setBuddy(field)
            span = 2 if name == "note" else 1
            self._grid.addWidget(label, row * 2, column, 1, span)
            self._grid.addWidget(field, row * 2 + 1, column, 1, span)
            self._fields[name] = (label, field)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(10)
        column_layout.addWidget(self._pickup)
        column_layout.addWidget(self._by_hand)
        column_layout.addLayout(self._grid)

    @property
    def fields(self) -> tuple[LineEdit, ...]:
        """All fields in the order in which they are filled in."""
        return tuple(field for _label, field in self._fields.values())

    def show_method(self, method: DeliveryMethod, warehouses: Sequence[Warehouse]) -> None:
        """Show the fields of a method; `warehouses` are those of the cart."""
        self._method = method
        self._warehouses = tuple(warehouse.guid for warehouse in warehouses)
        shown = {
            "pickup": ("pickup_at", "recipient_name", "recipient_phone"),
            "company_transport": ("city", "street", "house", "recipient_name", "recipient_phone"),
            "carrier": ("city", "branch", "recipient_name", "recipient_phone"),
            "dropship": ("note",),
            "other": ("note",),
        }[method.kind]
        for name, (label, field) in self._fields.items():
            label.setVisible(name in shown)
            field.setVisible(name in shown)
        self._by_hand.setVisible(method.kind == "carrier")
        self._pickup.setVisible(method.kind == "pickup")
        self._pickup.setText("\n".join(_pickup_line(one) for one in warehouses))

    def choice(self) -> DeliveryChoice | None:
        """What is chosen and typed, or None before a method is chosen."""
        if self._method is None:
            return None
        kind = self._method.kind
        places = {"pickup": "warehouse", "company_transport": "address", "carrier": "branch"}
        typed = {
            name: field.text() if not field.isHidden() else ""
            for name, (_label, field) in self._fields.items()
        }
        return DeliveryChoice(
            method=self._method.code,
            kind=kind,
            carrier=self._method.carrier,
            place=places.get(kind, "text"),
            warehouses=self._warehouses,
            **typed,
        )

    def mark_missing(self, names: Sequence[str]) -> None:
        """Mark the fields that must be filled and go to the first of them."""
        for name, (_label, field) in self._fields.items():
            field.set_wrong(wrong=name in names)
        for name in names:
            if name in self._fields:
                self._fields[name][1].setFocus()
                return

    def _tell(self) -> None:
        field = self.sender()
        if isinstance(field, LineEdit):
            field.set_wrong(wrong=False)
        self.edited.emit()


def _pickup_line(warehouse: Warehouse) -> str:
    return ", ".join(filter(None, (warehouse.name, warehouse.address, warehouse.pickup_hours)))
