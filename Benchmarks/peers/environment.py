"""Gets everything ready: the peers in a folder of their own, their ONNX files, and our release build."""

import os
import pathlib
import shutil
import subprocess
import sys

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
SCRIPTS = BENCHMARKS / "peers"
FOLDER = BENCHMARKS / ".peers"
PYTHON = FOLDER / "bin" / "python"
PACKAGES = ["numpy", "onnx", "onnxruntime", "onnxscript"]
PYTORCH_ON_CPUS = "https://download.pytorch.org/whl/cpu"
INSTALLED = FOLDER / "installed"

# glibc gives large buffers back to the system after each step and faults them in again in the next one; with these
# it keeps them.
TUNED = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 32),
    "MALLOC_TOP_PAD_": str(1 << 28),
}
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def run(*command, **options):
    """Runs a command with its output on standard error, and ends the program when it fails."""
    finished = subprocess.run([str(part) for part in command], stdout=sys.stderr, **options)
    if finished.returncode != 0:
        raise SystemExit(f"compare: `{' '.join(map(str, command))}` failed with status {finished.returncode}")


def install():
    """Installs PyTorch and ONNX Runtime into Benchmarks/.peers unless they are there."""
    if INSTALLED.exists():
        return
    print(f"installing the peers into {FOLDER}", file=sys.stderr)
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(sys.executable, "-m", "venv", FOLDER)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    small = subprocess.run(
        [str(part) for part in [*pip, "--retries", "0", "--timeout", "10", "--index-url", PYTORCH_ON_CPUS, "torch"]],
        stdout=sys.stderr,
        stderr=subprocess.DEVNULL,
    )
    if small.returncode != 0:
        run(*pip, "torch")
    run(*pip, *PACKAGES)
    INSTALLED.touch()


def export(cases):
    """Writes the ONNX files that are missing. Returns the folder that holds them."""
    folder = FOLDER / "networks"
    names = [f"{case.network}-{case.batch}" for case in cases if case.mode == "infer"]
    missing = [name for name in names if not (folder / f"{name}.onnx").exists()]
    if missing:
        print(f"exporting {', '.join(missing)}", file=sys.stderr)
        run(PYTHON, SCRIPTS / "export_onnx.py", folder, *missing)
    return folder


def build():
    """Builds the timing program in release mode. Returns the path of the program."""
    command = ["swift", "build", "-c", "release", "--package-path", str(BENCHMARKS)]
    run(*command, "--product", "einthoven-bench")
    shown = subprocess.run([*command, "--show-bin-path"], stdout=subprocess.PIPE, text=True, check=True)
    return [os.path.join(shown.stdout.strip(), "einthoven-bench"), "serve"]


def versions():
    """Returns the versions of the peers, read from their folder."""
    found = {}
    for package in ("torch", "onnxruntime"):
        for path in FOLDER.glob(f"lib/python*/site-packages/{package}-*.dist-info"):
            found[package] = path.name[len(package) + 1 : -len(".dist-info")]
    return found
