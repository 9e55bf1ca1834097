"""Detections that are parts of another face: an ear, a neck, a chin that the detector takes for a face."""

from __future__ import annotations

import numpy as np

from faceid_desktop.core.records import Detection, FacesInPhoto

_SURE = 0.88
_AHEAD = 0.08
_REACH = 0.15


def real_places(photo: FacesInPhoto) -> tuple[int, ...]:
    """Return the places of the faces that are not ghosts.

    A ghost is an unsure detection that touches one with a clearly better score: within a margin of
    `_REACH` of its sides. Two people cheek to cheek both score high, so neither is one.
    """
    found = [face.detection for face in photo.faces]
    return tuple(
        place
        for place, each in enumerate(found)
        if each.score >= _SURE or not any(_belongs(each, other) for other in found)
    )


def _belongs(part: Detection, whole: Detection) -> bool:
    if whole.score < part.score + _AHEAD:
        return False
    margin = _REACH * (whole.box[2:] - whole.box[:2])
    low, high = whole.box[:2] - margin, whole.box[2:] + margin
    return bool((np.minimum(part.box[2:], high) > np.maximum(part.box[:2], low)).all())
