#!/usr/bin/env python3
"""Writes networks for inference as ONNX files into a folder: export_onnx.py FOLDER A-1 A-256 ...

Beside each goes a JSON file with the cost of a pass. Each file is run once and compared with PyTorch.
"""

import json
import os
import pathlib
import sys
import warnings

import numpy
import onnxruntime
import torch

import models


def write(model, signal, path):
    """Exports with the tracing exporter, which keeps an LSTM whole, or with the newer one where that is gone."""
    try:
        torch.onnx.export(model, (signal,), path, dynamo=False, opset_version=17, input_names=["signal"])
    except (TypeError, AttributeError, ImportError):
        torch.onnx.export(model, (signal,), path, dynamo=True, external_data=False, input_names=["signal"])


def check(path, model, signal):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    found = session.run(None, {"signal": signal.numpy()})[0]
    with torch.inference_mode():
        numpy.testing.assert_allclose(found, model(signal).numpy(), rtol=1e-3, atol=1e-5)


def main(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        network, batch = name.split("-")
        model, signal = models.make(network, training=False), models.signal(network, int(batch))
        aside = folder / f"{name}.aside"
        write(model, signal, str(aside))
        check(str(aside), model, signal)
        (folder / f"{name}.json").write_text(json.dumps({"forwardFlops": models.forward_flops(network)}))
        os.replace(aside, folder / f"{name}.onnx")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(pathlib.Path(sys.argv[1]), sys.argv[2:])
