"""From a face in a photo to what is stored of it, if it is good enough."""

from __future__ import annotations

from enum import StrEnum

from faceid_desktop.core.records import Face, FacesInPhoto, Quality, QualityReason, Template
from faceid_desktop.errors import PoorQuality
from faceid_desktop.gallery.records import NewPhoto
from faceid_desktop.services.crops import encode_crop, encode_thumbnail, upright_crop


class QualityProfile(StrEnum):
    """How much a face has to offer to be enrolled."""

    DEFAULT = "default"
    """Everything that the model's quality limits ask for."""
    LOOSE = "loose"
    """For pictures that cannot be taken again: only what makes landmarks guesswork is refused."""


LOOSE_EYE_DISTANCE_PX = 10.0
LOOSE_INSIDE = 0.5


def refusals(quality: Quality, profile: QualityProfile) -> tuple[QualityReason, ...]:
    """Return why a face may not be enrolled under a profile; nothing means it may."""
    if profile is QualityProfile.DEFAULT:
        return quality.reasons
    too_small = quality.eye_distance_px < LOOSE_EYE_DISTANCE_PX
    cut_off = quality.inside < LOOSE_INSIDE
    hopeless = {QualityReason.TOO_SMALL: too_small, QualityReason.CUT_OFF: cut_off}
    return tuple(reason for reason, found in hopeless.items() if found)


def require_quality(face: Face, profile: QualityProfile, name: str) -> None:
    """Refuse a face that is too poor.

    Raises
    ------
    PoorQuality
        With ``path`` = ``name`` and the reasons.
    """
    reasons = refusals(face.quality, profile)
    if reasons:
        raise PoorQuality(path=name, reasons=reasons)


def new_photo(
    photo: FacesInPhoto, face: Face, template: Template, source: bytes, name: str, *, keep: bool = False
) -> NewPhoto:
    """Put together what is stored of a face.

    Parameters
    ----------
    photo
        The analysed picture.
    face
        One of its faces.
    template
        Of that face.
    source
        What identifies the picture: a file's bytes, or a frame's pixels.
    name
        What the picture is called.
    keep
        Keep ``source`` as well; only for files, and only if the operator chose so.
    """
    crop = upright_crop(photo.image, face)
    return NewPhoto(
        source=source,
        source_name=name,
        crop=encode_crop(crop),
        thumbnail=encode_thumbnail(crop),
        landmarks=crop.landmarks,
        box=crop.box,
        quality=face.quality,
        template=template,
        original=source if keep else None,
    )
