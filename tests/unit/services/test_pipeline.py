"""The pipeline wires its parts in order, keeps their results together and is used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from faceid_desktop.core.align import DEFAULT_SPEC, align
from faceid_desktop.core.quality import QualityLimits, measure_quality
from faceid_desktop.core.records import AlignedFace, Detection, ImageArray, Template
from faceid_desktop.services.pipeline import FacePipeline, StageClock
from tests.helpers.tiny_bundle import FakeDetector, FakeLandmarks, detection, noise

LIMITS = QualityLimits()


class MeanEmbedder:
    """Makes a template of the mean colour and remembers the size of each batch."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def embed(self, faces: Sequence[AlignedFace]) -> list[Template]:
        """Return one template a face."""
        self.batches.append(len(faces))
        return [Template(vector=f.image.mean(axis=(0, 1)).astype(np.float32), model_id="mean") for f in faces]


def pipeline(*detections: Detection, embedder: MeanEmbedder | None = None) -> FacePipeline:
    """Return a pipeline that finds the given faces."""
    detector = FakeDetector(detections)
    return FacePipeline(detector, FakeLandmarks(), embedder or MeanEmbedder(), DEFAULT_SPEC, LIMITS)


def test_each_face_gets_its_own_landmarks_quality_and_crop() -> None:
    """Order is kept, and what is said of a face is what the core functions say of it."""
    image, found = noise(), (detection(20, 30, 120), detection(150, 20, 60))
    photo = pipeline(*found).analyse(image)
    assert [face.detection for face in photo.faces] == list(found)
    for face, place in zip(photo.faces, found, strict=True):
        (landmarks,) = FakeLandmarks().find_all(image, [place])
        assert (face.landmarks.points == landmarks.points).all()
        assert face.quality == measure_quality(image, place, landmarks, LIMITS)
        assert (face.aligned.image == align(image, landmarks, DEFAULT_SPEC).image).all()


def test_every_stage_is_timed() -> None:
    """The record says how long each stage took, also where no face is found."""
    photo = pipeline().analyse(noise())
    assert photo.faces == ()
    assert list(photo.timings_ms) == ["detect", "landmarks", "quality", "align"]
    assert all(spent >= 0 for spent in photo.timings_ms.values())


def test_clock_adds_up_and_counts_failures_not() -> None:
    """A stage that is entered twice is one entry; an error passes through."""
    clock = StageClock()
    with clock.stage("a"):
        pass
    first = clock.timings_ms["a"]
    with clock.stage("a"):
        pass
    assert clock.timings_ms["a"] >= first
    with pytest.raises(ValueError, match="inside"), clock.stage("b"):
        raise ValueError("inside")
    assert list(clock.timings_ms) == ["a"]


def test_foreign_buffer_stays_writeable() -> None:
    """A view of a camera's buffer is copied before the records lock it; an own array is taken as it is."""
    buffer = np.zeros((2, 100, 100, 3), np.uint8)
    photo = pipeline().analyse(buffer[0])
    assert buffer.flags.writeable
    assert buffer[0].flags.writeable
    buffer[0] = 9
    assert not photo.image.any()
    own = noise()
    assert pipeline().analyse(own).image is own


def test_faces_are_embedded_in_one_batch_and_in_order() -> None:
    """Several faces make one batch; their templates come in their order."""
    embedder = MeanEmbedder()
    made = pipeline(detection(20, 30, 120), detection(150, 20, 60), embedder=embedder)
    faces = made.analyse(noise()).faces
    templates = made.embed(faces)
    assert embedder.batches == [2]
    for face, template in zip(faces, templates, strict=True):
        assert (template.vector == made.embed([face])[0].vector).all()


def test_one_thread_at_a_time_uses_the_models() -> None:
    """A second thread waits until the first has left the models."""
    inside, go_on, entered = threading.Event(), threading.Event(), []

    class SlowDetector:
        def detect(self, image: ImageArray) -> tuple[Detection, ...]:
            entered.append(threading.current_thread().name)
            inside.set()
            assert go_on.wait(10)
            return ()

    made = FacePipeline(SlowDetector(), FakeLandmarks(), MeanEmbedder(), DEFAULT_SPEC, LIMITS)
    workers = [threading.Thread(target=made.analyse, args=(noise(),), name=name) for name in ("one", "two")]
    workers[0].start()
    assert inside.wait(10)
    workers[1].start()
    workers[1].join(0.05)
    assert entered == ["one"]
    go_on.set()
    for worker in workers:
        worker.join()
    assert entered == ["one", "two"]
