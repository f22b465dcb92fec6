#!/usr/bin/env python3
"""Checks the import of PyTorch's weights: the networks of others, with the names that they give, say the same here as there.

    pip install torch safetensors numpy
    swift build -c release --product einthoven-probe
    Scripts/checks/imports.py
    Scripts/checks/imports.py --names Tests/NetworksTests/Goldens/Layouts    # anew: what the tests know the names from

The modules below are laid out as the published ones, whose names and order of numbers they must have:
cuongvng/melep-ecg 390b19d, cuongvng/transfer-learning-ecg-diagnosis 749ed65, helme/ecg_ptbxl_benchmarking ff776de.
Weights and running statistics are random; the file is made by the three lines that the documentation shows.
"""
import os, pathlib, subprocess, sys, tempfile

# A neighbour of this script bears the name of a package.
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]
import numpy as np
import safetensors.torch
import torch
from torch import nn

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "einthoven-probe"
PROGRAM = os.environ.get("EINTHOVEN_PROBE", PROGRAM)
LEADS, SAMPLES, LABELS = 12, 250, 5


class Apply(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def greatest_and_mean(x):
    return torch.cat([x.amax(2), x.mean(2)], 1)


def benchmark_head(pool, width):
    return nn.Sequential(
        *pool, nn.BatchNorm1d(width), nn.Dropout(0.25), nn.Linear(width, 128), nn.ReLU(),
        nn.BatchNorm1d(128), nn.Dropout(0.5), nn.Linear(128, LABELS))


def conv_layer(inputs, outputs, kernel, stride=1, active=True):
    layers = [nn.Conv1d(inputs, outputs, kernel, stride, (kernel - 1) // 2, bias=False), nn.BatchNorm1d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU()] if active else []))


class BenchmarkBlock(nn.Module):
    def __init__(self, inputs, stride):
        super().__init__()
        self.convs = nn.Sequential(
            conv_layer(inputs, 64, 1), conv_layer(64, 64, 5, stride), conv_layer(64, 256, 1, active=False))
        self.convpath = nn.Sequential(self.convs)
        path = [nn.AvgPool1d(2, ceil_mode=True)] if stride > 1 else []
        self.idpath = nn.Sequential(*path, *([conv_layer(inputs, 256, 1, active=False)] if inputs != 256 else []))

    def forward(self, x):
        return torch.relu(self.convpath(x) + self.idpath(x))


def xresnet1d(blocks):
    groups = [
        nn.Sequential(*[
            BenchmarkBlock(64 if group == block == 0 else 256, 2 if group and not block else 1) for block in range(count)])
        for group, count in enumerate(blocks)]
    return nn.Sequential(
        conv_layer(LEADS, 32, 5, 2), conv_layer(32, 32, 5), conv_layer(32, 64, 5), nn.MaxPool1d(3, 2, 1), *groups,
        benchmark_head([Apply(greatest_and_mean), nn.Flatten()], 512))


class InceptionBlock(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.bottleneck = nn.Conv1d(inputs, 32, 1, bias=False)
        self.convs = nn.ModuleList([nn.Conv1d(32, 32, k, padding=k // 2, bias=False) for k in [39, 19, 9]])
        self.conv_bottle = nn.Sequential(nn.MaxPool1d(3, 1, 1), nn.Conv1d(inputs, 32, 1, bias=False))
        self.bn_relu = nn.Sequential(nn.BatchNorm1d(128), nn.ReLU())

    def forward(self, x):
        narrow = self.bottleneck(x)
        return self.bn_relu(torch.cat([c(narrow) for c in self.convs] + [self.conv_bottle(x)], 1))


class InceptionShortcut(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.conv = nn.Conv1d(inputs, 128, 1, bias=False)
        self.bn = nn.BatchNorm1d(128)


class InceptionTrunk(nn.Module):
    def __init__(self):
        super().__init__()
        self.im = nn.ModuleList([InceptionBlock(128 if block else LEADS) for block in range(6)])
        self.sk = nn.ModuleList([InceptionShortcut(128 if group else LEADS) for group in range(2)])

    def forward(self, x):
        for group, shortcut in enumerate(self.sk):
            y = x
            for block in self.im[3 * group:3 * group + 3]:
                y = block(y)
            x = torch.relu(y + shortcut.bn(shortcut.conv(x)))
        return x


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(InceptionTrunk(), benchmark_head([Apply(greatest_and_mean), nn.Flatten()], 256))

    def forward(self, x):
        return self.layers(x)


def lstm_bidir():
    # As published: the slice that is meant to be the backward direction's first step is empty, and the last step of both
    # directions is taken.
    def pool(x):
        return torch.cat([x.mean(2), x.amax(2), x[:, :, -1]], 1)

    return nn.Sequential(
        Apply(lambda x: x.transpose(1, 2)), Apply(lambda x: x.transpose(0, 1)),
        nn.LSTM(LEADS, 256, 2, bidirectional=True),
        Apply(lambda x: x[0].transpose(0, 1)), Apply(lambda x: x.transpose(1, 2)), benchmark_head([Apply(pool)], 1536))


class ResidualBlock(nn.Module):
    def __init__(self, inputs, width, stride, is_bottleneck):
        super().__init__()
        outputs = 4 * width if is_bottleneck else width
        kernels = [(inputs, width, 1, 1), (width, width, 3, stride), (width, outputs, 1, 1)] if is_bottleneck else [
            (inputs, width, 3, stride), (width, width, 3, 1)]
        self.count = len(kernels)
        for number, (i, o, kernel, step) in enumerate(kernels, 1):
            setattr(self, f"conv{number}", nn.Conv1d(i, o, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{number}", nn.BatchNorm1d(o))
        self.downsample = None
        if stride > 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv1d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm1d(outputs))

    def forward(self, x):
        y = x
        for number in range(1, self.count + 1):
            y = getattr(self, f"bn{number}")(getattr(self, f"conv{number}")(y))
            y = torch.relu(y) if number < self.count else y
        return torch.relu(y + (self.downsample(x) if self.downsample else x))


class ResNet(nn.Module):
    def __init__(self, blocks, is_bottleneck):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv1d(LEADS, 64, 7, 2, 3, bias=False), nn.BatchNorm1d(64)
        inputs = 64
        for group, count in enumerate(blocks):
            layer = []
            for block in range(count):
                layer.append(ResidualBlock(inputs, 64 << group, 2 if group and not block else 1, is_bottleneck))
                inputs = (4 if is_bottleneck else 1) * (64 << group)
            setattr(self, f"layer{group + 1}", nn.Sequential(*layer))
        self.fc1, self.fc2 = nn.Linear(inputs, 512), nn.Linear(512, LABELS)

    def forward(self, x):
        x = nn.functional.max_pool1d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc2(torch.relu(self.fc1(x.mean(2))))


class FlatLSTM(nn.Module):
    def __init__(self, is_bidirectional):
        super().__init__()
        self.lstm = nn.LSTM(LEADS, 100, bidirectional=is_bidirectional, batch_first=True)
        self.fc = nn.Linear(SAMPLES * (200 if is_bidirectional else 100), LABELS)

    def forward(self, x):
        return self.fc(self.lstm(x.transpose(1, 2))[0].flatten(1))


MODELS = [
    ("xResNet1d50", "ptbxl-xresnet1d", lambda: xresnet1d([3, 4, 6, 3])),
    ("xResNet1d101", "ptbxl-xresnet1d", lambda: xresnet1d([3, 4, 23, 3])),
    ("lstmBidirectional", "ptbxl-lstm", lstm_bidir),
    ("inception1d", "ptbxl-inception1d", Inception),
    ("resNet1d18", "melep", lambda: ResNet([2, 2, 2, 2], False)),
    ("resNet1d50", "melep", lambda: ResNet([3, 4, 6, 3], True)),
    ("resNet1d101", "melep", lambda: ResNet([3, 4, 23, 3], True)),
    ("lstm", "melep", lambda: FlatLSTM(False)),
    ("biLSTM", "melep", lambda: FlatLSTM(True)),
]


def randomise(model):
    for name, tensor in model.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2)
        elif name.endswith("running_mean"):
            tensor.normal_(0, 0.3)
        elif "bias" in name:
            tensor.normal_(0, 0.1)
        elif tensor.dim() == 1:
            tensor.uniform_(0.5, 1.5)


def check(name, layout, make, folder):
    torch.manual_seed(7)
    model = make().eval()
    randomise(model)
    torch.save(model.state_dict(), folder / "model.pth")
    # The three lines.
    state = torch.load(folder / "model.pth", map_location="cpu", weights_only=True)
    safetensors.torch.save_file({k: v.clone().contiguous() for k, v in state.items()}, folder / "model.safetensors")

    signal = np.random.default_rng(3).standard_normal((SAMPLES, LEADS)).astype(np.float32)
    np.save(folder / "signal.npy", signal)
    with torch.no_grad():
        there = model(torch.from_numpy(signal.T.copy())[None])[0].numpy()
    done = subprocess.run(
        [PROGRAM, "import", name, layout, folder / "model.safetensors", folder / "signal.npy"],
        capture_output=True, text=True)
    if done.returncode:
        print(f"{name}: {done.stdout}{done.stderr}")
        return False
    summary, numbers = done.stdout.splitlines()
    here = np.array([float(x) for x in numbers.split()])
    distance = np.abs(here - there).max() / max(1, np.abs(there).max())
    print(f"{name} ({layout}): {summary}; largest difference {distance:.1e} of {np.abs(there).max():.2g}")
    return distance < 1e-4


def write_names(folder):
    """One file a network: a name and a shape a line."""
    for name, layout, make in MODELS:
        if name in ("xResNet1d50", "lstmBidirectional", "inception1d", "resNet1d18", "resNet1d50", "lstm", "biLSTM"):
            lines = [" ".join([key, *map(str, tensor.shape)]) for key, tensor in make().state_dict().items()]
            (folder / f"{name} {layout}.txt").write_text("\n".join(lines) + "\n")


if sys.argv[1:2] == ["--names"]:
    write_names(pathlib.Path(sys.argv[2]))
else:
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if all([check(*model, pathlib.Path(folder)) for model in MODELS]) else 1)
