"""A guide's figures, drawn from their poses."""

from __future__ import annotations
