"""What programs do in the campaigns while they are killed or their disk fails.

A workload prepares a gallery, then works on it and reports what was saved. It runs in a process of its own;
the same `program` surrounds the run and the check after it, so that it may be a later version of the
program. To add one, write a `Workload` and list it in `WORKLOADS`.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from alembic import op
from sqlalchemy import Column, Integer

from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.migrations import history, runner
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.schema import SlotKind
from faceid_desktop.paths import AppPaths, private_folder
from faceid_desktop.services import keys
from faceid_desktop.services.backups import back_up
from faceid_desktop.services.opening import OpenGallery, close_gallery, open_gallery
from faceid_desktop.services.restoring import restore
from faceid_desktop.services.unlocking import Secret
from tests.campaign import erasure_workload as on_erasure
from tests.campaign import people_workloads as on_people
from tests.campaign.promises import Report
from tests.helpers.small_gallery import Enrolled, enrol

OLD_GALLERY = Path(__file__).parents[1] / "unit" / "gallery" / "gallery-0001.db.gz"
_CHEAP = Argon2Cost(time=1, memory_kib=8, parallelism=1)
_PASSPHRASES = ("first passphrase", "second passphrase")


@dataclass(frozen=True, slots=True)
class Workload:
    """Something that a program does.

    Parameters
    ----------
    prepare
        Makes the gallery, undisturbed and once for many runs; reports what is in it.
    run
        Works on a copy of it, with luck until it is killed; reports what was saved.
    program
        Surrounds the run and the check.
    secrets
        Of which one has to open the gallery afterwards; None is what the machine keeps.
    """

    prepare: Callable[[AppPaths, Report], None]
    run: Callable[[AppPaths, Report], None]
    program: Callable[[], AbstractContextManager[object]] = nullcontext
    secrets: tuple[Secret | None, ...] = (None,)


@contextmanager
def opened(paths: AppPaths) -> Iterator[OpenGallery]:
    """Open or begin the gallery on a machine without a keyring."""
    gallery = open_gallery(paths, create=True, keyring=lambda: None)
    try:
        yield gallery
    finally:
        close_gallery(gallery)


def tell(report: Report, *enrolled: Enrolled) -> None:
    """Report people who were saved."""
    report(persons=[each.uuid for each in enrolled])


def _begin(paths: AppPaths, report: Report) -> None:
    with opened(paths) as gallery:
        tell(report, enrol(gallery, "the first"))


def _begin_and_enrol(paths: AppPaths, report: Report) -> None:
    """Make the gallery itself, too: it may die before there is one."""
    for _ in range(4):
        with opened(paths) as gallery:
            for number in range(4):
                tell(report, enrol(gallery, f"person {number}"))


def _nothing(_paths: AppPaths, _report: Report) -> None:
    """Leave the folder empty."""


def _back_up(paths: AppPaths, report: Report) -> None:
    with opened(paths) as gallery:
        for number in range(6):
            tell(report, enrol(gallery, f"person {number}"))
            target = paths.data / f"backup-{number}.db"
            made = back_up(gallery, GalleryPlaces(paths), target)
            report(backup=str(made.path))


def _two_backups(paths: AppPaths, report: Report) -> None:
    """Leave two backups: of one person, and of two."""
    with opened(paths) as gallery:
        people = [enrol(gallery, "first").uuid]
        back_up(gallery, GalleryPlaces(paths), paths.data / "one.db")
        people.append(enrol(gallery, "second").uuid)
        back_up(gallery, GalleryPlaces(paths), paths.data / "two.db")
    report(choices=[people[:1], people])


def _restore(paths: AppPaths, report: Report) -> None:
    del report  # the gallery is one or the other all the time
    for name in ("one.db", "two.db", "one.db"):
        restore(paths, paths.data / name, keyring=lambda: None)


def _old_gallery(paths: AppPaths, report: Report) -> None:
    """Put a gallery of the first revision there, with the key file that opens it."""
    places = GalleryPlaces(paths)
    private_folder(places.database.parent)
    private_folder(paths.config)
    places.database.write_bytes(gzip.decompress(OLD_GALLERY.read_bytes()))
    places.key_file.write_text("5a" * 32)
    with opened(paths) as gallery:
        for number in range(30):
            tell(report, enrol(gallery, f"person {number}"))


def _migrate(paths: AppPaths, report: Report) -> None:
    with opened(paths) as gallery:
        tell(report, enrol(gallery, "somebody of the new schema"))


@contextmanager
def _tomorrow() -> Iterator[None]:
    """Be a program that knows one revision more, which makes the largest tables anew."""

    def widen() -> None:
        for table in ("person", "photo", "media", "template"):
            with op.batch_alter_table(table, recreate="always") as batch:
                batch.add_column(Column("rank", Integer, nullable=False, server_default="7"))

    later = SimpleNamespace(__name__="later", revision="0002", down_revision="0001", upgrade=widen)
    revisions = (*history.REVISIONS, "0002")
    with (
        patch("faceid_desktop.gallery.integrity.REVISIONS", revisions),
        patch("faceid_desktop.gallery.opening.HEAD", "0002"),
        patch("faceid_desktop.gallery.erasure.HEAD", "0002"),
        patch.object(runner, "VERSIONS", (*runner.VERSIONS, later)),
    ):
        yield


@contextmanager
def _cheap_secrets() -> Iterator[None]:
    with (
        patch.object(keyslots.add_slot, "__defaults__", (None, _CHEAP)),
        patch.object(keyslots.change_secret, "__defaults__", (_CHEAP,)),
    ):
        yield


def _with_passphrase(paths: AppPaths, report: Report) -> None:
    secret = Secret(SlotKind.PASSPHRASE, _PASSPHRASES[0])
    gallery = open_gallery(paths, secret, create=True, keyring=lambda: None)
    tell(report, enrol(gallery, "somebody"))
    close_gallery(gallery)


def _change_passphrase(paths: AppPaths, report: Report) -> None:
    secret = Secret(SlotKind.PASSPHRASE, _PASSPHRASES[0])
    gallery = open_gallery(paths, secret, keyring=lambda: None)
    for _ in range(4):
        keys.change_passphrase(gallery, *_PASSPHRASES)
        keys.change_passphrase(gallery, *reversed(_PASSPHRASES))
        tell(report, enrol(gallery, "somebody else"))
    close_gallery(gallery)


WORKLOADS = {
    "enrol": Workload(_begin, _begin_and_enrol),
    "begin": Workload(_nothing, _begin_and_enrol),
    "backup": Workload(_begin, _back_up),
    "restore": Workload(_two_backups, _restore),
    "merge": Workload(on_people.prepare_operations, on_people.operate),
    "import": Workload(on_people.prepare_import, on_people.import_all, program=on_people.loaded),
    "reembed": Workload(on_people.prepare_reembedding, on_people.reembed, program=on_people.loaded),
    "erase": Workload(on_erasure.prepare, on_erasure.erase_everybody),
    "migrate": Workload(_old_gallery, _migrate, program=_tomorrow),
    "keys": Workload(
        _with_passphrase,
        _change_passphrase,
        program=_cheap_secrets,
        secrets=tuple(Secret(SlotKind.PASSPHRASE, text) for text in _PASSPHRASES),
    ),
}
