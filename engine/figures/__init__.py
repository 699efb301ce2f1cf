"""The figures of a round or a term: each with its definition, one module for each subject."""

from __future__ import annotations

from kernel.modules import load_modules

load_modules(__name__, __path__)
