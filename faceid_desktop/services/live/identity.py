"""Which track is whose: faces that come back, tracks that crossed, and tracks that were two people.

Motion alone loses a face that is hidden for long, mixes up two that cross, and runs on over a cut. Templates
settle these cases: a new track is compared with those that ended a moment ago; two tracks whose boxes
overlapped are not embedded until they part, and then both ways of naming them are compared; a track whose
newest template speaks strongly against its earlier ones is ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from faceid_desktop.core.records import Floats, Template
from faceid_desktop.services.live.evidence import EvidenceOptions, Sample, TrackEvidence
from faceid_desktop.services.live.tracking import Track, Tracker

Similarity = Callable[[Template, Template], float]
"""Calibrated natural-log likelihood ratio of two templates (`services.scoring.Scorer.llr`)."""


@dataclass(frozen=True, slots=True)
class IdentityOptions:
    """How sure templates have to be before they overrule motion; all in natural-log likelihood ratios.

    ``recall_llr``: a new track continues one that ended within ``recall_s``. ``swap_llr``: crossed tracks are
    renamed if that fits better by this much. ``split_llr``: a track ends if its newest template speaks
    against it by more than this; motion is strong evidence for one person, so it takes much.
    """

    recall_s: float = 5.0
    recall_llr: float = 2.3
    swap_llr: float = 2.3
    split_llr: float = -6.0


@dataclass(frozen=True, slots=True, eq=False)
class EndedTrack:
    """A track that will not come back: when it was first and last seen, and what it told."""

    track_id: int
    first_ns: int
    seen_ns: int
    evidence: TrackEvidence


class IdentityKeeper:
    """Runs a tracker and corrects its names by templates.

    Parameters
    ----------
    tracker
        Follows by motion.
    similarity
        Compares two templates.
    options
        How sure it has to be.
    evidence_options
        Handed to the evidence of each track.
    """

    def __init__(
        self,
        tracker: Tracker,
        similarity: Similarity,
        options: IdentityOptions,
        evidence_options: EvidenceOptions,
    ) -> None:
        self._tracker, self._similarity = tracker, similarity
        self._options, self._evidence_options = options, evidence_options
        self.evidence: dict[int, TrackEvidence] = {}
        self._resting: dict[int, tuple[int, int]] = {}
        self._touching: set[frozenset[int]] = set()
        self._parted: set[frozenset[int]] = set()

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks in view, seen or hidden for a moment."""
        return self._tracker.tracks

    def update(self, boxes: Mapping[int, Floats], at_ns: int, cut: bool = False) -> list[EndedTrack]:
        """Take in the detections of a frame, by their places; ``cut`` if it begins another scene.

        Returns
        -------
        list of EndedTrack
            Those that have been away for so long that they will not be recalled.
        """
        if cut:
            self._rest(self._tracker.cut())
        self._rest(self._tracker.update(boxes, at_ns))
        touching = self._tracker.contested()
        alive = {track.track_id for track in self.tracks}
        self._parted |= self._touching - touching
        self._parted = {pair for pair in self._parted - touching if pair <= alive}
        self._touching = touching
        for track in self.tracks:
            self.evidence.setdefault(track.track_id, TrackEvidence(self._evidence_options))
        return self._expire(at_ns - round(self._options.recall_s * 1e9))

    def end_all(self) -> list[EndedTrack]:
        """End every track, in view or resting."""
        self._rest(self._tracker.cut())
        self._touching, self._parted = set(), set()
        return self._expire(None)

    def first_ns(self, track_id: int) -> int:
        """Return when a track, in view or resting, began."""
        in_view = {track.track_id: track.first_ns for track in self.tracks}
        return in_view[track_id] if track_id in in_view else self._resting[track_id][0]

    def may_embed(self, track: Track) -> bool:
        """Tell whether it is certain enough which face is the track's: not while it overlaps with another."""
        return not any(track.track_id in pair for pair in self._touching)

    def to_confirm(self, good: set[int]) -> set[int]:
        """Return the tracks that have just parted from another, if both have a ``good`` enough face."""
        return {track_id for pair in self._parted if pair <= good for track_id in pair}

    def add(self, samples: Mapping[int, Sample], at_ns: int) -> list[int]:
        """Take in the embedded faces of one frame, by track.

        Returns
        -------
        list of int
            The tracks that they turned out to belong to.
        """
        named = dict(samples)
        for pair in list(self._parted):
            self._settle(pair, named)
        settled = []
        for track_id, sample in named.items():
            owner = self._owner(track_id, sample, at_ns)
            self.evidence[owner].add(sample, at_ns)
            settled.append(owner)
        return settled

    def _rest(self, tracks: tuple[Track, ...]) -> None:
        for track in tracks:
            self._resting[track.track_id] = (track.first_ns, track.seen_ns)

    def _expire(self, limit_ns: int | None) -> list[EndedTrack]:
        ended = []
        for track_id, (first_ns, seen_ns) in list(self._resting.items()):
            evidence = self.evidence[track_id]
            # Without a template nothing could recall it.
            if limit_ns is None or seen_ns < limit_ns or not evidence.samples:
                del self._resting[track_id], self.evidence[track_id]
                ended.append(EndedTrack(track_id, first_ns, seen_ns, evidence))
        return ended

    def _settle(self, pair: frozenset[int], named: dict[int, Sample]) -> None:
        """Compare both ways of naming two tracks that have parted, once both are embedded."""
        first, second = sorted(pair)
        if first not in named or second not in named:
            return
        self._parted.discard(pair)
        a, b = named[first], named[second]
        as_named = self._fit(first, a), self._fit(second, b)
        crossed = self._fit(first, b), self._fit(second, a)
        if None in as_named or None in crossed:
            return
        if sum(filter(None, crossed)) - sum(filter(None, as_named)) > self._options.swap_llr:
            self._tracker.swap(first, second)
            named[first], named[second] = b, a

    def _owner(self, track_id: int, sample: Sample, at_ns: int) -> int:
        """Return the track that a sample belongs to: its own, one that is recalled, or a new one."""
        if sample.quality.reasons:
            return track_id
        own = self._fit(track_id, sample)
        if own is None:
            return self._recall(track_id, sample)
        if own >= self._options.split_llr:
            return track_id
        track = next(track for track in self.tracks if track.track_id == track_id)
        self._resting[track_id] = (track.first_ns, at_ns)
        new = self._tracker.split(track_id, at_ns)
        self.evidence[new] = TrackEvidence(self._evidence_options)
        return self._recall(new, sample, but=track_id)

    def _recall(self, track_id: int, sample: Sample, but: int | None = None) -> int:
        """Let a track without a template continue the resting track that it fits best, if well enough."""
        fits = {each: self._fit(each, sample) for each in self._resting if each != but}
        known = {each: fit for each, fit in fits.items() if fit is not None}
        former = max(known, key=lambda each: known[each], default=None)
        if former is None or known[former] < self._options.recall_llr:
            return track_id
        first_ns, _ = self._resting.pop(former)
        self._tracker.rename(track_id, former, first_ns)
        self.evidence.pop(track_id, None)
        return former

    def _fit(self, track_id: int, sample: Sample) -> float | None:
        """Mean evidence that a sample is of a track, None for a track without an accepted template."""
        kept = self.evidence[track_id].samples
        if not kept:
            return None
        return float(np.mean([self._similarity(each.template, sample.template) for each in kept]))
