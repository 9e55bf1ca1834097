"""The Settings page on a real gallery: every change is in force and saved at once, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.schema import Role
from faceid_desktop.gui import gallery_jobs
from faceid_desktop.gui.settings.catalogue import catalogue
from faceid_desktop.gui.settings.desk import SettingsDesk
from faceid_desktop.gui.settings.fields import FPIR, Field, Place, SectionKey, defaults
from faceid_desktop.gui.settings.model import ModelPanel
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.settings.row import FieldRow
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.access import Actor
from faceid_desktop.services.workspace import DEFAULT_FPIR, Workspace, search_fpir
from faceid_desktop.services.workspace import FPIR as SERVICE_FPIR
from faceid_desktop.settings import load_settings
from tests.helpers.tiny_workspace import tiny_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open gallery."""
    with tiny_workspace(tmp_path / "gallery") as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, state: AppState) -> SettingsPage:
    """Return the page, shown, without a gallery."""
    made = SettingsDesk(state).page
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def row_of(page: SettingsPage, name: str) -> FieldRow:
    """Return the row of a setting, going to its section."""
    section = next(each for each in page.sections if name in [field.name for field in each.fields])
    page.choose(section.key)
    return next(row for row in page.cards[section.key].rows if row.field.name == name)


def every_field() -> list[Field]:
    """Return every declared setting."""
    return [field for section in catalogue() for field in section.fields]


def test_every_setting_of_program_and_gallery_is_on_the_page(qapp: QApplication) -> None:
    """None is forgotten but the level of the log, and each stands in one place with a valid default."""
    declared = [(field.place, field.name) for field in every_field()]
    assert len(declared) == len(set(declared))
    expected = {(place, name) for place in Place for name in defaults(place)}
    assert set(declared) == expected - {(Place.PROGRAM, "log_level")}
    assert (FPIR, defaults(Place.GALLERY)[FPIR]) == (SERVICE_FPIR, DEFAULT_FPIR)


def test_every_setting_shows_its_value_and_gives_it_back(qtbot: QtBot, page: SettingsPage) -> None:
    """What a control shows for a default is that default: nothing is rounded on the way."""
    for field in every_field():
        row = row_of(page, field.name)
        row.editor.show_value(field.default)
        expected = field.default if isinstance(field.default, str) else pytest.approx(field.default)
        assert row.editor.value() == expected, field.name
        assert field.explanation
        assert row.editor.control.accessibleName() == field.title


def test_a_changed_setting_is_in_force_and_saved_at_once(
    qtbot: QtBot, page: SettingsPage, state: AppState
) -> None:
    """Choosing a theme tells the window, and the file has it."""
    row = row_of(page, "theme")
    box = row.editor.control
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(state.settings_changed):
        qtbot.keyClick(box, Qt.Key.Key_End)
    assert state.settings.theme == "high_contrast"
    qtbot.waitUntil(lambda: state.paths.settings_file.exists())
    assert load_settings(state.paths.settings_file).theme == "high_contrast"


def test_a_number_that_is_turned_up_is_saved_when_it_rests(
    qtbot: QtBot, page: SettingsPage, state: AppState
) -> None:
    """Ten steps are one change, and leaving the page takes over what is still in motion."""
    box = row_of(page, "same_fmr").editor.control
    assert isinstance(box, QSpinBox)
    told = []
    state.settings_changed.connect(lambda: told.append(state.settings.same_fmr))
    for _ in range(10):
        box.stepUp()
    assert told == []
    page.left()
    assert len(told) == 1
    assert told[0] == pytest.approx(1.0 / box.value())
    assert box.value() > 1000


def test_reset_brings_the_default_back(qtbot: QtBot, page: SettingsPage, state: AppState) -> None:
    """The button is there only where the value differs."""
    row = row_of(page, "different_llr")
    assert row.reset_button.isHidden()
    state.set_settings(replace(state.settings, different_llr=2.0))
    assert not row.reset_button.isHidden()
    row.reset_button.click()
    assert state.settings.different_llr == 0.0
    assert row.reset_button.isHidden()


def test_the_search_finds_settings_by_word(qtbot: QtBot, page: SettingsPage) -> None:
    """Titles, help and other words for it are searched; what does not answer is hidden; Enter goes there."""
    qtbot.keyClicks(page.search, "retention sightings")
    assert [card.section.key for card in page.visible_cards()] == [SectionKey.PRIVACY]
    shown = [row.field.name for row in page.cards[SectionKey.PRIVACY].rows if not row.isHidden()]
    assert shown == ["sightings_retention_days"]
    page.search.setText("night")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.focusWidget().accessibleName() == "Theme"
    page.search.setText("PRINT recovery")
    assert [card.section.key for card in page.visible_cards()] == [SectionKey.KEYS]
    page.search.setText("no such thing")
    assert page.visible_cards() == []
    assert page.nothing.isVisible()
    page.search.clear()
    assert [card.section.key for card in page.visible_cards()] == [SectionKey.APPEARANCE]


def test_without_a_gallery_its_rules_cannot_be_changed(page: SettingsPage) -> None:
    """The rules are shown, switched off, with the reason."""
    row = row_of(page, "grace_days")
    assert not row.isEnabled()
    assert "gallery" in page.cards[SectionKey.PRIVACY].note.text()


def test_a_rule_is_changed_in_the_gallery(
    qtbot: QtBot, page: SettingsPage, state: AppState, workspace: Workspace
) -> None:
    """The rule is saved with its event, and the page shows what the gallery says."""
    state.set_workspace(workspace)
    row = row_of(page, "grace_days")
    qtbot.waitUntil(row.isEnabled)
    box = row.editor.control
    assert isinstance(box, QSpinBox)
    assert box.text() == "none, at once"
    box.setValue(30)
    with qtbot.waitSignal(state.rules_changed):
        qtbot.waitUntil(lambda: gallery_jobs.rules_of(workspace.gallery).grace_days == 30)
    qtbot.waitUntil(lambda: not row.reset_button.isHidden())
    row.reset_button.click()
    qtbot.waitUntil(lambda: gallery_jobs.rules_of(workspace.gallery).grace_days == 0)


def test_false_alarms_are_set_for_the_searches_that_follow(
    qtbot: QtBot, page: SettingsPage, state: AppState, workspace: Workspace
) -> None:
    """The workspace that searches has the new share at once."""
    state.set_workspace(workspace)
    row = row_of(page, FPIR)
    qtbot.waitUntil(row.isEnabled)
    row.editor.control.setValue(1000)
    qtbot.waitUntil(lambda: workspace.search_settings().fpir == pytest.approx(1e-3))
    assert search_fpir(workspace.gallery) == pytest.approx(1e-3)


def test_who_may_not_change_rules_reads_them(
    qtbot: QtBot, page: SettingsPage, state: AppState, workspace: Workspace
) -> None:
    """An operator sees the rules but cannot change them, and is told whom to ask."""
    gallery = replace(workspace.gallery, actor=Actor(None, Role.OPERATOR))
    state.set_workspace(Workspace(gallery, workspace.engine))
    row = row_of(page, "people_retention_days")
    card = page.cards[SectionKey.PRIVACY]
    qtbot.waitUntil(lambda: "administrator" in card.note.text())
    assert not row.isEnabled()
    assert row.editor.value() == 3 * 365


def test_a_count_reads_what_people_type(qtbot: QtBot, page: SettingsPage) -> None:
    """With or without the unit, with or without a separator of thousands."""
    box = row_of(page, "people_retention_days").editor.control
    assert isinstance(box, QSpinBox)
    for text, meant in (("90", 90), ("1,095 days", 1095), ("ever", 0)):
        assert box.valueFromText(text) == meant
    assert box.textFromValue(0) == "ever"


def test_the_wheel_scrolls_the_page_and_changes_nothing(qtbot: QtBot, page: SettingsPage) -> None:
    """A control that is only passed over keeps its value."""
    row = row_of(page, "same_fmr")
    box = row.editor.control
    page.search.setFocus()
    before = row.editor.value()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert row.editor.value() == before


def test_safe_mode_saves_nothing(qtbot: QtBot, state: AppState) -> None:
    """The settings of a run in safe mode are the defaults: they must not replace the user's."""
    state.safe_mode = True
    state.paths.config.mkdir(parents=True)
    state.paths.settings_file.write_text(json.dumps({"theme": "dark"}))
    page = SettingsDesk(state).page
    qtbot.addWidget(page)
    page.wanted.emit(row_of(page, "theme").field, "light")
    state.db.finish()
    assert state.settings.theme == "light"
    assert json.loads(state.paths.settings_file.read_text()) == {"theme": "dark"}


def test_what_fewer_false_alarms_cost_is_told(
    qtbot: QtBot, page: SettingsPage, state: AppState, workspace: Workspace
) -> None:
    """The line names how many people there are, and follows the setting."""
    state.set_workspace(workspace)
    row = row_of(page, FPIR)
    panel = page.cards[SectionKey.RECOGNITION].panel
    assert isinstance(panel, ModelPanel)
    qtbot.waitUntil(lambda: "0 people" in panel.price.text())
    panel.price.setText("")
    qtbot.waitUntil(row.isEnabled)
    row.editor.control.setValue(1000)
    qtbot.waitUntil(lambda: "0 people" in panel.price.text())
