"""A screen reader can name whatever a person can use: the tree of every page and dialog is walked."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import faceid_desktop.gui
from faceid_desktop.errors import BugError
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui.crash.dialog import CrashDialog
from faceid_desktop.gui.enrol.document import DocumentDialog
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.evidence.dialog import EvidenceDialog
from faceid_desktop.gui.evidence.distribution import plot_data
from faceid_desktop.gui.evidence.facts import Evidence, evidence_of
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.help.licences import LicencesDialog
from faceid_desktop.gui.help.window import HelpWindow
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.people.erase import CertificateDialog, EraseDialog
from faceid_desktop.gui.people.importing import ImportDialog
from faceid_desktop.gui.people.merge import MergeDialog
from faceid_desktop.gui.settings.fields import SectionKey
from faceid_desktop.gui.settings.model import TextDialog
from faceid_desktop.gui.settings.operators import OperatorDialog
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.settings.secrets import NewSecretDialog, ProtectionDialog, RecoveryDialog
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.welcome.dialog import WelcomeDialog
from faceid_desktop.services.certificate import Certificate
from faceid_desktop.services.importing import Importer
from faceid_desktop.services.licences import Part
from faceid_desktop.services.workspace import Workspace
from tests.gui.fakes import make_comparison, make_histogram
from tests.gui.people.test_model import person
from tests.helpers.small_gallery import enrol
from tests.helpers.tiny_workspace import tiny_workspace

Role = QAccessible.Role
OPERABLE = {
    Role.Button, Role.PushButton, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText,
    Role.SpinBox, Role.Slider, Role.List, Role.ListItem, Role.Table, Role.Tree, Role.Link, Role.PageTab,
    Role.MenuItem, Role.Dial, Role.ButtonMenu, Role.ButtonDropDown, Role.Cell,
}  # fmt: skip
"""What a person works with; other roles only hold or decorate."""

LEAST_OF_PAGES, LEAST_OF_DIALOGS = 110, 60
"""A walk that counts fewer has not come everywhere."""

Record = Callable[[str, object], None]


def tree(root: QAccessibleInterface, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Yield every visible node below a root, with the way to it."""
    for place in range(root.childCount()):
        node = root.child(place)
        if node is None or not node.isValid() or node.state().invisible:
            continue
        widget = node.object()
        here = f"{path} > {type(widget).__name__ if widget is not None else node.role().name}"
        yield here, node
        # The rows of a list or table speak for themselves; thousands of them say nothing new.
        if node.role() not in (Role.ComboBox, Role.Table):
            yield from tree(node, here)


def faults(root: QWidget) -> tuple[int, list[str]]:
    """Count the controls below a widget and name those that a screen reader cannot."""
    count, found = 0, []
    start = QAccessible.queryAccessibleInterface(root)
    assert start is not None
    for path, node in tree(start, type(root).__name__):
        widget = node.object()
        focusable = isinstance(widget, QWidget) and bool(widget.focusPolicy().value)
        if node.role() not in OPERABLE and not focusable:
            continue
        inner = isinstance(widget, QWidget) and widget.objectName().startswith("qt_")
        if inner:  # a part of a control that is named itself, such as the line of a spin box
            continue
        count += 1
        if not node.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {path} ({node.role().name})")
        if node.role() in (Role.NoRole, Role.Client) and focusable and not widget.accessibleName():
            found.append(f"no role: {path}")
    return count, found


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open gallery with somebody in it."""
    with tiny_workspace(tmp_path / "gallery") as made:
        enrol(made.gallery, "Ada Lovelace")
        made.people.rename(next(iter(made.directory)).uuid, PersonDetails("Ada Lovelace", tags=("staff",)))
        yield made


def test_every_control_of_every_page_has_a_name_and_a_role(
    qtbot: QtBot, state: AppState, workspace: Workspace, record_property: Record
) -> None:
    """All pages, all sections of the settings and the palette, on a gallery that is not empty."""
    state.set_workspace(workspace)
    window = MainWindow(state, [])
    qtbot.addWidget(window)
    window.show()
    total, found = faults(window)
    for place in range(1, window.pages.count()):
        window.sidebar.choose(place)
        qtbot.waitUntil(lambda: not (state.db.busy or state.worker.busy), timeout=10_000)
        count, wrong = faults(window.pages.currentWidget())
        total, found = total + count, found + wrong
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    for key in SectionKey:
        page.choose(key)
        qtbot.waitUntil(lambda: not (state.db.busy or state.worker.busy), timeout=10_000)
        count, wrong = faults(page.cards[key])
        total, found = total + count, found + wrong
    window.commands.open_palette()
    count, wrong = faults(window.commands.palette)
    total, found = total + count, found + wrong
    window.close_pages()
    record_property("controls", total)
    assert found == []
    assert total >= LEAST_OF_PAGES


def dialogs(state: AppState) -> list[QWidget]:
    """Return one of every dialog of the frame."""
    theme = state.theme
    least = 8
    return [
        UnlockDialog("A problem."), ProtectionDialog(), RecoveryDialog("ABCDE-FGHJK"),
        NewSecretDialog("Title", "Explanation.", "Do", least, replaces=True),
        OperatorDialog(first=True), OperatorDialog(first=False), TextDialog(theme, "Card", "# Text"),
        CrashDialog(error_message(BugError()), "report"), LicencesDialog([Part("a", "1", "MIT", "text")]),
        HelpWindow(theme, "en"), WelcomeDialog(state), EraseDialog(person(1), 0), MergeDialog(person(1)),
        CertificateDialog(_certificate()), ImportDialog(state.jobs, _never), Dialog("Title", "Why.", "Do"),
        DocumentDialog("photo.png", QImage(40, 50, QImage.Format.Format_RGB888), []),
        EvidenceDialog(theme, Prior(state), "Is this Ada?", _evidence()),
    ]  # fmt: skip


def _certificate() -> Certificate:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Certificate(
        gallery="f" * 32,
        person="a" * 32,
        ordered=at,
        erased=at,
        operator=None,
        rows={"photo": 2},
        needles={},
        files=(),
        searched=7,
        copies=1,
        unreached=(),
        audit_number=12,
        audit_hash="ab" * 32,
        signature="cd" * 32,
    )


def _evidence() -> Evidence:
    decision = make_comparison().decision
    return evidence_of(decision, plot_data(make_histogram(), 0.0, 3.0))


def _never(*_: object) -> Importer:
    raise AssertionError


def every_kind() -> set[type[QDialog]]:
    """Return every class of dialog that the window has, wherever it is declared."""
    for module in pkgutil.walk_packages(faceid_desktop.gui.__path__, "faceid_desktop.gui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("faceid_desktop."):
                found.add(kind)
    return found


def test_no_dialog_is_forgotten(qtbot: QtBot, state: AppState) -> None:
    """Whoever adds a dialog adds it to this walk."""
    walked = dialogs(state)
    for each in walked:
        qtbot.addWidget(each)
    assert every_kind() - {type(each) for each in walked} == set()


def test_every_control_of_every_dialog_has_a_name_and_a_role(
    qtbot: QtBot, state: AppState, record_property: Record
) -> None:
    """Each step of the welcome counts as a dialog of its own."""
    total, found = 0, []
    for dialog in dialogs(state):
        qtbot.addWidget(dialog)
        dialog.show()
        steps = range(dialog.steps.count()) if isinstance(dialog, WelcomeDialog) else [0]
        for step in steps:
            if isinstance(dialog, WelcomeDialog):
                dialog.show_step(step)
            count, wrong = faults(dialog)
            total, found = total + count, found + wrong
        dialog.close()
    record_property("controls", total)
    assert found == []
    assert total >= LEAST_OF_DIALOGS


def test_the_walk_finds_a_nameless_button(qtbot: QtBot) -> None:
    """A walk that finds nothing anywhere would prove nothing."""
    widget = QWidget()
    qtbot.addWidget(widget)
    column = QVBoxLayout(widget)
    column.addWidget(QPushButton())
    column.addWidget(QPushButton("Named"))
    widget.show()
    count, found = faults(widget)
    assert count == 2
    assert found == ["no name: QWidget > QPushButton (Button)"]
