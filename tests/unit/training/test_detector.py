"""Tests of the detector's training on drawn faces; they need no data."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("onnx", reason="the extra 'train' is not installed")

from faceid_desktop.core.records import Detection, Floats, ImageArray, Landmarks
from faceid_desktop.training.detector import data, evaluate, loss, train
from faceid_desktop.training.detector.degrade import degrade, draw_mask
from faceid_desktop.training.detector.export import export_onnx
from faceid_desktop.training.detector.model import DetectorNetwork, decode, flatten, grid
from faceid_desktop.training.detector.refine import refine_sources
from faceid_desktop.training.detector.sources import FaceCrop, Labelled, Sources, held_out
from faceid_desktop.training.detector.targets import build_targets, near_cells
from faceid_desktop.training.detector.teacher import Answers, onnx_teacher

POINTS = np.array([[35, 40], [65, 40], [50, 58], [38, 75], [62, 75]], np.float32)
BOX = np.array([20, 10, 80, 95], np.float32)


def drawn_face(rng: np.random.Generator) -> ImageArray:
    """Draw a face of ellipses that fits `BOX` and `POINTS`."""
    image = np.full((100, 100, 3), rng.integers(0, 255, 3), np.uint8)
    cv2.ellipse(image, (50, 52), (30, 42), 0, 0, 360, (140, 170, 220), -1)
    for x, y in POINTS[:2]:
        cv2.circle(image, (int(x), int(y)), 5, (30, 30, 30), -1)
    cv2.line(image, (50, 45), (50, 58), (90, 110, 160), 3)
    cv2.line(image, (38, 75), (62, 75), (60, 60, 170), 4)
    return image


@pytest.fixture(scope="module")
def sources() -> Sources:
    """Return drawn scenes, faces and backgrounds."""
    rng = np.random.default_rng(0)
    images = [drawn_face(rng) for _ in range(8)]
    encoded = [cv2.imencode(".png", image)[1].tobytes() for image in images]
    noise = [cv2.resize(rng.integers(0, 255, (12, 16, 3), dtype=np.uint8), (200, 150)) for _ in range(4)]
    scenes = tuple(Labelled(image, BOX[None].copy(), POINTS[None].copy()) for image in images)
    return Sources((scenes, scenes[:2]), tuple(FaceCrop(each, BOX, POINTS) for each in encoded), tuple(noise))


def test_loss_falls_and_training_resumes(sources: Sources, tmp_path: Path) -> None:
    """A short training makes the loss fall by a third, writes its curve and goes on from its checkpoint."""
    recipe = train.Recipe(steps=80, batch=8, size=96, rate=5e-3, save_every=30, log_every=10)
    trainer = train.Trainer(recipe, tmp_path)
    assert not trainer.resume()
    first: list[float] = []
    for images, wanted in train.batches(sources, recipe, 0):
        first.append(trainer.learn(images, wanted)["total"])
    assert np.mean(first[-5:]) < 0.67 * np.mean(first[:5])
    trainer.save()
    again = train.Trainer(recipe, tmp_path)
    assert again.resume()
    assert again.step == recipe.steps
    for name, value in trainer.average.state_dict().items():
        torch.testing.assert_close(again.average.state_dict()[name], value)


def test_run_writes_curve_and_network(sources: Sources, tmp_path: Path) -> None:
    """A run leaves a line of the curve per log step, a checkpoint and the network as ONNX."""
    train.Trainer(train.Recipe(steps=4, batch=2, size=64, log_every=2, save_every=4), tmp_path).run(sources)
    assert len((tmp_path / "curve.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert (tmp_path / "checkpoint.pt").stat().st_size > 0
    assert (tmp_path / "detector.onnx").stat().st_size > 0


@pytest.mark.parametrize(("width", "height"), [(96, 64), (101, 75), (333, 210)])
def test_opencv_reads_the_export_as_torch_does(tmp_path: Path, width: int, height: int) -> None:
    """OpenCV finds the same best box, points and score in the exported network as torch does, at any size."""
    torch.manual_seed(3)
    network = DetectorNetwork()
    rng = np.random.default_rng(width)
    image = cv2.GaussianBlur(rng.integers(0, 255, (height, width, 3), dtype=np.uint8), (0, 0), 3)
    padded = np.zeros((-(-height // 32) * 32, -(-width // 32) * 32, 3), np.uint8)
    padded[:height, :width] = image
    pixels = torch.from_numpy(padded).permute(2, 0, 1)[None].float()
    network.train()
    for _ in range(60):
        network(pixels)  # settles the running mean and variance, so that the folding is tested
    network.eval()
    with torch.no_grad():
        scores, boxes, points = decode(flatten(network(pixels)), *grid(*padded.shape[:2]))
    export_onnx(network, tmp_path / "detector.onnx")
    found = cv2.FaceDetectorYN.create(str(tmp_path / "detector.onnx"), "", (width, height), 0.01, 0.3)
    _, rows = found.detect(image)
    best = int(scores[0].argmax())
    row = rows[rows[:, 14].argmax()]
    assert row[14] == pytest.approx(float(scores[0, best]), abs=1e-4)
    box = np.concatenate([row[:2], row[:2] + row[2:4]])
    np.testing.assert_allclose(box, boxes[0, best].numpy(), atol=0.1)
    np.testing.assert_allclose(row[4:14].reshape(5, 2), points[0, best].numpy(), atol=0.1)


def test_mirroring_swaps_left_and_right_points() -> None:
    """After mirroring, the first point is still the eye on the viewer's left."""
    matrix = np.array([[-1, 0, 99], [0, 1, 0]], np.float32)
    boxes, points = data.transform_faces(BOX[None], POINTS[None], matrix)
    np.testing.assert_allclose(boxes[0], [19, 10, 79, 95], atol=1e-4)
    assert points[0, 0, 0] < points[0, 1, 0]
    assert points[0, 3, 0] < points[0, 4, 0]


@given(st.floats(-45, 45), st.floats(0.2, 4))
def test_turned_boxes_keep_their_centre_and_grow_with_the_scale(angle: float, scale: float) -> None:
    """A turned, scaled box keeps its centre, and its diagonal grows by exactly the scale."""
    centre = (float(BOX[[0, 2]].mean()), float(BOX[[1, 3]].mean()))
    matrix = data._similarity(centre, scale, angle, (10.0, 20.0), mirror=False)
    boxes, _ = data.transform_faces(BOX[None], POINTS[None], matrix)
    np.testing.assert_allclose((boxes[0, :2] + boxes[0, 2:]) / 2, [10, 20], atol=1e-2)
    diagonal = np.linalg.norm(BOX[2:] - BOX[:2])
    assert np.linalg.norm(boxes[0, 2:] - boxes[0, :2]) == pytest.approx(scale * diagonal, rel=1e-3)


def test_composed_pictures_are_reproducible(sources: Sources) -> None:
    """The same seed draws the same picture, and faces whose centre lies outside are gone."""
    for seed in range(30):
        one = data.compose(sources, 96, np.random.default_rng(seed))
        two = data.compose(sources, 96, np.random.default_rng(seed))
        np.testing.assert_array_equal(one.image, two.image)
        assert one.image.shape == (96, 96, 3)
        assert len(one.boxes) == len(one.points)
        centres = (one.boxes[:, :2] + one.boxes[:, 2:]) / 2
        assert ((centres > 0) & (centres < 96)).all()


def test_drawn_mask_covers_the_mouth_and_spares_the_eyes() -> None:
    """A drawn mask changes the mouth and leaves the eyes as they were."""
    image = drawn_face(np.random.default_rng(1))
    masked = draw_mask(image, BOX, POINTS, np.random.default_rng(2))
    assert np.abs(masked[75, 50].astype(int) - image[75, 50]).max() > 10
    np.testing.assert_array_equal(masked[34:41, 30:41], image[34:41, 30:41])


def test_degraded_pictures_keep_their_size_and_the_original() -> None:
    """Degrading makes a new picture of the same size and leaves the given one alone."""
    image = drawn_face(np.random.default_rng(1))
    before = image.copy()
    changed = [degrade(image, np.random.default_rng(seed)) for seed in range(40)]
    assert all(each.shape == image.shape and each.dtype == np.uint8 for each in changed)
    assert all((each != image).any() for each in changed)
    np.testing.assert_array_equal(image, before)


@pytest.mark.parametrize("side", [10.0, 20.0, 38.0, 60.0, 100.0, 200.0, 340.0])
def test_every_size_of_face_has_cells(side: float) -> None:
    """Wherever its centre lies, a face of any trained size is assigned to at least one cell."""
    cells, strides = numpy_grid(384)
    for shift in (0.0, 3.0, 7.0, 12.0):
        low = 192 - side / 2 + shift
        assert near_cells(np.float32([low, low, low + side, low + side]), cells, strides).any()


def test_perfect_boxes_cost_nothing() -> None:
    """EIoU is 0 and IoU is 1 for equal boxes; a box beside the other has IoU 0 and costs more than 1."""
    boxes = torch.tensor([[0.0, 0.0, 10.0, 20.0], [0.0, 0.0, 10.0, 20.0]])
    iou, eiou = loss.iou_and_eiou(boxes, torch.tensor([[0.0, 0.0, 10.0, 20.0], [30.0, 0.0, 40.0, 20.0]]))
    torch.testing.assert_close(iou, torch.tensor([1.0, 0.0]))
    assert float(eiou[0]) == pytest.approx(0, abs=1e-6)
    assert float(eiou[1]) > 1


def numpy_grid(side: int) -> tuple[Floats, Floats]:
    """Return cells and strides of a square picture as arrays."""
    cells, strides = grid(side, side)
    return cells.numpy(), strides.numpy()


def picture(*boxes: list[float], complete: bool = False) -> data.Sample:
    """Return a black picture (64, 64) with boxes whose points nobody knows."""
    points = np.full((len(boxes), 5, 2), np.nan, np.float32)
    corners = np.array(boxes, np.float32).reshape(-1, 4)
    return data.Sample(np.zeros((64, 64, 3), np.uint8), corners, points, complete)


def silent(number: int) -> Answers:
    """Return a teacher's answers that find nothing; tests fill in a cell or two."""
    none = np.zeros(number, np.float32)
    return Answers(none, none.copy(), np.zeros((number, 4), np.float32), np.ones((number, 5, 2), np.float32))


def finds(answers: Answers, cell: int, box: list[float], objectness: float) -> None:
    """Let one cell of the answers find a face."""
    answers.objectness[cell] = answers.scores[cell] = objectness
    answers.boxes[cell] = box


def test_ignored_faces_are_neither_learned_nor_punished() -> None:
    """Cells inside a face too small to learn add nothing to the objectness loss, whatever they answer."""
    cells, strides = numpy_grid(64)
    wanted = train.collate([build_targets(picture([14, 14, 18, 18]), cells, strides, None)])
    flat = {name: torch.zeros(1, len(cells), width) for name, width in (("cls", 1), ("obj", 1), ("bbox", 4))}
    flat["kps"] = torch.zeros(1, len(cells), 10)
    quiet = loss.detection_loss(flat, wanted, *grid(64, 64))["obj"]
    inside = int(((cells * strides[:, None]) == 16).all(1).nonzero()[0][0])
    flat["obj"][0, inside] = 20.0
    torch.testing.assert_close(loss.detection_loss(flat, wanted, *grid(64, 64))["obj"], quiet)


def test_the_right_answers_cost_least() -> None:
    """Answers that say just what the targets want cost less than the same answers moved or left out."""
    cells, strides = numpy_grid(64)
    sample = picture([20, 20, 44, 44])
    sample.points[:] = POINTS / 4 + 20
    wanted = train.collate([build_targets(sample, cells, strides, None)])
    scale = strides[:, None]
    box = np.concatenate([np.float32([32, 32]) / scale - cells, np.log(np.float32([24, 24]) / scale)], axis=1)
    marks = sample.points[0] / scale[..., None] - cells[:, None]
    level = wanted.objectness[..., None] * 2 - 1
    right = {
        "obj": level * 10,
        "cls": level * 10,
        "bbox": torch.from_numpy(box)[None],
        "kps": torch.from_numpy(marks.reshape(1, -1, 10)),
    }
    losses = loss.detection_loss(right, wanted, *grid(64, 64))
    assert float(losses["total"]) < 0.01
    moved = right | {"bbox": right["bbox"] + 0.5}
    assert float(loss.detection_loss(moved, wanted, *grid(64, 64))["box"]) > 0.1
    astray = right | {"kps": right["kps"] + 0.5}
    assert float(loss.detection_loss(astray, wanted, *grid(64, 64))["points"]) > 0.05


def test_a_face_that_the_teacher_knows_gets_the_teachers_cells() -> None:
    """Its cells are the teacher's, the best one sure, and they learn the label's box, not the teacher's."""
    cells, strides = numpy_grid(64)
    answers = silent(len(cells))
    finds(answers, 10, [12, 12, 38, 38], 0.8)
    finds(answers, 11, [8, 10, 40, 40], 0.4)
    targets = build_targets(picture([10, 10, 40, 40]), cells, strides, answers)
    assert np.flatnonzero(targets.objectness).tolist() == [10, 11]
    np.testing.assert_allclose(targets.objectness[[10, 11]], [1.0, 0.5])
    np.testing.assert_array_equal(targets.boxes[10], [10, 10, 40, 40])
    np.testing.assert_array_equal(targets.points[10], answers.points[10])


def test_a_face_that_the_teacher_misses_gets_cells_all_the_same() -> None:
    """Cells in the middle of the face learn it as without a teacher, with points only where the label has."""
    cells, strides = numpy_grid(64)
    sample = picture([10, 10, 40, 40])
    alone = build_targets(sample, cells, strides, None)
    taught = build_targets(sample, cells, strides, silent(len(cells)))
    np.testing.assert_array_equal(taught.objectness, alone.objectness)
    assert taught.objectness.max() == 1
    assert not taught.pointed.any()


def test_finds_without_a_label_count_only_where_labels_may_lack() -> None:
    """What the teacher finds beside the labels is learned in a photo and denied in a composed picture."""
    cells, strides = numpy_grid(64)
    answers = silent(len(cells))
    finds(answers, 3, [2, 2, 12, 12], 0.7)
    photo = build_targets(picture(), cells, strides, answers)
    assert photo.objectness[3] == pytest.approx(0.7)
    composed = build_targets(picture(complete=True), cells, strides, answers)
    assert not composed.objectness.any()
    assert composed.counted.all()


def test_the_smaller_of_two_faces_gets_the_cell() -> None:
    """Where a face lies before a larger one, the cells that both could have learn the smaller."""
    cells, strides = numpy_grid(64)
    targets = build_targets(picture([20, 20, 44, 44], [16, 16, 50, 50]), cells, strides, None)
    middle = int(((cells * strides[:, None]) == 32).all(1).nonzero()[0][0])
    np.testing.assert_array_equal(targets.boxes[middle], [20, 20, 44, 44])


def test_the_teacher_answers_as_torch_does(tmp_path: Path) -> None:
    """Scores, boxes and points of an exported network are those of torch, cell by cell."""
    torch.manual_seed(4)
    network = DetectorNetwork().eval()
    export_onnx(network, tmp_path / "teacher.onnx")
    image = np.random.default_rng(0).integers(0, 255, (64, 96, 3), dtype=np.uint8)
    with torch.no_grad():
        pixels = torch.from_numpy(image).permute(2, 0, 1)[None].float()
        scores, boxes, points = decode(flatten(network(pixels)), *grid(64, 96))
    answers = onnx_teacher(tmp_path / "teacher.onnx")(image)
    np.testing.assert_allclose(answers.scores, scores[0].numpy(), atol=1e-4)
    np.testing.assert_allclose(answers.boxes, boxes[0].numpy(), atol=0.05)
    np.testing.assert_allclose(answers.points, points[0].numpy(), atol=0.05)


def test_points_are_refined_where_a_landmark_network_sees_more(sources: Sources, tmp_path: Path) -> None:
    """Loose faces get the network's points, once; masked and hand-marked photos and wild answers do not."""
    calls = []

    def find(_image: ImageArray, detection: Detection) -> Landmarks:
        calls.append(detection)
        marks = np.zeros((68, 2), np.float32)
        marks[36:42], marks[42:48], marks[30], marks[48], marks[54] = detection.points + 1
        return Landmarks(points=marks)

    photo = sources.scenes[0][0]
    kinds = tuple(Labelled(photo.image, photo.boxes, photo.points, masks=(m,)) for m in ("with", "unknown"))
    given = Sources(((photo, *kinds),), sources.faces[:1], sources.empty)
    better = refine_sources(given, find, tmp_path / "points.npy")
    marked, masked, plain = better.scenes[0]
    np.testing.assert_array_equal(marked.points, photo.points)
    np.testing.assert_array_equal(masked.points, photo.points)
    np.testing.assert_allclose(plain.points, photo.points + 1)
    np.testing.assert_allclose(better.faces[0].points, POINTS + 1)
    before = len(calls)
    again = refine_sources(given, find, tmp_path / "points.npy")
    np.testing.assert_array_equal(again.faces[0].points, better.faces[0].points)
    assert len(calls) == before + 1  # the plain photo only: the loose face comes from the cache


def test_what_chooses_thresholds_is_never_learned() -> None:
    """Learned and held-out items are disjoint and together everything."""
    learned, kept = held_out(tuple(range(100)))
    assert sorted(learned + kept) == list(range(100))
    assert 10 <= len(kept) <= 15


def test_the_rate_rises_then_falls() -> None:
    """The learning rate starts low, peaks after the warm-up and ends near zero."""
    assert train.one_cycle(0) < 0.1
    assert train.one_cycle(train.WARM_UP) == pytest.approx(1)
    assert train.one_cycle(1) == pytest.approx(0.001)


def test_each_face_is_matched_once() -> None:
    """Of two finds of one face the better score counts, and a find far away matches nothing."""
    points = np.zeros((5, 2), np.float32)
    boxes = np.array([[0, 0, 10, 10], [50, 50, 60, 60]], np.float32)
    finds = [
        Detection(np.array([0, 0, 10, 9], np.float32), 0.6, points),
        Detection(np.array([0, 0, 10, 8], np.float32), 0.9, points.copy()),
        Detection(np.array([20, 20, 30, 30], np.float32), 0.8, points.copy()),
    ]
    matched = evaluate.match(finds, boxes)
    assert matched[0] is finds[1]
    assert matched[1] is None


def test_the_threshold_spares_faceless_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chosen threshold lies above what faceless pictures provoke, and below the faces of photos."""
    points = np.zeros((5, 2), np.float32)
    face = Detection(BOX, 0.85, points)
    alarm = Detection(BOX.copy(), 0.7, points.copy())
    answers = iter([[(face,)], [(alarm,)]])
    monkeypatch.setattr(evaluate, "_find", lambda *_: next(answers))
    photo = Labelled(np.zeros((100, 100, 3), np.uint8), BOX[None], POINTS[None])
    assert 0.7 < evaluate.choose_threshold(Path("any"), (photo,), (photo.image,)) <= 0.85


def test_reports_lie_side_by_side() -> None:
    """The table has a column per detector and a row per figure."""
    share = evaluate.Share(1, 4)
    report = evaluate.Report(0.5, dict.fromkeys(evaluate.GROUPS, share), share, share, 3.0, share, 4.0)
    lines = evaluate.table({"one": report, "two": report}).splitlines()
    assert lines[0] == "|  | one | two |"
    assert len(lines) == 2 + 1 + len(evaluate.GROUPS) + 5
    assert "25.0 % (1 of 4; 5 to 70)" in lines[3]
