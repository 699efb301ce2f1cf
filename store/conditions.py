"""The type of a condition on rows, for those who build queries in SQLModel's words."""

from __future__ import annotations

from sqlalchemy import ColumnElement

__all__ = ["Condition"]

Condition = ColumnElement[bool]
