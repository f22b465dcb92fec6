#!/usr/bin/env python3
"""Checks our safetensors files against the format's reference, both ways.

    pip install safetensors==0.8.0 numpy
    swift build -c release --product einthoven-probe
    Scripts/checks/safetensors.py

Random files of the reference are read and written anew by us: every byte must be the same, and the reference must read the same
tensors. Then thousands of damaged headers: what we accept the reference accepts, and where we alone refuse it is for a
reason of ours: a key that stands twice, spaces before the header, a null for metadata, values nested deeper than 64.
"""
import json, os, pathlib, random, struct, subprocess, sys, tempfile

# This script bears the name of the package that it checks.
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]
import numpy as np
from safetensors import TensorSpec, deserialize, safe_open, serialize_file

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
PROGRAM = os.environ.get("EINTHOVEN_PROBE", PROGRAM)
WIDTHS = {"bool": 1, "uint8": 1, "int8": 1, "int16": 2, "uint16": 2, "float16": 2, "bfloat16": 2, "int32": 4, "uint32": 4,
          "float32": 4, "float64": 8, "int64": 8, "uint64": 8, "complex64": 8, "float8_e4m3fn": 1, "float8_e5m2": 1,
          "float8_e8m0fnu": 1, "float8_e4m3fnuz": 1, "float8_e5m2fnuz": 1}
OURS_ALONE = {"the same key stands twice", "the header does not begin as it must", "values are nested too deep"}


def random_name(rng):
    return "".join(rng.choice("abc.012_/\"\\\n\té漢😀\u2028 ") for _ in range(rng.randrange(1, 20)))


def random_file(rng, path):
    buffers, specs = [], {}
    for _ in range(rng.randrange(0, 12)):
        kind = rng.choice(list(WIDTHS))
        shape = [rng.randrange(0, 5) for _ in range(rng.randrange(0, 4))]
        size = WIDTHS[kind]
        for axis in shape:
            size *= axis
        data = rng.randbytes(size) if kind != "bool" else bytes(rng.randrange(2) for _ in range(size))
        buffers.append(np.frombuffer(data or b"\0", dtype=np.uint8))
        specs[random_name(rng)] = TensorSpec(
            dtype=kind, shape=shape, data_ptr=buffers[-1].ctypes.data, data_len=size)
    # The reference writes several texts in no fixed order.
    metadata = {random_name(rng): random_name(rng)} if rng.random() < 0.7 else None
    serialize_file(specs, path, metadata)
    return metadata


def tensors(path):
    return sorted((name, t["dtype"], t["shape"], bytes(t["data"])) for name, t in deserialize(path.read_bytes()))


def round_trips(folder, count):
    bad = 0
    for index in range(count):
        rng = random.Random(index)
        theirs, ours = folder / "theirs.safetensors", folder / "ours.safetensors"
        metadata = random_file(rng, theirs)
        done = subprocess.run([PROGRAM, "safetensors", theirs, ours], capture_output=True, text=True)
        if done.returncode or ours.read_bytes() != theirs.read_bytes() or tensors(ours) != tensors(theirs):
            bad += 1
            print(f"file {index} differs: {done.stdout}")
            continue
        with safe_open(ours, framework="numpy") as file:
            if (file.metadata() or None) != metadata:
                bad += 1
                print(f"file {index}: the metadata differ")
    print(f"{count} files of the reference read and written anew, {bad} differ")
    return bad


def damaged(rng):
    """A file of two tensors with something wrong in its header, or nothing."""
    header = {
        "__metadata__": {"a": "b"},
        "x": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
        "y": {"dtype": "I64", "shape": [1], "data_offsets": [16, 24]},
    }
    data = 24
    values = [0, 1, 2, 4, 8, 16, 17, 24, 25, -1, 1.0, 1e3, 2**63, 2**64, 2**62, "F32", "F16", "U8", "X", None, [], {}, [1], True,
              [0, 16], [16, 24], [0, 24], [24, 16], [2**62, 4], [0, 2**62, 2**62], {"a": 1}, {"a": "b"}, [[]]]
    for _ in range(rng.randrange(0, 3)):
        entry = header[rng.choice(list(header))] if header else {}
        if isinstance(entry, dict):
            entry[rng.choice(["dtype", "shape", "data_offsets", "extra"])] = rng.choice(values)
    if rng.random() < 0.1:
        header[rng.choice(["__metadata__", "z"])] = rng.choice(values)
    if rng.random() < 0.1:
        data = rng.choice([0, 16, 23, 25, 32])
    text = json.dumps(header, separators=(",", ":") if rng.random() < 0.5 else None, ensure_ascii=rng.random() < 0.5).encode()
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        place = rng.randrange(len(text) + 1)
        piece = rng.choice([b" ", b"\n", b"{", b"}", b",", b":", b'"', b"\\", b"0", b"[", b"]", b"\xff", b"\xc3\xa9", b"\\u00e9", b"\\ud800",
                            b"null", b"-", b"e1", b"\x00", b"\t"])
        text = text[:place] + piece + text[place + rng.choice([0, 0, 1, 5]):]
    text += b" " * rng.randrange(0, 9)
    length = len(text) if rng.random() < 0.97 else rng.choice([0, len(text) - 1, len(text) + 1, 10**9, 2**64 - 1])
    return struct.pack("<Q", max(0, length)) + text + bytes(data)


def refusals(folder, count):
    paths, expected = [], {}
    for index in range(count):
        path = folder / f"{index}.safetensors"
        path.write_bytes(damaged(random.Random(10**6 + index)))
        try:
            deserialize(path.read_bytes())
            expected[str(path)] = True
        except Exception:
            expected[str(path)] = False
        paths.append(str(path))
    lines = subprocess.run([PROGRAM, "tensors", *paths], capture_output=True, text=True, check=True).stdout.splitlines()
    bad = both = neither = alone = 0
    for line in lines:
        path, verdict = line.split("\t")
        theirs, ours = expected[path], verdict == "read"
        both += theirs and ours
        neither += not theirs and not ours
        is_null = b'"__metadata__":null' in pathlib.Path(path).read_bytes().replace(b" ", b"")
        if theirs and not ours and (verdict in OURS_ALONE or is_null):
            alone += 1
        elif theirs != ours:
            bad += 1
            print(f"{verdict!r} here, {'read' if theirs else 'refused'} there: {pathlib.Path(path).read_bytes()[:200]}")
    print(f"{len(lines)} damaged files: {both} read by both, {neither} refused by both, {alone} refused by us for reasons of ours, "
          f"{bad} otherwise")
    return bad + (len(lines) != count)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sys.exit(1 if round_trips(folder, 300) + refusals(folder, 5000) else 0)


main()
