"""The DeepID2 network."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional as f

from faceid_desktop.errors import ShapeError
from faceid_desktop.vision.deepid2 import DeepId2, LocalConv2d, NetworkSpec, fold_batchnorm


def test_shapes_and_weights_are_the_papers() -> None:
    """The default spec gives the paper's sizes: 20 and 12 banks, 160 features, 1.02 million weights."""
    network = DeepId2()
    assert network(torch.rand(2, 3, 55, 47)).shape == (2, 160)
    assert network.spec.sizes() == ((12, 10), (5, 4), (4, 3))
    assert network.conv3.weight.shape == (20, 9 * 40, 60)
    assert network.conv4.weight.shape == (12, 4 * 60, 80)
    assert sum(p.numel() for p in network.parameters()) == pytest.approx(1.02e6, rel=0.01)


def test_deepid2_plus_is_one_line_of_configuration() -> None:
    """Maps and features are all that the wider network changes; grey patches have one channel."""
    network = DeepId2(NetworkSpec(maps=(32, 32, 32, 32), features=512, channels=1))
    assert network(torch.rand(1, 1, 55, 47)).shape == (1, 512)


@pytest.mark.parametrize("region", [1, 2])
def test_local_convolution_is_a_convolution_in_each_region(region: int) -> None:
    """Every place of the output is what an ordinary convolution with that region's weights gives there."""
    torch.manual_seed(0)
    layer = LocalConv2d(3, 5, 3, (8, 6), region)
    torch.nn.init.normal_(layer.bias)
    x = torch.randn(2, 3, 8, 6)
    out = layer(x)
    assert out.shape == (2, 5, 6, 4)
    for bank in range(layer.weight.shape[0]):
        row, column = divmod(bank, 4 // region)
        kernel = layer.weight[bank].view(3, 3, 3, 5).permute(3, 2, 0, 1)
        plain = f.conv2d(x, kernel, layer.bias[bank, 0])
        part = (..., slice(row * region, (row + 1) * region), slice(column * region, (column + 1) * region))
        torch.testing.assert_close(out[part], plain[part], atol=1e-5, rtol=1e-5)


def test_a_region_that_does_not_fit_is_refused() -> None:
    """Regions must tile the output."""
    with pytest.raises(ShapeError):
        LocalConv2d(3, 5, 3, (8, 6), 5)


def test_local_convolution_is_independent_of_memory_format() -> None:
    """Channels-last is an optimisation, not another function."""
    torch.manual_seed(1)
    layer, x = LocalConv2d(4, 6, 2, (5, 4), 1), torch.randn(3, 4, 5, 4)
    torch.testing.assert_close(layer(x), layer(x.contiguous(memory_format=torch.channels_last)))


def test_folding_keeps_the_function() -> None:
    """With strange statistics in every normalisation, the folded network computes the same features."""
    torch.manual_seed(2)
    network = DeepId2(NetworkSpec(batch_norm=True))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm1d | torch.nn.BatchNorm2d):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.1, 2)
            torch.nn.init.uniform_(module.weight, -1.5, 1.5)
            torch.nn.init.uniform_(module.bias, -0.5, 0.5)
    network.keep_increasing()  # as training does after every step
    x = torch.rand(4, 3, 55, 47)
    folded = fold_batchnorm(network)
    assert not folded.spec.batch_norm
    assert not any("norm" in name for name in folded.state_dict())
    expected = network.eval()(x)
    assert expected.abs().max() > 0.1
    torch.testing.assert_close(folded(x), expected, atol=1e-4, rtol=1e-4)


def test_features_are_not_negative_and_depend_on_the_input() -> None:
    """The last layer is rectified, and two pictures differ."""
    torch.manual_seed(3)
    out = DeepId2()(torch.rand(2, 3, 55, 47))
    assert (out >= 0).all()
    assert (out[0] != out[1]).any()
