"""Importing many people: what is chosen, on what basis, how far it is, and what became of every file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gallery.lawful_basis import LawfulBasis
from faceid_desktop.gui.enrol.words import basis_name
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import ElidedLabel, label
from faceid_desktop.gui.people.words import import_pace, import_result, import_size
from faceid_desktop.gui.progress import JobRunner
from faceid_desktop.gui.tasks import Worker
from faceid_desktop.gui.words import tr
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.progress import Progress

if TYPE_CHECKING:
    from faceid_desktop.services.import_list import ImportItem
    from faceid_desktop.services.importing import Importer, ImportReport

_TABLES = frozenset({".csv", ".tsv", ".txt"})
_MOST, _LIST_PX = 200, 150

MakeImporter = Callable[[Sequence["ImportItem"], str, str], "Importer"]
"""Makes the importer of some photos on a lawful basis and for a purpose."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder or a table holds: photos, how many people, and the first of them with their photos."""

    items: Sequence[ImportItem] = ()
    people: int = 0
    preview: tuple[tuple[str, int], ...] = ()


def importable(dropped: QMimeData) -> Path | None:
    """Return the folder or table that is being dropped, None if it is anything else."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    if len(files) != 1:
        return None
    return files[0] if files[0].is_dir() or files[0].suffix.lower() in _TABLES else None


def _look_into(path: Path) -> Found:
    """List what would be imported; runs in the background."""
    from faceid_desktop.services.import_list import list_folder, read_list

    items = list_folder(path) if path.is_dir() else read_list(path)
    counts = Counter((item.name, item.reference) for item in items)
    return Found(items, len(counts), tuple((name, n) for (name, _), n in islice(counts.items(), _MOST)))


class ImportDialog(Dialog):
    """Imports a folder with one folder for each person, or a table.

    Parameters
    ----------
    worker
        Whose thread imports.
    make
        Makes the importer.
    """

    def __init__(self, worker: Worker, make: MakeImporter, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Import people"),
            tr(
                "A folder with one folder for each person, or a table with the columns path and name; "
                "reference, basis and tags may follow."
            ),
            tr("Import"),
            parent,
        )
        self._worker, self._make = worker, make
        self.setAcceptDrops(True)
        self._items: Sequence[ImportItem] = ()
        self._importer: Importer | None = None
        self.runner = JobRunner(worker, self)
        self.folder_button, self.table_button = QPushButton(tr("Folder…")), QPushButton(tr("Table…"))
        self.chosen = ElidedLabel(tr("Nothing chosen yet"), "row_value")
        self.basis, self.purpose = QComboBox(), QLineEdit(tr("Recognition at this desk"))
        self.sure = QCheckBox(tr("All of these people may be kept on this basis"))
        self.bar, self.pace = QProgressBar(), label("", "hint", wrap=True)
        self.preview, self.failures = QListWidget(), QListWidget()
        self.report_button = QPushButton(tr("Save the report…"))
        self._fill()
        self._connect()
        self._check()

    @property
    def report(self) -> ImportReport | None:
        """What became of the files."""
        return self._importer.report if self._importer is not None else None

    def choose(self, path: Path) -> None:
        """Look at a folder or table, in the background, and say what is in it."""
        self.show_problem("")
        self.chosen.set_whole(tr("Looking into {name}…").format(name=path.name))
        self._take(Found())
        done = partial(self._take_found, path.name)
        self._worker.run("import list", partial(_look_into, path), done, self._refuse)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let a folder or a table be dropped before the import begins."""
        if self.report is None and importable(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take a folder or a table."""
        path = importable(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.choose(path)

    def act(self) -> None:
        """Begin the import, or close when it is done."""
        if self.report is not None:
            self.accept()
            return
        importer = self._importer = self._make(
            self._items, str(self.basis.currentData()), self.purpose.text()
        )
        self.bar.setRange(0, len(self._items))
        self.bar.show()
        self.preview.hide()
        self.runner.start("import", importer.run)
        self._check()

    def reject(self) -> None:
        """Stop the import, or close when there is none."""
        if self.runner.running:
            self.runner.cancel()
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def save_report(self, path: Path) -> None:
        """Write every file that failed, with its reason, as a table."""
        report = self.report
        if report is None:
            return
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(("path", "name", "reason"))
        for failure in report.failures:
            rows.writerow((failure.item.path, failure.item.name, error_message(failure.error).title))
        try:
            write_atomically(path, text.getvalue().encode("utf-8-sig"))
        except OSError as error:
            self.show_problem(str(error))

    def _take_found(self, name: str, found: Found) -> None:
        self.chosen.set_whole(import_size(name, len(found.items), found.people))
        self._take(found)

    def _take(self, found: Found) -> None:
        self._items = found.items
        self.preview.clear()
        self.preview.addItems([tr("%n photos", "", count) + f"  ·  {name}" for name, count in found.preview])
        if found.people > len(found.preview):
            self.preview.addItem(tr("… and %n more people", "", found.people - len(found.preview)))
        self.preview.setVisible(bool(found.items))
        self.adjustSize()  # a shown dialog does not make room for lines that wrap
        self._check()

    def _refuse(self, error: FaceIdError) -> None:
        message = error_message(error)
        self.chosen.set_whole(tr("Nothing chosen yet"))
        self.show_problem(f"{message.title}. {message.hint}")

    def _show_progress(self, progress: Progress) -> None:
        self.bar.setValue(progress.done)
        self.pace.setText(import_pace(progress))

    def _finished(self) -> None:
        report = self.report
        if report is None:
            return
        self.bar.setValue(self.bar.maximum())
        self.pace.setText(import_result(report.imported, report.already, len(report.failures)))
        for failure in report.failures:
            self.failures.addItem(f"{failure.item.path.name}: {error_message(failure.error).title}")
        self.failures.setVisible(bool(report.failures))
        self.report_button.setVisible(bool(report.failures))
        self.adjustSize()
        self.action_button.setText(tr("Done"))
        self._check()

    def _failed(self, error: FaceIdError) -> None:
        message = error_message(error)
        self.show_problem(f"{message.title}. {message.hint}")
        self._finished()

    def _check(self) -> None:
        running, done = self.runner.running, self.report is not None and not self.runner.running
        for part in (self.folder_button, self.table_button, self.basis, self.purpose, self.sure):
            part.setEnabled(self.report is None)
        ready = bool(self._items) and self.sure.isChecked() and bool(self.purpose.text().strip())
        self.action_button.setEnabled(done or (ready and self.report is None))
        self.cancel_button.setVisible(not done)
        self.cancel_button.setText(tr("Stop") if running else tr("Cancel"))

    def _fill(self) -> None:
        for basis in LawfulBasis:
            self.basis.addItem(basis_name(basis), basis)
        self.basis.setAccessibleName(tr("Lawful basis"))
        self.purpose.setAccessibleName(tr("Purpose"))
        self.bar.setAccessibleName(tr("Progress of the import"))
        self.failures.setAccessibleName(tr("Files that were not imported"))
        self.preview.setAccessibleName(tr("People that would be imported"))
        for view in (self.preview, self.failures):
            view.setObjectName("found_list")
            view.setMinimumHeight(_LIST_PX)
        choice = QHBoxLayout()
        for button in (self.folder_button, self.table_button):
            choice.addWidget(button)
        choice.addWidget(self.chosen, 1)
        self.content.addLayout(choice)
        why = QHBoxLayout()
        why.addWidget(self.basis)
        why.addWidget(self.purpose, 1)
        self.content.addLayout(why)
        for part in (self.preview, self.sure, self.bar, self.pace, self.failures, self.report_button):
            self.content.addWidget(part)
        for hidden in (self.preview, self.bar, self.failures, self.report_button):
            hidden.hide()

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._ask_folder)
        self.table_button.clicked.connect(self._ask_table)
        self.sure.toggled.connect(lambda _: self._check())
        self.purpose.textChanged.connect(lambda _: self._check())
        self.report_button.clicked.connect(self._ask_report)
        self.runner.progressed.connect(self._show_progress)
        self.runner.finished.connect(self._finished)
        self.runner.failed.connect(self._failed)
        self.finished.connect(lambda _: self._worker.cancel("import list"))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder with one folder for each person"))
        if folder:
            self.choose(Path(folder))

    def _ask_table(self) -> None:
        kinds = f"{tr('Tables')} (*.csv *.tsv *.txt);;{tr('All files')} (*)"
        file, _ = QFileDialog.getOpenFileName(self, tr("Table of photos"), "", kinds)
        if file:
            self.choose(Path(file))

    def _ask_report(self) -> None:
        file, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), "import.csv", "CSV (*.csv)")
        if file:
            self.save_report(Path(file))
