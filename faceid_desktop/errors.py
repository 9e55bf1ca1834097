"""The error tree of the application.

::

    FaceIdError
      KnownError                the environment's or the user's doing; exit code 1
        ImageError              ImageUnreadable, NoFaceFound, SeveralFacesFound, NoSuchFace, PoorQuality
        ModelError              BundleNotFound, BundleCorrupt, ModelsLoading, ModelMismatchError
        DeviceUnavailable       a GPU was asked for that is not there
        GalleryError            GalleryMissing, GalleryLocked, GalleryInUse, GalleryTooNew, GalleryForeign,
                                GalleryCorrupt, GalleryDenied, GalleryWriteFailed, RecordTampered,
                                AuditBroken, LedgerBroken
          UnlockError           WrongKey, KeyMissing, LastKey, AttemptTooEarly
          PersonError           PersonNotFound, SeveralPersonsFound, PhotoNotFound, DuplicatePhoto,
                                AlreadyEnrolled, PersonErased, NothingToUndo
          ConsentError          ConsentMissing, ConsentNotValid
          OperatorError         PermissionDenied, OperatorNotFound, OperatorExists, LastAdministrator,
                                PasswordTooWeak
          ArchiveError          BackupInvalid, ImportListInvalid, ExportInvalid, CertificateInvalid
        CameraError             CameraNotFound, CameraBusy, CameraDenied, CameraLost, CameraSilent,
                                VideoUnreadable
        SettingError, ExtraMissing, OutputError
        PairsUnreadable         a list of pairs to evaluate is wrong
      BugError                  a broken invariant of ours; exit code 70
        ShapeError              also a ValueError
        NotFittedError          also an AttributeError

A leaf carries a ``code`` and ``data``, never a finished sentence: the window translates them and the command
line words them in English (``faceid_desktop.cli.words``). ``str(error)`` is for the log only.
"""

from __future__ import annotations

from typing import ClassVar


class FaceIdError(Exception):
    """Root of all errors this application raises on purpose.

    Parameters
    ----------
    **data
        Facts that the words for this error need, e.g. ``path`` or ``count``.
    """

    code: ClassVar[str] = "error"

    def __init__(self, **data: object) -> None:
        super().__init__(data)
        self.data = data

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.data.items())
        return f"{self.code}({facts})"


class KnownError(FaceIdError):
    """Caused by the environment or by what the user gave us; shown with a hint, never with a traceback."""

    code = "known_error"


class ImageError(KnownError):
    """Something about a photo."""

    code = "image_error"


class ImageUnreadable(ImageError):
    """The file cannot be decoded. Data: ``path``, ``why`` (an `UnreadableReason` value)."""

    code = "image_unreadable"


class NoFaceFound(ImageError):
    """No face in the photo. Data: ``path``."""

    code = "no_face_found"


class SeveralFacesFound(ImageError):
    """Several faces where exactly one is needed. Data: ``path``, ``count``."""

    code = "several_faces_found"


class NoSuchFace(ImageError):
    """A face was chosen by a number that the photo does not have. Data: ``path``, ``chosen``, ``count``."""

    code = "no_such_face"


class PoorQuality(ImageError):
    """The face is too poor to be enrolled. Data: ``path``, ``reasons`` (`QualityReason` values)."""

    code = "poor_quality"


class ModelError(KnownError):
    """Something about the model bundle."""

    code = "model_error"


class BundleNotFound(ModelError):
    """There is no bundle at that place. Data: ``path``."""

    code = "bundle_not_found"


class BundleCorrupt(ModelError):
    """A file of the bundle is missing, changed or of an unknown schema. Data: ``path``, ``why``."""

    code = "bundle_corrupt"


class ModelsLoading(ModelError):
    """Something needs the models before they are loaded."""

    code = "models_loading"


class ModelMismatchError(ModelError):
    """Two templates of different models were to be compared. Data: ``first``, ``second`` (model ids)."""

    code = "model_mismatch"


class DeviceUnavailable(KnownError):
    """The compute device that was asked for is not there. Data: ``device``, ``why``."""

    code = "device_unavailable"


class GalleryError(KnownError):
    """Something about the gallery."""

    code = "gallery_error"


class GalleryMissing(GalleryError):
    """There is no gallery yet. Data: ``path``."""

    code = "gallery_missing"


class GalleryLocked(GalleryError):
    """The gallery has to be unlocked first."""

    code = "gallery_locked"


class GalleryInUse(GalleryError):
    """Another program has the gallery open. Data: ``path``, ``by``."""

    code = "gallery_in_use"


class GalleryTooNew(GalleryError):
    """A newer version of the program wrote the gallery. Data: ``path``, ``revision``."""

    code = "gallery_too_new"


class GalleryForeign(GalleryError):
    """The file is a database of another application. Data: ``path``."""

    code = "gallery_foreign"


class GalleryCorrupt(GalleryError):
    """The file is damaged or no database. Data: ``path``, ``why``."""

    code = "gallery_corrupt"


class GalleryDenied(GalleryError):
    """The system does not let us use the gallery's file or folder. Data: ``path``, ``why``."""

    code = "gallery_denied"


class GalleryWriteFailed(GalleryError):
    """A change could not be saved and was taken back. Data: ``path``, ``why``."""

    code = "gallery_write_failed"


class RecordTampered(GalleryError):
    """A stored value is not the one that was written there. Data: ``place``."""

    code = "record_tampered"


class AuditBroken(GalleryError):
    """The audit chain does not hold. Data: ``number``, ``why``."""

    code = "audit_broken"


class LedgerBroken(GalleryError):
    """The list of erased persons was changed from outside, or is damaged. Data: ``path``."""

    code = "ledger_broken"


class UnlockError(GalleryError):
    """Something about unlocking the gallery."""

    code = "unlock_error"


class WrongKey(UnlockError):
    """The secret does not open the gallery. Data: ``kind`` (of the key slot)."""

    code = "wrong_key"


class KeyMissing(UnlockError):
    """No secret was given and none is stored. Data: ``path``."""

    code = "key_missing"


class LastKey(UnlockError):
    """Without this key slot nobody could open the gallery any more. Data: ``kind`` (of the slot)."""

    code = "last_key"


class AttemptTooEarly(UnlockError):
    """Too many wrong secrets; wait. Data: ``seconds``."""

    code = "attempt_too_early"


class PersonError(GalleryError):
    """Something about a person of the gallery."""

    code = "person_error"


class PersonNotFound(PersonError):
    """Nobody of the gallery is called so. Data: ``person``."""

    code = "person_not_found"


class SeveralPersonsFound(PersonError):
    """Several persons are called so. Data: ``person``, ``count``."""

    code = "several_persons_found"


class PhotoNotFound(PersonError):
    """The gallery has no such photo. Data: ``photo``."""

    code = "photo_not_found"


class DuplicatePhoto(PersonError):
    """The person already has this photo. Data: ``path``, ``person``."""

    code = "duplicate_photo"


class AlreadyEnrolled(PersonError):
    """The face seems to be enrolled under another name. Data: ``path``, ``person``, ``name``, ``llr``."""

    code = "already_enrolled"


class PersonErased(PersonError):
    """The person was erased from this gallery and must not come back. Data: ``person``."""

    code = "person_erased"


class NothingToUndo(PersonError):
    """There is no operation that could be taken back."""

    code = "nothing_to_undo"


class ConsentError(GalleryError):
    """Something about the lawful basis."""

    code = "consent_error"


class ConsentMissing(ConsentError):
    """Nobody is enrolled without a lawful basis. Data: ``person``."""

    code = "consent_missing"


class ConsentNotValid(ConsentError):
    """The consent is withdrawn, expired or incomplete. Data: ``person``, ``why``."""

    code = "consent_not_valid"


class OperatorError(GalleryError):
    """Something about operators."""

    code = "operator_error"


class PermissionDenied(OperatorError):
    """The operator's role does not allow it. Data: ``action``, ``role``."""

    code = "permission_denied"


class OperatorNotFound(OperatorError):
    """There is no such operator. Data: ``login``."""

    code = "operator_not_found"


class OperatorExists(OperatorError):
    """The login is taken. Data: ``login``."""

    code = "operator_exists"


class LastAdministrator(OperatorError):
    """Somebody has to stay administrator. Data: ``login``."""

    code = "last_administrator"


class PasswordTooWeak(OperatorError):
    """The password is too short. Data: ``least`` (characters)."""

    code = "password_too_weak"


class ArchiveError(GalleryError):
    """Something about a backup, an export or an import."""

    code = "archive_error"


class BackupInvalid(ArchiveError):
    """The file is not a whole backup of a gallery. Data: ``path``, ``why``."""

    code = "backup_invalid"


class CertificateInvalid(ArchiveError):
    """The certificate was changed, is another gallery's or none at all."""

    code = "certificate_invalid"


class ImportListInvalid(ArchiveError):
    """The list of an import cannot be read. Data: ``path``, ``line``, ``why``."""

    code = "import_list_invalid"


class ExportInvalid(ArchiveError):
    """The file is not a whole export of people. Data: ``path``, ``why``."""

    code = "export_invalid"


class CameraError(KnownError):
    """Something about a camera."""

    code = "camera_error"


class CameraNotFound(CameraError):
    """There is no such camera. Data: ``camera``."""

    code = "camera_not_found"


class CameraBusy(CameraError):
    """Another program uses the camera. Data: ``camera``."""

    code = "camera_busy"


class CameraDenied(CameraError):
    """The system does not let us use the camera. Data: ``camera``."""

    code = "camera_denied"


class CameraLost(CameraError):
    """The camera was unplugged. Data: ``camera``."""

    code = "camera_lost"


class CameraSilent(CameraError):
    """The camera gives no picture in time. Data: ``camera``, ``seconds``."""

    code = "camera_silent"


class VideoUnreadable(CameraError):
    """The video file cannot be opened or holds no picture. Data: ``path``."""

    code = "video_unreadable"


class SettingError(KnownError):
    """A setting has a value that it may not have. Data: ``name``, ``value``, ``allowed``."""

    code = "setting_error"


class ExtraMissing(KnownError):
    """A command needs an optional dependency. Data: ``extra``, ``module``."""

    code = "extra_missing"


class OutputError(KnownError):
    """A result cannot be written (full disk, no permission). Data: ``path``, ``why``."""

    code = "output_error"


class PairsUnreadable(KnownError):
    """A list of photo pairs cannot be used. Data: ``path``, ``line`` (from 1, or 0), ``why`` (a code)."""

    code = "pairs_unreadable"


class BugError(FaceIdError):
    """A broken invariant: our fault, logged with a traceback."""

    code = "bug"


class ShapeError(BugError, ValueError):
    """An array has the wrong shape or dtype. Data: ``name``, ``expected``, ``actual``."""

    code = "shape"


class NotFittedError(BugError, AttributeError):
    """A model is used before it was fitted. Data: ``model``."""

    code = "not_fitted"
