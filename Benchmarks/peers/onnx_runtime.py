#!/usr/bin/env python3
"""Times ONNX Runtime for `compare`: onnx_runtime.py FOLDER, where export_onnx.py has put the networks.

A session is bound to its number of threads, so there is one for each. Tried and left: running branches in parallel
(slower for network C than one branch after the other); inputs and outputs are bound once, which saves 3 %.
"""

import functools
import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

from serving import serve

FOLDER = pathlib.Path(sys.argv[1])


def session_options(threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return options


def bound_step(model, threads):
    """Returns a run of a model, given as a path or as bytes, on random inputs."""
    session = onnxruntime.InferenceSession(model, session_options(threads), providers=["CPUExecutionProvider"])
    binding = session.io_binding()
    for entry in session.get_inputs():
        values = numpy.random.default_rng(2).standard_normal(entry.shape, dtype=numpy.float32)
        binding.bind_cpu_input(entry.name, values)
    binding.bind_output(session.get_outputs()[0].name)
    return lambda: session.run_with_iobinding(binding)


@functools.lru_cache(maxsize=None)
def prepare(network, mode, batch, threads):
    if mode != "infer":
        raise ValueError(f"ONNX Runtime is asked to {mode}, it only infers")
    return bound_step(str(FOLDER / f"{network}-{batch}.onnx"), threads)


@functools.lru_cache(maxsize=None)
def forward_flops(network):
    sidecar = next(FOLDER.glob(f"{network}-*.json"))
    return json.loads(sidecar.read_text())["forwardFlops"]


def multiply(threads):
    square = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1024, 1024]) for name in "abc"]
    product = onnx.helper.make_node("MatMul", ["a", "b"], ["c"])
    graph = onnx.helper.make_graph([product], "multiply", square[:2], square[2:])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)
    return bound_step(model.SerializeToString(), threads)


if __name__ == "__main__":
    onnxruntime.set_default_logger_severity(3)
    serve(prepare, forward_flops, multiply)
