"""A finished network goes on being trained from where it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from faceid_desktop.training.allocator import keep_freed_memory
from faceid_desktop.training.deepid2.restart import take_over
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec, fold_batchnorm

SMALL = NetworkSpec(maps=(4, 6, 8, 10), features=12, batch_norm=True)


def finished(seed: int) -> DeepId2:
    """A folded network whose normalisations had something to fold."""
    torch.manual_seed(seed)
    network = DeepId2(SMALL)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            module.running_mean = torch.randn(module.num_features)
            module.running_var = torch.rand(module.num_features) + 0.5
            nn.init.uniform_(module.weight, 0.2, 2)
            nn.init.normal_(module.bias)
    return fold_batchnorm(network)


@pytest.fixture
def views() -> torch.Tensor:
    """Noise, which is all that arithmetic needs."""
    return torch.rand(48, 3, 55, 47, generator=torch.Generator().manual_seed(3))


def test_a_network_that_goes_on_computes_the_same_at_first(views: torch.Tensor) -> None:
    """In evaluation, and within rounding also in training, where batches normalise themselves."""
    theirs = finished(1)
    network = DeepId2(SMALL)
    take_over(network, theirs.state_dict(), views)
    expected = theirs(views)
    torch.testing.assert_close(network.eval()(views), expected, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(fold_batchnorm(network)(views), expected, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(network.train()(views), expected, rtol=0.1, atol=0.1)


def test_it_starts_from_the_half_precision_of_a_bundle(views: torch.Tensor, tmp_path: Path) -> None:
    """The files of a bundle are float16."""
    path = tmp_path / "network.safetensors"
    theirs = finished(2)
    save_file({name: value.half().contiguous() for name, value in theirs.state_dict().items()}, path)
    network = DeepId2(SMALL)
    take_over(network, load_file(path), views)
    assert all(value.dtype == torch.float32 for value in network.parameters())
    torch.testing.assert_close(network.eval()(views), theirs(views), rtol=2e-2, atol=2e-2)


def test_a_network_of_other_sizes_is_refused(views: torch.Tensor) -> None:
    """Nothing is taken from a network that does not fit."""
    with pytest.raises(RuntimeError, match="size mismatch"):
        take_over(DeepId2(NetworkSpec(batch_norm=True)), finished(1).state_dict(), views)


def test_pooling_first_is_the_network_of_the_paper(views: torch.Tensor) -> None:
    """Normalise, rectify, pool: what the paper does, and what the network does in another order."""
    torch.manual_seed(5)
    network = DeepId2(SMALL).eval()
    for norm in (network.norm1, network.norm2, network.norm3):
        nn.init.normal_(norm.get_parameter("weight"))
    network.keep_increasing()
    x = (views - 0.5) * 2
    for convolve, norm in (
        (network.conv1, network.norm1), (network.conv2, network.norm2), (network.conv3, network.norm3)
    ):  # fmt: skip
        x = nn.functional.max_pool2d(nn.functional.relu(norm(convolve(x))), 2)
    torch.testing.assert_close(network.layers(views).pool3, x)


def test_freed_memory_is_kept_where_it_can_be() -> None:
    """Asking twice does no harm; elsewhere than on Linux the answer is no."""
    assert keep_freed_memory() == keep_freed_memory()
    assert sys.platform == "linux" or not keep_freed_memory()
