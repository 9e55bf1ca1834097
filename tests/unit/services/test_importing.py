"""Bulk import: resumable, and bad files never stop the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.errors import ConsentMissing, GalleryWriteFailed
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails
from faceid_desktop.services import importing
from faceid_desktop.services.audit import verify
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.import_list import ImportItem, list_folder
from faceid_desktop.services.importing import Importer, ImportReport
from faceid_desktop.services.progress import CancelToken
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import photo_of, picture, tiny_workspace

BATCH = 5
"""Ends inside a person, and there are several."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few photos make several batches."""
    monkeypatch.setattr(importing, "BATCH", BATCH)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty gallery."""
    with tiny_workspace(tmp_path / "gallery") as opened:
        yield opened


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Eight people with two photos each, far from each other."""
    random = np.random.default_rng(5)
    for number in range(8):
        colours = random.integers(0, 250, 4)
        for photo in range(2):
            paint(tmp_path / "people" / f"Person {number:02d}" / f"{photo}.png", colours, 2 * number + photo)
    return tmp_path / "people"


def paint(path: Path, colours: Sequence[int] | np.ndarray, seed: int) -> Path:
    """Write a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture(list(colours), seed)).save(path, compress_level=1)
    return path


def run(workspace: Workspace, items: Sequence[ImportItem], basis: ConsentEntry | None = None) -> ImportReport:
    """Import all and return the report."""
    importer = Importer(workspace, items, basis or given())
    steps = list(importer.run(CancelToken()))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total == len(items)
    return importer.report


def names(report: ImportReport) -> list[tuple[str, str]]:
    """Return file name and code of each failure."""
    return [(failure.item.path.name, failure.error.code) for failure in report.failures]


def test_everybody_is_imported_and_the_second_time_nobody(workspace: Workspace, people: Path) -> None:
    """A batch ends inside a person; nobody is there twice, and the second run knows every file."""
    items = list_folder(people)
    assert len(items) > BATCH
    first = run(workspace, items)
    assert (first.imported, first.new_people, first.already, first.failures) == (16, 8, 0, [])
    assert len(workspace.index) == 8
    assert workspace.index.templates == 16
    second = run(workspace, items)
    assert (second.imported, second.new_people, second.already) == (0, 0, 16)
    assert verify(workspace.gallery).holds


def test_bad_files_are_told_and_stop_nobody(workspace: Workspace, people: Path) -> None:
    """Each failure has its reason; a copy of a file under another name is there already."""
    (people / "Person 03" / "broken.jpg").write_bytes(b"\xff\xd8\xff nonsense")
    (people / "Person 03" / "empty.png").write_bytes(b"")
    (people / "Person 04" / "copy.png").write_bytes((people / "Person 04" / "0.png").read_bytes())
    items = (
        *list_folder(people),
        ImportItem(people / "gone.jpg", "Person 05"),
        ImportItem(people / "Person 06" / "0.png", "  "),
        ImportItem(Path(), "Person 07"),
    )
    report = run(workspace, items)
    assert (report.imported, report.already) == (16, 1)
    assert sorted(names(report)) == [
        ("", "import_list_invalid"),
        ("0.png", "import_list_invalid"),
        ("broken.jpg", "image_unreadable"),
        ("empty.png", "image_unreadable"),
        ("gone.jpg", "image_unreadable"),
    ]
    assert len(workspace.index) == 8


@pytest.mark.logs_warnings
def test_a_file_that_meets_a_bug_stops_nobody(
    workspace: Workspace, people: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told like any failure; the traceback is in the log, the file's name is not."""
    items, real = list_folder(people)[:6], workspace.engine.pipeline.analyse
    calls = iter(range(6))

    def analyse(image: np.ndarray) -> FacesInPhoto:
        if next(calls) == 2:
            raise ZeroDivisionError
        return real(image)

    monkeypatch.setattr(workspace.engine.pipeline, "analyse", analyse)
    report = run(workspace, items)
    assert report.imported == 5
    assert names(report) == [(items[2].path.name, "bug")]
    assert "ZeroDivisionError" in caplog.text
    assert "Person" not in caplog.messages[-1]


def test_an_import_goes_on_where_it_was_stopped(workspace: Workspace, people: Path) -> None:
    """Stopping saves the present batch; the rest comes with the next run."""
    items, cancel = list_folder(people), CancelToken()
    importer = Importer(workspace, items, given())
    for _ in importer.run(cancel):
        cancel.cancel()
    assert importer.report.cancelled
    assert BATCH <= importer.report.imported < 16
    rest = run(workspace, items)
    assert rest.imported + importer.report.imported == 16
    assert rest.already == importer.report.imported
    assert len(workspace.index) == 8


def test_a_generator_that_is_dropped_leaves_whole_people(workspace: Workspace, people: Path) -> None:
    """Whoever asks no further gets no half batch, and the reader's thread ends."""
    steps = Importer(workspace, list_folder(people), given()).run(CancelToken())
    next(steps)
    steps.close()
    assert workspace.index.templates == BATCH
    assert all(record.photos for record in workspace.directory)
    assert verify(workspace.gallery).holds


def test_rows_find_people_who_are_enrolled(workspace: Workspace, people: Path) -> None:
    """By reference where there is one, else by name; a name that two people have is no answer."""
    service, model_id = EnrolmentService(workspace), workspace.engine.bundle.model_id
    known = (PersonDetails("Ada", "7"), PersonDetails("Ben"), PersonDetails("Twin"), PersonDetails("Twin"))
    go_on = DuplicateDecision.PROCEED
    enrolled = [
        service.enrol(details, given(), [photo_of((500.0 * place,), model_id)], go_on).uuid
        for place, details in enumerate(known)
    ]
    photo = [people / f"Person {number:02d}" / "0.png" for number in range(5)]
    report = run(
        workspace,
        [
            ImportItem(photo[0], "A. Lovelace", reference="7"),
            ImportItem(photo[1], "Ben "),
            ImportItem(photo[2], "Twin"),
            ImportItem(photo[3], "Ada", reference="8", tags=("new",)),
            ImportItem(photo[4], "ben"),
        ],
    )
    assert (report.imported, report.new_people, names(report)) == (4, 2, [("0.png", "several_persons_found")])
    photos = {record.uuid: record.photos for record in workspace.directory}
    assert [photos[uuid] for uuid in enrolled] == [2, 2, 1, 1]
    (new,) = [record for record in workspace.directory if record.details.reference == "8"]
    assert (new.details.name, new.details.tags) == ("Ada", ("new",))


def test_the_lawful_basis_of_a_row_goes_before_that_of_the_import(workspace: Workspace, people: Path) -> None:
    """An unknown one refuses its person only; without any, nobody is imported."""
    photo = [people / f"Person {number:02d}" / "0.png" for number in range(3)]
    items = [
        ImportItem(photo[0], "Ada", basis="contract"),
        ImportItem(photo[1], "Ben"),
        ImportItem(photo[2], "Eve", basis="because"),
    ]
    report = run(workspace, items, given(basis="public_task", how="in the list"))
    bases = {r.details.name: r.consent.basis for r in workspace.directory if r.consent is not None}
    assert bases == {"Ada": "contract", "Ben": "public_task"}
    assert [failure.error.code for failure in report.failures] == ["consent_not_valid"]
    alone = Importer(workspace, [ImportItem(photo[2], "Eve")], None)
    list(alone.run(CancelToken()))
    assert [type(failure.error) for failure in alone.report.failures] == [ConsentMissing]


def test_who_looks_like_somebody_else_is_imported_and_told(workspace: Workspace, people: Path) -> None:
    """A second name for one face is a matter for a human; it is told once for each pair."""
    colours = (10, 80, 160, 240)
    items = [
        ImportItem(paint(people / name / f"{seed}.png", colours, seed), name)
        for name, seed in (("Ada", 100), ("Bea", 101), ("Bea", 102))
    ]
    run(workspace, items[:1])
    report = run(workspace, items[1:])
    (suspect,) = report.suspects
    assert report.imported == 2
    assert workspace.directory.find("Ada").uuid == suspect.suspect.candidate.person
    assert workspace.directory.find("Bea").uuid == suspect.person


def test_a_full_disk_stops_the_import_and_keeps_what_was_saved(
    workspace: Workspace, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that cannot be saved is not counted, and the next run brings it."""
    items, real = list_folder(people), workspace.apply
    importer = Importer(workspace, items, given())
    monkeypatch.setattr(workspace, "apply", lambda persons: (real(persons), limit(workspace))[0])
    with pytest.raises(GalleryWriteFailed):
        list(importer.run(CancelToken()))
    monkeypatch.undo()
    with workspace.gallery.store.raw() as connection:
        connection.execute("PRAGMA max_page_count = 1073741823")
    assert importer.report.imported == BATCH
    assert run(workspace, items).imported == 16 - BATCH
    assert verify(workspace.gallery).holds


def limit(workspace: Workspace) -> None:
    """Let the database grow no more, as on a full disk."""
    with workspace.gallery.store.raw() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
