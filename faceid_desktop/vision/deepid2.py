"""The DeepID2 network, with batch normalisation in training that is folded away for inference.

Sun, Wang, Tang, "Deep learning face representation by joint identification-verification", NIPS 2014, figure
1.

With the default spec, for a batch of B patches::

    input          B x  3 x 55 x 47
    conv1 4x4      B x 20 x 52 x 44   pool1  B x 20 x 26 x 22
    conv2 3x3      B x 40 x 24 x 20   pool2  B x 40 x 12 x 10
    conv3 3x3      B x 60 x 10 x  8   pool3  B x 60 x  5 x  4   (own weights for each 2 x 2 region: 20 banks)
    conv4 2x2      B x 80 x  4 x  3                             (own weights everywhere: 12 banks)
    DeepID2        B x 160                                      (fully connected to pool3 and conv4)

DeepID2+ (Sun, Wang, Tang, CVPR 2015) is ``NetworkSpec(maps=(128, 128, 128, 128), features=512)``, with its
pooled layers supervised in training.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from faceid_desktop.errors import ShapeError

_SMALLEST_GAIN = 1e-3


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """Everything that decides the shapes of a network; sizes in pixels of its input."""

    maps: tuple[int, int, int, int] = (20, 40, 60, 80)
    features: int = 160
    input_width: int = 47
    input_height: int = 55
    channels: int = 3
    kernels: tuple[int, int, int, int] = (4, 3, 3, 2)
    region: int = 2
    batch_norm: bool = False

    def pooled(self) -> tuple[int, int, int]:
        """Count the values of pool1, pool2 and pool3."""
        height, width = self.input_height, self.input_width
        counts: list[int] = []
        for kernel, maps in zip(self.kernels[:3], self.maps[:3], strict=True):
            height, width = (height - kernel + 1) // 2, (width - kernel + 1) // 2
            counts.append(maps * height * width)
        return counts[0], counts[1], counts[2]

    def sizes(self) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """Height and width of pool2, pool3 and conv4."""
        height, width = self.input_height, self.input_width
        pooled: list[tuple[int, int]] = []
        for kernel in self.kernels[:3]:
            height, width = (height - kernel + 1) // 2, (width - kernel + 1) // 2
            pooled.append((height, width))
        last = (height - self.kernels[3] + 1, width - self.kernels[3] + 1)
        return pooled[1], pooled[2], last


class LocalConv2d(nn.Module):
    """Convolution without padding whose weights are shared only within square regions of its output.

    All regions are one batched matrix product: (banks, B * places of a region, k * k * C) x (banks, k * k *
    C, maps), with C innermost.

    Parameters
    ----------
    channels, maps
        Number of input and output maps.
    kernel
        Side of the kernel.
    size
        Height and width of the input.
    region
        Side of a region; 1 shares nothing.
    """

    def __init__(self, channels: int, maps: int, kernel: int, size: tuple[int, int], region: int) -> None:
        super().__init__()
        self.kernel, self.region = kernel, region
        self.height, self.width = size[0] - kernel + 1, size[1] - kernel + 1
        if self.height % region or self.width % region:
            raise ShapeError(
                name="region", expected=f"a divisor of {self.height, self.width}", actual=str(region)
            )
        banks = (self.height // region) * (self.width // region)
        self.weight = nn.Parameter(torch.empty(banks, kernel * kernel * channels, maps))  # banks, k*k*C, maps
        self.bias = nn.Parameter(torch.zeros(banks, 1, maps))  # banks, 1, maps
        nn.init.normal_(self.weight, std=(2 / (kernel * kernel * channels)) ** 0.5)

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, C, H, W) to (B, maps, H - k + 1, W - k + 1)."""
        k, r, h, w = self.kernel, self.region, self.height, self.width
        n = x.shape[0]
        x = x.permute(0, 2, 3, 1)  # B, H, W, C: no copy when channels-last
        shifted = [x[:, i : i + h, j : j + w] for i in range(k) for j in range(k)]  # k*k times B, h, w, C
        columns = torch.cat(shifted, dim=3)  # B, h, w, k*k*C
        columns = columns.view(n, h // r, r, w // r, r, -1)  # B, h/r, r, w/r, r, k*k*C
        columns = columns.permute(1, 3, 0, 2, 4, 5)  # h/r, w/r, B, r, r, k*k*C
        columns = columns.reshape(self.weight.shape[0], n * r * r, -1)  # banks, B*r*r, k*k*C
        weight, bias = self.weight.to(columns.dtype), self.bias.to(columns.dtype)
        out = torch.baddbmm(bias, columns, weight)  # banks, B*r*r, maps
        out = out.view(h // r, w // r, n, r, r, -1).permute(2, 0, 3, 1, 4, 5)  # B, h/r, r, w/r, r, maps
        return out.reshape(n, h, w, -1).permute(0, 3, 1, 2)  # B, maps, h, w (channels-last)


class Layers(NamedTuple):
    """What a network computes for a batch; shapes of the default spec."""

    pool1: Tensor  # B x 20 x 26 x 22
    pool2: Tensor  # B x 40 x 12 x 10
    pool3: Tensor  # B x 60 x 5 x 4
    responses: Tensor  # B x 160, before they are rectified
    features: Tensor  # B x 160


class DeepId2(nn.Module):
    """One network: a patch in, 160 non-negative features out.

    Parameters
    ----------
    spec
        Its shapes; with ``batch_norm`` a normalisation follows every layer (training).
    """

    def __init__(self, spec: NetworkSpec | None = None) -> None:
        super().__init__()
        self.spec = spec = spec or NetworkSpec()
        m1, m2, m3, m4 = spec.maps
        k1, k2, k3, k4 = spec.kernels
        pool2, pool3, conv4 = spec.sizes()
        joined = m3 * pool3[0] * pool3[1] + m4 * conv4[0] * conv4[1]  # 1200 + 960
        self.conv1 = nn.Conv2d(spec.channels, m1, k1)  # 20 x 52 x 44
        self.norm1 = _norm(m1, spec)
        self.conv2 = nn.Conv2d(m1, m2, k2)  # 40 x 24 x 20
        self.norm2 = _norm(m2, spec)
        self.conv3 = LocalConv2d(m2, m3, k3, pool2, spec.region)  # 60 x 10 x 8
        self.norm3 = _norm(m3, spec)
        self.conv4 = LocalConv2d(m3, m4, k4, pool3, 1)  # 80 x 4 x 3
        self.norm4 = _norm(m4, spec)
        self.deepid2 = nn.Linear(joined, spec.features)  # 160
        self.norm5 = nn.BatchNorm1d(spec.features) if spec.batch_norm else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Map patches (B, C, 55, 47) float in 0..1 to features (B, 160) >= 0."""
        return self.layers(x).features

    def layers(self, x: Tensor) -> Layers:
        """Return what the layers hold on the way, for training on more than the features."""
        x = (x - 0.5) * 2  # B x 3 x 55 x 47
        # The paper rectifies, then pools. An increasing function and a maximum change places freely, so this
        # is the same network with the normalisation and the rectification done on a quarter of the values.
        pool1 = f.relu(self.norm1(f.max_pool2d(self.conv1(x), 2)))  # B x 20 x 26 x 22
        pool2 = f.relu(self.norm2(f.max_pool2d(self.conv2(pool1), 2)))  # B x 40 x 12 x 10
        pool3 = f.relu(self.norm3(f.max_pool2d(self.conv3(pool2), 2)))  # B x 60 x 5 x 4
        conv4 = f.relu(self.norm4(self.conv4(pool3)))  # B x 80 x 4 x 3
        both = torch.cat([pool3.flatten(1), conv4.flatten(1)], dim=1)  # B x 2160
        responses = self.norm5(self.deepid2(both))  # B x 160
        return Layers(pool1, pool2, pool3, responses, f.relu(responses))

    @torch.no_grad()
    def keep_increasing(self) -> None:
        """Keep the gains of the pooled layers' normalisations positive, so that they can be folded.

        Training calls it after each step.
        """
        for norm in (self.norm1, self.norm2, self.norm3):
            if isinstance(norm, nn.BatchNorm2d):
                norm.weight.clamp_(min=_SMALLEST_GAIN)


def _norm(maps: int, spec: NetworkSpec) -> nn.Module:
    return nn.BatchNorm2d(maps) if spec.batch_norm else nn.Identity()


@torch.no_grad()
def fold_batchnorm(network: DeepId2) -> DeepId2:
    """Copy of a trained network whose normalisations are folded into the weights before them.

    With the running mean m and variance v: w' = w g, b' = (b - m) g + beta, g = gamma / sqrt(v + eps).

    Parameters
    ----------
    network
        A network with or without batch normalisation.

    Returns
    -------
    DeepId2
        The same function in evaluation mode, without normalisation layers.
    """
    folded = DeepId2(replace(network.spec, batch_norm=False))
    layers = ("conv1", "conv2", "conv3", "conv4", "deepid2")
    for layer, norm in zip(layers, ("norm1", "norm2", "norm3", "norm4", "norm5"), strict=True):
        source, target = network.get_submodule(layer), folded.get_submodule(layer)
        normalise = network.get_submodule(norm)
        weight, bias = source.get_parameter("weight").float(), source.get_parameter("bias").float()
        if isinstance(normalise, nn.BatchNorm1d | nn.BatchNorm2d):
            mean, variance = normalise.get_buffer("running_mean"), normalise.get_buffer("running_var")
            gain = normalise.weight / torch.sqrt(variance + normalise.eps)  # maps
            bias = (bias - mean) * gain + normalise.bias  # maps, or banks x 1 x maps
            # maps come last in a local convolution and first in the others
            local = isinstance(source, LocalConv2d)
            weight = weight * (gain if local else gain.view(-1, *[1] * (weight.dim() - 1)))
        target.get_parameter("weight").copy_(weight)
        target.get_parameter("bias").copy_(bias)
    return folded.eval()
