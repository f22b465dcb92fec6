#!/usr/bin/env python3
"""Times reading whole folders with einthoven and with PyPI wfdb, in the same run, files in the page cache, one thread each.

    pip install wfdb
    swift build -c release
    EINTHOVEN_DATA=/path/to/data Scripts/checks/speed.py
"""
import os, pathlib, re, statistics, subprocess, sys, time

import wfdb

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"


def main():
    data = pathlib.Path(os.environ.get("EINTHOVEN_DATA") or sys.exit("set EINTHOVEN_DATA"))
    for name in ["mitdb", "ptb-xl"]:
        headers = sorted((data / name).rglob("*.hea"))
        for header in headers:  # warm the page cache
            header.read_bytes(), header.with_suffix(".dat").read_bytes()
        ours = []
        for _ in range(5):
            text = subprocess.run([PROGRAM, "load", data / name], check=True, capture_output=True, text=True).stdout
            ours.append(float(re.search(r"in ([\d.e-]+) s", text).group(1)))
        start = time.perf_counter()
        for header in headers:
            wfdb.rdrecord(str(header.with_suffix("")))
        theirs = time.perf_counter() - start
        median = statistics.median(ours)
        print(f"{name}: {len(headers)} records; einthoven {median:.3f} s (median of 5), wfdb {wfdb.__version__} {theirs:.2f} s: {theirs / median:.0f} times as fast")


main()
