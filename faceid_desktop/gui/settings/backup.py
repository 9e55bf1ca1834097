"""Backup: now, to a place of the operator's choice, and putting one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from faceid_desktop.errors import FaceIdError, KeyMissing, WrongKey
from faceid_desktop.gallery.places import GalleryPlaces
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.gate.unlock import UnlockDialog
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label
from faceid_desktop.gui.settings import jobs
from faceid_desktop.gui.settings.jobs import BackupFile
from faceid_desktop.gui.settings.panel import Panel, may_not, small_button
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import day_name, locale, tr
from faceid_desktop.services.access import Action
from faceid_desktop.services.backups import Backup
from faceid_desktop.services.restoring import Restored
from faceid_desktop.services.unlocking import Secret

_MOST_LINES = 8


class BackupPanel(Panel):
    """Lists the program's own backups, makes others, and restores."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.column.insertWidget(0, label(tr("Backups on this computer"), "field"))
        self.now_button = self.add_button(tr("Back up now"), partial(self._back_up, None))
        self.file_button = self.add_button(tr("Back up to a file…"), self._choose_target)
        self.restore_button = self.add_button(tr("Restore a backup…"), self._choose_backup)
        self.folder_button = self.add_button(tr("Open the folder"), self._open_folder)
        state.gallery_changed.connect(self.entered)

    def entered(self) -> None:
        """Look for backups."""
        gallery = self.gallery
        may = gallery is not None and gallery.actor.may(Action.BACK_UP)
        self.now_button.setEnabled(may)
        self.file_button.setEnabled(may)
        self.restore_button.setEnabled(gallery is None or gallery.actor.may(Action.RESTORE))
        self._read()

    def _read(self) -> None:
        work = partial(jobs.backup_files, self.state.paths)
        self.state.db.run("backup files", work, self._show, self.fail)

    def _show(self, files: tuple[BackupFile, ...]) -> None:
        self.clear_lines()
        self.folder_button.setVisible(bool(files))
        if not files:
            self.add_line(tr("None yet"), tr("The first one is made when the gallery is next opened."))
        for each in files[:_MOST_LINES]:
            when = f"{day_name(each.made)}, {each.made:%H:%M}"
            name = tr("Restore the backup of {when}").format(when=when)
            button = small_button(tr("Restore…"), name, partial(self._ask_restore, each.path, when))
            button.setEnabled(self.restore_button.isEnabled())
            self.add_line(when, locale().formattedDataSize(each.size_bytes), [button])
        if len(files) > _MOST_LINES:
            self.add_line(tr("%n more", "", len(files) - _MOST_LINES), tr("in the folder"))

    # ------------------------------------------------------------------ making
    def _choose_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Back up the gallery"), "gallery-backup.db", f"{tr('Backup')} (*.db)"
        )
        if name:
            self._back_up(Path(name))

    def _back_up(self, target: Path | None) -> None:
        gallery = self.gallery
        if gallery is not None:
            self.say(tr("Backing up…"))
            work = partial(jobs.back_up, gallery, self.state.paths, target)
            self.state.db.run("back up", work, self._made, self.fail)

    def _made(self, made: Backup) -> None:
        text = tr("Backed up and looked through: {people}, {photos}, {size}.").format(
            people=tr("%n people", "", made.persons),
            photos=tr("%n photos", "", made.photos),
            size=locale().formattedDataSize(made.size_bytes),
        )
        if made.portable:
            self.say(text, "good")
        else:
            self.say(
                f"{text} {tr('Only this computer can open it: add a passphrase or a recovery code.')}", "warn"
            )
        self._read()

    def _open_folder(self) -> None:
        folder = GalleryPlaces(self.state.paths).backups
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # ------------------------------------------------------------------ putting back
    def _choose_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Restore a backup"), "", f"{tr('Backup')} (*.db);;{tr('All files')} (*)"
        )
        if name:
            self._ask_restore(Path(name), Path(name).name)

    def _ask_restore(self, path: Path, what: str) -> None:
        dialog = Dialog(
            tr("Restore the backup “{what}”?").format(what=what),
            tr(
                "All of it is checked first. What is in the gallery now is kept among the copies. Nobody who "
                "was erased since comes back."
            ),
            tr("Restore"), self.window(), danger=True,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._restore(path, None))
        dialog.open()

    def _restore(self, path: Path, secret: Secret | None) -> None:
        gallery = self.gallery
        if gallery is not None and not gallery.actor.may(Action.RESTORE):
            self.say(may_not(gallery), "bad")
            return
        if gallery is not None:
            self.state.set_workspace(None)
        self.say(tr("Restoring…"))
        work = partial(jobs.restore, gallery, self.state.paths, path, secret)
        self.state.db.run("gallery", work, partial(self._restored, secret), partial(self._not_restored, path))

    def _restored(self, secret: Secret | None, restored: Restored) -> None:
        people = tr("%n people", "", restored.contents.persons)
        self.say(tr("Restored: {people}.").format(people=people), "good")
        self.state.reopen_wanted.emit(secret)  # what opened the backup opens what it has become
        self._read()

    def _not_restored(self, path: Path, error: FaceIdError) -> None:
        if isinstance(error, WrongKey | KeyMissing):
            message = error_message(error)
            dialog = UnlockDialog(f"{message.title}. {message.hint}", self.window())
            dialog.accepted.connect(lambda: self._restore(path, dialog.given()))
            dialog.rejected.connect(lambda: self.state.reopen_wanted.emit(None))
            dialog.open()
            return
        self.fail(error)
        self.state.reopen_wanted.emit(None)
