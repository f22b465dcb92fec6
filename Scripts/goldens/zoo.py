"""The rest of the zoo in PyTorch, small where a size is free, with the names that the Swift networks give.

Checked here against the published parameter counts: see COUNTS.
"""

import torch
from torch import nn
from torch.nn import functional

from networks import LeadTrunk, XResNet, XResNetHead


class Several(nn.Module):
    """A network of several labels."""

    def loss(self, output, target):
        return functional.binary_cross_entropy_with_logits(output, target)


class Block(nn.Module):
    """A residual block of two convolutions of 3, or of 1-3-1 with four times the width out."""

    def __init__(self, inputs, width, stride, bottleneck):
        super().__init__()
        outputs = 4 * width if bottleneck else width
        kernels = [1, 3, 1] if bottleneck else [3, 3]
        self.count = len(kernels)
        for index, kernel in enumerate(kernels):
            last = index == self.count - 1
            step = stride if index == (1 if bottleneck else 0) else 1
            before = inputs if index == 0 else width
            after = outputs if last else width
            setattr(self, f"conv{index + 1}", nn.Conv1d(before, after, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{index + 1}", nn.BatchNorm1d(after))
        self.downsample = None
        if stride > 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv1d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm1d(outputs))

    def forward(self, x):
        y = x
        for index in range(1, self.count + 1):
            y = getattr(self, f"bn{index}")(getattr(self, f"conv{index}")(y))
            if index < self.count:
                y = functional.relu(y)
        return functional.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet1d(Several):
    """The residual networks of Nguyen et al., torchvision's along one axis."""

    def __init__(self, depth, leads=12, width=64, outputs=5):
        super().__init__()
        bottleneck = depth > 18
        self.conv1 = nn.Conv1d(leads, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm1d(width)
        inputs = width
        for group, count in enumerate({18: (2, 2, 2, 2), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3)}[depth]):
            blocks = []
            for number in range(count):
                stride = 2 if group > 0 and number == 0 else 1
                blocks.append(Block(inputs, width << group, stride, bottleneck))
                inputs = (width << group) * (4 if bottleneck else 1)
            setattr(self, f"layer{group + 1}", nn.Sequential(*blocks))
        self.fc1 = nn.Linear(inputs, 512)
        self.fc2 = nn.Linear(512, outputs)

    def forward(self, signal):
        x = functional.max_pool1d(functional.relu(self.bn1(self.conv1(signal))), 3, 2, 1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        return self.fc2(functional.relu(self.fc1(x.mean(2))))


class FlatLSTM(Several):
    """The LSTM of Nguyen et al.: every output at every step under one linear layer."""

    def __init__(self, bidirectional, samples, leads=12, hidden=100, outputs=5):
        super().__init__()
        self.lstm = nn.LSTM(leads, hidden, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(samples * hidden * (2 if bidirectional else 1), outputs)

    def forward(self, signal):
        return self.fc(self.lstm(signal.transpose(1, 2))[0].flatten(1))


class PooledLSTM(Several):
    """The benchmark's bidirectional LSTM: mean, greatest and last outputs under its head."""

    def __init__(self, leads=12, hidden=256, outputs=5):
        super().__init__()
        self.lstm = nn.LSTM(leads, hidden, 2, batch_first=True, bidirectional=True)
        self.head = HeadAfterPooling(6 * hidden, outputs)

    def forward(self, signal):
        y = self.lstm(signal.transpose(1, 2))[0]
        # As in rnn1d.py, whose slice for the backward direction's first step is empty: the last step of both.
        return self.head(torch.cat([y.mean(1), y.amax(1), y[:, -1]], 1))


class HeadAfterPooling(nn.Module):
    """The benchmark's two layers over what pooling left, without dropout."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.norm1 = nn.BatchNorm1d(inputs)
        self.linear1 = nn.Linear(inputs, 128)
        self.norm2 = nn.BatchNorm1d(128)
        self.linear2 = nn.Linear(128, outputs)

    def forward(self, x):
        return self.linear2(self.norm2(functional.relu(self.linear1(self.norm1(x)))))


class InceptionBlock(nn.Module):
    """A bottleneck of 32 into three kernels, beside a pool; 128 channels out."""

    def __init__(self, inputs):
        super().__init__()
        self.bottleneck = nn.Conv1d(inputs, 32, 1, bias=False)
        self.convs = nn.ModuleList(nn.Conv1d(32, 32, kernel, padding=kernel // 2, bias=False) for kernel in (39, 19, 9))
        self.pooled = nn.Conv1d(inputs, 32, 1, bias=False)
        self.norm = nn.BatchNorm1d(128)

    def forward(self, x):
        narrow = self.bottleneck(x)
        parts = [convolution(narrow) for convolution in self.convs]
        parts.append(self.pooled(functional.max_pool1d(x, 3, 1, 1)))
        return functional.relu(self.norm(torch.cat(parts, 1)))


class Projection(nn.Module):
    """A convolution of 1 and its norm."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm1d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))


class Inception1d(Several):
    """The benchmark's InceptionTime: six blocks, a shortcut around each three."""

    def __init__(self, leads=12, outputs=5):
        super().__init__()
        self.blocks = nn.ModuleList(InceptionBlock(leads if index == 0 else 128) for index in range(6))
        self.shortcuts = nn.ModuleList(Projection(inputs, 128) for inputs in (leads, 128))
        self.head = XResNetHead(128, outputs, dropout=False)

    def forward(self, x):
        for group in range(2):
            y = x
            for block in self.blocks[3 * group : 3 * group + 3]:
                y = block(y)
            x = functional.relu(y + self.shortcuts[group](x))
        return self.head(x)


class Autoencoder(nn.Module):
    """Beton's autoencoder of beats, with the dense one inside."""

    def __init__(self, samples=60, cells=16, code=16):
        super().__init__()
        self.samples, self.cells = samples, cells
        self.encoder = nn.LSTM(1, cells, 2, batch_first=True)
        self.code = nn.Linear(2 * cells, code)
        self.expansion = nn.Linear(code, 2 * cells)
        self.decoder = nn.LSTM(1, cells, 2, batch_first=True)
        self.head = nn.Linear(cells, 1)

    def forward(self, signal):
        _, (h, c) = self.encoder(signal.transpose(1, 2))
        state = self.expansion(torch.tanh(self.code(torch.cat([h[1], c[1]], 1))))
        h0, c0 = state[:, : self.cells], state[:, self.cells :]
        rest = torch.zeros_like(h0)
        silence = signal.new_zeros(signal.shape[0], self.samples, 1)
        y, _ = self.decoder(silence, (torch.stack([h0, rest]), torch.stack([c0, rest])))
        return self.head(y)

    def loss(self, output, target):
        return functional.mse_loss(output.flatten(1), target)


class Crossed(nn.Module):
    """Three copies of Beton's trunk, joined after the second convolution and the first LSTM; some leads missing."""

    def __init__(self, leads=3):
        super().__init__()
        self.count = leads
        self.leads = nn.ModuleList(LeadTrunk(dropout=False) for _ in range(leads))
        self.cross = nn.ModuleDict({"conv2": nn.Linear(16 * leads, 16 * leads), "lstm1": nn.Linear(32 * leads, 32 * leads)})
        self.head = nn.Linear(32 * leads, 3)

    def joined(self, parts, layer, presence):
        """Returns (batch, time, channels) parts after a layer over all of them, without the missing leads."""
        present = [part * presence[:, i, None, None] for i, part in enumerate(parts)]
        return self.cross[layer](torch.cat(present, 2)).chunk(self.count, 2)

    def forward(self, signal):
        presence = (torch.arange(signal.shape[0])[:, None] % self.count != torch.arange(self.count)).to(signal.dtype)
        parts = [signal[:, i : i + 1] for i in range(self.count)]
        for trunk in range(2):
            name = f"conv{trunk + 1}"
            parts = [self.pooled(self.leads[i], name, part) for i, part in enumerate(parts)]
        parts = [part.transpose(1, 2) for part in parts]
        parts = [part.transpose(1, 2) for part in self.joined(parts, "conv2", presence)]
        for name in ("conv3", "conv4"):
            parts = [self.pooled(self.leads[i], name, part) for i, part in enumerate(parts)]
        parts = [self.leads[i].lstm1(part.transpose(1, 2))[0] for i, part in enumerate(parts)]
        parts = self.joined(parts, "lstm1", presence)
        parts = [self.leads[i].lstm2(part)[0].mean(1) * presence[:, i, None] for i, part in enumerate(parts)]
        share = self.count / presence.sum(1, keepdim=True)
        return self.head(torch.cat(parts, 1) * share)

    def pooled(self, trunk, name, x):
        return functional.max_pool1d(functional.relu(getattr(trunk, name)(x)), 5, 2)

    def loss(self, output, label):
        return functional.cross_entropy(output, label)


# What each golden is made of: the network, its signal, examples, labels, and of which kind they are.
ZOO = {
    "resNet1d18": (lambda: ResNet1d(18, width=16), (12, 250), 6, "binary"),
    "resNet1d50": (lambda: ResNet1d(50, width=8), (12, 250), 6, "binary"),
    "lstm": (lambda: FlatLSTM(False, 80), (12, 80), 3, "binary"),
    "biLSTM": (lambda: FlatLSTM(True, 80), (12, 80), 3, "binary"),
    "lstmBidirectional": (lambda: PooledLSTM(hidden=32), (12, 100), 6, "binary"),
    "xResNet1d50": (lambda: Blocks50(), (12, 250), 8, "binary"),
    "inception1d": (lambda: Inception1d(), (12, 100), 6, "binary"),
    "heartbeatAutoencoder": (lambda: Autoencoder(), (1, 60), 3, "signal"),
    "embedded": (lambda: Crossed(), (3, 300), 4, "class"),
}


class Blocks50(XResNet):
    """The benchmark's xresnet1d50."""

    def __init__(self):
        super().__init__(dropout=False, blocks=(3, 4, 6, 3))


# Learnt numbers as published or as the authors' code has them: (network, count).
COUNTS = [
    (lambda: ResNet1d(101, outputs=5), 29_315_712 + 513 * 5),
    (lambda: FlatLSTM(True, 1000, outputs=5), 91_200 + 200_001 * 5),
    (lambda: XResNet(outputs=71), 1_880_775),
]


def check_counts():
    for make, expected in COUNTS:
        count = sum(p.numel() for p in make().parameters())
        assert count == expected, f"{count} parameters, expected {expected}"


def print_counts():
    """Prints the counts that the Swift tests expect, at 12 leads, 1000 samples and 5 labels."""
    for name, make in {
        "resNet1d18": lambda: ResNet1d(18), "resNet1d50": lambda: ResNet1d(50), "resNet1d101": lambda: ResNet1d(101),
        "lstm": lambda: FlatLSTM(False, 1000), "biLSTM": lambda: FlatLSTM(True, 1000), "xResNet1d50": Blocks50,
        "xResNet1d101": lambda: XResNet(outputs=5), "lstmBidirectional": PooledLSTM, "inception1d": Inception1d,
    }.items():
        print(name, sum(p.numel() for p in make().parameters() if p.requires_grad))


if __name__ == "__main__":
    check_counts()
    print_counts()
