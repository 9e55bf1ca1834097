"""The window: navigation, status, keys, and names for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from faceid_desktop.errors import DeviceUnavailable
from faceid_desktop.gui import jobs
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.sidebar import NARROW_PX, WIDE_PX
from faceid_desktop.gui.state import AppState
from faceid_desktop.settings import Settings
from tests.gui.fakes import builder_of, make_engine


@pytest.fixture
def window(qtbot: QtBot, state: AppState) -> Iterator[MainWindow]:
    """Return a shown window without an engine."""
    made = MainWindow(state, [])
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
    yield made
    made.close_pages()


def test_the_state_of_the_models_is_always_visible(window: MainWindow) -> None:
    """First they load, then the status says which model runs on which device, and that it is interim."""
    status = window.sidebar.status
    assert status.state.whole == "Loading models…"
    assert not status.badge.isVisible()
    window.set_engine(jobs.load_engine(builder_of(make_engine()), Settings(), None, "auto"))
    assert status.state.whole == "Runs on CPU, 2 threads"
    assert status.model.whole == "Model deepid2-0.1.0"
    assert status.model.toolTip() == "deepid2-0.1.0+12345678"
    assert status.badge.isVisible()


def test_a_missing_device_is_told_and_the_window_lives(window: MainWindow) -> None:
    """A requested GPU that is not there is an error, never a silent fallback."""
    window.set_failure(DeviceUnavailable(device="cuda", why="torch sees no GPU"))
    assert window.sidebar.status.state.whole == "cuda is not available"
    assert "--device cpu" in window.compare.evidence.message.hint.text()


def test_every_page_of_the_navigation_is_built_on_the_first_visit(window: MainWindow) -> None:
    """The window opens with one page; each entry leads to the page it names, and the page is kept."""
    titles = [button.accessibleName() for button in window.sidebar.buttons]
    assert titles == ["Compare", "Identify", "Enrol", "People", "Audit", "Settings"]
    for place, title in enumerate(titles[1:], start=1):
        assert window.pages.widget(place).accessibleName() == ""
        window.sidebar.choose(place)
        assert window.pages.currentWidget().accessibleName() == title
    before = window.pages.widget(1)
    window.sidebar.choose(0)
    window.sidebar.choose(1)
    assert window.pages.currentWidget() is before


def test_a_narrow_window_folds_the_navigation(qtbot: QtBot, window: MainWindow) -> None:
    """Icons remain, the names are in the tool tips, and the status moves below the page."""
    window.resize(1024, 700)
    assert window.sidebar.width() == NARROW_PX
    assert window.sidebar.buttons[0].text() == ""
    assert "Compare" in window.sidebar.buttons[0].toolTip()
    assert window.sidebar.status.isVisible()
    assert not window.sidebar.isAncestorOf(window.sidebar.status)
    window.resize(1360, 860)
    assert window.sidebar.width() == WIDE_PX
    assert window.sidebar.isAncestorOf(window.sidebar.status)


def test_every_control_has_an_accessible_name(window: MainWindow) -> None:
    """A screen reader can name whatever can take the focus or shows a state."""
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, QLabel)
    ]
    assert len(controls) >= 10
    assert [w for w in controls if not w.accessibleName()] == []


def test_every_button_without_text_has_a_tool_tip(window: MainWindow) -> None:
    """An icon alone is never the only explanation."""
    buttons = window.findChildren(QAbstractButton)
    assert [button for button in buttons if not button.text() and not button.toolTip()] == []


def test_the_tab_key_reaches_every_visible_control(qtbot: QtBot, window: MainWindow) -> None:
    """Tabbing visits both photos from left to right and comes around."""
    panels = window.compare.panels
    window.activateWindow()
    seen: list[QWidget] = []
    panels[0].canvas.setFocus()
    for _ in range(20):
        focused = window.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    names = [widget.accessibleName() for widget in seen]
    assert names.index("Photo A") < names.index("Open photo A") < names.index("Photo B")
    assert "Compare" in names


def test_the_keys_are_bound(window: MainWindow) -> None:
    """Each shortcut stands for one action; none is ambiguous."""
    from PySide6.QtGui import QShortcut

    keys = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert {"Ctrl+1", "Ctrl+V", "Ctrl+O", "Ctrl+S", "Ctrl+Shift+C", "Ctrl+Shift+X", "Ctrl+L"} <= set(keys)
    assert len(keys) == len(set(keys))
