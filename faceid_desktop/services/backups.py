"""Backups on demand and on schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from faceid_desktop.errors import OutputError
from faceid_desktop.gallery import backup as copies
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.backup import Step
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.rules import load_rules

_STAMP = "%Y%m%dT%H%M%SZ"
_OF_THIS_MACHINE = frozenset({SlotKind.KEYRING, SlotKind.KEY_FILE})


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and looked through."""

    path: Path
    size_bytes: int
    persons: int
    photos: int
    events: int
    breaks: int
    """Places where its audit chain does not hold, as in the gallery itself."""
    portable: bool
    """Whether somebody can open it on another computer: with a password, passphrase or recovery code."""


def back_up(
    gallery: Gallery, places: GalleryPlaces, target: Path | None = None, step: Step | None = None
) -> Backup:
    """Write a backup while the gallery stays in use, and look through it.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    places
        Where its files lie.
    target
        A new file, or a folder that gets a new file; None takes the gallery's own folder of backups.
    step
        Is told how many pages are still to be copied, and of how many.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OutputError
        If it cannot be written, or there already is such a file.
    BackupInvalid
        If what arrived on the disk is not whole.
    """
    gallery.actor.require(Action.BACK_UP)
    path = _free_path(gallery.clock(), places, target)
    found = copies.back_up(gallery.store, path, gallery.vault, step)
    with gallery.change(Action.BACK_UP) as change:
        portable = any(slot.kind not in _OF_THIS_MACHINE for slot in keyslots.slots(change.session))
        elsewhere = path.parent != places.backups
        change.record("gallery.backed_up", persons=found.persons, events=found.events, elsewhere=elsewhere)
    return Backup(
        path, path.stat().st_size, found.persons, found.photos, found.events, found.breaks, portable
    )


def back_up_if_due(gallery: Gallery, places: GalleryPlaces, step: Step | None = None) -> Backup | None:
    """Write the backup that the gallery's rules ask for, if it is time; remove the oldest beyond those kept.

    Whoever opens the gallery calls this; it is the program's own duty, whatever the role of its operator.

    Raises
    ------
    OutputError, BackupInvalid
        If it cannot be written; older backups are then all kept.
    """
    with gallery.store.reading() as session:
        rules = load_rules(session)
    made = scheduled(places)
    if rules.backup_every_days == 0:
        return None
    age = gallery.clock() - _moment(made[-1]) if made else None
    # A backup of the future was made under a wrong clock; it must not keep us from making others.
    if age is not None and timedelta(0) <= age < timedelta(days=rules.backup_every_days):
        return None
    written = back_up(gallery.as_program(), places, step=step)
    for old in scheduled(places)[: -rules.backups_kept]:
        old.unlink(missing_ok=True)
    return written


def scheduled(places: GalleryPlaces) -> list[Path]:
    """Return the backups in the gallery's own folder, the oldest first."""
    return sorted(path for path in places.backups.glob("gallery-*.db") if _is_ours(path))


def _is_ours(path: Path) -> bool:
    try:
        _moment(path)
    except ValueError:
        return False
    return True


def _moment(path: Path) -> datetime:
    stamp = path.stem.removeprefix("gallery-")
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _free_path(now: datetime, places: GalleryPlaces, target: Path | None) -> Path:
    name = f"gallery-{now.astimezone(UTC).strftime(_STAMP)}.db"
    if target is None:
        path = places.backups / name
    else:
        path = (target / name if target.is_dir() else target).absolute()
    if path.exists():
        raise OutputError(path=str(path), why="File exists")
    return path
