"""The error tree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faceid_desktop import errors
from faceid_desktop.errors import BugError, FaceIdError, KnownError


def tree(root: type[FaceIdError]) -> Iterator[type[FaceIdError]]:
    """Yield a class and everything below it that the module itself defines."""
    if root.__module__ == errors.__name__:
        yield root
    for child in root.__subclasses__():
        yield from tree(child)


ALL = sorted(set(tree(FaceIdError)), key=lambda cls: cls.__name__)


def test_every_error_has_a_code_of_its_own() -> None:
    """Words are found by code, so no two errors share one, and each is a plain lower-case name."""
    codes = [cls.code for cls in ALL]
    assert len(set(codes)) == len(codes) >= 18
    assert all(code.replace("_", "").isalpha() and code == code.lower() for code in codes)
    assert all("code" in vars(cls) for cls in ALL)


def test_an_error_is_either_known_or_a_bug() -> None:
    """Below the root every error is the user's doing or ours, never both: the exit code depends on it."""
    for cls in ALL:
        if cls is not FaceIdError:
            assert issubclass(cls, KnownError) != issubclass(cls, BugError)


@pytest.mark.parametrize("cls", ALL)
def test_an_error_carries_data_and_no_sentence(cls: type[FaceIdError]) -> None:
    """The data come back as given, and the text for the log is the code with the data."""
    error = cls(path="a.jpg", count=2)
    assert error.data == {"path": "a.jpg", "count": 2}
    path = "..." if "path" in cls.private else "'a.jpg'"
    assert str(error) == f"{cls.code}(path={path}, count=2)"
    assert str(cls()) == f"{cls.code}()"


def test_bugs_are_also_what_python_calls_them() -> None:
    """A wrong shape is a ValueError, an unfitted model an AttributeError to callers that know no others."""
    with pytest.raises(ValueError, match="shape"):
        raise errors.ShapeError(name="x", expected="(2,)", actual="(3,)")
    with pytest.raises(AttributeError, match="not_fitted"):
        raise errors.NotFittedError(model="pca")


@pytest.mark.parametrize(
    ("group", "members"),
    [
        (errors.ImageError, ("ImageUnreadable", "NoFaceFound", "SeveralFacesFound", "NoSuchFace")),
        (errors.ModelError, ("BundleNotFound", "BundleCorrupt", "ModelMismatchError")),
    ],
)
def test_groups_catch_their_members(group: type[FaceIdError], members: tuple[str, ...]) -> None:
    """Who handles a group handles each of its errors."""
    for name in members:
        with pytest.raises(group):
            raise getattr(errors, name)(path="x")


@pytest.mark.parametrize(
    "error",
    [
        errors.PersonNotFound(person="Ada Lovelace"),
        errors.AlreadyEnrolled(path="Ada Lovelace.jpg", person="x", name="Ada Lovelace", llr=9.5),
        errors.ConsentMissing(person="Ada Lovelace"),
        errors.NoFaceFound(path="/photos/Ada Lovelace.jpg"),
        errors.OperatorNotFound(login="Ada Lovelace"),
    ],
)
def test_who_somebody_is_stays_out_of_the_log(error: FaceIdError) -> None:
    """The data keep it for the words that the user reads; the text for the log does not."""
    assert "Ada Lovelace" in str(error.data)
    assert "Ada" not in str(error)
    assert str(error).startswith(error.code)
