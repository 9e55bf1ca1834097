"""Everything the window says about errors, verdicts, qualities and numbers; the only place that words codes.

Numbers are rounded to what they are worth: two significant digits for odds, and limits ("more than", "rarer
than") where the calibration cannot tell more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from faceid_desktop.core.records import Decision, FalseMatchRate, Outcome, Quality, QualityReason
from faceid_desktop.errors import FaceIdError

PICTURES = "*.jpg *.jpeg *.jpe *.jfif *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.heif"


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("words", text)


def locale() -> QLocale:
    """Return the locale of numbers; the C locale, which groups no digits, stands for English."""
    current = QLocale()
    return QLocale(QLocale.Language.English) if current.language() == QLocale.Language.C else current


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what to do about it."""

    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact with a tone (``good``, ``plain``, ``warn``)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict in plain words with the tone and the icon that go with it."""

    text: str
    tone: str
    icon: str


def error_message(error: FaceIdError) -> Message:
    """Word an error; its data fill the places in braces, ``{name}`` is the file name of ``path``."""
    facts: defaultdict[str, str] = defaultdict(
        lambda: "?", {name: str(value) for name, value in error.data.items()}
    )
    if "path" in facts:
        facts["name"] = Path(facts["path"]).name or facts["path"]
    if error.code == "image_unreadable":
        return _unreadable(facts)
    title, hint = _error_words().get(error.code, _error_words()["bug"])
    return Message(title.format_map(facts), hint.format_map(facts))


def _error_words() -> dict[str, tuple[str, str]]:
    return {
        "no_face_found": (tr("No face found"), tr("Use a photo in which the whole face is visible and lit.")),
        "several_faces_found": (tr("{count} faces found"), tr("Click the face that you want to compare.")),
        "no_such_face": (tr("There is no such face"), tr("The photo has {count} faces.")),
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
        "wrong_key": (
            tr("That is not the right secret"),
            tr("Try again, or use the recovery code. Nothing was changed."),
        ),
        "key_missing": (tr("The gallery needs a secret"), tr("Enter the password or the recovery code.")),
        "attempt_too_early": (tr("Too many wrong attempts"), tr("Wait {seconds} seconds and try again.")),
        "person_not_found": (tr("Nobody is called so"), tr("{person} is not in the gallery.")),
        "several_persons_found": (tr("{count} persons are called so"), tr("Choose one of them.")),
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
        "consent_not_valid": (tr("The consent is not valid"), tr("Record a new one for {person}.")),
        "permission_denied": (tr("You may not do this"), tr("Ask an administrator.")),
        "operator_not_found": (tr("There is no such operator"), tr("Check the login {login}.")),
        "operator_exists": (tr("This login is taken"), tr("Choose another one than {login}.")),
        "last_administrator": (
            tr("Somebody has to stay administrator"),
            tr("Make somebody else administrator first."),
        ),
        "password_too_weak": (tr("The password is too short"), tr("Use at least {least} characters.")),
        "backup_invalid": (tr("This is not a whole backup"), tr("{name}: {why}. Nothing was changed.")),
        "import_list_invalid": (tr("The list cannot be read"), tr("{name}, line {line}: {why}.")),
        "camera_not_found": (tr("There is no such camera"), tr("Plug in {camera}, or choose another one.")),
        "camera_busy": (tr("The camera is in use"), tr("Close the other program that uses {camera}.")),
        "camera_denied": (tr("The camera may not be used"), tr("Allow it in the system's settings.")),
        "camera_lost": (
            tr("The camera was unplugged"),
            tr("Plug in {camera}; the picture comes back by itself."),
        ),
        "camera_silent": (tr("The camera gives no picture"), tr("Unplug {camera} and plug it in again.")),
        "bundle_not_found": (
            tr("The models are missing"),
            tr("No model bundle in {path}. Install one there."),
        ),
        "bundle_corrupt": (
            tr("The models are damaged"),
            tr("{path} is not as it was published ({why}). Install the bundle again."),
        ),
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


def verdict(outcome: Outcome) -> Verdict:
    """Word an outcome."""
    return {
        Outcome.SAME: Verdict(tr("Likely the same person"), "good", "same"),
        Outcome.DIFFERENT: Verdict(tr("Likely different people"), "bad", "different"),
        Outcome.UNCERTAIN: Verdict(tr("Not clear either way"), "warn", "uncertain"),
        Outcome.POOR_QUALITY: Verdict(tr("Too poor to tell"), "warn", "poor"),
    }[outcome]


def reason_chip(reason: QualityReason) -> str:
    """Name a quality reason in one or two words."""
    return _reasons()[reason][0]


def reason_sentence(reason: QualityReason) -> str:
    """Say why a face is poor and what would help."""
    return _reasons()[reason][1]


def _reasons() -> dict[QualityReason, tuple[str, str]]:
    return {
        QualityReason.TOO_SMALL: (tr("Too small"), tr("The face is too small. Use a larger picture.")),
        QualityReason.BLURRED: (tr("Blurred"), tr("The face is blurred. Use a sharper picture.")),
        QualityReason.TOO_DARK: (tr("Too dark"), tr("The face is too dark. Use a brighter picture.")),
        QualityReason.TOO_BRIGHT: (tr("Too bright"), tr("The face is overexposed. Use a darker picture.")),
        QualityReason.LOW_CONTRAST: (
            tr("Low contrast"),
            tr("The face has little contrast. Use clearer light."),
        ),
        QualityReason.TURNED: (
            tr("Turned away"),
            tr("The head is turned away. Use a picture from the front."),
        ),
        QualityReason.TILTED: (
            tr("Tilted"),
            tr("The head is tilted. Use a picture with the head upright and level."),
        ),
        QualityReason.EYES_CLOSED: (
            tr("Eyes closed"),
            tr("The eyes are closed. Use a picture with open eyes."),
        ),
        QualityReason.CUT_OFF: (tr("Cut off"), tr("A part of the face is outside the picture.")),
    }


def quality_chips(quality: Quality) -> list[Chip]:
    """Word what was measured on a face: the reasons against it as warnings, the rest as facts."""
    against = set(quality.reasons)
    eyes = tr("Eyes {n} px apart").format(n=round(quality.eye_distance_px))
    chips = [Chip(eyes, "warn" if QualityReason.TOO_SMALL in against else "good")]
    if QualityReason.BLURRED not in against:
        chips.append(Chip(tr("Sharp"), "good"))
    if not against & {QualityReason.TOO_DARK, QualityReason.TOO_BRIGHT, QualityReason.LOW_CONTRAST}:
        chips.append(Chip(tr("Well lit"), "good"))
    yaw = round(quality.pose.yaw_deg)
    side = tr("Turned {n}° right") if yaw > 0 else tr("Turned {n}° left")
    if QualityReason.TURNED in against:
        chips.append(Chip(side.format(n=abs(yaw)), "warn"))
    else:
        chips.append(
            Chip(side.format(n=abs(yaw)), "plain") if abs(yaw) >= 8 else Chip(tr("Facing you"), "good")
        )
    said = {QualityReason.TOO_SMALL, QualityReason.TURNED}
    return chips + [Chip(reason_chip(each), "warn") for each in quality.reasons if each not in said]


def likelihood(llr: float) -> tuple[str, str, str]:
    """Word a log-likelihood ratio: the text before, the strong part, and the text after it."""
    factor = math.exp(min(abs(llr), 700.0))
    if factor < 1.5:
        return (
            tr("These two photos are "), tr("about as likely"),
            tr(" if they show the same person as if they show two different people."),
        )  # fmt: skip
    after = (
        tr(" if they show the same person than if they show two different people.")
        if llr > 0
        else tr(" if they show two different people than if they show the same person.")
    )
    if factor >= 1e12:
        return tr("These two photos are "), tr("more than a trillion times more likely"), after
    return tr("These two photos are "), tr("about {n} times more likely").format(n=rounded(factor)), after


def sentence(decision: Decision) -> tuple[str, str, str]:
    """Say what the evidence amounts to; with poor photos, that it amounts to little. See `likelihood`."""
    if decision.outcome is Outcome.POOR_QUALITY:
        return (
            tr("A photo is "),
            tr("too poor for a reliable comparison"),
            tr(". The figures below are only a hint; use better photos."),
        )
    return likelihood(decision.llr)


def rounded(number: float) -> str:
    """Write a number >= 1 with two significant digits, in words from a million on: 1,200 or 3.4 million."""
    digits = math.floor(math.log10(max(number, 1.0)))
    value = round(number, 1 - digits)
    for limit, unit in ((1e12, tr("trillion")), (1e9, tr("billion")), (1e6, tr("million"))):
        if value >= limit:
            return f"{_plain(value / limit)} {unit}"
    return _plain(value)


def _plain(value: float) -> str:
    whole = value >= 10 or float(value).is_integer()
    return locale().toString(round(value)) if whole else locale().toString(float(value), "f", 1)


def one_in(rate: float) -> str:
    """Write a rate as "1 in N"."""
    return tr("1 in {n}").format(n=rounded(1.0 / rate)) if rate > 0 else tr("none seen")


def false_match_rate(fmr: FalseMatchRate) -> str:
    """Write a false match rate, or the bound on it where the calibration set is too small to tell."""
    if not fmr.supported:
        return (
            tr("rarer than 1 in {n}").format(n=rounded(1.0 / fmr.high)) if fmr.high > 0 else tr("none seen")
        )
    return one_in(fmr.rate)


def false_match_interval(fmr: FalseMatchRate) -> str:
    """Write the 95 % interval of a false match rate as "28,000 to 61,000", or nothing if there is none."""
    if not fmr.supported or fmr.low <= 0 or fmr.high <= 0:
        return ""
    low, high = rounded(1.0 / fmr.high), rounded(1.0 / fmr.low)
    return "" if low == high else tr("{low} to {high}").format(low=low, high=high)


def probability(value: float) -> str:
    """Write a probability in percent, never as a certainty."""
    if value > 0.9999:
        return tr("more than {n} %").format(n=locale().toString(99.99, "f", 2))
    if value < 0.0001:
        return tr("less than {n} %").format(n=locale().toString(0.01, "f", 2))
    digits = 2 if min(value, 1.0 - value) < 0.001 else 1 if min(value, 1.0 - value) < 0.1 else 0
    return tr("{n} %").format(n=locale().toString(value * 100.0, "f", digits))


def probability_label(prior: float) -> str:
    """Name the row of the probability, with the prior it rests on."""
    return tr("Probability, if {odds} pairs match").format(odds=one_in(prior))


def measured_on(fmr: FalseMatchRate) -> str:
    """Say on how many people and pairs the rate was measured."""
    return tr("{people} people, {pairs} pairs").format(
        people=locale().toString(fmr.people), pairs=rounded(fmr.pairs)
    )


def rows(decision: Decision) -> list[tuple[str, str]]:
    """Return the evidence as (name, value) rows, as the panel and the reports show it."""
    interval = false_match_interval(decision.fmr)
    rate = false_match_rate(decision.fmr) + (f" ({interval})" if interval else "")
    return [
        (tr("False match rate at this score"), rate),
        (probability_label(decision.operating_point.prior), probability(decision.probability)),
        (tr("Measured on"), measured_on(decision.fmr)),
    ]
