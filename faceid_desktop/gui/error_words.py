"""Words for every error: what happened, and what to do about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.errors import FaceIdError
from faceid_desktop.gui.words import tr


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what to do about it."""

    title: str
    hint: str


def error_message(error: FaceIdError) -> Message:
    """Word an error; its data fill the places in braces, ``{name}`` is the file name of ``path``."""
    facts: defaultdict[str, str] = defaultdict(
        lambda: "?", {name: str(value) for name, value in error.data.items()}
    )
    if "path" in facts:
        facts["name"] = Path(facts["path"]).name or facts["path"]
    if error.code == "backup_invalid":
        facts["why"] = _flaws().get(facts["why"], facts["why"])
    if error.code == "update_refused":
        facts["why"] = _refusals().get(facts["why"], facts["why"])
    if error.code == "download_refused":
        facts["why"] = _download_refusals().get(facts["why"], facts["why"])
    if error.code == "image_unreadable":
        return _unreadable(facts)
    sayings = _error_words(_number(facts))
    title, hint = sayings.get(error.code, sayings["bug"])
    return Message(title.format_map(facts), hint.format_map(facts))


def _flaws() -> dict[str, str]:
    """Word what is wrong with a backup: the values of the gallery's `Damage` and `Flaw`."""
    return {
        "missing": tr("there is no such file"),
        "not_a_file": tr("it is not a file"),
        "empty": tr("the file is empty"),
        "not_a_database": tr("it is not a database"),
        "cut_short": tr("the file is cut short"),
        "pages": tr("parts of the file do not fit together"),
        "references": tr("entries refer to others that are not there"),
        "incomplete": tr("it does not say which gallery it is"),
        "migration": tr("it could not be brought to this version's form"),
        "gallery_foreign": tr("it is a database of another application"),
        "other_gallery": tr("it belongs to another gallery"),
        "tampered": tr("something in it was changed from outside"),
    }


def _refusals() -> dict[str, str]:
    """Word why an announcement of versions is refused, as `services.updates` says it."""
    return {
        "format": tr("of a form that this version does not know"),
        "key": tr("signed with another key"),
        "signature": tr("changed after it was signed"),
        "product": tr("about another program"),
        "expired": tr("out of date"),
        "replayed": tr("older than one that was seen before"),
    }


def _download_refusals() -> dict[str, str]:
    """Word why a package is refused, as `services.updates_package` says it."""
    return {
        "unannounced": tr("The signed announcement does not name it with an address."),
        "exists": tr("Another file of that name lies in the folder already."),
        "size": tr("It is larger than announced, and was removed."),
        "hash": tr("Its SHA-256 is not the announced one; it was removed."),
    }


def _number(facts: defaultdict[str, str]) -> int:
    """Return the number that the words of an error count with; errors have one at most."""
    named = (facts[name] for name in ("count", "seconds", "least") if name in facts)
    return next((int(text) for text in named if text.isdecimal()), 0)


def _error_words(number: int) -> dict[str, tuple[str, str]]:
    return {
        "no_face_found": (tr("No face found"), tr("Use a photo in which the whole face is visible and lit.")),
        "several_faces_found": (
            tr("%n faces found", "", number),
            tr("Click the face that you want to compare."),
        ),
        "no_such_face": (tr("There is no such face"), tr("The photo has %n faces.", "", number)),
        "poor_quality": (tr("This face is too poor to be enrolled"), tr("Take a better picture.")),
        "gallery_missing": (
            tr("There is no gallery yet"),
            tr("Enrol somebody to begin one, or restore a backup."),
        ),
        "gallery_locked": (tr("The gallery is locked"), tr("Unlock it to go on.")),
        "gallery_in_use": (
            tr("The gallery is already open"),
            tr("{by} is using it. Close the other program."),
        ),
        "gallery_too_new": (
            tr("This gallery needs a newer version"),
            tr("A newer version of this program wrote it. Nothing was changed."),
        ),
        "gallery_foreign": (
            tr("This is not a gallery"),
            tr("{name} belongs to another application. Nothing was changed."),
        ),
        "gallery_corrupt": (
            tr("The gallery is damaged"),
            tr("Restore a backup. The file was left untouched."),
        ),
        "gallery_denied": (
            tr("The gallery cannot be opened"),
            tr("Check the rights of the file and of its folder: {why}. Nothing was changed."),
        ),
        "gallery_write_failed": (
            tr("The change was not saved"),
            tr("{why}. Nothing was lost; make room on the disk and try again."),
        ),
        "record_tampered": (
            tr("A record was changed from outside"),
            tr("Restore a backup and look into the audit log."),
        ),
        "audit_broken": (
            tr("The audit log does not hold"),
            tr("Event {number}: {why}. Keep the files and tell whoever is responsible for the data."),
        ),
        "ledger_broken": (
            tr("The list of erased persons cannot be trusted"),
            tr("{path} was changed from outside or is damaged. Put back an untouched copy of it."),
        ),
        "wrong_key": (
            tr("That is not the right secret"),
            tr("Try again, or use the recovery code. Nothing was changed."),
        ),
        "key_missing": (tr("The gallery needs a secret"), tr("Enter the password or the recovery code.")),
        "last_key": (
            tr("This is the last key of the gallery"),
            tr("Add another one before you remove it, or nobody can open the gallery any more."),
        ),
        "attempt_too_early": (
            tr("Too many wrong attempts"),
            tr("Wait %n seconds and try again.", "", number),
        ),
        "person_not_found": (tr("Nobody is called so"), tr("{person} is not in the gallery.")),
        "several_persons_found": (tr("%n people are called so", "", number), tr("Choose one of them.")),
        "photo_not_found": (tr("The photo is gone"), tr("It is not in the gallery any more.")),
        "duplicate_photo": (tr("This photo is already enrolled"), tr("Use another photo.")),
        "already_enrolled": (
            tr("Perhaps already enrolled"),
            tr("This face looks like {name}. Compare the two before you go on."),
        ),
        "nothing_to_undo": (
            tr("Nothing to undo"),
            tr("Only the last operations on people can be taken back."),
        ),
        "consent_missing": (
            tr("A lawful basis is missing"),
            tr("Record the consent before you enrol {person}."),
        ),
        "liveness_required": (
            tr("No living person was seen"),
            tr("The settings require a passed check. Enrol at the camera, or confirm it yourself."),
        ),
        "consent_not_valid": (tr("The consent is not valid"), tr("Record a new one for {person}.")),
        "permission_denied": (tr("You may not do this"), tr("Ask an administrator.")),
        "operator_not_found": (tr("There is no such operator"), tr("Check the login {login}.")),
        "operator_exists": (tr("This login is taken"), tr("Choose another one than {login}.")),
        "last_administrator": (
            tr("Somebody has to stay administrator"),
            tr("Make somebody else administrator first."),
        ),
        "password_too_weak": (tr("The password is too short"), tr("Use at least %n characters.", "", number)),
        "backup_invalid": (tr("This is not a whole backup"), tr("{name}: {why}. Nothing was changed.")),
        "certificate_invalid": (
            tr("This is no genuine certificate"),
            tr("It was changed, is another gallery's, or none at all. Ask for the untouched file."),
        ),
        "export_invalid": (tr("This is not a whole export"), tr("Choose another file than {name}.")),
        "person_erased": (
            tr("{person} was erased from this gallery"),
            tr("An import does not bring erased people back. Enrol the person anew if you may."),
        ),
        "import_list_invalid": (tr("The list cannot be read"), tr("{name}, line {line}: {why}.")),
        "camera_not_found": (tr("There is no such camera"), tr("Plug in {camera}, or choose another one.")),
        "camera_busy": (tr("The camera is in use"), tr("Close the other program that uses {camera}.")),
        "camera_denied": (tr("The camera may not be used"), tr("Allow it in the system's settings.")),
        "camera_lost": (
            tr("The camera was unplugged"),
            tr("Plug in {camera}; the picture comes back by itself."),
        ),
        "camera_silent": (tr("The camera gives no picture"), tr("Unplug {camera} and plug it in again.")),
        "video_unreadable": (
            tr("{name} cannot be played"),
            tr("Use an MP4, MOV, WebM, MKV or AVI file that other programs play."),
        ),
        "bundle_not_found": (
            tr("The models are missing"),
            tr("No model bundle in {path}. Install one there."),
        ),
        "bundle_corrupt": (
            tr("The models are damaged"),
            tr("{path} is not as it was published ({why}). Install the bundle again."),
        ),
        "models_loading": (tr("The models are still loading"), tr("Try again in a moment.")),
        "model_mismatch": (
            tr("These faces were measured with two different models"),
            tr("{first} and {second} cannot be compared. Open both photos again."),
        ),
        "device_unavailable": (
            tr("{device} is not available"),
            tr("{why}. Start with --device cpu, or auto to take what is there."),
        ),
        "setting_error": (
            tr("A setting has a forbidden value"),
            tr("{name} is {value}; allowed: {allowed}."),
        ),
        "extra_missing": (
            tr("A part of the program is missing"),
            tr("Install the extra “{extra}” ({module})."),
        ),
        "output_error": (tr("{name} could not be written"), tr("{why}. Choose another folder.")),
        "update_error": (tr("Looking for a newer version failed"), tr("Try again later.")),
        "updates_unavailable": (
            tr("This build of the program does not look for updates"),
            tr("Ask whoever gave it to you for a newer version."),
        ),
        "update_unreachable": (
            tr("It could not be asked whether there is a newer version"),
            tr("{why}. Nothing else of the program needs the network."),
        ),
        "update_refused": (
            tr("An announcement of a newer version was refused"),
            tr("It is {why}. Install nothing that it speaks of."),
        ),
        "download_refused": (tr("The package {file} was refused"), tr("{why} Nothing was installed.")),
        "download_broken": (
            tr("The package did not arrive whole"),
            tr("{why}. What has arrived is kept: download again to go on."),
        ),
        "no_room": (
            tr("There is no room in the folder {name}"),
            tr("{needed_mb} MB are needed, {free_mb} MB are free. Choose a folder on another disk."),
        ),
        "pairs_unreadable": (tr("The list of pairs cannot be used"), tr("{name}, line {line}.")),
        "bug": (
            tr("Something went wrong inside the program"),
            tr("This is our mistake, not yours. The log file has the details."),
        ),
    }


def _unreadable(facts: defaultdict[str, str]) -> Message:
    hints = {
        "missing": tr("There is no such file."),
        "not_a_file": tr("This is a folder or a device. Drop a photo instead."),
        "no_permission": tr("You have no permission to read the file."),
        "empty": tr("The file is empty."),
        "not_an_image": tr("This is not a picture. Use JPEG, PNG, WebP, BMP, TIFF or HEIC."),
        "unsupported": tr("This kind of picture is not supported. Save it as JPEG or PNG."),
        "damaged": tr("The file is cut off or damaged. Copy it again from where it came from."),
        "too_large": tr("The picture has too many pixels. Save a smaller copy."),
        "too_small": tr("The picture is too small to hold a face."),
        "link_only": tr(
            "The page handed over only a link, and this program never downloads. Save the picture first."
        ),
        "no_picture": tr("There is no picture in what was dropped or pasted."),
    }
    generic = tr("It may be damaged, or of a kind that this program does not know.")
    return Message(tr("{name} cannot be read").format_map(facts), hints.get(facts["why"], generic))
