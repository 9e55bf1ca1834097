"""``faceid-desktop``: opens the window, loads the models behind it, and shuts down in order."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from faceid_desktop import __version__
from faceid_desktop.errors import BugError, FaceIdError, GalleryLocked, KnownError
from faceid_desktop.logs import close_logging, log_from, logger, setup_logging
from faceid_desktop.paths import app_paths, resources
from faceid_desktop.settings import Settings, load_settings

if sys.platform == "win32":
    # Torch's libraries do not load once Qt's are in the process, so they have to come first there.
    importlib.import_module("torch")

from PySide6.QtCore import QByteArray, QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from faceid_desktop.gui import jobs
from faceid_desktop.gui.compare.sources import from_paths
from faceid_desktop.gui.crash.dialog import CrashDialog
from faceid_desktop.gui.crash.report import crash_report, safe_mode_command
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.garbage import GarbageCollector
from faceid_desktop.gui.gate.desk import GateDesk
from faceid_desktop.gui.jobs import ReadyEngine
from faceid_desktop.gui.languages import NAMES, PSEUDO
from faceid_desktop.gui.look.layout import Layout, load_layout, save_layout
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.main_window import MainWindow
from faceid_desktop.gui.settings.follower import SettingsFollower
from faceid_desktop.gui.startup import Startup
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.updates import UpdateDesk
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.gui.latency import EventLoopProbe

DONE, KNOWN = 0, 1
_BURY_MS = 200
_log = logger("gui")


class Application(QObject):
    """Owns the window and the worker, and knows the order in which they start and stop."""

    finished = Signal(int)

    def __init__(
        self, options: argparse.Namespace, settings: Settings, builder: jobs.EngineBuilder = jobs.build
    ) -> None:
        super().__init__()
        self._options, self._settings, self._builder = options, settings, builder
        self._startup = Startup()
        self._failed = self._stopped = False
        self._probe: EventLoopProbe | None = None
        self.theme = Theme(options.theme or settings.theme, self, motion=settings.motion)
        self.state = AppState(app_paths(options.data_dir), settings, self.theme, self)
        self.state.safe_mode = options.safe_mode
        self._layout_file = self.state.paths.config / "window.json"
        self._layout = load_layout(self._layout_file)
        self._crash: CrashDialog | None = None
        self.worker = self.state.worker
        self.garbage = GarbageCollector(self)
        # Before any word is shown: a window speaks the language that it was built in.
        self.state.languages.switch(options.language or settings.language)
        # Queued: who chose another language is a control of the window that gives way.
        self.state.languages.changed.connect(self._speak, Qt.ConnectionType.QueuedConnection)
        self.window = MainWindow(self.state, sample_pictures())
        self.updates = UpdateDesk(self.state)
        self.gate = GateDesk(self.state, self.window)
        self.follower = SettingsFollower(self.state, self)
        self.follower.engine_changed.connect(lambda ready: self.window.set_engine(ready))
        self.state.reopen_wanted.connect(self.gate.open)
        self.state.gallery_changed.connect(self._greet)
        self._wire(self.window)

    def _wire(self, window: MainWindow) -> None:
        self.gate.noticed.connect(window.notices.tell)
        self.updates.noticed.connect(window.notices.tell)
        self.gate.changing_model.connect(window.sidebar.status.show_progress)
        self.gate.lockable_changed.connect(window.sidebar.lock_button.setVisible)
        window.lock_wanted.connect(self._lock_or_unlock)
        window.welcome_wanted.connect(self._welcome)
        window.safe_start_wanted.connect(self._start_in_safe_mode)

    def start(self, app: QApplication) -> None:
        """Show the window; the models are loaded after the first paint."""
        self.theme.install(app)
        self.garbage.start()
        # Queued, so that the paint that tells of itself is on the screen before the loading begins.
        self.window.painted.connect(self._load, Qt.ConnectionType.QueuedConnection)
        self.window.closing.connect(self.stop)
        if self._options.size:
            self.window.resize(*self._options.size)
        elif self._layout.geometry:
            self.window.restoreGeometry(QByteArray.fromHex(self._layout.geometry.encode()))
        if self._options.photos:
            self.window.compare.add(0, from_paths(self._options.photos))
        if self._options.trace_latency:
            self._trace_latency()
        self.window.show()

    def stop(self) -> None:
        """Hide the window, let the task under way end, refuse others; may be called again."""
        if not self._stopped and self.window.isVisible() and not self._measured:
            geometry = bytes(self.window.saveGeometry().toHex().data()).decode()
            self._remember(replace(self._layout, geometry=geometry))
        self.window.hide()
        self.window.close_pages()
        self.state.close()
        self.gate.close()
        if not self._stopped:
            self._stopped = True
            if self._probe is not None:
                sys.stdout.write(json.dumps({"event_loop": self._probe.figures()}) + "\n")
            self.garbage.stop()
            self.finished.emit(KNOWN if self._failed else DONE)

    def _speak(self) -> None:
        """Put a window in the language now in force in the place of the present one."""
        if self._stopped:
            return
        before, self.window = self.window, MainWindow(self.state, sample_pictures())
        self._wire(self.window)
        self.window.closing.connect(self.stop)
        self.gate.move_to(self.window)
        self.window.take_over(before)
        self.window.show()
        before.hide()
        before.close_pages()
        self._bury(before)

    def _bury(self, window: MainWindow) -> None:
        """Delete a window that gave way, once nothing is under way that it may be waiting for."""
        state = self.state
        if any(each.busy for each in (state.worker, state.db, state.jobs)):
            QTimer.singleShot(_BURY_MS, window, lambda: self._bury(window))
        else:
            window.deleteLater()

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception that nobody caught, and tell the user (`sys.excepthook`)."""
        if issubclass(kind, KeyboardInterrupt):
            self.stop()
            return
        _log.error("uncaught exception", exc_info=(kind, error, trace))
        if self._crash is not None:
            return  # what fails once may fail with every paint: one dialog is enough
        words = error_message(error if isinstance(error, FaceIdError) else BugError(why=repr(error)))
        report = crash_report(self.state.paths, kind, error, trace)
        self._crash = CrashDialog(words, report, self.window)
        self._crash.save_wanted.connect(self.window.commands.help.save_diagnostics)
        self._crash.safe_start_wanted.connect(self._start_in_safe_mode)
        self._crash.destroyed.connect(self._forget_crash)
        self._crash.open()

    def _forget_crash(self) -> None:
        self._crash = None

    @property
    def _measured(self) -> bool:
        """Whether this run only measures or shows itself: nobody is greeted, nothing remembered."""
        options = self._options
        return bool(options.screenshot or options.measure_startup)

    def _lock_or_unlock(self) -> None:
        if self.state.safe_mode and self.state.workspace is None and not self.gate.locked:
            self.gate.open()
        elif self.gate.locked:
            self.gate.ask()
        else:
            self.gate.lock()

    def _greet(self) -> None:
        """Say welcome once, to whoever has no gallery yet."""
        nothing_yet = self.state.workspace is None and self.state.gallery_error is None
        came_for_something = self._measured or self._options.camera or self._options.photos
        if nothing_yet and not (self._layout.welcomed or came_for_something):
            self._welcome()

    def _welcome(self) -> None:
        from faceid_desktop.gui.welcome.dialog import WelcomeDialog

        self._remember(replace(self._layout, welcomed=True))
        dialog = WelcomeDialog(self.state, self.window)
        dialog.samples_wanted.connect(self._try_samples)
        dialog.enrol_wanted.connect(lambda: self.window.go("enrol"))
        dialog.open()

    def _remember(self, layout: Layout) -> None:
        """Keep how the window stands; the database's thread finishes that also when the program ends."""
        self._layout = layout
        work = partial(save_layout, self._layout_file, layout)
        self.state.db.run("layout", work, lambda _: None, lambda _: None)

    def _try_samples(self) -> None:
        self.window.go("compare")
        self.window.compare.add(0, from_paths(sample_pictures()[:2]))

    def _start_in_safe_mode(self) -> None:
        folder = self._options.data_dir
        program, arguments = safe_mode_command(str(folder) if folder is not None else None)
        if QProcess.startDetached(program, arguments)[0]:
            self.window.close()

    def _load(self) -> None:
        self._startup.mark("first_paint_ms")
        options = self._options
        device = "cpu" if options.safe_mode else options.device or self._settings.device
        work = partial(jobs.load_engine, self._builder, self._settings, options.model, device)
        self.worker.run("engine", work, self._ready, self._unready)

    def _ready(self, ready: ReadyEngine) -> None:
        self._startup.mark("ready_ms")
        _log.info("ready on %s with %s", ready.device_name, ready.model_id)
        if self.state.settings is not self._settings:  # changed while the models were loading
            from faceid_desktop.gui.settings.jobs import repointed

            ready = repointed(ready, self.state.settings)
        self.window.set_engine(ready)
        self.state.set_engine(ready)
        if self.state.safe_mode:
            self._begin_safely()
        else:
            self.state.db.run("modules", jobs.import_gallery, self._open_gallery, self._open_gallery)
            self.updates.look()
        if self._options.camera:
            self.window.watch(self._options.camera)
        self._after_loading()

    def _open_gallery(self, _: object) -> None:
        # Once more, now with the gallery's modules, but before there is a gallery, which may be closed again.
        self.garbage.settle()
        self.gate.open()

    def _begin_safely(self) -> None:
        """Leave the gallery closed until the operator opens it, and say so."""
        self.state.set_workspace(None, GalleryLocked())
        self.window.sidebar.lock_button.show()
        hint = tr("No GPU, no cameras, default settings; the gallery opens with Ctrl+Alt+L.")
        self.window.notices.tell(Message(tr("Safe mode"), hint), "warn")

    def _trace_latency(self) -> None:
        from faceid_desktop.gui.latency import EventLoopProbe

        self._probe = EventLoopProbe(self)
        # From the first paint on: before it there is no window that could react.
        self.window.painted.connect(self._probe.start, Qt.ConnectionType.QueuedConnection)

    def _unready(self, error: FaceIdError) -> None:
        self._failed = True
        self.window.set_failure(error)
        self.state.set_engine_error(error)
        if self._measured:
            message = error_message(error)
            sys.stderr.write(f"{message.title}. {message.hint}\n")
        self._after_loading()

    def _after_loading(self) -> None:
        self.garbage.settle()
        if self._options.measure_startup:
            sys.stdout.write(json.dumps(self._startup.figures()) + "\n")
            sys.stdout.flush()
            self.stop()
        elif self._options.screenshot:
            self._when_idle(self._take_screenshot)

    def _when_idle(self, action: Callable[[], None]) -> None:
        if self.worker.busy:
            self.worker.idle.connect(action, Qt.ConnectionType.QueuedConnection)
        else:
            QTimer.singleShot(0, action)

    def _take_screenshot(self) -> None:
        if self.worker.busy:
            return  # the analysis is done, the comparison is on its way: idle comes again
        QApplication.processEvents()
        saved = self.window.grab().save(str(self._options.screenshot))
        if not saved:
            self._failed = True
            sys.stderr.write(f"{self._options.screenshot} cannot be written.\n")
        self.stop()


def sample_pictures() -> list[Path]:
    """Return the sample pictures that come with the program, in the order of their names."""
    return sorted((resources() / "samples").glob("*.png"))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    return option_parser().parse_args(arguments)


def option_parser() -> argparse.ArgumentParser:
    """Return what reads the command line; the man page is made from it."""
    parser = argparse.ArgumentParser(prog="faceid-desktop", description="Compare two faces, with evidence.")
    parser.add_argument("photos", nargs="*", type=Path, help="one or two photos to open")
    parser.add_argument("--data-dir", type=Path, help="keep settings, data and logs below this folder")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), help="where the models run")
    parser.add_argument("--model", type=Path, help="folder of the model bundle to use")
    parser.add_argument("--theme", choices=("system", "light", "dark", "high_contrast"), help="colours")
    parser.add_argument("--language", choices=("system", *NAMES, PSEUDO), help="language of the window")
    parser.add_argument("--size", type=_size, metavar="WxH", help="size of the window, e.g. 1360x860")
    parser.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="save a picture of the window and exit"
    )
    parser.add_argument("--measure-startup", action="store_true", help="print the times as JSON and exit")
    parser.add_argument(
        "--camera", metavar="NAME|ID|PATH|URL", help="identify people before this camera, or in this video"
    )
    parser.add_argument(
        "--trace-latency", action="store_true", help="print at the end how long the window did not react"
    )
    parser.add_argument(
        "--safe-mode", action="store_true", help="no GPU, no cameras, default settings, gallery left closed"
    )
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window; return the exit status: 0 done, 1 a known error."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    paths = app_paths(options.data_dir)
    setup_logging(paths)
    jobs.drop_opencv_qt_environment()
    app = QApplication.instance() or QApplication(["faceid-desktop"])
    if not isinstance(app, QApplication):  # a bare QCoreApplication cannot show a window
        raise BugError(name="application", actual=type(app).__name__)
    app.setApplicationName("FaceID Desktop")
    app.setDesktopFileName("faceid-desktop")
    try:
        settings = Settings() if options.safe_mode else load_settings(paths.settings_file)
        log_from(settings.log_level)
        application = Application(options, settings)
    except KnownError as error:
        message = error_message(error)
        sys.stderr.write(f"{message.title}. {message.hint}\n")
        return KNOWN
    sys.excepthook = application.report_bug
    # Queued: the event loop may not have begun when it is told to end.
    application.finished.connect(app.exit, Qt.ConnectionType.QueuedConnection)
    try:
        application.start(app)
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        application.state.close()
        close_logging()


if __name__ == "__main__":
    sys.exit(main())
