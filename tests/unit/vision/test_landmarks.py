"""The landmark network and its crops."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file
from torch import nn

from faceid_desktop.core.geometry import apply_transform
from faceid_desktop.core.records import Detection, Doubles, Floats, ImageArray
from faceid_desktop.errors import BundleCorrupt, ShapeError
from faceid_desktop.vision.landmarks import (
    MIRRORED,
    LandmarkDetector,
    LandmarkNetwork,
    LandmarkSpec,
    crop_matrix,
    from_crop,
    fused,
    load_landmarks,
    to_crop,
)

SPEC = LandmarkSpec()
CPU = torch.device("cpu")
BOX = np.array([60, 50, 140, 150], np.float32)
POINTS = np.array([(82, 88), (118, 88), (100, 108), (85, 124), (115, 124)], np.float32)
DETECTION = Detection(box=BOX, score=1.0, points=POINTS)


def moved(matrix: Doubles, detection: Detection = DETECTION) -> Detection:
    """Return the detection of the face in a picture moved by a similarity; the box stays upright."""
    scale = np.sqrt(np.linalg.det(matrix[:, :2]))
    centre = apply_transform(matrix, (detection.box[None, :2] + detection.box[None, 2:]) / 2)[0]
    half = (detection.box[2:] - detection.box[:2]) / 2 * np.float32(scale)
    box = np.concatenate([centre - half, centre + half]).astype(np.float32)
    return Detection(box=box, score=1.0, points=apply_transform(matrix, detection.points))


def similarity(angle_deg: float, scale: float, x: float, y: float) -> Doubles:
    """Return a similarity (2, 3)."""
    cosine, sine = scale * np.cos(np.radians(angle_deg)), scale * np.sin(np.radians(angle_deg))
    return np.array([[cosine, -sine, x], [sine, cosine, y]])


def random_network(seed: int = 0) -> LandmarkNetwork:
    """Return a network with random weights whose answer depends on the crop."""
    torch.manual_seed(seed)
    network = LandmarkNetwork(SPEC).eval()
    torch.nn.init.normal_(network.points.weight, std=0.02)
    network.mean_shape.copy_(torch.randn(68, 2) * 0.2)
    return network


def noise_picture(height: int = 200, width: int = 200) -> ImageArray:
    """Smooth random colours, uint8."""
    rough = np.random.default_rng(3).integers(0, 256, (height // 8, width // 8, 3)).astype(np.uint8)
    return np.asarray(cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


@given(angle=st.floats(-180, 180), scale=st.floats(0.2, 5), x=st.floats(-500, 500), y=st.floats(-500, 500))
def test_the_crop_follows_the_face(angle: float, scale: float, x: float, y: float) -> None:
    """However the picture is turned, scaled and shifted, the face comes to lie on the same crop pixels."""
    move = similarity(angle, scale, x, y)
    before = apply_transform(crop_matrix(DETECTION, SPEC), POINTS)
    after = apply_transform(crop_matrix(moved(move), SPEC), apply_transform(move, POINTS))
    np.testing.assert_allclose(after, before, atol=0.05)


def test_the_crop_is_upright_and_holds_the_box_scale() -> None:
    """The crop removes roll and its side is about ``box_scale`` times the side of the box."""
    matrix = crop_matrix(moved(similarity(25, 1, 0, 0)), SPEC)
    turned_back = matrix[:, :2] @ similarity(25, 1, 0, 0)[:, :2]
    assert turned_back[1, 0] == pytest.approx(0, abs=1e-3)
    side = SPEC.input_px / np.sqrt(np.linalg.det(matrix[:, :2]))
    assert side == pytest.approx(SPEC.box_scale * np.sqrt(80 * 100), rel=0.05)


@given(seed=st.integers(0, 2**32 - 1))
def test_noise_of_the_five_points_moves_the_crop_little(seed: int) -> None:
    """Five points wrong by 3 % of the box move what the crop shows by less than 8 of its 64 pixels."""
    noise = np.random.default_rng(seed).uniform(-2.7, 2.7, (5, 2)).astype(np.float32)
    noisy = Detection(box=BOX.copy(), score=1.0, points=POINTS + noise)
    before = apply_transform(crop_matrix(DETECTION, SPEC), POINTS)
    assert np.abs(apply_transform(crop_matrix(noisy, SPEC), POINTS) - before).max() < 8


@given(seed=st.integers(0, 2**32 - 1))
def test_crop_coordinates_go_there_and_back(seed: int) -> None:
    """Points taken into the crop and back are the same to a hundredth of a pixel."""
    points = np.random.default_rng(seed).uniform(0, 200, (68, 2)).astype(np.float32)
    matrix = crop_matrix(DETECTION, SPEC)
    back = from_crop(to_crop(points, matrix, SPEC.input_px), matrix, SPEC.input_px)
    np.testing.assert_allclose(back, points, atol=0.01)


@pytest.mark.parametrize(
    ("box", "points"),
    [
        (np.array([60, 50, 60, 150], np.float32), POINTS),
        (np.array([140, 150, 60, 50], np.float32), POINTS),
        (BOX, np.full((5, 2), 100, np.float32)),
    ],
)
def test_a_detection_without_size_is_refused(box: Floats, points: Floats) -> None:
    """An empty or turned-around box and five points on one place are an error."""
    with pytest.raises(ShapeError):
        crop_matrix(Detection(box=box.copy(), score=1.0, points=points.copy()), SPEC)


def test_an_input_that_does_not_halve_is_refused() -> None:
    """The input's side must halve once per stage."""
    with pytest.raises(ShapeError):
        LandmarkSpec(input_px=60)


def test_a_fresh_network_answers_the_mean_shape() -> None:
    """Before training, the mean shape is the answer to every crop: training can only start from there."""
    network = LandmarkNetwork(SPEC).eval()
    network.mean_shape.copy_(torch.randn(68, 2))
    with torch.inference_mode():
        shapes = network(torch.rand(3, 1, 64, 64) * 255)
    assert torch.equal(shapes, network.mean_shape.expand(3, 68, 2))


def test_light_and_contrast_hardly_change_the_answer() -> None:
    """A crop at half the contrast and another brightness gives the same points."""
    network = random_network()
    crop = torch.rand(1, 1, 64, 64) * 200
    with torch.inference_mode():
        assert torch.allclose(network(crop), network(crop * 0.5 + 60), atol=0.01)


def test_a_batch_gives_what_single_faces_give() -> None:
    """`find_all` answers in order and as `find` does; no faces, no answer."""
    detector = LandmarkDetector(random_network(), SPEC, CPU)
    image = noise_picture()
    faces = [DETECTION, moved(similarity(10, 0.7, 20, 5)), moved(similarity(-20, 1.1, -10, 40))]
    together = detector.find_all(image, faces)
    for face, landmarks in zip(faces, together, strict=True):
        np.testing.assert_allclose(landmarks.points, detector.find(image, face).points, atol=1e-3)
    assert not np.allclose(together[0].points, together[1].points)
    assert detector.find_all(image, []) == []


def test_a_mirrored_picture_gives_mirrored_points() -> None:
    """In a mirrored picture the points are the mirrored ones with left and right exchanged."""
    detector = LandmarkDetector(random_network(), SPEC, CPU)
    image = noise_picture()
    points = POINTS[[1, 0, 2, 4, 3]] * np.float32([-1, 1]) + np.float32([199, 0])
    box = np.array([199 - BOX[2], BOX[1], 199 - BOX[0], BOX[3]], np.float32)
    found = detector.find(image, DETECTION).points
    other = detector.find(
        np.ascontiguousarray(image[:, ::-1]), Detection(box=box, score=1.0, points=points)
    ).points
    np.testing.assert_allclose(other, found[MIRRORED] * (-1, 1) + (199, 0), atol=0.2)


def test_fusing_changes_the_time_and_not_the_answer() -> None:
    """The fused network has no normalisation left and gives the same points."""
    network = random_network()
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
            nn.init.uniform_(layer.running_mean, -0.5, 0.5)
            nn.init.uniform_(layer.running_var, 0.5, 2)
    crops = torch.rand(2, 1, 64, 64) * 255
    quick = fused(network)
    assert not any(isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d) for layer in quick.modules())
    with torch.inference_mode():
        torch.testing.assert_close(quick(crops), network(crops), rtol=1e-3, atol=1e-4)


def test_points_follow_a_picture_that_is_turned_by_90_degrees() -> None:
    """A picture turned by 90 degrees gives the turned points: the answer is in pixels of the picture."""
    detector = LandmarkDetector(random_network(), SPEC, CPU)
    image = noise_picture()
    turn = np.array([[0.0, -1.0, 199.0], [1.0, 0.0, 0.0]])
    upright = detector.find(image, DETECTION).points
    square = Detection(box=np.array([55, 55, 145, 145], np.float32), score=1.0, points=POINTS.copy())
    upright = detector.find(image, square).points
    turned = detector.find(np.ascontiguousarray(np.rot90(image, -1)), moved(turn, square)).points
    np.testing.assert_allclose(turned, apply_transform(turn, upright), atol=0.2)


def test_a_face_at_the_border_is_answered() -> None:
    """A face that reaches out of the picture still gets 68 finite points."""
    detector = LandmarkDetector(random_network(), SPEC, CPU)
    landmarks = detector.find(noise_picture(64, 64), moved(similarity(0, 1, -90, -60)))
    assert landmarks.points.shape == (68, 2)
    assert np.isfinite(landmarks.points).all()


def test_weights_are_read_in_16_bit(tmp_path: Path) -> None:
    """Weights stored in 16 bit give the same points to a twentieth of a pixel."""
    network = random_network()
    path = tmp_path / "landmarks.safetensors"
    state = network.state_dict()
    save_file({name: v.half() if v.is_floating_point() else v for name, v in state.items()}, path)
    stored = load_landmarks(path, SPEC, CPU).find(noise_picture(), DETECTION)
    live = LandmarkDetector(network, SPEC, CPU).find(noise_picture(), DETECTION)
    np.testing.assert_allclose(stored.points, live.points, atol=0.1)


def test_bad_weights_are_named(tmp_path: Path) -> None:
    """A missing file, one that is no safetensors and one of another network are all a corrupt bundle."""
    broken, other = tmp_path / "broken.safetensors", tmp_path / "other.safetensors"
    broken.write_bytes(b"no weights")
    save_file({"mean_shape": torch.zeros(68, 2)}, other)
    for path in (tmp_path / "missing.safetensors", broken, other):
        with pytest.raises(BundleCorrupt) as caught:
            load_landmarks(path, SPEC, CPU)
        assert caught.value.data["path"] == str(path)
