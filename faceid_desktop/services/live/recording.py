"""What a live session leaves behind: a sighting and an audit event for each change of verdict, if wanted."""

from __future__ import annotations

import io

from PIL import Image

from faceid_desktop.core.records import Identification, IdentifyOutcome, ImageArray
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.services import sightings
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.live.records import TrackEvent, TrackEventKind
from faceid_desktop.services.liveness.attempts import stored_facts
from faceid_desktop.services.liveness.check import accepts

_KEPT = (IdentifyOutcome.IDENTIFIED, IdentifyOutcome.UNKNOWN)
"""Verdicts that say something; "uncertain" and "too poor" are on the way to one of these, or to nothing."""


def record_event(gallery: Gallery, event: TrackEvent, camera: str, policy: str = "off") -> str | None:
    """Write down who was seen, as far as the gallery's rules want that.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    event
        Of a live session.
    camera
        What people call the camera.
    policy
        The setting ``liveness_identify``. Where it is ``require``, a sighting needs a passed check.

    Returns
    -------
    str or None
        The uuid of the sighting; None if nothing had to be written down.

    Raises
    ------
    PermissionDenied
        If the actor may not identify people.
    PersonNotFound
        If the person was erased meanwhile.
    GalleryWriteFailed
        If it cannot be saved.
    """
    verdict = event.verdict
    if event.kind is TrackEventKind.GONE or verdict is None:
        return None
    found = verdict.identification
    if found.outcome not in _KEPT:
        return None
    alive = None if event.liveness is None else event.liveness.result
    accepted = verdict.person is None or accepts(policy, alive)
    # A check tells something new of a sighting that is written already, unless that had to wait for it.
    seen = event.kind is TrackEventKind.VERDICT or (policy == "require" and verdict.person is not None)
    facts = {} if policy == "off" else {"accepted": accepted, "liveness": liveness_facts(event)}
    with gallery.change(Action.IDENTIFY) as change:

        def sighting() -> NewSighting:
            thumbnail = None if event.thumbnail is None else _encoded(event.thumbnail)
            return NewSighting(change.now, camera, verdict.person, {**_evidence(found), **facts}, thumbnail)

        uuid = sightings.write_down(change, verdict.person, sighting) if seen and accepted else None
        # The audit tells that somebody was searched for and with what outcome, never what he looks like.
        change.record(
            "identify.performed",
            verdict.person,
            outcome=str(found.outcome),
            model=found.model_id,
            sighting=uuid,
            **facts,
        )
        return uuid


def record_recording(gallery: Gallery, appearances: int) -> None:
    """Write down that a recording was searched for people of the gallery, not for whom or what it shows.

    Raises
    ------
    PermissionDenied
        If the actor may not identify people.
    GalleryWriteFailed
        If it cannot be saved.
    """
    with gallery.change(Action.IDENTIFY) as change:
        change.record("identify.performed", None, appearances=appearances)


def liveness_facts(event: TrackEvent) -> dict[str, object] | None:
    """Return what the audit keeps of the check of a track; None where there was none."""
    return None if event.liveness is None else stored_facts(event.liveness) or None


def _evidence(found: Identification) -> dict[str, object]:
    best = found.candidates[0] if found.candidates else None
    return {
        "outcome": str(found.outcome),
        "llr": None if best is None else round(best.llr, 3),
        "fmr": None if best is None else best.fmr.high,
        "fpir": found.fpir,
        "gallery_size": found.gallery_size,
        "model_id": found.model_id,
    }


def _encoded(image: ImageArray) -> bytes:
    content = io.BytesIO()
    Image.fromarray(image).save(content, "WEBP", quality=80)
    return content.getvalue()
