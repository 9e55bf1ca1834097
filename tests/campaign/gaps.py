"""How long the window does not react under load: ``xvfb-run -a python -m tests.campaign.gaps``.

Give the display room (``-s "-screen 0 1600x1000x24"``) and Qt the display (``QT_QPA_PLATFORM=xcb``). The real
window at 1360x860, torch on one thread: live identification of a clip, an import of photos through the
dialog, and searches among a million drawn templates run together while `EventLoopProbe` measures. With
``--stacks`` a second thread notes what the window's thread was doing in each long gap.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before anything imports torch or numpy

import argparse
import json
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from faceid_desktop.core.records import Template
from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui import gallery_jobs
from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.jobs import drop_opencv_qt_environment
from faceid_desktop.gui.latency import EventLoopProbe
from faceid_desktop.gui.people.importing import ImportDialog
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.services.bootstrap import Engine
from faceid_desktop.services.index import GalleryIndex
from faceid_desktop.services.live.video import read_video
from faceid_desktop.services.search_benchmark import draw_gallery
from faceid_desktop.settings import Settings
from tests.helpers.data import shared_data

IDENTIFY, PEOPLE = 1, 3
_ZOOM = 3
_LONG_S = 0.03


def looped(clip: Path, target: Path, seconds: float) -> None:
    """Write a clip again and again into one video, so that the camera does not end before the import."""
    pictures = [cv2.cvtColor(frame.image, cv2.COLOR_RGB2BGR) for frame in read_video(clip)]
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(target), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (width, height))
    for number in range(round(seconds * 30)):
        writer.write(pictures[number % len(pictures)])
    writer.release()


def unpacked(folder: Path, count: int) -> None:
    """Write photos of the shared collection, enlarged, in one folder for each person."""
    with zipfile.ZipFile(shared_data() / "faces-a0.zip") as archive:
        for name in archive.namelist()[:count]:
            picture = cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_COLOR)
            if picture is None:
                raise ValueError(name)
            large = cv2.resize(picture, None, fx=_ZOOM, fy=_ZOOM, interpolation=cv2.INTER_CUBIC)
            path = (folder / name).with_suffix(".jpg")
            path.parent.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(path), large)


def million(engine: Engine, persons: int) -> GalleryIndex:
    """Build an index of drawn people."""
    scorer = engine.scorer
    drawn = draw_gallery(scorer.model)(persons, 1)
    return GalleryIndex.build(
        scorer.model, scorer.calibration, scorer.model_id, drawn.vectors, drawn.persons, drawn.ids
    )


def wait_for(happened: Callable[[], bool], limit_s: float = 600.0) -> None:
    """Let the window run until something has happened."""
    end, loop = time.monotonic() + limit_s, QEventLoop()
    clock = QTimer()
    clock.timeout.connect(lambda: loop.quit() if happened() or time.monotonic() > end else None)
    clock.start(50)
    loop.exec()
    if not happened():
        raise TimeoutError


class Sampler(threading.Thread):
    """Notes where the window's thread is whenever it has not ticked for a while."""

    def __init__(self, every_s: float = 0.01) -> None:
        super().__init__(name="sampler", daemon=True)
        self.places: Counter[str] = Counter()
        self.last = time.perf_counter()
        self._main, self._every_s, self._stop_it = threading.get_ident(), every_s, threading.Event()
        self._clock = QTimer()
        self._clock.timeout.connect(self._tick)
        self._clock.start(4)

    def _tick(self) -> None:
        self.last = time.perf_counter()

    def run(self) -> None:
        """Sample until `end`."""
        while not self._stop_it.wait(self._every_s):
            if time.perf_counter() - self.last < _LONG_S:
                continue
            stack = traceback.extract_stack(sys._current_frames()[self._main])
            ours = [each for each in stack if "faceid_desktop" in each.filename]
            inner = ours[-1] if ours else stack[-1]
            self.places[f"{Path(inner.filename).name}:{inner.lineno} {inner.name}"] += 1

    def end(self) -> None:
        """Stop sampling."""
        self._stop_it.set()
        self.join()


class Searches(threading.Thread):
    """Searches a face in the million a few times a second, as somebody at another page would."""

    def __init__(self, index: Callable[[], GalleryIndex], template: Template) -> None:
        super().__init__(name="searches", daemon=True)
        self._index, self._template, self._stop_it = index, template, threading.Event()
        self.times_ms: list[float] = []

    def run(self) -> None:
        """Search until `end`."""
        while not self._stop_it.wait(0.2):
            begin = time.perf_counter()
            self._index().search(self._template, 5)
            self.times_ms.append((time.perf_counter() - begin) * 1e3)

    def end(self) -> None:
        """Stop searching."""
        self._stop_it.set()
        self.join()


def prepared(application: Application, persons: int) -> Any:
    """Begin a gallery and put the million beside it; returns the workspace."""
    state = application.state
    wait_for(lambda: state.ready is not None)
    made: list[Any] = []

    def work() -> Any:
        workspace = gallery_jobs.need_workspace(state)
        _ = workspace.directory, workspace.index
        workspace._index = million(workspace.engine, persons)
        return workspace

    def fail(error: FaceIdError) -> None:
        raise error

    state.db.run("million", work, made.append, fail)
    wait_for(lambda: bool(made))
    state.set_workspace(made[0])
    return made[0]


def begin_import(application: Application, folder: Path) -> ImportDialog:
    """Start the import through the window's own dialog."""
    application.window.sidebar.choose(PEOPLE)
    page = application.window.pages.currentWidget()
    if not isinstance(page, PeoplePage):
        raise TypeError(type(page))
    page.import_wanted.emit(None)
    wait_for(lambda: page.findChild(ImportDialog) is not None)
    dialog = page.findChild(ImportDialog)
    if dialog is None:
        raise TypeError("ImportDialog")
    dialog.choose(folder)
    dialog.sure.setChecked(True)
    wait_for(dialog.action_button.isEnabled)
    dialog.act()
    return dialog


def measured(
    application: Application, workspace: Any, dialog: ImportDialog, options: argparse.Namespace
) -> dict[str, Any]:
    """Measure until the import is done, or for so many seconds."""
    page = application.window.pages.currentWidget()
    if not isinstance(page, IdentifyPage):
        raise TypeError(type(page))
    vectors = workspace.index.person_vectors(f"{options.persons // 2:032x}")
    probe_face = Template(vectors[0].copy(), workspace.engine.scorer.model_id)
    searches = Searches(lambda: workspace.index, probe_face)
    probe, sampler, end = EventLoopProbe(), Sampler(), time.monotonic() + options.seconds
    searches.start()
    if options.stacks:
        sampler.start()
    probe.start()
    wait_for(lambda: time.monotonic() > end or not dialog.runner.running, options.seconds + 60)
    probe.stop()
    figures = probe.figures()
    searches.end()
    if options.stacks:
        sampler.end()
    session, stats = page.control.session, None
    if session is not None:
        stats = session.stats()
    return {
        "event_loop_ms": figures,
        "imported": None if dialog.report is None else dialog.report.imported,
        "import_done": not dialog.runner.running,
        "searches": len(searches.times_ms),
        "search_ms_median": round(float(np.median(searches.times_ms)), 1) if searches.times_ms else None,
        "live": None if stats is None else str(stats),
        "longest": sampler.places.most_common(12),
    }


def run(options: argparse.Namespace, folder: Path) -> Iterator[dict[str, Any]]:
    """Open the window, load it, and measure."""
    looped(options.clip, folder / "camera.avi", options.seconds + 90)
    unpacked(folder / "photos", options.photos)
    arguments = ["--device", "cpu", "--data-dir", str(folder / "data"), "--size", "1360x860"]
    drop_opencv_qt_environment()
    app = QApplication([])
    application = Application(parse(arguments), Settings(theme="light"))
    application.start(app)
    try:
        workspace = prepared(application, options.persons)
        probe = EventLoopProbe()
        probe.start()
        dialog = begin_import(application, folder / "photos")
        application.window.watch(str(folder / "camera.avi"))
        identify = application.window.pages.currentWidget()
        wait_for(lambda: isinstance(identify, IdentifyPage) and identify.control.session is not None)
        probe.stop()
        yield {"building_pages_ms": probe.figures()}
        yield measured(application, workspace, dialog, options)
        if dialog.runner.running:
            dialog.reject()
            wait_for(lambda: not dialog.runner.running)
    finally:
        application.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as lines of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clip", type=Path, default=shared_data() / "videos" / "live_a.webm")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--stacks", action="store_true")
    parser.add_argument("--switch-ms", type=float, help="another interval at which threads take turns")
    options = parser.parse_args(arguments)
    if options.switch_ms is not None:
        sys.setswitchinterval(options.switch_ms / 1e3)
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with tempfile.TemporaryDirectory() as folder:
        for figures in run(options, Path(folder)):
            sys.stdout.write(json.dumps(figures) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
