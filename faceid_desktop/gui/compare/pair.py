"""Two photos side by side with the evidence, and everything that brings photos here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceid_desktop.core.decision import decide
from faceid_desktop.core.records import Comparison
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import jobs, words
from faceid_desktop.gui.compare.drag_out import DragSpotter
from faceid_desktop.gui.compare.outbox import Outbox
from faceid_desktop.gui.compare.overlay_bar import OverlayBar
from faceid_desktop.gui.compare.overlays import Explanation, explain_pair
from faceid_desktop.gui.compare.panel_menu import PanelActions, panel_menu
from faceid_desktop.gui.compare.photo_panel import PhotoPanel
from faceid_desktop.gui.compare.recent import Recent
from faceid_desktop.gui.compare.report import make_report
from faceid_desktop.gui.compare.sources import PhotoSource, from_mime, from_paths
from faceid_desktop.gui.compare.viewpoint import Viewpoint
from faceid_desktop.gui.error_words import Message
from faceid_desktop.gui.evidence.panel import EvidencePanel
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.jobs import LoadedPhoto, ReadyEngine
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine

SIDES = (0, 1)
_NARROW_PX = 900


class PairView(QWidget):
    """Two sides, each with at most one photo, and the comparison of their chosen faces.

    Parameters
    ----------
    state
        What the pages share.
    samples
        Two sample pictures to try the page with; fewer switch the offer off.
    """

    offered = Signal(int, object)
    """A side and a list of `PhotoSource` that were opened, dropped or pasted there."""
    said = Signal(str)
    """A line that tells what became of something."""
    photos_changed = Signal()
    """A photo came or went."""

    def __init__(self, state: AppState, samples: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme, self._worker = state.theme, state.worker
        self._samples = tuple(samples[:2])
        self._ready: ReadyEngine | None = None
        self._failure: FaceIdError | None = None
        self._sources: list[PhotoSource | None] = [None, None]
        self._loaded: list[LoadedPhoto | None] = [None, None]
        self._refused = [False, False]
        self._comparison: Comparison | None = None
        self.outbox, self.recent = Outbox(self, state.worker), Recent()
        self._explanation: Explanation | None = None
        self.bar = OverlayBar()
        self.right = QStackedWidget()
        """The right side, where a camera may stand in the place of a photo."""
        self.panels = (PhotoPanel(theme, "A"), PhotoPanel(theme, "B"))
        self.evidence = EvidencePanel(
            theme, Prior(state, self), with_samples=len(self._samples) == len(SIDES)
        )
        self._build()
        self._connect()
        self.photos_changed.connect(self._enable)
        self._show_evidence()

    # ------------------------------------------------------------------ layout
    def _build(self) -> None:
        self._panels = QHBoxLayout()
        self._panels.addWidget(self.panels[0], 1)
        self._panels.addWidget(self.right, 1)
        self.right.addWidget(self.panels[1])
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.bar)
        left.addLayout(self._panels, 1)
        self._grid = QHBoxLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addLayout(left, 1)
        self._grid.addWidget(self.evidence)

    def _connect(self) -> None:
        for side, panel in zip(SIDES, self.panels, strict=True):
            panel.open_wanted.connect(partial(self.open_photo, side))
            panel.clear_wanted.connect(partial(self.clear, side))
            panel.face_wanted.connect(partial(self.choose_face, side))
            panel.dropped.connect(partial(self.take, side))
            panel.canvas.viewpoint_changed.connect(partial(self._looked, side))
            self.bar.overlays_changed.connect(panel.canvas.show_overlays)
            panel.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            panel.canvas.customContextMenuRequested.connect(partial(self._open_menu, side))
            for crop in (panel.crop, self.evidence.result.crops[side]):
                DragSpotter(crop).dragged.connect(partial(self._drag_face, side))
        self.bar.close_wanted.connect(self._close_up)
        self.bar.whole_wanted.connect(lambda: self._look(None))
        self.evidence.samples_wanted.connect(lambda: self.offered.emit(0, from_paths(self._samples)))
        self.evidence.copy_wanted.connect(self.outbox.copy_text)
        self.evidence.save_wanted.connect(self.outbox.choose_report_file)
        DragSpotter(self.evidence.save_button).dragged.connect(self.outbox.drag_report)
        self.outbox.said.connect(self.said)

    def set_width(self, width_px: int) -> None:
        """Fit the columns to the width of the page."""
        narrow = width_px < _NARROW_PX + 100
        self.evidence.setFixedWidth(318 if narrow else 388)
        for panel in self.panels:
            panel.set_narrow(narrow=narrow)
        for layout in (self._grid, self._panels):
            layout.setSpacing(12 if narrow else 16)

    def _enable(self) -> None:
        photo = any(each is not None for each in self._loaded)
        self.bar.enable(photo=photo, explained=self._explanation is not None)

    # ------------------------------------------------------------------ looking
    def _looked(self, side: int, viewpoint: Viewpoint | None) -> None:
        """Let the other side follow where both move together."""
        if self.bar.linked.isChecked():
            self.panels[1 - side].canvas.look_from(viewpoint)

    def _look(self, viewpoint: Viewpoint | None) -> None:
        for panel in self.panels:
            panel.canvas.look_from(viewpoint)

    def _close_up(self) -> None:
        linked = self.bar.linked.isChecked()
        shown = [panel.canvas for panel in self.panels if panel.canvas.stage() is not None]
        for canvas in shown[:1] if linked else shown:
            canvas.close_up()

    def _drag_face(self, side: int) -> None:
        self.outbox.drag_face(self._loaded[side])

    # ------------------------------------------------------------------ engine
    def set_engine(self, ready: ReadyEngine) -> None:
        """Take the loaded models and start on the photos that wait, or judge anew at another point."""
        before, self._ready, self._failure = self._ready, ready, None
        if before is not None and before.engine.pipeline is ready.engine.pipeline:
            if self._comparison is not None:
                self._show_comparison(rejudged(self._comparison, ready.engine))
            return
        for side in SIDES:
            self._analyse(side)
        self._show_evidence()

    def set_failure(self, error: FaceIdError) -> None:
        """Say that the models cannot be loaded."""
        self._failure = error
        for panel, source in zip(self.panels, self._sources, strict=True):
            if source is not None:
                panel.show_error(source, error)
        self._show_evidence()

    @property
    def sources(self) -> tuple[PhotoSource | None, ...]:
        """What was given for each side."""
        return tuple(self._sources)

    @property
    def loaded(self) -> tuple[LoadedPhoto | None, ...]:
        """The analysed photo of each side."""
        return tuple(self._loaded)

    @property
    def any_photo(self) -> bool:
        """Whether there is something to clear or swap."""
        return any(each is not None for each in self._sources)

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that is shown, if there is one."""
        return self._comparison

    # ------------------------------------------------------------------ photos
    def add(self, side: int, sources: Sequence[PhotoSource]) -> None:
        """Put one photo on a side, or the first two of several on both."""
        wanted = {side: sources[0]} if len(sources) == 1 else dict(zip(SIDES, sources, strict=False))
        for place, source in wanted.items():
            self._sources[place], self._loaded[place] = source, None
            self._analyse(place)
        self._compare()

    def take(self, side: int, mime: QMimeData) -> None:
        """Put dropped or pasted photos on a side; what holds none is answered in words."""
        sources = from_mime(mime, tr("Pasted picture"))
        self.offered.emit(side, sources or [PhotoSource(tr("What was pasted"), problem="no_picture")])

    def paste(self) -> None:
        """Put the clipboard on the side that has the focus, else on a free side."""
        self.take(self.target(), QGuiApplication.clipboard().mimeData())

    def open_photo(self, side: int | None = None) -> None:
        """Ask for one photo, or two for both sides; with more, all are compared with all."""
        files, _ = QFileDialog.getOpenFileNames(self, tr("Open photos"), "", words.photo_kinds())
        if files:
            self.offered.emit(
                self.target() if side is None else side, from_paths([Path(each) for each in files])
            )

    def clear(self, *sides: int) -> None:
        """Remove the photos of some sides."""
        for side in sides:
            self._worker.cancel(f"photo {side}")
            self._sources[side] = self._loaded[side] = None
            self.panels[side].show_empty()
        self._compare()

    def swap(self) -> None:
        """Exchange the two sides; the evidence stays, for it is symmetric."""
        comparison, explanation = self._comparison, self._explanation
        self._sources.reverse()
        self._loaded.reverse()
        for side in SIDES:
            self._worker.cancel(f"photo {side}")
            self._show_side(side)
        if comparison is not None:
            self._show_comparison(jobs.swapped(comparison))
            self._explained(explanation)
        else:
            self._compare()

    def choose_face(self, side: int, face: int) -> None:
        """Compare another face of a photo."""
        loaded = self._loaded[side]
        if loaded is not None and loaded.chosen != face:
            self._loaded[side] = loaded.choose(face)
            self.panels[side].show_photo(loaded.choose(face))
            self._compare()

    def target(self) -> int:
        """Return the side for a photo without a place: a free one, that with the focus, or the right."""
        at = QApplication.focusWidget()
        focused = [side for side in SIDES if at is not None and self.panels[side].isAncestorOf(at)]
        free = [side for side in SIDES if self._sources[side] is None]
        return [*(side for side in focused if side in free), *free, *focused, 1][0]

    def _show_side(self, side: int) -> None:
        source, loaded = self._sources[side], self._loaded[side]
        if loaded is not None:
            self.panels[side].show_photo(loaded)
        elif source is None:
            self.panels[side].show_empty()
        else:
            self._analyse(side)

    def _analyse(self, side: int) -> None:
        source, self._refused[side] = self._sources[side], False
        if source is None:
            return
        if self._failure is not None:
            self.panels[side].show_error(source, self._failure)
            return
        self.panels[side].show_waiting(source, loading=self._ready is None)
        if self._ready is not None:
            work = partial(jobs.load_photo, self._ready.engine, source)
            self._worker.run(
                f"photo {side}", work, partial(self._analysed, side), partial(self._not_analysed, side)
            )

    def _analysed(self, side: int, loaded: LoadedPhoto) -> None:
        self._loaded[side] = loaded
        self.recent.add(loaded.source)
        self.panels[side].show_photo(loaded)
        self._compare()

    def _not_analysed(self, side: int, error: FaceIdError) -> None:
        source, self._refused[side] = self._sources[side], True
        if source is not None:
            self.panels[side].show_error(source, error)
        self._show_evidence()

    # ------------------------------------------------------------------ evidence
    def _compare(self) -> None:
        self._worker.cancel("compare")
        self._worker.cancel("explain")
        self._comparison = self.outbox.report = self._explanation = None
        self.evidence.result.show_regions(())
        first, second = self._loaded
        if self._ready is None or first is None or second is None or None in (first.chosen, second.chosen):
            self._show_evidence()
            return
        self.evidence.show_busy(tr("Comparing…"))
        work = partial(jobs.compare, self._ready.engine, first, second)
        self._worker.run("compare", work, self._compared, self.evidence.show_error)
        self.photos_changed.emit()

    def _compared(self, comparison: Comparison) -> None:
        self._show_comparison(comparison)
        first, second = self._loaded
        if self._ready is not None and first is not None and second is not None:
            work = partial(explain_pair, self._ready.engine, first, second)
            self._worker.run("explain", work, self._explained, self.outbox.tell)

    def _explained(self, explanation: Explanation | None) -> None:
        self._explanation = explanation
        for panel in self.panels:
            panel.canvas.show_explanation(explanation)
        self.evidence.result.show_regions(() if explanation is None else explanation.patches)
        self.photos_changed.emit()

    def _show_comparison(self, comparison: Comparison) -> None:
        first, second = self._loaded
        if self._ready is None or first is None or second is None:
            return
        self._comparison = comparison
        made = datetime.now().astimezone()
        self.outbox.report = report = make_report(self._ready, first, second, comparison, made)
        self.evidence.show_result(report)
        self.photos_changed.emit()

    def _show_evidence(self) -> None:
        if self._failure is not None:
            self.evidence.show_error(self._failure)
        elif self._ready is None:
            self.evidence.show_loading()
        elif None in self._sources:
            self.evidence.show_invitation(self._sources.count(None))
        elif (obstacle := self._obstacle()) is not None:
            self.evidence.show_obstacle(obstacle)
        else:
            self.evidence.show_busy(tr("Looking for faces…"))
        self.photos_changed.emit()

    def _obstacle(self) -> Message | None:
        """Return why two photos that are there cannot be compared, or None while one is being analysed."""
        if any(self._refused):
            return Message(tr("A photo cannot be used"), tr("Choose another one in its place."))
        found = [each for each in self._loaded if each is not None]
        if any(not each.photo.faces for each in found):
            return Message(tr("A photo shows no face"), tr("Choose another one in its place."))
        if any(each.chosen is None for each in found):
            return Message(
                tr("Which face?"), tr("A photo shows several. Click the face that you want to compare.")
            )
        return None

    # ------------------------------------------------------------------ what leaves
    def menu(self, side: int) -> QMenu:
        """Return the menu of a side."""
        loaded = self._loaded[side]
        with_face = loaded is not None and loaded.chosen is not None
        actions = PanelActions(
            open=partial(self.open_photo, side),
            paste=lambda: self.take(side, QGuiApplication.clipboard().mimeData()),
            choose=lambda source: self.offered.emit(side, [source]),
            save_face=partial(self.outbox.choose_face_file, loaded) if with_face else None,
            remove=partial(self.clear, side) if self._sources[side] is not None else None,
        )
        return panel_menu(actions, self.recent.sources, self)

    def _open_menu(self, side: int, at: QPoint) -> None:
        menu = self.menu(side)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.panels[side].canvas.mapToGlobal(at))


def rejudged(comparison: Comparison, engine: Engine) -> Comparison:
    """Return a comparison as the engine's operating point judges it now; the evidence is the same."""
    poor = bool(comparison.reasons_a or comparison.reasons_b)
    old = comparison.decision
    decision = decide(old.score, engine.scorer.table, engine.comparison.point, poor, old.model_id)
    return replace(comparison, decision=decision)
