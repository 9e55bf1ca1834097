"""The roster of the open gallery, made anew when its people change; used on the database's thread only."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from faceid_desktop.gui import gallery_jobs
from faceid_desktop.services.roster import Listing, Query, Roster

if TYPE_CHECKING:
    from faceid_desktop.services.directory import Directory
    from faceid_desktop.services.grades import Grades
    from faceid_desktop.services.workspace import Workspace

_FRESH = timedelta(minutes=10)
"""For so long nobody's consent is looked at again; who is matched does not depend on it."""


class Rosters:
    """Keeps the roster of the newest directory."""

    def __init__(self) -> None:
        self._directory: Directory | None = None
        self._roster: Roster | None = None
        self._made: datetime | None = None
        self._grades: Grades | None = None

    def list(self, workspace: Workspace, query: Query) -> Listing:
        """Return the people of a gallery who fit.

        Raises
        ------
        GalleryError
            If the gallery has to be read for it and cannot be.
        """
        return self._present(workspace).list(query)

    def forget(self) -> None:
        """Forget everybody: the rules have changed, or the gallery is locked."""
        self._directory = self._roster = self._made = self._grades = None

    def _present(self, workspace: Workspace) -> Roster:
        from faceid_desktop.services.grades import Grades

        directory, now = workspace.directory, workspace.gallery.clock()
        fresh = self._made is not None and now - self._made < _FRESH
        if self._roster is None or directory is not self._directory or not fresh:
            rules = gallery_jobs.rules_of(workspace.gallery)
            self._grades = self._grades or Grades()
            good = partial(self._grades.of, workspace.gallery, directory)
            self._roster, self._directory, self._made = Roster(directory, rules, now, good), directory, now
        return self._roster
