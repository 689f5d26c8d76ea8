"""`@override` for Qt's virtual functions: checked by mypy, free at start."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(function: object) -> object:
        """Mark a method that replaces one of Qt's."""
        return function
