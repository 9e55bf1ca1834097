"""The steps of an erasure, from the first search to the certificate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from faceid_desktop.errors import GalleryError, OutputError
from faceid_desktop.gallery import erasure
from faceid_desktop.gallery.erasure import PATIENCE_MS, Compacted
from faceid_desktop.gallery.filesearch import Hits, search_files
from faceid_desktop.gallery.integrity import Depth, inspect
from faceid_desktop.gallery.ledger import Ledger, LedgerEntry, Sought
from faceid_desktop.gallery.needles import Needle, Search, Targets, of_vectors
from faceid_desktop.gallery.places import GalleryPlaces, copies_of
from faceid_desktop.gallery.queries import erased
from faceid_desktop.gallery.store import open_reading
from faceid_desktop.paths import AppPaths
from faceid_desktop.services.access import Action
from faceid_desktop.services.certificate import Certificate, Unreached, UnreachedKind, signed
from faceid_desktop.services.gallery import Gallery
from faceid_desktop.services.proof import Proof, found_before, shown

Forget = Callable[[Collection[str]], None]
"""Told the uuids of persons whose index rows, thumbnails and names have to leave the memory."""


_BESIDE = ("-wal", "-shm", "-journal", ".part")
"""What lies beside a database or is not one yet."""


@dataclass(frozen=True, slots=True)
class Copies:
    """How many backups and copies were rewritten, and which could not be."""

    rewritten: int
    unreached: tuple[Unreached, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Erasing:
    """Erases persons of a gallery and proves it.

    Parameters
    ----------
    gallery
        The unlocked gallery.
    paths
        The user's folders, all of which are searched.
    forget
        Takes the persons out of memory.
    resumed
        Whether this finishes what was begun before.
    patience_ms
        How long another program that reads the database is waited for.
    """

    gallery: Gallery
    paths: AppPaths
    forget: Forget
    resumed: bool = False
    patience_ms: int = PATIENCE_MS

    @property
    def ledger(self) -> Ledger:
        """The list of erased persons."""
        vault = self.gallery.vault
        return Ledger(GalleryPlaces(self.paths).ledger(vault.gallery), vault)

    def run(self, entries: Sequence[LedgerEntry]) -> tuple[Certificate, ...]:
        """Carry out all steps for all entries; return their certificates in the same order.

        Raises
        ------
        LedgerBroken
            If the list of erased persons cannot be trusted; nothing is changed.
        OutputError
            If it cannot be written; nothing is changed.
        GalleryWriteFailed
            If the rows could not be deleted; the erasures stay pending.
        """
        files = self._copies()
        collected = self._collect(entries, files)
        search = Search({needle for each in collected.values() for needle in each.needles})
        before = self._search(search)
        sought = {person: found_before(search, each, before) for person, each in collected.items()}
        self._announce(entries, sought)
        deleted = self._delete(entries)
        self.forget([person for entry in entries for person in entry.targets.persons])
        unreached = self._compact(before, deleted)
        copies = self._rewrite(files, _all_targets(entries), before)
        copies = replace(copies, unreached=(*unreached, *copies.unreached))
        proof = Proof(search, before, self._search(search), self.paths.data)
        certificates = tuple(self._prove(entry, sought[entry.person], proof, copies) for entry in entries)
        self.ledger.finish([each.person for each in certificates if each.complete])
        return certificates

    def _collect(self, entries: Sequence[LedgerEntry], files: Sequence[Path]) -> dict[str, Sought]:
        """Collect needles from the gallery and from each copy, whose ciphertexts may be older ones."""
        known = self.ledger.sought() if self.resumed else {}
        found: dict[str, Sought] = {}
        for entry in entries:
            earlier = known.get(entry.person, Sought(frozenset()))
            needles = set(earlier.needles) | erasure.collect_from(self.gallery.store, entry.targets)
            with self.gallery.read(Action.ERASE) as session:
                needles |= of_vectors(erased.vectors(session, self.gallery.vault, entry.person))
            for copy in files:
                needles |= _needles_of_copy(copy, entry.targets)
            found[entry.person] = Sought(frozenset(needles), earlier.found)
        return found

    def _search(self, search: Search) -> Hits:
        roots = (self.paths.data, self.paths.config, self.paths.logs)
        store = self.gallery.store
        return search_files(roots, search, store.path, store.raw_files, {self.ledger.needles_file})

    def _announce(self, entries: Sequence[LedgerEntry], sought: dict[str, Sought]) -> None:
        try:
            self.ledger.begin(entries, sought)
        except OSError as error:
            raise OutputError(path=str(self.ledger.path), why=error.strerror or str(error)) from error

    def _delete(self, entries: Sequence[LedgerEntry]) -> bool:
        """Delete the rows; tell whether there were any."""
        deleted = False
        with self.gallery.change(Action.ERASE) as change:
            for entry in entries:
                if not erasure.concerns(change.session, entry.targets):
                    continue
                others = erasure.other_owners(change.session, entry.targets)
                rows = erasure.delete(change.session, entry.targets)
                for owner in others:
                    change.record("photo.removed", owner, erased=entry.person)
                merged = sorted(entry.targets.persons - {entry.person})
                change.record("person.erased", entry.person, rows=rows, merged=merged)
                deleted = True
        return deleted

    def _compact(self, before: Hits, deleted: bool) -> list[Unreached]:
        """Drop free pages and journal of the gallery, unless it has been done already."""
        database = self.gallery.store.path
        if not deleted and not any(path.parent == database.parent for path in before.counts):
            return []
        return self._told(erasure.compact(self.gallery.store, self.patience_ms), database)

    def _rewrite(self, files: Sequence[Path], targets: Targets, before: Hits) -> Copies:
        """Erase from the backups and copies that hold anything."""
        rewritten, unreached = 0, list[Unreached]()
        for copy in files:
            if copy not in before.counts and not _copy_concerns(copy, targets):
                continue
            try:
                now = self.gallery.clock()
                outcome = erasure.erase_from_copy(copy, self.gallery.vault, targets, now, self.patience_ms)
            except GalleryError:
                unreached.append(Unreached(UnreachedKind.COPY, shown(copy, self.paths.data)))
                continue
            rewritten += 1
            unreached += self._told(outcome, copy)
        return Copies(rewritten, tuple(unreached))

    def _told(self, outcome: Compacted, path: Path) -> list[Unreached]:
        kinds = {Compacted.READER: UnreachedKind.READER, Compacted.NO_ROOM: UnreachedKind.NO_ROOM}
        return [Unreached(kinds[outcome], shown(path, self.paths.data))] if outcome in kinds else []

    def _copies(self) -> list[Path]:
        """Return the backups and copies that are databases of this gallery."""
        folders = (GalleryPlaces(self.paths).backups, copies_of(self.gallery.store.path))
        files = sorted(path for folder in folders if folder.is_dir() for path in folder.iterdir())
        return [path for path in files if path.is_file() and self._is_ours(path)]

    def _is_ours(self, path: Path) -> bool:
        if path.name.endswith(_BESIDE):
            return False
        try:
            erasure.settle(path)
            return inspect(path, Depth.OUTLINE).uuid == self.gallery.vault.gallery
        except GalleryError:
            return False

    def _prove(self, entry: LedgerEntry, sought: Sought, proof: Proof, copies: Copies) -> Certificate:
        """Write the proof into the audit chain and make the certificate."""
        needles = proof.needles(sought)
        counts = {str(kind): [each.sought, each.before, each.after] for kind, each in needles.items()}
        with self.gallery.change(Action.ERASE) as change:
            told = erased.story(change.session, entry.person)
            left = (*copies.unreached, *proof.left(sought))
            end = change.record("person.erasure_proven", entry.person, needles=counts, left=len(left))
        certificate = Certificate(
            gallery=self.gallery.vault.gallery,
            person=entry.person,
            ordered=told.ordered or entry.at,
            erased=told.at or entry.at,
            operator=told.operator,
            rows=told.rows,
            needles=needles,
            files=proof.files(sought),
            searched=proof.after.searched,
            copies=copies.rewritten,
            unreached=(*left, *self._elsewhere(told)),
            audit_number=end.count,
            audit_hash=end.hash.hex(),
            interrupted=self.resumed,
        )
        return signed(certificate, self.gallery.vault)

    def _elsewhere(self, told: erased.Story) -> Iterable[Unreached]:
        """Name what may be out of reach: exports, backups taken elsewhere, what no program sees."""
        for moment in dict.fromkeys(each.date().isoformat() for each in told.exports):
            yield Unreached(UnreachedKind.EXPORT, moment)
        for moment in dict.fromkeys(each.date().isoformat() for each in told.backups):
            yield Unreached(UnreachedKind.BACKUP, moment)
        yield Unreached(UnreachedKind.OUTSIDE)


def _all_targets(entries: Sequence[LedgerEntry]) -> Targets:
    return Targets(
        frozenset().union(*(entry.targets.persons for entry in entries)),
        frozenset().union(*(entry.targets.photos for entry in entries)),
    )


def _needles_of_copy(copy: Path, targets: Targets) -> set[Needle]:
    store = open_reading(copy)
    try:
        return erasure.collect_from(store, targets)
    except GalleryError:
        return set()
    finally:
        store.close()


def _copy_concerns(copy: Path, targets: Targets) -> bool:
    store = open_reading(copy)
    try:
        with store.reading() as session:
            return erasure.concerns(session, targets)
    except GalleryError:
        return True
    finally:
        store.close()
