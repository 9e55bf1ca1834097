"""Makes liveness checks of the loaded models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from faceid_desktop.paths import default_liveness
from faceid_desktop.services.liveness.attempts import LivenessAttempts
from faceid_desktop.services.liveness.challenge import Plan
from faceid_desktop.services.liveness.check import LivenessCheck
from faceid_desktop.services.liveness.passive import PassiveRule, PassiveScorer, load_passive
from faceid_desktop.services.liveness.tracks import TrackLiveness

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine


def enrolment_attempts(engine: Engine, device: str = "auto", model: Path | None = None) -> LivenessAttempts:
    """Make the checks of an enrolment: challenge and passive network, on one person.

    Parameters
    ----------
    engine
        The loaded models.
    device
        ``auto``, ``cpu`` or ``cuda``.
    model
        The passive model's folder; None takes the shipped one.

    Raises
    ------
    BundleNotFound, BundleCorrupt
        If the passive model cannot be loaded.
    DeviceUnavailable
        If a GPU is asked for and cannot be used.
    """
    return _attempts(engine, load_passive(model or default_liveness(), device))


def track_liveness(
    engine: Engine, policy: str, device: str = "auto", model: Path | None = None
) -> TrackLiveness | None:
    """Make the checks of a live identification, as `enrolment_attempts` does; None for the policy ``off``."""
    if policy == "off":
        return None
    passive = load_passive(model or default_liveness(), device)
    return TrackLiveness(_attempts(engine, passive), passive, required=policy == "require")


def _attempts(engine: Engine, passive: tuple[PassiveScorer, PassiveRule]) -> LivenessAttempts:
    def make(plan: Plan | None) -> LivenessCheck:
        return LivenessCheck(engine.pipeline, engine.scorer.llr, plan, passive)

    return LivenessAttempts(make)
