"""Who may do what: one table of roles and actions, asked before every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from faceid_desktop.errors import PermissionDenied
from faceid_desktop.gallery.schema import Role


class Action(StrEnum):
    """Everything that a role can be allowed or refused."""

    VIEW_PEOPLE = "view_people"
    IDENTIFY = "identify"
    ENROL = "enrol"
    EDIT_PEOPLE = "edit_people"
    IMPORT = "import"
    EXPORT = "export"
    RECORD_CONSENT = "record_consent"
    ERASE = "erase"
    VIEW_SIGHTINGS = "view_sightings"
    BACK_UP = "back_up"
    RESTORE = "restore"
    CHANGE_MODEL = "change_model"
    MANAGE_OPERATORS = "manage_operators"
    MANAGE_KEYS = "manage_keys"
    CHANGE_RULES = "change_rules"
    """Retention, grace period, quality profile, operating point of the gallery."""
    VIEW_AUDIT = "view_audit"
    EXPORT_AUDIT = "export_audit"


_DAILY_WORK = frozenset(
    {
        Action.VIEW_PEOPLE,
        Action.IDENTIFY,
        Action.ENROL,
        Action.EDIT_PEOPLE,
        Action.IMPORT,
        Action.RECORD_CONSENT,
        Action.VIEW_SIGHTINGS,
        Action.BACK_UP,
    }
)

ALLOWED: Mapping[Role, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(Action),
    Role.OPERATOR: _DAILY_WORK,
    # An auditor reads what was done and changes nothing; he needs no faces for that.
    Role.AUDITOR: frozenset({Action.VIEW_AUDIT, Action.EXPORT_AUDIT}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose behalf something is done.

    ``operator`` is the uuid of the account; None in single-user mode, where the one user is administrator.
    """

    operator: str | None = None
    role: Role = Role.ADMINISTRATOR

    def may(self, action: Action) -> bool:
        """Tell whether the role allows it."""
        return action in ALLOWED[self.role]

    def require(self, action: Action) -> None:
        """Refuse what the role does not allow.

        Raises
        ------
        PermissionDenied
            If it does not.
        """
        if not self.may(action):
            raise PermissionDenied(action=str(action), role=str(self.role))
