"""The passport-photo mode: every rule in words, the broken ones first, with what helps."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from faceid_desktop.gui.enrol.document import DocumentDialog
from faceid_desktop.gui.enrol.document_words import advice, measured, rule_name
from faceid_desktop.gui.look.theme import Theme
from faceid_desktop.services.live.documents import document_rules
from faceid_desktop.services.live.records import DocumentCheck, DocumentRule
from tests.helpers.drawn import photo

INF = math.inf


def picture() -> QImage:
    """Return a grey portrait."""
    made = QImage(300, 400, QImage.Format.Format_RGB888)
    made.fill(0x808080)
    return made


def test_broken_rules_come_first_and_are_counted(qtbot: QtBot, theme: Theme) -> None:
    """With their measured value, so that colour never stands alone."""
    checks = (
        DocumentCheck(DocumentRule.ONE_FACE, 1, 1, 1),
        DocumentCheck(DocumentRule.HEAD_SIZE, 0.42, 0.6, 0.9),
        DocumentCheck(DocumentRule.SHARP, 0.3, 0.02, INF),
    )
    dialog = DocumentDialog("ada.jpg", picture(), checks)
    qtbot.addWidget(dialog)
    assert dialog.rows == [
        "Size of the head: broken, 42 % (60 % to 90 %)",
        "One person only: kept, 1",
        "Sharpness: kept, 0.30 (at least 0.02)",
    ]
    dialog.show()
    dialog.action_button.click()
    assert not dialog.isVisible()


def test_a_picture_without_a_face_breaks_every_rule(qtbot: QtBot, theme: Theme) -> None:
    """What cannot be measured is not kept, and that is said."""
    dialog = DocumentDialog("wall.jpg", picture(), document_rules(photo()))
    qtbot.addWidget(dialog)
    assert len(dialog.rows) == len(DocumentRule)
    assert all(": broken" in row for row in dialog.rows)
    assert sum("not measured" in row for row in dialog.rows) == len(DocumentRule) - 1


@pytest.mark.parametrize("rule", DocumentRule)
def test_every_rule_has_a_name_and_advice(rule: DocumentRule) -> None:
    """Too little and too much of something are told apart where that helps."""
    low, high = DocumentCheck(rule, -90, 0.3, 0.5), DocumentCheck(rule, 90, 0.3, 0.5)
    assert rule_name(rule)
    assert advice(low).endswith(".")
    differs = rule in (DocumentRule.HEAD_SIZE, DocumentRule.CENTRED_DOWN, DocumentRule.EXPOSURE)
    assert (advice(low) != advice(high)) is differs


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (DocumentCheck(DocumentRule.FACING, -7.4, -5, 5), "-7° (-5° to 5°)"),
        (DocumentCheck(DocumentRule.RESOLUTION, 120.2, 90, INF), "120 px (at least 90 px)"),
        (DocumentCheck(DocumentRule.MOUTH_CLOSED, 0.3, 0, 0.12), "0.30 (at most 0.12)"),
        (DocumentCheck(DocumentRule.LEVEL, math.nan, -5, 5), "not measured"),
    ],
)
def test_measures_have_units_and_limits(check: DocumentCheck, text: str) -> None:
    """Degrees, pixels, percent, or plain numbers."""
    assert measured(check) == text
