"""Makes the live sessions of the pages; runs on a worker thread, the heavy imports with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faceid_desktop.gui.live.control import Opener

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.evidence import Identifier
    from faceid_desktop.services.live.session import LiveListener, LiveSession


def enrolment_opener(engine: Engine, source: str) -> Opener:
    """Return what begins a guided enrolment on a source."""

    def open_session(listener: LiveListener) -> LiveSession[Any]:
        from faceid_desktop.services.cameras import resolve
        from faceid_desktop.services.live.capture import open_capture
        from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser, EnrolmentGuide
        from faceid_desktop.services.live.session import LiveSession

        analyser = EnrolmentAnalyser(engine.pipeline, EnrolmentGuide())
        return LiveSession(open_capture(resolve(source)), analyser, listener)

    return open_session


def open_identification(
    engine: Engine, source: str, identifier: Identifier | None, listener: LiveListener
) -> tuple[LiveSession[Any], LiveAnalyser]:
    """Make an identification on a source, and what judges it: that can be given another gallery later."""
    from faceid_desktop.services.cameras import resolve
    from faceid_desktop.services.live.analyser import LiveAnalyser
    from faceid_desktop.services.live.capture import open_capture
    from faceid_desktop.services.live.session import LiveSession

    analyser = LiveAnalyser(engine.pipeline, engine.scorer.llr, identifier)
    return LiveSession(open_capture(resolve(source)), analyser, listener), analyser
