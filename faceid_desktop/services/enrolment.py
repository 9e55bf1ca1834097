"""Enrolling people: photos to templates, is the face known already, and one transaction for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from faceid_desktop.core.records import FacesInPhoto
from faceid_desktop.errors import AlreadyEnrolled, ConsentMissing
from faceid_desktop.gallery.queries import consent, not_same, people, photos
from faceid_desktop.gallery.records import ConsentEntry, NewPhoto, PersonDetails, PersonRecord
from faceid_desktop.services.access import Action
from faceid_desktop.services.active_model import use_model
from faceid_desktop.services.comparison import choose_face
from faceid_desktop.services.duplicates import Suspect, find_suspects
from faceid_desktop.services.gallery import Change
from faceid_desktop.services.intake import QualityProfile, new_photo, require_quality
from faceid_desktop.services.people import require_consent
from faceid_desktop.services.undoing import keep_step
from faceid_desktop.services.workspace import Workspace


class DuplicateDecision(StrEnum):
    """What a human says about people who look like the one who is being enrolled."""

    ASK = "ask"
    """Nothing yet: enrolment is refused if somebody looks alike."""
    NOT_SAME = "not_same"
    """They are different people; that is remembered."""
    PROCEED = "proceed"
    """Enrol now and settle it later."""
    SAME = "same"
    """It is that person; the photos were added to him."""


class EnrolmentService:
    """Enrols people and adds photos to them.

    Parameters
    ----------
    workspace
        The gallery, the engine and the index.
    profile
        How good a face has to be.
    keep_originals
        Store the files themselves too.
    """

    def __init__(
        self,
        workspace: Workspace,
        profile: QualityProfile = QualityProfile.DEFAULT,
        *,
        keep_originals: bool = False,
    ) -> None:
        self._workspace = workspace
        self._profile = profile
        self._keep = keep_originals

    def prepare(
        self,
        photo: FacesInPhoto,
        face: int | None,
        source: bytes,
        name: str,
        profile: QualityProfile | None = None,
    ) -> NewPhoto:
        """Make what is stored of one face of a photo.

        Parameters
        ----------
        photo
            An analysed picture.
        face
            Which face, see `services.comparison.choose_face`.
        source
            What identifies the picture: a file's bytes, or a frame's pixels.
        name
            What the picture is called.
        profile
            Another one than the service's.

        Raises
        ------
        NoFaceFound, SeveralFacesFound, NoSuchFace
            If a face cannot be settled.
        PoorQuality
            If it is too poor for the profile.
        """
        chosen = photo.faces[choose_face(photo, face, name)]
        require_quality(chosen, profile or self._profile, name)
        (template,) = self._workspace.engine.pipeline.embed([chosen])
        return new_photo(photo, chosen, template, source, name, keep=self._keep)

    def find_duplicates(self, new: Sequence[NewPhoto], excluded: str | None = None) -> tuple[Suspect, ...]:
        """Return the enrolled people who look like the new photos, the most alike first.

        Parameters
        ----------
        new
            Photos of one person.
        excluded
            The person himself, if he is enrolled; those who were told apart from him are left out too.
        """
        workspace = self._workspace
        apart = () if excluded is None else {excluded, *workspace.people.told_apart(excluded)}
        templates = [photo.template for photo in new]
        return find_suspects(workspace.index, workspace.engine.scorer, templates, apart)

    def enrol(
        self,
        details: PersonDetails,
        basis: ConsentEntry | None,
        new: Sequence[NewPhoto],
        decision: DuplicateDecision = DuplicateDecision.ASK,
    ) -> PersonRecord:
        """Enrol a person in one transaction: consent, photos, templates, audit events, step to undo.

        Raises
        ------
        ConsentMissing
            If there is no lawful basis.
        ConsentNotValid
            If nobody may be enrolled on it.
        AlreadyEnrolled
            If somebody looks alike and the decision is still to be made.
        DuplicatePhoto
            If two of the photos are one file.
        """
        if basis is None:
            raise ConsentMissing(person=details.name)
        suspects = self.find_duplicates(new)
        if suspects and decision is DuplicateDecision.ASK:
            raise self._already(suspects[0], new)
        with self._workspace.gallery.change(Action.ENROL) as change:
            person = people.add(change.session, change.vault, details, change.now)
            consent.add(change.session, change.vault, person, basis)
            self._store(change, person, new)
            self._decide(change, person, suspects, decision)
            keep_step(change, "add", person)
            change.record("consent.given", person, basis=basis.basis)
            change.record("person.added", person, photos=len(new), **_liveness(new))
        self._workspace.apply((person,))
        return self._workspace.people.get(person)

    def add_photos(
        self, person: str, new: Sequence[NewPhoto], decision: DuplicateDecision = DuplicateDecision.PROCEED
    ) -> PersonRecord:
        """Add photos to a person in one transaction.

        With `DuplicateDecision.SAME` it is written down that a human recognised the person in them.

        Raises
        ------
        PersonNotFound
            If there is no such person.
        ConsentMissing, ConsentNotValid
            If he has no lawful basis in force.
        DuplicatePhoto
            If he has one of the photos.
        AlreadyEnrolled
            If the photos look like somebody else and the decision is to ask.
        """
        suspects = self.find_duplicates(new, excluded=person)
        if suspects and decision is DuplicateDecision.ASK:
            raise self._already(suspects[0], new)
        with self._workspace.gallery.change(Action.ENROL) as change:
            require_consent(change, person)
            added = self._store(change, person, new)
            people.touch(change.session, person, change.now)
            if decision is DuplicateDecision.SAME:
                change.record("duplicate.decided", person, decision=str(decision), photos=len(new))
                decision = DuplicateDecision.PROCEED  # about whoever else looks alike nothing was said
            self._decide(change, person, suspects, decision)
            keep_step(change, "add_photos", person, photos=added)
            change.record("photo.added", person, photos=len(new), **_liveness(new))
        self._workspace.apply((person,))
        return self._workspace.people.get(person)

    def _store(self, change: Change, person: str, new: Sequence[NewPhoto]) -> list[str]:
        for model_id in {photo.template.model_id for photo in new}:
            use_model(change, model_id)
        return [photos.add(change.session, change.vault, person, photo, change.now) for photo in new]

    def _decide(
        self, change: Change, person: str, suspects: Sequence[Suspect], decision: DuplicateDecision
    ) -> None:
        for suspect in suspects:
            other = suspect.candidate.person
            if decision is DuplicateDecision.NOT_SAME:
                not_same.record(change.session, person, other, change.now, change.actor.operator)
            change.record(
                "duplicate.decided",
                person,
                other=other,
                decision=str(decision),
                llr=round(suspect.candidate.llr, 2),
            )

    def _already(self, suspect: Suspect, new: Sequence[NewPhoto]) -> AlreadyEnrolled:
        found = suspect.candidate
        name = self._workspace.people.get(found.person).details.name
        path = new[suspect.photo].source_name
        return AlreadyEnrolled(path=path, person=found.person, name=name, llr=found.llr)


def _liveness(new: Sequence[NewPhoto]) -> dict[str, object]:
    """Return what a check of liveness said of photos that were taken together, for the audit."""
    found = next((photo.liveness for photo in new if photo.liveness), None)
    return {} if found is None else {"liveness": dict(found)}
