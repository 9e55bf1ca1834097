"""English sentences for everything that the layers below report as a code and data.

The window has words of its own (``tr()``); a test walks every error, reason and verdict and asks for words
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from faceid_desktop.cli.gallery_words import AUDIT_BREAKS, IMPORTS
from faceid_desktop.cli.reasons import DAMAGE, DOWNLOADS, PAIR_LISTS, REASONS, REFUSALS
from faceid_desktop.core.records import (
    Comparison,
    LivenessReason,
    Outcome,
    QualityReason,
)
from faceid_desktop.errors import FaceIdError
from faceid_desktop.settings import Choice, JsonObject, Range


@dataclass(frozen=True, slots=True)
class Words:
    """What happened and what the user can do about it."""

    message: str
    hint: str


ERRORS: Mapping[str, Words] = {
    "error": Words("Something went wrong.", "Look into the log file."),
    "known_error": Words("This cannot be done.", "Look into the log file."),
    "image_error": Words("There is a problem with the picture {path}.", "Try another picture."),
    "image_unreadable": Words(
        "Cannot read {path}: {why}.", "Use a JPEG, PNG, WebP, BMP, TIFF or HEIC picture."
    ),
    "no_face_found": Words(
        "No face found in {path}.", "Use a picture in which the face is larger, upright and well lit."
    ),
    "several_faces_found": Words(
        "{path} shows {count} faces and none is clearly the largest.",
        "List them with 'faceid detect' and choose one with --face (when comparing, --face-a and --face-b).",
    ),
    "no_such_face": Words(
        "There is no face {chosen} in {path}; the number of faces found is {count}.",
        "Faces are numbered from 0, the largest first. List them with 'faceid detect'.",
    ),
    "model_error": Words("There is a problem with the model.", "Check it with 'faceid model verify'."),
    "bundle_not_found": Words(
        "There is no model at {path}.", "Give the folder that holds manifest.json with --model."
    ),
    "bundle_corrupt": Words(
        "The model at {path} is damaged or of another version: {why}.",
        "Check it with 'faceid model verify' and install the model again.",
    ),
    "models_loading": Words("The models are still loading.", "Try again in a moment."),
    "model_mismatch": Words(
        "Templates of two models cannot be compared: {first} and {second}.",
        "Make both templates with the same model.",
    ),
    "device_unavailable": Words(
        "The device {device} cannot be used: {why}.",
        "Run 'faceid doctor' to see the devices, or use --device auto or --device cpu.",
    ),
    "setting_error": Words(
        "Wrong setting {name}: {value} instead of {allowed}.",
        "Correct it in the settings file; 'faceid doctor' tells where that lies.",
    ),
    "extra_missing": Words(
        "This needs {module}, which is not installed.",
        "Install it with: pip install 'faceid-desktop[{extra}]'",
    ),
    "output_error": Words(
        "Cannot write {path}: {why}.", "Check that the folder exists, is writable and has free space."
    ),
    "poor_quality": Words(
        "The face in {path} is too poor to be enrolled: {reasons}.",
        "Take a better picture, or use a looser quality profile with --quality.",
    ),
    "gallery_error": Words("There is a problem with the gallery.", "Look into the log file."),
    "gallery_missing": Words(
        "There is no gallery at {path} yet.",
        "Enrol somebody with 'faceid enrol' to begin one, or restore a backup.",
    ),
    "gallery_locked": Words("The gallery is locked.", "Unlock it first."),
    "gallery_in_use": Words(
        "The gallery {path} is already open by {by}.",
        "Close the other program; only one may write to a gallery.",
    ),
    "gallery_too_new": Words(
        "The gallery {path} was written by a newer version of this program (schema {revision}).",
        "Install the newer version. The file was left untouched.",
    ),
    "gallery_foreign": Words(
        "The file {path} is a database of another application.", "Choose another file. It was left untouched."
    ),
    "gallery_corrupt": Words(
        "The gallery {path} is damaged: {why}.",
        "Restore a backup with 'faceid restore'. The file was left untouched.",
    ),
    "gallery_denied": Words(
        "The gallery {path} cannot be opened: {why}.",
        "Check the rights of the file and of its folder; the disk has to be writable. Nothing was changed.",
    ),
    "gallery_write_failed": Words(
        "The change was not saved in {path}: {why}.",
        "Make room on the disk or check its rights, then try again. Nothing was lost.",
    ),
    "record_tampered": Words(
        "A stored record was changed from outside: {place}.",
        "Restore a backup and look into the audit log with 'faceid audit verify'.",
    ),
    "audit_broken": Words(
        "The audit log does not hold at event {number}: {why}.",
        "Keep the files as they are and tell whoever is responsible for the data.",
    ),
    "ledger_broken": Words(
        "The list of erased persons {path} was changed from outside or is damaged.",
        "Put back an untouched copy of it; without it a restored backup could bring erased persons back.",
    ),
    "unlock_error": Words("The gallery cannot be unlocked.", "Try again with the right secret."),
    "wrong_key": Words(
        "That is not the right secret for this gallery ({kind}).",
        "Try again; nothing was changed. The recovery code opens it as well.",
    ),
    "key_missing": Words(
        "No secret was given for the gallery {path}.", "Set FACEID_PASSPHRASE, or give a login and password."
    ),
    "last_key": Words(
        "The last key of the gallery cannot be removed ({kind}).",
        "Add another one first, for example with 'faceid unlock --add-recovery-code'.",
    ),
    "attempt_too_early": Words("Too many wrong secrets.", "Wait {seconds} seconds and try again."),
    "person_error": Words(
        "There is a problem with a person of the gallery.", "List the persons with 'faceid people list'."
    ),
    "person_not_found": Words(
        "Nobody in the gallery is called {person}.", "List the persons with 'faceid people list'."
    ),
    "several_persons_found": Words(
        "{count} persons are called {person}.",
        "Give the reference or the id instead; 'faceid people list' shows them.",
    ),
    "photo_not_found": Words(
        "The gallery has no photo {photo}.", "List a person's photos with 'faceid people show'."
    ),
    "duplicate_photo": Words("The photo {path} is already enrolled for {person}.", "Use another photo."),
    "already_enrolled": Words(
        "The face in {path} seems to be enrolled already as {name}.",
        "Compare the two; add the photo to that person, or tell them apart with --not-same.",
    ),
    "person_erased": Words(
        "{person} was erased from this gallery and does not come back with an import.",
        "Enrol the person anew, if there is a lawful basis for it.",
    ),
    "nothing_to_undo": Words(
        "There is nothing to undo.", "Only the last operations on people can be taken back."
    ),
    "consent_error": Words(
        "There is a problem with the lawful basis.", "Show it with 'faceid consent show'."
    ),
    "consent_missing": Words(
        "Nobody is enrolled without a lawful basis: {person}.",
        "Give it with --basis, for example --basis consent.",
    ),
    "liveness_required": Words(
        "The settings require that a living person was seen, and no check was passed.",
        "Enrol in the window before a camera, or say with --seen-alive that the person stands before you.",
    ),
    "consent_not_valid": Words(
        "The lawful basis of {person} is not valid: {why}.", "Record a new one with 'faceid consent give'."
    ),
    "operator_error": Words(
        "There is a problem with an operator.", "List them with 'faceid operators list'."
    ),
    "permission_denied": Words("The role {role} may not do this ({action}).", "Ask an administrator."),
    "operator_not_found": Words("There is no operator {login}.", "List them with 'faceid operators list'."),
    "operator_exists": Words("There already is an operator {login}.", "Choose another login."),
    "last_administrator": Words(
        "{login} is the last administrator.", "Make somebody else administrator first."
    ),
    "password_too_weak": Words("The password is too short.", "Use at least {least} characters."),
    "archive_error": Words("There is a problem with an archive.", "Look into the log file."),
    "backup_invalid": Words(
        "{path} is not a whole backup of a gallery: {why}.", "Choose another file. Nothing was changed."
    ),
    "certificate_invalid": Words(
        "The certificate was changed, is another gallery's, or none at all.",
        "Ask for the untouched file, or open the gallery that it was made in.",
    ),
    "import_list_invalid": Words(
        "The list {path} cannot be read, line {line}: {why}.",
        "It needs the columns path and name; reference and basis may follow.",
    ),
    "export_invalid": Words(
        "{path} is not a whole export of people: {why}.", "Choose another file. Nothing was imported from it."
    ),
    "camera_error": Words("There is a problem with the camera.", "List the cameras with 'faceid cameras'."),
    "camera_not_found": Words(
        "There is no camera {camera}.", "Plug it in, or list the cameras with 'faceid cameras'."
    ),
    "camera_busy": Words("Another program uses the camera {camera}.", "Close the other program."),
    "camera_denied": Words(
        "This program may not use the camera {camera}.",
        "Allow it in the system's settings; on Linux add yourself to the group video.",
    ),
    "camera_lost": Words(
        "The camera {camera} was unplugged.", "Plug it in again; the picture comes back by itself."
    ),
    "camera_silent": Words(
        "The camera {camera} gave no picture for {seconds} seconds.", "Unplug it and plug it in again."
    ),
    "video_unreadable": Words(
        "The video {path} cannot be read.", "Use an MP4, MOV, WebM, MKV or AVI file that other programs play."
    ),
    "update_error": Words("Looking for a newer version failed.", "Try again later."),
    "updates_unavailable": Words(
        "This build of the program does not look for updates.",
        "Ask whoever gave it to you for a newer version.",
    ),
    "update_unreachable": Words(
        "Cannot read {url}: {why}.", "Is this computer on line? Nothing else of the program needs it."
    ),
    "update_refused": Words(
        "The announcement of versions is not believed: {why}.",
        "Install nothing that it speaks of. Tell the makers of the program if this stays so.",
    ),
    "download_refused": Words("The package {file} is refused: {why}.", "Nothing was installed or replaced."),
    "download_broken": Words(
        "{url} did not arrive whole: {why}.",
        "What has arrived is kept: the same command goes on from there, if the server can.",
    ),
    "no_room": Words(
        "There is no room in {path}: {needed_mb} MB are needed, {free_mb} MB are free.",
        "Name a folder on another disk, or make room.",
    ),
    "pairs_unreadable": Words(
        "The list of pairs {path} cannot be used (line {line}): {why}.",
        "LFW's lists start with the number of folds and pairs; other lists are CSV: path, path, 0 or 1.",
    ),
    "bug": Words("Something that must not happen has happened.", "Please report it with the log file."),
    "shape": Words(
        "An array '{name}' is {actual} where {expected} is needed.", "Please report it with the log file."
    ),
    "not_fitted": Words(
        "The model {model} is used before it was fitted.", "Please report it with the log file."
    ),
}

# The words for ``why``, by the code of the error: one reason means something else in another error.
WHY: Mapping[str, Mapping[str, str]] = {
    "image_unreadable": REASONS,
    "gallery_corrupt": DAMAGE,
    "backup_invalid": DAMAGE,
    "audit_broken": AUDIT_BREAKS,
    "import_list_invalid": IMPORTS,
    "export_invalid": IMPORTS,
    "consent_not_valid": IMPORTS,
    "pairs_unreadable": PAIR_LISTS,
    "update_refused": REFUSALS,
    "download_refused": DOWNLOADS,
}

# By the values of gallery.opening.OpeningWarning.
GALLERY_WARNINGS: Mapping[str, Words] = {
    "network_share": Words(
        "The gallery lies on a network drive, where a crash or a second user can damage it.",
        "Keep it on a disk of this computer and store backups on the network instead.",
    ),
}

AUDIT_BROKEN = Words(
    "The audit trail of the gallery does not hold: something was changed from outside.",
    "See what it is with 'faceid audit verify'.",
)

# By the values of gallery.schema.SlotKind.
WAYS_IN: Mapping[str, str] = {
    "password": "an operator's password",
    "recovery": "the recovery code",
    "passphrase": "a passphrase",
    "keyring": "this computer's keyring",
    "key_file": "the key file of this computer",
}

# By the values of services.unlocking.Protection.
PROTECTION: Mapping[str, str] = {
    "password": "Unlocked. The gallery opens with a password only.",
    "passphrase": "Unlocked. The gallery opens with a passphrase only.",
    "keyring": "Unlocked. The gallery opens for whoever is logged in to this computer as you.",
    "key_file": "Unlocked. The key lies in a file of this computer: copies of the gallery are protected, "
    "the whole disk is not.",
}

QUALITY: Mapping[QualityReason, str] = {
    QualityReason.TOO_SMALL: "the face is too small",
    QualityReason.BLURRED: "the face is blurred",
    QualityReason.TOO_DARK: "the face is too dark",
    QualityReason.TOO_BRIGHT: "the face is too bright",
    QualityReason.LOW_CONTRAST: "the face has too little contrast",
    QualityReason.TURNED: "the head is turned too far to the side, up or down",
    QualityReason.TILTED: "the head is tilted too far",
    QualityReason.EYES_CLOSED: "the eyes are closed",
    QualityReason.CUT_OFF: "the face is cut off by the edge of the picture",
}

LIVENESS: Mapping[LivenessReason, str] = {
    LivenessReason.FACE_LOST: "the face was out of sight",
    LivenessReason.SEVERAL_FACES: "a second face was beside the first",
    LivenessReason.FRAMES_MISSING: "too few pictures came from the camera",
    LivenessReason.JUMPED: "the face jumped as no head can",
    LivenessReason.MOVED_UNASKED: "the head or mouth moved before it was asked to",
    LivenessReason.WRONG_MOVEMENT: "another movement was made than was asked for",
    LivenessReason.TOO_SOON: "the movement began before anybody could have reacted",
    LivenessReason.TOO_SLOW: "the movement did not come in time",
    LivenessReason.SOMEBODY_ELSE: "the face is not the one that began",
    LivenessReason.TOO_FEW_FRAMES: "too few pictures show a face",
    LivenessReason.LOOKS_LIKE_PRINT: "the face looks like a printed picture",
    LivenessReason.LOOKS_LIKE_SCREEN: "the face looks like a picture on a screen",
    LivenessReason.OPERATOR_CONFIRMED: "an operator confirmed that a person was there",
    LivenessReason.NOT_CONFIRMED: "the operator did not confirm that a person was there",
}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.SAME: "These are most likely the same person.",
    Outcome.DIFFERENT: "These are most likely different people.",
    Outcome.UNCERTAIN: "The evidence is too weak to say whether this is one person or two.",
    Outcome.POOR_QUALITY: "The pictures are too poor for a reliable verdict.",
}


class _Facts(dict[str, object]):
    """Data of an error; a fact that was not given reads "?" rather than breaking the message."""

    def __missing__(self, key: str) -> str:
        return "?"


def explain(error: FaceIdError) -> Words:
    """Put an error into words, its own or those of the nearest ancestor that has some."""
    codes = [kind.code for kind in type(error).__mro__ if issubclass(kind, FaceIdError)]
    words = next(ERRORS[code] for code in codes if code in ERRORS)
    reasons = next((WHY[code] for code in codes if code in WHY), {})
    facts = _Facts({name: _fact(value) for name, value in error.data.items()})
    if "why" in error.data:
        facts["why"] = reasons.get(str(error.data["why"]), str(error.data["why"]))
    return Words(words.message.format_map(facts), words.hint.format_map(facts))


def _fact(value: object) -> str:
    """Put one fact of an error into words."""
    if isinstance(value, Range):
        return f"a number from {value.low:g} to {value.high:g}"
    if isinstance(value, Choice):
        return "one of " + ", ".join(value.words)
    if isinstance(value, JsonObject):
        return "a JSON object with one entry for each setting"
    return str(value)


def quality_notes(comparison: Comparison) -> list[str]:
    """Say why a face of a comparison is poor, one line for each reason."""
    sides = (("first", comparison.reasons_a), ("second", comparison.reasons_b))
    return [f"In the {side} picture {QUALITY[reason]}." for side, reasons in sides for reason in reasons]
