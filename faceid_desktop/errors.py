"""The error tree of the application.

::

    FaceIdError
      KnownError                the environment's or the user's doing; exit code 1
        ImageError              ImageUnreadable, NoFaceFound, SeveralFacesFound, NoSuchFace
        ModelError              BundleNotFound, BundleCorrupt, ModelMismatchError
        DeviceUnavailable       a GPU was asked for that is not there
        SettingError, ExtraMissing, OutputError
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


class ModelError(KnownError):
    """Something about the model bundle."""

    code = "model_error"


class BundleNotFound(ModelError):
    """There is no bundle at that place. Data: ``path``."""

    code = "bundle_not_found"


class BundleCorrupt(ModelError):
    """A file of the bundle is missing, changed or of an unknown schema. Data: ``path``, ``why``."""

    code = "bundle_corrupt"


class ModelMismatchError(ModelError):
    """Two templates of different models were to be compared. Data: ``first``, ``second`` (model ids)."""

    code = "model_mismatch"


class DeviceUnavailable(KnownError):
    """The compute device that was asked for is not there. Data: ``device``, ``why``."""

    code = "device_unavailable"


class SettingError(KnownError):
    """A setting has a value that it may not have. Data: ``name``, ``value``, ``allowed``."""

    code = "setting_error"


class ExtraMissing(KnownError):
    """A command needs an optional dependency. Data: ``extra``, ``module``."""

    code = "extra_missing"


class OutputError(KnownError):
    """A result cannot be written (full disk, no permission). Data: ``path``, ``why``."""

    code = "output_error"


class BugError(FaceIdError):
    """A broken invariant: our fault, logged with a traceback."""

    code = "bug"


class ShapeError(BugError, ValueError):
    """An array has the wrong shape or dtype. Data: ``name``, ``expected``, ``actual``."""

    code = "shape"


class NotFittedError(BugError, AttributeError):
    """A model is used before it was fitted. Data: ``model``."""

    code = "not_fitted"
