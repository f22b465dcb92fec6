#!/usr/bin/env python3
"""Checks that TensorBoard reads our event files, also those that a run broke off and went on in.

    pip install tensorboard==2.21.0
    swift build -c release --product einthoven-probe
    Scripts/checks/events.py [RUN…]

Given folders of trainings, what TensorBoard shows of each is compared with its log.jsonl too.
"""
import json, os, pathlib, subprocess, sys, tempfile

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
PROGRAM = os.environ.get("EINTHOVEN_PROBE", PROGRAM)

with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/events.out.tfevents.check"
    subprocess.run([PROGRAM, "events", path], check=True)
    # The loader checks every checksum.
    events = list(EventFileLoader(path).Load())
    assert len(events) == 1001 and events[0].file_version == "brain.Event:2", len(events)
    accumulator = EventAccumulator(folder, size_guidance={"scalars": 0})
    accumulator.Reload()
    assert accumulator.Tags()["scalars"] == ["train/loss", "valid/F1 µ"], accumulator.Tags()
    for tag, value in [("train/loss", lambda s: 1 / s), ("valid/F1 µ", lambda s: 1 - 1 / s)]:
        scalars = accumulator.Scalars(tag)
        assert [s.step for s in scalars] == list(range(1, 1001)), tag
        assert all(abs(s.value - value(s.step)) < 1e-6 for s in scalars), tag
        assert all(s.wall_time == 1_000_000 + s.step / 4 for s in scalars), tag
print("1000 steps of 2 tags read back by TensorBoard, none lost, none twice")

for run in sys.argv[1:]:
    log = [json.loads(line) for line in open(f"{run}/log.jsonl")]
    assert [row["epoch"] for row in log] == list(range(1, len(log) + 1)), "an epoch is missing or stands twice"
    accumulator = EventAccumulator(run, size_guidance={"scalars": 0})
    accumulator.Reload()
    wanted = {"loss/train": {}, "rate": {}}
    for row in log:
        wanted["loss/train"][row["epoch"]] = row["loss"]
        wanted["rate"][row["epoch"]] = row["rate"]
        for name, value in row["validation"].items():
            wanted.setdefault(f"validation/{name}", {})[row["epoch"]] = value
    assert sorted(accumulator.Tags()["scalars"]) == sorted(wanted), accumulator.Tags()["scalars"]
    for tag, values in wanted.items():
        found = {s.step: s.value for s in accumulator.Scalars(tag)}
        assert len(accumulator.Scalars(tag)) == len(values) and found.keys() == values.keys(), tag
        assert all(abs(found[epoch] - value) <= 1e-6 * max(1, abs(value)) for epoch, value in values.items()), tag
    print(f"{run}: {len(log)} epochs of {len(wanted)} tags as in the log")
