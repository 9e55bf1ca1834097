"""The evidence panel says the verdict first, then how strong it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceid_desktop.core.records import Comparison, FalseMatchRate, Outcome, QualityReason
from faceid_desktop.errors import BundleNotFound
from faceid_desktop.gui.compare.report import Report
from faceid_desktop.gui.evidence.distribution import plot_data
from faceid_desktop.gui.evidence.panel import EvidencePanel
from faceid_desktop.gui.evidence.prior import Prior
from faceid_desktop.gui.state import AppState
from tests.gui.fakes import make_comparison, make_histogram


def make_report(comparison: Comparison, *, interim: bool = False) -> Report:
    """Return a report about two grey pictures."""
    picture = QImage(64, 72, QImage.Format.Format_RGB888)
    picture.fill(0x808080)
    return Report(
        decision=comparison.decision,
        names=("first.jpg", "second.jpg"),
        reasons=(comparison.reasons_a, comparison.reasons_b),
        previews=(picture, picture),
        crops=(picture, picture),
        plot=plot_data(make_histogram(), 0.0, 1.2),
        interim=interim,
        made=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    )


@pytest.fixture
def panel(qtbot: QtBot, state: AppState) -> EvidencePanel:
    """Return a shown panel."""
    made = EvidencePanel(state.theme, Prior(state), with_samples=True)
    qtbot.addWidget(made)
    made.resize(388, 760)
    made.show()
    return made


def test_a_result_shows_verdict_sentence_and_figures(panel: EvidencePanel) -> None:
    """The figures of the sketches, in the words of the sketches."""
    panel.show_result(make_report(make_comparison()))
    result = panel.result
    assert result.verdict.text() == "Likely the same person"
    assert "<b>about 1,200 times more likely</b>" in result.sentence.text()
    assert [value.text() for value in result.facts.row_values] == [
        "+3.1 bans (31 decibans)\nstrong support",
        "1 in 40,000\n95 %: 28,000 to 61,000",
        "above it\n0.0 to +0.5 bans",
        "60 % score lower",
        "506 people, 810,000 pairs",
    ]
    assert result.facts.after.text() == "99.92 %"
    assert not result.notice.isVisible()
    assert not result.interim.isVisible()


def test_a_rate_beyond_the_calibration_is_told_as_a_bound(panel: EvidencePanel) -> None:
    """The row says "rarer than"."""
    fmr = FalseMatchRate(3e-6, 0.0, 3e-6, supported=False, pairs=812_000, people=506)
    panel.show_result(make_report(make_comparison(llr=31.0, fmr=fmr)))
    assert panel.result.facts.row_values[1].text() == "rarer than 1 in 330,000"


def test_poor_photos_are_explained(panel: EvidencePanel) -> None:
    """Each photo's reasons are given with what would help."""
    reasons = ((QualityReason.TOO_SMALL, QualityReason.TURNED), (QualityReason.BLURRED,))
    panel.show_result(make_report(make_comparison(Outcome.POOR_QUALITY, reasons=reasons)))
    assert panel.result.notice.isVisible()
    first, second = panel.result.notice_text.text().split("\n")
    assert first.startswith("Photo A: The face is too small.")
    assert second.startswith("Photo B: The face is blurred.")


def test_an_interim_model_is_confessed(panel: EvidencePanel) -> None:
    """The evidence itself says that the model is not the final one."""
    panel.show_result(make_report(make_comparison(), interim=True))
    assert panel.result.interim.isVisible()


def test_only_a_result_can_be_copied_or_saved(panel: EvidencePanel) -> None:
    """Buttons that would do nothing are not there."""
    panel.show_invitation(2)
    assert not panel.copy_button.isVisible()
    assert panel.sample_button.isVisible()
    panel.show_result(make_report(make_comparison()))
    assert panel.copy_button.isVisible()
    assert panel.save_button.isEnabled()


def test_loading_and_errors_are_said_in_words(panel: EvidencePanel) -> None:
    """The state of the models is visible, with a moving bar only while something happens."""
    panel.show_loading()
    assert panel.message.title.text() == "Loading models…"
    assert panel.message.progress.isVisible()
    panel.show_error(BundleNotFound(path="/models"))
    assert panel.message.title.text() == "The models are missing"
    assert not panel.message.progress.isVisible()


def test_long_texts_are_not_cut_off(qtbot: QtBot, panel: EvidencePanel) -> None:
    """In a low window the evidence scrolls; no text is squeezed."""
    panel.resize(318, 420)
    everything = tuple(QualityReason)
    panel.show_result(make_report(make_comparison(Outcome.POOR_QUALITY, reasons=(everything, everything))))
    text = panel.result.notice_text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))


def test_no_figure_is_cut_off(panel: EvidencePanel) -> None:
    """Rows that come after the height was claimed have theirs as soon as they are laid out."""
    panel.resize(388, 420)
    panel.show_result(make_report(make_comparison()))
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    result = panel.result
    layout = result.layout()
    assert layout is not None
    assert result.minimumHeight() == layout.totalHeightForWidth(result.width())
    assert all(each.height() >= each.sizeHint().height() for each in result.facts.row_values)
