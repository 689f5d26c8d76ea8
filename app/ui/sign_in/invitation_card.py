"""Who is invited, row by row."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.sign_in.view import InvitationView
from app.ui.theme.theme import Theme
from app.ui.widgets.frames import Card
from app.ui.widgets.labels import Label


class InvitationCard(Card):
    """Company, user, rights, contracts, manager; what is empty is left out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def show_invitation(self, view: InvitationView) -> str:
        """Show an invitation and return what is said about it aloud."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        company = view.company
        if view.edrpou:
            text = self.tr("%1, EDRPOU %2").replace("%1", view.company)
            company = text.replace("%2", view.edrpou)
        user = f"{view.user} · {view.position}" if view.position else view.user
        rows = (
            (self.tr("Company"), company),
            (self.tr("User"), user),
            (self.tr("Rights"), view.rights),
            (self.tr("Contracts"), view.contracts),
            (self.tr("Manager"), view.manager),
        )
        shown = [(caption, value) for caption, value in rows if value]
        for at, (caption, value) in enumerate(shown):
            role = "strong" if at == 0 else "body"
            label = Label(self._theme, value, role=role, wrap=True)
            self._grid.addWidget(Label(self._theme, caption, role="small", colour="text3"), at, 0)
            self._grid.addWidget(label, at, 1)
        self.show()
        return f"{company}. {user}"
