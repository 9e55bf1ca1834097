"""Words for the ears: what a screen reader speaks at once, without moving its focus.

Qt's own speech (QtTextToSpeech) is not part of PySide6-Essentials; whoever needs to hear the guidance has a
screen reader, and that speaks in the voice, speed and language that he is used to.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak; also the description of the widget, for whoever comes to it later."""
    widget.setAccessibleDescription(text)
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
