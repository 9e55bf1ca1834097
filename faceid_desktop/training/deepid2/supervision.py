"""Objectives of a network's output and, for DeepID2+, of its early layers.

An early layer is supervised through a fully connected layer of its own that exists in training only (Sun,
Wang, Tang, "Deeply learned face representations are sparse, selective, and robust", CVPR 2015, section 3).
"""

from __future__ import annotations

from typing import Literal

from torch import Tensor, nn

from faceid_desktop.training.deepid2.losses import ObjectiveConfig, Objectives, Outputs, Sizes
from faceid_desktop.vision.deepid2 import Layers, NetworkSpec

EarlyLayer = Literal["pool1", "pool2", "pool3"]


class EarlySupervision(nn.Module):
    """The same objectives, each with weights of its own, on features that early layers give.

    Parameters
    ----------
    layers
        Which of them; none makes a loss of nothing.
    configs, sizes
        The objectives and the numbers that their weights depend on.
    spec
        Shapes of the network.
    """

    def __init__(
        self,
        layers: tuple[EarlyLayer, ...],
        configs: tuple[ObjectiveConfig, ...],
        sizes: Sizes,
        spec: NetworkSpec,
    ) -> None:
        super().__init__()
        counts = dict(zip(("pool1", "pool2", "pool3"), spec.pooled(), strict=True))
        self.layers = layers
        self.heads = nn.ModuleDict({name: _head(counts[name], spec.features) for name in layers})
        self.objectives = nn.ModuleDict({name: Objectives(configs, sizes) for name in layers})

    def forward(self, layers: Layers, outputs: Outputs) -> tuple[list[Tensor], dict[str, Tensor]]:
        """Return the loss of each supervised layer, and the parts as ``layer.objective``."""
        losses: list[Tensor] = []
        parts: dict[str, Tensor] = {}
        for name in self.layers:
            features = self.heads[name](getattr(layers, name).flatten(1)).float()
            loss, found = self.objectives[name](outputs._replace(features=features))
            losses.append(loss)
            parts |= {f"{name}.{objective}": value for objective, value in found.items()}
        return losses, parts


def _head(inputs: int, features: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inputs, features), nn.BatchNorm1d(features), nn.ReLU())
