#!/usr/bin/env python3
"""Makes Tests/TransferTests/Goldens/measures.json: measures and correlations computed from their formulas by NumPy and SciPy.

    Scripts/goldens/measures.py > Tests/TransferTests/Goldens/measures.json

Inputs are not stored: Tests/TransferTests/Measures/GoldenCase.swift makes them again by hash (hashed.py). Nothing here is taken from
the Swift code; where a published program defines a measure, its formula is written out anew.
"""

import json
import math

import numpy as np
import scipy.linalg
import scipy.optimize
import scipy.stats

from hashed import classes, unit


# Inputs


def features(name, examples, columns, owners):
    """Even noise of ±1 with a shift that hangs on the class and the column."""
    noise = 2 * unit(name + ".features", examples * columns).reshape(examples, columns) - 1
    shift = (7 * owners[:, None] + 3 * np.arange(columns)[None, :]) % 5 - 2
    return noise + 0.25 * shift


def case(name, examples, columns, labels, sources, several):
    raw = unit(name + ".probabilities", examples * sources).reshape(examples, sources)
    if several:
        # Label l is rarer the larger l is.
        draws = unit(name + ".labels", examples * labels).reshape(examples, labels)
        truth = (draws < 0.6 / (1 + np.arange(labels))).astype(int)
        owners = truth[:, 0]
        probabilities = raw
    else:
        owners = classes(name + ".labels", examples, labels)
        truth = np.eye(labels, dtype=int)[owners]
        raw = raw * raw + 0.01 + 0.3 * ((owners[:, None] + np.arange(sources)[None, :]) % 3 == 0)
        probabilities = raw / raw.sum(1, keepdims=True)
    return features(name, examples, columns, owners), probabilities, truth, owners


# Measures of probabilities


def entropy(p):
    return sum(-q * math.log(q) for q in (p, 1 - p) if q > 0)


def melep(P, Y):
    n = len(P)
    M = []
    for y in Y.T:
        phis = []
        for p in P.T:
            theta = np.stack([1 - p, p], 1)
            joint = np.array([theta[y == t].sum(0) / n for t in (0, 1)])
            marginal = joint.sum(0)
            conditional = np.divide(joint, marginal, out=np.zeros((2, 2)), where=marginal > 0)
            phis.append(-np.mean([math.log(conditional[t] @ th) for t, th in zip(y, theta)]))
        M.append(np.mean(phis))
    return np.array(M)


def leep(theta, y):
    n, kinds = len(y), sorted(set(y))
    joint = np.array([theta[y == k].sum(0) / n for k in kinds])
    conditional = joint / joint.sum(0)
    return float(np.mean(np.log([conditional[kinds.index(t)] @ th for t, th in zip(y, theta)])))


def nce(theta, y):
    z = theta.argmax(1)
    value = 0.0
    for a in set(z):
        inside = y[z == a]
        _, counts = np.unique(inside, return_counts=True)
        q = counts / counts.sum()
        value += len(inside) / len(y) * (q * np.log(q)).sum()
    return float(value)


def distribution(P):
    if np.allclose(P.sum(1), 1, atol=1e-4):
        return P
    return np.hstack([1 - P, P]) if P.shape[1] == 1 else P / P.sum(1, keepdims=True)


# Measures of features


def evidence(F, y, alpha, beta):
    """log N(y; 0, 1/beta + FFᵀ/alpha) an example, from the definition."""
    n = len(y)
    covariance = np.eye(n) / beta + F @ F.T / alpha
    return scipy.stats.multivariate_normal(np.zeros(n), covariance).logpdf(y) / n


def logme_exact(F, y):
    n = len(y)
    values, vectors = np.linalg.eigh(F @ F.T)
    values = np.where(values > 1e-12 * values.max(), values, 0)
    x2 = (vectors.T @ y) ** 2

    def negative(log_lambda):
        spread = 1 + values / math.exp(log_lambda)
        beta = n / (x2 / spread).sum()
        return -(-0.5 * math.log(2 * math.pi) - 0.5 + 0.5 * math.log(beta) - 0.5 * np.log(spread).mean())

    top = math.log(values.max())
    grid = np.linspace(top - 32, top + 14, 400)
    best = grid[np.argmin([negative(g) for g in grid])]
    found = scipy.optimize.minimize_scalar(negative, bounds=(best - 0.2, best + 0.2), method="bounded", options={"xatol": 1e-10})
    value = max(-found.fun, -negative(grid[-1] + 60))
    lam = math.exp(found.x)
    beta = n / (x2 / (1 + values / lam)).sum()
    if beta < 1e8 and value == -found.fun:
        assert abs(evidence(F, y, lam * beta, beta) - value) < 1e-7
    return float(value)


def logme_published(F, y):
    n, d = F.shape
    s, V = np.linalg.eigh(F.T @ F)
    s = np.where(s > 1e-12 * s.max(), s, 0)
    target = V.T @ (F.T @ y)
    alpha = beta = lam = 1.0
    for _ in range(11):
        gamma = (s / (s + lam)).sum()
        m = V @ (target * beta / (alpha + beta * s))
        alpha = gamma / (m @ m)
        residual = ((y - F @ m) ** 2).sum()
        beta = (n - gamma) / residual
        if abs(alpha / beta - lam) / lam < 0.01:
            break
        lam = alpha / beta
    total = d / 2 * math.log(alpha) + n / 2 * math.log(beta) - 0.5 * np.log(alpha + beta * s).sum()
    return float((total - beta / 2 * residual - alpha / 2 * (m @ m) - n / 2 * math.log(2 * math.pi)) / n)


def class_means(F, y):
    return np.array([F[y == t].mean(0) for t in y])


def hscore(F, y):
    covariance = np.cov(F, rowvar=False)
    return float(np.trace(np.linalg.pinv(covariance, rcond=1e-10, hermitian=True) @ np.cov(class_means(F, y), rowvar=False)))


def hscore_regularised(F, y):
    X = F - F.mean(0)
    n, p = X.shape
    S = X.T @ X / n
    mu = np.trace(S) / p
    distance = ((S - mu * np.eye(p)) ** 2).sum()
    noise = min(sum(((np.outer(x, x) - S) ** 2).sum() for x in X) / n**2, distance)
    a = noise / distance
    shrunk = (1 - a) * S + a * mu * np.eye(p)
    return float((1 - a) * np.trace(np.linalg.solve(shrunk, np.cov(class_means(X, y), rowvar=False))))


def rate(Z):
    n, d = Z.shape
    return 0.5 * np.linalg.slogdet(np.eye(d) + Z.T @ Z / (n * 1e-4))[1]


def transrate(F, y, form):
    Z = F - F.mean(0)
    if form == "normalised":
        Z = Z / np.linalg.norm(Z)
    kinds = sorted(set(y))
    weights = [1 / len(kinds) if form == "listing" else np.mean(y == k) for k in kinds]
    return float(rate(Z) - sum(w * rate(Z[y == k]) for w, k in zip(weights, kinds)))


def gbc(F, y, form):
    total = 0.0
    stats = [(F[y == k].mean(0), np.maximum(F[y == k].var(0), 1e-4)) for k in sorted(set(y))]
    if form != "diagonal":
        stats = [(m, np.full_like(v, v.mean())) for m, v in stats]
    for i, (m, v) in enumerate(stats):
        for j, (n, w) in enumerate(stats):
            if i == j:
                continue
            mean = (v + w) / 2
            determinant = np.log(mean / np.sqrt(v * w))
            determinant = determinant[0] if form == "published" else determinant.sum()
            total -= math.exp(-(((m - n) ** 2 / mean).sum() / 8 + determinant / 2))
    return total


def sfda(F, y):
    X = F.copy()
    n, d = X.shape
    y = np.unique(y, return_inverse=True)[1]
    kinds = y.max() + 1
    priors = np.bincount(y) / n

    def fit(X, shrinkage):
        means = np.array([X[y == k].mean(0) for k in range(kinds)])
        within = sum(priors[k] * np.cov(X[y == k].T, bias=True) for k in range(kinds))
        if shrinkage is None:
            x = within.sum(1)
            for _ in range(3):
                u = within @ x
                u = u / np.linalg.norm(u)
                x = within @ u
                x = x / np.linalg.norm(x)
            shrinkage = max(math.exp(-5 * (x @ within @ u)), 1e-10)
        shrunk = (1 - shrinkage) * within + shrinkage * np.trace(within) / d * np.eye(d)
        total = np.cov(X.T, bias=True)
        total = (1 - shrinkage) * total + shrinkage * np.trace(total) / d * np.eye(d)
        vectors = scipy.linalg.eigh(total - shrunk, shrunk)[1]
        coefficients = means @ vectors @ vectors.T
        scores = X @ coefficients.T - 0.5 * np.diag(means @ coefficients.T) + np.log(priors)
        return scipy.special.softmax(scores, 1), shrinkage, means

    p, shrinkage, means = fit(X, None)
    p = scipy.special.softmax(p, 1)
    for i in range(n):
        others = (means.sum(0) - means[y[i]]) / (kinds - 1)
        X[i] = p[i, y[i]] * X[i] + (1 - p[i, y[i]]) * others
    return float(fit(X, shrinkage)[0][np.arange(n), y].mean())


def parc(F, Y, drop):
    Z = F - F.mean(0)
    deviation = F.std(0)
    Z = Z / np.where(deviation > 0, deviation, 1)
    keep = (Y.sum(1) > 0) & (Y.sum(1) < Y.shape[1])
    if not keep.all() and not drop:
        return None
    Z, Y = Z[keep], Y[keep]
    if len(Z) < 3:
        return None
    upper = np.triu_indices(len(Z), 1)
    far = (1 - np.corrcoef(Z))[upper]
    # From counts, so that ties are ties.
    L = Y.shape[1]
    s = Y.sum(1)
    r = (L * (Y @ Y.T) - np.outer(s, s)) / np.sqrt(np.outer(s * (L - s), s * (L - s)).astype(float))
    return float(100 * scipy.stats.spearmanr(far, (1 - r)[upper])[0])


def responsibilities(F, components):
    """Directions that hold 80 % of the variance; full Gaussians that begin at the first examples."""
    X = F - F.mean(0)
    U, S, _ = np.linalg.svd(X, full_matrices=False)
    kept = np.searchsorted(np.cumsum(S**2) / (S**2).sum(), 0.8, side="right") + 1
    X = U[:, :kept] * S[:kept]
    n, d = X.shape
    means = X[:components]
    R = np.eye(components)[((X[:, None] - means[None]) ** 2).sum(2).argmin(1)]
    last = -np.inf
    for _ in range(100):
        logs = []
        for k in range(components):
            w = R[:, k].sum() + 1e-14
            m = R[:, k] @ X / w
            C = (R[:, k, None] * (X - m)).T @ (X - m) / w + 1e-6 * np.eye(d)
            logs.append(math.log(w / n) + scipy.stats.multivariate_normal(m, C).logpdf(X))
        logs = np.array(logs).T
        norm = scipy.special.logsumexp(logs, 1)
        R = np.exp(logs - norm[:, None])
        if abs(norm.mean() - last) < 1e-3:
            break
        last = norm.mean()
    return R


# The table


def over_labels(body, Y, owners, several):
    if not several:
        return {"value": body(owners)}
    each = [body(y) if 0 < y.sum() < len(y) else None for y in Y.T]
    return {"value": float(np.mean([e for e in each if e is not None])), "perLabel": each}


def measured(name, examples, columns, labels, sources, several):
    F, P, Y, owners = case(name, examples, columns, labels, sources, several)
    M = melep(P, Y)
    positives = Y.sum(0)
    H = np.array([entropy(q) for q in Y.mean(0)])
    ratio = np.array([p / (examples - p) if p < examples else 0 for p in positives])
    shares = [float(m / h) if h > 0 else None for m, h in zip(M, H)]
    theta = distribution(P)
    components = min(examples, 5 * (2 if several else len(set(owners))))
    R = responsibilities(F, components)
    suffix = "/label" if several else ""

    def evidences(body):
        each = [body(F, y.astype(float)) if 0 < y.sum() < examples else None for y in Y.T]
        return {"value": float(np.mean([e for e in each if e is not None])), "perLabel": each}

    def of_classes(body):
        return over_labels(body, Y, owners, several)

    values = {
        "melep": {"value": float((positives * M).sum() / positives.sum()), "perLabel": M.tolist()},
        "melep:paper": {"value": float((ratio * M).mean()), "perLabel": M.tolist()},
        "melep:share": {
            "value": sum(p * s for p, s in zip(positives, shares) if s is not None)
            / float(sum(p for p, s in zip(positives, shares) if s is not None)),
            "perLabel": shares,
        },
        "entropy": {"value": float((positives * H).sum() / positives.sum()), "perLabel": H.tolist()},
        "entropy:paper": {"value": float((ratio * H).mean()), "perLabel": H.tolist()},
        "leep" + suffix: of_classes(lambda y: leep(theta, y)),
        "nce" + suffix: of_classes(lambda y: nce(theta, y)),
        "nleep" + suffix: of_classes(lambda y: leep(R, y)),
        "logme": evidences(logme_exact),
        "logme:published": evidences(logme_published),
        "hscore" + suffix: of_classes(lambda y: hscore(F, y)),
        "hscore:regularised" + suffix: of_classes(lambda y: hscore_regularised(F, y)),
        "transrate" + suffix: of_classes(lambda y: transrate(F, y, "listing")),
        "transrate:weighted" + suffix: of_classes(lambda y: transrate(F, y, "weighted")),
        "transrate:normalised" + suffix: of_classes(lambda y: transrate(F, y, "normalised")),
        "gbc" + suffix: of_classes(lambda y: gbc(F, y, "diagonal")),
        "gbc:spherical" + suffix: of_classes(lambda y: gbc(F, y, "spherical")),
        "gbc:spherical-published" + suffix: of_classes(lambda y: gbc(F, y, "published")),
        "sfda" + suffix: of_classes(lambda y: sfda(F, y)),
        "parc": {"value": parc(F, Y, False)},
        "parc:dropped": {"value": parc(F, Y, True)},
    }
    return {
        "name": name, "examples": examples, "features": columns, "labels": labels, "sources": sources,
        "several": several, "components": components, "measures": values,
    }


def correlated(name, count, levels):
    """Pairs of small whole numbers, so that many are equal; `levels` 0 leaves them as they are."""
    x, y = unit(name + ".x", count), unit(name + ".y", count)
    y = 0.5 * x + 0.5 * y
    if levels:
        x, y = np.floor(levels * x), np.floor(levels * y)
    r = scipy.stats.pearsonr(x, y)
    interval = r.confidence_interval(0.95)
    return {
        "name": name, "count": count, "levels": levels, "pearson": r[0], "spearman": scipy.stats.spearmanr(x, y)[0],
        "kendall": scipy.stats.kendalltau(x, y)[0], "weightedKendall": scipy.stats.weightedtau(x, y)[0],
        "fisher": [interval.low, interval.high],
    }


CASES = [
    ("two classes", 40, 6, 2, 3, False), ("more features than examples", 30, 50, 5, 7, False),
    ("square", 25, 25, 3, 2, False), ("many sources", 60, 9, 4, 19, False), ("several", 50, 8, 4, 6, True),
    ("one source label", 24, 40, 3, 1, True), ("one target label", 36, 5, 1, 4, True), ("wide", 70, 12, 9, 17, True),
]
LISTS = [("plain", 12, 0), ("ties", 30, 4), ("few", 7, 4), ("long", 100, 0), ("coarse", 40, 2)]

print(json.dumps({"cases": [measured(*c) for c in CASES], "correlations": [correlated(*c) for c in LISTS]}, indent=1, allow_nan=False))
