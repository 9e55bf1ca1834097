"""A photo for a document keeps fourteen rules, each measured by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from faceid_desktop.core.records import Detection, Face, FacesInPhoto, Landmarks
from faceid_desktop.services.live.documents import document_rules
from faceid_desktop.services.live.records import DocumentCheck, DocumentRule
from tests.helpers.drawn import face, turned

WIDTH, HEIGHT = 480, 600


def passport(eyes_y: float = 240.0, shift: float = 0.0, **changes: object) -> FacesInPhoto:
    """Draw the landmarks of a head on a white wall that keeps all rules."""
    points = np.zeros((68, 2), np.float32)
    middle = WIDTH / 2 + shift
    points[36:42], points[42:48] = (middle - 50, eyes_y), (middle + 50, eyes_y)
    points[30] = (middle, eyes_y + 50)
    points[48], points[54] = (middle - 35, eyes_y + 100), (middle + 35, eyes_y + 100)
    points[8] = (middle, eyes_y + 200)
    quality = changes.get("quality", turned(eye_distance_px=100.0))
    base = face(quality=quality)  # type: ignore[arg-type]
    box = np.array((middle - 120, eyes_y - 120, middle + 120, eyes_y + 210), np.float32)
    whole = Face(Detection(box, 0.95, points[:5].copy()), Landmarks(points), base.quality, base.aligned)
    image = np.full((HEIGHT, WIDTH, 3), 230, np.uint8)
    return FacesInPhoto(image, (whole,))


def broken(photo: FacesInPhoto) -> list[DocumentRule]:
    """Return the rules that a photo does not keep."""
    return [check.rule for check in document_rules(photo) if not check.kept]


def test_a_proper_photo_keeps_every_rule() -> None:
    """Centred, frontal, sharp, evenly lit before a plain wall: nothing to complain of."""
    checks = document_rules(passport())
    assert [check.rule for check in checks] == list(DocumentRule)
    assert broken(passport()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"eye_distance_px": 60.0}, DocumentRule.RESOLUTION),
        ({"eyes_open": 0.1, "eye_distance_px": 100.0}, DocumentRule.EYES_OPEN),
        ({"mouth_open": 0.3, "eye_distance_px": 100.0}, DocumentRule.MOUTH_CLOSED),
        ({"sharpness": 0.01, "eye_distance_px": 100.0}, DocumentRule.SHARP),
        ({"brightness": 0.1, "eye_distance_px": 100.0}, DocumentRule.EXPOSURE),
        ({"evenness": 0.4, "eye_distance_px": 100.0}, DocumentRule.EVEN_LIGHT),
        ({"yaw": 9.0, "eye_distance_px": 100.0}, DocumentRule.FACING),
        ({"pitch": -9.0, "eye_distance_px": 100.0}, DocumentRule.LEVEL),
        ({"roll": 9.0, "eye_distance_px": 100.0}, DocumentRule.UPRIGHT),
    ],
)
def test_one_fault_breaks_one_rule(changes: dict[str, float], rule: DocumentRule) -> None:
    """Each measure is held against its own rule."""
    assert broken(passport(quality=turned(**changes))) == [rule]


def test_a_head_off_the_middle_or_too_high_is_found() -> None:
    """Sideways and up are different rules."""
    assert broken(passport(shift=60)) == [DocumentRule.CENTRED_ACROSS]
    assert broken(passport(eyes_y=150)) == [DocumentRule.CENTRED_DOWN]


def test_a_pattern_behind_the_head_is_found() -> None:
    """Stripes on the wall are not plain; the same stripes over the shoulders only do not count."""
    plain = passport()
    striped = np.array(plain.image)
    striped[:300:20, :] = 0
    assert broken(FacesInPhoto(striped, plain.faces)) == [DocumentRule.PLAIN_BACKGROUND]
    shirt = np.array(plain.image)
    shirt[450::20, :] = 0
    assert broken(FacesInPhoto(shirt, plain.faces)) == []


def test_nobody_or_two_people_break_the_first_rule() -> None:
    """Without a face nothing else can be measured; with two the rest is still told."""
    nobody = document_rules(FacesInPhoto(np.zeros((10, 10, 3), np.uint8), ()))
    assert math.isnan(nobody[1].measured)
    assert not any(check.kept for check in nobody)
    one = passport()
    assert broken(FacesInPhoto(one.image[:], one.faces * 2)) == [DocumentRule.ONE_FACE]


def test_limits_are_included() -> None:
    """A value on the limit is allowed, NaN never."""
    assert DocumentCheck(DocumentRule.FACING, 5.0, -5.0, 5.0).kept
    assert not DocumentCheck(DocumentRule.FACING, float("nan"), -5.0, 5.0).kept
