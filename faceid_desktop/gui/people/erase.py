"""Erasing a person: what goes, a deliberate yes, and the proof afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QWidget

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gallery.records import PersonRecord
from faceid_desktop.gui.error_words import error_message
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.labels import label, rule
from faceid_desktop.gui.people.certificate_file import write_certificate
from faceid_desktop.gui.people.words import certificate_rows, not_reached
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.certificate import Certificate


class EraseDialog(Dialog):
    """Asks whether a person, or several, are really to be erased."""

    def __init__(
        self, people: Sequence[PersonRecord], grace_days: int, parent: QWidget | None = None
    ) -> None:
        several = tr("%n people", "", len(people))
        name = people[0].details.name if len(people) == 1 else several
        now = tr(
            "Photos, templates, consent, sightings and the key are destroyed, in the gallery and in its "
            "backups. This cannot be taken back."
        )
        later = tr(
            "{name} takes no part in matching from now on. In %n days everything is destroyed; "
            "until then it can be taken back.",
            "",
            grace_days,
        ).format(name=name)
        if len(people) > 1:
            later = tr(
                "They take no part in matching from now on. In %n days everything is destroyed; "
                "until then it can be taken back.",
                "",
                grace_days,
            )
        title = tr("Erase {name}?").format(name=name)
        super().__init__(title, later if grace_days else now, tr("Erase"), parent, danger=True)
        self.sure = QCheckBox(tr("I want to erase {name}").format(name=name))
        self.content.addWidget(self.sure)
        self.action_button.setEnabled(False)
        self.sure.toggled.connect(self.action_button.setEnabled)


class SeveralCertificatesDialog(Dialog):
    """Says that several people are erased, and saves the proof of each."""

    def __init__(self, certificates: Sequence[Certificate], parent: QWidget | None = None) -> None:
        whole = all(certificate.complete for certificate in certificates)
        super().__init__(
            tr("%n people erased", "", len(certificates)),
            tr("Nothing is left in any file of this program.")
            if whole
            else tr("Something could not be reached; the certificates name it."),
            tr("Save the certificates…"),
            parent,
        )
        self._certificates = certificates
        self.cancel_button.setText(tr("Close"))

    def act(self) -> None:
        """Save the certificates into the folder that the operator wants, and stay open."""
        folder = QFileDialog.getExistingDirectory(self, tr("Folder for the certificates"))
        if folder:
            self.save(Path(folder))

    def save(self, folder: Path) -> None:
        """Write each certificate as a PDF."""
        try:
            for certificate in self._certificates:
                write_certificate(certificate, folder / f"erasure-{certificate.person[:8]}.pdf")
        except FaceIdError as error:
            message = error_message(error)
            self.show_problem(f"{message.title}. {message.hint}")
        else:
            self.accept()


class CertificateDialog(Dialog):
    """Shows the proof of an erasure."""

    def __init__(self, certificate: Certificate, parent: QWidget | None = None) -> None:
        whole = tr("Nothing is left in any file of this program.")
        part = tr("Something could not be reached; it is named below.")
        super().__init__(
            tr("Erased"), whole if certificate.complete else part, tr("Save the certificate…"), parent
        )
        self._certificate = certificate
        self.cancel_button.setText(tr("Close"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for number, (name, value) in enumerate(certificate_rows(certificate)):
            grid.addWidget(label(name, "row_name"), number, 0)
            grid.addWidget(label(value, "row_value"), number, 1)
        self.content.addLayout(grid)
        self.content.addWidget(rule())
        for each in certificate.unreached:
            self.content.addWidget(label(not_reached(each.kind, each.where), "hint", wrap=True))

    def act(self) -> None:
        """Save the certificate where the operator wants it, and stay open."""
        kinds = f"{tr('PDF')} (*.pdf);;{tr('JSON')} (*.json)"
        name = f"erasure-{self._certificate.person[:8]}.pdf"
        file, _ = QFileDialog.getSaveFileName(self, tr("Save the certificate"), name, kinds)
        if file:
            self.save(Path(file))

    def save(self, path: Path) -> None:
        """Write the certificate as PDF, or as JSON if the file is called so."""
        try:
            write_certificate(self._certificate, path)
        except FaceIdError as error:
            message = error_message(error)
            self.show_problem(f"{message.title}. {message.hint}")
        else:
            self.accept()
