"""Loading every module of a package whose modules file themselves, such as tables or effects.

Such a package calls `load_modules` in its `__init__`; a new module is then found by being there.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules


def load_modules(package: str, path: Iterable[str]) -> None:
    """Import every module of a package, in the order of their names.

    Args:
        package: Its `__name__`.
        path: Its `__path__`.
    """
    for module in iter_modules(path):
        import_module(f"{package}.{module.name}")
