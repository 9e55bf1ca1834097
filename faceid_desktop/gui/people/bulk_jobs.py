"""Changes of several people, on the database's thread; each person is a change of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from faceid_desktop.gui import gallery_jobs
from faceid_desktop.paths import AppPaths

if TYPE_CHECKING:
    from faceid_desktop.services.certificate import Certificate
    from faceid_desktop.services.workspace import Workspace


def tag(workspace: Workspace, persons: Sequence[str], word: str, on: bool) -> None:
    """Give everybody a tag, or take it from everybody.

    Raises
    ------
    PermissionDenied
        If the operator may not edit people.
    PersonNotFound
        If one was erased meanwhile; those before him are changed.
    """
    for person in persons:
        if (word in workspace.directory.get(person).details.tags) != on:
            workspace.people.tag(person, add=(word,) if on else (), remove=() if on else (word,))


def watch(workspace: Workspace, persons: Sequence[str], on: bool) -> None:
    """Put everybody on the watch list, or take them off; errors as of `tag`."""
    for person in persons:
        if workspace.directory.get(person).watch != on:
            workspace.people.watch(person, on=on)


def erase(workspace: Workspace, paths: AppPaths, persons: Sequence[str]) -> tuple[Certificate, ...]:
    """Erase several people and prove it; nothing to prove if there is a grace period, which begins now.

    Raises
    ------
    PermissionDenied, PersonNotFound, LedgerBroken, GalleryWriteFailed, OutputError
        As `services.privacy.erase_all`.
    """
    from faceid_desktop.services import privacy

    if not gallery_jobs.rules_of(workspace.gallery).grace_days:
        return privacy.erase_all(workspace.gallery, paths, persons, workspace.apply)
    for person in persons:
        privacy.order(workspace.gallery, person)
        workspace.apply((person,))
    return ()
