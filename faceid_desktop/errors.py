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
          LivenessRequired      nobody saw a living person
          OperatorError         PermissionDenied, OperatorNotFound, OperatorExists, LastAdministrator,
                                PasswordTooWeak
          ArchiveError          BackupInvalid, ImportListInvalid, ExportInvalid, CertificateInvalid
        CameraError             CameraNotFound, CameraBusy, CameraDenied, CameraLost, CameraSilent,
                                VideoUnreadable
        SettingError, ExtraMissing, OutputError
        UpdateError             UpdatesUnavailable, UpdateUnreachable, UpdateRefused,
                                DownloadRefused, DownloadBroken, NoRoom
        PairsUnreadable         a list of pairs to evaluate is wrong
      BugError                  a broken invariant of ours; exit code 70
        ShapeError              also a ValueError
        NotFittedError          also an AttributeError

A leaf carries a ``code`` and ``data``, never a finished sentence: the window translates them and the command
line words them in English (``faceid_desktop.cli.words``). ``str(error)`` is for the log only.
"""

from __future__ import annotations

import re
from typing import ClassVar


class FaceIdError(Exception):
    """Root of all errors this application raises on purpose.

    Parameters
    ----------
    **data
        Facts that the words for this error need, e.g. ``path`` or ``count``.
    """

    code: ClassVar[str] = "error"
    private: ClassVar[frozenset[str]] = frozenset()
    """Facts that may tell who somebody is: for the words that the user reads, not for the log."""

    def __init_subclass__(cls, **options: object) -> None:
        """Name the error for the tables of words, after its class unless it says otherwise."""
        super().__init_subclass__(**options)
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **data: object) -> None:
        super().__init__(data)
        self.data = data

    def __str__(self) -> str:
        facts = (
            f"{name}={'...' if name in self.private else repr(fact)}" for name, fact in self.data.items()
        )
        return f"{self.code}({', '.join(facts)})"


class KnownError(FaceIdError):
    """Caused by the environment or by what the user gave us; shown with a hint, never with a traceback."""


class ImageError(KnownError):
    """Something about a photo."""

    private = frozenset({"path"})


class ImageUnreadable(ImageError):
    """The file cannot be decoded. Data: ``path``, ``why`` (an `UnreadableReason` value)."""


class NoFaceFound(ImageError):
    """No face in the photo. Data: ``path``."""


class SeveralFacesFound(ImageError):
    """Several faces where exactly one is needed. Data: ``path``, ``count``."""


class NoSuchFace(ImageError):
    """A face was chosen by a number that the photo does not have. Data: ``path``, ``chosen``, ``count``."""


class PoorQuality(ImageError):
    """The face is too poor to be enrolled. Data: ``path``, ``reasons`` (`QualityReason` values)."""


class ModelError(KnownError):
    """Something about the model bundle."""


class BundleNotFound(ModelError):
    """There is no bundle at that place. Data: ``path``."""


class BundleCorrupt(ModelError):
    """A file of the bundle is missing, changed or of an unknown schema. Data: ``path``, ``why``."""


class ModelsLoading(ModelError):
    """Something needs the models before they are loaded."""


class ModelMismatchError(ModelError):
    """Two templates of different models were to be compared. Data: ``first``, ``second`` (model ids)."""

    code = "model_mismatch"


class DeviceUnavailable(KnownError):
    """The compute device that was asked for is not there. Data: ``device``, ``why``."""


class GalleryError(KnownError):
    """Something about the gallery."""


class GalleryMissing(GalleryError):
    """There is no gallery yet. Data: ``path``."""


class GalleryLocked(GalleryError):
    """The gallery has to be unlocked first."""


class GalleryInUse(GalleryError):
    """Another program has the gallery open. Data: ``path``, ``by``."""


class GalleryTooNew(GalleryError):
    """A newer version of the program wrote the gallery. Data: ``path``, ``revision``."""


class GalleryForeign(GalleryError):
    """The file is a database of another application. Data: ``path``."""


class GalleryCorrupt(GalleryError):
    """The file is damaged or no database. Data: ``path``, ``why``."""


class GalleryDenied(GalleryError):
    """The system does not let us use the gallery's file or folder. Data: ``path``, ``why``."""


class GalleryWriteFailed(GalleryError):
    """A change could not be saved and was taken back. Data: ``path``, ``why``."""


class RecordTampered(GalleryError):
    """A stored value is not the one that was written there. Data: ``place``."""


class AuditBroken(GalleryError):
    """The audit chain does not hold. Data: ``number``, ``why``."""


class LedgerBroken(GalleryError):
    """The list of erased persons was changed from outside, or is damaged. Data: ``path``."""


class UnlockError(GalleryError):
    """Something about unlocking the gallery."""


class WrongKey(UnlockError):
    """The secret does not open the gallery. Data: ``kind`` (of the key slot)."""


class KeyMissing(UnlockError):
    """No secret was given and none is stored. Data: ``path``."""


class LastKey(UnlockError):
    """Without this key slot nobody could open the gallery any more. Data: ``kind`` (of the slot)."""


class AttemptTooEarly(UnlockError):
    """Too many wrong secrets; wait. Data: ``seconds``."""


class PersonError(GalleryError):
    """Something about a person of the gallery."""

    private = frozenset({"person", "name", "path"})


class PersonNotFound(PersonError):
    """Nobody of the gallery is called so. Data: ``person``."""


class SeveralPersonsFound(PersonError):
    """Several persons are called so. Data: ``person``, ``count``."""


class PhotoNotFound(PersonError):
    """The gallery has no such photo. Data: ``photo``."""


class DuplicatePhoto(PersonError):
    """The person already has this photo. Data: ``path``, ``person``."""


class AlreadyEnrolled(PersonError):
    """The face seems to be enrolled under another name. Data: ``path``, ``person``, ``name``, ``llr``."""


class PersonErased(PersonError):
    """The person was erased from this gallery and must not come back. Data: ``person``."""


class NothingToUndo(PersonError):
    """There is no operation that could be taken back."""


class ConsentError(GalleryError):
    """Something about the lawful basis."""

    private = frozenset({"person"})


class ConsentMissing(ConsentError):
    """Nobody is enrolled without a lawful basis. Data: ``person``."""


class ConsentNotValid(ConsentError):
    """The consent is withdrawn, expired or incomplete. Data: ``person``, ``why``."""


class LivenessRequired(GalleryError):
    """Somebody is to be enrolled without a passed check of liveness, and the setting requires one."""


class OperatorError(GalleryError):
    """Something about operators."""

    private = frozenset({"login"})


class PermissionDenied(OperatorError):
    """The operator's role does not allow it. Data: ``action``, ``role``."""


class OperatorNotFound(OperatorError):
    """There is no such operator. Data: ``login``."""


class OperatorExists(OperatorError):
    """The login is taken. Data: ``login``."""


class LastAdministrator(OperatorError):
    """Somebody has to stay administrator. Data: ``login``."""


class PasswordTooWeak(OperatorError):
    """The password is too short. Data: ``least`` (characters)."""


class ArchiveError(GalleryError):
    """Something about a backup, an export or an import."""


class BackupInvalid(ArchiveError):
    """The file is not a whole backup of a gallery. Data: ``path``, ``why``."""


class CertificateInvalid(ArchiveError):
    """The certificate was changed, is another gallery's or none at all."""


class ImportListInvalid(ArchiveError):
    """The list of an import cannot be read. Data: ``path``, ``line``, ``why``."""


class ExportInvalid(ArchiveError):
    """The file is not a whole export of people. Data: ``path``, ``why``."""


class CameraError(KnownError):
    """Something about a camera."""


class CameraNotFound(CameraError):
    """There is no such camera. Data: ``camera``."""


class CameraBusy(CameraError):
    """Another program uses the camera. Data: ``camera``."""


class CameraDenied(CameraError):
    """The system does not let us use the camera. Data: ``camera``."""


class CameraLost(CameraError):
    """The camera was unplugged. Data: ``camera``."""


class CameraSilent(CameraError):
    """The camera gives no picture in time. Data: ``camera``, ``seconds``."""


class VideoUnreadable(CameraError):
    """The video file cannot be opened or holds no picture. Data: ``path``."""


class SettingError(KnownError):
    """A setting has a value that it may not have. Data: ``name``, ``value``, ``allowed``."""


class ExtraMissing(KnownError):
    """A command needs an optional dependency. Data: ``extra``, ``module``."""


class OutputError(KnownError):
    """A result cannot be written (full disk, no permission). Data: ``path``, ``why``."""


class UpdateError(KnownError):
    """Something about looking for a newer version."""


class UpdatesUnavailable(UpdateError):
    """Nobody announces versions of this build of the program."""


class UpdateUnreachable(UpdateError):
    """The announcement of versions cannot be read. Data: ``url``, ``why``."""


class UpdateRefused(UpdateError):
    """The announcement is not to be believed. Data: ``why`` (a code of `services.updates`)."""


class DownloadRefused(UpdateError):
    """A package is not what was announced. Data: ``file``, ``why`` (a code of `services.updates_package`)."""


class DownloadBroken(UpdateError):
    """A package did not arrive whole. Data: ``url``, ``why``."""


class NoRoom(UpdateError):
    """The disk has no room for a package. Data: ``path``, ``needed_mb``, ``free_mb``."""


class PairsUnreadable(KnownError):
    """A list of photo pairs cannot be used. Data: ``path``, ``line`` (from 1, or 0), ``why`` (a code)."""


class BugError(FaceIdError):
    """A broken invariant: our fault, logged with a traceback."""

    code = "bug"


class ShapeError(BugError, ValueError):
    """An array has the wrong shape or dtype. Data: ``name``, ``expected``, ``actual``."""

    code = "shape"


class NotFittedError(BugError, AttributeError):
    """A model is used before it was fitted. Data: ``model``."""

    code = "not_fitted"
