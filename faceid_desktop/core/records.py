"""Frozen, checked records that cross module and thread borders.

Convention:
    images are RGB uint8 (H, W, 3); coordinates are (x, y) in pixels and the centre of the top-left pixel is
    (0, 0); boxes are (x1, y1, x2, y2); matrices map **source to aligned**; "left" and "right" are the
    viewer's; a higher score always means "more likely the same person"; ``llr`` is a natural-log likelihood
    ratio.

Arrays are made read-only in ``__post_init__``, so that a record can be shared between threads without a lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceid_desktop.errors import ShapeError

ImageArray = NDArray[np.uint8]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


def checked(name: str, array: NDArray[Any], dtype: type, shape: tuple[int | None, ...]) -> None:
    """Check dtype and shape of ``array`` and make it read-only.

    Parameters
    ----------
    name
        How the error message calls the array.
    array
        The array to check.
    dtype
        The numpy scalar type it must have.
    shape
        The shape it must have; None stands for any length.

    Raises
    ------
    ShapeError
        If dtype or shape differ.
    """
    fits = array.ndim == len(shape) and all(
        want is None or want == have for want, have in zip(shape, array.shape, strict=True)
    )
    if array.dtype != dtype or not fits:
        expected = f"{np.dtype(dtype).name} {shape}"
        raise ShapeError(name=name, expected=expected, actual=f"{array.dtype} {array.shape}")
    array.flags.writeable = False


class QualityReason(StrEnum):
    """Why a face is too poor for a reliable comparison (after the components of ISO/IEC 29794-5)."""

    TOO_SMALL = "too_small"
    BLURRED = "blurred"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    LOW_CONTRAST = "low_contrast"
    TURNED = "turned"
    TILTED = "tilted"
    EYES_CLOSED = "eyes_closed"
    CUT_OFF = "cut_off"


class Outcome(StrEnum):
    """Verdict of a 1:1 comparison."""

    SAME = "same"
    DIFFERENT = "different"
    UNCERTAIN = "uncertain"
    POOR_QUALITY = "poor_quality"


class IdentifyOutcome(StrEnum):
    """Verdict of a 1:N search."""

    IDENTIFIED = "identified"
    UNKNOWN = "unknown"
    UNCERTAIN = "uncertain"
    POOR_QUALITY = "poor_quality"
    EMPTY_GALLERY = "empty_gallery"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture: a decoded photo or one frame of a camera."""

    image: ImageArray
    index: int = 0
    captured_ns: int = 0

    def __post_init__(self) -> None:
        checked("image", self.image, np.uint8, (None, None, 3))


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """A found face: box, score in 0..1, five points (eyes, nose tip, mouth corners; viewer's left first)."""

    box: Floats
    score: float
    points: Floats

    def __post_init__(self) -> None:
        checked("box", self.box, np.float32, (4,))
        checked("points", self.points, np.float32, (5, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """Facial landmarks (K, 2) in iBUG order, in pixels of the source picture."""

    points: Floats

    def __post_init__(self) -> None:
        checked("points", self.points, np.float32, (None, 2))


@dataclass(frozen=True, slots=True)
class Pose:
    """Head pose: yaw > 0 turned to the viewer's right, pitch > 0 looking up, roll > 0 clockwise."""

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Measured quality components of one face; no ``reasons`` means accepted."""

    eye_distance_px: float
    sharpness: float
    brightness: float
    contrast: float
    pose: Pose
    eyes_open: float
    mouth_open: float
    inside: float
    reasons: tuple[QualityReason, ...] = ()
    evenness: float = 1.0
    """Light of the darker half of the face over that of the lighter half."""
    backlight: float = 0.0
    """Mean brightness round the head minus that of the face, in shares of the full range."""


@dataclass(frozen=True, slots=True, eq=False)
class AlignedFace:
    """A face warped to the bundle's alignment canvas; ``matrix`` (2, 3) maps source to aligned pixels."""

    image: ImageArray
    matrix: Doubles
    points: Floats

    def __post_init__(self) -> None:
        checked("image", self.image, np.uint8, (None, None, 3))
        checked("matrix", self.matrix, np.float64, (2, 3))
        checked("points", self.points, np.float32, (None, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A feature vector (d,) and the id of the model that made it; meaningless without each other."""

    vector: Floats
    model_id: str

    def __post_init__(self) -> None:
        checked("vector", self.vector, np.float32, (None,))


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Everything that the pipeline knows of one face of one picture before it is embedded."""

    detection: Detection
    landmarks: Landmarks
    quality: Quality
    aligned: AlignedFace


@dataclass(frozen=True, slots=True, eq=False)
class FacesInPhoto:
    """All faces of one picture, the largest first, with the time that each stage took."""

    image: ImageArray
    faces: tuple[Face, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked("image", self.image, np.uint8, (None, None, 3))


@dataclass(frozen=True, slots=True)
class FalseMatchRate:
    """Share of the calibration set's impostor pairs that score at least this high, with its 95 % interval.

    ``supported`` is False when the score lies beyond what the calibration set can tell: the rate is then an
    upper bound ("rarer than 1 in N") and equals ``high``.
    """

    rate: float
    low: float
    high: float
    supported: bool
    pairs: int
    people: int


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """When two faces are called the same (FMR <= ``same_fmr``) or different (LLR < ``different_llr``)."""

    same_fmr: float = 1e-3
    different_llr: float = 0.0
    prior: float = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """A calibrated verdict on two faces: the evidence, what it means and which model said so.

    ``llr`` is the evidence that the calibration data support; ``score`` is the calibrated score before that
    limit and tells only where the pair lies among the calibration pairs.
    """

    outcome: Outcome
    llr: float
    score: float
    probability: float
    fmr: FalseMatchRate
    operating_point: OperatingPoint
    model_id: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A decision, the faces it is about (their places in the two photos) and the time it took."""

    decision: Decision
    face_a: int
    face_b: int
    reasons_a: tuple[QualityReason, ...]
    reasons_b: tuple[QualityReason, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)


class LivenessReason(StrEnum):
    """What a liveness check found wrong, or what a person should know about how it was passed."""

    FACE_LOST = "face_lost"
    SEVERAL_FACES = "several_faces"
    FRAMES_MISSING = "frames_missing"
    JUMPED = "jumped"
    MOVED_UNASKED = "moved_unasked"
    WRONG_MOVEMENT = "wrong_movement"
    TOO_SOON = "too_soon"
    TOO_SLOW = "too_slow"
    SOMEBODY_ELSE = "somebody_else"
    TOO_FEW_FRAMES = "too_few_frames"
    LOOKS_LIKE_PRINT = "looks_like_print"
    LOOKS_LIKE_SCREEN = "looks_like_screen"
    OPERATOR_CONFIRMED = "operator_confirmed"
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class PassiveScore:
    """Natural-log odds of a living face against any attack, and the shares 0..1 of print and screen."""

    live: float
    print_share: float
    screen_share: float


@dataclass(frozen=True, slots=True)
class LivenessResult:
    """Outcome of a liveness check, to be stored with an enrolment and in the audit row.

    ``active`` and ``passive`` are None where that check was not made. ``passed`` is False as soon as one
    of them failed; a passive check that is advice only leaves its reason but does not reject. ``score`` is
    the mean of the natural-log odds over ``frames`` frames.
    """

    passed: bool
    active: bool | None
    passive: bool | None
    score: float | None
    reasons: tuple[LivenessReason, ...] = ()
    frames: int = 0
    model_id: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the gallery who may be the one searched for (``person`` is the hex form of a uuid).

    ``llr``, ``score`` and ``fmr`` mean what they mean in a `Decision`; ``probability`` is that of a 1:1
    comparison with this person and the operator's prior: it does not know how many others were searched.
    """

    person: str
    llr: float
    score: float
    probability: float
    fmr: FalseMatchRate


@dataclass(frozen=True, slots=True)
class Identification:
    """A calibrated verdict of a search: who of the gallery it is, if anybody.

    ``fpir`` is the operator's setting, the share of searches for strangers that may raise a false alarm;
    ``threshold`` the score that follows from it and the gallery's size; ``fnir`` the share of searches for
    enrolled people that it misses, as far as that is known.
    """

    outcome: IdentifyOutcome
    candidates: tuple[Candidate, ...]
    fpir: float
    threshold: float
    fnir: float | None
    gallery_size: int
    model_id: str
