"""All evidence about one question in a dialogue, for pages that have no room for it.

``EvidenceDialog(theme, prior, title, evidence).open()`` is all that a page needs, for a face and somebody of
the gallery as for two photos.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from faceid_desktop.gui import words
from faceid_desktop.gui.evidence.facts import Evidence, EvidenceFacts
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.evidence.regions import RegionsView
from faceid_desktop.gui.look.dialog import Dialog
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr

if TYPE_CHECKING:
    from faceid_desktop.services.explanation import PatchEvidence


_WIDTH_PX = 480


class EvidenceDialog(Dialog):
    """Shows how strong evidence is, and lets the operator say what was believed before.

    Parameters
    ----------
    title
        The question, e.g. "Is this Ada?".
    evidence
        See `faceid_desktop.gui.evidence.facts.evidence_of_candidate`.
    """

    def __init__(
        self, theme: Theme, prior: Prior, title: str, evidence: Evidence, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, "", tr("Close"), parent)
        self.cancel_button.hide()
        self.sentence = QLabel()
        self.sentence.setObjectName("sentence")
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setWordWrap(True)
        before, strong, after = (escape(part) for part in words.likelihood(evidence.llr))
        self.sentence.setText(f"{before}<b>{strong}</b>{after}")
        self.facts = EvidenceFacts(theme, prior)
        self.facts.show_evidence(evidence)
        self.regions = RegionsView(theme)
        self.content.addWidget(self.sentence)
        self.content.addWidget(self.facts)
        self.content.addWidget(self.regions)
        self.setMinimumWidth(_WIDTH_PX)

    def show_regions(self, regions: Sequence[PatchEvidence]) -> None:
        """Show which regions agree, once that is known: `services.stored_faces` has the gallery's faces."""
        self.regions.show_regions(regions)

    def event(self, event: QEvent) -> bool:
        """Take the height that the words need: Qt counts wrapped lines only where it is asked."""
        asked = event.type() == QEvent.Type.LayoutRequest
        handled = super().event(event)
        # Only then: another event may have been the one that deletes the dialogue.
        if asked and (layout := self.layout()) is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        return handled
