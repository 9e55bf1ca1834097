"""What the frames of one track tell about who it is: which are worth embedding, and the verdict so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from faceid_desktop.core.quality import utility
from faceid_desktop.core.records import Identification, IdentifyOutcome, ImageArray, Quality, Template
from faceid_desktop.core.track_evidence import effective_samples
from faceid_desktop.services.live.records import TrackVerdict, identified_person

LEAST_WEIGHT = 0.05


class Identifier(Protocol):
    """Says who of the gallery a face is; implementations are immutable or safe for threads."""

    def identify(self, template: Template, poor: bool) -> Identification:
        """Identify one face; ``poor`` if it was not accepted for its quality."""

    def track_identify(self, templates: Sequence[Template], weights: Sequence[float]) -> Identification:
        """Identify the face of a track by several templates, each with a weight above 0 and at most 1."""


@dataclass(frozen=True, slots=True)
class EvidenceOptions:
    """When a frame of a track is worth embedding.

    The first ``eager`` accepted frames are embedded ``eager_s`` apart. After that a frame must come
    ``patient_s`` after the last and either be of a pose that was not seen (``pose_step_deg`` from all
    others), or better than the worst kept one by the factor ``better``. At most ``kept`` templates are held.
    Without an accepted frame a poor one is tried every ``poor_s``.
    """

    eager: int = 3
    eager_s: float = 0.2
    patient_s: float = 0.5
    pose_step_deg: float = 15.0
    better: float = 1.2
    kept: int = 8
    poor_s: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """An embedded face: template, how much it counts, and a small picture; not the frame, which is large."""

    template: Template
    weight: float
    quality: Quality
    thumbnail: ImageArray


class TrackEvidence:
    """Collects the samples of one track and keeps its verdict.

    Parameters
    ----------
    options
        When a frame is worth embedding.
    """

    def __init__(self, options: EvidenceOptions) -> None:
        self._options = options
        self.samples: list[Sample] = []
        self.poor: Sample | None = None
        self.embedded = 0
        self.verdict: TrackVerdict | None = None
        self.previous: TrackVerdict | None = None
        self._last_ns: int | None = None

    @property
    def best(self) -> Sample | None:
        """The sample that counts most; a poor one only if there is no other."""
        return max(self.samples, key=lambda sample: sample.weight, default=self.poor)

    def wants(self, quality: Quality, at_ns: int) -> bool:
        """Tell whether a frame would add something."""
        rules = self._options
        waited_s = float("inf") if self._last_ns is None else (at_ns - self._last_ns) / 1e9
        if quality.reasons:
            return not self.samples and waited_s >= rules.poor_s
        if len(self.samples) < rules.eager:
            return waited_s >= rules.eager_s or not self.samples
        return waited_s >= rules.patient_s and self._adds(quality)

    def add(self, sample: Sample, at_ns: int) -> None:
        """Take in an embedded frame; of too many the one that counts least goes."""
        self._last_ns = at_ns
        self.embedded += 1
        if sample.quality.reasons:
            self.poor = sample
            return
        self.samples.append(sample)
        if len(self.samples) > self._options.kept:
            self.samples.remove(min(self.samples, key=lambda kept: kept.weight))

    def judge(self, identifier: Identifier, at_ns: int) -> bool:
        """Identify the track by all its samples.

        Returns
        -------
        bool
            Whether `verdict` now has another outcome or person; `previous` is then what it was before.
        """
        found = self._identify(identifier)
        if found is None:
            return False
        before = self.verdict
        weights = np.array([sample.weight for sample in self.samples])
        same = before is not None and _gist(before.identification) == _gist(found)
        self.verdict = TrackVerdict(
            identification=found,
            samples=self.embedded,
            effective=effective_samples(weights) if len(weights) else 0.0,
            decided_ns=before.decided_ns if before is not None and same else at_ns,
        )
        if not same:
            self.previous = before
        return not same

    def _identify(self, identifier: Identifier) -> Identification | None:
        if self.samples:
            templates = [sample.template for sample in self.samples]
            return identifier.track_identify(templates, [sample.weight for sample in self.samples])
        if self.poor is not None:
            return identifier.identify(self.poor.template, poor=True)
        return None

    def _adds(self, quality: Quality) -> bool:
        """Tell whether a frame shows a new pose, or is better than the worst sample of an old one."""
        step = self._options.pose_step_deg
        if len(self.samples) < self._options.kept and all(
            _turn_deg(sample.quality, quality) >= step for sample in self.samples
        ):
            return True
        worst = min(sample.weight for sample in self.samples)
        return weight_of(quality) > worst * self._options.better


def weight_of(quality: Quality) -> float:
    """Weight of a frame in a track: its utility, never 0."""
    return max(utility(quality), LEAST_WEIGHT)


def _turn_deg(a: Quality, b: Quality) -> float:
    return float(np.hypot(a.pose.yaw_deg - b.pose.yaw_deg, a.pose.pitch_deg - b.pose.pitch_deg))


def _gist(identification: Identification) -> tuple[IdentifyOutcome, str | None]:
    """Return what a change of verdict is a change of: the outcome and, if identified, the person."""
    return identification.outcome, identified_person(identification)
