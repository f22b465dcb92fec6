"""What is timed, and the ratios that are wanted: best of the peers' time over ours, on two threads."""

from typing import NamedTuple


class Case(NamedTuple):
    """A network in a mode with a batch size; `least` and `aim` are the ratios that it should reach."""

    network: str
    mode: str
    batch: int
    least: float
    aim: float

    @property
    def name(self):
        return f"{self.network}-{self.mode}-{self.batch}"


CASES = [
    Case("A", "train", 32, 2.8, 3.5),
    Case("A", "train", 128, 2.5, 3.0),
    Case("A", "infer", 1, 1.6, 1.9),
    Case("A", "infer", 256, 1.6, 1.8),
    Case("B", "train", 32, 3.3, 4.5),
    Case("B", "infer", 1, 1.6, 2.2),
    Case("B", "infer", 256, 2.0, 2.6),
    Case("C", "train", 32, 3.3, 4.5),
    Case("C", "infer", 1, 2.5, 4.5),
    Case("D", "train", 16, 1.4, 2.0),
    Case("D", "infer", 1, 1.2, 1.8),
    Case("E", "train", 16, 1.3, 1.65),
    Case("E", "infer", 1, 1.5, 2.5),
]


class Column(NamedTuple):
    """One column of the table: who runs, and on how many threads it may run (the better one is shown)."""

    name: str
    title: str
    threads: tuple
    trains: bool = True


OURS = Column("ours", "ours", (2,))
PEERS = [
    Column("eager", "PyTorch eager", (2, 1)),
    Column("tuned", "PyTorch tuned", (2, 1)),
    Column("onnx", "ONNX Runtime", (2, 1), trains=False),
]


def chosen(names):
    """Returns the cases named in a comma-separated list, or all of them for None."""
    if names is None:
        return CASES
    known = {case.name: case for case in CASES}
    unknown = [name for name in names.split(",") if name not in known]
    if unknown:
        raise SystemExit(f"compare: no case {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names.split(",")]
