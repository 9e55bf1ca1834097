"""The layout for inference computes what the network computes."""

from __future__ import annotations

import pytest
import torch

from faceid_desktop.errors import ShapeError
from faceid_desktop.vision.deepid2 import DeepId2, NetworkSpec
from faceid_desktop.vision.fast import FastDeepId2

SPECS = {
    "paper": NetworkSpec(),
    "wide": NetworkSpec(maps=(40, 80, 120, 160)),
    "grey": NetworkSpec(maps=(3, 5, 7, 9), features=11, channels=1),
}


def random_network(spec: NetworkSpec) -> DeepId2:
    """Return a network whose biases matter too."""
    torch.manual_seed(4)
    network = DeepId2(spec).eval()
    with torch.no_grad():
        for name, value in network.named_parameters():
            if name.endswith("bias"):
                value.uniform_(-0.3, 0.3)
    return network


def devices() -> list[str]:
    """Return the devices of this machine."""
    return ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]


@pytest.mark.parametrize("device", devices())
@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_features_agree_with_double_precision(spec: NetworkSpec, device: str) -> None:
    """Every face's vector is within 1e-3 of its length, and far closer on a CPU, of the exact one."""
    network = random_network(spec)
    x = torch.rand(5, spec.channels, 55, 47, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        fast = FastDeepId2(network).to(device).eval()(x.to(device)).cpu().double()
        exact = network.double()(x.double())
    assert exact.abs().amax(dim=1).min() > 0.1
    error = (fast - exact).norm(dim=1) / exact.norm(dim=1)
    assert error.max() < (1e-5 if device == "cpu" else 1e-3)


def test_the_layout_of_the_input_does_not_matter() -> None:
    """Channels-first and channels-last pictures give the same features, alone and in a batch."""
    fast = FastDeepId2(random_network(SPECS["paper"]))
    x = torch.rand(3, 3, 55, 47)
    together = fast(x)
    torch.testing.assert_close(fast(x.contiguous(memory_format=torch.channels_last)), together)
    torch.testing.assert_close(torch.cat([fast(one[None]) for one in x]), together, rtol=1e-4, atol=1e-5)


def test_responses_are_features_before_they_are_rectified() -> None:
    """Without the last rectification the positive parts are the features."""
    network, x = random_network(SPECS["paper"]), torch.rand(4, 3, 55, 47)
    responses = FastDeepId2(network, rectified=False)(x)
    assert (responses < 0).any()
    torch.testing.assert_close(responses.relu(), FastDeepId2(network)(x))


def test_networks_in_training_are_refused() -> None:
    """Normalisation has to be folded first; regions have to be those of the pooling."""
    with pytest.raises(ShapeError):
        FastDeepId2(DeepId2(NetworkSpec(batch_norm=True)))
    with pytest.raises(ShapeError):
        FastDeepId2(DeepId2(NetworkSpec(region=1)))
