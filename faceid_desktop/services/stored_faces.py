"""The aligned face of a photo of the gallery, recomputed from its stored crop.

With it `faceid_desktop.services.explanation.Explainer` tells which regions of people of the gallery agree.
"""

from __future__ import annotations

from faceid_desktop.core.align import AlignmentSpec
from faceid_desktop.core.records import AlignedFace
from faceid_desktop.gallery.queries import photos
from faceid_desktop.gallery.schema import MediaKind
from faceid_desktop.services.access import Action
from faceid_desktop.services.crops import face_of_crop, read_crop
from faceid_desktop.services.gallery import Gallery


def stored_face(gallery: Gallery, photo: str, spec: AlignmentSpec) -> AlignedFace:
    """Return the face of a photo; belongs on the database's thread.

    Parameters
    ----------
    gallery
        An open gallery.
    photo
        Uuid of one of its photos.
    spec
        The canvas of the model that is to look at it.

    Raises
    ------
    PhotoNotFound
        If there is no such photo or crop.
    PermissionDenied
        If the operator may not see people.
    """
    with gallery.read(Action.VIEW_PEOPLE) as session:
        record = photos.get(session, gallery.vault, photo)
        crop = photos.media(session, gallery.vault, photo, MediaKind.CROP)
    return face_of_crop(record, read_crop(crop, photo), spec).aligned
