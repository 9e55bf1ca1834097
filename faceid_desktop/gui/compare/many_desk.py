"""Many photos: reads and compares them in the background and fills the view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from faceid_desktop.core.grouping import Groups
from faceid_desktop.core.records import ImageArray
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import words
from faceid_desktop.gui.compare.many_groups import FACE, group_rows
from faceid_desktop.gui.compare.many_report import save_many
from faceid_desktop.gui.compare.many_view import ManyView
from faceid_desktop.gui.compare.words import failure_line, linking_help, pace, summary
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.jobs import ReadyEngine, to_qimage
from faceid_desktop.gui.progress import JobRunner
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr
from faceid_desktop.services.many import Linking, ManyComparison, ManyResult, photo_files
from faceid_desktop.services.progress import CancelToken, Progress

_MOST_LINES = 6
_DENSITY = 2
"""Faces are kept at twice the size in which they are shown, for screens of 200 %."""


class _Heap:
    """What the job makes: the comparison of all photos, the groups, and a small picture of each face."""

    def __init__(
        self, ready: ReadyEngine, paths: Sequence[Path], known: ManyResult | None, linking: Linking
    ) -> None:
        self._engine, self.paths, self._known, self._linking = ready.engine, tuple(paths), known, linking
        self.groups: Groups = ()
        self.result: ManyResult | None = None
        self.faces: tuple[QImage, ...] = ()

    def run(self, cancel: CancelToken) -> Iterator[Progress]:
        """List the files, compare all with all, shrink the faces."""
        yield Progress("list", 0, 0)
        engine = self._engine
        known = () if self._known is None else self._known.photos
        job = ManyComparison(
            engine.pipeline, engine.scorer, engine.comparison.point, photo_files(self.paths), known
        )
        yield from job.run(cancel)
        self.result = job.result
        if self.result is not None:
            self.groups = self.result.grouped(self._linking)
            self.faces = tuple(_face(photo.crop) for photo in self.result.photos)


class ManyDesk(QObject):
    """Owns the view of many photos.

    Parameters
    ----------
    state
        What the pages share.
    """

    pair_wanted = Signal(object, object)
    """Two paths that are to be compared side by side."""
    said = Signal(str)
    changed = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._ready: ReadyEngine | None = None
        self._paths: list[Path] = []
        self._heap: _Heap | None = None
        self._result: ManyResult | None = None
        self._faces: tuple[QImage, ...] = ()
        self._groups: Groups = ()
        self._linking = Linking.CAREFUL
        self.runner = JobRunner(state.jobs, self)
        self.view = ManyView(state.theme)
        self.setParent(self.view)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.view.photos_wanted.connect(self.open_photos)
        self.view.folder_wanted.connect(self.open_folder)
        self.view.cancel_wanted.connect(self.runner.cancel)
        self.view.save_wanted.connect(self.choose_table_file)
        self.view.linking_wanted.connect(self.link)
        self.view.pair_wanted.connect(self._open_pair)
        self.runner.progressed.connect(self._progressed)
        self.runner.finished.connect(self._finished)
        self.runner.failed.connect(self._failed)

    @property
    def any_photo(self) -> bool:
        """Whether there is something to clear."""
        return bool(self._paths)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The photos and folders that were given."""
        return tuple(self._paths)

    @property
    def result(self) -> ManyResult | None:
        """What is shown, if anything."""
        return self._result

    # ------------------------------------------------------------------ engine
    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models and start on the photos that wait, or judge anew at another point."""
        before, self._ready = self._ready, ready
        if before is not None and before.engine.pipeline is ready.engine.pipeline:
            self._rejudge()
            return
        self._start()

    def set_failure(self, error: FaceIdError) -> None:
        """Say that the models cannot be loaded."""
        self.view.show_problem(error_message(error))

    # ------------------------------------------------------------------ photos
    def add(self, paths: Sequence[Path]) -> None:
        """Compare more photos and folders with each other and with those that are there already."""
        self._paths += [path for path in paths if path not in self._paths]
        self._start()

    def clear(self) -> None:
        """Forget all photos."""
        self.runner.cancel()
        self._paths, self._heap, self._result, self._groups = [], None, None, ()
        self.view.groups.groups.set_rows([])
        self.view.pairs.set_result(None, (), ())
        self._show()

    def open_photos(self) -> None:
        """Ask for photos."""
        files, _ = QFileDialog.getOpenFileNames(self.view, tr("Open photos"), "", words.photo_kinds())
        if files:
            self.add([Path(each) for each in files])

    def open_folder(self) -> None:
        """Ask for a folder."""
        folder = QFileDialog.getExistingDirectory(self.view, tr("Open a folder of photos"))
        if folder:
            self.add([Path(folder)])

    def link(self, linking: Linking) -> None:
        """Group in another way."""
        self._linking = linking
        self._regroup()

    # ------------------------------------------------------------------ the job
    def _start(self) -> None:
        if self._ready is None or not self._paths:
            self._show()
            return
        if self.runner.running:  # it ends, and begins anew with all photos
            self.runner.cancel()
            return
        self._heap = _Heap(self._ready, self._paths, self._result, self._linking)
        self.runner.start("many", self._heap.run)
        self._progressed(Progress("list", 0, 0))
        self.changed.emit()

    def _progressed(self, progress: Progress) -> None:
        if self._heap is not None:
            title = tr("Comparing all with all…")
            self.view.show_progress(Message(title, pace(progress)), progress.done, progress.total)

    def _finished(self) -> None:
        heap, self._heap = self._heap, None
        if heap is None or heap.result is None:  # cleared meanwhile
            self._start()
            return
        if heap.paths != tuple(self._paths):  # more were dropped meanwhile
            self._result = heap.result
            self._start()
            return
        self._result, self._faces = heap.result, heap.faces
        if self._ready is not None and heap.result.point != self._ready.engine.comparison.point:
            self._rejudge()
        else:
            self._show_result(heap.result, heap.groups)
        self.changed.emit()

    def _failed(self, error: FaceIdError) -> None:
        self._heap = None
        self.view.show_problem(error_message(error))

    # ------------------------------------------------------------------ what is shown
    def _show(self) -> None:
        if self._ready is None and self._paths:
            self.view.show_progress(Message(tr("Waiting for the models…"), ""), 0, 0)
        else:
            self.view.show_invitation(
                Message(
                    tr("Who is the same person?"),
                    tr(
                        "Drop a folder, or any number of photos. Each is compared with every other, and "
                        "photos of one person are put together."
                    ),
                )
            )
        self.changed.emit()

    def _rejudge(self) -> None:
        """Judge the pairs that are there at the point that is in force."""
        if self._result is not None and self._ready is not None:
            self._result = replace(self._result, point=self._ready.engine.comparison.point)
            self._regroup()

    def _regroup(self) -> None:
        """Group the photos that are there anew, in the background."""
        if (result := self._result) is not None:
            work = partial(result.grouped, self._linking)
            self._state.worker.run("group", work, partial(self._show_result, result), self._failed)

    def _show_result(self, result: ManyResult, groups: Groups) -> None:
        if result is not self._result:
            return
        if not result.photos:
            self._show_nothing(result)
            return
        self._groups = groups
        several = sum(len(group) > 1 for group in groups)
        self.view.groups.groups.set_rows(group_rows(result, groups, self._faces))
        self.view.pairs.set_result(result, self._faces, groups)
        self.view.table.show_notes(any_note=any(photo.reasons for photo in result.photos))
        self.view.show_result(
            summary(result, several, len(groups) - several), linking_help(self._linking, result)
        )

    def _show_nothing(self, result: ManyResult) -> None:
        """Say why there is no photo to compare."""
        self._paths = []
        if not result.failures:
            self._show()
            return
        lines = [failure_line(each) for each in result.failures[:_MOST_LINES]]
        self.view.show_problem(Message(tr("No photo could be used"), "\n".join(lines)))

    def _open_pair(self, first: int, second: int) -> None:
        if self._result is not None:
            self.pair_wanted.emit(self._result.photos[first].path, self._result.photos[second].path)

    # ------------------------------------------------------------------ saving
    def choose_table_file(self) -> None:
        """Ask for a file and save the table (CSV) or the report (PDF) there, by its name."""
        if self._result is None:
            return
        kinds = f"{tr('Table of all pairs')} (*.csv);;{tr('PDF document')} (*.pdf)"
        name, kind = QFileDialog.getSaveFileName(self.view, tr("Save table"), tr("face-pairs.csv"), kinds)
        if name:
            path, suffix = Path(name), ".pdf" if "*.pdf" in kind else ".csv"
            known = path.suffix.lower() in {".csv", ".pdf"}
            self.save(path if known else path.with_name(path.name + suffix))

    def save(self, path: Path) -> None:
        """Save in the background and say how that went."""
        if self._result is not None:
            work = partial(save_many, self._result, self._groups, self._faces, path)
            self._state.worker.run("save many", work, self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        self.said.emit(tr("Saved {name}").format(name=path))

    def _not_saved(self, error: FaceIdError) -> None:
        message = error_message(error)
        self.said.emit(f"{message.title}. {message.hint}")


def _face(crop: ImageArray) -> QImage:
    image = to_qimage(crop)
    size = QSize(FACE.width() * _DENSITY, FACE.height() * _DENSITY)
    small = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(_DENSITY)
    return small
