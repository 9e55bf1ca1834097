"""Export into the open format and import of it, also of archives made to hurt."""

from __future__ import annotations

import io
import json
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from PIL import Image

from faceid_desktop.errors import ExportInvalid, OutputError, PersonNotFound
from faceid_desktop.gallery.records import PersonDetails, PersonRecord
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.services import archive, archive_reader
from faceid_desktop.services.audit import verify
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.exporting import Exporter
from faceid_desktop.services.importing_archive import ArchiveImporter, ArchiveReport
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import START, Clock, given
from tests.helpers.tiny_workspace import analysed, tiny_workspace

ADA = PersonDetails("Ada Ünal", "R-1", "met in Paris", ("staff",))
Facts = dict[str, Any]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A gallery of two people who look alike and were told apart."""
    with tiny_workspace(tmp_path / "one") as opened:
        service = EnrolmentService(opened)
        for place, details in enumerate((ADA, PersonDetails("Ben"))):
            seen = [analysed(opened, (20 + place, 90, 140, 230), seed) for seed in range(2)]
            photos = [
                service.prepare(photo, None, bytes([place, seed]), f"{seed}.png")
                for seed, photo in enumerate(seen)
            ]
            service.enrol(details, given(), photos, DuplicateDecision.NOT_SAME)
        opened.people.watch(opened.directory.find("Ben").uuid, on=True)
        yield opened


@pytest.fixture
def clock() -> Clock:
    """The clock of the other gallery."""
    return Clock()


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Another, empty gallery."""
    with tiny_workspace(tmp_path / "two", clock=clock) as opened:
        yield opened


@pytest.fixture
def exported(workspace: Workspace, tmp_path: Path) -> Path:
    """The archive of everybody."""
    return export(workspace, tmp_path / "people.zip")


def export(workspace: Workspace, target: Path, *persons: str) -> Path:
    """Export and return the file."""
    job = Exporter(workspace.gallery, target, persons or None)
    assert [step.done for step in job.run(CancelToken())] == list(range(1, job.exported + 1))
    return target


def take(workspace: Workspace, path: Path, **options: Any) -> ArchiveReport:
    """Import an archive."""
    job = ArchiveImporter(workspace, path, **options)
    list(job.run(CancelToken()))
    return job.report


def essence(record: PersonRecord) -> tuple[Any, ...]:
    """Return what an export keeps of a person."""
    consent = record.consent
    assert consent is not None
    basis = (consent.at, consent.basis, consent.text_version, consent.purpose, consent.expires)
    return record.uuid, record.details, record.watch, record.created, record.photos, basis


def changed(path: Path, change: Callable[[Facts], None]) -> Path:
    """Write the archive anew with another description of the people."""
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == archive.PEOPLE:
                facts = json.loads(content)
                change(facts)
                content = json.dumps(facts).encode()
            new.writestr(entry.filename, content)
    return target


def test_people_arrive_as_they_left(workspace: Workspace, other: Workspace, exported: Path) -> None:
    """Details, basis, photos byte for byte and who was told apart; the templates are made anew and agree."""
    report = take(other, exported)
    assert (report.imported, report.photos, report.failures) == (2, 4, [])
    assert sorted(map(essence, other.directory)) == sorted(map(essence, workspace.directory))
    for record in workspace.directory:
        assert other.people.told_apart(record.uuid) == workspace.people.told_apart(record.uuid)
        for photo, copy in zip(
            workspace.people.photos(record.uuid), other.people.photos(record.uuid), strict=True
        ):
            assert photo.uuid == copy.uuid
            assert np.array_equal(photo.landmarks, copy.landmarks)
            pictures = [w.people.picture(photo.uuid, MediaKind.CROP) for w in (workspace, other)]
            assert pictures[0] == pictures[1]
        ours, theirs = (each.index.person_vectors(record.uuid) for each in (workspace, other))
        assert theirs == pytest.approx(ours, abs=0.3)
    assert verify(other.gallery).holds
    again = take(other, exported)
    assert (again.imported, again.already) == (0, 2)


def test_the_format_is_what_its_readme_says(workspace: Workspace, exported: Path) -> None:
    """JSON, WebP and safetensors, readable with nothing of ours; only the owner may read the file."""
    with zipfile.ZipFile(exported) as file:
        assert file.testzip() is None
        facts = json.loads(file.read("people.json"))
        tensors = safetensors.numpy.load(file.read("templates.safetensors"))
        named = {photo["uuid"] for person in facts["people"] for photo in person["photos"]}
        pictures = {name for name in file.namelist() if name.startswith("photos/")}
        assert pictures == {f"photos/{uuid}.webp" for uuid in named}
        with Image.open(io.BytesIO(file.read(sorted(pictures)[0]))) as picture:
            assert picture.format == "WEBP"
        readme = file.read("README.txt").decode()
    assert (facts["format"], facts["version"]) == ("faceid-people", 1)
    assert facts["model_id"] == workspace.engine.bundle.model_id
    for person in facts["people"]:
        assert all(word in readme for word in person)
        assert all(word in readme for photo in person["photos"] for word in photo)
    owners = {bytes(row).hex() for row in tensors["photos"]}
    assert owners == named
    assert tensors["vectors"].shape == (4, 4)
    if sys.platform != "win32":
        assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_one_person_leaves_alone(workspace: Workspace, other: Workspace, tmp_path: Path) -> None:
    """Nothing of anybody else is in the file, not even that they were told apart."""
    ada = workspace.directory.find("R-1")
    path = export(workspace, tmp_path / "ada.zip", ada.uuid)
    with zipfile.ZipFile(path) as file:
        facts = json.loads(file.read("people.json"))
        assert len(safetensors.numpy.load(file.read("templates.safetensors"))["vectors"]) == 2
    assert [person["uuid"] for person in facts["people"]] == [ada.uuid]
    assert facts["not_same"] == []
    assert take(other, path).imported == 1


def test_a_failed_export_leaves_no_file(workspace: Workspace, tmp_path: Path) -> None:
    """Neither an unknown person, nor a folder that is not there, nor a stop leaves anything behind."""
    with pytest.raises(PersonNotFound):
        export(workspace, tmp_path / "x.zip", "0" * 32)
    with pytest.raises(OutputError):
        export(workspace, tmp_path / "nowhere" / "x.zip")
    cancel = CancelToken()
    cancel.cancel()
    assert list(Exporter(workspace.gallery, tmp_path / "x.zip").run(cancel)) == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_who_was_erased_does_not_come_back(workspace: Workspace, other: Workspace, exported: Path) -> None:
    """The rest is imported."""
    ada = workspace.directory.find("R-1")
    report = take(other, exported, erased={ada.uuid})
    assert [failure.error.code for failure in report.failures] == ["person_erased"]
    assert [record.details.name for record in other.directory] == ["Ben"]


def test_a_basis_that_is_no_longer_in_force_is_not_enough(
    other: Workspace, clock: Clock, exported: Path
) -> None:
    """Unless the import states one of its own, which is then the newest."""

    def expire(facts: Facts) -> None:
        facts["people"][0]["consents"][-1]["expires"] = (START + timedelta(days=1)).isoformat()
        facts["people"][1]["consents"] = []

    clock.forward(days=2)
    path = changed(exported, expire)
    report = take(other, path)
    codes = [failure.error.code for failure in report.failures]
    assert (report.imported, codes) == (0, ["consent_not_valid", "consent_missing"])
    assert take(other, path, basis=given(how="renewed")).imported == 2
    hows = {r.consent.how for r in map(other.people.get, other.index.person_ids) if r.consent is not None}
    assert hows == {"renewed"}


HOSTILE: dict[str, Callable[[Facts], None]] = {
    "another format": lambda facts: facts.update(format="x"),
    "a later version": lambda facts: facts.update(version=2),
    "no people": lambda facts: facts.pop("people"),
    "people are a number": lambda facts: facts.update(people=7),
    "a path for a uuid": lambda facts: facts["people"][0].update(uuid="../../../../etc/passwd"),
    "a path for a photo": lambda facts: facts["people"][0]["photos"][0].update(uuid="../evil"),
    "a name that is a list": lambda facts: facts["people"][0].update(name=["x"]),
    "a moment without time zone": lambda facts: facts["people"][0].update(created="2026-01-01T00:00:00"),
    "too few landmarks": lambda facts: facts["people"][0]["photos"][0].update(landmarks=[[1, 2]]),
    "endless landmarks": lambda facts: facts["people"][0]["photos"][0].update(landmarks=[[1e300, 2]] * 68),
    "landmarks in one point": lambda facts: facts["people"][0]["photos"][0].update(landmarks=[[3, 3]] * 68),
    "too many photos": lambda facts: facts["people"][0].update(photos=[1] * 10_001),
    "an unknown status": lambda facts: facts["people"][0]["consents"][0].update(status="maybe"),
    "a pair of three": lambda facts: facts.update(not_same=[["0" * 32] * 3]),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_description_that_is_not_right_imports_nobody(
    other: Workspace, exported: Path, change: Callable[[Facts], None]
) -> None:
    """It is refused before anything is stored."""
    with pytest.raises(ExportInvalid):
        take(other, changed(exported, change))
    assert len(other.directory) == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all" * 50])
def test_what_is_no_zip_is_told(other: Workspace, tmp_path: Path, content: bytes) -> None:
    """Empty, cut and other files."""
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ExportInvalid) as caught:
        take(other, path)
    assert caught.value.data["why"] == "zip"


def test_a_cut_or_flipped_archive_never_ends_in_a_bug(other: Workspace, exported: Path) -> None:
    """Whatever byte is wrong: an error of the archive, or failures told person by person."""
    content, random = exported.read_bytes(), np.random.default_rng(3)
    path = exported.with_name("bad.zip")
    for place in random.integers(0, len(content), 12).tolist():
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :])
        try:
            take(other, path)
        except ExportInvalid:
            continue
    assert verify(other.gallery).holds


def test_sizes_are_bounded(
    other: Workspace, exported: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A small file that unpacks to a large one is refused by what it states and by what it is."""
    monkeypatch.setattr(archive_reader, "MAX_PEOPLE_BYTES", 1 << 20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(archive.PEOPLE, b" " * (8 << 20))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(ExportInvalid) as caught:
        take(other, path)
    assert caught.value.data["why"] == "entry_too_large"
    monkeypatch.setattr(archive_reader, "MAX_PICTURE_BYTES", 10)
    assert {f.error.data["why"] for f in take(other, exported).failures} == {"entry_too_large"}


def test_a_missing_picture_fails_one_person_only(other: Workspace, exported: Path) -> None:
    """The other one is imported, and nothing of the first is left."""
    target = exported.with_name("lost.zip")
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(target, "w") as new:
        lost = next(name for name in old.namelist() if name.startswith("photos/"))
        for name in old.namelist():
            if name != lost:
                new.writestr(name, old.read(name))
    report = take(other, target)
    assert [failure.error.data["why"] for failure in report.failures] == ["entry_missing"]
    assert (report.imported, len(other.directory)) == (1, 1)


def test_nothing_is_unpacked(other: Workspace, exported: Path, tmp_path: Path) -> None:
    """Entries with paths that lead elsewhere are never written anywhere."""
    with zipfile.ZipFile(exported, "a") as file:
        file.writestr("../../evil.txt", "x")
        file.writestr("/tmp/evil.txt", "x")  # noqa: S108
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert take(other, exported).imported == 2
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in after - before if "two" not in path.parts} == set()


def test_quality_that_could_not_be_measured_survives(workspace: Workspace, other: Workspace) -> None:
    """JSON knows no "not a number"; it is null there and comes back."""
    ada = workspace.directory.find("R-1")
    (photo, *_) = workspace.people.photos(ada.uuid)
    pose = replace(photo.quality.pose, roll_deg=float("nan"))
    described = archive.person_to_json(ada, (), (replace(photo, quality=replace(photo.quality, pose=pose)),))
    text = json.dumps(described, allow_nan=False)
    read = archive_reader._person({**json.loads(text), "consents": []})
    assert np.isnan(read.photos[0].quality.pose.roll_deg)
    assert read.photos[0].quality.sharpness == photo.quality.sharpness
