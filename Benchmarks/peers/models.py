"""The networks of Scripts/goldens/networks.py with random weights and a random batch, and their cost."""

import math
import pathlib
import sys

import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Scripts" / "goldens"))

from networks import BINARY, CLASSES, NETWORKS, SIGNAL_SHAPES, trainable  # noqa: E402


def make(network, training):
    """Returns the network with PyTorch's own initial weights, dropout and batch norm as the mode wants them."""
    torch.manual_seed(1)
    model = NETWORKS[network]().train(training)
    if network == "C":
        source = {name: p.detach() + 0.01 * torch.randn_like(p) for name, p in trainable(model.leads[0])}
        model.set_anchors(source)
    return model


def signal(network, batch):
    return torch.randn(batch, *SIGNAL_SHAPES[network], generator=torch.Generator().manual_seed(2))


def wanted(network, batch):
    """Returns random classes, or random zeros and ones for the networks with several answers."""
    generator = torch.Generator().manual_seed(3)
    if network in BINARY:
        return torch.randint(2, (batch, CLASSES[network]), generator=generator).float()
    return torch.randint(CLASSES[network], (batch,), generator=generator)


def forward_flops(network):
    """Returns the floating-point operations of convolutions, linear layers and LSTMs in one pass of one example."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        if isinstance(layer, nn.Conv1d):
            total += 2 * math.prod(layer.weight.shape) * output.shape[2]
        elif isinstance(layer, nn.Linear):
            total += 2 * math.prod(layer.weight.shape)
        else:
            weights = sum(p.numel() for name, p in layer.named_parameters() if name.startswith("weight"))
            total += 2 * weights * inputs[0].shape[1]

    model = make(network, training=False)
    for layer in model.modules():
        if isinstance(layer, (nn.Conv1d, nn.Linear, nn.LSTM)):
            layer.register_forward_hook(count)
    with torch.inference_mode():
        model(signal(network, 1))
    return total
