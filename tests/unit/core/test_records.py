"""The records: checked, frozen and safe to share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import numpy as np
import pytest

from faceid_desktop.core import records
from faceid_desktop.errors import ShapeError

IMAGE = (np.uint8, (4, 5, 3))
POINTS = (np.float32, (5, 2))

# Each record that holds arrays: how it is made, and dtype and shape that each array must have.
RECORDS: dict[str, tuple[Callable[..., Any], dict[str, tuple[type, tuple[int, ...]]]]] = {
    "frame": (records.Frame, {"image": IMAGE}),
    "detection": (
        lambda **arrays: records.Detection(score=0.9, **arrays),
        {"box": (np.float32, (4,)), "points": POINTS},
    ),
    "landmarks": (records.Landmarks, {"points": (np.float32, (68, 2))}),
    "aligned": (
        records.AlignedFace,
        {"image": IMAGE, "matrix": (np.float64, (2, 3)), "points": POINTS},
    ),
    "template": (lambda **arrays: records.Template(model_id="m", **arrays), {"vector": (np.float32, (7,))}),
    "photo": (lambda **arrays: records.FacesInPhoto(faces=(), **arrays), {"image": IMAGE}),
}
FIELDS = [(record, name) for record, (_, arrays) in RECORDS.items() for name in arrays]


def arrays_of(record: str) -> dict[str, Any]:
    """Return fresh arrays that fit a record."""
    return {name: np.zeros(shape, dtype) for name, (dtype, shape) in RECORDS[record][1].items()}


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_arrays_become_read_only(record: str, name: str) -> None:
    """A record's arrays cannot be written, so threads share it without a lock."""
    made = RECORDS[record][0](**arrays_of(record))
    with pytest.raises(ValueError, match="read-only"):
        getattr(made, name)[0] = 1


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_another_dtype_is_refused(record: str, name: str) -> None:
    """An array of another dtype is a bug that names the field."""
    arrays = arrays_of(record)
    arrays[name] = arrays[name].astype(np.int64)
    with pytest.raises(ShapeError) as caught:
        RECORDS[record][0](**arrays)
    assert caught.value.data["name"] == name
    assert "int64" in str(caught.value.data["actual"])


@pytest.mark.parametrize(("record", "name"), FIELDS)
def test_another_shape_is_refused(record: str, name: str) -> None:
    """One axis too many, and one too few, are refused."""
    for index in (None, 0):
        arrays = arrays_of(record)
        arrays[name] = np.asarray(arrays[name][index])
        with pytest.raises(ShapeError):
            RECORDS[record][0](**arrays)


@pytest.mark.parametrize("shape", [(4, 5, 4), (4, 5, 1)])
def test_images_have_three_channels(shape: tuple[int, ...]) -> None:
    """Grey and transparent pictures are turned into RGB before they become records."""
    with pytest.raises(ShapeError):
        records.Frame(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_frozen(record: str) -> None:
    """No field can be set again, and none can be added."""
    made = RECORDS[record][0](**arrays_of(record))
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, next(iter(RECORDS[record][1])), None)
    assert not hasattr(made, "__dict__")


def test_records_with_arrays_are_compared_by_identity() -> None:
    """Comparing arrays has no yes or no, so such a record equals only itself and can be in a set."""
    first, second = (records.Template(np.zeros(3, np.float32), "m") for _ in range(2))
    assert first != second
    assert len({first, second, first}) == 2


def test_plain_records_are_compared_by_value() -> None:
    """Poses, rates and operating points with the same numbers are equal."""
    assert records.Pose(1.0, 2.0, 3.0) == records.Pose(1.0, 2.0, 3.0)
    assert records.OperatingPoint() == records.OperatingPoint(same_fmr=1e-3, different_llr=0.0, prior=0.5)
    assert records.OperatingPoint(prior=0.1) != records.OperatingPoint()


@pytest.mark.parametrize("kind", [records.QualityReason, records.Outcome])
def test_kinds_are_their_names_in_lower_case(kind: type[StrEnum]) -> None:
    """JSON and the translations rely on the values: the lower-case names."""
    assert [member.value for member in kind] == [member.name.lower() for member in kind]


def test_a_decision_nests_into_plain_data() -> None:
    """A comparison can be turned into a dictionary for JSON, without arrays in it."""
    rate = records.FalseMatchRate(1e-3, 5e-4, 2e-3, True, 1000, 50)
    decision = records.Decision(records.Outcome.SAME, 3.0, 3.0, 0.95, rate, records.OperatingPoint(), "m")
    comparison = records.Comparison(decision, 0, 1, (), (records.QualityReason.BLURRED,), {"embed": 2.0})
    plain = dataclasses.asdict(comparison)
    assert plain["decision"]["fmr"]["pairs"] == 1000
    assert plain["decision"]["outcome"] == "same"
    assert plain["reasons_b"] == ("blurred",)
