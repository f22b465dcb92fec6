#!/usr/bin/env python3
"""Times the loading of PTB-XL (100 Hz) and MIT-BIH by einthoven and by wfdb-python in one run, warm cache.

    pip install pandas wfdb
    swift build -c release
    EINTHOVEN_DATA=/path/to/data Benchmarks/readers/loading.py [ROUNDS]

Both load the table of labels, every record's samples in millivolts, and annotations where there are some. The two take turns; the
medians are compared.
"""
import ast, os, pathlib, statistics, subprocess, sys, time

import pandas as pd
import wfdb

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
DATA = pathlib.Path(os.environ.get("EINTHOVEN_DATA") or sys.exit("EINTHOVEN_DATA is not set"))


def ptb_xl():
    table = pd.read_csv(DATA / "ptb-xl" / "ptbxl_database.csv", index_col="ecg_id")
    table.scp_codes = table.scp_codes.apply(ast.literal_eval)
    return sum(wfdb.rdsamp(str(DATA / "ptb-xl" / name))[0].size for name in table.filename_lr)


def mitdb():
    total = 0
    for record in (DATA / "mitdb" / "RECORDS").read_text().split():
        total += wfdb.rdsamp(str(DATA / "mitdb" / record))[0].size
        wfdb.rdann(str(DATA / "mitdb" / record), "atr")
    return total


def ours(specification):
    """Returns seconds and samples by number of threads, as einthoven-probe measures them in its own process."""
    out = subprocess.run([PROGRAM, "cohort", specification], capture_output=True, text=True, check=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    return {row[1]: (float(row[4].split()[0]), int(row[3].split()[0])) for row in rows}


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
for name, peer, specification in (("ptb-xl", ptb_xl, f"ptb-xl:{DATA / 'ptb-xl'}"), ("mitdb", mitdb, f"mitdb:{DATA / 'mitdb'}")):
    ours(specification)
    peer_times, times = [], {}
    for _ in range(rounds):
        start = time.perf_counter()
        total = peer()
        peer_times.append(time.perf_counter() - start)
        for threads, (seconds, samples) in ours(specification).items():
            times.setdefault(threads, []).append(seconds)
            assert samples == total, (name, samples, total)
    theirs = statistics.median(peer_times)
    for threads, values in times.items():
        mine = statistics.median(values)
        print(f"{name}: wfdb-python {wfdb.__version__} {theirs:.2f} s, einthoven ({threads}) {mine:.3f} s: {theirs / mine:.1f} ×")
