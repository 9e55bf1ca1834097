"""English words for what the services of trust report as codes, and the text of a certificate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faceid_desktop.gallery.needles import NeedleKind
from faceid_desktop.services.audit import Finding, FindingKind
from faceid_desktop.services.certificate import Certificate, Unreached, UnreachedKind
from faceid_desktop.services.pdf import Line, Style
from faceid_desktop.services.retention import DueReason

FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.EVENT_MISSING: "event {number} is missing",
    FindingKind.EVENT_LINK: "event {number} does not follow the one before it",
    FindingKind.EVENT_CHANGED: "event {number} was changed, or written without the gallery's key",
    FindingKind.ANCHOR_MISSING: "the note on the log's end is missing; a cut end could not be seen",
    FindingKind.ANCHOR_CUT: "events after {number} are missing, or an older database was put back",
    FindingKind.ANCHOR_OTHER_CHAIN: "the log was written anew, or an older database was put back and used",
    FindingKind.ANCHOR_UNREADABLE: "the note on the log's end is damaged or forged",
    FindingKind.PERSON_CHANGED: "what is stored of person {subject} was changed from outside",
    FindingKind.PERSON_ROLLED_BACK: "an older state of person {subject} was put back",
    FindingKind.PERSON_MISSING: "person {subject} is gone without an event that tells of it",
    FindingKind.PERSON_UNKNOWN: "person {subject} should not be there",
    FindingKind.OPERATOR_CHANGED: "operator {subject} was added, removed or changed from outside",
    FindingKind.RULE_CHANGED: "the rule {subject} was changed from outside",
    FindingKind.CONTENT_UNREADABLE: "{subject} does not decrypt",
}

DUE: Mapping[DueReason, str] = {
    DueReason.ORDERED: "erasure was ordered and can no longer be taken back",
    DueReason.NO_BASIS: "there is no lawful basis",
    DueReason.WITHDRAWN: "consent was withdrawn",
    DueReason.EXPIRED: "the lawful basis has expired",
    DueReason.RETENTION: "the last interaction is too long ago",
}

NEEDLES: Mapping[NeedleKind, str] = {
    NeedleKind.CIPHERTEXT: "encrypted values",
    NeedleKind.NONCE: "nonces of encrypted values",
    NeedleKind.WRAPPED_KEY: "wrapped keys",
    NeedleKind.SOURCE_HASH: "keyed hashes of photos",
    NeedleKind.VECTOR: "unencrypted templates",
}

UNREACHED: Mapping[UnreachedKind, str] = {
    UnreachedKind.READER: "another program reads {where}, whose journal still holds an older state",
    UnreachedKind.NO_ROOM: "the disk is full or fails: free pages of {where} could not be dropped",
    UnreachedKind.COPY: "{where} is damaged, of a newer version, or cannot be written",
    UnreachedKind.UNREADABLE: "{where} could not be read",
    UnreachedKind.STILL_THERE: "something is left in {where}",
    UnreachedKind.EXPORT: "an export of {where} that may hold the person; where it was taken is not known",
    UnreachedKind.BACKUP: "a backup of {where} that lies elsewhere; restored, it loses the person again",
    UnreachedKind.OUTSIDE: "what no program can look into: system backups, snapshots, worn flash cells",
}

ROWS: Mapping[str, str] = {
    "persons": "persons",
    "photos": "photos",
    "pictures": "pictures",
    "templates": "templates",
    "consents": "statements on the lawful basis",
    "sightings": "sightings",
    "undo_steps": "steps to undo",
}


def finding(found: Finding) -> str:
    """Say what is wrong."""
    return FINDINGS[found.kind].format(number=found.number, subject=found.subject)


def unreached(left: Unreached) -> str:
    """Say what could not be reached."""
    return UNREACHED[left.kind].format(where=left.where)


def verdict(certificate: Certificate) -> str:
    """Say in a sentence how the erasure ended."""
    if certificate.complete:
        return f"Erased. {certificate.found_before} traces were found before and none afterwards."
    return (
        f"Gone from the gallery, but {certificate.found_after} of {certificate.found_before} traces are left"
        " in other places or not everything could be looked at; the next start of the program tries again."
    )


def certificate_lines(certificate: Certificate) -> Iterator[Line]:
    """Write a certificate for people, line by line."""
    yield Line("Certificate of erasure", Style.TITLE)
    yield Line(verdict(certificate))
    yield Line("What was erased", Style.HEADING)
    yield Line(f"Person: {certificate.person} (random identifier; this certificate holds no name)")
    yield Line(f"Gallery: {certificate.gallery}")
    yield Line(
        f"Ordered: {certificate.ordered:%Y-%m-%d %H:%M} UTC. Erased: {certificate.erased:%Y-%m-%d %H:%M} UTC"
    )
    yield Line(f"By: {certificate.operator or 'the only user of this computer'}")
    rows = ", ".join(f"{ROWS[name]} {count}" for name, count in certificate.rows.items() if count)
    yield Line(f"Deleted: {rows or 'nothing'}")
    yield Line(f"Backups and copies rewritten: {certificate.copies}")
    yield Line("What was searched for", Style.HEADING)
    yield Line(
        f"All bytes of {certificate.searched} files: database, journal, backups, copies, caches and logs."
    )
    for kind, found in certificate.needles.items():
        counts = f"{found.sought} sought, {found.before} found before, {found.after} afterwards"
        yield Line(f"{NEEDLES[kind].capitalize()}: {counts}")
    if certificate.files:
        yield Line("Where something was found", Style.HEADING)
        for file in certificate.files:
            yield Line(f"{file.path}: {file.before} times before, {file.after} afterwards", Style.FIXED)
    yield Line("What could not be reached", Style.HEADING)
    for each in certificate.unreached:
        yield Line(f"- {unreached(each)}")
    yield Line("How to check this certificate", Style.HEADING)
    yield Line(
        f"Event {certificate.audit_number} of the gallery's audit log tells of it. The gallery in which it"
        " was made checks its JSON form with 'faceid audit verify --certificate FILE'."
    )
    yield Line(f"Hash of the event:  {certificate.audit_hash}", Style.FIXED)
    yield Line(f"Keyed hash of this: {certificate.signature}", Style.FIXED)
