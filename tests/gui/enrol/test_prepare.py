"""What the database's thread makes of the faces of an enrolment, on a real gallery with a tiny model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from faceid_desktop.core.records import OperatingPoint
from faceid_desktop.gallery.records import PersonDetails
from faceid_desktop.gui import gallery_jobs
from faceid_desktop.gui.enrol.words import odd
from faceid_desktop.gui.gallery_jobs import Source
from faceid_desktop.services.enrolment import EnrolmentService
from faceid_desktop.services.workspace import Workspace
from tests.helpers.small_gallery import given
from tests.helpers.tiny_workspace import analysed, photo_of, picture, tiny_workspace

ADA, BEN = (30, 220, 120, 60), (220, 30, 60, 200)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty gallery."""
    with tiny_workspace(tmp_path) as opened:
        yield opened


def source(workspace: Workspace, colours: tuple[int, ...], seed: int) -> Source:
    """Return a captured face."""
    return Source(analysed(workspace, colours, seed), None, None, f"front {seed}")


def test_a_face_of_somebody_else_is_noticed(workspace: Workspace) -> None:
    """One stranger among the captured faces is named by his place; faces of one person are not."""
    faces = [source(workspace, colours, seed) for seed, colours in enumerate((ADA, ADA, BEN, ADA))]
    prepared = gallery_jobs.prepare(workspace, faces)
    assert (prepared.places, prepared.odd) == ((0, 1, 2, 3), (2,))
    assert gallery_jobs.prepare(workspace, faces[:2]).odd == ()


def test_of_two_people_with_one_face_each_nobody_is_meant(workspace: Workspace) -> None:
    """The operator has to choose then, and is told so."""
    prepared = gallery_jobs.prepare(workspace, [source(workspace, ADA, 0), source(workspace, BEN, 1)])
    assert prepared.odd == (0, 1)
    assert "choose" in odd(2, 2)
    assert "left out" in odd(1, 4)


def test_a_frame_is_identified_by_its_pixels(workspace: Workspace) -> None:
    """The same frame twice is one photo, another frame is another."""
    first, again, other = (source(workspace, ADA, seed) for seed in (0, 0, 1))
    prepared = gallery_jobs.prepare(workspace, [first, again, other])
    assert prepared.photos[0].source == prepared.photos[1].source == first.photo.image.tobytes()
    assert prepared.photos[2].source != prepared.photos[0].source


def test_files_are_read_once(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is analysed is what is kept, even if the file is replaced meanwhile."""
    photo = photo_of((60.0, -40.0), workspace.engine.bundle.model_id)
    person = EnrolmentService(workspace).enrol(PersonDetails("Ada"), given(), [photo]).uuid
    file = tmp_path / "ada.png"
    Image.fromarray(picture(ADA)).save(file)
    reads: Counter[Path] = Counter()
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        reads[path] += 1
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    record = gallery_jobs.add_files(workspace, workspace.engine.pipeline, person, [file])
    assert record.photos == 2
    assert reads[file] == 1


def test_another_setting_for_comparisons_counts_at_once(workspace: Workspace) -> None:
    """A search follows the operator's setting while the gallery is open."""
    photo = photo_of((60.0, -40.0), workspace.engine.bundle.model_id)
    EnrolmentService(workspace).enrol(PersonDetails("Ada"), given(), [photo])
    workspace.use_point(OperatingPoint(prior=0.125))
    assert workspace.recognition.point.prior == 0.125
