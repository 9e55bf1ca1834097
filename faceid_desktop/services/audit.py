"""Whether the gallery is what its audit chain says it is, and what the chain tells.

The chain itself tells whether events were changed, removed or reordered; the anchor whether its end was cut
or an older database put back. What the events say is then compared with what is stored: every person's
seal, who was erased and who is there, each operator's role, each rule. So a row that was rolled back to an
older value of itself, which encryption cannot see, shows here. A thorough check also opens every
ciphertext.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from faceid_desktop.errors import OutputError
from faceid_desktop.gallery import chain
from faceid_desktop.gallery.anchor import Anchor, AnchorState
from faceid_desktop.gallery.contents import unreadable
from faceid_desktop.gallery.queries import audit, operators, settings
from faceid_desktop.gallery.queries.audit import EVERYTHING, AuditFilter
from faceid_desktop.gallery.queries.consent import TEXTS
from faceid_desktop.gallery.records import AuditEntry
from faceid_desktop.gallery.seals import all_seals
from faceid_desktop.gallery.store import GallerySession
from faceid_desktop.paths import write_atomically
from faceid_desktop.services.access import Action
from faceid_desktop.services.gallery import Gallery


class FindingKind(StrEnum):
    """What is wrong; ``number`` or ``subject`` of a finding says where."""

    EVENT_MISSING = "event_missing"
    EVENT_LINK = "event_link"
    """It does not follow the event before it."""
    EVENT_CHANGED = "event_changed"
    """It was changed, or written without the gallery's key."""
    ANCHOR_MISSING = "anchor_missing"
    """There is no note on the chain's end; a cut end could not be seen."""
    ANCHOR_CUT = "anchor_cut"
    """Events are missing at the end, or an older database was put back."""
    ANCHOR_OTHER_CHAIN = "anchor_other_chain"
    """The chain was written anew, or an older database was put back and worked on."""
    ANCHOR_UNREADABLE = "anchor_unreadable"
    """The note is damaged or was not made with the gallery's key."""
    PERSON_CHANGED = "person_changed"
    """The stored rows are not those that were sealed."""
    PERSON_ROLLED_BACK = "person_rolled_back"
    """An older state, or one that the chain does not know."""
    PERSON_MISSING = "person_missing"
    """The chain tells of no removal."""
    PERSON_UNKNOWN = "person_unknown"
    """The chain tells of no such person, or of his erasure."""
    OPERATOR_CHANGED = "operator_changed"
    """Added, removed or given another role from outside."""
    RULE_CHANGED = "rule_changed"
    CONTENT_UNREADABLE = "content_unreadable"
    """A ciphertext does not open: changed, or moved here from elsewhere."""


_ANCHORS = {
    AnchorState.MISSING: FindingKind.ANCHOR_MISSING,
    AnchorState.CUT: FindingKind.ANCHOR_CUT,
    AnchorState.OTHER_CHAIN: FindingKind.ANCHOR_OTHER_CHAIN,
    AnchorState.UNREADABLE: FindingKind.ANCHOR_UNREADABLE,
}


class Depth(StrEnum):
    """How much is checked."""

    CHAIN = "chain"
    """Events and anchor: at every start."""
    STATE = "state"
    """Also seals, operators and rules."""
    CONTENT = "content"
    """Also every ciphertext."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    kind: FindingKind
    number: int | None = None
    """Of the event."""
    subject: str = ""
    """Uuid of a person or operator, name of a rule, or place of a ciphertext."""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The result of a check."""

    depth: Depth
    events: int
    last_hash: str
    people: int
    """Whose seals were checked."""
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass(slots=True)
class _Told:
    """What the events say the gallery looks like now."""

    seals: dict[str, str | None] = field(default_factory=dict)
    """Last seal of each person; None once he is gone."""
    roles: dict[str, str | None] = field(default_factory=dict)
    rules: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each text that people agree to."""

    def visit(self, link: chain.Link) -> None:
        """Follow one event."""
        if link.subject is None and link.kind not in ("setting.changed", "consent.text_added"):
            return
        details = json.loads(link.details)
        if link.kind == "setting.changed":
            self.rules[details["name"]] = details.get("value")
        elif link.kind == "consent.text_added":
            self.texts[details["version"]] = details["sha256"]
        elif link.subject is not None and link.kind.startswith("operator."):
            self.roles[link.subject] = details.get("role", self.roles.get(link.subject))
            if link.kind == "operator.removed":
                self.roles[link.subject] = None
        elif link.subject is not None and ("seal" in details or link.subject in self.seals):
            self.seals[link.subject] = details.get("seal")


def verify(gallery: Gallery, depth: Depth = Depth.CONTENT) -> AuditReport:
    """Check the gallery against its audit chain.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    GalleryLocked
        If the keys are gone.
    """
    told = _Told()
    with gallery.read(Action.VIEW_AUDIT) as session:
        end, breaks = chain.inspect(session, gallery.vault, told.visit)
        findings = [Finding(FindingKind(each.why), each.number) for each in breaks]
        state = Anchor(gallery.anchor, gallery.vault).state(session)
        if state in _ANCHORS:
            findings.append(Finding(_ANCHORS[state], end.count))
        people = 0
        if depth is not Depth.CHAIN:
            people, wrong = _check_people(session, gallery, told)
            findings += [*wrong, *_check_operators(session, told), *_check_rules(session, told)]
        if depth is Depth.CONTENT:
            places = unreadable(session, gallery.vault)
            findings += [Finding(FindingKind.CONTENT_UNREADABLE, subject=place) for place in places]
    return AuditReport(depth, end.count, end.hash.hex(), people, tuple(findings))


def accept(gallery: Gallery) -> AuditReport:
    """Let an administrator accept the chain as it is: the anchor follows it again, and the chain says so.

    Broken events stay broken; only what contradicts the anchor is settled.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OutputError
        If the anchor cannot be written.
    """
    report = verify(gallery.as_program(), Depth.CHAIN)
    with gallery.change(Action.CHANGE_RULES) as change:
        found = sorted({str(finding.kind) for finding in report.findings})
        end = change.record("audit.accepted", findings=found)
    try:
        Anchor(gallery.anchor, gallery.vault).write(end)
    except OSError as error:
        raise OutputError(path=str(gallery.anchor), why=error.strerror or str(error)) from error
    return report


def events(
    gallery: Gallery, which: AuditFilter = EVERYTHING, limit: int = 100, offset: int = 0
) -> tuple[AuditEntry, ...]:
    """Return events, the newest first.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.read(Action.VIEW_AUDIT) as session:
        return audit.newest(session, which, limit, offset)


def count(gallery: Gallery, which: AuditFilter = EVERYTHING) -> int:
    """Return how many events there are.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    """
    with gallery.read(Action.VIEW_AUDIT) as session:
        return audit.count(session, which)


class ExportFormat(StrEnum):
    """How the chain is written."""

    JSON_LINES = "jsonl"
    CSV = "csv"


def export(gallery: Gallery, target: Path, written: ExportFormat) -> int:
    """Write all events to a file, whole or not at all; return how many.

    Each event carries its hashes, so that the holder of the gallery can still check it.

    Raises
    ------
    PermissionDenied
        If the actor's role does not allow it.
    OutputError
        If the file cannot be written.
    """
    with gallery.read(Action.EXPORT_AUDIT) as session:
        count, content = _WRITERS[written](map(_row, chain.links(session)))
    try:
        write_atomically(target, content, private=True)
    except OSError as error:
        raise OutputError(path=str(target), why=error.strerror or str(error)) from error
    return count


def _check_people(session: GallerySession, gallery: Gallery, told: _Told) -> tuple[int, list[Finding]]:
    findings, present = [], set[str]()
    for state in all_seals(session, gallery.vault):
        present.add(state.person)
        known = told.seals.get(state.person)
        if known is None:
            findings.append(Finding(FindingKind.PERSON_UNKNOWN, subject=state.person))
        elif state.computed != state.stored:
            findings.append(Finding(FindingKind.PERSON_CHANGED, subject=state.person))
        elif state.stored.hex() != known:
            findings.append(Finding(FindingKind.PERSON_ROLLED_BACK, subject=state.person))
    gone = [person for person, seal in told.seals.items() if seal is not None and person not in present]
    return len(present), [*findings, *(Finding(FindingKind.PERSON_MISSING, subject=each) for each in gone)]


def _check_operators(session: GallerySession, told: _Told) -> Iterator[Finding]:
    stored = {each.uuid: str(each.role) for each in operators.everyone(session)}
    known = {uuid: role for uuid, role in told.roles.items() if role is not None}
    for uuid in sorted(stored.keys() | known.keys()):
        if stored.get(uuid) != known.get(uuid):
            yield Finding(FindingKind.OPERATOR_CHANGED, subject=uuid)


def _check_rules(session: GallerySession, told: _Told) -> Iterator[Finding]:
    stored = settings.everything(session)
    for name, value in told.rules.items():
        if stored.get(name) != value:
            yield Finding(FindingKind.RULE_CHANGED, subject=name)
    texts = stored.get(TEXTS, {})
    if {version: hashlib.sha256(text.encode()).hexdigest() for version, text in texts.items()} != told.texts:
        yield Finding(FindingKind.RULE_CHANGED, subject=TEXTS)


def _row(link: chain.Link) -> dict[str, object]:
    entry = chain.entry_of(link)
    values = asdict(entry)
    hashes = {"previous": link.previous.hex(), "hash": link.hash.hex()}
    return {**values, "at": entry.at.isoformat(), **hashes}


def _json_lines(rows: Iterable[dict[str, object]]) -> tuple[int, bytes]:
    lines = [chain.canonical(row) + "\n" for row in rows]
    return len(lines), "".join(lines).encode()


def _csv(rows: Iterable[dict[str, object]]) -> tuple[int, bytes]:
    text, written = io.StringIO(newline=""), 0
    names = ("number", "at", "kind", "operator", "subject", "details", "previous", "hash")
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "details": chain.canonical(row["details"])})
        written += 1
    return written, text.getvalue().encode()


_WRITERS: Mapping[ExportFormat, Callable[[Iterable[dict[str, object]]], tuple[int, bytes]]] = {
    ExportFormat.JSON_LINES: _json_lines,
    ExportFormat.CSV: _csv,
}
