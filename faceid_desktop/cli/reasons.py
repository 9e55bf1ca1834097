"""English words for the codes that errors give as the reason, of each kind of error a table."""

from __future__ import annotations

from collections.abc import Mapping

# By the values of services.photos.UnreadableReason; importing it would load the image libraries.
REASONS: Mapping[str, str] = {
    "missing": "there is no such file",
    "not_a_file": "it is not a file",
    "no_permission": "you may not read it",
    "empty": "the file is empty",
    "not_an_image": "it is not a picture",
    "unsupported": "this kind of picture is not supported",
    "damaged": "the file is damaged or cut short",
    "too_large": "the picture is too large",
    "too_small": "the picture is too small",
}

# Why a list of pairs is wrong, as services.pairs says it.
PAIR_LISTS: Mapping[str, str] = {
    "unreadable": "it cannot be read",
    "header": "the first line is not the number of folds and pairs",
    "count": "it does not have as many pairs as its first line says",
    "line": "this is no pair",
    "too_few": "at least two pairs of one person and two of different people are needed",
}

# By the values of gallery.integrity.Damage and gallery.backup.Flaw; importing them would load much.
DAMAGE: Mapping[str, str] = {
    "missing": "there is no such file",
    "not_a_file": "it is not a file",
    "empty": "the file is empty",
    "not_a_database": "it is not a database",
    "cut_short": "the file is cut short",
    "pages": "parts of the file do not fit together",
    "references": "entries refer to others that are not there",
    "incomplete": "it does not say which gallery it is",
    "migration": "it could not be brought to this version's form",
    "gallery_foreign": "it is a database of another application",
    "other_gallery": "it belongs to another gallery",
    "tampered": "something in it was changed from outside",
}

# Why an announcement of versions is refused, as services.updates says it.
REFUSALS: Mapping[str, str] = {
    "format": "it is not of the form that this version knows",
    "key": "it is signed with another key",
    "signature": "it was changed after it was signed",
    "product": "it is about another program",
    "expired": "its time has run out",
    "replayed": "it is older than one that was seen before",
}

# Why a package is refused, as services.updates_package says it.
DOWNLOADS: Mapping[str, str] = {
    "unannounced": "the signed announcement does not name it with an address",
    "exists": "another file of that name lies there already",
    "size": "it is larger than announced",
    "hash": "its SHA-256 is not the announced one",
}
