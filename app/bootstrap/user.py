"""Use cases of the signed-in user over his journal, made in the lane that first uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.once import Once

if TYPE_CHECKING:
    from app.bootstrap.installation import Installation
    from app.domain.cart import Draft
    from app.services.checkout import Checkout
    from app.services.delivery import DeliveryOption
    from app.services.documents import Documents
    from app.services.outbox import Outbox
    from app.services.photos import Photos
    from app.storage.journal.store import Journal
    from app.storage.profile import ProfileFolder


class UserServices:
    """Use cases of the signed-in user over his journal; each is made in the lane that uses it."""

    def __init__(self, installation: Installation, folder: ProfileFolder) -> None:
        self._installation = installation
        self._folder = folder
        self.journal: Once[Journal] = Once(self._journal)
        self.outbox: Once[Outbox] = Once(self._outbox)
        self.checkout: Once[Checkout] = Once(self._checkout)
        self.documents: Once[Documents] = Once(self._documents)
        self.photos: Once[Photos] = Once(self._photos)

    def delivery_options(self, contract: str, draft: Draft) -> dict[str, DeliveryOption]:
        """Ask how a cart may travel (network lane)."""
        from app.services.delivery import delivery_options

        return delivery_options(self._installation.gateway().delivery_options, contract, draft)

    def close(self) -> None:
        """Close the journal."""
        if self.journal.made is not None:
            self.journal.made.close()

    def _journal(self) -> Journal:
        from app.storage.journal.store import Journal

        return Journal(self._folder.journal)

    def _outbox(self) -> Outbox:
        from app.services.outbox import Outbox

        return Outbox(self.journal(), self._installation.gateway())

    def _checkout(self) -> Checkout:
        from app.services.checkout import Checkout

        return Checkout(self.journal(), self._installation.gateway())

    def _documents(self) -> Documents:
        from app.services.documents import Documents
        from app.storage.journal.stored_files import StoredFiles

        fetch = self._installation.gateway().document_pdf
        return Documents(self.journal(), StoredFiles(self._folder.files), fetch)

    def _photos(self) -> Photos:
        from app.services.photos import Photos
        from app.storage.photos import PhotoFiles

        limit_bytes = self._installation.settings.value.photo_limit_mb * 1024 * 1024
        files = PhotoFiles(self._folder.photos, limit_bytes)
        return Photos(files, self._installation.gateway().image)
