"""Words for what the gallery's services report as codes."""

from __future__ import annotations

from collections.abc import Mapping

from faceid_desktop.core.records import IdentifyOutcome

# Why an import list, an export or a lawful basis cannot be used, as the services say it.
IMPORTS: Mapping[str, str] = {
    "unreadable": "it cannot be read",
    "list_too_large": "the list is too large",
    "encoding": "it is no text",
    "columns": "the columns path and name are needed",
    "table": "a quotation mark is never closed",
    "incomplete": "the path or the name is missing",
    "zip": "it is no whole zip archive",
    "entry_missing": "a part is missing",
    "entry_too_large": "a part is larger than it may be",
    "json": "the description of the people is no JSON",
    "format": "it is of another format, or of a newer version of it",
    "person": "something about a person is not what it should be",
    "basis": "it is none of the six of the GDPR",
    "purpose": "the purpose is missing",
    "text_version": "consent needs the version of the text that was agreed to",
    "expired": "it has run out already",
    "not_in_force": "it was withdrawn or has run out, or the person is to be erased",
}

# Where the audit log does not hold, by the values of gallery.chain.Break.why.
AUDIT_BREAKS: Mapping[str, str] = {
    "event_missing": "it is missing",
    "event_link": "it does not follow the one before it",
    "event_changed": "it was changed, or written without the gallery's key",
}

IDENTITIES: Mapping[IdentifyOutcome, str] = {
    IdentifyOutcome.IDENTIFIED: "most likely the first of these people",
    IdentifyOutcome.UNKNOWN: "nobody of the gallery",
    IdentifyOutcome.UNCERTAIN: "perhaps one of these people; the evidence is too weak among so many",
    IdentifyOutcome.POOR_QUALITY: "the picture is too poor for a reliable verdict",
    IdentifyOutcome.EMPTY_GALLERY: "the gallery is empty",
}

# By the kinds of services.undoing.
UNDONE: Mapping[str, str] = {
    "details": "the change of name, reference, notes or tags",
    "watch": "the change of watching",
    "not_same": "that two people were told apart",
    "merge": "the merging of two people",
    "split": "the splitting of a person",
    "move": "the moving of a photo",
    "remove": "the removal of a photo",
    "add": "the enrolment of a person",
    "add_photos": "the adding of photos",
}
