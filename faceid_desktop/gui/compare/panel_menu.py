"""The menu of a photo: open, paste, a recent one, save its face, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from faceid_desktop.gui.compare.sources import PhotoSource
from faceid_desktop.gui.words import tr


@dataclass(frozen=True, slots=True)
class PanelActions:
    """What the menu can do; None leaves an entry disabled."""

    open: Callable[[], None]
    paste: Callable[[], None]
    choose: Callable[[PhotoSource], None]
    save_face: Callable[[], None] | None
    remove: Callable[[], None] | None


def panel_menu(actions: PanelActions, recent: Sequence[PhotoSource], parent: QWidget) -> QMenu:
    """Return the menu of one side."""
    menu = QMenu(parent)
    menu.addAction(tr("Open…"), actions.open)
    menu.addAction(tr("Paste"), actions.paste)
    photos = menu.addMenu(tr("Recent photos"))
    photos.setEnabled(bool(recent))
    for source in recent:
        photos.addAction(source.name.replace("&", "&&"), partial(actions.choose, source))
    menu.addSeparator()
    for text, action in ((tr("Save face…"), actions.save_face), (tr("Remove"), actions.remove)):
        entry = menu.addAction(text)
        entry.setEnabled(action is not None)
        if action is not None:
            entry.triggered.connect(action)
    return menu
