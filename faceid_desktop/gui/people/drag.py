"""What is dragged when a card is: one person, by a number that says nothing outside of this program."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData

_KIND = "application/x-faceid-desktop-person"


def packed(person: str) -> QMimeData:
    """Pack a person's uuid for a drag."""
    data = QMimeData()
    data.setData(_KIND, QByteArray(person.encode()))
    return data


def unpacked(data: QMimeData) -> str | None:
    """Return whose uuid is dragged, None if something else is."""
    return bytes(data.data(_KIND).data()).decode() if data.hasFormat(_KIND) else None
