#!/usr/bin/env python3
"""Checks that ONNX Runtime says of exported networks what einthoven says of them, to 1e-4.

    pip install onnx onnxruntime numpy
    swift build -c release --product einthoven-probe
    Scripts/checks/onnx.py [CASE…]

Without names: every operation, every recipe, every network of the zoo. Each model must also pass onnx.checker in full.
Differences are taken per output, relative to the largest number in it where that is above 1.
"""
import os, pathlib, subprocess, sys, tempfile

# The folder of this script must not hide the package of the same name.
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]
import numpy as np
import onnx
import onnxruntime

DEFAULT = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
PROGRAM = os.environ.get("EINTHOVEN_PROBE", DEFAULT)
TOLERANCE = 1e-4


def difference(ours, theirs):
    """The worst difference; infinite where one is a number and the other is not, or the shapes differ."""
    if ours.shape != theirs.shape or not np.array_equal(np.isnan(ours), np.isnan(theirs)):
        return np.inf
    if not np.isfinite(ours[~np.isnan(ours)]).all():
        return np.inf
    scale = max(1, np.nanmax(np.abs(ours), initial=0))
    return np.nanmax(np.abs(ours - theirs), initial=0) / scale


def check(name, folder):
    subprocess.run([PROGRAM, "onnx", name, "--seed", "7", "--out", folder], check=True)
    onnx.checker.check_model(onnx.load(f"{folder}/model.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(f"{folder}/model.onnx", providers=["CPUExecutionProvider"])
    signal = np.load(f"{folder}/input.npy")
    names = [output.name for output in session.get_outputs()]
    worst, largest = {}, {}
    whole = session.run(names, {"signal": signal})
    alone = session.run(names, {"signal": signal[:1]})
    for output, theirs, first in zip(names, whole, alone):
        ours = np.load(f"{folder}/{output}.npy")
        worst[output] = max(difference(ours, theirs), difference(ours[:1], first))
        largest[output] = np.nanmax(np.abs(ours), initial=0)
    return worst, largest


def main():
    listed = subprocess.run([PROGRAM, "onnx"], check=True, capture_output=True, text=True).stdout.split()
    failed = 0
    for name in sys.argv[1:] or listed:
        with tempfile.TemporaryDirectory() as folder:
            worst, largest = check(name, folder)
        bad = not all(d <= TOLERANCE for d in worst.values())
        failed += bad
        figures = ", ".join(f"{o} {d:.1e} (of {largest[o]:.2g})" for o, d in worst.items())
        print(f"{'BAD ' if bad else 'ok  '} {name:24} {figures}", flush=True)
    print(f"{failed} of {len(sys.argv[1:] or listed)} differ by more than {TOLERANCE}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
