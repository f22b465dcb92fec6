#!/usr/bin/env python3
"""Makes Tests/LearningTests/Goldens/metrics.json: predictions and what scikit-learn, SciPy and the arithmetic of the
PhysioNet challenges' evaluation (written anew from its description) make of them.

    Scripts/goldens/metrics.py > Tests/LearningTests/Goldens/metrics.json

scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6. Undefined values are null.
"""
import csv
import json
import math
import pathlib
import types
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
NAN = float("nan")
MASK, STEP = 2**64 - 1, 0x9E3779B97F4A7C15
GOLDENS = pathlib.Path(__file__).resolve().parents[2] / "Tests/LearningTests/Goldens/ChallengeWeights"


def mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


class Random:
    """SplitMix64 along a path of numbers."""

    def __init__(self, *path):
        self.state = 0
        for word in path:
            self.state = mix((self.state + STEP & MASK) ^ mix(word + STEP & MASK))

    def below(self, bound):
        self.state = self.state + STEP & MASK
        return mix(self.state) * bound >> 64


def mean(values, weights=None):
    values = np.array(values, float)
    weights = np.ones(len(values)) if weights is None else np.array(weights, float)
    kept = ~np.isnan(values)
    return float((values[kept] * weights[kept]).sum() / weights[kept].sum()) if weights[kept].sum() else NAN


def label_scores(y, p, said):
    """The measures of one label against the rest; y and said are 0 or 1."""
    pos, out = y.sum(), said.sum()
    both = len(set(y)) == 2
    f1 = sk.f1_score(y, said, zero_division=np.nan)
    table = sk.confusion_matrix(y, said, labels=[0, 1])
    return {
        "precision": sk.precision_score(y, said, zero_division=0) if pos or out else NAN,
        "recall": sk.recall_score(y, said) if pos else NAN,
        "sensitivity": sk.recall_score(y, said) if pos else NAN,
        "specificity": sk.recall_score(1 - y, 1 - said) if pos < len(y) else NAN,
        "F1": f1,
        "balancedAccuracy": sk.balanced_accuracy_score(y, said) if both else NAN,
        "AUROC": sk.roc_auc_score(y, p) if both else NAN,
        "AUPRC": sk.average_precision_score(y, p) if pos else NAN,
        "brier": float(np.mean((p - y) ** 2)),
        "logLoss": sk.log_loss(y, np.clip(p, 2.0**-23, 1 - 2.0**-23), labels=[0, 1]),
        "ECE": calibration_error(y, p),
        "MCC": sk.matthews_corrcoef(y, said) if both else NAN,
        "kappa": NAN if table.sum(0).max() == table.sum(1).max() == len(y) and (y == said).all()
        else sk.cohen_kappa_score(y, said),
    }


def calibration_error(y, p):
    bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], p)
    counts = np.unique(bins, return_counts=True)[1]
    if len(set(y)) == 2:
        share, said = calibration_curve(y, p, n_bins=10)
    else:  # scikit-learn wants both outcomes.
        share, said = (np.array([v[bins == b].mean() for b in np.unique(bins)]) for v in (y, p))
    return float(np.sum(counts * np.abs(share - said)) / len(y))


def challenge(y, said, labels, year):
    rows = list(csv.reader((GOLDENS / f"weights{year}.csv").open()))
    classes = [c.split("|") for c in rows[0][1:]]
    weights = np.array([[float(v) for v in r[1:]] for r in rows[1:]])
    place = {code: i for i, codes in enumerate(classes) for code in codes}
    if year == 2020:
        place = {k: v for k, v in place.items() if k != "733534002"}
    truth, out = np.zeros((len(y), len(classes)), bool), np.zeros((len(y), len(classes)), bool)
    for j, code in enumerate(labels):
        if code in place:
            truth[:, place[code]] |= y[:, j] == 1
            out[:, place[code]] |= said[:, j] == 1

    def worth(o):
        a = np.zeros((len(classes), len(classes)))
        for t, s in zip(truth, o):
            a += np.outer(t, s) / max((t | s).sum(), 1)
        return np.nansum(weights * a)

    inactive = np.zeros_like(out)
    inactive[:, place["426783006"]] = True
    low, high = worth(inactive), worth(truth)
    return float((worth(out) - low) / (high - low)) if high != low else 0.0


def beta_scores(y, said):
    share = 1 / np.maximum(y.sum(1), 1)
    f, g = [], []
    for k in range(y.shape[1]):
        tp = share[(y[:, k] == 1) & (said[:, k] == 1)].sum()
        fp = share[(y[:, k] == 0) & (said[:, k] == 1)].sum()
        fn = share[(y[:, k] == 1) & (said[:, k] == 0)].sum()
        f.append(5 * tp / (5 * tp + fp + 4 * fn) if tp + fp + fn else NAN)
        g.append(tp / (tp + fp + 2 * fn) if tp + fp + fn else NAN)
    return mean(f), mean(g)


def f_max(y, p):
    labelled = y.sum(1) > 0
    if not labelled.any():
        return NAN
    best = 0.0
    for t in np.unique(p):
        said = p >= t
        speaking = said.sum(1) > 0
        hits = (said & (y == 1)).sum(1)
        precision = (hits[speaking] / said[speaking].sum(1)).mean()
        recall = (hits[labelled] / y[labelled].sum(1)).mean()
        if precision + recall:
            best = max(best, 2 * precision * recall / (precision + recall))
    return float(best)


def expected(task, labels, y, p, thresholds):
    n, k = y.shape
    if task == "oneLabel":
        likeliest, truth = p.argmax(1), y.argmax(1)
        said = np.eye(k, dtype=int)[likeliest]
    else:
        said = (p > np.array(thresholds, np.float32)).astype(int)
    each = [label_scores(y[:, j], p[:, j], said[:, j]) for j in range(k)]
    result = {f"{name}[{label}]": scores[name] for label, scores in zip(labels, each) for name in scores}
    prevalence = y.sum(0)
    for name, short in [("F1", "F1"), ("Precision", "precision"), ("Recall", "recall"), ("AUROC", "AUROC"),
                        ("AUPRC", "AUPRC"), ("Sensitivity", "sensitivity"), ("Specificity", "specificity")]:
        values = [s[short] for s in each]
        result[f"macro{name}"] = mean(values)
        if name not in ("Sensitivity", "Specificity"):
            result[f"weighted{name}"] = mean(values, prevalence)
    flat, flat_p, flat_said = y.ravel(), p.ravel(), said.ravel()
    result["microF1"] = sk.f1_score(flat, flat_said, zero_division=np.nan)
    result["microPrecision"] = label_scores(flat, flat_p, flat_said)["precision"]
    result["microRecall"] = label_scores(flat, flat_p, flat_said)["recall"]
    result["microAUROC"] = label_scores(flat, flat_p, flat_said)["AUROC"]
    result["microAUPRC"] = label_scores(flat, flat_p, flat_said)["AUPRC"]
    result["labelAccuracy"] = sk.accuracy_score(flat, flat_said)
    result["Fmax"] = f_max(y, p)
    result["macroF2"], result["macroG2"] = beta_scores(y, said)
    if task == "oneLabel":
        result["accuracy"] = sk.accuracy_score(truth, likeliest)
        result["balancedAccuracy"] = mean([s["recall"] for s in each])
        result["MCC"] = sk.matthews_corrcoef(truth, likeliest) if len(set(truth)) > 1 else NAN
        agree = len(set(truth) | set(likeliest)) == 1
        result["kappa"] = NAN if agree else sk.cohen_kappa_score(truth, likeliest)
        result["brier"] = float(((p - y) ** 2).sum(1).mean())
        clipped = np.clip(p[np.arange(n), truth], 2.0**-23, 1 - 2.0**-23)
        result["logLoss"] = float(-np.log(clipped).mean())
        result["ECE"] = calibration_error((truth == likeliest).astype(int), p.max(1))
        if set("NAO") <= set(labels):
            result["cinc2017F1"] = mean([each[labels.index(c)]["F1"] for c in "NAO"])
        if set("NAO~") <= set(labels):
            result["cinc2017F1four"] = mean([each[labels.index(c)]["F1"] for c in "NAO~"])
    else:
        result["accuracy"] = float((y == said).all(1).mean())
        result["balancedAccuracy"] = mean([s["balancedAccuracy"] for s in each])
        for name in ("MCC", "kappa"):
            result[name] = mean([s[name] for s in each])
        for name in ("brier", "logLoss", "ECE"):
            result[name] = float(np.mean([s[name] for s in each]))
    if "426783006" in labels:
        result["challenge2020"] = challenge(y, said, labels, 2020)
        result["challenge2021"] = challenge(y, said, labels, 2021)
    return {name: None if math.isnan(v) else float(v) for name, v in result.items()}


def case(name, task, labels, y, p, groups=None, thresholds=None):
    p = p.astype(np.float32)
    thresholds = thresholds or [0.5] * len(labels)
    return {
        "name": name, "task": task, "labels": labels, "groups": groups or [f"g{i}" for i in range(len(y))],
        "targets": y.ravel().tolist(), "probabilities": p.astype(float).ravel().tolist(), "thresholds": thresholds,
        "expected": expected(task, labels, y, p.astype(np.float64), thresholds),
    }


def several(rng, n, k, places=3, rate=0.3):
    y = (rng.random((n, k)) < rate).astype(int)
    p = np.round(np.clip(0.3 * y + 0.7 * rng.random((n, k)), 0, 1), places)
    return y, p


def one(rng, n, k, places=4, pull=1.5):
    truth = rng.integers(0, k, n)
    logits = rng.normal(size=(n, k)) + pull * np.eye(k)[truth]
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return np.eye(k, dtype=int)[truth], np.round(p, places)


def cases():
    rng = np.random.default_rng(20)
    yield case("several labels, many ties", "severalLabels", ["a", "b", "c"], *several(rng, 40, 3, places=1))
    y, p = several(rng, 30, 5, places=2)
    y[:, 1] = 0
    y[:, 2], p[:, 2] = 0, p[:, 2] * 0.4
    y[:, 3] = 1
    p[:, 4] = 0.25
    labels = ["there", "never there", "never there nor said", "always there", "constant"]
    yield case("absent and constant labels", "severalLabels", labels, y, p)
    yield case("one example of several labels", "severalLabels", ["a", "b"], np.array([[1, 0]]), np.array([[0.7, 0.6]]))
    y, _ = several(rng, 12, 2)
    yield case("exactly one half", "severalLabels", ["a", "b"], y, np.full((12, 2), 0.5))
    y, p = several(rng, 50, 3, places=6)
    yield case("own thresholds", "severalLabels", ["a", "b", "c"], y, p, [f"g{i // 3}" for i in range(50)],
               [0.25, 0.625, 0.75])
    y, p = several(rng, 20, 2)
    p[:10], p[10:] = y[:10], 1 - y[10:]
    yield case("certain, right and wrong", "severalLabels", ["a", "b"], y, p)
    rows = list(csv.reader((GOLDENS / "weights2021.csv").open()))
    codes = [c for group in rows[0][1:] for c in group.split("|")] + ["164873001"]
    y, p = several(rng, 30, len(codes), rate=0.08)
    p = np.round(0.6 * p + 0.35 * y, 3)
    yield case("every scored code and one that is not", "severalLabels", codes, y, p)
    keep = [codes.index(c) for c in ("426783006", "164889003", "17338001", "164909002")]
    yield case("a few scored codes", "severalLabels", [codes[i] for i in keep], y[:, keep], p[:, keep])
    yield case("one label of four", "oneLabel", ["N", "A", "O", "~"], *one(rng, 40, 4))
    y, p = one(rng, 30, 3)
    y = np.array([[1, 0, 0] if r[2] else r for r in y])
    yield case("a label that is said and never there", "oneLabel", ["N", "A", "O"], y, p)
    p[:, 2] *= 0.01
    yield case("a label that is neither", "oneLabel", ["N", "A", "O"], y, p)
    y[:] = [0, 1, 0]
    yield case("all examples of one label", "oneLabel", ["N", "A", "O"], y, p)
    y, p = one(rng, 20, 3)
    yield case("all said to be one label", "oneLabel", ["N", "A", "O"], y, np.full((20, 3), 1 / 3))
    p = np.tile([0.2, 0.5, 0.3], (20, 1))
    yield case("all of one label and said so", "oneLabel", ["N", "A", "O"], np.tile([0, 1, 0], (20, 1)), p)
    yield case("one example of one label", "oneLabel", ["N", "A"], np.array([[0, 1]]), np.array([[0.375, 0.625]]))


def draw(seed, number, groups):
    random = Random(seed, 0xB007, number)
    return [random.below(groups) for _ in range(groups)]


def bootstraps():
    rng = np.random.default_rng(7)
    n, resamples, seed = 60, 200, 9
    y, p = several(rng, n, 3, places=2, rate=0.2)
    other = np.round(np.clip(p + 0.4 * (rng.random(p.shape) - 0.5), 0, 1), 2)
    groups = [f"g{(7 * i) % 23:02}" for i in range(n)]
    names = sorted(set(groups))
    members = [[i for i in range(n) if groups[i] == g] for g in names]
    labels = ["a", "b", "c"]
    p, other = p.astype(np.float32), other.astype(np.float32)

    def score(measure, p, places):
        y_, p_ = y[places], p[places].astype(np.float64)
        return mean([measure(y_[:, j], p_[:, j]) for j in range(3)])

    both = lambda y: len(set(y)) == 2
    auroc = lambda y, p: sk.roc_auc_score(y, p) if both(y) else NAN
    auprc = lambda y, p: sk.average_precision_score(y, p) if y.sum() else NAN
    f1 = lambda y, p: sk.f1_score(y, p > 0.5, zero_division=np.nan)
    brier = lambda y, p: np.mean((p - y) ** 2)

    result = {"labels": labels, "groups": groups, "targets": y.ravel().tolist(), "resamples": resamples, "seed": seed,
              "first": p.astype(float).ravel().tolist(), "second": other.astype(float).ravel().tolist(),
              "intervals": []}
    draws = [draw(seed, d, len(names)) for d in range(resamples)]
    gather = lambda drawn: [i for g in drawn for i in members[g]]
    kinds = {
        "macroAUROC": lambda places: score(auroc, p, places),
        "macroF1": lambda places: score(f1, p, places),
        "brier": lambda places: score(brier, p, places),
        "macroAUPRC, first minus second": lambda places: score(auprc, p, places) - score(auprc, other, places),
    }
    for name, figure in kinds.items():
        drawn = np.array([figure(gather(d)) for d in draws])
        entry = {"metric": name, "value": figure(list(range(n)))}
        entry["percentile"] = [float(q) for q in np.percentile(drawn, [5, 95])]
        bca = stats.bootstrap(
            (np.arange(len(names)),), lambda g: figure(gather(g)), n_resamples=0, vectorized=False,
            bootstrap_result=types.SimpleNamespace(bootstrap_distribution=drawn), confidence_level=0.9, method="BCa")
        entry["bca"] = [float(bca.confidence_interval.low), float(bca.confidence_interval.high)]
        rarer = min((drawn <= 0).sum(), (drawn >= 0).sum())
        entry["p"] = float(min(1, 2 * (rarer + 1) / (resamples + 1)))
        result["intervals"].append(entry)
    return result


def thresholds():
    rng = np.random.default_rng(5)
    y, p = several(rng, 40, 4, places=2)
    y[:, 3] = 0
    p = p.astype(np.float32)
    result = {"labels": list("abcd"), "targets": y.ravel().tolist(), "probabilities": p.astype(float).ravel().tolist()}
    half = np.float32(0.5)

    def choose(worth):
        values = []
        for k in range(4):
            if len(set(y[:, k])) < 2:
                values.append(0.5)
                continue
            scores = sorted(set(p[:, k]), reverse=True)
            cuts = [scores[0] + (1 - scores[0]) * half] + [b + (a - b) * half for a, b in zip(scores, scores[1:])]
            cuts.append(scores[-1] * half if scores[-1] > 0 else np.float32(-1))
            values.append(float(max(cuts, key=lambda cut: worth(y[:, k], (p[:, k] > cut).astype(int)))))
        return values

    def youden(y, said):
        return sk.balanced_accuracy_score(y, said)

    def sensitive(y, said):
        sensitivity = sk.recall_score(y, said)
        return 2 + sk.recall_score(1 - y, 1 - said) if sensitivity >= 0.8 else sensitivity

    result["f1"] = choose(lambda y, said: sk.f1_score(y, said, zero_division=0))
    result["youden"] = choose(youden)
    result["sensitivity"] = choose(sensitive)
    return result


def windows():
    rng = np.random.default_rng(3)
    owners = [0, 0, 1, 2, 2, 2, 1]
    logits = rng.normal(size=(7, 3)).astype(np.float32)
    sigmoid = lambda x: 1 / (1 + np.exp(-x))
    softmax = lambda x: np.exp(x) / np.exp(x).sum(-1, keepdims=True)
    result = {"owners": owners, "logits": logits.astype(float).ravel().tolist(), "expected": {}}
    for task, squash in (("severalLabels", sigmoid), ("oneLabel", softmax)):
        for name, reduce in (("mean", np.mean), ("max", np.max)):
            x = logits.astype(float)
            rows = [reduce(squash(x)[np.array(owners) == o], axis=0) for o in range(3)]
            if task == "oneLabel" and name == "max":
                rows = [r / r.sum() for r in rows]
            result["expected"][f"{task} {name} probabilities"] = np.ravel(rows).tolist()
            rows = [squash(reduce(x[np.array(owners) == o], axis=0)) for o in range(3)]
            result["expected"][f"{task} {name} logits"] = np.ravel(rows).tolist()
    return result


print(json.dumps(
    {"cases": list(cases()), "bootstrap": bootstraps(), "thresholds": thresholds(), "windows": windows()}))
