"""The Settings page: sections on the left, the chosen one on the right, and a search through all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.gui.look.icons import icon
from faceid_desktop.gui.look.labels import label, rule
from faceid_desktop.gui.look.page import Page
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.settings.fields import Place, Section, SectionKey
from faceid_desktop.gui.settings.panel import Panel
from faceid_desktop.gui.settings.row import FieldRow
from faceid_desktop.gui.words import tr

PanelMaker = Callable[[SectionKey], Panel | None]
_SECTIONS_PX, _CARD_PX, _SEARCH_PX = 204, 760, 280


class SectionCard(QFrame):
    """A section: its title, what it is for, its settings, and its tools below them."""

    wanted = Signal(object, object)
    """A `Field` and the value that the operator wants it to have."""

    def __init__(self, section: Section, panel: Panel | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section, self.panel = section, panel
        self.setObjectName("card")
        self.setAccessibleName(section.title)
        self.setMaximumWidth(_CARD_PX)
        self.note, self.said = label("", "hint", wrap=True), label("", "problem", wrap=True)
        self.note.hide()
        self.said.hide()
        self.rows = [FieldRow(field) for field in section.fields]
        self._rules: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(section.title, "subtitle"))
        column.addWidget(label(section.explanation, "hint", wrap=True))
        column.addWidget(self.said)
        column.addWidget(self.note)
        for row in self.rows:
            line = rule()
            self._rules.append(line)
            column.addWidget(line)
            column.addWidget(row)
            row.changed.connect(lambda value, field=row.field: self.wanted.emit(field, value))
        if panel is not None:
            column.addWidget(rule())
            column.addWidget(panel)

    def show_values(self, place: Place, values: Mapping[str, Any]) -> None:
        """Show the values that are kept in a place."""
        for row in self.rows:
            if row.field.place is place:
                row.show_value(values[row.field.name])

    def allow(self, place: Place, note: str) -> None:
        """Let the settings of a place be changed, or say why not; an empty note allows it."""
        mine = [row for row in self.rows if row.field.place is place]
        for row in mine:
            row.setEnabled(not note)
        if mine:
            self.note.setText(note)
            self.note.setVisible(bool(note))

    def say(self, text: str) -> None:
        """Say something about the section, such as why a change was refused."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def filter(self, wanted: str) -> bool:
        """Show what answers a search; return whether anything does."""
        whole = not wanted or self.section.answers(wanted)
        for row, line in zip(self.rows, self._rules, strict=True):
            shown = whole or row.field.answers(wanted)
            row.setVisible(shown)
            line.setVisible(shown)
        if self.panel is not None:
            self.panel.setVisible(whole)
        return whole or any(row.field.answers(wanted) for row in self.rows)


class SettingsPage(Page):
    """Shows sections; values and tools are brought by whoever made it.

    Parameters
    ----------
    theme
        The design tokens in force.
    sections
        What can be set.
    panel_of
        Makes the tools of a section when it is first shown.
    """

    wanted = Signal(object, object)
    """A `Field` and the value that the operator wants it to have."""
    shown = Signal(object)
    """The `SectionCard` that was just built."""

    def __init__(
        self, theme: Theme, sections: Sequence[Section], panel_of: PanelMaker, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tr("Settings"), parent)
        self.sections, self._panel_of = tuple(sections), panel_of
        self.cards: dict[SectionKey, SectionCard] = {}
        self._place = 0
        self.search = QLineEdit()
        self.list = QListWidget()
        self.nothing = label(tr("Nothing is called so. Try another word."), "hint")
        self._column = QVBoxLayout()
        self._build()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._enter_found)
        self.list.currentRowChanged.connect(self._choose_row)
        theme.changed.connect(self._dress)
        self._dress()
        self.list.setCurrentRow(0)

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Search settings"))
        self.search.setAccessibleName(tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_PX)
        self.tools.addWidget(self.search)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        self.list.setObjectName("section_list")
        self.list.setAccessibleName(tr("Sections"))
        self.list.setFixedWidth(_SECTIONS_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in self.sections:
            self.list.addItem(QListWidgetItem(section.title))
        inner = QWidget()
        inner.setObjectName("plain_scroll_body")
        inner.setLayout(self._column)
        self._column.setContentsMargins(2, 0, 8, 8)
        self._column.setSpacing(14)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.nothing.hide()
        self.area = QScrollArea()
        self.area.setObjectName("plain_scroll")
        self.area.setAccessibleName(tr("Settings of the section"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.list)
        row.addWidget(self.area, 1)
        self.body.addLayout(row, 1)

    def choose(self, key: str) -> None:
        """Show a section, and end a search."""
        self.list.setCurrentRow(-1)
        self.list.setCurrentRow([section.key for section in self.sections].index(SectionKey(key)))

    def visible_cards(self) -> list[SectionCard]:
        """Return the cards that are shown, from top to bottom."""
        return [self.cards[s.key] for s in self.sections if s.key in self.cards and self._is_shown(s.key)]

    def left(self) -> None:
        """Take over what is still being turned up or down, and let the tools rest."""
        for card in self.cards.values():
            for row in card.rows:
                row.editor.finish()
            if card.panel is not None:
                card.panel.left()

    def close_page(self) -> None:
        """Leave it, and let the tools end for good."""
        self.left()
        for card in self.cards.values():
            if card.panel is not None:
                card.panel.closed()

    def _is_shown(self, key: SectionKey) -> bool:
        return not self.cards[key].isHidden()

    def _choose_row(self, place: int) -> None:
        if place < 0:
            return
        self._place = place
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._show({self.sections[place].key}, "")

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        if wanted:
            found = {
                section.key
                for section in self.sections
                if section.answers(wanted) or any(field.answers(wanted) for field in section.fields)
            }
            self.list.setCurrentRow(-1)  # what is found lies in several sections
            self._show(found, wanted)
        else:
            self.list.setCurrentRow(self._place)

    def _show(self, keys: set[SectionKey], wanted: str) -> None:
        for place, section in enumerate(self.sections):
            if section.key in keys:
                self._card(place, section).filter(wanted)
            card = self.cards.get(section.key)
            if card is not None:
                shown = section.key in keys
                card.setVisible(shown)
                if card.panel is not None:
                    (card.panel.entered if shown else card.panel.left)()
        self.nothing.setVisible(not keys)
        self.area.verticalScrollBar().setValue(0)

    def _card(self, place: int, section: Section) -> SectionCard:
        if section.key not in self.cards:
            card = self.cards[section.key] = SectionCard(section, self._panel_of(section.key))
            card.wanted.connect(self.wanted)
            before = sum(1 for each in self.sections[:place] if each.key in self.cards)
            self._column.insertWidget(before, card)
            self.shown.emit(card)
        return self.cards[section.key]

    def _enter_found(self) -> None:
        """Go from the search to the first thing that it found."""
        rows = [
            row
            for card in self.visible_cards()
            for row in card.rows
            if not row.isHidden() and row.isEnabled()
        ]
        if rows:
            rows[0].editor.control.setFocus(Qt.FocusReason.TabFocusReason)

    def _dress(self) -> None:
        for place, section in enumerate(self.sections):
            self.list.item(place).setIcon(icon(section.icon, self.theme.tokens.mute))
