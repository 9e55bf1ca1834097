"""What the database thread does for the Settings page; each job gets all it needs and returns records."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faceid_desktop.gallery.keyslots import SlotRecord
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.records import OperatorRecord
from faceid_desktop.gallery.schema import Role
from faceid_desktop.gui import gallery_jobs
from faceid_desktop.gui.evidence.distribution import plot_data
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.settings.fields import FPIR
from faceid_desktop.paths import AppPaths
from faceid_desktop.services import backups, keys, operators, restoring
from faceid_desktop.services.access import Action
from faceid_desktop.services.bootstrap import operating_point
from faceid_desktop.services.comparison import ComparisonService
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import change_rule
from faceid_desktop.services.unlocking import Keeper, Secret
from faceid_desktop.services.workspace import Workspace, search_fpir
from faceid_desktop.settings import Settings

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine


@dataclass(frozen=True, slots=True)
class GalleryValues:
    """The rules of a gallery and whether the operator may change them."""

    values: dict[str, Any]
    may_change: bool


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in the gallery's own folder."""

    path: Path
    made: datetime
    size_bytes: int


def values(workspace: Workspace) -> GalleryValues:
    """Read the rules of the gallery."""
    gallery = workspace.gallery
    found = {**asdict(gallery_jobs.rules_of(gallery)), FPIR: search_fpir(gallery)}
    return GalleryValues(found, gallery.actor.may(Action.CHANGE_RULES))


def change(workspace: Workspace, name: str, value: Any) -> GalleryValues:
    """Change a rule and return all of them.

    Raises
    ------
    PermissionDenied
        If the operator's role does not allow it.
    SettingError
        If the value may not be.
    """
    if name == FPIR:
        workspace.set_fpir(value)
    else:
        change_rule(workspace.gallery, name, value)
    return values(workspace)


def repointed(ready: ReadyEngine, settings: Settings) -> ReadyEngine:
    """Return the same engine with the operating point of other settings."""
    engine = ready.engine
    comparison = ComparisonService(engine.pipeline, engine.scorer, operating_point(settings))
    threshold = engine.scorer.table.threshold(settings.same_fmr)
    plot = plot_data(engine.scorer.histogram, settings.different_llr, threshold)
    return replace(ready, engine=replace(engine, comparison=comparison), plot=plot)


def ways_in(gallery: Gallery) -> tuple[tuple[SlotRecord, str], ...]:
    """Return the key slots, each with the login that it belongs to.

    Raises
    ------
    PermissionDenied
        If the operator's role does not allow it.
    """
    logins = {each.uuid: each.login for each in operators.everyone(gallery)}
    return tuple((slot, logins.get(slot.operator or "", "")) for slot in keys.ways_in(gallery))


def begin(paths: AppPaths, engine: Engine, secret: Secret | None) -> tuple[Workspace, str]:
    """Begin a gallery, and make the recovery code that opens it when everything else is lost.

    Raises
    ------
    GalleryError
        If it cannot be begun.
    PasswordTooWeak
        If the passphrase is too short.
    """
    if secret is not None:
        keys.require_length(secret.text)
    workspace = gallery_jobs.open_workspace(paths, engine, secret, create=True)
    if workspace is None:  # `create` rules it out
        raise ValueError("no gallery was begun")
    return workspace, keys.add_recovery_code(workspace.gallery)


def keep_here(gallery: Gallery, paths: AppPaths) -> None:
    """Let this machine open the gallery without asking."""
    keys.keep_on_this_machine(gallery, _keeper(paths))


def add_operator(gallery: Gallery, login: str, role: Role, password: str) -> operators.Added:
    """Add an account; the first one ends single-user mode."""
    return operators.add(gallery, login, role, password)


def all_operators(gallery: Gallery) -> tuple[OperatorRecord, ...]:
    """Return all accounts."""
    return operators.everyone(gallery)


def turn_off_operators(gallery: Gallery, paths: AppPaths) -> None:
    """Go back to single-user mode."""
    operators.turn_off(gallery, _keeper(paths))


def backup_files(paths: AppPaths) -> tuple[BackupFile, ...]:
    """Return the backups in the gallery's own folder, the newest first."""
    found = []
    for path in reversed(backups.scheduled(GalleryPlaces(paths))):
        facts = path.stat()
        made = datetime.fromtimestamp(facts.st_mtime).astimezone()
        found.append(BackupFile(path, made, facts.st_size))
    return tuple(found)


def back_up(gallery: Gallery, paths: AppPaths, target: Path | None) -> backups.Backup:
    """Write a backup and look through it."""
    return backups.back_up(gallery, GalleryPlaces(paths), target)


def restore(
    gallery: Gallery | None, paths: AppPaths, backup: Path, secret: Secret | None
) -> restoring.Restored:
    """Close the gallery and put a backup in its place.

    Raises
    ------
    BackupInvalid, WrongKey, KeyMissing, OutputError
        If it cannot be restored; the gallery's file is as before.
    """
    if gallery is not None:
        gallery.actor.require(Action.RESTORE)
        gallery_jobs.close_gallery_of(gallery)
    return restoring.restore(paths, backup, secret)


def _keeper(paths: AppPaths) -> Keeper:
    from faceid_desktop.gallery.keyring_slot import system_keyring

    return Keeper(GalleryPlaces(paths), system_keyring())
