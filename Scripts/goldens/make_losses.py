#!/usr/bin/env python3
"""Makes Tests/ComputeTests/Goldens/losses.json: PyTorch's losses and their gradients to the logits.

    python3 Scripts/goldens/make_losses.py

Needs torch, torchvision and numpy. Logits "x", labels "y", shares "s" and bits "b" come from hashed.py; all is in float64.
The asymmetric loss is the formula of its paper, differentiated by PyTorch.
"""

import json
import pathlib

import torch
import torch.nn.functional as F
import torchvision

import hashed

FILE = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "ComputeTests" / "Goldens" / "losses.json"
COUNT, CLASSES, LOW, HIGH = 6, 5, -3.0, 3.0
WEIGHTS = [0.5, 2.0, 1.0, 0.25, 3.0]


def tensor(array):
    return torch.from_numpy(array).double()


LABELS = torch.from_numpy(hashed.classes("y", COUNT, CLASSES))
SHARES = tensor(hashed.uniform("s", [COUNT, CLASSES], 0.0, 1.0))
SHARES = SHARES / SHARES.sum(1, keepdim=True)
BITS = tensor(hashed.binary("b", [COUNT, CLASSES]))
CLASS_WEIGHTS = torch.tensor(WEIGHTS, dtype=torch.float64)


def softmax_focal(x, gamma, weights=None):
    logs = F.log_softmax(x, 1)[torch.arange(COUNT), LABELS]
    each = torch.ones(COUNT).double() if weights is None else weights[LABELS]
    return -(each * (1 - logs.exp()) ** gamma * logs).sum() / each.sum()


def asymmetric(x, positive, negative, clip):
    p = torch.sigmoid(x)
    lowered = (p - clip).clamp(min=0)
    losses = BITS * (1 - p) ** positive * p.log() + (1 - BITS) * lowered**negative * (1 - lowered).log()
    return -losses.mean()


CASES = [
    ("crossEntropy", {}, lambda x: F.cross_entropy(x, LABELS)),
    ("crossEntropy", {"smoothing": 0.1}, lambda x: F.cross_entropy(x, LABELS, label_smoothing=0.1)),
    ("crossEntropy", {"weighted": True}, lambda x: F.cross_entropy(x, LABELS, weight=CLASS_WEIGHTS)),
    ("crossEntropy", {"weighted": True, "smoothing": 0.1},
     lambda x: F.cross_entropy(x, LABELS, weight=CLASS_WEIGHTS, label_smoothing=0.1)),
    ("distribution", {}, lambda x: F.cross_entropy(x, SHARES)),
    ("distribution", {"weighted": True, "smoothing": 0.1},
     lambda x: F.cross_entropy(x, SHARES, weight=CLASS_WEIGHTS, label_smoothing=0.1)),
    ("softmaxFocal", {"gamma": 2.0}, lambda x: softmax_focal(x, 2.0)),
    ("softmaxFocal", {"gamma": 1.5, "weighted": True}, lambda x: softmax_focal(x, 1.5, CLASS_WEIGHTS)),
    ("binary", {}, lambda x: F.binary_cross_entropy_with_logits(x, BITS)),
    ("binary", {"weighted": True}, lambda x: F.binary_cross_entropy_with_logits(x, BITS, pos_weight=CLASS_WEIGHTS)),
    ("focal", {"alpha": 0.25, "gamma": 2.0},
     lambda x: torchvision.ops.sigmoid_focal_loss(x, BITS, alpha=0.25, gamma=2.0, reduction="mean")),
    ("focal", {"gamma": 1.0},
     lambda x: torchvision.ops.sigmoid_focal_loss(x, BITS, alpha=-1, gamma=1.0, reduction="mean")),
    ("asymmetric", {"positiveGamma": 0.0, "gamma": 4.0, "clip": 0.05}, lambda x: asymmetric(x, 0.0, 4.0, 0.05)),
    ("asymmetric", {"positiveGamma": 1.0, "gamma": 2.0, "clip": 0.2}, lambda x: asymmetric(x, 1.0, 2.0, 0.2)),
    ("meanSquare", {}, lambda x: F.mse_loss(x, SHARES)),
]


def main():
    lines = []
    for name, options, loss in CASES:
        x = tensor(hashed.uniform("x", [COUNT, CLASSES], LOW, HIGH)).requires_grad_()
        value = loss(x)
        value.backward()
        case = {"loss": name, **options, "value": value.item(), "gradient": x.grad.flatten().tolist()}
        lines.append(json.dumps(case))
    head = {
        "script": "Scripts/goldens/make_losses.py", "torch": torch.__version__,
        "torchvision": torchvision.__version__, "count": COUNT, "classes": CLASSES, "low": LOW, "high": HIGH,
        "weights": WEIGHTS, "labels": LABELS.tolist(), "shares": SHARES.flatten().tolist(),
        "bits": BITS.flatten().tolist(),
    }
    text = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    FILE.write_text("{\n" + ",\n".join(text) + ',\n  "cases": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n")


if __name__ == "__main__":
    main()
