"""The typed detail tables: one module a kind, every stored field of its life cycle a column.

A new kind is one new module here, found without further ado. A test compares the columns with the
fields, so neither can be forgotten.
"""

from __future__ import annotations

import store.tables  # noqa: F401 - what these tables refer to, and how constraints are named
from kernel.modules import load_modules

load_modules(__name__, __path__)
