"""The passive check over several frames: the mean of the network's log-odds against a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Protocol

from faceid_desktop.core.records import Detection, ImageArray, LivenessReason, PassiveScore
from faceid_desktop.vision.liveness_bundle import LivenessBundle, load_liveness_bundle


class PassiveScorer(Protocol):
    """Scores faces of one picture (`vision.liveness.PassiveLiveness`)."""

    def score(self, image: ImageArray, detections: Sequence[Detection]) -> list[PassiveScore]:
        """Score the faces of an RGB picture, in their order."""


@dataclass(frozen=True, slots=True)
class PassiveRule:
    """How scores become a verdict; all of it comes from the model's manifest.

    ``threshold`` in mean log-odds, from which a face counts as living; ``frames`` the fewest and the most
    that are averaged; ``limit`` bounds the odds of one frame, so that none outvotes the others;
    ``advice_only`` says that the check did not hold up on unseen collections and must not reject anybody.
    """

    threshold: float
    frames: tuple[int, int]
    limit: float
    advice_only: bool
    model_id: str


def rule_of(bundle: LivenessBundle) -> PassiveRule:
    """Read the rule of a model."""
    manifest = bundle.manifest
    return PassiveRule(
        manifest.threshold, manifest.frames, manifest.limit, manifest.advice_only, manifest.model_id
    )


def load_passive(directory: Path, device: str = "auto") -> tuple[PassiveScorer, PassiveRule]:
    """Load a passive model and its rule; torch is imported here.

    Parameters
    ----------
    directory
        The model's folder, by custom `paths.default_liveness`.
    device
        ``auto``, ``cpu`` or ``cuda``.

    Raises
    ------
    BundleNotFound, BundleCorrupt
        If the model cannot be loaded.
    DeviceUnavailable
        If a GPU is asked for and cannot be used.
    """
    # Before torch is imported: a missing model is then reported at once.
    bundle = load_liveness_bundle(directory)
    from faceid_desktop.vision.embedder import choose_device
    from faceid_desktop.vision.liveness import load_liveness

    return load_liveness(bundle, choose_device(device)), rule_of(bundle)


@dataclass(frozen=True, slots=True)
class PassiveVerdict:
    """``passed`` is None when there were too few frames to tell."""

    passed: bool | None
    score: float | None
    frames: int
    reasons: tuple[LivenessReason, ...] = ()


def judge_passive(scores: Sequence[PassiveScore], rule: PassiveRule) -> PassiveVerdict:
    """Judge one face by the newest of its frames.

    Parameters
    ----------
    scores
        Of one face in the order of its frames.
    rule
        How.
    """
    fewest, most = rule.frames
    newest = scores[-most:]
    if len(newest) < fewest:
        return PassiveVerdict(None, None, len(newest), (LivenessReason.TOO_FEW_FRAMES,))
    score = fmean(max(-rule.limit, min(rule.limit, each.live)) for each in newest)
    if score >= rule.threshold:
        return PassiveVerdict(True, score, len(newest))
    printed = fmean(each.print_share for each in newest) > fmean(each.screen_share for each in newest)
    reason = LivenessReason.LOOKS_LIKE_PRINT if printed else LivenessReason.LOOKS_LIKE_SCREEN
    return PassiveVerdict(False, score, len(newest), (reason,))
