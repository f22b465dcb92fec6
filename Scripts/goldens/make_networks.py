#!/usr/bin/env python3
"""Makes Tests/NetworksTests/Goldens: loss, outputs and gradients of the networks in float64, of A-E ten Adam steps too.

    python3 Scripts/goldens/make_networks.py [A B ... resNet1d18 ...]

Needs torch and numpy. The values of all parameters and inputs come from hashed.py; only results are stored. A blob
of float32 goes beside each JSON file: gradients of at most 4096 elements whole, larger ones as a sketch.

D is deep, and batch norm, ReLU and the greatest value over time make its gradient jump where rounding decides which
side of a kink a number falls on: with ordinary ranges float32 alone is 1e-3 off. Its ranges are therefore chosen so
that no such number lies within 1e-5 of a kink in this batch: eight crops of 250 samples (the published training
crop), each lead with an offset of its own so that examples differ, most units of a bottleneck active, the branches
small beside the shortcut. The same goes for the zoo's other networks with batch norm.
"""

import fnmatch
import json
import math
import pathlib
import sys

import numpy as np
import torch

import hashed
from networks import BINARY, CLASSES, NETWORKS, SIGNAL_SHAPES, Lead, Vote, XResNet, trainable
from zoo import ZOO, Crossed, Inception1d, PooledLSTM, ResNet1d, check_counts

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "NetworksTests" / "Goldens"
BATCHES = {"A": 8, "B": 4, "C": 2, "D": 8, "E": 2}
SAMPLES = {"D": 250}
# Gradients of at most so many elements are stored whole, larger ones as a sketch of so many buckets: A-E, and the zoo.
WHOLE, BUCKETS = 4096, 1024
ZOO_WHOLE, ZOO_BUCKETS = 512, 256
LEARNING_RATE = 1e-3
STEPS = 10
WATCHED_NORMS = [
    "stem.0.norm",
    "stages.0.0.shortcut.norm",
    "stages.2.11.norm2",
    "stages.3.2.norm3",
    "head.norm1",
    "head.norm2",
]
# The first pattern that a parameter's name matches gives its range: (pattern, weight, bias). D alone has such names.
D_RANGES = [
    ("head.norm?.", (0.5, 1.5), (-0.2, 0.2)),
    ("head.linear1.", None, (1.0, 2.0)),
    ("*.shortcut.norm.", (0.5, 1.0), (1.5, 3.5)),
    ("*.norm3.", (0.05, 0.25), (-0.1, 0.1)),
    ("*norm*.", (0.5, 1.0), (1.0, 3.0)),
]
# The same for the zoo, of whatever type.
ZOO_RANGES = {
    ResNet1d: [
        ("*.downsample.1.", (0.5, 1.0), (1.5, 3.5)),
        ("*.bn3.", (0.05, 0.25), (-0.1, 0.1)),
        ("bn1.", (0.5, 1.0), (1.0, 3.0)),
        ("*.bn?.", (0.5, 1.0), (1.0, 3.0)),
        ("fc1.", None, (1.0, 2.0)),
    ],
    Inception1d: [
        ("head.norm?.", (0.5, 1.5), (-0.2, 0.2)),
        ("head.linear1.", None, (1.0, 2.0)),
        ("shortcuts.*.norm.", (0.5, 1.0), (1.5, 3.5)),
        ("blocks.*.norm.", (0.3, 0.6), (1.0, 2.0)),
    ],
    PooledLSTM: [("head.norm?.", (0.5, 1.5), (-0.2, 0.2)), ("head.linear1.", None, (1.0, 2.0))],
}
# Convolutions of B and C keep the size of what passes a ReLU, so that examples differ at the end. In D batch norm
# takes the gain out again; Adam's steps are smaller beside larger weights.
CONVOLUTION_GAINS = {Lead: math.sqrt(6), Vote: math.sqrt(6), Crossed: math.sqrt(6), XResNet: 4.0, ResNet1d: 4.0,
                     Inception1d: 4.0}


def parameter_range(model, name, parameter):
    """Returns (low, high) for a parameter: ±gain/√fan-in, or what D's table says."""
    owner_name, _, kind = name.rpartition(".")
    owner = model.get_submodule(owner_name)
    for pattern, weight, bias in D_RANGES if isinstance(model, XResNet) else ZOO_RANGES.get(type(model), []):
        chosen = weight if kind == "weight" else bias
        if chosen and fnmatch.fnmatch(f"{owner_name}.", pattern):
            return chosen
    if isinstance(owner, torch.nn.LSTM):
        fan_in = owner.hidden_size
    else:
        fan_in = math.prod(owner.weight.shape[1:])
    gain = CONVOLUTION_GAINS.get(type(model), 1.0) if isinstance(owner, torch.nn.Conv1d) else 1.0
    bound = gain / math.sqrt(fan_in)
    return -bound, bound


class Blob:
    """The float32 numbers that the JSON file points into."""

    def __init__(self):
        self.parts, self.count = [], 0

    def append(self, values):
        values = np.ascontiguousarray(values, dtype="<f4").ravel()
        offset = self.count
        self.parts.append(values)
        self.count += values.size
        return offset

    def bytes(self):
        return np.concatenate(self.parts).tobytes()


class Case:
    """One network with its batch, remade from the hash whenever a fresh copy is needed."""

    def __init__(self, network):
        self.network = network
        if network in ZOO:
            self.make, (leads, samples), self.batch, wanted = ZOO[network]
            classes = 3 if wanted == "class" else samples if wanted == "signal" else 5
        else:
            self.make, self.batch = (lambda: NETWORKS[network](dropout=False)), BATCHES[network]
            classes = CLASSES[network]
            leads, samples = SIGNAL_SHAPES[network]
            samples = SAMPLES.get(network, samples)
            wanted = "binary" if network in BINARY else "class"
        template = self.make()
        self.parameters = [
            {"name": name, "shape": list(p.shape), "low": low, "high": high}
            for name, p in trainable(template)
            for low, high in [parameter_range(template, name, p)]
        ]
        self.anchors = []
        if network == "C":
            prefix = "leads.0."
            self.anchors = [
                {**entry, "name": "source." + entry["name"].removeprefix(prefix)}
                for entry in self.parameters
                if entry["name"].startswith(prefix)
            ]
        uniform = {"low": -1.0, "high": 1.0, "kind": "uniform"}
        self.inputs = [{"name": "signal", "shape": [self.batch, leads, samples], **uniform}]
        if any(isinstance(module, torch.nn.BatchNorm1d) for module in template.modules()):
            self.inputs.append({"name": "offset", "shape": [self.batch, leads, 1], **uniform, "addedTo": "signal"})
        if wanted == "signal":
            wanted = {"name": "target", "shape": [self.batch, classes], **uniform}
        elif wanted == "binary":
            wanted = {"name": "target", "shape": [self.batch, classes], "low": 0.0, "high": 1.0, "kind": "binary"}
        else:
            wanted = {"name": "label", "shape": [self.batch], "low": 0.0, "high": 1.0, "kind": "class"}
            wanted["classes"] = classes
        self.inputs.append(wanted)

    def model(self, kind):
        """Returns the network in training mode, in the given floating-point type."""
        model = self.make().to(kind).train()
        named = dict(model.named_parameters())
        with torch.no_grad():
            for entry in self.parameters:
                named[entry["name"]].copy_(tensor(entry, kind))
        if self.anchors:
            model.set_anchors({a["name"].removeprefix("source."): tensor(a, kind) for a in self.anchors})
        return model

    def data(self, kind):
        """Returns the signal and what the network should say."""
        signals, wanted = self.inputs[:-1], self.inputs[-1]
        if wanted["kind"] == "class":
            values = torch.from_numpy(hashed.classes("label", self.batch, wanted["classes"]))
        elif wanted["kind"] == "uniform":
            values = tensor(wanted, kind)
        else:
            values = torch.from_numpy(hashed.binary("target", wanted["shape"])).to(kind)
        signal = sum(tensor(entry, torch.float32) for entry in signals)
        return signal.to(kind), values


def tensor(entry, kind):
    return torch.from_numpy(hashed.uniform(entry["name"], entry["shape"], entry["low"], entry["high"])).to(kind)


def gradients(case, kind):
    """Returns the model after one forward and backward pass, its outputs, loss and gradients as float64 arrays."""
    model = case.model(kind)
    signal, wanted = case.data(kind)
    outputs = model(signal)
    loss = model.loss(outputs, wanted)
    loss.backward()
    grads = {name: p.grad.double().numpy().ravel() for name, p in trainable(model)}
    return model, outputs.detach().double().numpy(), loss.item(), grads


def adam_losses(case, kind):
    """Returns the loss before each of ten Adam steps on the same batch."""
    model = case.model(kind)
    signal, wanted = case.data(kind)
    optimizer = torch.optim.Adam([p for _, p in trainable(model)], lr=LEARNING_RATE)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad(set_to_none=True)
        loss = model.loss(model(signal), wanted)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


def relative(found, expected):
    return float(np.linalg.norm(found - expected) / np.linalg.norm(expected))


def float32_error(case, exact, losses):
    """Returns how far float32 PyTorch is from the float64 results, with oneDNN or without, whichever is worse."""
    found = []
    for onednn in (True, False):
        with torch.backends.mkldnn.flags(enabled=onednn):
            found.append(float32_error_once(case, exact, losses))
    worst = max((error["worstGradient"] for error in found), key=lambda tensor: tensor["error"])
    error = {key: max(error[key] for error in found) for key in ("loss", "outputs", "gradients", "adamLosses")}
    return {**error, "worstGradient": worst}


def float32_error_once(case, exact, losses):
    _, outputs, loss, grads = gradients(case, torch.float32)
    _, exact_outputs, exact_loss, exact_grads = exact
    flat, exact_flat = (np.concatenate(list(g.values())) for g in (grads, exact_grads))
    notable = 1e-6 * np.linalg.norm(exact_flat)
    errors = {n: relative(grads[n], exact_grads[n]) for n in grads if np.linalg.norm(exact_grads[n]) > notable}
    worst = max(errors, key=errors.get)
    steps = [abs(f - e) / abs(e) for f, e in zip(adam_losses(case, torch.float32), losses)] if losses else [0.0]
    return {
        "loss": abs(loss - exact_loss) / abs(exact_loss),
        "outputs": relative(outputs, exact_outputs),
        "gradients": relative(flat, exact_flat),
        "adamLosses": max(steps),
        "worstGradient": {"name": worst, "error": errors[worst]},
    }


def evaluate(model, case):
    with torch.no_grad():
        return model.eval()(case.data(torch.float64)[0]).numpy()


def running_statistics(model, case, blob):
    """Returns entries for batch norm: statistics after a training pass, logits in evaluation mode before and after."""
    buffers = dict(model.named_buffers())
    statistics = []
    for norm in WATCHED_NORMS:
        for kind in ("running_mean", "running_var"):
            name = f"{norm}.{kind}"
            values = buffers[name].numpy()
            statistics.append({"name": name, "offset": blob.append(values), "count": values.size})
    entries = {"runningStatistics": statistics}
    for key, evaluated in (("evaluationOutputs", case.model(torch.float64)), ("evaluationOutputsAfterStep", model)):
        outputs = evaluate(evaluated, case)
        entries[key] = {"offset": blob.append(outputs), "shape": list(outputs.shape)}
    return entries


def make(network):
    case, blob = Case(network), Blob()
    exact = gradients(case, torch.float64)
    model, outputs, loss, grads = exact
    losses = [] if network in ZOO else adam_losses(case, torch.float64)
    whole, buckets = (ZOO_WHOLE, ZOO_BUCKETS) if network in ZOO else (WHOLE, BUCKETS)
    golden = {
        "network": network,
        "batch": case.batch,
        "script": "Scripts/goldens/make_networks.py",
        "torch": torch.__version__,
        "parameters": case.parameters,
        "anchors": case.anchors,
        "inputs": case.inputs,
        "loss": loss,
    }
    if network == "C":
        golden["penalty"] = case.model(torch.float64).penalty().item()
    golden["outputs"] = {"offset": blob.append(outputs), "shape": list(outputs.shape)}
    golden["gradients"] = []
    for name, values in grads.items():
        kind = "full" if values.size <= whole else "sketch"
        stored = values if kind == "full" else hashed.sketch(name, values, buckets)
        entry = {"name": name, "kind": kind, "offset": blob.append(stored), "count": stored.size}
        golden["gradients"].append(entry)
    if losses:
        golden["adam"] = {"learningRate": LEARNING_RATE, "losses": losses}
    if network == "D":
        golden.update(running_statistics(model, case, blob))
    elif network in ZOO:
        evaluated = evaluate(case.model(torch.float64), case)
        golden["evaluationOutputs"] = {"offset": blob.append(evaluated), "shape": list(evaluated.shape)}
    golden["float32Error"] = float32_error(case, exact, losses)
    write(network, golden, blob)
    report(golden)


def report(golden):
    error = golden["float32Error"]
    count = sum(math.prod(entry["shape"]) for entry in golden["parameters"])
    ten = f" → {golden['adam']['losses'][-1]:.6f} in ten steps" if "adam" in golden else ""
    print(f"{golden['network']}: {count} parameters, loss {golden['loss']:.6f}{ten}")
    worst = error["worstGradient"]
    print(f"   float32 PyTorch: gradients {error['gradients']:.1e} (worst {worst['name']} {worst['error']:.1e}), "
          f"outputs {error['outputs']:.1e}, Adam losses {error['adamLosses']:.1e}")


def write(network, golden, blob):
    """Writes the JSON with one line for each tensor, and the blob."""
    lines = []
    for key, value in golden.items():
        if isinstance(value, list) and value:
            items = ",\n    ".join(json.dumps(item) for item in value)
            lines.append(f"  {json.dumps(key)}: [\n    {items}\n  ]")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{network}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    (FOLDER / f"{network}.f32").write_bytes(blob.bytes())


if __name__ == "__main__":
    check_counts()
    torch.set_num_threads(1)
    for name in sys.argv[1:] or sorted(NETWORKS) + sorted(ZOO):
        make(name)
