"""What the worker thread does for the window: load the models, read and analyse a photo, compare two.

Each job gets all it needs as arguments and returns a record. The heavy imports are inside the functions, so
that they happen on the worker thread after the first paint.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from faceid_desktop.core.records import Comparison, FacesInPhoto, ImageArray
from faceid_desktop.errors import ImageUnreadable, SeveralFacesFound
from faceid_desktop.gui.compare.sources import PhotoSource
from faceid_desktop.gui.evidence.distribution import PlotData, plot_data
from faceid_desktop.settings import Settings

if TYPE_CHECKING:
    from faceid_desktop.services.bootstrap import Engine

MAX_PREVIEW_PX = 1600


@dataclass(frozen=True, slots=True, eq=False)
class ReadyEngine:
    """The engine with the facts that the window shows about it."""

    engine: Engine
    device_name: str
    model_id: str
    interim: bool
    plot: PlotData


@dataclass(frozen=True, slots=True, eq=False)
class LoadedPhoto:
    """A read and analysed photo, ready to be painted.

    ``chosen`` is None if there is no face or if the user has to choose one.
    """

    source: PhotoSource
    photo: FacesInPhoto
    preview: QImage
    crops: tuple[QImage, ...]
    chosen: int | None

    def choose(self, face: int) -> LoadedPhoto:
        """Return the same photo with another face chosen."""
        return replace(self, chosen=face)


class EngineBuilder(Protocol):
    """`services.bootstrap.build_engine`, or a stand-in for it in a test."""

    def __call__(self, settings: Settings, bundle_path: Path | None, device: str) -> Engine:
        """Load the models of a bundle onto a device."""


def drop_opencv_qt_environment() -> None:
    """Forget the Qt folders that opencv-python's import sets: they hold another Qt's plugins."""
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        if "cv2" in os.environ.get(name, ""):
            del os.environ[name]


def build(settings: Settings, bundle_path: Path | None, device: str) -> Engine:
    """Load the models; imports torch and OpenCV.

    Raises
    ------
    ModelError, DeviceUnavailable
        If the bundle or the device is not there.
    """
    from faceid_desktop.services.bootstrap import build_engine

    drop_opencv_qt_environment()
    return build_engine(settings, bundle_path, device)


def import_gallery() -> None:
    """Import what opening a gallery needs, before anything of a gallery exists."""
    for name in ("gui.gallery_jobs", "services.opening", "services.reembed", "services.workspace"):
        import_module(f"faceid_desktop.{name}")


def load_engine(
    builder: EngineBuilder, settings: Settings, bundle_path: Path | None, device: str
) -> ReadyEngine:
    """Build the engine and gather what the window shows about it."""
    engine = builder(settings, bundle_path, device)
    plot = plot_data(
        engine.scorer.histogram, settings.different_llr, engine.scorer.table.threshold(settings.same_fmr)
    )
    return ReadyEngine(engine, engine.device_name, engine.bundle.model_id, engine.bundle.interim, plot)


def load_photo(engine: Engine, source: PhotoSource) -> LoadedPhoto:
    """Read a photo, find its faces and make the pictures of it that the window paints.

    Raises
    ------
    ImageUnreadable
        If it cannot be decoded.
    """
    from faceid_desktop.services.comparison import choose_face

    image = read(source)
    photo = engine.pipeline.analyse(image)
    try:
        chosen = choose_face(photo, None, source.name) if photo.faces else None
    except SeveralFacesFound:
        chosen = None
    preview = scaled_down(to_qimage(image), MAX_PREVIEW_PX)
    crops = tuple(to_qimage(face.aligned.image) for face in photo.faces)
    return LoadedPhoto(source, photo, preview, crops, chosen)


def read(source: PhotoSource) -> ImageArray:
    """Decode a photo from wherever it comes.

    Raises
    ------
    ImageUnreadable
        If it cannot be decoded.
    """
    from faceid_desktop.services.photos import decode_photo, read_photo

    if source.path is not None:
        return read_photo(source.path)
    if source.data is not None:
        return decode_photo(source.data, source.name)
    if source.image is not None:
        return from_qimage(source.image)
    raise ImageUnreadable(path=source.name, why=source.problem)


def compare(engine: Engine, first: LoadedPhoto, second: LoadedPhoto) -> Comparison:
    """Compare the chosen faces of two photos."""
    return engine.comparison.compare(first.photo, second.photo, first.chosen, second.chosen)


def swapped(comparison: Comparison) -> Comparison:
    """Return a comparison with its two sides exchanged; the evidence is symmetric."""
    return replace(
        comparison,
        face_a=comparison.face_b, face_b=comparison.face_a,
        reasons_a=comparison.reasons_b, reasons_b=comparison.reasons_a,
    )  # fmt: skip


def to_qimage(image: ImageArray) -> QImage:
    """Return a Qt picture with its own copy of the pixels of an RGB array (H, W, 3)."""
    height, width, _ = image.shape
    pixels = np.ascontiguousarray(image)
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def from_qimage(image: QImage) -> ImageArray:
    """Return the pixels of a Qt picture as an RGB array (H, W, 3); transparent parts become white."""
    if image.hasAlphaChannel():
        rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
        pixels = _pixels(rgba, 4).astype(np.uint16)
        alpha = pixels[..., 3:]
        return ((pixels[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    return _pixels(image.convertToFormat(QImage.Format.Format_RGB888), 3)


def _pixels(image: QImage, channels: int) -> ImageArray:
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * channels].reshape(image.height(), image.width(), channels).copy()


def scaled_down(image: QImage, longest_px: int) -> QImage:
    """Return a picture whose longer side is at most ``longest_px``."""
    if max(image.width(), image.height()) <= longest_px:
        return image
    return image.scaled(
        longest_px, longest_px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
