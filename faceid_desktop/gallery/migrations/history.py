"""The revisions that this program knows, the oldest first; reading them does not load Alembic."""

from __future__ import annotations

REVISIONS = ("0001",)
HEAD = REVISIONS[-1]
