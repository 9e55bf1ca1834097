"""Opens the manual, the licences and the diagnostics for the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.help.window import HelpWindow
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.licences import Part
    from faceid_desktop.services.workspace import Workspace


class HelpDesk(QObject):
    """What the window has under the word help.

    Parameters
    ----------
    state
        What the pages share.
    window
        The dialogs' parent.
    """

    noticed = Signal(object, str)
    """A `Message` and its tone."""

    def __init__(self, state: AppState, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._window = state, window
        self._manual: HelpWindow | None = None

    def open_manual(self, topic: str) -> None:
        """Show a page of the manual; the window of the manual is kept."""
        if self._manual is None:
            self._manual = HelpWindow(self._state.theme, self._state.languages.code, self._window)
        self._manual.show_topic(topic)
        self._manual.show()
        self._manual.activateWindow()

    def open_licences(self) -> None:
        """Gather the licences in the background and show them."""
        ready = self._state.ready
        bundle = Path(ready.engine.bundle.directory) if ready is not None else None

        def work() -> tuple[Part, ...]:
            from faceid_desktop.services.licences import parts

            return parts(bundle)

        self._state.worker.run("licences", work, self._show_licences, self._fail)

    def save_diagnostics(self, problem: str = "") -> None:
        """Ask for a file and write the diagnostics there."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save diagnostics"), "faceid-diagnostics.zip", f"{tr('Zip file')} (*.zip)"
        )
        if name:
            self.write_diagnostics(Path(name), problem)

    def write_diagnostics(self, target: Path, problem: str = "") -> None:
        """Write the diagnostics in the background and say how that went."""
        state, workspace = self._state, self._state.workspace
        device = state.ready.device_name if state.ready is not None else ""
        model = state.ready.model_id if state.ready is not None else ""
        trouble = state.gallery_error.code if state.gallery_error is not None else ""

        def work() -> Path:
            from faceid_desktop.services.diagnostics import Facts, save

            facts = Facts(state.settings, device, model, _gallery(workspace, trouble), problem)
            return save(state.paths, facts, target)

        state.jobs.run("diagnostics", work, self._saved, self._fail)

    def _show_licences(self, found: tuple[Part, ...]) -> None:
        from faceid_desktop.gui.help.licences import LicencesDialog

        LicencesDialog(found, self._window).open()

    def _saved(self, path: Path) -> None:
        hint = tr(
            "{name} has versions, settings and the log, and names nobody. Look into it before you send it."
        )
        self.noticed.emit(Message(tr("Diagnostics saved"), hint.format(name=path.name)), "good")

    def _fail(self, error: FaceIdError) -> None:
        self.noticed.emit(error_message(error), "warn")


def _gallery(workspace: Workspace | None, trouble: str) -> dict[str, object]:
    if workspace is None:
        return {"open": False, "why": trouble}
    return {"open": True, "people": len(workspace.directory)}
