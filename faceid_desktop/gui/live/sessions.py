"""Makes the live sessions of the pages; runs on a worker thread, the heavy imports with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser
    from faceid_desktop.services.live.evidence import Identifier
    from faceid_desktop.services.live.session import LiveListener, LiveSession


@dataclass(frozen=True, slots=True)
class LivenessChoice:
    """What the operator has set: ``off``, ``advise`` or ``require``, and where the passive network runs."""

    policy: str = "off"
    device: str = "auto"


def open_enrolment(
    engine: Engine, source: str, liveness: LivenessChoice, listener: LiveListener
) -> tuple[LiveSession[Any], EnrolmentAnalyser]:
    """Make a guided enrolment on a source, and what is told to begin its liveness check."""
    from faceid_desktop.services.cameras import resolve
    from faceid_desktop.services.live.capture import open_capture
    from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser, EnrolmentGuide
    from faceid_desktop.services.live.session import LiveSession
    from faceid_desktop.services.liveness.loading import enrolment_attempts

    attempts = None if liveness.policy == "off" else enrolment_attempts(engine, liveness.device)
    analyser = EnrolmentAnalyser(engine.pipeline, EnrolmentGuide(), attempts)
    return LiveSession(open_capture(resolve(source)), analyser, listener), analyser


def open_identification(
    engine: Engine,
    source: str,
    identifier: Identifier | None,
    listener: LiveListener,
    liveness: LivenessChoice | None = None,
) -> tuple[LiveSession[Any], LiveAnalyser]:
    """Make an identification on a source, and what judges it: that can be given another gallery later."""
    from faceid_desktop.services.cameras import resolve
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.capture import open_capture
    from faceid_desktop.services.live.session import LiveSession
    from faceid_desktop.services.liveness.loading import track_liveness

    choice = liveness or LivenessChoice()
    checks = track_liveness(engine, choice.policy, choice.device)
    analyser = LiveAnalyser(engine.pipeline, engine.scorer.llr, identifier, liveness=checks)
    return LiveSession(open_capture(resolve(source)), analyser, listener), analyser
