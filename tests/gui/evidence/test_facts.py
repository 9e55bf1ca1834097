"""The figures of evidence, the prior that the operator sets, and the regions of the face."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from faceid_desktop.core.calibration import probability
from faceid_desktop.core.patches import CANDIDATES, PatchSpec
from faceid_desktop.core.records import Candidate, FalseMatchRate, Outcome
from faceid_desktop.gui import words
from faceid_desktop.gui.evidence.dialog import EvidenceDialog
from faceid_desktop.gui.evidence.distribution import plot_data
from faceid_desktop.gui.evidence.facts import (
    EvidenceFacts,
    evidence_of,
    evidence_of_candidate,
    evidence_text,
    fact_rows,
)
from faceid_desktop.gui.evidence.prior import PRIORS, Prior, PriorBox, nearest, prior_words
from faceid_desktop.gui.evidence.regions import RegionsView
from faceid_desktop.gui.evidence.words import (
    agreement,
    bans,
    region_name,
    short_evidence,
    short_rate,
    short_verdict,
    strength,
    zone,
)
from faceid_desktop.gui.state import AppState
from faceid_desktop.services.explanation import PatchEvidence
from tests.gui.fakes import make_comparison, make_histogram

PLOT = plot_data(make_histogram(), 0.0, 1.2)


def patch(name: str, llr: float) -> PatchEvidence:
    """Return the evidence of a region."""
    return PatchEvidence(PatchSpec(name, 0, 0, 8, 8), llr)


@pytest.fixture
def facts(qtbot: QtBot, state: AppState) -> EvidenceFacts:
    """Return the widget on a state of its own."""
    made = EvidenceFacts(state.theme, Prior(state))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_slider_changes_probability_and_setting(
    qtbot: QtBot, state: AppState, facts: EvidenceFacts
) -> None:
    """By keyboard: each step changes the probability by Bayes' rule, and the setting is saved."""
    decision = make_comparison().decision
    facts.show_evidence(evidence_of(decision, PLOT))
    assert facts.after.text() == "99.92 %"
    for _ in range(4):
        qtbot.keyClick(facts.prior_box.slider, Qt.Key.Key_Left)
    assert state.settings.prior == 1e-3
    assert facts.after.text() == words.probability(probability(decision.llr, 1e-3)) == "55 %"
    assert facts.prior_box.name.text() == "Before looking: 1 in 1,000 of such pairs show one person"
    qtbot.waitUntil(lambda: not state.db.busy)
    assert json.loads(state.paths.settings_file.read_text())["prior"] == 1e-3


def test_all_pages_follow_one_prior(qtbot: QtBot, state: AppState, facts: EvidenceFacts) -> None:
    """What is set on one page holds on another."""
    other = PriorBox(Prior(state, state))
    qtbot.addWidget(other)
    facts.prior_box.slider.setValue(PRIORS.index(0.9))
    assert other.slider.value() == PRIORS.index(0.9)
    assert "90 %" in other.name.text()


@given(st.floats(1e-9, 1 - 1e-9))
def test_any_prior_has_a_place_and_words(value: float) -> None:
    """Also one that was typed in the settings."""
    assert 0 <= nearest(value) < len(PRIORS)
    assert "Before looking" in prior_words(value)
    assert all(nearest(each) == place for place, each in enumerate(PRIORS))


def test_a_candidate_of_the_gallery_has_the_same_figures() -> None:
    """Evidence for a person reads like that of a pair, with bound and calibration set."""
    fmr = FalseMatchRate(3e-6, 0.0, 3e-6, supported=False, pairs=812_000, people=506)
    rows = dict(fact_rows(evidence_of_candidate(Candidate("a" * 32, 12.7, 31.0, 0.99, fmr), PLOT)))
    assert rows["False match rate"] == "rarer than 1 in 330,000"
    assert rows["Weight of evidence"] == "+5.5 bans (55 decibans)\nvery strong support"
    assert rows["Measured on"] == "506 people, 810,000 pairs"


def test_everything_is_told_to_a_screen_reader(facts: EvidenceFacts) -> None:
    """The description has every figure, the prior and the probability."""
    evidence = evidence_of(make_comparison().decision, PLOT)
    facts.show_evidence(evidence)
    told = facts.accessibleDescription()
    assert told == evidence_text(evidence, 0.5)
    assert "Probability, if 1 in 2 pairs match: 99.92 %" in told
    assert "\nGrey zone: above it, 0.0 to +0.5 bans" in told


@pytest.mark.parametrize(("score", "told"), [(-0.1, "below it"), (0.5, "inside it"), (1.2, "above it")])
def test_the_grey_zone_is_told_in_words(score: float, told: str) -> None:
    """Below, inside or above, with its ends."""
    assert zone(score, 0.0, 1.2).startswith(told)
    assert "No score is enough" in zone(score, 0.0, math.inf)


@given(st.floats(-60, 60))
def test_strength_and_bans_are_symmetric(llr: float) -> None:
    """Evidence for two people is as strong as that for one."""
    assert strength(llr) == strength(-llr)
    assert bans(llr).lstrip("+\N{MINUS SIGN}") == bans(-llr).lstrip("+\N{MINUS SIGN}")


def test_short_words_say_the_direction() -> None:
    """In a table's cell: times, and for what."""
    assert short_evidence(math.log(1200)).endswith("one person")
    assert short_evidence(-math.log(38)).startswith("38")
    assert short_evidence(-math.log(38)).endswith("two people")
    assert short_evidence(0.1) == "about even"
    assert len({short_verdict(each) for each in Outcome}) == len(Outcome)
    assert short_rate(FalseMatchRate(1e-4, 0.0, 1e-4, supported=False, pairs=9, people=3)) == "< 1 in 10,000"


def test_regions_are_shown_with_a_sentence(qtbot: QtBot, state: AppState) -> None:
    """The sentence counts them and names the one that disagrees most; without regions nothing is shown."""
    view = RegionsView(state.theme)
    qtbot.addWidget(view)
    view.show_regions([patch("eyes", 4.6), patch("mouth_grey", -2.3), patch("nose", -0.2)])
    assert view.sentence.text() == "1 of 3 regions speak for one person; most against it: Mouth, in grey."
    told = view.bars.accessibleDescription()
    assert told.startswith("Eyes: +2.0; Nose: ")
    assert view.bars.sizeHint().height() == 60
    view.show_regions([])
    assert view.isHidden()


def test_unanimous_regions_are_told_so() -> None:
    """All for one person, or all for two."""
    assert agreement([patch("eyes", 1.0), patch("nose", 2.0)]) == "All 2 regions speak for one person."
    assert agreement([patch("eyes", -1.0), patch("nose", -2.0)]) == "All 2 regions speak for two people."


def test_every_region_of_the_pool_has_a_name() -> None:
    """No name of a bundle's patch is shown as it is written there."""
    names = [region_name(each.name) for each in CANDIDATES]
    assert len(set(names)) == len(CANDIDATES)
    assert not any("_" in name or name.islower() for name in names)
    assert region_name("whole_face@0.92") == "Whole face, closer"


def test_a_dialogue_has_the_whole_evidence(qtbot: QtBot, state: AppState) -> None:
    """A page without room opens it with one line, and its prior is the one of all pages."""
    evidence = evidence_of(make_comparison().decision, PLOT)
    dialog = EvidenceDialog(state.theme, Prior(state), "Is this Ada?", evidence)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "<b>about 1,200 times more likely</b>" in dialog.sentence.text()
    dialog.facts.prior_box.slider.setValue(0)
    assert state.settings.prior == PRIORS[0]
    dialog.show_regions([patch("eyes", 4.6), patch("nose", -0.2)])
    assert dialog.regions.isVisible()
    values = dialog.facts.row_values
    qtbot.waitUntil(lambda: all(each.height() >= each.sizeHint().height() for each in values))
    dialog.action_button.click()
    assert not dialog.isVisible()
