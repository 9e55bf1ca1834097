"""The composition root: builds the whole Qt-free engine once, for the window and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from faceid_desktop.core.records import OperatingPoint
from faceid_desktop.logs import logger
from faceid_desktop.paths import default_bundle
from faceid_desktop.services.comparison import ComparisonService
from faceid_desktop.services.explanation import Explainer
from faceid_desktop.services.pipeline import FacePipeline
from faceid_desktop.services.scoring import Scorer, load_scorer
from faceid_desktop.settings import Settings
from faceid_desktop.vision.bundle import Bundle, load_bundle


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Everything that compares faces, ready to use from any thread."""

    bundle: Bundle
    pipeline: FacePipeline
    comparison: ComparisonService
    scorer: Scorer
    device_name: str
    explainer: Explainer | None = None


def operating_point(settings: Settings) -> OperatingPoint:
    """Return what the operator has set for comparisons; searches never go above it."""
    return OperatingPoint(settings.same_fmr, settings.different_llr, settings.prior)


def build_engine(settings: Settings, bundle_path: Path | None = None, device: str | None = None) -> Engine:
    """Load the models and wire the services; torch is imported here, which takes a second or more.

    Parameters
    ----------
    settings
        The operating point, and the device unless ``device`` is given.
    bundle_path
        The model bundle; None takes the one that comes with the program.
    device
        ``auto``, ``cpu`` or ``cuda``; None takes the setting.

    Returns
    -------
    Engine
        Its ``device_name`` says where the networks really run.

    Raises
    ------
    BundleNotFound, BundleCorrupt
        If the models cannot be loaded.
    DeviceUnavailable
        If a GPU is asked for and cannot be used.
    """
    # Before torch is imported: a missing bundle is then reported at once.
    bundle = load_bundle(bundle_path if bundle_path is not None else default_bundle())
    from faceid_desktop.vision.detector import YuNetDetector
    from faceid_desktop.vision.embedder import Embedder, choose_device, set_cpu_threads
    from faceid_desktop.vision.landmarks import LandmarkSpec, load_landmarks

    set_cpu_threads()
    chosen = choose_device(device if device is not None else settings.device)
    manifest = bundle.manifest
    faces, marks = manifest.detector, manifest.landmarks
    detector = YuNetDetector(
        bundle.path(faces.file), faces.score_threshold, faces.nms_threshold, faces.max_side_px
    )
    shape = LandmarkSpec(marks.input_px, marks.box_scale, marks.channels, marks.hidden)
    landmarks = load_landmarks(bundle.path(marks.file), shape, chosen)
    embedder = Embedder(bundle, chosen)
    scorer = load_scorer(bundle)
    pipeline = FacePipeline(detector, landmarks, embedder, manifest.alignment, manifest.quality)
    comparison = ComparisonService(pipeline, scorer, operating_point(settings))
    logger("services").info("model %s on %s", bundle.model_id, embedder.device_name)
    explainer = Explainer(bundle, embedder)
    return Engine(bundle, pipeline, comparison, scorer, embedder.device_name, explainer)
