"""Go on with a finished network, of which only the folded weights are left."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from faceid_desktop.vision.deepid2 import DeepId2

_NORMS = ("norm1", "norm2", "norm3", "norm4", "norm5")


@torch.no_grad()
def take_over(network: DeepId2, weights: dict[str, Tensor], views: Tensor) -> None:
    """Give a network the weights of a folded one, and normalisations that change nothing at first.

    A normalisation with the mean m and the variance v of its inputs returns them as they are when its gain is
    sqrt(v + eps) and its offset is m; from there it can be trained as usual.

    Parameters
    ----------
    network
        A network with batch normalisation; changed in place.
    weights
        State of a network of the same shapes without it, float16 or float32.
    views
        Training views (B, C, 55, 47) in 0..1, on which the inputs of the normalisations are measured.
    """
    finished = DeepId2(replace(network.spec, batch_norm=False))
    finished.load_state_dict(weights)
    inputs: dict[str, Tensor] = {}
    for name in _NORMS:
        finished.get_submodule(name).register_forward_hook(
            lambda _module, arguments, _result, name=name: inputs.update({name: arguments[0]})
        )
    finished(views)
    network.load_state_dict(finished.state_dict(), strict=False)
    for name in _NORMS:
        norm = network.get_submodule(name)
        if isinstance(norm, nn.BatchNorm1d | nn.BatchNorm2d):
            _return_unchanged(norm, inputs[name])


def _return_unchanged(norm: nn.BatchNorm1d | nn.BatchNorm2d, inputs: Tensor) -> None:
    values = inputs.transpose(0, 1).flatten(1)  # maps x values
    mean, variance = values.mean(dim=1), values.var(dim=1)
    for name, value in (("running_mean", mean), ("running_var", variance)):
        norm.get_buffer(name).copy_(value)
    norm.weight.copy_(torch.sqrt(variance + norm.eps))
    norm.bias.copy_(mean)
