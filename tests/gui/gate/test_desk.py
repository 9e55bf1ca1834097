"""The gate on a gallery with a passphrase: what it reads, and what follows the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.gui.gate.desk import GateDesk
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.unlocking import Secret
from faceid_desktop.services.workspace import Workspace
from tests.helpers.threads import opening_threads
from tests.helpers.tiny_bundle import write_tiny_bundle
from tests.helpers.tiny_workspace import tiny_engine


@pytest.fixture
def workspace(state: AppState, tmp_path: Path) -> Iterator[Workspace]:
    """Return a gallery that only a passphrase opens."""
    secret = Secret(SlotKind.PASSPHRASE, "correct horse battery staple")
    gallery = open_gallery(state.paths, secret, create=True, keyring=lambda: None)
    yield Workspace(gallery, tiny_engine(write_tiny_bundle(tmp_path / "bundle")))
    close_gallery(gallery)


@pytest.fixture
def gate(qtbot: QtBot, state: AppState) -> Iterator[GateDesk]:
    """Return the gate of an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    made = GateDesk(state, window)
    yield made
    state.workspace = None
    made.close()


def test_the_rules_of_locking_are_read_on_the_databases_thread(
    qtbot: QtBot, gate: GateDesk, state: AppState, workspace: Workspace
) -> None:
    """The window goes on painting while they are; the clock of idleness runs afterwards."""
    assert isinstance(workspace.gallery, OpenGallery)
    with opening_threads() as threads, qtbot.waitSignal(gate.lockable_changed) as told:
        state.set_workspace(workspace)
    assert told.args == [True]
    qtbot.waitUntil(lambda: gate.watching)
    assert {name.split("_")[0] for name in threads} <= {"db"}


def test_a_gallery_that_is_gone_is_not_watched(
    qtbot: QtBot, gate: GateDesk, state: AppState, workspace: Workspace
) -> None:
    """Rules that arrive after it was closed start no clock."""
    state.set_workspace(workspace)
    state.set_workspace(None)
    qtbot.waitUntil(lambda: not state.db.busy)
    assert not gate.watching


def test_searches_follow_the_settings(
    qtbot: QtBot, gate: GateDesk, state: AppState, workspace: Workspace
) -> None:
    """Another setting for comparisons counts for the open gallery at once."""
    state.set_workspace(workspace)
    state.set_settings(replace(state.settings, prior=0.125))
    assert workspace.recognition.point.prior == 0.125
    qtbot.waitUntil(lambda: not state.db.busy)
