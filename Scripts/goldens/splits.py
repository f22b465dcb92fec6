#!/usr/bin/env python3
"""Makes Tests/CohortsTests/Splits/SplitGoldens.swift: splits of a small cohort, computed without any of the package's code.

    Scripts/goldens/splits.py > Tests/CohortsTests/Splits/SplitGoldens.swift

Twelve examples e0…e11: patient p(n div 2) for n < 10, unknown after that; label a where 3 divides n, else b. Seed 42.
"""
MASK = 2**64 - 1
STEP = 0x9E3779B97F4A7C15


def mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


class Random:
    def __init__(self, *path):
        self.state = 0
        for word in path:
            self.state = mix((self.state + STEP & MASK) ^ mix(word + STEP & MASK))

    def below(self, bound):
        self.state = self.state + STEP & MASK
        return mix(self.state) * bound >> 64

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


EXAMPLES = [(f"e{n}", f"patient p{n // 2}" if n < 10 else f"record e{n}", 0 if n % 3 == 0 else 1) for n in range(12)]
KEYS = sorted({key for _, key, _ in EXAMPLES})
GROUPS = [[e for e in EXAMPLES if e[1] == key] for key in KEYS]


def stratified(shares, seed):
    counts = [[sum(e[2] == label for e in g) for label in (0, 1)] for g in GROUPS]
    left = [sum(c[label] for c in counts) for label in (0, 1)]
    wanted = [[share * n for n in left] for share in shares]
    room = [share * len(EXAMPLES) for share in shares]
    random = Random(seed, 0x53)
    order = list(range(len(GROUPS)))
    random.shuffle(order)
    part = {}
    while any(left):
        label = min((n, k) for k, n in enumerate(left) if n)[1]
        waiting = [g for g in order if g not in part and counts[g][label]]
        for g in sorted(waiting, key=lambda g: -counts[g][label]):  # a stable sort keeps the random order
            best = [p for p in range(len(shares)) if wanted[p][label] == max(w[label] for w in wanted)]
            best = [p for p in best if room[p] == max(room[q] for q in best)]
            chosen = best[0] if len(best) == 1 else best[random.below(len(best))]
            part[g] = chosen
            room[chosen] -= len(GROUPS[g])
            for k in (0, 1):
                wanted[chosen][k] -= counts[g][k]
                left[k] -= counts[g][k]
    return [[e[0] for e in EXAMPLES if part[KEYS.index(e[1])] == p] for p in range(len(shares))]


def leaving_out(size, seed):
    order = list(range(len(GROUPS)))
    Random(seed, 0x4C).shuffle(order)
    fold = {g: place // size for place, g in enumerate(order)}
    return [[e[0] for e in EXAMPLES if fold[KEYS.index(e[1])] == f] for f in range((len(GROUPS) + size - 1) // size)]


def swift(name, parts):
    rows = ", ".join("[" + ", ".join(f'"{e}"' for e in part) + "]" for part in parts)
    return f"  static let {name}: [[String]] = [{rows}]"


print("/// Splits as they are on every machine, made by Scripts/goldens/splits.py.")
print("enum SplitGoldens {")
print(swift("folds", stratified([1 / 3] * 3, 42)))
print(swift("fractions", stratified([0.5, 0.5], 42)))
print(swift("out", leaving_out(2, 42)))
print("}")
