#!/usr/bin/env python3
"""Checks that wfdb reads what einthoven writes, to the bit: records of $EINTHOVEN_DATA in every format that can be written.

    pip install wfdb
    swift build -c release
    EINTHOVEN_DATA=/path/to/data Scripts/checks/writing.py

A sample beyond a narrow format's range is written as its end, and is expected so.
"""
import os, pathlib, subprocess, sys, tempfile

import numpy as np
import wfdb

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
BITS = {16: 16, 24: 24, 32: 32, 61: 16, 80: 8, 160: 16, 212: 12, 310: 10, 311: 10}


def main():
    data = pathlib.Path(os.environ.get("EINTHOVEN_DATA") or sys.exit("set EINTHOVEN_DATA"))
    records = sorted((data / "mitdb").glob("*.hea"))[::6] + sorted((data / "ptb-xl").rglob("*.hea"))[::400]
    checked = bad = 0
    for header in records:
        path = str(header.with_suffix(""))
        original = wfdb.rdrecord(path, physical=False)
        for fmt, bits in BITS.items():
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([PROGRAM, "rewrite", path, str(fmt), folder], check=True)
                again = wfdb.rdrecord(f"{folder}/{header.stem}", physical=False)
                low, high = -2 ** (bits - 1) + 1, 2 ** (bits - 1) - 1
                problems = [
                    name for name, ours, theirs in [
                        ("samples", again.d_signal, np.clip(original.d_signal, low, high)),
                        ("names", again.sig_name, original.sig_name), ("gains", again.adc_gain, original.adc_gain),
                        ("baselines", again.baseline, original.baseline), ("rate", again.fs, original.fs),
                        ("units", again.units, original.units), ("comments", again.comments, original.comments),
                        ("checksums", np.array(again.checksum) % 65536, np.array(again.calc_checksum()) % 65536),
                    ] if not np.array_equal(ours, theirs)]
                if header.with_suffix(".atr").exists():
                    ours, theirs = (wfdb.rdann(p, "atr") for p in (f"{folder}/{header.stem}", path))
                    for name in ["sample", "symbol", "subtype", "chan", "num"]:
                        if not np.array_equal(getattr(ours, name), getattr(theirs, name)):
                            problems.append(name)
                    if [a.rstrip("\0") for a in ours.aux_note] != [a.rstrip("\0") for a in theirs.aux_note]:
                        problems.append("aux_note")
                checked += 1
                bad += bool(problems)
                if problems:
                    print(f"{header} in format {fmt}: {', '.join(problems)}")
    print(f"{checked} records written and read back by wfdb, {bad} differ")
    sys.exit(1 if bad or not checked else 0)


main()
