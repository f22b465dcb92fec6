#!/usr/bin/env python3
"""Makes Tests/ComputeTests/Goldens/optimizers.json: 37 values after five steps of each of PyTorch's optimizers.

    python3 Scripts/goldens/make_optimizers.py

Needs torch and numpy. The parameter "p" and the gradients "g0" ... "g4" come from hashed.py; all is in float64.
"""

import json
import pathlib

import torch

import hashed

FILE = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "ComputeTests" / "Goldens" / "optimizers.json"
COUNT, STEPS, LOW, HIGH = 37, 5, -1.0, 1.0

CASES = [
    ("sgd", {"lr": 0.1}),
    ("sgd", {"lr": 0.1, "momentum": 0.9}),
    ("sgd", {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    ("sgd", {"lr": 0.1, "weight_decay": 0.01}),
    ("sgd", {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.01}),
    ("sgd", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("adam", {"lr": 0.001}),
    ("adam", {"lr": 0.01, "weight_decay": 0.01}),
    ("adam", {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-3}),
    ("adamw", {"lr": 0.01, "weight_decay": 0.01}),
    ("sgd", {"lr": 0.1, "clip": 1.0}),
    ("sgd", {"lr": 0.1, "clip": 3.5}),
    ("adamw", {"lr": 0.01, "weight_decay": 0.01, "clip": 1.0}),
]
CLASSES = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}


def vector(name):
    return torch.from_numpy(hashed.uniform(name, [COUNT], LOW, HIGH)).double()


def run(name, options):
    """Returns the settings that matter, the norm of the gradient before each step, and the final values."""
    options = dict(options)
    clip = options.pop("clip", None)
    parameter = torch.nn.Parameter(vector("p"))
    optimizer = CLASSES[name]([parameter], **options)
    norms = []
    for step in range(STEPS):
        parameter.grad = vector(f"g{step}")
        norms.append(parameter.grad.norm().item())
        if clip is not None:
            torch.nn.utils.clip_grad_norm_([parameter], clip)
        optimizer.step()
    group = optimizer.param_groups[0]
    settings = {"optimizer": name, "learningRate": group["lr"], "weightDecay": group["weight_decay"]}
    if name == "sgd":
        settings.update(momentum=group["momentum"], nesterov=group["nesterov"])
    else:
        settings.update(beta1=group["betas"][0], beta2=group["betas"][1], epsilon=group["eps"])
    if clip is not None:
        settings["clipNorm"] = clip
    return {**settings, "gradientNorms": norms, "values": parameter.tolist()}


def main():
    cases = ",\n    ".join(json.dumps(run(*case)) for case in CASES)
    head = {
        "script": "Scripts/goldens/make_optimizers.py",
        "torch": torch.__version__,
        "parameter": "p",
        "gradients": [f"g{step}" for step in range(STEPS)],
        "count": COUNT,
        "low": LOW,
        "high": HIGH,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("{\n" + ",\n".join(lines) + f',\n  "cases": [\n    {cases}\n  ]\n}}\n')


if __name__ == "__main__":
    main()
