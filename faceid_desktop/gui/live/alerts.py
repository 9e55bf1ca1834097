"""Notifications outside the window: whoever is on the watch list is announced though nobody looks at it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

_SHOWN_MS = 10_000


class TrayAlerts(QObject):
    """A tray icon that is there from the first notification on, where the system has a tray.

    Parameters
    ----------
    icon
        The program's.
    """

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None

    def notify(self, title: str, text: str, face: QImage | None = None) -> bool:
        """Show a notification; tells whether the system can."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.show()
        picture = self._icon if face is None else QIcon(QPixmap.fromImage(face))
        self._tray.showMessage(title, text, picture, _SHOWN_MS)
        return True
