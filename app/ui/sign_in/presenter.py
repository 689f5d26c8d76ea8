"""Leads through sign-in and activation: what the dialog asks, the gateway answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import AccessWithdrawn, AppError, Offline, ProtocolBroken, SignInNeeded
from app.ui.sign_in import code as codes
from app.ui.sign_in.view import InvitationView, SupplierView

if TYPE_CHECKING:
    from app.services.sign_in import SignedIn
    from app.ui.sign_in.dialog import SignInDialog
    from app.ui.tasks import Tasks
    from contract.about import About
    from contract.session import Invitation

_REFUSED = {"code_expired": "expired", "code_used": "used", "code_invalid": "unknown"}


class SignInPresenter(QObject):
    """One dialog, from its opening to `signed_in`."""

    signed_in = Signal(str, bool)
    """The login, and whether a token is kept for the next start."""
    supplier_known = Signal(str, object)
    """The supplier's name and accent."""

    def __init__(
        self,
        dialog: SignInDialog,
        tasks: Tasks,
        about: Callable[[], About],
        session: Callable[[], SignedIn],
        login: str,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._tasks = tasks
        self._about_call = about
        self._session = session
        self._about: About | None = None
        self._invited: Invitation | None = None
        self._attempt = 0
        self._previews = 0
        self._login = login
        dialog.sign_in.set_login(login)
        dialog.signed_in_requested.connect(self._sign_in)
        dialog.preview_requested.connect(self._preview)
        dialog.activation_requested.connect(self._activate)
        dialog.retried.connect(self.ask_about)
        dialog.cancelled.connect(self._cancel)

    @Slot()
    def ask_about(self) -> None:
        """Ask whose cabinet this is; needs no sign-in."""
        self._tasks.fetch(self._about_call, self._show_about, self._note_no_about, owner=self)

    def _show_about(self, about: About) -> None:
        self._about = about
        self.supplier_known.emit(about.supplier.name, about.supplier.accent)
        self._dialog.show_supplier(supplier_view(about, self._dialog.property("server") or ""))
        self._dialog.sign_in.show_idle()

    def _note_no_about(self, error: Exception) -> None:
        if isinstance(error, Offline):
            self._dialog.sign_in.show_no_network()
        elif isinstance(error, AppError):
            self._dialog.sign_in.show_problem(self._words(error))
        else:
            raise error

    @Slot(str, str, bool)
    def _sign_in(self, login: str, password: str, remember: bool) -> None:  # noqa: FBT001 - a signal
        self._dialog.sign_in.show_busy()
        self._attempt += 1
        attempt = self._attempt

        def work() -> int:
            return self._session().sign_in(login, password, remember=remember)

        def done(_user: int) -> None:
            if attempt == self._attempt:
                self.signed_in.emit(login, remember)

        def failed(error: Exception) -> None:
            if attempt == self._attempt:
                self._show_refusal(error)

        self._tasks.fetch(work, done, failed, owner=self)

    def _show_refusal(self, error: Exception) -> None:
        page = self._dialog.sign_in
        if isinstance(error, SignInNeeded):
            page.show_wrong_password()
        elif isinstance(error, AccessWithdrawn):
            page.show_blocked("", self._contact())
        elif isinstance(error, Offline):
            if error.retry_after_s:
                page.show_wrong_password(round(error.retry_after_s))
            elif self._about is None:
                page.show_no_network()
            else:
                page.show_unreachable(None, can_open=False)
        elif isinstance(error, AppError):
            page.show_problem(self._words(error))
        else:
            raise error

    @Slot(str, str)
    def _preview(self, _server: str, text: str) -> None:
        self._dialog.activation.show_asking()
        code = _code_of(text)
        self._invited = None
        self._previews += 1
        asked = self._previews

        def work() -> Invitation:
            return self._session().preview(code)

        def done(invitation: Invitation) -> None:
            # An answer about a code that was typed over says nothing of the new one.
            if asked == self._previews:
                self._show_invitation(invitation)

        def failed(error: Exception) -> None:
            if asked == self._previews:
                self._refuse_code(error)

        self._tasks.fetch(work, done, failed, owner=self)

    def _show_invitation(self, invitation: Invitation) -> None:
        self._invited = invitation
        rights = {
            "order": self.tr("orders"),
            "see_prices": self.tr("prices"),
            "see_finance": self.tr("finance"),
            "print": self.tr("printing"),
        }
        manager = (invitation.manager_name, invitation.manager_phone, invitation.manager_email)
        self._dialog.activation.show_invitation(
            InvitationView(
                company=invitation.company,
                edrpou=invitation.edrpou,
                user=invitation.name,
                position=invitation.position,
                rights=", ".join(rights[right] for right in invitation.rights if right in rights),
                contracts=", ".join(
                    f"{one.name} №{one.number}" if one.number else one.name
                    for one in invitation.contracts
                ),
                manager=", ".join(filter(None, manager)),
                valid_until=invitation.valid_until.astimezone(),
            )
        )

    def _refuse_code(self, error: Exception) -> None:
        page = self._dialog.activation
        if isinstance(error, ProtocolBroken) and error.code in _REFUSED:
            page.show_refused(_REFUSED[error.code], self._contact())
        elif isinstance(error, Offline):
            page.show_problem(self.tr("No network. What you typed stays; try again."))
        elif isinstance(error, AppError):
            page.show_problem(self._words(error))
        else:
            raise error

    @Slot(str, str, bool)
    def _activate(self, text: str, password: str, remember: bool) -> None:  # noqa: FBT001 - a signal
        if self._invited is None:
            return
        self._dialog.activation.show_busy()
        code = _code_of(text)
        login = self._invited.login

        def work() -> int:
            return self._session().activate(code, password, login, remember=remember)

        def done(_user: int) -> None:
            self.signed_in.emit(login, remember)

        self._tasks.fetch(work, done, self._refuse_code, owner=self)

    @Slot()
    def _cancel(self) -> None:
        self._attempt += 1
        self._dialog.sign_in.show_idle()

    def _contact(self) -> str:
        if self._about is None:
            return ""
        access = self._about.access
        return ", ".join(filter(None, (access.phone, access.email)))

    def _words(self, error: AppError) -> str:
        from app.ui.shell.banners import message_of

        message = message_of(error)
        return f"{message.title} {message.text}" if message else ""


def supplier_view(about: About, server: str) -> SupplierView:
    """Return the supplier's brand as the dialog shows it."""
    import base64
    import binascii

    logo = b""
    if about.supplier.logo:
        try:
            logo = base64.b64decode(about.supplier.logo, validate=True)
        except binascii.Error:
            logo = b""
    return SupplierView(
        name=about.supplier.name,
        tagline=about.supplier.tagline,
        logo=logo,
        accent=about.supplier.accent,
        server=server,
        phone=about.access.phone,
        email=about.access.email,
        hours=about.access.hours,
    )


def _code_of(text: str) -> str:
    found = codes.from_link(text)
    return found[1] if found else text
