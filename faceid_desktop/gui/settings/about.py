"""Updates and About: what is installed, under which licences, and what helps when something is wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from faceid_desktop import __version__
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.settings.panel import Panel
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.updates import Announcement, UpdateCheck, shipped_channel


class UpdatesPanel(Panel):
    """Says which version this is, and asks for a newer one when the operator wants that."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._check = UpdateCheck(state.paths, shipped_channel())
        self.add_line(
            tr("Version {version}").format(version=__version__),
            tr("A newer version is installed over this one; gallery, settings and models stay."),
        )
        self.look_button = self.add_button(tr("Look for a newer version"), self._look)
        self.look_button.setEnabled(self._check.available)
        if not self._check.available:
            self.say(tr("This build has nobody to ask: whoever gave it to you has newer ones."))

    def _look(self) -> None:
        self.say(tr("Asking…"))
        self.look_button.setEnabled(False)
        self.state.jobs.run("updates asked", self._check.newest, self._show, self._refused)

    def _show(self, found: Announcement | None) -> None:
        self.look_button.setEnabled(True)
        if found is None:
            self.say(tr("This is the newest version."), "good")
        else:
            self.say(
                tr("Version {version} is there: {page}").format(version=found.version, page=found.notes),
                "good",
            )

    def _refused(self, error: FaceIdError) -> None:
        self.look_button.setEnabled(True)
        self.fail(error)


class AboutPanel(Panel):
    """Opens the manual, the licences and the diagnostics, and shows where everything lies."""

    command_wanted = Signal(str)
    """A command of the window: ``help``, ``licences``, ``diagnostics``."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        paths = state.paths
        self.add_line(
            tr("FaceID Desktop {version}").format(version=__version__),
            tr("Enrol, compare and identify faces on your own computer. Apache License 2.0."),
        )
        self.add_line(tr("Data"), str(paths.data))
        self.add_line(tr("Settings and keys"), str(paths.config))
        self.add_line(tr("Logs"), str(paths.logs))
        self.add_button(tr("Manual (F1)"), partial(self.command_wanted.emit, "help"))
        self.add_button(tr("Licences…"), partial(self.command_wanted.emit, "licences"))
        self.add_button(
            tr("Save diagnostics…"), partial(self.command_wanted.emit, "diagnostics"),
            tr("Versions, settings and the log without personal data, to send to whoever helps you"),
        )  # fmt: skip
        self.add_button(tr("Open the data folder"), self._open_folder)

    def _open_folder(self) -> None:
        folder = self.state.paths.data
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.say(tr("The folder is made with the first person."))
