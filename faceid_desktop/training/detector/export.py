"""Writes the network as ONNX in the form that OpenCV's FaceDetectorYN reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn.utils import fuse_conv_bn_eval

from faceid_desktop.training.detector.model import HEADS, STRIDES, DetectorNetwork

OPSET = 11


class _Graph:
    """Collects nodes and weights; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        output = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def convolution(self, layer: nn.Conv2d, source: str) -> str:
        name = f"conv_{len(self.nodes)}"
        inputs = [source, self.constant(f"{name}.weight", layer.weight.detach().contiguous().numpy())]
        if layer.bias is not None:
            inputs.append(self.constant(f"{name}.bias", layer.bias.detach().numpy()))
        padding = int(layer.padding[0])
        return self.add(
            "Conv",
            inputs,
            kernel_shape=list(layer.kernel_size),
            strides=list(layer.stride),
            pads=[padding] * 4,
            dilations=[1, 1],
            group=layer.groups,
        )

    def sequence(self, module: nn.Sequential, source: str) -> str:
        """Translate nested layers; batch normalisation is folded into the convolution before it."""
        layers = _leaves(module)
        for index, layer in enumerate(layers):
            if isinstance(layer, nn.Conv2d):
                following = layers[index + 1] if index + 1 < len(layers) else None
                folded = (
                    fuse_conv_bn_eval(layer, following) if isinstance(following, nn.BatchNorm2d) else layer
                )
                source = self.convolution(folded, source)
            elif isinstance(layer, nn.ReLU):
                source = self.add("Relu", [source])
            elif isinstance(layer, nn.MaxPool2d):
                source = self.add("MaxPool", [source], kernel_shape=[2, 2], strides=[2, 2])
        return source

    def doubled(self, source: str) -> str:
        return self.add(
            "Resize",
            [source, "no_roi", "twice"],
            mode="nearest",
            nearest_mode="floor",
            coordinate_transformation_mode="asymmetric",
        )


def _leaves(module: nn.Module) -> list[nn.Module]:
    children = list(module.children())
    return [leaf for child in children for leaf in _leaves(child)] if children else [module]


def build_onnx(network: DetectorNetwork) -> onnx.ModelProto:
    """Translate a network (in evaluation mode) to ONNX.

    Parameters
    ----------
    network
        The trained network.

    Returns
    -------
    ModelProto
        Input ``input`` (1, 3, height, width) BGR 0..255; outputs ``cls_8`` ... ``kps_32`` (1, cells, C),
        class and objectness after the sigmoid.
    """
    graph = _Graph()
    graph.constant("no_roi", np.zeros(0, np.float32))
    graph.constant("twice", np.array([1, 1, 2, 2], np.float32))
    lateral = [cast(nn.Sequential, unit) for unit in network.lateral]
    eighth = graph.sequence(network.stem, "input")
    sixteenth = graph.sequence(network.down16, eighth)
    top = graph.sequence(lateral[2], graph.sequence(network.down32, sixteenth))
    middle = graph.sequence(lateral[1], graph.add("Add", [sixteenth, graph.doubled(top)]))
    bottom = graph.sequence(lateral[0], graph.add("Add", [eighth, graph.doubled(middle)]))
    outputs = []
    for name, width in HEADS.items():
        shape = graph.constant(f"{name}.shape", np.array([1, -1, width], np.int64))
        for level, feature in enumerate((bottom, middle, top)):
            final = f"{name}_{STRIDES[level]}"
            maps = graph.sequence(network.head(name, level), feature)
            maps = graph.add("Transpose", [maps], perm=[0, 2, 3, 1])
            if name in {"cls", "obj"}:
                graph.add("Sigmoid", [graph.add("Reshape", [maps, shape])], final)
            else:
                graph.add("Reshape", [maps, shape], final)
            outputs.append(
                helper.make_tensor_value_info(final, TensorProto.FLOAT, [1, f"cells_{STRIDES[level]}", width])
            )
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, "height", "width"])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "detector", [source], outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=6,
    )
    onnx.checker.check_model(model)
    return model


def export_onnx(network: DetectorNetwork, path: Path) -> None:
    """Write the network to ``path``; the file is replaced as a whole."""
    training = network.training
    with torch.no_grad():
        model = build_onnx(network.eval())
    network.train(training)
    fresh = path.with_suffix(".new")
    onnx.save(model, str(fresh))
    fresh.replace(path)
