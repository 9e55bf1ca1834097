"""Connects the Audit page with the gallery."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gui.audit.page import AuditPage
from faceid_desktop.gui.error_words import Message, error_message
from faceid_desktop.gui.state import AppState
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.audit import AuditReport
    from faceid_desktop.services.gallery import Gallery

_BATCH = 200


class AuditDesk(QObject):
    """Owns the page and does what it asks for."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._kind, self._days = "", 0
        self.page = AuditPage(state.theme)
        self.setParent(self.page)
        self.page.show_kinds(
            (
                ("", tr("All events")), ("person", tr("People")), ("photo", tr("Photos")),
                ("consent", tr("Consent")), ("identify", tr("Identifications")),
                ("operator", tr("Operators")), ("login", tr("Logins")), ("gallery", tr("Gallery")),
                ("key", tr("Keys")),
                ("setting", tr("Rules")), ("import", tr("Imports")), ("export", tr("Exports")),
            )
        )  # fmt: skip
        self.page.filter_wanted.connect(self._filter)
        self.page.verify_wanted.connect(self._verify)
        self.page.export_wanted.connect(self._export)
        self.page.model.more_wanted.connect(self._fetch)
        state.gallery_changed.connect(self._begin)
        state.people_changed.connect(self._reload)
        self._begin()

    def _gallery(self) -> Gallery | None:
        return self._state.workspace.gallery if self._state.workspace is not None else None

    def _begin(self) -> None:
        if self._gallery() is None:
            error = self._state.gallery_error
            nothing = Message(tr("Nothing has happened yet"), tr("The log begins with the gallery."))
            self.page.show_message("audit", nothing if error is None else error_message(error))
            self.page.model.start(0)
            return
        self._reload()
        self._show_opening()

    def _show_opening(self) -> None:
        """Show what opening the gallery found; the whole check is made when it is wanted."""
        from faceid_desktop.services.opening import OpenGallery

        gallery = self._gallery()
        if isinstance(gallery, OpenGallery):
            self.page.show_report(gallery.audit)

    def _filter(self, kind: str, days: int) -> None:
        self._kind, self._days = kind, days
        self._reload()

    def _reload(self) -> None:
        gallery = self._gallery()
        if gallery is not None:
            self._state.db.run(
                "audit", partial(_read, gallery, self._kind, self._days, 0), self._show_first, self._fail
            )

    def _show_first(self, read: tuple[int, tuple[AuditEntry, ...]]) -> None:
        self.page.model.start(read[0])
        self.page.model.add(read[1])

    def _fetch(self, offset: int) -> None:
        gallery = self._gallery()
        if gallery is not None:
            work = partial(_read, gallery, self._kind, self._days, offset)
            self._state.db.run("audit", work, lambda read: self.page.model.add(read[1]), self._fail)

    def _verify(self) -> None:
        gallery = self._gallery()
        if gallery is not None:
            self.page.show_message("audit", Message(tr("Checking…"), tr("Every event and every record.")))
            self._state.jobs.run("verify", partial(_verified, gallery), self.page.show_report, self._fail)

    def _export(self) -> None:
        gallery = self._gallery()
        if gallery is None:
            return
        kinds = f"{tr('JSON lines')} (*.jsonl);;{tr('Table')} (*.csv)"
        file, _ = QFileDialog.getSaveFileName(self.page, tr("Export the audit log"), "audit.jsonl", kinds)
        if file:
            self._state.db.run("export", partial(_exported, gallery, Path(file)), self._exported, self._fail)

    def _exported(self, count: int) -> None:
        text = tr("%n events, each with its hash.", "", count)
        self.page.show_message("save", Message(tr("Exported"), text), "good")

    def _fail(self, error: FaceIdError) -> None:
        self.page.show_message("alert", error_message(error), "bad")


def _read(gallery: Gallery, kind: str, days: int, offset: int) -> tuple[int, tuple[AuditEntry, ...]]:
    from faceid_desktop.gallery.queries.audit import AuditFilter
    from faceid_desktop.services import audit

    since = gallery.clock() - timedelta(days=days) if days else None
    which = AuditFilter(kind=kind, since=since)
    return audit.count(gallery, which), audit.events(gallery, which, _BATCH, offset)


def _verified(gallery: Gallery) -> AuditReport:
    from faceid_desktop.services import audit

    return audit.verify(gallery)


def _exported(gallery: Gallery, target: Path) -> int:
    from faceid_desktop.services import audit

    written = audit.ExportFormat.CSV if target.suffix.lower() == ".csv" else audit.ExportFormat.JSON_LINES
    return audit.export(gallery, target, written)
