"""The figures of a piece of evidence, the same on every page: a widget that any page can embed.

``facts = EvidenceFacts(theme, Prior(state)); facts.show_evidence(evidence_of_candidate(found, ready.plot))``
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from faceid_desktop.core.calibration import probability
from faceid_desktop.core.records import Candidate, Decision, FalseMatchRate
from faceid_desktop.gui import words
from faceid_desktop.gui.evidence.distribution import DistributionView, PlotData
from faceid_desktop.gui.evidence.prior import Prior, PriorBox
from faceid_desktop.gui.evidence.words import bans_in_words, strength, zone
from faceid_desktop.gui.look.labels import ValueLabel, label, rule
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.gui.words import tr


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about two faces, or about a face and a person.

    ``llr``, ``score`` and ``fmr`` mean what they mean in `core.records.Decision`.
    """

    llr: float
    score: float
    fmr: FalseMatchRate
    plot: PlotData


def evidence_of(decision: Decision, plot: PlotData) -> Evidence:
    """Return the evidence of a comparison of two faces."""
    return Evidence(decision.llr, decision.score, decision.fmr, plot)


def evidence_of_candidate(candidate: Candidate, plot: PlotData) -> Evidence:
    """Return the evidence for a person of the gallery; the plot is that of single pairs."""
    return Evidence(candidate.llr, candidate.score, candidate.fmr, plot)


def fact_rows(evidence: Evidence) -> list[tuple[str, str]]:
    """Return the figures as (name, value) rows; a line break parts a figure from its interval."""
    interval = words.false_match_interval(evidence.fmr)
    rate = words.false_match_rate(evidence.fmr)
    rows = [
        (tr("Weight of evidence"), f"{bans_in_words(evidence.llr)}\n{strength(evidence.llr)}"),
        (
            tr("False match rate"),
            f"{rate}\n{tr('95 %: {range}').format(range=interval)}" if interval else rate,
        ),
        (tr("Grey zone"), zone(evidence.score, *evidence.plot.uncertain)),
    ]
    if (below := evidence.plot.genuine_below(evidence.score)) is not None:
        share = tr("{share} score lower").format(share=words.probability(below))
        rows.append((tr("Pairs of one person"), share))
    rows.append((tr("Measured on"), words.measured_on(evidence.fmr)))
    return rows


def evidence_text(evidence: Evidence, prior: float) -> str:
    """Return the figures as plain text."""
    after = words.probability(probability(evidence.llr, prior))
    rows = [*fact_rows(evidence), (words.probability_label(prior), after)]
    return "\n".join(f"{name}: {value.replace(chr(10), ', ')}" for name, value in rows)


class EvidenceFacts(QWidget):
    """Distributions, weight in bans, false match rate, grey zone, calibration set, prior and probability.

    Parameters
    ----------
    prior
        What the operator believes before looking; each page makes its own from the state.
    """

    def __init__(self, theme: Theme, prior: Prior, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prior = prior
        self._evidence: Evidence | None = None
        self.plot = DistributionView(theme)
        self.row_names: list[QLabel] = []
        self.row_values: list[QLabel] = []
        self.prior_box = PriorBox(prior)
        self.after = ValueLabel("row_value")
        self._rows = QVBoxLayout()
        self._build()
        prior.changed.connect(self._show_probability)

    def _build(self) -> None:
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.plot)
        column.addLayout(self._rows)
        column.addWidget(rule())
        column.addWidget(self.prior_box)
        line = QHBoxLayout()
        line.addWidget(label(tr("Probability after looking"), "row_name", wrap=True), 1)
        line.addWidget(self.after)
        self.after.setAccessibleName(tr("Probability after looking"))
        column.addLayout(line)
        column.addWidget(rule())

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the figures of other evidence."""
        self._evidence = evidence
        self.plot.show_score(evidence.plot, evidence.score)
        rows = fact_rows(evidence)
        while len(self.row_names) < len(rows):
            self._add_row()
        for place, (name, value) in enumerate(zip(self.row_names, self.row_values, strict=True)):
            shown = place < len(rows)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(rows[place][0])
                value.setText(rows[place][1])
        self._show_probability()

    def _show_probability(self) -> None:
        if self._evidence is not None:
            after = probability(self._evidence.llr, self._prior.value)
            self.after.setText(words.probability(after))
            self.setAccessibleDescription(evidence_text(self._evidence, self._prior.value))

    def _add_row(self) -> None:
        name, value = label("", "row_name", wrap=True), ValueLabel("row_value")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout()
        line.addWidget(name, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(value)
        self._rows.addWidget(rule())
        self._rows.addLayout(line)
        self.row_names.append(name)
        self.row_values.append(value)
