"""68 facial landmarks: a small convolutional network regresses them from an upright crop of the face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from faceid_desktop.core.geometry import apply_transform, invert, similarity_transform, warp
from faceid_desktop.core.records import Detection, Doubles, Floats, ImageArray, Landmarks
from faceid_desktop.errors import BundleCorrupt, ShapeError

POINTS = 68

# The point of the same name on the other side of the face.
MIRRORED = np.array(
    [
        *range(16, -1, -1),  # jaw
        *range(26, 16, -1),  # brows
        *range(27, 31),  # bridge of the nose
        *range(35, 30, -1),  # nostrils
        *(45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40),  # eyes
        *range(54, 47, -1),  # upper lip, outer
        *range(59, 54, -1),  # lower lip, outer
        *range(64, 59, -1),  # upper lip, inner
        *range(67, 64, -1),  # lower lip, inner
    ]
)

# Median place of a detector's five points in its own box (sides ~ 1, origin at the centre) over the training
# faces.
_FIVE_IN_BOX = np.array([(-0.205, -0.135), (0.205, -0.135), (0.0, 0.092), (-0.173, 0.273), (0.173, 0.273)])
# The 68 points reach from 0.29 above to 0.59 below the centre of the box, so the crop looks lower than the
# box.
_CROP_CENTRE = np.array([0.0, 0.12])


@dataclass(frozen=True, slots=True)
class LandmarkSpec:
    """The network and its crop: side ``input_px``, which shows ``box_scale`` times the side of the box.

    ``channels`` are the widths of the four stages, ``hidden`` that of the layer before the points.
    """

    input_px: int = 64
    box_scale: float = 1.3
    channels: tuple[int, ...] = (16, 40, 80, 128)
    hidden: int = 256

    def __post_init__(self) -> None:
        if not self.channels or self.input_px % 2 ** len(self.channels) or self.box_scale <= 0:
            raise ShapeError(
                name="landmarks", expected="an input that halves evenly", actual=str(self.input_px)
            )


def crop_matrix(detection: Detection, spec: LandmarkSpec) -> Doubles:
    """Similarity from the picture to the upright crop of a detection.

    Turn and place come from the five points. The size is the geometric mean of the box's and of what the five
    points imply: the points shrink together on a face in profile, the box does not; the box is the noisier of
    the two.

    Returns
    -------
    Doubles
        The matrix (2, 3), picture to crop pixels.

    Raises
    ------
    ShapeError
        If the five points coincide or the box is empty.
    """
    x1, y1, x2, y2 = detection.box.tolist()
    area = (x2 - x1) * (y2 - y1)
    if x2 <= x1 or area <= 0:
        raise ShapeError(name="box", expected="a box with an area", actual=str(detection.box.tolist()))
    to_box = similarity_transform(detection.points, _FIVE_IN_BOX)
    by_points = float(np.sqrt(np.linalg.det(to_box[:, :2])))
    if by_points <= 0:
        raise ShapeError(name="points", expected="a face", actual=str(detection.points.tolist()))
    side = float(np.sqrt(np.sqrt(area) / by_points)) * spec.box_scale
    linear = to_box[:, :2] / by_points * (spec.input_px / side)
    centre = invert(to_box) @ np.append(_CROP_CENTRE, 1.0)
    return np.column_stack([linear, (spec.input_px - 1) / 2 - linear @ centre])


class LandmarkNetwork(nn.Module):
    """3 x 3 convolutions in stages halved by max pooling, then two dense layers: offsets from a mean shape.

    Parameters
    ----------
    spec
        Input size and widths.
    """

    mean_shape: Tensor

    def __init__(self, spec: LandmarkSpec) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        width = 1
        for stage, channels in enumerate(spec.channels):
            # One convolution is enough at full size, where it costs most and sees least.
            for _ in range(1 if stage == 0 else 2):
                layers += [
                    nn.Conv2d(width, channels, 3, padding=1, bias=False),
                    nn.BatchNorm2d(channels),
                    nn.ReLU(),
                ]
                width = channels
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        rest = spec.input_px // 2 ** len(spec.channels)
        # Without its normalisation all of the hidden layer dies in the first steps and the mean shape is what
        # is left.
        self.hidden = nn.Sequential(
            nn.Linear(width * rest * rest, spec.hidden, bias=False), nn.BatchNorm1d(spec.hidden), nn.ReLU()
        )
        self.points = nn.Linear(spec.hidden, POINTS * 2)
        nn.init.zeros_(self.points.weight)
        nn.init.zeros_(self.points.bias)
        self.register_buffer("mean_shape", torch.zeros(POINTS, 2))

    def forward(self, crops: Tensor) -> Tensor:
        """Points (B, 68, 2), in crop sides around the centre, of grey crops (B, 1, S, S) in 0..255."""
        mean = crops.mean(dim=(2, 3), keepdim=True)
        spread = crops.std(dim=(2, 3), keepdim=True)
        x = self.features((crops - mean) / (spread + 4.0))  # (B, C, S/16, S/16); contrast and light removed
        x = self.hidden(x.flatten(1))  # (B, hidden)
        offsets: Tensor = self.points(x).view(-1, POINTS, 2)
        return offsets + self.mean_shape


def fused(network: LandmarkNetwork) -> LandmarkNetwork:
    """Return a copy for inference, faster: each normalisation is multiplied into the layer before it."""
    copy = deepcopy(network).eval()
    for layers in (copy.features, copy.hidden):
        for i in range(1, len(layers)):
            before, layer = layers[i - 1], layers[i]
            if isinstance(before, nn.Conv2d) and isinstance(layer, nn.BatchNorm2d):
                layers[i - 1], layers[i] = fuse_conv_bn_eval(before, layer), nn.Identity()
            elif isinstance(before, nn.Linear) and isinstance(layer, nn.BatchNorm1d):
                layers[i - 1], layers[i] = fuse_linear_bn_eval(before, layer), nn.Identity()
    return copy.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


class LandmarkDetector:
    """Finds the 68 points of detected faces, as the mean over the crop and its mirror image.

    Parameters
    ----------
    network
        A trained network.
    spec
        What it was built and trained with.
    device
        Where it runs.
    """

    def __init__(self, network: LandmarkNetwork, spec: LandmarkSpec, device: torch.device) -> None:
        self._network = network.to(device).eval()
        self._spec = spec
        self._device = device

    def find(self, image: ImageArray, detection: Detection) -> Landmarks:
        """Find the points of one face.

        Parameters
        ----------
        image
            RGB uint8 (H, W, 3).
        detection
            The face.

        Returns
        -------
        Landmarks
            68 points in pixels of ``image``.
        """
        return self.find_all(image, (detection,))[0]

    def find_all(self, image: ImageArray, detections: Sequence[Detection]) -> list[Landmarks]:
        """Find the points of several faces of one picture in one batch; see `find`."""
        if not detections:
            return []
        matrices = [crop_matrix(detection, self._spec) for detection in detections]
        crops = [grey_crop(image, matrix, self._spec.input_px) for matrix in matrices]
        batch = torch.from_numpy(np.stack(crops)[:, None]).to(self._device, torch.float32)
        with torch.inference_mode():
            shapes = self._network(torch.cat([batch, batch.flip(3)])).float().cpu().numpy()
        return [
            Landmarks(points=from_crop((shape + mirrored_shape(other)) / 2, matrix, self._spec.input_px))
            for shape, other, matrix in zip(shapes[: len(crops)], shapes[len(crops) :], matrices, strict=True)
        ]


def mirrored_shape(shape: Floats) -> Floats:
    """Points (68, 2) of the mirror image of a crop, relative to the crop's centre, under their new names."""
    mirrored: Floats = shape[MIRRORED] * np.array([-1, 1], np.float32)
    return mirrored


def grey_crop(image: ImageArray, matrix: Doubles, side_px: int) -> ImageArray:
    """Cut out the crop (side_px, side_px) uint8, grey, of an RGB (H, W, 3) or grey (H, W) picture."""
    crop = warp(image, matrix, (side_px, side_px))
    return crop if crop.ndim == 2 else np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)


def from_crop(shape: Floats, matrix: Doubles, side_px: int) -> Floats:
    """Take points (68, 2) in crop sides around the crop's centre to pixels of the picture."""
    return apply_transform(invert(matrix), shape * side_px + (side_px - 1) / 2)


def to_crop(points: Floats, matrix: Doubles, side_px: int) -> Floats:
    """Inverse of `from_crop`."""
    return ((apply_transform(matrix, points) - (side_px - 1) / 2) / side_px).astype(np.float32)


def load_landmarks(path: Path, spec: LandmarkSpec, device: torch.device) -> LandmarkDetector:
    """Load the weights of a `LandmarkNetwork`, stored in 16 or 32 bit.

    Raises
    ------
    BundleCorrupt
        If the file cannot be read or does not fit ``spec``.
    """
    network = LandmarkNetwork(spec)
    try:
        network.load_state_dict(_in_32_bit(load_file(path)))
    except (OSError, SafetensorError, RuntimeError) as error:
        raise BundleCorrupt(path=str(path), why="landmarks") from error
    return LandmarkDetector(fused(network), spec, device)


def _in_32_bit(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {
        name: weight.float() if weight.is_floating_point() else weight for name, weight in weights.items()
    }
