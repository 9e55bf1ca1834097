"""Words for what was noticed when the gallery was opened."""

from __future__ import annotations

from faceid_desktop.gallery.opening import OpeningWarning
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.words import tr


def opening_warning(warning: OpeningWarning) -> Message:
    """Word what an operator should know about the gallery's file."""
    return {
        OpeningWarning.NETWORK_SHARE: Message(
            tr("The gallery lies on a network drive"),
            tr("A crash or a second user can damage it there. Keep it on this computer, and backups there."),
        )
    }[warning]


def audit_warning() -> Message:
    """Say that the audit chain does not hold."""
    return Message(
        tr("The audit log does not hold"), tr("Something was changed from outside. The Audit page says what.")
    )


def backup_failed(why: str) -> Message:
    """Say that the scheduled backup could not be made."""
    return Message(tr("No backup was made"), why)
