"""Training of the landmark network, at a reduced size."""

from __future__ import annotations

import csv
import json
import math
import zipfile
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from faceid_desktop.core.geometry import five_points
from faceid_desktop.core.records import Detection, Floats, ImageArray
from faceid_desktop.errors import ImageUnreadable
from faceid_desktop.paths import default_bundle
from faceid_desktop.training.landmarks.augment import Augmentation, mean_shape, mirror, random_view
from faceid_desktop.training.landmarks.data import (
    LandmarkSample,
    derived_detection,
    load_samples,
    matching_detection,
    overlap,
)
from faceid_desktop.training.landmarks.detect import official_detector
from faceid_desktop.training.landmarks.evaluate import errors, evaluate, normalised_error
from faceid_desktop.training.landmarks.jitter import frames, jitter, largest_face
from faceid_desktop.training.landmarks.loss import wing_loss
from faceid_desktop.training.landmarks.train import Trainer, TrainingPlan, drawing_chances, run, save_weights
from faceid_desktop.vision.bundle import load_bundle
from faceid_desktop.vision.landmarks import MIRRORED, LandmarkDetector, LandmarkSpec, load_landmarks
from tests.helpers.data import shared_data

CPU = torch.device("cpu")
SMALL = LandmarkSpec(channels=(8, 16, 24, 32), hidden=64)
TINY = LandmarkSpec(input_px=32, channels=(2, 4), hidden=8)
PLAIN = Augmentation(derived=0, blur=0, low_resolution=0, occlusion=0, light=0, noise=0)


def shape_of_a_face() -> Floats:
    """68 points that are rough, but in the right order: mirrored and renamed they are the same."""
    rng = np.random.default_rng(5)
    points = rng.uniform(-30, 30, (68, 2)) + np.array([0, 10])
    points[36:42] += (-25, -20)
    points[42:48] += (25, -20)
    return ((points + points[MIRRORED] * (-1, 1)) / 2 + 80).astype(np.float32)


def drawn_sample(seed: int = 0) -> LandmarkSample:
    """Draw a picture (160, 160) with a bright dot on each point."""
    points = shape_of_a_face() + np.random.default_rng(seed).normal(0, 2, (68, 2)).astype(np.float32)
    grey = np.full((160, 160), 40, np.uint8)
    for x, y in points:
        cv2.circle(grey, (round(float(x)), round(float(y))), 2, 255, -1)
    return LandmarkSample("drawn", "helen", grey, points, derived_detection(points), found=True)


def plan(**changes: object) -> TrainingPlan:
    """Make a plan for drawn faces."""
    values: dict[str, object] = {"steps": 6, "batch": 4, "warm_up": 2, "shares": {"helen": 1.0}}
    return TrainingPlan(**(values | changes))  # type: ignore[arg-type]


def test_mirroring_twice_changes_nothing() -> None:
    """The exchange of names is its own inverse, and swaps left and right eye, brow and mouth corner."""
    assert MIRRORED[MIRRORED].tolist() == list(range(68))
    assert [MIRRORED[i] for i in (0, 8, 17, 30, 31, 36, 39, 48, 51, 57, 60)] == [
        16, 8, 26, 30, 35, 45, 42, 54, 51, 57, 64,
    ]  # fmt: skip


def test_a_mirrored_crop_keeps_points_on_their_pixels() -> None:
    """The dot under a point is still under the point of the mirrored name."""
    crop = np.zeros((64, 64), np.uint8)
    crop[20, 10] = 255
    shape = np.zeros((68, 2), np.float32)
    shape[36] = (np.array([10, 20]) - 31.5) / 64
    mirrored, renamed = mirror(crop, shape)
    x, y = np.rint(renamed[45] * 64 + 31.5).astype(int)
    assert mirrored[y, x] == 255


@given(seed=st.integers(0, 2**32 - 1))
def test_points_of_a_random_view_lie_on_their_dots(seed: int) -> None:
    """Whatever the turn, scale, shift and mirroring, the crop is bright under the points inside it."""
    crop, shape = random_view(drawn_sample(), LandmarkSpec(), PLAIN, np.random.default_rng(seed))
    places = np.rint(shape * 64 + 31.5).astype(int)
    inside = ((places >= 0) & (places < 64)).all(axis=1)
    bright = crop[places[inside, 1], places[inside, 0]]
    assert inside.sum() > 30
    assert np.median(bright) > 150


@given(seed=st.integers(0, 2**32 - 1))
def test_a_fully_spoilt_view_is_a_picture(seed: int) -> None:
    """With everything switched on the crop stays uint8 of the input's size and the points stay finite."""
    everything = Augmentation(derived=1, blur=1, low_resolution=1, occlusion=1, light=1, noise=1)
    crop, shape = random_view(drawn_sample(), LandmarkSpec(), everything, np.random.default_rng(seed))
    assert (crop.shape, crop.dtype, shape.shape) == ((64, 64), np.uint8, (68, 2))
    assert np.isfinite(shape).all()


def test_the_mean_shape_is_symmetric() -> None:
    """The mean of faces and mirror images is its own mirror image."""
    mean = mean_shape([drawn_sample(seed) for seed in range(5)], LandmarkSpec())
    np.testing.assert_allclose(mean, mean[MIRRORED] * (-1, 1), atol=1e-6)


@given(x=st.floats(-60, 60))
def test_wing_loss_follows_its_formula(x: float) -> None:
    """Logarithmic inside 10 pixels, linear outside, continuous between, even."""
    value = float(wing_loss(torch.tensor([x], dtype=torch.float64)))
    offset = 10 - 10 * math.log(6)
    expected = 10 * math.log(1 + abs(x) / 2) if abs(x) < 10 else abs(x) - offset
    assert value == pytest.approx(expected, abs=1e-9)


def test_sets_are_drawn_by_their_shares() -> None:
    """Each set gets its share of the draws, whatever its size."""
    chances = drawing_chances(["helen"] * 2 + ["video"] * 8, {"helen": 0.75, "video": 0.25})
    assert chances.sum() == pytest.approx(1)
    assert chances[:2].sum() == pytest.approx(0.75)


@given(seed=st.integers(0, 2**32 - 1))
def test_overlap_is_symmetric_and_bounded(seed: int) -> None:
    """Intersection over union is symmetric, 1 for the same box and 0 for boxes apart."""
    low = np.random.default_rng(seed).uniform(0, 50, (2, 2))
    a, b = (np.concatenate([corner, corner + 30]).astype(np.float32) for corner in low)
    assert overlap(a, b) == pytest.approx(overlap(b, a))
    assert 0 <= overlap(a, b) <= overlap(a, a) == pytest.approx(1)
    assert overlap(a, a + 100) == 0


def test_the_annotated_face_is_picked() -> None:
    """Of several detections the one on the annotated face counts, and one elsewhere is none."""
    truth = derived_detection(shape_of_a_face())
    elsewhere = Detection(box=truth.box + 500, score=1.0, points=truth.points + 500)
    assert matching_detection([elsewhere, truth], shape_of_a_face()) is truth
    assert matching_detection([elsewhere], shape_of_a_face()) is None


def write_set(folder: Path, encoded: bytes) -> None:
    """Write a set of one picture, in the format of the shared data."""
    with zipfile.ZipFile(folder / "landmarks68.zip", "w") as archive:
        archive.writestr("helen/train/0.png", encoded)
    with (folder / "landmarks68.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "split", "set", *(f"{a}{i}" for i in range(68) for a in "xy")])
        writer.writerow(["helen/train/0.png", "train", "helen", *shape_of_a_face().ravel().tolist()])
        writer.writerow(["helen/test/1.png", "test", "helen", *([0] * 136)])


def test_a_face_that_the_detector_misses_gets_a_derived_detection(tmp_path: Path) -> None:
    """Only the asked split is read, and a missed face carries its own annotation's detection and says so."""
    write_set(tmp_path, cv2.imencode(".png", np.full((160, 160, 3), 90, np.uint8))[1].tobytes())
    samples = load_samples(tmp_path, "train", ("helen",), lambda _image: ())
    assert [(s.name, s.group, s.found, s.grey.shape) for s in samples] == [
        ("helen/train/0.png", "helen", False, (160, 160))
    ]
    np.testing.assert_array_equal(samples[0].detection.points, five_points(shape_of_a_face()))


def test_a_broken_picture_is_named(tmp_path: Path) -> None:
    """A picture that cannot be decoded stops the load by name."""
    write_set(tmp_path, b"no picture")
    with pytest.raises(ImageUnreadable) as caught:
        load_samples(tmp_path, "train", ("helen",), lambda _image: ())
    assert caught.value.data["path"] == "helen/train/0.png"


def test_a_resumed_run_is_the_same_run(tmp_path: Path) -> None:
    """Six steps at once, and three, a checkpoint, and three more, end in the same weights."""
    samples = [drawn_sample(seed) for seed in range(4)]
    whole = Trainer(samples, TINY, plan())
    for _ in range(6):
        whole.train_step()
    first, second = Trainer(samples, TINY, plan()), Trainer(samples, TINY, plan(seed=9))
    for _ in range(3):
        first.train_step()
    first.save(tmp_path / "last.pt")
    second.resume(tmp_path / "last.pt")
    for _ in range(3):
        second.train_step()
    expected = whole.averaged().state_dict()
    for name, value in second.averaged().state_dict().items():
        torch.testing.assert_close(value, expected[name], rtol=1e-4, atol=1e-6)


def test_a_run_leaves_log_checkpoint_and_weights(tmp_path: Path) -> None:
    """A finished run has logged every interval, can be loaded, and does nothing when started again."""
    samples = [drawn_sample(seed) for seed in range(4)]
    run(Trainer(samples, TINY, plan()), tmp_path, save_every=3)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["step"] for line in lines] == [3, 6]
    again = Trainer(samples, TINY, plan())
    run(again, tmp_path, save_every=3)
    assert again.step == 6
    assert len((tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    load_landmarks(tmp_path / "landmarks.safetensors", TINY, CPU)


def test_time_ends_a_run() -> None:
    """A run whose minutes are used up is over before its steps are."""
    trainer = Trainer([drawn_sample()], TINY, plan(steps=10**6, minutes=1e-6))
    trainer.train_step()
    assert trainer.progress >= 1


def test_the_error_is_measured_in_eye_corners() -> None:
    """Every point wrong by a tenth of the outer eye corners' distance is an error of 0.1."""
    truth = shape_of_a_face()
    corners = float(np.linalg.norm(truth[45] - truth[36]))
    assert normalised_error(truth + np.float32([0.1 * corners, 0]), truth) == pytest.approx(0.1, abs=1e-5)


def test_jitter_sees_trembling_and_no_steady_motion() -> None:
    """Steady motion is no jitter; shaking by s in each coordinate is s times the root of 12."""
    shape = shape_of_a_face()
    eyes = float(np.linalg.norm(five_points(shape)[1] - five_points(shape)[0]))
    steady = [shape + np.float32([3 * frame, -frame]) for frame in range(20)]
    assert jitter(steady) == pytest.approx(0, abs=1e-5)
    rng = np.random.default_rng(1)
    shaking = [(shape + rng.normal(0, 0.02 * eyes, (68, 2))).astype(np.float32) for _ in range(200)]
    assert jitter(shaking) == pytest.approx(0.02 * math.sqrt(12), rel=0.03)
    assert math.isnan(jitter([shape, None, shape, shape]))


def test_the_path_follows_the_largest_face(tmp_path: Path) -> None:
    """Each frame of a clip gives the points of the detector's first face, or none."""
    clip = cv2.VideoWriter(str(tmp_path / "a.avi"), cv2.VideoWriter_fourcc(*"MJPG"), 10, (160, 160))
    for _ in range(3):
        clip.write(np.full((160, 160, 3), 90, np.uint8))
    clip.release()
    face = derived_detection(shape_of_a_face())
    answers = iter([(face,), (), (face, derived_detection(shape_of_a_face() / 2))])

    class Finder:
        def detect(self, image: ImageArray) -> tuple[Detection, ...]:
            assert image.shape == (160, 160, 3)
            return next(answers)

    landmarks = LandmarkDetector(Trainer([drawn_sample()], TINY, plan()).averaged(), TINY, CPU)
    path = largest_face(frames(tmp_path / "a.avi"), Finder(), landmarks)
    assert [points is None for points in path] == [False, True, False]


def test_missed_faces_are_failures(tmp_path: Path) -> None:
    """A face that the detector missed is counted as missed and as a failure."""
    found = drawn_sample()
    missed = LandmarkSample("b", "helen", found.grey, found.points, found.detection, found=False)
    save_weights(Trainer([found], TINY, plan()).averaged(), tmp_path / "w.safetensors")
    report = evaluate(load_landmarks(tmp_path / "w.safetensors", TINY, CPU), [found, missed])
    assert (report.faces, report.missed) == (2, 1)
    assert report.failures >= 0.5


def test_reduced_training_beats_the_mean_shape() -> None:
    """150 steps of a small network cut the mean shape's error on unseen photos by more than a fifth."""
    data = shared_data()
    samples = load_samples(data, "train", ("afw",), _own_annotation)
    train, unseen = samples[:270], samples[270:]
    gentle = replace(PLAIN, rotation_deg=4, log_scale=0.03, shift=0.015)
    small = plan(
        steps=150,
        batch=32,
        warm_up=10,
        average=0.9,
        learning_rate=5e-3,
        augmentation=gentle,
        shares={"afw": 1.0},
    )
    trainer = Trainer(train, SMALL, small)
    before = errors(LandmarkDetector(trainer.averaged(), SMALL, CPU), unseen).mean()
    for _ in range(150):
        trainer.train_step()
    after = errors(LandmarkDetector(trainer.averaged(), SMALL, CPU), unseen).mean()
    assert after < 0.8 * before


def test_the_shipped_weights_keep_their_accuracy() -> None:
    """On the official HELEN test set, from detected crops, the error is below 4.8 % and no face is missed."""
    data = shared_data()
    detect = official_detector(data / "reference" / "yunet.onnx")
    samples = load_samples(data, "test", ("helen",), detect)
    bundle = load_bundle(default_bundle())
    marks = bundle.manifest.landmarks
    spec = LandmarkSpec(marks.input_px, marks.box_scale, marks.channels, marks.hidden)
    report = evaluate(load_landmarks(bundle.path(marks.file), spec, CPU), samples)
    assert (report.faces, report.missed) == (330, 0)
    assert report.mean_error < 0.048


def _own_annotation(_image: ImageArray) -> tuple[Detection, ...]:
    """No detector: each face gets the detection that its annotation implies."""
    return ()
