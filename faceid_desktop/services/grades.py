"""How many good photos each person has: read once, and again only for those who changed since."""

from __future__ import annotations

from collections.abc import Mapping

from faceid_desktop.gallery.queries import photos
from faceid_desktop.services.access import Action
from faceid_desktop.services.directory import Directory
from faceid_desktop.services.gallery import Gallery


class Grades:
    """Keeps the numbers of good photos; a photo is good if nothing of its quality was refused.

    What is wrong with a photo lies sealed beside it, so that the first look opens every photo of the gallery.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int]] = {}

    def of(self, gallery: Gallery, directory: Directory) -> Mapping[str, int]:
        """Return how many good photos everybody of a directory has, by uuid.

        Raises
        ------
        RecordTampered
            If a photo was changed from outside.
        """
        revisions = {person.uuid: person.revision for person in directory}
        changed = [uuid for uuid, revision in revisions.items() if self._revision(uuid) != revision]
        if changed:
            with gallery.read(Action.VIEW_PEOPLE) as session:
                counts = photos.accepted_of(session, gallery.vault, changed)
            self._known.update((uuid, (revisions[uuid], count)) for uuid, count in counts.items())
        self._known = {uuid: self._known[uuid] for uuid in revisions}
        return {uuid: count for uuid, (_, count) in self._known.items()}

    def _revision(self, person: str) -> int | None:
        known = self._known.get(person)
        return None if known is None else known[0]
