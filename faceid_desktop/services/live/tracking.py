"""Follows faces from frame to frame by their place and motion alone; who they are is settled elsewhere.

Each track has a Kalman filter with constant velocity for the centre and the logarithm of the size
(Bar-Shalom, Li & Kirubarajan, *Estimation with Applications to Tracking and Navigation*, 2001, 6.2.2,
discretised white acceleration). Lengths are in units of the face, so that one set of noises serves near and
far faces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from faceid_desktop.core.records import Doubles, Floats

_MEASUREMENT = 0.06**2
_ACCELERATION = 6.0**2
_START_VELOCITY = 1.0
_LONGEST_STEP_S = 0.5


@dataclass(frozen=True, slots=True)
class TrackerOptions:
    """When a detection belongs to a track.

    ``gate`` and ``widest_gate`` are how far, in face sizes, the centre may lie from the predicted place: just
    after a frame, and after the track was hidden for long; ``size_ratio`` is the largest change of size;
    ``hidden_s`` is how long a track is looked for at its predicted place. Two tracks whose boxes overlap more
    than ``contested_iou`` may be mistaken for each other.
    """

    gate: float = 0.7
    widest_gate: float = 1.5
    size_ratio: float = 1.8
    hidden_s: float = 1.5
    contested_iou: float = 0.1


@dataclass(slots=True, eq=False)
class Track:
    """A face that is followed: where it is and how it moves."""

    track_id: int
    first_ns: int
    seen_ns: int
    state: Doubles = field(repr=False)
    """(2, 3): value and speed a second of centre x, centre y and ln(size)."""
    covariance: Doubles = field(repr=False)
    """(2, 2), shared by the three, in squared face sizes."""
    aspect: float = 1.0
    at_ns: int = 0
    place: int | None = None
    """Place of its detection in the present frame, None while hidden."""
    hits: int = 1
    """Frames in which it was detected."""

    @property
    def box(self) -> Floats:
        """The filtered box (4,)."""
        x, y, log_size = self.state[0]
        size = float(np.exp(log_size))
        width, height = size * np.sqrt(self.aspect), size / np.sqrt(self.aspect)
        return np.array((x - width / 2, y - height / 2, x + width / 2, y + height / 2), np.float32)

    @property
    def size(self) -> float:
        """Square root of the box's area in pixels."""
        return float(np.exp(self.state[0, 2]))

    def predict(self, at_ns: int) -> None:
        """Move the filter to a time."""
        step = min(max((at_ns - self.at_ns) / 1e9, 0.0), _LONGEST_STEP_S)
        self.at_ns = at_ns
        move = np.array([(1.0, step), (0.0, 1.0)])
        self.state = move @ self.state
        noise = np.array([(step**4 / 4, step**3 / 2), (step**3 / 2, step**2)]) * _ACCELERATION
        self.covariance = move @ self.covariance @ move.T + noise

    def correct(self, box: Floats) -> None:
        """Take in a detection."""
        measured, self.aspect = _measured(box)
        gain = self.covariance[:, 0] / (self.covariance[0, 0] + _MEASUREMENT)
        self.state = self.state + np.outer(gain, measured - self.state[0])
        self.covariance = self.covariance - np.outer(gain, self.covariance[0])


class Tracker:
    """Gives each detection of a frame the track that it continues, or a new one.

    Parameters
    ----------
    options
        When a detection belongs to a track.
    """

    def __init__(self, options: TrackerOptions | None = None) -> None:
        self._options = options or TrackerOptions()
        self._tracks: dict[int, Track] = {}
        self._next_id = 1

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks, seen and hidden, the oldest first."""
        return tuple(self._tracks.values())

    def update(self, boxes: Mapping[int, Floats], at_ns: int) -> tuple[Track, ...]:
        """Take in the detections of a frame.

        Parameters
        ----------
        boxes
            (4,) each, by their places in the frame.
        at_ns
            When the frame was captured; not before that of the last call.

        Returns
        -------
        tuple of Track
            The tracks that were given up now: hidden for too long.
        """
        for track in self._tracks.values():
            track.predict(at_ns)
            track.place = None
        free = set(boxes)
        for _, track_id, place in sorted(self._costs(boxes)):
            track = self._tracks[track_id]
            if track.place is None and place in free:
                free.discard(place)
                track.correct(boxes[place])
                track.place, track.seen_ns = place, at_ns
                track.hits += 1
        for place in sorted(free):
            self._begin(boxes[place], place, at_ns)
        return self._give_up(at_ns)

    def contested(self) -> set[frozenset[int]]:
        """Return the pairs of tracks that overlap now and may be mistaken for each other."""
        tracks = self.tracks
        return {
            frozenset((a.track_id, b.track_id))
            for i, a in enumerate(tracks)
            for b in tracks[i + 1 :]
            if iou(a.box, b.box) > self._options.contested_iou
        }

    def swap(self, first: int, second: int) -> None:
        """Exchange the names of two tracks that were mistaken for each other."""
        a, b = self._tracks[first], self._tracks[second]
        a.track_id, b.track_id = second, first
        a.first_ns, b.first_ns = b.first_ns, a.first_ns
        self._tracks[first], self._tracks[second] = b, a

    def rename(self, track_id: int, former: int, first_ns: int) -> None:
        """Let a track continue one that had been given up or is hidden."""
        self._tracks.pop(former, None)
        track = self._tracks.pop(track_id)
        track.track_id, track.first_ns = former, first_ns
        self._tracks[former] = track

    def split(self, track_id: int, at_ns: int) -> int:
        """Give a track a new name, because it is somebody else than it was; returns the new name."""
        track = self._tracks.pop(track_id)
        track.track_id, track.first_ns = self._next_id, at_ns
        self._tracks[self._next_id] = track
        self._next_id += 1
        return track.track_id

    def cut(self) -> tuple[Track, ...]:
        """Forget all places after a cut of the video; returns the tracks that were given up."""
        gone = self.tracks
        self._tracks.clear()
        return gone

    def _costs(self, boxes: Mapping[int, Floats]) -> list[tuple[float, int, int]]:
        """List (distance, track, detection) of all pairs within the gate, in face sizes."""
        costs = []
        for track in self._tracks.values():
            gate = min(
                max(self._options.gate, 3 * float(np.sqrt(track.covariance[0, 0]))), self._options.widest_gate
            )
            for place, box in boxes.items():
                measured, _ = _measured(box, track.size)
                difference = measured - _scaled(track.state[0], track.size)
                shift, growth = float(np.hypot(*difference[:2])), abs(float(difference[2]))
                if shift <= gate and growth <= np.log(self._options.size_ratio):
                    costs.append((shift + growth, track.track_id, place))
        return costs

    def _begin(self, box: Floats, place: int, at_ns: int) -> None:
        measured, aspect = _measured(box)
        track = Track(
            track_id=self._next_id,
            first_ns=at_ns,
            seen_ns=at_ns,
            state=np.stack([measured, np.zeros(3)]),
            covariance=np.diag((_MEASUREMENT, _START_VELOCITY)),
            aspect=aspect,
            at_ns=at_ns,
            place=place,
        )
        self._tracks[track.track_id] = track
        self._next_id += 1

    def _give_up(self, at_ns: int) -> tuple[Track, ...]:
        limit_ns = at_ns - round(self._options.hidden_s * 1e9)
        gone = tuple(track for track in self._tracks.values() if track.seen_ns < limit_ns)
        for track in gone:
            del self._tracks[track.track_id]
        return gone


def iou(a: Floats, b: Floats) -> float:
    """Area that two boxes (4,) share over the area that they cover together."""
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    shared = float(np.prod(np.maximum(sides, 0)))
    areas = [float(np.prod(np.maximum(box[2:] - box[:2], 0))) for box in (a, b)]
    return shared / max(sum(areas) - shared, 1e-9)


def _measured(box: Floats, unit: float = 1.0) -> tuple[Doubles, float]:
    """Centre in units and ln(size in pixels) of a box (3,), and its width over its height."""
    x1, y1, x2, y2 = (float(value) for value in box)
    width, height = max(x2 - x1, 1e-3), max(y2 - y1, 1e-3)
    size = np.log(width * height) / 2
    return np.array(((x1 + x2) / 2 / unit, (y1 + y2) / 2 / unit, size)), width / height


def _scaled(values: Doubles, unit: float) -> Doubles:
    return np.array((values[0] / unit, values[1] / unit, values[2]))
