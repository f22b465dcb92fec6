#!/usr/bin/env python3
"""Checks that TensorBoard reads our event files, also those that a run broke off and went on in.

    pip install tensorboard==2.21.0
    swift build -c release --product einthoven-probe
    Scripts/checks/events.py
"""
import os, pathlib, subprocess, sys, tempfile

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
