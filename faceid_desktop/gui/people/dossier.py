"""Everything that is kept of one person, gathered on the database's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faceid_desktop.core.records import Candidate
from faceid_desktop.errors import PermissionDenied
from faceid_desktop.gallery.records import AuditEntry, ConsentEntry, PersonRecord, PhotoRecord
from faceid_desktop.gui import gallery_jobs

if TYPE_CHECKING:
    from faceid_desktop.services.retention import Due
    from faceid_desktop.services.workspace import Workspace

_MOST_EVENTS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """What is kept of a person.

    Parameters
    ----------
    person
        Who.
    photos
        With the models that have a template of each.
    statements
        On the lawful basis, the newest first.
    events
        Of the audit log, the newest first; None if the operator may not see it.
    alike
        Enrolled people who look like him, the most alike first, without those who were told apart.
    due
        Why he is due for erasure, None if he is not.
    """

    person: PersonRecord
    photos: tuple[PhotoRecord, ...]
    statements: tuple[ConsentEntry, ...]
    events: tuple[AuditEntry, ...] | None
    alike: tuple[tuple[PersonRecord, Candidate], ...]
    due: Due | None


def gather(workspace: Workspace, person: str) -> Dossier:
    """Gather what is kept of a person.

    Raises
    ------
    PersonNotFound
        If he was erased meanwhile.
    RecordTampered
        If something was changed from outside.
    """
    from faceid_desktop.services import consent
    from faceid_desktop.services.retention import due_of

    gallery, record = workspace.gallery, workspace.people.get(person)
    return Dossier(
        record,
        workspace.people.photos(person),
        tuple(reversed(consent.history(gallery, person))),
        _events(workspace, person),
        _alike(workspace, person),
        due_of(record, gallery_jobs.rules_of(gallery), gallery.clock()),
    )


def _events(workspace: Workspace, person: str) -> tuple[AuditEntry, ...] | None:
    from faceid_desktop.gallery.queries.audit import AuditFilter
    from faceid_desktop.services import audit

    try:
        return audit.events(workspace.gallery, AuditFilter(subject=person), _MOST_EVENTS)
    except PermissionDenied:
        return None


def _alike(workspace: Workspace, person: str) -> tuple[tuple[PersonRecord, Candidate], ...]:
    from faceid_desktop.core.records import Template
    from faceid_desktop.services.duplicates import find_suspects

    index, directory = workspace.index, workspace.directory
    vectors = index.person_vectors(person)
    if vectors is None:
        return ()
    templates = [Template(vector.copy(), index.model_id) for vector in vectors]
    apart = {person, *workspace.people.told_apart(person)}
    found = find_suspects(index, workspace.engine.scorer, templates, apart)
    people = (suspect.candidate for suspect in found if suspect.candidate.person in directory)
    return tuple((directory.get(each.person), each) for each in people)
