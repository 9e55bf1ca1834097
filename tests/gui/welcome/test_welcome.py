"""The first start: four steps, each of which can be skipped, on real services."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import BundleNotFound, GalleryLocked
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.settings.secrets import RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.welcome.dialog import CAMERA, KEY, TRY, WHAT, WelcomeDialog
from faceid_desktop.services.keys import ways_in
from faceid_desktop.services.opening import close_gallery
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import tiny_engine


@pytest.fixture
def dialog(qtbot: QtBot, state: AppState) -> WelcomeDialog:
    """Return the shown dialog."""
    made = WelcomeDialog(state)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_way_from_welcome_to_the_first_try(
    qtbot: QtBot, dialog: WelcomeDialog, state: AppState, tmp_path: Path
) -> None:
    """A passphrase begins the gallery, the recovery code is shown, and the last step offers a try."""
    state.ready = SimpleNamespace(engine=tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7)))
    assert dialog.steps.currentIndex() == WHAT
    assert any(str(state.paths.data) in each.text() for each in dialog.findChildren(type(dialog.step)))
    dialog.next_button.click()
    assert dialog.steps.currentIndex() == KEY
    dialog.choice.by_passphrase.setChecked(True)
    assert not dialog.next_button.isEnabled()
    for line in (dialog.choice.new, dialog.choice.again):
        line.setText("correct horse battery staple")
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.findChild(RecoveryDialog) is not None, timeout=10_000)
    code = dialog.findChild(RecoveryDialog)
    code.kept.setChecked(True)
    code.action_button.click()
    assert dialog.steps.currentIndex() == CAMERA
    assert state.workspace is not None
    assert {slot.kind for slot in ways_in(state.workspace.gallery)} == {
        SlotKind.PASSPHRASE,
        SlotKind.RECOVERY,
    }
    dialog.next_button.click()
    assert dialog.steps.currentIndex() == TRY
    dialog.back_button.click()
    dialog.back_button.click()
    assert dialog.key_done.isVisible()
    assert not dialog.choice.isVisible()
    dialog.show_step(TRY)
    with qtbot.waitSignal(dialog.samples_wanted):
        dialog.samples_button.click()
    assert not dialog.isVisible()
    state.db.finish()
    close_gallery(state.workspace.gallery)


def test_it_can_be_skipped_at_once(qtbot: QtBot, dialog: WelcomeDialog, state: AppState) -> None:
    """Nothing is begun by skipping."""
    dialog.skip_button.click()
    assert not dialog.isVisible()
    assert not (state.paths.data / "gallery").exists()


def test_the_key_waits_for_the_models(
    qtbot: QtBot, dialog: WelcomeDialog, state: AppState, tmp_path: Path
) -> None:
    """A gallery belongs to a model: one click is enough, also before the models are loaded."""
    dialog.show_step(KEY)
    dialog.next_button.click()
    assert dialog.problem.text() == "Loading models…"
    assert not dialog.next_button.isEnabled()
    engine = tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7))
    state.set_engine(SimpleNamespace(engine=engine))
    qtbot.waitUntil(lambda: dialog.findChild(RecoveryDialog) is not None, timeout=10_000)
    assert state.workspace is not None
    state.db.finish()
    close_gallery(state.workspace.gallery)


def test_models_that_cannot_be_loaded_are_told_of(dialog: WelcomeDialog, state: AppState) -> None:
    """Whoever waits for them hears why it is in vain, and may try again."""
    dialog.show_step(KEY)
    dialog.next_button.click()
    state.set_engine_error(BundleNotFound(path="/nowhere"))
    assert "missing" in dialog.problem.text()
    assert dialog.next_button.isEnabled()


def test_going_back_gives_the_gallery_up(dialog: WelcomeDialog, state: AppState, tmp_path: Path) -> None:
    """What was asked for on another step is not done behind the back of who went on."""
    dialog.show_step(KEY)
    dialog.next_button.click()
    dialog.back_button.click()
    state.set_engine(SimpleNamespace(engine=tiny_engine(write_tiny_bundle(tmp_path / "bundle", 7))))
    state.db.finish()
    assert state.workspace is None
    assert not (state.paths.data / "gallery").exists()


def test_a_locked_gallery_is_not_begun_again(dialog: WelcomeDialog, state: AppState) -> None:
    """It has its key already; the step only says so."""
    state.set_workspace(None, GalleryLocked())
    dialog.show_step(KEY)
    assert dialog.key_done.isVisible()
    assert not dialog.choice.isVisible()
    dialog.next_button.click()
    assert dialog.steps.currentIndex() == CAMERA


def test_without_a_camera_the_check_says_so(dialog: WelcomeDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    """No camera is no obstacle: the words say what to do, and the next step is a click away."""
    monkeypatch.setattr("faceid_desktop.gui.live.cameras._choices", list)
    dialog.show_step(CAMERA)
    check = dialog.findChild(type(dialog._camera))
    check.button.click()
    assert "No camera" in check.found.text()
    dialog.next_button.click()
    assert dialog.steps.currentIndex() == TRY
    assert not check.running
