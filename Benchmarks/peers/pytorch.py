#!/usr/bin/env python3
"""Times PyTorch for `compare`. With --tuned, Adam is the fused one; the caller raises malloc's thresholds besides.

Tried and left: Adam with foreach (no faster on a CPU); network C with its twelve leads as groups of one convolution
(training 5 % slower on one thread, no clear difference on two; inference 15 % faster, where ONNX Runtime is four
times faster anyway).
"""

import functools
import sys

import torch

import models
from serving import serve

TUNED = "--tuned" in sys.argv[1:]


@functools.lru_cache(maxsize=None)
def training_step(network, batch):
    model = models.make(network, training=True)
    signal, wanted = models.signal(network, batch), models.wanted(network, batch)
    parameters = [parameter for _, parameter in models.trainable(model)]
    optimizer = torch.optim.Adam(parameters, lr=1e-3, fused=True if TUNED else None)

    def step():
        optimizer.zero_grad(set_to_none=True)
        model.loss(model(signal), wanted).backward()
        optimizer.step()

    return step


@functools.lru_cache(maxsize=None)
def inference_step(network, batch):
    model = models.make(network, training=False)
    signal = models.signal(network, batch)

    def step():
        with torch.inference_mode():
            model(signal)

    return step


def prepare(network, mode, batch, threads):
    torch.set_num_threads(threads)
    return {"train": training_step, "infer": inference_step}[mode](network, batch)


def multiply(threads):
    torch.set_num_threads(threads)
    matrix = torch.randn(1024, 1024)
    return lambda: torch.mm(matrix, matrix)


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    serve(prepare, functools.lru_cache(maxsize=None)(models.forward_flops), multiply)
