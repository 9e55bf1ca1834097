"""A hundred people go through everything that the program does; then every file is searched for them.

Nothing of anybody may be readable without the key: no name, reference, note or vector in any file below the
data folder, no secret or name in the log at its most talkative, and no file that another user may open.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from faceid_desktop import errors
from faceid_desktop.cli.main import main
from faceid_desktop.core.records import Pose, Quality, Template
from faceid_desktop.gallery import keyslots
from faceid_desktop.gallery.keyslots import Argon2Cost
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gallery.queries import consent, people, photos
from faceid_desktop.gallery.records import NewPhoto, NewSighting, PersonDetails
from faceid_desktop.gallery.schema import Role, SlotKind
from faceid_desktop.logs import close_logging, logger, setup_logging
from faceid_desktop.paths import AppPaths, app_paths
from faceid_desktop.services import audit, operators, privacy, retention, sightings
from faceid_desktop.services import consent as lawful
from faceid_desktop.services.access import Action
from faceid_desktop.services.audit import ExportFormat
from faceid_desktop.services.backups import back_up
from faceid_desktop.services.gallery import Change
from faceid_desktop.services.opening import close_gallery, open_gallery
from faceid_desktop.services.people import PeopleService
from faceid_desktop.services.rules import change_rule
from faceid_desktop.services.unlocking import Secret
from tests.helpers.small_gallery import MODEL, given

PEOPLE = 100
PASSWORD = "correct horse battery staple"  # noqa: S105
PASSPHRASE = "a passphrase of the first day"  # noqa: S105


@dataclass
class Somebody:
    """What the test knows of a person, to look for it."""

    uuid: str
    details: PersonDetails
    vector: np.ndarray

    def plain(self) -> Iterator[bytes]:
        """Yield the byte strings that may lie in no file."""
        for text in (self.details.name, self.details.reference, self.details.notes, *self.details.tags):
            for encoding in ("utf-8", "utf-16-le"):
                yield text.encode(encoding)
        yield self.vector.astype("<f4").tobytes()[:32]
        yield self.vector.astype("<f2").tobytes()[:32]
        yield self.vector.astype("<f8").tobytes()[:32]


def photo_of(vector: np.ndarray, source: str) -> NewPhoto:
    """Make a photo whose pictures hold the vector, so that an unencrypted picture would be found as well."""
    quality = Quality(80.0, 50.0, 0.5, 0.3, Pose(1.0, 2.0, 3.0), 0.3, 0.1, 1.0, ())
    content = vector.astype("<f4").tobytes()
    return NewPhoto(
        source=source.encode(),
        source_name=source,
        crop=content * 20,
        thumbnail=content,
        landmarks=np.zeros((68, 2), np.float32),
        box=np.zeros(4, np.float32),
        quality=quality,
        template=Template(vector, MODEL),
        original=content * 3,
    )


def enrol(change: Change, number: int) -> Somebody:
    """Enrol a person with a photo named after him."""
    vector = np.random.default_rng(number).standard_normal(64).astype(np.float32)
    name, notes = f"Firstname{number:03} Lastname{number:03}", f"notes on no. {number:03}"
    details = PersonDetails(name, f"REFERENCE-{number:03}", notes, (f"tag-{number:03}",))
    session, vault, now = change.session, change.vault, change.now
    uuid = people.add(session, vault, details, now)
    consent.add(session, vault, uuid, given(now, how=f"signed by no. {number:03}"))
    photos.add(session, vault, uuid, photo_of(vector, f"source-of-{number:03}.jpg"), now)
    change.record("person.added", uuid, photos=1)
    return Somebody(uuid, details, vector)


@pytest.fixture
def talkative(isolated_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppPaths]:
    """The folders, with everything logged, also what libraries say; passwords cost little time."""
    dear, cheap = keyslots._argon2id, Argon2Cost(time=1, memory_kib=8, parallelism=1)
    monkeypatch.setattr(keyslots, "_argon2id", lambda secret, salt, _cost: dear(secret, salt, cheap))
    paths = app_paths(isolated_data)
    setup_logging(paths, "DEBUG")
    root, handlers = logging.getLogger(), list(logging.getLogger("faceid").handlers)
    before = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    yield paths
    for handler in handlers:
        root.removeHandler(handler)
        handler.close()  # a command closed it once, and a line since then opened it again
    root.setLevel(before)
    close_logging()


def use_everything(paths: AppPaths) -> tuple[list[Somebody], list[str]]:
    """Do with a hundred people what the program does with people; return them and the secrets."""
    passphrase = Secret(SlotKind.PASSPHRASE, PASSPHRASE)
    gallery = open_gallery(paths, passphrase, create=True, keyring=lambda: None)
    with gallery.change(Action.ENROL) as change:
        known = [enrol(change, number) for number in range(PEOPLE)]
    back_up(gallery, GalleryPlaces(paths))
    service = PeopleService(gallery, lambda _: None)
    service.rename(known[0].uuid, known[0].details)
    service.tag(known[1].uuid, ["tag-of-one"])
    service.merge(known[2].uuid, known[3].uuid)
    service.undo()
    change_rule(gallery, "record_sightings", value=True)
    sightings.add(gallery, NewSighting(gallery.clock(), "door", known[4].uuid, {"llr": 9.5}, b"thumbnail"))
    lawful.withdraw(gallery, known[5].uuid, "by letter")
    for each in known[:3]:
        privacy.erase(gallery, paths, each.uuid)
    retention.let_go(gallery, paths)
    added = operators.add(gallery, "ada", Role.ADMINISTRATOR, PASSWORD)
    assert added.recovery_code is not None
    audit.export(gallery, paths.data / "audit.jsonl", ExportFormat.JSON_LINES)
    audit.export(gallery, paths.data / "audit.csv", ExportFormat.CSV)
    master = gallery.vault.master_key()
    close_gallery(gallery)
    close_gallery(open_gallery(paths, Secret(SlotKind.PASSWORD, PASSWORD, "ada"), keyring=lambda: None))
    commands_that_fail(paths, known)
    secrets = [PASSWORD, PASSPHRASE, added.recovery_code, added.recovery_code.replace("-", ""), master.hex()]
    return known, secrets


def commands_that_fail(paths: AppPaths, known: list[Somebody]) -> None:
    """Give commands wrong names, photos and secrets, whose errors are logged."""
    password = paths.data.parent / "password"
    password.write_text(PASSWORD)
    login = ("--login", "ada", "--passphrase-file", str(password))
    name = known[9].details.name
    assert main(["people", "show", known[0].details.name, *login]) == 1
    assert main(["people", "show", f"{name} the second", *login]) == 1
    assert main(["people", "show", name, "--login", name, *login[2:]]) == 1
    assert main(["operators", "remove", name, *login]) == 1
    setup_logging(paths, "DEBUG")
    for error in (errors.PersonNotFound(person=name), errors.NoFaceFound(path=f"/photos/{name}.jpg")):
        logger("cli").exception("bug", exc_info=error)


@pytest.mark.logs_warnings
def test_nothing_of_anybody_is_readable(talkative: AppPaths) -> None:
    """Neither people nor secrets are found in any file; files are 0600 and folders 0700."""
    known, secrets = use_everything(talkative)
    files = {path: path.read_bytes() for path in talkative.data.rglob("*") if path.is_file()}
    assert {"gallery.db", "faceid.log", "audit.jsonl", "audit.csv"} <= {path.name for path in files}
    wanted = {text for each in known for text in each.plain()}
    wanted |= {f"{what} {n:03}".encode() for n in range(PEOPLE) for what in ("signed by no.", "notes on no.")}
    wanted |= {f"source-of-{n:03}.jpg".encode() for n in range(PEOPLE)}
    wanted |= {secret.encode() for secret in secrets} | {bytes.fromhex(secrets[-1])}
    hits = {(path.name, text) for path, content in files.items() for text in wanted if text in content}
    assert hits == set()
    assert len(wanted) > 11 * PEOPLE
    if os.name != "nt":
        _check_rights(talkative)


def _check_rights(paths: AppPaths) -> None:
    """Look at every file and folder of the user."""
    for path in (paths.data, *paths.data.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """A search that never finds anything would prove nothing."""
    somebody = Somebody("x", PersonDetails("Name", "REF", "notes", ("tag",)), np.ones(64, np.float32))
    for plain in somebody.plain():
        (tmp_path / "leak").write_bytes(b"\0" * 999 + plain + b"\0")
        assert any(text in (tmp_path / "leak").read_bytes() for text in somebody.plain())
