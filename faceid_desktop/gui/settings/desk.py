"""Connects the Settings page with the program's settings and the gallery's rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.settings import jobs
from faceid_desktop.gui.settings.about import AboutPanel, UpdatesPanel
from faceid_desktop.gui.settings.backup import BackupPanel
from faceid_desktop.gui.settings.camera import CameraPanel
from faceid_desktop.gui.settings.catalogue import catalogue
from faceid_desktop.gui.settings.fields import Field, Place, SectionKey, defaults
from faceid_desktop.gui.settings.jobs import GalleryValues
from faceid_desktop.gui.settings.keys import KeysPanel
from faceid_desktop.gui.settings.model import ModelPanel
from faceid_desktop.gui.settings.operators import OperatorsPanel
from faceid_desktop.gui.settings.page import SectionCard, SettingsPage
from faceid_desktop.gui.settings.panel import Panel, may_not, no_gallery
from faceid_desktop.gui.settings.saving import put_setting
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

_PANELS: dict[SectionKey, Callable[[AppState], Panel]] = {
    SectionKey.RECOGNITION: ModelPanel,
    SectionKey.CAMERA: CameraPanel,
    SectionKey.KEYS: KeysPanel,
    SectionKey.OPERATORS: OperatorsPanel,
    SectionKey.BACKUP: BackupPanel,
    SectionKey.UPDATES: UpdatesPanel,
    SectionKey.ABOUT: AboutPanel,
}


class SettingsDesk(QObject):
    """Owns the page; what the operator changes is in force and saved at once."""

    command_wanted = Signal(str)
    """A command of the window: ``help``, ``licences``, ``diagnostics``."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._rules: GalleryValues | None = None
        self.page = SettingsPage(state.theme, catalogue(), self._panel)
        self.setParent(self.page)
        self.page.wanted.connect(self._set)
        self.page.shown.connect(self._fill)
        state.settings_changed.connect(self._show_program)
        state.gallery_changed.connect(self._read_rules)
        for card in self.page.cards.values():
            self._fill(card)
        self._read_rules()

    def _panel(self, key: SectionKey) -> Panel | None:
        make = _PANELS.get(key)
        panel = make(self._state) if make is not None else None
        if isinstance(panel, AboutPanel):
            panel.command_wanted.connect(self.command_wanted)
        return panel

    # ------------------------------------------------------------------ showing
    def _fill(self, card: SectionCard) -> None:
        card.show_values(Place.PROGRAM, asdict(self._state.settings))
        note = tr("Safe mode: what you change here is forgotten at the end.") if self._state.safe_mode else ""
        card.say(note)
        self._fill_rules(card)

    def _fill_rules(self, card: SectionCard) -> None:
        state, rules = self._state, self._rules
        workspace = state.workspace
        if workspace is None or rules is None:
            card.show_values(Place.GALLERY, defaults(Place.GALLERY))
            card.allow(Place.GALLERY, tr("What is grey belongs to the gallery.") + " " + no_gallery(state))
            return
        card.show_values(Place.GALLERY, rules.values)
        card.allow(Place.GALLERY, "" if rules.may_change else may_not(workspace.gallery))

    def _show_program(self) -> None:
        for card in self.page.cards.values():
            card.show_values(Place.PROGRAM, asdict(self._state.settings))

    def _read_rules(self) -> None:
        workspace = self._state.workspace
        self._rules = None
        for card in self.page.cards.values():
            self._fill_rules(card)
        if workspace is not None:
            self._state.db.run("rules", partial(jobs.values, workspace), self._take_rules, self._fail)

    def _take_rules(self, rules: GalleryValues) -> None:
        self._rules = rules
        for card in self.page.cards.values():
            self._fill_rules(card)

    # ------------------------------------------------------------------ changing
    def _set(self, field: Field, value: Any) -> None:
        if field.place is Place.PROGRAM:
            put_setting(self._state, field.name, value, self._fail)
        else:
            self._set_rule(field.name, value)

    def _set_rule(self, name: str, value: Any) -> None:
        workspace = self._state.workspace
        if workspace is not None:
            work = partial(jobs.change, workspace, name, value)
            self._state.db.run(f"rule {name}", work, self._changed, self._fail)

    def _changed(self, rules: GalleryValues) -> None:
        self._take_rules(rules)
        self._state.rules_changed.emit()

    def _fail(self, error: FaceIdError) -> None:
        message = error_message(error)
        for card in self.page.visible_cards():
            card.say(f"{message.title}. {message.hint}")
        self._show_program()
        if self._rules is not None:
            self._take_rules(self._rules)
