"""Pictures of all that the window shows: ``python -m tests.campaign.screenshots FOLDER [--scale 2]``.

The real application with a gallery of drawn people (variants of the sample portraits; nobody real) is led
through everything that it shows, in several languages and themes; the pictures are there to be looked at, one
by one. One run has one scale, as Qt reads it at the start. On a machine without a display run it under
``xvfb-run -a -s "-screen 0 3000x2200x24"`` with ``QT_QPA_PLATFORM=xcb``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from uuid import uuid4

import cv2
import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from faceid_desktop.errors import BugError
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gallery.records import ConsentEntry, PersonDetails
from faceid_desktop.gallery.schema import ConsentStatus
from faceid_desktop.gui import gallery_jobs
from faceid_desktop.gui.app import Application, parse
from faceid_desktop.gui.compare.sources import from_paths
from faceid_desktop.gui.enrol.page import EnrolPage, Step
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.identify.page import IdentifyPage
from faceid_desktop.gui.people.page import PeoplePage
from faceid_desktop.gui.settings.operators import OperatorDialog
from faceid_desktop.gui.settings.page import SettingsPage
from faceid_desktop.gui.settings.secrets import RecoveryDialog
from faceid_desktop.gui.welcome.dialog import WelcomeDialog
from faceid_desktop.paths import resources
from faceid_desktop.services.enrolment import DuplicateDecision, EnrolmentService
from faceid_desktop.services.intake import QualityProfile
from faceid_desktop.settings import Settings
from tests.helpers.camera import mjpeg_server

NAMES = ("Ada Lindqvist", "Ben Okoro", "Clara Weiss", "Dev Anand", "Elif Kaya", "王小明")
_TAGS = ("staff", "staff", "visitor", "staff", "night shift", "visitor")
_WAIT_S, _CALM_S = 60.0, 0.25


def painter() -> ModuleType:
    """Return the program that painted the sample portraits."""
    spec = importlib.util.spec_from_file_location("paint", resources() / "samples" / "paint.py")
    if spec is None or spec.loader is None:
        raise BugError(name="paint", actual="missing")
    module = importlib.util.module_from_spec(spec)
    sys.modules["paint"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def paint_people(folder: Path) -> list[Path]:
    """Paint two portraits of each person into a folder; return the first one of each."""
    paint, firsts = painter(), []
    for number, name in enumerate(NAMES):
        draw = np.random.default_rng(number)
        person = paint.ADA if number % 2 == 0 else paint.BEN
        if number > 1:
            person = replace(
                person,
                skin=tuple(float(c) for c in np.asarray(person.skin) * draw.uniform(0.8, 1.1)),
                hair=tuple(float(c) for c in draw.uniform(0.05, 0.45) * np.asarray((1.0, 0.7, 0.5))),
                clothes=tuple(float(c) for c in draw.uniform(0.1, 0.7, 3)),
                eye_apart=person.eye_apart * draw.uniform(0.93, 1.07),
                nose_wide=person.nose_wide * draw.uniform(0.85, 1.2),
                mouth_wide=person.mouth_wide * draw.uniform(0.88, 1.12),
                jaw=person.jaw * draw.uniform(0.92, 1.04),
                seed=number + 20,
            )
        for view, words in ((paint.DAYLIGHT, "day"), (paint.EVENING, "evening")):
            file = folder / f"{name} {words}.png"
            Image.fromarray(paint.paint(person, view)).save(file)
            if view is paint.DAYLIGHT:
                firsts.append(file)
    return firsts


class Photographer:
    """Leads the application through what it shows and keeps pictures of it."""

    def __init__(self, application: Application, qt: QApplication, photos: Sequence[Path]) -> None:
        self._app, self._qt, self._photos = application, qt, tuple(photos)
        self._folder = Path()

    # ------------------------------------------------------------------ waiting and taking
    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + _WAIT_S
        while not until():
            self._qt.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                raise BugError(what="the window does not get there", why=str(self._folder))

    def calm(self) -> None:
        """Let the window finish what it has to do."""
        state = self._app.state
        self.wait(lambda: not (state.worker.busy or state.db.busy))
        end = time.monotonic() + _CALM_S
        self.wait(lambda: time.monotonic() > end)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of the window, or of a dialog."""
        self.calm()
        (widget or self._app.window).grab().save(str(self._folder / f"{name}.png"))

    def take_dialog(self, name: str, dialog: QDialog) -> None:
        """Show a dialog, keep its picture and send it away."""
        dialog.open()
        self.take(name, dialog)
        self._dismiss(dialog)

    @contextmanager
    def opened(self, kind: str) -> Iterator[QDialog]:
        """Wait for a dialog of a class that the window opens by itself; it goes away in the end."""

        def there() -> list[QDialog]:
            shown = [each for each in self._qt.topLevelWidgets() if isinstance(each, QDialog)]
            return [each for each in shown if type(each).__name__ == kind and each.isVisible()]

        self.wait(there)
        (dialog,) = there()
        yield dialog
        self._dismiss(dialog)

    def _dismiss(self, dialog: QDialog) -> None:
        dialog.done(int(QDialog.DialogCode.Rejected))
        self._qt.processEvents()

    # ------------------------------------------------------------------ the gallery
    def enrol_all(self) -> None:
        """Enrol the drawn people with the services."""
        state = self._app.state
        if state.ready is None:
            raise BugError(name="engine", actual="missing")
        engine = state.ready.engine
        workspace = gallery_jobs.open_workspace(state.paths, engine, create=True)
        if workspace is None:
            raise BugError(name="gallery", actual="missing")
        service, now = EnrolmentService(workspace, QualityProfile.LOOSE), datetime.now(UTC)
        consent = ConsentEntry(now, ConsentStatus.GIVEN, LawfulBasis.CONSENT, "1", "front desk", how="signed")
        for number, (name, file) in enumerate(zip(NAMES, self._photos, strict=True)):
            pair = (file, file.with_name(file.name.replace("day", "evening")))
            pictures = [np.asarray(Image.open(each).convert("RGB")) for each in pair]
            found = [engine.pipeline.analyse(picture) for picture in pictures]
            new = [
                service.prepare(each, 0, path.read_bytes(), path.name)
                for each, path in zip(found, pair, strict=True)
            ]
            details = PersonDetails(name, f"R-{1001 + number}", "", (_TAGS[number],))
            service.enrol(details, consent, new, DuplicateDecision.PROCEED)
        state.set_workspace(workspace)

    # ------------------------------------------------------------------ the round
    def round(self, folder: Path, language: str, theme: str) -> None:
        """Take every picture in one language and theme."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._app.theme.choose(theme, "reduced")
        before, languages = self._app.window, self._app.state.languages
        if languages.code != language:
            languages.switch(language)
            self.wait(lambda: self._app.window is not before)
        for part in (self._compare, self._identify, self._enrol, self._people, self._audit, self._settings):
            part()
        self._dialogs()

    def _go(self, name: str) -> object:
        self._app.window.go(name)
        self.calm()
        return self._app.window.pages.currentWidget()

    def _compare(self) -> None:
        page = self._app.window.compare
        self._go("compare")
        page.clear(0, 1)
        page.show_mode(0)
        self.take("compare-empty")
        page.add(0, from_paths(sorted((resources() / "samples").glob("*.png"))[:2]))
        self.wait(lambda: page.comparison is not None)
        self.take("compare-pair")
        bars = [each.verticalScrollBar() for each in page.evidence.findChildren(QScrollArea)]
        for bar in bars:
            bar.setValue(bar.maximum())
        self.take("compare-pair-end")
        for bar in bars:
            bar.setValue(0)
        page.show_mode(1)
        page.many.add(self._photos)
        self.wait(lambda: page.many.result is not None)
        self.take("compare-many")
        page.show_mode(2)
        self.take("compare-document")
        page.show_mode(0)

    def _identify(self) -> None:
        page = self._go("identify")
        self.take("identify-empty")
        if not isinstance(page, IdentifyPage):
            raise BugError(name="identify", actual=type(page).__name__)
        portrait = cv2.imread(str(self._photos[0]))
        picture = np.full((480, 640, 3), 150, np.uint8)
        picture[60:420, 176:464] = cv2.cvtColor(
            cv2.resize(np.asarray(portrait), (288, 360)), cv2.COLOR_BGR2RGB
        )
        with mjpeg_server([picture]) as port:
            self._app.window.watch(f"http://127.0.0.1:{port}/")
            self.wait(lambda: page.events.rowCount() > 0)
            self.take("identify-live")
            page.left()

    def _enrol(self) -> None:
        page = self._go("enrol")
        if not isinstance(page, EnrolPage):
            raise BugError(name="enrol", actual=type(page).__name__)
        page.form.clear()
        page.begin()
        self.take("enrol-form")
        page.form.name.setText("Grace Example")
        page.form.agreed.setChecked(True)
        page.photos_chosen.emit(list(self._photos[:1]))
        self.wait(lambda: page.step is Step.REVIEW)
        self.take("enrol-review")
        page.begin()
        page.form.clear()

    def _people(self) -> None:
        page = self._go("people")
        if not isinstance(page, PeoplePage):
            raise BugError(name="people", actual=type(page).__name__)
        self.wait(lambda: len(page.model.people) == len(NAMES))
        self.take("people-cards")
        page.grid.choose(page.model.people[0].uuid)
        self.take("people-person")
        page.panel.erase_button.click()
        with self.opened("EraseDialog") as dialog:
            self.take("dialog-erase", dialog)
        page.panel.record_button.click()
        with self.opened("RecordDialog") as dialog:
            self.take("dialog-record", dialog)
        page.merge_wanted.emit(page.model.people[0], page.model.people[2])
        with self.opened("MergeDialog") as dialog:
            self.take("dialog-merge", dialog)
        page.import_wanted.emit(self._photos[0].parent)
        with self.opened("ImportDialog") as dialog:
            self.take("dialog-import", dialog)
        page.table_button.click()
        self.take("people-table")
        page.grid_button.click()

    def _audit(self) -> None:
        self._go("audit")
        self.take("audit")

    def _settings(self) -> None:
        page = self._go("settings")
        if not isinstance(page, SettingsPage):
            raise BugError(name="settings", actual=type(page).__name__)
        for section in page.sections:
            page.choose(section.key)
            self.take(f"settings-{section.key}")

    def _dialogs(self) -> None:
        window = self._app.window
        window.go("compare")
        welcome = WelcomeDialog(self._app.state, window)
        welcome.open()
        for step in range(4):
            welcome.show_step(step)
            self.take(f"welcome-{step + 1}", welcome)
        self._dismiss(welcome)
        self.take_dialog("dialog-recovery", RecoveryDialog("ABCDE-FGHJK-MNPQR-STVWX-YZ234-56789", window))
        self.take_dialog("dialog-unlock", UnlockDialog("", window))
        self.take_dialog("dialog-operator", OperatorDialog(first=True, parent=window))
        window.commands.open_palette()
        self.take("palette")
        window.commands.palette.hide()
        window.commands.help.open_manual("compare")
        with self.opened("HelpWindow") as dialog:
            self.take("manual", dialog)
        window.commands.help.open_licences()
        with self.opened("LicencesDialog") as dialog:
            self.take("dialog-licences", dialog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures at one scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--language", nargs="+", default=["en", "zh_CN"])
    parser.add_argument("--theme", nargs="+", default=["light", "dark", "high_contrast"])
    parser.add_argument("--size", default="1360x860")
    options = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = options.scale
    os.environ["FACEID_PASSPHRASE"] = uuid4().hex  # the gallery is gone at the end
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    qt = QApplication(["faceid-desktop"])
    with TemporaryDirectory() as scratch:
        drawn = Path(scratch) / "portraits"
        drawn.mkdir()
        photos = paint_people(drawn)
        # With a photo on the command line nobody is welcomed; the welcome is shown at the end.
        data = str(Path(scratch) / "data")
        given = ["--device", "cpu", "--data-dir", data, "--size", options.size, str(photos[0])]
        application = Application(parse(given), Settings(theme="light", language="en"))
        photographer = Photographer(application, qt, photos)
        try:
            application.start(qt)
            photographer.wait(lambda: application.state.ready is not None)
            photographer.calm()
            photographer.enrol_all()
            for language in options.language:
                for theme in options.theme:
                    photographer.round(
                        options.folder / f"{language}-{theme}-{options.scale}", language, theme
                    )
        finally:
            application.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
