#!/usr/bin/env python3
"""Compares what einthoven reads of FLAC signals and HDF5 files with what wfdb and h5py wrote, bit for bit.

    pip install wfdb soundfile h5py
    swift build -c release --traits FLAC,HDF5
    Scripts/checks/traits.py

FLAC: formats 508, 516 and 524, one to eight signals, lengths around FLAC's block of 4096, missing samples among them,
written by wfdb and compared as Scripts/checks/waveforms.py does. HDF5: stored types, chunks, compression and byte orders
of CODE-15's layout (records, samples, leads), and single recordings either way round.
"""
import pathlib, sys, tempfile

import h5py
import numpy as np
import wfdb

from waveforms import INVALID, differences, dump


def flac(folder, rng):
    for fmt, bits in (("508", 8), ("516", 16), ("524", 24)):
        for signals in (1, 2, 3, 8):
            for length in (1, 4095, 4096, 4097, 20000):
                low = INVALID[fmt]
                walk = np.cumsum(rng.integers(-3, 4, (length, signals)), axis=0)
                d = np.clip(walk + rng.integers(-100, 100, (1, signals)), low + 1, -low - 1)
                d[rng.random(d.shape) < 0.01] = low
                if length > 100:
                    d[50], d[51] = low + 1, -low - 1
                name = f"f{fmt}_{signals}_{length}"
                wfdb.wrsamp(name, fs=250, units=["mV"] * signals, sig_name=[f"lead {c}" for c in range(signals)],
                            d_signal=d.astype(np.int64), fmt=[fmt] * signals, adc_gain=[200.0 + c for c in range(signals)],
                            baseline=[c - 2 for c in range(signals)], write_dir=str(folder))


def check_flac(folder):
    count = bad = 0
    for record in dump(folder):
        count += 1
        problems = [f"refused: {record['error']}"] if "error" in record else list(differences(record))
        for problem in problems:
            print(f"{record['path']}: {problem}")
        bad += bool(problems)
    print(f"FLAC: {count} records, {bad} differ")
    return count, bad


def check_hdf5(folder, rng):
    count = bad = 0
    shapes = [((5, 400, 12), "tracings"), ((400, 12), "signals"), ((12, 400), "ecg"), ((400,), "data")]
    for kind in ("<f4", ">f4", "<f8", "<i2", "<i4"):
        for options in ({}, {"compression": "gzip"}, {"chunks": True, "shuffle": True, "compression": "gzip"}):
            for shape, name in shapes:
                x = (rng.standard_normal(shape) * 1000).astype(kind)
                path = folder / "x.hdf5"
                with h5py.File(path, "w") as file:
                    file.create_dataset(name, data=x, **options)
                slices = [(f"{path}#{k}", x[k]) for k in range(shape[0])] if len(shape) == 3 else [(str(path), x)]
                for where, expected in slices:
                    count += 1
                    expected = expected.T if expected.shape == (12, 400) else expected.reshape(400, -1)
                    [record] = dump(where, "400")
                    if "error" in record:
                        ours = record["error"]
                        same = False
                    else:
                        ours = np.stack([lead["physical"] for lead in record["leads"]], axis=1)
                        same = np.array_equal(ours, expected.astype(np.float32))
                    if not same:
                        bad += 1
                        print(f"{kind} {options} {shape} {where}: {ours if isinstance(ours, str) else 'samples differ'}")
    print(f"HDF5: {count} recordings, {bad} differ")
    return count, bad


def main():
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "flac").mkdir()
        flac(folder / "flac", rng)
        results = [check_flac(folder / "flac"), check_hdf5(folder, rng)]
    sys.exit(1 if any(bad or not count for count, bad in results) else 0)


if __name__ == "__main__":
    main()
