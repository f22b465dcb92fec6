"""The protocol of the processes that are timed: a JSON line in, a JSON line out, until the input ends.

    {"network":"A","mode":"train","batch":32,"threads":2,"seconds":0.3}
    {"network":"A","mode":"train","batch":32,"threads":2,"ms":9.6,"gflops":72.5,"percentOfPeak":41.0}

"ms" is the median time of a step. With "abandonAbove" in the request a step that is slower than so many milliseconds
even at its best while warming up is not timed further; the answer then says "abandoned". "gflops" counts a training step as
three forward passes; the peak is a matrix product of 1024 x 1024 on the same threads in the same process.
"""

import json
import os
import statistics
import sys
import time

WARM_UP_STEPS, TIMED_STEPS = 2, 3
HOPELESS = 10  # so many times the limit spent on warming up is enough to see that a step is too slow
PASSES = {"train": 3, "infer": 1}


def elapsed_ms(step):
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1e3


def median_step(step, seconds, abandon_above=None):
    """Returns the median milliseconds of a step after a warm-up, and whether it was abandoned for being slow."""
    limit = float("inf") if abandon_above is None else abandon_above
    start = time.perf_counter()
    warm = []
    while len(warm) < WARM_UP_STEPS or time.perf_counter() - start < 0.15 * seconds:
        warm.append(elapsed_ms(step))
        if sum(warm) > HOPELESS * limit:
            break
    if min(warm) > limit:
        return min(warm), True
    start = time.perf_counter()
    timed = []
    while len(timed) < TIMED_STEPS or time.perf_counter() - start < seconds:
        timed.append(elapsed_ms(step))
    return statistics.median(timed), False


def serve(prepare, flops, multiply):
    """Answers requests: `prepare` returns a step to time, `flops` those of one forward pass of one example,
    `multiply` a matrix product of 1024 x 1024 to time on so many threads."""
    peaks = {}
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    for line in sys.stdin:
        request = json.loads(line)
        network, mode, batch, threads = (request[key] for key in ("network", "mode", "batch", "threads"))
        answer = {"network": network, "mode": mode, "batch": batch, "threads": threads}
        try:
            if threads not in peaks:
                peaks[threads] = 2 * 1024**3 / median_step(multiply(threads), 0.1)[0] / 1e6
            step = prepare(network, mode, batch, threads)
            ms, abandoned = median_step(step, request["seconds"], request.get("abandonAbove"))
            gflops = PASSES[mode] * batch * flops(network) / ms / 1e6
            answer.update(ms=ms, gflops=gflops, percentOfPeak=100 * gflops / peaks[threads])
            if abandoned:
                answer["abandoned"] = True
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        answers.write(json.dumps(answer) + "\n")
