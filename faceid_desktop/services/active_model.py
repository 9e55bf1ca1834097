"""Which model's templates a gallery searches; one at a time, so that two are never compared."""

from __future__ import annotations

from faceid_desktop.errors import ModelMismatchError
from faceid_desktop.gallery.queries import settings
from faceid_desktop.services.gallery import Change, Gallery

ACTIVE_MODEL = "model.active"
"""The gallery's setting that holds the model's id."""


def active_model(gallery: Gallery) -> str | None:
    """Return the model whose templates are searched; None while nobody was enrolled."""
    with gallery.store.reading() as session:
        found = settings.get(session, ACTIVE_MODEL)
        return None if found is None else str(found)


def use_model(change: Change, model_id: str) -> None:
    """Make sure that enrolment uses the gallery's model; the first enrolment decides which that is.

    Raises
    ------
    ModelMismatchError
        If the gallery uses another one.
    """
    active = settings.get(change.session, ACTIVE_MODEL)
    if active is None:
        settings.put(change.session, ACTIVE_MODEL, model_id)
    elif active != model_id:
        raise ModelMismatchError(first=model_id, second=active)
