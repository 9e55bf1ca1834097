"""Words of the rules for document photos: what is asked for, what was measured, what helps."""

from __future__ import annotations

import math

from faceid_desktop.gui.words import locale, tr
from faceid_desktop.services.live.records import DocumentCheck, DocumentRule

_SHARES = (DocumentRule.HEAD_SIZE, DocumentRule.CENTRED_ACROSS, DocumentRule.CENTRED_DOWN)
_ANGLES = (DocumentRule.FACING, DocumentRule.LEVEL, DocumentRule.UPRIGHT)


def rule_name(rule: DocumentRule) -> str:
    """Name a rule."""
    return {
        DocumentRule.ONE_FACE: tr("One person only"),
        DocumentRule.RESOLUTION: tr("Resolution"),
        DocumentRule.HEAD_SIZE: tr("Size of the head"),
        DocumentRule.CENTRED_ACROSS: tr("In the middle, across"),
        DocumentRule.CENTRED_DOWN: tr("Height of the eyes"),
        DocumentRule.FACING: tr("Facing the camera"),
        DocumentRule.LEVEL: tr("Head level"),
        DocumentRule.UPRIGHT: tr("Head upright"),
        DocumentRule.EYES_OPEN: tr("Eyes open"),
        DocumentRule.MOUTH_CLOSED: tr("Mouth closed"),
        DocumentRule.SHARP: tr("Sharpness"),
        DocumentRule.EXPOSURE: tr("Exposure"),
        DocumentRule.EVEN_LIGHT: tr("Even light"),
        DocumentRule.PLAIN_BACKGROUND: tr("Plain background"),
    }[rule]


def advice(check: DocumentCheck) -> str:
    """Say what helps where a rule is broken."""
    if math.isnan(check.measured):
        return tr("This could not be measured.")
    low = check.measured < check.low
    return {
        DocumentRule.ONE_FACE: tr("Exactly one face has to be in the picture."),
        DocumentRule.RESOLUTION: tr("Use a larger picture, or come closer."),
        DocumentRule.HEAD_SIZE: tr("Come closer, or cut the picture tighter.") if low
        else tr("Go farther away: there is no room around the head."),
        DocumentRule.CENTRED_ACROSS: tr("Move the face to the middle of the picture."),
        DocumentRule.CENTRED_DOWN: tr("Leave less room above the head.") if not low
        else tr("Leave more room above the head."),
        DocumentRule.FACING: tr("Turn the face straight to the camera."),
        DocumentRule.LEVEL: tr("Hold the camera at the height of the eyes."),
        DocumentRule.UPRIGHT: tr("Do not tilt the head to a side."),
        DocumentRule.EYES_OPEN: tr("Both eyes have to be open and to be seen."),
        DocumentRule.MOUTH_CLOSED: tr("Close the mouth, without a smile."),
        DocumentRule.SHARP: tr("The face is blurred: hold still, or set the focus."),
        DocumentRule.EXPOSURE: tr("The face is too dark.") if low else tr("The face is too bright."),
        DocumentRule.EVEN_LIGHT: tr("One side of the face is darker: light it from the front."),
        DocumentRule.PLAIN_BACKGROUND: tr("Stand before a plain, light wall."),
    }[check.rule]  # fmt: skip


def measured(check: DocumentCheck) -> str:
    """Write what was measured and what is allowed."""
    if math.isnan(check.measured):
        return tr("not measured")
    value = _number(check.rule, check.measured)
    if check.rule is DocumentRule.ONE_FACE:
        return value
    if math.isinf(check.high):
        return tr("{value} (at least {low})").format(value=value, low=_number(check.rule, check.low))
    if check.low == 0:
        return tr("{value} (at most {high})").format(value=value, high=_number(check.rule, check.high))
    low, high = _number(check.rule, check.low), _number(check.rule, check.high)
    return tr("{value} ({low} to {high})").format(value=value, low=low, high=high)


def _number(rule: DocumentRule, value: float) -> str:
    if rule is DocumentRule.ONE_FACE:
        return locale().toString(round(value))
    if rule is DocumentRule.RESOLUTION:
        return tr("{pixels} px").format(pixels=locale().toString(round(value)))
    if rule in _SHARES:
        return f"{locale().toString(float(value * 100), 'f', 0)} %"
    if rule in _ANGLES:
        return f"{locale().toString(float(value), 'f', 0)}°"
    return locale().toString(float(value), "f", 2)
