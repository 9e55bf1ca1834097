"""What a live session leaves behind: a sighting and an audit event for each change of verdict, if wanted."""

from __future__ import annotations

import io

from PIL import Image

from faceid_desktop.core.records import Identification, IdentifyOutcome, ImageArray
from faceid_desktop.gallery.queries import sightings
from faceid_desktop.gallery.records import NewSighting
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.live.records import TrackEvent, TrackEventKind
from faceid_desktop.services.rules import load_rules

_KEPT = (IdentifyOutcome.IDENTIFIED, IdentifyOutcome.UNKNOWN)
"""Verdicts that say something; "uncertain" and "too poor" are on the way to one of these, or to nothing."""


def record_event(gallery: Gallery, event: TrackEvent, camera: str) -> str | None:
    """Write down who was seen, as far as the gallery's rules want that.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    event
        Of a live session.
    camera
        What people call the camera.

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
    if event.kind is not TrackEventKind.VERDICT or verdict is None:
        return None
    found = verdict.identification
    if found.outcome not in _KEPT:
        return None
    with gallery.change(Action.IDENTIFY) as change:
        rules = load_rules(change.session)
        wanted = rules.record_sightings and (verdict.person is not None or rules.record_strangers)
        uuid = None
        if wanted:
            thumbnail = None if event.thumbnail is None else _encoded(event.thumbnail)
            sighting = NewSighting(change.now, camera, verdict.person, _evidence(found), thumbnail)
            uuid = sightings.add(change.session, change.vault, sighting)
        # The audit tells that somebody was searched for and with what outcome, never what he looks like.
        change.record(
            "identify.performed",
            verdict.person,
            outcome=str(found.outcome),
            model=found.model_id,
            sighting=uuid,
        )
        return uuid


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
