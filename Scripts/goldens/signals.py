"""Prints Tests/WaveformsTests/Signals/SignalGoldens.swift: what SciPy and PyWavelets make of one small signal.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install numpy scipy PyWavelets
    /tmp/goldens/bin/python Scripts/goldens/signals.py > Tests/WaveformsTests/Signals/SignalGoldens.swift

The signal is a formula of whole numbers, so that both sides start from the same bits.
"""

import numpy as np
import pywt
import scipy
from scipy import signal as sp


def samples(count):
    i = np.arange(count, dtype=np.int64)
    noise = ((i * 7919 + 13 * i * i) % 1000) / 500.0 - 1.0
    beat = np.where(i % 41 < 5, 2.0, 0.0)
    return (0.25 * noise + beat + 0.5).astype(np.float32).astype(np.float64)


def swift(values):
    rows, row = [], ""
    for v in np.asarray(values, dtype=np.float64):
        text = repr(float(np.float32(v))) if abs(v) > 1e-30 else "0"
        text = np.format_float_positional(np.float32(v), unique=True, trim="0")
        if row and len(row) + len(text) + 2 > 110:
            rows.append(row.rstrip())
            row = ""
        row += text + ", "
    rows.append(row.rstrip())
    return "[\n" + "".join(f"      {r}\n" for r in rows) + "    ]"


print("// Made by Scripts/goldens/signals.py;", f"SciPy {scipy.__version__}, PyWavelets {pywt.__version__}.")
print("// Do not edit: change the script and run it again.")
print("enum SignalGoldens {")

print("  static let resampled: [(count: Int, from: Double, to: Double, edge: String, values: [Float])] = [")
for count, source, target, up, down in [
    (61, 360, 125, 25, 72), (40, 100, 150, 3, 2), (33, 500, 100, 1, 5), (20, 125, 360, 72, 25), (1, 300, 150, 1, 2)]:
    for edge, mode in [("zero", "constant"), ("hold", "edge")]:
        y = sp.resample_poly(samples(count), up, down, padtype=mode)
        print(f'    ({count}, {source}, {target}, "{edge}",')
        print(f"    {swift(y)}),")
print("  ]")

print("  static let halves: [(wavelet: String, border: String, count: Int, slow: [Float], fast: [Float])] = [")
for name in ["haar", "db4", "db6", "sym8"]:
    for border in ["symmetric", "periodization"]:
        for count in [1, 5, 22, 31]:
            a, d = pywt.dwt(samples(count), name, mode=border)
            print(f'    ("{name}", "{border}", {count},')
            print(f"    {swift(a)},")
            print(f"    {swift(d)}),")
print("  ]")

print("  static let decomposed: [(wavelet: String, border: String, count: Int, levels: Int, values: [[Float]])] = [")
for name, border, count in [("db6", "symmetric", 90), ("db4", "periodization", 77), ("sym8", "symmetric", 64)]:
    parts = pywt.wavedec(samples(count), name, mode=border, level=3)
    print(f'    ("{name}", "{border}", {count}, 3, [')
    for part in [parts[0]] + parts[:0:-1]:
        print(f"    {swift(part)},")
    print("    ]),")
print("  ]")

print("  static let filtered: [(order: Int, low: Double, high: Double, rate: Double, count: Int, values: [Float])] = [")
for order, low, high, rate, count in [
    (1, 0, 40, 500, 40), (2, 0.5, 0, 250, 60), (3, 0, 30, 100, 50), (4, 5, 15, 360, 60), (3, 1, 45, 500, 60),
    (3, 0.5, 40, 100, 60), (5, 0.67, 0, 500, 80), (2, 0, 40, 500, 7)]:
    if low and high:
        sos = sp.butter(order, [low, high], "bandpass", fs=rate, output="sos")
    elif low:
        sos = sp.butter(order, low, "highpass", fs=rate, output="sos")
    else:
        sos = sp.butter(order, high, "lowpass", fs=rate, output="sos")
    x = samples(count)
    ntaps = 2 * len(sos) + 1 - min((sos[:, 2] == 0).sum(), (sos[:, 5] == 0).sum())
    y = sp.sosfiltfilt(sos, x, padlen=min(3 * ntaps, count - 1))
    print(f"    ({order}, {low}, {high}, {rate}, {count},")
    print(f"    {swift(y)}),")
print("  ]")

print("  static let forward: [Float] =")
print(f"    {swift(sp.sosfilt(sp.butter(2, [0.05, 40], 'bandpass', fs=250, output='sos'), samples(60)))}")

print("  static let notched: [(frequency: Double, quality: Double, rate: Double, values: [Float])] = [")
for frequency, quality, rate in [(50, 30, 500), (60, 10, 360)]:
    b, a = sp.iirnotch(frequency, quality, fs=rate)
    print(f"    ({frequency}, {quality}, {rate},")
    print(f"    {swift(sp.filtfilt(b, a, samples(60)))}),")
print("  ]")

print("  static let gains: [(order: Int, low: Double, high: Double, rate: Double, at: Double, gain: Double)] = [")
for order, low, high, rate in [(4, 0, 40, 500), (7, 0.5, 0, 1000), (6, 0.5, 45, 500), (5, 40, 45, 100)]:
    kind = "bandpass" if low and high else "highpass" if low else "lowpass"
    edges = [low, high] if low and high else low or high
    sos = sp.butter(order, edges, kind, fs=rate, output="sos")
    for at in [0.3, 7, 42.5]:
        w, h = sp.sosfreqz(sos, worN=[at], fs=rate)
        print(f"    ({order}, {low}, {high}, {rate}, {at}, {abs(h[0]):.17g}),")
print("  ]")

print("  static let median: [Float] =")
x = np.pad(samples(40), 7, mode="edge")
print(f"    {swift(sp.medfilt(x, 15)[7:-7])}")

x = samples(1000)
f, p = sp.welch(x, fs=250, window="hann", nperseg=256, noverlap=128, detrend="constant")
print("  static let spectrum: [Float] =")
print(f"    {swift(p[:40])}")
print("}")
