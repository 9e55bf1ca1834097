"""What the pages of the window share: the design, the workers, the models and the open gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.languages import Languages
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.paths import AppPaths
from faceid_desktop.settings import Settings

if TYPE_CHECKING:
    from faceid_desktop.services.workspace import Workspace


class AppState(QObject):
    """Handed to every page; whoever shows something of it connects to its signals.

    Parameters
    ----------
    paths
        The user's folders.
    settings
        Of this run.
    theme
        The design tokens in force.

    Attributes
    ----------
    languages
        The language of the window.
    safe_mode
        Whether this run does without GPU, cameras, the user's settings and opening the gallery by itself.
    worker, db, jobs
        One thread each: for single pictures, for the database, for what takes minutes.
    """

    engine_changed = Signal()
    gallery_changed = Signal()
    """The gallery was opened, locked or could not be opened."""
    people_changed = Signal()
    """Somebody was enrolled, changed or erased."""
    settings_changed = Signal()
    """Some settings of the program have other values; whoever follows one looks again."""
    rules_changed = Signal()
    """The gallery has other rules, such as when it locks."""
    page_wanted = Signal(str)
    """A page is to be shown; pages are called as their icons: compare, identify, enrol, people ..."""
    person_wanted = Signal(str)
    """Somebody is to be shown on the People page, by uuid."""
    command_wanted = Signal(str)
    """Something of the window as a whole is to be done, by the name of its command, e.g. ``help``."""
    reopen_wanted = Signal(object)
    """The gallery's file is another one: it has to be opened anew, with a `Secret` or, with None, as ever."""

    def __init__(
        self, paths: AppPaths, settings: Settings, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.paths, self.settings, self.theme = paths, settings, theme
        self.safe_mode = False
        self.languages = Languages(self)
        self.worker, self.db = Worker(self), Worker(self, name="db")
        self.jobs = Worker(self, name="jobs", patient=True)
        self.ready: ReadyEngine | None = None
        self.engine_error: FaceIdError | None = None
        self.workspace: Workspace | None = None
        self.gallery_error: FaceIdError | None = None

    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models."""
        self.ready, self.engine_error = ready, None
        self.engine_changed.emit()

    def set_engine_error(self, error: FaceIdError) -> None:
        """Take note that the models cannot be loaded."""
        self.ready, self.engine_error = None, error
        self.engine_changed.emit()

    def set_settings(self, settings: Settings) -> None:
        """Take changed settings; who shows or uses one is told."""
        self.settings = settings
        self.settings_changed.emit()

    def set_workspace(self, workspace: Workspace | None, error: FaceIdError | None = None) -> None:
        """Take the opened gallery, or none and why."""
        self.workspace, self.gallery_error = workspace, error
        self.gallery_changed.emit()

    def close(self) -> None:
        """End the workers: single pictures and long jobs are dropped, the database finishes what it has."""
        self.worker.close()
        self.jobs.close()
        self.db.finish()
