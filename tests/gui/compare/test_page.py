"""The Compare page on a stand-in engine: photos come in by all ways, the evidence follows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import QualityReason
from faceid_desktop.errors import BundleNotFound, ImageUnreadable, ModelMismatchError
from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.page import ComparePage
from faceid_desktop.gui.compare.sources import PhotoSource, from_paths
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.settings import Settings
from tests.gui.fakes import FakeEngine, builder_of, make_comparison, make_engine, make_face


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every photo as the same grey picture, except those called bad."""

    def read(source: PhotoSource) -> np.ndarray:
        if source.name.startswith("bad") or source.problem:
            raise ImageUnreadable(path=source.name, why=source.problem or "not_an_image")
        return np.full((280, 320, 3), 128, np.uint8)

    monkeypatch.setattr(jobs, "read", read)


@pytest.fixture
def worker(state: AppState) -> Worker:
    """Return the thread that the page uses."""
    return state.worker


@pytest.fixture
def page(qtbot: QtBot, state: AppState) -> ComparePage:
    """Return a shown page without an engine."""
    made = ComparePage(state, [Path("sample-1.png"), Path("sample-2.png")])
    qtbot.addWidget(made)
    made.set_width(1100)
    made.resize(1100, 800)
    made.show()
    return made


def ready(engine: FakeEngine) -> jobs.ReadyEngine:
    """Return a stand-in engine as the page gets it."""
    return jobs.load_engine(builder_of(engine), Settings(), None, "auto")


def photos(*names: str) -> list[PhotoSource]:
    """Return sources with names."""
    return from_paths([Path(name) for name in names])


def finish(qtbot: QtBot, worker: Worker) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not worker.busy, timeout=5000)


def test_two_photos_give_a_verdict(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """Dropped together, both sides are filled and compared, on the worker thread."""
    engine = make_engine()
    page.set_engine(ready(engine))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    assert page.comparison is not None
    assert page.evidence.result.verdict.text() == "Likely the same person"
    assert [panel.name.whole for panel in page.panels] == ["a.jpg", "b.jpg"]
    assert all(name.startswith("engine") for name in engine.pipeline.threads)


def test_photos_wait_for_the_models_and_the_latest_wins(
    qtbot: QtBot, page: ComparePage, worker: Worker
) -> None:
    """Of three photos dropped on one side while the models load, only the last is analysed."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        page.add(0, photos(name))
    assert "Waiting for the models" in page.panels[0].canvas.accessibleDescription()
    assert page.evidence.message.title.text() == "Loading models…"
    engine = make_engine()
    page.set_engine(ready(engine))
    finish(qtbot, worker)
    assert page.panels[0].name.whole == "c.jpg"
    assert len(engine.pipeline.analysed) == 1
    assert page.evidence.message.title.text() == "Add one more photo"


def test_a_failed_start_is_told_on_every_photo(page: ComparePage) -> None:
    """The page stays usable and says what is missing."""
    page.add(0, photos("a.jpg"))
    page.set_failure(BundleNotFound(path="/models"))
    page.add(1, photos("b.jpg"))
    assert page.evidence.message.title.text() == "The models are missing"
    assert all("models are missing" in each.canvas.accessibleDescription() for each in page.panels)


def test_a_bad_photo_says_why_and_the_other_stays(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """An unreadable file leaves an error on its side only."""
    page.set_engine(ready(make_engine()))
    page.add(0, photos("a.jpg", "bad.txt"))
    finish(qtbot, worker)
    assert "bad.txt cannot be read" in page.panels[1].canvas.accessibleDescription()
    assert page.panels[0].caption.whole.endswith("1 face")
    assert page.evidence.message.title.text() == "A photo cannot be used"


def test_no_face_is_told(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """The evidence panel says what stands in the way."""
    page.set_engine(ready(make_engine(faces=())))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    assert page.evidence.message.title.text() == "A photo shows no face"


def test_another_face_can_be_chosen(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """With faces of one size nothing is guessed; each choice is compared anew."""
    engine = make_engine((make_face((10, 40, 110, 160)), make_face((180, 40, 280, 160))))
    page.set_engine(ready(engine))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    assert page.evidence.message.title.text() == "Which face?"
    page.choose_face(0, 1)
    page.choose_face(1, 0)
    finish(qtbot, worker)
    page.choose_face(1, 1)
    finish(qtbot, worker)
    assert engine.comparison.asked == [(1, 0), (1, 1)]


def test_swapping_keeps_the_evidence(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """Names and reasons change sides; nothing is computed again."""
    engine = make_engine(answer=make_comparison(reasons=((QualityReason.BLURRED,), ())))
    page.set_engine(ready(engine))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    page.swap()
    assert [panel.name.whole for panel in page.panels] == ["b.jpg", "a.jpg"]
    assert page.evidence.result.notice_text.text().startswith("Photo B")
    assert len(engine.comparison.asked) == 1
    assert not worker.busy


def test_swapping_while_a_photo_is_analysed_loses_nothing(
    qtbot: QtBot, page: ComparePage, worker: Worker
) -> None:
    """The photo arrives on the side where it now belongs."""
    engine = make_engine()
    engine.pipeline.gate.clear()
    page.set_engine(ready(engine))
    page.add(0, photos("a.jpg"))
    page.swap()
    engine.pipeline.gate.set()
    finish(qtbot, worker)
    assert page.panels[0].name.whole == ""
    assert page.panels[1].caption.whole.endswith("1 face")


def test_clearing_forgets_the_photos(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """A photo under way does not come back, and the invitation returns."""
    engine = make_engine()
    engine.pipeline.gate.clear()
    page.set_engine(ready(engine))
    page.add(0, photos("a.jpg", "b.jpg"))
    page.clear(0, 1)
    engine.pipeline.gate.set()
    finish(qtbot, worker)
    assert page.comparison is None
    assert page.evidence.message.title.text() == "Add two photos"
    assert not page.swap_button.isEnabled()


def test_replacing_a_photo_removes_the_old_verdict(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """A verdict about photos that are gone is never on show."""
    page.set_engine(ready(make_engine()))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    page.add(1, photos("bad.jpg"))
    assert page.comparison is None
    finish(qtbot, worker)
    assert not page.evidence.save_button.isVisible()


def test_an_error_while_comparing_is_told(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """The evidence panel takes the words of the error."""
    page.set_engine(ready(make_engine(error=ModelMismatchError(first="a", second="b"))))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    assert "two different models" in page.evidence.message.title.text()


def test_pictures_are_pasted_side_by_side(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """Without a focus, the first goes to the left and the second to the right."""
    page.set_engine(ready(make_engine()))
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    for _ in range(2):
        QGuiApplication.clipboard().setImage(image)
        page.paste()
    finish(qtbot, worker)
    assert page.comparison is not None


def test_pasting_text_is_answered_in_words(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """Nothing happens silently."""
    page.set_engine(ready(make_engine()))
    QGuiApplication.clipboard().setText("hello")
    page.paste()
    finish(qtbot, worker)
    assert "There is no picture" in page.panels[0].canvas.accessibleDescription()


def test_a_dropped_link_is_answered_in_words(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """The user learns that nothing is downloaded."""
    page.set_engine(ready(make_engine()))
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.jpg")])
    page.take(1, mime)
    finish(qtbot, worker)
    assert "never downloads" in page.panels[1].canvas.accessibleDescription()


def test_samples_need_no_photo_of_ones_own(qtbot: QtBot, page: ComparePage, worker: Worker) -> None:
    """One click gives a first verdict."""
    page.set_engine(ready(make_engine()))
    page.evidence.sample_button.click()
    finish(qtbot, worker)
    assert [panel.name.whole for panel in page.panels] == ["sample-1.png", "sample-2.png"]
    assert page.comparison is not None


def test_the_dialog_fills_the_side_that_asked(
    qtbot: QtBot, page: ComparePage, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button of the right panel opens a photo on the right."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/x/c.jpg"], ""))
    page.set_engine(ready(make_engine()))
    page.panels[1].change_button.click()
    finish(qtbot, worker)
    assert page.panels[1].name.whole == "c.jpg"


def test_the_evidence_is_copied_and_saved(
    qtbot: QtBot, page: ComparePage, worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The suffix follows the chosen kind, and the page says where the report went."""
    target = tmp_path / "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PNG picture (*.png)"))
    page.set_engine(ready(make_engine()))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    page.evidence.copy_button.click()
    assert "about 1,200 times" in QGuiApplication.clipboard().text()
    page.evidence.save_button.click()
    finish(qtbot, worker)
    assert (tmp_path / "report.png").is_file()
    assert "report.png" in page.hint.whole


def test_a_report_that_cannot_be_written_is_told(
    qtbot: QtBot, page: ComparePage, worker: Worker, tmp_path: Path
) -> None:
    """The hint line says so."""
    page.set_engine(ready(make_engine()))
    page.add(0, photos("a.jpg", "b.jpg"))
    finish(qtbot, worker)
    (tmp_path / "file").write_text("x")
    page.save_report(tmp_path / "file" / "a.pdf")
    finish(qtbot, worker)
    assert "a.pdf could not be written" in page.hint.whole


def test_a_real_file_goes_all_the_way(
    qtbot: QtBot, page: ComparePage, worker: Worker, photo_file: Callable[[str], Path]
) -> None:
    """A file name of any script is shown as it is."""
    page.set_engine(ready(make_engine()))
    page.add(0, from_paths([photo_file("фото 写真.png")]))
    finish(qtbot, worker)
    assert page.panels[0].name.whole == "фото 写真.png"
