"""Leaves PySide's signature modules to the moment when something asks for a signature.

`import PySide6` compiles some 100 KB of Python each time a program starts: what turns a wrong
argument into a readable TypeError, what writes stub files, and what makes `from __feature__
import` work. It is a third of the time of that import, and a program that makes no mistakes never
uses it. Here those modules come empty and fill themselves when they are first looked into;
everything but `__feature__` works as before, later. See docs/adr/0014.
"""

from __future__ import annotations

import builtins
import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

from app.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

_PACKAGE = "shibokensupport"
_DEFERRED = frozenset(
    f"{_PACKAGE}.{name}"
    for name in (
        "feature",
        "signature.errorhandler",
        "signature.layout",
        "signature.lib.enum_sig",
        "signature.lib.pyi_generator",
        "signature.lib.tool",
        "signature.mapping",
        "signature.parser",
    )
)
_FEATURE = f"{_PACKAGE}.feature"
_MAPPING = f"{_PACKAGE}.signature.mapping"


def import_pyside() -> None:
    """Import PySide6 without its signature modules; call before anything else imports it.

    Does nothing when PySide6 is there already.
    """
    if "PySide6" in sys.modules:
        return
    finders, importing = sys.meta_path, builtins.__import__
    sys.meta_path = _DeferringPath(finders)
    try:
        import PySide6  # noqa: F401 - its import is all that is wanted
    finally:
        sys.meta_path = finders
        # PySide looks at every import of the program for `__feature__`, which nobody uses here.
        builtins.__import__ = importing


class _DeferringPath(list[Any]):
    """`sys.meta_path` while PySide starts: wraps the finder that PySide puts before all others."""

    @override
    def insert(self, index: Any, finder: Any) -> None:
        """Put a finder in, wrapped."""
        super().insert(index, _DeferringFinder(finder))

    @override
    def remove(self, finder: Any) -> None:
        """Take a finder out, wrapped or not."""
        super().remove(next(one for one in self if getattr(one, "wrapped", one) is finder))


class _DeferringFinder:
    """Finds what the wrapped finder finds; the modules that can wait get an empty beginning."""

    def __init__(self, wrapped: Any) -> None:
        self.wrapped = wrapped

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module comes from, None when it is not PySide's."""
        spec: ModuleSpec | None = self.wrapped.find_spec(name, path, target)
        if spec is None or name not in _DEFERRED:
            return spec
        loader: Any = _Deferred(name, self.wrapped)
        return ModuleSpec(name, loader)


class _Deferred:
    """The loader of one module: its code runs when something in it is asked for."""

    def __init__(self, name: str, loader: Any) -> None:
        self._name = name
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave the making of the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Put into the module nothing but the ways to fill it."""
        names = module.__dict__

        def fill(attribute: str) -> Any:
            if attribute.startswith("__") or "__getattr__" not in names:
                # The machinery of imports looks for names of its own: they need no code.
                raise AttributeError(f"module {self._name!r} has no attribute {attribute!r}")
            del names["__getattr__"]
            published = module.__spec__
            # PySide publishes its modules under a second name; the code lies under the first.
            module.__spec__ = ModuleSpec(self._name, None)
            self._loader.exec_module(module)
            module.__spec__ = published
            return names[attribute] if attribute in names else getattr(module, attribute)

        names["__getattr__"] = fill
        if self._name == _MAPPING:
            # PySide's C++ takes this function from the module's dict, past `__getattr__`.
            names["update_mapping"] = lambda: _filled(names, fill, "update_mapping")()
        elif self._name == _FEATURE:
            # PySide asks these at each import until its own start is over.
            names["feature_import"] = names["feature_imported"] = _no_feature


def _filled(names: dict[str, Any], fill: Callable[[str], Any], name: str) -> Any:
    del names[name]
    return fill(name)


def _no_feature(*_asked: object, **_more: object) -> None:
    """Answer that the import wants no `__feature__`."""
