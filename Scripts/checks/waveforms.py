#!/usr/bin/env python3
"""Compares what einthoven reads with what PyPI wfdb reads, bit for bit, over every record of $EINTHOVEN_DATA.

    pip install wfdb
    swift build -c release
    EINTHOVEN_DATA=/path/to/data Scripts/checks/waveforms.py [FOLDER…]

For each record: name, rate, length, leads, units, gains, baselines, comments, every sample as stored (a missing one
counts as missing on both sides), every sample in millivolts rounded to 32 bits, and every annotation. Where wfdb refuses
a header (dates and names of the challenges), a copy is repaired in a temporary folder before wfdb reads it.
"""
import os, pathlib, re, struct, subprocess, sys, tempfile

import numpy as np
import wfdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("EINTHOVEN_PROBE") or ROOT / ".build" / "release" / "einthoven-probe")
INVALID = {"8": None, "16": -2**15, "24": -2**23, "32": -2**31, "61": -2**15, "80": -2**7, "160": -2**15,
           "212": -2**11, "310": -2**9, "311": -2**9, "508": -2**7, "516": -2**15, "524": -2**23}


def dump(*arguments):
    """Yields the records that einthoven-probe writes: see Sources/einthoven-probe/Dump.swift."""
    process = subprocess.Popen([PROGRAM, "dump", *arguments], stdout=subprocess.PIPE)
    out = process.stdout

    def number():
        return struct.unpack("<q", out.read(8))[0]

    def text():
        return out.read(number()).decode()

    while (flag := out.read(1)):
        record = {"path": text()}
        if flag == b"x":
            record["error"] = text()
            yield record
            continue
        record["name"], record["rate"], record["samples"] = text(), struct.unpack("<d", out.read(8))[0], number()
        record["comments"] = [text() for _ in range(number())]
        record["leads"] = []
        for _ in range(number()):
            lead = {"name": text(), "units": text()}
            lead["gain"], lead["baseline"], lead["missing"] = struct.unpack("<d", out.read(8))[0], number(), number()
            lead["digital"] = np.frombuffer(out.read(4 * number()), "<i4")
            lead["physical"] = np.frombuffer(out.read(4 * number()), "<f4")
            record["leads"].append(lead)
        record["annotations"] = None
        count = number()
        if count >= 0:
            record["annotations"] = [(number(), number(), text(), number(), number(), number(), text()) for _ in range(count)]
        yield record
    assert process.wait() == 0, "einthoven-probe failed"


def repaired(header):
    """Returns the path of a record that wfdb can read: dates it does not know and suffixes in the name are cut."""
    lines = header.read_text(errors="replace").splitlines()
    words = lines[0].split()
    words[0] = re.sub(r"\.mat$", "", words[0])
    odd = words[0] != header.stem or len(words) > 4
    if not odd:
        return header.with_suffix(""), None
    folder = tempfile.TemporaryDirectory()
    lines[0] = " ".join(words[:4])
    (pathlib.Path(folder.name) / header.name).write_text("\n".join(lines) + "\n")
    for name in {line.split()[0] for line in lines[1:] if not line.startswith("#")}:
        os.symlink(header.parent / name, pathlib.Path(folder.name) / name)
    return pathlib.Path(folder.name) / header.stem, folder


def differences(record):
    header = pathlib.Path(record["path"])
    path, temporary = repaired(header)
    theirs = wfdb.rdrecord(str(path), physical=False)
    physical = wfdb.rdrecord(str(path)).p_signal if theirs.n_sig else np.zeros((theirs.sig_len, 0))
    for what, ours, other in [
        ("name", record["name"], theirs.record_name), ("rate", record["rate"], theirs.fs),
        ("samples", record["samples"], theirs.sig_len), ("comments", record["comments"], theirs.comments),
        ("leads", [x["name"] for x in record["leads"]], theirs.sig_name), ("units", [x["units"] for x in record["leads"]], theirs.units),
        ("gain", [x["gain"] for x in record["leads"]], theirs.adc_gain), ("baseline", [x["baseline"] for x in record["leads"]], theirs.baseline),
    ]:
        if ours != other:
            yield f"{what}: {ours} != {other}"
    for index, lead in enumerate(record["leads"]):
        digital = theirs.d_signal[:, index].astype(np.int32)
        invalid = INVALID[theirs.fmt[index]]
        missing = digital == invalid if invalid is not None else np.zeros(len(digital), bool)
        if not np.array_equal(lead["digital"] == lead["missing"], missing) or not np.array_equal(lead["digital"][~missing], digital[~missing]):
            yield f"digital samples of {lead['name']}"
        expected = physical[:, index].astype(np.float32)
        if not np.array_equal(expected, lead["physical"], equal_nan=True):
            yield f"physical samples of {lead['name']}"
    atr = header.with_suffix(".atr")
    if atr.exists():
        theirs = wfdb.rdann(str(atr.with_suffix("")), "atr", return_label_elements=["symbol", "label_store"])
        other = list(zip(theirs.sample.tolist(), theirs.label_store.tolist(), theirs.symbol, theirs.subtype.tolist(),
                         theirs.chan.tolist(), theirs.num.tolist(), [x.rstrip("\0") for x in theirs.aux_note]))
        if record["annotations"] != other:
            yield f"annotations: {len(record['annotations'])} and {len(other)}"
    elif record["annotations"] is not None:
        yield "annotations where wfdb has none"


def main():
    data = os.environ.get("EINTHOVEN_DATA")
    folders = sys.argv[1:] or ([data] if data else [])
    if not folders:
        sys.exit("set EINTHOVEN_DATA or name folders")
    count = bad = samples = 0
    for folder in folders:
        for record in dump(folder):
            count += 1
            problems = [f"refused: {record['error']}"] if "error" in record else list(differences(record))
            samples += sum(len(x["digital"]) for x in record.get("leads", []))
            for problem in problems:
                print(f"{record['path']}: {problem}")
            bad += bool(problems)
            if count % 1000 == 0:
                print(f"{count} records…", file=sys.stderr)
    print(f"{count} records, {samples} samples compared, {bad} records differ")
    sys.exit(1 if bad or not count else 0)


if __name__ == "__main__":
    main()
