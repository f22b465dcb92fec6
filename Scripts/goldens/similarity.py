"""Golden values of density estimates and divergences: python3 Scripts/goldens/similarity.py

Plain sums over every sample and a fine grid, in float64, with NumPy alone; no binning as in the program. Samples are
hashed.unit of a name, turned into two humps so that the spread by quartiles and by deviation differ.
"""

import numpy as np

from hashed import unit


def samples(name, count, shift):
    u = unit(name, count)
    return np.where(u < 0.5, u, 2 * u) + shift


def least_error(n):
    """The bandwidth of the least risk of equation (6) for one dimension, by a plain search."""
    low, high = 1e-3, 3.0
    for _ in range(200):
        grid = np.linspace(low, high, 101)
        risk = 1 / (n * grid) - (1 + grid**2) ** -0.5 / n + 1 - 2 * (1 + grid**2 / 2) ** -0.5 + (1 + grid**2) ** -0.5
        best = int(np.argmin(risk))
        low, high = grid[max(0, best - 1)], grid[min(100, best + 1)]
    return (low + high) / 2


def width(x, rule, kernel):
    deviation = x.std(ddof=1)
    quartiles = (np.quantile(x, 0.75) - np.quantile(x, 0.25)) / 1.349
    spread = min(deviation, quartiles)
    unit_width = 0.9 * len(x) ** -0.2 if rule == "silverman" else least_error(len(x))
    return unit_width * spread * (1.3510 / 0.7764 if kernel == "boxcar" else 1)


def density(x, at, rule, kernel):
    h = width(x, rule, kernel)
    z = (at[:, None] - x[None, :]) / h
    k = np.exp(-0.5 * z * z) if kernel == "gaussian" else (np.abs(z) <= 1) * 1.0
    return k.sum(axis=1)


def divergences(p, q, floor):
    p = (1 - floor) * p / p.sum() + floor / len(p)
    q = (1 - floor) * q / q.sum() + floor / len(q)
    m = (p + q) / 2
    kl = np.sum((p - q) * (np.log(p) - np.log(q)))
    js = (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2 / np.log(2)
    return kl, js


a, b = samples("one", 300, 0.0), samples("other", 200, 0.6)
both = np.concatenate([a, b])
spread = both.max() - both.min()
cells = 16384
step = 1.2 * spread / cells
at = both.min() - 0.1 * spread + (np.arange(cells) + 0.5) * step
for kernel in ["gaussian", "boxcar"]:
    for rule in ["silverman", "leastError"]:
        kl, js = divergences(density(a, at, rule, kernel), density(b, at, rule, kernel), 1e-3)
        print(kernel, rule, f"width {width(a, rule, kernel):.6f} kl {kl:.5f} js {js:.5f}")


def risk(h, n, d):
    w = (1 + h * h) ** (-d / 2)
    return h ** -float(d) / n - w / n + 1 - 2 * (1 + h * h / 2) ** (-d / 2) + w


def least(n, d):
    h = np.exp(np.linspace(-6, 6, 2_000_001))
    values = risk(h, n, d)
    best = int(np.argmin(values))
    return h[best], values[best]


print("least risk of 2000 samples in 16 dimensions", *least(2000, 16))
low, high = 1e-3, 1.0
for _ in range(40):
    middle = (low * high) ** 0.5
    low, high = (low, middle) if least(middle, 1)[1] <= least(2000, 16)[1] else (middle, high)
print("as good in one dimension:", high)
