#!/usr/bin/env python3
"""Makes Tests/LearningTests/Goldens/schedules.json: learning rates step by step from torch.optim.lr_scheduler.

    python3 Scripts/goldens/make_schedules.py

Needs torch. Each case carries the schedule as `Schedule` writes itself.
"""

import json
import math
import pathlib

import torch
from torch.optim import lr_scheduler as schedulers

FILE = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "LearningTests" / "Goldens" / "schedules.json"
BASE, STEPS_PER_EPOCH, TOTAL = 0.08, 5, 40
METRICS = [1.0, 0.8, 0.81, 0.79995, 0.9, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75, 0.76, math.nan, 0.5, 0.5, 0.5, 0.5, 0.5]


def optimizer(rule="adam"):
    parameter = torch.nn.Parameter(torch.zeros(1))
    if rule == "adam":
        return torch.optim.Adam([parameter], lr=BASE)
    return torch.optim.SGD([parameter], lr=BASE, momentum=0.9)


def walk(make, per_epoch=False):
    """Returns the rate of each step and, where it is cycled, the first beta."""
    chosen = optimizer()
    scheduler = make(chosen)
    rates, betas = [], []
    for step in range(TOTAL):
        group = chosen.param_groups[0]
        rates.append(group["lr"])
        betas.append(group["betas"][0])
        chosen.step()
        if step + 1 < TOTAL and (not per_epoch or (step + 1) % STEPS_PER_EPOCH == 0):
            scheduler.step()
    return rates, betas


def one_cycle(**options):
    return lambda o: schedulers.OneCycleLR(o, max_lr=BASE, total_steps=TOTAL, **options)


def warmed(count, start, make):
    def build(o):
        line = schedulers.LinearLR(o, start_factor=start, end_factor=1.0, total_iters=count)
        return schedulers.SequentialLR(o, [line, make(o)], milestones=[count])

    return build


def cycle(**changes):
    fields = {
        "rise": 0.3, "startDivisor": 25, "endDivisor": 1e4, "changesMomentum": True, "leastMomentum": 0.85,
        "greatestMomentum": 0.95, "shape": "cosine",
    }
    return {"oneCycle": {"_0": {**fields, **changes}}}


def plateau(**changes):
    fields = {"factor": 0.1, "patience": 10, "threshold": 1e-4, "isRelative": True, "cooldown": 0, "least": 0}
    return {"plateau": {"_0": {**fields, **changes}}}


CASES = [
    ("constant", {"constant": {}}, lambda o: schedulers.ConstantLR(o, factor=1.0), False),
    ("exponential by steps", {"exponential": {"factor": 0.9, "every": {"steps": 1}}},
     lambda o: schedulers.ExponentialLR(o, gamma=0.9), False),
    ("step by steps", {"step": {"factor": 0.75, "every": {"steps": 7}}},
     lambda o: schedulers.StepLR(o, step_size=7, gamma=0.75), False),
    ("step by epochs", {"step": {"factor": 0.1, "every": {"epochs": 3}}},
     lambda o: schedulers.StepLR(o, step_size=3, gamma=0.1), True),
    ("cosine", {"cosine": {"least": 0}}, lambda o: schedulers.CosineAnnealingLR(o, T_max=TOTAL), False),
    ("cosine to a tenth", {"cosine": {"least": 0.1}},
     lambda o: schedulers.CosineAnnealingLR(o, T_max=TOTAL, eta_min=BASE * 0.1), False),
    ("restarts", {"cosineWithRestarts": {"first": {"epochs": 2}, "growth": 1, "least": 0}},
     lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=10), False),
    ("growing restarts", {"cosineWithRestarts": {"first": {"steps": 6}, "growth": 2, "least": 0.05}},
     lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=6, T_mult=2, eta_min=BASE * 0.05), False),
    ("one cycle", cycle(), one_cycle(), False),
    ("one cycle, linear", cycle(rise=0.25, shape="linear", startDivisor=10, endDivisor=100),
     one_cycle(pct_start=0.25, anneal_strategy="linear", div_factor=10, final_div_factor=100), False),
    ("one cycle without momentum", cycle(rise=0.5, changesMomentum=False),
     one_cycle(pct_start=0.5, cycle_momentum=False), False),
    ("warm-up, then constant", {"warmUp": {"over": {"steps": 8}, "start": 0.1, "then": {"constant": {}}}},
     lambda o: schedulers.LinearLR(o, start_factor=0.1, total_iters=8), False),
    ("warm-up, then cosine", {"warmUp": {"over": {"epochs": 1}, "start": 0.01, "then": {"cosine": {"least": 0}}}},
     warmed(5, 0.01, lambda o: schedulers.CosineAnnealingLR(o, T_max=TOTAL - 5)), False),
    ("warm-up, then steps",
     {"warmUp": {"over": {"steps": 4}, "start": 0.25, "then": {"step": {"factor": 0.5, "every": {"epochs": 2}}}}},
     warmed(4, 0.25, lambda o: schedulers.StepLR(o, step_size=10, gamma=0.5)), False),
]

PLATEAUS = [
    ("plateau", plateau(patience=2, factor=0.5), False, {"patience": 2, "factor": 0.5}),
    ("plateau at once", plateau(patience=0, factor=0.1, least=0.001), False,
     {"patience": 0, "factor": 0.1, "min_lr": BASE * 0.001}),
    ("plateau with cooldown", plateau(patience=1, factor=0.5, cooldown=2, threshold=0.05, isRelative=False), False,
     {"patience": 1, "factor": 0.5, "cooldown": 2, "threshold": 0.05, "threshold_mode": "abs"}),
    ("plateau of a score", plateau(patience=3, factor=0.25, threshold=0.01), True,
     {"patience": 3, "factor": 0.25, "threshold": 0.01, "mode": "max"}),
]


def watched(options):
    chosen = optimizer("sgd")
    scheduler = schedulers.ReduceLROnPlateau(chosen, **options)
    rates = []
    for metric in METRICS:
        scheduler.step(metric)
        rates.append(chosen.param_groups[0]["lr"])
    return rates


def main():
    lines = []
    for name, schedule, make, per_epoch in CASES:
        rates, betas = walk(make, per_epoch)
        case = {"name": name, "schedule": schedule, "rates": rates}
        if "oneCycle" in schedule and schedule["oneCycle"]["_0"]["changesMomentum"]:
            case["momenta"] = betas
        lines.append(json.dumps(case))
    plateaus = [
        json.dumps({"name": name, "schedule": schedule, "isHigherBetter": higher, "rates": watched(options)})
        for name, schedule, higher, options in PLATEAUS
    ]
    metrics = json.dumps([None if math.isnan(metric) else metric for metric in METRICS])
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(
        "{\n"
        f'  "script": "Scripts/goldens/make_schedules.py",\n  "torch": "{torch.__version__}",\n'
        f'  "base": {BASE},\n  "stepsPerEpoch": {STEPS_PER_EPOCH},\n  "totalSteps": {TOTAL},\n'
        f'  "metrics": {metrics},\n'
        '  "cases": [\n    ' + ",\n    ".join(lines) + '\n  ],\n'
        '  "plateaus": [\n    ' + ",\n    ".join(plateaus) + "\n  ]\n}\n"
    )


if __name__ == "__main__":
    main()
