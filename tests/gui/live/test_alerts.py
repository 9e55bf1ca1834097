"""Notifications of the watch list and words for the ears."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QIcon, QImage
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.live.alerts import TrayAlerts
from faceid_desktop.gui.live.announce import announce


def test_without_a_tray_nothing_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing fails; the window tells it anyway."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    alerts = TrayAlerts(QIcon())
    assert not alerts.notify("Watch list: Rex", "Seen just now")


def test_with_a_tray_the_name_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One icon serves all notifications."""
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: shown.append("icon"))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, title, *__: shown.append(title))
    face = QImage(8, 8, QImage.Format.Format_RGB888)
    face.fill(0)
    alerts = TrayAlerts(QIcon())
    assert alerts.notify("Watch list: Rex", "Seen just now", face)
    assert alerts.notify("Watch list: Ada", "Seen just now")
    assert shown == ["icon", "Watch list: Rex", "Watch list: Ada"]


@pytest.mark.parametrize("active", [True, False])
def test_a_screen_reader_hears_what_is_announced(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, active: bool
) -> None:
    """At once if one listens; the description stays for one that comes later."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: active)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Turn your head to the left")
    assert told == (["Turn your head to the left"] if active else [])
    assert widget.accessibleDescription() == "Turn your head to the left"
