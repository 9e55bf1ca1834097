"""What the live engine hands out: frozen records and codes; a listener words or draws them.

Convention: times are ``time.monotonic_ns`` of the capture (the clock is the system's, so it is the same in
the capture process); for a video file they count from its beginning. Pictures are as the camera saw the
person, never mirrored: whoever shows a mirror flips when drawing. **LEFT and RIGHT of a `PoseBin` and of a
`GuidanceCode` are the person's own**: who turns to his left shows the viewer yaw > 0 (`core.records.Pose`),
and in a mirror his nose moves to the left edge of the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from faceid_desktop.core.records import (
    Face,
    FacesInPhoto,
    Floats,
    Frame,
    Identification,
    IdentifyOutcome,
    ImageArray,
    Pose,
    QualityReason,
)
from faceid_desktop.services.liveness.records import LivenessView


class CameraState(StrEnum):
    """What a camera does now. All but LIVE, ENDED and CLOSED are temporary: capture goes on trying."""

    CLOSED = "closed"
    OPENING = "opening"
    LIVE = "live"
    NOT_FOUND = "not_found"
    BUSY = "busy"
    NO_PERMISSION = "no_permission"
    BLACK = "black"
    FROZEN = "frozen"
    LOST = "lost"
    FAILED = "failed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """The state of a camera and the facts that go with it.

    ``camera`` is its name for people; ``why`` the system's own words for FAILED, for the log and a tooltip;
    size and rate are what the camera really delivers, 0 before the first frame. ``attempt`` counts the
    openings since frames last came.
    """

    state: CameraState
    camera: str
    width: int = 0
    height: int = 0
    fps: float = 0.0
    attempt: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class TrackVerdict:
    """Who a track is, as far as its frames tell.

    ``samples`` counts the frames that were embedded, ``effective`` how many independent photos they are worth
    (`core.track_evidence`); ``decided_ns`` is when the outcome or the person last changed.
    """

    identification: Identification
    samples: int
    effective: float
    decided_ns: int

    @property
    def person(self) -> str | None:
        """The identified person, None for everybody else."""
        return identified_person(self.identification)


@dataclass(frozen=True, slots=True, eq=False)
class TrackView:
    """One face that is followed through the video.

    ``face`` is None while the track is only predicted (the face is hidden for a moment); ``box`` is always
    there. ``place`` is the face's place in ``LiveResult.photo.faces``. ``liveness`` is None while nothing is
    known.
    """

    track_id: int
    box: Floats
    first_ns: int
    seen_ns: int
    face: Face | None = None
    place: int | None = None
    verdict: TrackVerdict | None = None
    liveness: LivenessView | None = None


class TrackEventKind(StrEnum):
    """What happened to a track."""

    VERDICT = "verdict"
    LIVENESS = "liveness"
    GONE = "gone"


@dataclass(frozen=True, slots=True, eq=False)
class TrackEvent:
    """A change of verdict or of liveness, or the end of a track: what event lists and the audit record.

    ``previous`` is the verdict before, None for the first. ``thumbnail`` is the best embedded face so far,
    small (`core.blur.thumbnail`), None if none was embedded. ``first_ns`` is when the track began.
    ``liveness`` is as in `TrackView`.
    """

    kind: TrackEventKind
    track_id: int
    at_ns: int
    verdict: TrackVerdict | None
    previous: TrackVerdict | None = None
    thumbnail: ImageArray | None = None
    first_ns: int = 0
    liveness: LivenessView | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LiveResult:
    """What was found in one frame. ``events`` are never lost: a result that replaces another takes them over.

    ``timings_ms`` has detect, landmarks, quality, align, track, embed, identify and total; ``latency_ms`` is
    from the capture of the frame to the finished result.
    """

    frame: Frame
    photo: FacesInPhoto
    tracks: tuple[TrackView, ...]
    events: tuple[TrackEvent, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    latency_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class LiveStats:
    """How a session runs: rates over the last two seconds, counts since the start, latency percentiles."""

    preview_fps: float
    inference_fps: float
    frames: int
    analysed: int
    dropped: int
    latency_p50_ms: float
    latency_p99_ms: float


class PoseBin(StrEnum):
    """A part of the pose ring; left and right are the person's own."""

    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class GuidanceCode(StrEnum):
    """What the person should do next; left and right are the person's own."""

    SHOW_FACE = "show_face"
    ONE_FACE_ONLY = "one_face_only"
    COME_CLOSER = "come_closer"
    MOVE_BACK = "move_back"
    MOVE_TO_CENTRE = "move_to_centre"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    LIGHT_FROM_FRONT = "light_from_front"
    LIGHT_EVENLY = "light_evenly"
    REMOVE_COVER = "remove_cover"
    OPEN_EYES = "open_eyes"
    CLOSE_MOUTH = "close_mouth"
    HEAD_UPRIGHT = "head_upright"
    LOOK_STRAIGHT = "look_straight"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    TURN_UP = "turn_up"
    TURN_DOWN = "turn_down"
    TURN_BACK = "turn_back"
    HOLD_STILL = "hold_still"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BinState:
    """How far one part of the pose ring is filled: ``captured`` of ``wanted`` faces."""

    bin: PoseBin
    captured: int
    wanted: int

    @property
    def fill(self) -> float:
        """Share 0..1 that is filled."""
        return min(self.captured / self.wanted, 1.0) if self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Guidance:
    """What an enrolling person should do, how far the ring is, and why this frame was not taken.

    ``code`` is the one thing to say now: codes are held for a moment so that words and speech do not flicker.
    ``rejected`` says what was wrong with this very frame, the gravest first; empty when it was taken or not
    needed. ``pose`` is the head's pose against the person's own straight look, None without a face.
    ``target`` is the part of the ring that is asked for.
    """

    code: GuidanceCode
    rejected: tuple[GuidanceCode, ...]
    reasons: tuple[QualityReason, ...]
    ring: tuple[BinState, ...]
    target: PoseBin | None
    pose: Pose | None
    place: int | None
    progress: float

    @property
    def done(self) -> bool:
        """Whether every part of the ring is filled."""
        return self.code is GuidanceCode.DONE


@dataclass(frozen=True, slots=True, eq=False)
class CapturedFace:
    """A face that was taken for enrolment: picture, place of the face in it, and how useful it is (0..1)."""

    photo: FacesInPhoto
    place: int
    bin: PoseBin
    utility: float
    frame_index: int
    captured_ns: int

    @property
    def face(self) -> Face:
        """The face itself."""
        return self.photo.faces[self.place]


@dataclass(frozen=True, slots=True, eq=False)
class EnrolmentResult:
    """One frame of a guided enrolment; ``captured`` are all faces kept so far, the best of a part first.

    ``liveness`` tells of the check that follows the ring, None before it begins or where none is made.
    """

    frame: Frame
    photo: FacesInPhoto
    guidance: Guidance
    captured: tuple[CapturedFace, ...]
    latency_ms: float = 0.0
    liveness: LivenessView | None = None


class DocumentRule(StrEnum):
    """A rule that a photo for a document has to keep (after ISO/IEC 19794-5 and ICAO Doc 9303)."""

    ONE_FACE = "one_face"
    RESOLUTION = "resolution"
    HEAD_SIZE = "head_size"
    CENTRED_ACROSS = "centred_across"
    CENTRED_DOWN = "centred_down"
    FACING = "facing"
    LEVEL = "level"
    UPRIGHT = "upright"
    EYES_OPEN = "eyes_open"
    MOUTH_CLOSED = "mouth_closed"
    SHARP = "sharp"
    EXPOSURE = "exposure"
    EVEN_LIGHT = "even_light"
    PLAIN_BACKGROUND = "plain_background"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """One rule, what was measured (NaN where that is impossible) and what is allowed, limits included."""

    rule: DocumentRule
    measured: float
    low: float
    high: float

    @property
    def kept(self) -> bool:
        """Whether the photo keeps the rule; what cannot be measured is not kept."""
        return self.low <= self.measured <= self.high


@dataclass(frozen=True, slots=True)
class Appearance:
    """When somebody was in a video: one row of the timeline.

    ``outcome`` is None where nobody was searched for; ``person`` is None for who is not identified; ``llr``
    and ``probability`` are those of the best candidate, NaN without one.
    """

    track_ids: tuple[int, ...]
    start_s: float
    end_s: float
    outcome: IdentifyOutcome | None
    person: str | None
    llr: float
    probability: float
    samples: int


def identified_person(identification: Identification) -> str | None:
    """Return who is identified, None when nobody is."""
    if identification.outcome is not IdentifyOutcome.IDENTIFIED:
        return None
    return identification.candidates[0].person
