"""Why a person may be kept. A module of its own, so that naming the bases loads no database."""

from __future__ import annotations

from enum import StrEnum


class LawfulBasis(StrEnum):
    """The six of GDPR, article 6 (1), in its order.

    Templates are special-category data; for identifying people article 9 (2) asks for more than most of these
    alone, usually explicit consent. The program records what the operator states and does not judge it.
    """

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTEREST = "legitimate_interest"
